"""A PDF made anew: its pages, and nothing that tells who made it, runs by itself or hides a file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from nabij_methods.letters import limits
from nabij_methods.letters.refusals import NotALetter, Refusal

TELLS_OR_RUNS = ("/AA", "/Metadata", "/PieceInfo", "/LastModified", "/AF", "/JS", "/OpenAction", "/Thumb")
"""Keys that go wherever they stand: actions, descriptions of the maker, attached files."""

CARRIERS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
"""Notes on a page that carry a file or play something."""


def clean_paper(content: bytes) -> tuple[bytes, int]:
    """The pages of a PDF in a new one, and how many there are. Raises NotALetter."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise NotALetter(Refusal.LOCKED)
        pages = len(reader.pages)
        if not pages:
            raise NotALetter(Refusal.DAMAGED)
        if pages > limits.PAGES:
            raise NotALetter(Refusal.TOO_MANY_PAGES)
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        _strip(writer)
        writer.metadata = None
        made = BytesIO()
        writer.write(made)
    except NotALetter:
        raise
    except MemoryError as problem:
        raise NotALetter(Refusal.TOO_LARGE) from problem
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, IndexError) as problem:
        raise NotALetter(Refusal.DAMAGED) from problem
    except (AttributeError, RecursionError, AssertionError, NotImplementedError) as problem:
        # What a broken file does inside the reader is not for us to tell apart.
        raise NotALetter(Refusal.DAMAGED) from problem
    return made.getvalue(), pages


def _strip(writer: PdfWriter) -> None:
    """Take away from every object of the new file what tells or runs."""
    found = [one for one in writer._objects if one is not None]
    if len(found) > limits.PARTS:
        raise NotALetter(Refusal.TOO_LARGE)
    for one in found:
        if isinstance(one, DictionaryObject):
            _strip_one(one)


def _strip_one(one: DictionaryObject) -> None:
    for key in TELLS_OR_RUNS:
        one.pop(NameObject(key), None)
    if "/Annots" in one:
        one[NameObject("/Annots")] = _harmless(one["/Annots"])
    action = one.get("/A")
    if action is not None and _kind(action) != "/URI":
        del one["/A"]
    if isinstance(one, StreamObject) and one.get("/Subtype") == "/Image":
        _strip_photo(one)


def _harmless(notes: Any) -> ArrayObject:
    kept = ArrayObject()
    for note in notes.get_object() if hasattr(notes, "get_object") else notes:
        inside = note.get_object()
        if isinstance(inside, DictionaryObject) and inside.get("/Subtype") not in CARRIERS:
            _strip_note(inside)
            kept.append(note)
    return kept


def _strip_note(note: DictionaryObject) -> None:
    note.pop(NameObject("/AA"), None)
    action = note.get("/A")
    if action is not None and _kind(action) != "/URI":
        del note["/A"]


def _kind(action: Any) -> Any:
    inside = action.get_object()
    return inside.get("/S") if isinstance(inside, DictionaryObject) else None


def _strip_photo(photo: StreamObject) -> None:
    """A scan holds photos as JPEG, with the place and device of the telephone inside them."""
    filters = photo.get("/Filter")
    last = filters[-1] if isinstance(filters, ArrayObject) and len(filters) == 1 else filters
    if last == "/DCTDecode":
        photo._data = without_segments(photo._data)


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without its descriptions (APP1 to APP13, APP15, comments). The picture itself stays as it is.

    APP0 and APP14 stay: they say how colours are written. What is no whole JPEG is given back as it came.
    """
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind == 0xDA:  # here the picture begins
            return b"".join([*kept, jpeg[at:]])
        tells = (0xE1 <= kind <= 0xEF and kind != 0xEE) or kind == 0xFE
        if not tells:
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return jpeg
