"""A visit cut down to one person: nothing of anybody else, and no name that does not belong."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.codec import flatten
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.visit import (
    ABOUT_SUBJECTS,
    LearningMoment,
    Tryout,
    Visit,
    VisitAgreement,
    VisitSubject,
)
from beschutdesk.rules.visit_copy import cut, unnamed


def made(*present: str) -> tuple[Visit, UUID, UUID]:
    ann, bo = VisitSubject(tasks="A"), VisitSubject(tasks="B")
    owners = (ann.id, bo.id, None)
    visit = Visit(
        notes="Bo was stil",
        moved_because="Bo was vrij",
        no_contact_because="Bo",
        present=present,
        subjects=[ann, bo],
        agreements=[VisitAgreement(subject=one, what=f"afspraak {number}") for number, one in enumerate(owners)],
        tryouts=[Tryout(subject=one, name=f"taak {number}") for number, one in enumerate(owners)],
        learning_moments=[LearningMoment(subject=one, tip=f"tip {number}") for number, one in enumerate(owners)],
    )
    return visit, ann.id, bo.id


def test_rows_go_with_the_person_they_are_about() -> None:
    visit, ann, _ = made()
    found = cut(visit, [ann])
    assert [one.tasks for one in found.visit.subjects] == ["A"]
    for name in ABOUT_SUBJECTS:
        assert [row.subject for row in getattr(found.visit, name)] == [ann]
    assert (found.others, found.loose, found.notes) == (1, 3, True)
    assert (found.visit.notes, found.visit.moved_because, found.visit.no_contact_because) == ("", "", "")
    assert len(visit.agreements) == 3  # it is a copy


def test_of_one_person_alone_nothing_is_cut() -> None:
    visit, ann, bo = made("wie dan ook")
    both = cut(visit, [ann, bo])
    assert flatten(both.visit) == flatten(visit)
    assert (both.others, both.unnamed, both.loose, both.notes) == (0, 0, 0, False)


def test_a_row_of_somebody_who_is_gone_goes_too() -> None:
    visit, ann, bo = made()
    visit.subjects = [one for one in visit.subjects if one.id == ann]
    assert {row.subject for row in cut(visit, [ann]).visit.agreements} == {ann, None}
    assert bo not in {row.subject for row in cut(visit, [ann]).visit.tryouts}


def test_of_those_who_were_there_known_names_stay() -> None:
    visit, ann, _ = made("ann en Bo", "Anneke Smit, teamleider", "Anneke Smit (weer)", "Kees", "", "Rachida")
    found = cut(visit, [ann], known=["Ann", "Anneke Smit", "Rachida"], barred=["Bo"])
    assert found.visit.present == ("Ann", "Anneke Smit", "Rachida")
    assert found.unnamed == 2


def test_a_known_name_that_is_also_of_another_does_not_stay() -> None:
    visit, ann, _ = made("Bo", "BÓ", "Ann")
    assert cut(visit, [ann], known=["Bo", "Ann"], barred=["bo", "Bo Bakker"]).visit.present == ("Ann",)


@given(st.lists(st.text(max_size=40), max_size=5), st.lists(st.text(max_size=12), max_size=4))
def test_nobody_stands_there_who_is_not_known(lines: list[str], known: list[str]) -> None:
    visit, ann, _ = made(*lines)
    assert set(cut(visit, [ann], known=known).visit.present) <= set(known)


def test_every_list_of_a_visit_says_whom_it_is_about() -> None:
    """A new list of rows has to be cut too."""
    assert set(shape_of("visit").children) == {"subjects", *ABOUT_SUBJECTS}


def test_a_name_goes_out_of_who_was_there_and_the_rest_stays() -> None:
    lines = ("Bo", "Ann en BO", "Anneke Smit, teamleider", "Bo de Wit (kandidaat), Ann", "Bob", "moeder van Bo")
    assert unnamed(lines, ["Bo", "Bo de Wit"]) == (
        "Ann",
        "Anneke Smit, teamleider",
        "kandidaat, Ann",
        "Bob",
        "moeder van Bo",
    )
    assert unnamed(lines, ["", "!"]) == lines
