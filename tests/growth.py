"""How time grows with a text: as a ratio, measured side by side, so that no machine is too slow for a test."""

import time
from collections.abc import Callable

TIMES = 4  # as much text
LINEAR = 9.0  # times as long at most: four, and what a busy machine adds; sixteen would be the square


def growth(call: Callable[[int], object], size: int) -> float:
    """How many times as long the call takes for four times the size; the shortest of some turns of each."""
    turns = [[_taken(call, size), _taken(call, TIMES * size)] for _ in range(3)]
    small, large = (min(taken) for taken in zip(*turns, strict=True))
    ratio: float = large / max(small, 0.001)
    return ratio


def _taken(call: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    call(size)
    return time.process_time() - begun
