"""Wie past: employers for a candidate, or candidates for an employer, filtered and laid side by side. No score."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QSizePolicy, QWidget

from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.services.fits import Wanted
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.context import DeskContext
from ui.dialogs.compare_table import CompareTable, ComparisonModel
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import (
    Banner,
    CheckBox,
    EmptyState,
    ItemModel,
    ListView,
    RowDelegate,
    RowLook,
    Search,
    announce,
    box,
    button,
    cols,
    label,
    line,
    line_edit,
    pane,
    plain,
    rows,
    set_button,
)

MOST: Final = 4
"""So many fit beside each other."""
_SIZE: Final = (1180, 680)
_AROUND: Final = 60
_SIDE, _SIDE_NARROW, _NARROW = 340, 300, 900
_FILTER_MS: Final = 150
_LOW: Final = 30


class PickMany(QPushButton):
    """A button that opens a menu with ticks, and says how many are chosen.

    Attributes:
        picked: the choice is another one.
    """

    picked = Signal()

    def __init__(self, what: str, options: Sequence[Any]) -> None:
        super().__init__()
        self.setProperty("kind", "")
        self.setProperty("glyph", "list-filter")
        self._what = what
        self._menu = QMenu(self)
        self._actions: dict[Any, QAction] = {}
        for option in options:
            action = QAction(plain(option.label), self._menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False: self._told())
            self._menu.addAction(action)
            self._actions[option] = action
        self._menu.addSeparator()
        self._menu.addAction("Niets kiezen", lambda: self.choose(()))
        self.clicked.connect(lambda: self._menu.popup(self.mapToGlobal(QPoint(0, self.height()))))
        self._say()

    @property
    def menu_of_choices(self) -> QMenu:
        """The menu."""
        return self._menu

    def chosen(self) -> frozenset[Any]:
        """What is ticked."""
        return frozenset(option for option, action in self._actions.items() if action.isChecked())

    def choose(self, options: Sequence[Any] | frozenset[Any]) -> None:
        """Tick these and no other."""
        before = self.chosen()
        for option, action in self._actions.items():
            action.setChecked(option in options)
        self._say()
        if self.chosen() != before:
            self.picked.emit()

    def _told(self) -> None:
        self._say()
        self.picked.emit()

    def _say(self) -> None:
        chosen = [option.label for option in self._actions if option in self.chosen()]
        words = f"{self._what}: {chosen[0] if len(chosen) == 1 else len(chosen) or 'alles'}"
        set_button(self, plain(words), "list-filter")
        said = ", ".join(chosen) or "alles"
        self.setAccessibleName(f"{self._what}: {said}")
        self.setToolTip(said if chosen else "")


class Side(Enum):
    """For whom one looks."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Option:
    """One that can be laid beside the others."""

    id: UUID
    name: str
    meta: str
    taken: bool = False


def _sentence(option: Option) -> str:
    state = "ligt ernaast" if option.taken else "niet gekozen"
    return ", ".join(part for part in (option.name, option.meta, state) if part)


class _OptionRow(RowDelegate):
    def row_height(self, _item: object, *, current: bool) -> int:
        del current
        return 52

    def paint_row(self, painter: QPainter, rect: QRectF, item: Option, look: RowLook) -> None:
        c = colours()
        icon = "square-check" if item.taken else "square"
        paint.icon(painter, rect.left() + 12, rect.center().y() - 9, icon, c.accent)
        room = rect.adjusted(12 + tk.ICON + 10, 6, -10, -6)
        half = room.height() / 2
        first = QRectF(room.left(), room.top(), room.width(), half)
        paint.text(painter, first, item.name, font("strong"), c.ink)
        paint.text(painter, first.translated(0, half), item.meta, font("meta"), c.soft)


class _Options(ListView):
    """Space puts one beside the others, or takes it away."""

    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.turned.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class ComparingDialog(QDialog):
    """Filter at the left, side by side at the right.

    Args:
        context: the open desk.
        side: for whom one looks.
        key: their id.
        name: how they are called.
        parent: the window below.
    """

    def __init__(self, context: DeskContext, side: Side, key: UUID, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._side, self._key = context, side, key
        self._chosen: list[UUID] = []
        self._options: list[Option] = []
        self._numbers: dict[UUID, int] = {}
        what = "werkgevers" if side is Side.CANDIDATE else "kandidaten"
        self.setWindowTitle(f"{what.capitalize()} vergelijken")
        self._what = what
        self._build(name)
        self._timer = one_shot(self, self.look_up, _FILTER_MS)
        hear_keys(self)
        looking().changed.connect(self._looked)
        room = self.screen().availableSize()
        self.setMinimumSize(360, 300)
        self.resize(min(px(_SIZE[0]), room.width() - _LOW), min(px(_SIZE[1]), room.height() - _AROUND))
        if side is Side.CANDIDATE:
            self.work.choose(context.desk.fits.wishes(key).work)
        self._timer.stop()
        self.look_up()
        self.list.setFocus()

    def _build(self, name: str) -> None:
        self.words = Search(f"Zoek in {self._what}")
        self.work = PickMany("Werk", list(WorkKind))
        self.surroundings = PickMany("Werkplek", list(Surrounding))
        self.place = line_edit(placeholder="Plaats")
        self.place.setAccessibleName("Plaats")
        self.free = CheckBox("Met vrije plek")
        self.free.setVisible(self._side is Side.CANDIDATE)
        self._items = ItemModel(_sentence)
        self.list = _Options(self._items, _OptionRow(), self._what.capitalize())
        self.list.turned.connect(self.turn)
        self.list.opened.connect(self.turn)
        self._count = label("", "meta", "soft", wrap=True)
        for field in (self.words, self.place):
            field.textChanged.connect(self._soon)
        for picker in (self.work, self.surroundings):
            picker.picked.connect(self._soon)
        self.free.clicked.connect(self._soon)
        for picker in (self.work, self.surroundings):
            picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            picker.setMinimumWidth(1)
        pickers, rest = cols((self.work, 1), (self.surroundings, 1)), cols((self.place, 1), self.free, gap=tk.S3)
        filters = rows(self.words, pickers, rest, gap=tk.S2, margins=(12, 6, 12, 8))
        foot = cols(self._count, margins=(12, 6, 12, 8))
        self._left = pane(rows(filters, line(), (self.list, 1), line(), foot, gap=0), "side")
        self._model = ComparisonModel()
        self.table = CompareTable(self._model, f"{self._what.capitalize()} naast elkaar")
        self._none = EmptyState(
            "columns-3",
            "Nog niets om te vergelijken",
            f"Kies links {self._what} met de spatiebalk. Er passen er {MOST} naast elkaar.",
        )
        self._banner = Banner()
        self._banner.hide()
        right = box(rows(self._banner, (self.table, 1), (self._none, 1), gap=0))
        right.setMinimumWidth(1)
        title = f"{self.windowTitle()} voor {name}" if name else self.windowTitle()
        self._title = label(title, "section", "accent", wrap=True)
        legend = label("Past, botst en onbekend zijn om over te praten. Er is geen score.", "meta", "soft", wrap=True)
        self.close_button = button("Sluiten", on=self.reject)
        self.close_button.setAutoDefault(False)
        self.setLayout(
            rows(
                rows(self._title, gap=0, margins=(16, 12, 16, 10)),
                line("rule"),
                (cols(self._left, line("upright"), (right, 1), gap=0), 1),
                line(),
                cols((legend, 1), self.close_button, margins=(16, 10, 16, 12)),
                gap=0,
            )
        )

    # -- filtering -----------------------------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """What the filters say."""
        return Wanted(
            self.work.chosen(),
            self.surroundings.chosen(),
            self.place.text(),
            self.free.isChecked() and self._side is Side.CANDIDATE,
            self.words.text(),
        )

    def _soon(self, *_: object) -> None:
        self._timer.start()

    def look_up(self) -> None:
        """Read the list again."""
        fits, today = self._context.desk.fits, self._context.today()
        try:
            if self._side is Side.CANDIDATE:
                hits = fits.employers(self.wanted(), today, candidate=self._key)
                found = [Option(hit.id, hit.name or "zonder naam", _employer_meta(hit)) for hit in hits]
            else:
                people = fits.candidates(self.wanted())
                found = [Option(hit.id, hit.name or "zonder naam", _candidate_meta(hit)) for hit in people]
        except Exception as error:  # said in calm words, whatever it is
            self._tell(jobs.calm(error))
            return
        self._options = found
        self._show_options()

    def _show_options(self) -> None:
        at = self.list.currentIndex().row()
        shown = [
            Option(option.id, self._named(option.name, option.id), option.meta, option.id in self._chosen)
            for option in self._options
        ]
        self._items.set_items(shown)
        if shown:
            self.list.go_to(min(max(at, 0), len(shown) - 1))
        count = f"{len(shown)} gevonden" if shown else "Niets gevonden. Kies minder, of maak de filters leeg."
        self._count.setText(f"{count} · {len(self._chosen)} van {MOST} naast elkaar" if shown else count)

    def _named(self, name: str, key: UUID) -> str:
        """The name, or a number that somebody keeps whatever the filters say."""
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        hidden = self._side is Side.EMPLOYER and looking().on
        return f"kandidaat {number}" if hidden else name

    def _looked(self, _on: bool) -> None:
        """Somebody looks as well, or no longer: candidates lose their names, or get them back."""
        if self._side is Side.EMPLOYER:
            self._show_options()
            self.compare()

    # -- side by side --------------------------------------------------------------------------------------------------

    def turn(self, row: int) -> None:
        """Put one beside the others, or take it away."""
        option = self._items.item(row)
        if not isinstance(option, Option):
            return
        if option.id in self._chosen:
            self._chosen.remove(option.id)
            announce(self.list, f"{option.name} weggehaald")
        elif len(self._chosen) < MOST:
            self._chosen.append(option.id)
            announce(self.list, f"{option.name} ligt ernaast")
        else:
            announce(self.list, f"Er passen er {MOST} naast elkaar. Haal er eerst een weg.")
            self._banner.set_words(f"Er passen er {MOST} naast elkaar. Haal er eerst een weg.", "info")
            self._banner.show()
            return
        self._banner.hide()
        self._show_options()
        self.compare()

    def compare(self) -> None:
        """Lay what is chosen side by side."""
        fits, today = self._context.desk.fits, self._context.today()
        read: Callable[..., Any] = fits.compare if self._side is Side.CANDIDATE else fits.compare_candidates
        try:
            found = read(self._key, self._chosen, today) if self._chosen else None
        except Exception as error:  # said in calm words, whatever it is
            self._chosen.clear()
            self._show_options()
            self._tell(jobs.calm(error))
            found = None
        names = [self._named(name or "zonder naam", key) for key, name in found.columns] if found else []
        self._model.show(found, names)
        self.table.setVisible(found is not None)
        self._none.setVisible(found is None)

    def _tell(self, trouble: Trouble) -> None:
        rest = "\n".join(part for part in (trouble.safe, trouble.todo) if part)
        self._banner.set_words(rest, "care", trouble.happened)
        self._banner.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._left.setFixedWidth(px(_SIDE if self.width() >= _NARROW else _SIDE_NARROW))
        super().resizeEvent(event)


def _employer_meta(hit: Any) -> str:
    places = "" if hit.free is None else "geen plek vrij" if hit.free == 0 else f"{hit.free} vrij"
    kinds = ", ".join(kind.label for kind in hit.work)
    return " · ".join(part for part in (hit.place, places, kinds) if part)


def _candidate_meta(hit: Any) -> str:
    return " · ".join(part for part in (hit.place, ", ".join(kind.label for kind in hit.wants)) if part)


def open_comparing(context: DeskContext, side: Side, key: UUID, name: str, parent: QWidget) -> ComparingDialog:
    """Show the dialog on top of a window."""
    dialog = ComparingDialog(context, side, key, name, parent)
    dialog.compare()
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
