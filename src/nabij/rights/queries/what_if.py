"""What an editor tries on the made-up town: another amount, or the rules of another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock, Thread

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights import policies
from nabij.rights.queries.wording import Wording, from_leaflet, leaflet_of, marked, page_language
from nabij_rights.catalogue import catalogue, rules_on
from nabij_rights.engine.expression import Op, in_order
from nabij_rights.parameters.book import DatedAmount, Status, amounts
from nabij_rights.plain_text.what_if import changes_text, group_name, limits, say, unsure_key
from nabij_rights.plain_text.words import span_text
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.towns.packs import town_named
from nabij_rights.what_if.change import Change
from nabij_rights.what_if.compare import Comparison, Euros, Group, Number, OfRight, compare
from nabij_rights.what_if.households import Households, made_up

TOWN = "zonnedam"
MADE_UP_HOUSEHOLDS = 1_000
SEED = 7

_one_at_a_time = Lock()


@dataclass(frozen=True)
class Choice:
    """An amount of a right that can be changed, with its value of today in words."""

    amount: DatedAmount
    label: Wording
    now: str
    is_known: bool


@dataclass(frozen=True)
class WhatIfPage:
    """What can be chosen: the rights, and the amounts of the right that was chosen."""

    on: date
    town: str
    households: int
    rights: tuple[tuple[str, str], ...]
    amounts: tuple[Choice, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table, in words."""

    name: str
    group: Group
    euros: str


@dataclass(frozen=True)
class Table:
    """The rows of a table; what is certain may be counted together with what is not."""

    rows: tuple[Row, ...]
    unsure: str

    @property
    def shows_gain(self) -> bool:
        """Whether who surely gets more is counted apart."""
        return all(row.group.counts.gain is not None for row in self.rows)

    @property
    def shows_loss(self) -> bool:
        """Whether who surely gets less is counted apart."""
        return all(row.group.counts.lose is not None for row in self.rows)


@dataclass(frozen=True)
class RightRow:
    """One right that the change touches, in words."""

    id: str
    name: Wording
    of: OfRight
    before: str
    after: str
    more: str
    less: str
    a_year: str


@dataclass(frozen=True)
class Result:
    """A comparison in words, with what a reader must know beside it."""

    found: Comparison
    total: Table | None
    by_composition: Table
    by_neighbourhood: Table
    rights: tuple[RightRow, ...]
    hidden: tuple[Wording, ...]
    limits: tuple[str, ...]

    @property
    def about_name(self) -> Wording | None:
        """The right that the tables count."""
        return None if self.found.about is None else _name(self.found.about.id)

    @property
    def changes(self) -> tuple[str, ...]:
        """What was tried, with the values of before."""
        return changes_text(self.found, page_language())

    @property
    def all_hidden(self) -> str:
        """What to say when too few notice it."""
        return say("all_hidden", page_language(), threshold=self.found.threshold)

    @property
    def hidden_rights(self) -> str:
        """Which rights too few notice."""
        names = ", ".join(str(name) for name in self.hidden)
        return say("hidden_rights", page_language(), threshold=self.found.threshold, names=names)

    @property
    def still(self) -> str:
        """How many rights stay the same."""
        return say("still", page_language(), count=self.found.still)


def what_if_page(actor: Actor, right_id: str, *, on: date) -> WhatIfPage:
    """What can be chosen today. Begins to make up the town, so that it is there when it is asked.

    Raises Refused.
    """
    require(policies.may_edit_rights(actor))
    Thread(target=town_households, args=(on,), name="made-up town", daemon=True).start()
    return WhatIfPage(
        on, town_named(TOWN).name, MADE_UP_HOUSEHOLDS, _rights(on, page_language()), _choices(right_id, on)
    )


@rests_on_shelf
@lru_cache(maxsize=8)
def _rights(on: date, _language: str) -> tuple[tuple[str, str], ...]:
    """The rights of a day by name, those of other towns left out."""
    found = [
        (right_id, leaflet_of(right_id).name)
        for right_id in rules_on(on).versions
        if catalogue()[right_id].town in (None, TOWN)
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def _choices(right_id: str, on: date) -> tuple[Choice, ...]:
    """The amounts that the rule of a right reads on a day, by name."""
    if (version := rules_on(on).versions.get(right_id)) is None:
        return ()
    keys = {node.meta for node in in_order([*version.roots()]) if node.op is Op.AMOUNT}
    return tuple(sorted((_choice(amounts()[key], on) for key in keys), key=lambda one: str(one.label)))


def _choice(amount: DatedAmount, on: date) -> Choice:
    figure, language = amount.on(on), page_language()
    is_known = figure.status is not Status.MISSING
    now = (
        span_text(figure.low, figure.high, amount.unit, language) if is_known else say("not_known", language)
    )
    label = marked(amount.label.get(language, amount.label["nl"]), amount.label["nl"])
    return Choice(amount, label, now, is_known)


# -------------------------------------------------------------------------------------------- result


def town_households(on: date) -> Households:
    """The made-up town on a day: made once, also when two ask at the same time."""
    with _one_at_a_time:
        return _made_up(on, MADE_UP_HOUSEHOLDS)


@rests_on_shelf
@lru_cache(maxsize=2)
def _made_up(on: date, number: int) -> Households:
    return made_up(number, town=TOWN, seed=SEED, on=on)


def what_if_result(actor: Actor, change: Change, about: str | None, *, on: date) -> Result:
    """The change on the made-up town. Raises Refused, BadChange."""
    require(policies.may_edit_rights(actor))
    found = compare(change, town_households(on), on=on, about=about)
    language = page_language()
    total = None if found.total is None else _table(found, [found.total], "household_kind")
    return Result(
        found,
        total,
        _table(found, found.by_composition, "household_kind"),
        _table(found, found.by_neighbourhood or (), "neighbourhood"),
        tuple(_right_row(one) for one in found.rights),
        tuple(_name(right.id) for right in found.hidden),
        limits(found, language),
    )


def _table(found: Comparison, groups: Sequence[Group], section: str) -> Table:
    language = page_language()
    rows = tuple(
        Row(
            group_name(group, section=section, language=language),
            group,
            "" if group.a_year is None else euros_in_words(group.a_year),
        )
        for group in groups
    )
    return Table(rows, say(unsure_key(found, groups), language))


def _right_row(one: OfRight) -> RightRow:
    said = _number_in_words
    return RightRow(
        one.right.id,
        _name(one.right.id),
        one,
        said(one.status.before),
        said(one.status.after),
        said(one.gain),
        said(one.lose),
        "" if one.a_year is None else euros_in_words(one.a_year),
    )


def _name(right_id: str) -> Wording:
    written = leaflet_of(right_id)
    return from_leaflet(written, written.name)


def _number_in_words(number: Number) -> str:
    if number.least == number.most:
        return str(number.least)
    return say("between", page_language(), least=number.least, most=number.most)


def euros_in_words(euros: Euros) -> str:
    """A sum in whole euros, the lowest rounded down and the highest up, so that it never says too much."""
    language = page_language()
    low = None if euros.lowest is None else _whole(euros.lowest // 100)
    high = None if euros.highest is None else _whole(-(-euros.highest // 100))
    if low is None and high is None:
        return say("not_known", language)
    if low is None or high is None:
        return say("at_most" if low is None else "at_least", language, amount=low or high)
    return low if low == high else say("between", language, least=low, most=high)


def _whole(euro: int) -> str:
    sign = "\u2212" if euro < 0 else ""
    return f"{sign}€\u00a0{abs(euro):,}".replace(",", ".")


def what_if_rows(result: Result, heads: tuple[str, ...]) -> list[tuple[object, ...]]:
    """Both tables as rows of a spreadsheet, with what a reader must know below them. Euros are numbers.

    ``heads`` names the columns: the first two say by what is counted, and the group.
    """
    language = page_language()
    rows: list[tuple[object, ...]] = [heads]
    sections = (
        ("together", result.total.rows if result.total else ()),
        ("by_composition", result.by_composition.rows),
        ("by_neighbourhood", result.by_neighbourhood.rows),
    )
    for key, of_section in sections:
        for row in of_section:
            counts, euros = row.group.counts, row.group.a_year
            ends = ("", "") if euros is None else (_plain(euros.lowest), _plain(euros.highest))
            numbers = (counts.gain, counts.lose, counts.unsure, counts.same)
            told = ("" if number is None else number for number in numbers)
            rows.append((say(key, language), row.name, counts.households, *told, *ends))
    notes = (say("made_up", language), *result.limits)
    return rows + [(note,) for note in notes]


def _plain(cents: int | None) -> str:
    """Euros with a comma, as a Belgian spreadsheet reads a number; empty where nothing is known."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole},{rest:02d}"
