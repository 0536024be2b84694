"""What a file is, by its first bytes; and what an XLSX holds, before anything unpacks it."""

from __future__ import annotations

import io
import re
import zipfile

from nabij_methods.tables import limits
from nabij_methods.tables.refusals import NotReadable, Refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_NOT_TABLES = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh",  # noqa: E501
    b"<?xml", b"<!DOCTYPE", b"<html", b"<svg", b"{\\rtf", b"#!/", b"II*\x00", b"MM\x00*", b"SQLite format 3",
)  # fmt: skip
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED = 0x1
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_workbook(content: bytes, name: str) -> bool:
    """Whether this is an XLSX (else it is a text file). Raises NotReadable for anything else.

    The name must agree with the bytes: a file that says to be something else is refused.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise NotReadable(Refusal.EMPTY)
    if len(content) > limits.BYTES:
        raise NotReadable(Refusal.TOO_LARGE)
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if content.startswith(_OLE):
        # A locked XLSX is packed in the container of the old format.
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise NotReadable(Refusal.LOCKED if locked else Refusal.OLD_EXCEL)
    if content.lstrip()[:16].lower().startswith(tuple(mark.lower() for mark in _NOT_TABLES)):
        raise NotReadable(Refusal.NOT_A_TABLE)
    if ending in ("xlsm", "xltm", "xlsb", "xlam"):
        raise NotReadable(Refusal.MACROS)
    workbook = content.startswith(_ZIP)
    if ending not in ("xlsx", "csv", "txt", "tsv") or workbook != (ending == "xlsx"):
        raise NotReadable(Refusal.WRONG_NAME)
    return workbook


def check_workbook(content: bytes) -> None:
    """Look through the parts of an XLSX with bounded memory. Raises NotReadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_parts(parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise NotReadable(Refusal.DAMAGED) from error
    except Exception as error:  # zlib.error and struct.error stand apart
        if isinstance(error, NotReadable):
            raise
        raise NotReadable(Refusal.DAMAGED) from error


def _check_parts(parts: zipfile.ZipFile) -> None:
    entries = parts.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > limits.PARTS:
        raise NotReadable(Refusal.UNPACKS_TOO_LARGE)
    if len(names) != len(entries) or any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise NotReadable(Refusal.UNSAFE_PARTS if len(names) != len(entries) else Refusal.LOCKED)
    if any(
        ".." in name.split("/") or name.startswith("/") or "\\" in name or "\x00" in name for name in names
    ):
        raise NotReadable(Refusal.UNSAFE_PARTS)
    if any("vbaproject" in name or "macrosheet" in name or name.endswith(".bin") for name in names):
        raise NotReadable(Refusal.MACROS)
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise NotReadable(Refusal.NOT_A_TABLE)
    left = limits.UNPACKED_BYTES
    for entry in entries:
        left -= _unpacked_size(parts, entry, left)


def _unpacked_size(parts: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part in pieces, and count: the size that a part states may be a lie."""
    if entry.compress_type not in _STORED_OR_DEFLATED:
        raise NotReadable(Refusal.UNSAFE_PARTS)
    allowed = min(left, max(entry.compress_size, 1_024) * limits.RATIO)
    size, tail = 0, b""
    with parts.open(entry) as part:
        while piece := part.read(64 * 1024):
            size += len(piece)
            if size > allowed:
                raise NotReadable(Refusal.UNPACKS_TOO_LARGE)
            seen = (tail + piece).replace(b"\x00", b"")  # also found when the part is written in UTF-16
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")) and _DECLARATION.search(seen):
                raise NotReadable(Refusal.UNSAFE_PARTS)
            tail = piece[-32:]
    return size
