"""An import that is killed at any moment leaves all of it or nothing, and can be gone on with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.registry.lists.killed import ROWS

ROOT = Path(__file__).resolve().parents[3]
KILLS = 50


def with_its_tables(file: Path) -> Path:
    """A copy of the empty database of this test: making the tables anew takes longer than all the kills."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        file.write_bytes(connection.connection.serialize())
    return file


@pytest.mark.slow
@pytest.mark.django_db
def test_an_import_that_is_killed_fifty_times_is_whole_or_not_there(tmp_path: Path) -> None:
    database = with_its_tables(tmp_path / "killed.sqlite3")
    command = [
        sys.executable,
        "-m",
        "tests.registry.lists.killed",
        str(database),
        str(KILLS),
    ]
    places = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == KILLS
    broken = [len(one["broken"]["houses"]) for one in told]
    assert broken == [1] * KILLS, "half of the old list and half of the new one"
    for one in told:
        for moment in ("broken", "again"):
            assert (one[moment]["rows"], one[moment]["children"]) == (ROWS, ROWS)
            assert one[moment]["twice"] == 0
    undone = sum(one["broken"]["houses"] != [str(one["house"])] for one in told)
    assert undone >= 5, "the kills came too late to tell anything"
