"""Takenlijst inlezen: the window that reads any list in, for the tasks of an inventory or of a person."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.services.dossiers import Saved
from beschutdesk.services.intake import Mapping, Opened, Plan, Row, Target, Twin
from beschutdesk.services.inventories import Brought
from beschutdesk.services.task_import import TARGETS, Goal, Standing, TaskImport, TaskPlan, TaskRow
from ui.dialogs.importing import ImportDialog
from ui.jobs import Report

if TYPE_CHECKING:
    from ui.context import DeskContext

RECORD = "inventory_task"


class TaskTables:
    """Reads tables of tasks as the window asks it.

    Args:
        service: of the open desk.
        goal: where the tasks go.

    Attributes:
        brought: what the last run did.
    """

    def __init__(self, service: TaskImport, goal: Goal) -> None:
        self._service, self._goal = service, goal
        self._plan: TaskPlan | None = None
        self.brought: Brought | None = None

    def open(self, path: Path, record: str, name: str = "") -> Opened:
        """Read a table and say what its columns may mean."""
        return self._service.open(path, name)

    def targets(self, record: str) -> dict[str, Target]:
        """The fields that a column can fill, by path."""
        return dict(TARGETS)

    def preview(self, path: Any, record: str, mapping: Mapping, *, report: Report | None = None) -> Plan:
        """What would happen to each row."""
        self._plan = plan = self._service.preview(self._goal, path, mapping)
        return Plan(RECORD, tuple(_row(one) for one in plan.rows), "", mapping, plan.left, plan.table.form)

    def run(self, plan: Plan, skip: list[int], also: list[int], report: Report) -> Saved:
        """Keep the rows in one save."""
        if self._plan is None:
            raise RuntimeError("no plan was made")
        report(0, len(plan.rows))
        self.brought = self._service.take(self._goal, self._plan, skip=skip, also=also)
        return self.brought.saved


def _row(one: TaskRow) -> Row:
    twin = Twin(None, None, one.title, sure=True) if one.standing is Standing.DOUBLE else None
    return Row(one.number, one.standing, one.title, one.task, one.errors, one.remarks, twin)


class TaskImportDialog(ImportDialog):
    """The window, for tasks.

    Args:
        context: the open desk.
        goal: where the tasks go.
        parent: the window below.

    Attributes:
        tasks_brought: tasks were kept: what was :class:`Brought`, and words for the toast.
    """

    tasks_brought = Signal(object, str)

    def __init__(self, context: "DeskContext", goal: Goal, parent: QWidget | None = None) -> None:
        self._tables = TaskTables(context.desk.task_import, goal)
        super().__init__(context, RECORD, parent, intake=self._tables)
        self.brought.connect(self._tell)
        self.finished.connect(lambda _result: self.deleteLater())

    def _tell(self, _saved: Saved, words: str) -> None:
        if self._tables.brought is not None:
            self.tasks_brought.emit(self._tables.brought, words)
