"""An evaluatie kennismaking that leaves: the right one, for the right reader, and kept."""

from dataclasses import replace
from datetime import date

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.introduction import IntroductionEvaluation, Verdict
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.task_list import CarvedTask, TaskList
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.introduction import Around
from beschutdesk.services.desk import Desk
from beschutdesk.services.introduction_paper import READERS, missing
from beschutdesk.trouble import Trouble
from tests.documents import invented
from tests.documents.test_introduction import full

TODAY = date(2026, 11, 22)


def kept(desk: Desk, *evaluations: IntroductionEvaluation) -> invented.Dossier:
    made = invented.full()
    made.placement.evaluations = list(evaluations)
    desk.dossiers.add([made.candidate, made.employer, made.placement])
    return made


def test_the_latest_talk_is_printed(desk: Desk) -> None:
    early = IntroductionEvaluation(held_on=date(2026, 10, 1), verdict=Verdict.EXTEND, reasons="Nog te kort.")
    made = kept(desk, full(), early)
    order = desk.introductions.order(made.candidate.id, Audience.EMPLOYER, TODAY)
    assert order.evaluation.held_on == date(2026, 11, 18)
    assert order.number == 1
    printed = desk.introductions.render(order)
    assert printed.name == "Evaluatie kennismaking Thijs, versie 1, voor de werkgever.pdf"
    assert printed.data.startswith(b"%PDF-1.7")
    typed = replace(full(), verdict=Verdict.STOP)
    draft = desk.introductions.order(made.candidate.id, Audience.EMPLOYER, TODAY, evaluation=typed)
    assert desk.introductions.render(draft).data != printed.data


def test_what_left_is_kept_and_counted(desk: Desk) -> None:
    made = kept(desk, full())
    key = made.candidate.id
    for number in (1, 2):
        order = desk.introductions.order(key, Audience.CANDIDATE, TODAY)
        assert order.number == number
        printed = desk.introductions.render(order)
        desk.introductions.issue(order, printed, way="pdf", to_whom="Thijs")
    (first, _) = desk.dossiers.ids("issued_document")
    document = desk.dossiers.get("issued_document", first)
    assert isinstance(document, IssuedDocument)
    assert (document.kind, document.placement, document.concept) == (
        DocumentKind.INTRODUCTION,
        made.placement.id,
        YesNo.NO,
    )
    assert desk.documents.reopen(document).startswith(b"%PDF")


@pytest.mark.parametrize("audience", [one for one in Audience if one not in READERS])
def test_other_readers_get_none(desk: Desk, audience: Audience) -> None:
    made = kept(desk, full())
    with pytest.raises(Trouble, match="alleen voor"):
        desk.introductions.order(made.candidate.id, audience, TODAY)


def test_nothing_to_print(desk: Desk) -> None:
    closed = replace(full(), readers=(Audience.CANDIDATE,))
    made, other = kept(desk, closed), invented.full()
    desk.dossiers.add([other.candidate])
    with pytest.raises(Trouble, match="niet voor deze lezer"):
        desk.introductions.order(made.candidate.id, Audience.EMPLOYER, TODAY)
    with pytest.raises(Trouble, match="nog geen evaluatie"):
        desk.introductions.order(other.candidate.id, Audience.EMPLOYER, TODAY)
    desk.dossiers.trash("candidate", made.candidate.id)
    with pytest.raises(Trouble, match="niets afgedrukt"):
        desk.introductions.order(made.candidate.id, Audience.CANDIDATE, TODAY)


def test_what_a_reader_does_not_get_is_named(desk: Desk) -> None:
    made = kept(desk, full())
    order = desk.introductions.order(made.candidate.id, Audience.EMPLOYER, TODAY)
    assert [(one.label, one.why) for one in desk.introductions.left_out(order)] == [
        ("Eigen aantekening", "alleen voor collega")
    ]
    gemeente = desk.introductions.order(made.candidate.id, Audience.MUNICIPALITY, TODAY)
    labels = {one.label for one in desk.introductions.left_out(gemeente)}
    assert "Zo reageert het team" in labels
    assert "Waarom" not in labels


def test_what_stands_around_it_is_found(desk: Desk) -> None:
    made = kept(desk)
    tasks = TaskList(placement=made.placement.id, tasks=[CarvedTask(name="Vegen")])
    desk.dossiers.add([tasks, TaskList(placement=None, tasks=[CarvedTask(name="Van een ander")])])
    around = desk.introductions.around(made.candidate.id, made.placement.id)
    assert [task.name for task in around.tasks] == ["Vegen"]
    assert [one.id for one in around.supervisors] == [one.id for one in made.employer.supervisors]
    assert around.called == made.candidate.name_used
    assert desk.introductions.around(made.candidate.id, made.employer.id) == Around()


def test_what_makes_it_a_concept_has_a_name() -> None:
    assert missing(full()) == ()
    assert missing(IntroductionEvaluation(reasons=" ")) == ("Gesprek op", "Besluit", "Waarom")
