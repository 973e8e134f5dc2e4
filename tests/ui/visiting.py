"""A visit that is being written in a real window, for the tests of bezoekmodus."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Contact, Employer, Supervisor
from beschutdesk.dossier.lasting import AgreementParty
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.task_list import CarvedTask, TaskList, TaskState
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import (
    Judgement,
    LearningMoment,
    Medium,
    Visit,
    VisitAgreement,
    VisitState,
    VisitSubject,
)
from beschutdesk.services.desk import Desk
from tests.ui.fixtures import TODAY, put_away, show_desk
from ui.desk_window import DeskWindow
from ui.dialogs.visit_plan import VisitPlanDialog
from ui.visiting import VisitingPage

KEYS, HOLD = Qt.Key, Qt.KeyboardModifier
ALT, CTRL, SHIFT = HOLD.AltModifier, HOLD.ControlModifier, HOLD.ShiftModifier
DIGITS = (KEYS.Key_1, KEYS.Key_2, KEYS.Key_3, KEYS.Key_4, KEYS.Key_5, KEYS.Key_6, KEYS.Key_7, KEYS.Key_8)
BETWEEN_MS = 450
"""A combo box takes letters that come sooner after each other as one word."""


@dataclass
class People:
    """Two who work at the same place, and one who works elsewhere."""

    thijs: UUID
    roos: UUID
    daan: UUID
    before: UUID
    """The visit to Thijs a week ago."""


def dossiers(desk: Desk) -> People:
    """Put three people into a vault, with what was agreed with the first a week ago."""
    guide = Supervisor(name="M. de Boer")
    pool = Employer(name="Zwembad De Golf", supervisors=[guide], contacts=[Contact(name="H. Wit")])
    shop = Employer(name="Kringloop De Til")
    made: list[Any] = [pool, shop]
    people = []
    for used, family, house in (("Thijs", "Hoekstra", pool), ("Roos", "Kuiper", pool), ("Daan", "Vos", shop)):
        person = Candidate(name_used=used, family_name=family)
        place = Placement(candidate=person.id, employer=house.id)
        place.phases = [PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 10, 26), until=date(2026, 12, 20))]
        place.terms = [Terms(valid_from=date(2026, 10, 26), supervisor=guide.id if house is pool else None)]
        tasks = TaskList(placement=place.id, tasks=[CarvedTask(name="Kassa klaarzetten", state=TaskState.TRYING)])
        made += [person, place, tasks]
        people.append((person, place))
    (thijs, at_pool), (roos, _), (daan, _) = people
    subject = VisitSubject(
        candidate=thijs.id,
        placement=at_pool.id,
        team="Jorn is net begonnen.",
        team_judgement=Judgement.GOOD,
        private="Slaapt slecht.",
        ask_next="Hoe gaat het met Jorn?",
    )
    before = Visit(
        at=Appointment(date(2026, 11, 16), time(9, 30)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        employer=pool.id,
        subjects=[subject],
        agreements=[
            VisitAgreement(
                subject=subject.id,
                what="Dagplanning met pictogrammen",
                party=AgreementParty.ME,
                made_on=date(2026, 11, 16),
                due_on=date(2026, 11, 20),
            )
        ],
        learning_moments=[
            LearningMoment(subject=subject.id, question="Wat doe ik als hij vastloopt?", tip="Kaartje ‘hulp’")
        ],
    )
    desk.dossiers.add([*made, before])
    return People(thijs.id, roos.id, daan.id, before.id)


class Visitor:
    """Somebody with a laptop on one arm."""

    def __init__(self, qtbot: QtBot, desk: Desk, people: People, window: DeskWindow) -> None:
        self.qtbot, self.desk, self.people, self.window = qtbot, desk, people, window

    @property
    def page(self) -> VisitingPage:
        """The page of the visit."""
        mode = self.window.window.mode
        assert isinstance(mode, VisitingPage)
        return mode

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None, "the focus is nowhere"
        return widget

    @property
    def named(self) -> str:
        """Name of what has the keyboard."""
        return self.focus.accessibleName()

    @property
    def dialog(self) -> Any:
        """The dialog in front."""
        return QApplication.activeModalWidget()

    def press(self, key: Qt.Key, hold: Qt.KeyboardModifier = HOLD.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus, key, hold)
        self.settle()

    def type(self, text: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self.focus, text)
        self.settle()

    def settle(self, times: int = 4) -> None:
        """Let what waits be done."""
        for _ in range(times):
            QApplication.processEvents()

    def until(self, met: Callable[[], object], timeout: int = 5000) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(met()), timeout=timeout)

    def start(self, person: UUID | None = None) -> None:
        """Choose somebody and press Ctrl+B."""
        context = self.window.context
        assert context is not None
        context.choose(person or self.people.thijs)
        self.settle()
        self.press(KEYS.Key_B, CTRL)
        self.until(lambda: self.window.window.mode is not None)
        self.qtbot.wait(30)

    def theme(self, number: int) -> None:
        """Go to a theme."""
        self.press(DIGITS[number - 1], ALT)

    def agree(self, who: str, what: str, when: str) -> None:
        """Type an agreement and add it."""
        self.qtbot.wait(BETWEEN_MS)
        self.press(KEYS.Key_A, ALT)
        self.type(who)
        self.press(KEYS.Key_Tab)
        self.type(what)
        self.press(KEYS.Key_Tab)
        self.type(when)
        self.press(KEYS.Key_Return)

    def kept(self) -> Visit:
        """The record of the visit in front, as it is in the vault."""
        found = self.desk.dossiers.get("visit", self.page.visit.id)
        assert isinstance(found, Visit)
        return found

    def shown(self) -> str:
        """All words on the page."""
        from tests.ui.walker import name_of

        parts = [name_of(widget) for widget in self.page.findChildren(QWidget) if widget.isVisible()]
        return "\n".join([*parts, *(tip.toolTip() for tip in self.page.findChildren(QWidget))])


def plan_dialog(_me: Visitor) -> VisitPlanDialog:
    """The dialog in which a visit is planned, in front."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, VisitPlanDialog)
    return found


def visitor(qtbot: QtBot, desk: Desk) -> Visitor:
    """A window on a vault with three people; to be put away by the caller."""
    people = dossiers(desk)
    window = show_desk(qtbot, desk)
    window.window._toast.set_stay(120_000)  # a slow machine still takes things back
    return Visitor(qtbot, desk, people, window)


__all__ = [
    "ALT",
    "CTRL",
    "DIGITS",
    "HOLD",
    "KEYS",
    "SHIFT",
    "TODAY",
    "People",
    "Visitor",
    "plan_dialog",
    "put_away",
    "visitor",
]
