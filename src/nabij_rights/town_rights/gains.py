"""What a right gives, as a table: a fixed amount, an amount per person, a step table, a share, a top-up.

Each kind becomes the same expression that a rule module would write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nabij_rights.authoring import (
    Node,
    above_zero,
    brackets,
    in_unit,
    least,
    number_of,
    open_question,
    share,
)
from nabij_rights.engine.expression import BadExpression, const
from nabij_rights.town_rights.conditions import Row, Scope, group_of, quantity_of
from nabij_rights.town_rights.problems import wrong

KINDS = ("fixed", "per_person", "table", "share", "top_up", "between")
DECISION = "amount_is_decided"
"""The open point of an amount that somebody sets between a lowest and a highest."""


def gain_of(row: Any, scope: Scope, place: str) -> Node | None:
    """The amount of one version; None when the right has no amount. Raises BadTownRight."""
    if row is None:
        return None
    if not isinstance(row, Mapping) or row.get("kind") not in KINDS:
        raise wrong(place, f"the kind of an amount is one of {', '.join(KINDS)}.")
    if unread := sorted(row.keys() - _KEYS[row["kind"]] - {"kind"}):
        raise wrong(place, f"{', '.join(unread)} means nothing for {row['kind']}.")
    try:
        return _MAKE[row["kind"]](row, scope, place)
    except BadExpression as error:
        raise wrong(place, f"this does not fit together: {error}.") from None


def _fixed(row: Row, scope: Scope, place: str) -> Node:
    return scope.amount(row.get("amount"), place)


def _per_person(row: Row, scope: Scope, place: str) -> Node:
    persons = number_of(group_of(row.get("among"), scope, place))
    if "at_most" in row:
        if not isinstance(row["at_most"], int) or row["at_most"] < 1:
            raise wrong(place, "at_most is a number of persons from 1.")
        persons = least(persons, row["at_most"])
    return scope.amount(row.get("amount"), place) * persons


def _table(row: Row, scope: Scope, place: str) -> Node:
    of = quantity_of(row.get("of"), scope, place)
    steps = row.get("rows")
    if not isinstance(steps, list) or not steps:
        raise wrong(place, "a table needs rows, each with up_to and gives.")
    pairs = [
        (scope.amount(step.get("up_to"), place), scope.amount(step.get("gives"), place)) for step in steps
    ]
    above = scope.amount(row["above"], place) if "above" in row else in_unit(const(0), pairs[0][1].unit)
    return brackets(of, *((up_to, gives) for up_to, gives in pairs), above=above)


def _share(row: Row, scope: Scope, place: str) -> Node:
    of = quantity_of(row.get("of"), scope, place)
    if "less" in row:  # what others pay back already
        of = above_zero(of - quantity_of(row["less"], scope, place))
    part = share(of, scope.amount(row.get("pct"), place))
    return least(part, scope.amount(row["at_most"], place)) if "at_most" in row else part


def _top_up(row: Row, scope: Scope, place: str) -> Node:
    return above_zero(scope.amount(row.get("to"), place) - quantity_of(row.get("of"), scope, place))


def _between(row: Row, scope: Scope, place: str) -> Node:
    highest = scope.amount(row.get("highest"), place)
    lowest = scope.amount(row["lowest"], place) if "lowest" in row else in_unit(const(0), highest.unit)
    return open_question(DECISION, if_so=highest, else_=lowest)


_MAKE: Mapping[str, Callable[[Row, Scope, str], Node]] = {
    "fixed": _fixed,
    "per_person": _per_person,
    "table": _table,
    "share": _share,
    "top_up": _top_up,
    "between": _between,
}
_KEYS: Mapping[str, set[str]] = {
    "fixed": {"amount"},
    "per_person": {"amount", "among", "at_most"},
    "table": {"of", "rows", "above"},
    "share": {"of", "less", "pct", "at_most"},
    "top_up": {"to", "of"},
    "between": {"lowest", "highest"},
}
