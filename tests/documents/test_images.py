"""Photos: nothing but the picture gets into a document."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from beschutdesk.documents import images
from beschutdesk.documents.images import UnusablePhoto, clean
from beschutdesk.documents.portfolio import build
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.values import YesNo
from tests.documents import invented, pdf

SECRET = b"GEHEIME-PLEK"


def _telling_photo(kind: str = "JPEG", turned: int = 6) -> bytes:
    """A photo that tells who, when and where."""
    image = invented.picture()
    exif = image.getexif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    more = {"comment": SECRET} if kind == "JPEG" else {}
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_all_that_a_photo_tells_is_gone(kind: str) -> None:
    photo = _telling_photo(kind)
    assert SECRET in photo
    cleaned = clean(photo)
    assert SECRET not in cleaned
    with Image.open(BytesIO(cleaned)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert max(image.size) == 600
        assert image.width > image.height  # turned a quarter, as its orientation asked


def test_a_see_through_picture_gets_a_white_ground() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(clean(out.getvalue()))) as image:
        assert image.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "I;16"])
def test_every_kind_of_colour_becomes_rgb(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (30, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(BytesIO(clean(out.getvalue()))) as image:
        assert (image.mode, image.size) == ("RGB", (30, 20))


@pytest.mark.parametrize(
    "data",
    [b"", b"geen foto", b"%PDF-1.7", b"GIF89a", b"\xff\xd8\xff\xe0", _telling_photo()[:3000], b"BM" + b"\0" * 99],
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(UnusablePhoto) as raised:
        clean(data)
    assert raised.value.todo


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(UnusablePhoto, match="te groot"):
        clean(out.getvalue())
    monkeypatch.setattr(images, "LARGEST_FILE", 10)
    with pytest.raises(UnusablePhoto, match="te groot"):
        clean(_telling_photo())


def _pictures(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as file:
        return sum(len(page.get_images()) if hasattr(page, "get_images") else len(page.images) for page in file.pages)


def test_a_photo_is_printed_with_consent_only() -> None:
    dossier = invented.with_photo(invented.full(), clean(_telling_photo()))
    data = build(dossier.views(Audience.FLOOR))
    assert _pictures(data) == 1
    assert SECRET not in data
    assert "Figure" in pdf.structure(data).tags
    for answer in (YesNo.NO, YesNo.UNKNOWN, None):
        dossier.candidate.photo_consent = answer
        assert _pictures(build(dossier.views(Audience.FLOOR))) == 0
    dossier.candidate.photo_consent = YesNo.YES
    assert _pictures(build(dossier.views(Audience.MUNICIPALITY))) == 0
    dossier.candidate.photo = None
    assert _pictures(build(dossier.views(Audience.FLOOR))) == 0
