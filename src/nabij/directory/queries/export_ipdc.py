"""The directory of a town as linked data of the national catalogue, with every name written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from nabij.directory.models import Organisation, Service
from nabij.directory.queries.entries import content_of
from nabij.directory.types import Cost, Door, Need, NotPossible, ServiceContent, language_name, town_words
from nabij.directory.types.hours_text import schema_org, written_exceptions
from nabij.directory.types.ipdc import (
    CONCEPT,
    CPSV,
    EXPORTED_LANGUAGES,
    LANGUAGE,
    LANGUAGE_CODES,
    LOCN,
    LPDC,
    M8G,
    NUTS,
    SCHEMA,
    SKOS,
    TERMS,
    THEMES,
    XSD,
)

_INFORMAL = "nl-be-x-informal"
_MAIL = re.compile(r"^[\w.-]+@[\w.-]+\.[a-zA-Z]{2,}$")
_PUBLIC = frozenset({"local_authority", "social_house"})

Thing = dict[str, Any]


@dataclass(slots=True)
class Exported:
    """The document, how many services are in it, and what did not fit, a sentence each."""

    document: Thing
    number: int
    problems: list[str] = field(default_factory=list)


def ipdc_document(town: str, *, area: str = "", now: datetime) -> Exported:
    """Every service that is offered now. `area` is its NUTS/LAU code when the town does not tell one.

    Raises NotPossible when the area is not known: the catalogue takes no service without one.
    """
    where = area or town_words(town).area
    if not re.fullmatch(r"BE[0-9]{1,8}", where):
        raise NotPossible(
            _("The catalogue wants an area for each service, and none is known of {town}. Give one, such as "
              "--area BE25434022.").format(town=town_words(town).name)
        )  # fmt: skip
    found = Service.objects.open().whole().filter(town=town).order_by("pk")
    graph: dict[str, Thing] = {}
    problems: list[str] = []
    number = 0
    for service in found:
        number += 1
        for thing in _Export(service, where, problems).things():
            graph.setdefault(thing["@id"], thing)
    return Exported({"@graph": list(graph.values())}, number, problems)


class _Export:
    """One service as linked things."""

    def __init__(self, service: Service, area: str, problems: list[str]) -> None:
        self.service = service
        self.content: ServiceContent = content_of(service)
        self.area = area
        self.problems = problems
        self.concepts: dict[str, str] = {}

    def things(self) -> Iterable[Thing]:
        """The service, its organisation, and the codes that it names."""
        house = self.service.organisation
        snapshot = self._snapshot(_iri_of(house))
        yield snapshot
        yield {
            "@id": _iri_of(house),
            "@type": [M8G + "PublicOrganisation"],
            SKOS + "prefLabel": [_text(house.name, "nl")],
        }
        for iri, label in self.concepts.items():
            yield {"@id": iri, "@type": [SKOS + "Concept"], SKOS + "prefLabel": [_text(label, "nl")]}

    def _snapshot(self, authority: str) -> Thing:
        service, content = self.service, self.content
        version = uuid5(service.identifier, f"{service.version}/{service.changed_at.isoformat()}")
        level = "Lokaal" if service.organisation.kind in _PUBLIC else "Derden"
        thing: Thing = {
            "@id": f"urn:uuid:{version}",
            "@type": [LPDC + "InstancePublicServiceSnapshot"],
            _iri("isVersionOf"): [_ref(service.external_id or f"urn:uuid:{service.identifier}")],
            _iri("generatedAtTime"): [_moment(service.changed_at)],
            _iri("creatie"): [_moment(service.created_at)],
            _iri("laatstGewijzigd"): [_moment(service.changed_at)],
            _iri("aangemaaktDoor"): [_ref(authority)],
            _iri("bevoegdeOverheden"): [_ref(authority)],
            _iri("uitvoerendeOverheden"): [_ref(authority)],
            _iri("naam"): _texts(content.name, content.name_en),
            _iri("beschrijving"): _texts(content.summary or content.name, content.summary_en),
            _iri("geografischToepassingsgebieden"): [self._concept(NUTS + self.area, self.area)],
            _iri("uitvoerendBestuursniveaus"): [
                self._concept(f"{CONCEPT}UitvoerendBestuursniveau/{level}", level)
            ],
            _iri("doelgroepen"): [self._concept(f"{CONCEPT}Doelgroep/Burger", "Burger")],
            _iri("type"): [self._concept(f"{CONCEPT}Type/AdviesBegeleiding", "Advies en begeleiding")],
        }
        thing |= self._codes()
        thing |= self._texts_beside()
        contact = self._contact()
        if contact:
            thing[_iri("contactgegevens")] = [contact]
        return thing

    def _codes(self) -> Thing:
        themes = dict.fromkeys(THEMES[Need(one).group.value] for one in self.content.needs)
        ours = {code: name for name, code in LANGUAGE_CODES.items()}
        languages = [ours[code] for code in self.content.languages if ours.get(code) in EXPORTED_LANGUAGES]
        found: Thing = {
            _iri("themas"): [self._concept(f"{CONCEPT}Thema/{one}", one) for one in themes],
            _iri("talen"): [self._concept(LANGUAGE + one, one) for one in languages],
            _iri("zoektermen"): [
                _text(word.strip(), "nl") for word in self.content.keywords.split(",") if word.strip()
            ],
        }
        return {name: values for name, values in found.items() if values}

    def _texts_beside(self) -> Thing:
        content = self.content
        found: Thing = {}
        more = "\n\n".join(part for part in (content.details, self._told_elsewhere()) if part)
        if more:
            found[_iri("verdereBeschrijving")] = [_text(more, _INFORMAL)]
        if content.audience:
            found[_iri("voorwaarden")] = [
                self._part(M8G + "Requirement", "voorwaarde", "Voor wie", content.audience)
            ]
        if content.how_to_refer:
            found[_iri("procedures")] = [
                self._part(CPSV + "Rule", "procedure", "Hoe verwijzen", content.how_to_refer)
            ]
        if content.cost != Cost.UNKNOWN:
            words = content.cost_text or {Cost.FREE.value: "Gratis"}.get(content.cost, "Niet gratis")
            found[_iri("kosten")] = [self._part(M8G + "Cost", "kost", "Kostprijs", words)]
        if content.website:
            found[_iri("websites")] = [
                {
                    "@id": self._own("website"),
                    "@type": [SCHEMA + "WebSite"],
                    _iri("naam"): [_text("Website", _INFORMAL)],
                    _iri("url"): [_typed(content.website, "string")],
                    _iri("order"): [_typed(0, "integer")],
                }
            ]
        return found

    def _told_elsewhere(self) -> str:
        """What the catalogue has no field for, in words: other languages, an interpreter, waiting time."""
        content = self.content
        lines = []
        ours = {code: name for name, code in LANGUAGE_CODES.items()}
        others = [code for code in content.languages if ours.get(code) not in EXPORTED_LANGUAGES]
        if others:
            lines.append("Ook in: " + ", ".join(language_name(code) for code in others) + ".")
        if content.has_interpreter:
            lines.append("Met tolk mogelijk.")
        if content.waiting_weeks is not None:
            lines.append(f"Wachttijd: ongeveer {content.waiting_weeks} weken.")
        if content.hours.exceptions:
            lines.append("Andere dagen: " + written_exceptions(content.hours.exceptions).replace("\n", "; "))
        if content.hours_text:
            lines.append(f"Openingsuren: {content.hours_text}")
        return "\n".join(lines)

    def _part(self, kind: str, name: str, title: str, text: str) -> Thing:
        return {
            "@id": self._own(name),
            "@type": [kind],
            _iri("naam"): [_text(title, _INFORMAL)],
            _iri("beschrijving"): [_text(text, _INFORMAL)],
            _iri("order"): [_typed(0, "integer")],
        }

    def _contact(self) -> Thing:
        content = self.content
        found: Thing = {}
        if content.phone:
            found[_iri("telefoonnummer")] = [_typed(content.phone, "string")]
        if content.email and _MAIL.match(content.email):
            found[_iri("email")] = [_typed(content.email, "string")]
        elif content.email:
            self._tell(_("its e-mail address cannot stand in the catalogue and is left out"))
        if content.website:
            found[_iri("url")] = [_typed(content.website, "string")]
        if content.hours.slots:
            found[_iri("openingsuren")] = [_typed(schema_org(content.hours.slots), "string")]
        address = self._address(content.door)
        if address:
            found[_iri("adres")] = [address]
        if not found:
            return {}
        head = {"@id": self._own("contact"), "@type": [SCHEMA + "ContactPoint"]}
        return {**head, **found, _iri("order"): [_typed(0, "integer")]}

    def _address(self, door: Door) -> Thing:
        if not door.is_known:
            return {}
        if not (door.number and door.postcode and door.municipality):
            self._tell(_("its address has no house number, postcode or municipality and is left out"))
            return {}
        found: Thing = {
            "@id": self._own("adres"),
            "@type": [LOCN + "Address"],
            _iri("straatnaam"): [_text(door.street, "nl")],
            _iri("huisnummer"): [_typed(door.number, "string")],
            _iri("postcode"): [_typed(door.postcode, "string")],
            _iri("gemeentenaam"): [_text(door.municipality, "nl")],
            _iri("land"): [_text("België", "nl")],
        }
        if door.box:
            found[_iri("busnummer")] = [_typed(door.box, "string")]
        return found

    def _concept(self, iri: str, label: str) -> Thing:
        self.concepts[iri] = label
        return _ref(iri)

    def _own(self, name: str) -> str:
        return f"urn:uuid:{uuid5(self.service.identifier, name)}"

    def _tell(self, problem: str) -> None:
        self.problems.append(f"{self.content.name}: {problem}.")


def _iri(term: str) -> str:
    return TERMS[term][0]


def _iri_of(house: Organisation) -> str:
    identifier: UUID = house.identifier
    return house.external_id or f"urn:uuid:{identifier}"


def _ref(iri: str) -> Thing:
    return {"@id": iri}


def _text(text: str, language: str) -> Mapping[str, str]:
    return {"@value": text, "@language": language}


def _texts(dutch: str, english: str) -> list[Mapping[str, str]]:
    return [_text(dutch, _INFORMAL), *([_text(english, "en")] if english else [])]


def _typed(value: str | int, kind: str) -> Thing:
    return {"@value": value, "@type": XSD + kind}


def _moment(moment: datetime) -> Thing:
    return _typed(
        moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"), "dateTime"
    )
