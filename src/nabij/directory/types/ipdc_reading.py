"""From a thing in a file of the national catalogue to our fields; what is odd is told in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from nabij.directory.types.codes import Cost, Need, WayIn
from nabij.directory.types.content import ServiceContent
from nabij.directory.types.hours import Hours
from nabij.directory.types.hours_text import read_week
from nabij.directory.types.ipdc import LANGUAGE_CODES
from nabij.directory.types.linked import Node, Words
from nabij.directory.types.places import Door
from nabij.directory.types.plain_text import plain_text
from nabij.directory.types.words import folded

_DUTCH = ("nl-be-x-informal", "nl", "nl-be", "nl-be-x-generated-informal", "nl-be-x-formal", "")
_FREE = frozenset({"gratis", "kosteloos", "free", "gratuit"})
_LONGEST_NAME = 300
_CITY_NUMBER = re.compile(r"^(\d+)\s*(?:bus|b|/)\s*(\w+)$", re.IGNORECASE)


@dataclass(slots=True)
class Reading:
    """One service as it was read."""

    external_id: str
    content: ServiceContent
    authorities: list[str]
    """Addresses of who carries it out, the best one first."""
    said_at: str
    """When the catalogue made this version, as it writes it; the newest counts."""
    ended_on: date | None
    ended_because: str
    received: dict[str, Any]
    problems: list[str] = field(default_factory=list)


def read_service(thing: Node) -> Reading:
    """Read one instance of the catalogue. Nothing in it can make this fail."""
    problems: list[str] = []
    content = _content(thing, problems)
    ended_on, because = _end(thing, problems)
    if thing.unknown:
        problems.append(
            _("these names are not known here, what they say is kept: {names}").format(
                names=", ".join(sorted(set(thing.unknown)))
            )
        )
    who = ("uitvoerendeOverheden", "bevoegdeOverheden", "aangemaaktDoor")
    return Reading(
        external_id=(thing.plain("isVersionOf") or thing.iri or "")[:500],
        content=content,
        authorities=list(dict.fromkeys(one for term in who for one in thing.addresses(term))),
        said_at=thing.plain("generatedAtTime") or thing.plain("laatstGewijzigd"),
        ended_on=ended_on,
        ended_because=because,
        received={"things": thing.everything()},
        problems=problems,
    )


def _content(thing: Node, problems: list[str]) -> ServiceContent:
    """What is said of it, in our fields."""
    name, summary = _named(thing, problems)
    keywords = [words.text.strip() for words in thing.words("zoektermen")]
    contact = _Contact(thing, problems)
    cost, cost_text = _cost(thing)
    details = _details(thing, contact)
    return ServiceContent(
        name=name[:_LONGEST_NAME],
        summary=summary,
        details=f"{name}\n{details}".strip() if len(name) > _LONGEST_NAME else details,
        name_fr=_in(thing.words("naam"), "fr")[:_LONGEST_NAME],
        summary_fr=plain_text(_in(thing.words("beschrijving"), "fr")),
        name_en=_in(thing.words("naam"), "en")[:_LONGEST_NAME],
        summary_en=plain_text(_in(thing.words("beschrijving"), "en")),
        audience=_titled(thing.nodes("voorwaarden"), "bewijs"),
        needs=_needs(name, keywords),
        languages=_languages(thing, problems),
        cost=cost.value,
        cost_text=cost_text,
        way_in=WayIn.UNKNOWN.value,
        phone=contact.phone,
        email=contact.email,
        website=contact.website,
        keywords=", ".join(dict.fromkeys(keywords)),
        door=contact.door,
        hours=contact.hours,
        hours_text=contact.hours_text,
    )


def _named(thing: Node, problems: list[str]) -> tuple[str, str]:
    """Its name and description in Dutch; without a name one out of the description, for now."""
    name = _dutch(thing.words("naam"))
    summary = plain_text(_dutch(thing.words("beschrijving")))
    if not name:
        name = _name_out_of(summary) or _("Service without a name")
        problems.append(_("there is no name in Dutch; it is called “{name}” for now").format(name=name))
    if len(name) > _LONGEST_NAME:
        problems.append(
            _("the name is longer than {most} signs; the rest stands in the details").format(
                most=_LONGEST_NAME
            )
        )
    if not summary:
        problems.append(_("there is no description"))
    return name, summary


def _dutch(texts: Iterable[Words]) -> str:
    """The text in Dutch, as people speak it first; any variant of Dutch before none."""
    known = {words.language.casefold(): words.text for words in reversed(list(texts))}
    for language in (*_DUTCH, *(one for one in known if one.startswith("nl"))):
        if text := known.get(language, "").strip():
            return text
    return ""


def _in(texts: Iterable[Words], language: str) -> str:
    return next((words.text.strip() for words in texts if words.language.casefold()[:2] == language), "")


def _any(texts: list[Words]) -> str:
    return _dutch(texts) or next((words.text.strip() for words in texts), "")


def _name_out_of(summary: str) -> str:
    return " ".join(summary.split()[:8])


def _titled(nodes: list[Node], *inside: str) -> str:
    """Things with a title and a description, one after the other, with what stands inside them."""
    found = []
    for node in _in_order(nodes):
        title, text = _any(node.words("naam")), plain_text(_any(node.words("beschrijving")))
        found.append(": ".join(part for part in (title, text) if part))
        for term in inside:
            found.append(_titled(node.nodes(term)))
            if term == "websites":
                found += [node.plain("url") for node in node.nodes(term)]
    return "\n".join(part for part in found if part)


def _in_order(nodes: list[Node]) -> list[Node]:
    def place(node: Node) -> float:
        written = node.plain("order")
        return float(written) if written.isdigit() else 0.0

    return sorted(nodes, key=place)


def _details(thing: Node, contact: _Contact) -> str:
    """All that is said and has no field of its own, each part after its heading."""
    parts = [
        ("", plain_text(_dutch(thing.words("verdereBeschrijving")))),
        (_("How it goes"), _titled(thing.nodes("procedures"), "websites")),
        (_("What you get"), _titled(thing.nodes("financieleVoordelen"))),
        (_("Exceptions"), plain_text(_dutch(thing.words("uitzonderingen")))),
        (_("Rules"), plain_text(_dutch(thing.words("regelgevingTekst")))),
        ("", "\n".join(node.plain("url") for node in thing.nodes("regelgeving"))),
        (_("More to read"), "\n".join(contact.other_sites)),
        (_("Other contacts"), "\n".join(contact.others)),
    ]
    return "\n\n".join(f"{title}\n{text}".strip() for title, text in parts if text)


def _cost(thing: Node) -> tuple[Cost, str]:
    text = _titled(thing.nodes("kosten"))
    if not text:
        return Cost.UNKNOWN, ""
    words = folded(text).split()
    return (
        Cost.FREE if _FREE & set(words) and not any(word.isdigit() for word in words) else Cost.PAID
    ), text


def _needs(name: str, keywords: list[str]) -> tuple[str, ...]:
    """Needs that the name or the search words say literally; an editor looks at them."""
    words = {word for text in (name, *keywords) for word in folded(text).split()}
    return tuple(need.value for need in Need if words & {folded(one) for one in need.synonyms})


def _languages(thing: Node, problems: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for written in thing.addresses("talen"):
        code = re.split(r"[/#]", written.rstrip("/"))[-1].upper()
        if code in LANGUAGE_CODES:
            found[LANGUAGE_CODES[code]] = None
        else:
            problems.append(_("“{written}” is no language that we know").format(written=written))
    return tuple(found)


def _end(thing: Node, problems: list[str]) -> tuple[date | None, str]:
    """Until when it is offered: archived in the catalogue, or with a day on which it ends."""
    if thing.plain("gearchiveerd").casefold() in {"true", "1"}:
        return _day(thing.plain("laatstGewijzigd")) or _day(thing.plain("generatedAtTime")), _(
            "Archived in the national catalogue"
        )
    written = thing.plain("eindeDienstVerlening")
    if not written:
        return None, ""
    day = _day(written)
    if day is None:
        problems.append(_("“{written}” is no day on which it can end").format(written=written))
    return day, _("The national catalogue gives this day as its end") if day else ""


def _day(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written.replace("Z", "+00:00")).date() if written else None
    except ValueError:
        return None


class _Contact:
    """The first contact point in our fields; the others as lines of text."""

    def __init__(self, thing: Node, problems: list[str]) -> None:
        points = _in_order(thing.nodes("contactgegevens"))
        first = points[0] if points else Node("", frozenset())
        self.phone = first.plain("telefoonnummer").strip()
        self.email = first.plain("email").strip().removeprefix("mailto:")
        sites = [first.plain("url").strip()]
        sites += [node.plain("url").strip() for node in _in_order(thing.nodes("websites"))]
        known = [site for site in dict.fromkeys(sites) if site]
        self.website = known[0] if known else ""
        self.other_sites = known[1:]
        self.door = _door(first.nodes("adres"), problems)
        self.hours, self.hours_text = _hours(first.plain("openingsuren"), problems)
        self.others = [_line(point) for point in points[1:]]
        if len(self.phone) > 40:
            self.others.append(self.phone)
            problems.append(_("“{phone}” is no telephone number").format(phone=self.phone))
            self.phone = ""


def _line(point: Node) -> str:
    door = _door(point.nodes("adres"), [])
    parts = [str(door), *(point.plain(term) for term in ("telefoonnummer", "email", "url", "openingsuren"))]
    return ", ".join(part for part in parts if part)


def _hours(written: str, problems: list[str]) -> tuple[Hours, str]:
    """The week, and what cannot be read of it, which is kept as text."""
    if not written.strip():
        return Hours(), ""
    read = read_week(written)
    if read.unread:
        problems.append(
            _("these opening hours cannot be read, and stand beside the others as text: {lines}").format(
                lines="; ".join(read.unread)
            )
        )
    return Hours(read.slots), "\n".join(read.unread)


def _door(addresses: list[Node], problems: list[str]) -> Door:
    if not addresses:
        return Door()
    at = addresses[0]
    street, number = _any(at.words("straatnaam")), at.plain("huisnummer").strip()
    box = at.plain("busnummer").strip()
    if (joined := _CITY_NUMBER.match(number)) and not box:
        number, box = joined[1], joined[2]
    if not street:
        problems.append(_("the address has no street"))
        return Door()
    municipality = _any(at.words("gemeentenaam"))
    return Door(street[:120], number[:20], box[:20], at.plain("postcode").strip()[:10], municipality[:80])
