"""Photos and PDFs are made anew: nothing that tells or runs goes along, and what is no letter is refused."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from nabij_methods.letters import limits
from nabij_methods.letters.aside import PAPER, PHOTO, kind_of, read_letter
from nabij_methods.letters.papers import clean_paper, without_segments
from nabij_methods.letters.photos import clean_photo
from nabij_methods.letters.refusals import NotALetter, Refusal
from tests.casework.letters import paper, photo


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_place_device_and_remark_are_gone_from_a_photo(kind: str) -> None:
    sent = photo(kind=kind)
    assert dict(opened(sent).getexif())  # the test sends what it says
    letter = read_letter(sent)
    assert letter.media_type == PHOTO
    made = opened(letter.content)
    assert made.format == "JPEG"
    assert not dict(made.getexif())
    assert not {"exif", "comment", "xmp", "photoshop"} & made.info.keys()
    for words in (b"Telefoon", b"Kaai", b"Exif", b"GPS"):
        assert words not in letter.content


def test_a_photo_is_turned_upright_before_what_says_so_is_gone() -> None:
    made = opened(clean_photo(photo(width=60, height=40, turned=True)))
    assert made.size == (40, 60)
    red, _green, blue = made.getpixel((20, 5))
    assert red > blue  # what was left is above now


def test_a_large_photo_is_made_smaller() -> None:
    made = opened(clean_photo(photo(width=4000, height=200)))
    assert max(made.size) == limits.LONGEST_SIDE


def test_what_is_seen_through_becomes_white() -> None:
    sheet = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(sheet, "PNG")
    assert opened(clean_photo(sheet.getvalue())).getpixel((10, 10)) == (255, 255, 255)


def test_what_hangs_behind_a_photo_does_not_go_along() -> None:
    assert b"<script>" not in clean_photo(photo() + b"<script>alert(1)</script>")


def test_a_pdf_keeps_its_pages_and_loses_its_maker_scripts_and_files() -> None:
    letter = read_letter(paper(pages=2))
    assert (letter.media_type, letter.pages) == (PAPER, 2)
    made = PdfReader(BytesIO(letter.content))
    assert len(made.pages) == 2
    assert not made.attachments
    assert not (made.metadata or {}).get("/Author")
    for words in (b"Selin", b"Geheim", b"JavaScript", b"BE68", b"/AA", b"alert"):
        assert words not in letter.content


def test_a_photo_inside_a_scan_loses_its_place_too() -> None:
    scan = photo()
    sent = paper(scan=scan)
    assert b"Telefoon" in sent
    made, _pages = clean_paper(sent)
    assert b"Telefoon" not in made
    assert b"Exif" not in made


def test_without_segments_leaves_the_picture_as_it_was() -> None:
    sent = photo()
    plain = without_segments(sent)
    assert b"Exif" not in plain
    assert opened(plain).tobytes() == opened(sent).tobytes()
    assert without_segments(b"no photo") == b"no photo"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Refusal.OTHER_KIND),
        (b"MZ\x90\x00 a program", Refusal.OTHER_KIND),
        (b"PK\x03\x04 a workbook", Refusal.OTHER_KIND),
        (b"GIF89a", Refusal.OTHER_KIND),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", Refusal.HEIC),
        (b"\xff\xd8\xff" + b"x" * limits.BYTES, Refusal.TOO_LARGE),
    ],
)
def test_the_first_bytes_decide_never_the_name(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(NotALetter) as told:
        kind_of(content)
    assert told.value.refusal == refusal


@pytest.mark.parametrize("content", [photo()[:200], b"\xff\xd8\xff\xe0 no photo", b"%PDF-1.7 no paper"])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotALetter) as told:
        read_letter(content)
    assert told.value.refusal == Refusal.DAMAGED


def test_a_locked_pdf_and_a_book_are_refused() -> None:
    for content, refusal in (
        (paper(password="x"), Refusal.LOCKED),
        (paper(pages=limits.PAGES + 1), Refusal.TOO_MANY_PAGES),
    ):
        with pytest.raises(NotALetter) as told:
            clean_paper(content)
        assert told.value.refusal == refusal


def test_a_photo_with_too_many_points_is_refused_before_it_is_read() -> None:
    flood = BytesIO()
    Image.new("1", (9_000, 9_000)).save(flood, "PNG")
    with pytest.raises(NotALetter) as told:
        read_letter(flood.getvalue())
    assert told.value.refusal == Refusal.TOO_LARGE
