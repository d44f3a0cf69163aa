"""The journal (dziennik): who did or tried what, when, from where. Written by itself, append-only, readable in admin.

Floor 0: it knows none of the other rooms, and every other room may use it. A row that other rooms write goes through
`services.record`; what people do to rows of the working copy is written by `receivers` (save, delete) and by
`recording` (changes in bulk), with whoever acts taken from `acting`.
Inside: `admin, management → receivers, middleware → services → models → acting, triggers`.
"""
