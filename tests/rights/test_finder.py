"""The finder from the first page to the last, without a browser."""

import logging
import re

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from nabij.rights.queries import results, steps, told
from nabij.rights.types import Place, Reply, Role, Screen
from nabij.rights.views import printed_list
from nabij.rights.views.sealed_cookie import COOKIE
from nabij_rights.answers import Group, Warning_
from nabij_rights.catalogue import catalogue
from nabij_rights.facts.questions import persons_meant, questions
from nabij_rights.towns.packs import towns
from tests.rights.visitor import Visitor, asks_about, today_found

LANGUAGES = ["nl", "fr", "en", "uk", "tr", "ar"]


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def settled(visitor: Visitor) -> Visitor:
    return visitor.settles_in()


@pytest.fixture(scope="module")
def settled_once() -> Visitor:
    """For tests that only look: a page of a right for each right need not ask who lives here each time."""
    return Visitor().settles_in()


def test_a_town_two_children_and_their_ages_lead_to_the_first_question(settled: Visitor) -> None:
    assert settled.here.startswith("/nl/vraag/")
    check = settled.check
    assert check.municipality == "dendermonde"
    assert [member.role for member in check.members] == [Role.YOU, Role.CHILD, Role.CHILD]
    assert [member.facts["age"] for member in check.members] == [{"min": 25, "max": 49}, 4, 9]


def test_after_three_answers_the_results_are_offered(settled: Visitor) -> None:
    assert settled.check.number_of_answers == 3
    assert "/nl/resultaten/" in settled.text


def test_every_right_stands_in_exactly_one_group(settled: Visitor) -> None:
    listed = results.results(today_found(settled.check))
    assert sorted(card.right.id for card in listed.cards) == sorted(catalogue())
    page = settled.opens("resultaten/").text
    for card in listed.cards:
        assert results.key_of_right(card.right.id) in page


def test_the_card_of_a_town_leads_to_its_own_page(visitor: Visitor) -> None:
    for town in towns():
        page = visitor.opens(f"{town}/").text
        assert f'value="{town}" checked' in re.sub(r"\s+", " ", page)
    assert visitor.opens("atlantis/").page.status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_finder_opens_in_every_language(language: str) -> None:
    visitor = Visitor(language)
    visitor.opens("")
    visitor.sends("", place="kortrijk")
    visitor.sends("thuis/", who=["partner", "children", "others"], children="2", others="1")
    visitor.sends("wie/", **{"relation-1": "spouse", "relation-4": "parent"})
    visitor.sends(
        "leeftijden/", **{"band-0": "25-49", "band-1": "50-65", "age-2": "0", "age-3": "9", "age-4": "1950"}
    )
    assert visitor.here.startswith(f"/{language}/vraag/")
    assert visitor.opens("resultaten/").page.status_code == 200
    assert visitor.opens("wat-we-bewaren/").page.status_code == 200
    assert visitor.opens("toegankelijkheid/").page.status_code == 200


def test_changing_the_language_keeps_the_answers(settled: Visitor) -> None:
    settled.language = "ar"
    page = settled.opens("resultaten/").text
    assert 'dir="rtl"' in page
    assert settled.check.number_of_answers == 3


def test_dutch_texts_on_a_page_in_another_language_say_that_they_are_dutch() -> None:
    visitor = Visitor("uk").settles_in()
    assert '<span lang="nl" dir="ltr">' in visitor.opens("resultaten/").text


# ------------------------------------------------------------------- questions, changing, going back


def test_i_do_not_know_and_skip_lead_on(settled: Visitor) -> None:
    first = settled.here
    settled.answers(answer="unknown")
    second = settled.here
    assert second != first
    settled.answers(answer="skip")
    assert settled.here not in (first, second)
    assert list(settled.check.replies.values())[-2:] == [Reply.UNKNOWN, Reply.SKIPPED]


def test_an_answer_can_be_changed_by_its_own_link(settled: Visitor) -> None:
    rent = asks_about("tenure", settled.check, None)
    settled.sends(rent, answer="private_tenant")
    assert settled.check.household["tenure"] == "private_tenant"
    page = settled.opens(rent).text
    assert re.search(r'value="private_tenant"\s+checked', page)
    settled.sends(rent, answer="owner")
    assert settled.check.household["tenure"] == "owner"
    settled.sends(rent, answer="unknown")
    assert "tenure" not in settled.check.household


def test_the_same_answer_twice_is_the_same_as_once(settled: Visitor) -> None:
    address = settled.here.removeprefix("/nl/")
    settled.sends(address, answer="unknown")
    once = settled.check
    settled.sends(address, answer="unknown")
    assert settled.check == once


def test_previous_leads_back_through_every_answer(settled: Visitor) -> None:
    seen = []
    for _ in range(6):
        back = re.search(r'class="n-tool ps-0[^"]*"\s+href="([^"]+)"', settled.text)
        if back is None:
            break
        seen.append(back.group(1))
        settled.page = settled.client.get(back.group(1))
    assert seen == ["/nl/leeftijden/", "/nl/thuis/", "/nl/"]


def test_a_question_of_long_ago_leads_to_the_question_of_now(settled: Visitor) -> None:
    now = settled.here
    assert settled.opens("vraag/0123456789/").here == now


def test_a_question_about_somebody_who_left_leads_on(settled: Visitor) -> None:
    about_second_child = asks_about("study_level", settled.check, 2)
    settled.sends("thuis/", who="children", children="1")
    assert settled.opens(about_second_child).here != f"/nl/{about_second_child}"


@pytest.mark.parametrize(
    "path", ["thuis/", "wie/", "leeftijden/", "vraag/", "resultaten/", "resultaten/nabij.pdf"]
)
def test_without_answers_every_page_leads_to_the_start(visitor: Visitor, path: str) -> None:
    assert visitor.opens(path).here == "/nl/"


def test_an_answer_from_the_results_leads_back_to_the_results(settled: Visitor) -> None:
    address = settled.here.removeprefix("/nl/")
    assert settled.sends(address, answer="skip", then="results").here == "/nl/resultaten/"


def test_somebody_who_comes_back_may_go_on_or_begin_again(settled: Visitor) -> None:
    page = settled.opens("").text
    assert "/nl/vraag/" in page
    assert "Je was al begonnen" in page
    assert "Je was al begonnen" not in Visitor().opens("").text


def test_one_answer_about_everybody_spares_a_question_per_person(settled: Visitor) -> None:
    together = next(question for question in questions().values() if question.subject == "home")
    address = f"vraag/{steps.key_of_asking(together.id, None)}/"
    fact, value = together.facts[0], together.values[0]
    meant = persons_meant(together, today_found(settled.check).situation)
    settled.sends(address, answer="yes")
    assert [settled.check.members[who].facts[fact] for who in meant] == [value] * len(meant)
    assert re.search(r'value="yes"\s+checked', settled.opens(address).text)
    settled.sends(address, answer="no")
    assert (
        not any(settled.check.members[who].facts.get(fact) == value for who in meant) or fact == "lives_here"
    )
    assert settled.check.replies[(together.id, None)] is Reply.NOT_ALL


# --------------------------------------------------------------------------------- where people live


def test_elsewhere_in_flanders_no_local_right_is_promised() -> None:
    visitor = Visitor().settles_in(place="flanders")
    listed = results.results(today_found(visitor.check))
    local = [card for card in listed.cards if card.right.town]
    assert {card.group for card in local if card.outcome.version} == {Group.ELSEWHERE}
    assert {card.group for card in local} <= {Group.ELSEWHERE, Group.PROBABLY_NOT}
    assert visitor.check.place is Place.FLANDERS


def test_without_address_the_town_stays_open_and_the_home_is_known() -> None:
    visitor = Visitor().settles_in(place="no_address")
    assert visitor.check.municipality is None
    assert visitor.check.household["tenure"] == "homeless"
    visitor.sends("", place="leuven")
    assert "tenure" not in visitor.check.household


def test_on_the_page_of_a_town_no_address_still_means_that_town() -> None:
    visitor = Visitor()
    visitor.sends("leuven/", place="no_address")
    assert visitor.check.municipality == "leuven"


@pytest.mark.parametrize("reply", ["unknown", "skip"])
def test_as_long_as_nobody_told_who_lives_here_nothing_is_certain(visitor: Visitor, reply: str) -> None:
    visitor.sends("", place="dendermonde")
    visitor.sends("thuis/", reply=reply)
    listed = results.results(today_found(visitor.check))
    assert {card.group for card in listed.cards} <= {Group.MAYBE, Group.ELSEWHERE}
    assert listed.totals == ()
    assert not re.search(r"€\s?\d", visitor.opens("resultaten/").text)


# ------------------------------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("path", "fields", "kept"),
    [
        ("", {}, ""),
        ("", {"place": "atlantis"}, ""),
        ("thuis/", {}, ""),
        ("thuis/", {"who": "children"}, ""),
        ("thuis/", {"who": "children", "children": "twaalf"}, "twaalf"),
        ("thuis/", {"who": "children", "children": "0"}, ""),
        ("thuis/", {"who": "others", "others": "50"}, "50"),
        ("thuis/", {"who": ["alone", "partner"]}, ""),
        ("leeftijden/", {}, ""),
        ("leeftijden/", {"age-1": "vier"}, "vier"),
        ("leeftijden/", {"age-0": "1700"}, "1700"),
        ("leeftijden/", {"band-0": "100-200"}, ""),
    ],
)
def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(
    settled: Visitor, path: str, fields: dict[str, object], kept: str
) -> None:
    before = settled.check
    page = settled.sends(path, **fields).text
    assert settled.page.status_code == 200
    assert 'role="alert"' in page
    title = re.search(r"<title>\s*(.*?)\s*</title>", page, re.DOTALL)
    assert title.group(1).startswith("Fout:")
    for target in re.findall(r'href="#([\w-]+)"', page):
        assert f'id="{target}"' in page, f"the link to #{target} leads nowhere"
    assert f'value="{kept}"' in page if kept else True
    assert settled.check == before


def test_a_wrong_amount_is_shown_again_with_the_message_beside_it(settled: Visitor) -> None:
    page = settled.sends(asks_about("rent_eur_month", settled.check, None), exact="zeshonderd").text
    assert 'value="zeshonderd"' in page
    assert 'id="exact-error"' in page


# ------------------------------------------------------------------------------- nothing is kept


@pytest.mark.django_db
def test_a_whole_check_touches_no_row(settled: Visitor) -> None:
    with CaptureQueriesContext(connection) as seen:
        for _ in range(4):
            settled.answers(answer="unknown")
        settled.opens("resultaten/")
        settled.opens(f"resultaten/{results.key_of_right('leefloon')}/")
        settled.opens("resultaten/nabij.pdf")
        settled.sends("wis/")
    assert [one["sql"] for one in seen] == []
    assert "sessionid" not in settled.client.cookies


def test_no_answer_stands_in_an_address(settled: Visitor) -> None:
    chain = [address for address, _ in settled.page.redirect_chain]
    settled.sends(asks_about("tenure", settled.check, None), answer="private_tenant")
    chain += [address for address, _ in settled.page.redirect_chain]
    assert chain
    for address in chain:
        assert "?" not in address
        assert not re.search(r"dendermonde|tenant|income|leefloon|child", address)


def test_no_answer_stands_in_the_log(settled: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        settled.sends(asks_about("rent_eur_month", settled.check, None), exact="687,53")
        settled.sends(asks_about("rent_eur_month", settled.check, None), exact="veel te veel")
        settled.opens("resultaten/")
    assert "687" not in caplog.text
    assert "veel te veel" not in caplog.text


def test_pages_with_answers_are_kept_by_no_cache(settled: Visitor) -> None:
    for path in ("", "thuis/", "vraag/", "resultaten/", "resultaten/nabij.pdf"):
        assert "no-store" in settled.opens(path).page.headers["Cache-Control"]


def test_wiping_ends_on_the_start_page_and_leaves_nothing(settled: Visitor) -> None:
    response = settled.client.post("/nl/wis/")
    assert response.headers["Location"] == "/nl/"
    assert '"cookies"' in response.headers["Clear-Site-Data"]
    assert settled.client.cookies[COOKIE].value == ""
    assert settled.opens("resultaten/").here == "/nl/"


def test_wiping_works_on_a_page_that_stood_open_all_day() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nl/wis/").status_code == 302


def test_opening_the_address_of_wiping_wipes_nothing(settled: Visitor) -> None:
    settled.opens("wis/")
    assert settled.check.number_of_answers == 3


def test_an_answer_from_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nl/", {"place": "leuven"}).status_code == 403
    assert COOKIE not in strict.cookies


def test_a_restart_of_the_server_keeps_the_answers(settled: Visitor) -> None:
    from nabij.rights.views import sealed_cookie

    sealed_cookie._box.cache_clear()
    assert settled.opens("resultaten/").here == "/nl/resultaten/"


def test_with_another_secret_the_check_begins_again(settled: Visitor) -> None:
    with override_settings(SECRET_KEY="a renewed secret, long enough to be one"):
        assert settled.opens("resultaten/").here == "/nl/"


# --------------------------------------------------------------------------------- results and paper


def test_a_total_holds_what_is_likely_and_no_hope(settled: Visitor) -> None:
    listed = results.results(today_found(settled.check))
    by_period: dict[str, int] = {}
    for card in listed.of(Group.YES):
        if {Warning_.CLAIM_FIRST, Warning_.REPLACED} & set(card.outcome.warnings):
            continue
        period = "year" if "year" in card.right.period else card.right.period
        for worth in [card.worth, *(one.worth for one in card.others if one.group is Group.YES)]:
            by_period[period] = by_period.get(period, 0) + worth.lowest
    assert {total.period: total.lowest for total in listed.totals} == {
        period: cents for period, cents in by_period.items() if cents and period in ("month", "year")
    }
    assert listed.number_of_maybe > 0


def test_beside_the_sum_stands_how_many_rights_are_only_maybe() -> None:
    visitor = Visitor().settles_in(place="zonnedam")
    for fact in ("net_work_income_eur_month", "net_benefit_income_eur_month"):
        visitor.sends(asks_about(fact, visitor.check), exact="0")
    number = results.results(today_found(visitor.check)).number_of_maybe
    text = visitor.opens("resultaten/").text
    sentence = f"Daarnaast zijn er {number} rechten die je misschien hebt."
    assert "Hier heb je waarschijnlijk recht op" in text
    assert sentence in text
    content = printed_list.contents(today_found(visitor.check))
    assert content["totals"] == ["€\u00a0120 per jaar"]
    assert sentence in content["not_added"]


def test_a_chip_leads_to_a_question_that_gives_the_missing_fact(settled: Visitor) -> None:
    chips = re.findall(r'class="n-chip"\s+href="([^"]+)"', settled.opens("resultaten/").text)
    assert chips
    for address in dict.fromkeys(chips):
        response = settled.client.get(address)
        assert response.status_code == 200, f"{address} leads elsewhere"


@pytest.mark.parametrize("right_id", sorted(catalogue()))
def test_every_right_has_a_page_with_the_law_and_a_person_to_ask(
    settled_once: Visitor, right_id: str
) -> None:
    page = settled_once.opens(f"resultaten/{results.key_of_right(right_id)}/").text
    assert settled_once.page.status_code == 200
    assert "n-law" in page
    assert "Sociaal Huis" in page or "tel:" in page
    assert right_id not in settled_once.here


def test_a_right_that_does_not_exist_is_not_here(settled: Visitor) -> None:
    assert settled.opens("resultaten/0123456789/").page.status_code == 404


@pytest.mark.parametrize("language", ["nl", "ar", "uk"])
def test_the_list_goes_on_paper(language: str) -> None:
    visitor = Visitor(language).settles_in(place="zonnedam")
    made = visitor.opens("resultaten/nabij.pdf").page
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.headers["Content-Disposition"] == 'attachment; filename="nabij.pdf"'
    assert made.content.startswith(b"%PDF")


def test_who_lives_here_is_asked_of_nobody_twice(settled: Visitor) -> None:
    assert all(member.facts["lives_here"] is True for member in settled.check.members)
    assert (Screen.HOME, None) in settled.check.replies


def test_where_somebody_lived_on_another_day_is_chosen_and_told_with_that_day() -> None:
    visitor = Visitor().settles_in(place="kortrijk")
    asked = "fact:municipality@year"
    visitor.opens(f"vraag/{steps.key_of_asking(asked, None)}/")
    assert {"kortrijk", "leuven", "flanders"} <= set(visitor.choices())
    visitor.answers(answer="leuven")
    assert visitor.check.household["municipality@year"] == "leuven"
    [line] = [line for line in told.told(today_found(visitor.check)) if "01/01/2026" in str(line.label)]
    assert [str(value) for value in line.values] == ["Leuven"]


def test_after_twelve_screens_the_results_come_by_themselves_and_more_is_optional() -> None:
    visitor = Visitor().settles_in()
    while visitor.check.number_of_answers < steps.ENOUGH_ANSWERS:
        assert "/vraag/" in visitor.here
        visitor.answers(answer="unknown")
    assert visitor.here == "/nl/resultaten/"
    assert "Je mag hier stoppen" in visitor.text
    visitor.opens("vraag/")
    assert "deze is extra" in visitor.text
    visitor.answers(answer="unknown")
    assert "/vraag/" in visitor.here
