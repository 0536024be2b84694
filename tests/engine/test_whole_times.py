"""Steps of a price table: rounded down, never to the nearest."""

import pytest

from nabij_rights.authoring import whole_times
from nabij_rights.engine.expression import Entity, amount, fact
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Setting, Situation

PRICE = fact("price", Entity.HOUSEHOLD, "millieuro", 0, 10_000)
STEP = amount("step", "millieuro", 1, 1000)


@pytest.mark.parametrize(("price", "times"), [(0, 0), (24, 0), (25, 1), (49, 1), (50, 2), (1000, 40)])
def test_only_whole_steps_count(price: int, times: int) -> None:
    node = whole_times(PRICE, STEP)
    found = Evaluation(
        Program([node]), Situation({"price": (price, price)}, [{}]), Setting({"step": (25, 25)}, {})
    )
    assert found.span(node) == (times, times)
    assert node.unit is None
