"""What happened in the made-up households: wishes, consents, languages, a task, two answers, somebody safe.

All of it can be loaded again: what stands there already is not done twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from nabij.kernel.actors import Actor
from nabij.registry import actions, queries
from nabij.registry.queries import Member
from nabij.registry.types import (
    ConsentGiven,
    ConsentPurpose,
    LanguageLevel,
    Topic,
    WishKind,
)

DEMO = UUID("6f1c6f5e-0a43-4a0e-9d0e-3b1f0c6a2d11")


def show(homes: Mapping[str, int], *, by: Actor, colleague: Actor, now: datetime) -> None:
    """Let something happen in the households, named by the family of their reference person."""
    karadam, waterdrinker = homes["Karadam"], homes["Waterdrinker"]
    selin = _members(by, karadam, now)[0].person_id
    _languages(by, karadam, selin, homes["Vloedlijn"], now)
    _wishes(by, waterdrinker, homes["Duinhof"], now)
    _consent(by, karadam, selin, now)
    nadia = _members(by, homes["Golfslag"], now)[0].person_id
    actions.protect_person(
        actor=by,
        household_id=homes["Golfslag"],
        person_id=nadia,
        reason="Bedreigd door wie vroeger bij haar woonde (verzonnen).",
        now=now,
    )
    _task(by, colleague, waterdrinker, now)
    _two_answers(by, colleague, waterdrinker, now)


def _members(by: Actor, household_id: int, now: datetime) -> tuple[Member, ...]:
    household, sight = queries.household_in_sight(by, household_id, at=now)
    return queries.members_of(household, sight, on=now.date())


def _languages(by: Actor, karadam: int, selin: int, vloedlijn: int, now: datetime) -> None:
    amina = _members(by, vloedlijn, now)[0].person_id
    for household, person, code, level in (
        (karadam, selin, "tr", LanguageLevel.WELL),
        (karadam, selin, "nl", LanguageLevel.SIMPLE),
        (vloedlijn, amina, "ar", LanguageLevel.INTERPRETER),
    ):
        actions.set_language(
            actor=by, household_id=household, person_id=person, code=code, level=level, now=now
        )


def _wishes(by: Actor, waterdrinker: int, duinhof: int, now: datetime) -> None:
    for household, kind, detail in (
        (waterdrinker, WishKind.TIMES, "op weekdagen na 16 uur"),
        (duinhof, WishKind.NO_CALLS, ""),
    ):
        actions.set_wish(
            actor=by,
            household_id=household,
            person_id=None,
            kind=kind,
            detail=detail,
            client_id=uuid5(DEMO, f"wish/{kind}"),
            now=now,
        )


def _consent(by: Actor, karadam: int, selin: int, now: datetime) -> None:
    actions.give_consent(
        actor=by,
        household_id=karadam,
        person_id=selin,
        purpose=ConsentPurpose.SHARE_WITH_PARTNER,
        partner="Basisschool De Schakel (verzonnen)",
        given=ConsentGiven.SPOKEN,
        from_on=date(2026, 1, 5),
        until_on=date(2027, 7, 1),
        client_id=uuid5(DEMO, "consent"),
        now=now,
    )


def _task(by: Actor, colleague: Actor, waterdrinker: int, now: datetime) -> None:
    if colleague.staff_id is None:
        return
    actions.give_task(
        actor=by,
        household_id=waterdrinker,
        staff_id=colleague.staff_id,
        topic=Topic.SCHOOL,
        reason="Meegaan naar het gesprek op school",
        until_at=None,
        client_id=uuid5(DEMO, "task"),
        now=now,
    )


def _two_answers(by: Actor, colleague: Actor, waterdrinker: int, now: datetime) -> None:
    """Two colleagues put the same name right at the same time: what stood first stands, the other waits."""
    tom = _members(by, waterdrinker, now)[0]
    if tom.identity_version > 1:
        return
    for who, family in ((by, "Waterdrinkers"), (colleague, "Waterdrinker-Maas")):
        actions.correct_identity(
            actor=who,
            household_id=waterdrinker,
            person_id=tom.person_id,
            base_version=1,
            naming=replace(tom.naming, family=family),
            birth=tom.birth,
            is_expected=False,
            now=now,
        )
