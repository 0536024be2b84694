"""With which arguments the walk asks for each route: the numbers of what was planted in the town."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from nabij.kernel.days import day_of
from nabij.rights.queries.results import key_of_right
from nabij.staff.types import Role
from tests.house.test_routes import ROUTES
from tests.trust.canaries import Town
from tests.trust.planted_register import RIGHT
from tools import access

LINES = access.lines()
MOST_ARGUMENTS = 40


def arguments_of(town: Town, route: str, role: str) -> list[dict[str, Any]]:
    """Every set of arguments for a route. Raises KeyError, with what to do, for a kind that has none yet."""
    names = sorted(ROUTES[route].pattern.regex.groupindex)
    values = [_values(town, route, role, name) for name in names]
    found = [dict(zip(names, one, strict=True)) for one in product(*values)]
    if {"household_id", "person_id"} <= set(names):
        found = [one for one in found if (one["household_id"], one["person_id"]) in _belonging(town, route)]
    return found[:MOST_ARGUMENTS]


PAGES_OF_PERSONS = {"registry:person"}
FORMS_OF_PERSONS = {("team", "adult"), ("team", "child"), ("shut", "adult"), ("town", "child")}
"""On pages about a person all persons are looked at; on forms, which show less of the same, these."""


def _belonging(town: Town, route: str) -> set[tuple[int, int]]:
    """Household and person: a page about somebody stands under a household of theirs."""
    return {
        (town.homes[home], number)
        for (home, person), number in town.persons.items()
        if route in PAGES_OF_PERSONS or (home, person) in FORMS_OF_PERSONS
    }


NAMED: dict[str, Callable[[Town], list[Any]]] = {
    "person_id": lambda town: list(town.persons.values()),
    "subject": lambda town: list(town.subjects)[:6],
    "identity": lambda town: town.identities[-3:],
    "first_id": lambda town: town.numbers["first"],
    "second_id": lambda town: town.numbers["second"],
    "contact_id": lambda town: town.numbers["contact"],
    "version_id": lambda town: town.numbers["beside"],
    "goal_id": lambda town: town.numbers["goal"],
    "need_id": lambda town: town.numbers["need"],
    "signal_id": lambda town: town.numbers["signal"],
    "call_id": lambda town: [],
    "step_id": lambda town: town.numbers["plan step"],
    "line_id": lambda town: town.numbers["budget line"],
    "letter_id": lambda town: town.numbers["letter"],
    "code": lambda _town: ["payment_plan", "agreed"],
    "feedback_id": lambda town: town.numbers["feedback"],
    "participation_id": lambda town: town.numbers["participation"],
    "task_id": lambda town: town.numbers["given task"],
    "session_id": lambda town: town.numbers["session"],
    "referral_id": lambda town: town.numbers["referral"],
    "move": lambda town: ["vraag", "afronden"],
    "visit_id": lambda town: town.numbers["visit"],
    "document_id": lambda town: town.numbers["document"],
    "handover_id": lambda town: town.numbers["handover"],
    "transfer_id": lambda town: town.numbers["transfer"],
    "campaign_id": lambda town: town.numbers["campaign"] + town.numbers["door-campaign"],
    "stop_id": lambda town: town.numbers["stop"],
    "told_id": lambda town: town.numbers["door note"],
    "brought_id": lambda town: town.numbers["visit letter"],
    "held_id": lambda town: town.numbers["held"],
    "paper_id": lambda town: town.numbers["paper"],
    "follow_up_id": lambda town: town.numbers["follow-up"],
    "worry_id": lambda town: town.numbers["worry"],
    "round_id": lambda town: town.numbers["round"],
    "planning_id": lambda town: town.numbers["planning"],
    "day": lambda town: [day_of(town.now).isoformat()],
    "batch_id": lambda town: town.numbers["letter batch"],
    "mailing_id": lambda town: town.numbers["mailing"],
    "other_id": lambda town: town.numbers["package campaign"],
    "target_id": lambda town: town.numbers["package door"],
    "package_id": lambda town: town.numbers["package"],
    "order_id": lambda town: town.numbers["package order"],
    "quota_id": lambda town: town.numbers["package quota"],
    "page": lambda _town: [1],
}
"""Parts of an address that name one kind of object, whatever the route."""

NUMBERS = {
    "registry:list-": "collection",
    "registry:own-list": "invitation",
    "registry:own-row": "invitation",
    "registry:own-file": "upload",
    "registry:review": "exception",
    "audit:hold-lift": "hold",
    "audit:removal": "removal",
    "audit:odd-reading-close": "",
    "audit:breach": "breach",
    "audit:": "request",
    "staff:team": "team",
    "staff:person": "colleague",
    "casework:transfer": "colleague",
    "staff:own-passkey-remove": "",
    "rights:draft": "",
    "rights:report-": "",
    "registry:change-end": "",
    "registry:settle": "",
    "registry:place-correct": "stay",
    "registry:task-done": "",
    "directory:": "",
    "casework:case-proposal": "",
}
"""By the beginning of a route, the kind of object that `number` in it names; empty: none with people."""


WAYS = {
    "contact": (Role.CASE_MANAGER,),
    "exception": (Role.STREET_WORKER,),
    "task": (Role.PROVISION_DESK, Role.FUND_DECIDER, Role.OCCUPATIONAL_THERAPIST),
}
"""Households of another team, with the roles that see them all the same."""
PAGES_OF_HOUSEHOLDS = {"registry:household", "casework:timeline", "rights:household-facts"}


def _homes(town: Town, route: str, role: str) -> list[int]:
    """Every household, on a page of each app; elsewhere what the role may see, and one of another team."""
    if route in PAGES_OF_HOUSEHOLDS:
        return list(town.homes.values())
    return [
        number
        for home, number in town.homes.items()
        if home in {"team", "shut", "town"} or role in WAYS.get(home, ())
    ]


def _values(town: Town, route: str, role: str, name: str) -> list[Any]:
    fixed = LINES[route].parts
    if name == "household_id":
        return _homes(town, route, role)
    if name == "key" and route.startswith("casework:register"):
        return [key_of_right(RIGHT)]
    if route == "card":
        return ["ACDEFH"]
    if name in NAMED:
        return NAMED[name](town)
    if name == "number" and "number" not in ROUTES[route].pattern.regex.groupindex:
        return []
    if name == "number":
        kind = next((kind for start, kind in NUMBERS.items() if route.startswith(start)), None)
        if kind is None:
            raise KeyError(
                f"{route}: say in NUMBERS (tests/trust/addresses.py) what `number` in its address names."
            )
        return town.numbers.get(kind, []) if kind else [fixed.get("number", 1)]
    if name in fixed:
        return [fixed[name]]
    if LINES[route].about:
        return []  # a link that somebody was given, or a draft: nothing about a person
    raise KeyError(f"{route}: say in tests/trust/addresses.py which values `{name}` in its address has.")
