"""The line above the inventory: which department, and the ways in which tasks come."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.tabs.jobcarving.inventory_open import Heap, OpenInventory
from ui.tabs.jobcarving.inventory_words import tasks
from ui.theme import colours, icons, px
from ui.theme import tokens as tk
from ui.widgets import Combo, button, cols, plain, set_button

_WHICH, _WHICH_NARROW = 260, 230
Entry = tuple[str, str, Callable[[], object], bool]
"""Icon, words, act and whether it can be done now."""
RULE: Final = ("", "", lambda: None, False)
"""A line between two acts."""


class HeapBar(QWidget):
    """Which inventory, and what one does with it as a whole.

    Attributes:
        heap_wanted: another inventory: its id.
        restore_wanted: one has to come out of the trash: its id.
        begin_wanted, templates_wanted, import_wanted, prompts_wanted: the acts.
        which: the choice of inventory.
        trash: shows what lies in the trash; out of view when nothing does.
        entries: asked for what stands behind the dots.
    """

    heap_wanted = Signal(object)
    restore_wanted = Signal(object)
    begin_wanted = Signal()
    templates_wanted = Signal()
    import_wanted = Signal()
    prompts_wanted = Signal()

    def __init__(self, entries: Callable[[], list[Entry]]) -> None:
        super().__init__()
        self._entries = entries
        self.which = Combo()
        self.which.setAccessibleName("Afdeling of plek")
        self.which.activated.connect(lambda _index: self.heap_wanted.emit(self.which.currentData()))
        self.begin = button("Afdeling", "quiet", "plus", "Nog een afdeling of plek", self.begin_wanted.emit)
        self.templates = button(
            "Voorbeelden", "", "list-checks", "Kies uit taken per branche", self.templates_wanted.emit
        )
        self.bring = button(
            "Inlezen", "", "file-spreadsheet", "Takenlijst inlezen uit Excel of CSV", self.import_wanted.emit
        )
        self._trashed: tuple[Heap, ...] = ()
        self.trash = button("", "quiet", "trash-2", "Prullenbak", lambda: self._pop(self.trash_menu(), self.trash))
        self.trash.hide()
        self.more = button("", "quiet", "ellipsis", "Meer", lambda: self._pop(self.menu(), self.more))
        self.prompts = button("Vragen", "quiet", "message-square-text", "Vragen ernaast (F2)", self.prompts_wanted.emit)
        parts = (self.which, self.begin, self.trash, None, self.templates, self.bring, self.more, self.prompts)
        self.setLayout(cols(*parts, gap=tk.S2, margins=(tk.PAGE_MARGIN, 8, 20, 8)))
        self.setMinimumWidth(1)

    def arrange(self, width: int) -> None:
        """Give way in a narrow window."""
        wide = width >= tk.NARROW
        self.which.setFixedWidth(px(_WHICH if wide else _WHICH_NARROW))
        for made, words in ((self.templates, "Voorbeelden"), (self.bring, "Inlezen"), (self.begin, "Afdeling")):
            set_button(made, words if wide else "", str(made.property("glyph")))

    def say_heaps(self, dossier: OpenInventory) -> None:
        """Show which inventories there are; the open one as it is on the screen."""
        main, entries = dossier.main, list[tuple[str, UUID]]()
        for heap in dossier.heaps:
            here = main is not None and heap.id == main.id
            title, count = (dossier.title, len(dossier.keys())) if here else (heap.title, heap.count)
            entries.append((f"{title} · {tasks(count)}", heap.id))
        if main is not None and main.id not in {key for _, key in entries}:
            entries.append((f"{dossier.title} · {tasks(len(dossier.keys()))}", main.id))
        now = [(self.which.itemText(at), self.which.itemData(at)) for at in range(self.which.count())]
        if now != entries:
            self.which.clear()
            for words, key in entries:
                self.which.addItem(words, key)
        at = next((at for at, (_, key) in enumerate(entries) if main is not None and key == main.id), -1)
        self.which.setCurrentIndex(at)
        self._say_trash(dossier.trashed)

    def _say_trash(self, trashed: tuple[Heap, ...]) -> None:
        """Show how many lie in the trash, beside those that do not."""
        if trashed == self._trashed:
            return
        self._trashed = trashed
        if not trashed and self.trash.hasFocus():
            self.which.setFocus()
        self.trash.setVisible(bool(trashed))
        if trashed:
            name = "1 inventaris" if len(trashed) == 1 else f"{len(trashed)} inventarissen"
            set_button(self.trash, str(len(trashed)), "trash-2")
            self.trash.setToolTip(f"Prullenbak: {name}")
            self.trash.setAccessibleName(f"Prullenbak: {name}")

    def menu(self) -> QMenu:
        """What one does seldom; built anew each time, for icons keep their colour."""
        return self._menu_of(self._entries())

    def trash_menu(self) -> QMenu:
        """What lies in the trash; who chooses one gets it back."""
        return self._menu_of(
            (
                "undo-2",
                plain(f"{one.title} terugzetten · {tasks(one.count)}"),
                partial(self.restore_wanted.emit, one.id),
                True,
            )
            for one in self._trashed
        )

    def _menu_of(self, entries: Iterable[Entry]) -> QMenu:
        menu = QMenu(self)
        for icon, words, act, on in entries:
            if not words:
                menu.addSeparator()
                continue
            made = QAction(icons.icon(icon, colours().ink), words, menu)
            made.setEnabled(on)
            made.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(made)
        return menu

    @staticmethod
    def _pop(menu: QMenu, below: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))
