"""The one place that puts the content of a service into its tables."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nabij.directory.models import (
    Landmark,
    Location,
    OpeningException,
    OpeningHour,
    Organisation,
    Service,
    ServiceLanguage,
    ServiceNeed,
)
from nabij.directory.types import Door, NotPossible, Point, ServiceContent
from nabij.directory.types.reaching import is_web_address
from nabij.directory.types.words import folded

_LONGEST = {"name": 300, "phone": 40, "email": 254, "website": 500, "name_fr": 300, "name_en": 300}
LONGEST_TEXT = 20_000


def check_content(content: ServiceContent) -> None:
    """Raise NotPossible for the first thing that cannot stand in the directory."""
    if not content.name.strip():
        raise NotPossible(_("Give it a name, as people call it."), field="name")
    for field, value in content.as_json().items():
        if isinstance(value, str) and len(value) > _LONGEST.get(field, LONGEST_TEXT):
            raise NotPossible(
                _("This is {length} signs long, and {most} fit. Shorten it.").format(
                    length=len(value), most=_LONGEST.get(field, LONGEST_TEXT)
                ),
                field=field,
            )
    check_reaching(content.email, content.website)


def check_reaching(email: str, website: str) -> None:
    """Raise NotPossible for an address of mail or of a site that cannot work."""
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise NotPossible(
                _("“{typed}” is no e-mail address. Write it as onthaal@voorbeeld.be.").format(typed=email),
                field="email",
            ) from None
    if website and not is_web_address(website):
        raise NotPossible(
            _("“{typed}” is no web address. It starts with https:// or http://.").format(typed=website),
            field="website",
        )


def write_content(service: Service, content: ServiceContent, *, now: datetime) -> None:
    """Put the content in the tables, with a new or a known service. The transaction is of the caller."""
    for name in (
        *("name", "summary", "details", "name_fr", "summary_fr", "name_en", "summary_en", "audience"),
        *("has_interpreter", "cost", "cost_text", "way_in", "how_to_refer", "waiting_weeks", "full_until"),
        *("phone", "email", "website", "keywords", "hours_text"),
    ):
        setattr(service, name, getattr(content, name))
    service.closed_on_holidays = content.hours.closed_on_holidays
    service.location = place(service.organisation, content.door)
    service.changed_at = now
    is_new = service.pk is None
    service.save()
    if not is_new:
        _forget_rows(service)
    ServiceNeed.objects.bulk_create(ServiceNeed(service=service, need=need) for need in content.needs)
    ServiceLanguage.objects.bulk_create(
        ServiceLanguage(service=service, code=code) for code in content.languages
    )
    OpeningHour.objects.bulk_create(
        OpeningHour(service=service, weekday=slot.weekday, opens=slot.opens, closes=slot.closes)
        for slot in content.hours.slots
    )
    OpeningException.objects.bulk_create(
        OpeningException(
            service=service,
            first_on=one.first_on,
            last_on=one.last_on,
            opens=one.opens,
            closes=one.closes,
            note=one.note,
        )
        for one in content.hours.exceptions
    )
    service._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def _forget_rows(service: Service) -> None:
    for rows in (
        service.need_rows,
        service.language_rows,
        service.opening_hours,
        service.opening_exceptions,
    ):
        rows.all().delete()


def place(organisation: Organisation, door: Door) -> Location | None:
    """The location of an organisation at this door, made when it is new; with a point when one is known."""
    if not door.is_known:
        return None
    key = folded(f"{door.street} {door.number} {door.box} {door.postcode}")[:260]
    point = door.point or point_of_street(organisation.town, door.street)
    found = Location.objects.filter(organisation=organisation, folded=key).first()
    if found is None:
        found = Location(organisation=organisation, folded=key)
    found.street, found.number, found.box = door.street[:120], door.number[:20], door.box[:20]
    found.postcode, found.municipality = door.postcode[:10], door.municipality[:80]
    if point is not None:
        found.latitude, found.longitude = point.latitude, point.longitude
    found.save()
    return found


def point_of_street(town: str, street: str) -> Point | None:
    """Where a street of the town is, as far as its landmarks tell."""
    mark = Landmark.objects.filter(town=town, folded=folded(street)).first()
    return None if mark is None else Point(mark.latitude, mark.longitude)
