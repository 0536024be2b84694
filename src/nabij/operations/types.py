"""Words of running: findings of a check, labels and contents of backups, and what can be wrong with them."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self


class Severity(StrEnum):
    """How bad a finding is."""

    STOP = "stop"
    """Nabij does not start like this."""
    WRONG = "wrong"
    """To be mended today."""
    MIND = "mind"
    """To be mended when there is time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not in order, in three sentences."""

    code: str
    severity: Severity
    what: str
    why: str
    do: str


@dataclass(frozen=True, slots=True)
class TableDigest:
    """The contents of one table: how many rows, and a digest that does not depend on their order."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class FileDigest:
    """The contents of one file; size in bytes."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. It travels inside the backup, sealed."""

    made_at: str
    version: str
    vendor: str
    dump: FileDigest
    tables: dict[str, TableDigest]
    files: dict[str, FileDigest]
    migrations: list[tuple[str, str]]
    heads: dict[str, dict[str, str | int]] = field(default_factory=dict)
    layout: int = 1

    def as_json(self) -> dict[str, Any]:
        """Return what can be written as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> Self:
        """Read it back. Raises KeyError or TypeError when a part is missing."""
        return cls(
            made_at=read["made_at"],
            version=read["version"],
            vendor=read["vendor"],
            dump=FileDigest(**read["dump"]),
            tables={name: TableDigest(**table) for name, table in read["tables"].items()},
            files={name: FileDigest(**file) for name, file in read["files"].items()},
            migrations=[(app, name) for app, name in read["migrations"]],
            heads=read["heads"],
            layout=read["layout"],
        )


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside a backup in plain text: enough to see that the sealed file is whole, nothing "
    "more."""

    name: str
    made_at: str
    version: str
    vendor: str
    size: int
    sha256: str
    sealed_for: list[str]


@dataclass(frozen=True, slots=True)
class ProvenCopy:
    """A copy of the recovery key that somebody has shown to exist."""

    place: str
    proven_at: str


class BackupProblem(Exception):
    """Making or using a backup cannot go on; the message says what happened, what was kept, what to do."""


class DamagedBackup(BackupProblem):
    """The backup is not what was made. Nothing was changed."""


class CutOff(DamagedBackup):
    """A part of the sealed file is missing."""


class OtherContents(DamagedBackup):
    """The sealed file has other bytes than were written."""


class NoLabel(DamagedBackup):
    """There is no label, or it cannot be read: the backup was never finished or copied only in part."""


class WrongKey(BackupProblem):
    """The key is not one that this backup was sealed for."""


class KeyNotProven(BackupProblem):
    """Two copies of the recovery key have not been shown to exist."""


class DatabaseNotEmpty(BackupProblem):
    """There is something in the database that a restore would replace."""


class UpgradeProblem(Exception):
    """An upgrade cannot begin or go on; the message says what happened and the way on or back."""
