"""What one does with employers, beside what one does with everything that is kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from beschutdesk.services.lists import CandidateFilter
from ui.context import DeskContext
from ui.looking import current as looking
from ui.tabs.dossiers.acts import ActWords, RootActs

if TYPE_CHECKING:
    from ui.tabs.employers.page import EmployersPage

_WORDS: Final = ActWords("Deze werkgever", "{} ligt in de prullenbak.", "De werkgever is terug.")

_NAMED: Final = 3
"""So many people are named who work at an employer that goes to the trash."""


def at_work(names: Sequence[str], number: int) -> str:
    """``werken nog Dirk en Sem``: the first names, and how many there are in all."""
    more = number - len(names)
    others = "" if not more else f"{more} {'ander' if more == 1 else 'anderen'}" if names else _people(number)
    said = [*names, others] if others else [*names]
    told = " en ".join(part for part in (", ".join(said[:-1]), said[-1]) if part)
    return f"{'werkt' if number == 1 else 'werken'} nog {told}"


def _people(number: int) -> str:
    return "1 kandidaat" if number == 1 else f"{number} kandidaten"


class EmployerActs(RootActs):
    """The acts of Werkgevers."""

    _page: "EmployersPage"

    def __init__(self, context: DeskContext, page: "EmployersPage") -> None:
        super().__init__(context, page, _WORDS)

    def discard(self) -> None:
        if self._page.dossier.is_begun_for_somebody():
            self._context.window.toast(
                "Deze werkgever hoort bij een nieuwe plaatsing. Gooi die weg bij de kandidaat.", None
            )
            return
        super().discard()

    def also_said(self, key: UUID) -> str:
        """Who works there now: their placements stay as they are."""
        lists, today = self._context.desk.lists, self._context.today()
        here = lists.candidates(CandidateFilter(employer=key), today=today)
        if not here:
            return ""
        lines = [] if looking().on else lists.candidate_lines(here[:_NAMED], today)
        return f" Hier {at_work([line.title for line in lines], len(here))}."

    def compare(self) -> None:
        """Lay candidates side by side for the open employer; what is typed is saved first."""
        from ui.dialogs.comparing import Side, open_comparing

        if (key := self.kept_key()) is not None:
            open_comparing(self._context, Side.EMPLOYER, key, self._page.dossier.title, self._page)

    def inventory(self) -> None:
        """Go to the tasks that there are at the open employer; what is typed is saved first."""
        from ui.going import to_inventory

        if (key := self.kept_key()) is not None:
            to_inventory(self._context, key)
