"""The part of the tour that shows the visits: prepared, to read, while talking, planned, and on paper."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.dossier.visit import VisitState
from ui.context import DeskContext
from ui.locking import ask
from ui.main_window import VISITS
from ui.tabs.visits import VisitsPage
from ui.theme import current

_LARGE: Final = 150
"""Percent, of the largest letters that a small screen has to bear."""
Picture = Callable[[QWidget, str], None]
Until = Callable[[Callable[[], bool], str], None]


def visits(context: DeskContext, person: UUID, theme: str, picture: Picture, until: Until) -> None:
    """Show the visits of the demo.

    Args:
        context: the open desk.
        person: whom a visit is planned for.
        theme: ends the name of each picture.
        picture: photographs a widget, by a name.
        until: waits for something, by what it is.

    Raises:
        LookupError: the demo has no such visit.
    """
    context.window.show_tab(VISITS)
    page = context.window.page(VISITS)
    if not isinstance(page, VisitsPage):
        raise LookupError("the page of the visits")
    until(lambda: page.list.model.rowCount() > 0, "the list of visits")
    lines = context.desk.visit_lists.lines(page.list.model.listed(), context.today())
    for state, name in ((VisitState.PLANNED, "voorbereiden"), (VisitState.DONE, "lezen")):
        line = next(line for line in lines if line.state is state and line.who and line.employer)
        page.show_visit(line.id)
        until(partial(_shows, page, line.id), name)
        picture(context.window, f"19-bezoek-{name}-{theme}")
    held = next(line for line in lines if line.state is VisitState.PLANNED and line.who and line.employer)
    for size in (_LARGE, 100):
        current().set_text_size(size)
        try:
            page.show_visit(held.id)
            until(partial(_shows, page, held.id), "a visit that is planned")
            at = "" if size == 100 else f"-{size}"
            if at:
                picture(context.window, f"19-bezoek-voorbereiden{at}-{theme}")
            context.open_visit(held.id)
            mode = context.window.mode
            if mode is None:
                raise LookupError("bezoekmodus")
            picture(context.window, f"23-bezoekmodus{at}-{theme}")
            ask(mode, "leave")  # nothing was written: it is planned again
            context.window.hush()  # nor is it told over the pictures that follow
        finally:
            current().set_text_size(100)
    trip = max((line for line in lines if line.state is VisitState.DONE), key=lambda line: len(line.who))
    report = page.acts.report(trip.id, share=True)
    if report is not None:
        until(lambda: report.ready is not None, "the report of a visit")
        picture(report, f"20-verslag-{theme}")
        report.abandon()
    made: tuple[tuple[str, QDialog | None], ...] = (
        ("21-bezoek-plannen", page.acts.plan(person)),
        ("22-verslagen-periode", page.acts.batch()),
    )
    for name, dialog in made:
        if dialog is not None:
            picture(dialog, f"{name}-{theme}")
            dialog.reject()


def _shows(page: VisitsPage, key: UUID) -> bool:
    return page.shown.found is not None and page.shown.found.visit.id == key
