"""One list of papers for several rights; and how a right goes, in words, with terms that somebody read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from nabij_rights.catalogue import catalogue
from nabij_rights.checklist import checklist_of, place_of, procedure_in_words, term_words
from nabij_rights.rights import (
    AppealBody,
    Granting,
    Kind,
    LegalTerm,
    Level,
    Procedure,
    Right,
    Starter,
    Theme,
    Unit,
)

LANGUAGES = ["nl", "fr", "en", "uk", "tr", "ar"]


def right(right_id: str, *documents: str, procedure: Procedure | None = None) -> Right:
    """A right that asks for these papers."""
    return Right(
        id=right_id,
        theme=Theme.INCOME,
        level=Level.FLEMISH,
        kind=Kind.AMOUNT,
        unit=Unit.PERSON,
        period="month",
        provider="OCMW",
        legal_basis=(),
        granting=Granting.APPLICATION,
        block="",
        documents=documents,
        procedure=procedure,
    )


def procedures() -> Iterator[Procedure]:
    for starts in Starter:
        for appeal_to in AppealBody:
            yield Procedure(starts=starts, appeal_to=appeal_to)


def test_each_paper_stands_once_and_those_that_serve_most_come_first() -> None:
    found = checklist_of([right("a", "x", "y"), right("b", "y", "z", "y"), right("c", "y", "z")])
    assert [(paper.id, paper.right_ids) for paper in found.papers] == [
        ("y", ("a", "b", "c")),
        ("z", ("b", "c")),
        ("x", ("a",)),
    ]


def test_rights_are_grouped_by_the_place_to_go_to() -> None:
    desk = Procedure(starts=Starter.PERSON, appeal_to=AppealBody.NONE, at="Balie")
    found = checklist_of([right("a"), right("b", procedure=desk), right("c")])
    assert [(stop.place, [one.id for one in stop.rights]) for stop in found.stops] == [
        ("OCMW", ["a", "c"]),
        ("Balie", ["b"]),
    ]


def test_no_rights_give_an_empty_list() -> None:
    assert checklist_of([]).papers == checklist_of([]).stops == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_procedure_has_its_sentences(language: str) -> None:
    for procedure in procedures():
        said = procedure_in_words(right("a", procedure=procedure), language)
        assert len(said.sentences) == 3
        assert not [text for text in said.sentences if "{" in text or not text.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_without_procedure_says_that_the_letter_tells(language: str) -> None:
    said = procedure_in_words(right("a"), language)
    assert said.starts == ""
    assert len(said.sentences) == 2


@pytest.mark.parametrize(
    ("confidence", "is_shown"),
    [("verified", True), ("secondary", True), ("missing", False), ("estimate", False)],
)
def test_only_a_term_that_somebody_read_is_named(confidence: str, is_shown: bool) -> None:
    term = LegalTerm("art. 71", days=30, confidence=confidence)
    procedure = Procedure(Starter.PERSON, AppealBody.LABOUR_COURT, decided_within=term, appeal_within=term)
    said = procedure_in_words(right("a", procedure=procedure), "nl")
    assert ("30 dagen" in said.decided) is is_shown
    assert ("30 dagen" in said.appeal) is is_shown
    assert (said.decided_article == "art. 71") is is_shown
    assert ("tegen wanneer" in said.appeal) is not is_shown


def test_where_nothing_is_decided_there_is_no_term_to_appeal() -> None:
    procedure = Procedure(Starter.NOBODY, AppealBody.NONE)
    assert "tegen wanneer" not in procedure_in_words(right("a", procedure=procedure), "nl").appeal


def test_a_term_in_words() -> None:
    one_month = LegalTerm("art. 1", months=1)
    assert term_words(one_month, "nl") == "1 maand"
    assert term_words(LegalTerm("art. 1", months=3), "en") == "3 months"
    assert "nog na te kijken" in term_words(replace(one_month, confidence="secondary"), "nl")


def test_every_right_of_the_catalogue_has_a_place_and_sentences() -> None:
    for one in catalogue().values():
        assert place_of(one)
        assert procedure_in_words(one, "fr").sentences


def test_what_a_procedure_says_agrees_with_how_the_right_is_granted() -> None:
    said = procedure_in_words(catalogue()["groeipakket_basisbedrag"], "nl")
    assert said.starts.startswith("Vaak gaat het vanzelf")
    assert "Je vraagt het zelf aan." not in said.sentences
    school_bonus = procedure_in_words(catalogue()["groeipakket_schoolbonus"], "nl")
    assert "bij je aanvraag" not in " ".join(school_bonus.sentences)
    for one in catalogue().values():
        if one.procedure is None:
            continue
        text = " ".join(procedure_in_words(one, "nl").sentences)
        if one.granting is not Granting.APPLICATION:
            assert "Je vraagt het zelf aan." not in text, one.id
            assert "Vraag bij je aanvraag" not in text, one.id
        if one.procedure.starts is Starter.PERSON:
            assert "niets te vragen" not in text, one.id
