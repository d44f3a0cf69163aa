"""The subject menu, as the shell draws it from what is published."""

import pytest
from django.template.loader import render_to_string

from bip.menu import Item, Menu
from tests.bip.pages.reader import Page

pytestmark = pytest.mark.once

REUSE = Item("Ponowne wykorzystywanie", "/ponowne-wykorzystywanie/", current="page")


def drawn(menu: Menu) -> Page:
    return Page(f"<body>{render_to_string('bip/parts/menu.html', {'menu': menu})}</body>")


def test_departments_are_a_category_and_each_page_is_one() -> None:
    many = tuple(Item(f"Departament {n}", f"/d{n}/") for n in range(30))
    menu = drawn(Menu(many, (Item("Redakcja BIP", "/redakcja/"), REUSE)))

    assert menu.one("nav").attributes["aria-label"] == "Menu przedmiotowe"
    assert menu.said("summary") == ["Menu przedmiotowe", "Departamenty"]  # both unfold without a script
    assert menu.links == [*(item.href for item in many), "/redakcja/", "/ponowne-wykorzystywanie/"]
    assert menu.said("a")[-1] == "Ponowne wykorzystywanie"


def test_the_present_place_is_marked() -> None:
    above = Item("Departament Próby", "/departament-proby/", current="true")
    links = drawn(Menu((above,), (Item("Redakcja BIP", "/redakcja/"), REUSE))).all("a")

    assert [link.attributes.get("aria-current") for link in links] == ["true", None, "page"]


def test_an_empty_category_is_not_named() -> None:
    assert drawn(Menu(pages=(REUSE,))).said("summary") == ["Menu przedmiotowe"]
