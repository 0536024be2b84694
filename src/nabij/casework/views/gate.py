"""The quick form for a contact of somebody who works in settings: which one, and with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.request import QueryDict

from nabij.casework.forms.contacts import ContactForm
from nabij.casework.forms.reach import GateContactForm
from nabij.casework.queries.settings import own_settings
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Follower:
    """Who gets a need that is noted: the contact person by name, or the team when there is none."""

    name: str
    is_me: bool


def contact_form(request: HttpRequest, household_id: int, first: dict[str, Any]) -> ContactForm:
    """The form for a new contact; with a setting for whoever works in one today."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    settings = own_settings(actor, on=on)
    if not settings:
        return ContactForm(request.POST or None, initial=first)
    seen = registry.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    here = [(one.pk, one.name) for one in settings if one.kind.town == seen.town]
    members = [(one.person_id, one.naming.shown) for one in seen.members]
    if isinstance(persons := first.get("persons"), str):
        first = {**first, "persons": persons.split(",")}
    return GateContactForm(request.POST or None, initial=first, settings=here, members=members)


def chosen_persons(post: QueryDict) -> dict[str, str]:
    """Whom a contact was about, as a draft keeps it: numbers with commas."""
    return {"persons": ",".join(post.getlist("persons")[:50])} if "persons" in post else {}


def follower_of(request: HttpRequest, household_id: int) -> Follower | None:
    """Who gets a need of this household; None when nobody follows it."""
    now = clock.now()
    number = registry.contact_persons([household_id], at=now).get(household_id)
    if number is None:
        return None
    return Follower(staff.names_of({number}).get(number, ""), number == actor_of(request).staff_id)
