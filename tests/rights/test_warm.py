"""The first visitor of a process does not wait for what can be done beforehand."""

from nabij.kernel import clock
from nabij.rights.queries import charts
from nabij.rights.queries.warm import warm_up
from nabij_rights.catalogue import rules_on


def test_rules_and_charts_are_ready_after_warming_up() -> None:
    charts._drawn.cache_clear()
    warm_up()
    assert charts._drawn.cache_info().currsize > 0
    assert rules_on(clock.today()) is rules_on(clock.today())
