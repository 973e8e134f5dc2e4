"""The part of the tour that shows jobcarving: its four views, the form of a task, large letters, and the papers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.services.task_papers import READERS, Look, TaskAsked
from ui import theme
from ui.context import DeskContext
from ui.main_window import JOBCARVING
from ui.tabs.jobcarving import JobcarvingPage
from ui.tabs.jobcarving.inventory import InventoryView
from ui.tabs.jobcarving.views import BOARD, INVENTORY, VIEWS

Picture = Callable[[QWidget, str], None]
Until = Callable[[Callable[[], bool], str], None]
_LARGE: Final = 150
_WORDS: Final = {name: words.lower() for name, words, _icon in VIEWS}
_PAPERS: Final = (
    ("takenlijst", DocumentKind.TASK_LIST, Look.LINES),
    ("dagindeling", DocumentKind.DAY_PLAN, Look.LINES),
    ("dagindeling-plaatjes", DocumentKind.DAY_PLAN, Look.PICTURES),
    ("werkinstructie", DocumentKind.WORK_INSTRUCTION, Look.LINES),
)


def jobcarving(context: DeskContext, theme_name: str, picture: Picture, until: Until) -> None:
    """Show the tasks of somebody of the demo.

    Args:
        context: the open desk.
        theme_name: ends the name of each picture.
        picture: photographs a widget, by a name.
        until: waits for something, by what it is.

    Raises:
        LookupError: nobody of the demo has a week that is planned.
    """
    _tasks, place = _planned(context)
    context.choose(place.candidate)
    context.window.show_tab(JOBCARVING)
    page = context.window.page(JOBCARVING)
    if not isinstance(page, JobcarvingPage):
        raise LookupError("the page of jobcarving")
    until(lambda: page.tasks.placement is not None, "a task list")
    context.window.hush()  # of what was shown before
    for size, at in ((100, ""), (_LARGE, f"-{_LARGE}")):
        theme.current().set_text_size(size)
        try:
            _views(context, page, f"{at}-{theme_name}", picture, until)
        finally:
            theme.current().set_text_size(100)
    page.show_view(BOARD)
    page.board.open_form()
    picture(context.window, f"29-jobcarving-taak-{theme_name}")
    page.board.to_board()
    _paper_dialog(context, page, place.id, theme_name, picture, until)


def _views(context: DeskContext, page: JobcarvingPage, at: str, picture: Picture, until: Until) -> None:
    for name, words in _WORDS.items():
        page.show_view(name)
        view = page.front
        if name == INVENTORY and isinstance(view, InventoryView):
            until(partial(_is_open, view), "an inventory")
        picture(context.window, f"28-jobcarving-{words}{at}")


def _is_open(view: InventoryView) -> bool:
    return view.dossier.main is not None


def _paper_dialog(
    context: DeskContext, page: JobcarvingPage, place: UUID, theme_name: str, picture: Picture, until: Until
) -> None:
    from ui.dialogs.task_print import open_task_print

    dialog = open_task_print(context, place, page, paper=DocumentKind.DAY_PLAN.key)
    until(lambda: dialog.ready is not None, "the preview of a day plan")
    picture(dialog, f"30-taken-afdrukken-{theme_name}")
    dialog.abandon()


def write_papers(context: DeskContext, out: Path) -> list[Path]:
    """Write the papers of somebody of the demo, each for its usual reader; returns the files.

    Raises:
        LookupError: nobody of the demo has a week that is planned.
    """
    from ui.dialogs.saving import write_pdf

    tasks, place = _planned(context)
    stepped = next((one.id for one in tasks.tasks if any(step.task == one.id for step in tasks.steps)), None)
    papers, made = context.desk.task_papers, []
    for name, kind, look in _PAPERS:
        reader: Audience = READERS[kind][0]
        order = papers.order(place.id, kind, reader, context.today(), TaskAsked(task=stepped, look=look))
        made.append(out / f"{name}.pdf")
        write_pdf(made[-1], papers.render(order).data)
    return made


def _planned(context: DeskContext) -> tuple[TaskList, Placement]:
    """The fullest week of the demo, and whose it is."""
    dossiers = context.desk.dossiers
    lists = [one for key in dossiers.ids("task_list") if isinstance(one := dossiers.get("task_list", key), TaskList)]
    full = [one for one in lists if one.plan and one.steps]
    if not full:
        raise LookupError("a week that is planned")
    tasks = max(full, key=lambda one: (len(one.plan), len(one.steps)))
    place = dossiers.get("placement", tasks.placement) if tasks.placement is not None else None
    if not isinstance(place, Placement):
        raise LookupError("the placement of a task list")
    return tasks, place
