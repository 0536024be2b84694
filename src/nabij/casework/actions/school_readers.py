"""Which school reads the sentences that families agreed, on a page of its own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Setting, SettingReader
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.actions import once
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff


@transaction.atomic
def let_school_read(
    *, actor: Actor, setting_id: int, team_id: int | None, client_id: UUID, now: datetime
) -> int:
    """Let the account of one school read what was agreed for it; None for paper only. Returns the setting.

    It takes the place of whoever read before, at once. Raises Refused, NotFoundHere, NotPossible,
    ClientIdReused.
    """
    require(policies.may_arrange_reach(actor))
    asked = Setting.objects.select_for_update(of=("self",)).filter(pk=setting_id, kind__town__in=actor.towns)
    setting = asked.select_related("kind").first()
    if setting is None:
        raise NotFoundHere
    partners = {one.team_id for one in staff.receivers([setting.kind.town]) if one.organisation}
    if team_id is not None and team_id not in partners:
        raise NotPossible(
            _("Choose a partner of this town. Invite the school as a partner first."), field="team"
        )

    def work() -> int:
        SettingReader.objects.filter(setting=setting).delete()
        if team_id is not None:
            SettingReader.objects.create(
                setting=setting, team_id=team_id, set_at=now, set_by_id=worker(actor)
            )
        detail = {"setting": setting.pk, "team": team_id or 0}
        record("casework.setting_reader_set", actor=actor, about=[], at=now, detail=detail)
        return setting.pk

    content = {"setting": setting_id, "team": team_id}
    return once("casework.reader", actor=actor, client_id=client_id, content=content, now=now, work=work)
