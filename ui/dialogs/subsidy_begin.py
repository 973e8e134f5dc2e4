"""Aanvraag beginnen: for whom, and for which placement. The rest is filled in from the dossier."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.dialogs.act import ActDialog
from ui.dialogs.found_list import FoundList
from ui.dialogs.who_field import WhoField
from ui.finding import whom
from ui.forms.parse import format_day
from ui.looking import KEYS
from ui.looking import current as looking
from ui.shell.palette import Result, ResultRow
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import FieldBox, ItemModel, ListView, label, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_MOST: Final = 5
_MOST_PLACES: Final = 6
_HOW: Final = "Typ een naam; Enter neemt die over."
_NOT_FOUND: Final = "Niemand gevonden met deze naam. Staat er al een dossier? Zoek dan op een stukje van de naam."
_NO_HOUSE: Final = "nog geen werkgever"
_NO_PLACE: Final = "{} heeft nog geen plaatsing. Zet die eerst in het dossier; daar hoort de aanvraag bij."


@dataclass(frozen=True, slots=True)
class Place:
    """A placement to choose.

    Attributes:
        where: the employer.
        told: since when, or until when.
        runs: whether it has not ended.
    """

    id: UUID
    where: str
    told: str
    runs: bool


def places_of(context: "DeskContext", person: UUID) -> tuple[str, list[Place]]:
    """The name of somebody and their placements, those that run first."""
    whole = context.desk.dossiers.whole(person)
    if whole is None:
        return "", []
    named: dict[UUID | None, str] = {one.id: one.name or "werkgever zonder naam" for one in whole.employers}
    found = [_place(one, named.get(one.employer, _NO_HOUSE)) for one in whole.placements]
    who = whole.candidate
    name = " ".join(part for part in (who.name_used, who.family_name) if part) or "Wie gekozen is"
    return name, sorted(found, key=lambda one: not one.runs)


def _place(place: Any, where: str) -> Place:
    begun: date | None = min((one.since for one in place.phases if one.since), default=None)
    since = f"sinds {format_day(begun)}" if begun is not None else "nog niet begonnen"
    if place.ended_on is not None:
        return Place(place.id, where, f"{since}, tot {format_day(place.ended_on)}", runs=False)
    return Place(place.id, where, since, runs=True)


class SubsidyBeginDialog(ActDialog):
    """Begins one application.

    Args:
        context: the open desk.
        person: for whom, to begin with.
        parent: the window below.
    """

    def __init__(self, context: "DeskContext", person: UUID | None, parent: QWidget) -> None:
        super().__init__("Aanvraag beginnen", "hand-coins", "Beginnen", context.database, parent)
        self._context = context
        self._build()
        if person is not None:
            self._choose(person)
        (self.places if self._places.rowCount() else self.who).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.who = WhoField()
        self.who.setPlaceholderText("Naam van een kandidaat")
        self.who.textEdited.connect(self._find)
        self.who.taken.connect(self._take)
        self.who_box = FieldBox("Voor wie", self.who, _HOW)
        self.found = FoundList(self._take)
        self.who.moved.connect(self.found.step)
        self._places = ItemModel(lambda one: ", ".join(part for part in (one.title, one.subtitle) if part))
        self.places = ListView(self._places, ResultRow(grouped=False), "Voor welke plaatsing")
        self.places.opened.connect(lambda _row: self.act())
        self.places_box = FieldBox("Voor welke plaatsing", self.places, "Enter begint de aanvraag.")
        self.places_box.hide()
        words = (
            "Wie begeleidt, kan voor die begeleiding subsidie vragen. Wat al in het dossier staat, wordt ingevuld; "
            "er gaat niets de deur uit."
        )
        self.add(label(words, "body", "soft", wrap=True), rows(self.who_box, self.found, gap=2), self.places_box)

    # -- for whom ------------------------------------------------------------------------------------------------------

    def _find(self, words: str) -> None:
        self.who_box.say("")
        self._places.set_items([])  # of whoever was chosen before
        self.places_box.hide()
        hits = whom(self._context.desk, words) if words.strip() else []
        found = [one for one in hits if isinstance(one.payload, tuple) and one.payload[0] == "candidate"][:_MOST]
        if words.strip() and not found and looking().on:
            self.who_box.say(f"Iemand kijkt mee: namen van anderen blijven weg. {KEYS} zet dat uit.", "info")
        self.found.show_found(found)
        self._fit()

    def _take(self) -> None:
        result = self.found.current_item() if self.found.isVisible() else None
        if isinstance(result, Result) and isinstance(result.payload, tuple):
            self._choose(result.payload[1])
        elif self._places.rowCount() or not self.who.text().strip():
            self.act()
        elif not self.who_box.message:
            self.who_box.say(_NOT_FOUND, "warn")

    def _choose(self, person: UUID) -> None:
        name, places = places_of(self._context, person)
        self.who.setText(name)
        self._find("")
        made = [Result("", "building-2", one.where, one.told, one.id) for one in places]
        self._places.set_items(made)
        self.places_box.setVisible(bool(made))
        if made:
            self.places.setFixedHeight(min(len(made), _MOST_PLACES) * px(tk.H_RESULT) + 2)
            self.places.go_to(0)
            self.places.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.who_box.say(_NO_PLACE.format(name), "warn")
        self._fit()

    # -- beginning -----------------------------------------------------------------------------------------------------

    def act(self) -> None:
        chosen = self.places.current_item() if not self.places_box.isHidden() else None
        if not isinstance(chosen, Result):
            if not self.who_box.message:
                self.who_box.say("Kies eerst voor wie de aanvraag is.", "warn")
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        begin, today = self._context.desk.subsidies.begin, self._context.today()
        self.work(begin, chosen.payload, today)

    def forget(self) -> None:
        super().forget()
        self.found.results.set_items([])
        self._places.set_items([])
        self.who.clear()
