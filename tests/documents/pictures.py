"""Pages as pictures: a change of layout must be seen and wanted.

``BESCHUTDESK_REFRESH_GOLDEN=1 python -m pytest tests/documents -k look`` draws the pictures in ``tests/golden`` anew.
Look at them before you keep them.
"""

import os
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tests.documents import pdf

FOLDER = Path(__file__).parents[1] / "golden"
DPI = 60

# Another version of the renderer smooths its edges a little differently, everywhere; what moves differs a lot in one
# place. So the worst small square counts.
SQUARE = 16  # pixels
DRAWN_BY = "22.12.0"  # the renderer of the kept pictures
WORST_ELSEWHERE = 30
WORST = 10  # mean difference in a square, of 255; a line that moves by a pixel makes 11 or more


def unlike(file: Path, name: str, folder: Path, most: int | None = None) -> list[str]:
    """What looks otherwise than it did: pages with by how much, and pages without a picture or the reverse.

    Args:
        file: the document.
        name: what its pictures are called.
        folder: for what is drawn now.
        most: so many pages are kept, from the first; all when left out.
    """
    copy = folder / f"{name}.pdf"
    copy.write_bytes(file.read_bytes())
    pages = pdf.photographed(copy, folder, DPI)[:most]
    pattern = f"{name}-[0-9]*.png"
    if os.environ.get("BESCHUTDESK_REFRESH_GOLDEN") == "1":
        for old in FOLDER.glob(pattern):
            old.unlink()
        for page in pages:
            with Image.open(page) as image:
                image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(FOLDER / page.name, optimize=True)
    now, kept = ({page.name for page in found} for found in (pages, FOLDER.glob(pattern)))
    found = [f"{page}: drawn or kept, not both" for page in sorted(now ^ kept)]
    worst = WORST if pdf.version("pdftoppm") == DRAWN_BY else WORST_ELSEWHERE
    for page in pages:
        if page.name in kept:
            with Image.open(page) as drawn, Image.open(FOLDER / page.name) as before:
                if (much := difference(drawn, before)) >= worst:
                    found.append(f"{page.name}: {much:.0f}")
    return found


def difference(now: Image.Image, kept: Image.Image) -> float:
    """Mean difference in the worst square, of 255."""
    assert now.size == kept.size
    pair = [image.convert("L").filter(ImageFilter.GaussianBlur(0.7)) for image in (now, kept)]
    squares = ImageChops.difference(*pair).reduce(SQUARE)
    return float(squares.getextrema()[1])  # type: ignore[arg-type]
