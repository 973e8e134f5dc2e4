"""Logboek: who did what, when, with what outcome; filtered, written to a file, and verified."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QDate, QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.services.audit import Act, Filter, Verdict
from beschutdesk.trouble import Trouble
from ui.dialogs.log_table import LogTable
from ui.dialogs.look_up import LookUpDialog
from ui.dialogs.room import take_room
from ui.dialogs.saving import ask_file
from ui.forms.parse import thousands
from ui.looking import current as looking
from ui.models.audit import AuditModel
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import (
    CheckBox,
    Combo,
    DateEdit,
    EmptyState,
    FieldBox,
    Search,
    box,
    button,
    cols,
    label,
    line,
    rows,
)

if TYPE_CHECKING:
    from beschutdesk.services.audit import Audit
    from beschutdesk.services.desk import Desk
    from ui.context import DeskContext

_SIZE: Final = QSize(1060, 660)
_LEAST: Final = QSize(700, 400)
_FILTER_MS: Final = 150
_PERIODS: Final = ("Alles", "Vandaag", "Laatste 7 dagen", "Laatste 30 dagen", "Dit jaar", "Van … tot en met …")
_ALL, _TODAY, _WEEK, _MONTH, _YEAR, _OWN = range(len(_PERIODS))


def ask_csv_path(parent: QWidget, name: str) -> Path | None:
    """The file dialog of the system."""
    return ask_file(parent, name, "Logboek opslaan", "Tabel", ".csv")


class LogbookDialog(LookUpDialog):
    """The log.

    Args:
        context: the open desk.
        parent: the window below.

    Attributes:
        shown: how many lines are in view; ``None`` while they are looked up.
    """

    def __init__(self, context: "DeskContext", parent: QWidget | None = None) -> None:
        super().__init__(context, "Logboek", ask_csv_path, parent)
        self.shown: int | None = None
        audit = context.desk.audit
        self.model = AuditModel(audit.lines, audit.names, partial(_owner, context.desk), self)
        self.table = LogTable(self.model, "Regels van het logboek")
        self._person = _chosen_person(context)
        self._build()
        self._timer = one_shot(self, self.load, _FILTER_MS)
        self.text.textChanged.connect(lambda _text: self._timer.start())
        self.acts.activated.connect(lambda _index: self.load())
        self.period.activated.connect(lambda _index: self._turn_period())
        for day in (self.since, self.until):
            day.dateChanged.connect(lambda _date: self._timer.start())
        self.only.toggled.connect(lambda _on: self.load())
        self.load()

    def _build(self) -> None:
        self.acts, self.period = Combo(), Combo()
        self.acts.addItem("Alles", None)
        for act in sorted(Act, key=lambda one: one.label):
            self.acts.addItem(act.label, act)
        self.period.addItems(_PERIODS)
        self.since, self.until = DateEdit(), DateEdit()
        today = self._context.today()
        self.until.setDate(QDate(today.year, today.month, today.day))
        self.since.setDate(QDate(today.year, today.month, 1))
        self.text = Search("Zoek op naam of woord")
        self.text.setClearButtonEnabled(True)
        name = self._person[1] if self._person else ""
        self.only = CheckBox(f"Alleen {name}".replace("&", "&&"))
        self.only.setVisible(False)
        self._days = box(cols(FieldBox("Van", self.since), FieldBox("Tot en met", self.until), None, gap=tk.S4))
        self._days.hide()
        filters = cols(
            (FieldBox("Wat", self.acts), 3),
            (FieldBox("Periode", self.period), 3),
            (FieldBox("Zoeken", self.text), 4),
            gap=tk.S4,
        )
        for made in (self.acts, self.period, self.text):
            made.setMinimumWidth(1)
        self._none = EmptyState("list-filter", "", "", other="Filter wissen")
        self._none.other_acted.connect(self.clear_filter)
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        self.count = label("", "meta", "soft", wrap=True)
        self.count.setMinimumWidth(1)
        self.verify_button = button("Keten nakijken", icon="shield-check", on=self.verify)
        self.verify_button.setToolTip("Kijkt na of er geen regel is veranderd of weggehaald")
        self.save_button = button("Opslaan als csv…", icon="file-spreadsheet", on=self.save)
        self.close_button = button("Sluiten", on=self.reject)
        acts = (self.verify_button, self.save_button, self.close_button)
        for one in acts:
            one.setAutoDefault(False)
        intro = "Wat er met de dossiers is gedaan. Haalt iemand er iets uit weg, dan laat ‘Keten nakijken’ dat zien."
        self._top = rows(
            rows(label("Logboek", "title"), label(intro, "body", "soft", wrap=True), gap=0),
            filters,
            self._days,
            self.only,
            gap=tk.S3,
            margins=(20, 14, 20, 12),
        )
        foot = cols((self.count, 1), *acts, gap=10, margins=(20, 10, 20, 12))
        self.setLayout(rows(self._top, line(), (self._stack, 1), self.verdict, line(), foot, gap=0))
        take_room(self, _SIZE, _LEAST)
        if self._person:
            self.only.show()
        self.table.setFocus()

    # -- filter --------------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Filter:
        """The filter as it stands."""
        act = self.acts.currentData()
        since, until = self._days_chosen()
        return Filter(
            acts=frozenset() if act is None else frozenset({Act(act)}),
            root_id=self._person[0] if self._person and self.only.isChecked() else None,
            since=since,
            until=until,
            text=self.text.text().strip(),
        )

    def _days_chosen(self) -> tuple[date | None, date | None]:
        today = self._context.today()
        match self.period.currentIndex():
            case 1:
                return today, today
            case 2:
                return today - timedelta(days=6), today
            case 3:
                return today - timedelta(days=29), today
            case 4:
                return date(today.year, 1, 1), today
            case 5:
                return _day(self.since), _day(self.until)
        return None, None

    def clear_filter(self) -> None:
        """Show everything again."""
        self.acts.setCurrentIndex(0)
        self.period.setCurrentIndex(_ALL)
        self._days.hide()
        self.only.setChecked(False)
        self.text.clear()
        self.load()
        self.table.setFocus()

    def _turn_period(self) -> None:
        self._days.setVisible(self.period.currentIndex() == _OWN)
        self.load()

    def load(self) -> None:
        """Look the lines of the filter up, beside the window."""
        self._timer.stop()
        self._stop_reading()
        self.shown = None
        self._job = self._lane.submit(
            self._context.desk.audit.numbers, self.chosen, done=self._found, failed=self._failed
        )

    def _found(self, numbers: list[int]) -> None:
        self._job = None
        self.model.show(numbers)
        self.shown = len(numbers)
        self.count.setText(_lines(len(numbers)))
        self.save_button.setEnabled(bool(numbers))
        empty = self.chosen == Filter()
        if not numbers:
            self._none.set_words(
                "Nog niets gebeurd" if empty else "Geen regel gevonden",
                "Hier komt wat er met de dossiers wordt gedaan: gewijzigd, ingezien, uitgegeven."
                if empty
                else "Met dit filter is er niets. Wis het om alles te zien.",
            )
        self._stack.setCurrentIndex(0 if numbers else 1)
        if numbers and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self.say_trouble(self, "Het logboek is niet te lezen", trouble)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Walk the whole chain and say how it is."""
        self.verify_button.setEnabled(False)
        self.verdict.set_words("De keten wordt nagekeken…", "info")
        self.verdict.show()
        self._lane.submit(self._context.desk.audit.verify, done=self._verified, failed=self._not_verified)

    def _verified(self, verdict: Verdict) -> None:
        self.verify_button.setEnabled(True)
        if verdict.good:
            self._say(" ".join(filter(None, (f"De keten klopt: {_lines(verdict.count)}.", verdict.why))), "good")
        else:
            why = getattr(verdict, "why", "") or "Daar is iets veranderd of weggehaald."
            title = f"De keten is verbroken bij regel {thousands(verdict.broken_at or 0)}."
            self._say(f"{why} Vraag je functionaris gegevensbescherming wat nu nodig is.", "care", title)

    def _not_verified(self, trouble: Trouble) -> None:
        self.verify_button.setEnabled(True)
        self._say(str(trouble), "care")

    def save(self) -> None:
        """Write the lines of the filter to a file of the user's choice."""
        path = self.ask_path(self, f"logboek-{self._context.today():%Y-%m-%d}.csv")
        if path is None:
            return
        self.save_button.setEnabled(False)
        self._lane.submit(_write, self._context.desk.audit, self.chosen, path, done=self._saved, failed=self._not_saved)

    def _saved(self, path: Path) -> None:
        self.save_button.setEnabled(True)
        self._say(f"Opgeslagen als {path.name}. In dit bestand staan namen van wie het deed: bewaar het goed.", "good")
        self.load()

    def _not_saved(self, trouble: Trouble) -> None:
        self.save_button.setEnabled(True)
        self.say_trouble(self, "Het logboek is niet opgeslagen", trouble)

    def forget(self) -> None:
        self._timer.stop()
        self.model.clear()


def open_logbook(context: "DeskContext", parent: QWidget) -> LogbookDialog | None:
    """Show the log; ``None`` while somebody looks at the screen as well, for it names everybody."""
    if looking().on:
        context.window.toast("Zet eerst de meekijkstand uit. In het logboek staan namen van anderen.", None)
        return None
    dialog = LogbookDialog(context, parent)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog


def _write(audit: "Audit", chosen: Filter, path: Path) -> Path:
    audit.export(chosen, path)
    return path


def _owner(desk: "Desk", record: str, key: UUID) -> str:
    """The name of the person that a placement, a portfolio or a task list belongs to; empty when that is not known."""
    found = desk.dossiers.get(record, key) if record in REGISTRY else None
    place = getattr(found, "placement", None)
    person = getattr(found, "candidate", None)
    if person is None and isinstance(place, UUID):
        person = getattr(desk.dossiers.get("placement", place), "candidate", None)
    rid = desk.lists.rid(person) if isinstance(person, UUID) else None
    lines = [] if rid is None else desk.lists.candidate_lines([rid], date.today())  # noqa: DTZ011 - only the name
    return lines[0].title if lines else ""


def _chosen_person(context: "DeskContext") -> tuple[UUID, str] | None:
    """The person that is chosen on the tabs, when that is known."""
    from ui.main_window import CANDIDATES

    dossier = getattr(context.window.page(CANDIDATES), "dossier", None)
    key = getattr(dossier, "key", None)
    return (key, dossier.title or "deze kandidaat") if dossier is not None and isinstance(key, UUID) else None


def _day(edit: DateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _lines(count: int) -> str:
    return f"{thousands(count)} {'regel' if count == 1 else 'regels'}"
