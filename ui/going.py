"""Going to what was found: the tab where it lives, with it open."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from ui.context import DeskContext
from ui.locking import ask
from ui.main_window import CANDIDATES, EMPLOYERS, JOBCARVING, SUBSIDY, VISITS

if TYPE_CHECKING:
    from beschutdesk.rules.signals import Signal

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
        case ("visit", (UUID() as key, _)):
            to_visit(context, key)
        case ("carved_task", (UUID() as key, UUID() as who)):
            context.choose(who)
            context.window.show_tab(JOBCARVING)
            if (page := context.window.page(JOBCARVING)) is not None:
                ask(page, "show_task", key)
        case ("inventory_task", (UUID() as key, _)):
            home = context.desk.inventories.home_of(key)
            if home is not None and home.employer is not None:
                to_inventory(context, home.employer, key)
        case ("supervision_subsidy", (UUID() as key, _)):
            to_subsidy(context, key)
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


def to_visit(context: DeskContext, key: UUID, section: str = "") -> None:
    """Go to a visit, a contact or a note: it stands whole in Bezoeken."""
    _in_visits(context, "show_visit", key, section)


def to_subsidy(context: DeskContext, key: UUID, field: str = "") -> None:
    """Go to an application, and to a field of it."""
    context.window.show_tab(SUBSIDY)
    page = context.window.page(SUBSIDY)
    if page is not None:
        ask(page, "show_subsidy", key, field)


def to_inventory(context: DeskContext, employer: UUID, task: UUID | None = None) -> None:
    """Go to the tasks that there are at an employer, and to one of them; nobody needs to be chosen."""
    context.window.show_tab(JOBCARVING)
    page = context.window.page(JOBCARVING)
    if page is not None:
        ask(page, "show_inventory", employer, task)


def _to_first_subsidy(context: DeskContext, person: UUID | None) -> None:
    """Nobody asked for it yet: it can be begun at once."""
    if person is not None:
        context.choose(person)
    context.window.show_tab(SUBSIDY)


def plan_visit(context: DeskContext, person: UUID, placement: UUID | None) -> None:
    """A visit is due: plan it at once, at this placement."""
    context.choose(person)
    _in_visits(context, "plan", person, placement)


def _in_visits(context: DeskContext, act: str, *arguments: object) -> None:
    context.window.show_tab(VISITS)
    page = context.window.page(VISITS)
    if page is not None:
        ask(page, act, *arguments)


def _act(context: DeskContext, tab: str, name: str) -> None:
    context.window.show_tab(tab)
    page: Any = context.window.page(tab)
    if page is None or page.dossier.key is None:
        context.window.toast(_NOBODY[tab], None)
        return
    act: Callable[[], object] = getattr(page.acts, name)
    act()


def go_to_signal(context: DeskContext, signal: "Signal") -> None:
    """Go to the place of a signal: the dossier with that placement, list and row; a note; or a page of the program."""
    from beschutdesk.rules.signals import Kind

    where, person = signal.where, signal.people[0] if signal.people else None
    if signal.kind is Kind.VISIT and where.record == "placement" and person is not None:
        plan_visit(context, person, where.id)
        return
    if where.record:
        _to_record(context, where.record, where.id, person, (where.section, where.row))
    elif where.section == "backups":
        from ui.settings.dialog import BACKUPS, open_settings

        open_settings(context, BACKUPS)
    elif where.section == "drafts":
        _to_draft(context, signal.key)
    elif where.section == "subsidy":
        context.window.show_tab(SUBSIDY)


def _to_record(
    context: DeskContext, record: str, key: UUID | None, person: UUID | None, spot: tuple[str, UUID | None] = ("", None)
) -> None:
    """Go to a record; to a field, a list or a row of it when one is named."""
    if key is None:
        return
    match record:
        case "supervision_subsidy":
            to_subsidy(context, key, spot[0])
        case "placement" if spot[0] == "subsidy":
            _to_first_subsidy(context, person)
        case "candidate":
            _to_dossier(context, key, None, *spot)
        case "placement" | "portfolio":
            found: Any = None if person else context.desk.dossiers.get(record, key)
            person = person or getattr(found, "candidate", None)
            if person is not None:
                section = spot if record == "placement" else ("portfolio", None)
                _to_dossier(context, person, key if record == "placement" else None, *section)
        case "employer":
            _to_employer(context, key)
            page: Any = context.window.page(EMPLOYERS)
            if page is not None and spot[0] in page.form.sections:
                page.go_to_section(spot[0])
        case "visit":
            to_visit(context, key, spot[0])
        case "task_list":
            context.window.show_tab(JOBCARVING)
        case "task_inventory":
            _to_heap(context, key)


def _to_heap(context: DeskContext, key: UUID) -> None:
    """Go to an inventory, also to one that is typed and was never saved."""
    found: Any = context.desk.dossiers.get("task_inventory", key)
    draft = context.desk.drafts.find(key) if found is None else None
    whose = draft.changes.get("employer") if draft is not None else None
    employer = found.employer if found is not None else UUID(whose) if isinstance(whose, str) else None
    if employer is not None:
        to_inventory(context, employer, key)


def _to_dossier(context: DeskContext, person: UUID, placement: UUID | None, section: str, row: UUID | None) -> None:
    context.open_dossier(person)
    page: Any = context.window.page(CANDIDATES)
    if page is not None:
        page.go_to(placement, section, row)


def go_to_notices(context: DeskContext, person: UUID, placement: UUID | None) -> None:
    """Go to what the rules say about a placement, below its line."""
    _to_dossier(context, person, placement, "placement_says", None)


def _to_draft(context: DeskContext, key: str) -> None:
    """The key of that signal ends on the record and its id; of many things that were left it does not."""
    record, _, found = key.rpartition(":")
    record = record.rpartition(":")[2]
    draft = next((one for one in context.desk.drafts.all() if str(one.id) == found), None)
    if draft is None or draft.record != record:
        context.window.show_tab(CANDIDATES)
        return
    if record == "visit" and context.desk.dossiers.get("visit", draft.id) is None:  # it was never saved
        from beschutdesk.services.visit_plans import is_plan
        from ui.dialogs.quick_note import take_note

        if is_plan(draft):
            _in_visits(context, "plan_again", draft.id)
            return

        take_note(context, None, "", context.window)
        return
    whose = draft.changes.get("candidate")
    _to_record(context, record, draft.id, UUID(whose) if isinstance(whose, str) else None)
