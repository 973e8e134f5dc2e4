"""What a gemeente owes at the end of a year, filled in with where it stands."""

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from beschutdesk.rules.folding import words as folded
from beschutdesk.services.overview import FIRST_YEAR, Target
from ui import jobs
from ui.dialogs.act import ActDialog
from ui.widgets import Combo, FieldBox, button, cols, label, line_edit, rows

if TYPE_CHECKING:
    from beschutdesk.services.overview import Numbers

_AHEAD: Final = 2
_LONGEST: Final = 200
_INTRO: Final = (
    "Hoeveel plekken beschut werk een gemeente eind van het jaar moet hebben, staat per gemeente in de Staatscourant "
    "(‘Regeling vaststelling aantallen beschut werk’). Wat je hier invult, gaat vóór wat het programma meebrengt."
)


class TargetDialog(ActDialog):
    """Asks gemeente, year, number and source. What was typed stays when it cannot be kept.

    Args:
        numbers: the use case.
        municipalities: those in the vault, and of numbers that were filled in.
        municipality, year: to begin with.
        this_year: the year of today.
        lane: where it is written.
        parent: the window below.

    Attributes:
        gone: what was filled in was taken away; :attr:`happened` tells that it stands.
    """

    def __init__(
        self,
        numbers: "Numbers",
        municipalities: Sequence[str],
        municipality: str,
        year: int,
        this_year: int,
        lane: jobs.Lane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Taakstelling", "target", "Bewaren", lane, parent)
        self._numbers = numbers
        self._filled: dict[tuple[str, int], Target] = {}
        self._shown: tuple[str, int] | None = None
        self.municipality, self.year = Combo("Kies een gemeente"), Combo()
        for name in municipalities:
            self.municipality.addItem(name)
        self.municipality.setCurrentIndex(self.municipality.findText(municipality) if municipality else -1)
        if not municipality and len(municipalities) == 1:
            self.municipality.setCurrentIndex(0)
        for one in range(this_year + _AHEAD, FIRST_YEAR - 1, -1):
            self.year.addItem(str(one), one)
        self.year.setCurrentIndex(self.year.findData(year))
        self.places, self.source = line_edit(), line_edit()
        self.places.setMaxLength(8)
        self.source.setMaxLength(_LONGEST)
        self.places_box = FieldBox("Aantal plekken", self.places)
        self.source_box = FieldBox("Waar staat dat?", self.source, "Bijvoorbeeld: Stcrt. 2025, 12345, bijlage.")
        self.municipality_box = FieldBox("Gemeente", self.municipality)
        self.remove_button = button("Weghalen", icon="trash-2", on=self.remove)
        self.remove_button.setAutoDefault(False)
        self.remove_button.hide()
        self.add(
            label(_INTRO, "body", "soft", wrap=True),
            cols((self.municipality_box, 3), (FieldBox("Jaar", self.year), 2), (self.places_box, 2), gap=12),
            rows(self.source_box, gap=0),
            cols(self.remove_button, None),
        )
        self.municipality.activated.connect(lambda _row: self._turned())
        self.year.activated.connect(lambda _row: self._turned())
        for edit, box_ in ((self.places, self.places_box), (self.source, self.source_box)):
            edit.textEdited.connect(lambda _text, box_=box_: box_.say(""))
        lane.submit(_read, numbers, done=self._take, failed=self.say_trouble)

    # -- what stands there ---------------------------------------------------------------------------------------------

    def _take(self, found: list[Target]) -> None:
        self._filled = {(folded(one.municipality), one.year): one for one in found}
        self._show()
        first: QWidget = self.places if self.municipality.currentIndex() >= 0 else self.municipality
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self) -> None:
        self.municipality_box.say("")
        before = self._filled.get(self._shown) if self._shown is not None else None
        was = ("", "") if before is None else (str(before.places), before.source)
        if (self.places.text(), self.source.text()) == was:  # typed words go along to the other year
            self._show()
        else:
            self._shown = self._key
            self.remove_button.setVisible(self._key in self._filled)

    @property
    def _key(self) -> tuple[str, int]:
        return folded(self.municipality.currentText()), int(self.year.currentData())

    def _show(self) -> None:
        self._shown = self._key
        found = self._filled.get(self._shown)
        self.places.setText("" if found is None else str(found.places))
        self.source.setText("" if found is None else found.source)
        self.source.setCursorPosition(0)
        self.remove_button.setVisible(found is not None)
        self._fit()

    # -- acts ----------------------------------------------------------------------------------------------------------

    def act(self) -> None:
        """Keep it, when all is there."""
        wrong: list[QWidget] = []
        if self.municipality.currentIndex() < 0:
            self.municipality_box.say("Kies bij welke gemeente dit aantal hoort.")
            wrong.append(self.municipality)
        places = self.places.text().strip().replace(".", "").replace(" ", "")
        if not re.fullmatch(r"[0-9]{1,6}", places):
            self.places_box.say("Schrijf een heel getal, 0 of meer.")
            wrong.append(self.places)
        if not self.source.text().strip():
            self.source_box.say("Schrijf erbij waar dit aantal staat. Dan is later na te kijken of het klopt.")
            wrong.append(self.source)
        self._fit()
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(wrong[0], QLineEdit):
                wrong[0].selectAll()
            return
        self._write(int(places), self.source.text())

    def remove(self) -> None:
        """Take the number of this gemeente and year away; what the program brings counts again."""
        self._write(None, "")

    def _write(self, places: int | None, source: str) -> None:
        name, year = self.municipality.currentText(), int(self.year.currentData())
        self.work(partial(self._numbers.set_target, name, year, places, source), busy="Bewaren…")


def _read(numbers: "Numbers") -> list[Target]:
    return numbers.targets()
