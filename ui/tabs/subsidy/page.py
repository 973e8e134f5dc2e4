"""The tab Subsidie: who gets supervision paid, for which period, how far that is, and what is left to do."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from beschutdesk.dossier.values import Attachment
from beschutdesk.services.store import ChangeSet
from beschutdesk.services.subsidy_lists import SubsidyFilter
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.looking import current as looking
from ui.tabs.dossiers.bar import RootBar
from ui.tabs.dossiers.page import RootPage
from ui.tabs.dossiers.words import PageWords
from ui.tabs.subsidy.acts import SubsidyActs
from ui.tabs.subsidy.around import names_of
from ui.tabs.subsidy.bar import SubsidyBar
from ui.tabs.subsidy.form import SubsidyForm
from ui.tabs.subsidy.gathering import Around, Gatherer, read
from ui.tabs.subsidy.goals import go_to_dossier, go_to_field
from ui.tabs.subsidy.layout import TEXTS
from ui.tabs.subsidy.list_pane import SubsidyList
from ui.tabs.subsidy.opened import OpenSubsidy
from ui.tabs.subsidy.states import StateHead
from ui.widgets import EmptyState, line

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered

_TELLING: Final = frozenset(
    {"supervision_subsidy", "candidate", "employer", "placement", "task_list", "visit", "issued_document", "caseworker"}
)
_PICK: Final = "Kies links een aanvraag, of begin er een voor wie gekozen is."
_WORDS: Final = PageWords(
    "hand-coins",
    "Nieuwe aanvraag",
    ("Geen aanvraag gekozen", _PICK),
    "Deze aanvraag staat in de prullenbak. Terugzetten kan zonder verlies.",
    (
        "Nog geen aanvragen",
        (
            "Wie iemand op de werkvloer begeleidt, kan daar subsidie voor krijgen. Hier vul je de aanvraag in met wat "
            "al in het dossier staat, met elke stap van de som erbij, en houd je de termijnen bij."
        ),
    ),
    "Aanvraag beginnen",
    bring="",
)


class SubsidyPage(RootPage):
    """The applications.

    Attributes:
        person: who is chosen, on whatever tab.
        head: how far the open one is.
        gatherer: reads what is around it.
    """

    dossier: OpenSubsidy
    list: SubsidyList
    bar: SubsidyBar
    acts: SubsidyActs

    def __init__(self, context: DeskContext) -> None:
        self.person: UUID | None = None
        self._goal = ""
        self._walked: tuple[str, frozenset[str]] = ("", frozenset())
        dossier: Any = OpenSubsidy(context.desk, context.database, context.keeper)
        listing: Any = SubsidyList(context)
        super().__init__(context, dossier, listing, _WORDS)
        self.gatherer = Gatherer(context, self.dossier, self)
        self.gatherer.arrived.connect(self._gathered)
        self.head.step_wanted.connect(self.acts.step)
        self.bar.papers_wanted.connect(self.acts.papers)
        self.bar.renewal_wanted.connect(self.acts.renew)
        self.bar.form_wanted.connect(self.acts.form)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.listen(keys, lambda: self.acts.step(self.head.next))
        self.listen("Ctrl+P", self.acts.papers)
        self.listen("Ctrl+Shift+P", self.acts.form)
        self.listen("Ctrl+Shift+D", lambda: self.acts.fill((*TEXTS, "goals")))
        self.listen("F8", self.next_missing)
        looking().changed.connect(self._looked)

    @property
    def context(self) -> DeskContext:
        """The open desk."""
        return self._context

    # -- the parts -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = StateHead()
        super()._build()
        column = self._form_side.layout()
        column.insertWidget(2, self.head)  # type: ignore[union-attr]
        column.insertWidget(3, line())  # type: ignore[union-attr]
        none = EmptyState(_WORDS.icon, *_WORDS.pick, _WORDS.add)
        none.acted.connect(self.acts.begin)
        self.right.removeWidget(self._pick_one)
        self._pick_one.deleteLater()
        self._pick_one = none
        self.right.addWidget(none)
        self._pick_one.setMinimumSize(1, 1)

    def make_bar(self) -> RootBar:
        return SubsidyBar(self.index.picker)

    def make_acts(self) -> SubsidyActs:
        return SubsidyActs(self._context, self)

    def make_form(self) -> SubsidyForm:
        helpers = Helpers(self._context.today, store=self.store)
        made = SubsidyForm(self.dossier, helpers, self._context)
        made.state.step_wanted.connect(self.acts.step)
        made.missing.wanted.connect(self.go_to_field)
        made.missing.fill_wanted.connect(lambda name: self.acts.fill((name,)))
        made.fill_wanted.connect(self.acts.fill)
        made.did.connect(self._did)
        made.changes.told.connect(self.acts.told)
        made.changes.wanted.connect(
            lambda change: go_to_dossier(self._context, self._around, _CHANGED[change.what.key])
        )
        made.renewal.renewal_wanted.connect(self.acts.renew)
        made.renewal.before_wanted.connect(self._open_before)
        made.renewal.wanted.connect(self.go_to_field)
        made.scheme.settings_wanted.connect(self._open_schemes)
        made.elsewhere.connect(lambda record: go_to_dossier(self._context, self._around, record))
        return made

    def _did(self, words: str, put_back: Callable[[], object]) -> None:
        self._context.window.toast(words, put_back)

    def _open_schemes(self) -> None:
        from ui.settings.dialog import SCHEMES, open_settings

        open_settings(self._context, SCHEMES).finished.connect(lambda _result: self.gatherer.now())

    def store(self, path: Path, stored: Callable[[Attachment | None], None]) -> None:
        """Put a file in the vault, beside the UI thread."""
        from ui.tabs.subsidy.papers import store_paper

        store_paper(self._context, path, stored)

    def name_paths(self) -> tuple[str, ...]:
        return ()

    def listed_records(self) -> tuple[str, ...]:
        return ("supervision_subsidy", "candidate", "employer", "placement")

    # -- what is open --------------------------------------------------------------------------------------------------

    @property
    def found(self) -> "Gathered | None":
        """What was read around the open one; ``None`` while it is on its way."""
        return None if self.gatherer.found is None else self.gatherer.found.gathered

    @property
    def _around(self) -> "Gathered | None":
        return self.found

    def gathered_now(self) -> "Gathered | None":
        """The same, read anew for an act that must not count with what is old."""
        session = self.dossier.main
        if session is None:
            return None
        context = self._context
        try:
            work = (context.desk, session.id, context.today(), session.build())
            around: Around = context.database.call(read, *work)
        except Exception as error:  # said in calm words, whatever it is
            from ui.jobs import calm

            self.say("Deze aanvraag is niet te lezen", calm(error))
            return None
        return around.gathered

    def choose(self, key: UUID) -> None:
        self.show_subsidy(key)

    def show_subsidy(self, key: UUID, field: str = "") -> None:
        """Open an application, whatever the list is narrowed to, and go to a field of it."""
        self._goal = field
        if key == self.dossier.key and field and self.found is not None:
            self._goal = ""
            self.go_to_field(field)
        self.show_again(key)

    def set_candidate(self, key: UUID | None) -> None:
        """Another tab chose a person: show the application of that person, or how to begin one."""
        self.person = key
        if key is not None and key == self.dossier.person:
            return
        if key is None:
            self._say_pick()
            return
        found = self._latest_of(key)
        if found is not None:
            self.show_again(found)
        elif self.dossier.key is not None:
            self.flush()
            self.dossier.close()
            self.list.show_current(None)
        self._say_pick()

    def _latest_of(self, person: UUID) -> UUID | None:
        lists, today = self._context.desk.subsidy_lists, self._context.today()
        rids = lists.rids(SubsidyFilter(candidate=person), today=today)
        lines = lists.lines(rids, today)
        return lines[0].id if lines else None

    def _say_pick(self) -> None:
        person: Any = None if self.person is None else self._context.desk.dossiers.get("candidate", self.person)
        name = "" if person is None else person.name_used or person.family_name
        if name:
            self._pick_one.set_words(
                f"Nog geen aanvraag voor {name}", "Begin er een: wat al bekend is, staat er dan in."
            )
        else:
            self._pick_one.set_words(*_WORDS.pick)

    def _opened(self) -> None:
        row = self.list.view.currentIndex().row()
        line = self.list.model.line(row) if self.list.current() == self.dossier.key else None
        self._name(*(("", "") if line is None else (line.who, line.employer)))
        super()._opened()
        self._walked = ("", frozenset())
        self.gatherer.now()
        person = self.dossier.person
        if person is not None and person != self.person:
            self.person = person
            self._context.choose(person)

    def _name(self, whose: str, where: str) -> None:
        self.dossier.name(whose, where)
        self.bar.name(self.dossier.title)

    def _touched(self, record: str, path: str) -> None:
        super()._touched(record, path)
        self.gatherer.soon()

    def _gathered(self) -> None:
        around = self.gatherer.found
        if around is not None:
            self._name(*names_of(around.gathered))
        self.head.show_found(None if around is None else around.gathered, self._context.today())
        self.bar.offer_renewal(around is not None and SubsidyForm.may_renew(around.gathered))
        if self._form is not None:
            self.form.take_found(around)
        goal, self._goal = self._goal, "" if around is not None else self._goal
        if goal and around is not None:
            self.go_to_field(goal)

    def _open_before(self) -> None:
        main = self.dossier.main
        before: UUID | None = None if main is None else main.value("renews")
        if before is not None:
            self.show_subsidy(before)

    # -- where one is --------------------------------------------------------------------------------------------------

    def go_to_field(self, field: str) -> None:
        """Go to a field, as checks and signals name it."""
        go_to_field(self, field, self._around)

    def enter_missing(self) -> None:
        """Go to what is missing; to the first field when that is not known yet."""
        self.go_to_section("missing")
        self.form.missing.enter()
        if not self.form.missing.list.hasFocus():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._goal = "missing"

    def next_missing(self) -> None:
        """Go to the next thing that is missing, what blocks first."""
        checks = self.form.missing.checks
        if self.dossier.key is None or not checks:
            return
        fields = list(dict.fromkeys(one.field for one in checks))
        begun, (went, ends) = self.form.field_in_focus(), self._walked
        here = went if went in fields and begun in ends else begun
        at = fields.index(here) + 1 if here in fields else 0
        wanted = fields[at % len(fields)]
        self.go_to_field(wanted)
        ended = self.form.field_in_focus()
        # a point that is no field of this form, or stands in another tab: who comes back goes on behind it
        self._walked = wanted, frozenset({ended} if ended else {"", begun})

    # -- page protocol -------------------------------------------------------------------------------------------------

    def turn_table(self) -> None:
        """There is no table here."""

    def panes(self) -> Any:
        if self._form is None or self.dossier.key is None:
            return [self.list.body]
        return [self.list.view, self.index, self.head, self.form]

    def refresh(self, changed: ChangeSet) -> None:
        if not any(record in _TELLING for record, _ in changed):
            return
        super().refresh(changed)
        self.gatherer.now()

    def close_page(self) -> None:
        self.gatherer.let_go()
        self.acts.let_go()
        super().close_page()
        self._name("", "")
        self.person = None
        self._pick_one.set_words(*_WORDS.pick)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit(self.height())

    # -- somebody looks as well ----------------------------------------------------------------------------------------

    def _looked(self, _on: bool) -> None:
        self._show_right()

    def may_list(self) -> bool:
        return super().may_list() and not looking().on

    def _arrange(self, *, force: bool = False) -> None:
        super()._arrange(force=force)
        if looking().on:  # nobody reads the names of others
            for part in (self.list, self._list_line, self.bar.back):
                part.hide()
            self.right.show()


_CHANGED: Final = {
    "hours": "placement.terms",
    "iban": "employer.iban",
    "end": "placement.contracts",
    "supervisor": "placement.terms",
    "absence": "placement.absences",
}
"""Where in the dossier a change stands."""
