"""The papers that go with an application: a checklist of what the scheme wants, with files kept in the vault."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from beschutdesk.dossier.values import Attachment, YesNo
from beschutdesk.rules.subsidy_checks import papers_of
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.dialogs.saving import ask_file
from ui.dialogs.trouble import show_trouble
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.session import EditSession, hear
from ui.stops import chain_in, tab_before
from ui.tabs.subsidy.paper_row import Paper, PaperRow, ask_paper
from ui.theme import tokens as tk
from ui.widgets import Banner, announce, box, button, clear, cols, label, rows

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered

_ROWS: Final = "attachments"
_NONE: Final = "Deze regeling noemt geen bijlagen. Zet erbij wat je toch meestuurt."
_SAVED: Final = "Buiten de kluis is dit bestand voor anderen te lezen. Gooi het weg als je klaar bent."

Stored = Callable[[Attachment | None], None]


def store_paper(context: DeskContext, path: Path, stored: Stored) -> None:
    """Put a PDF or a picture in the vault, beside the UI thread; ``None`` when that failed, which is said."""

    def failed(trouble: Trouble) -> None:
        stored(None)
        show_trouble(context.window, "Dit bestand is niet bewaard", trouble)

    context.jobs.submit(context.desk.kept_files.keep, path, done=stored, failed=failed)


class PapersPart(QWidget):
    """The checklist. What is changed here is part of the application, and saved with it.

    Args:
        context: the open desk.
        helpers: what editors may ask of the page; its ``store`` puts a file in the vault.

    Attributes:
        left: the user is done with a field.
        changed: something is there now, or no longer.
        taken_out: a paper went: what it was, and how to put it back.
        ask_path, ask_save, open_file, say_trouble: how it talks to the world outside; a test puts its own here.
    """

    left = Signal()
    changed = Signal()
    taken_out = Signal(str, object)

    def __init__(self, context: DeskContext, helpers: Helpers) -> None:
        super().__init__()
        self._context, self._store = context, helpers.store
        self._session: EditSession | None = None
        self._wanted: tuple[Any, ...] = ()
        self._later: tuple[Any, ...] = ()
        self._rows: dict[str, PaperRow] = {}
        self._busy: set[str] = set()
        self._saved: Path | None = None
        self._own = False
        self.ask_path: Callable[[QWidget], Path | None] = ask_paper
        self.ask_save: Callable[[QWidget, str, str], Path | None] = _ask_save
        self.open_file: Callable[[Path], object] = _open_file
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.summary = label("", "strong", wrap=True)
        self._none = label(_NONE, "body", "soft", wrap=True)
        self._list = rows(gap=tk.S4)
        self.add = button("Andere bijlage", "quiet", "plus", on=self.add_own)
        self.done_banner = Banner()
        self.done_banner.hide()
        self.done_banner.acted.connect(self._open_saved)
        self.setLayout(
            rows(self.summary, self._none, box(self._list), self.done_banner, cols(self.add, None), gap=tk.S3)
        )
        self.setMinimumWidth(1)
        self._build()

    # -- what is open --------------------------------------------------------------------------------------------------

    def bind(self, session: EditSession | None) -> None:
        """Show the papers of another application, or none."""
        if session is None or self._session is None or session.id != self._session.id:
            self._busy.clear()
            self._saved = None
            self.done_banner.hide()
        self._session = hear(self._session, session, self._touched, self._build)
        if session is None:
            self._wanted = self._later = ()
        self._build()

    def let_go(self) -> None:
        """Let go of all that was read: the desk is locked."""
        self.bind(None)

    def show_gathered(self, found: "Gathered | None") -> None:
        """Ask for what this scheme wants."""
        if found is None:
            return  # it is being read again; what it wanted stays in view
        scheme = found.scheme
        wanted = papers_of(scheme, renewal=found.application.renews is not None)
        later = tuple(one for one in scheme.papers if one not in wanted) if scheme is not None else ()
        if (wanted, later) != (self._wanted, self._later):
            self._wanted, self._later = wanted, later
            self._build()

    def binders(self) -> list[Binder]:
        """None: what is half typed is read by :meth:`settle`."""
        return []

    def settle(self) -> None:
        """Read what is half typed, before a save."""
        for row in list(self._rows.values()):
            row.settle()

    def counts(self) -> tuple[int, int]:
        """Papers that are in order, of those that are needed."""
        needed = [row.paper for row in self._rows.values() if row.paper.needed]
        return sum(paper.done for paper in needed), len(needed)

    def go_to(self, key: str) -> bool:
        """Go to a paper by its key in the scheme or the id of its row; empty for the first that is missing."""
        found = self._rows.get(key)
        if not key:
            missing = (row for row in self._rows.values() if row.paper.needed and not row.paper.done)
            found = next(missing, next(iter(self._rows.values()), None))
        if found is not None:
            found.focus_first()
        return found is not None

    # -- showing -------------------------------------------------------------------------------------------------------

    def _papers(self) -> dict[str, Paper]:
        """What is asked, and what was added; by key in the scheme, or by id of the row."""
        found: dict[str, Paper] = {}
        for one in (*self._wanted, *self._later):
            when = ". ".join(part for part in (_capital(one.needed_when.label), one.source) if part)
            found[one.key] = self._with_row(Paper(one.key, one.label, when, needed=one in self._wanted), one.key)
        session = self._session
        for row in () if session is None else session.rows(_ROWS):
            asked = self._value(row, "asked")
            if asked and asked in found:
                continue
            when = "Deze regeling vraagt hier niet om." if asked else ""
            found[str(row)] = self._with_row(
                Paper("", self._value(row, "what") or "", when, needed=bool(asked)), str(row)
            )
        return found

    def _with_row(self, paper: Paper, key: str) -> Paper:
        row = self._row(key)
        if row is None:
            return paper
        return Paper(
            paper.asked,
            paper.title,
            paper.when,
            self._value(row, "file"),
            self._value(row, "on_paper"),
            self._value(row, "not_needed_because") or "",
            paper.needed,
        )

    def _row(self, key: str) -> UUID | None:
        session = self._session
        for row in () if session is None else session.rows(_ROWS):
            if str(row) == key or (self._value(row, "asked") == key and key):
                return row
        return None

    def _value(self, row: UUID, name: str) -> Any:
        return None if self._session is None else self._session.value(f"{_ROWS}/{row}/{name}")

    def _build(self) -> None:
        papers = self._papers()
        if list(papers) != list(self._rows):
            held: QWidget | None = self.window().focusWidget()
            focus = next((key for key, row in self._rows.items() if held is not None and row.isAncestorOf(held)), "")
            clear(self._list)
            self._rows = {key: self._make(key, paper) for key, paper in papers.items()}
            for row in self._rows.values():
                self._list.addWidget(row)
            tab_before(next(iter(chain_in(self.done_banner)), self.add), *self._rows.values())
            if focus:
                if focus in self._rows:
                    self._rows[focus].focus_first()
                else:
                    self.add.setFocus()
        self._fill(papers)

    def _make(self, key: str, paper: Paper) -> PaperRow:
        row = PaperRow(own=not paper.asked)
        row.file_wanted.connect(partial(self._choose, key))
        row.dropped_in.connect(partial(self.take, key))
        row.out_wanted.connect(partial(self._save_out, key))
        row.file_gone.connect(partial(self._put, key, "file", None))
        row.row_gone.connect(partial(self._take_out, key))
        row.on_paper.connect(lambda on: self._put(key, "on_paper", YesNo.YES if on else None))
        row.reason.connect(partial(self._put, key, "not_needed_because"))
        row.titled.connect(partial(self._put, key, "what"))
        row.left.connect(self.left)
        return row

    def _fill(self, papers: dict[str, Paper]) -> None:
        for key, paper in papers.items():
            self._rows[key].show_paper(paper, busy=key in self._busy)
        self._none.setVisible(not papers)
        missing = [paper.title for paper in papers.values() if paper.needed and not paper.done]
        self.summary.setVisible(bool(papers))
        if len(missing) > 1:
            self.summary.setText(f"Er ontbreken nog {len(missing)} bijlagen: {', '.join(missing)}.")
        else:
            self.summary.setText(
                f"Er ontbreekt nog een bijlage: {missing[0]}." if missing else "Alle bijlagen zijn er."
            )

    def _touched(self, path: str) -> None:
        if not self._own and (not path or path.split("/", maxsplit=1)[0] == _ROWS):
            self._build()

    # -- changing ------------------------------------------------------------------------------------------------------

    def _put(self, key: str, name: str, value: Any) -> None:
        session = self._session
        if session is None:
            return
        row = self._row(key)
        if row is None:
            if not value:
                return
            title = self._rows[key].paper.title
            self._own = True  # one change, and not a list that is made again in the middle of it
            try:
                row = session.add_row(_ROWS, {"asked": key, "what": title})
            finally:
                self._own = False
        session.set(f"{_ROWS}/{row}/{name}", value)
        self._build()
        self.changed.emit()
        self.left.emit()

    def add_own(self) -> None:
        """A paper that the scheme does not ask for."""
        if self._session is None:
            return
        row = self._session.add_row(_ROWS)
        self._build()
        self.changed.emit()
        self._rows[str(row)].focus_first()

    def _take_out(self, key: str) -> None:
        session, row = self._session, self._row(key)
        if session is None or row is None:
            return
        title = self._rows[key].paper.title or "de bijlage"
        place = session.remove_row(_ROWS, row)
        self._build()
        self.changed.emit()
        self.left.emit()

        def put_back() -> None:
            session.put_row_back(_ROWS, row, place)
            if isValid(self):
                self.changed.emit()
                self.left.emit()

        self.taken_out.emit(f"Weggehaald: {title}.", put_back)

    # -- files ---------------------------------------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        path = self.ask_path(self)
        if path is not None:
            self.take(key, path)

    def take(self, key: str, path: Path) -> None:
        """Keep this file as that paper."""
        session = self._session
        if session is None or self._store is None:
            return
        self._busy.add(key)
        self._fill(self._papers())

        def stored(kept: Attachment | None) -> None:
            if not isValid(self):
                return
            self._busy.discard(key)
            if session is not self._session:
                return  # another application is open; the file stays out, and its sweep follows
            if kept is None:
                self._fill(self._papers())
                return
            self._put(key, "file", kept)
            announce(self, f"Bewaard in de kluis: {kept.name}.")

        self._store(path, stored)

    def _save_out(self, key: str) -> None:
        kept, session = self._rows[key].paper.file, self._session
        if kept is None or session is None:
            return
        path = self.ask_save(self, kept.name, kept.media_type)
        if path is None:
            return

        def saved(_nothing: object) -> None:
            if isValid(self) and session is self._session:
                self._saved = path
                self.done_banner.set_words(f"{_SAVED}", "warn", f"Opgeslagen als {path.name}.", act="Openen")
                self.done_banner.show()
                announce(self, f"Opgeslagen als {path.name}. {_SAVED}")

        def failed(trouble: Trouble) -> None:
            if isValid(self):
                self.say_trouble(self, "Opslaan is niet gelukt", trouble)

        work = partial(self._context.desk.kept_files.write_out, kept, path, session.value("candidate"))
        self._context.jobs.submit(work, done=saved, failed=failed)

    def _open_saved(self) -> None:
        if self._saved is not None:
            self.open_file(self._saved)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _ask_save(parent: QWidget, name: str, kind: str) -> Path | None:
    pdf = kind == "application/pdf"
    return ask_file(
        parent, name, "Bijlage opslaan buiten de kluis", "Pdf-bestand" if pdf else "Foto", ".pdf" if pdf else ".jpg"
    )


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
