"""Going to where something stands: a field of the application, a row, or a place in the dossier."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import main_window as tabs
from ui.context import DeskContext
from ui.locking import ask
from ui.tabs.dossiers.plan import Fields
from ui.tabs.subsidy.layout import ROOT, SECTIONS
from ui.theme import tokens as tk

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered
    from ui.tabs.subsidy.page import SubsidyPage

_SECTION: Final = {
    "scheme": "amount",
    "intensity": "amount",
    "goals": "plan",
    "answers": "questions",
    "attachments": "papers",
    "log": "log",
    "steps": "state",
    "facts": "changes",
    "missing": "missing",
}
_DOSSIER: Final = frozenset({"candidate", "employer", "placement"})


def section_of(field: str) -> str:
    """The section that a field of the application stands in; empty when it is none of these."""
    if field in _SECTION:
        return _SECTION[field]
    for plan in SECTIONS:
        if plan.key == field or any(isinstance(part, Fields) and field in part.attributes for part in plan.parts):
            return plan.key
    return ""


def go_to_field(page: "SubsidyPage", field: str, around: "Gathered | None") -> None:
    """Put the focus where a check or a signal points: ``since``, ``attachments:contract``, ``employer.iban``."""
    record, _, _ = field.partition(".")
    if "." in field and record in _DOSSIER:
        go_to_dossier(page.context, around, field)
        return
    name, _, row = field.partition(":")
    section = section_of(name)
    if not section:
        return
    page.go_to_section(section)
    focus: QWidget | None = _enter(page, name, row)
    if focus is None:
        page.form.go_to_first(section)
        focus = _focused(page)
    else:
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
    if focus is not None and page.form.isAncestorOf(focus):
        page.view.ensureWidgetVisible(focus, 0, tk.S7)
        page.index.set_current(section)


def _focused(page: "SubsidyPage") -> QWidget | None:
    return page.window().focusWidget()


def _enter(page: "SubsidyPage", name: str, row: str) -> QWidget | None:
    """The widget to go to; ``None`` for the first one of the section."""
    form = page.form
    part: dict[str, Callable[[], QWidget | None]] = {
        "missing": lambda: None if form.missing.list.isHidden() else form.missing.list,
        "scheme": lambda: form.scheme.scheme.combo,
        "intensity": lambda: form.scheme.intensity.combo,
        "answers": lambda: _focused(page) if form.questions.go_to(row) else None,
        "attachments": lambda: _focused(page) if form.papers.go_to(row) else None,
        "log": lambda: _focused(page) if form.log.go_to(row) else None,
        "goals": lambda: _goal(page),
    }
    if name in part:
        return part[name]()
    binder = form.binder(ROOT)
    return binder.editor(name).buddy if name in binder.attributes() else None


def _goal(page: "SubsidyPage") -> QWidget | None:
    """The first empty field of the plan, else the button that begins a goal."""
    editor = page.form.row_list(ROOT, "goals")
    for form in editor.forms():
        for name in ("problem", "action", "goal"):
            one = form.binder.editor(name)
            if not one.read().value:
                return one.buddy  # type: ignore[no-any-return]
    return None if editor.forms() else editor.add


def go_to_dossier(context: DeskContext, around: "Gathered | None", field: str) -> None:
    """Go to a field of the person, the employer or the placement that an application is about."""
    if around is None:
        return
    record, _, name = field.partition(".")
    window = context.window
    if record == "employer" and around.employer is not None:
        window.show_tab(tabs.EMPLOYERS)
        page: Any = window.page(tabs.EMPLOYERS)
        if page is not None:
            ask(page, "show_again", around.employer.id)
            if name:
                _focus_field(page, "employer", name)
    elif around.candidate is not None:
        context.open_dossier(around.candidate.id)
        page = window.page(tabs.CANDIDATES)
        if page is not None and name:
            place = around.placement.id if around.placement is not None and record == "placement" else None
            page.go_to(place, name, None)


def _focus_field(page: Any, record: str, name: str) -> None:
    """Put the focus in a field of the page of another tab."""
    binder = page.form.binder(record)
    if name in binder.attributes():
        page.form.finish()
        buddy = binder.editor(name).buddy
        buddy.setFocus(Qt.FocusReason.OtherFocusReason)
        page.view.ensureWidgetVisible(buddy, 0, tk.S7)
