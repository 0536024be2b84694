"""Asks for a key or a word at the terminal, and finds the backup that is meant."""

import getpass
import sys
from pathlib import Path

from django.core.management.base import CommandError

from nabij.operations.actions import keys, sealing
from nabij.operations.queries import labels
from nabij.operations.queries.places import Places


def secret_of(key_file: str, places: Places, *, drill: bool) -> str:
    """Return the secret key: from a file, the drill key of this server, or typed."""
    if key_file:
        return _checked(keys.read_secret(Path(key_file)))
    if drill and keys.drill_key_file(places).exists():
        return keys.drill_key(places)
    return _checked(typed("Recovery key (it is not shown): "))


def typed(question: str) -> str:
    """Return what somebody types without showing it; the next line of standard input when there is no "
    "terminal."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().strip()


def _checked(secret: str) -> str:
    try:
        sealing.public_half(secret)
    except sealing.NoKey:
        raise CommandError(
            "That is not a key, or a letter is wrong; it begins with AGE-SECRET-KEY-1. Nothing was changed. "
            "Compare with the copy and try again."
        ) from None
    return "".join(secret.split()).upper()


def backup_meant(name: str, places: Places) -> Path:
    """Return the backup with this path or name, the newest one for no name."""
    if not name:
        newest = labels.newest(places.backups)
        if newest is None:
            raise CommandError(f"There is no backup in {places.backups}. Make one: nabij backup")
        return newest[0]
    sealed = Path(name) if Path(name).parent != Path() else places.backups / name
    if not sealed.exists() and not labels.label_file(sealed).exists():
        raise CommandError(f"There is no backup {sealed}. Nothing was changed.")
    return sealed
