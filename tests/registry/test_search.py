"""The search box forgives spelling, shows only what is the actor's to see, and leaves a line for each hit."""

import uuid
from datetime import date

import pytest

from nabij.audit.models import Line
from nabij.kernel.decisions import Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, queries
from nabij.registry.actions.indexing import drop_unused
from nabij.registry.models import SearchEntry, SearchWord
from nabij.registry.types import BirthDate, ContactKind, Door, Naming, NewPerson, NotPossible, Place, StayKind
from nabij.registry.types.search_words import likeness, read_typed, tails_of
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, Desk, account, actor, child, desk, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def found(by, text):
    return [hit.household_id for hit in queries.search(by, text, now=NOW)]


def a_town(at: Desk) -> dict[str, int]:
    made = {
        "verhaeghe": household(at.noor, somebody("Lieve", "Verhaeghe", birth=BirthDate(1961))),
        "yousouf": household(
            at.noor,
            somebody("Yousouf", "El Amrani", birth=BirthDate(1990, 2, 1)),
            place=Place(door=Door("Sluisstraat", "12", postcode="9901")),
        ),
        "janssens": household(at.noor, somebody("Jan", "Janssens", birth=BirthDate(1975)), child("Fien")),
        "rik": household(
            at.noor,
            NewPerson(Naming(nickname="Rik van de brug")),
            place=Place(spot="Bank aan het station", kind=StayKind.MEETING_SPOT),
        ),
        "theirs": household(at.sam, somebody("Marc", "Verhaeghe", birth=BirthDate(1961))),
    }
    actions.add_contact_point(
        actor=at.noor,
        household_id=made["janssens"],
        person_id=None,
        kind=ContactKind.PHONE,
        typed="0470 00 12 34",
        client_id=uuid.uuid4(),
        now=NOW,
    )
    return made


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("verh", "verhaeghe"),
        ("vrhg", "verhaeghe"),
        ("vera", "verhaeghe"),
        ("verheage", "verhaeghe"),
        ("joesoef", "yousouf"),
        ("elamrani", "yousouf"),
        ("amrani 1990", "yousouf"),
        ("sluisstr", "yousouf"),
        ("Jnassens", "janssens"),
        ("fien janssens", "janssens"),
        ("0012", "janssens"),
        ("1234", "janssens"),
        ("+32 470 00 12 34", "janssens"),
        ("1975", "janssens"),
        ("rik station", "rik"),
        ("brug", "rik"),
    ],
)
def test_a_household_is_among_the_first_five_for(at: Desk, text: str, who: str) -> None:
    made = a_town(at)
    assert made[who] in found(at.noor, text)


def test_what_another_team_follows_is_not_found(at: Desk) -> None:
    made = a_town(at)
    assert made["theirs"] not in found(at.noor, "verhaeghe 1961")
    assert found(at.sam, "verhaeghe") == [made["theirs"]]


def test_each_hit_is_one_line_in_the_log_and_no_hit_is_one_line_about_nobody(at: Desk) -> None:
    a_town(at)
    hits = queries.search(at.noor, "verhaeghe", now=NOW)
    lines = Line.objects.filter(event="registry.search_hit")
    assert [line.subject for line in lines] == [hit.subject for hit in hits]
    assert queries.search(at.noor, "qqqq", now=NOW) == []
    assert Line.objects.filter(event="registry.search_hit", subject=None).count() == 1


def test_a_secret_address_leads_to_nobody_and_is_not_shown(at: Desk) -> None:
    hidden = household(
        at.noor, somebody("Eva", "Duinroos"), place=Place(door=Door("Stiltelaan", "3"), is_hidden=True)
    )
    assert found(at.noor, "stiltelaan") == []
    assert queries.search(at.noor, "duinroos", now=NOW)[0].place == ""
    shown = queries.household(at.noor, hidden, purpose=Purpose.HELP, on=TODAY, now=NOW)
    assert shown.stays[0].address.street_name == "Stiltelaan"  # noor wrote it
    vera = actor(account("vera"), Role.CASE_MANAGER, teams=(at.team,))
    assert queries.household(vera, hidden, purpose=Purpose.HELP, on=TODAY, now=NOW).stays == ()


def test_the_right_member_is_shown_with_the_hit(at: Desk) -> None:
    made = a_town(at)
    hit = queries.search(at.noor, "fien 2016", now=NOW)[0]
    assert (hit.household_id, hit.naming.given) == (made["janssens"], "Fien")


def test_after_a_correction_the_new_name_is_found_and_the_old_one_no_longer(at: Desk) -> None:
    number = household(at.noor, somebody("Ayşe", "Zandkasteel"))
    member = queries.household(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW).reference
    actions.correct_identity(
        actor=at.noor,
        household_id=number,
        person_id=member.person_id,
        base_version=1,
        naming=Naming(given="Ayşe", family="Waterlelie"),
        birth=member.birth,
        is_expected=False,
        now=NOW,
    )
    assert found(at.noor, "waterlelie") == [number]
    assert found(at.noor, "zandkasteel") == []
    assert drop_unused() == 1
    assert not SearchWord.objects.filter(word="zandkasteel").exists()


def test_a_number_that_is_out_of_use_leads_to_nobody(at: Desk) -> None:
    made = a_town(at)
    point = queries.reaching(at.noor, made["janssens"], purpose=Purpose.HELP, now=NOW).points[0]
    given = {"actor": at.noor, "household_id": made["janssens"], "point_id": point.pk, "now": NOW}
    actions.withdraw_contact_point(**given)
    assert found(at.noor, "470001234") == []
    assert actions.withdraw_contact_point(**given).withdrawn_at == NOW


def test_who_follows_no_household_does_not_search(at: Desk) -> None:
    for role in (Role.VOLUNTEER, Role.PARTNER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER):
        with pytest.raises(Refused):
            queries.search(actor(account(role.value), role, teams=(at.team,)), "verh", now=NOW)


def test_beyond_the_own_team_only_who_is_known_well_enough_is_found(at: Desk) -> None:
    made = a_town(at)
    for too_little in ("verhaeghe", "1961", "verh"):
        assert queries.search_beyond(at.noor, too_little, now=NOW) == []
    hits = queries.search_beyond(at.noor, "verhaeghe 1961", now=NOW)
    assert [(hit.household_id, hit.place) for hit in hits] == [(made["theirs"], "")]
    assert Line.objects.filter(event="registry.search_beyond", purpose="exception").count() == 4


def test_odd_text_is_refused_with_a_sentence_or_finds_nothing(at: Desk) -> None:
    a_town(at)
    with pytest.raises(NotPossible):
        queries.search(at.noor, "a" * 500, now=NOW)
    with pytest.raises(NotPossible):
        queries.search(at.noor, "\ud800", now=NOW)
    for odd in ("", "   ", "%", "_", "'; drop table", "🙂", "\x00", "é", "{", "^"):
        queries.search(at.noor, odd, now=NOW)


def test_the_index_holds_only_what_leads_to_a_household(at: Desk) -> None:
    number = household(at.noor, somebody("Ayşe", "Van den Berghe"))
    words = set(SearchEntry.objects.filter(household=number).values_list("word__word", flat=True))
    assert words == {"ayse", "van", "den", "berghe", "vandenberghe", "kaai"}


def test_what_was_typed_is_taken_apart() -> None:
    assert read_typed("Jan 1984", this_year=2026).year == 1984
    assert read_typed("0470/12.34", this_year=2026).figures == "04701234"
    assert read_typed("8500", this_year=2026).year is None
    assert read_typed("van den berghe", this_year=2026).words == ("berghe",)
    assert "1234" in tails_of("+32470001234")
    assert likeness("jans", "janssens") > likeness("jasn", "janssens") > 0.6


def test_the_list_goes_page_by_page_in_the_order_of_names_and_counts_the_same(at: Desk) -> None:
    for family in ("Duin", "Alm", "Ceder", "Berk", "Eik"):
        household(at.noor, somebody("Jo", family, birth=BirthDate(1980)))
    household(at.sam, somebody("Jo", "Anders", birth=BirthDate(1981)))
    asking = {"purpose": Purpose.WORK_LIST, "on": TODAY, "now": NOW, "size": 2}
    names, after = [], None
    while True:
        page = queries.household_list(at.noor, after=after, **asking)
        names += [row.naming.family for row in page.rows]
        if not (after := page.after):
            break
    assert names == ["Alm", "Berk", "Ceder", "Duin", "Eik"]
    assert queries.count_households(at.noor, now=NOW) == 5
    assert queries.count_households(at.noor, now=NOW, mine=True) == 0
    assert Line.objects.filter(event="registry.household_listed").count() == 5


def test_a_list_takes_the_same_number_of_questions_however_long(
    at: Desk, django_assert_max_num_queries
) -> None:
    for at_number in range(12):
        household(at.noor, somebody("Jo", f"Naam{chr(97 + at_number)}", birth=BirthDate(1950 + at_number)))
    with django_assert_max_num_queries(12):
        queries.household_list(at.noor, purpose=Purpose.WORK_LIST, on=date(2026, 11, 20), now=NOW)
