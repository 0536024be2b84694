"""Production never starts on a value of development."""

import os
import subprocess
import sys

import pytest

COMPLETE = {
    "NABIJ_SECRET_KEY": "only-for-this-test-" * 4,
    "NABIJ_CHECKPOINT_KEY": "only-for-this-test-too-" * 4,
    "NABIJ_ALLOWED_HOSTS": "nabij.zonnedam.example",
    "NABIJ_DATA_DIR": "/tmp/nabij",
    "NABIJ_DATABASE_URL": "postgresql://nabij@localhost/nabij",
}


def start(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start Python with the settings of production and nothing of this machine's NABIJ_ variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NABIJ_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", command],
        env={**kept, "DJANGO_SETTINGS_MODULE": "nabij.config.settings.prod", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(COMPLETE))
@pytest.mark.parametrize("how", ["absent", "empty"])
def test_production_refuses_to_start_without_each_of_its_settings(missing: str, how: str) -> None:
    given = {name: value for name, value in COMPLETE.items() if name != missing}
    if how == "empty":
        given[missing] = ""
    started = start("import nabij.config.wsgi", **given)
    assert started.returncode != 0
    assert f"Set {missing}: see docs/reference/settings.md." in started.stderr


def test_production_has_no_demo_and_passes_the_checks_for_deployment() -> None:
    code = """
import sys
from django.core.management import execute_from_command_line
from django.conf import settings
assert "nabij.demo" not in settings.INSTALLED_APPS
execute_from_command_line(["nabij", "check", "--deploy", "--fail-level", "WARNING"])
"""
    started = start(code, **COMPLETE)
    assert started.returncode == 0, started.stderr


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    started = start(
        "import nabij.config.settings.dev",
        DJANGO_SETTINGS_MODULE="nabij.config.settings.dev",
        NABIJ_DEBUG="maybe",
    )
    assert "NABIJ_DEBUG is 1 or 0, not 'maybe'." in started.stderr


def test_a_web_server_is_told_to_name_its_settings() -> None:
    started = start(
        "import os; del os.environ['DJANGO_SETTINGS_MODULE']; import nabij.config.wsgi", **COMPLETE
    )
    assert "Set DJANGO_SETTINGS_MODULE" in started.stderr


def test_production_refuses_towns_of_ones_own() -> None:
    started = start("import nabij.config.wsgi", **COMPLETE, NABIJ_OWN_DEMO="1")
    assert started.returncode != 0
    assert "NABIJ_OWN_DEMO belongs to the demonstration" in started.stderr


def test_towns_of_ones_own_need_sqlite() -> None:
    started = start(
        "import nabij.config.settings.dev",
        DJANGO_SETTINGS_MODULE="nabij.config.settings.dev",
        NABIJ_OWN_DEMO="1",
        NABIJ_DATABASE_URL="postgresql://nabij@localhost/nabij",
    )
    assert "NABIJ_OWN_DEMO copies a SQLite file for each visitor." in started.stderr
