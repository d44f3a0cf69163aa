"""The structure of the office: `Office`, `Unit` (one tree a department), `Post`, `Appointment`.

Floor 1. It knows nothing of duties, contacts, editions or pages; it may import Django, django-mptt and itself.
Inside: `admin, management → services → models → addresses, keys, managers, order, search, triggers → pure modules`
(`conflicts`, `kinds`, `places`, `soundness`, `text`, `tree`), which know no Django.
"""
