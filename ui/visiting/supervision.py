"""Begeleiding: enough, and the right form? Asked of the worker and of who guides; and how it was today."""

from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from beschutdesk.dossier.codec import WrongValue
from ui.forms import parse
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.open_visit import SUBJECTS, OpenVisit
from ui.visiting.people import Named
from ui.widgets import Glyph, announce, box, cols, label, rows

_ASKED: Final = (
    ("Genoeg?", "enough_worker", "enough_supervisor"),
    ("Goede vorm?", "form_worker", "form_supervisor"),
)
_BY: Final = 220
_MINUTES: Final = "supervision_minutes"


class SupervisionPane(QWidget):
    """The few answers beside the text of Begeleiding. Minutes that cannot be read stay as typed, and it says so."""

    def __init__(self) -> None:
        super().__init__()
        self._visit: OpenVisit | None = None
        self.binder = Binder("visit_subject", Helpers(records=self._supervisors), self)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tk.S4)
        grid.setVerticalSpacing(tk.S1)
        for column, words in enumerate(("volgens de werknemer", "volgens de begeleider"), 1):
            grid.addWidget(label(words, "meta", "soft"), 0, column)
        for line, (words, *attributes) in enumerate(_ASKED, 1):
            grid.addWidget(label(words, "meta_strong"), line, 0)
            for column, attribute in enumerate(attributes, 1):
                grid.addWidget(self.binder.editor(attribute).widget, line, column)
        grid.setColumnStretch(3, 1)
        minutes, by = self.binder.editor(_MINUTES), self.binder.editor("supervised_by")
        minutes.buddy.setMaximumWidth(px(72))
        self._minutes = minutes
        minutes.edited.connect(self._typed)
        minutes.left.connect(self._tell)
        by.widget.setMaximumWidth(px(_BY))
        today = cols(
            label("Vandaag", "meta_strong"), minutes.widget, label("door", "body", "soft"), (by.widget, 1), None
        )
        self._sign = Glyph("triangle-alert", "warn", tk.ICON_SMALL)
        self._message = label("", "meta_strong", "warn", wrap=True)
        self._message.setMinimumWidth(1)
        self._warning = box(cols(rows(self._sign, None, gap=0), (self._message, 1), gap=tk.S1 + 2))
        self._warning.hide()
        self.setLayout(rows(box(grid), today, self._warning, gap=tk.S2))
        self.setMinimumWidth(1)

    def show_visit(self, visit: OpenVisit | None) -> None:
        """Show the answers about who is in front."""
        self._visit = visit
        if visit is None or visit.subject is None:
            self.binder.bind(None)
            self._say("")
            return
        self.binder.bind(visit.session, f"{SUBJECTS}/{visit.subject}/")
        self.binder.refill()
        self._tell()

    def settle(self) -> None:
        """Read what is half typed."""
        self.binder.settle()
        self._tell()

    @property
    def message(self) -> str:
        """What it says of the minutes, or empty."""
        return self._message.text()

    def _wrong(self) -> str:
        """Why the minutes cannot be read."""
        try:
            parse.parse_number(self._minutes.typed() or "", 0, parse.MINUTES)
        except WrongValue as wrong:
            return str(wrong)
        return ""

    def _typed(self) -> None:
        """What is right by now is not called wrong any more; what is half typed is not yet."""
        if self.message and not self._wrong():
            self._say("")

    def _tell(self) -> None:
        self._say(self._wrong())

    def _say(self, words: str) -> None:
        if words == self.message:
            return
        self._message.setText(words)
        self._warning.setVisible(bool(words))
        self._minutes.buddy.setAccessibleDescription(words)
        if words:
            announce(self._minutes.buddy, words)

    def _supervisors(self, _target: str) -> list[Named]:
        return list(self._visit.person.supervisors) if self._visit is not None else []
