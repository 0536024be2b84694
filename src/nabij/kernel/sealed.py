"""Letters that only this server opens: a device seals them with a public key and keeps no secret for it.

P-256, an ephemeral key for each letter, HKDF-SHA256, AES-256-GCM: what every browser does by itself. The
private key follows from SECRET_KEY and the name of what was taken along, so no table holds one. An older
SECRET_KEY opens as long as it stands in SECRET_KEY_FALLBACKS.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256 (SEC 2, 2.4.2): a private key lies below it."""
_LETTER = b"nabij sealed letter 1"
_POINT = 65
"""Bytes of a point of P-256 that is not compressed."""
_HEAD = _POINT + 12


class NotOpened(Exception):
    """This is no letter, it was damaged, or it was sealed for something else."""


def public_key(name: str) -> str:
    """The key with which a device seals letters for `name`, as base64 of its point."""
    point = _private(str(settings.SECRET_KEY), name).public_key()
    return _text(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def opened(letter: Mapping[str, Any], *, name: str, bound_to: str) -> Any:
    """What stands in a letter for `name`, sealed together with `bound_to`. Raises NotOpened."""
    try:
        own, iv, sealed = (_bytes(letter[part]) for part in ("key", "iv", "sealed"))
        return json.loads(_decrypted(own, iv, sealed, name, bound_to))
    except (KeyError, TypeError, ValueError) as problem:
        raise NotOpened from problem


def opened_bytes(sealed: bytes, *, name: str, bound_to: str) -> bytes:
    """The same of bytes: 65 of the key of the letter, 12 of the vector, and then what was sealed."""
    return _decrypted(sealed[:_POINT], sealed[_POINT:_HEAD], sealed[_HEAD:], name, bound_to)


def sealed_bytes_for(key: str, content: bytes, *, bound_to: str, iv: bytes) -> bytes:
    """Sealed bytes as a browser makes them: for tests and for measuring. `iv` are twelve random bytes."""
    own, sealed = _encrypted(key, content, bound_to, iv)
    return own + iv + sealed


def _decrypted(own: bytes, iv: bytes, sealed: bytes, name: str, bound_to: str) -> bytes:
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), own)
    except ValueError as problem:
        raise NotOpened from problem
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            key = _shared(_private(str(secret), name), point)
            return AESGCM(key).decrypt(iv, sealed, bound_to.encode())
        except (InvalidTag, ValueError):
            continue
    raise NotOpened


def sealed_for(key: str, content: Any, *, bound_to: str, iv: bytes) -> dict[str, str]:
    """A letter as a browser makes it: for tests and the demo. `iv` are twelve random bytes."""
    own, sealed = _encrypted(key, json.dumps(content).encode(), bound_to, iv)
    return {"key": _text(own), "iv": _text(iv), "sealed": _text(sealed)}


def _encrypted(key: str, content: bytes, bound_to: str, iv: bytes) -> tuple[bytes, bytes]:
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(key))
    once = ec.generate_private_key(ec.SECP256R1())
    sealed = AESGCM(_shared(once, point)).encrypt(iv, content, bound_to.encode())
    return once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint), sealed


def _private(secret: str, name: str) -> ec.EllipticCurvePrivateKey:
    # 16 bytes more than the order: what is left after the division is as good as even.
    spread = HKDF(hashes.SHA256(), 48, salt=b"nabij sealed", info=name.encode()).derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(spread, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def _shared(private: ec.EllipticCurvePrivateKey, point: ec.EllipticCurvePublicKey) -> bytes:
    agreed = private.exchange(ec.ECDH(), point)
    return HKDF(hashes.SHA256(), 32, salt=b"", info=_LETTER).derive(agreed)


def _text(plain: bytes) -> str:
    return base64.b64encode(plain).decode("ascii")


def _bytes(text: Any) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as problem:
        raise ValueError from problem
