"""One list of papers for several rights, and where to go for each: grouped by place, each paper once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nabij_rights.rights import AppealBody, Granting, Kind, LegalTerm, Right, Starter
from nabij_rights.texts.sentences import sentence


@dataclass(frozen=True)
class Paper:
    """A document, and the rights for which it is needed."""

    id: str
    right_ids: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """A place to go to or to call, by its Dutch name, with the rights that are asked for there."""

    place: str
    rights: tuple[Right, ...]


@dataclass(frozen=True)
class Checklist:
    """What to bring, those papers first that serve most rights; and where to go, in the order of the list."""

    papers: tuple[Paper, ...]
    stops: tuple[Stop, ...]


def checklist_of(rights: Iterable[Right]) -> Checklist:
    """The papers and places of these rights."""
    chosen = list(rights)
    needed: dict[str, list[str]] = {}
    stops: dict[str, list[Right]] = {}
    for right in chosen:
        stops.setdefault(place_of(right), []).append(right)
        for document in dict.fromkeys(right.documents):
            needed.setdefault(document, []).append(right.id)
    papers = [Paper(document, tuple(right_ids)) for document, right_ids in needed.items()]
    papers.sort(key=lambda paper: -len(paper.right_ids))
    return Checklist(tuple(papers), tuple(Stop(place, tuple(there)) for place, there in stops.items()))


def place_of(right: Right) -> str:
    """Where to go: the place that the procedure names, else who grants the right."""
    return (right.procedure.at if right.procedure else "") or right.provider


# --------------------------------------------------------------------------------- a procedure in words


@dataclass(frozen=True)
class ProcedureInWords:
    """How a right goes, a sentence each. ``starts`` is empty as long as nobody wrote the procedure down.

    The articles stand beside a term that is shown; empty when the term is not known.
    """

    starts: str
    decided: str
    decided_article: str
    appeal: str
    appeal_article: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What there is to say, in order."""
        return tuple(text for text in (self.starts, self.decided, self.appeal) if text)


def procedure_in_words(right: Right, language: str) -> ProcedureInWords:
    """Who starts, when there is an answer, and where to appeal.

    A term is named only when somebody read it in a source; else the letter gives it.
    """
    procedure = right.procedure
    if procedure is None:
        unknown = sentence("term", "decided_unknown", language)
        return ProcedureInWords("", unknown, "", sentence("term", "letter", language), "")
    is_asked = right.granting is Granting.APPLICATION and procedure.starts is Starter.PERSON
    unknown = "decided_unknown" if is_asked else "comes_unknown"
    decided, decided_article = _term("decided_within", unknown, procedure.decided_within, language)
    appeal = sentence("appeal", str(procedure.appeal_to), language)
    appeal_article = ""
    if procedure.appeal_to is not AppealBody.NONE:
        within, appeal_article = _term("appeal_within", "appeal_unknown", procedure.appeal_within, language)
        appeal = f"{appeal} {within}"
    starts = _starts(right, procedure.starts, language)
    return ProcedureInWords(starts, decided, decided_article, appeal, appeal_article)


def _starts(right: Right, starter: Starter, language: str) -> str:
    """Who starts, in words that agree with how it is granted."""
    if right.kind is Kind.CLOSED:
        return ""  # there is nothing to start any more
    started_by_itself = {
        Granting.SEMI: (Starter.PERSON, Starter.NOBODY),
        Granting.AUTOMATIC: (Starter.PERSON,),
    }
    if starter in started_by_itself.get(right.granting, ()):
        return sentence("starts", "often_by_itself", language)
    return sentence("starts", str(starter), language)


def _term(known: str, unknown: str, term: LegalTerm | None, language: str) -> tuple[str, str]:
    if term is None or not term.can_be_shown:
        return sentence("term", unknown, language), ""
    return sentence("term", known, language, term=term_words(term, language)), term.article


def term_words(term: LegalTerm, language: str) -> str:
    """How long: "30 days", "3 months", with a note when the source was not an official one."""
    if term.days is not None:
        text = sentence("term", "days", language, number=term.days)
    elif term.months == 1:
        text = sentence("term", "month", language)
    else:
        text = sentence("term", "months", language, number=term.months)
    is_official = term.confidence == "verified"
    return text if is_official else sentence("term", "to_be_checked", language, term=text)
