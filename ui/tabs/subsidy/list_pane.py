"""The pane at the left of Subsidie: which applications, and the list of them."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.services.subsidy_lists import SubsidyFilter, SubsidyShow
from ui.context import DeskContext
from ui.tabs.dossiers.list_rows import FilterLine, RootsView
from ui.tabs.subsidy.listing import SubsidiesModel, SubsidyRow
from ui.theme import px
from ui.timers import one_shot
from ui.widgets import Combo, EmptyState, Pane, button, cols, label, line, rows

_FILTER_MS: Final = 40
_TRASH: Final = "trash"
_STATE: Final = "state:"
_ALL: Final = "alle aanvragen"
_EMPTY: Final = {
    SubsidyShow.TO_SEND.key: "Er ligt niets klaar om in te dienen. Met het plusje begin je een aanvraag.",
    SubsidyShow.WAITING.key: "Er ligt niets bij de gemeente.",
    SubsidyShow.RUNNING.key: "Er loopt nu geen toegekende subsidie.",
    SubsidyShow.TO_ACCOUNT.key: "Er is niets te verantwoorden.",
    SubsidyShow.CLOSED.key: "Nog niets afgerond.",
    _TRASH: "Wat je weggooit, komt hier en blijft terug te zetten.",
}


class SubsidyList(Pane):
    """Which applications, and the list. A tab with one list and no table.

    Args:
        context: the open desk.

    Attributes:
        chosen: the user went to an application (its id).
        opened: Enter or a double click on one.
        new_wanted, trash_wanted, restore_wanted: acts; the last with an id.
        trash_shown: the list of the trash is shown, or no longer.
        wide_changed: never: there is no table.
    """

    chosen = Signal(object)
    opened = Signal(object)
    new_wanted = Signal()
    trash_wanted = Signal()
    restore_wanted = Signal(object)
    trash_shown = Signal(bool)
    wide_changed = Signal(bool)
    wide = False

    def __init__(self, context: DeskContext) -> None:
        super().__init__("side")
        self._context = context
        self._quiet = False
        self._counts: dict[str, int] = {}
        lists = context.desk.subsidy_lists
        self.model = SubsidiesModel(lambda rids: lists.lines(rids, context.today()), self)
        self.view = RootsView(self.model, SubsidyRow(context.today), "Aanvragen")
        self._build()
        self._timer = one_shot(self, self.load, _FILTER_MS)
        self._connect()

    def _build(self) -> None:
        self.filter = FilterLine("Zoek op naam of werkgever")
        self.filter.setClearButtonEnabled(True)
        self.new = button("", icon="plus", tip="Aanvraag beginnen (Ctrl+N)", on=self.new_wanted.emit)
        self.new.setFixedWidth(px(40))
        self.show_ = Combo()
        self.show_.setAccessibleName("Welke aanvragen")
        self.show_.addItem(_ALL, "")
        for one in SubsidyShow:
            self.show_.addItem(one.label, one.key)
        self.show_.insertSeparator(self.show_.count())
        for state in SubsidyState:
            self.show_.addItem(f"stand: {state.label}", f"{_STATE}{state.key}")
        self.number = label("", "meta", "soft", wrap=True)
        self.number.setMinimumWidth(1)
        self._none = EmptyState("list-filter", "", "", other="Alles tonen")
        self._none.other_acted.connect(self.clear_filter)
        self._none.hide()
        top = rows(cols((self.filter, 1), self.new), self.show_, self.number, gap=8, margins=(12, 12, 12, 8))
        self.setLayout(rows(top, line(), (self.view, 1), (self._none, 1), gap=0))
        self.setMinimumWidth(1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        self.filter.left_down.connect(self._down)
        self.show_.activated.connect(lambda _at: self._shown())
        self.view.current_changed.connect(self._moved)
        self.view.opened.connect(self._open)
        self.view.trash_wanted.connect(self.trash_wanted)
        self.view.lettered.connect(self._lettered)

    # -- what is wanted ------------------------------------------------------------------------------------------------

    @property
    def wanted(self) -> SubsidyFilter:
        """The filter as it is now."""
        show, found = str(self.show_.currentData() or ""), SubsidyFilter(text=self.filter.text().strip())
        if show == _TRASH:
            return replace(found, trash=True)
        if show.startswith(_STATE):
            return replace(found, state=show.removeprefix(_STATE))
        return replace(found, show=show)

    @property
    def in_trash(self) -> bool:
        """Whether what was thrown away is shown."""
        return bool(self.show_.currentData() == _TRASH)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all."""
        return not any(self._counts.values())

    @property
    def body(self) -> RootsView:
        """The list."""
        return self.view

    def show_wide(self, on: bool) -> None:
        """There is no table."""

    def open_filter(self) -> None:
        """Go to the choice of what is shown."""
        self.show_.setFocus()

    def choose_show(self, key: str) -> None:
        """Show a part of the list."""
        self.show_.setCurrentIndex(max(0, self.show_.findData(key)))
        self._shown()

    # -- reading -------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the list again; the chosen one stays chosen when it is still in it."""
        self._timer.stop()
        keep, today = self.current(), self._context.today()
        lists = self._context.desk.subsidy_lists
        self._count(lists.counts(today))
        rids = lists.rids(self.wanted, today=today)
        self._quiet = True
        self.model.show(rids, [])
        self._quiet = False
        self._say(len(rids))
        if keep is not None:
            self.show_current(keep)

    def _count(self, counts: dict[str, int]) -> None:
        self._counts = counts
        for one in SubsidyShow:
            number = counts.get(one.key, 0)
            self.show_.setItemText(self.show_.findData(one.key), f"{one.label} ({number})" if number else one.label)
        at, trashed = self.show_.findData(_TRASH), counts.get(_TRASH, 0)
        if at >= 0 and (trashed or self.in_trash):
            self.show_.setItemText(at, f"prullenbak ({trashed})")
        elif trashed:
            self.show_.addItem(f"prullenbak ({trashed})", _TRASH)
        elif at >= 0:
            self.show_.removeItem(at)

    def _say(self, number: int) -> None:
        self.number.setText("1 aanvraag" if number == 1 else f"{number} aanvragen")
        self.view.setVisible(bool(number))
        self._none.setVisible(not number)
        self.number.setVisible(bool(number))
        if not number:
            show, text = str(self.show_.currentData() or ""), self.filter.text().strip()
            words = (
                "Geen aanvraag past bij wat je zoekt." if text else _EMPTY.get(show, "Geen aanvraag met deze stand.")
            )
            self._none.set_words("Niets gevonden" if text else "De lijst is leeg", words)
            self._none.offer_other(bool(text or show))

    def clear_filter(self) -> None:
        """Show all applications."""
        self.filter.clear()
        self.show_.setCurrentIndex(0)
        self._shown()
        self.view.setFocus()

    def _shown(self) -> None:
        self.load()
        self.trash_shown.emit(self.in_trash)

    # -- the current one -----------------------------------------------------------------------------------------------

    def current(self) -> UUID | None:
        """Which one is current."""
        return self.model.key_at(self.view.currentIndex().row())

    def show_current(self, key: UUID | None) -> bool:
        """Mark one without opening it; ``False`` when it is not in this list."""
        row = -1 if key is None else self.model.row_of(key, self._context.desk.subsidy_lists.rid(key))
        self._quiet = True
        if row >= 0:
            self.view.go_to(row)
        else:
            self.view.setCurrentIndex(self.model.index(-1, 0))
        self._quiet = False
        return row >= 0

    def reveal(self, key: UUID, _state: str = "") -> None:
        """Mark one; when the filter hides it, all are shown."""
        if self.show_current(key):
            return
        self._timer.stop()
        self.filter.clear()
        self._timer.stop()
        self.show_.setCurrentIndex(0)
        self.load()
        self.show_current(key)

    def mark(self, key: UUID, typed: bool) -> None:
        """Something of the current one is typed, or saved."""
        if self.current() == key:
            self.model.mark_typed(key, self.view.currentIndex().row(), typed)

    def step(self, by: int) -> None:
        """Go to the next or previous one."""
        count = self.model.rowCount()
        if count:
            row = self.view.currentIndex().row()
            self.view.go_to(max(0, min(row + by, count - 1)) if row >= 0 else 0)

    def let_go(self) -> None:
        """Hold nothing of the applications any more."""
        self._timer.stop()
        self.model.clear()
        self._counts = {}
        self.number.setText("")
        self.filter.clear()
        self._timer.stop()

    def _moved(self, row: int) -> None:
        if not self._quiet and row >= 0:
            self.chosen.emit(self.model.key_at(row))

    def _open(self, row: int) -> None:
        key = self.model.key_at(row)
        if self.in_trash:
            self.restore_wanted.emit(key)
        else:
            self.opened.emit(key)

    def _down(self) -> None:
        if self._timer.isActive():
            self.load()
        if self.model.rowCount():
            self.view.setFocus()
            if not self.view.currentIndex().isValid():
                self.view.go_to(0)

    def _lettered(self, letter: str) -> None:
        self.filter.setFocus()
        self.filter.setText(letter)
