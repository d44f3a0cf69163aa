import pytest
from django.test import Client

from publishing.document import Channel, Declaration, Officer
from search.services.indexing import catch_up
from tests.bip.crawl import Found, crawl
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import (
    BOX,
    COMMON,
    DECLARATION,
    EDITORIAL,
    INSTRUCTION,
    OFFICE,
    department,
    put_in_force,
    soon,
)
from tests.worlds import kept


@kept
def portal() -> None:
    """The office, its department and a page in force since March."""
    put_in_force(OFFICE)
    put_in_force(INSTRUCTION)
    put_in_force(department())


@kept
def indexed(portal: None) -> None:
    """The same, and the index of the search made of it."""
    catch_up()


@kept
def crawled(portal: None) -> dict[str, Found]:
    """All that a program finds on a site whose e-mail addresses stand in every place that there is, old ones too."""
    in_letters = Channel(key="c-letters", kind="e-mail", value="skarbnik@urząd.example")
    officers = (*OFFICE.officers, Officer(role="iod", name="Jan Inspektor", email="iod@urzad.example"))
    contacts = (COMMON.model_copy(update={"channels": (*COMMON.channels, in_letters)}),)
    boxes = (BOX.model_copy(update={"channels": (*BOX.channels, *COMMON.channels[:1])}),)
    put_in_force(OFFICE.model_copy(update={"officers": officers, "contacts": contacts}))
    put_in_force(department(contacts=boxes))
    put_in_force(department(), in_force_from=soon())
    put_in_force(EDITORIAL)
    put_in_force(DECLARATION)
    changed = {**dict(DECLARATION.declaration or ()), "email": "inny@urzad.example"}
    put_in_force(DECLARATION.model_copy(update={"declaration": Declaration(**changed)}))
    return crawl(Client())


@pytest.fixture
def reader(db: None) -> Reader:
    return Reader()
