"""Letters, steps of four services and a second home, for the made-up households of Zonnedam."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.casework import actions
from nabij.casework.actions.letters import Written, checked_paper, keep_letter
from nabij.casework.actions.plans import NewStep
from nabij.casework.queries.letter_files import letter_pdf
from nabij.casework.queries.letters import prepare_letter
from nabij.casework.types import LetterCode, LetterLanguage, StepOwner
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry import queries
from nabij.registry.types import (
    ClientIdReused,
    NotPossible,
    Relation,
    Topic,
)

LETTERS: dict[str, tuple[tuple[int, LetterCode, LetterLanguage, dict[str, str]], ...]] = {
    "Karadam": (
        (
            14,
            LetterCode.APPOINTMENT,
            LetterLanguage.NL,
            {"hour": "10 uur", "document": "De brief over het gas"},
        ),
        (
            9,
            LetterCode.PAYMENT_PLAN,
            LetterLanguage.NL,
            {
                "amount": "€ 420",
                "monthly": "€ 35",
                "reference": "ZD-2026-0417",
                "recipient": "Zonnegas nv\nKlantendienst\nHavenlaan 3\n9901 Zonnedam",
            },
        ),
        (
            2,
            LetterCode.CONSENT_TO_SHARE,
            LetterLanguage.NL,
            {
                "organisation": "Energiehuis Zonnedam",
                "document": "De factuur van het gas en het plan om te betalen",
                "reason": "Om samen een goed plan te maken",
            },
        ),
    ),
    "Waterdrinker": ((5, LetterCode.PROOF_OF_GUIDANCE, LetterLanguage.FR, {}),),
}
"""By surname: days ago, which letter, in which language, and what the worker filled in."""

STEPS = (
    ("Inschrijven voor huiswerkbegeleiding", "Basisschool De Dijk", 5),
    ("Tandarts voor Mila afspreken", "Wijkgezondheidscentrum", 14),
)


def load_letters(*, by: Actor, households: dict[str, int], now: datetime) -> None:
    """Letters that were sent, a plan with four services, and a child with two homes. A repeat
    changes nothing.
    """
    for name, letters in LETTERS.items():
        if name in households:
            for turn, letter in enumerate(letters):
                with suppress(ClientIdReused, NotPossible):
                    _letter(by, name, households[name], turn, letter, now)
    if "Karadam" in households:
        with suppress(ClientIdReused, NotPossible):
            _steps(by, households["Karadam"], now)
    if {"Waterdrinker", "Meerkoet"} <= set(households):
        with suppress(ClientIdReused, NotPossible):
            _second_home(by, households["Waterdrinker"], households["Meerkoet"], now)


def _number(what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/letters/{what}")


def _letter(
    by: Actor,
    name: str,
    household: int,
    turn: int,
    letter: tuple[int, LetterCode, LetterLanguage, dict[str, str]],
    now: datetime,
) -> None:
    days, code, language, given = letter
    on = day_of(now) - timedelta(days=days)
    day = f"{on + timedelta(days=30):%d/%m/%Y}"
    ready = prepare_letter(
        by,
        household,
        code,
        language=language,
        person_id=None,
        topic=None,
        given={"day": day, **given},
        on=day_of(now),
        now=now,
    )
    paper = checked_paper(replace(ready.paper, dated_on=on))
    written = Written(code, ready.kind.topic, paper, ready.contact_id, ready.source.version)
    keep_letter(
        actor=by,
        household_id=household,
        written=written,
        file_sha256=sha256(letter_pdf(paper)).hexdigest(),
        client_id=_number(f"{name}/{turn}"),
        now=now,
    )


def _steps(by: Actor, household: int, now: datetime) -> None:
    goal = actions.add_goal(
        actor=by,
        household_id=household,
        words="De kinderen voelen zich goed op school",
        topic=Topic.SCHOOL,
        client_id=_number("goal"),
        now=now,
    )
    for turn, (what, who, days) in enumerate(STEPS):
        step = NewStep(what, StepOwner.PARTNER, day_of(now) + timedelta(days=days), who)
        actions.add_step(actor=by, goal_id=goal, step=step, client_id=_number(f"step {turn}"), now=now)


def _second_home(by: Actor, household: int, other: int, now: datetime) -> None:
    """The child lives half of the time with the other parent; the team follows both homes."""
    found = queries.household(by, household, purpose=Purpose.HELP, on=day_of(now), now=now)
    child = next(one for one in found.members if one.relation == Relation.CHILD)
    registry.join_household(
        actor=by,
        household_id=other,
        person_id=child.person_id,
        seen_in=household,
        relation=Relation.CHILD,
        share_pct=50,
        from_on=date(2026, 1, 5),
        client_id=_number("other home of a child"),
        now=now,
    )
