"""A PDF form of somebody else: which fields it has, and whether anything can be done with it at all.

Only the forms that every PDF program can fill are read: AcroForm, without a password, of a size that a paper form has.
Anything else is refused with the reason and what to do; a file from outside never gives more than that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from beschutdesk.exchange.form_objects import (
    box_of,
    draws,
    full_name,
    inherited,
    is_stream,
    letters_of,
    media_box,
    normal_look,
    number_of,
    on_state,
    said,
    state_of,
    widgets,
)
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from pikepdf import Pdf

MOST_BYTES: Final = 10 * 1024 * 1024
"""As large as an attachment can be."""
MOST_PAGES: Final = 50
MOST_FIELDS: Final = 2_000
MOST_PLACES: Final = 2 * MOST_FIELDS
"""Fields, links and remarks on all pages together."""
NOTHING_FILLED: Final = "Er is niets ingevuld of bewaard."

_LONGEST_COMB: Final = 300
_LONGEST_VALUE: Final = 20_000
_MOST_OPTIONS: Final = 500
_MULTILINE, _PASSWORD, _COMB = 1 << 12, 1 << 13, 1 << 24
_PUSH = 1 << 16
_REQUIRED: Final = 2
_UNSEEN: Final = 1 << 0 | 1 << 1 | 1 << 5  # invisible, hidden, no view
_HEAD: Final = 1024
_COUNTED: Final = 10_000


class BadForm(Trouble):
    """A file that cannot be filled in: it says why and what to do."""


class FieldKind(Enum):
    """What one can do with a field."""

    TEXT = "text"
    TICK = "tick"  # a tick box, or one button of a group
    CHOICE = "choice"  # one of a list


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands on paper.

    Attributes:
        page: from 0.
        box: left, bottom, right and top in points, from the lower left corner of the page as it is drawn.
        turn: degrees, counter-clockwise, over which words must be turned to stand upright for the reader.
        shown: left, top, width and height as parts (0 to 1) of the page as it is looked at.
        drawn: of a tick box: the form itself can draw it as ticked.
        filled: the form draws what it holds already.
    """

    page: int
    box: tuple[float, float, float, float]
    turn: int
    shown: tuple[float, float, float, float]
    drawn: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. A group of round buttons is as many of these as it has buttons.

    Attributes:
        name: full name in the PDF.
        state: of a button of a group: which, as the PDF calls it; empty for any other.
        label: what the form says it is, for who cannot see it; often nothing.
        kind: what one can do with it.
        options: of a list: its words; of a button: what it stands for, when the file says that.
        multiline: takes several lines.
        comb: one box per character, as many as *limit*.
        limit: most characters; 0 is not limited.
        size: of the letters in points; 0 is to be chosen.
        align: 0 left, 1 middle, 2 right.
        required: the form says that it must be filled in.
        value: what the blank holds already.
        places: where it stands; more than one when the same answer is wanted several times.
    """

    name: str
    state: str
    label: str
    kind: FieldKind
    options: tuple[str, ...] = ()
    multiline: bool = False
    comb: bool = False
    limit: int = 0
    size: float = 0.0
    align: int = 0
    required: bool = False
    value: str = ""
    places: tuple[Place, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Names it within its form."""
        return self.name, self.state

    @property
    def title(self) -> str:
        """What it is called on a screen: its label, else its name."""
        words = self.label or self.name
        state = self.options[0] if self.state and self.options else self.state
        return f"{words}: {state}" if state else words


@dataclass(frozen=True, slots=True)
class Blank:
    """A form that can be filled in.

    Attributes:
        digest: SHA-256 of the file, 64 hex digits: another edition is another form.
        title: as the file says it itself; often nothing.
        pages: width and height of each page as it is drawn, in points.
        fields: page by page, from top to bottom.
    """

    digest: str
    title: str
    pages: tuple[tuple[float, float], ...]
    fields: tuple[Field, ...]


def read(data: bytes) -> Blank:
    """The fields of a form.

    Raises:
        BadForm: it cannot be filled in.
    """
    with opened(data) as pdf, calm():
        pages = tuple((right - left, top - bottom) for left, bottom, right, top in map(media_box, pdf.pages))
        found: dict[tuple[str, str], tuple[Field, list[Place]]] = {}
        for number, page in enumerate(pdf.pages):
            boxes = _Boxes(page)
            for widget in widgets(page):
                field = _field(widget)
                if field is None or int(number_of(widget.get("/F"))) & _UNSEEN:
                    continue
                _, places = found.setdefault(field.key, (field, []))
                places.append(_place(widget, number, boxes, field))
                if len(found) > MOST_FIELDS:
                    raise BadForm(
                        f"Dit formulier heeft meer dan {MOST_FIELDS:,} velden.".replace(",", "."),
                        NOTHING_FILLED,
                        "Vraag de gemeente om een kleiner formulier, of vul het met de hand in.",
                    )
        title = said(pdf.docinfo.get("/Title")) if "/Info" in pdf.trailer else ""
    if not found:
        raise BadForm(
            "Deze pdf heeft geen velden om in te vullen.",
            NOTHING_FILLED,
            "Vraag de gemeente om een formulier dat op het scherm in te vullen is, of gebruik onze eigen aanvraag.",
        )
    grouped = _as_groups(found)
    fields = sorted(
        grouped, key=lambda one: (one.places[0].page, round(one.places[0].shown[1], 2), one.places[0].shown[0])
    )
    return Blank(sha256(data).hexdigest(), title, pages, tuple(fields))


# -- opening: for reading and for filling ------------------------------------------------------------------------------


@contextmanager
def calm() -> Iterator[None]:
    """Whatever goes wrong in a file from outside is a :class:`BadForm`, and says nothing of what stands in it."""
    try:
        yield
    except Trouble:
        raise
    except Exception:
        raise BadForm(
            "Deze pdf is beschadigd of niet af.", NOTHING_FILLED, "Haal het formulier opnieuw op bij de gemeente."
        ) from None


@contextmanager
def opened(data: bytes) -> "Iterator[Pdf]":
    """The file, when it is a form that can be filled in.

    Raises:
        BadForm: it is not.
    """
    import pikepdf

    if len(data) > MOST_BYTES:
        raise BadForm("Dit bestand is groter dan 10 MB.", NOTHING_FILLED, "Vraag de gemeente om een kleinere pdf.")
    if b"%PDF-" not in data[:_HEAD]:
        raise BadForm("Dit is geen pdf.", NOTHING_FILLED, "Kies het lege formulier van de gemeente, als pdf.")
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _locked() from None
    except Exception:
        with calm():
            raise
    with pdf:
        with calm():
            _refuse(pdf)
        yield pdf


def _refuse(pdf: "Pdf") -> None:
    if pdf.is_encrypted:
        raise _locked()
    if (count := _pages(pdf)) > MOST_PAGES:
        told = str(count) if count < _COUNTED else f"meer dan {_COUNTED}"
        raise BadForm(
            f"Deze pdf heeft {told} bladzijden. Dat is geen formulier; er mogen er {MOST_PAGES} zijn.",
            NOTHING_FILLED,
            "Kies het lege formulier van de gemeente.",
        )
    if sum(len(listed) for page in pdf.pages if (listed := page.obj.get("/Annots")) is not None) > MOST_PLACES:
        raise too_much()
    form = pdf.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        raise BadForm(
            "Dit formulier is van een oud soort (XFA) dat alleen Adobe Reader kan invullen.",
            NOTHING_FILLED,
            "Vraag de gemeente om een gewone pdf, of gebruik onze eigen aanvraag.",
        )


def _pages(pdf: "Pdf") -> int:
    """How many pages there are, counted no further than to :data:`_COUNTED`: a small file can name millions."""
    import pikepdf

    found, looked = 0, 0
    waiting: list[Any] = [pdf.Root.get("/Pages")]
    while waiting and found < _COUNTED and looked < _COUNTED:
        node = waiting.pop()
        looked += 1
        kids = node.get("/Kids") if hasattr(node, "get") else None
        if not isinstance(kids, pikepdf.Array):
            found += 1
        elif len(kids) + found >= _COUNTED:
            return _COUNTED
        else:
            waiting += list(kids)
    return max(found, looked) if looked >= _COUNTED else found


def too_much() -> BadForm:
    """The refusal of a file that is made to keep a program busy."""
    return BadForm(
        "Er zit in deze pdf veel meer dan in een formulier past.",
        NOTHING_FILLED,
        "Haal het formulier opnieuw op bij de gemeente, of gebruik onze eigen aanvraag.",
    )


def _locked() -> BadForm:
    return BadForm(
        "Deze pdf is beveiligd met een wachtwoord of tegen wijzigen.",
        NOTHING_FILLED,
        "Vraag de gemeente om een formulier zonder beveiliging, of gebruik onze eigen aanvraag.",
    )


# -- fields ------------------------------------------------------------------------------------------------------------


def _field(widget: Any) -> Field | None:
    """What one can do with it; ``None`` for buttons that do something, signatures and what has no name."""
    kind, name = str(inherited(widget, "/FT")), full_name(widget)
    flags = int(number_of(inherited(widget, "/Ff")))
    if not name or (flags & _PASSWORD and kind == "/Tx"):
        return None
    label = said(inherited(widget, "/TU"))
    required, value = bool(flags & _REQUIRED), inherited(widget, "/V")
    if kind == "/Btn":
        if flags & _PUSH:
            return None
        on = on_state(widget)
        held = state_of(on) if on and str(value) == "/" + on else ""
        return Field(name, state_of(on), label, FieldKind.TICK, _answer(widget, on), required=required, value=held)
    if kind not in {"/Tx", "/Ch"}:
        return None
    size, align = letters_of(inherited(widget, "/DA")), int(number_of(inherited(widget, "/Q"))) % 3
    held = said(value, _LONGEST_VALUE)
    if kind == "/Ch":
        return Field(
            name, "", label, FieldKind.CHOICE, _options(widget), size=size, align=align, required=required, value=held
        )
    limit = max(int(number_of(inherited(widget, "/MaxLen"))), 0)
    multiline = bool(flags & _MULTILINE)
    comb = bool(flags & _COMB) and 0 < limit <= _LONGEST_COMB and not multiline
    return Field(
        name, "", label, FieldKind.TEXT, (), multiline, comb, limit, size, align, required=required, value=held
    )


def _answer(widget: Any, on: str) -> tuple[str, ...]:
    """What a button stands for, when its state is only a number in a list of answers."""
    options = _options(widget)
    return (options[int(on)],) if on.isdecimal() and int(on) < len(options) else ()


def _as_groups(found: dict[tuple[str, str], tuple[Field, list[Place]]]) -> list[Field]:
    """Give a single tick box no state: only of buttons that share a name one must say which is meant."""
    from dataclasses import replace

    shared: dict[str, int] = {}
    for name, _ in found:
        shared[name] = shared.get(name, 0) + 1
    return [
        replace(field, state=field.state if shared[field.name] > 1 else "", places=tuple(places))
        for field, places in found.values()
    ]


def _options(widget: Any) -> tuple[str, ...]:
    import pikepdf

    listed = inherited(widget, "/Opt")
    if not isinstance(listed, pikepdf.Array):
        return ()
    pairs = (one[-1] if isinstance(one, pikepdf.Array) and len(one) else one for one in list(listed)[:_MOST_OPTIONS])
    return tuple(words for words in (said(one) for one in pairs) if words.strip())


class _Boxes:
    """How a page is drawn, and how one looks at it."""

    def __init__(self, page: Any) -> None:
        self.media = media_box(page)
        crop = box_of(inherited(page.obj, "/CropBox")) or self.media
        cut = (
            max(crop[0], self.media[0]),
            max(crop[1], self.media[1]),
            min(crop[2], self.media[2]),
            min(crop[3], self.media[3]),
        )
        self.crop = cut if cut[2] > cut[0] and cut[3] > cut[1] else self.media
        self.turn = int(number_of(inherited(page.obj, "/Rotate"))) // 90 * 90 % 360

    def shown(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box as parts of the page as it is looked at, from its upper left corner."""
        left, bottom, right, top = self.crop
        wide, high = right - left, top - bottom
        x0, x1 = (box[0] - left) / wide, (box[2] - left) / wide
        y0, y1 = (top - box[3]) / high, (top - box[1]) / high
        if self.turn == 90:
            return 1 - y1, x0, y1 - y0, x1 - x0
        if self.turn == 180:
            return 1 - x1, 1 - y1, x1 - x0, y1 - y0
        if self.turn == 270:
            return y0, 1 - x1, y1 - y0, x1 - x0
        return x0, y0, x1 - x0, y1 - y0


def _place(widget: Any, page: int, boxes: _Boxes, field: Field) -> Place:
    box = box_of(widget.get("/Rect")) or (0.0, 0.0, 0.0, 0.0)
    looks = widget.get("/MK")
    own = looks.get("/R") if looks is not None and hasattr(looks, "get") else None
    turn = int(number_of(own)) // 90 * 90 % 360 if own is not None else boxes.turn
    left, bottom, _, _ = boxes.media
    moved = (box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom)
    normal = normal_look(widget)
    on = on_state(widget) if field.kind is FieldKind.TICK else ""
    drawn = bool(on) and draws(normal, on)
    return Place(page, moved, turn, boxes.shown(box), drawn, normal is not None and is_stream(normal))
