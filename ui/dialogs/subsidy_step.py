"""The next step of an application: when, and what was written with it. The term that follows is worked out at once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.rules.subsidy_states import granted_period, proposed_due
from ui.dialogs.act import ActDialog
from ui.forms.editors import Editor, Helpers
from ui.forms.grid import FieldGrid
from ui.forms.make import make_editor
from ui.forms.parse import format_day
from ui.tabs.subsidy.words import SIGNS, STEPS
from ui.widgets import FieldBox, label, lay_out

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered
    from ui.context import DeskContext

_S = SubsidyState
_LINES: Final[Mapping[SubsidyState, tuple[tuple[str, ...], ...]]] = {
    _S.CONCEPT: (("reason",),),
    _S.READY: (),
    _S.SUBMITTED: (("amount", "due_on"), ("letter",)),
    _S.QUESTIONS: (("reason",), ("due_on", "letter"), ("file",)),
    _S.GRANTED: (("amount", "hours"), ("since", "until"), ("due_on", "letter"), ("file",)),
    _S.REFUSED: (("reason",), ("due_on", "letter"), ("file",)),
    _S.ACCOUNTING: (("due_on",),),
    _S.SETTLED: (("amount", "letter"), ("file",)),
    _S.WITHDRAWN: (("reason",),),
}
"""What is asked with a step, beside the day."""
_TOLD: Final = {
    _S.CONCEPT: "Je kunt de aanvraag weer aanpassen.",
    _S.READY: "Print de aanvraag (Ctrl+P) en laat hem tekenen. Aanpassen kan nog.",
    _S.SUBMITTED: "Vanaf nu let het programma op wijzigingen die je moet melden.",
    _S.QUESTIONS: "Schrijf op wat de gemeente vraagt, en voor wanneer.",
    _S.GRANTED: "Neem bedrag en periode over uit de beschikking.",
    _S.REFUSED: "Bezwaar maken kan zolang de termijn loopt. Hij komt bij Vandaag te staan.",
    _S.ACCOUNTING: "Laat zien welke begeleiding er was. Wat is bijgehouden, staat bij de aanvraag.",
    _S.SETTLED: "Neem het bedrag over waarop is afgerekend.",
    _S.WITHDRAWN: "De aanvraag blijft staan om na te lezen.",
}
_WITHOUT: Final = {
    _S.GRANTED: "Er staat geen bedrag. Neem het over uit de beschikking. Staat er geen in? Kies nog eens Vastleggen.",
    _S.SETTLED: "Er staat geen bedrag. Vul in waarop is afgerekend. Weet je het niet? Kies nog eens Vastleggen.",
}
"""Asked once: these steps are hardly ever meant without an amount."""
_DUE: Final = {
    _S.SUBMITTED: "Besluit uiterlijk",
    _S.QUESTIONS: "Antwoorden uiterlijk",
    _S.GRANTED: "Verantwoorden uiterlijk",
    _S.REFUSED: "Bezwaar maken uiterlijk",
    _S.ACCOUNTING: "Verantwoorden uiterlijk",
}


class SubsidyStepDialog(ActDialog):
    """Asks what belongs to one step, and takes it.

    Args:
        context: the open desk.
        found: the application with what is around it.
        state: what the step leads to.
        store: puts a file in the vault.
        parent: the window below.

    Attributes:
        editors: by attribute of a step.
    """

    def __init__(
        self,
        context: "DeskContext",
        found: "Gathered",
        state: SubsidyState,
        store: Callable[..., None] | None,
        parent: QWidget,
    ) -> None:
        title, act = STEPS[state]
        super().__init__(title, SIGNS[state][0], act, context.database, parent)
        self._context, self._found, self._state = context, found, state
        self._proposed: date | None = None
        self._asked = False
        self.editors: dict[str, Editor] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._helpers = Helpers(context.today, store=store)
        self._shape = shape_of("subsidy_step")
        self.add(label(_TOLD[state], "body", "soft", wrap=True), self._field("happened_on"))
        if lines := _LINES[state]:
            self.add(FieldGrid([[self._field(name) for name in names] for names in lines]))
        self._begin()
        self.editors["happened_on"].buddy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, name: str) -> FieldBox:
        spec = self._shape.specs[name]
        editor = self.editors[name] = make_editor(spec, self._helpers, self._shape)
        title = _DUE.get(self._state, spec.label) if name == "due_on" else spec.label
        made = self._boxes[name] = FieldBox(title, editor.widget, spec.hint)
        editor.edited.connect(lambda: made.say(""))
        editor.left.connect(lambda: self._left(name))
        enter = getattr(editor.buddy, "returnPressed", None)
        if enter is not None:
            enter.connect(self.act)
        return made

    def _begin(self) -> None:
        """Fill in what is known: today, what was counted, the period."""
        found = self._found
        self.editors["happened_on"].set_value(self._context.today())
        if self._state in (_S.SUBMITTED, _S.GRANTED) and found.reckoning is not None:
            self._propose("amount", found.reckoning.total)
        if self._state is _S.GRANTED:
            self._propose("since", found.application.since)
            self._propose("until", found.application.until)
        self._follow()

    def _propose(self, name: str, value: Any) -> None:
        if name in self.editors and value is not None:
            self.editors[name].set_value(value)

    def _left(self, name: str) -> None:
        reading = self.editors[name].settle()
        if reading.message:
            self._boxes[name].say(reading.message)
        elif reading.note:
            self._boxes[name].say(reading.note, "info")
        if name in ("happened_on", "until"):
            self._follow()

    def _follow(self) -> None:
        """Work the term out anew, as long as nobody typed another one."""
        if "due_on" not in self.editors:
            return
        on = self.editors["happened_on"].read().value
        editor = self.editors["due_on"]
        if editor.read().value != self._proposed or not isinstance(on, date):
            return
        until = self.editors["until"].read().value if "until" in self.editors else None
        until = until or granted_period(self._found.application)[1]
        self._proposed = proposed_due(self._state, on, until, self._found.scheme)
        editor.set_value(self._proposed)
        term = f"Voorstel: {format_day(self._proposed)}. Staat er iets anders in de brief, neem dat dan over."
        self._boxes["due_on"].set_hint(term if self._proposed is not None else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        lay_out()  # fields that stand beside each other now, stood below each other before
        self._fit()

    def act(self) -> None:
        values: dict[str, Any] = {}
        for name, editor in self.editors.items():
            reading = editor.settle()
            if reading.raw is not None:
                self._refuse(name, reading.message)
                return
            values[name] = reading.value
        on = values.pop("happened_on")
        if on is None:
            self._refuse("happened_on", "Vul in op welke dag dit was.")
            return
        if on > self._context.today():
            self._refuse("happened_on", "Die dag komt nog. Leg vast wat er al is gebeurd.")
            return
        since, until = values.get("since"), values.get("until")
        if since is not None and until is not None and until < since:
            self._refuse("until", "Dat is vóór het begin van de periode.")
            return
        if self._state in _WITHOUT and values.get("amount") is None and not self._asked:
            self._asked = True
            self._boxes["amount"].say(_WITHOUT[self._state], "warn")
            self.editors["amount"].buddy.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        given = {name: value for name, value in values.items() if value is not None}
        self.work(lambda: self._context.desk.subsidies.advance(self._found.application.id, self._state, on, **given))

    def _refuse(self, name: str, words: str) -> None:
        self._boxes[name].say(words)
        self.editors[name].buddy.setFocus(Qt.FocusReason.OtherFocusReason)
