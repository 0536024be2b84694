import json
import re
import stat
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from nabij.campaigns.models import Attempt, Campaign, Package, PackageOrder, Round, Target
from nabij.demo import campaigns, door_round, packages
from nabij.demo.households import ALL
from nabij.registry.models import Household
from nabij.staff.models import TownGrant, User
from tests.staff.doors import CODE, give_password, is_in, somebody, with_app

pytestmark = pytest.mark.django_db


def test_the_demo_makes_accounts_with_passwords_that_only_this_machine_knows(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    kept = tmp_path / "demo-accounts.json"
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
    ]
    for account in accounts:
        assert authenticate(username=account["email"], password=account["password"]) is not None
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_loading_the_demo_twice_changes_nothing(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    first = (tmp_path / "demo-accounts.json").read_text(encoding="utf-8")
    call_command("load_demo")
    assert (tmp_path / "demo-accounts.json").read_text(encoding="utf-8") == first
    assert User.objects.count() == 21
    assert Household.objects.count() == len(ALL) + campaigns.HOUSEHOLDS + door_round.HOUSEHOLDS


def test_the_demo_gives_accounts_of_before_their_town(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    TownGrant.objects.all().delete()
    call_command("load_demo")
    assert [grant.town for grant in TownGrant.objects.all()] == ["zonnedam"] * 21


def test_the_code_of_an_account_appears_in_the_terminal_and_opens_its_door(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    account = json.loads((tmp_path / "demo-accounts.json").read_text(encoding="utf-8"))[0]
    give_password(client, account["email"], account["password"])
    capsys.readouterr()
    client.get(CODE)
    said = capsys.readouterr().out
    code = re.search(r"redactie@zonnedam.example: (\d{6}) ", said)
    assert code is not None
    client.post(CODE, {"code": code.group(1)})
    assert is_in(client)


def test_no_code_of_an_account_outside_the_demo_appears(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    noor = somebody()
    with_app(noor)
    give_password(client, noor.email)
    capsys.readouterr()
    client.get(CODE)
    assert capsys.readouterr().out == ""


def test_the_codes_of_all_accounts_can_be_asked_for(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    capsys.readouterr()
    call_command("demo_codes")
    assert capsys.readouterr().out.count("code of ") == 21


def test_an_account_of_an_older_demo_gets_a_phone_at_the_next_start(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    kept = tmp_path / "demo-accounts.json"
    older = [
        {name: one[name] for name in ("email", "password")} for one in json.loads(kept.read_text("utf-8"))
    ]
    kept.write_text(json.dumps(older), encoding="utf-8")
    Authenticator.objects.all().delete()
    call_command("load_demo")
    after = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["password"] for one in after] == [one["password"] for one in older]
    assert all(one["key"] for one in after)


def test_a_phone_round_runs_with_calls_of_four_callers(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    call_command("load_demo")
    round_ = Campaign.objects.get(name=campaigns.NAME)
    assert round_.state == "running"
    assert Target.objects.filter(campaign=round_).count() >= 30
    assert Attempt.objects.filter(campaign=round_).values("caller").distinct().count() == 4
    assert Attempt.objects.filter(campaign=round_).count() == len(campaigns.TALKS)


def test_packages_are_being_made_with_an_order_that_waits(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
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
