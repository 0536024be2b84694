"""A household goes to the team of the area where it lives, or stays where it is; its contact person stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.registry import policies
from nabij.registry.actions.operations import once
from nabij.registry.models import Household, TeamChoice
from nabij.registry.queries.districts import OtherArea, area_elsewhere
from nabij.registry.queries.households import concerned
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import NotPossible, clean_text


@transaction.atomic
def choose_team(
    *, actor: Actor, household_id: int, team_id: int, goes: bool, reason: str, client_id: UUID, now: datetime
) -> None:
    """Give a household to the team of the area where it lives (`goes`), or let it stay, with the reason.

    Whoever is contact person stays so, until somebody hands the household over. `team_id` is the team that
    was proposed. Raises NotFoundHere, Refused, NotPossible when it lives elsewhere by now, ClientIdReused.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_hand_over_contact(actor, sight))
    reason = clean_text(reason, longest=300, field="reason")
    if not goes and not reason:
        raise NotPossible(
            _("Write why this household stays with your team. Nothing was changed yet."), field="reason"
        )

    def work() -> int:
        area = area_elsewhere(actor, household, sight, on=day_of(now))
        if area is None or area.team_id != team_id:
            raise NotPossible(
                _("This household lives elsewhere by now, or a colleague chose already. Look again.")
            )
        return _keep(household, area, goes=goes, reason=reason, actor=actor, now=now)

    content = {"household": household_id, "team": team_id, "goes": goes, "reason": reason}
    once("registry.choose_team", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _keep(
    household: Household, area: OtherArea, *, goes: bool, reason: str, actor: Actor, now: datetime
) -> int:
    assert actor.staff_id is not None
    assert household.team_id is not None
    before = household.team_id
    made = TeamChoice.objects.create(
        household=household,
        neighbourhood=area.neighbourhood_code,
        team_id=area.team_id if goes else before,
        from_team_id=before,
        reason=reason,
        at=now,
        by_id=actor.staff_id,
    )
    about = concerned(household, on=day_of(now))
    detail = {"from": made.from_team_id, "to": made.team_id}
    if goes:
        household.team_id, household.version = area.team_id, household.version + 1
        household.save(update_fields=["team", "version"])
    record("registry.team_chosen", actor=actor, about=about, at=now, detail=detail)
    return made.pk
