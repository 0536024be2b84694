"""A photo made anew: turned upright, not larger than needed, and with nothing in it but what one sees."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from nabij_methods.letters import limits
from nabij_methods.letters.refusals import NotALetter, Refusal

WHITE = (255, 255, 255)


def clean_photo(content: bytes) -> bytes:
    """The photo as a JPEG without place, day, device or remarks. Raises NotALetter.

    The points go onto a new sheet: what stood beside them in the file (EXIF, XMP, thumbnails, comments,
    whatever was hung behind the end) has no way along. The turn that EXIF asks for is done first.
    """
    Image.MAX_IMAGE_PIXELS = limits.PIXELS
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as photo:
            if photo.width * photo.height > limits.PIXELS:
                raise NotALetter(Refusal.TOO_LARGE)
            side = limits.LONGEST_SIDE
            photo.draft("RGB", (side, side))  # a JPEG is read small at once, which spares memory
            photo.thumbnail((side, side))
            upright = ImageOps.exif_transpose(photo)
            sheet = Image.new("RGB", upright.size, WHITE)
            if upright.has_transparency_data:
                seen = upright.convert("RGBA")
                sheet.paste(seen, mask=seen.getchannel("A"))
            else:
                sheet.paste(upright.convert("RGB"))
    except (Image.DecompressionBombError, MemoryError) as problem:
        raise NotALetter(Refusal.TOO_LARGE) from problem
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as problem:
        raise NotALetter(Refusal.DAMAGED) from problem
    made = BytesIO()
    sheet.save(made, "JPEG", quality=limits.QUALITY, optimize=True)
    return made.getvalue()
