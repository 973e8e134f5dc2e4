"""A timeline before it leaves: for whom, which part, how it looks, and then to the printer or a file."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.services.timeline import EventKind
from beschutdesk.services.timeline_paper import READERS, Asked
from ui import jobs
from ui.dialogs.paper import PaperDialog, Ready
from ui.forms.parse import format_day, parse_day
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Combo, FieldBox, Segmented, box, label, line_edit, rows, scroll

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_WORDS: Final = {Audience.COLLEAGUE: "Collega", Audience.MUNICIPALITY: "Gemeente", Audience.CANDIDATE: "Kandidaat"}
_SIDE: Final = 330


class TimelineDialog(PaperDialog):
    """Preview of one timeline on paper.

    Args:
        desk: the open profile.
        lane: where it is read and made.
        of: ``candidate`` or ``employer``, and its id.
        title: what it is the timeline of.
        kind, words: what is filtered on the screen, to begin with.
        today: the date on it.
        parent: the window it belongs to.
    """

    def __init__(
        self,
        desk: "Desk",
        lane: jobs.Lane,
        of: tuple[str, UUID],
        title: str,
        *,
        today: date,
        kind: EventKind | None = None,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, lane, "De tijdlijn", parent)
        self._of, self._today = of, today
        self._build(title, kind, words)
        hear_keys(self)
        looking().changed.connect(self._looked)
        self._render()

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self, title: str, kind: EventKind | None, words: str) -> None:
        self._readers = READERS[self._of[0]]
        question = "Voor wie is deze tijdlijn?"
        self.who = Segmented([_WORDS[reader] for reader in self._readers], 0, question, clearable=False)
        self.kind = Combo()
        self.kind.addItem("alles", None)
        for one in EventKind:
            self.kind.addItem(one.value, one)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)) if kind is not None else 0)
        self.since, self.until, self.words = line_edit(), line_edit(), line_edit(words)
        self.boxes = {
            "since": FieldBox("Eerste dag", self.since, "Leeg is vanaf het begin."),
            "until": FieldBox("Laatste dag", self.until, "Leeg is tot en met het laatste."),
        }
        self.left_out = label("", "meta", "soft", wrap=True)
        self.who.edited.connect(lambda _chosen: self._out_of_date())
        self.kind.activated.connect(lambda _index: self._out_of_date())
        for typed in (self.since, self.until, self.words):
            typed.textEdited.connect(lambda _text: self._out_of_date())
        alone = len(self._readers) == 1
        why = "Alleen voor een collega-bemiddelaar: er staan namen in van iedereen die hier werkt of kwam."
        reader = label(why if alone else "", wrap=True)
        side = rows(
            label(question, "meta_strong"),
            self.who,
            reader,
            self.left_out,
            tk.S2,
            FieldBox("Soort gebeurtenis", self.kind),
            self.boxes["since"],
            self.boxes["until"],
            FieldBox("Woorden die erin staan", self.words),
            None,
            gap=tk.S2,
            margins=(20, 14, 20, 12),
        )
        content = box(side)
        reader.setVisible(alone)
        self.who.setVisible(not alone)
        content.setMinimumWidth(1)
        scroller = scroll(content)
        scroller.setFixedWidth(px(_SIDE))
        self.lay_out(f"Tijdlijn van {title}" if title else "Tijdlijn", scroller)
        (self.kind if alone else self.who).setFocus()

    @property
    def audience(self) -> Audience:
        """For whom it is now."""
        return self._readers[max(0, self.who.chosen)]

    def asked(self) -> Asked | None:
        """Which part; ``None`` when a day cannot be read, which is said below it."""
        days: dict[str, date | None] = {}
        for name, typed in (("since", self.since), ("until", self.until)):
            try:
                days[name], words = parse_day(typed.text(), self._today)
            except WrongValue as wrong:
                self.boxes[name].say(str(wrong))
                return None
            self.boxes[name].say(words, "info") if words else self.boxes[name].say("")
        since, until = days["since"], days["until"]
        if since is not None and until is not None and since > until:
            self.boxes["until"].say(f"Deze dag ligt vóór {format_day(since)}.")
            return None
        kind = self.kind.currentData()
        return Asked((kind,) if kind is not None else (), since, until, self.words.text())

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _making(self) -> Callable[[], Ready] | None:
        asked, audience = self.asked(), self.audience
        if asked is None:
            return None
        paper, of, today = self._desk.timeline_paper, self._of, self._today

        def make() -> Ready:
            order = paper.order(*of, audience, today, asked)
            return Ready(order, paper.render(order))

        return make

    def _shown(self, ready: Ready) -> None:
        inside, out = len(ready.order.events), ready.order.left_out
        self.left_out.setText(f"{inside} van {inside + out} gebeurtenissen mag deze lezer zien." if out else "")
        self.left_out.setVisible(bool(out))

    # -- leaving -------------------------------------------------------------------------------------------------------

    def _looked(self, on: bool) -> None:
        """That of an employer names others: it goes when somebody looks as well."""
        if on and self._of[0] == "employer":
            self.preview.hide()  # also while it is being handed over, when this window has to stay
            self.reject()

    def _forget(self, *, locked: bool) -> None:
        self.words.clear()
