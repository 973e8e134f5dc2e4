"""Papers of jobcarving that leave: of the right tasks, for the right reader, and kept."""

from dataclasses import replace
from datetime import time
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.task_list import TaskState, TaskTryout
from beschutdesk.dossier.values import Slot
from beschutdesk.services.audit import Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.task_papers import READERS, Look, TaskAsked
from beschutdesk.storage.audit import Act
from beschutdesk.trouble import Trouble
from tests.documents import invented_tasks as invented
from tests.documents import pdf
from tests.documents.invented_tasks import TODAY, Carved

LIST, PLAN, INSTRUCTION = READERS


def kept(desk: Desk, made: Carved) -> Carved:
    case = made.dossier
    desk.dossiers.add([case.candidate, case.employer, case.placement, made.tasks])
    return made


@pytest.fixture
def one(desk: Desk) -> Carved:
    return kept(desk, invented.full())


def place(one: Carved) -> UUID:
    return one.dossier.placement.id


def asked(one: Carved, kind: DocumentKind) -> TaskAsked:
    return TaskAsked(task=one.tasks.tasks[1].id if kind is INSTRUCTION else None)


@pytest.mark.parametrize("kind", READERS)
def test_every_paper_is_made_for_each_of_its_readers_and_no_other(desk: Desk, one: Carved, kind: DocumentKind) -> None:
    papers = desk.task_papers
    for audience in READERS[kind]:
        printed = papers.render(papers.order(place(one), kind, audience, TODAY, asked(one, kind)))
        assert printed.data.startswith(b"%PDF-")
    for audience in set(Audience) - set(READERS[kind]):
        with pytest.raises(Trouble, match="alleen voor"):
            papers.order(place(one), kind, audience, TODAY, asked(one, kind))


def test_what_leaves_is_kept_with_its_number_and_in_the_log(desk: Desk, one: Carved) -> None:
    papers = desk.task_papers
    for number in (1, 2):
        order = papers.order(place(one), PLAN, Audience.FLOOR, TODAY)
        assert order.number == number
        papers.issue(order, papers.render(order), way="print")
    listed = papers.order(place(one), LIST, Audience.EMPLOYER, TODAY)
    assert listed.number == 1
    papers.issue(listed, papers.render(listed), way="pdf", to_whom="Gerrit Groen")
    last, *earlier = papers.issued(place(one))
    assert (last.kind, last.audience, last.to_whom) == (LIST, "employer", "Gerrit Groen")
    assert [int(each.number or 0) for each in earlier] == [2, 1]
    assert desk.documents.reopen(last).startswith(b"%PDF-")
    assert papers.issued(place(one), INSTRUCTION) == []
    assert len(desk.audit.numbers(Filter(frozenset({Act.PRINT})))) == 3


def test_the_list_has_the_package_and_the_rest_when_asked(desk: Desk) -> None:
    made = invented.full()
    states = (TaskState.PACKAGE, TaskState.TRYING, TaskState.IDEA, TaskState.DROPPED, TaskState.LATER, None)
    for task, state in zip(made.tasks.tasks, states, strict=True):
        task.state = state
    kept(desk, made)

    def names(*, whole: bool) -> list[str]:
        order = desk.task_papers.order(place(made), LIST, Audience.EMPLOYER, TODAY, TaskAsked(whole=whole))
        return [str(task.name) for task in order.views().tasks]

    assert names(whole=False) == ["Gereedschap klaarzetten"]
    assert names(whole=True) == [
        "Gereedschap klaarzetten", "Blad harken", "Kantine vegen", "Gereedschap opruimen"
    ]  # fmt: skip


def test_a_day_plan_has_whatever_is_planned_and_nothing_that_was_tried(desk: Desk) -> None:
    one = invented.full()
    one.tasks.tryouts = [TaskTryout(task=one.tasks.tasks[0].id, own_words="Ik vond het zwaar.")]
    kept(desk, one)
    order = desk.task_papers.order(place(one), PLAN, Audience.FLOOR, TODAY, TaskAsked(weekdays=(0,)))
    views = order.views()
    assert views.planned_days == [0]
    assert [block.title for block in views.planned(0)][-1] == "Gereedschap opruimen"  # an idea, and yet it is planned
    assert not any(getattr(record, "tryouts", []) for record in order.records)


def test_a_work_instruction_knows_its_own_steps_and_photos_alone(desk: Desk) -> None:
    made = invented.full()
    photo = next(iter(invented.instruction().photos.values()))
    stored = desk._store.attachments.put(photo)
    raked = [step for step in made.tasks.steps if step.task == made.tasks.tasks[1].id]
    template = next(one.photo for one in invented.instruction().tasks.steps if one.photo is not None)
    raked[0].photo = type(template)(stored, "stap.jpg", "image/jpeg", len(photo))
    raked[1].photo = type(template)("0" * 64, "weg.jpg", "image/jpeg", 3)  # not there: its pictogram is printed
    kept(desk, made)
    order = desk.task_papers.order_for_task(made.tasks.tasks[1].id, Audience.FLOOR, TODAY)
    views = order.views()
    assert [str(step.words) for step in views.task_list.steps] == [step.words for step in raked]
    assert list(views.photos) == [stored]
    assert b"/Image" in desk.task_papers.render(order).data
    wall = desk.task_papers.order(place(made), PLAN, Audience.FLOOR, TODAY)
    assert not wall.views().photos  # a line per step shows no photo
    wall = desk.task_papers.order(place(made), PLAN, Audience.FLOOR, TODAY, TaskAsked(look=Look.PICTURES))
    assert list(wall.views().photos) == [stored]


def test_what_is_being_typed_is_printed(desk: Desk, one: Carved) -> None:
    typed = copy(one.tasks)
    typed.tasks[0].name = "Gereedschap en lijst klaarzetten"
    order = desk.task_papers.order(place(one), LIST, Audience.EMPLOYER, TODAY, typed=typed)
    assert str(order.views().tasks[0].name) == "Gereedschap en lijst klaarzetten"
    typed.tasks[0].name = "later veranderd"
    assert str(order.views().tasks[0].name) == "Gereedschap en lijst klaarzetten"


@pytest.mark.parametrize("kind", [LIST, INSTRUCTION])
def test_a_paper_of_tasks_that_were_closed_to_its_reader_is_not_made_empty(desk: Desk, kind: DocumentKind) -> None:
    made = invented.full()
    for task in made.tasks.tasks:
        task.readers = (Audience.COLLEAGUE,)
    kept(desk, made)
    with pytest.raises(Trouble, match="niet voor deze lezer"):
        desk.task_papers.order(place(made), kind, Audience.EMPLOYER, TODAY, asked(made, kind))
    assert desk.task_papers.order(place(made), kind, Audience.COLLEAGUE, TODAY, asked(made, kind)).views().tasks


@pytest.mark.parametrize("kind", READERS)
def test_what_is_not_there_cannot_be_printed(desk: Desk, kind: DocumentKind) -> None:
    made = invented.empty()
    reader = READERS[kind][0]
    kept(desk, made)
    with pytest.raises(Trouble, match="nog geen taken"):
        desk.task_papers.order(place(made), kind, reader, TODAY)
    with pytest.raises(Trouble, match="er niet meer"):
        desk.task_papers.order(new_id(), kind, reader, TODAY)


def test_nothing_planned_nothing_in_the_package_no_such_task(desk: Desk) -> None:
    made = invented.full()
    made.tasks.plan = []
    for task in made.tasks.tasks:
        task.state = TaskState.IDEA
    kept(desk, made)
    papers = desk.task_papers
    with pytest.raises(Trouble, match="nog geen dagindeling"):
        papers.order(place(made), PLAN, Audience.FLOOR, TODAY)
    with pytest.raises(Trouble, match="geen taak in het pakket"):
        papers.order(place(made), LIST, Audience.EMPLOYER, TODAY)
    with pytest.raises(Trouble, match="Deze taak is er niet"):
        papers.order_for_task(new_id(), Audience.FLOOR, TODAY)


COVER = "Blok in de dagindeling: Wat blijft dan liggen, of wie neemt het over"
DEALS = "alleen voor begeleider, werkgever, SOB, collega, kandidaat"


def test_the_list_beside_the_preview_says_who_may_read_what_is_left_out(desk: Desk, one: Carved) -> None:
    """Of what this paper speaks of: an instruction says nothing of the plan, of hours or of where it all goes."""
    order = desk.task_papers.order(place(one), PLAN, Audience.FLOOR, TODAY)
    told = {(left.words, left.why) for left in desk.task_papers.left_out(order)}
    assert {(COVER, DEALS), ("Taak (3 velden)", DEALS)} == told
    order = desk.task_papers.order_for_task(one.tasks.tasks[1].id, Audience.FLOOR, TODAY)
    assert {(left.words, left.why) for left in desk.task_papers.left_out(order)} == {("Taak (2 velden)", DEALS)}


@pytest.mark.parametrize("kind", READERS)
def test_what_a_paper_does_not_take_along_it_would_not_print(
    desk: Desk, one: Carved, monkeypatch: pytest.MonkeyPatch, kind: DocumentKind
) -> None:
    """The same file as from whole records: nothing that a paper can say is thrown away."""
    papers = desk.task_papers
    orders = [papers.order(place(one), kind, reader, TODAY, asked(one, kind)) for reader in READERS[kind]]
    for order in orders:
        roots = (one.dossier.candidate, one.dossier.employer)
        tasks = copy(one.tasks)
        tasks.tasks = [task for task in tasks.tasks if task.id in {each.id for each in order._tasks.tasks}]
        whole = replace(order, _tasks=tasks, _place=one.dossier.placement, _around=roots)
        assert papers.render(order).data == papers.render(whole).data, order.audience


def test_versions_of_an_instruction_are_counted_by_task(desk: Desk, one: Carved) -> None:
    papers, (first, second, *_) = desk.task_papers, one.tasks.tasks
    numbers = []
    for task in (first, second, first):
        order = papers.order_for_task(task.id, Audience.FLOOR, TODAY)
        papers.issue(order, papers.render(order), way="pdf")
        numbers.append(order.number)
    assert numbers == [1, 1, 2]
    assert [int(each.number or 0) for each in papers.issued(place(one), INSTRUCTION, first.id)] == [2, 1]
    assert len(papers.issued(place(one))) == 3
    stay = [str(task.id) for task in one.tasks.tasks[1:]]
    desk.dossiers.save([Edit("task_list", one.tasks.id, 1, {"tasks": stay})])
    assert len(papers.issued(place(one), INSTRUCTION)) == 3, "it is no reference: what went out holds no task in place"


def test_words_to_look_at(desk: Desk) -> None:
    made = invented.full()
    made.tasks.steps[0].words = "Neem je medicijnen in"
    kept(desk, made)
    order = desk.task_papers.order(place(made), PLAN, Audience.FLOOR, TODAY)
    assert any("medicijnen" in slip.words for slip in desk.task_papers.slips(order))


def test_every_word_that_is_printed_is_looked_at(desk: Desk) -> None:
    made = invented.full()
    made.tasks.plan[0].name = "Gesprek over zijn medicijnen"
    made.tasks.plan = made.tasks.plan[:1]
    made.tasks.tasks[1].when = "na zijn therapie"
    made.dossier.placement.department = "naast de huisarts"
    kept(desk, made)
    papers = desk.task_papers
    listed = papers.slips(papers.order(place(made), LIST, Audience.EMPLOYER, TODAY))
    assert {slip.found for slip in listed} == {"medicijnen", "huisarts"}
    told = papers.slips(papers.order_for_task(made.tasks.tasks[1].id, Audience.FLOOR, TODAY))
    assert {slip.found for slip in told} == {"therapie"}


def test_the_chapter_of_the_portfolio_comes_from_package_and_plan(desk: Desk, tmp_path: Path) -> None:
    """Nothing of it is typed again: when, from the plan; how, from the steps; what is no package is not in it."""
    made = invented.full()
    made.tasks.tasks[0].when = "elke ochtend"  # gives way to the plan
    potting = [part for part in made.tasks.plan if part.task == made.tasks.tasks[3].id]
    for hour, part in enumerate(potting, start=10):
        part.at = tuple(Slot(slot.weekday, time(hour), slot.end) for slot in part.at)
    case = made.dossier
    desk.dossiers.add([case.candidate, case.employer, case.placement, made.tasks])
    order = desk.documents.portfolio_order(case.candidate.id, Audience.FLOOR, TODAY)
    flat = next(flat for name, _, flat in order.records if name == "task_list")
    assert "Gereedschap opruimen" not in str(flat)
    assert "Planning doornemen" not in str(flat)
    printed = desk.documents.render(order)
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(printed.data)
    said = " ".join(pdf.spoken(path)).replace("\u00a0", " ")
    assert "ma t/m wo, 9.15 – 10.15" in said
    assert "90 minuten" not in said, "the times say how long"
    assert "ma t/m wo wisselende tijden 60 minuten" in said, "a time for every day would fill the chapter"
    assert "elke ochtend Gereedschap" not in said
    assert "1. Pak de lijst van het bord" in said
