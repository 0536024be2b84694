"""What an editor sees of the rights of the town: drafts, editions, the rule in words, examples, a preview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import tomlkit

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights import policies
from nabij.rights.models import Draft, Edition
from nabij.rights.queries.readiness import figures_in_texts, reasons_to_wait
from nabij.rights.queries.town_words import amount_of_tried, names_in, speaker_of, why_not
from nabij.rights.types import NoSuchTownRight
from nabij_rights.parameters.book import DatedAmount
from nabij_rights.plain_text.words import euro_text
from nabij_rights.rights import Right
from nabij_rights.synthetic import PlainCase
from nabij_rights.town_rights import trying
from nabij_rights.town_rights.document import KEYS, TownRight, read, with_days
from nabij_rights.town_rights.editing import Path, conditions_in, newest
from nabij_rights.town_rights.problems import BadTownRight
from nabij_rights.town_rights.shelved import town_rights
from nabij_rights.town_rights.words import Line, Speaker
from nabij_rights.towns.packs import towns

MADE_UP_HOUSEHOLDS = 1_000
SEED = 7


@dataclass(frozen=True)
class Listed:
    """A right that comes with the program as a file in the folder of its town."""

    right: Right
    name: str


@dataclass(frozen=True)
class Overview:
    """The rights of the own towns: what waits, what was published here; and what came in a folder."""

    drafts: list[Draft]
    editions: list[Edition]
    packed: list[Listed]
    towns: list[tuple[str, str]]
    """The towns that somebody may begin a right of, by id and name."""


def overview(actor: Actor) -> Overview:
    """Everything on one page. Raises Refused."""
    require(policies.may_edit_rights(actor))
    published = Edition.objects.newest().select_related("published_by")
    here = {edition.right_id for edition in published}
    own = actor.towns
    packed = [
        Listed(found.right, found.leaflets["nl"].name if "nl" in found.leaflets else right_id)
        for right_id, found in town_rights().items()
        if right_id not in here
    ]
    return Overview(
        list(Draft.objects.filter(town__in=own).select_related("changed_by", "follows")),
        [edition for edition in published if edition.town in own],
        packed,
        own_towns(actor),
    )


def own_towns(actor: Actor) -> list[tuple[str, str]]:
    """The towns of this installation that somebody works for, by id and name."""
    return [(town.id, town.name) for town in towns().values() if town.id in actor.towns]


def editions_of(actor: Actor, right_id: str) -> list[Edition]:
    """Every edition of a right, the newest first. Raises Refused."""
    require(policies.may_edit_rights(actor))
    found = Edition.objects.filter(right_id=right_id).select_related("submitted_by", "published_by")
    editions = list(found.order_by("-number"))
    if editions:
        require(policies.may_edit_rights_of(actor, town=editions[0].town))
    return editions


def edition_numbered(actor: Actor, right_id: str, number: int) -> Edition | None:
    """One edition of a right; None when that was never published. Raises Refused."""
    return next((one for one in editions_of(actor, right_id) if one.number == number), None)


def draft_numbered(actor: Actor, number: int) -> Draft:
    """One draft. Raises Refused, NoSuchTownRight."""
    require(policies.may_edit_rights(actor))
    found = Draft.objects.select_related("changed_by", "follows").filter(pk=number).first()
    if found is None:
        raise NoSuchTownRight(str(number))
    require(policies.may_edit_rights_of(actor, town=found.town))
    return found


def document_of(actor: Actor, right_id: str) -> Mapping[str, Any]:
    """The newest document of a right, from an edition or a folder. Raises Refused, NoSuchTownRight.

    Of any town: what was published is public, and towns learn from each other.
    """
    require(policies.may_edit_rights(actor))
    if (edition := Edition.objects.newest().filter(right_id=right_id).first()) is not None:
        found: Mapping[str, Any] = edition.document
        return found
    if (packed := town_rights().get(right_id)) is not None:
        return packed.document
    raise NoSuchTownRight(right_id)


def as_file(document: Mapping[str, Any]) -> str:
    """A document as a TOML file that can be imported here or put in the folder of a town."""
    file = tomlkit.document()
    for key in KEYS:
        if (value := with_days(document).get(key)) not in (None, "", [], {}):
            file[key] = value
    return tomlkit.dumps(file)


# -------------------------------------------------------------------------------------------- a draft


@dataclass(frozen=True)
class Told:
    """A condition in words, with its place for the buttons beside it."""

    path: str
    line: Line
    depth: int
    is_first: bool
    can_hold: bool
    next: str
    """The place inside it for one more condition."""


@dataclass(frozen=True)
class Example:
    """An example with what the draft says of it; none is tried while the draft is not a whole rule."""

    name: str
    number: int
    was_tried: bool
    holds: bool
    answer: str
    amount: str
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Workbench:
    """One draft with everything beside it."""

    draft: Draft
    version: Mapping[str, Any]
    conditions: list[Told]
    lines: tuple[Line, ...]
    gain: tuple[str, ...]
    amounts: list[DatedAmount]
    examples: list[Example]
    reasons: list[str]
    warnings: list[str]
    may_publish: bool

    @property
    def from_on(self) -> date:
        """The first day of the version that is being written."""
        return date.fromisoformat(str(self.version["from"]))

    @property
    def provider(self) -> str:
        """Who grants it, or a dash."""
        return self.draft.document.get("provider") or "–"

    @property
    def decision(self) -> str:
        """The reference of the decision, or a dash."""
        return self.version.get("decision") or "–"

    @property
    def next_path(self) -> str:
        """The place for one more condition."""
        return str(len(self.version.get("conditions", ())))


def workbench(actor: Actor, number: int, *, today: date) -> Workbench:
    """One draft, told in words and tried on its examples. Raises Refused, NoSuchTownRight."""
    draft = draft_numbered(actor, number)
    document, version = draft.document, newest(draft.document)
    on = max(today, date.fromisoformat(str(version["from"])))
    speaker = speaker_of(document, on)
    rows = version.get("conditions", ())
    told = [_told(path, speaker, row) for path, row in conditions_in(rows)]
    return Workbench(
        draft,
        version,
        told,
        speaker.lines(rows),
        speaker.gain(version.get("amount")),
        list(speaker.amounts.values()),
        list(examples_of(document)),
        reasons_to_wait(document, draft.follows),
        figures_in_texts(document),
        policies.may_publish(actor, written_by=draft.changed_by_id, town=draft.town).allowed,
    )


def _told(path: Path, speaker: Speaker, row: Mapping[str, Any]) -> Told:
    inside = row.get("any", row.get("all"))
    return Told(
        ".".join(map(str, path)),
        speaker.line(row),
        len(path) - 1,
        path[-1] == 0,
        inside is not None,
        str(len(inside or ())),
    )


def examples_of(document: Mapping[str, Any]) -> Iterator[Example]:
    """Every example and whether it holds; none is tried while the draft is not a whole rule."""
    try:
        found = read(with_days(document))
    except BadTownRight:
        for number, case in enumerate(document.get("cases", ())):
            yield Example(str(case.get("name")), number, False, False, "", "", ())
        return
    for number, checked in enumerate(trying.check_examples(found)):
        tried = checked.tried
        amount = "" if tried is None else amount_of_tried(tried)
        said = "" if tried is None else str(tried.answer)
        why = why_not(checked) if checked.differences else ()
        yield Example(checked.case.name, number, True, not checked.differences, said, amount, why)


def facts_used(document: Mapping[str, Any]) -> list[str]:
    """The facts that some version of the rule looks at, also in its amount, in order of appearance."""
    found: list[str] = []
    for version in document["versions"]:
        rows = [row for _path, row in conditions_in(version.get("conditions", ()))]
        gain = version.get("amount") or {}
        rows += [gain, *(gain.get(key, {}) for key in ("of", "less"))]
        found += [fact for row in rows for fact in _facts_in(row)]
    return list(dict.fromkeys(found))


def _facts_in(row: Mapping[str, Any]) -> Iterator[str]:
    groups = [row.get("among"), row.get("count")]
    for of in (row, *(group for group in groups if isinstance(group, Mapping))):
        if "fact" in of:
            yield of["fact"]
        if of.get("lives_here") is True:
            yield "lives_here"


# ------------------------------------------------------------------------------------------- preview


@dataclass(frozen=True)
class PreviewRow:
    """One kind of household, with the euros in words."""

    share: trying.Share
    before: str
    after: str


@dataclass(frozen=True)
class PreviewPage:
    """Who gains and who loses among made-up households."""

    on: date
    number: int
    rows: tuple[PreviewRow, ...]
    total: PreviewRow
    is_new: bool
    has_amount: bool


def preview_of(actor: Actor, number: int, *, today: date) -> PreviewPage:
    """The draft against what was published. Raises Refused, NoSuchTownRight, BadTownRight."""
    draft = draft_numbered(actor, number)
    found = read(with_days(draft.document))
    before = None if draft.follows is None else read(with_days(draft.follows.document))
    on = max(today, found.right.versions[-1].from_on)
    counted = trying.preview(found, before, made_up(draft.town, on), on)
    return PreviewPage(
        on,
        MADE_UP_HOUSEHOLDS,
        tuple(_in_words(share) for share in counted.rows),
        _in_words(counted.total),
        before is None,
        found.right.versions[-1].amount is not None,
    )


@lru_cache(maxsize=4)
def made_up(town: str, on: date) -> list[PlainCase]:
    """The made-up town, the same for every draft of a day."""
    return trying.made_up_town(town, MADE_UP_HOUSEHOLDS, seed=SEED, on=on)


def _in_words(share: trying.Share) -> PreviewRow:
    return PreviewRow(share, _euros(share.cost_before), _euros(share.cost_after))


def _euros(span: tuple[int, int]) -> str:
    low, high = span
    return euro_text(low) if low == high else f"{euro_text(low)} – {euro_text(high)}"


def readable(document: Mapping[str, Any]) -> TownRight | None:
    """The right of a draft, or None while it cannot be read."""
    try:
        return read(with_days(document))
    except BadTownRight:
        return None


@dataclass(frozen=True)
class TriedWords:
    """The answer of a draft on one household, in words."""

    answer: str
    amount: str
    conditions: tuple[tuple[str, str], ...]


def try_in_words(document: Mapping[str, Any], tried: trying.Tried) -> TriedWords:
    """The answer with each condition and whether it holds."""
    names = names_in(document)

    def told(key: str) -> str:
        return names.get(("condition", key)) or names.get(("group", key)) or key

    conditions = tuple((told(part.key), str(said)) for part, said in tried.conditions)
    return TriedWords(str(tried.answer), amount_of_tried(tried), conditions)
