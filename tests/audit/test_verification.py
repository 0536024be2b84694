"""The log is whole, or we hear what is wrong and where: also when somebody works out the hashes again."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from nabij.audit import actions, queries
from nabij.audit.models import Line
from nabij.audit.queries.verification import verdict
from nabij.audit.types import GENESIS, Link, link_hash
from nabij.audit.types.checkpoint import Checkpoint, public_key, read_checkpoint
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SECRET = "a key for a test, long enough to be one"
KEYS = frozenset({public_key(SECRET)})
Rows = list[list[Any]]


def a_log(lengths: dict[int, int], seed: int) -> Rows:
    """Make streams of these lengths, as they are stored."""
    chance = random.Random(seed)
    rows = []
    for stream, length in lengths.items():
        before = GENESIS
        for seq in range(1, length + 1):
            link = Link(
                *(stream, seq, NOW + timedelta(seconds=chance.random() * 9e6)),
                chance.choice(["registry.person_read", "casework.note_added"]),
                chance.random() < 0.7,
                chance.choice([None, 1, 2, 3]),
                chance.choice(["", "caller", "caller,social_worker"]),
                *(
                    "help",
                    UUID(int=chance.getrandbits(128)),
                    chance.choice(["", '{"n":1}']),
                    "registry",
                    "web",
                ),
            )
            before = link_hash(before, link)
            rows.append([*link, before])
    return rows


def checkpoints_of(rows: Rows, moments: list[float]) -> list[Checkpoint]:
    """Sign how far each stream was at fractions of its length."""
    found: list[Checkpoint] = []
    for number, moment in enumerate(moments, start=1):
        heads = {}
        for stream in {row[0] for row in rows}:
            own = [row for row in rows if row[0] == stream]
            last = own[max(0, int(len(own) * moment) - 1)]
            heads[stream] = (last[1], last[-1])
        before = found[-1].digest if found else ""
        found.append(Checkpoint(number, NOW + timedelta(hours=number), heads, before).signed_with(SECRET))
    return found


LOG = a_log({1: 16, 7: 20, 32: 4}, seed=5)
CHECKPOINTS = checkpoints_of(LOG, [0.3, 0.6, 1.0])


def other(value: Any, chance: random.Random) -> Any:
    """Return a value of the same kind that differs as little as it can."""
    if isinstance(value, bool):
        return not value
    if value is None:
        return 4
    if isinstance(value, int):
        return value + chance.choice([-1, 1])
    if isinstance(value, datetime):
        return value + timedelta(microseconds=chance.choice([-1, 1]))
    if isinstance(value, UUID):
        return UUID(int=value.int ^ (1 << chance.randrange(128)))
    if isinstance(value, bytes):
        place = chance.randrange(len(value))
        return value[:place] + bytes([value[place] ^ (1 << chance.randrange(8))]) + value[place + 1 :]
    return f"{value}x" if not value or chance.random() < 0.5 else value[:-1]


def change(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows)
    field = chance.randrange(2, len(row))
    row[field] = other(row[field], chance)


def delete(rows: Rows, chance: random.Random) -> None:
    del rows[chance.randrange(len(rows))]


def insert(rows: Rows, chance: random.Random) -> None:
    """Put a line in between and count on, without or with new hashes from there."""
    place = chance.randrange(len(rows))
    new = list(rows[place])
    new[8] = UUID(int=chance.getrandbits(128))
    rows.insert(place, new)
    for row in rows[place + 1 :]:
        if row[0] == new[0]:
            row[1] += 1
    if chance.random() < 0.5:
        hash_again(rows, new[0])


def swap(rows: Rows, chance: random.Random) -> None:
    """Let two lines change places, with or without their hashes."""
    first, second = chance.sample(range(len(rows)), 2)
    last = len(rows[0]) - chance.choice([0, 1])
    rows[first][2:last], rows[second][2:last] = rows[second][2:last], rows[first][2:last]


def cut_tail(rows: Rows, chance: random.Random) -> None:
    stream = chance.choice([1, 7, 32])
    length = sum(row[0] == stream for row in rows)
    kept = chance.randrange(length)
    rows[:] = [row for row in rows if row[0] != stream or row[1] <= kept]


def write_anew(rows: Rows, chance: random.Random) -> None:
    """Change a line and work out every hash after it again: the chain itself holds."""
    place = chance.randrange(len(rows))
    field = chance.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    rows[place][field] = other(rows[place][field], chance)
    hash_again(rows, rows[place][0])


def cut_and_write_anew(rows: Rows, chance: random.Random) -> None:
    """Take a line out, close the gap and work out every hash again."""
    place = chance.randrange(len(rows))
    stream = rows.pop(place)[0]
    for row in rows[place:]:
        if row[0] == stream:
            row[1] -= 1
    hash_again(rows, stream)


def hash_again(rows: Rows, stream: int) -> None:
    before = GENESIS
    for row in rows:
        if row[0] == stream:
            before = row[-1] = link_hash(before, Link(*row[:-1]))


KINDS: list[Callable[[Rows, random.Random], None]] = [
    *(change, delete, insert, swap, cut_tail, write_anew, cut_and_write_anew),
]


def test_a_log_as_it_was_written_is_whole() -> None:
    found = verdict(LOG, CHECKPOINTS, public_keys=KEYS)
    assert found.is_whole
    assert (found.lines, found.checkpoints) == (40, 3)


@pytest.mark.parametrize("changes", [2_000, pytest.param(10_000, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_one_of_thousands_of_changes_is_found(
    kind: Callable[[Rows, random.Random], None], changes: int
) -> None:
    chance = random.Random(kind.__name__)
    missed = []
    for number in range(changes // len(KINDS) + 1):
        rows = [list(row) for row in LOG]
        kind(rows, chance)
        if rows != LOG and verdict(rows, CHECKPOINTS, public_keys=KEYS).is_whole:
            missed.append(number)
    assert missed == []


def test_a_change_is_named_with_its_stream_and_line() -> None:
    rows = [list(row) for row in LOG]
    rows[11][3] = "registry.nothing_happened"
    assert verdict(rows, CHECKPOINTS, public_keys=KEYS).problems == [
        "Stream 1, line 12: this line is not what was written, or does not follow the line before it. "
        "It was changed, put here or moved afterwards."
    ]


def test_a_cut_tail_is_named_with_the_checkpoint_that_saw_more() -> None:
    rows = [row for row in LOG if row[0] != 7 or row[1] <= 15]
    assert verdict(rows, CHECKPOINTS, public_keys=KEYS).problems == [
        "Stream 7 ends at line 15, but checkpoint 3 of 22/11/2026 11:00 UTC saw line 20: "
        "5 lines at the end were removed."
    ]


def test_a_stream_that_is_gone_altogether_is_noticed() -> None:
    rows = [row for row in LOG if row[0] != 32]
    assert "Stream 32 ends at line 0" in verdict(rows, CHECKPOINTS, public_keys=KEYS).problems[0]


def test_a_gap_is_named_with_the_numbers_that_are_missing() -> None:
    rows = [row for row in LOG if not (row[0] == 1 and 4 <= row[1] <= 6)]
    found = verdict(rows, CHECKPOINTS, public_keys=KEYS).problems
    assert found[0].startswith("Stream 1: lines 4 to 6 are missing.")


def test_a_log_written_anew_before_a_checkpoint_is_found_by_the_checkpoint_only() -> None:
    rows = [list(row) for row in LOG]
    rows[0][8] = UUID(int=1)
    hash_again(rows, 1)
    assert verdict(rows, [], public_keys=KEYS).is_whole
    found = verdict(rows, CHECKPOINTS, public_keys=KEYS)
    assert "checkpoint 1 of 22/11/2026 09:00 UTC saw another line here" in found.problems[0]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda kept: [replace(kept[0], number=9), *kept[1:]], "no good signature"),
        (lambda kept: [replace(kept[0], heads={}), *kept[1:]], "no good signature"),
        (lambda kept: [replace(kept[0], signature="00"), *kept[1:]], "no good signature"),
        (lambda kept: [kept[0].signed_with("another key"), *kept[1:]], "no good signature"),
        (lambda kept: [kept[0], kept[2]], "a checkpoint was removed or replaced"),
        (lambda kept: kept[1:], "The first 1 checkpoints are missing"),
    ],
)
def test_a_checkpoint_that_is_changed_forged_or_gone_is_noticed(
    spoil: Callable[[list[Checkpoint]], list[Checkpoint]], sentence: str
) -> None:
    found = verdict(LOG, spoil(CHECKPOINTS), public_keys=KEYS)
    assert any(sentence in problem for problem in found.problems), found.problems


def test_checkpoints_of_a_key_from_before_hold_when_the_key_is_named() -> None:
    renewed = frozenset({public_key("a new key"), *KEYS})
    assert verdict(LOG, CHECKPOINTS, public_keys=renewed).is_whole


def test_a_checkpoint_reads_back_as_it_was_written() -> None:
    assert read_checkpoint(CHECKPOINTS[1].as_text()) == CHECKPOINTS[1]


def write_lines(number: int) -> None:
    with transaction.atomic():
        actions.record_read(
            "registry.list_read",
            actor=Actor(staff_id=number),
            about=[uuid4() for _ in range(number)],
            purpose=Purpose.WORK_LIST,
            at=NOW,
            detail={"page": number},
        )


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
class TestCommand:
    @pytest.fixture(autouse=True)
    def own_folder(self, settings: LazySettings, tmp_path: Path) -> None:
        settings.CHECKPOINT_DIR = tmp_path / "checkpoints"

    def test_a_log_is_signed_and_found_whole(self) -> None:
        for number in (3, 5, 40):
            write_lines(number)
            assert "lines" in run("checkpoint")
        assert "51 lines read, 3 checkpoints." in run("verify")
        assert Line.objects.filter(event="audit.checkpoint_written").count() == 3

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_line SET event = 'a.b' WHERE seq = 2",
            "UPDATE audit_line SET subject = NULL WHERE seq = 2",
            "UPDATE audit_line SET actor_id = 99 WHERE seq = 2",
            "DELETE FROM audit_line WHERE seq = 2",
            "DELETE FROM audit_line WHERE seq > 20",
            "DELETE FROM audit_line",
        ],
    )
    def test_what_was_done_behind_the_back_of_the_triggers_is_found(self, statement: str) -> None:
        write_lines(40)
        run("checkpoint")
        behind_the_triggers(statement)
        with pytest.raises(CommandError, match="The log is not whole"):
            run("verify")

    def test_a_checkpoint_file_is_never_written_over_and_a_damaged_one_is_named(self) -> None:
        write_lines(2)
        run("checkpoint")
        (file,) = queries.checkpoints.checkpoint_files(Path(settings_folder()))
        assert file.stat().st_mode & 0o222 == 0
        file.chmod(0o644)
        file.write_text("{}", encoding="utf-8")
        with pytest.raises(CommandError, match=r"No checkpoint was written: .* The log itself goes on"):
            run("checkpoint")
        with pytest.raises(CommandError, match="problems"):
            run("verify")

    def test_the_public_key_is_shown_and_not_the_secret(self, settings: LazySettings) -> None:
        assert run("key").strip() == public_key(settings.CHECKPOINT_KEY)
        assert settings.CHECKPOINT_KEY not in run("checkpoint", "--print")


def settings_folder() -> Path:
    from django.conf import settings

    return Path(settings.CHECKPOINT_DIR)


def behind_the_triggers(statement: str) -> None:
    """Do what the owner of a database can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            aside, back = (
                ["ALTER TABLE audit_line DISABLE TRIGGER USER"],
                ["ALTER TABLE audit_line ENABLE TRIGGER USER"],
            )
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            aside = [f"DROP TRIGGER {name}" for name, _ in triggers]
            back = [text for _, text in triggers]
        for one in [*aside, statement, *back]:
            cursor.execute(one)
