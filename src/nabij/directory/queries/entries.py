"""Entries of the directory as pages and other apps read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language

from nabij.directory import policies
from nabij.directory.models import Organisation, Service
from nabij.directory.types import (
    Cost,
    Door,
    Exceptional,
    Freshness,
    Hours,
    Need,
    OpenNow,
    Point,
    ServiceContent,
    Slot,
    WayIn,
    language_name,
)
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require


@dataclass(frozen=True, slots=True)
class Entry:
    """One service with its organisation, seen at a moment."""

    number: int
    identifier: UUID
    version: int
    town: str
    organisation_id: int
    organisation: str
    organisation_kind: str
    content: ServiceContent
    freshness: Freshness
    checked_by: int | None
    seen_at: datetime
    ended_on: date | None
    ended_because: str
    from_catalogue: bool

    @property
    def name(self) -> str:
        """The name in the language of the page, else in Dutch."""
        return _in_language(self.content, "name")

    @property
    def summary(self) -> str:
        """The summary in the language of the page, else in Dutch."""
        return _in_language(self.content, "summary")

    @property
    def words_are_dutch(self) -> bool:
        """Whether name and summary are shown in Dutch on a page in another language."""
        return bool(self.name == self.content.name and (get_language() or "nl")[:2] != "nl")

    @property
    def needs(self) -> list[str]:
        """With what it helps, in words."""
        return [str(Need(one).label) for one in self.content.needs]

    @property
    def languages(self) -> list[str]:
        """In which languages, in words."""
        return [language_name(code) for code in self.content.languages]

    @property
    def cost(self) -> str:
        """What it costs, in words."""
        return str(Cost(self.content.cost).label)

    @property
    def way_in(self) -> str:
        """How one gets in, in words."""
        return str(WayIn(self.content.way_in).label)

    @property
    def open_now(self) -> OpenNow:
        """Whether it is open at the moment of looking."""
        return self.content.hours.at(self.seen_at)

    @property
    def is_full(self) -> bool:
        """Whether nobody can be added on the day of looking."""
        return self.content.full_until is not None and self.content.full_until > self.freshness.on

    @property
    def day_by_day(self) -> list[tuple[int, list[Slot]]]:
        """The hours of each weekday."""
        return [(day, [slot for slot in self.content.hours.slots if slot.weekday == day]) for day in range(7)]

    @property
    def coming_exceptions(self) -> list[Exceptional]:
        """Days from now on that are otherwise."""
        return [one for one in self.content.hours.exceptions if one.last_on >= self.freshness.on]


def _in_language(content: ServiceContent, field: str) -> str:
    code = (get_language() or "nl")[:2]
    translated: str = getattr(content, f"{field}_{code}", "") if code in {"fr", "en"} else ""
    dutch: str = getattr(content, field)
    return translated or dutch


def content_of(service: Service) -> ServiceContent:
    """What stands about a service, apart from its table."""
    same = (
        *("name", "summary", "details", "name_fr", "summary_fr", "name_en", "summary_en", "audience"),
        *("has_interpreter", "cost", "cost_text", "way_in", "how_to_refer", "waiting_weeks", "full_until"),
        *("phone", "email", "website", "keywords", "hours_text"),
    )
    return ServiceContent(
        **{name: getattr(service, name) for name in same},
        needs=tuple(row.need for row in service.need_rows.all()),
        languages=tuple(row.code for row in service.language_rows.all()),
        door=door_of(service),
        hours=Hours(
            tuple(Slot(row.weekday, row.opens, row.closes) for row in service.opening_hours.all()),
            tuple(
                Exceptional(row.first_on, row.last_on, row.opens, row.closes, row.note)
                for row in service.opening_exceptions.all()
            ),
            service.closed_on_holidays,
        ),
    )


def door_of(service: Service) -> Door:
    """Where it is; an empty door when that is not known."""
    at = service.location
    if at is None:
        return Door()
    point = None if at.latitude is None or at.longitude is None else Point(at.latitude, at.longitude)
    return Door(at.street, at.number, at.box, at.postcode, at.municipality, point)


def entry_of(service: Service, *, now: datetime) -> Entry:
    """A service as it is seen at a moment."""
    content = content_of(service)
    return Entry(
        number=service.pk,
        identifier=service.identifier,
        version=service.version,
        town=service.town,
        organisation_id=service.organisation_id,
        organisation=service.organisation.name,
        organisation_kind=service.organisation.get_kind_display(),
        content=content,
        freshness=Freshness(service.checked_on, day_of(now)),
        checked_by=service.checked_by,
        seen_at=now,
        ended_on=service.ended_on,
        ended_because=service.ended_because,
        from_catalogue=bool(service.external_id),
    )


def public_entry(town: str, number: int, *, now: datetime) -> Entry:
    """A service that is offered now, for everybody. Raises NotFoundHere."""
    found = Service.objects.open().whole().filter(town=town, pk=number).first()
    if found is None:
        raise NotFoundHere
    return entry_of(found, now=now)


def entry(actor: Actor, number: int, *, now: datetime) -> Entry:
    """A service of one of the own towns, also one that ended. Raises Refused, NotFoundHere."""
    require(policies.may_see_directory(actor))
    found = Service.objects.whole().filter(town__in=actor.towns, pk=number).first()
    if found is None:
        raise NotFoundHere
    return entry_of(found, now=now)


def entries(towns: Iterable[str], *, now: datetime) -> list[Entry]:
    """All services that are offered now in these towns, by name."""
    return [entry_of(one, now=now) for one in Service.objects.open().whole().filter(town__in=list(towns))]


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation with the names of what it offers."""

    number: int
    version: int
    town: str
    name: str
    kind: str
    kind_words: str
    description: str
    phone: str
    email: str
    website: str
    services: tuple[tuple[int, str], ...]


def organisation(actor: Actor, number: int) -> OrganisationView:
    """An organisation of one of the own towns. Raises Refused, NotFoundHere."""
    require(policies.may_see_directory(actor))
    found = Organisation.objects.filter(town__in=actor.towns, pk=number).first()
    if found is None:
        raise NotFoundHere
    return OrganisationView(
        found.pk,
        found.version,
        found.town,
        found.name,
        found.kind,
        found.get_kind_display(),
        found.description,
        found.phone,
        found.email,
        found.website,
        tuple(found.services.filter(ended_on=None).values_list("pk", "name")),
    )


def organisations(actor: Actor) -> list[tuple[int, str]]:
    """Number and name of each organisation of the own towns. Raises Refused."""
    require(policies.may_see_directory(actor))
    found = Organisation.objects.open().filter(town__in=actor.towns)
    return list(found.values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation as a list meets it."""

    number: int
    name: str
    folded: str
    phone: str
    email: str
    website: str


def organisations_of(actor: Actor, town: str) -> list[OrganisationLine]:
    """The organisations of one of the own towns that still work. Raises Refused."""
    require(policies.may_see_directory(actor))
    found = Organisation.objects.open().filter(town=town, town__in=actor.towns)
    return [
        OrganisationLine(one.pk, one.name, one.folded, one.phone, one.email, one.website) for one in found
    ]


def towns_with_services() -> list[str]:
    """The towns that have something in the directory."""
    return list(Service.objects.open().order_by("town").values_list("town", flat=True).distinct())
