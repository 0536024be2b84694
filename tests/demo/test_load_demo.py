"""The demonstration: loaded once for all tests of this file, and what each does with it is taken back."""

import json
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from nabij.campaigns.models import Attempt, Campaign, Package, PackageOrder, Round, Target
from nabij.casework.models import VisitLetter
from nabij.casework.queries import held_letters
from nabij.casework.queries.given_tasks import own_given_tasks, task_page
from nabij.casework.queries.taken import visits_along
from nabij.demo import campaigns, door_round, packages
from nabij.demo.households import ALL
from nabij.kernel import clock
from nabij.registry.models import Household
from nabij.staff.models import TownGrant, User
from nabij.staff.queries import actor_of
from tests.staff.doors import CODE, give_password, is_in, somebody, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of a demonstration that was loaded in an empty database; taken back after these tests."""
    folder = tmp_path_factory.mktemp("demo")
    translation.deactivate()
    with override_settings(DATA_DIR=folder), django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def folder(loaded: Path, settings: Settings, tmp_path: Path) -> Path:
    """The data folder of that demonstration, as a copy of which a test does what it likes."""
    settings.DATA_DIR = shutil.copytree(loaded, tmp_path / "data")
    return settings.DATA_DIR


def test_the_demo_makes_accounts_with_passwords_that_only_this_machine_knows(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = folder / "demo-accounts.json"
    accounts = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["email"] for one in accounts] == [
        "redactie@zonnedam.example",
        "nazicht@zonnedam.example",
        "beheer@zonnedam.example",
        "mirte@zonnedam.example",
        "hanne@zonnedam.example",
        "pakketten@zonnedam.example",
        "privacy@zonnedam.example",
        "partner@zonnedam.example",
        "school@zonnedam.example",
        "campagnes@zonnedam.example",
        "yara@zonnedam.example",
        "rik@zonnedam.example",
        "magda@zonnedam.example",
        "ahmet@zonnedam.example",
        "lieve@zonnedam.example",
        "siska@zonnedam.example",
        "wout@zonnedam.example",
        "selma@zonnedam.example",
        "dries@zonnedam.example",
        "amal@zonnedam.example",
        "financien@zonnedam.example",
        "ergo@zonnedam.example",
    ]
    for account in accounts:
        assert authenticate(username=account["email"], password=account["password"]) is not None
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_loading_the_demo_twice_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = (folder / "demo-accounts.json").read_text(encoding="utf-8")
    call_command("load_demo")
    assert (folder / "demo-accounts.json").read_text(encoding="utf-8") == first
    assert User.objects.count() == 22
    assert Household.objects.count() == len(ALL) + campaigns.HOUSEHOLDS + door_round.HOUSEHOLDS


def test_the_demo_gives_accounts_of_before_their_town(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    TownGrant.objects.all().delete()
    call_command("load_demo")
    assert [grant.town for grant in TownGrant.objects.all()] == ["zonnedam"] * 22


def test_the_code_of_an_account_appears_in_the_terminal_and_opens_its_door(
    folder: Path, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    account = json.loads((folder / "demo-accounts.json").read_text(encoding="utf-8"))[0]
    give_password(client, account["email"], account["password"])
    capsys.readouterr()
    client.get(CODE)
    said = capsys.readouterr().out
    code = re.search(r"redactie@zonnedam.example: (\d{6}) ", said)
    assert code is not None
    client.post(CODE, {"code": code.group(1)})
    assert is_in(client)


def test_no_code_of_an_account_outside_the_demo_appears(
    folder: Path, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    noor = somebody()
    with_app(noor)
    give_password(client, noor.email)
    capsys.readouterr()
    client.get(CODE)
    assert capsys.readouterr().out == ""


def test_the_codes_of_all_accounts_can_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    call_command("demo_codes")
    assert capsys.readouterr().out.count("code of ") == 22


def test_an_account_of_an_older_demo_gets_a_phone_at_the_next_start(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = folder / "demo-accounts.json"
    older = [
        {name: one[name] for name in ("email", "password")} for one in json.loads(kept.read_text("utf-8"))
    ]
    kept.write_text(json.dumps(older), encoding="utf-8")
    Authenticator.objects.all().delete()
    call_command("load_demo")
    after = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["password"] for one in after] == [one["password"] for one in older]
    assert all(one["key"] for one in after)


def test_a_phone_round_runs_with_calls_of_four_callers(folder: Path) -> None:
    call_command("load_demo")
    round_ = Campaign.objects.get(name=campaigns.NAME)
    assert round_.state == "running"
    assert Target.objects.filter(campaign=round_).count() >= 30
    assert Attempt.objects.filter(campaign=round_).values("caller").distinct().count() == 4
    assert Attempt.objects.filter(campaign=round_).count() == len(campaigns.TALKS)


def test_packages_are_being_made_with_an_order_that_waits(folder: Path) -> None:
    made = Campaign.objects.get(name=packages.NAME)
    assert made.state == "running"
    assert Target.objects.filter(campaign=made).count() == packages.DOORS
    assert Package.objects.filter(campaign=made, variant=None).count() == 1
    assert sorted(PackageOrder.objects.values_list("state", flat=True)) == ["committed"] * 3 + ["waits"]
    ends = set(Target.objects.filter(campaign=made).values_list("state", "passed_because"))
    assert ends >= {("reached", ""), ("open", ""), ("ended", "moved_or_died"), ("ended", "changed")}
    assert Round.objects.filter(campaign=made).values("goer").distinct().count() == 2
    outcomes = Attempt.objects.filter(campaign=made).values_list("outcome", flat=True)
    assert {"delivered", "no_answer", "call_back"} <= set(outcomes)


def test_visits_can_be_taken_along_and_two_things_came_back_of_which_one_is_held(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for is_again in (False, True):
        if is_again:
            call_command("load_demo")
        mirte = actor_of(User.objects.get(email="mirte@zonnedam.example"), on=clock.today())
        assert len(visits_along(mirte, now=clock.now())) >= 2
        found = {one.kind: (one.state, one.because) for one in VisitLetter.objects.all()}
        assert found == {"contact": ("written", ""), "step": ("held", "changed")}
        assert len(held_letters(mirte, now=clock.now())) == 1


def test_the_occupational_therapist_has_two_tasks_and_passed_one_need_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for is_again in (False, True):
        if is_again:
            call_command("load_demo")
        elke = actor_of(User.objects.get(email="ergo@zonnedam.example"), on=clock.today())
        tasks = own_given_tasks(elke, now=clock.now())
        assert [one.places for one in tasks] == [
            ("Stadhuisstraat 2, 9901 Zonnedam",),
            ("Marktstraat 18 bus 3, 9901 Zonnedam",),
        ]
        page = task_page(elke, tasks[0].number, now=clock.now())
        assert (len(page.notes), len(page.passed)) == (1, 1)
