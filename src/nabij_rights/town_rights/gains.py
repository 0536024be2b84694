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
from nabij_rights.town_rights.problems import Place, wrong

KINDS = ("fixed", "per_person", "table", "share", "top_up", "between")
DECISION = "amount_is_decided"
"""The open point of an amount that somebody sets between a lowest and a highest."""


def gain_of(row: Any, scope: Scope, place: Place) -> Node | None:
    """The amount of one version; None when the right has no amount. Raises BadTownRight."""
    if row is None:
        return None
    if not isinstance(row, Mapping) or row.get("kind") not in KINDS:
        raise wrong(place, "gain_kind", known=", ".join(KINDS))
    if unread := sorted(row.keys() - _KEYS[row["kind"]] - {"kind"}):
        raise wrong(place, "gain_unread", names=", ".join(unread), kind=row["kind"])
    try:
        return _MAKE[row["kind"]](row, scope, place)
    except BadExpression as error:
        raise wrong(place, "does_not_fit", error=error) from None


def _fixed(row: Row, scope: Scope, place: Place) -> Node:
    return scope.amount(row.get("amount"), place)


def _per_person(row: Row, scope: Scope, place: Place) -> Node:
    persons = number_of(group_of(row.get("among"), scope, place))
    if "at_most" in row:
        if not isinstance(row["at_most"], int) or row["at_most"] < 1:
            raise wrong(place, "gain_persons")
        persons = least(persons, row["at_most"])
    return scope.amount(row.get("amount"), place) * persons


def _table(row: Row, scope: Scope, place: Place) -> Node:
    of = quantity_of(row.get("of"), scope, place)
    steps = row.get("rows")
    if not isinstance(steps, list) or not steps or not all(_is_step(step) for step in steps):
        raise wrong(place, "gain_rows")
    pairs = [
        (scope.amount(step.get("up_to"), place), scope.amount(step.get("gives"), place)) for step in steps
    ]
    above = scope.amount(row["above"], place) if "above" in row else in_unit(const(0), pairs[0][1].unit)
    return brackets(of, *((up_to, gives) for up_to, gives in pairs), above=above)


def _is_step(step: object) -> bool:
    return isinstance(step, Mapping) and {"up_to", "gives"} <= step.keys()


def _share(row: Row, scope: Scope, place: Place) -> Node:
    of = quantity_of(row.get("of"), scope, place)
    if "less" in row:  # what others pay back already
        of = above_zero(of - quantity_of(row["less"], scope, place))
    part = share(of, scope.amount(row.get("pct"), place))
    return least(part, scope.amount(row["at_most"], place)) if "at_most" in row else part


def _top_up(row: Row, scope: Scope, place: Place) -> Node:
    of = quantity_of(row.get("of"), scope, place)  # first, so that this is told also when the amount lacks
    return above_zero(scope.amount(row.get("to"), place) - of)


def _between(row: Row, scope: Scope, place: Place) -> Node:
    highest = scope.amount(row.get("highest"), place)
    lowest = scope.amount(row["lowest"], place) if "lowest" in row else in_unit(const(0), highest.unit)
    return open_question(DECISION, if_so=highest, else_=lowest)


_MAKE: Mapping[str, Callable[[Row, Scope, Place], Node]] = {
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
