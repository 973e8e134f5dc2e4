"""The papers of jobcarving: valid, readable aloud, whatever people type, nobody's secrets, and large on the wall."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from beschutdesk.documents import day_plan, task_list, wall, work_instruction
from beschutdesk.documents.day_look import Look
from beschutdesk.documents.pictogram import _outlines, picture
from beschutdesk.documents.task_views import TaskViews
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import PlanKind, PlanPart, TaskList
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.rules.day_plan import sums
from beschutdesk.rules.package import in_week
from beschutdesk.rules.pictograms import pictograms
from beschutdesk.rules.task_time import how_long, working_days
from tests.documents import invented, pdf, pictures
from tests.documents import invented_tasks as carved
from tests.documents.invented_tasks import TODAY, Carved
from tests.documents.test_conformance import NASTY, TAGS
from tests.documents.two_worlds import World, all_fields_seen, all_rows_seen, unsaid

PAPERS: dict[str, Callable[[TaskViews], tuple[bytes, tuple[str, ...]]]] = {
    "task-list": task_list.made,
    "day-plan": day_plan.made,
    "day-pictures": partial(day_plan.made, look=Look.PICTURES),
    "work-instruction": work_instruction.made,
}
NAMES: dict[str, Callable[[TaskViews], str]] = {
    "task-list": task_list.file_name,
    "day-plan": day_plan.file_name,
    "day-pictures": day_plan.file_name,
    "work-instruction": work_instruction.file_name,
}
WALL = ("day-plan", "day-pictures")
PAIRS = [(paper, audience) for paper in PAPERS for audience in Audience]


def _always(text: str, _name: str) -> str:
    return text


def _full(paper: str) -> Carved:
    return carved.instruction() if paper == "work-instruction" else carved.full()


def _cases() -> dict[str, Callable[[], bytes]]:
    cases: dict[str, Callable[[], bytes]] = {}

    def add(name: str, paper: str, make: Callable[[], Carved], audience: Audience = Audience.FLOOR) -> None:
        cases[f"{paper}-{name}"] = lambda: PAPERS[paper](make().views(audience))[0]

    for paper in PAPERS:
        add("full-employer", paper, partial(_full, paper), Audience.EMPLOYER)
        add("full-floor", paper, partial(_full, paper))
        add("empty", paper, carved.empty)
        add("endless", paper, partial(carved.worded, partial(_always, "x" * 1500)), Audience.EMPLOYER)
    for paper in WALL:
        add("busy", paper, carved.busy)
    for number, text in enumerate(NASTY[:8]):
        paper = [*PAPERS][number % len(PAPERS)]
        add(f"nasty-{number}", paper, partial(carved.worded, partial(_always, text)), Audience.SUPERVISOR)
    return cases


CASES = _cases()
JUDGED = [*(f"{paper}-full-floor" for paper in PAPERS), "task-list-empty", "day-plan-busy", "day-pictures-nasty-2"]
"""Each kind of paper, and what is odd about one; each file costs the judge half a second."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All cases as files."""
    return pdf.written(tmp_path_factory.mktemp("taken"), ((name, make()) for name, make in CASES.items()))


_words = cache(pdf.words)


@pytest.mark.slow
def test_the_judge_passes_every_paper(made: dict[str, Path]) -> None:
    assert pdf.objections(made[name] for name in JUDGED) == {}


@pytest.mark.parametrize("name", CASES)
def test_content_and_trees_agree(made: dict[str, Path], name: str) -> None:
    found = pdf.structure(made[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    assert found.tags <= TAGS


@pytest.mark.parametrize("paper", PAPERS)
def test_a_normal_paper_is_drawn_in_reading_order(made: dict[str, Path], paper: str) -> None:
    assert pdf.structure(made[f"{paper}-full-employer"].read_bytes()).inversions == 0


@pytest.mark.parametrize("name", CASES)
def test_nothing_runs_off_the_page(made: dict[str, Path], name: str) -> None:
    assert pdf.stray(made[name], _words(made[name]), wall.MARGIN) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_views_give_the_same_bytes(made: dict[str, Path], paper: str) -> None:
    assert CASES[f"{paper}-full-floor"]() == made[f"{paper}-full-floor"].read_bytes()


# -- what it says ------------------------------------------------------------------------------------------------------


def test_the_task_list_reckons_hours_main_tasks_and_the_time_that_comes_free(made: dict[str, Path]) -> None:
    said = " ".join(pdf.spoken(made["task-list-full-employer"])).replace("\u00a0", " ")
    # 3 × 30 + 3 × 90 + 3 × 20 + 3 × 60 + 60 as planned + 3 × 20 minutes, of 18 hours
    assert "6 taken: samen 12 uur per week, van de 18 afgesproken uren." in said
    assert "Hoofdtaken: Gereedschap klaarzetten, Blad harken en Potten vullen en wegzetten." in said
    assert "Hovenier 5 uur 30 Snoeiwerk" in said  # raking and sweeping, however the name is spelled
    assert "2 taken blijven nu liggen." in said
    freed = said.partition("Tijd die vrijkomt")[2]
    assert "Voorman 1 uur 30 Klanten bellen" in freed
    assert not any(word in freed for word in ("Niemand", "weggooien", "Wie tijd heeft")), "it takes nobody's time now"
    assert "ma t/m wo, 8.30 – 8.45 uur Anneke Smit, anders Youssef El Amrani" in said


def test_the_floor_reads_nothing_of_who_does_what_now(made: dict[str, Path]) -> None:
    said = " ".join(pdf.spoken(made["task-list-full-floor"]))
    assert "Gereedschap klaarzetten" in said
    assert not any(word in said for word in ("Voorman", "Snoeiwerk", "De ploeg start", "kleine maaier"))


def test_the_wall_says_nothing_of_whose_time_comes_free(made: dict[str, Path]) -> None:
    """Not even to those who may read it elsewhere."""
    names = [name for name in made if name.endswith(("full-employer", "full-floor")) and "task-list" not in name]
    assert len(names) == 6
    for name in names:
        said = " ".join(pdf.spoken(made[name]))
        assert not any(word in said for word in ("Voorman", "Hovenier ", "Snoeiwerk", "Klanten bellen")), name


def test_more_than_was_agreed_is_said() -> None:
    much = carved.full()
    much.dossier.placement.terms[0].hours = Decimal(12)
    assert "6 taken: samen 12 uur per week, van de 12 afgesproken uren." in _sums(much)
    much.dossier.placement.terms[0].hours = Decimal("11.5")
    assert "6 taken: samen 12 uur per week, meer dan de 11,5 afgesproken uren." in _sums(much)


def _sums(made: Carved) -> list[str]:
    return [line.replace("\u00a0", " ") for line in task_list._sums(made.views(Audience.EMPLOYER))]


def test_paper_board_and_package_reckon_by_one_rule() -> None:
    made = carved.full()
    bus = made.tasks.tasks[4]  # now and then: as it is planned
    made.tasks.plan = [part for part in made.tasks.plan if part.task != bus.id]
    for start, end in ((10, 11), (10, 12)):  # over each other: two hours, and not three
        at = (Slot(0, time(start), time(end)),)
        made.tasks.plan.append(PlanPart(at=at, kind=PlanKind.TASK, task=bus.id))
    terms = made.dossier.placement.terms[-1]
    views = made.views(Audience.EMPLOYER)
    found = sums(made.tasks.plan)
    assert found.task(bus.id) == 120
    for task, view in zip(made.tasks.tasks, views.tasks, strict=True):
        reckoned = in_week(task, found.task(task.id), working_days(terms, made.tasks.plan), terms.hours)
        assert views.time(view) == (reckoned.weekly, reckoned.main)
    assert views.time(views.tasks[4]).weekly == 120


def test_without_agreed_days_those_of_the_plan_count() -> None:
    made = carved.full()
    for terms in made.dossier.placement.terms:
        terms.days = ()
    assert made.views(Audience.EMPLOYER).days == 3


def test_the_lines_of_the_task_list_add_up_to_what_it_says_on_top() -> None:
    made = carved.full()
    made.tasks.tasks = [
        replace(task, minutes=Decimal(60), times=None, frequency=Frequency.MONTH) for task in made.tasks.tasks[:3]
    ]
    views = made.views(Audience.EMPLOYER)
    assert [how_long(views.time(task).weekly or 0) for task in views.tasks] == ["14 minuten"] * 3
    assert "samen 42 minuten per week" in _sums(made)[0]


def test_who_comes_along_in_a_task_stands_with_those_who_guide() -> None:
    made = carved.full()
    anneke = made.dossier.employer.supervisors[0]
    part = next(one for one in made.tasks.plan if one.kind is PlanKind.TASK)
    before = len(task_list._guided(made.views(Audience.EMPLOYER)))
    part.supervisor, part.cover = anneke.id, "De telefoon gaat naar Youssef."
    guided = task_list._guided(made.views(Audience.EMPLOYER))
    assert len(guided) == before + 1
    assert (anneke.name, part.cover) in [(one.guides[0], str(one.part.cover)) for _, one in guided]


def test_possible_tasks_are_called_so() -> None:
    all_ = carved.full()
    all_.whole = True
    assert "6 taken, mogelijk bij deze werkgever: samen 12 uur per week." in _sums(all_)


@pytest.mark.parametrize("paper", WALL)
def test_every_planned_day_has_one_sheet_with_its_name(made: dict[str, Path], paper: str) -> None:
    with pikepdf.open(made[f"{paper}-full-floor"]) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Maandag", "Dinsdag", "Woensdag"]
        assert len(file.pages) == 3


def test_a_chosen_day_comes_alone() -> None:
    one = carved.full()
    one.weekdays = (2, 4)
    assert one.views(Audience.FLOOR).planned_days == [2]


def test_a_day_that_is_too_full_goes_on_and_stays_large(made: dict[str, Path]) -> None:
    with pikepdf.open(made["day-plan-busy"]) as file:
        assert len(file.pages) > 1
    steps = [word for word in _words(made["day-plan-busy"]) if word.text == "lijst"]
    assert min(word.bottom - word.top for word in steps) >= 12


def test_a_day_of_more_sheets_is_as_large_as_those_hold(
    made: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(day_plan, "SIZES", day_plan.SIZES[-1:])
    path = tmp_path / "klein.pdf"
    path.write_bytes(day_plan.made(carved.busy().views(Audience.FLOOR))[0])
    small, large = _words(path), _words(made["day-plan-busy"])
    assert max(word.page for word in large) == max(word.page for word in small)
    heights = [max(word.bottom - word.top for word in words if word.text == "lijst") for words in (large, small)]
    assert heights[0] > heights[1]


def test_pictograms_are_read_aloud_by_their_word(made: dict[str, Path]) -> None:
    with pikepdf.open(made["day-plan-full-floor"]) as file:
        said = {str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert {"samen", "gereedschap", "bladeren", "koffie of thee", "tellen", "handschoenen"} <= said


def test_without_times_words_and_pictures_a_block_still_stands(tmp_path: Path) -> None:
    bare = carved.full()
    for part in bare.tasks.plan:
        part.at = tuple(type(slot)(slot.weekday) for slot in part.at)
    for step in bare.tasks.steps:
        step.pictogram = "bestaat-niet"
    path = tmp_path / "kaal.pdf"
    path.write_bytes(day_plan.made(bare.views(Audience.FLOOR))[0])
    assert "Blad harken" in " ".join(pdf.spoken(path))


def test_every_pictogram_can_be_drawn() -> None:
    for one in pictograms():
        assert _outlines(one.key), one.key
        assert picture(one.key, 20) is not None
    assert picture("", 20) is None


def test_a_photo_goes_before_the_pictogram(made: dict[str, Path]) -> None:
    with pikepdf.open(made["work-instruction-full-floor"]) as file:
        pictures = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        said = [str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert len(pictures) == 2
    assert "Foto bij stap 1: Trek je hes en handschoenen aan" in said
    assert "handschoenen" not in said


# -- nobody reads what is not theirs -----------------------------------------------------------------------------------


def _of(world: World) -> TaskViews:
    """A whole task list, every field filled."""
    made, glass = world.seen()
    listed = made["task_list"]
    assert isinstance(listed, TaskList)
    rows = [part for part in listed.plan if part.readers is None]
    rows[0].kind, rows[1].kind = PlanKind.TASK, PlanKind.SUPERVISION  # so that both ways to draw one are proved
    if world.audience in REGISTRY["carved_task"].specs["left_lying"].share:  # so that time of the first comes free
        next(task for task in listed.tasks if task.readers is None).left_lying = YesNo.NO
    files = [step.photo for step in listed.steps if step.photo is not None]
    see: Callable[[Any], SeenBy] = glass.see
    return TaskViews(
        audience=world.audience,
        task_list=see(listed),
        placement=see(made["placement"]),
        caseworker=see(made["caseworker"]),
        number=7,
        issued_on=TODAY,
        photos={file.digest: invented.picture_of(file.digest) for file in files},
    )


def _same(paper: str, audience: Audience) -> bool:
    one, two = (_of(World(name, audience)) for name in ("een", "twee"))
    return PAPERS[paper](one) == PAPERS[paper](two) and NAMES[paper](one) == NAMES[paper](two)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}-{pair[1].key}")
def test_what_is_hidden_leaves_no_trace(pair: tuple[str, Audience]) -> None:
    assert _same(*pair)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_leak_is_noticed(monkeypatch: pytest.MonkeyPatch, paper: str) -> None:
    """The proof bites: a builder that reaches behind the view is found."""
    monkeypatch.setattr(TaskViews, "called", property(lambda self: str(self.placement.candidate._record.private_notes)))
    assert not _same(paper, Audience.EMPLOYER)


def test_eyes_that_see_everything_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    all_fields_seen(monkeypatch)
    assert not _same("task-list", Audience.FLOOR)


@pytest.mark.parametrize("paper", PAPERS)
def test_rows_that_were_closed_are_noticed(monkeypatch: pytest.MonkeyPatch, paper: str) -> None:
    all_rows_seen(monkeypatch)
    assert not _same(paper, Audience.FLOOR)


PRINTED: dict[str, dict[str, str]] = {
    "task-list": {
        "candidate": "name_used family_name",
        "caseworker": "name role",
        "employer": "name",
        "placement": "job_title department",
        "carved_task": "name place done_by freed_for",
        "task_list": "grows_to",
    },
    "day-plan": {"candidate": "name_used", "carved_task": "name", "task_step": "words"},
    "work-instruction": {
        "candidate": "name_used",
        "employer": "name",
        "carved_task": "name place tools clothing safety quality aids ask",
        "task_step": "words mind",
    },
}
"""Fields of words that a paper prints, for all of its readers who may read them."""


@pytest.mark.parametrize("paper", PRINTED)
@pytest.mark.parametrize("audience", [Audience.FLOOR, Audience.SUPERVISOR, Audience.COLLEAGUE])
def test_every_permitted_field_is_printed(paper: str, audience: Audience, tmp_path: Path) -> None:
    path = tmp_path / "blad.pdf"
    path.write_bytes(PAPERS[paper](_of(World("een", audience)))[0])
    text = pdf.squeezed("".join(pdf.spoken(path)))
    assert unsaid(text.lower(), PRINTED[paper], audience) == []


# -- pictures ----------------------------------------------------------------------------------------------------------

PICTURES = {
    "task-list-full-employer": 1,
    "day-plan-full-floor": 1,
    "day-pictures-full-floor": 1,
    "work-instruction-full-floor": 2,
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_pages_look_as_they_did(made: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert pictures.unlike(made[name], f"tasks-{name}", tmp_path, PICTURES[name]) == []


def test_on_paper_without_colour_a_break_and_a_moment_of_guiding_still_stand_out(
    made: dict[str, Path], tmp_path: Path
) -> None:
    """By a tint and by a heavy frame: told from each other in grey, and from a task."""
    page = pdf.photographed(made["day-plan-full-floor"], tmp_path, pictures.DPI)[0]
    with Image.open(page) as image:
        grey = image.convert("L")
    found = {word.text: word for word in reversed(_words(made["day-plan-full-floor"])) if word.page == 1}
    scale, left = pictures.DPI / 72, round(wall.MARGIN * pictures.DPI / 72)

    def edge_and_ground(word: str) -> tuple[int, int]:
        row = round((found[word].top + found[word].bottom) / 2 * scale)
        strip = [int(grey.getpixel((x, row))) for x in range(left - 2, left + 6)]  # type: ignore[arg-type]
        return min(strip), int(grey.getpixel((grey.width - left - 20, row)))  # type: ignore[arg-type]

    (guiding, white), (task, _), (pause, tinted) = (edge_and_ground(w) for w in ("Planning", "Blad", "Koffie"))
    assert guiding < task - 40 < pause
    assert white == 255 > tinted
