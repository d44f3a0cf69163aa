"""Lifting the triggers that keep the public record, as somebody with the database's password could."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from journal.triggers import install
from publishing.triggers import TRIGGERS
from tests import triggers


@contextmanager
def unlocked() -> Iterator[None]:
    triggers.drop(connection)
    yield
    install(connection, TRIGGERS)
