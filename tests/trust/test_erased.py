"""After somebody is erased no word of theirs is left in any table, file or line of the log (R-30)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from nabij.audit import actions as audit
from nabij.audit.types.oversight import ErasureReport
from nabij.kernel.days import day_of
from nabij.registry import queries
from nabij.registry.actions.list_ending import erase_rows
from nabij.staff.types import Role
from tests.trust import crawl
from tests.trust.canaries import Canary, Town

pytestmark = pytest.mark.django_db

STAYS = {
    "audit_subjectrequest": "a request that is still open keeps its words until it is answered",
    "django_session": "who is logged in; nothing of the people we help",
}
"""Tables in which something of an erased person may be left, with why."""


def erase(town: Town, *subjects: object) -> list[ErasureReport]:
    officer = town.actor(Role.PRIVACY_OFFICER)
    return [
        audit.erase_subject(
            actor=officer,
            subject=subject,  # type: ignore[arg-type]
            remembered_in=settings.ERASED_FILE,
            on=day_of(town.now),
            now=town.now,
        )
        for subject in subjects
    ]


def left(town: Town) -> Iterator[tuple[str, Canary]]:
    """Every canary in every table of the database, whichever app made it, with the table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                text = " ".join(one.hex() if isinstance(one, bytes | memoryview) else str(one) for one in row)
                yield from ((table, canary) for canary in crawl.canaries_in(town, text.lower()))


def in_files(town: Town, home: str, *folders: Path) -> list[str]:
    """Files with a word of this household; and outside the letters, with a word of anybody."""
    letters = Path(settings.MEDIA_ROOT)
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return [
        str(file)
        for file in files
        if file.suffix != ".sqlite3"
        for canary in crawl.canaries_in(town, file.read_bytes().decode("utf-8", "replace"))
        if canary.home == home or letters not in file.parents
    ]


def of(home: str, found: Iterator[tuple[str, Canary]]) -> dict[str, set[str]]:
    tables: dict[str, set[str]] = {}
    for table, canary in found:
        if canary.home == home:
            tables.setdefault(table, set()).add(f"{canary.kind} {canary.person} {canary.spot}")
    return tables


@pytest.fixture
def files_put_back(town: Town, tmp_path: Path) -> Iterator[None]:
    """Rows come back after a test by themselves; files do not."""
    shutil.copytree(settings.MEDIA_ROOT, tmp_path / "kept")
    yield
    shutil.copytree(tmp_path / "kept", settings.MEDIA_ROOT, dirs_exist_ok=True)


def test_of_a_household_that_is_erased_no_word_is_left_but_what_is_named(
    town: Town, files_put_back: None, django_capture_on_commit_callbacks: Any
) -> None:
    before = of("team", left(town))
    assert len(before) > 15, "the words stood in many tables"
    persons = [queries.number_of_person(town.persons["team", one]) for one in ("child", "adult")]
    assert in_files(town, "team", Path(settings.MEDIA_ROOT)), "letters stood on the disk"
    with django_capture_on_commit_callbacks(execute=True):
        reports = erase(town, *persons)
    after = of("team", left(town))
    assert set(after) <= set(STAYS), after
    assert all("open" in word for words in after.values() for word in words)
    told = {one.model for report in reports for one in report.outcomes if one.stays}
    assert "audit.SubjectRequest" in told, "what stays is told with its reason"
    assert in_files(town, "team", Path(settings.DATA_DIR), settings.ERASED_FILE.parent) == []
    assert of("town", left(town)), "the others are still there"


def test_of_a_family_on_a_list_no_word_is_left_also_when_the_list_is_frozen(town: Town) -> None:
    for home in ("list kamp", "list buurthuis"):
        before = of(home, left(town))
        assert before
        subject = next(number for number, whose in town.subjects.items() if whose == (home, "row 0"))
        list(erase_rows(subject, now=town.now, only_look=False))
        words = {word for words in of(home, left(town)).values() for word in words}
        assert not [word for word in words if word.startswith("list row 0")]
