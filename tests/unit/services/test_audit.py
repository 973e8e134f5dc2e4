"""The audit log: what is written in it, that it is cheap to read, and that meddling with it shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.identity import new_id
from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.services import profile
from beschutdesk.services.audit import FAILED, Act, Filter, Head, Line, UnknownAct
from beschutdesk.services.desk import Desk
from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.storage import audit as log
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

KEY = bytes(range(48))
ALL = Filter()


def new_lines(desk: Desk, since: Head) -> list[Line]:
    """What was written after a head, oldest first."""
    return desk.audit.lines([number for number in reversed(desk.audit.numbers(ALL)) if number > since.count])


def told(desk: Desk, since: Head) -> list[tuple[Act | UnknownAct, str, UUID | None, dict[str, Any]]]:
    return [(line.act, line.record, line.root_id, dict(line.detail)) for line in new_lines(desk, since)]


# -- what is written ---------------------------------------------------------------------------------------------------


def test_a_save_is_told_with_keys_and_never_with_values(desk: Desk) -> None:
    start = desk.audit.head()
    key = new_id()
    desk.dossiers.save([Edit("candidate", key, 0, {"name_used": "Zilverdraad"})])
    saved = desk.dossiers.save([Edit("candidate", key, 1, {"pace": "Koperwiek", "care": "Roodborst"})])
    assert saved.save_id is not None
    desk.dossiers.undo(saved.save_id)
    desk.dossiers.trash("candidate", key)
    desk.dossiers.restore("candidate", key)
    assert told(desk, start) == [
        (Act.CREATE, "candidate", key, {}),
        (Act.CHANGE, "candidate", key, {"fields": ["care", "pace"]}),
        (Act.UNDO, "candidate", key, {"fields": ["care", "pace"]}),
        (Act.TRASH, "candidate", key, {}),
        (Act.UNTRASH, "candidate", key, {}),
    ]
    line = new_lines(desk, start)[0]
    assert (line.by, line.result) == ("R. Jansen", "ok")
    assert len(line.origin) == 12
    assert abs(line.at - datetime.now(UTC)) < timedelta(minutes=1)
    text = desk.audit.as_csv(ALL).decode()
    assert not any(word in text for word in ("Zilverdraad", "Koperwiek", "Roodborst"))


def test_a_field_of_a_row_is_named_without_its_id(desk: Desk) -> None:
    row = Supervisor(name="Femke")
    firm = Employer(name="Bakkerij", supervisors=[row])
    desk.dossiers.add([firm])
    start = desk.audit.head()
    desk.dossiers.save([Edit("employer", firm.id, 1, {f"supervisors/{row.id}/phone": "06 12"})])
    assert told(desk, start) == [(Act.CHANGE, "employer", firm.id, {"fields": ["supervisors/phone"]})]


def test_what_was_refused_or_not_changed_is_not_told(desk: Desk) -> None:
    key = new_id()
    desk.dossiers.save([Edit("candidate", key, 0, {"name_used": "Sem"})])
    start = desk.audit.head()
    desk.dossiers.save([Edit("candidate", key, 1, {"name_used": "Sem"})])
    desk.drafts.keep(Draft("candidate", key, 1, {"pace": "traag"}))
    with pytest.raises(Trouble):
        desk.dossiers.save([Edit("candidate", key, 1, {"name_used": "x" * 5000})])
    assert desk.audit.head() == start


def test_no_line_without_its_save_and_no_save_without_its_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    start = desk.audit.head()

    def full(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(log, "append", full)
        with pytest.raises(OSError, match="full"):
            desk.dossiers.add([Candidate(name_used="Sem")])
    assert desk.dossiers.ids("candidate") == []
    assert desk.audit.head() == start


def test_import_export_and_print(desk: Desk) -> None:
    start = desk.audit.head()
    dossier = demo_dossiers()[0]
    desk.transfer.keep([dossier])
    key = dossier.candidate.id
    lines = told(desk, start)
    assert lines[0] == (Act.IMPORT, "", None, {"dossiers": 1})
    assert {line[2] for line in lines[1:]} == {record.id for record in dossier.records()}
    assert {line[0] for line in lines[1:]} == {Act.CREATE}

    start = desk.audit.head()
    desk.transfer.take_out(key)
    assert told(desk, start) == [(Act.EXPORT, "candidate", key, {"attachments": 0})]

    start = desk.audit.head()
    assert Audience.FLOOR in PORTFOLIO_AUDIENCES
    order = desk.documents.portfolio_order(key, Audience.FLOOR, date(2026, 11, 22))
    desk.documents.issue(order, desk.documents.render(order), way="pdf", to_whom="Femke van de bakkerij")
    act, record, root, detail = told(desk, start)[0]
    (issued,) = desk.documents.issued(key)
    assert (act, record, root) == (Act.PRINT, "candidate", key)
    assert detail == {"document": "portfolio", "audience": "floor", "way": "pdf", "issued": str(issued.id)}
    assert desk.audit.verify().good


def test_a_note_of_another_service(desk: Desk) -> None:
    start = desk.audit.head()
    desk.audit.note(Act.UNLOCK_FAILED, result=FAILED, count=3)
    (line,) = new_lines(desk, start)
    assert (line.act, line.result, dict(line.detail)) == (Act.UNLOCK_FAILED, "failed", {"count": 3})


# -- viewing -----------------------------------------------------------------------------------------------------------


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        monkeypatch.setattr(log, "now", lambda: self.at)

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def known(desk: Desk, name: str) -> UUID:
    """The id of a candidate who is in the vault."""
    found = Candidate(name_used=name)
    desk.dossiers.add([found])
    return found.id


def test_a_dossier_that_is_only_a_draft_is_not_viewed(desk: Desk) -> None:
    start = desk.audit.head()
    draft = new_id()
    desk.drafts.keep(Draft("candidate", draft, 0, {"name_used": "Sem"}))
    desk.audit.viewed("candidate", draft)
    assert desk.audit.head() == start
    desk.dossiers.save([Edit("candidate", draft, 0, {"name_used": "Sem"})])
    desk.audit.viewed("candidate", draft)  # and what was skipped is not remembered as seen
    assert [line.act for line in new_lines(desk, start)] == [Act.CREATE, Act.VIEW]


def test_viewing_gives_one_line_per_dossier_per_hour(
    desk: Desk, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    one, two = known(desk, "Sem"), known(desk, "Ada")

    def views(opened: Desk) -> list[UUID | None]:
        return [line.root_id for line in opened.audit.lines(opened.audit.numbers(Filter(frozenset({Act.VIEW}))))][::-1]

    for _ in range(3):
        desk.audit.viewed("candidate", one)
        desk.audit.viewed("candidate", two)
        clock.forward(minutes=15)
    assert views(desk) == [one, two]
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:  # another start remembers
        again.audit.viewed("candidate", one)
        assert views(again) == [one, two]
        clock.forward(minutes=15)
        again.audit.viewed("candidate", one)
        assert views(again) == [one, two, one]
    desk.audit.viewed("candidate", one)  # and this one sees what the other wrote
    assert views(desk) == [one, two, one]


def test_a_clock_that_is_set_back_hides_no_view(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    key = known(desk, "Sem")
    desk.audit.viewed("candidate", key)
    clock.forward(days=-365)
    for _ in range(3):
        desk.audit.viewed("candidate", key)
        clock.forward(minutes=1)
    assert len(desk.audit.numbers(Filter(frozenset({Act.VIEW})))) == 2
    assert desk.audit.verify().good


def test_looking_again_touches_no_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    key = known(desk, "Sem")
    desk.audit.viewed("candidate", key)
    monkeypatch.setattr(type(desk._store), "reading", lambda _: pytest.fail("memory knows this"))
    desk.audit.viewed("candidate", key)


# -- finding -----------------------------------------------------------------------------------------------------------


def test_filters(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    sem, ada = Candidate(name_used="Sem", family_name="Łukasik"), Candidate(name_used="Ada")
    desk.dossiers.add([sem, ada])
    clock.at = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
    desk.audit.viewed("candidate", sem.id)
    clock.forward(days=1)
    desk.audit.viewed("candidate", ada.id)
    desk.audit.note(Act.BACKUP, why="daily")

    def found(**chosen: Any) -> list[tuple[Act | UnknownAct, UUID | None]]:
        return [(line.act, line.root_id) for line in desk.audit.lines(desk.audit.numbers(Filter(**chosen)))]

    views = frozenset({Act.VIEW})
    assert found(acts=views) == [(Act.VIEW, ada.id), (Act.VIEW, sem.id)]
    assert found(root_id=sem.id) == [(Act.VIEW, sem.id), (Act.CREATE, sem.id)]
    assert found(acts=views, since=date(2026, 3, 30)) == [(Act.VIEW, ada.id)]
    assert found(acts=views, until=date(2026, 3, 29)) == [(Act.VIEW, sem.id)]
    assert found(text="lukas") == [(Act.VIEW, sem.id), (Act.CREATE, sem.id)]
    assert found(text="reservekopie gemaakt") == [(Act.BACKUP, None)]
    assert len(found(text="jans")) == len(desk.audit.numbers(ALL)) - 1  # the owner was kept before anyone had a name
    assert found(text="100%") == []
    assert found(text="jansen", acts=views, root_id=ada.id) == [(Act.VIEW, ada.id)]
    assert desk.audit.names(desk.audit.lines(desk.audit.numbers(Filter(views)))) == {
        sem.id: "Sem Łukasik",
        ada.id: "Ada",
    }


def test_the_table_for_a_spreadsheet(desk: Desk) -> None:
    desk._store.by = '=HYPERLINK("x")'
    key = new_id()
    desk.audit.note(Act.HANDOVER, "candidate", key, result=FAILED, way="pakket; 2")
    data = desk.audit.as_csv(Filter(frozenset({Act.HANDOVER})))
    assert data.startswith(b"\xef\xbb\xbf")
    head, line = data.decode("utf-8-sig").splitlines()
    assert head.startswith("Nummer;Tijdstip (UTC);Door")
    assert ';"\'=HYPERLINK(""x"")";' in line
    assert f";Overgedragen;Kandidaat;{key};mislukt;" in line
    assert line.endswith('"{""way"": ""pakket; 2""}"')


@pytest.mark.parametrize(
    ("column", "value", "shows"),
    [
        ("act", "teleport", "teleport"),
        ("act", b"\xff\xfe", "\N{REPLACEMENT CHARACTER}"),
        ("detail", "{half", "{half"),
        ("detail", "[1, 2]", "[1, 2]"),
        ("at", "gisteren", "gisteren"),
        ("at", "0001-01-01T00:00:00+05:00", "0001-01-01"),
        ("root_id", b"\x01\x02", "0102"),
        ("result", "maybe", ""),
    ],
)
def test_a_line_that_somebody_meddled_with_is_shown_as_it_is(
    desk: Desk, column: str, value: str | bytes, shows: str
) -> None:
    key = known(desk, "Sem")
    desk.audit.viewed("candidate", key)
    number = desk.audit.head().count
    with desk._store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_stays")
        connection.exec_driver_sql(f'UPDATE audit SET "{column}" = ? WHERE rid = ?', (value, number))
    (line,) = desk.audit.lines([number])
    assert shows in f"{line.act.label} {dict(line.detail)}"
    assert line.number == number
    assert desk.audit.as_csv(ALL).decode().count("\r\n") == number + 1
    desk.audit._viewed.clear()
    desk.audit.viewed("candidate", key)  # nor does it keep anyone out of the dossier
    assert desk.audit.verify().broken_at == number


def test_every_act_has_words() -> None:
    assert len({act.label for act in Act}) == len(Act)


# -- together and many -------------------------------------------------------------------------------------------------


def test_two_programs_write_one_chain(desk: Desk, profile_dir: Path) -> None:
    start = desk.audit.head()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as other, ThreadPoolExecutor(4) as pool:
        opened = other.audit.head().count - start.count
        list(pool.map(lambda n: (desk, other)[n % 2].audit.note(Act.CHECK, n=n), range(40)))
    verdict = desk.audit.verify([start])
    assert verdict.good
    assert verdict.count == start.count + opened + 40


@given(st.lists(st.sampled_from(["save", "view", "note", "trash"]), max_size=12))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_is_done_the_chain_holds(desk: Desk, acts: list[str]) -> None:
    key = new_id()
    desk.dossiers.save([Edit("candidate", key, 0, {"name_used": "Sem"})])
    known = [desk.audit.head()]
    for number, act in enumerate(acts):
        if act == "save":
            version = desk.dossiers.get("candidate", key).version
            desk.dossiers.save([Edit("candidate", key, version, {"pace": str(number)})])
        elif act == "view":
            desk.audit.viewed("candidate", key)
        elif act == "note":
            desk.audit.note(Act.EXPORT, "candidate", key)
        else:
            desk.dossiers.trash("candidate", key)
        known.append(desk.audit.head())
    assert desk.audit.verify(known).good
