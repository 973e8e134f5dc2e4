"""Everything that a placement holds goes along wherever a dossier goes: no list and no field is forgotten.

The dossier is made from the declarations, with every field of every list filled in, so that a new list is in it by
itself. In every text stands a word of its own, by which it is found again, or is not.
"""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Kind, Record, Row, Spec, shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Slot
from beschutdesk.exchange.dossier_json import read
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.rescuing import rescue
from tests.conftest import PASSPHRASE
from tests.unit.services.secrets_everywhere import hits

LISTS = shape_of("placement").children
GUIDES = (Supervisor(name="Femke"), Supervisor(name="Okan"))


def filled(spec: Spec, word: str, number: int) -> Any:
    """A value for a field; *word* stands in every text."""
    options = list(spec.options or ())
    by_kind = {
        Kind.TEXT: f"{word} {spec.key}",
        Kind.PROSE: f"{word} {spec.key}\nen nog een regel",
        Kind.LINES: (f"{word} {spec.key}", "twee"),
        Kind.DAY: date(2026, 1 + number % 12, 1 + number % 28),
        Kind.NUMBER: Decimal(number % 90 + 1),
        Kind.MONEY: Decimal(number) + Decimal("0.50"),
        Kind.WEEK: (Slot(number % 5, time(9), time(12)),),
        Kind.READERS: (Audience.EMPLOYER, Audience.SUPERVISOR)[number % 2 :],
        Kind.REFERENCE: GUIDES[number % 2].id,
    }
    return options[number % len(options)] if options else by_kind[spec.kind]


def row(name: str, number: int) -> Row:
    """A row of a list with every field filled in, in its own word."""
    shape = shape_of(LISTS[name])
    values = {at: filled(spec, word(name, number), number + n) for n, (at, spec) in enumerate(shape.specs.items())}
    made = shape.type(**values)
    assert isinstance(made, Row)
    return made


def word(name: str, number: int) -> str:
    return f"Zilver{name.replace('_', '')}{number}q"


def words() -> tuple[str, ...]:
    """One for every row of a list in which there is a text."""
    texts = (Kind.TEXT, Kind.PROSE, Kind.LINES)
    with_text = [n for n, child in LISTS.items() if any(one.kind in texts for one in shape_of(child).specs.values())]
    return tuple(word(name, number) for name in with_text for number in (1, 2))


@pytest.fixture
def kept(desk: Desk) -> Placement:
    """A placement with two whole rows in every list, kept in the vault."""
    person = Candidate(name_used="Jelte", family_name="Zilver")
    boss = Employer(name="Bakkerij", supervisors=list(GUIDES))
    place = Placement(candidate=person.id, employer=boss.id)
    for number, (name, spec) in enumerate(shape_of("placement").specs.items()):
        if spec.kind is not Kind.REFERENCE:
            setattr(place, name, filled(spec, "Koper", number))
    for name in LISTS:
        setattr(place, name, [row(name, 1), row(name, 2)])
    desk.dossiers.add([person, boss, place])
    return place


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """The vault of a colleague."""
    made, _ = profile.create(tmp_path / "collega", PASSPHRASE, Caseworker(name="N. de Wit"))
    with made:
        yield made


def flat(desk: Desk, key: UUID) -> codec.Flat:
    found = desk.dossiers.get("placement", key)
    assert isinstance(found, Record)
    return codec.flatten(found)


def test_every_field_of_every_list_is_in_the_sample(kept: Placement) -> None:
    """What this file says about all lists, it says about every field of them."""
    empty = {
        f"{name}/{spec.key}"
        for name, child in LISTS.items()
        for one in getattr(kept, name)
        for at, spec in shape_of(child).specs.items()
        if not codec.is_filled(getattr(one, at))
    }
    assert empty == set()
    assert len(LISTS) >= 13


def test_it_comes_out_of_the_vault_as_it_went_in(desk: Desk, kept: Placement) -> None:
    assert flat(desk, kept.id) == codec.flatten(kept)
    assert codec.flatten(codec.copy(kept)) == codec.flatten(kept)


def test_it_goes_to_a_colleague_and_back(desk: Desk, other: Desk, kept: Placement, tmp_path: Path) -> None:
    assert kept.candidate is not None
    file = tmp_path / "jelte.json"
    file.write_bytes(desk.transfer.take_out(kept.candidate))
    other.transfer.bring_in([file])
    assert flat(other, kept.id) == codec.flatten(kept)
    assert read(other.transfer.take_out(kept.candidate)) is not None
    assert other.transfer.take_out(kept.candidate) == file.read_bytes()


@pytest.mark.parametrize("name", LISTS)
def test_what_two_people_write_in_a_list_is_merged_and_taken_back(desk: Desk, kept: Placement, name: str) -> None:
    """Both add a row and change one, over the same version; then the last save is undone and done again."""
    base = flat(desk, kept.id)
    first, second = (str(one.id) for one in getattr(kept, name))
    for number, mine in ((3, first), (4, second)):
        typed = Placement(id=kept.id)
        codec.apply(typed, base)
        rows = getattr(typed, name)
        rows.append(row(name, number))
        (old,) = [one for one in rows if str(one.id) == mine]
        for n, (at, spec) in enumerate(shape_of(old).specs.items()):
            setattr(old, at, filled(spec, word(name, number + 2), number + n + 2))
        changes = codec.changes(base, codec.flatten(typed))
        before = flat(desk, kept.id)
        saved = desk.dossiers.save([Edit("placement", kept.id, 1, changes)])
    after = flat(desk, kept.id)
    order = after[name]
    assert isinstance(order, list)
    assert len(order) == 4
    assert {path for path in after if not path.startswith(name)} == {path for path in base if not path.startswith(name)}
    if any(word(name, 1) in str(value) for value in base.values()):
        told = " ".join(map(str, after.values()))
        assert [n for n in range(1, 7) if word(name, n) in told] == [3, 4, 5, 6]
    assert saved.save_id is not None
    again = desk.dossiers.undo(saved.save_id)
    assert flat(desk, kept.id) == before
    assert again.save_id is not None
    desk.dossiers.undo(again.save_id)
    assert flat(desk, kept.id) == after


def test_a_row_with_a_supervisor_keeps_that_supervisor(desk: Desk, kept: Placement) -> None:
    """A reference in any list counts: who is named there cannot be taken away at the employer."""
    pointing = [n for n, c in LISTS.items() if any(s.kind is Kind.REFERENCE for s in shape_of(c).specs.values())]
    assert "terms" in pointing
    assert kept.employer is not None
    with pytest.raises(Exception, match="gebruikt"):
        desk.dossiers.save([Edit("employer", kept.employer, 1, {"supervisors": [str(GUIDES[0].id)]})])


def test_nothing_of_it_is_left_when_it_is_destroyed(desk: Desk, kept: Placement, profile_dir: Path) -> None:
    key, sought = bytes(desk._store.key), (*words(), "Koper")
    with desk._store.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert hits(profile_dir, key, sought) == set(sought)  # it was readable before
    assert kept.candidate is not None
    desk.dossiers.trash("candidate", kept.candidate)
    desk.dossiers.destroy("candidate", kept.candidate)
    assert hits(profile_dir, key, sought) == set()
    with desk._store.reading() as connection:
        left = {c: connection.exec_driver_sql(f'SELECT count(*) FROM "{c}"').scalar_one() for c in LISTS.values()}
    assert left == dict.fromkeys(LISTS.values(), 0)


def test_rescuing_brings_all_of_it_along(desk: Desk, kept: Placement, tmp_path: Path) -> None:
    whole = codec.flatten(kept)
    desk.close()
    found = rescue(desk.profile, PASSPHRASE, tmp_path / "gered")
    assert found.lost == {}
    assert {found.read[child] for child in LISTS.values()} == {2}
    with profile.open_with_passphrase(found.target, PASSPHRASE) as rescued:
        assert flat(rescued, kept.id) == whole
