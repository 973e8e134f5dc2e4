"""The list of visits: which, in what order, and what is still to be shared."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.issued_document import NOT_OF_VISITS, DocumentKind, IssuedDocument
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft
from beschutdesk.services.visit_lists import COLUMNS, Sort, VisitFilter, VisitShow

TODAY = date(2026, 11, 24)
DAY = timedelta(1)
ANN, BO = Candidate(name_used="Ann", family_name="Łęcki"), Candidate(name_used="Bo")
BAKER, SHOP = Employer(name="Bakker"), Employer(name="Winkel")
AT_BAKER, AT_SHOP = Placement(candidate=ANN.id, employer=BAKER.id), Placement(candidate=BO.id, employer=SHOP.id)


def visit(days: int | None, state: VisitState | None, *about: Placement, **more: Any) -> Visit:
    at = None if days is None else Appointment(TODAY + days * DAY, time(10))
    subjects = [VisitSubject(candidate=place.candidate, placement=place.id) for place in about]
    employer = about[0].employer if about else BAKER.id
    values = {"medium": Medium.VISIT, "employer": employer} | more
    return Visit(at=at, state=state, subjects=subjects, **values)


BEGUN = visit(0, VisitState.CONCEPT, AT_BAKER, AT_SHOP)
NEAR = visit(0, VisitState.PLANNED, AT_SHOP)
FAR = visit(30, VisitState.PLANNED, AT_BAKER, medium=Medium.PHONE)
PAST = visit(-1, VisitState.PLANNED, AT_BAKER)
HELD = visit(-10, VisitState.DONE, AT_BAKER)
TWO = visit(-20, VisitState.DONE, AT_BAKER, AT_SHOP)
CALLED = visit(-5, VisitState.DONE, AT_SHOP, medium=Medium.PHONE)
OLD = visit(-100, VisitState.DONE, AT_BAKER)
NOBODY = visit(-3, VisitState.NO_CONTACT, AT_SHOP)
BOSS = visit(-2, VisitState.DONE)
NEVER = visit(None, None, AT_BAKER, medium=None, employer=None)
ALL = (FAR, NEAR, BEGUN, PAST, BOSS, NOBODY, CALLED, HELD, TWO, OLD, NEVER)
NAMES = {one.id: name for name, one in globals().items() if isinstance(one, Visit)}


@pytest.fixture
def full(desk: Desk) -> Desk:
    desk.dossiers.add([ANN, BO, BAKER, SHOP, AT_BAKER, AT_SHOP, *ALL])
    return desk


def found(desk: Desk, sort: Sort | None = None, **wanted: Any) -> list[str]:
    rids = desk.visit_lists.rids(VisitFilter(**wanted), *(() if sort is None else (sort,)), today=TODAY)
    lines = desk.visit_lists.lines(rids, TODAY)
    assert [line.rid for line in lines] == rids
    return [NAMES[line.id] for line in lines]


def test_everything_the_latest_first_and_without_a_day_last(full: Desk) -> None:
    everything = ["FAR", "BEGUN", "NEAR", "PAST", "BOSS", "NOBODY", "CALLED", "HELD", "TWO", "OLD", "NEVER"]
    assert sorted(found(full)[1:3]) == ["BEGUN", "NEAR"]
    assert [name for name in found(full) if name not in ("BEGUN", "NEAR")] == [
        name for name in everything if name not in ("BEGUN", "NEAR")
    ]
    back = found(full, Sort("day"))
    assert back == [*found(full)[:-1][::-1], "NEVER"]


def test_the_parts(full: Desk) -> None:
    parts = {show.key: set(found(full, show=show.key)) for show in VisitShow}
    assert parts == {
        "planned": {"NEAR", "FAR"},
        "open": {"BEGUN", "PAST"},
        "to_share": {"HELD", "TWO"},
        "done": {"HELD", "TWO", "CALLED", "OLD", "BOSS", "NEVER"},
        "no_contact": {"NOBODY"},
    }
    assert full.visit_lists.counts(TODAY) == {key: len(there) for key, there in parts.items()} | {"trash": 0}
    with pytest.raises(KeyError):
        found(full, show="anders")
    with pytest.raises(KeyError):
        found(full, Sort("anders"))


def test_by_period_person_employer_and_kind(full: Desk) -> None:
    assert found(full, since=TODAY - 10 * DAY, until=TODAY - 2 * DAY) == ["BOSS", "NOBODY", "CALLED", "HELD"]
    assert found(full, since=TODAY + DAY) == ["FAR"]
    assert found(full, until=TODAY - 100 * DAY) == ["OLD"]
    assert set(found(full, candidate=BO.id)) == {"BEGUN", "NEAR", "TWO", "CALLED", "NOBODY"}
    assert set(found(full, employer=SHOP.id)) == {"NEAR", "CALLED", "NOBODY"}
    assert found(full, medium="phone") == ["FAR", "CALLED"]
    assert found(full, medium="phone", show="done", candidate=BO.id) == ["CALLED"]
    assert set(found(full, text="lec")) == {"BEGUN", "FAR", "PAST", "HELD", "TWO", "OLD", "NEVER"}
    assert set(found(full, text="wink")) == {"NEAR", "CALLED", "NOBODY"}
    assert found(full, text="!") == found(full, text="xyz") == []


def test_sorting_by_what_else_a_line_says(full: Desk) -> None:
    assert [column.key for column in COLUMNS] == ["day", "who", "employer", "medium", "state"]
    by_who = found(full, Sort("who"))
    assert by_who[-1] == "BOSS"
    assert by_who[:2] == ["FAR", "BEGUN"]
    assert by_who.index("NEVER") < by_who.index("CALLED")
    assert found(full, Sort("employer"))[-1] == "NEVER"
    assert found(full, Sort("employer", descending=True))[:3] == ["NEAR", "NOBODY", "CALLED"]
    assert found(full, Sort("medium"))[:2] == ["FAR", "CALLED"]
    assert found(full, Sort("state"))[-1] == "NEVER"


def test_what_a_line_says(full: Desk) -> None:
    def line(of: Visit) -> Any:
        rid = full.visit_lists.rid(of.id)
        assert rid is not None
        return full.visit_lists.lines([rid, -1], TODAY)[0]

    first, second = (str(subject.id) for subject in TWO.subjects)
    changes = {f"subjects/{first}/concern": "attention", f"subjects/{second}/concern": "concern"}
    full.dossiers.save([edit(TWO.id, changes)])
    full.drafts.keep(Draft("visit", TWO.id, 2, {"notes": "getypt"}))
    told = line(TWO)
    assert (told.at, told.medium, told.state) == (TWO.at, Medium.VISIT, VisitState.DONE)
    assert (told.who, told.people, told.employer) == (("Ann Łęcki", "Bo"), (ANN.id, BO.id), "Bakker")
    assert (told.concern, told.to_share, told.has_draft) == (Judgement.CONCERN, True, True)
    other = line(CALLED)
    assert (other.concern, other.to_share, other.has_draft) == (None, False, False)
    full.dossiers.trash("employer", BAKER.id)
    full.dossiers.trash("candidate", ANN.id)
    assert (line(TWO).who, line(TWO).employer) == (("Bo",), "")
    assert full.visit_lists.rid(ANN.id) is None


def edit(key: UUID, changes: dict[str, Any]) -> Any:
    from beschutdesk.services.dossiers import Edit

    return Edit("visit", key, 1, changes)


def test_the_trash(full: Desk) -> None:
    full.dossiers.trash("visit", HELD.id)
    assert found(full, trash=True) == ["HELD"]
    assert "HELD" not in found(full)
    assert full.visit_lists.counts(TODAY)["trash"] == 1
    full.dossiers.trash("candidate", ANN.id)
    assert set(found(full)) == {"BEGUN", "NEAR", "BOSS", "NOBODY", "CALLED", "TWO"}  # nobody is left in the others


def paper(audience: str, of: Visit | None, person: Candidate | None, **more: Any) -> IssuedDocument:
    values: dict[str, Any] = {"kind": DocumentKind.VISIT_REPORT, "issued_on": TODAY, "audience": audience, **more}
    values |= {"visit": of.id if of else None, "candidate": person.id if person else None}
    return IssuedDocument(**values)


def share(desk: Desk, *papers: IssuedDocument) -> set[str]:
    desk.dossiers.add(papers)
    return set(found(desk, show="to_share"))


def test_shared_is_what_employer_and_supervisor_both_have(full: Desk) -> None:
    assert share(full, paper("employer", HELD, ANN)) == {"HELD", "TWO"}
    assert share(full, paper("candidate", HELD, ANN)) == {"HELD", "TWO"}
    # a later visit that both know about covers the earlier one, as far as it is about the same person
    assert share(full, paper("supervisor", HELD, ANN)) == {"TWO"}
    assert share(full, paper("employer", TWO, BO), paper("supervisor", TWO, BO)) == set()


def test_the_report_of_an_earlier_visit_or_of_another_person_says_nothing(full: Desk) -> None:
    earlier = [paper(reader, TWO, ANN) for reader in ("employer", "supervisor")]
    assert share(full, *earlier) == {"HELD", "TWO"}
    others = [paper(reader, HELD, BO) for reader in ("employer", "supervisor")]
    assert "HELD" in share(full, *others)


def test_what_an_employer_signs_tells_nothing_about_a_visit(full: Desk) -> None:
    for kind in NOT_OF_VISITS:
        papers = [paper(reader, None, ANN, kind=kind) for reader in ("employer", "supervisor")]
        assert "HELD" in share(full, *papers), kind


def test_one_report_on_the_whole_trip_and_a_document_of_before(full: Desk) -> None:
    assert share(full, *(paper(reader, TWO, None) for reader in ("employer", "supervisor"))) == {"HELD"}
    older = [paper(reader, None, ANN, issued_on=HELD.at and HELD.at.day - DAY) for reader in ("employer", "supervisor")]
    assert share(full, *older) == {"HELD"}
    known = [paper(reader, None, ANN, issued_on=HELD.at and HELD.at.day) for reader in ("employer", "supervisor")]
    assert share(full, *known) == set()


def test_not_shared_on_purpose_is_not_asked_for(full: Desk) -> None:
    saved = full.visits.not_shared(HELD.id, HELD.subjects[0].id, "Ann vertelt het zelf")
    assert found(full, show="to_share") == ["TWO"]
    full.visits.not_shared(TWO.id, TWO.subjects[0].id, "Idem")
    assert found(full, show="to_share") == ["TWO"]  # of the other it is to be shared
    full.visits.not_shared(TWO.id, TWO.subjects[1].id, "Idem")
    assert found(full, show="to_share") == []
    assert saved.save_id is not None
    full.dossiers.undo(saved.save_id)
    assert found(full, show="to_share") == ["HELD"]


def test_how_long_it_is_asked_for_is_a_number(full: Desk) -> None:
    full.today.set_figures("[share_stop_weeks]\nvalues = [{ from = 2015-01-01, value = 2 }]\n")
    assert found(full, show="to_share") == ["HELD"]
    full.today.set_figures("[share_stop_weeks]\nvalues = [{ from = 2015-01-01, value = 20 }]\n", "Kampen")
    assert found(full, show="to_share") == ["HELD", "TWO", "OLD"]  # the widest of all gemeenten
