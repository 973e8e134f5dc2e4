"""Pages as pictures: a change of layout must be seen and wanted.

``BESCHUTDESK_REFRESH_GOLDEN=1 python -m pytest tests/documents/test_golden.py`` draws the pictures in ``tests/golden``
anew. Look at them before you keep them.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from beschutdesk.documents.portfolio import build
from beschutdesk.dossier.audience import Audience
from tests.documents import invented, pdf
from tests.documents.invented import Dossier

FOLDER = Path(__file__).parents[1] / "golden"
DPI = 60

# Another version of the renderer smooths its edges a little differently, everywhere; what moves differs a lot in one
# place. So the worst small square counts.
SQUARE = 16  # pixels
DRAWN_BY = "22.12.0"  # the renderer of the kept pictures
WORST_ELSEWHERE = 30
WORST = 10  # mean difference in a square, of 255; a line that moves by a pixel makes 11 or more


def _concept_with_photo() -> Dossier:
    dossier = invented.with_photo(invented.full(), invented.photo())
    dossier.portfolio.discussed_with = ""
    dossier.candidate.name_used, dossier.candidate.family_name = "Wieńczysława", "Brzęczyszczykiewicz-van den Bovenkamp"
    return dossier


@dataclass(frozen=True)
class Scene:
    """A document of which pages are kept."""

    make: Callable[[], Dossier]
    audience: Audience
    pages: int


SCENES = {
    "floor": Scene(invented.full, Audience.FLOOR, 3),
    "candidate": Scene(invented.full, Audience.CANDIDATE, 1),
    "concept": Scene(_concept_with_photo, Audience.SUPERVISOR, 1),
    "colleague": Scene(invented.full, Audience.COLLEAGUE, 4),
    "empty": Scene(invented.empty, Audience.FLOOR, 1),
}


@pytest.mark.parametrize("name", SCENES)
def test_the_pages_look_as_they_did(name: str, tmp_path: Path) -> None:
    scene = SCENES[name]
    path = tmp_path / f"portfolio-{name}.pdf"
    path.write_bytes(build(scene.make().views(scene.audience)))
    pages = pdf.photographed(path, tmp_path, DPI)[: scene.pages]
    if os.environ.get("BESCHUTDESK_REFRESH_GOLDEN") == "1":
        for old in FOLDER.glob(f"portfolio-{name}-*.png"):
            old.unlink()
        for page in pages:
            with Image.open(page) as image:
                image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(FOLDER / page.name, optimize=True)
    assert [page.name for page in pages] == [page.name for page in sorted(FOLDER.glob(f"portfolio-{name}-*.png"))]
    for page in pages:
        with Image.open(page) as now, Image.open(FOLDER / page.name) as kept:
            assert _difference(now, kept) < (WORST if pdf.version("pdftoppm") == DRAWN_BY else WORST_ELSEWHERE), (
                page.name
            )


def _difference(now: Image.Image, kept: Image.Image) -> float:
    """Mean difference in the worst square."""
    assert now.size == kept.size
    pair = [image.convert("L").filter(ImageFilter.GaussianBlur(0.7)) for image in (now, kept)]
    squares = ImageChops.difference(*pair).reduce(SQUARE)
    return float(squares.getextrema()[1])  # type: ignore[arg-type]


def test_a_line_that_moves_is_seen() -> None:
    with Image.open(FOLDER / "portfolio-floor-1.png") as kept:
        now = kept.convert("L")
        now.paste(now.crop((45, 100, 300, 140)), (45, 101))  # the name and the line under it, by one pixel
        assert _difference(now, kept) > 1.5 * WORST
