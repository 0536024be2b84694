import json
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from pytest_django import Settings

from nabij.staff.models import TownGrant, User

pytestmark = pytest.mark.django_db


def test_the_demo_makes_two_editors_with_passwords_that_only_this_machine_knows(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    kept = tmp_path / "demo-accounts.json"
    accounts = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["email"] for one in accounts] == ["redactie@zonnedam.example", "nazicht@zonnedam.example"]
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
    assert User.objects.count() == 2


def test_the_demo_gives_accounts_of_before_their_town(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    TownGrant.objects.all().delete()
    call_command("load_demo")
    assert [grant.town for grant in TownGrant.objects.all()] == ["zonnedam", "zonnedam"]
