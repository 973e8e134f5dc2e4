"""The objects of a PDF form, read with care: each may be missing, of another kind, or in a circle."""

import zlib
from base64 import a85decode
from typing import Any, Final

_DEPTH: Final = 32
_LONGEST: Final = 300
_LONGEST_NAME: Final = 200
"""As much as a record can keep; what is longer is cut in the same way everywhere."""
_PUSH: Final = 1 << 16
_FARTHEST: Final = 20_000
_LARGEST: Final = 72
_PICTURE: Final = 1 << 20
"""Bytes of a tick: far more than any has."""
_MENDED: Final = 100_000
"""Packed bytes that the library may unpack without a limit: they never become more than some hundreds of megabytes."""


def widgets(page: Any) -> list[Any]:
    """The fields as they stand on a page."""
    found = page.obj.get("/Annots")
    listed = list(found) if found is not None else []
    return [one for one in listed if hasattr(one, "get") and one.get("/Subtype") == "/Widget"]


def inherited(node: Any, key: str) -> Any:
    """An attribute that a field may have from its group, or a page from its chapter."""
    for _ in range(_DEPTH):
        if node is None:
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def full_name(widget: Any) -> str:
    """The name of a field with that of its groups, as every PDF program calls it."""
    names: list[str] = []
    for _ in range(_DEPTH):
        if widget is None:
            break
        if "/T" in widget:
            names.append(said(widget["/T"]))
        widget = widget.get("/Parent")
    return ".".join(reversed(names))[:_LONGEST_NAME]


def is_push(widget: Any) -> bool:
    """Whether it is a button that does something, such as printing or sending."""
    return str(inherited(widget, "/FT")) == "/Btn" and bool(int(number_of(inherited(widget, "/Ff"))) & _PUSH)


def on_state(widget: Any) -> str:
    """The name of the state in which a button is on; empty when the form does not say it."""
    normal = normal_look(widget)
    if normal is None or is_stream(normal):
        return ""
    return next((str(name)[1:] for name in normal.keys() if str(name) != "/Off"), "")  # noqa: SIM118 - no plain dict


def state_of(on: str) -> str:
    """The name of a state as it is kept and shown."""
    return said(on)[:_LONGEST_NAME]


def media_box(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the page as it is drawn; A4 when the file does not say it."""
    return box_of(inherited(page.obj, "/MediaBox")) or (0.0, 0.0, 595.28, 841.89)


def normal_look(widget: Any) -> Any:
    """The look of a field, or of a button the looks by state; ``None`` when the form leaves that to others."""
    looks = widget.get("/AP")
    return looks.get("/N") if looks is not None and hasattr(looks, "get") else None


def is_stream(found: Any) -> bool:
    """Whether something is drawn."""
    import pikepdf

    return isinstance(found, pikepdf.Stream)


def draws(normal: Any, state: str) -> bool:
    """Whether the form has a picture of this state with anything in it."""
    found = normal.get("/" + state) if normal is not None and not is_stream(normal) else None
    if found is None or not is_stream(found):
        return False
    content = unpacked(found, _PICTURE)
    return content is None or bool(content.strip())


def unpacked(stream: Any, most: int) -> bytes | None:
    """What a stream holds; ``None`` when that is more than so many bytes, or packed in a way that no form has.

    A file of a megabyte can hold gigabytes, so it is never unpacked further than this.
    """
    import pikepdf

    packed = stream.get("/Filter")
    listed = [] if packed is None else list(packed) if isinstance(packed, pikepdf.Array) else [packed]
    ways, raw = [str(way) for way in listed], stream.read_raw_bytes()
    data: bytes = raw
    try:
        for way in ways:
            data = _UNPACK[way](data, most + 1)
            if len(data) > most:
                return None
    except (KeyError, ValueError, zlib.error):
        # the library knows more ways, and mends what is broken; of something small, for it knows no limit
        if len(ways) > 1 or len(raw) > _MENDED:
            return None
        try:
            return bytes(stream.read_bytes())
        except pikepdf.PdfError:
            return None
    return data


def _inflated(data: bytes, most: int) -> bytes:
    return zlib.decompressobj().decompress(data, most)


def _from_letters(data: bytes, _most: int) -> bytes:
    return a85decode(data.strip().removeprefix(b"<~").partition(b"~>")[0])


def _from_digits(data: bytes, _most: int) -> bytes:
    digits = b"".join(data.partition(b">")[0].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


_UNPACK: Final = {
    **dict.fromkeys(("/FlateDecode", "/Fl"), _inflated),
    **dict.fromkeys(("/ASCII85Decode", "/A85"), _from_letters),
    **dict.fromkeys(("/ASCIIHexDecode", "/AHx"), _from_digits),
}
"""How a stream is packed, and how so many bytes of it are unpacked."""


def box_of(found: Any) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top; ``None`` for what is no box, or one that no page has room for."""
    try:
        x0, y0, x1, y1 = (float(one) for one in found)
    except (TypeError, ValueError):
        return None
    if max(abs(x0), abs(y0), abs(x1), abs(y1)) > _FARTHEST:
        return None
    box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return box if box[2] > box[0] and box[3] > box[1] else None


def letters_of(found: Any) -> float:
    """The size of the letters in a default appearance such as ``/Helv 10 Tf 0 g``."""
    words = said(found).split()
    for at, word in enumerate(words):
        if word == "Tf" and at:
            try:
                size = abs(float(words[at - 1]))
            except ValueError:
                return 0.0
            return size if size <= _LARGEST else 0.0
    return 0.0


def number_of(found: Any) -> float:
    """A number; 0 for what is none."""
    try:
        return float(found)
    except (TypeError, ValueError):
        return 0.0


def said(found: Any, most: int = _LONGEST) -> str:
    """A text of the file on lines, without what cannot be shown."""
    import pikepdf

    if found is None or isinstance(found, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)):
        return ""
    words = str(found).replace("\r\n", "\n").replace("\r", "\n")[:most]
    return "".join(char for char in words if char == "\n" or char.isprintable()).strip()
