"""The two keys of backups.

The recovery key opens every backup. Its secret half is shown once and never kept on the server; somebody
stores it in two places and then types it from each. The drill key stands on the server, so that backups can
be tried without a person; it is never copied to the second place, and who can read it can read the database.
"""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from nabij.operations.actions import sealing
from nabij.operations.queries.places import Places, private_folder
from nabij.operations.types import BackupProblem, KeyNotProven, ProvenCopy

COPIES_NEEDED = 2


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """What the server knows of the recovery key: its public half and the copies that were shown to exist."""

    public: str
    made_at: str
    copies: list[ProvenCopy] = field(default_factory=list)

    @property
    def is_proven(self) -> bool:
        """Tell whether enough copies were shown to exist."""
        return len(self.copies) >= COPIES_NEEDED


def recovery_key(places: Places) -> RecoveryKey | None:
    """Return what is known of the recovery key, or None when there is none yet."""
    file = places.keys / "recovery.json"
    if not file.exists():
        return None
    read = json.loads(file.read_text(encoding="utf-8"))
    return RecoveryKey(read["public"], read["made_at"], [ProvenCopy(**copy) for copy in read["copies"]])


def make_recovery_key(places: Places, *, now: datetime, may_replace: bool = False) -> str:
    """Make a recovery key and return its secret half, which is not kept. Raises BackupProblem when one "
    "stands."""
    standing = recovery_key(places)
    if standing and standing.is_proven and not may_replace:
        raise BackupProblem(
            "There is a recovery key already, with proven copies; it was kept. To make a new one all the "
            "same, "
            "add --replace, and keep the old one for 35 days: earlier backups open with it only."
        )
    secret, public = sealing.new_key()
    _keep(places, RecoveryKey(public, now.isoformat()))
    if not drill_key_file(places).exists():
        _make_drill_key(places)
    return secret


def prove_copy(places: Places, *, place: str, secret: str, now: datetime) -> RecoveryKey:
    """Note that a copy of the key was read back from this place.

    Raises BackupProblem when there is no key yet, it is another key, or the place is unnamed or counted.
    """
    known = recovery_key(places)
    if known is None:
        raise BackupProblem("There is no recovery key yet. Make one: nabij recovery_key new")
    try:
        public = sealing.public_half(secret)
    except sealing.NoKey:
        raise BackupProblem(
            "That is not a key, or a letter is wrong; it begins with AGE-SECRET-KEY-1. Nothing was noted. "
            "Compare with the copy and type it again."
        ) from None
    if public != known.public:
        raise BackupProblem(
            "That is a key, but not this one: backups made now do not open with it. Nothing was noted. "
            "Replace that copy by the right key."
        )
    named = " ".join(place.split())
    if not named:
        raise BackupProblem("Say where this copy stands, for instance: safe of the financial director.")
    if any(copy.place.casefold() == named.casefold() for copy in known.copies):
        raise BackupProblem(
            f"The copy in “{named}” was counted already. A second copy stands in another place."
        )
    proven = replace(known, copies=[*known.copies, ProvenCopy(named, now.isoformat())])
    _keep(places, proven)
    return proven


def read_key_file(file: Path, places: Places) -> str:
    """Return the secret in a file. Raises BackupProblem when the file stands where backups or keys stand."""
    own = [places.state.parent, places.backups, places.keys, *([places.second] if places.second else [])]
    if any(file.resolve().is_relative_to(folder.resolve()) for folder in own):
        raise BackupProblem(
            f"{file} stands with the backups or the data of this server. A key that is lost together with "
            "what "
            "it opens is of no use. Nothing was noted. Move it elsewhere, for instance to a stick in a safe."
        )
    return read_secret(file)


def read_secret(file: Path) -> str:
    """Return the secret in a file, also among other lines as `age-keygen` writes it. Raises BackupProblem."""
    try:
        words = file.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupProblem(f"The key file {file} cannot be read: {error}. Nothing was changed.") from None
    return next((word for word in words if word.upper().startswith("AGE-SECRET-KEY-")), "")


def recipients(places: Places) -> list[str]:
    """Return the public keys to seal for. Raises KeyNotProven before two copies were shown to exist."""
    known = recovery_key(places)
    if known is None:
        raise KeyNotProven(
            "No backup was made: there is no recovery key. A backup that nobody can open is none. "
            "Make one first: nabij recovery_key new"
        )
    if not known.is_proven:
        raise KeyNotProven(
            f"No backup was made: the recovery key was read back from {len(known.copies)} of 2 places. "
            'Show the other copy first: nabij recovery_key prove "where it stands"'
        )
    return [known.public, sealing.public_half(drill_key(places))]


def drill_key_file(places: Places) -> Path:
    """Return where the drill key stands."""
    return places.keys / "drill.key"


def drill_key(places: Places) -> str:
    """Return the secret drill key; make one when it was lost. Earlier backups then need the recovery key."""
    if not drill_key_file(places).exists():
        _make_drill_key(places)
    return drill_key_file(places).read_text(encoding="ascii").strip()


def _make_drill_key(places: Places) -> None:
    private_folder(places.keys)
    secret, _ = sealing.new_key()
    _write_private(drill_key_file(places), secret + "\n")


def _keep(places: Places, known: RecoveryKey) -> None:
    private_folder(places.keys)
    _write_private(places.keys / "recovery.json", json.dumps(asdict(known), indent=2) + "\n")


def _write_private(file: Path, text: str) -> None:
    half = file.with_suffix(".part")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)
