"""One right explained to one person: what would change the answer, what to bring, and the law."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext, ngettext

from nabij.rights.queries import results, wording
from nabij.rights.queries.cards import Card, Chip, Worth, period_text
from nabij.rights.queries.steps import Findings, asking_about
from nabij.rights.queries.wording import Wording
from nabij.rights.types import Asking, Screen
from nabij_rights.answers import Group, answer
from nabij_rights.checklist import ProcedureInWords, place_of, procedure_in_words
from nabij_rights.engine.program import Situation
from nabij_rights.facts.likely import LikelyAnswer, likely_answers
from nabij_rights.facts.questions import Question, question_named
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.reasons import NamedValue, NearMiss

MOST_ALTERNATIVES = 8


@dataclass(frozen=True)
class Alternative:
    """What the answer becomes when one open question is answered in this way."""

    answer: Wording
    group: Group
    worth: Worth


@dataclass(frozen=True)
class OpenEnd:
    """The first open question of a right, and where each answer leads."""

    chip: Chip
    question: Wording
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Counted:
    """A named step of the calculation."""

    label: Wording
    text: str


@dataclass(frozen=True)
class Miss:
    """A condition that was just not met."""

    sentence: Wording
    distance: str


@dataclass(frozen=True)
class SourceLine:
    """Where the rule or an amount was read."""

    title: str
    url: str
    read_on: date | None


@dataclass(frozen=True)
class Explained:
    """Everything on the page of one right beside its card."""

    sections: dict[str, str]
    sections_language: str
    documents: tuple[Wording, ...]
    open_end: OpenEnd | None
    chips: tuple[Chip, ...]
    misses: tuple[Miss, ...]
    counted: tuple[Counted, ...]
    valid_since: date | None
    legal_basis: tuple[Wording, ...]
    provider: Wording
    place: Wording
    procedure: ProcedureInWords | None
    sources: tuple[SourceLine, ...]
    belongs_with: tuple[Card, ...]


def explained(card: Card, found: Findings) -> Explained:
    """The page of one right for this check."""
    leaflet, outcome = card.leaflet, card.outcome
    return Explained(
        sections={key: wording.html_of(text) for key, text in leaflet.sections.items()},
        sections_language=leaflet.language if leaflet.language != wording.page_language() else "",
        documents=documents(card),
        open_end=_open_end(card, found),
        chips=_all_chips(card, found),
        misses=tuple(_miss(miss, card) for miss in outcome.near_misses),
        counted=(
            *(_counted(value, card) for value in outcome.named if not value.is_yes_no),
            *(_not_counted(key, since, card) for key, since in outcome.steps_not_known),
        ),
        valid_since=outcome.version.from_on if outcome.version else None,
        legal_basis=tuple(wording.cited(law) for law in card.right.legal_basis),
        provider=wording.provided_by(card.right.provider),
        place=wording.provided_by(place_of(card.right)),
        procedure=_procedure(card),
        sources=_sources(card),
        belongs_with=_belongs_with(card, found),
    )


def _procedure(card: Card) -> ProcedureInWords | None:
    """How it goes; None as long as nobody wrote it down: then the leaflet tells it in its own words."""
    return procedure_in_words(card.right, wording.page_language()) if card.right.procedure else None


# ---------------------------------------------------------------------------------------- documents


def documents(card: Card) -> tuple[Wording, ...]:
    """What to bring. Empty when the leaflet tells it in its own words only."""
    here, dutch = document_names(wording.page_language()), document_names(wording.FALLBACK)
    named = [(here.get(one) or dutch[one], dutch[one]) for one in card.right.documents if one in dutch]
    return tuple(
        wording.marked(text[:1].upper() + text[1:], name[:1].upper() + name[1:]) for text, name in named
    )


@cache
def document_names(language: str) -> dict[str, str]:
    """The documents by id, in one language; empty when they are not translated."""
    path = files("nabij_rights.texts").joinpath(language).joinpath("_documents.toml")
    if not path.is_file():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: row if isinstance(row, str) else str(row.get("name", key)) for key, row in rows.items()}


# ---------------------------------------------------------------------------------- what would change


def _all_chips(card: Card, found: Findings) -> tuple[Chip, ...]:
    chips: dict[tuple[str, str], Chip] = {}
    for missing in card.outcome.missing:
        chip = results.chip_of(missing, card.viewer, found)
        if chip is not None:
            chips.setdefault((chip.key, chip.screen), chip)
    return tuple(chips.values())


def _open_end(card: Card, found: Findings) -> OpenEnd | None:
    """What each answer to the first open question would lead to; for the person who answers only."""
    if card.viewer or card.group is not Group.MAYBE or not found.check.knows_the_home:
        return None
    for missing in card.outcome.missing:
        asking = asking_about(missing.fact, missing.person, found.check)
        chip = results.chip_of(missing, 0, found)
        if asking is None or chip is None or asking[0] in tuple(Screen):
            continue
        question = question_named(asking[0])
        alternatives = _alternatives(card, question, asking, found)
        if len({(a.group, a.worth) for a in alternatives}) > 1:
            title = wording.question_title(question, asking[1], found.check, found.on)
            return OpenEnd(chip, title, alternatives)
    return None


def _alternatives(card: Card, question: Question, asking: Asking, found: Findings) -> tuple[Alternative, ...]:
    tries = likely_answers(question, on=found.on)
    if question.kind not in ("yes_no", "choice", "bands", "money") or len(tries) > MOST_ALTERNATIVES:
        return ()
    ways = []
    for likely in tries:
        situation = _told(found.situation, asking[1], likely)
        outcome = answer(situation, on=found.on, right_ids=(card.right.id,)).of(card.right.id)
        worth = results.worth_of(outcome, outcome.group, is_home_known=True)
        ways.append(Alternative(_answer_text(question, likely), outcome.group, worth))
    return tuple(ways)


def _told(situation: Situation, person: int | None, likely: LikelyAnswer) -> Situation:
    if person is None:
        return Situation({**situation.household, **likely.facts}, situation.persons, situation.decisions)
    persons = list(situation.persons)
    persons[person] = {**persons[person], **likely.facts}
    return Situation(situation.household, persons, situation.decisions)


def _answer_text(question: Question, likely: LikelyAnswer) -> Wording:
    key = question.facts[0]
    fact = vocabulary()[key.partition("@")[0]]
    low, high = likely.facts[key]
    if fact.type == "enum":
        return wording.value_text(key, fact.values[low.bit_length() - 1])
    if fact.type == "money":
        return Wording(_span(low, high, fact.highest))
    is_no = high == 0 if fact.type == "bool" or "@" in key else low == fact.highest
    return Wording(gettext("No") if is_no else gettext("Yes"))


def _span(low: int, high: int, highest: int) -> str:
    last_whole = high - high % 100  # a range ends one cent under the next limit
    words = {
        "low": wording.isolated(wording.euro_text(low)),
        "high": wording.isolated(wording.euro_text(last_whole)),
    }
    if low == high:
        return words["low"]
    return (gettext("%(low)s or more") if high >= highest else gettext("%(low)s to %(high)s")) % words


# ---------------------------------------------------------------------------- near misses and amounts


def _miss(miss: NearMiss, card: Card) -> Miss:
    sentence = wording.from_leaflet(card.leaflet, card.leaflet.terms.get(miss.key, miss.key))
    return Miss(sentence, number_text(miss.distance, miss.unit))


def _counted(value: NamedValue, card: Card) -> Counted:
    label = wording.from_leaflet(card.leaflet, card.leaflet.terms.get(value.key, value.key))
    low = number_text(value.lowest, value.unit)
    if value.lowest == value.highest:
        return Counted(label, low)
    return Counted(
        label, gettext("%(low)s to %(high)s") % {"low": low, "high": number_text(value.highest, value.unit)}
    )


def _not_counted(key: str, since: date | None, card: Card) -> Counted:
    """A step that would be shown, but for a figure that nobody knows on this day: said, never left out."""
    label = wording.from_leaflet(card.leaflet, card.leaflet.terms.get(key, key))
    if since is None:
        return Counted(label, gettext("Amount not known"))
    day = wording.isolated(f"{since:%d/%m/%Y}")
    return Counted(label, gettext("Amount not known since %(day)s") % {"day": day})


def number_text(number: int, unit: str | None) -> str:
    """A number of the engine in words: cents as euro, dates as dates."""
    if unit and unit.startswith("EUR"):
        period = unit.partition("/")[2]
        per = f" {period_text(period)}" if period else ""
        return wording.isolated(wording.euro_text(number)) + per
    if unit == "pct":
        return wording.isolated(f"{number / 100:g} %".replace(".", ","))
    if unit == "days":
        return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}
    if unit == "date":
        return wording.isolated(f"{date.fromordinal(number):%d/%m/%Y}") if 0 < number < 3_000_000 else "?"
    return wording.isolated(str(number))


# ---------------------------------------------------------------------------------- law and company


def _sources(card: Card) -> tuple[SourceLine, ...]:
    """Where the rule can be read. The sources of each amount, with notes, stand in the catalogue."""
    return tuple(SourceLine(title, url, None) for title, url in card.right.sources if url)


def _belongs_with(card: Card, found: Findings) -> tuple[Card, ...]:
    """Rights that this one opens, or that are asked for first."""
    wanted = dict.fromkeys((*card.right.opens, *card.right.goes_after))
    outcomes = {outcome.right.id: outcome for outcome in found.answers.outcomes}
    near = [results.card_of(outcomes[one], found) for one in wanted if one in outcomes]
    return tuple(one for one in near if one.group in (Group.YES, Group.MAYBE))
