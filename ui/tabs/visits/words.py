"""The words of a visit, made from its record."""

from datetime import date
from typing import Final

from beschutdesk.dossier.lasting import AgreementParty, AgreementResult
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement, Medium, VisitState
from ui.forms.parse import SHORT_DAYS, format_day, format_time
from ui.theme.paint import Tone
from ui.widgets.marks import Chip

NOBODY: Final = "zonder kandidaat"
_CHIPS: Final[dict[VisitState, tuple[str, Tone | None, str, bool]]] = {
    VisitState.PLANNED: ("gepland", None, "calendar-days", False),
    VisitState.CONCEPT: ("concept", None, "pencil", True),
    VisitState.DONE: ("afgerond", "good", "", False),
    VisitState.NO_CONTACT: ("geen contact gekregen", "warn", "", False),
}


def moment(at: Appointment | None, *, time: bool = True) -> str:
    """``ma 14-12-2026, 9.30 uur``; that there is none when there is none."""
    if at is None:
        return "nog geen dag"
    day = f"{SHORT_DAYS[at.day.weekday()]} {format_day(at.day)}"
    return f"{day}, {format_time(at.at)} uur" if time else day


def kind(medium: Medium | None) -> str:
    """``Werkbezoek``; ``Contact`` when it was not said how."""
    words = medium.label if medium is not None else "contact"
    return words[:1].upper() + words[1:]


def show_state(chip: Chip, state: VisitState | None, *, to_share: bool = False) -> None:
    """Say in a chip how far a visit is."""
    if to_share:
        chip.set_look("nog te delen", icon="send", dashed=True)
        return
    words, tone, icon, dashed = _CHIPS.get(state or VisitState.DONE, _CHIPS[VisitState.DONE])
    chip.set_look(words, tone, icon, dashed=dashed)


def whose(party: AgreementParty | None, who: str) -> str:
    """``begeleider, M. de Boer``."""
    return ", ".join(part for part in ("" if party is None else party.label, who) if part)


def came_of(result: AgreementResult | None, done_on: date | None) -> str:
    """``deels gedaan op 12-11-2026``; empty while it is open."""
    if result is None and done_on is None:
        return ""
    words = "gedaan" if result is None else result.label
    return f"{words} op {format_day(done_on)}" if done_on is not None else words


def judged(judgement: Judgement | None) -> str:
    """The word of a judgement; empty when there is none."""
    return "" if judgement is None else judgement.label
