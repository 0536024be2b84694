"""What somebody told, read back in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from nabij.rights.queries import wording
from nabij.rights.queries.steps import Findings, key_of_asking, town_of
from nabij.rights.queries.wording import Wording
from nabij.rights.types import NOT_TICKED, Check, Place, Reply, Role, Screen
from nabij_rights.facts.questions import Question, question_named
from nabij_rights.facts.vocabulary import UnknownFact, vocabulary


@dataclass(frozen=True)
class Line:
    """One answer: what was asked, what was said, and where to change it."""

    label: Wording
    values: tuple[Wording, ...]
    key: str = ""
    screen: str = ""


def told(found: Findings) -> list[Line]:
    """Every answer so far, in the order in which it was given."""
    check, on = found.check, found.on
    lines = [Line(Wording(gettext("Home")), (Wording(place_text(check)),), screen="start")]
    for (question_id, person), reply in check.replies.items():
        if question_id in tuple(Screen):
            lines.append(_screen_line(Screen(question_id), reply, check, on))
        else:
            lines.append(_line(question_id, person, reply, check, on))
    return lines


def place_text(check: Check) -> str:
    """Where somebody lives."""
    town = town_of(check)
    texts = {
        Place.TOWN: town.name if town else "",
        Place.FLANDERS: gettext("Another municipality in Flanders"),
        Place.BELGIUM: gettext("Brussels or Wallonia"),
        Place.NO_ADDRESS: gettext("No fixed address"),
    }
    return texts[check.place] if check.place else ""


def home_text(check: Check) -> str:
    """Who lives at home, in a few words."""
    if len(check.members) == 1:
        return gettext("You alone")
    parts = [gettext("you")]
    roles = [member.role for member in check.members]
    if Role.PARTNER in roles:
        parts.append(gettext("your partner"))
    if children := roles.count(Role.CHILD):
        parts.append(ngettext("%(number)s child", "%(number)s children", children) % {"number": children})
    if others := roles.count(Role.OTHER):
        text = ngettext("%(number)s other person", "%(number)s other people", others)
        parts.append(text % {"number": others})
    joined = gettext(" and ").join([", ".join(parts[:-1]), parts[-1]])
    return joined[:1].upper() + joined[1:]


def _screen_line(screen: Screen, reply: Reply, check: Check, on: date) -> Line:
    labels = {
        Screen.HOME: gettext("Who lives at home"),
        Screen.PEOPLE: gettext("Who they are"),
        Screen.AGES: gettext("Ages"),
    }
    if (text := reply_text(reply)) is None:
        text = {Screen.HOME: home_text, Screen.PEOPLE: _people_text}.get(screen, lambda c: _ages_text(c, on))(
            check
        )
    return Line(Wording(labels[screen]), (Wording(text),), screen=screen)


def reply_text(reply: Reply) -> str | None:
    """What stands in place of an answer, None when there is one."""
    return {Reply.UNKNOWN: gettext("I don’t know"), Reply.SKIPPED: gettext("Skipped")}.get(reply)


def _people_text(check: Check) -> str:
    named = [m for m in check.members if m.role in (Role.PARTNER, Role.OTHER)]
    relation = vocabulary()["relation_to_reference"]
    values = [member.facts.get("relation_to_reference") for member in named]
    texts = [relation.option(value, wording.page_language()) for value in values if isinstance(value, str)]
    return ", ".join(texts) or gettext("I don’t know")


def _ages_text(check: Check, on: date) -> str:
    values = [member.facts.get("age", wording.age_of(member, on)) for member in check.members]
    texts = [_span_text(value, _number) for value in values if value is not None]
    return ", ".join(texts) or gettext("I don’t know")


def _line(question_id: str, person: int | None, reply: Reply, check: Check, on: date) -> Line:
    try:
        question = question_named(question_id)
    except UnknownFact:
        return Line(Wording(question_id), (), key_of_asking(question_id, person))
    label = _label(question, person, check, on)
    label = Wording(label.text[:1].upper() + label.text[1:], label.language)
    said = _yes_or_no(question, reply) if question.subject == "home" else reply_text(reply)
    values = (Wording(said),) if said else tuple(_values(question, check.known_about(person)))
    return Line(label, values, key_of_asking(question_id, person))


def _yes_or_no(question: Question, reply: Reply) -> str | None:
    """What was said of everybody at home."""
    if reply not in (Reply.GIVEN, Reply.NOT_ALL):
        return reply_text(reply)
    said = question.told_by if reply is Reply.GIVEN else question.not_told_by
    return gettext("Yes") if said == "yes" else gettext("No")


def _label(question: Question, person: int | None, check: Check, on: date) -> Wording:
    """What was asked, and of whom: in full where a short name would not tell two answers apart."""
    if (
        question.subject == "home"
        or len(question.facts) > 1
        or question.kind == "several"
        or question.snapshot
    ):
        return wording.question_title(question, person, check, on)
    is_alone = len(check.members) == 1
    name = None if person is None or is_alone else wording.names_at_home(check, on)[person]
    label = wording.fact_text(question.facts[0])
    return Wording(f"{label} ({name})", label.language) if name else label


def _values(question: Question, known: Mapping[str, Any]) -> list[Wording]:
    if question.kind == "several":
        ticked = [key for key in question.facts if known.get(key) not in NOT_TICKED]
        return [wording.option_text(question, key) for key in ticked] or [Wording(gettext("None of these"))]
    key = question.facts[0]
    return [value_in_words(key, known[key])] if key in known else [Wording(gettext("I don’t know"))]


def value_in_words(fact_key: str, value: Any) -> Wording:
    """The value of a fact in words. Amounts keep the Belgian notation."""
    fact = vocabulary()[fact_key.partition("@")[0]]
    if value is True:
        return Wording(gettext("Yes"))
    if value is False or value == "no":
        return Wording(gettext("No"))
    if fact.type in ("enum", "nis") and isinstance(value, str):
        return wording.value_text(fact_key, value)
    if fact.is_date:
        return Wording(_span_text(value, _day))
    if fact.type == "money":
        return Wording(_money_text(value))
    return Wording(_span_text(value, _number))


def _span_text(value: Any, written: Any) -> str:
    if not isinstance(value, Mapping):
        return str(written(value))
    if "min" in value and "max" in value:
        return gettext("%(low)s to %(high)s") % {"low": written(value["min"]), "high": written(value["max"])}
    if "min" in value:
        return gettext("%(low)s or more") % {"low": written(value["min"])}
    return gettext("%(high)s or less") % {"high": written(value["max"])}


def _money_text(value: Any) -> str:
    """An amount, or a range that ends one cent under a round limit, as it stood on the card."""
    if not isinstance(value, Mapping):
        return _euro(value)
    if value.get("min") == "0.01" and "max" in value:
        return gettext("Less than %(high)s") % {"high": _euro(str(Decimal(value["max"]) + Decimal("0.01")))}
    rounded = {end: str(Decimal(amount).to_integral_value(ROUND_FLOOR)) for end, amount in value.items()}
    return _span_text(rounded, _euro)


def _day(value: str) -> str:
    return wording.isolated(date_format(date.fromisoformat(value), "d/m/Y"))


def _euro(value: str) -> str:
    return wording.isolated(wording.euro_text(int(Decimal(value) * 100)))


def _number(value: object) -> str:
    return wording.isolated(str(value))
