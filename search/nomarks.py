"""What looks like a letter's mark and is none: a day, a telephone, an amount, a statute. No Django.

Told to those who typed it, so that a page can say plainly why nothing was looked up.
"""

import re
from typing import Final, Literal

from search.lettermark import bare
from search.query import Query

Reason = Literal["", "date", "telephone", "amount", "law", "slashes", "no-symbol", "after-year"]

_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_MONTHS: Final = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|wrzesnia|października|pazdziernika|listopada"
    "|grudnia"
)
_YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"
_BY_NUMBERS: Final = rf"{_DAY}\s*(?P<gap>[./-])\s*{_MONTH}\s*(?P=gap)\s*{_YEAR}|{_YEAR}-{_MONTH}-{_DAY}"
_BY_NAME: Final = rf"{_DAY}\.?\s+(?:{_MONTHS})(?:\s+{_YEAR})?"
_SYMBOL: Final = r"[^\W_][\w-]{0,39}"
_FORMS: Final[tuple[tuple[Reason, str], ...]] = (
    ("date", rf"(?:(?:z|w|od|do|na)\s+)?(?:dni(?:a|u)\s+)?(?:{_BY_NUMBERS}|{_BY_NAME})\s*(?:r|roku)?"),
    ("amount", r"[0-9][0-9\s.]*(?:,[0-9]{1,2})?\s*(?:zł|zl|pln|złotych|zlotych|euro|eur|€)(?:\s*[0-9]{1,2}\s*gr)?"),
    (
        "law",
        r"(?:(?:art|ust|poz|par)\.?\s*[0-9]|§\s*[0-9]|Dz\.?\s*U(?:rz)?\b\.?|M\.\s?P\.|ustaw\w*\s+z\s+(?:dnia\s+)?[0-9]).*",
    ),
    ("slashes", rf"(?=[^0-9]*[^\W\d_]){_SYMBOL}(?:\s*[/\\]\s*[0-9]{{1,7}}){{2,4}}(?:\s*[/\\]\s*[^\W\d_]{{1,4}})?"),
    ("no-symbol", r"[0-9]{1,6}(?:\.[0-9]{1,7}){1,3}\.(?:199|20[0-9])[0-9](?:\.[^\W\d_]{1,4})?"),
    (
        "after-year",
        rf"(?=[^.]*[^\W\d_]){_SYMBOL}\.[0-9]{{2,6}}(?:\.[0-9]{{1,7}}){{1,2}}\.(?:199|20[0-9])[0-9]\.[0-9]+",
    ),
)
FORMS: Final = tuple((reason, re.compile(form, re.IGNORECASE)) for reason, form in _FORMS)


def reason_of(typed: str) -> Reason:
    """Why it is no mark; empty for all other words. Asked of what `lettermark.read` did not read."""
    text = bare(typed)
    for reason, form in FORMS:
        if form.fullmatch(text):
            return reason
    return "telephone" if Query.of(text).telephone else ""
