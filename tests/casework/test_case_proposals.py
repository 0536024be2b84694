"""Decisions that differ from the rules: a case without anybody in it, and how often the rules were right."""

import json
import tomllib
import uuid
from datetime import date

import pytest
from django.test import Client

from nabij.audit.models import Line
from nabij.casework.actions.case_proposals import leave_case, propose_case, settle_proposal
from nabij.casework.models import CaseProposal
from nabij.casework.queries import case_proposals as queries
from nabij.casework.types import AmountPer, ChangedMeanwhile, Feedback, ProposalState, RightState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.types import BirthDate, NotPossible
from nabij.rights.actions.facts import Telling, Told, record_facts
from nabij.rights.queries.decided import Said
from nabij.rights.queries.results import key_of_right
from nabij.rights.types import FactSource
from nabij.staff.types import Role
from nabij_rights.cases import parse_cases
from tests.casework.register_desk import LIVING_WAGE, RENT, held, moved
from tests.registry.people import NOW, TODAY, Desk, account, actor, child, desk, household, somebody

CANARIES = ("Xanthippe", "Zeewolde", "Kaai", "9901", "1988-03-17", "2016-05-09", "1987.65")


@pytest.fixture
def at(db: None) -> Desk:
    return desk()


@pytest.fixture
def editor(db: None) -> Actor:
    return actor(account("ed"), Role.EDITOR)


def refused(by: Actor, right_id: str = LIVING_WAGE, family: str = "Zeewolde") -> int:
    """A household with everything by which it could be recognised, refused a right that the rules gave it."""
    mother = somebody("Xanthippe", family, birth=BirthDate(1988, 3, 17))
    number = household(by, mother, child("Mo", family))
    told = [Told("rent_eur_month", "1987.65"), Told("tenure", "private_tenant")]
    record_facts(
        actor=by,
        household_id=number,
        told=told,
        telling=Telling(TODAY, FactSource.TOLD, proof="Zeewolde, letter"),
        client_id=uuid.uuid4(),
        now=NOW,
    )
    note = "Xanthippe Zeewolde earns too much"
    moved(by, number, RightState.REFUSED, right_id=right_id, note=note, look_on=TODAY, said=Said("yes"))
    return number


def drafted(by: Actor, number: int, right_id: str = LIVING_WAGE):
    return queries.case_to_propose(by, number, key_of_right(right_id), on=TODAY, now=NOW)


def propose(by: Actor, number: int, right_id: str = LIVING_WAGE, **more) -> int:
    case = more.pop("case", None) or drafted(by, number, right_id).case.case
    given = {"client_id": uuid.uuid4(), "now": NOW, "engine_said": "yes", **more}
    return propose_case(actor=by, household_id=number, right_id=right_id, case=case, **given)


@pytest.mark.parametrize("right_id", [LIVING_WAGE, RENT, "schooltoeslag", "groeipakket_sociale_toeslag"])
def test_nobody_can_be_recognised_in_a_proposed_case(at: Desk, editor: Actor, right_id: str) -> None:
    number = refused(at.noor, right_id)
    propose(at.noor, number, right_id)
    row = CaseProposal.objects.values().get()
    (found,) = queries.proposals(editor)
    whole = json.dumps(row, default=str) + str(found) + queries.proposal(editor, row["id"]).text
    for canary in CANARIES:
        assert canary not in whole, canary
    assert not {"household_id", "person_id", "sent_by", "proposed_by"} & set(row)
    assert row["month"] == "2026-11"


def test_a_case_keeps_ages_and_what_the_right_reads_and_can_be_put_in_its_file(
    at: Desk, editor: Actor
) -> None:
    number = refused(at.noor)
    propose(at.noor, number)
    text = queries.proposal(editor, CaseProposal.objects.get().pk).text
    (case,) = parse_cases(LIVING_WAGE, text)
    mother, mo = case.given["persons"]
    on = case.on
    born = date.fromisoformat(mother["birth_on"])
    assert on.year - born.year - ((on.month, on.day) < (born.month, born.day)) == 38
    assert mo["relation_to_reference"] == "child"
    assert case.expected.answer == "no"
    assert "rent_eur_month" not in case.given.get("household", {})  # this right does not read the rent
    assert tomllib.loads(text)["case"][0]["on"] == date(2026, 11, 1)


def test_amounts_are_rounded_and_an_amount_of_another_period_is_left_out(at: Desk) -> None:
    number = refused(at.noor, RENT)
    rent = drafted(at.noor, number, RENT).case.case["household"].get("rent_eur_month")
    assert rent in (None, "1990", "1988")
    number = household(at.noor)
    for right, per in ((LIVING_WAGE, AmountPer.MONTH), ("igo", AmountPer.QUARTER)):
        amount = {"amount_cents": 1_234, "amount_per": per}
        moved(at.noor, number, RightState.GRANTED, right_id=right, said=Said("probably_not"), **amount)
    assert drafted(at.noor, number).case.case["expect"] == {"answer": "yes", "amount": "12.34"}
    assert drafted(at.noor, number, "igo").case.case["expect"] == {"answer": "yes"}


@pytest.mark.parametrize(
    ("to", "said", "amount", "is_other"),
    [
        (RightState.REFUSED, Said("yes"), None, True),
        (RightState.REFUSED, Said("maybe"), None, False),
        (RightState.REFUSED, Said("probably_not"), None, False),
        (RightState.GRANTED, Said("probably_not"), None, True),
        (RightState.GRANTED, Said("yes", 10_000, 20_000, "month"), 20_001, True),
        (RightState.GRANTED, Said("yes", 10_000, 20_000, "month"), 20_000, False),
        (RightState.GRANTED, Said("maybe", 10_000, 20_000, "year"), 99, False),
        (RightState.GRANTED, Said("yes", None, None, "month"), 99, False),
        (RightState.GRANTED, None, 99, False),
    ],
)
def test_only_a_decision_that_differs_is_asked_about(at: Desk, to, said, amount, is_other) -> None:
    number = household(at.noor)
    per = AmountPer.MONTH if amount else None
    moved(at.noor, number, to, said=said, amount_cents=amount, amount_per=per)
    assert (held(number).feedback == Feedback.DIFFERS) is is_other


def test_nothing_is_sent_by_itself_and_it_is_sent_or_left_once(at: Desk) -> None:
    number = refused(at.noor)
    assert not CaseProposal.objects.exists()
    case, form = drafted(at.noor, number).case.case, uuid.uuid4()
    propose(at.noor, number, case=case, client_id=form)
    propose(at.noor, number, case=case, client_id=form)  # the same form sent twice
    assert CaseProposal.objects.count() == 1
    for again in (propose, drafted):
        with pytest.raises(NotFoundHere):
            again(at.noor, number)
    with pytest.raises(NotFoundHere):
        leave_case(actor=at.noor, household_id=number, right_id=LIVING_WAGE, now=NOW)
    other = refused(at.noor, family="Duinkerk")
    leave_case(actor=at.noor, household_id=other, right_id=LIVING_WAGE, now=NOW)
    assert (held(number).feedback, held(other).feedback) == ("sent", "not_sent")
    assert CaseProposal.objects.count() == 1


def test_the_draft_is_read_once_for_each_person_and_an_editor_reads_about_nobody(
    at: Desk, editor: Actor
) -> None:
    number = refused(at.noor)
    before = Line.objects.filter(is_read=True).count()
    draft = drafted(at.noor, number)
    assert Line.objects.filter(is_read=True).count() - before == 2  # the mother and the child
    propose(at.noor, number, case=draft.case.case)
    before = Line.objects.count()
    queries.proposals(editor)
    queries.proposal(editor, CaseProposal.objects.get().pk)
    assert Line.objects.count() == before


def test_a_large_household_is_not_sent(at: Desk) -> None:
    number = refused(at.noor)
    case = drafted(at.noor, number).case.case
    with pytest.raises(NotPossible, match="herkennen"):
        propose(at.noor, number, case={**case, "persons": [{}] * 8})
    assert held(number).feedback == Feedback.DIFFERS


def test_an_editor_takes_a_case_over_or_not_with_a_reason_and_one_of_two_wins(
    at: Desk, editor: Actor
) -> None:
    propose(at.noor, refused(at.noor))
    number = CaseProposal.objects.get().pk

    def settle(by: Actor, *, is_accepted: bool, because: str = "") -> None:
        settle_proposal(actor=by, proposal_id=number, is_accepted=is_accepted, because=because, now=NOW)

    with pytest.raises(Refused):
        settle(at.noor, is_accepted=True)
    with pytest.raises(NotPossible) as mistake:
        settle(editor, is_accepted=False)
    assert mistake.value.field == "because"
    settle(editor, is_accepted=False, because="The letter was about another year")
    with pytest.raises(ChangedMeanwhile):
        settle(editor, is_accepted=True)
    found = queries.proposal(editor, number)
    assert (found.state, found.because) == (ProposalState.REJECTED, "The letter was about another year")
    for read in (queries.proposals, lambda by: queries.proposal(by, number)):
        with pytest.raises(Refused):
            read(at.noor)


def test_how_often_the_rules_were_right_hides_what_fewer_than_five_had(at: Desk, editor: Actor) -> None:
    ends = [RightState.GRANTED] * 5 + [RightState.REFUSED] * 4 + [RightState.DECLINED]
    for nth, end in enumerate(ends):
        number = household(at.noor, somebody("Ayşe", "Zeewind", birth=BirthDate(1960 + nth)))
        moved(at.noor, number, RightState.APPLIED, said=Said("yes"))
        moved(at.noor, number, end, said=Said("probably_not"))
    unsure = household(at.noor)
    moved(at.noor, unsure, RightState.GRANTED, said=Said("maybe"))
    year = {"from_on": date(2026, 1, 1), "until_on": date(2027, 1, 1)}
    (found,) = queries.precision(editor, **year)
    assert (found.right_id, found.granted, found.refused, found.other) == (LIVING_WAGE, 5, None, None)
    assert queries.precision(editor, from_on=date(2025, 1, 1), until_on=date(2026, 1, 1)) == ()
    elsewhere = actor(account("far"), Role.EDITOR, towns=("kortrijk",))
    assert queries.precision(elsewhere, **year) == ()
    with pytest.raises(Refused):
        queries.precision(at.noor, **year)


def test_the_file_is_a_download_and_no_page_of_the_editors_is_open_to_others(at: Desk) -> None:
    propose(at.noor, refused(at.noor))
    number = CaseProposal.objects.get().pk
    user = account("edith")
    user.role_grants.create(role=Role.EDITOR)
    client = Client()
    client.force_login(user)
    answer = client.get(f"/nl/werk/beslissingen/{number}/bestand/")
    assert answer.status_code == 200, answer
    assert answer["Content-Disposition"] == f'attachment; filename="leefloon-{number}.toml"'
    assert parse_cases(LIVING_WAGE, answer.content.decode())
