"""How duties and points are numbered: by their place, unless a label says otherwise. No Django."""

import re
from collections.abc import Iterable, Iterator


def numbers(labels: Iterable[str]) -> Iterator[str]:
    """The number of each row of an ordered list, given the rows' labels («» where there is none).

    An unlabelled row follows the last number that was used: ["", "1a", "", "10", ""] gives 1, 1a, 2, 10, 11.
    """
    last = 0
    for label in labels:
        if label:
            leading = re.match(r"\d+", label)
            last = max(last, int(leading[0])) if leading else last
        else:
            last += 1
        yield label or str(last)
