"""The question at the end: is the result shared with employer and supervisor?"""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.services.visits import Finished, Missing
from ui.theme import tokens as tk
from ui.widgets import Combo, FieldBox, button, cols, label, line_edit, rows


def _whose(one: Missing, front: str, subject: UUID | None) -> str:
    """About whom it is, when there are several; another than who is in front is not named."""
    if not front or one.subject is None:
        return ""
    return f"{front}: " if one.subject == subject else "Bij een ander in dit bezoek: "


class SharePart(QWidget):
    """Now, later, or on purpose not, with a reason.

    Args:
        finished: what finishing did.
        can_share: whether it can be done now.
        front: who is in front, when others were seen too: a reason may be about them alone. Nobody else is named.
        subject: the part of the visit about who is in front.

    Attributes:
        chosen: ``now``, ``later`` or ``never``, and why.
        grown: it takes more room.
    """

    chosen = Signal(str, str)
    grown = Signal()

    def __init__(self, finished: Finished, can_share: bool, front: str = "", subject: UUID | None = None) -> None:
        super().__init__()
        self.who = Combo()
        self.who.addItems(["iedereen in dit bezoek", f"alleen {front}"])
        self._who_box = FieldBox("Over wie", self.who)
        self._who_box.hide()
        self._several = bool(front)
        self._reason = line_edit()
        self._reason.setMaxLength(TEXT_LIMIT)
        self._reason.returnPressed.connect(self._never)
        self._box = FieldBox(
            "Waarom niet?", self._reason, "Een paar woorden zijn genoeg. Kies dan nog eens ‘Bewust niet’."
        )
        self._reason.textEdited.connect(lambda _words: self._box.say(""))
        self.now = button("Nu delen", "primary", "send", on=lambda: self.chosen.emit("now", ""))
        self.later = button("Later", on=lambda: self.chosen.emit("later", ""))
        self.never = button("Bewust niet", "quiet", "eye-off", on=self._never)
        for made in (self.now, self.later, self.never):
            made.setAutoDefault(False)
        lacks = list(dict.fromkeys(f"·  {_whose(one, front, subject)}{one.words}" for one in finished.missing))
        open_ = label("\n".join(["Nog open, dit mag later:", *lacks]), "meta", "soft", wrap=True)
        asked = label("Delen met werkgever en begeleider?", "section")
        why = label(
            "Zij horen dan hoe het ging en wat er is afgesproken; privé blijft bij jou. "
            "Tot het gedeeld is, staat het bij Vandaag.",
            "body",
            "soft",
            wrap=True,
        )
        acts = cols(self.never, None, self.later, self.now, gap=tk.S2)
        self.setLayout(rows(asked, why, self._who_box, self._box, open_, tk.S2, acts, gap=tk.S3))
        open_.setVisible(bool(lacks))
        self._box.hide()
        self.now.setVisible(can_share)
        self._can_share = can_share
        self.setMinimumWidth(1)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.now if self._can_share else self.later

    @property
    def only_front(self) -> bool:
        """Whether the reason is about who is in front alone."""
        return self._several and self.who.currentIndex() == 1

    def go_on(self) -> None:
        """Ctrl+Enter: what is advised."""
        if not self._box.isHidden():
            self._never()
        else:
            self.chosen.emit("now" if self._can_share else "later", "")

    def _never(self) -> None:
        because = self._reason.text().strip()
        if because:
            self.chosen.emit("never", because)
            return
        if not self._box.isHidden():
            self._box.say("Zet erbij waarom dit niet gedeeld wordt.", "warn")
        self._box.show()
        self._who_box.setVisible(self._several)
        self.grown.emit()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
