"""The list of candidates, by state."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.dossier.tags import WorkKind
from beschutdesk.rules.waiting import Standing
from beschutdesk.services.drafts import Draft
from beschutdesk.services.lists import CandidateFilter, CandidateLine, Sort, initials
from ui.context import DeskContext
from ui.models.candidates import NEW, CandidatesModel
from ui.tabs.dossiers.facets import QUIET, Facet, of_kinds, of_texts
from ui.tabs.dossiers.list_pane import ListPane, ListWords
from ui.widgets import Segmented

STATES: Final = ("active", "waiting", "closed")
_STATE_WORDS: Final = ("Actief", "Wacht", "Afgerond")
_LISTED: Final = {Standing.WAITING: "staat op de wachtlijst", Standing.ASKED: "wacht op een besluit van UWV"}
_STANDINGS: Final = tuple(
    (one.key, _LISTED.get(one, one.value)) for one in (*_LISTED, *(one for one in Standing if one not in _LISTED))
)
_NEW_NAME: Final = "Nieuwe kandidaat"
_WORDS: Final = ListWords(
    "Kandidaten", "Nieuwe kandidaat (Ctrl+N)", "Niemand gevonden", "naam of gemeente", "Alle actieve"
)


class CandidateList(ListPane):
    """The pane at the left of Kandidaten."""

    list_ = "candidates"
    first = CandidateFilter(state=STATES[0])
    model: CandidatesModel

    def __init__(self, context: DeskContext) -> None:
        read = CandidatesModel(lambda rids: context.desk.lists.candidate_lines(rids, context.today()))
        super().__init__(context, read, _WORDS)

    def facets(self) -> list[Facet]:
        lists, today = self._context.desk.lists, self._context.today
        phases = (("match", "match, nog geen fase"), *((kind.key, kind.label) for kind in PhaseKind))
        return [
            Facet("state", "Stand", "alle standen", of_kinds(CandidateState), quick=True),
            Facet(
                "municipality",
                "Gemeente",
                "alle gemeenten",
                of_texts(lambda: lists.written("candidates", "municipality")),
                "gemeente {}",
            ),
            Facet("standing", "Wachtlijst", "maakt niet uit", lambda: _STANDINGS, "{}", along={"state": ""}),
            Facet("phase", "Fase", "alle fasen", lambda: phases, "fase {}"),
            Facet(
                "employer",
                "Werkgever",
                "alle werkgevers",
                lambda: lists.employing(today()),
                "bij {}",
                gone="een werkgever waar nu niemand werkt",
            ),
            Facet("work", "Zoekt werk", "alle soorten werk", of_kinds(WorkKind), "zoekt {}"),
            Facet("quiet_weeks", "Geen contact sinds", "maakt niet uit", lambda: QUIET, "{} geen contact"),
        ]

    def narrowing(self) -> QWidget:
        self.states = Segmented(_STATE_WORDS, 0, "Toon", clearable=False)
        self.states.edited.connect(lambda index: self.change(state=STATES[index]))
        return self.states

    def show_quick(self, wanted: CandidateFilter) -> None:
        self.states.choose(STATES.index(wanted.state) if wanted.state in STATES else -1)

    @property
    def state(self) -> str:
        """Key of the state that is shown; empty for all."""
        return str(self.narrowed.wanted.state) if isinstance(self.narrowed.wanted, CandidateFilter) else ""

    def counts(self) -> dict[str, int]:
        return self._context.desk.lists.candidate_counts()

    def rids_of(self, wanted: CandidateFilter, sort: Sort) -> list[int]:
        return self._context.desk.lists.candidates(wanted, sort, today=self._context.today())

    def number_words(self, number: int) -> str:
        return "1 kandidaat" if number == 1 else f"{number} kandidaten"

    def new_lines(self, drafts: list[Draft]) -> list[CandidateLine]:
        found = []
        for draft in drafts:
            if draft.record == "candidate" and not draft.base_version:
                get = draft.changes.get
                title = " ".join(part for part in (get("name_used"), get("family_name")) if part)
                state = get("state") or STATES[0]
                found.append(new_line(draft.id, title, state))
        return found

    def passes(self, line: CandidateLine) -> bool:
        return self.state in ("", line.state)

    def counted(self, counts: dict[str, int], new: Sequence[CandidateLine]) -> None:
        for number, key in enumerate(STATES):
            count = counts.get(key, 0) + sum(line.state == key for line in new)
            words = _STATE_WORDS[number]
            self.states.set_words(number, f"{words} {count}" if count and number < 2 else words)

    def no_words(self) -> str:
        if self.state not in STATES:
            return "Met het plusje hierboven voeg je een kandidaat toe."
        return f"Niemand heeft nu de stand ‘{_STATE_WORDS[STATES.index(self.state)].lower()}’."

    def wide_enough(self, state: str) -> CandidateFilter:
        return CandidateFilter(state=state if state in STATES else "")


def new_line(key: UUID, title: str, state: str) -> CandidateLine:
    """The line of someone who was never saved."""
    letters = initials(title) if title else ""
    return CandidateLine(NEW, key, title or _NEW_NAME, letters, state, "", "", True)
