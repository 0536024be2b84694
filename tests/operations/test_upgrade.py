"""An upgrade that is killed anywhere goes on or goes back; one that may not begin changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from nabij.operations.actions import upgrades
from nabij.operations.queries import tables
from nabij.operations.queries.places import Places
from nabij.operations.types import UpgradeProblem
from tests.house import tree
from tests.operations.town import NOW, places_in, proven_key


def upgrade(places: Places) -> list[str]:
    """Upgrade; return what was said."""
    said: list[str] = []
    upgrades.upgrade(connection, places, now=NOW, serving_role="", say=said.append)
    return said


@pytest.mark.slow
@pytest.mark.parametrize("moments", [6, pytest.param(20, marks=pytest.mark.nightly)])
def test_an_upgrade_killed_at_any_moment_can_always_go_on_or_back(tmp_path: Path, moments: int) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NABIJ_", "DJANGO_"))}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.operations.killed_upgrade", str(tmp_path), str(moments)],
        cwd=tree.ROOT,
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.operations.small_settings",
            "NABIJ_DATA_DIR": str(tmp_path / "unused"),
            "PYTHONPATH": f"{tree.SOURCE}{os.pathsep}{tree.ROOT}",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    before, after, tries = told["before"], told["after"], told["tries"]
    assert told["moments"] > 200
    assert len(tries) == moments
    assert before["migrations"] != after["migrations"]
    assert [one["killed"] for one in tries] == [-9] * moments
    for one in tries:
        _is_whole(one, before=before, after=after)
    assert {one["went_back"] for one in tries} == {True, False}


def _is_whole(one: dict[str, Any], *, before: dict[str, Any], after: dict[str, Any]) -> None:
    at = f"killed at moment {one['at']}"
    assert one["ended"] == 0, at
    assert one["sound"] == "ok", at
    assert one["people"] == before["people"], at
    assert one["left"] == 0, f"{at}: a plain copy stayed behind"
    if one["went_back"]:
        assert one["digests"] == before["digests"], at
    else:
        assert one["migrations"] == after["migrations"], at
        assert one["backups"] >= 1, at


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('staff', '0999_later', '2026-01-01')"
        )
    with pytest.raises(UpgradeProblem, match=r"newer Nabij.*staff\.0999_later.*Nothing was changed"):
        upgrade(places)
    assert not places.backups.exists()


@pytest.mark.django_db
def test_an_upgrade_does_not_begin_without_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrades, "room_left", lambda folder: 10 * 2**20)
    places = places_in(tmp_path)
    proven_key(places)
    with pytest.raises(UpgradeProblem, match=r"10 MB left and .* Nothing was changed"):
        upgrade(places)
    assert not places.backups.exists()


@pytest.mark.django_db
def test_an_upgrade_does_not_begin_without_a_backup(tmp_path: Path) -> None:
    with pytest.raises(UpgradeProblem, match="did not begin, because there is no backup"):
        upgrade(places_in(tmp_path))


@pytest.mark.django_db
def test_a_database_that_is_too_old_stops_it_before_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.features, "minimum_database_version", (99, 0))
    places = places_in(tmp_path)
    with pytest.raises(UpgradeProblem, match=r"too old: .*99.*Nothing was changed"):
        upgrade(places)
    assert not places.state.exists()


@pytest.mark.django_db(transaction=True)
def test_a_step_that_fails_names_the_way_on_and_the_way_back_and_both_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = places_in(tmp_path)
    proven_key(places)
    before = tables.digests(connection)

    def fails(*arguments: object, **options: object) -> None:
        raise RuntimeError("column is in use")

    monkeypatch.setattr(upgrades, "call_command", fails)
    with pytest.raises(UpgradeProblem, match=r"in use.*`nabij upgrade` again.*`nabij upgrade --back`"):
        upgrade(places)
    with pytest.raises(UpgradeProblem):
        upgrade(places)
    assert len(list(places.backups.glob("*.age"))) == 1, "the backup of before, and no backup of halfway"
    upgrades.go_back(connection, places, now=NOW, serving_role="")
    assert tables.differences(before, tables.digests(connection)) == []
    with pytest.raises(UpgradeProblem, match="no upgrade to go back from"):
        upgrades.go_back(connection, places, now=NOW, serving_role="")
