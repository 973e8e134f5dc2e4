"""Every kind of field is kept exactly, also those that no record uses yet."""

from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.fields import Kind, Spec
from beschutdesk.dossier.values import YesNo
from beschutdesk.storage.engine import make_engine
from beschutdesk.storage.types import Id, Moment, column_type
from tests.strategies import values


def kept(engine: sa.Engine, kind: Any, value: Any) -> Any:
    """The value after a stay in a real encrypted file."""
    table = sa.Table("t", sa.MetaData(), sa.Column("x", kind))
    with engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        table.create(connection)
        connection.execute(sa.insert(table).values(x=value))
        return connection.execute(sa.select(table.c.x)).scalar_one()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp("types") / "d"
    path.touch()
    made = make_engine(path, bytes(range(48)), create=True)
    yield made
    made.dispose()


@pytest.mark.parametrize("kind", list(Kind))
def test_what_goes_in_comes_out(engine: sa.Engine, kind: Kind) -> None:
    options = YesNo if kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO) else None
    spec = Spec("Veld", kind, frozenset(), key="veld", options=options, decimals=2, target="candidate")
    any_value = st.uuids() | st.none() if kind is Kind.REFERENCE else values(spec)

    @given(any_value)
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def check(value: Any) -> None:
        assert kept(engine, column_type(spec), value) == value

    check()


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=2)))))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_moments_keep_their_instant(engine: sa.Engine, moment: Any) -> None:
    assert kept(engine, Moment(), moment) == moment


def test_ids_take_sixteen_bytes(engine: sa.Engine) -> None:
    from beschutdesk.dossier.identity import new_id

    key = new_id()
    assert key.version == 7
    assert kept(engine, Id(), key) == key
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT length(x) FROM t").scalar() == 16
