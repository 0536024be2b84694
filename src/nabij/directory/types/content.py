"""What stands in the directory about one service, apart from any table: compared, kept as history, merged."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from nabij.directory.types.codes import Cost, Need, WayIn, language_name
from nabij.directory.types.hours import WEEKDAYS, Exceptional, Hours, Slot
from nabij.directory.types.places import Door, Point


@dataclass(frozen=True, slots=True)
class ServiceContent:
    """One service in words and codes. Texts are empty when not known; Dutch comes first."""

    name: str
    summary: str = ""
    details: str = ""
    name_fr: str = ""
    summary_fr: str = ""
    name_en: str = ""
    summary_en: str = ""
    audience: str = ""
    needs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    has_interpreter: bool = False
    cost: str = Cost.UNKNOWN.value
    cost_text: str = ""
    way_in: str = WayIn.UNKNOWN.value
    how_to_refer: str = ""
    waiting_weeks: int | None = None
    full_until: date | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    keywords: str = ""
    door: Door = field(default_factory=Door)
    hours: Hours = field(default_factory=Hours)
    hours_text: str = ""
    """What was told of the hours and no machine can read."""

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for the history and for comparing."""
        plain = {one.name: getattr(self, one.name) for one in dataclasses.fields(self)}
        point = self.door.point
        plain["door"] = [self.door.street, self.door.number, self.door.box, self.door.postcode]
        plain["door"] += [self.door.municipality, point and point.latitude, point and point.longitude]
        plain["hours"] = [[slot.weekday, _hm(slot.opens), _hm(slot.closes)] for slot in self.hours.slots]
        plain["exceptions"] = [
            [one.first_on.isoformat(), one.last_on.isoformat(), _hm(one.opens), _hm(one.closes), one.note]
            for one in self.hours.exceptions
        ]
        plain["closed_on_holidays"] = self.hours.closed_on_holidays
        plain["full_until"] = self.full_until and self.full_until.isoformat()
        plain["needs"], plain["languages"] = list(self.needs), list(self.languages)
        return plain


def content_from_json(plain: Mapping[str, Any]) -> ServiceContent:
    """Read back what `as_json` wrote; what an older version did not know yet is as unknown."""
    names = {one.name for one in dataclasses.fields(ServiceContent)} - {"door", "hours", "full_until"}
    given = {name: value for name, value in plain.items() if name in names}
    for name in ("needs", "languages"):
        given[name] = tuple(plain.get(name, ()))
    until = plain.get("full_until")
    return ServiceContent(
        **given,
        door=_door(plain.get("door") or ["", "", "", "", "", None, None]),
        full_until=date.fromisoformat(until) if until else None,
        hours=Hours(
            tuple(Slot(day, _time(opens), _time(closes)) for day, opens, closes in plain.get("hours", ())),
            tuple(_exception(one) for one in plain.get("exceptions", ())),
            bool(plain.get("closed_on_holidays", True)),
        ),
    )


def _door(given: Sequence[Any]) -> Door:
    street, number, box, postcode, municipality, latitude, longitude = given
    point = None if latitude is None else Point(latitude, longitude)
    return Door(street, number, box, postcode, municipality, point)


def _exception(given: Iterable[Any]) -> Exceptional:
    first, last, opens, closes, note = given
    return Exceptional(
        date.fromisoformat(first),
        date.fromisoformat(last),
        _time(opens) if opens else None,
        _time(closes) if closes else None,
        note,
    )


def _hm(moment: time | None) -> str | None:
    return None if moment is None else f"{moment:%H:%M}"


def _time(written: str) -> time:
    return time.fromisoformat(written)


LABELS: Mapping[str, Any] = {
    "name": _("Name"),
    "summary": _("In short"),
    "details": _("More about it"),
    "name_fr": _("Name in French"),
    "summary_fr": _("In short, in French"),
    "name_en": _("Name in English"),
    "summary_en": _("In short, in English"),
    "audience": _("For whom"),
    "needs": _("Helps with"),
    "languages": _("Languages"),
    "has_interpreter": _("Interpreter"),
    "cost": _("Cost"),
    "cost_text": _("More about the cost"),
    "way_in": _("How one gets in"),
    "how_to_refer": _("How to refer"),
    "waiting_weeks": _("Waiting time"),
    "full_until": _("Full until"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "keywords": _("Other words to find it by"),
    "door": _("Address"),
    "hours": _("Opening hours"),
    "exceptions": _("Other days"),
    "closed_on_holidays": _("Closed on holidays"),
    "hours_text": _("More about the hours"),
}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What changed, field by field: what stood there and what stands there now."""
    names = [*after, *(name for name in before if name not in after)]
    return {
        name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)
    }


def in_words(name: str, value: Any) -> str:
    """A value of the history as a person reads it."""
    if value in (None, "", [], ()):
        return "–"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name == "door":
        return str(_door(value))
    if isinstance(value, list | tuple):
        return "; ".join(_part(name, one) for one in value)
    return _part(name, value)


def _part(name: str, value: Any) -> str:
    if name == "hours":
        return f"{WEEKDAYS[value[0]]} {value[1]}-{value[2]}"
    if name == "exceptions":
        return " ".join(str(part) for part in value if part)
    if name == "languages":
        return language_name(value)
    known = {"needs": Need, "cost": Cost, "way_in": WayIn}.get(name)
    if known is not None and value in known.values:
        return str(known(value).label)
    return str(value)
