"""Whatever a new text does to the duties, each keeps its key from file to file; and an import can be taken back."""

import random
from collections.abc import Iterable, Mapping

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orgchart.text import roman
from regulation.parser import parse
from regulation.report import UndecidedError
from tasks.models import Duty
from tests.regulation.texts import sample
from tests.regulation.working_copy import everything, load

Texts = Mapping[str, list[str]]  # the duties of each unit, by its symbol

SAMPLE: Texts = {section.symbol: [duty.text for duty in section.duties] for section in parse(sample()).sections}


def written(texts: Texts) -> str:
    """A regulation with these duties."""
    listed = [f"{number}. Wydział {symbol}, {symbol}" for number, symbol in enumerate(texts, start=1)]
    sections = [
        f"{roman(number)}. Wydział {symbol}, który oznacza pisma symbolem {symbol}:\n{numbered(duties)}"
        for number, (symbol, duties) in enumerate(texts.items(), start=1)
    ]
    head = ["Departament Promocji", "W skład departamentu wchodzą:", "\n".join(listed), "Zadania:"]
    return "\n\n".join([*head, *sections])


def numbered(texts: Iterable[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def edited(texts: Texts, dice: random.Random) -> tuple[Texts, dict[str, str]]:
    """Duties removed, inserted, moved, put in another order and reworded; and what each new wording was before."""
    before: dict[str, str] = {}
    after: dict[str, list[str]] = {symbol: [] for symbol in texts}
    for symbol, duties in texts.items():
        for text in duties:
            if dice.random() < 0.1:
                continue
            now = reworded(text, dice) if dice.random() < 0.3 else text
            before[now] = text
            after[dice.choice(list(texts)) if dice.random() < 0.2 else symbol].append(now)
        after[symbol] += [f"nowe{dice.randrange(10**9)} " * 5 + "koniec" for _ in range(dice.randint(0, 2))]
    for duties in after.values():
        if dice.random() < 0.3:
            dice.shuffle(duties)
    return after, before


def reworded(text: str, dice: random.Random) -> str:
    words = text.split()
    for at in dice.sample(range(len(words)), dice.randint(0, len(words) * 2 // 5)):
        words[at] = f"inaczej{dice.randrange(10**9)}"
    return " ".join(words)


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
@example(1)
def test_random_edits_keep_the_keys(seed: int) -> None:
    after, before = edited(SAMPLE, random.Random(seed))
    with transaction.atomic():
        load(written(SAMPLE))
        keys = dict(Duty.objects.values_list("text", "key"))
        try:
            load(written(after))
        except UndecidedError:
            transaction.set_rollback(True)
            return
        assert_goes_on(after, before, keys)
        state = everything()
        assert load(written(after)).changes_nothing
        assert everything() == state
        transaction.set_rollback(True)


def assert_goes_on(after: Texts, before: Mapping[str, str], keys: Mapping[str, str]) -> None:
    """The working copy is the new text in its order, and every duty has the key of what it was."""
    for symbol, texts in after.items():
        rows = Duty.objects.filter(unit__symbol=symbol).order_by("position").values_list("text", "position", "key")
        found = list(rows)
        assert [text for text, _, _ in found] == texts
        assert [position for _, position, _ in found] == list(range(1, len(texts) + 1))
        for text, _, key in found:
            assert key == keys[before[text]] if text in before else key not in keys.values()
