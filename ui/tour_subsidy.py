"""The part of the tour that shows the applications for begeleidingssubsidie: each part, the dialogs, large letters."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from ui import theme
from ui.context import DeskContext
from ui.main_window import SUBSIDY
from ui.tabs.subsidy import SubsidyPage

Picture = Callable[[QWidget, str], None]
Until = Callable[[Callable[[], bool], str], None]
_LARGE = 150
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
    lists, today = context.desk.subsidy_lists, context.today()
    lines = lists.lines(page.list.model.listed(), today)
    if not lines:
        raise LookupError("an application")
    for number, state in enumerate(dict.fromkeys(line.state for line in lines), start=1):
        one = next(line for line in lines if line.state is state)
        page.show_subsidy(one.id)
        until(lambda: page.found is not None and not page.gatherer.waits, "an application")
        page.form.finish()
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
