"""The pane at the left of Bezoeken: which visits, and the list of them. It reads in the database lane."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal

from beschutdesk.dossier.visit import Medium
from beschutdesk.rules.when import State, read_when
from beschutdesk.services.visit_lists import BY_DAY, Sort, VisitFilter, VisitShow
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.forms.editors import LineEdit
from ui.jobs import LATER, Job
from ui.tabs.dossiers.list_rows import FilterLine, RootsView
from ui.tabs.visits.model import VisitRow, VisitsModel
from ui.theme import px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import CheckBox, Combo, EmptyState, FieldBox, Pane, box, button, cols, label, line, plain, rows, scroll
from ui.widgets.flow import Flow

_FILTER_MS: Final = 60
_ALL: Final = "alle bezoeken"
_TRASH: Final = "trash"
_FORWARD: Final = frozenset({VisitShow.PLANNED.key, VisitShow.OPEN.key})
"""Here one looks ahead: the first one comes first."""
_NO_MATCH: Final = "Geen bezoek past bij wat je zoekt of filtert."
_EMPTY: Final = {
    VisitShow.PLANNED.key: "Er staat niets gepland. Met ‘Bezoek plannen’ zet je een bezoek in de lijst.",
    VisitShow.OPEN.key: "Alles is vastgelegd. Hier komt wat begonnen is of voorbij ging zonder verslag.",
    VisitShow.TO_SHARE.key: "Alles is gedeeld. Een afgerond bezoek staat hier tot werkgever en begeleider het weten.",
    VisitShow.DONE.key: "Nog niets afgerond.",
    VisitShow.NO_CONTACT.key: "Geen pogingen zonder contact.",
    _TRASH: "Wat je weggooit, komt hier en blijft terug te zetten.",
}


class VisitList(Pane):
    """Which visits, and the list.

    Args:
        context: the open desk.

    Attributes:
        chosen: the user went to a visit (its id).
        opened: Enter or a double click on one.
        plan_wanted, batch_wanted, trash_wanted: acts.
        loaded, counted: what was asked for has come.
        is_empty: there is nothing at all.
    """

    chosen = Signal(object)
    opened = Signal(object)
    plan_wanted = Signal()
    batch_wanted = Signal()
    trash_wanted = Signal()
    loaded = Signal()
    counted = Signal()

    def __init__(self, context: DeskContext) -> None:
        super().__init__("side")
        self._context = context
        self._asked = 0
        self._counts = 0
        self._reading = False
        self._job: Job | None = None
        self._quiet = False
        self._person: tuple[UUID, str] | None = None
        self._wanted_key: UUID | None = None
        self._new: UUID | None = None
        self.is_empty = False
        desk = context.desk
        self.model = VisitsModel(lambda rids: desk.visit_lists.lines(rids, context.today()), self)
        self.view = RootsView(self.model, VisitRow(), "Bezoeken")
        self._build()
        self._timer = one_shot(self, self.load, _FILTER_MS)
        self._connect()

    def _build(self) -> None:
        self.filter = FilterLine("Zoek op naam of werkgever")
        self.filter.setClearButtonEnabled(True)
        self.plan = button("", icon="calendar-plus", tip="Bezoek plannen (Ctrl+N)", on=self.plan_wanted.emit)
        self.plan.setFixedWidth(px(40))
        self.show_ = Combo()
        self.show_.setAccessibleName("Welke bezoeken")
        self.show_.addItem(_ALL, "")
        for one in VisitShow:
            self.show_.addItem(one.label, one.key)
        self.more = button("", icon="list-filter", tip="Meer filters", on=self._turn_more)
        self.more.setFixedWidth(px(40))
        self.batch = button("Verslagen van een periode", "quiet", "file-text", on=self.batch_wanted.emit)
        self.medium, self.employer = Combo(), Combo()
        self.medium.addItem("alle soorten", "")
        for medium in Medium:
            self.medium.addItem(medium.label, medium.key)
        self.employer.addItem("alle werkgevers", None)
        self.only = CheckBox("Alleen wie gekozen is")
        self.since, self.until = LineEdit(), LineEdit()
        self.days = {
            "since": FieldBox("Vanaf", self.since, "Leeg is vanaf het begin."),
            "until": FieldBox("Tot en met", self.until, "Leeg is alles."),
        }
        self.wipe = button("Filters wissen", "quiet", on=self.clear_filters)
        self.ready = button("Lijst tonen", "", "list", on=self._turn_more)
        content = box(
            rows(
                FieldBox("Soort contact", self.medium),
                FieldBox("Werkgever", self.employer),
                self.days["since"],
                self.days["until"],
                self.only,
                tk.S1,
                Flow(self.ready, self.wipe),
                None,
                gap=tk.S2,
                margins=(12, 4, 12, 12),
            )
        )
        content.setMinimumWidth(1)
        self._panel = scroll(content)
        self._panel.follow_focus()
        self._panel.hide()
        self._has_any = False
        self.number = label("", "meta", "soft", wrap=True)
        self.number.setMinimumWidth(1)
        self._none = EmptyState("list-filter", "", "", other="Alles tonen")
        self._none.other_acted.connect(self.clear_all)
        self._none.hide()
        top = rows(
            cols((self.filter, 1), self.plan),
            cols((self.show_, 1), self.more),
            self.number,
            gap=8,
            margins=(12, 12, 12, 8),
        )
        foot = cols(self.batch, None, margins=(4, 4, 4, 4))
        self.setLayout(rows(top, line(), (self._panel, 1), (self.view, 1), (self._none, 1), line(), foot, gap=0))
        self.setMinimumWidth(1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        self.filter.left_down.connect(self.enter)
        self.show_.activated.connect(lambda _at: self.load())
        for combo in (self.medium, self.employer):
            combo.activated.connect(lambda _at: self.load())
        self.only.clicked.connect(lambda _on: self.load())
        for edit in (self.since, self.until):
            edit.textEdited.connect(lambda _text: self._timer.start())
        self.view.current_changed.connect(self._moved)
        self.view.opened.connect(lambda row: self.opened.emit(self.model.key_at(row)))
        self.view.trash_wanted.connect(self.trash_wanted)
        self.view.lettered.connect(self._lettered)

    # -- what is wanted ------------------------------------------------------------------------------------------------

    @property
    def wanted(self) -> VisitFilter:
        """The filter as it is now; a day that cannot be read does not narrow, and says so."""
        show = str(self.show_.currentData() or "")
        found = VisitFilter(text=self.filter.text().strip())
        if show == _TRASH:
            return replace(found, trash=True)
        since, until = self._day("since", self.since), self._day("until", self.until)
        who = self._person[0] if self._person is not None and self.only.isChecked() else None
        medium, employer = str(self.medium.currentData() or ""), self.employer.currentData()
        return replace(
            found, show=show, since=since, until=until, candidate=who, medium=medium, employer=employer or None
        )

    @property
    def in_trash(self) -> bool:
        """Whether what was thrown away is shown."""
        return bool(self.show_.currentData() == _TRASH)

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the state narrows the list."""
        return replace(self.wanted, show="", trash=False) != VisitFilter()

    def _day(self, name: str, edit: LineEdit) -> date | None:
        found, below = read_when(edit.text(), self._context.today()), self.days[name]
        below.say(found.shown, "info" if found.state is State.READ else "warn") if found.shown else below.say("")
        return found.day

    def set_person(self, key: UUID | None, name: str) -> None:
        """Somebody else is chosen; the list follows only when it was narrowed to one."""
        self._person = None if key is None else (key, name)
        self.only.setText(plain(f"Alleen {name}" if name else "Alleen wie gekozen is"))
        self.only.setEnabled(key is not None)
        if key is None:
            self.only.setChecked(False)
        elif self.only.isChecked():
            self.load()

    # -- reading -------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the list again, in the lane; the chosen one stays chosen when it is still in it."""
        self._timer.stop()
        self._asked += 1
        self._reading = True
        asked, wanted, lists = self._asked, self.wanted, self._context.desk.visit_lists
        today = self._context.today()
        sort = Sort("day") if wanted.show in _FORWARD else BY_DAY

        if self._job is not None:
            self._job.cancel()

        def read() -> list[int]:
            return lists.rids(wanted, sort, today=today)

        def done(found: list[int]) -> None:
            if asked == self._asked:
                self._take(found)

        def failed(trouble: Trouble) -> None:
            if asked == self._asked:
                self.number.setText(str(trouble))

        self._job = self._context.database.submit(read, done=done, failed=failed)

    def count(self) -> None:
        """Count the parts of the list again, in the lane; after something was saved, not for every filter."""
        lists, today = self._context.desk.visit_lists, self._context.today()
        self._counts += 1
        this = self._counts

        def done(counts: dict[str, int]) -> None:
            if this == self._counts:
                self._counted(counts)

        self._context.database.submit(lists.counts, today, done=done, priority=LATER)

    def load_all(self) -> None:
        """Read the list and count its parts."""
        self.load()
        self.count()

    def _take(self, rids: list[int]) -> None:
        self._reading, self._job = False, None
        keep = self._wanted_key or self.current()
        self._wanted_key = None
        self._quiet = True
        self.model.show(rids, [])
        self._quiet = False
        self._say(len(rids))
        new, self._new = self._new, None
        if keep is not None and not self.show_current(keep) and keep == new:
            self.reveal(keep)
        self.loaded.emit()

    def _counted(self, counts: dict[str, int]) -> None:
        for at in range(1, self.show_.count()):
            show = self.show_.itemData(at)
            one = next((one for one in VisitShow if one.key == show), None)
            words = one.label if one is not None else "prullenbak"
            count = counts.get(str(show), 0)
            self.show_.setItemText(at, f"{words} ({count})" if count else words)
        at = self.show_.findData(_TRASH)
        trashed = counts.get(_TRASH, 0)
        if trashed and at < 0:
            self.show_.addItem(f"prullenbak ({trashed})", _TRASH)
        elif not trashed and at >= 0 and not self.in_trash:
            self.show_.removeItem(at)
        self.is_empty = not any(counts.values())
        self.counted.emit()

    def _say(self, number: int) -> None:
        self.number.setText("1 bezoek" if number == 1 else f"{number} bezoeken")
        self._has_any = bool(number)
        self._arrange()
        if not number:
            show = str(self.show_.currentData() or "")
            narrow = self.is_narrowed
            words = (
                "Geen bezoek past bij wat je zoekt of filtert." if narrow else _EMPTY.get(show, "Nog geen bezoeken.")
            )
            self._none.set_words("Niets gevonden" if narrow else "De lijst is leeg", words)
            self._none.offer_other(bool(narrow or show))

    def _arrange(self) -> None:
        """The list, why there is none, or the filters in their place."""
        filters = not self._panel.isHidden()
        self.view.setVisible(self._has_any and not filters)
        self._none.setVisible(not self._has_any and not filters)
        self.number.setVisible(self._has_any or filters)

    # -- filters -------------------------------------------------------------------------------------------------------

    def _turn_more(self) -> None:
        opens = self._panel.isHidden()
        if opens:
            self._fill_employers()
        self._panel.setVisible(opens)
        self._arrange()
        if opens:
            self.medium.setFocus()
        elif self._has_any:
            self.enter()
        else:
            self.more.setFocus()

    def _fill_employers(self) -> None:
        kept = self.employer.currentData()
        self.employer.clear()
        self.employer.addItem("alle werkgevers", None)
        for key, name in self._context.desk.lists.employing(self._context.today()):
            self.employer.addItem(name, key)
        self.employer.setCurrentIndex(max(0, self.employer.findData(kept)))

    def clear_filters(self) -> None:
        """Narrow by nothing but the state."""
        for combo in (self.medium, self.employer):
            combo.setCurrentIndex(0)
        for edit in (self.since, self.until, self.filter):
            edit.clear()
        self.only.setChecked(False)
        self.load()

    def clear_all(self) -> None:
        """Show all visits."""
        self.show_.setCurrentIndex(0)
        self.clear_filters()
        self.filter.setFocus()

    def choose_show(self, key: str) -> None:
        """Show a part of the list."""
        self.show_.setCurrentIndex(max(0, self.show_.findData(key)))
        self.load()

    # -- the current one -----------------------------------------------------------------------------------------------

    def current(self) -> UUID | None:
        """Which one is current."""
        return self.model.key_at(self.view.currentIndex().row())

    def show_current(self, key: UUID) -> bool:
        """Mark one without opening it; ``False`` when it is not in this list."""
        row = self.model.row_of(key, self._context.desk.visit_lists.rid(key))
        self._quiet = True
        if row >= 0:
            self.view.go_to(row)
        else:
            self.view.setCurrentIndex(self.model.index(-1, 0))
        self._quiet = False
        return row >= 0

    def reveal(self, key: UUID) -> None:
        """Mark one; when the filter hides it, all are shown."""
        if not self._reading and self.show_current(key):
            return
        self._wanted_key = key
        self.show_.setCurrentIndex(0)
        self.clear_filters()

    def await_new(self, key: UUID) -> None:
        """Mark one that is in the list after the next reading; when the filter hides it, all are shown."""
        self._wanted_key = self._new = key

    def step(self, by: int) -> None:
        """Go to the next or previous one."""
        count = self.model.rowCount()
        if count:
            row = self.view.currentIndex().row()
            self.view.go_to(max(0, min(row + by, count - 1)) if row >= 0 else 0)

    def enter(self) -> None:
        """Take the focus."""
        if self.model.rowCount():
            self.view.setFocus()
            if not self.view.currentIndex().isValid():
                self.view.go_to(0)

    def let_go(self) -> None:
        """Hold nothing of the visits any more."""
        self._asked += 1
        self._counts += 1
        self._timer.stop()
        self.model.clear()
        self.filter.clear()
        self._timer.stop()
        self.number.setText("")
        self.set_person(None, "")

    def _moved(self, row: int) -> None:
        if not self._quiet and row >= 0:
            self.chosen.emit(self.model.key_at(row))

    def _lettered(self, letter: str) -> None:
        self.filter.setFocus()
        self.filter.setText(letter)
