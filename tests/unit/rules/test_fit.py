"""Side by side: every plus and minus has its reason, and what nobody asked stays unknown."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, EmployerNature, Site, Supervisor
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.rules.fit import Topic, Verdict, points

tags = st.lists(st.sampled_from(Surrounding), unique=True).map(tuple)
kinds = st.lists(st.sampled_from(WorkKind), unique=True).map(tuple)


def said(candidate: Candidate, employer: Employer, taken: int = 0) -> dict[str, Verdict]:
    return {point.what: point.verdict for point in points(candidate, employer, taken)}


def test_two_empty_dossiers_are_unknown_all_over() -> None:
    assert set(said(Candidate(), Employer()).values()) == {Verdict.UNKNOWN}


def test_work_that_is_wanted_and_there_fits() -> None:
    person = Candidate(wants_work=(WorkKind.GREEN, WorkKind.ANIMALS), rather_not=(WorkKind.SHOP,))
    found = said(person, Employer(work_kinds=(WorkKind.GREEN, WorkKind.SHOP)))
    assert found[WorkKind.GREEN.label] is Verdict.FITS
    assert found[WorkKind.ANIMALS.label] is Verdict.CLASHES
    assert found[WorkKind.SHOP.label] is Verdict.CLASHES


@given(tags, tags, tags, tags)
def test_unknown_stays_unknown_and_yes_differs_from_no(
    suits: tuple[Surrounding, ...],
    suits_not: tuple[Surrounding, ...],
    there: tuple[Surrounding, ...],
    absent: tuple[Surrounding, ...],
) -> None:
    person = Candidate(suits=suits, suits_not=suits_not)
    place = Employer(surroundings=there, surroundings_not=absent)
    named = {tag.label: tag for tag in Surrounding}
    for point in points(person, place):
        tag = named.get(point.what)
        if tag is None:
            continue
        asked = (tag in there) != (tag in absent)
        assert (point.verdict is Verdict.UNKNOWN) == (not asked)
        if asked and "past goed" in point.reason:
            assert (point.verdict is Verdict.FITS) == (tag in there)
        elif asked:
            assert (point.verdict is Verdict.FITS) == (tag in absent)


@given(kinds, kinds, kinds)
def test_every_point_has_a_reason_and_no_number_of_points(
    wants: tuple[WorkKind, ...], rather_not: tuple[WorkKind, ...], there: tuple[WorkKind, ...]
) -> None:
    found = points(Candidate(wants_work=wants, rather_not=rather_not), Employer(work_kinds=there))
    assert all(point.reason.endswith((".", "?")) and point.what for point in found)


def test_places_count_what_is_taken() -> None:
    place = Employer(places=Decimal(2))
    assert said(Candidate(), place, 1)["plekken"] is Verdict.FITS
    assert said(Candidate(), place, 2)["plekken"] is Verdict.CLASHES
    assert said(Candidate(), Employer(), 0)["plekken"] is Verdict.UNKNOWN
    (none,) = [one for one in points(Candidate(), Employer(places=Decimal(0))) if one.what == "plekken"]
    assert (none.verdict, none.reason) == (Verdict.CLASHES, "Er zijn geen plekken.")


def test_any_site_may_be_close() -> None:
    person = Candidate(place="Kampen")
    place = Employer(place="Zwolle", sites=[Site(place=" kampen ")])
    assert said(person, place)["afstand"] is Verdict.FITS
    assert said(Candidate(place="Hattem"), place)["afstand"] is Verdict.UNKNOWN


def test_one_supervisor_is_not_enough() -> None:
    assert said(Candidate(), Employer(supervisors=[Supervisor()]))["begeleiding"] is Verdict.UNKNOWN
    assert said(Candidate(), Employer(supervisors=[Supervisor(), Supervisor()]))["begeleiding"] is Verdict.FITS


def test_who_will_leave_is_told_before_somebody_begins_there() -> None:
    def told(*leaves: date | None) -> tuple[Verdict, str]:
        place = Employer(supervisors=[Supervisor(leaves_on=day) for day in leaves])
        found = points(Candidate(), place, today=date(2026, 11, 22))
        return next((point.verdict, point.reason) for point in found if point.what == "begeleiding")

    march, may = date(2027, 3, 1), date(2027, 5, 1)
    verdict, reason = told(march, may)
    assert verdict is Verdict.UNKNOWN
    assert "01-05-2027" in reason
    verdict, reason = told(march, None)
    assert verdict is Verdict.UNKNOWN
    assert "01-03-2027" in reason
    assert told(march, None, None)[0] is Verdict.FITS
    assert told(None, None) == told(march, None, None)


def test_who_leaves_does_not_guide_any_more() -> None:
    place = Employer(supervisors=[Supervisor(leaves_on=date(2026, 11, 1)), Supervisor()])
    found = {point.what: point for point in points(Candidate(), place, 0, date(2026, 11, 22))}
    assert found["begeleiding"].verdict is Verdict.UNKNOWN
    assert said(Candidate(), place)["begeleiding"] is Verdict.FITS
    gone = Employer(supervisors=[Supervisor(leaves_on=date(2026, 11, 1))])
    found = {point.what: point for point in points(Candidate(), gone, 0, date(2026, 11, 22))}
    assert found["begeleiding"].verdict is Verdict.CLASHES


def test_places_are_the_same_however_they_are_spelled() -> None:
    assert said(Candidate(place="Sint-Annaparochié"), Employer(place="sint annaparochie"))["afstand"] is Verdict.FITS


@given(kinds, kinds, tags, tags, kinds, tags)
def test_which_points_there_are_depends_on_the_person_alone(
    wants: tuple[WorkKind, ...],
    rather_not: tuple[WorkKind, ...],
    suits: tuple[Surrounding, ...],
    suits_not: tuple[Surrounding, ...],
    there: tuple[WorkKind, ...],
    around: tuple[Surrounding, ...],
) -> None:
    person = Candidate(wants_work=wants, rather_not=rather_not, suits=suits, suits_not=suits_not)
    one = [(p.topic, p.what) for p in points(person, Employer(work_kinds=there, surroundings=around))]
    assert one == [(p.topic, p.what) for p in points(person, Employer())]
    assert len(set(one)) == len(one)
    assert [topic for topic, _ in one] == sorted((topic for topic, _ in one), key=list(Topic).index)


def test_the_sob_is_never_a_plus_by_itself() -> None:
    place = Employer(nature=EmployerNature.SOB)
    assert said(Candidate(), place)["SOB"] is Verdict.UNKNOWN
    assert said(Candidate(view_on_sob="Beslist niet."), place)["SOB"] is Verdict.UNKNOWN
