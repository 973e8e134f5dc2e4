"""Gegevens: what is recorded of people beyond what everybody records."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker

from beschutdesk.trouble import Trouble
from ui.forms.binder import Binder
from ui.settings.page import SettingsPage
from ui.widgets import CheckBox, Section, label, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_HINT: Final = (
    "Zet dit alleen aan als je gemeente het nodig heeft en je organisatie er een wettelijke grond voor heeft "
    "(Wet algemene bepalingen burgerservicenummer, artikel 10)."
)
_OFF: Final = (
    "Staat het uit, dan vraagt geen scherm om een BSN, leest een lijst het niet in en staat het op geen papier. "
    "Wat al is vastgelegd, blijft staan en is te zien in het dossier."
)


class DataPage(SettingsPage):
    """The section.

    Attributes:
        bsn: the switch.
    """

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Gegevens", "Wat je vastlegt, is zo weinig als kan.")
        self.bsn = CheckBox("BSN vastleggen")
        self.bsn.setAccessibleDescription(_HINT)
        self.bsn.toggled.connect(lambda on: self.keep("record_bsn", on, self._kept))
        hint, off = (label(words, "meta", "soft", wrap=True) for words in (_HINT, _OFF))
        self.add(Section("BSN", rows(self.bsn, hint, off, gap=8)))

    def show_page(self) -> None:
        with QSignalBlocker(self.bsn):
            self.bsn.setChecked(self.context.desk.settings.record_bsn)

    def _kept(self, _nothing: None) -> None:
        super().say_trouble(None)
        for binder in self.context.window.findChildren(Binder):
            binder.show_asked()
        self.said.emit("Opgeslagen.")
        self.changed.emit()

    def say_trouble(self, trouble: Trouble | None) -> None:
        super().say_trouble(trouble)
        self.show_page()  # as it still stands
