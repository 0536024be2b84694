"""One list of papers: what is likely at first, then what somebody ticked."""

import re

import pytest

from nabij.rights.queries import papers as queries
from nabij.rights.views import printed_papers
from nabij_rights.answers import Group
from nabij_rights.catalogue import catalogue
from nabij_rights.rights import AppealBody, LegalTerm, Procedure, Starter
from tests.rights.visitor import Visitor, today_found

pytestmark = [pytest.mark.django_db, pytest.mark.visitor]
PAPERS = "resultaten/papieren/"


def test_without_answers_it_leads_to_the_start() -> None:
    assert Visitor().opens(PAPERS).here == "/nl/"


def test_at_first_only_what_is_likely_is_on_it_and_what_may_be_waits_for_a_tick() -> None:
    found = today_found(Visitor().settles_in(place="zonnedam").check)
    made = queries.papers(found)
    likely = {card.key for card in made.cards if card.group is Group.YES}
    assert likely
    assert {card.group for card in made.cards} == {Group.YES, Group.MAYBE}
    assert made.chosen == likely == {card.key for card in made.shown_first}
    assert sum(len(stop.rights) for stop in made.stops) == len(likely)
    folded = [card.key for theme in made.by_theme for card in theme.lines]
    assert sorted([*folded, *likely]) == sorted(card.key for card in made.cards)


def test_when_nothing_is_likely_yet_the_list_says_so_instead_of_guessing() -> None:
    visitor = Visitor()
    visitor.sends("", place="dendermonde")
    visitor.sends("thuis/", reply="unknown")
    page = visitor.opens(PAPERS)
    assert page.page.context["papers"].chosen == frozenset()
    assert "Daarom is deze lijst leeg" in page.text
    assert "Er is niets aangekruist" not in page.text


def test_a_paper_names_three_rights_and_folds_the_others_away() -> None:
    visitor = Visitor().settles_in()
    found = today_found(visitor.check)
    every_key = [card.key for card in queries.papers(found).cards]
    made = queries.papers(found, every_key)
    [most, *_] = made.papers
    assert len(most.rights) > queries.MOST_NAMES
    assert most.first_rights + most.more_rights == most.rights
    assert len(most.first_rights) == queries.MOST_NAMES
    page = visitor.sends(PAPERS, right=every_key)
    assert f"en nog {len(most.more_rights)}" in page.text
    content = printed_papers.contents(made, found)
    assert content["papers"][0]["more"] == f"en nog {len(most.more_rights)}"


def test_a_choice_leaves_out_the_rest_and_nonsense_chooses_nothing() -> None:
    visitor = Visitor().settles_in()
    [first, *_] = queries.papers(today_found(visitor.check)).cards
    page = visitor.sends(PAPERS, right=[first.key, "nonsense\x00"])
    assert page.page.context["papers"].chosen == {first.key}
    page = visitor.sends(PAPERS, right="nothing-of-ours")
    assert page.page.context["papers"].chosen == frozenset()
    assert "Er is niets aangekruist" in page.text


def test_the_results_have_a_tick_for_each_right_in_one_form() -> None:
    page = Visitor().settles_in().opens("resultaten/")
    cards = queries.papers(today_found(page.check)).cards
    assert page.text.count('form="choose"') == len(cards)
    ticked = re.findall(r'value="(\w+)"\s+form="choose" checked', page.text)
    assert set(ticked) == {card.key for card in cards if card.group is Group.YES}
    assert page.text.count('id="choose"') == 1


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_pdf_holds_what_is_chosen_and_says_nothing_in_its_name(language: str) -> None:
    visitor = Visitor(language).settles_in()
    answer = visitor.opens("resultaten/papieren.pdf").page
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nabij-papieren.pdf"'


def test_the_paper_says_where_to_go_and_that_the_letter_tells_by_when() -> None:
    found = today_found(Visitor().settles_in().check)
    made = queries.papers(found, [card.key for card in queries.papers(found).cards])
    content = printed_papers.contents(made, found)
    assert [stop["place"] for stop in content["stops"]] == [str(stop.place) for stop in made.stops]
    lacking = [card for card in made.cards if card.right.procedure is None]
    assert bool(content["letter"]) is bool(lacking)


def test_the_list_of_rights_on_paper_tells_what_changes_soon() -> None:
    answer = Visitor().settles_in(place="zonnedam").opens("resultaten/nabij.pdf").page
    assert answer.content.startswith(b"%PDF")


def test_a_procedure_stands_on_the_pages_of_its_right_with_terms_that_somebody_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    procedure = Procedure(
        starts=Starter.PERSON,
        at="OCMW",
        appeal_to=AppealBody.LABOUR_COURT,
        decided_within=LegalTerm("Wet, art. 21", days=30),
        appeal_within=LegalTerm("Wet, art. 47", months=3, confidence="missing"),
    )
    monkeypatch.setattr(catalogue()["leefloon"], "procedure", procedure)
    visitor = Visitor().settles_in()
    key = queries.results.key_of_right("leefloon")
    for path in ("rechten/leefloon/", f"resultaten/{key}/", PAPERS):
        text = (visitor.sends(path, right=key) if path == PAPERS else visitor.opens(path)).text
        assert "Je vraagt het zelf aan." in text, path
        assert "binnen 30 dagen" in text
        assert "arbeidsrechtbank" in text
        assert "In de brief staat tegen wanneer." in text
        assert "Doe dat binnen" not in text
