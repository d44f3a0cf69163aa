"""Tests mirror the rooms.

Every folder here has an `__init__.py`: without it `tests/orgchart` would shadow the room `orgchart`.
"""
