"""Which town a person or an account is of: a privacy officer watches over the own towns and no other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from nabij.audit.types import registered
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere

Key = TypeVar("Key", bound=Hashable)


def subjects_elsewhere(actor: Actor, subjects: Collection[UUID]) -> frozenset[UUID]:
    """Those of these who are known, and in none of the towns of the actor."""
    return _elsewhere(actor, _known(registered.towns_of_subjects.values(), subjects))


def accounts_elsewhere(actor: Actor, staff_ids: Collection[int]) -> frozenset[int]:
    """Those of these accounts that work for towns, and for none of those of the actor."""
    return _elsewhere(actor, _known(registered.towns_of_staff.values(), staff_ids))


def hidden_of(actor: Actor, told: Collection[tuple[UUID | None, int | None]]) -> frozenset[int]:
    """The places in a list of things, each about somebody and by an account, that are another town's.

    Whose town is known decides; of who was erased, or of what is about nobody, the account that did it.
    """
    subjects = {subject for subject, _by in told if subject is not None}
    towns = _known(registered.towns_of_subjects.values(), subjects)
    strangers = _elsewhere(actor, towns)
    accounts = accounts_elsewhere(actor, {by for _subject, by in told if by is not None})
    return frozenset(
        place
        for place, (subject, by) in enumerate(told)
        if (subject in strangers if subject in towns else by in accounts)
    )


def require_here(actor: Actor, subject: UUID) -> None:
    """Raises NotFoundHere for somebody who is known in other towns only."""
    if subjects_elsewhere(actor, [subject]):
        raise NotFoundHere


def _known(
    ask: Iterable[Callable[[Collection[Key]], Mapping[Key, frozenset[str]]]], wanted: Collection[Key]
) -> dict[Key, frozenset[str]]:
    found: dict[Key, frozenset[str]] = {}
    for towns_of in ask if wanted else ():
        for key, towns in towns_of(wanted).items():
            found[key] = found.get(key, frozenset()) | towns
    return found


def _elsewhere(actor: Actor, towns: Mapping[Key, frozenset[str]]) -> frozenset[Key]:
    return frozenset(key for key, own in towns.items() if own and not own & actor.towns)
