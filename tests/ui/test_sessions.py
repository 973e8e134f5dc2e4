"""Sessions of a form: what is typed stands in the session, as a change, a draft and an edit."""

from datetime import date
from decimal import Decimal

import pytest

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import EVERYONE
from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.placement import Placement, Terms
from ui.forms.session import RAW, EditSession


def saved(**values: object) -> Candidate:
    person = Candidate(version=3)
    for name, value in values.items():
        setattr(person, name, value)
    return person


def test_a_value_is_a_change_until_it_is_as_before() -> None:
    session = EditSession(saved(name_used="Thijs"))
    assert not session.is_dirty
    session.set("name_used", "Tijs")
    assert session.changes == {"name_used": "Tijs"}
    assert session.value("name_used") == "Tijs"
    session.set("name_used", "Thijs")
    assert not session.is_dirty


def test_a_new_root_says_everything_in_its_draft() -> None:
    session = EditSession(Candidate(state=CandidateState.ACTIVE))
    assert session.is_new
    assert not session.is_touched
    assert session.edit().changes == {"state": "active"}
    assert session.edit().base_version == 0


def test_a_wrong_value_changes_nothing() -> None:
    session = EditSession(saved(name_used="Thijs"))
    with pytest.raises(WrongValue):
        session.set("name_used", "x" * 201)
    assert session.value("name_used") == "Thijs"


def test_half_a_value_is_in_the_draft_and_not_in_the_edit() -> None:
    session = EditSession(saved(born=date(1990, 1, 2)))
    session.set_raw("born", "3-4-")
    assert session.draft().changes == {RAW + "born": "3-4-"}
    assert session.edit().changes == {}
    assert session.value("born") == date(1990, 1, 2)
    again = EditSession(saved(born=date(1990, 1, 2)))
    again.restore(session.draft())
    assert again.raw("born") == "3-4-"
    again.set("born", date(1990, 1, 2))
    assert not again.is_dirty


def test_a_draft_of_a_field_that_is_gone_is_taken_up_without_it() -> None:
    session = EditSession(saved())
    draft = session.draft()
    session.restore(type(draft)("candidate", draft.id, 3, {"once": "x", "name_used": "Bo", "terms/1/x": "y"}))
    assert session.changes == {"name_used": "Bo"}


def test_rows_can_be_made_moved_taken_out_and_put_back() -> None:
    place = Placement(version=1, terms=[Terms(hours=Decimal(8))])
    session = EditSession(place)
    first = place.terms[0].id
    second = session.add_row("terms", {"hours": Decimal(12)})
    assert session.rows("terms") == [first, second]
    assert session.move_row("terms", second, -1)
    assert not session.move_row("terms", second, -1)
    assert session.rows("terms") == [second, first]
    at = session.remove_row("terms", second)
    assert "terms" not in session.edit().changes or session.rows("terms") == [first]
    assert all(str(second) not in path for path in session.edit().changes)
    session.put_row_back("terms", second, at)
    assert session.value(f"terms/{second}/hours") == Decimal(12)
    assert [row.hours for row in session.build().terms] == [Decimal(12), Decimal(8)]


def test_a_row_with_a_wrong_value_is_not_made() -> None:
    session = EditSession(Placement(version=1))
    with pytest.raises(WrongValue):
        session.add_row("terms", {"hours": Decimal(12), "supervision_moment": "x" * 201})
    assert session.rows("terms") == []
    assert not session.is_dirty


def test_one_goes_from_one_moment_to_another_and_back_unless_something_else_stands_there() -> None:
    session = EditSession(saved(name_used="Thijs"))
    before = session.changes
    session.set("name_used", "Tijs")
    session.set_raw("born", "3-4-")
    after = session.changes
    session.set("family_name", "de Wit")
    heard: list[str] = []
    session.changed.connect(heard.append)
    assert session.retrace(after, before)
    assert session.changes == {"family_name": "de Wit"}
    assert sorted(heard) == ["born", "name_used"]
    assert session.retrace(before, after)
    assert session.changes == {**after, "family_name": "de Wit"}
    session.set("name_used", "Ties")
    assert not session.retrace(after, before)
    assert session.value("name_used") == "Ties"


def test_a_record_that_changed_elsewhere_is_followed_unless_a_field_changed_twice() -> None:
    person = saved(name_used="Thijs", phone="1")
    session = EditSession(person)
    session.set("phone", "2")
    other = codec.copy(person)
    other.name_used, other.version = "Tijs", 4
    session.follow(other)
    assert (session.version, session.value("name_used")) == (4, "Tijs")
    third = codec.copy(other)
    third.phone, third.version = "3", 5
    session.follow(third)
    assert session.version == 4  # so that saving asks
    session.settle_on(third, [])
    assert (session.version, session.changes) == (5, {"phone": "2"})
    session.settle_on(third, ["phone"])
    assert not session.is_dirty


def test_settling_a_conflict_keeps_rows_of_both() -> None:
    place = Placement(version=1, terms=[Terms(hours=Decimal(8))])
    session = EditSession(place)
    mine = session.add_row("terms")
    other = codec.copy(place)
    other.version = 2
    other.terms.append(Terms(hours=Decimal(20)))
    session.settle_on(other, [])
    assert session.rows("terms") == [place.terms[0].id, mine, other.terms[1].id]


def test_half_a_text_in_a_row_that_was_taken_out_is_no_change() -> None:
    root = Placement(version=2, terms=[Terms()])
    session = EditSession(root)
    key = root.terms[0].id
    session.set_raw(f"terms/{key}/hours_per_week", "18,")
    place = session.remove_row("terms", key)
    assert session.raw_paths() == []
    session.put_row_back("terms", key, place)
    assert session.raw_paths() == [f"terms/{key}/hours_per_week"], "taking it out can be undone"
    session.remove_row("terms", key)
    assert session.draft().changes == {"terms": []}
    root.terms = []
    session.begin_again(root)
    assert not session.is_dirty
    assert session.raw_paths() == []


def test_a_row_that_came_and_went_is_no_change() -> None:
    session = EditSession(Placement(version=2))
    key = session.add_row("terms", {"readers": tuple(EVERYONE)})
    session.remove_row("terms", key)
    assert not session.is_dirty


def test_a_value_that_comes_late_goes_where_it_was_asked() -> None:
    session = EditSession(saved(name_used="Bo"))
    first, second = session.expect("name_used"), session.expect("name_used")
    first("Eerste")
    assert session.value("name_used") == "Bo", "another one was asked for"
    second("Tweede")
    assert session.value("name_used") == "Tweede"
    third = session.expect("name_used")
    session.set("name_used", "Derde")
    assert not session.is_waiting
    third("Te laat")
    session.expect("name_used")(None)
    assert session.value("name_used") == "Derde"
