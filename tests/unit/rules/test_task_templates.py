"""Templates by sector: whole, plain, own pictures; a bad one names its task."""

import re

import pytest

from beschutdesk import resources
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.task import DEMANDS, Demand, Frequency, Teachable
from beschutdesk.rules.folding import words
from beschutdesk.rules.pictograms import pictogram
from beschutdesk.rules.task_copy import STEP, THEIRS, WORK, again, by_task, carved, carved_steps, offered
from beschutdesk.rules.task_prompts import AskWhom, prompts, prompts_for
from beschutdesk.rules.task_templates import FOLDER, BadTemplate, parse, template, templates


def test_there_is_one_for_every_sector_and_each_is_a_heap() -> None:
    assert {one.key for one in templates()} == {
        "zwembad", "magazijn", "keuken", "groen", "productie", "scanstraat", "winkel",
    }  # fmt: skip
    assert len(list(resources.path(FOLDER).iterdir())) == len(templates())
    for one in templates():
        assert 12 <= len(one.tasks) <= 20, one.key
        names = [words(task.name) for task in one.tasks]
        assert len(set(names)) == len(names), one.key  # by name it is seen what is there already
        assert one.title
        assert one.about.endswith(".")


@pytest.mark.parametrize("sector", [one.key for one in templates()])
def test_every_task_is_whole(sector: str) -> None:
    for task in template(sector).tasks:
        made, steps = task.make()
        assert len(made.name) <= 45, made.name
        assert made.name[0].isupper(), made.name
        assert any(word.endswith("n") for word in made.name.split()), f"{made.name}: no verb"
        assert made.minutes is not None, made.name
        assert 5 <= made.minutes <= 240, made.name
        assert made.frequency is not None, made.name
        assert (made.times is None) is (made.frequency is Frequency.SEASON), made.name
        assert made.work_kinds, made.name
        assert made.surroundings, made.name
        assert all(isinstance(getattr(made, name), Demand) for name in DEMANDS), made.name
        assert made.teachable is not None, made.name
        assert bool(made.training) <= (made.teachable is not Teachable.AT_ONCE), made.name
        assert pictogram(made.pictogram) is not None, made.name
        assert 2 <= len(steps) <= 6, made.name
        for step in steps:
            assert step.task == made.id
            assert len(step.words) <= 60, step.words
            assert step.words.endswith((".", "?")), step.words
        assert not any(getattr(made, name) for name in (*THEIRS, "remark")), f"{made.name}: nobody can know"


def test_one_make_is_not_another() -> None:
    task = template("keuken").tasks[0]
    (first, steps), (second, _) = task.make(), task.make()
    assert first.id != second.id
    assert {step.task for step in steps} == {first.id}


def test_a_bad_one_names_its_task() -> None:
    head = 'title = "T"\nabout = "A"\n'
    good = '[[task]]\nkey = "a"\nname = "vegen"\n'
    assert parse("x", head + good).tasks[0].name == "vegen"
    for text, said in (
        ("title = 3", "‘title’ en ‘about’"),
        ("title", "geen TOML"),
        (head, "geen taak"),
        (head + good + good, "twee keer"),
        (head + '[[task]]\nkey = "a"\n', "x, a: ‘name’ ontbreekt"),
        (head + '[[task]]\nkey = "A b"\nname = "vegen"\n', "x, A b: ‘key’"),
        (head + good + "minutes = true\n", "x, a: ‘minutes’"),
        (head + good + 'readers = ["floor"]\n', "geen veld van een taak"),
        (head + good + 'remark = "x"\n', "geen veld van een taak"),
        (head + good + "steps = [3]\n", "een stap is tekst"),
        (head + good + 'steps = [["a", "b", "c"]]\n', "een stap is tekst"),
        (head + good + 'steps = ["a\\nb"]\n', "een stap: "),
    ):
        with pytest.raises(BadTemplate, match=re.escape(said)):
            parse("x", text)


# -- copies ------------------------------------------------------------------------------------------------------------


def test_a_copy_takes_every_field_of_the_work() -> None:
    shared = set(shape_of("inventory_task").specs) & set(shape_of("carved_task").specs)
    assert {*WORK, "readers", "remark"} == shared
    assert {*STEP, "readers", "task"} == set(shape_of("inventory_step").specs) == set(shape_of("task_step").specs)
    for one in templates():
        for task in one.tasks:
            made, steps = task.make()
            copy = carved(made)
            assert {name: getattr(copy, name) for name in WORK} == {name: getattr(made, name) for name in WORK}
            assert [step.words for step in carved_steps(by_task(steps)[made.id], copy.id)] == [
                step.words for step in steps
            ]
            back = offered(copy)
            assert back.id not in (made.id, copy.id)
            assert {name: getattr(back, name) for name in WORK} == {name: getattr(made, name) for name in WORK}
            assert again(made, elsewhere=True).minutes == made.minutes


# -- what to ask -------------------------------------------------------------------------------------------------------


def test_the_questions_are_plain_and_there_for_everybody() -> None:
    assert [one for whom in AskWhom for one in prompts_for(whom)] == list(prompts())  # grouped in the file too
    keys = [one.key for one in prompts()]
    assert len(set(keys)) == len(keys)
    for whom in AskWhom:
        assert 4 <= len(prompts_for(whom)) <= 10, whom
    for one in prompts():
        assert len(one.ask) <= 110, one.ask
        assert one.ask.endswith("?")
        assert len(one.remark) <= 110
