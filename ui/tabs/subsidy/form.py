"""The form of an application: its fields, and around them what follows from the dossier and the rules."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.supervision_subsidy import Applicant, SubsidyState
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.subsidy_states import OPEN
from ui.context import DeskContext
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.rows import RowsEditor, RowsPlan
from ui.forms.session import EditSession
from ui.stops import tab_after
from ui.tabs.dossiers.form import RootForm
from ui.tabs.dossiers.plan import Fields, SectionPlan
from ui.tabs.subsidy.around import asks_cap, employer_facts, rates_of, worker_facts
from ui.tabs.subsidy.choices import SchemePart
from ui.tabs.subsidy.facts import FactsPart
from ui.tabs.subsidy.gathering import Around
from ui.tabs.subsidy.layout import MOST_GOALS, OTHER_APPLICANT, ROOT, SECTIONS, TEXTS
from ui.tabs.subsidy.log import LogPart
from ui.tabs.subsidy.missing import ChangesPart, MissingPart
from ui.tabs.subsidy.opened import OpenSubsidy
from ui.tabs.subsidy.papers import PapersPart
from ui.tabs.subsidy.proposals import Proposal, plan_open
from ui.tabs.subsidy.questions import QuestionsPart
from ui.tabs.subsidy.reckoning import ReckoningPart
from ui.tabs.subsidy.renewal import RenewalPart
from ui.tabs.subsidy.states import StatePart
from ui.theme import tokens as tk
from ui.widgets import FieldBox, SectionEntry, box, button, cols, label, rows

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered

_RENEWS: Final = frozenset({SubsidyState.GRANTED, SubsidyState.ACCOUNTING, SubsidyState.SETTLED})
_WHY: Final = (
    "Wie beslist, wil weten: het is meer dan gewone begeleiding, en zonder gaat het werk niet. Schrijf wat je op het "
    "werk ziet."
)


class SubsidyForm(RootForm):
    """All sections of an application.

    Args:
        dossier: what is open.
        helpers: what editors may ask.
        context: the open desk.

    Attributes:
        elsewhere: go to a record of the dossier: ``employer``, ``candidate`` or ``placement``.
        fill_wanted: take proposals over: the names of the fields.
        did: something was done beside the fields: a sentence, and how to take it back.
    """

    elsewhere = Signal(str)
    fill_wanted = Signal(object)
    did = Signal(str, object)
    _dossier: OpenSubsidy

    def __init__(self, dossier: OpenSubsidy, helpers: Helpers, context: DeskContext) -> None:
        self._context = context
        self._found: Around | None = None
        self._told: tuple[Around | None, EditSession | None] | None = None
        self._other: QWidget | None = None
        self._cap: QWidget | None = None
        self._proposals: dict[str, Proposal] = {}
        self.missing, self.changes, self.state = MissingPart(), ChangesPart(), StatePart()
        self.employer = FactsPart("Dit staat bij de werkgever; daar verander je het.", "Naar de werkgever")
        self.worker = FactsPart("Dit staat in het dossier; daar verander je het.", "Naar het dossier")
        self.scheme = SchemePart(*_labels("scheme", "intensity"))
        self.reckoning, self.questions, self.renewal = ReckoningPart(), QuestionsPart(), RenewalPart()
        self.papers, self.log = PapersPart(context, helpers), LogPart(context, helpers)
        names = ("missing", "changes", "state", "employer", "worker", "scheme", "reckoning")
        more = ("questions", "renewal", "papers", "log")
        self._parts: dict[str, QWidget] = {name: getattr(self, name) for name in (*names, *more)}
        super().__init__(dossier, helpers, SECTIONS)
        self.employer.wanted.connect(lambda: self.elsewhere.emit("employer"))
        self.worker.wanted.connect(lambda: self.elsewhere.emit("candidate"))
        for part in (self.scheme, self.questions, self.papers, self.log):
            part.left.connect(self.left)
        for part in (self.questions, self.papers, self.log):
            part.changed.connect(self.counted)
        for part in (self.papers, self.log):
            part.taken_out.connect(self.did)
        self.questions.changed.connect(self._order_questions)
        self._show_sections()

    # -- building ------------------------------------------------------------------------------------------------------

    def _own(self, name: str) -> QWidget:
        return self._why() if name == "why" else self._parts[name]

    def _why(self) -> QWidget:
        self.fill_all = button(
            "Alle voorstellen uit het dossier", "", "download", "Alle voorstellen overnemen (Ctrl+Shift+D)"
        )
        self.fill_all.clicked.connect(lambda _checked=False: self.fill_wanted.emit((*TEXTS, "goals")))
        self.fill_all.setVisible(False)
        self._parts["why"] = made = box(
            rows(label(_WHY, "body", "soft", wrap=True), cols(self.fill_all, None), gap=tk.S2)
        )
        made.setMinimumWidth(1)
        return made

    def _field(self, binder: Binder, attribute: str) -> QWidget:
        made: FieldBox = binder.box(attribute)
        if attribute not in TEXTS:
            return made
        proposal = self._proposals[attribute] = Proposal(made, attribute)
        proposal.wanted.connect(lambda name: self.fill_wanted.emit((name,)))
        return proposal

    def _fields(self, part: Fields) -> QWidget:
        made = super()._fields(part)
        if part.lines is OTHER_APPLICANT:
            self._other = made
            made.hide()
        elif part.attributes == ["capped"]:
            self._cap = made
            made.hide()
        return made

    def _row_list(self, plan: RowsPlan) -> QWidget:
        made = super()._row_list(plan)
        if isinstance(made, RowsEditor) and plan.attribute == "steps":
            made.add.hide()  # a step is taken with its questions, and never left out
        if plan.attribute != "goals":
            return made
        self.fill_plan = button("Plan uit het dossier voorstellen", "", "download")
        self.fill_plan.clicked.connect(lambda _checked=False: self.fill_wanted.emit(("goals",)))
        self.fill_plan.setVisible(False)
        return box(rows(cols(self.fill_plan, None), made, gap=tk.S2))

    def _order_questions(self) -> None:
        """Questions come with a scheme, later than what stands below them: Tab goes to them after the plan."""
        if (plan := self._rows.get((ROOT, "goals"))) is not None:
            tab_after(plan.add, self.questions)

    def _entry(self, plan: SectionPlan) -> SectionEntry:
        entry, part = super()._entry(plan), self._parts.get(plan.key)
        if not isinstance(part, QuestionsPart | PapersPart) or not self.is_whole:
            return entry
        done, total = part.counts()
        return replace(entry, done=done, total=total)

    def _all_binders(self) -> Iterator[Binder]:
        yield from super()._all_binders()
        if self.is_whole:
            yield from self.papers.binders()
            yield from self.log.binders()

    def settle(self) -> None:
        super().settle()
        self.questions.settle()
        self.papers.settle()

    def offers(self) -> dict[str, Proposal]:
        """What is offered below each text, by field."""
        return dict(self._proposals)

    def field_in_focus(self) -> str:
        """The field that one is in, as a check names it; empty when it is none."""
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return ""
        binder = self._binders[ROOT]
        for attribute in binder.attributes():
            widget = binder.editor(attribute).widget
            if widget is focus or widget.isAncestorOf(focus):
                return attribute
        for name, part in (("scheme", self.scheme.scheme), ("intensity", self.scheme.intensity)):
            if part.isAncestorOf(focus):
                return name
        plan = self._rows.get((ROOT, "goals"))
        if plan is not None and plan.isAncestorOf(focus):
            return "goals"
        key = self.questions.in_focus()
        return f"answers:{key}" if key else ""

    # -- filling -------------------------------------------------------------------------------------------------------

    def _bound(self) -> None:
        if self._found is not None and self._found.gathered.application.id != self._dossier.key:
            self._found = None  # it was read around the former one
        for part in (self.scheme, self.questions, self.papers, self.log):
            part.bind(self._dossier.main)  # at once: nothing that is typed in them may go to the former one
        if self._dossier.main is None:
            self._tell()

    def _own_parts(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("missing", self._tell),
            ("applicant", self._show_asked),
            ("plan", self._count_goals),
            ("notes", self._tell),
        )

    def _touched(self, _record: str, path: str) -> None:
        if not self.is_whole:
            return
        if path in ("", "applicant", "jobcoaching", "capped") or path in self._other_keys():
            self._show_asked()
        if path in ("", "goals"):
            self._count_goals()
        if path in ("", *TEXTS) or path.startswith("goals"):
            self._offer()

    def _other_keys(self) -> frozenset[str]:
        return frozenset(name for line in OTHER_APPLICANT for name in line)

    def _show_asked(self) -> None:
        """Show only what is asked for: somebody else's data, an amount, an answer on the cap."""
        session = self._dossier.main
        if session is None or self._other is None or self._cap is None:
            return
        applicant = session.value("applicant")
        other = applicant not in (None, Applicant.EMPLOYER)
        self._other.setVisible(other or any(session.is_filled(name) for name in self._other_keys()))
        self.employer.setVisible(not other)
        coached = session.value("jobcoaching") is YesNo.YES or session.is_filled("jobcoaching_amount")
        self._binders[ROOT].field_box("jobcoaching_amount").setVisible(coached)
        self._cap.setVisible(session.is_filled("capped") or asks_cap(self._gathered))

    def _count_goals(self) -> None:
        session, editor = self._dossier.main, self._rows.get((ROOT, "goals"))
        if session is not None and editor is not None:
            editor.add.setVisible(len(session.rows("goals")) < MOST_GOALS)

    # -- what was read around it ---------------------------------------------------------------------------------------

    def take_found(self, found: Around | None) -> None:
        """Show what follows from the dossier and the rules; ``None`` while that is read."""
        self._found = found
        if self.is_whole:
            self._tell()

    @property
    def _gathered(self) -> "Gathered | None":
        return None if self._found is None else self._found.gathered

    def _tell(self) -> None:
        """Show in every part what was read; nothing is made twice of one reading of one application."""
        if self._told is not None and self._told[0] is self._found and self._told[1] is self._dossier.main:
            return
        self._told = self._found, self._dossier.main
        found, today = self._gathered, self._helpers.today()
        self.state.show_found(found, today)
        self.employer.show_facts(employer_facts(found))
        self.worker.show_facts(worker_facts(found, today))
        if found is not None or self._dossier.main is None:  # what is on its way is not worth making all papers twice
            self.papers.show_gathered(found)
            self.log.show_gathered(found)
        if found is None:
            self.missing.show_checks(None)
            self.reckoning.show_reckoning(None, read=False)
            self.changes.show_changes(())
            self.renewal.show_differences((), follows=False, may_renew=False)
        else:
            self.missing.show_checks(found.checks, found.proposals, sent=found.state not in OPEN)
            self.reckoning.show_reckoning(found.reckoning, [one.source for one in rates_of(found)])
            self.changes.show_changes(found.changes)
            self.scheme.offer(found.choices, found.scheme)
            self.questions.offer(() if found.scheme is None else found.scheme.questions)
            differences = () if self._found is None else self._found.differences
            follows, may = found.application.renews is not None, self.may_renew(found)
            self.renewal.show_differences(differences, follows=follows, may_renew=may)
            self._show_asked()
        self._offer()
        self._show_sections()

    @staticmethod
    def may_renew(found: "Gathered") -> bool:
        """Whether a next period can begin: it was granted, and nobody began one yet."""
        return found.state in _RENEWS and found.renewed_by is None

    def _show_sections(self) -> None:
        found = self._gathered
        wanted = {
            "changes": found is not None and bool(found.changes),
            "questions": found is not None and bool(self.questions.asked),
            "renewal": found is not None and (found.application.renews is not None or self.may_renew(found)),
        }
        moved = [key for key, on in wanted.items() if self.sections[key].isHidden() is on]
        for key in moved:
            self.sections[key].setVisible(wanted[key])
        if moved:
            self.counted.emit()

    def _offer(self) -> None:
        """Offer what the dossier says, below each text."""
        session, found = self._dossier.main, self._gathered
        for name, proposal in self._proposals.items():
            words = "" if found is None else found.proposals.get(name, "")
            here = "" if session is None else str(session.value(name))
            proposal.show_words("" if words and words in here else words, filled=bool(here.strip()))
        if self.is_whole:
            plan = session is not None and found is not None and plan_open(session, found.proposals)
            self.fill_plan.setVisible(plan)
            self.fill_all.setVisible(sum(bool(one.words) for one in self._proposals.values()) + plan > 1)


def _labels(*names: str) -> list[str]:
    from beschutdesk.dossier.fields import shape_of

    return [shape_of(ROOT).specs[name].label for name in names]
