"""The fewest questions that would have settled everything, had somebody known every answer beforehand.

Settled means the same here as where the questions are asked: no fact that nobody told can change an answer
or an amount any more, whichever way a person decides. It is not enough that an answer already looks as it
will in the end: "a person decides" looks the same before anything is told, and could still become a no.

Greedy: all questions of a form and all that were asked are answered, and then left out again in a random
order, as long as everything stays settled. The best of a few orders stands for the minimum; the true minimum
may be a little lower still.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

CHUNKS = (32, 8, 2, 1)
TRIES = 4

Settles = Callable[[Sequence[int]], bool]
"""Whether the answers to the questions with these numbers settle everything."""


def fewest(settles: Settles, number: int, *, seed: int) -> int:
    """How many of so many questions are enough."""
    random = Random(seed)
    return min(_left(list(range(number)), settles, random) for _ in range(TRIES))


def _left(numbers: list[int], settles: Settles, random: Random) -> int:
    for size in CHUNKS:
        random.shuffle(numbers)
        place = 0
        while place < len(numbers):
            fewer = numbers[:place] + numbers[place + size :]
            if settles(sorted(fewer)):
                numbers = fewer
            else:
                place += size
    return len(numbers)
