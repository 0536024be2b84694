"""The budget of a household: to the cent, from a day on, nothing overwritten, and only for who sees money."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nabij.audit.models import Line
from nabij.casework import policies
from nabij.casework.actions import keeping_budget
from nabij.casework.actions.budget import Amount, NewLine, add_budget_line, note_budget_amount
from nabij.casework.models import BudgetFact, BudgetLine
from nabij.casework.queries.at_the_table import at_the_table
from nabij.casework.queries.budget import BudgetView, budget_of
from nabij.casework.queries.budget_paper import budget_contents, budget_pdf
from nabij.casework.types import ChangedMeanwhile
from nabij.casework.types.budget import BudgetPer, BudgetSide, BudgetWhat, a_month, a_week
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import ClientIdReused, NotPossible, Sight, Topic
from nabij.staff.models import User
from nabij.staff.types import Role
from tests.casework.desk import guided
from tests.casework.referral_desk import network
from tests.house.test_access import browser
from tests.registry.people import NOW, TODAY, Desk, account, actor, desk, household, somebody

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
MONTH, WEEK, QUARTER, YEAR = BudgetPer.MONTH, BudgetPer.WEEK, BudgetPer.QUARTER, BudgetPer.YEAR


@pytest.fixture
def at() -> Desk:
    return desk()


def line(
    side: BudgetSide, what: BudgetWhat, euro: str, per: BudgetPer = MONTH, name: str = "", **more: Any
) -> NewLine:
    owed = more.pop("owed", None)
    amount = Amount(Decimal(euro), per, more.pop("from_on", TODAY), None if owed is None else Decimal(owed))
    return NewLine(side, what, name, amount)


def wage(euro: str = "1500.00", **more: Any) -> NewLine:
    return line(BudgetSide.INCOME, BudgetWhat.WAGE, euro, **more)


def debt(euro: str = "25.00", owed: str = "400.00", name: str = "Gas vzw") -> NewLine:
    return line(BudgetSide.DEBT, BudgetWhat.DEBT, euro, name=name, owed=owed)


def add(by: Actor, home: int, new: NewLine, *, client_id: uuid.UUID | None = None) -> int:
    return add_budget_line(
        actor=by, household_id=home, line=new, client_id=client_id or uuid.uuid4(), now=NOW
    )


def say(by: Actor, home: int, number: int, amount: Amount, *, last: int | None = None) -> int:
    newest = BudgetFact.objects.filter(line=number).order_by("-pk").values_list("pk", flat=True)[0]
    return note_budget_amount(
        actor=by,
        household_id=home,
        line_id=number,
        amount=amount,
        last=newest if last is None else last,
        client_id=uuid.uuid4(),
        now=LATER,
    )


def seen(by: Actor, home: int, on: date = TODAY) -> BudgetView:
    return budget_of(by, home, purpose=Purpose.HELP, on=on, now=LATER)


def test_a_budget_comes_out_to_the_cent(at: Desk) -> None:
    home = guided(at.noor)
    for new in (
        wage("1094.30"),
        line(BudgetSide.INCOME, BudgetWhat.GROWTH_PACKAGE, "462.18"),
        line(BudgetSide.EXPENSE, BudgetWhat.HOME, "685.00"),
        line(BudgetSide.EXPENSE, BudgetWhat.FOOD, "95.00", WEEK),  # 411.666... a month
        line(BudgetSide.EXPENSE, BudgetWhat.WATER, "96.40", QUARTER),  # 32.1333...
        line(BudgetSide.EXPENSE, BudgetWhat.INSURANCE, "102.00", YEAR),  # 8.50
        debt("30.00", "412.80"),
        debt("0", "186.25", "Ziekenhuis"),
    ):
        add(at.noor, home, new)
    told = seen(at.noor, home).sum
    assert (told.income, told.expenses) == (Decimal("1556.48"), Decimal("1137.30"))
    assert (told.payments, told.owed) == (Decimal("30.00"), Decimal("599.05"))
    assert (told.left_month, told.left_week) == (Decimal("389.18"), Decimal("89.81"))
    assert told.income - told.expenses - told.payments == told.left_month


@pytest.mark.parametrize(
    ("euro", "per", "month"),
    [("10", WEEK, "43.33"), ("0.03", WEEK, "0.13"), ("10", QUARTER, "3.33"), ("0.06", YEAR, "0.01")],
)
def test_what_an_amount_is_a_month_is_rounded_half_up(euro: str, per: BudgetPer, month: str) -> None:
    assert a_month(Decimal(euro), per) == Decimal(month)


def test_what_lacks_is_told_as_short_and_a_week_of_it_is_as_exact(at: Desk) -> None:
    home = guided(at.noor)
    add(at.noor, home, line(BudgetSide.EXPENSE, BudgetWhat.HOME, "100.10"))
    told = seen(at.noor, home).sum
    assert told.is_short
    assert told.left_week == a_week(Decimal("-100.10")) == Decimal("-23.10")
    assert told.cents["week"] == 2310


def test_an_amount_holds_from_a_day_and_what_it_was_stays(at: Desk) -> None:
    home = guided(at.noor)
    number = add(at.noor, home, wage("1500.00"))
    next_month = TODAY + timedelta(days=30)
    say(at.noor, home, number, Amount(Decimal("1600.00"), MONTH, next_month))
    (now,), (then,) = seen(at.noor, home).income, seen(at.noor, home, next_month).income
    assert (now.month_eur, now.coming.amount_eur if now.coming else None) == (1500, 1600)
    assert (then.month_eur, [one.amount_eur for one in then.earlier]) == (1600, [1500])
    say(at.noor, home, number, Amount(Decimal("1650.00"), MONTH, next_month))
    (mended,) = seen(at.noor, home, next_month).income
    assert (mended.month_eur, [one.amount_eur for one in mended.earlier]) == (1650, [1500, 1600])
    assert BudgetFact.objects.count() == 3


def test_zero_ends_a_line_and_a_debt_that_is_paid_is_over(at: Desk) -> None:
    home = guided(at.noor)
    income, owed = add(at.noor, home, wage()), add(at.noor, home, debt())
    say(at.noor, home, income, Amount(Decimal(0), MONTH, TODAY))
    say(at.noor, home, owed, Amount(Decimal(0), MONTH, TODAY, Decimal("400.00")))
    view = seen(at.noor, home)
    assert (len(view.income), len(view.debts), len(view.over)) == (0, 1, 1)
    say(at.noor, home, owed, Amount(Decimal(0), MONTH, TODAY, Decimal(0)))
    view = seen(at.noor, home)
    assert (view.debts, len(view.over), view.sum.owed) == ((), 2, 0)


def test_of_two_people_at_once_the_second_sees_what_the_first_told(at: Desk) -> None:
    home = guided(at.noor)
    number = add(at.noor, home, wage())
    opened = seen(at.noor, home).income[0].last
    say(at.noor, home, number, Amount(Decimal("1600.00"), MONTH, TODAY), last=opened)
    with pytest.raises(ChangedMeanwhile):
        say(at.noor, home, number, Amount(Decimal("1700.00"), MONTH, TODAY), last=opened)
    assert seen(at.noor, home).income[0].month_eur == 1600


def test_a_line_that_is_sent_twice_stands_once(at: Desk) -> None:
    home, client_id = guided(at.noor), uuid.uuid4()
    assert add(at.noor, home, wage(), client_id=client_id) == add(at.noor, home, wage(), client_id=client_id)
    with pytest.raises(ClientIdReused):
        add(at.noor, home, wage("1.00"), client_id=client_id)
    assert BudgetLine.objects.count() == BudgetFact.objects.count() == 1


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (wage("-1"), "amount"),
        (wage("1000000"), "amount"),
        (wage(from_on=TODAY + timedelta(days=400)), "from_on"),
        (wage(from_on=date(1999, 1, 1)), "from_on"),
        (line(BudgetSide.INCOME, BudgetWhat.HOME, "1"), "what"),
        (debt(name=" "), "name"),
        (line(BudgetSide.DEBT, BudgetWhat.DEBT, "1", name="Gas vzw"), "owed"),
        (debt(owed="-1"), "owed"),
        (wage(name="x" * 101), "name"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_nothing_is_kept(at: Desk, new: NewLine, field: str) -> None:
    with pytest.raises(NotPossible) as problem:
        add(at.noor, guided(at.noor), new)
    assert problem.value.field == field
    assert str(problem.value).endswith(".")
    assert not BudgetLine.objects.exists()


def test_the_database_itself_refuses_a_line_on_the_wrong_side_and_an_amount_below_zero(at: Desk) -> None:
    home = guided(at.noor)
    number = add(at.noor, home, wage())
    by = {"added_at": NOW, "added_by_id": at.noor.staff_id, "household_id": home}
    for wrong in ({"side": "income", "what": "home"}, {"side": "debt", "what": "debt", "name": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BudgetLine.objects.create(**by, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetFact.objects.filter(line=number).update(amount_eur=-1)


def test_without_money_among_the_topics_there_is_no_budget(at: Desk) -> None:
    home = guided(at.noor)
    number = add(at.noor, home, wage())
    for role in (Role.BRIDGE_WORKER, Role.FAMILY_COACH, Role.COMMUNITY_WORKER, Role.YOUTH_WORKER):
        them = actor(account(role.value), role, teams=(at.team,))
        for tried in (
            lambda by=them: seen(by, home),
            lambda by=them: add(by, home, wage()),
            lambda by=them: say(by, home, number, Amount(Decimal(1), MONTH, TODAY)),
        ):
            with pytest.raises(NotFoundHere):
                tried()
    with pytest.raises(NotFoundHere):
        seen(at.sam, home)
    assert seen(at.noor, home).income[0].month_eur == 1500


def test_a_line_of_another_household_is_not_there() -> None:
    noor = network().noor
    home, other = guided(noor), household(noor, somebody("Jo", "Duinhof"))
    number = add(noor, home, wage())
    with pytest.raises(NotFoundHere):
        say(noor, other, number, Amount(Decimal(1), MONTH, TODAY))
    page = browser(User.objects.get(pk=noor.staff_id))
    assert page.get(f"/nl/werk/gezinnen/{home}/budget/{number}/").status_code == 200
    assert page.get(f"/nl/werk/gezinnen/{other}/budget/{number}/").status_code == 404


def test_somebody_with_a_task_about_money_reads_the_budget_and_does_not_write_it(at: Desk) -> None:
    sight = Sight(at.noor.staff_id, frozenset({"task"}), frozenset({Topic.MONEY}))
    assert policies.sees_budget(sight)
    assert not policies.may_keep_budget(at.noor, sight).allowed
    assert policies.may_keep_budget(at.noor, replace(sight, relations=frozenset({"team"}))).allowed


def test_the_family_reads_the_same_figures_at_the_table_and_on_paper(at: Desk) -> None:
    home = guided(at.noor)
    add(at.noor, home, wage("1094.30", name="Schoonmaak"))
    add(at.noor, home, debt("30.00", "412.80"))
    view = seen(at.noor, home)
    table = at_the_table(at.noor, home, language="nl", on=TODAY, now=LATER)
    assert table.budget == view
    paper = budget_contents(view, language="nl", on=TODAY)
    assert paper["income"]["rows"][0][2] == "\u20ac\u00a01.094,30"
    assert paper["debts"]["rows"] == [["Gas vzw", "\u20ac\u00a0412,80", "\u20ac\u00a030,00"]]
    assert paper["left"][1][1] == "\u20ac\u00a0245,61"
    for language in ("nl", "fr", "en"):
        assert budget_pdf(view, language=language, on=TODAY).startswith(b"%PDF")


def test_two_homes_have_two_budgets(at: Desk) -> None:
    mother, father = guided(at.noor), household(at.noor, somebody("Jo", "Duinhof"))
    add(at.noor, mother, wage("1000.00"))
    add(at.noor, father, wage("2000.00"))
    assert [seen(at.noor, home).sum.income for home in (mother, father)] == [1000, 2000]


def test_reading_names_each_person_once_in_the_log_and_writing_is_one_event(at: Desk) -> None:
    home = guided(at.noor)
    add(at.noor, home, wage())
    seen(at.noor, home)
    assert Line.objects.filter(event="casework.budget_line_added").count() == 1
    read = list(Line.objects.filter(event="casework.budget_read").values_list("subject", flat=True))
    assert len(read) == len(set(read)) == 2, "the household, and who lives in it"


def test_the_own_copy_has_every_amount_and_erasing_leaves_none(at: Desk) -> None:
    home = guided(at.noor)
    number = add(at.noor, home, wage(name="Schoonmaak"))
    say(at.noor, home, number, Amount(Decimal("1600.00"), MONTH, TODAY))
    subject = registry.number_of_household(home)
    (part,) = keeping_budget.own_copy(subject, now=NOW)
    assert [(one["name"], one["amount_eur"]) for one in part.records] == [
        ("Schoonmaak", "1500.00"),
        ("Schoonmaak", "1600.00"),
    ]
    looked = list(keeping_budget.erase(subject, now=NOW, only_look=True))
    assert [one.erased for one in looked] == [1, 2]
    assert BudgetFact.objects.count() == 2
    list(keeping_budget.erase(subject, now=NOW, only_look=False))
    assert not BudgetLine.objects.exists()
    assert not BudgetFact.objects.exists()


def test_a_budget_of_which_nothing_was_told_for_ten_years_is_past_its_term(at: Desk) -> None:
    home = household(at.noor)
    registry_home = registry.number_of_household(home)
    line_number = BudgetLine.objects.create(
        household_id=home, side="income", what="wage", added_at=NOW, added_by_id=at.noor.staff_id
    )
    BudgetFact.objects.create(
        line=line_number, from_on=TODAY, amount_eur=1, per="month", told_at=NOW, told_by_id=at.noor.staff_id
    )
    assert list(keeping_budget.past_term(TODAY.replace(year=2036), limit=9)) == []
    (due,) = keeping_budget.past_term(TODAY.replace(year=2037), limit=9)
    assert due.subjects == (registry_home,)
    keeping_budget.remove([due.key], now=NOW)
    assert not BudgetFact.objects.exists()


def test_the_pages_keep_what_was_typed_and_show_the_sum() -> None:
    noor = network().noor
    home = guided(noor)
    page = browser(User.objects.get(pk=noor.staff_id))
    address = f"/nl/werk/gezinnen/{home}/budget/"
    typed = {"client_id": str(uuid.uuid4()), "what": "wage", "name": "Schoonmaak", "per": "month"}
    wrong = page.post(f"{address}nieuw/income/", {**typed, "amount": "veel", "from_on": "1/11/2026"})
    assert wrong.status_code == 422
    assert "Schoonmaak" in wrong.content.decode()
    good = page.post(f"{address}nieuw/income/", {**typed, "amount": "1780,40", "from_on": "1/11/2026"})
    assert good.status_code == 302
    shown = page.get(address).content.decode()
    assert "1.780,40" in shown
    assert "Schoonmaak" in shown
    assert page.get(f"{address}nieuw/iets/").status_code == 404
    assert page.get(f"{address}pdf/?taal=fr").headers["Content-Type"] == "application/pdf"
