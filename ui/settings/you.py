"""Jij: how the user stands on documents, in stamps and in the log."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services.dossiers import Conflict, NothingLeft, Saved
from ui import jobs
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.session import EditSession
from ui.settings.page import SettingsPage
from ui.widgets import Section, label, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_LINES: Final = (("name", "organisation"), ("role", "phone"), ("email", "reachable"))


class YouPage(SettingsPage):
    """The record of the caseworker, saved as soon as a field is left; every save can be taken back."""

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Jij", "Zo sta je op portfolio’s en verslagen, en bij wat je in dossiers wijzigt.")
        self.binder = Binder("caseworker", Helpers(context.today), self)
        grid = FieldGrid([[self.binder.box(name) for name in line] for line in _LINES])
        self.binder.hide_readers()
        for name in self.binder.attributes():
            line = self.binder.editor(name).widget
            line.setProperty("maxLength", 200)
        note = label("Iedereen die een document van je krijgt, leest dit.", "meta", "soft", wrap=True)
        self.add(Section("Je gegevens", rows(grid, note, gap=12)))
        self._done: list[UUID] = []
        self._session: EditSession | None = None
        self.binder.left.connect(self.flush)

    @property
    def first_field(self) -> QWidget:
        """Where the focus begins."""
        return self.binder.editor("name").buddy

    def show_page(self) -> None:
        if self._session is None:
            self._open()

    def _open(self) -> None:
        owner = self.context.desk.caseworker()
        session = EditSession(owner, self)
        draft = next((draft for draft in self.context.desk.drafts.all() if draft.id == owner.id), None)
        if draft is not None:
            session.restore(draft)
        self._session = session
        self.context.keeper.watch(session)
        self.binder.bind(session)
        self.flush()  # what a lock had left behind

    def flush(self) -> None:
        session = self._session
        if session is None:
            return
        self.binder.settle()
        if session.is_dirty:
            self._save(session)

    def _save(self, session: EditSession) -> None:
        try:
            saved = self._written(session)
        except Exception as error:  # whatever it is, the text stays on the screen and in the draft
            self.say_trouble(jobs.calm(error))
            return
        if saved.save_id is not None:
            self._done.append(saved.save_id)
        self._follow(saved, session)
        self.said.emit("Opgeslagen.")

    def _written(self, session: EditSession) -> Saved:
        dossiers = self.context.desk.dossiers
        try:
            saved: Saved = self.context.database.call(dossiers.save, [session.edit()])
        except Conflict:
            root = dossiers.get(session.record, session.id)
            if root is None:
                raise
            session.settle_on(root, ())  # both are this user's own: what was typed last stands
            saved = self.context.database.call(dossiers.save, [session.edit()])
        return saved

    def _follow(self, saved: Saved, session: EditSession) -> None:
        self.say_trouble(None)
        self.context.keeper.settled(session)
        owner = self.context.desk.dossiers.get(session.record, session.id)
        if isinstance(owner, Caseworker):
            session.begin_again(owner)
            self.context.desk.follow_owner()
        self.context.announce(saved.changed)

    def take_back(self) -> bool:
        session = self._session
        if session is None or not self._done:
            return False
        self.flush()
        try:
            saved: Saved = self.context.database.call(self.context.desk.dossiers.undo, self._done[-1])
        except Exception as error:  # said in calm words, whatever it is
            if isinstance(error, NothingLeft):
                self._done.pop()
            self.say_trouble(jobs.calm(error))
            return True
        self._done.pop()
        self._follow(saved, session)
        self.said.emit("Ongedaan gemaakt.")
        return True

    @property
    def can_take_back(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    def forget(self) -> None:
        """The dialog closes: watch no longer."""
        if self._session is not None:
            self.context.keeper.forget(self._session)
            self._session = None
            self.binder.bind(None)
