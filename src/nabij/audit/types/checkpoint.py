"""A checkpoint: how far every stream of the log had come at a moment, signed, and kept outside the database.

Signed with Ed25519: who checks needs the public key only. Each checkpoint holds the digest of the one
before, so that none of them can be taken away unseen.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class UnreadableCheckpoint(ValueError):
    """A file is no checkpoint, or is damaged. The text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One checkpoint. `heads` holds per stream the number and the hash of its last line."""

    number: int
    at: datetime
    heads: Mapping[int, tuple[int, bytes]]
    before: str
    key: str = ""
    signature: str = ""

    def __str__(self) -> str:
        return f"checkpoint {self.number} of {self.at:%d/%m/%Y %H:%M} UTC"

    @property
    def lines(self) -> int:
        """How many lines the log had."""
        return sum(seq for seq, _ in self.heads.values())

    @property
    def digest(self) -> str:
        """SHA-256 over what was signed, in hexadecimal: names this checkpoint."""
        return sha256(self._signed()).hexdigest()

    def _signed(self) -> bytes:
        heads = [[stream, seq, last.hex()] for stream, (seq, last) in sorted(self.heads.items())]
        return json.dumps([1, self.number, self.at.isoformat(), heads, self.before, self.key]).encode()

    def signed_with(self, secret: str) -> "Checkpoint":
        """Return this checkpoint with its signature."""
        private = private_key(secret)
        named = Checkpoint(self.number, self.at, self.heads, self.before, public_key(secret))
        signature = private.sign(named._signed()).hex()
        return Checkpoint(self.number, self.at, self.heads, self.before, named.key, signature)

    def is_signed_by(self, public_keys: frozenset[str]) -> bool:
        """Whether one of these public keys (hexadecimal) made the signature, over exactly this."""
        if self.key not in public_keys:
            return False
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            public.verify(bytes.fromhex(self.signature), self._signed())
        except (InvalidSignature, ValueError):
            return False
        return True

    def as_text(self) -> str:
        """Return the content of its file."""
        return json.dumps(
            {
                "number": self.number,
                "at": self.at.isoformat(),
                "heads": {
                    str(stream): [seq, last.hex()] for stream, (seq, last) in sorted(self.heads.items())
                },
                "before": self.before,
                "key": self.key,
                "signature": self.signature,
            },
            indent=1,
        )


def read_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint in the content of a file. Raises UnreadableCheckpoint."""
    try:
        found = json.loads(text)
        heads = {
            int(stream): (int(seq), bytes.fromhex(last)) for stream, (seq, last) in found["heads"].items()
        }
        at = datetime.fromisoformat(found["at"])
        texts = [str(found[name]) for name in ("before", "key", "signature")]
        return Checkpoint(int(found["number"]), at, heads, *texts)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise UnreadableCheckpoint(f"not a checkpoint: {problem}") from problem


def private_key(secret: str) -> Ed25519PrivateKey:
    """Return the key that signs, made from the secret in the settings."""
    return Ed25519PrivateKey.from_private_bytes(sha256(b"nabij checkpoint " + secret.encode()).digest())


def public_key(secret: str) -> str:
    """Return the key that checks, in hexadecimal. It may be shown to everybody."""
    return private_key(secret).public_key().public_bytes_raw().hex()
