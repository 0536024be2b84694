"""What the law says of an application and a decision, for whoever keeps how rights of a household stand."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from nabij.rights.queries import results, wording
from nabij.rights.queries.household import HouseholdRights
from nabij_rights.answers import Group, Outcome
from nabij_rights.catalogue import catalogue, rules_on
from nabij_rights.questions import facts_used
from nabij_rights.rights import AppealBody, Kind, LegalTerm, Level

LEVELS = tuple(level.value for level in Level)
"""Federal, Flemish, local."""

YES, MAYBE, PROBABLY_NOT = Group.YES.value, Group.MAYBE.value, Group.PROBABLY_NOT.value


@dataclass(frozen=True)
class Term:
    """A number of days or of months, and the article it stands in; empty for one from a letter."""

    days: int = 0
    months: int = 0
    article: str = ""

    def after(self, day: date) -> date:
        """The day on which the term that begins on this day runs out.

        A term in months ends on the same day of its last month, or on the last day of that month when it has
        no such day. That a term moves on over a weekend is left out: a day too early does no harm.
        """
        years, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        last = monthrange(years, month + 1)[1]
        return date(years, month + 1, min(day.day, last)) + timedelta(days=self.days)


@dataclass(frozen=True)
class Terms:
    """Within which time there is an answer, and an appeal; None as long as nobody read it in a source."""

    answer_within: Term | None = None
    appeal_within: Term | None = None
    has_appeal: bool = True


def terms_of(right_id: str) -> Terms:
    """The terms of the law for a right; none for a right that the catalogue does not know (any more)."""
    right = catalogue().get(right_id)
    if right is None or right.procedure is None:
        return Terms()
    found = right.procedure
    return Terms(
        _term(found.decided_within), _term(found.appeal_within), found.appeal_to is not AppealBody.NONE
    )


def _term(term: LegalTerm | None) -> Term | None:
    if term is None or not term.can_be_shown:
        return None
    return Term(term.days or 0, term.months or 0, wording.cited(term.article).text)


def right_ids() -> tuple[str, ...]:
    """Every right that can stand in a register."""
    return tuple(catalogue())


def name_of(right_id: str) -> str:
    """The name of a right; the id itself for one that is not in the catalogue any more."""
    return wording.leaflet_of(right_id).name if right_id in catalogue() else right_id


def level_of(right_id: str) -> str:
    """Federal, Flemish or local; empty for a right that is not in the catalogue any more."""
    return catalogue()[right_id].level.value if right_id in catalogue() else ""


def right_at(key: str) -> str | None:
    """The right with this key in an address, or None."""
    return next((one for one in catalogue() if results.key_of_right(one) == key), None)


def facts_of(right_id: str, *, on: date) -> frozenset[str]:
    """The facts that the rule of a right reads on a day; none when it has no rule that day."""
    return frozenset(key.partition("@")[0] for key in facts_used(rules_on(on, (right_id,))))


@dataclass(frozen=True)
class Said:
    """What the rules say of a right of a household: the group, and the amount in cents per period.

    The amounts are None when the right has none, or nobody knows it.
    """

    group: str
    lowest: int | None = None
    highest: int | None = None
    period: str = ""


def said_of(rights: HouseholdRights, right_id: str) -> Said | None:
    """What the rules say for the person at home for whom they say most; None for an unknown right."""
    if right_id not in catalogue():
        return None
    card = results.card_of(rights.found.answers.of(right_id), rights.found)
    return Said(card.group.value, *_amounts(card.outcome), card.right.period)


def _amounts(outcome: Outcome) -> tuple[int | None, int | None]:
    if outcome.right.kind is not Kind.AMOUNT:
        return None, None
    return outcome.lowest, outcome.highest
