"""Words for residents: who is meant, and texts that may not exist in their language yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import nh3
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, override
from markdown_it import MarkdownIt

from nabij.rights.types import Check, Member, Role
from nabij_rights.facts.questions import Question
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.texts import citations
from nabij_rights.texts.leaflets import Leaflet, best_leaflet
from nabij_rights.towns.packs import towns

FALLBACK = "nl"


@dataclass(frozen=True)
class Wording:
    """A text, and its language when that is not the language of the page."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def page_language() -> str:
    """The language in which the page is shown."""
    return (get_language() or FALLBACK).split("-")[0]


def marked(text: str, dutch: str) -> Wording:
    """A text that may have fallen back to Dutch, marked when it did."""
    language = page_language()
    return Wording(text, FALLBACK if language != FALLBACK and text == dutch else "")


def leaflet_of(right_id: str) -> Leaflet:
    """The leaflet of a right in the language of the page, else in Dutch."""
    return best_leaflet(right_id, page_language())


def from_leaflet(leaflet: Leaflet, text: str) -> Wording:
    """A text of this leaflet, marked when the leaflet is not in the language of the page."""
    return Wording(text, leaflet.language if leaflet.language != page_language() else "")


def cited(text: str) -> Wording:
    """A legal citation or a note with a rule in the language of the page, else in Dutch and marked."""
    language = page_language()
    written_in = citations.language_of_citation(text, language) if text else language
    return Wording(citations.cited(text, language), written_in if written_in != language else "")


def provided_by(name: str) -> Wording:
    """Who grants a right, with the Dutch word behind its translation; else in Dutch and marked."""
    return marked(citations.provider_name(name, page_language()), name)


@lru_cache(maxsize=1024)
def html_of(markdown: str) -> str:
    """Markdown of a leaflet as clean HTML: links to web, phone and mail; no pictures, no HTML of its own."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    tags = {
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "h3",
        "h4",
    }
    return nh3.clean(
        made, tags=tags, attributes={"a": {"href"}}, url_schemes={"https", "http", "tel", "mailto"}
    )


def euro_text(cents: int, *, always_cents: bool = False) -> str:
    """An amount in Belgian notation, in every language, because that is what the letter says: € 1.780,40."""
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€\u00a0{grouped},{rest:02d}" if rest or always_cents else f"€\u00a0{grouped}"


def isolated(text: str) -> str:
    """A number, date or amount that may stand in a sentence from right to left without turning round."""
    return f"\u2066{text}\u2069" if get_language_bidi() else text


# ------------------------------------------------------------------------------------------ persons


def age_of(member: Member, on: date) -> int | None:
    """The age in years, when it is known to the year."""
    age = member.facts.get("age")
    if isinstance(age, int):
        return age
    born = member.facts.get("birth_on")
    if not isinstance(born, str):
        return None
    day = date.fromisoformat(born)
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


def names_at_home(check: Check, on: date) -> list[str]:
    """What each person at home is called: "you", "your partner", "your child of 4 years".

    A name only where a worker looks at a household of the registry.
    """
    plain = [_plain_name(member, on) for member in check.members]
    twice = {name for name, number in Counter(plain).items() if number > 1}
    seen: Counter[str] = Counter()
    names = []
    for name in plain:
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if name in twice else name)
    return names


def _plain_name(member: Member, on: date) -> str:
    if member.name:
        return member.name
    if member.role is Role.YOU:
        return gettext("you")
    if member.role is Role.PARTNER:
        return gettext("your partner")
    if member.role is Role.OTHER:
        return _relative(member.facts.get("relation_to_reference"))
    age = age_of(member, on)
    if age is None:
        return gettext("your child")
    if age == 0:
        return gettext("your baby")
    return ngettext("your child of %(age)s year", "your child of %(age)s years", age) % {"age": age}


def _relative(relation: Any) -> str:
    names = {
        "parent": gettext("your parent"),
        "parent_in_law": gettext("your parent-in-law"),
        "grandparent": gettext("your grandparent"),
        "grandchild": gettext("your grandchild"),
        "sibling": gettext("your brother or sister"),
        "child_in_law": gettext("your son-in-law or daughter-in-law"),
        "foster_child": gettext("your foster child"),
        "other_relative": gettext("your relative"),
    }
    return names.get(relation if isinstance(relation, str) else "", gettext("your housemate"))


# ---------------------------------------------------------------------------------------- questions


def question_title(question: Question, person: int | None, check: Check, on: date) -> Wording:
    """The question, to the person who answers or about somebody else at home."""
    return _in_page_language(lambda language, name: question.title(language, name, on=on), person, check, on)


def question_text(question: Question, kind: str, person: int | None, check: Check, on: date) -> Wording:
    """Help or reason of a question; empty when there is none."""

    def written(language: str, name: str | None) -> str:
        return question.text(kind, language, name=name or "", on=on)

    return _in_page_language(written, person, check, on)


def _in_page_language(
    written: Callable[[str, str | None], str], person: int | None, check: Check, on: date
) -> Wording:
    """A text about somebody at home. Where it falls back to Dutch, the person is called in Dutch too."""
    language = page_language()
    name = names_at_home(check, on)[person] if person else None
    if language == FALLBACK:
        return Wording(written(FALLBACK, name))
    if written(language, name) != written(FALLBACK, name):
        return Wording(written(language, name))
    with override(FALLBACK):
        dutch_name = names_at_home(check, on)[person] if person else None
    return Wording(written(FALLBACK, dutch_name), FALLBACK)


def option_text(question: Question, fact_key: str) -> Wording:
    """What is ticked for one of the facts of a question."""
    return marked(question.option(fact_key, page_language()), question.option(fact_key, FALLBACK))


def value_text(fact_key: str, value: str) -> Wording:
    """One of the named values of a fact."""
    fact = vocabulary()[fact_key.partition("@")[0]]
    if fact.type == "nis":
        town = towns().get(value)
        return (
            Wording(town.name, FALLBACK) if town else Wording(gettext("In another municipality in Flanders"))
        )
    return marked(fact.option(value, page_language()), fact.option(value, FALLBACK))


def fact_text(fact_key: str) -> Wording:
    """The short name of a fact."""
    fact = vocabulary()[fact_key.partition("@")[0]]
    return marked(fact.text("label", page_language()), fact.text("label", FALLBACK))
