"""Bezoek plannen: who, when and how. The day comes from the rhythm, with its reason; the employer by itself.

What the user chose or typed is a draft until it is planned.
"""

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Occasion
from beschutdesk.rules.holidays import working_day
from beschutdesk.rules.rhythm import Due
from beschutdesk.rules.time import current_placement, days_after, in_words
from beschutdesk.services.visits import About
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.dialogs.act import ActDialog
from ui.dialogs.found_list import FoundList
from ui.dialogs.visit_plan_draft import PlanDraft
from ui.dialogs.visit_when import WhenField
from ui.dialogs.who_field import WhoField
from ui.finding import whom
from ui.forms.parse import SHORT_DAYS, format_time
from ui.looking import KEYS, hear_keys
from ui.looking import current as looking
from ui.shell.palette import Result
from ui.theme import tokens as tk
from ui.widgets import (
    Combo,
    Elided,
    FieldBox,
    Glyph,
    box,
    button,
    clear,
    cols,
    label,
    lay_out,
    rows,
)

if TYPE_CHECKING:
    from beschutdesk.services.drafts import Draft

_MOST: Final = 5
_MOST_STANDING: Final = 3
_SATURDAY: Final = 5
_HOW: Final = "Typ een naam; Enter neemt die over. Zie je er meer tegelijk, typ dan de volgende."
_AGAIN: Final = "Dit stond nog open. Annuleren gooit het weg."
_LOOKS: Final = "Iemand kijkt mee: dit venster is dicht. Wat je koos staat klaar bij ‘Bezoek plannen’."


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody whom it is about.

    Attributes:
        house: id and name of the employer of the placement.
        due: when they are to be visited, and why.
        standing: contacts with them that are planned already.
        usual: the time at which one mostly comes.
    """

    about: About
    name: str
    house: tuple[UUID, str] | None
    due: Due | None
    standing: tuple[Appointment, ...] = ()
    usual: time | None = None


class VisitPlanDialog(ActDialog):
    """Plans one visit, about one person, more, or an employer alone.

    Args:
        context: the open desk.
        person: whom it is about to begin with.
        parent: the window below.
        placement: at which placement of theirs; the one that runs when left out.
        draft: go on with what was typed before; then it is about whom that says.

    Attributes:
        dropped: the user gave it up; what was typed, for who takes that back.
    """

    dropped = Signal(object)

    def __init__(
        self,
        context: DeskContext,
        person: UUID | None,
        parent: QWidget,
        *,
        placement: UUID | None = None,
        draft: "Draft | None" = None,
    ) -> None:
        super().__init__("Bezoek plannen", "calendar-plus", "Plannen", context.database, parent)
        self._context = context
        self._people: list[Chosen] = []
        self._house: tuple[UUID, str] | None = None
        self._own = False
        self._draft = PlanDraft(context, draft, self)
        self._build()
        if draft is not None:
            self._take_up()
        elif person is not None:
            self._add_person(person, placement)
        self._show_people()
        (self.when.line if self._people else self.who).setFocus(Qt.FocusReason.OtherFocusReason)
        hear_keys(self)
        looking().changed.connect(self._looked)

    def _build(self) -> None:
        self.who = WhoField()
        self.who.setPlaceholderText("Naam van een kandidaat of werkgever")
        self.who.textEdited.connect(self._find)
        self.who.taken.connect(self._take)
        self.who_box = FieldBox("Wie bezoek je", self.who, _HOW)
        self.list = FoundList(self._take)
        self.who.moved.connect(self.list.step)
        self._rows = rows(gap=2)
        self._chosen = box(self._rows)
        self.when = WhenField("Wanneer", self._context.today(), past=True)
        self.when.edited.connect(self._typed)
        self.when.line.returnPressed.connect(self.act)
        self._sign = Glyph("calendar-clock", "warn", tk.ICON_SMALL)
        self._words = label("", "meta_strong", "warn", wrap=True)
        self._words.setMinimumWidth(1)
        self._standing = box(cols(rows(2, self._sign, None, gap=0), (self._words, 1), gap=tk.S1 + 2))
        self._standing.hide()
        self.medium = Combo()
        for medium in Medium:
            self.medium.addItem(medium.label, medium)
        self.medium.activated.connect(lambda _at: self._keep())
        self._where = label("", "body", "soft", wrap=True)
        self.add(
            rows(self.who_box, self.list, gap=2),
            self._chosen,
            rows(self.when, self._standing, gap=tk.S1),
            FieldBox("Soort contact", self.medium),
            self._where,
        )

    # -- whom ----------------------------------------------------------------------------------------------------------

    @property
    def people(self) -> list[Chosen]:
        """Whom it is about."""
        return list(self._people)

    def _find(self, words: str) -> None:
        self.who_box.say("")
        found = whom(self._context.desk, words)[:_MOST] if words.strip() else []
        if words.strip() and not found and looking().on:
            self.who_box.say(f"Iemand kijkt mee: namen van anderen blijven weg. {KEYS} zet dat uit.", "info")
        self.list.show_found(found)
        self._fit()

    def _take(self) -> None:
        result = self.list.current_item() if self.list.isVisible() else None
        if not isinstance(result, Result) or not isinstance(result.payload, tuple):
            if self._people or self._house is not None:
                self.when.line.setFocus(Qt.FocusReason.TabFocusReason)
            return
        record, key = result.payload
        self.who.clear()
        self.list.hide()
        if record == "employer":
            self._house = (key, result.title)
        else:
            self._add_person(key)
        self._show_people()
        self._keep()

    def _add_person(self, key: UUID, placement: UUID | None = None) -> None:
        if any(one.about.candidate == key for one in self._people):
            return
        desk, today = self._context.desk, self._context.today()
        whole = desk.dossiers.whole(key)
        if whole is None:
            return
        wanted = next((one for one in whole.placements if one.id == placement), None)
        place = wanted or current_placement(whole.placements, today)
        houses = {one.id: one.name for one in whole.employers}
        house = None
        if place is not None and place.employer is not None and place.employer in houses:
            house = (place.employer, houses[place.employer])
        about = About(key, None if place is None else place.id)
        person = whole.candidate
        name = " ".join(part for part in (person.name_used, person.family_name) if part) or "zonder naam"
        due, standing = desk.visits.next_for(about, today), desk.visits.standing(key, today)
        self._people.append(Chosen(about, name, house, due, tuple(standing), desk.visits.usual_time(about)))

    def _drop(self, one: Chosen | None) -> None:
        if one is None:
            self._house = None
        else:
            self._people.remove(one)
        self._show_people()
        self._keep()
        self.who.setFocus()

    def _show_people(self) -> None:
        """Show who it is about, and propose a day as long as nobody typed one."""
        clear(self._rows)
        for one in self._people:
            where = one.house[1] if one.house is not None else "zonder plaatsing"
            self._rows.addWidget(self._line("user-round", one.name, where, one))
        if self._house is not None:
            self._rows.addWidget(self._line("building-2", self._house[1], "hier ga je heen", None))
        self._chosen.setVisible(bool(self._people or self._house))
        self._where.setText(self._where_words())
        if not self._own:
            due = min((one.due for one in self._people if one.due is not None), key=lambda due: due.day, default=None)
            self._propose(due)
        self._say_standing()
        self._name_act()
        self._fit()

    def _say_standing(self) -> None:
        """Say that something is planned with them already: a second one may be meant, and may be a mistake."""
        told, several = [], len(self._people) > 1
        for one in self._people if not self.is_past else ():
            days = [f"{SHORT_DAYS[at.day.weekday()]} {in_words(at.day)}" for at in one.standing[:_MOST_STANDING]]
            if days:
                told.append(f"Er staat al een bezoek{f' bij {one.name}' if several else ''} op {' en op '.join(days)}.")
        self._words.setText("\n".join(told))
        self._standing.setVisible(bool(told))

    @property
    def is_past(self) -> bool:
        """Whether the day has been: then the visit is written up now."""
        return self.when.read().past

    def _name_act(self) -> None:
        """The button says which of the two it does."""
        self._act_words = "Opschrijven" if self.is_past else "Plannen"
        self.act_button.setText(self._act_words)

    def _line(self, icon: str, name: str, where: str, one: Chosen | None) -> QWidget:
        out = button("", "quiet", "x", f"{name} weghalen", on=lambda: self._drop(one))
        made = box(cols(Glyph(icon, "accent"), (Elided(name, "strong"), 0), (Elided(where, "meta", "soft"), 1), out))
        made.setMinimumWidth(1)
        return made

    def _where_words(self) -> str:
        if self._house is not None:
            return ""
        houses = {one.house for one in self._people if one.house is not None}
        if len(houses) == 1:
            return f"Bij {next(iter(houses))[1]}. Dat komt uit de plaatsing."
        if len(houses) > 1:
            return "Ze werken niet op dezelfde plek. Typ bij ‘Wie bezoek je’ de werkgever waar je heen gaat."
        return ""

    # -- when ----------------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._own = True
        self._keep()
        self._say_standing()
        self._name_act()
        self._fit()

    def _propose(self, due: Due | None) -> None:
        if due is None:
            self.when.propose(None)
            return
        today = self._context.today()
        day = max(due.day, today)
        over = day.weekday() - _SATURDAY + 1
        if over > 0:  # before the weekend when that is still ahead, else after it
            day = days_after(day, -over) if days_after(day, -over) > today else days_after(day, 3 - over)
        day, moved = working_day(day)
        late = "Het had al gemoeten. " if due.day < today else ""
        usual = next((one.usual for one in self._people if one.due is due), None)
        hour = f" Meestal kom je om {format_time(usual)} uur." if usual is not None else ""
        self.when.propose(day, usual, " ".join(part for part in (f"{late}{due.why}{hour}", moved) if part))

    def _fit(self) -> None:
        if self.isVisible():
            lay_out()  # what came or went just now takes its room, or gives it back
        super()._fit()

    # -- what is typed stays -------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Put what stands here into the draft, which is on disk within a second."""
        house = self._house[0] if self._house is not None else None
        words = self.when.line.text() if self._own else None
        self._draft.put([one.about for one in self._people], house, self.medium.currentData(), words)

    def _take_up(self) -> None:
        """Show what was typed before; who or what is gone meanwhile is left out."""
        plan = self._draft.plan()
        for one in plan.about:
            self._add_person(one.candidate, one.placement)
        if plan.employer is not None:
            house: Any = self._context.desk.dossiers.get("employer", plan.employer)
            if house is not None and house.deleted_at is None:
                self._house = (plan.employer, house.name)
        at = next((n for n in range(self.medium.count()) if self.medium.itemData(n).key == plan.medium), 0)
        self.medium.setCurrentIndex(at)
        if plan.when is not None:
            self._own = True
            self.when.line.setText(plan.when)
            self.when.tell()
            self._name_act()
        self.note.setText(_AGAIN)

    def _looked(self, on: bool) -> None:
        """Somebody looks as well: names of others stand here. What was chosen stays a draft."""
        if on and self.isVisible() and not self.busy:
            self._draft.keep()
            super().reject()
            self._context.window.toast(_LOOKS)

    def reject(self) -> None:
        """Give it up; the toast gives it back. While it is being planned it only closes."""
        if not self.busy:
            draft = self._draft.drop()
            if draft is not None:
                self.dropped.emit(draft)
        super().reject()

    def forget(self) -> None:
        """It is closed, or hidden by a lock."""
        super().forget()
        self._draft.let_go()

    def _failed(self, trouble: Trouble) -> None:
        self._draft.again()
        super()._failed(trouble)

    # -- doing it ------------------------------------------------------------------------------------------------------

    def act(self) -> None:
        if not self._people and self._house is None:
            self.who_box.say("Kies eerst wie je bezoekt.", "warn")
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            self._fit()
            return
        if self.who.text().strip():  # typed, and not taken over: that person would be left out in silence
            self._find(self.who.text())
            self.who_box.say("Kies wie je bedoelt met Enter, of maak dit veld leeg.", "warn")
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            self._fit()
            return
        at = self.when.value
        if not self.when.ask() or at is None:
            self._fit()
            return
        desk, about = self._context.desk, [one.about for one in self._people]
        medium: Any = self.medium.currentData()
        house = self._house[0] if self._house is not None else None
        occasion = None if self._own or not any(one.due for one in self._people) else Occasion.RHYTHM
        key = self._draft.key
        self._draft.settle()
        if self.is_past:
            self.work(lambda: desk.visits.begin(about, medium, at, employer=house, draft=key))
            return
        self.work(lambda: desk.visits.plan(about, at, medium, employer=house, occasion=occasion, draft=key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.list.isVisible():
            self.list.hide()
            self._fit()
            return
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.act()
            return
        super().keyPressEvent(event)
