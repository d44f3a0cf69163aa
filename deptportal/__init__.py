"""The composition root: settings, environment, addresses, system checks, the admin's front page, the demonstration.

Floor 6. It may import every room; no room imports it.
Inside: `admin, management → settings, urls → environment, release`, and `wsgi, apps → checks → database`, which
`manage.py` uses too. Of these `environment`, `release` and `database` import no Django application.
"""
