"""How fast the public pages are: `python -m bench`, or `make bench`.

Everything is measured side by side in one run, and told as a ratio to a bare WSGI application behind the same gunicorn.
The big office in `bench.office` serves the tests too.
"""
