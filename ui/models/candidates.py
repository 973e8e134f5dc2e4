"""The list of candidates: what each column says of one, and what stands below each name."""

from typing import Final

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.services.lists import FACTS, CandidateLine
from ui.forms.parse import format_day
from ui.models.roots import NEW, PAGE, RootsModel

__all__ = ["NEW", "PAGE", "CandidatesModel"]

_STATES: Final = {"waiting": "wacht op een plek", "closed": "afgerond"}


class CandidatesModel(RootsModel):
    """New dossiers first, then the candidates as the directory gives them."""

    facts = FACTS["candidates"]

    def told(self, line: CandidateLine) -> list[str]:
        told = super().told(line)
        return told or [_STATES.get(line.state, "nog geen plek" if line.left is None else "plaatsing geëindigd")]

    def cell(self, line: CandidateLine, key: str) -> str:
        match key:
            case "name":
                return line.title
            case "municipality":
                return line.municipality
            case "state":
                return next((state.label for state in CandidateState if state.key == line.state), "")
            case "phase":
                return line.phase[:1].upper() + line.phase[1:]
            case "employer":
                return line.employer
            case "supervisor":
                return line.supervisor
            case "last_contact":
                return format_day(line.last_contact) if line.last_contact else ""
            case "next" if line.next_on:
                return f"{format_day(line.next_on)} {line.next_what}".strip()
        return ""

    def fact(self, line: CandidateLine, key: str) -> str:
        words = self.cell(line, key)
        match key:
            case "last_contact":
                return f"contact {words}" if words else "nog geen contact"
            case "supervisor" if words:
                return f"begeleider {words}"
        return words
