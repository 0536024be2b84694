"""Every route does for each role, relation and method what people decided in access.toml (R-01, R-02)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import translation

from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.guards import METHODS, everyone
from nabij.staff.models import User
from nabij.staff.types import Role
from tests.house.scenes import HERE, RELATIONS, SCENES, Stage, set_stage
from tests.house.test_routes import ROUTES
from tools import access

LINES = access.lines()
DECIDED = sorted(set(LINES) & set(ROUTES))
PLAIN = [route for route in DECIDED if not LINES[route].about]
ABOUT = [route for route in DECIDED if LINES[route].about]
ABOUT_BY_ROLE = [route for route in ABOUT if not LINES[route].who]
ABOUT_AND_ROLE = sorted(
    {(LINES[route].about, role) for route in ABOUT_BY_ROLE for role in LINES[route].roles}
)
ABOUT_BY_STAFF = [route for route in ABOUT if LINES[route].of_staff]
GUARDED = [route for route in DECIDED if LINES[route].who != access.PUBLIC]
HEAD_OF_MESSAGE = "Decide who may open these, and add to tests/house/access.toml:\n"
NOBODY = 10**9
"""A number that no object has."""
_FOR_ONE_REQUEST = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|/werk/[^"\s]*')


@cache
def allowed_by_policy(route: str) -> tuple[str, ...]:
    policy = ROUTES[route].callback.policy  # type: ignore[union-attr]
    return tuple(role.value for role in Role if policy(an_actor(role.value)).allowed)


def an_actor(*roles: str) -> Actor:
    return Actor(staff_id=1, roles=frozenset(roles), towns=frozenset({HERE}), team_ids=frozenset({1}))


def line_to_add(route: str) -> str:
    """The line that the policy of the route suggests; people decide whether that is what they want."""
    entry: URLPattern = ROUTES[route]
    arguments = sorted(entry.pattern.regex.groupindex)
    roles = allowed_by_policy(route)
    if getattr(entry.callback, "policy", None) is everyone:
        who = '"public"'
    elif len(roles) == len(Role):
        who = '"staff"'
    elif arguments:
        who = "{ " + ", ".join(f'{role} = "team"' for role in roles) + " }"
    else:
        who = "[" + ", ".join(f'"{role}"' for role in roles) + "]"
    about = f', about = "KIND"  # one of tests/house/scenes.py that gives {", ".join(arguments)}'
    return f'"{route}" = {{ who = {who}{about if arguments else ""} }}'


def test_every_route_has_a_line_that_people_decided() -> None:
    missing = [line_to_add(route) for route in sorted(set(ROUTES) - set(LINES))]
    assert not missing, HEAD_OF_MESSAGE + "\n".join(missing)


def test_no_line_is_about_a_route_that_is_gone() -> None:
    assert sorted(set(LINES) - set(ROUTES)) == [], "take these lines out of tests/house/access.toml"


def test_lines_name_roles_and_objects_that_exist() -> None:
    roles = {role for line in LINES.values() for role in line.roles}
    objects = {line.about for line in LINES.values() if line.about}
    assert roles <= set(Role.values)
    assert objects <= set(SCENES), "make these objects in tests/house/scenes.py"


def test_the_page_of_the_docs_is_fresh() -> None:
    assert access.PAGE.read_text(encoding="utf-8") == access.page(), "run: python tools/access.py write"


@pytest.mark.parametrize("route", DECIDED)
def test_the_policy_lets_in_exactly_the_roles_of_the_line(route: str) -> None:
    """Route x role: 30 kinds of people for each route, without a request."""
    line, policy = LINES[route], ROUTES[route].callback.policy  # type: ignore[union-attr]
    wanted = {role.value: line.lets_in(role.value) for role in Role}
    assert {role.value: policy(an_actor(role.value)).allowed for role in Role} == wanted
    assert policy(VISITOR).allowed is (line.who == access.PUBLIC)
    assert policy(Actor(staff_id=1)).allowed is (line.who in {access.PUBLIC, access.STAFF})


def browser(user: User | None, *, proven: bool = True) -> Client:
    """A browser in which somebody is logged in, with a second step of just now."""
    client = Client()
    if user is not None:
        client.force_login(user)
        if proven:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
    return client


def address_of(line: access.Line, named: dict[str, object] | None) -> str:
    with translation.override("nl"):
        return reverse(line.route, kwargs={**line.parts, **(named or {})})


def verdict(response: HttpResponse) -> str:
    """In one word what an answer is."""
    target = response.headers.get("Location", "")
    if response.status_code == 302 and "/werk/aanmelden/?next=" in target:
        return "asked to log in"
    if response.status_code == 302 and "/werk/bewijs/?next=" in target:
        return "asked for proof"
    if response.status_code >= 500:
        return "broken"
    return {403: "refused", 404: "not found", 405: "no such method"}.get(response.status_code, "let in")


def expected(line: access.Line, *, inside: bool) -> set[str]:
    if inside:
        return {"let in", "no such method"} | ({"not found"} if line.may_be_absent else set())
    return {"refused"} if line.is_told else {"not found"}


def ask(client: Client, method: str, address: str) -> HttpResponse:
    return client.generic(method, address)  # an empty form; there is nothing in it to do harm with


@pytest.mark.django_db
@pytest.mark.parametrize("route", DECIDED)
def test_a_visitor_gets_no_further_than_the_door(route: str) -> None:
    line = LINES[route]
    address = address_of(line, named_in_some_relation(line, set_stage(None)))
    for method in ("GET", "POST") if line.who == access.PUBLIC else ("GET", "POST", "HEAD"):
        found = verdict(ask(browser(None), method, address))
        door = {"asked to log in", "no such method"}
        wanted = expected(line, inside=True) if line.who == access.PUBLIC else door
        assert found in wanted, f"{method} {address}: {found}"
    for method in ("PUT", "PATCH", "DELETE", "TRACE"):
        assert method not in METHODS
        assert ask(browser(None), method, address).status_code == 405, f"{method} {address}"


def named_in_some_relation(
    line: access.Line, stage: Stage, relations: Iterable[str] = RELATIONS
) -> dict[str, object] | None:
    """The parts of an address of an object in the first of these relations in which there can be one."""
    if not line.about:
        return None
    made = (SCENES[line.about](stage, one) for one in RELATIONS if one in relations)
    return next((named for named in made if named is not None), None)


def one_refused_role(line: access.Line) -> str | None:
    """A role that does not get in; another one for each route, so that together they cover all roles."""
    refused = [role for role in Role.values if not line.lets_in(role)]
    return refused[sum(line.route.encode()) % len(refused)] if refused else None


@pytest.mark.django_db
@pytest.mark.parametrize("route", PLAIN)
def test_a_page_opens_for_the_roles_of_its_line_and_for_no_other(route: str) -> None:
    line = LINES[route]
    address = address_of(line, None)
    roles = list(line.roles) or [Role.values[sum(route.encode()) % len(Role)]]
    for role in filter(None, [*roles, one_refused_role(line)]):
        with for_one_cell():
            client = browser(set_stage(role).user)
            for method in ("GET", "POST"):
                found = verdict(ask(client, method, address))
                refused = {"refused", "no such method"}
                wanted = expected(line, inside=True) if line.lets_in(role) else refused
                assert found in wanted or (method == "POST" and route == "staff:log-out"), (
                    f"{role} {method} {address}: {found}, and access.toml says {wanted}"
                )


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.parametrize(("about", "role"), ABOUT_AND_ROLE)
def test_every_object_in_every_relation_to_every_role(about: str, role: str) -> None:
    """The same for all three together."""
    check_kind(by_role(about), role)


@pytest.mark.parametrize("about", sorted({about for about, _role in ABOUT_AND_ROLE}))
def test_the_core_of_the_matrix_holds_every_page_in_every_relation(about: str) -> None:
    """And of every page that somebody may see, such a somebody in a relation that lets in."""
    lines = by_role(about)
    whole = {(line.route, role, way) for line in lines for role in line.roles for way in RELATIONS}
    core = {cell for cell in whole if in_core(LINES[cell[0]], *cell[1:])}
    assert {(route, way) for route, _role, way in core} == {(route, way) for route, _role, way in whole}
    let_in = {route for route, role, way in core if way in LINES[route].roles[role]}
    assert let_in == {line.route for line in lines if any(line.roles.values())}


def by_role(about: str) -> list[access.Line]:
    return [line for line in (LINES[route] for route in ABOUT_BY_ROLE) if line.about == about]


def in_core(line: access.Line, role: str, relation: str) -> bool:
    """Whether a cell is in the core: a slanting line through the table of roles and relations of a page.

    Every relation is in it with one role, and each page begins one place further, so that the pages of one
    kind of object together ask most of the table. Somebody who may see what is asked for is in it too.
    """
    roles, turn = sorted(line.roles), ABOUT.index(line.route)
    place = roles.index(role) + RELATIONS.index(relation) + turn
    inside = [one for one in roles if line.roles[one]]
    let_in = bool(inside) and role == inside[turn % len(inside)] and relation == first_inside(line, role)
    return place % len(roles) == 0 or let_in


def first_inside(line: access.Line, role: str) -> str | None:
    return next((one for one in RELATIONS if one in line.roles[role]), None)


ABOUT_AND_ROLE_BY_DAY = [
    (about, role)
    for about, role in ABOUT_AND_ROLE
    if any(in_core(line, role, way) for line in by_role(about) if role in line.roles for way in RELATIONS)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("about", "role"), ABOUT_AND_ROLE_BY_DAY)
def test_an_object_is_shown_in_the_relations_of_the_line_and_else_does_not_exist(
    about: str, role: str
) -> None:
    """Who may not see it gets, byte for byte, the answer for what is not there: every page in every relation,
    with the roles by turns. Which roles get in at all, the policy of each page is asked for every role."""
    check_kind(by_role(about), role, cells=in_core)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ABOUT_BY_STAFF)
def test_what_is_for_everybody_who_was_asked_is_for_nobody_else(route: str) -> None:
    """Another role for each route: the role says nothing here."""
    line = LINES[route]
    role = Role.values[sum(route.encode()) % len(Role)]
    check_kind([replace(line, roles={role: line.of_staff})], role)


Choice = Callable[[access.Line, str, str], bool]


def every_cell(_line: access.Line, _role: str, _relation: str) -> bool:
    return True


def check_kind(lines: list[access.Line], role: str, *, cells: Choice = every_cell) -> None:
    """Open every page about one kind of object as this role, in each relation there can be to it.

    The object is made once for all its pages; what a page does with it is taken back before the next one.
    """
    lines = [
        line for line in lines if role in line.roles and any(cells(line, role, way) for way in RELATIONS)
    ]
    make = SCENES[lines[0].about]
    with for_one_cell():
        missing = answers_about_nothing(lines, role)
    for relation in RELATIONS:
        chosen = [line for line in lines if cells(line, role, relation)]
        with for_one_cell():
            stage = set_stage(role)
            if chosen and (named := make(stage, relation)) is not None:
                client = browser(stage.user)
                for line in chosen:
                    with for_one_cell():
                        check_cell(line, client, (role, relation), named, missing[line.route])


def answers_about_nothing(lines: list[access.Line], role: str) -> dict[str, dict[str, HttpResponse]]:
    """What each page gives somebody with this role for an object that does not exist."""
    stage = set_stage(role)
    named = SCENES[lines[0].about](stage, next(iter(lines[0].roles[role]), "team")) or {}
    nobody = {name: nothing_like(value) for name, value in named.items()}
    client, answers = browser(stage.user), {}
    for line in lines:
        with for_one_cell():
            address = address_of(line, nobody)
            answers[line.route] = {method: ask(client, method, address) for method in ("GET", "POST")}
    return answers


def nothing_like(value: object) -> object:
    """A value of the same kind that names nothing."""
    if isinstance(value, UUID):
        return UUID(int=NOBODY)
    return NOBODY if isinstance(value, int) else "x"


def check_cell(
    line: access.Line,
    client: Client,
    cell: tuple[str, str],
    named: dict[str, object],
    missing: dict[str, HttpResponse],
) -> None:
    role, relation = cell
    for method, nothing in missing.items():
        answer = ask(client, method, address_of(line, named))
        where = f"{line.route} for {role}, {method}, {relation}"
        if verdict(answer) == verdict(nothing) == "no such method":
            continue  # says nothing of the object
        inside = relation in line.roles[role]
        wanted = expected(line, inside=inside)
        if method == "POST" and inside:
            wanted |= {
                "refused"
            }  # the object is no secret, but its state may stand in the way of this change
        elif method == "POST" and answer.status_code == nothing.status_code == 302:
            continue  # nothing was asked, and both are sent on to the page itself
        assert verdict(answer) in wanted, f"{where}: {verdict(answer)}, and access.toml says {wanted}"
        assert verdict(nothing) == "not found" or nothing.status_code == 302, f"{where}: {verdict(nothing)}"
        if verdict(answer) == "not found":
            assert plain(answer) == plain(nothing), f"{where}: the answer tells that it exists"


ASKED_OF_A_SHUT_DOOR = 2
ABOUT_AND_REFUSED = sorted(
    {(LINES[route].about, role) for route in ABOUT if (role := one_refused_role(LINES[route]))}
)


@pytest.mark.django_db
@pytest.mark.parametrize(("about", "role"), ABOUT_AND_REFUSED)
def test_somebody_without_the_role_gets_no_object_of_whatever_relation(about: str, role: str) -> None:
    """Another role for each route, so that together they cover all roles; and the first two relations there
    can be, from a place that goes by the role: the door is shut before anybody looks which object it is."""
    lines = [LINES[route] for route in ABOUT if one_refused_role(LINES[route]) == role]
    turn, asked = Role.values.index(role), 0
    for step in range(len(RELATIONS)):
        with for_one_cell():
            stage = set_stage(role)
            named = SCENES[about](stage, RELATIONS[(turn + step) % len(RELATIONS)])
            if named is not None:
                asked += 1
                refused_everywhere(stage, [line for line in lines if line.about == about], named)
        if asked == ASKED_OF_A_SHUT_DOOR:
            break
    assert asked


def refused_everywhere(stage: Stage, lines: list[access.Line], named: dict[str, object]) -> None:
    client = browser(stage.user)
    for line in lines:
        assert verdict(ask(client, "GET", address_of(line, named))) == "refused", line.route


@pytest.mark.django_db
@pytest.mark.parametrize("route", GUARDED)
def test_only_the_routes_that_say_so_ask_for_proof(route: str) -> None:
    line = LINES[route]
    role = next(iter(line.roles), Role.EDITOR.value)
    stage = set_stage(role)
    address = address_of(line, named_in_some_relation(line, stage, line.roles.get(role) or line.of_staff))
    for method in ("GET", "POST"):
        found = verdict(ask(browser(stage.user, proven=False), method, address))
        assert (found == "asked for proof") is line.needs_proof, f"{method} {address}: {found}"


@contextmanager
def for_one_cell() -> Iterator[None]:
    """What is made for one cell of the matrix is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def plain(response: HttpResponse) -> str:
    """An answer without what differs for each request: the token of a form and the address itself."""
    return _FOR_ONE_REQUEST.sub("", response.content.decode())
