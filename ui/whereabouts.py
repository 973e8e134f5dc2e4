"""Where one was before a lock. Only ids, keys and numbers: nothing that was read may be remembered meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QPlainTextEdit, QWidget

from ui.forms.binder import Binder


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of a form.

    Attributes:
        record: name of the record of its form.
        path: where the field stands in it, with the ids of rows.
        part: which widget of the editor, by its number; -1 for the editor itself.
        caret, anchor: cursor and the other end of the selection.
    """

    record: str
    path: str
    part: int
    caret: int = 0
    anchor: int = 0


@dataclass(frozen=True, slots=True)
class VisitPlace:
    """Where one is in a visit that is being written.

    Attributes:
        visit: its id.
        subject: whom it is about now.
        theme: key of the theme in front.
        part: name of the part with the focus.
        caret, anchor: cursor and the other end of the selection, in a field.
    """

    visit: UUID
    subject: UUID | None = None
    theme: str = ""
    part: str = ""
    caret: int = 0
    anchor: int = 0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What to bring back at the next unlock.

    Attributes:
        tab: key of the tab in front.
        person: the chosen one.
        section: key of the section in view, where the page has sections; or of the view in front, where it has those.
        scrolled: how far the form is scrolled, in pixels.
        spot: the field with the focus, if any.
        opened: what the page in front has open, where that is not the chosen person.
        visit: where one is in the visit that lies over the pages.
        inventory: of which employer the page in front shows tasks, and which list of theirs.
    """

    tab: str
    person: UUID | None = None
    section: str = ""
    scrolled: int = 0
    spot: Spot | None = None
    opened: UUID | None = None
    visit: VisitPlace | None = None
    inventory: tuple[UUID, UUID | None] | None = None


def look(tab: str, person: UUID | None, page: QWidget | None, focus: QWidget | None) -> Whereabouts:
    """Where one is now."""
    if page is None:
        return Whereabouts(tab, person)
    view, index = getattr(page, "view", None), getattr(page, "index", None)
    scrolled = view.verticalScrollBar().value() if isinstance(view, QAbstractScrollArea) else 0
    section = index.current_key() if index is not None else view if isinstance(view, str) else ""
    opened = getattr(getattr(page, "dossier", None), "key", None)
    return Whereabouts(
        tab,
        person,
        section or "",
        scrolled,
        _spot(page, focus),
        None if opened == person else opened,
        inventory=getattr(page, "inventory_in_front", None),
    )


def go_back(where: Whereabouts, page: QWidget | None) -> None:
    """Bring a page that shows the same person again back to where one was."""
    if page is None:
        return
    show = getattr(page, "show_again", None)
    if where.opened is not None and callable(show):
        show(where.opened)
    visit = getattr(page, "show_inventory", None)
    if where.inventory is not None and callable(visit):
        employer, shown = where.inventory
        visit(employer)
        visit(employer, shown)
    turn = getattr(page, "show_view", None)
    if where.section and callable(turn):
        turn(where.section)
    if where.spot is not None or where.section:
        finish = getattr(getattr(page, "form", None), "finish", None)
        if callable(finish):
            finish()  # what fills later would put the cursor elsewhere
    if where.spot is not None:
        _show_row(page, where.spot)
        _focus(page, where.spot)
    _scroll(page, where)


def _scroll(page: QWidget, where: Whereabouts) -> None:
    view, go = getattr(page, "view", None), getattr(page, "go_to_section", None)
    if not isinstance(view, QAbstractScrollArea) or not where.scrolled:
        return
    inner = getattr(view, "widget", None)
    layout = inner().layout() if callable(inner) and inner() is not None else None
    if layout is not None:
        layout.activate()
    bar = view.verticalScrollBar()
    if where.section and callable(go) and bar.maximum() < where.scrolled:
        go(where.section)
    bar.setValue(where.scrolled)


def _fields(page: QWidget) -> Iterator[tuple[Binder, str]]:
    for binder in page.findChildren(Binder):
        if binder.session is not None:
            yield from ((binder, attribute) for attribute in binder.attributes())


def _spot(page: QWidget, focus: QWidget | None) -> Spot | None:
    if focus is None or not page.isAncestorOf(focus):
        return None
    for binder, attribute in _fields(page):
        widget = binder.editor(attribute).widget
        if widget is focus or widget.isAncestorOf(focus):
            part = -1 if widget is focus else widget.findChildren(QWidget).index(focus)
            return Spot(binder.shape.name, binder.path(attribute), part, *_cursor(focus))
    return None


def _cursor(focus: QWidget) -> tuple[int, int]:
    if isinstance(focus, QLineEdit):
        caret = focus.cursorPosition()
        if not focus.hasSelectedText():
            return caret, caret
        start, end = focus.selectionStart(), focus.selectionEnd()
        return caret, start if caret == end else end
    if isinstance(focus, QPlainTextEdit):
        cursor = focus.textCursor()
        return cursor.position(), cursor.anchor()
    return 0, 0


def _show_row(page: QWidget, spot: Spot) -> None:
    """A list beside the form may have to show the row of the field first, or the form to unfold it."""
    row_of = getattr(getattr(page, "model", None), "row_of", None)
    go_to = getattr(getattr(page, "list", None), "go_to", None)
    unfold = getattr(getattr(page, "form", None), "open_row", None) or getattr(page, "open_row", None)
    parts = spot.path.split("/")
    if len(parts) != 3:
        return
    if callable(unfold):
        unfold(spot.record, spot.path)
    if callable(row_of) and callable(go_to) and (row := row_of(UUID(parts[1]))) >= 0:
        go_to(row)


def _focus(page: QWidget, spot: Spot) -> None:
    for binder, attribute in _fields(page):
        if binder.shape.name != spot.record or binder.path(attribute) != spot.path:
            continue
        editor = binder.editor(attribute)
        parts = editor.widget.findChildren(QWidget)
        target: Any = editor.buddy
        if 0 <= spot.part < len(parts):
            target = parts[spot.part]
        elif spot.part < 0:
            target = editor.widget
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        _set_cursor(target, spot)
        return


def _set_cursor(target: QWidget, spot: Spot) -> None:
    if isinstance(target, QLineEdit):
        size = len(target.text())
        caret, anchor = min(spot.caret, size), min(spot.anchor, size)
        target.setCursorPosition(anchor)
        if caret != anchor:
            target.setSelection(anchor, caret - anchor)
    elif isinstance(target, QPlainTextEdit):
        most = max(0, target.document().characterCount() - 1)
        cursor = QTextCursor(target.document())
        cursor.setPosition(min(spot.anchor, most))
        cursor.setPosition(min(spot.caret, most), QTextCursor.MoveMode.KeepAnchor)
        target.setTextCursor(cursor)
