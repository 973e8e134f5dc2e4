"""The chosen visit at the right: what it is, what can be done with it, and its preparation or its report to read."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from beschutdesk.dossier.visit import VisitState
from ui.tabs.visits.parts import prose
from ui.tabs.visits.prepare_view import PrepareView
from ui.tabs.visits.read_view import ReadView
from ui.tabs.visits.reading import Found
from ui.tabs.visits.words import kind, moment, show_state
from ui.theme import tokens as tk
from ui.widgets import Chip, Elided, box, button, clear, cols, line, plain, rows, scroll
from ui.widgets.flow import Flow

_FEW: Final = 2
_SECTIONS: Final = {"agreements": "Afspraken"}
START: Final = "start"
WRITE_UP: Final = "write_up"
FINISH: Final = "finish"
MOVE: Final = "move"
NO_CONTACT: Final = "no_contact"
PRINT: Final = "print"
REPORT: Final = "report"
NOT_SHARE: Final = "not_share"
SHARE_AGAIN: Final = "share_again"
REOPEN: Final = "reopen"
PLAN: Final = "plan"
BACK: Final = "back"
TRASH: Final = "trash"
_WORDS: Final = {
    START: ("Start bezoek", "notebook-pen"),
    WRITE_UP: ("Bezoek opschrijven", "notebook-pen"),
    FINISH: ("Afronden", "check"),
    MOVE: ("Verzetten…", "calendar-clock"),
    NO_CONTACT: ("Geen contact gekregen…", "circle-dashed"),
    PRINT: ("Voorbereiding printen", "printer"),
    REPORT: ("Verslag", "file-text"),
    NOT_SHARE: ("Bewust niet delen…", "eye-off"),
    SHARE_AGAIN: ("Toch delen", "send"),
    REOPEN: ("Heropenen", "rotate-ccw"),
    PLAN: ("Opnieuw plannen", "calendar-plus"),
    BACK: ("Terugzetten", "undo-2"),
    TRASH: ("Weggooien", "trash-2"),
}


class VisitShown(QWidget):
    """One visit. The first act is the primary one.

    Attributes:
        wanted: an act was chosen (its key).
        settled, learnt, gone_to, look_back: see :class:`PrepareView` and :class:`ReadView`.
        found: what is shown.
        acts: the buttons by key.
        view: what is to be read.
    """

    wanted = Signal(str)
    settled = Signal(object, object)
    learnt = Signal(object, object)
    gone_to = Signal(object)
    look_back = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.found: Found | None = None
        self.acts: dict[str, QPushButton] = {}
        self.view: list[PrepareView | ReadView] = []
        self._title = Elided("", "title")
        self._meta = Elided("", "body", "soft")
        self._chip = Chip()
        self._flow = Flow(gap=tk.S2)
        bar = box(self._flow)
        bar.setMinimumWidth(1)
        top = rows(
            cols((self._title, 1), self._chip, gap=tk.S3),
            self._meta,
            tk.S1,
            bar,
            gap=2,
            margins=(tk.PAGE_MARGIN, tk.S3, tk.PAGE_MARGIN, tk.S3),
        )
        self._rows = rows(gap=0)
        content = box(rows(self._rows, None, gap=0, margins=(tk.PAGE_MARGIN, tk.S3, tk.PAGE_MARGIN, tk.S4)))
        content.setMinimumWidth(1)
        self.scroller = scroll(content, "Het bezoek, om te lezen")
        self.scroller.follow_focus()
        self.setLayout(rows(top, line(), (self.scroller, 1), gap=0))
        self.setMinimumSize(1, 1)

    def show_found(self, found: Found | None) -> None:
        """Show a visit; the place in a list of the same visit stays."""
        same = found is not None and self.found is not None and found.visit.id == self.found.visit.id
        scrolled = self.scroller.verticalScrollBar().value() if same else 0
        spot = self._spot() if same else None
        self.found = found
        clear(self._rows)
        self.view = []
        if found is None:
            self._title.set_words("")
            self._meta.set_words("")
            self._buttons([])
            return
        visit = found.visit
        self._title.set_words(found.who)
        where = f"bij {found.employer}" if found.employer and found.names else ""
        stood = "" if visit.moved_from is None else f"stond eerst op {visit.moved_from:%d-%m-%Y}"
        parts = (kind(visit.medium), where, moment(visit.at), stood)
        self._meta.set_words(" · ".join(part for part in parts if part))
        show_state(self._chip, visit.state, to_share=found.to_share)
        self._buttons(_acts(found, self._today()))
        self._fill(found)
        self.scroller.verticalScrollBar().setValue(scrolled)
        self._back_to(spot)

    def _fill(self, found: Found) -> None:
        today = self._today()
        if not found.before or found.visit.deleted_at is not None:
            made = ReadView(found, today)
            made.settled.connect(self.settled)
            made.learnt.connect(self.learnt)
            made.look_back.connect(self.look_back)
            self.view.append(made)
            self._rows.addWidget(made)
            return
        for one in found.prepared:
            view = PrepareView(one, today, named=len(found.prepared) > 1)
            view.settled.connect(self.settled)
            view.learnt.connect(self.learnt)
            view.gone_to.connect(self.gone_to)
            self.view.append(view)
            self._rows.addWidget(view)
        if not found.prepared:
            words = "Dit bezoek gaat over geen kandidaat; er is niets om voor te bereiden."
            self._rows.addWidget(prose(words, "soft"))

    def _buttons(self, keys: list[str]) -> None:
        focus = next((key for key, made in self.acts.items() if made.hasFocus()), "")
        if list(self.acts) == keys:
            self._name()
            return
        clear(self._flow)
        self.acts = {}
        for at, key in enumerate(keys):
            words, icon = _WORDS[key]
            made = button(words, "quiet" if at else "primary", icon, on=partial(self.wanted.emit, key))
            made.setAutoDefault(False)
            self._flow.addWidget(made)
            made.show()
            self.acts[key] = made
        self._name()
        if focus and self.acts:
            next(iter(self.acts.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> None:
        found = self.found
        if found is None:
            return
        if START in self.acts:
            begin = "Verder gaan" if found.visit.state is VisitState.CONCEPT else _WORDS[START][0]
            words = plain(f"{begin} bij {whom}" if (whom := _whom(found)) else begin)
            self.acts[START].setText(words)
            self.acts[START].setToolTip(f"{words} (Ctrl+B)")
        if WRITE_UP in self.acts and found.visit.at is not None:
            self.acts[WRITE_UP].setText(f"Bezoek van {moment(found.visit.at, time=False)} opschrijven")

    def enter(self) -> None:
        """Go to the first act."""
        if self.acts:
            next(iter(self.acts.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to(self, section: str) -> None:
        """Go to what a line of Vandaag is about: an agreement, or else the first act."""
        lists = [made for view in self.view for made in view.lists]
        made = next((one for one in lists if one.accessibleName().startswith(_SECTIONS.get(section, "-"))), None)
        if made is not None:
            made.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enter()

    def _spot(self) -> tuple[str, int] | None:
        for view in self.view:
            for made in view.lists:
                if made.hasFocus():
                    return made.accessibleName(), made.currentIndex().row()
        return None

    def _back_to(self, spot: tuple[str, int] | None) -> None:
        if spot is None:
            return
        for view in self.view:
            for made in view.lists:
                if made.accessibleName() == spot[0] and made.lines():
                    made.go_to(min(spot[1], len(made.lines()) - 1))
                    made.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self.scroller.setFocus(Qt.FocusReason.OtherFocusReason)


def _whom(found: Found) -> str:
    """Whom a visit is to, short enough for a button."""
    names = [one.called for one in found.prepared if one.called] or list(found.names.values())
    return found.employer if not names else " en ".join(names) if len(names) <= _FEW else f"{len(names)} mensen"


def _acts(found: Found, today: date) -> list[str]:
    """What can be done with a visit, the expected act first."""
    if found.visit.deleted_at is not None:
        return [BACK]
    paper = [PRINT] if found.prepared else []
    match found.visit.state:
        case VisitState.PLANNED:
            past = found.visit.at is not None and found.visit.at.day < today
            return [*([WRITE_UP] if past else []), START, MOVE, NO_CONTACT, *paper, TRASH]
        case VisitState.CONCEPT:
            return [START, FINISH, NO_CONTACT, *paper, TRASH]
        case VisitState.NO_CONTACT:
            return [PLAN, *([REPORT] if found.subjects else []), TRASH]
    closed = [bool(one.not_shared_because) for one in found.subjects]
    share = [*([] if all(closed) else [NOT_SHARE]), *([SHARE_AGAIN] if any(closed) else [])]
    return [*([REPORT, *share] if found.subjects else []), REOPEN, TRASH]
