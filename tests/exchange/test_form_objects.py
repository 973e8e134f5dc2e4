"""A small file can hold far too much: it is refused, or looked at no further than needed."""

import tracemalloc
import zlib
from base64 import a85encode
from io import BytesIO

import pikepdf
import pytest

from beschutdesk.documents.form_overlay import Ink, draw
from beschutdesk.exchange.acroform import MOST_PLACES, BadForm, read
from beschutdesk.exchange.form_flatten import flatten
from beschutdesk.exchange.form_objects import unpacked


def packed(megabytes: int) -> bytes:
    squeeze = zlib.compressobj(9)
    return b"".join(squeeze.compress(b" " * (1 << 20)) for _ in range(megabytes)) + squeeze.flush()


def with_tick(look: bytes | None = None, *filters: pikepdf.Name) -> tuple[pikepdf.Pdf, pikepdf.Object]:
    """A page with one tick box, whose picture is packed as given."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    picture = pdf.make_stream(b"q Q")
    if look is not None:
        picture.write(look, filter=pikepdf.Array(filters))
    widget = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, T="ja", Rect=pikepdf.Array([10, 10, 30, 30])
    )
    widget.AP = pikepdf.Dictionary(N=pikepdf.Dictionary({"/Aan": picture}))
    made = pdf.make_indirect(widget)
    pdf.pages[0].obj.Annots = pikepdf.Array([made])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([made]))
    return pdf, made


def written(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return out.getvalue()


FLATE, LETTERS = pikepdf.Name.FlateDecode, pikepdf.Name.ASCII85Decode


@pytest.mark.parametrize(("look", "filters"), [(packed(64), (FLATE,)), (zlib.compress(packed(64)), (FLATE, FLATE))])
def test_a_picture_is_never_unpacked_whole(look: bytes, filters: tuple[pikepdf.Name, ...]) -> None:
    pdf, widget = with_tick(look, *filters)
    data = written(pdf)
    tracemalloc.start()
    try:
        (field,) = read(data).fields
        assert unpacked(widget.AP.N.Aan, 1000) is None
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert field.places[0].drawn  # more than a tick can be is not nothing


@pytest.mark.parametrize(
    ("look", "filters", "drawn"),
    [
        (zlib.compress(b"q Q"), (FLATE,), True),
        (zlib.compress(b"  "), (FLATE,), False),
        (a85encode(zlib.compress(b"q Q")) + b"~>", (LETTERS, FLATE), True),
        (a85encode(zlib.compress(b" ")) + b"~>", (LETTERS, FLATE), False),
        (b"7120 51>", (pikepdf.Name.ASCIIHexDecode,), True),
        (b"\x02q Q\x80", (pikepdf.Name.RunLengthDecode,), True),
    ],
)
def test_a_picture_may_be_packed_in_any_way(look: bytes, filters: tuple[pikepdf.Name, ...], drawn: bool) -> None:
    (field,) = read(written(with_tick(look, *filters)[0])).fields
    assert field.places[0].drawn is drawn


def test_a_page_that_holds_far_too_much_is_refused() -> None:
    pdf, _ = with_tick()
    content = pdf.make_stream(b"")
    content.write(packed(64), filter=FLATE)
    pdf.pages[0].obj.Contents = content
    over = draw(((595, 842),), [Ink(0, (10, 10, 90, 30), 0, "ja")])
    with pytest.raises(BadForm, match="veel meer dan in een formulier past"):
        flatten(written(pdf), over.data)


def test_a_field_that_stands_a_million_times_is_refused() -> None:
    pdf, widget = with_tick()
    pdf.pages[0].obj.Annots = pikepdf.Array([widget] * (MOST_PLACES + 1))
    with pytest.raises(BadForm, match="veel meer dan in een formulier past"):
        read(written(pdf))


def test_pages_are_counted_no_further_than_needed() -> None:
    """A tree that names one page again and again is small in a file and endless in memory."""
    pdf, _ = with_tick()
    tree = pdf.Root.Pages
    tree.Kids = pikepdf.Array([tree.Kids[0]] * 20_000)
    with pytest.raises(BadForm, match="meer dan 10000 bladzijden"):
        read(written(pdf))
