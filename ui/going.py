"""Going to what was found: the tab where it lives, with it open."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from ui.context import DeskContext
from ui.locking import ask
from ui.main_window import CANDIDATES, EMPLOYERS, JOBCARVING

_NOBODY: Final = {
    CANDIDATES: "Kies eerst iemand in Kandidaten.",
    EMPLOYERS: "Kies eerst een werkgever in Werkgevers.",
}
"""What an act says on a tab where nothing is open."""


def go(context: DeskContext, payload: object) -> bool:
    """Go to the payload of a result; ``False`` when it is none of these."""
    match payload:
        case ("candidate", UUID() as key):
            context.open_dossier(key)
        case ("employer", UUID() as key):
            _to_employer(context, key)
        case ("visit", (UUID() as key, who)):
            _to_note(context, key, who if isinstance(who, UUID) else None)
        case ("carved_task", (_, UUID() as who)):
            context.choose(who)
            context.window.show_tab(JOBCARVING)
        case ("compare", _):
            _act(context, CANDIDATES, "compare")
        case ("copy", _):
            _act(context, EMPLOYERS if context.window.tab == EMPLOYERS else CANDIDATES, "copy_text")
        case _:
            return False
    return True


def _to_employer(context: DeskContext, key: UUID) -> None:
    context.window.show_tab(EMPLOYERS)
    page = context.window.page(EMPLOYERS)
    if page is not None:
        ask(page, "show_again", key)


def _to_note(context: DeskContext, key: UUID, who: UUID | None) -> None:
    """A note stands in the timeline of whom it is about."""
    if who is not None:
        context.open_dossier(who)
        page: Any = context.window.page(CANDIDATES)
        if page is not None:
            page.go_to_section("timeline")
            page.timeline.view.setFocus()
        return
    visit: Any = context.desk.dossiers.get("visit", key)
    if visit is not None and visit.employer is not None:
        _to_employer(context, visit.employer)


def _act(context: DeskContext, tab: str, name: str) -> None:
    context.window.show_tab(tab)
    page: Any = context.window.page(tab)
    if page is None or page.dossier.key is None:
        context.window.toast(_NOBODY[tab], None)
        return
    act: Callable[[], object] = getattr(page.acts, name)
    act()
