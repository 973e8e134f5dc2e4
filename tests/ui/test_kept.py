"""A record by path, each field read when it is asked for: the same as all of it flattened."""

from beschutdesk.dossier import codec
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.task_list import CarvedTask, TaskList, TaskState, TaskStep
from ui.forms.kept import MISSING, Kept
from ui.forms.session import EditSession


def a_list() -> TaskList:
    tasks = [CarvedTask(name="Vloer vegen", state=TaskState.TRYING), CarvedTask(name="Kassa tellen")]
    made = TaskList(placement=new_id(), tasks=tasks, steps=[TaskStep(task=tasks[0].id, words="Bezem pakken")])
    made.version = 3
    return made


def test_every_path_says_what_the_flattened_record_says() -> None:
    root = a_list()
    kept, flat = Kept(root), codec.flatten(root)
    assert {path: kept.plain(path) for path in flat} == flat


def test_what_is_not_there_is_missing() -> None:
    root = a_list()
    kept = Kept(root)
    task = root.tasks[0].id
    for path in ("nothing", f"tasks/{new_id()}/name", f"tasks/{task}/nothing", f"elsewhere/{task}/name", "~placement"):
        assert kept.plain(path) is MISSING, path
        assert kept.value(path) is MISSING, path
    assert kept.value("tasks") is MISSING, "a list of rows has no value of its own"
    assert kept.row("tasks", str(new_id())) is None


def test_a_row_in_which_nobody_typed_is_the_kept_one_and_another_is_not() -> None:
    root = a_list()
    session = EditSession(root)
    first, second = root.tasks
    session.set(f"tasks/{first.id}/name", "Vloer dweilen")
    typed = session.row("tasks", first.id)
    assert (typed.name, typed.state, typed.id) == ("Vloer dweilen", TaskState.TRYING, first.id)
    assert first.name == "Vloer vegen"
    assert session.row("tasks", second.id) is second


def test_a_new_row_and_one_that_is_put_back_are_read_too() -> None:
    root = a_list()
    session = EditSession(root)
    new = session.add_row("tasks", {"name": "Ramen lappen"})
    assert session.row("tasks", new).name == "Ramen lappen"
    key = root.tasks[1].id
    place = session.remove_row("tasks", key)
    session.put_row_back("tasks", key, place)
    assert session.row("tasks", key).name == "Kassa tellen"
    assert [row.name for row in session.build().tasks] == ["Vloer vegen", "Kassa tellen", "Ramen lappen"]
