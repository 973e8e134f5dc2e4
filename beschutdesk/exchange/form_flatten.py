"""Making a filled form final: what was ticked stays on, what was typed before goes, nothing can be changed any more.

The words themselves come as pages of their own (:mod:`beschutdesk.documents.form_overlay`), which are laid over those
of the form: no PDF library writes Polish or Turkish names in somebody else's fields.
"""

from collections.abc import Collection
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from beschutdesk.exchange.acroform import calm, opened, too_much
from beschutdesk.exchange.form_objects import (
    full_name,
    inherited,
    is_push,
    media_box,
    on_state,
    state_of,
    unpacked,
    widgets,
)

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

_ACTS: Final = ("/OpenAction", "/AA", "/AcroForm", "/Perms", "/Extensions")
_CONTENT: Final = 32 * 1024 * 1024
"""Bytes that are drawn on one page; a form has some hundred thousand."""
_SHOWN_KINDS: Final = frozenset({"/Tx", "/Ch"})


def flatten(
    data: bytes,
    overlay: bytes | None,
    *,
    ticked: Collection[tuple[str, str]] = (),
    cleared: Collection[tuple[str, str]] = (),
) -> bytes:
    """The form with our pages over its own, and without fields.

    Args:
        data: the blank.
        overlay: a PDF with as many pages; ``None`` lays nothing over it.
        ticked: name and state of the buttons that are on, and that the form draws itself.
        cleared: name and state of the fields that get another content than the blank gave them.

    Raises:
        BadForm: the blank cannot be filled in.
    """
    import pikepdf

    with opened(data) as pdf, calm():
        form = pdf.Root.get("/AcroForm")
        if form is not None and "/NeedAppearances" in form:
            del form["/NeedAppearances"]
        for page in pdf.pages:
            _settle(pdf, page, ticked, cleared)
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            _drop_fields(page)
            if "/AA" in page.obj:
                del page.obj["/AA"]
        for key in _ACTS:
            if key in pdf.Root:
                del pdf.Root[key]
        if (names := pdf.Root.get("/Names")) is not None and "/JavaScript" in names:
            del names["/JavaScript"]
        if overlay is not None:
            with pikepdf.open(BytesIO(overlay)) as over:
                for under, ours in zip(pdf.pages, over.pages, strict=True):
                    _lay_over(pdf, under, ours)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return out.getvalue()


def _settle(
    pdf: "Pdf", page: "Page", ticked: Collection[tuple[str, str]], cleared: Collection[tuple[str, str]]
) -> None:
    """Give every field of a page its final look."""
    import pikepdf

    for widget in widgets(page):
        kind, name = str(inherited(widget, "/FT")), full_name(widget)
        if kind == "/Btn" and not is_push(widget):
            on = on_state(widget)
            keys = {(name, state_of(on)), (name, "")}
            if keys & set(ticked):
                widget["/AS"] = pikepdf.Name("/" + on)
            elif keys & set(cleared):
                widget["/AS"] = pikepdf.Name("/Off")
        elif kind in _SHOWN_KINDS and (name, "") in cleared:
            looks = widget.get("/AP")
            if looks is not None and isinstance(looks.get("/N"), pikepdf.Stream):
                # A copy: several fields may share one look.
                widget["/AP"] = pikepdf.Dictionary(N=_without_words(pdf, looks["/N"]))


def _without_words(pdf: "Pdf", look: Any) -> Any:
    """The look of a field with its border and ground, and without what stood in it."""
    import pikepdf

    kept: list[Any] = []
    marked = text = 0
    try:
        small = unpacked(look, _CONTENT)
        for step in pikepdf.parse_content_stream(look) if small is not None else ():
            operands, word = step.operands, str(step.operator)
            if word in {"BMC", "BDC"}:
                marked += 1 if marked or (len(operands) and str(operands[0]) == "/Tx") else 0
            elif word == "BT":
                text = 1
            if not marked and not text:
                kept.append(step)
            if word == "EMC" and marked:
                marked -= 1
            elif word == "ET":
                text = 0
        content = pikepdf.unparse_content_stream(kept)
    except Exception:
        content = b""  # rather no border than words of a blank under ours
    fresh = pdf.make_stream(content)
    for key in ("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources"):
        if key in look:
            fresh[key] = look[key]
    return fresh


def _drop_fields(page: "Page") -> None:
    """Take away the fields that have no look, and so were not made part of the page."""
    import pikepdf

    listed = page.obj.get("/Annots")
    if listed is None:
        return
    kept = [one for one in list(listed) if not (hasattr(one, "get") and one.get("/Subtype") == "/Widget")]
    if kept:
        page.obj["/Annots"] = pikepdf.Array(kept)
    else:
        del page.obj["/Annots"]


def _lay_over(pdf: "Pdf", under: "Page", ours: "Page") -> None:
    """Draw one of our pages over one of the form, in the measures in which that is drawn: also when it is turned."""
    import pikepdf

    if not ours.obj.get("/Contents"):
        return
    drawing = pdf.copy_foreign(ours.as_form_xobject())
    own = inherited(under.obj, "/Resources")
    # A copy: pages may share theirs, or have them from their chapter.
    resources = pikepdf.Dictionary(dict(own.items())) if own is not None else pikepdf.Dictionary()
    pictures = resources.get("/XObject")
    resources["/XObject"] = pikepdf.Dictionary(dict(pictures.items())) if pictures is not None else pikepdf.Dictionary()
    under.obj["/Resources"] = resources
    name = next(
        f"/Ingevuld{number}" for number in range(1, 10_000) if f"/Ingevuld{number}" not in resources["/XObject"]
    )
    resources["/XObject"][name] = drawing
    left, bottom, _, _ = media_box(under)
    back = "Q " * (1 + _left_open(under))
    under.contents_add(b"q\n", prepend=True)
    under.contents_add(f"\n{back}\nq 1 0 0 1 {left:.4f} {bottom:.4f} cm {name} Do Q\n".encode())


def _left_open(page: "Page") -> int:
    """How many states a page saves and never takes back: what is drawn after it would stand somewhere else."""
    import pikepdf

    listed = page.obj.get("/Contents")
    parts = [] if listed is None else list(listed) if isinstance(listed, pikepdf.Array) else [listed]
    left = _CONTENT
    for part in parts:
        content = unpacked(part, left)
        if content is None:
            raise too_much()
        left -= len(content)
    open_ = 0
    try:
        for step in pikepdf.parse_content_stream(page, "q Q"):
            open_ += 1 if str(step.operator) == "q" else -1 if open_ else 0
    except pikepdf.PdfParsingError:
        return 0
    return open_
