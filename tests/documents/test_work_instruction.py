"""The instruction of one task: how many pages it takes."""

from pathlib import Path

import pikepdf

from beschutdesk.documents import work_instruction
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.task_list import TaskStep
from tests.documents import invented_tasks as carved


def test_an_instruction_has_no_last_page_with_next_to_nothing(tmp_path: Path) -> None:
    many = carved.instruction()
    shown = many.tasks.steps[0].photo
    many.tasks.steps = [TaskStep(task=many.tasks.tasks[0].id, words=f"Doe {n}", photo=shown) for n in range(8)]
    first = work_instruction._compose(many.views(Audience.FLOOR), 1.0, 1.0)
    assert (first.extent()[0], first.extent()[1] < 0.1) == (3, True), "with photos as large as can be"
    path = tmp_path / "veel.pdf"
    path.write_bytes(work_instruction.made(many.views(Audience.FLOOR))[0])
    with pikepdf.open(path) as file:
        assert len(file.pages) == 2
