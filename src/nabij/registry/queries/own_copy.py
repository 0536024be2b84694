"""What the registry keeps about somebody, for their own copy. What is another person's stays out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q
from django.utils.translation import gettext as _

from nabij.audit.types import Part
from nabij.registry.models import (
    Conflict,
    Consent,
    ContactAssignment,
    ContactPoint,
    ContactWish,
    ExceptionalAccess,
    Identity,
    Membership,
    NationalNumber,
    Neighbourhood,
    NumberReveal,
    Person,
    PersonPair,
    Protection,
    Revision,
    SpokenLanguage,
    Stay,
    Subject,
    TaskAccess,
    TeamChoice,
)
from nabij.registry.queries.protection import households_of_protected
from nabij.registry.types import Layer
from nabij.registry.types.sealing import unsealed
from nabij.staff import queries as staff

Value = str | int | bool | None


def gather(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """All that the registry keeps about a person, or about a household itself; nothing when it was erased."""
    number = Subject.objects.filter(number=subject).first()
    if number is None:
        return []
    if number.person_id is not None:
        return _of_person(number.person_id)
    return _of_household(number.household_id) if number.household_id is not None else []


def _of_person(person_id: int) -> list[Part]:
    own = Q(person=person_id)
    memberships = Membership.objects.filter(own).select_related("foster_placement")
    return [
        *_part(
            "person",
            _("When we came to know you"),
            Person.objects.filter(pk=person_id),
            _person_labels(),
        ),
        *_part("identity", _("Who you are"), Identity.objects.filter(own), _identity_labels()),
        *_national_number(person_id),
        *_earlier(own | _while_a_member(person_id)),
        *_part(
            "conflicts", _("What two people wrote differently"), Conflict.objects.filter(own), _two_values()
        ),
        *_part(
            "memberships",
            _("Households you belong to"),
            memberships,
            {
                "relation": _("As"),
                "from_on": _("From"),
                "until_on": _("Until"),
                "share_pct": _("Share of your time (%)"),
                "recorded_at": _("Written down"),
            },
            note=_("Who else belongs to the household is told to them, not in your copy."),
        ),
        *_stays_of(person_id),
        *_reached(own),
        *_languages(own),
        *_part("consents", _("What you agreed with"), Consent.objects.filter(own), _consent_labels()),
        *_said_of(person_id),
        *_accesses(
            Q(household__memberships__person=person_id),
            lives_in=Q(household__memberships__person=person_id, household__memberships__until_on=None),
        ),
    ]


def _person_labels() -> dict[str, str]:
    return {
        "created_at": _("Written down"),
        "died_on": _("Day of death"),
        "school_from": _("First day at school"),
    }


def _languages(own: Q) -> list[Part]:
    labels = {
        "code": _("Language"),
        "level": _("How well"),
        "recorded_at": _("Written down"),
        "ended_at": _("Until"),
    }
    return _part("languages", _("Languages"), SpokenLanguage.objects.filter(own), labels)


def _said_of(person_id: int) -> list[Part]:
    """What workers said for somebody's safety, and of somebody who looked the same."""
    return [
        *_part(
            "protections",
            _("When you might not be found"),
            Protection.objects.filter(person=person_id),
            {
                "reason": _("Why"),
                "set_at": _("From"),
                "ended_at": _("Until"),
                "end_reason": _("Ended because"),
            },
        ),
        *_part(
            "pairs",
            _("When somebody looked the same as you"),
            PersonPair.objects.filter(Q(first=person_id) | Q(second=person_id)),
            {"verdict": _("What a worker said"), "decided_at": _("When"), "ended_at": _("Taken back")},
            note=_("Who the other is stays out of your copy."),
        ),
    ]


def _national_number(person_id: int) -> list[Part]:
    return [
        *_part(
            "national_number",
            _("National number"),
            NationalNumber.objects.filter(person=person_id),
            {
                "number": _("Number"),
                "is_bis": _("A bis number"),
                "recorded_at": _("Written down"),
            },
            number=lambda row: unsealed(row.sealed),
        ),
        *_part(
            "reveals",
            _("When your national number was shown in full"),
            NumberReveal.objects.filter(number__person=person_id),
            {"at": _("When"), "reason": _("What for")},
        ),
    ]


def _while_a_member(person_id: int) -> Q:
    """Changes of a household since somebody belongs to it."""
    since = F("household__memberships__from_on")
    return Q(household__memberships__person=person_id, at__date__gte=since)


def _earlier(owned: Q) -> list[Part]:
    """What stood there before it was put right; of a place that is kept secret nothing."""
    secret = Stay.objects.filter(Q(layer=Layer.HIDDEN) | Q(household__in=households_of_protected())).values(
        "pk"
    )
    rows = (
        Revision.objects.filter(owned).exclude(record=Stay._meta.label_lower, record_id__in=secret).distinct()
    )
    return _part(
        "earlier",
        _("What stood here before"),
        rows,
        {"at": _("Changed"), "fields": _("Before and after"), "reason": _("Why")},
    )


def _of_household(household_id: int) -> list[Part]:
    own = Q(household=household_id)
    shut = households_of_protected()
    stays = Stay.objects.filter(own).exclude(layer=Layer.HIDDEN).exclude(household__in=shut)
    stays = stays.select_related("address")
    return [*_places(stays), *_earlier(own), *_reached(own), *_accesses(own, lives_in=own)]


def _stays_of(person_id: int) -> list[Part]:
    """Where somebody lived while they belonged to the household; a secret address stays secret."""
    within = Q(pk=None)
    for membership in Membership.objects.filter(person=person_id):
        overlap = Q(household=membership.household_id) & (
            Q(until_on=None) | Q(until_on__gt=membership.from_on)
        )
        if membership.until_on is not None:
            overlap &= Q(from_on__lt=membership.until_on)
        within |= overlap
    shut = households_of_protected()
    stays = Stay.objects.filter(within).exclude(layer=Layer.HIDDEN).exclude(household__in=shut)
    return _places(stays.select_related("address"))


def _places(stays: Iterable[Stay]) -> list[Part]:
    return _part(
        "stays",
        _("Where you lived or could be met"),
        stays,
        {
            "kind": _("Kind"),
            "place": _("Place"),
            "from_on": _("From"),
            "until_on": _("Until"),
            "recorded_at": _("Written down"),
        },
        note=_("An address that is kept secret to protect somebody is left out."),
        place=_place,
    )


def _place(stay: Stay) -> str:
    if stay.address is None:
        return stay.spot
    return f"{stay.address.first_line}, {stay.address.second_line}"


def _reached(own: Q) -> list[Part]:
    return [
        *_part(
            "contact_points",
            _("Telephone and e-mail"),
            ContactPoint.objects.filter(own),
            {
                "kind": _("Kind"),
                "value": _("Number or address"),
                "typed": _("As it was written"),
                "label": _("Note"),
                "is_shared": _("Shared with others"),
                "added_at": _("Added"),
                "withdrawn_at": _("Out of use since"),
            },
        ),
        *_part(
            "wishes",
            _("What you asked about being contacted"),
            ContactWish.objects.filter(own),
            {
                "kind": _("Wish"),
                "detail": _("Note"),
                "set_at": _("From"),
                "until_on": _("Until"),
                "ended_at": _("Ended"),
            },
        ),
    ]


def _note_on_contact_persons(lives_in: Q) -> str:
    """Why no names stand here, and on which number the contact person of now answers."""
    note = _("Names of members of staff are given after a decision of the privacy officer.")
    standing = ContactAssignment.objects.filter(lives_in, until_at=None).distinct()
    numbers = staff.work_phones_of(set(standing.values_list("staff_id", flat=True))).values()
    if not numbers:
        return note
    reach = _("Your contact person answers on %(phone)s.") % {"phone": ", ".join(sorted(numbers))}
    return f"{note} {reach}"


def _accesses(household: Q, *, lives_in: Q) -> list[Part]:
    """Who followed the household, without names: those are told after a decision only."""
    period = {"from_at": _("From"), "until_at": _("Until")}
    return [
        *_part(
            "contact_persons",
            _("When you had which contact person"),
            ContactAssignment.objects.filter(household).distinct(),
            {**period, "note": _("What was told to the one who came after")},
            note=_note_on_contact_persons(lives_in),
        ),
        *_part(
            "tasks",
            _("Tasks of colleagues in your household"),
            TaskAccess.objects.filter(household).distinct(),
            {"topic": _("About"), "reason": _("Task"), **period},
        ),
        *_teams_chosen(household),
        *_part(
            "exceptional_accesses",
            _("When somebody looked exceptionally"),
            ExceptionalAccess.objects.filter(household).distinct(),
            {
                "category": _("Why"),
                "reason": _("In words"),
                **period,
                "outcome": _("Review"),
                "reviewed_at": _("Looked back at"),
            },
        ),
    ]


def _teams_chosen(household: Q) -> list[Part]:
    choices = TeamChoice.objects.filter(household).distinct().select_related("team", "from_team")
    codes = set(choices.values_list("neighbourhood", flat=True))
    names = dict(Neighbourhood.objects.filter(code__in=codes).values_list("code", "name"))
    return _part(
        "team_choices",
        _("When was chosen which team follows your household"),
        choices,
        {
            "neighbourhood": _("Where you lived then"),
            "team": _("The team that follows you since"),
            "from_team": _("The team of before"),
            "reason": _("Why"),
            "at": _("When"),
        },
        neighbourhood=lambda row: names.get(row.neighbourhood, row.neighbourhood),
        team=lambda row: row.team.name,
        from_team=lambda row: row.from_team.name,
    )


def _identity_labels() -> dict[str, str]:
    return {
        "given": _("First names"),
        "family": _("Surname"),
        "called": _("Name you go by"),
        "nickname": _("Nickname"),
        "birth_year": _("Year of birth"),
        "birth_month": _("Month of birth"),
        "birth_day": _("Day of birth"),
        "is_expected": _("Expected child"),
    }


def _consent_labels() -> dict[str, str]:
    return {
        "purpose": _("For what"),
        "partner": _("Towards whom"),
        "given": _("How you said so"),
        "from_on": _("From"),
        "until_on": _("Until"),
        "recorded_at": _("Written down"),
        "withdrawn_at": _("Withdrawn"),
    }


def _two_values() -> dict[str, str]:
    return {
        "field": _("Which part"),
        "kept_value": _("What stands there"),
        "kept_at": _("Since"),
        "other_value": _("What was written too"),
        "other_at": _("When"),
        "took_other": _("The other was chosen"),
        "settled_at": _("Chosen on"),
    }


def _part(
    code: str,
    title: str,
    rows: Iterable[Model],
    labels: Mapping[str, str],
    note: str = "",
    **worked_out: Callable[[Any], Value],
) -> list[Part]:
    """One part, or none when there is nothing. Choices are told in words."""
    records = tuple(
        {field: worked_out[field](row) if field in worked_out else _in_words(row, field) for field in labels}
        for row in rows
    )
    return (
        [Part(code=f"registry.{code}", title=title, labels=labels, records=records, note=note)]
        if records
        else []
    )


def _in_words(row: Model, field: str) -> Value:
    shown = getattr(row, f"get_{field}_display", None)
    value = shown() if shown is not None else getattr(row, field)
    return value if value is None or isinstance(value, str | int | bool) else str(value)
