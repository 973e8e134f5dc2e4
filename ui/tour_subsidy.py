"""The part of the tour with the applications for begeleidingssubsidie: each part, dialogs, large letters, papers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.rules.subsidy_states import state_of
from beschutdesk.services.subsidy_papers import READERS
from ui import theme
from ui.context import DeskContext
from ui.main_window import SUBSIDY
from ui.tabs.subsidy import SubsidyPage

Picture = Callable[[QWidget, str], None]
Until = Callable[[Callable[[], bool], str], None]
_LARGE = 150
_PAPERS = {
    DocumentKind.SUBSIDY_APPLICATION: "aanvraag-subsidie",
    DocumentKind.STEP_PLAN: "stappenplan",
    DocumentKind.COST_PICTURE: "kostenplaatje",
    DocumentKind.SUPERVISION_LOG: "overzicht-begeleiding",
}
_PARTS = ("applicant", "amount", "why", "papers", "log", "state")


def subsidies(context: DeskContext, theme_name: str, picture: Picture, until: Until) -> None:
    """Show the applications of the demo.

    Args:
        context: the open desk.
        theme_name: ends the name of each picture.
        picture: photographs a widget, by a name.
        until: waits for something, by what it is.

    Raises:
        LookupError: the demo has no application.
    """
    context.window.show_tab(SUBSIDY)
    page = context.window.page(SUBSIDY)
    if not isinstance(page, SubsidyPage):
        raise LookupError("the page of the applications")
    context.window.hush()  # of what was shown before
    lists, today = context.desk.subsidy_lists, context.today()
    lines = lists.lines(page.list.model.listed(), today)
    if not lines:
        raise LookupError("an application")
    for number, state in enumerate(dict.fromkeys(line.state for line in lines), start=1):
        one = next(line for line in lines if line.state is state)
        page.show_subsidy(one.id)
        until(lambda: page.found is not None and not page.gatherer.waits, "an application")
        page.go_to_section("missing")
        picture(context.window, f"23-aanvraag-{number}-{state.key}-{theme_name}")
    first = next((line for line in lines if line.state is SubsidyState.CONCEPT), lines[0])
    page.show_subsidy(first.id)
    until(lambda: page.found is not None and not page.gatherer.waits, "an application")
    page.form.finish()
    for key in _PARTS:
        page.go_to_section(key)
        picture(context.window, f"24-aanvraag-deel-{key}-{theme_name}")
    _dialogs(page, theme_name, picture)
    before = theme.current().text_size
    theme.current().set_text_size(_LARGE)
    for key in ("missing", "amount", "why"):
        page.go_to_section(key)
        picture(context.window, f"25-aanvraag-groot-{key}-{theme_name}")
    theme.current().set_text_size(before)


def _dialogs(page: SubsidyPage, theme_name: str, picture: Picture) -> None:
    """The next step, and beginning one for whom is not chosen yet."""
    page.enter_missing()
    step = page.acts.step(page.head.next)
    if step is not None:
        picture(step, f"26-stap-{theme_name}")
        step.reject()
    page.context.choose(None)
    begin = page.acts.begin()
    if begin is not None:
        picture(begin, f"27-aanvraag-beginnen-{theme_name}")
        begin.reject()


def write_papers(context: DeskContext, out: Path) -> list[Path]:
    """Write the papers of an application that was granted, each for its usual reader; returns the files.

    Raises:
        LookupError: nothing was granted in the demo.
    """
    from ui.dialogs.saving import write_pdf

    desk, today, made = context.desk, context.today(), []
    kept = (desk.dossiers.get("supervision_subsidy", key) for key in desk.dossiers.ids("supervision_subsidy"))
    granted = next((one for one in kept if one is not None and state_of(one) is SubsidyState.GRANTED), None)
    if granted is None:
        raise LookupError("an application that was granted")
    for kind, name in _PAPERS.items():
        order = desk.subsidy_papers.order(granted.id, kind, READERS[kind][0], today)
        made.append(out / f"{name}.pdf")
        write_pdf(made[-1], desk.subsidy_papers.render(order).data)
    return made
