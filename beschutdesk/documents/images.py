"""Photos: whatever a phone made becomes a small, upright JPEG that holds nothing but the picture."""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from beschutdesk.trouble import Trouble

LONGEST_SIDE = 600
LONGEST_SCAN = 2600
"""Pixels along the longest side of a picture of a paper: letters of 8 points on A4 stay readable."""
LARGEST_PICTURE = 100_000_000  # pixels
LARGEST_FILE = 40_000_000  # bytes
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


class UnusablePhoto(Trouble):
    """The file cannot be used as a photo."""

    def __init__(self, happened: str, todo: str) -> None:
        super().__init__(happened, "Er is niets veranderd.", todo)


def clean(photo: bytes, longest: int = LONGEST_SIDE) -> bytes:
    """The picture alone: upright, without place, date, camera, comment or thumbnail.

    Args:
        photo: what a phone or a scanner made.
        longest: at most so many pixels wide or high.

    Raises:
        UnusablePhoto: not a picture, a broken one, or one too large to open safely.
    """
    if len(photo) > LARGEST_FILE:
        raise _too_large()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(photo), formats=_FORMATS) as picture:
                if picture.width * picture.height > LARGEST_PICTURE:
                    raise _too_large()
                picture.draft("RGB", (2 * longest, 2 * longest))  # lets a large JPEG load small
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
                return _encoded(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except UnidentifiedImageError:
        raise UnusablePhoto(
            "Dit bestand is geen foto die het programma kan openen.", "Kies een JPEG-, PNG- of WebP-bestand."
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise UnusablePhoto("Deze foto is beschadigd.", "Kies een andere foto, of maak een nieuwe.") from None


def _too_large() -> UnusablePhoto:
    return UnusablePhoto("Deze foto is te groot om veilig te openen.", "Maak hem eerst kleiner, of kies een andere.")


def _encoded(picture: Image.Image) -> bytes:
    # Painted over onto a fresh sheet: that leaves every scrap of metadata behind, and gives see-through parts a colour.
    sheet = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        sheet.paste(layer, mask=layer)
    else:
        sheet.paste(picture.convert("RGB"))
    out = BytesIO()
    sheet.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
