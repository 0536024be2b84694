"""Somebody at the table asks for a copy of what is kept: the request goes to the privacy officer at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import pass_on_request_for_copy
from nabij.casework import policies
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible


@transaction.atomic
def ask_for_own_copy(
    *, actor: Actor, household_id: int, person_id: int, client_id: UUID, now: datetime
) -> None:
    """Pass on that somebody of a household asks for the own copy; a repeat makes no second request.

    The copy itself is not made here: it can tell one at home what another told us, so the privacy officer
    gives it to the person alone. Raises NotFoundHere, Refused, NotPossible.
    """
    on = day_of(now)
    household = registry.household(actor, household_id, purpose=Purpose.OWN_REQUEST, on=on, now=now)
    require(policies.may_ask_for_copy(actor, household.sight))
    person = next((one for one in household.members if one.person_id == person_id), None)
    if person is None or person.is_expected:
        raise NotPossible(
            _("Choose somebody who lives in this household. Nothing was asked."), field="person"
        )
    pass_on_request_for_copy(
        actor=actor,
        sent_id=uuid5(client_id, str(person.subject)),
        subject=person.subject,
        received_on=on,
        identity_checked=_("Asked at the table, with a worker who follows the household"),
        asked=_("A copy on paper or as a file, with who looked"),
        now=now,
    )
