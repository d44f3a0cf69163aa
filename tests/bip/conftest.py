from typing import Any

import pytest

from publishing.models import Edition
from tests.bip import small_site
from tests.bip.reader import Reader
from tests.bip.small_office import publish_title
from tests.worlds import kept


@kept
def first_title() -> Edition:
    return publish_title("Pierwszy")


@pytest.fixture
def site(first_title: Edition, settings: Any) -> list[str]:
    """The small site with «Pierwszy» in force; returns the addresses of all pages made since, in order."""
    settings.ROOT_URLCONF = small_site.__name__
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "APP_DIRS": False,
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", small_site.TEMPLATES)]},
        }
    ]
    small_site.made.clear()
    return small_site.made


@pytest.fixture
def reader(site: list[str]) -> Reader:
    return Reader()
