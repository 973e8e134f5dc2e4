"""The day plan for the wall: who guides, words that stay whole, and the name of a task above each of its steps."""

from itertools import pairwise
from pathlib import Path

import pytest

from beschutdesk.documents import day_plan
from beschutdesk.documents.day_look import Look
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.task_list import TaskStep
from tests.documents import invented_tasks as carved
from tests.documents import pdf


@pytest.mark.parametrize("look", Look)
def test_a_long_word_is_not_broken(look: Look, tmp_path: Path) -> None:
    long = carved.full()
    long.tasks.tasks[0].name = "Schoonmaakmiddelen bijvullen"
    long.tasks.steps[0].words = "Pak de veiligheidsschoenen"
    path = tmp_path / "lang.pdf"
    path.write_bytes(day_plan.made(long.views(Audience.FLOOR), look)[0])
    assert {"Schoonmaakmiddelen", "veiligheidsschoenen"} <= {word.text for word in pdf.words(path)}


def test_steps_on_a_next_sheet_have_the_name_of_their_task_above_them(tmp_path: Path) -> None:
    long = carved.full()
    raking, long.weekdays = long.tasks.tasks[1], (0,)
    long.tasks.steps = [TaskStep(task=raking.id, words=f"Doe nummer {number}") for number in range(1, 31)]
    path = tmp_path / "stappen.pdf"
    path.write_bytes(day_plan.made(long.views(Audience.FLOOR))[0])
    printed = pdf.words(path)
    words = [word for word in printed if word.page == 2]
    first = min(word.top for word in words if word.text == "Doe")
    assert any(word.text == "verder" and word.top < first for word in words)
    steps = [after.text for word, after in pairwise(printed) if word.text == "nummer"]
    assert steps == [str(number) for number in range(1, 31)]


def test_who_guides_is_who_is_named_else_who_was_agreed() -> None:
    one = carved.full()
    first = one.tasks.plan[0]
    anneke, youssef = one.dossier.employer.supervisors
    assert first.supervisor == anneke.id

    def said() -> str:
        return one.views(Audience.FLOOR).planned(0)[0].helper

    assert said() == "Anneke Smit, anders Youssef El Amrani"
    first.supervisor = first.backup = None  # the terms say the same
    assert said() == "Anneke Smit, anders Youssef El Amrani"
    one.dossier.placement.terms[0].backup = None
    assert said() == "Anneke Smit"
    anneke.backup = youssef.id
    assert said() == "Anneke Smit, anders Youssef El Amrani"
    first.supervisor = youssef.id
    assert said() == "Youssef El Amrani"
    assert one.views(Audience.FLOOR).planned(0)[1].helper == "", "a task is no moment of supervision"
