"""What a school reads on its own page: the agreed sentence of each of its pupils, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from nabij.casework import policies
from nabij.casework.models import AgreedFeedback, SettingReader
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.staff import queries as staff

MOST_SENTENCES = 200


@dataclass(frozen=True, slots=True)
class SchoolSentence:
    """About one pupil: what the family agreed, and on which day. Not who agreed, nor who wrote it."""

    pupil: str
    school: str
    sentence: str
    agreed_on: date


def reads_for_a_school(actor: Actor) -> bool:
    """Whether this partner is a school that reads sentences on a page of its own."""
    return policies.may_read_school_sentences(actor).allowed and _settings_of(actor).exists()


@transaction.atomic
def school_sentences(actor: Actor, *, on: date, now: datetime) -> tuple[SchoolSentence, ...]:
    """What holds now for the pupils of the own school, by name. Each pupil named is in the log.

    Where somebody at home may not be found nothing is shown here: that sentence goes on paper.
    Raises Refused.
    """
    require(policies.may_read_school_sentences(actor))
    found = list(
        AgreedFeedback.objects.filter(withdrawn_at=None, household__ended_on=None)
        .filter(setting__in=_settings_of(actor).values("setting"))
        .exclude(household__in=registry.households_of_protected(on=on))
        .select_related("setting")[:MOST_SENTENCES]
    )
    people = {one.person_id for one in found}
    names = registry.persons_named_to_partner(actor, people, purpose=Purpose.HELP, now=now)
    lines = [
        SchoolSentence(names[one.person_id], one.setting.name, one.sentence, one.agreed_on)
        for one in found
        if one.person_id in names
    ]
    return tuple(sorted(lines, key=lambda one: (one.pupil.casefold(), one.agreed_on)))


def _settings_of(actor: Actor) -> QuerySet[SettingReader]:
    return SettingReader.objects.filter(team__in=sorted(actor.team_ids), team__is_open=True).exclude(
        team__organisation=""
    )


def reader_choices(setting_id: int, town: str) -> tuple[list[tuple[int, str]], int | None]:
    """The partners of a town that could read for a setting, and which one does; None for paper only."""
    partners = [(one.team_id, one.called) for one in staff.receivers([town]) if one.organisation]
    reader = SettingReader.objects.filter(setting=setting_id).values_list("team_id", flat=True).first()
    return partners, reader
