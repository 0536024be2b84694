"""Lint of the towns themselves: what their town.toml says, and where people can go with a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nabij_rights.lint.findings import Finding, Severity, error, warning
from nabij_rights.towns.packs import BadTown, Town, read_town, town_folders, towns


def lint_towns() -> list[Finding]:
    """Every town.toml. When one cannot be used nothing else can be read either, so these come alone."""
    try:
        folders = town_folders()
    except BadTown as problem:
        return list(_told(problem))
    found: list[Finding] = []
    for town_id, folder in folders.items():
        try:
            town = read_town(town_id, folder)
        except BadTown as problem:
            found += _told(problem)
        else:
            found += _town(town)
    if not _has_error(found):
        try:
            towns()
        except BadTown as problem:  # two towns that do not go together
            found += _told(problem)
    return found


def lint_own_rules(known_rights: Collection[str]) -> Iterable[Finding]:
    """The rules for which a town has a file of its own are rules we know."""
    for town in towns().values():
        for right_id in town.own_rules:
            if right_id not in known_rights:
                yield error(_place(town), f"own_rules: {right_id} is no right we know.")


def _has_error(found: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in found)


def _told(problem: BadTown) -> Iterable[Finding]:
    return (error(problem.place, sentence) for sentence in problem.problems)


def _town(town: Town) -> Iterable[Finding]:
    if not town.contact_points:
        yield warning(_place(town), "names nobody to go to or to call; write a [[contact]].")
    for point in town.contact_points:
        if not town.is_fictional and not point.source.startswith(("https://", "http://")):
            yield warning(_place(town), f"contact {point.name}: does not say where this was read (source).")


def _place(town: Town) -> str:
    return f"towns/{town.id}/town.toml"
