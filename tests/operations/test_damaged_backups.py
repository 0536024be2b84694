"""Fifty damaged backups: fifty refused before anything changes, each with a sentence of its own."""

import json
import random
from pathlib import Path

import pytest
from django.db import connection

from nabij.operations.actions import backups, restores, sealing
from nabij.operations.queries import labels, tables
from nabij.operations.types import BackupProblem, CutOff, DamagedBackup, NoLabel, OtherContents, WrongKey
from nabij.staff import actions
from nabij.staff.types import Role
from tests.operations.town import NOW, places_in, proven_key

pytestmark = pytest.mark.django_db(transaction=True)


def flipped(content: bytes, at: int, bit: int) -> bytes:
    """Return the bytes with one bit the other way."""
    changed = bytearray(content)
    changed[at] ^= 1 << bit
    return bytes(changed)


def damages(sealed: Path) -> list[tuple[str, type[BackupProblem], bytes, str | None]]:
    """Return fifty kinds of damage: name, what it is recognised as, the sealed file, the label (None: "
    "none)."""
    chance = random.Random(20261122)
    whole, label = sealed.read_bytes(), labels.label_file(sealed).read_text(encoding="utf-8")
    found: list[tuple[str, type[BackupProblem], bytes, str | None]] = []
    for share in (0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999):
        found.append((f"cut off at {share:.1%}", CutOff, whole[: int(len(whole) * share)], label))
    for less in (1, 16, 17, 100, 1000):
        found.append((f"the last {less} bytes missing", CutOff, whole[:-less], label))
    for _ in range(15):
        at, bit = chance.randrange(len(whole)), chance.randrange(8)
        found.append((f"bit {bit} of byte {at}", OtherContents, flipped(whole, at, bit), label))
    for size in (1, 512, 4096):
        at = chance.randrange(len(whole) - size)
        hole = whole[:at] + bytes(byte ^ 255 for byte in whole[at : at + size]) + whole[at + size :]
        found.append((f"a block of {size} bytes of a failing disk", OtherContents, hole, label))
    found.append(("zeros at the end, as after a crash", OtherContents, whole[:-500] + bytes(500), label))
    found.append(("something after it", OtherContents, whole + b"\n", label))
    found.append(
        ("two halves swapped", OtherContents, whole[len(whole) // 2 :] + whole[: len(whole) // 2], label)
    )
    found.append(("line ends changed on the way", OtherContents, whole.replace(b"\n", b"\r\n"), label))
    for share in (0, 0.3, 0.9):
        found.append((f"label cut off at {share:.0%}", NoLabel, whole, label[: int(len(label) * share)]))
    found.append(("no label: still being copied", NoLabel, whole, None))
    found.append(("no label and half a file", NoLabel, whole[: len(whole) // 2], None))
    read = json.loads(label)
    for name, value in (("name", "nabij-other.age"), ("made_at", "yesterday"), ("made_at", None)):
        found.append((f"label with {name} {value}", NoLabel, whole, json.dumps({**read, name: value})))
    found.append(("label without a part", NoLabel, whole, json.dumps({"name": read["name"]})))
    found.append(("label of another backup", OtherContents, whole, json.dumps({**read, "sha256": "0" * 64})))
    found.append(("label says more", CutOff, whole, json.dumps({**read, "size": read["size"] + 1})))
    found.append(("label says less", OtherContents, whole, json.dumps({**read, "size": read["size"] - 1})))
    return found


def test_fifty_damaged_backups_are_all_refused_and_change_nothing(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    secret = proven_key(places)
    for number in range(40):
        email = f"w{number}@zonnedam.example"
        actions.open_account(email=email, name="W", password="x" * 20, roles=[Role.EDITOR], now=NOW)
    sealed = backups.make_backup(connection, places, now=NOW).sealed
    listed = damages(sealed)
    before = tables.digests(connection)
    refused = 0
    for name, kind, content, label in listed:
        sealed.write_bytes(content)
        labels.label_file(sealed).unlink(missing_ok=True)
        if label is not None:
            labels.label_file(sealed).write_text(label, encoding="utf-8")
        with pytest.raises(kind) as problem:
            restores.restore(connection, places, sealed, [secret], now=NOW, replace=True)
        assert type(problem.value) is kind, name
        assert "Nothing was changed." in str(problem.value), name
        refused += 1
    assert refused >= 49
    sealed_for_other = sealing.new_key()[0]
    sealed, _ = remade(places)
    with pytest.raises(WrongKey, match=r"does not open .* Nothing was changed"):
        restores.restore(connection, places, sealed, [sealed_for_other], now=NOW, replace=True)
    assert refused + 1 == 50
    assert tables.digests(connection) == before


def remade(places):  # type: ignore[no-untyped-def]
    """Return a fresh backup."""
    made = backups.make_backup(connection, places, now=NOW)
    return made.sealed, made.manifest


def test_without_its_label_the_seal_alone_still_finds_every_change(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    secret = proven_key(places)
    sealed, manifest = remade(places)
    whole = sealed.read_bytes()
    labels.label_file(sealed).unlink()
    chance = random.Random(7)
    for content in (
        whole[:-1],
        whole[: len(whole) // 2],
        b"",
        whole + b"x",
        *(flipped(whole, chance.randrange(len(whole)), chance.randrange(8)) for _ in range(20)),
    ):
        sealed.write_bytes(content)
        with (
            pytest.raises((DamagedBackup, WrongKey)),
            restores.opened(sealed, places, [secret], without_label=True),
        ):
            pass
    sealed.write_bytes(whole)
    with restores.opened(sealed, places, [secret], without_label=True) as unpacked:
        assert unpacked.manifest == manifest
