"""The preparation of a visit on paper, for the user's own eyes. No copy of it is kept."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from beschutdesk.services.preparing import Preparation
from ui import jobs
from ui.dialogs.handing import HandedOver
from ui.dialogs.paper import PaperDialog, Ready
from ui.dialogs.printing import send
from ui.dialogs.saving import write_pdf
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import box, label, rows, scroll

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_SIDE: Final = 300
_OWN: Final = (
    "Dit papier is voor jou. Laat het niet liggen op de werkplek, en gooi het daarna in de papierversnipperaar.",
    "Wat privé is, staat er niet op.",
    "Er blijft geen kopie van bewaard; het logboek weet alleen dat het is gemaakt.",
)
_WHAT: Final = "De voorbereiding"


class PreparationDialog(PaperDialog):
    """Preview of a preparation, each person on a page.

    Args:
        desk: the open profile.
        lane: where it is made.
        prepared: what is known, per person.
        today: the date on it.
        parent: the window it belongs to.
    """

    def __init__(
        self,
        desk: "Desk",
        lane: jobs.Lane,
        prepared: Sequence[Preparation],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, lane, _WHAT, parent)
        self._prepared, self._today = tuple(prepared), today
        words = [label(one, "body", "soft", wrap=True) for one in _OWN]
        content = box(
            rows(label("Voor jezelf", "section", "accent"), *words, None, gap=tk.S3, margins=(20, 14, 20, 12))
        )
        content.setMinimumWidth(1)
        side = scroll(content)
        side.setFixedWidth(px(_SIDE))
        names = ", ".join(one.name for one in self._prepared)
        self.lay_out(f"Voorbereiding: {names}", side)
        self.print_button.setFocus()
        hear_keys(self)
        looking().changed.connect(self._looked)
        self._render()

    def _looked(self, on: bool) -> None:
        """Somebody looks as well: what is known of these people is for your own eyes."""
        if on:
            self.preview.hide()
            self.reject()

    def _making(self) -> Callable[[], Ready]:
        service, prepared, today = self._desk.preparing, self._prepared, self._today
        return lambda: Ready(prepared, service.render(prepared, today))

    def _save_ready(self, ready: Ready) -> None:
        path = self.ask_path(self, ready.printed.name)
        if path is None:
            return
        service, prepared = self._desk.preparing, self._prepared

        def run() -> HandedOver:
            write_pdf(path, ready.printed.data, _WHAT)
            service.printed(prepared, "pdf")
            return HandedOver(0, path, frozenset())

        self._hand(lambda _report: run(), "Opslaan is niet gelukt")

    def _print_ready(self, ready: Ready) -> None:
        choice = self.ask_printer(self, self.preview.pages)
        if choice is None:
            return
        service, prepared = self._desk.preparing, self._prepared

        def run(report: jobs.Report) -> HandedOver:
            send(ready.printed.data, choice, report, _WHAT)
            service.printed(prepared, "print")
            return HandedOver(0, choice.file, frozenset())

        self._hand(run, "Afdrukken is niet gelukt")

    def _forget(self, *, locked: bool) -> None:
        self._prepared = ()
