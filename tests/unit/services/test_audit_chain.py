"""The chain of the audit log: any meddling shows, a restore and a rescue do not look like it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.identity import new_id
from beschutdesk.services import checking
from beschutdesk.services.audit import Act, Head
from beschutdesk.services.desk import Desk
from beschutdesk.storage import audit as log
from beschutdesk.storage import mapping
from beschutdesk.storage.audit import Note, Stamp
from beschutdesk.storage.engine import make_engine
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

KEY = bytes(range(48))


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


# -- rescuing ----------------------------------------------------------------------------------------------------------


def rescued(vault: Vault, *lost: int) -> None:
    """As a rescue does it: some lines could not be read, and it says so."""
    for number in lost:
        vault.connection.exec_driver_sql("DELETE FROM audit WHERE rid = ?", (number,))
    log.append(vault.connection, Stamp("R. Jansen", "abc"), [Note(Act.RESCUE, detail={"lost": len(lost)})])


@pytest.mark.parametrize("lost", [(1,), (5, 6, 9), (12,), (3, 11, 12)])
def test_after_a_rescue_the_log_goes_on_and_tells_of_its_hole(vault: Vault, lost: tuple[int, ...]) -> None:
    vault.back_up()
    rescued(vault, *lost)
    vault.work(6)
    vault.back_up()
    verdict = vault.verdict()
    assert (verdict.good, verdict.broken_at) == (True, None)
    within = [number for number in lost if any(later not in lost for later in range(number, 13))]  # not at the end
    assert verdict.hole_at == (min(within) if within else None)
    assert ("verloren" in verdict.why) == bool(within)


@given(st.integers(1, 19))
@settings(max_examples=19, deadline=None)
def test_what_is_meddled_with_shows_on_both_sides_of_a_hole(chain: sa.Engine, number: int) -> None:
    with chain.connect() as connection:
        vault = Vault(connection)
        rescued(vault, 5, 6, 9)
        vault.work(6)
        assert log.verify(connection).good
        changed = connection.exec_driver_sql("UPDATE audit SET by = 'X' WHERE rid = ?", (number,)).rowcount
        verdict = log.verify(connection)
        connection.rollback()
    assert (verdict.good, verdict.broken_at) == ((False, number) if changed else (True, None))


def test_lines_taken_out_after_a_rescue_are_missed(vault: Vault) -> None:
    rescued(vault, 5)
    vault.work(6)
    vault.back_up()
    vault.connection.exec_driver_sql("DELETE FROM audit WHERE rid = 15")
    assert (vault.verdict().good, vault.verdict().broken_at) == (False, 15)
    vault.connection.exec_driver_sql("DELETE FROM audit WHERE rid > 14")
    assert (vault.verdict().good, vault.verdict().broken_at) == (False, 15)


# -- a whole vault -----------------------------------------------------------------------------------------------------


def test_a_cut_tail_shows_in_the_window_and_in_a_check_alike(desk: Desk, tmp_path: Path) -> None:
    for _ in range(5):
        desk.audit.note(Act.EXPORT)
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    desk.settings.backup_folder = elsewhere
    desk.backups.make()
    assert desk.audit.verify().good
    with desk._store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_remains")
        connection.exec_driver_sql("DELETE FROM audit WHERE rid > 3")
    verdict = desk.audit.verify()
    assert (verdict.good, verdict.broken_at) == (False, 4)
    told = [one for one in checking.check(desk.profile, PASSPHRASE) if one.part == "logboek"]
    assert [(one.good, one.words) for one in told] == [(False, verdict.why)]


def test_a_log_that_is_gone_is_no_good(desk: Desk) -> None:
    with desk._store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE audit")
    assert not desk.audit.verify().good
    told = [one for one in checking.check(desk.profile, PASSPHRASE) if one.part == "logboek"]
    assert [one.good for one in told] == [False]
    assert "hele logboek" in told[0].words
