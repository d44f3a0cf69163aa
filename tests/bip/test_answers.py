"""What `page` makes: an answer with validators that change whenever the page does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from bip.answers import PublicPage, entity_tag, last_modified, page
from publishing.models import Edition

EARLY = datetime(2026, 1, 1, tzinfo=UTC)
ASK = RequestFactory()


@pytest.fixture(autouse=True)
def template(settings: Any) -> None:
    settings.RELEASED_AT = EARLY
    loader = ("django.template.loaders.locmem.Loader", {"page.html": "<h1>{{ title }}</h1>"})
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "APP_DIRS": False, "OPTIONS": {"loaders": [loader]}}]


def edition(digest: str = "a" * 64, published_at: datetime = EARLY, in_force_from: datetime = EARLY) -> Edition:
    return Edition(digest=digest, published_at=published_at, in_force_from=in_force_from)


def make(title: str = "Wydział", made_of: list[Edition] | None = None, status: int = 200) -> HttpResponse:
    return page(ASK.get("/"), "page.html", {"title": title}, made_of=made_of or [edition()], status=status)


def test_a_page_is_rendered_and_may_be_kept_if_it_is_asked_for_again_each_time() -> None:
    answer = make("Wydział <Promocji>")

    assert answer.content == "<h1>Wydział &lt;Promocji&gt;</h1>".encode()
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer["Vary"] == "Accept-Encoding"
    assert isinstance(answer, PublicPage)
    assert answer.made_of == (edition(),) or [made.digest for made in answer.made_of] == ["a" * 64]


def test_the_same_page_has_the_same_tag_on_every_worker() -> None:
    assert make()["ETag"] == make()["ETag"]
    assert make()["ETag"].startswith('"')


def test_the_tag_changes_with_the_words_though_the_editions_have_the_same_digests() -> None:
    assert make("Jan Nowak")["ETag"] != make("(usunięto)")["ETag"]


def test_the_tag_changes_with_each_edition_though_the_words_are_the_same() -> None:
    one, two, three = edition("a" * 64), edition("b" * 64), edition("c" * 64)

    assert len({make(made_of=made)["ETag"] for made in ([one], [one, two], [one, three])}) == 3
    assert make(made_of=[one, two])["ETag"] == make(made_of=[two, one])["ETag"]


def test_the_tag_changes_with_the_release(settings: Any) -> None:
    before = make()["ETag"]
    settings.RELEASE = "next"

    assert make()["ETag"] != before


def test_what_is_hashed_cannot_be_shifted_between_body_and_editions() -> None:
    assert entity_tag(b"bb", [edition("a")]) != entity_tag(b"b", [edition("ab")])


def test_a_page_was_modified_last_when_something_on_it_was_published() -> None:
    office, department = edition(), edition(published_at=EARLY + timedelta(days=1))

    assert make(made_of=[office, department])["Last-Modified"] == "Fri, 02 Jan 2026 00:00:00 GMT"


def test_a_planned_edition_modifies_the_page_when_it_comes_into_force() -> None:
    assert last_modified([edition(in_force_from=EARLY + timedelta(days=9))]) == EARLY + timedelta(days=9)


def test_an_edition_dated_back_modifies_the_page_when_it_is_published() -> None:
    published = EARLY + timedelta(days=9)

    assert last_modified([edition(published_at=published, in_force_from=EARLY)]) == published


def test_a_new_release_modifies_every_page(settings: Any) -> None:
    settings.RELEASED_AT = EARLY + timedelta(days=30)

    assert last_modified([edition()]) == EARLY + timedelta(days=30)


@pytest.mark.parametrize("status", [404, 410])
def test_a_refusal_has_nothing_to_compare_with(status: int) -> None:
    answer = make(status=status)

    assert answer.status_code == status
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "ETag" not in answer
    assert "Last-Modified" not in answer


def test_what_answers_a_post_is_for_one_reader_and_kept_nowhere() -> None:
    answer = page(ASK.post("/"), "page.html", {"title": "Adres"}, made_of=[edition()])

    assert not isinstance(answer, PublicPage)
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
