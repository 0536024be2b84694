"""One list of papers for the rights that somebody chose: each paper once, and where to go for what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nabij.rights.queries import one_right, results, themes, wording
from nabij.rights.queries.cards import Card
from nabij.rights.queries.steps import Findings
from nabij.rights.queries.themes import OfTheme
from nabij.rights.queries.wording import Wording
from nabij_rights.answers import Group
from nabij_rights.checklist import Checklist, ProcedureInWords, checklist_of, procedure_in_words
from nabij_rights.texts.sentences import sentence

MOST_NAMES = 3
"""So many rights stand with a paper; the others are one touch away, so that it stays a list of papers."""


@dataclass(frozen=True)
class PaperLine:
    """A paper, and for which rights."""

    name: Wording
    rights: tuple[Wording, ...]

    @property
    def first_rights(self) -> tuple[Wording, ...]:
        """The rights that stand with the paper."""
        return self.rights[:MOST_NAMES]

    @property
    def more_rights(self) -> tuple[Wording, ...]:
        """The rights that are one touch away."""
        return self.rights[MOST_NAMES:]


@dataclass(frozen=True)
class StopRight:
    """A right as it stands with its place: how it starts, when there is an answer, where to appeal."""

    card: Card
    starts: Wording
    procedure: ProcedureInWords

    @property
    def is_written(self) -> bool:
        """Whether somebody wrote down how this right goes."""
        return self.card.right.procedure is not None


@dataclass(frozen=True)
class StopLines:
    """A place to go to or to call, and the rights for which that is so."""

    place: Wording
    rights: tuple[StopRight, ...]


@dataclass(frozen=True)
class Papers:
    """The whole list. ``cards`` are all rights that can be chosen, ``chosen`` the keys of those that are.

    ``letter`` is what holds for a right of which the procedure is not written down yet.
    """

    papers: tuple[PaperLine, ...]
    stops: tuple[StopLines, ...]
    cards: tuple[Card, ...]
    chosen: frozenset[str]
    letter: str

    @property
    def shown_first(self) -> tuple[Card, ...]:
        """The rights whose tick stands open: what is likely, and what somebody chose."""
        return tuple(card for card in self.cards if card.is_ticked_at_first or card.key in self.chosen)

    @property
    def by_theme(self) -> tuple[OfTheme[Card], ...]:
        """The other rights that can be ticked, by theme."""
        shown = {card.key for card in self.shown_first}
        return themes.by_theme(
            (card for card in self.cards if card.key not in shown), lambda card: card.right.theme
        )


def papers(found: Findings, keys: Collection[str] | None = None) -> Papers:
    """The list for the rights with these keys; when nobody chose, for those that are yes.

    What is only maybe waits for a tick: papers for all that may be are a day of errands for nothing.
    """
    listed = results.results(found)
    cards = (*listed.of(Group.YES), *listed.of(Group.MAYBE))
    chosen = [card for card in cards if (card.is_ticked_at_first if keys is None else card.key in keys)]
    by_id = {card.right.id: card for card in chosen}
    checklist = checklist_of(card.right for card in chosen)
    return Papers(
        papers=_papers(checklist, by_id),
        stops=_stops(checklist, by_id),
        cards=cards,
        chosen=frozenset(card.key for card in chosen),
        letter="" if all(card.right.procedure for card in chosen) else _letter(),
    )


def _papers(checklist: Checklist, by_id: dict[str, Card]) -> tuple[PaperLine, ...]:
    here = one_right.document_names(wording.page_language())
    dutch = one_right.document_names(wording.FALLBACK)
    lines = []
    for paper in checklist.papers:
        if paper.id in dutch:
            name = wording.marked(here.get(paper.id) or dutch[paper.id], dutch[paper.id])
            rights = tuple(by_id[right_id].name for right_id in paper.right_ids)
            lines.append(PaperLine(Wording(name.text[:1].upper() + name.text[1:], name.language), rights))
    return tuple(lines)


def _letter() -> str:
    return sentence("term", "letter", wording.page_language())


def _stops(checklist: Checklist, by_id: dict[str, Card]) -> tuple[StopLines, ...]:
    return tuple(
        StopLines(
            wording.provided_by(stop.place),
            tuple(stop_right(by_id[right.id]) for right in stop.rights),
        )
        for stop in checklist.stops
    )


def stop_right(card: Card) -> StopRight:
    """How this right goes; as long as nobody wrote that down, its leaflet says how it starts."""
    said = procedure_in_words(card.right, wording.page_language())
    return StopRight(card, Wording(said.starts) if said.starts else card.apply_line, said)
