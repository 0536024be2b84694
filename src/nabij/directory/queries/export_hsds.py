"""The directory of a town in the Human Services Data Specification 3.0 (Open Referral)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from nabij.directory.models import Organisation, Service
from nabij.directory.queries.entries import content_of
from nabij.directory.types import Cost, Need, ServiceContent, language_name
from nabij.directory.types.hours import Exceptional, Slot
from nabij.directory.types.reaching import is_web_address

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TAXONOMY = UUID("2f8f0a53-61f4-5a0d-9c0e-6d2b61a70f4e")
"""The number of our list of needs, the same in every export."""

Thing = dict[str, Any]


def hsds_services(town: str, *, now: datetime) -> list[Thing]:
    """Every service that is offered now, whole: organisation, place, hours, languages, cost, needs."""
    found = Service.objects.open().whole().filter(town=town).order_by("pk")
    return [_service(one, content_of(one), now=now) for one in found]


def _service(service: Service, content: ServiceContent, *, now: datetime) -> Thing:
    own = service.identifier
    is_full = content.full_until is not None and content.full_until > now.date()
    return _without_nothing(
        {
            "id": str(own),
            "organization_id": str(service.organisation.identifier),
            "organization": _organisation(service.organisation),
            "name": content.name,
            "alternate_name": content.name_en,
            "description": content.summary or content.name,
            "url": content.website if is_web_address(content.website) else "",
            "email": content.email,
            "status": "temporarily closed" if is_full else "active",
            "alert": f"Volzet tot {content.full_until:%d/%m/%Y}." if is_full else "",
            "interpretation_services": "Met tolk mogelijk." if content.has_interpreter else "",
            "application_process": content.how_to_refer,
            "fees_description": content.cost_text or _COSTS.get(content.cost, ""),
            "wait_time": _waiting(content),
            "eligibility_description": content.audience,
            "assured_date": service.checked_on.isoformat() if service.checked_on else "",
            "last_modified": service.changed_at.isoformat(timespec="seconds"),
            "phones": _phones(own, content.phone, {"service_id": str(own)}),
            "schedules": [
                *(_weekly(own, slot) for slot in content.hours.slots),
                *(_exceptional(own, one) for one in content.hours.exceptions if not one.is_closed),
            ],
            "languages": [_language(own, code) for code in content.languages],
            "cost_options": _costs(own, content),
            "service_at_locations": _places(service, content),
            "attributes": [_need(own, Need(code)) for code in content.needs],
        }
    )


_COSTS = {Cost.FREE.value: "Gratis", Cost.REDUCED.value: "Goedkoper met een laag inkomen"}


def _waiting(content: ServiceContent) -> str:
    return "" if content.waiting_weeks is None else f"Ongeveer {content.waiting_weeks} weken"


def _organisation(house: Organisation) -> Thing:
    return _without_nothing(
        {
            "id": str(house.identifier),
            "name": house.name,
            "description": house.description or house.get_kind_display(),
            "email": house.email,
            "website": house.website,
            "phones": _phones(house.identifier, house.phone, {"organization_id": str(house.identifier)}),
        }
    )


def _phones(own: UUID, number: str, belongs: Thing) -> list[Thing]:
    return [{"id": str(uuid5(own, "phone")), "number": number, **belongs}] if number else []


def _weekly(own: UUID, slot: Slot) -> Thing:
    return {
        "id": str(uuid5(own, f"week/{slot.weekday}/{slot.opens}")),
        "service_id": str(own),
        "freq": "WEEKLY",
        "interval": 1,
        "wkst": "MO",
        "byday": _DAYS[slot.weekday],
        "opens_at": f"{slot.opens:%H:%M}",
        "closes_at": f"{slot.closes:%H:%M}",
    }


def _exceptional(own: UUID, one: Exceptional) -> Thing:
    return _without_nothing(
        {
            "id": str(uuid5(own, f"day/{one.first_on}/{one.opens}")),
            "service_id": str(own),
            "valid_from": one.first_on.isoformat(),
            "valid_to": one.last_on.isoformat(),
            "opens_at": f"{one.opens:%H:%M}",
            "closes_at": f"{one.closes:%H:%M}",
            "notes": one.note,
        }
    )


def _language(own: UUID, code: str) -> Thing:
    return {
        "id": str(uuid5(own, f"language/{code}")),
        "service_id": str(own),
        "name": language_name(code),
        "code": code,
    }


def _costs(own: UUID, content: ServiceContent) -> list[Thing]:
    if content.cost == Cost.UNKNOWN:
        return []
    option: Thing = {
        "id": str(uuid5(own, "cost")),
        "service_id": str(own),
        "option": str(Cost(content.cost).label),
    }
    if content.cost == Cost.FREE:
        option |= {"amount": 0, "currency": "EUR"}
    return [_without_nothing({**option, "amount_description": content.cost_text})]


def _places(service: Service, content: ServiceContent) -> list[Thing]:
    """The door where it is, when one is known."""
    at = service.location
    if at is None:
        return []
    own, place = service.identifier, at.identifier
    point = content.door.point
    location: Thing = {
        "id": str(place),
        "location_type": "physical",
        "organization_id": str(service.organisation.identifier),
        "name": content.door.first_line,
        "addresses": [
            {
                "id": str(uuid5(place, "address")),
                "location_id": str(place),
                "address_1": content.door.first_line,
                "city": content.door.municipality,
                "state_province": "Vlaanderen",
                "postal_code": content.door.postcode,
                "country": "BE",
                "address_type": "physical",
            }
        ],
    }
    if point is not None:
        location |= {"latitude": point.latitude, "longitude": point.longitude}
    return [
        {
            "id": str(uuid5(own, "at")),
            "service_id": str(own),
            "location_id": str(place),
            "location": location,
        }
    ]


def _need(own: UUID, need: Need) -> Thing:
    return {
        "id": str(uuid5(own, f"need/{need.value}")),
        "link_id": str(own),
        "link_entity": "service",
        "taxonomy_term_id": str(uuid5(TAXONOMY, need.value)),
        "taxonomy_term": {
            "id": str(uuid5(TAXONOMY, need.value)),
            "code": need.value,
            "name": str(need.label),
            "description": str(need.group.label),
            "taxonomy": "Nabij",
            "taxonomy_id": str(TAXONOMY),
            "language": "nl",
        },
    }


def _without_nothing(thing: Thing) -> Thing:
    """What is not known is left out: the specification takes no empty values."""
    return {name: value for name, value in thing.items() if value not in ("", None, [])}
