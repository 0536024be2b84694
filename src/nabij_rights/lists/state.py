"""What is finished of a screening, kept on disk so that it can stop at any moment and go on later.

A folder beside the result holds every finished part and one file that says what it is a part of: the input,
the day, the rights, the rules. A part appears when it is whole, so a power cut leaves no half ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nabij_rights.catalogue import RuleSet, catalogue
from nabij_rights.engine.serialise import content_hash
from nabij_rights.lists.source import PART, LineProblem, UnusableList
from nabij_rights.lists.writing import parquet_writer

FORMAT = "nabij-rights-screening/2"
"""Goes up when the same rules would fill the columns in another way."""

_STATE = "state.json"


@dataclass(frozen=True)
class Work:
    """What decides the result: with the same work a finished part can be used again."""

    input: tuple[str, ...]
    on: str
    rights: tuple[str, ...]
    rules: str
    missing: str
    warnings: bool
    ignored: tuple[str, ...]

    def told(self) -> dict[str, object]:
        """As it is kept on disk."""
        return {"format": FORMAT, "part": PART, **json.loads(json.dumps(asdict(self)))}

    def differs_in(self, other: dict[str, object]) -> list[str]:
        """What has changed since then, in words."""
        words = {
            "input": "the input",
            "on": "the day",
            "rights": "the rights",
            "rules": "the rules",
            "missing": "--missing",
            "warnings": "--warnings",
            "ignored": "--ignore",
        }
        told = self.told()
        return [words.get(key, "the program") for key in told if told[key] != other.get(key)]


def hash_of(path: Path) -> str:
    """The hash of what a file holds."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rules_hash(rule_set: RuleSet, right_ids: Sequence[str]) -> str:
    """The hash of all that an answer may rest on: rules, amounts, days, and how rights hang together."""
    figures = {
        key: (figure.low, figure.high, str(figure.status), str(figure.row.confidence) if figure.row else "")
        for key, figure in sorted(rule_set.figures.items())
    }
    rights = []
    for right_id in right_ids:
        right = catalogue()[right_id]
        edges = (right.replaced_by, right.goes_after, right.residual)
        rights.append((right_id, str(right.kind), str(right.unit), *edges))
    told = [
        content_hash(rule_set.program.roots),
        figures,
        sorted((str(day), number) for day, number in rule_set.setting.days.items()),
        rights,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class Kept:
    """The folder with the finished parts."""

    def __init__(self, folder: Path, work: Work) -> None:
        self._folder, self._work = folder, work

    def begin(self, *, again: bool) -> tuple[int, list[str]]:
        """How many parts are finished; and what has changed, when they were parts of other work.

        Raises UnusableList when a folder of that name holds something else: it is not ours to remove.
        """
        if not self._is_ours():
            raise UnusableList(
                f"{self._folder}: is in the way of the finished parts. Move it, or write elsewhere."
            )
        changed: list[str] = []
        if again:
            self.forget()
        elif self._folder.is_dir():
            changed = self._work.differs_in(self._known())
            if changed:
                self.forget()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write(_STATE, json.dumps(self._work.told(), indent=1).encode())
        return len(list(self._folder.glob("*.parquet"))), changed

    def _is_ours(self) -> bool:
        """Whether the folder is not there yet, or was made for a screening."""
        if not self._folder.exists() or (self._folder / _STATE).is_file():
            return True
        return self._folder.is_dir() and all(path.name.startswith(".") for path in self._folder.iterdir())

    def _known(self) -> dict[str, object]:
        try:
            known = json.loads((self._folder / _STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def has(self, number: int) -> bool:
        """Whether this part is finished."""
        return self.path(number).exists()

    def add(self, number: int, batch: pa.RecordBatch, problems: Sequence[LineProblem], read: int) -> None:
        """Keeps a finished part, of which so many rows could be read.

        What is said about it comes first, for the part itself says that it is whole.
        """
        told = {"read": read, "problems": [list(one) for one in problems]}
        self._write(f"{number:06}.json", json.dumps(told).encode())
        sink = pa.BufferOutputStream()
        with parquet_writer(sink, batch.schema) as writer:
            writer.write_batch(batch)
        self._write(f"{number:06}.parquet", sink.getvalue())

    def path(self, number: int) -> Path:
        """Where a finished part is, or will be."""
        return self._folder / f"{number:06}.parquet"

    def batch(self, number: int) -> pa.RecordBatch:
        """The rows of a finished part."""
        (batch,) = pq.read_table(self.path(number)).combine_chunks().to_batches()
        return batch

    def rows_read(self, number: int) -> int:
        """How many rows of a part could be read."""
        return int(self._told(number)["read"])

    def problems(self, number: int) -> Iterator[LineProblem]:
        """What could not be read in a part."""
        for row in self._told(number)["problems"]:
            yield LineProblem(*row)

    def _told(self, number: int) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self._folder / f"{number:06}.json").read_bytes())
        return told

    def forget(self) -> None:
        """Removes the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self, name: str, content: object) -> None:
        beside = self._folder / f".{name}.{os.getpid()}"
        with beside.open("wb") as file:
            file.write(content)  # type: ignore[arg-type]  # bytes, or a buffer of Arrow
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._folder / name)
