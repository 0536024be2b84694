"""Photos and PDFs as people send them, for the tests of documents."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

GPS, MODEL, ORIENTATION = 0x8825, 0x0110, 0x0112
RED, BLUE = (200, 30, 30), (30, 30, 200)


def photo(*, width: int = 60, height: int = 40, kind: str = "JPEG", turned: bool = False) -> bytes:
    """A photo with the place, the device and a remark in it: left half red, right half blue."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    told = Image.Exif()
    told[MODEL] = "Telefoon van Selin"
    told[ORIENTATION] = 6 if turned else 1
    told.get_ifd(GPS).update({1: "N", 2: (50.0, 49.0, 30.0), 3: "E", 4: (3.0, 15.0, 50.0)})
    made = BytesIO()
    more = {"comment": b"Kaai 4"} if kind == "JPEG" else {}
    picture.save(made, kind, exif=told, **more)
    return made.getvalue()


def paper(*, pages: int = 1, password: str = "", scan: bytes = b"") -> bytes:
    """A PDF that tells who made it, runs a script when it opens, and carries a file."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    if scan:
        writer.append(BytesIO(_scanned(scan)))
    writer.add_metadata({"/Author": "Selin Karadam", "/Title": "Geheim"})
    writer.add_attachment("rekening.txt", b"BE68 5390 0754 7034")
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    action[NameObject("/JS")] = TextStringObject("app.alert('blad')")
    writer.root_object[NameObject("/OpenAction")] = action
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    if password:
        writer.encrypt(password)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _scanned(scan: bytes) -> bytes:
    """A photo as a page of a PDF, with the JPEG in it as the telephone made it."""
    made = BytesIO()
    Image.open(BytesIO(scan)).save(made, "PDF")
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made.getvalue())))
    for one in writer._objects:
        if isinstance(one, DictionaryObject) and one.get("/Subtype") == "/Image":
            one[NameObject("/Filter")] = NameObject("/DCTDecode")
            one._data = scan
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
