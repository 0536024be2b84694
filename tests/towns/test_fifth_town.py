"""A fifth town from files alone, by the steps of the guide: its page opens, its right answers."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "how-to" / "add-a-town.md"
ZONNEDAM = ROOT / "src" / "nabij_rights" / "towns" / "zonnedam"
RIGHT = "lindebeek_schooluitstappen"

PAGE = """
import django
django.setup()
from django.test import Client
page = Client().get("/nl/lindebeek/").content.decode()
print(page)
print(Client().get("/nl/rechten/lindebeek_schooluitstappen/").content.decode())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Step 1 to 3: copy, town.toml as the guide has it, and the right under its new name."""
    towns = tmp_path_factory.mktemp("towns")
    town = towns / "lindebeek"
    shutil.copytree(ZONNEDAM, town)
    example = (town / "rights" / "zonnedam_schooluitstappen.toml").read_text(encoding="utf-8")
    for file in (town / "rights").glob("zonnedam_*.toml"):
        file.unlink()
    (blocks,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (town / "town.toml").write_text(blocks, encoding="utf-8")
    own = example.replace("zonnedam", "lindebeek").replace("Zonnedam", "Lindebeek")
    (town / "rights" / f"{RIGHT}.toml").write_text(own, encoding="utf-8")
    return towns


def run(folder: Path, *command: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own: towns are read once, when a program starts."""
    environment = {**os.environ, "NABIJ_TOWNS": str(folder), "PYTHONPATH": str(ROOT / "src"), **more}
    return subprocess.run(
        [sys.executable, *command], env=environment, input=given, capture_output=True, text=True, check=False
    )


def test_the_lint_says_that_all_is_well(folder: Path) -> None:
    done = run(folder, "-m", "nabij_rights", "lint", "lindebeek")
    assert (done.returncode, done.stdout) == (0, "0 errors, 0 warnings, 0 pieces of information\n"), (
        done.stdout
    )


def test_its_right_answers(folder: Path) -> None:
    household = {
        "municipality": "Lindebeek",
        "persons": [
            {"birth_on": "1990-05-01", "lives_here": True, "net_work_income_eur_month": "1800.00"},
            {
                "birth_on": "2018-03-02",
                "lives_here": True,
                "relation_to_reference": "child",
                "net_work_income_eur_month": "0",
            },
        ],
    }
    done = run(
        folder,
        "-m",
        "nabij_rights",
        "check",
        "-",
        "--json",
        "--on",
        "2026-11-21",
        given=json.dumps(household),
    )
    assert done.returncode == 0, done.stderr
    (found,) = [right for right in json.loads(done.stdout)["rights"] if right["id"] == RIGHT]
    assert found["answer"] == "yes"
    assert found["amount"]["lowest"] == found["amount"]["highest"] == "60.00"


def test_its_page_opens_with_its_name_colour_and_telephone(folder: Path, tmp_path: Path) -> None:
    tables = tmp_path / "empty.sqlite3"
    prepared.lay_down(tables)
    settings = {
        "DJANGO_SETTINGS_MODULE": "nabij.config.settings.test",
        "NABIJ_TEST_POSTGRES_URL": f"sqlite:///{tables}",
    }
    done = run(folder, "-c", PAGE, **settings)
    assert done.returncode == 0, done.stderr
    assert ">Lindebeek</span>" in done.stdout
    assert "/nl/stijl/lindebeek-" in done.stdout
    assert "011 00 20 30" in done.stdout
    assert "Toelage voor schooluitstappen in Lindebeek" in done.stdout


def test_a_mistake_is_told_and_leaves_the_other_towns_alone(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "lindebeek", tmp_path / "lindebeek")
    file = tmp_path / "lindebeek" / "rights" / f"{RIGHT}.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('value = "60.00"', "value = 60,00", 1), encoding="utf-8")
    done = run(tmp_path, "-m", "nabij_rights", "lint", "lindebeek")
    assert done.returncode == 1
    assert f"error: towns/lindebeek/rights/{RIGHT}.toml: line " in done.stdout
    assert 'a number stands between quotes, with a point: "25.62".' in done.stdout
    known = json.loads(run(tmp_path, "-m", "nabij_rights", "rights", "--json").stdout)
    ids = {right["id"] for right in known}
    assert RIGHT not in ids
    assert "zonnedam_schooluitstappen" in ids


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "-m", "nabij_rights", "lint")
    assert "error: NABIJ_TOWNS: " in done.stdout
    assert "is no folder." in done.stdout
