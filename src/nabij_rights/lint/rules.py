"""Lint of the rights: articles, versions, edges, cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from nabij_rights.cases import Case
from nabij_rights.engine.expression import Op
from nabij_rights.lint.findings import Finding, error, warning
from nabij_rights.reasons import Answer
from nabij_rights.rights import Condition, Kind, Right
from nabij_rights.towns.packs import towns

FEWEST_CASES = 6
"""Fewer examples than this do not show the corners of a right."""


def place_of(right: Right) -> str:
    """Where a right is written, as far as its id tells."""
    return f"rules: {right.id}"


def lint_right(right: Right, *, known_rights: Collection[str]) -> Iterable[Finding]:
    """What a right says about itself, its conditions and the days on which they are valid."""
    place = place_of(right)
    if right.id not in known_rights:
        yield warning("blocks.toml", f"{right.id} has no Dutch name there.")
    if right.town is not None and right.town not in towns():
        yield error(place, f"town {right.town} has no folder towns/{right.town}.")
    if not right.legal_basis:
        yield error(place, "has no legal basis.")
    if not right.sources:
        yield error(place, "has no source.")
    if right.procedure is None:
        yield error(place, "does not say how somebody gets it (procedure).")
    yield from _edges(right, known_rights)
    yield from lint_versions(right)
    for version in right.versions:
        if not version.conditions:
            yield error(f"{place}, from {version.from_on}", "has no condition.")
        for condition in version.conditions:
            yield from _articles(condition, f"{place}, from {version.from_on}", is_covered=False)


def _edges(right: Right, known_rights: Collection[str]) -> Iterable[Finding]:
    edges = {"opens": right.opens, "replaced_by": right.replaced_by, "goes_after": right.goes_after}
    for kind, others in edges.items():
        for other in others:
            if other not in known_rights:
                yield error(f"{place_of(right)}: {kind}", f"{other} is no right we know; see blocks.toml.")
            if other == right.id:
                yield error(f"{place_of(right)}: {kind}", "points to itself.")


def lint_versions(right: Right) -> Iterable[Finding]:
    """Versions follow each other without gap or overlap."""
    place = place_of(right)
    if not right.versions:
        yield error(place, "has no rule.")
    for version in right.versions:
        if version.until_on is not None and version.until_on <= version.from_on:
            yield error(f"{place}, from {version.from_on}", f"ends on {version.until_on}, before it begins.")
    for earlier, later in pairwise(right.versions):
        between = f"{place}, between the versions from {earlier.from_on} and from {later.from_on}"
        if earlier.until_on is None or earlier.until_on > later.from_on:
            yield error(between, "both are valid on the same day.")
        elif earlier.until_on < later.from_on:
            yield error(between, f"no version is valid from {earlier.until_on} until {later.from_on}.")


def _articles(condition: Condition, place: str, *, is_covered: bool) -> Iterable[Finding]:
    """An article of its own, of what it is part of, or of each of its parts."""
    is_covered = is_covered or bool(condition.article.strip())
    if not is_covered and not condition.parts:
        yield error(f"{place}: {condition.key}", "cites no article.")
    for part in condition.parts:
        yield from _articles(part, place, is_covered=is_covered)


def lint_circles(rights: Sequence[Right]) -> Iterable[Finding]:
    """No right goes after, or is replaced by, itself through others."""
    for kind in ("goes_after", "replaced_by"):
        edges: dict[str, tuple[str, ...]] = {right.id: getattr(right, kind) for right in rights}
        for right_id in edges:
            if (circle := _circle(right_id, edges)) is not None and circle[0] == min(circle):
                yield error(f"rules: {right_id}: {kind}", f"goes round in a circle: {' -> '.join(circle)}.")


def _circle(start: str, edges: dict[str, tuple[str, ...]]) -> list[str] | None:
    """The shortest way from a right back to itself."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for other in edges.get(way[-1], ()):
            if other == start:
                return [*way, start]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return None


def lint_cases(right: Right, cases: Sequence[Case]) -> Iterable[Finding]:
    """Enough of them, and at least a yes, a no and an unknown, as far as the right can give them."""
    place = f"cases/{right.id}.toml"
    if not cases:
        yield error(place, "there are no cases.")
        return
    if len(cases) < FEWEST_CASES:
        yield error(place, f"has {len(cases)} cases; a right has at least {FEWEST_CASES}.")
    given = {case.expected.answer for case in cases if case.right_id == right.id}
    for needed in _answers_of(right):
        if needed not in given:
            yield error(place, f"no case has the answer {needed}.")


def _answers_of(right: Right) -> list[Answer]:
    """The answers that this right can give."""
    is_always = all(version.holds.op is Op.CONST and version.holds.meta for version in right.versions)
    if right.kind is Kind.MAY_ASK:
        return [Answer.UNKNOWN] if is_always else [Answer.NO, Answer.UNKNOWN]
    return [Answer.YES] if is_always else [Answer.YES, Answer.NO, Answer.UNKNOWN]
