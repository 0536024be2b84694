"""No backup before the key that opens it is proven to exist twice."""

from pathlib import Path

import pytest
from django.db import connection

from nabij.operations.actions import backups, keys, sealing
from nabij.operations.types import BackupProblem, KeyNotProven
from tests.operations.town import NOW, places_in, proven_key


@pytest.mark.django_db
def test_no_backup_is_made_without_a_key_or_with_one_copy_of_it(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    with pytest.raises(KeyNotProven, match="there is no recovery key"):
        backups.make_backup(connection, places, now=NOW)
    secret = keys.make_recovery_key(places, now=NOW)
    keys.prove_copy(places, place="safe", secret=secret, now=NOW)
    with pytest.raises(KeyNotProven, match="read back from 1 of 2 places"):
        backups.make_backup(connection, places, now=NOW)
    assert not places.backups.exists()


def test_the_server_does_not_keep_the_recovery_key(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    secret = proven_key(places)
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    assert all(secret.encode() not in file.read_bytes() for file in kept)


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        ("SAFE ", "", "was counted already"),
        ("  ", "", "Say where this copy stands"),
        ("attic", "last letter", "a letter is wrong"),
        ("attic", "other key", "but not this one"),
    ],
)
def test_a_second_copy_counts_only_when_it_is_this_key_from_another_place(
    tmp_path: Path, place: str, wrong: str, said: str
) -> None:
    places = places_in(tmp_path)
    secret = keys.make_recovery_key(places, now=NOW)
    keys.prove_copy(places, place="safe", secret=secret, now=NOW)
    typed = {
        "last letter": secret[:-1] + ("Q" if secret[-1] != "Q" else "P"),
        "other key": sealing.new_key()[0],
    }.get(wrong, secret)
    with pytest.raises(BackupProblem, match=said):
        keys.prove_copy(places, place=place, secret=typed, now=NOW)
    known = keys.recovery_key(places)
    assert known is not None
    assert len(known.copies) == 1


def test_a_key_typed_in_small_letters_and_groups_is_the_same_key(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    secret = keys.make_recovery_key(places, now=NOW)
    typed = " ".join(secret[at : at + 6] for at in range(0, len(secret), 6)).lower()
    assert len(keys.prove_copy(places, place="safe", secret=typed, now=NOW).copies) == 1


@pytest.mark.parametrize("folder", ["data", "backups", "elsewhere", "keys"])
def test_a_copy_that_stands_with_the_backups_is_no_copy(tmp_path: Path, folder: str) -> None:
    places = places_in(tmp_path, second=True)
    file = tmp_path / folder / "key.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(keys.make_recovery_key(places, now=NOW), encoding="utf-8")
    with pytest.raises(BackupProblem, match="stands with the backups or the data"):
        keys.read_key_file(file, places)


def test_a_proven_key_is_not_replaced_by_accident(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    proven_key(places)
    before = keys.recovery_key(places)
    with pytest.raises(BackupProblem, match="There is a recovery key already"):
        keys.make_recovery_key(places, now=NOW)
    assert keys.recovery_key(places) == before
