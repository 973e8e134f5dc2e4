"""The clock of the computer set back and forward a year: nothing is lost, hidden, thrown away or opened by it.

Every module of the program that asks for the time gets a clock that can be set; the clock that nobody can set
(``time.monotonic``) runs on. A last test proves that no module asks in a way that this would miss.
"""

import ast
import importlib
import pkgutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import beschutdesk
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.services import checking, profile, restoring
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.vault import tries
from tests.conftest import PASSPHRASE

YEAR = timedelta(days=365)
Set = Callable[[timedelta], None]
"""Sets the clock this far from the real time."""

_wrong = timedelta(0)


class _Instances(type):
    """Values made by the real class pass for values of the one that is put in its place."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


class _Moment(datetime, metaclass=_Instances):
    """A ``datetime`` whose now is as wrong as the clock."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + _wrong


class _Day(date, metaclass=_Instances):
    """A ``date`` whose today is as wrong as the clock."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return (datetime.now(UTC).astimezone() + _wrong).date()


def modules() -> list[Any]:
    """Every module of the core, read now."""
    names = [found.name for found in pkgutil.walk_packages(beschutdesk.__path__, "beschutdesk.")]
    wanted = [name for name in names if ".migrations." not in name and not name.endswith("__main__")]
    return [importlib.import_module(name) for name in wanted]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets the clock of the program."""
    real = time.time

    def seconds() -> float:
        return real() + _wrong.total_seconds()

    for module in modules():
        for name, kind in (("datetime", _Moment), ("date", _Day)):
            if getattr(module, name, None) in (datetime, date):
                monkeypatch.setattr(module, name, kind)
        for name in [name for name, value in vars(module).items() if value is real]:
            monkeypatch.setattr(module, name, seconds)
    monkeypatch.setattr(time, "time", seconds)
    this = sys.modules[__name__]
    monkeypatch.setattr(this, "_wrong", timedelta(0))

    def put(wrong: timedelta) -> None:
        monkeypatch.setattr(this, "_wrong", wrong)

    return put


@pytest.fixture(params=[-YEAR, YEAR], ids=["back", "forward"])
def wrong(request: pytest.FixtureRequest) -> timedelta:
    found: timedelta = request.param
    return found


def is_whole(folder: Path) -> None:
    found = checking.check(folder, PASSPHRASE)
    assert all(one.good for one in found), [one.words for one in found if not one.good]


def test_drafts_and_history(desk: Desk, profile_dir: Path, set_clock: Set, wrong: timedelta) -> None:
    person = Candidate(name_used="Sem", pace="eerst")
    desk.dossiers.add([person])
    desk.drafts.keep(Draft("candidate", person.id, 1, {"wishes": "een"}))
    texts = ["eerst"]
    saves = []
    for number, clock in enumerate((timedelta(0), wrong, timedelta(0), wrong), start=1):
        set_clock(clock)
        desk.drafts.keep(Draft("candidate", person.id, number, {"wishes": f"{number}"}))
        texts.append(f"keer {number}")
        saved = desk.dossiers.save([Edit("candidate", person.id, number, {"pace": texts[-1]}, {"wishes": f"{number}"})])
        assert saved.versions[person.id] == number + 1
        saves.append(saved.save_id)
    (draft,) = desk.drafts.all()
    assert draft.changes == {"wishes": "4"}
    with desk._store.work() as work:  # in the order in which it was done, whatever the clock said
        assert [step.new for step in work.steps_since(person.id, 1) if step.path == "pace"] == texts[1:]
    for save_id, before in zip(reversed(saves), reversed(texts[:-1]), strict=True):
        assert save_id is not None
        desk.dossiers.undo(save_id)
        assert desk.dossiers.get("candidate", person.id).pace == before
    # somebody typed over an old version while the clock changed: what came between is still seen
    with pytest.raises(Exception, match="intussen ook"):
        desk.dossiers.save([Edit("candidate", person.id, 3, {"pace": "iets heel anders"})])
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        assert again.dossiers.get("candidate", person.id).pace == "eerst"
    is_whole(profile_dir)


def test_the_audit_log(desk: Desk, profile_dir: Path, set_clock: Set, wrong: timedelta) -> None:
    person = Candidate(name_used="Sem")
    desk.dossiers.add([person])
    desk.audit.viewed("candidate", person.id)
    set_clock(wrong)
    desk.audit.viewed("candidate", person.id)
    desk.audit.viewed("candidate", person.id)
    set_clock(timedelta(0))
    desk.audit.viewed("candidate", person.id)
    views = desk.audit.lines(desk.audit.numbers(Filter(frozenset({Act.VIEW}), person.id)))
    # a look under another clock is told again, and only once: better a line too many than one too few
    assert 2 <= len(views) <= 3
    assert [line.number for line in views] == sorted((line.number for line in views), reverse=True)
    assert len({line.at.year for line in views}) == 2
    assert desk.audit.verify().good
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        verdict = again.audit.verify()
        assert verdict.good, verdict
    is_whole(profile_dir)


def test_backups(desk: Desk, profile_dir: Path, set_clock: Set, wrong: timedelta) -> None:
    person = Candidate(name_used="Sem")
    desk.dossiers.add([person])
    before = desk.backups.make()
    assert not desk.backups.state().due
    set_clock(wrong)
    assert desk.backups.state().due, "a backup from another year is none of today"
    during = [desk.backups.make()]
    assert not desk.backups.state().due
    for day in range(1, 10):
        set_clock(wrong + timedelta(days=day))
        during.append(desk.backups.make())
    paths = {one.path for one in desk.backups.found()}
    assert before.path in paths, "a wrong clock threw away a good backup"
    assert during[-1].path in paths, "the newest backup was thrown away"
    set_clock(timedelta(0))
    assert not desk.backups.state().due
    after = desk.backups.make()
    left = desk.backups.found()
    assert after.path in {one.path for one in left}
    assert during[-1].path in {one.path for one in left}
    assert len(left) <= 1 + 7 + 4 + 12, "nothing is thinned out any more"

    assert restoring.look_inside(after, PASSPHRASE).backup.dossiers == 1
    desk.close()
    is_whole(profile_dir)


def test_a_restore(desk: Desk, profile_dir: Path, set_clock: Set, wrong: timedelta) -> None:
    people = [Candidate(name_used=name) for name in ("Sem", "Noor")]
    desk.dossiers.add([people[0]])
    backup = desk.backups.make()
    set_clock(wrong)
    desk.dossiers.add([people[1]])
    desk.dossiers.trash("candidate", people[0].id)
    desk.dossiers.destroy("candidate", people[0].id)
    desk.close()
    with restoring.restore(profile_dir, backup, PASSPHRASE) as again:
        assert again.dossiers.get("candidate", people[0].id) is None, "a destroyed dossier came back"
        assert again.dossiers.get("candidate", people[1].id) is None
        assert again.audit.verify().good
    assert len(list(profile_dir.glob("vervangen-*"))) == 1
    is_whole(profile_dir)


@pytest.mark.parametrize("restarted", [False, True], ids=["same program", "started anew"])
def test_setting_the_clock_shortens_no_waiting(
    profile_dir: Path, desk: Desk, set_clock: Set, wrong: timedelta, restarted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setattr(tries, "_steady", lambda: 1000.0)  # on a slow machine the second would be over meanwhile
    number = 0
    while profile.wait(profile_dir) == 0:
        number += 1
        assert number < 10, "nothing waits"
        with pytest.raises(profile.WrongSecret):
            profile.open_with_passphrase(profile_dir, "verkeerd")
    seconds = profile.wait(profile_dir)
    set_clock(wrong)
    if restarted:
        tries._seen.clear()
    if restarted and wrong > timedelta(0):
        # a program that starts later cannot know that the clock was wrong; the next wrong try makes it wait again
        assert profile.wait(profile_dir) == 0
        with pytest.raises(profile.WrongSecret):
            profile.open_with_passphrase(profile_dir, "verkeerd")
        assert profile.wait(profile_dir) > seconds
    assert 0 < profile.wait(profile_dir) <= tries.MOST_SECONDS, "it waits for a year, or not at all"
    with pytest.raises(profile.TooSoon):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)


def test_opening_makes_no_fuss(desk: Desk, profile_dir: Path, set_clock: Set, wrong: timedelta) -> None:
    """Everything that has a date in it opens under any clock, also what was made in what is now the future."""
    person = Candidate(name_used="Sem")
    set_clock(wrong)
    desk.dossiers.add([person])
    desk.keys.set_passphrase(PASSPHRASE, "vijf heel andere losse woorden")
    desk.close()
    set_clock(timedelta(0))
    with profile.open_with_passphrase(profile_dir, "vijf heel andere losse woorden") as again:
        assert again.dossiers.get("candidate", person.id).name_used == "Sem"
        assert len(again.keys.all()) == 2
        assert again.lists.table("candidates", date(2026, 11, 22))


def test_no_module_asks_for_the_time_in_a_way_that_is_missed() -> None:
    """The clock above is put under ``datetime`` and ``date`` in each module and wherever ``time.time`` stands."""
    asked = []
    for module in modules():
        source = Path(str(module.__file__)).read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "fromtimestamp"}:
                good = isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date", "log"}
                if not good and ast.unparse(node.value) not in {"log", "self", "order", "world", "known"}:
                    asked.append(f"{module.__name__}: {ast.unparse(node)}")
            if isinstance(node, ast.ImportFrom) and node.module == "time":
                asked += [f"{module.__name__}: {a.name}" for a in node.names if a.name == "time_ns"]
    assert asked == []
