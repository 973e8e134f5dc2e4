"""The pages of a portfolio look as they did; see :mod:`tests.documents.pictures`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from beschutdesk.documents.portfolio import build
from beschutdesk.dossier.audience import Audience
from tests.documents import invented, pictures
from tests.documents.invented import Dossier


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
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(build(scene.make().views(scene.audience)))
    assert pictures.unlike(path, f"portfolio-{name}", tmp_path, scene.pages) == []


def test_a_line_that_moves_is_seen() -> None:
    with Image.open(pictures.FOLDER / "portfolio-floor-1.png") as kept:
        now = kept.convert("L")
        now.paste(now.crop((45, 100, 300, 140)), (45, 101))  # the name and the line under it, by one pixel
        assert pictures.difference(now, kept) > 1.5 * pictures.WORST


def test_a_page_without_a_picture_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(build(invented.empty().views(Audience.FLOOR)))
    assert pictures.unlike(path, "nowhere", tmp_path, 1) == ["nowhere-1.png: drawn or kept, not both"]
