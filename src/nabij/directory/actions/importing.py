"""Taking over services from the national catalogue: leniently, without losing what was changed here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.directory import policies
from nabij.directory.actions.services import keep_change
from nabij.directory.actions.writing import write_content
from nabij.directory.models import Organisation, Service, Suggestion
from nabij.directory.queries.entries import content_of
from nabij.directory.types import OrganisationKind, ServiceContent, content_from_json, differences
from nabij.directory.types.ipdc import CONCEPT_KIND, INSTANCE
from nabij.directory.types.ipdc_reading import Reading, read_service
from nabij.directory.types.linked import LinkedFile, Node
from nabij.directory.types.reaching import is_web_address
from nabij.directory.types.words import folded
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require


@dataclass(slots=True)
class Imported:
    """What a file brought, and everything odd in it, a sentence each."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    kept_here: int = 0
    """Services changed here as well as there: ours stays, theirs waits as a suggestion."""
    problems: list[str] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many services are otherwise than before."""
        return self.added + self.changed + self.ended


@transaction.atomic
def import_ipdc(
    *,
    actor: Actor,
    town: str,
    document: Any,
    names: Mapping[str, str] | None = None,
    now: datetime,
) -> Imported:
    """Take over the services in a document of linked data, all or nothing; the same again changes nothing.

    `names` tells how organisations are called of which the file gives only an address (IRI). Raises Refused.
    """
    require(policies.may_import(actor, town))
    done = Imported()
    file = LinkedFile(document)
    readings = _newest(file, done)
    called = _names_in(file) | dict(names or {})
    for reading in readings:
        _take_over(reading, town, called, done, actor=actor, now=now)
    record(
        "directory.imported",
        actor=actor,
        at=now,
        detail={"town": town, "added": done.added, "changed": done.changed, "problems": len(done.problems)},
    )
    return done


def _newest(file: LinkedFile, done: Imported) -> list[Reading]:
    """The services of the file, each in its newest version; what is no service is told."""
    done.problems += [
        _("At {place} stands no service but a loose value. It is left out.").format(place=place)
        for place in file.not_things
    ]
    found: dict[str, Reading] = {}
    for number, thing in enumerate(file.things(), start=1):
        if not _is_service(thing):
            if CONCEPT_KIND in thing.kinds:
                done.problems.append(
                    _("Number {number} ({name}) is an example of the catalogue, not offered by anybody. "
                      "It is left out.").format(number=number, name=thing.iri or "–")
                )  # fmt: skip
            continue
        reading = read_service(thing)
        if not reading.external_id:
            name = reading.content.name
            reading.external_id = f"urn:uuid:{uuid5(NAMESPACE_URL, 'nabij/without-address/' + folded(name))}"
            reading.problems.append(_("it has no address (IRI), and is known again by its name"))
        standing = found.get(reading.external_id)
        if standing is None or reading.said_at > standing.said_at:
            found[reading.external_id] = reading
    if not found:
        done.problems.append(
            _("There is no service in this file. Is it an export of instances from IPDC, as JSON-LD?")
        )
    return list(found.values())


def _is_service(thing: Node) -> bool:
    if INSTANCE in thing.kinds:
        return True
    says_who = {"bevoegdeOverheden", "uitvoerendeOverheden", "isVersionOf"} & set(thing.said)
    return not thing.kinds and "naam" in thing.said and bool(says_who)


def _names_in(file: LinkedFile) -> dict[str, str]:
    """Names of organisations that the file tells, by their address."""
    found = {}
    for thing in file.things():
        nodes = [thing] + [
            node
            for term in ("uitvoerendeOverheden", "bevoegdeOverheden", "aangemaaktDoor")
            for node in thing.nodes(term)
        ]
        for node in nodes:
            label = next((words.text for words in node.words("prefLabel")), "")
            if node.iri and label.strip():
                found[node.iri] = label.strip()[:200]
    return found


def _take_over(
    reading: Reading,
    town: str,
    called: Mapping[str, str],
    done: Imported,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Add the service, or bring the standing one up to date."""
    content = _fitting(reading)
    service = (
        Service.objects.select_for_update(of=("self",))
        .select_related("organisation", "location")
        .filter(town=town, external_id=reading.external_id)
        .first()
    )
    received = json.loads(json.dumps(reading.received, sort_keys=True, default=str))
    if service is not None and service.received == received:
        done.unchanged += 1
        return
    done.problems += [f"{content.name}: {problem}." for problem in reading.problems]
    if service is None:
        service = Service(
            organisation=_organisation(reading, town, called, done, now=now),
            town=town,
            external_id=reading.external_id,
            created_at=now,
            client_id=uuid5(NAMESPACE_URL, f"nabij/ipdc/{town}/{reading.external_id}"),
            received=received,
            taken_over=content.as_json(),
        )
        _set_end(service, reading, now)
        write_content(service, content, now=now)
        keep_change(service, "service_imported", differences({}, content.as_json()), actor=actor, at=now)
        done.added += 1
        return
    service.received = received
    _bring_up_to_date(service, content, reading, done, actor=actor, now=now)


def _bring_up_to_date(
    service: Service,
    content: ServiceContent,
    reading: Reading,
    done: Imported,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Take over what changed there and not here; what changed on both sides waits as a suggestion."""
    standing, theirs = content_of(service).as_json(), content.as_json()
    before = service.taken_over or {}
    wanted, both = dict(standing), {}
    for name, value in theirs.items():
        if value == before.get(name) or value == standing.get(name):
            continue
        if standing.get(name) == before.get(name) or _same_door(name, standing.get(name), before.get(name)):
            wanted[name] = value
        else:
            both[name] = [standing.get(name), value]
    if both:
        _suggest(service, both, now)
        done.kept_here += 1
        done.problems.append(
            _("{name}: changed here as well as in the catalogue. What stands here stays; what the catalogue "
              "says waits as a suggestion.").format(name=service.name)
        )  # fmt: skip
    service.taken_over = theirs
    changed = differences(standing, wanted)
    has_ended = _set_end(service, reading, now)
    if changed or has_ended:
        service.version += 1
        write_content(service, content_from_json(wanted), now=now)
        event = "service_ended" if has_ended else "service_imported"
        keep_change(service, event, changed, note=service.ended_because, actor=actor, at=now)
        done.ended += int(has_ended)
        done.changed += int(not has_ended)
    else:
        service.save()
        done.unchanged += 1


def _same_door(name: str, here: Any, before: Any) -> bool:
    """Whether a door is as the file gave it, but for the point that we looked up ourselves."""
    return name == "door" and bool(here) and bool(before) and here[:5] == before[:5] and before[5] is None


def _set_end(service: Service, reading: Reading, now: datetime) -> bool:
    """End a service that the catalogue ended before today; whether it ended just now."""
    if reading.ended_on is None or reading.ended_on > day_of(now) or service.ended_on is not None:
        return False
    service.ended_on, service.ended_because = reading.ended_on, reading.ended_because[:300]
    return True


def _suggest(service: Service, both: dict[str, list[Any]], now: datetime) -> None:
    digest = json.dumps({name: values[1] for name, values in both.items()}, sort_keys=True)
    client_id = uuid5(NAMESPACE_URL, f"nabij/ipdc/{service.identifier}/{digest}")
    if not Suggestion.objects.filter(client_id=client_id).exists():
        Suggestion.objects.create(
            service=service,
            text=_("The national catalogue says something else."),
            proposed=both,
            at=now,
            client_id=client_id,
        )


def _fitting(reading: Reading) -> ServiceContent:
    """The content with only addresses that can work; what cannot is told and stands in the details."""
    plain = reading.content.as_json()
    for name, most in (("phone", 40), ("email", 254), ("website", 500)):
        value = plain[name]
        fits = len(value) <= most and (name != "email" or "@" in value)
        if value and not (fits and (name != "website" or is_web_address(value))):
            reading.problems.append(
                _("“{value}” cannot be used as it is; it stands in the details").format(value=value[:200])
            )
            plain["details"] = f"{plain['details']}\n{value}".strip()
            plain[name] = ""
    return content_from_json(plain)


def _organisation(
    reading: Reading, town: str, called: Mapping[str, str], done: Imported, *, now: datetime
) -> Organisation:
    """Whoever carries it out; made when it is new, with a name to look at when the file gives none."""
    iri = next((one for one in reading.authorities), "")[:500]
    if iri and (known := Organisation.objects.filter(town=town, external_id=iri).first()) is not None:
        return known
    name = called.get(iri, "") or (
        _("Authority {end}").format(end=iri.rstrip("/").rpartition("/")[2][:12]) if iri else _("Not told who")
    )
    standing = Organisation.objects.open().filter(town=town, folded=folded(name)[:200]).first()
    if standing is not None:
        if iri and not standing.external_id:
            standing.external_id = iri
            standing.save(update_fields=["external_id"])
        return standing
    if iri not in called:
        done.problems.append(
            _(
                "{name}: the file does not tell how this organisation is called ({iri}). An editor names it."
            ).format(name=name, iri=iri or "–")
        )
    return Organisation.objects.create(
        town=town,
        name=name[:200],
        folded=folded(name)[:200],
        kind=OrganisationKind.LOCAL_AUTHORITY if iri else OrganisationKind.OTHER,
        external_id=iri,
        created_at=now,
    )
