"""Under lasting names a program still finds the ones that it imports."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

from nabij.config.settings import base

_IMPORT = re.compile(r'from\s*"(\.[^"]+)"')


def test_every_import_leads_to_a_file_that_is_given_out(tmp_path: Path) -> None:
    with override_settings(STORAGES=base.STORAGES, STATIC_ROOT=str(tmp_path)):
        call_command("collectstatic", interactive=False, verbosity=0)
    programs = [file for file in tmp_path.rglob("*.js") if "django_htmx" not in str(file)]
    texts = {file: file.read_text(encoding="utf-8") for file in programs}
    named = [(file, found) for file, text in texts.items() for found in _IMPORT.findall(text)]
    assert named
    assert [f"{file.name}: {found}" for file, found in named if not (file.parent / found).exists()] == []
