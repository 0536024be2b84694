"""The fewest questions that would have settled everything, had somebody known every answer beforehand.

Greedy: all questions of a form and all that were asked are answered, and then left out again in a random
order, as long as every right keeps its answer and its amounts. The best of a few orders stands for the
minimum; the true minimum may be a little lower still.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Situation
from nabij_rights.engine.spans import Span

CHUNKS = (32, 8, 2, 1)
TRIES = 4

Answered = Callable[[Sequence[int]], Situation]
"""The situation when the questions with these numbers are answered."""


def fewest(answered: Answered, number: int, rule_set: RuleSet, program: Program, *, seed: int) -> int:
    """How many of so many questions are enough; ``program`` holds every root that must stay as it is."""
    random = Random(seed)

    def spans(numbers: Sequence[int]) -> list[Span]:
        evaluation = Evaluation(program, answered(numbers), rule_set.setting)
        return [evaluation.span(root) for root in program.roots]

    goal = spans(range(number))
    return min(_left(list(range(number)), goal, spans, random) for _ in range(TRIES))


def _left(
    numbers: list[int], goal: list[Span], spans: Callable[[Sequence[int]], list[Span]], random: Random
) -> int:
    for size in CHUNKS:
        random.shuffle(numbers)
        place = 0
        while place < len(numbers):
            fewer = sorted(numbers[:place] + numbers[place + size :])
            if spans(fewer) == goal:
                numbers = numbers[:place] + numbers[place + size :]
            else:
                place += size
    return len(numbers)
