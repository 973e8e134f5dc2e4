"""The tab Kandidaten: list, index and form side by side, as far as the room allows."""

from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from beschutdesk.services.lists import initials
from beschutdesk.services.store import ChangeSet
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.person import Known
from ui.tabs.candidates.acts import CandidateActs
from ui.tabs.candidates.bar import DossierBar
from ui.tabs.candidates.dossier import OpenDossier
from ui.tabs.candidates.form import DossierForm
from ui.tabs.candidates.list_pane import ListPane
from ui.tabs.candidates.lookups import Lookups
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import EmptyState, SectionIndex, box, cols, line, pane, rows, scroll

_LIST_FULL: Final = 1100
_COUNT_MS: Final = 120
_SCROLL_AHEAD: Final = 40
_FORM_MS: Final = 50
"""After the list stands there, the form is made ready for the first person."""


class CandidatesPage(QWidget):
    """The dossiers.

    Attributes:
        person_chosen: another person is open: the id, or ``None``.
        portfolio_requested: the portfolio of this candidate is wanted.
    """

    person_chosen = Signal(object)
    portfolio_requested = Signal(object)

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self._kept: dict[UUID, datetime] = {}
        self._list_shown = True
        self._width = -1
        self.dossier = OpenDossier(context.desk, context.database, context.keeper, self)
        self.lookups = Lookups(context, self.dossier)
        self._form: DossierForm | None = None
        self.list = ListPane(context)
        self.index = SectionIndex([])
        self.bar = DossierBar(self.index.picker)
        self.acts = CandidateActs(context, self)
        self._build()
        self._connect()
        self._keys()
        self.list.load()
        self._show_right()
        QTimer.singleShot(_FORM_MS, self, self._ready_form)

    # -- building ------------------------------------------------------------------------------------------------------

    @property
    def form(self) -> DossierForm:
        """The form; made when it is first needed, so that the list does not wait for it."""
        if self._form is None:
            context = self._context
            self._form = DossierForm(self.dossier, Helpers(context.today, self.lookups.records, self.lookups.store))
            self._form.counted.connect(self._soon)
            self._form.left.connect(context.keeper.write_now)
            self._form.taken_out.connect(self._row_taken_out)
            self._form.placement_wanted.connect(self.acts.add_placement)
            self._form.portfolio_wanted.connect(lambda: self.dossier.begin_portfolio(context.today()))
            self.view.setWidget(self._form)
            self.index.set_entries(self._form.entries())
        return self._form

    def _ready_form(self) -> None:
        if self._form is None:
            self.form.bind()

    def _build(self) -> None:
        self.view = scroll(QWidget())
        self._form_side = box(rows(self.bar, line(), (self.view, 1), gap=0))
        self._pick_one = EmptyState(
            "users",
            "Kies iemand in de lijst",
            "Dan zie je hier het dossier. Met Ctrl+N begin je een nieuw dossier.",
        )
        self._trashed = EmptyState(
            "trash-2",
            "In de prullenbak",
            "Dit dossier staat in de prullenbak. Terugzetten kan zonder verlies.",
            "Terugzetten",
            do_icon="undo-2",
        )
        self._trashed.acted.connect(lambda: self.acts.restore(self.list.current()))
        self.right = QStackedWidget()
        for part in (self._form_side, self._pick_one, self._trashed):
            self.right.addWidget(part)
        self._index_pane = pane(cols(self.index, margins=(8, 14, 0, 0)))
        self._index_pane.setFixedWidth(tk.W_INDEX)
        self._list_line, self._index_line = line("upright"), line("upright")
        work = box(cols(self.list, self._list_line, self._index_pane, self._index_line, (self.right, 1), gap=0))
        self._nobody = EmptyState(
            "users",
            "Nog geen kandidaten",
            "Hier komen de dossiers: wie iemand is, hoe het werk goed gaat, waar en met wie.",
            "Kandidaat toevoegen",
            "Demodossiers laden",
        )
        self._nobody.acted.connect(self.acts.begin)
        self._nobody.other_acted.connect(self.acts.load_demo)
        self._whole = QStackedWidget()
        self._whole.addWidget(work)
        self._whole.addWidget(self._nobody)
        for widget in (work, self.right, self._whole, self._form_side):
            widget.setMinimumSize(1, 1)
        self.setLayout(rows(self._whole, gap=0))
        self.setMinimumSize(1, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self.open)
        self.list.opened.connect(self._open_and_enter)
        self.list.new_wanted.connect(self.acts.begin)
        self.list.trash_wanted.connect(self.acts.trash)
        self.list.restore_wanted.connect(self.acts.restore)
        self.list.trash_shown.connect(self._trash_shown)
        self.bar.list_wanted.connect(self._back_to_list)
        self.bar.save_wanted.connect(self.acts.save)
        self.bar.trash_wanted.connect(self.acts.trash)
        self.bar.discard_wanted.connect(self.acts.discard)
        self.bar.portfolio_wanted.connect(self.acts.portfolio)
        self.bar.batch_wanted.connect(self.acts.batch)
        self.index.section_chosen.connect(self.go_to_section)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(_COUNT_MS)
        self._count_timer.timeout.connect(self._count)
        self.dossier.opened.connect(self._ready_form)
        self.dossier.opened.connect(self._opened)
        self.dossier.touched.connect(self._touched)
        self._context.keeper.kept.connect(self._draft_kept)
        self._context.keeper.failing.connect(lambda _trouble, _since: self.show_state())

    def _keys(self) -> None:
        acts = {
            "Ctrl+S": self.acts.save,
            "Ctrl+P": self.acts.portfolio,
            "Ctrl+Y": self.acts.redo,
            "Ctrl+Up": lambda: self.step_section(-1),
            "Ctrl+Down": lambda: self.step_section(1),
        }
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)  # a hidden page hears nothing
            shortcut.activated.connect(act)

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        if self._form is None:
            return [self.list.view]
        return [self.list.view, self.index, self._form.binder("candidate").editor("name_used").buddy]

    # -- who is open ---------------------------------------------------------------------------------------------------

    def open(self, key: UUID | None) -> None:
        """Show a person; what is half typed of the former one stays a draft."""
        if key is None or self.list.in_trash:
            self._show_right()
            return
        if key != self.dossier.key:
            self.flush()
            if not self.dossier.open(key):
                self.list.load()
                return
        self._list_shown = False
        self._arrange(force=True)

    def _open_and_enter(self, key: UUID | None) -> None:
        self.open(key)
        self.form.go_to_first(self.index.current_key() or "person")

    def set_candidate(self, key: UUID | None) -> None:
        """Another tab chose a person."""
        if key == self.dossier.key:
            return
        if key is None:
            self.flush()
            self.dossier.close()
            self.list.show_current(None)
            return
        self.open(key)
        session = self.dossier.session("candidate")
        state = session.plain("state") if session else None
        self.list.reveal(key, state or "active")

    def known(self, key: UUID | None) -> Known | None:
        """What is read of this person already; for the header."""
        person, place = self.dossier.session("candidate"), self.dossier.session("placement")
        employer = self.dossier.session("employer")
        if person is None or person.id != key:
            return None
        return Known(person.root, place.root if place else None, employer.root if employer else None)

    def _opened(self) -> None:
        self._show_right()
        self.show_state()
        self._count()
        self.person_chosen.emit(self.dossier.key)
        self._context.choose(self.dossier.key)

    def _show_right(self) -> None:
        if self.list.in_trash:
            self.right.setCurrentWidget(self._trashed if self.list.current() else self._pick_one)
        else:
            self.right.setCurrentWidget(self._form_side if self.dossier.key else self._pick_one)
        nobody = self.dossier.key is None and not self.list.in_trash and self.list.is_empty
        self._whole.setCurrentIndex(1 if nobody else 0)
        self._arrange(force=True)

    def _trash_shown(self, _shown: bool) -> None:
        if not self.list.in_trash and self.dossier.key is not None:
            self.list.show_current(self.dossier.key)
        self._show_right()

    # -- state ---------------------------------------------------------------------------------------------------------

    def _touched(self, record: str, path: str) -> None:
        key = self.dossier.key
        if key is None:
            return
        if record == "candidate" and path in ("name_used", "family_name", ""):
            title = self.dossier.title
            session = self.dossier.session("candidate")
            if session is not None and session.is_new:
                if self.list.model.row_of(key) < 0:
                    self._context.keeper.write_now()  # the list shows someone new as soon as the draft is on disk
                self.list.model.rename_new(key, title or "Nieuwe kandidaat", initials(title) if title else "")
        self.list.mark(key, self.dossier.is_dirty)
        self.show_state()

    def _draft_kept(self, key: UUID, at: datetime) -> None:
        self._kept[key] = at
        session = self.dossier.session("candidate")
        if session is not None and key == session.id and session.is_new and self.list.model.row_of(key) < 0:
            self.list.reveal(key, str(session.plain("state") or "active"))
            if self.list.model.row_of(key) < 0:
                self.list.load()
                self.list.show_current(key)
        self.show_state()

    def show_state(self, saved: datetime | None = None) -> None:
        """Say in the bar how the dossier stands."""
        kept = [self._kept[s.id] for s in self.dossier.sessions() if s.id in self._kept and s.is_dirty]
        person = self.dossier.session("candidate")
        self.bar.show_state(
            dirty=self.dossier.is_dirty,
            new=person is not None and person.is_new,
            kept=max(kept, default=None),
            saved=saved,
            failing=self._context.keeper.failing_since,
        )

    def _soon(self) -> None:
        self._count_timer.start()

    def _count(self) -> None:
        self._count_timer.stop()
        self.index.set_entries(self.form.entries())

    def _row_taken_out(self, name: str, put_back: object) -> None:
        if callable(put_back):
            self._context.window.toast(f"{name} weggehaald.", put_back)

    # -- page protocol -------------------------------------------------------------------------------------------------

    def refresh(self, changed: ChangeSet) -> None:
        """Records were saved, here or elsewhere."""
        if any(record == "employer" for record, _ in changed):
            self.lookups.forget()
        if not self.acts.saving:
            self.dossier.refresh(changed)
        if any(record in ("candidate", "placement", "employer") for record, _ in changed):
            self.list.load()
            self.list.show_current(self.dossier.key)
        self._show_right()
        self.show_state()

    def flush(self) -> None:
        """Read what is half typed into the sessions."""
        if self.dossier.key is not None:
            self.form.settle()
        self._context.keeper.write_now()

    def undo(self) -> bool:
        """Take the last save back."""
        return self.acts.undo()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self.dossier.forget_all()
        if self._form is not None:
            self._form.bind()
            self._form.finish()
        self.list.model.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            if not self.acts.undo():
                super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.acts.redo()
        else:
            super().keyPressEvent(event)

    def say(self, title: str, trouble: Trouble) -> None:
        """Show what went wrong."""
        from ui.dialogs.trouble import show_trouble

        show_trouble(self, title, trouble)

    # -- where one is --------------------------------------------------------------------------------------------------

    def go_to_section(self, key: str) -> None:
        """Bring a section to the top."""
        self.form.finish()
        self.view.verticalScrollBar().setValue(self.form.sections[key].y() - 2)
        self.index.set_current(key)

    def step_section(self, by: int) -> None:
        """Go to the next or previous section, and into its first field."""
        keys = list(self.form.sections)
        at = keys.index(self.index.current_key() or keys[0])
        key = keys[max(0, min(at + by, len(keys) - 1))]
        self.go_to_section(key)
        self.form.go_to_first(key)
        self.go_to_section(key)

    def _scrolled(self, value: int) -> None:
        shown = [key for key, section in self.form.sections.items() if section.y() <= value + _SCROLL_AHEAD]
        bar = self.view.verticalScrollBar()
        focus = self.window().focusWidget()
        if value >= bar.maximum() and bar.maximum() > 0 and focus is not None:
            inside = [key for key, section in self.form.sections.items() if section.isAncestorOf(focus)]
            shown = inside or shown  # at the very bottom the last sections cannot come to the top
        if shown:
            self.index.set_current(shown[-1])

    def _back_to_list(self) -> None:
        self._list_shown = True
        self._arrange(force=True)
        self.list.view.setFocus()

    def _arrange(self, *, force: bool = False) -> None:
        width = self.width()
        if width == self._width and not force:
            return
        self._width = width
        narrow = width < tk.NARROW
        list_alone = narrow and (self._list_shown or self.dossier.key is None)
        self.list.setVisible(not narrow or list_alone)
        if list_alone:
            self.list.setMinimumWidth(1)
            self.list.setMaximumWidth(16777215)
        else:
            self.list.setFixedWidth(px(tk.W_LIST if width >= _LIST_FULL else tk.W_LIST_NARROW))
        self._list_line.setVisible(not narrow)
        self.right.setVisible(not list_alone)
        indexed = width >= tk.WIDE and self.right.currentWidget() is self._form_side
        self._index_pane.setVisible(indexed)
        self._index_line.setVisible(indexed)
        self.bar.arrange(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
