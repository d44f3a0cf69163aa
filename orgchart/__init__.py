"""The structure of the office: `Office`, `Unit` (one tree a department), `Post`, `Appointment`; who may edit which part
of it (`rights`: `Grant`, `Deputy`), who edits now (`presence`), and what took the place of what is gone (`removals`).

Floor 1. It knows nothing of duties, contacts, editions or pages; it may import `journal`, and Django with
mptt and rules. Inside: `admin, management → services → rights, presence, removals → models → addresses, keys, managers,
order, search, triggers → pure modules` (`conflicts`, `kinds`, `phones`, `places`, `soundness`, `text`, `tree`), which
know no Django.
"""
