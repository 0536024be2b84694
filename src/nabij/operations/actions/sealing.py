"""Seals and opens files with age (age-encryption.org/v1), piece by piece, so that size does not matter.

Sealing needs only the public half of a key. What was sealed also opens without Nabij: `age --decrypt`.
"""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import pyrage

from nabij.operations.types import DamagedBackup, WrongKey


class NoKey(ValueError):
    """The text is not a key."""


def new_key() -> tuple[str, str]:
    """Return a new secret key and its public half."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_half(secret: str) -> str:
    """Return the public half of a secret key. Raises NoKey: a typing mistake is found by its check "
    "letters."""
    try:
        return str(pyrage.x25519.Identity.from_str("".join(secret.split()).upper()).to_public())
    except pyrage.IdentityError:
        raise NoKey from None


def seal(write: Callable[[BinaryIO], None], sealed: Path, recipients: Iterable[str]) -> None:
    """Seal what `write` writes, for these public keys. A mistake of `write` is raised here."""
    public = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    failed: list[BaseException] = []
    read_end, write_end = os.pipe()

    def fill() -> None:
        try:
            with os.fdopen(write_end, "wb") as pipe:
                write(pipe)
        except BaseException as error:
            failed.append(error)

    writer = threading.Thread(target=fill, name="what is sealed")
    writer.start()
    try:
        with os.fdopen(read_end, "rb") as plain, sealed.open("wb") as out:
            pyrage.encrypt_io(plain, out, public)
            out.flush()
            os.fsync(out.fileno())
    finally:
        writer.join()
    if failed:
        raise failed[0]


def open_sealed(sealed: Path, plain: Path, secrets: Iterable[str]) -> None:
    """Open a sealed file into a plain one. Raises WrongKey, or DamagedBackup when a byte is not as sealed."""
    identities = [pyrage.x25519.Identity.from_str(secret) for secret in secrets]
    try:
        with sealed.open("rb") as closed, plain.open("wb") as out:
            os.fchmod(out.fileno(), 0o600)
            pyrage.decrypt_io(closed, out, identities)
    except pyrage.DecryptError as error:
        if "matching keys" in str(error):
            raise WrongKey(
                f"The key does not open {sealed.name}: it was sealed for another key. Nothing was changed. "
                "Take the recovery key that was in use on the day of the backup."
            ) from None
        raise _damaged(sealed) from None
    except OSError as error:
        if error.errno is not None:  # the disk, not the seal
            raise
        raise _damaged(sealed) from None


def _damaged(sealed: Path) -> DamagedBackup:
    return DamagedBackup(
        f"The seal of {sealed.name} is broken: bytes have changed or are missing. Nothing was changed. "
        "Copy it again from the other place, or take an earlier backup."
    )
