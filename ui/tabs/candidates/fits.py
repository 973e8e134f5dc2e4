"""Wie past: employers side by side for the open candidate, and an employer that the candidate proposes."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from beschutdesk.dossier.employer import Employer
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.fits import Found
from ui import jobs
from ui.context import DeskContext
from ui.forms.grid import FieldGrid
from ui.theme import tokens as tk
from ui.widgets import Banner, FieldBox, box, button, clear, cols, label, line_edit, plain, rows

_WORDS: Final = (
    "Leg werkgevers naast elkaar: wat past, wat botst en wat je nog moet vragen. Er komt geen score uit: een "
    "botsing kan zwaarder wegen dan tien dingen die passen."
)
_MOST_TWINS: Final = 3


def _always() -> bool:
    return True


class FitsPart(QWidget):
    """The acts of the section.

    Attributes:
        compare_wanted: lay employers side by side.
        before: called before something is kept; ``False`` stops it.
        proposed: an employer was proposed and kept, with the placement: what was :class:`Saved`, and the words.
    """

    compare_wanted = Signal()
    proposed = Signal(object, str)

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self._person: UUID | None = None
        self.compare = button("Werkgevers vergelijken", icon="columns-3", on=self.compare_wanted.emit)
        self.name, self.place = line_edit(), line_edit()
        for field in (self.name, self.place):
            field.returnPressed.connect(self.propose)
            field.textEdited.connect(lambda _text: self._tell_twins([]))
        self.add = button("Zelf aangedragen werkgever", icon="plus", on=self.propose)
        self.add.setToolTip("Maakt de werkgever en een plaatsing, in één keer terug te draaien")
        self.name_box = FieldBox("Naam van de werkgever", self.name)
        grid = FieldGrid([[self.name_box, FieldBox("Plaats", self.place)]])
        self._twins = rows(gap=tk.S1)
        self._twins_box = box(self._twins)
        self._twins_box.hide()
        self._banner = Banner()
        self._banner.hide()
        self.setLayout(
            rows(
                label(_WORDS, wrap=True),
                cols(self.compare, None),
                tk.S2,
                label("De kandidaat draagt zelf een werkgever aan", "strong", "accent"),
                grid,
                self._banner,
                self._twins_box,
                cols(self.add, None),
                gap=tk.S2,
            )
        )
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.before: Callable[[], bool] = _always

    def show_of(self, key: UUID | None) -> None:
        """Another person is open; what was typed for the former one goes."""
        if key == self._person:
            return
        self._person = key
        self.name.clear()
        self.place.clear()
        self._tell_twins([])
        self.name_box.say("")

    # -- proposing -----------------------------------------------------------------------------------------------------

    def propose(self) -> None:
        """Keep what is typed; asks first when such an employer may be here already."""
        if self._person is None:
            return
        if not self.name.text().strip():
            self.name_box.say("Typ eerst de naam van de werkgever.", "warn")
            self.name.setFocus()
            return
        twins = self._context.desk.fits.duplicates(Employer(name=self.name.text(), place=self.place.text()))
        if twins and self._twins_box.isHidden():
            self._tell_twins(twins[:_MOST_TWINS])
            return
        self._keep(None)

    def twins(self) -> list[QPushButton]:
        """A button for each employer that may be the same, and one for a new one."""
        return self._twins_box.findChildren(QPushButton)

    def _tell_twins(self, found: list[Found]) -> None:
        clear(self._twins)
        self._twins_box.setVisible(bool(found))
        self._banner.setVisible(bool(found))
        self.add.setVisible(not found)
        if not found:
            return
        self._banner.set_words("Bedoel je een van deze?", "warn", "Deze werkgever staat er misschien al")
        for twin in found:
            words = ", ".join(part for part in (twin.name, twin.place) if part)
            take = button(plain(f"Neem {words}"), on=partial(self._keep, twin.id))
            self._twins.addLayout(cols(take, (label(twin.reason, "meta", "soft", wrap=True), 1)))
        new = button("Nee, maak een nieuwe", "quiet", "plus", on=lambda: self._keep(None))
        self._twins.addLayout(cols(new, None))
        self.twins()[0].setFocus()

    def _keep(self, employer: UUID | None) -> None:
        person, name = self._person, self.name.text().strip()
        if person is None or not self.before():
            return
        try:
            saved: Saved = self._context.database.call(
                lambda: self._context.desk.fits.propose(person, name, self.place.text(), employer=employer)
            )
        except Exception as error:  # said in calm words, whatever it is
            from ui.dialogs.trouble import show_trouble

            show_trouble(self, "De werkgever is niet toegevoegd", jobs.calm(error))
            return
        self.name.clear()
        self.place.clear()
        self._tell_twins([])
        self.proposed.emit(saved, f"{name} staat bij de werkgevers, met een plaatsing.")
