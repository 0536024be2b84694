"""One sentence that a family agreed a school may read: the only thing about them that goes to a teacher."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import AgreedFeedback, Setting
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.queries.households import members_of
from nabij.registry.types import NotPossible, clean_text


@dataclass(frozen=True, slots=True)
class Agreement:
    """What may be read by which school, about whom, and who of the family agreed on which day."""

    person_id: int
    setting_id: int
    sentence: str
    agreed_with: str
    agreed_on: date

    def checked(self, on: date) -> Agreement:
        """The same with clean texts. Raises NotPossible when something lacks or lies in days to come."""
        sentence = clean_text(self.sentence, longest=300, field="sentence")
        if not sentence:
            raise NotPossible(_("Write the sentence as you agreed it with the family."), field="sentence")
        with_whom = clean_text(self.agreed_with, longest=80, field="agreed_with")
        if not with_whom:
            raise NotPossible(
                _("Say who of the family agreed: without that nothing goes to a school."), field="agreed_with"
            )
        if self.agreed_on > on:
            raise NotPossible(
                _("This day has not come yet. Choose today or an earlier day."), field="agreed_on"
            )
        return Agreement(self.person_id, self.setting_id, sentence, with_whom, self.agreed_on)


@transaction.atomic
def agree_feedback(
    *, actor: Actor, household_id: int, agreement: Agreement, client_id: UUID, now: datetime
) -> int:
    """Keep what a family agreed that a school may read. It takes the place of the sentence before it.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_agree_feedback(actor, sight))
    agreement = agreement.checked(day_of(now))

    def work() -> int:
        home = {member.person_id for member in members_of(household, sight, on=day_of(now))}
        if agreement.person_id not in home:
            raise NotPossible(_("Choose somebody who belongs to this household."), field="person")
        if not Setting.objects.filter(pk=agreement.setting_id, kind__town=household.town).exists():
            raise NotPossible(_("This setting is not of this town. Choose another one."), field="setting")
        AgreedFeedback.objects.filter(
            household=household_id,
            person=agreement.person_id,
            setting=agreement.setting_id,
            withdrawn_at=None,
        ).update(withdrawn_at=now)
        kept = AgreedFeedback.objects.create(
            household_id=household_id, agreed_by_id=worker(actor), **asdict(agreement)
        )
        _tell("casework.feedback_agreed", kept, actor, now)
        return kept.pk

    content = {"household": household_id, **asdict(agreement)}
    return once("casework.feedback", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def withdraw_feedback(*, actor: Actor, feedback_id: int, now: datetime) -> int:
    """The family no longer wants this read; returns the household. Twice is harmless.

    Raises NotFoundHere, Refused.
    """
    kept = AgreedFeedback.objects.select_for_update().filter(pk=feedback_id).first()
    if kept is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, kept.household_id, at=now)
    require(policies.may_agree_feedback(actor, sight))
    if kept.withdrawn_at is None:
        kept.withdrawn_at = now
        kept.save(update_fields=["withdrawn_at"])
        _tell("casework.feedback_withdrawn", kept, actor, now)
    return kept.household_id


def _tell(event: str, kept: AgreedFeedback, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(kept.household_id), registry.number_of_person(kept.person_id)]
    record(event, actor=actor, about=about, at=now, detail={"feedback": kept.pk})
