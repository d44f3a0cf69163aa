"""What is kept is bounded, and shared by threads."""

import threading

from bip.answers import PublicPage
from bip.finished import CODINGS, FinishedPage
from bip.record import State
from bip.shortpath import KeptPages, Key


def finished(size: int) -> FinishedPage:
    return FinishedPage(PublicPage("x" * size, made_of=[], status=404))


def key(name: str) -> Key:
    return ("http", f"/{name}/")


def test_the_longest_unused_pages_go_when_there_are_too_many() -> None:
    state, page = State(1, 0), finished(1000)
    pages = KeptPages(limit=2 * page.weight)
    assert pages.find(state, key("a")) is None
    pages.keep(state, key("a"), page)
    pages.keep(state, key("b"), page)
    pages.find(state, key("a"))
    pages.keep(state, key("c"), page)

    assert [name for name in "abc" if pages.find(state, key(name))] == ["a", "c"]


def test_a_page_larger_than_the_bound_is_not_kept() -> None:
    state, pages = State(1, 0), KeptPages(limit=10_000)
    pages.find(state, key("a"))
    pages.keep(state, key("a"), finished(100))
    pages.keep(state, key("b"), finished(10_000))

    assert [name for name in "ab" if pages.find(state, key(name))] == ["a"]


def test_the_pages_of_another_state_are_dropped() -> None:
    pages = KeptPages(limit=100_000)
    pages.find(State(1, 0), key("a"))
    pages.keep(State(1, 0), key("a"), finished(100))

    assert pages.find(State(2, 0), key("a")) is None
    assert pages.find(State(1, 0), key("a")) is None


def test_a_page_asked_for_in_a_state_that_is_over_is_not_kept() -> None:
    pages = KeptPages(limit=100_000)
    pages.find(State(2, 0), key("a"))
    pages.keep(State(1, 0), key("a"), finished(100))

    assert pages.find(State(2, 0), key("a")) is None


def test_the_codings_fit_into_what_a_page_is_said_to_weigh() -> None:
    page = finished(50_000)

    assert sum(len(page.coded(coding)[0]) for coding in CODINGS) <= page.weight


def test_threads_keep_the_weight_right() -> None:
    page = finished(100)
    pages = KeptPages(limit=50 * page.weight)

    def work(offset: int) -> None:
        for number in range(400):
            state = State(number // 100, 0)
            pages.find(state, key(str(number + offset)))
            pages.keep(state, key(str(number + offset)), page)

    threads = [threading.Thread(target=work, args=(7 * index,)) for index in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert pages._weight == sum(kept.weight for kept in pages._pages.values()) <= 50 * page.weight
