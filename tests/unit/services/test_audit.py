"""The audit log: what is written in it, that it is cheap to read, and that meddling with it shows."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.identity import new_id
from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.services import profile
from beschutdesk.services.audit import FAILED, Act, Filter, Head, Line
from beschutdesk.services.desk import Desk
from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.storage import audit as log
from beschutdesk.storage import mapping
from beschutdesk.storage.audit import Note, Stamp
from beschutdesk.storage.engine import make_engine
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

KEY = bytes(range(48))
ALL = Filter()


def new_lines(desk: Desk, since: Head) -> list[Line]:
    """What was written after a head, oldest first."""
    return desk.audit.lines([number for number in reversed(desk.audit.numbers(ALL)) if number > since.count])


def told(desk: Desk, since: Head) -> list[tuple[Act, str, UUID | None, dict[str, Any]]]:
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


def test_viewing_gives_one_line_per_dossier_per_hour(
    desk: Desk, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    one, two = new_id(), new_id()

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
    key = new_id()
    desk.audit.viewed("candidate", key)
    clock.forward(days=-365)
    for _ in range(3):
        desk.audit.viewed("candidate", key)
        clock.forward(minutes=1)
    assert len(desk.audit.numbers(Filter(frozenset({Act.VIEW})))) == 2
    assert desk.audit.verify().good


def test_looking_again_touches_no_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_id()
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

    def found(**chosen: Any) -> list[tuple[Act, UUID | None]]:
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


def test_every_act_has_words() -> None:
    assert len({act.label for act in Act}) == len(Act)


# -- the chain ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A bare log of twelve lines, without what guards it."""
    path = tmp_path_factory.mktemp("log") / "d"
    path.touch()
    engine = make_engine(path, KEY, create=True)
    with engine.begin() as connection:
        mapping.AUDIT.create(connection)
        fill(connection, 12)
    yield engine
    engine.dispose()


def fill(connection: sa.Connection, count: int, by: str = "R. Jansen") -> None:
    acts = list(Act)
    for number in range(count):
        act = acts[number % 7]
        log.append(connection, Stamp(by, "abc"), [Note(act, "candidate", new_id() if number % 3 else None)])


def heads(connection: sa.Connection) -> list[Head]:
    """The head after every line."""
    found = connection.exec_driver_sql("SELECT rid, hash FROM audit ORDER BY rid").all()
    return [Head(found[0][1], rid, last) for rid, last in found]


ANYTHING = st.one_of(
    st.none(),
    st.integers(-5, 100),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.binary(max_size=20),
    st.sampled_from(["ok", "view", "", "R. Jansen", "{}", '{ "fields":["a"]}']),
)
COLUMNS = [column.name for column in mapping.AUDIT.columns]


@given(st.integers(1, 12), st.sampled_from(COLUMNS), ANYTHING)
@settings(max_examples=300, deadline=None)
def test_any_change_of_any_column_is_found(chain: sa.Engine, number: int, column: str, value: Any) -> None:
    with chain.connect() as connection:
        before = connection.exec_driver_sql("SELECT * FROM audit ORDER BY rid").all()
        untouched = log.verify(connection)
        try:
            connection.exec_driver_sql(f'UPDATE audit SET "{column}" = ? WHERE rid = ?', (value, number))
        except (sa.exc.DBAPIError, Trouble):
            return  # the table itself refuses it
        after = connection.exec_driver_sql("SELECT * FROM audit ORDER BY rid").all()
        verdict = log.verify(connection)
        connection.rollback()
    assert untouched.good
    assert verdict.good == ([tuple(map(repr, row)) for row in before] == [tuple(map(repr, row)) for row in after])
    if not verdict.good:
        assert verdict.broken_at is not None
        assert verdict.broken_at <= number if column == "rid" else verdict.broken_at == number
        assert str(verdict.broken_at) in verdict.why or "nummer" in verdict.why


@given(st.sets(st.integers(1, 11), min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_lines_taken_out_before_the_last_are_missed(chain: sa.Engine, gone: set[int]) -> None:
    with chain.connect() as connection:
        for number in gone:
            connection.exec_driver_sql("DELETE FROM audit WHERE rid = ?", (number,))
        verdict = log.verify(connection)
        connection.rollback()
    assert (verdict.good, verdict.broken_at) == (False, min(gone))
    assert "ontbreekt" in verdict.why


@given(st.permutations(range(1, 13)), st.booleans())
@settings(max_examples=60, deadline=None)
def test_lines_in_another_order_are_found(chain: sa.Engine, order: list[int], relink: bool) -> None:
    with chain.connect() as connection:
        connection.exec_driver_sql("UPDATE audit SET rid = rid + 100")
        for place, number in enumerate(order, 1):
            connection.exec_driver_sql("UPDATE audit SET rid = ? WHERE rid = ?", (place, number + 100))
        if relink:  # also when someone links them up again without knowing how a hash is made
            connection.exec_driver_sql(
                "UPDATE audit SET previous = coalesce((SELECT b.hash FROM audit b WHERE b.rid = audit.rid - 1), '')"
            )
        verdict = log.verify(connection)
        connection.rollback()
    assert verdict.good == (order == sorted(order))


def test_text_that_is_no_text_is_found_and_stops_nothing(chain: sa.Engine) -> None:
    with chain.connect() as connection:
        connection.exec_driver_sql("UPDATE audit SET by = CAST(x'FFFE41' AS TEXT) WHERE rid = 4")
        assert log.verify(connection).broken_at == 4
        connection.rollback()


@given(st.integers(1, 12), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_a_tail_that_was_cut_off_shows_by_a_head_kept_elsewhere(chain: sa.Engine, keep: int, noted: int) -> None:
    with chain.connect() as connection:
        known = heads(connection)[noted - 1]
        assert log.verify(connection, [known]).good
        connection.exec_driver_sql("DELETE FROM audit WHERE rid > ?", (keep,))
        assert log.verify(connection).good  # by itself it cannot show
        verdict = log.verify(connection, [known])
        assert verdict.good == (noted <= keep)
        if noted > keep:
            assert verdict.broken_at == keep + 1
            fill(connection, 20)  # growing over it does not help
            assert log.verify(connection).good
            assert log.verify(connection, [known]).broken_at == noted
        connection.rollback()


def test_an_emptied_log_shows_too(chain: sa.Engine) -> None:
    with chain.connect() as connection:
        known = heads(connection)[-1]
        connection.exec_driver_sql("DELETE FROM audit")
        assert log.head(connection) == Head()
        assert log.verify(connection, [Head()]).good
        assert log.verify(connection, [known]).broken_at == 1
        connection.rollback()


# -- restoring ---------------------------------------------------------------------------------------------------------


class Vault:
    """A log as it would be in a vault with backups: lists of lines that can be put back."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.written: list[Head] = []

    def work(self, lines: int) -> None:
        fill(self.connection, lines)

    def back_up(self) -> list[Any]:
        self.written.append(log.head(self.connection))
        return list(self.connection.exec_driver_sql("SELECT * FROM audit ORDER BY rid").all())

    def put_back(self, rows: list[Any], *, readable: bool = True) -> None:
        left = log.left(self.connection) if readable else None
        self.connection.exec_driver_sql("DELETE FROM audit")
        for row in rows:
            self.connection.exec_driver_sql(f"INSERT INTO audit VALUES ({', '.join('?' * 11)})", tuple(row))
        from_head = log.head(self.connection)
        log.append(self.connection, Stamp("R. Jansen", "abc"), [log.restored(from_head, left)])

    def verdict(self) -> log.Verdict:
        return log.verify(self.connection, self.written)


@pytest.fixture
def vault(chain: sa.Engine) -> Iterator[Vault]:
    with chain.connect() as connection:
        yield Vault(connection)
        connection.rollback()


@pytest.mark.parametrize("readable", [True, False])
def test_backups_from_a_branch_that_a_restore_left_are_fine(vault: Vault, readable: bool) -> None:
    first = vault.back_up()
    vault.work(5)
    vault.back_up()
    vault.work(3)
    vault.put_back(first, readable=readable)
    assert vault.verdict().good
    vault.work(20)
    second = vault.back_up()
    vault.work(4)
    vault.back_up()
    vault.put_back(first, readable=readable)  # the branch of the first restore is left as well, with its line
    vault.work(30)
    vault.back_up()
    assert vault.verdict().good
    vault.put_back(second, readable=readable)
    assert vault.verdict().good
    assert vault.verdict().count == 12 + 1 + 20 + 1


def test_cutting_the_tail_shows_after_a_restore_too(vault: Vault) -> None:
    first = vault.back_up()
    vault.work(5)
    vault.put_back(first)
    vault.work(6)
    vault.back_up()
    assert vault.verdict().good
    vault.connection.exec_driver_sql("DELETE FROM audit WHERE rid > 15")
    assert vault.verdict().broken_at == 16


def test_putting_an_old_database_in_its_place_by_hand_shows(vault: Vault) -> None:
    first = vault.back_up()
    vault.work(5)
    vault.back_up()
    vault.connection.exec_driver_sql("DELETE FROM audit WHERE rid > 12")
    assert len(first) == 12
    vault.work(9)
    assert vault.verdict().broken_at == 17


def test_a_head_beyond_what_was_left_shows(vault: Vault) -> None:
    """Someone cut lines off and then restored, so that the restore would cover it."""
    first = vault.back_up()
    vault.work(8)
    vault.back_up()
    vault.connection.exec_driver_sql("DELETE FROM audit WHERE rid > 14")
    vault.put_back(first)
    assert not vault.verdict().good


def test_the_kept_part_of_a_left_branch_must_still_be_there(vault: Vault) -> None:
    vault.back_up()
    vault.work(4)
    later = vault.back_up()
    vault.work(4)
    vault.put_back(later)
    vault.written[0] = Head(vault.written[0].branch, 12, "0" * 64)
    assert vault.verdict().broken_at == 12


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=3), lambda s: st.lists(s) | st.dictionaries(st.text(max_size=6), s)
    )
)
def test_a_head_is_read_or_refused(plain: Any) -> None:
    with pytest.raises(ValueError, match="no head"):
        Head.from_plain(plain)
    head = Head("a", 3, "b")
    assert Head.from_plain(json.loads(json.dumps(head.plain()))) == head


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
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
