"""Documents: ordered, issued, kept as they went out."""

import pickle
from datetime import date
from hashlib import sha256
from uuid import UUID

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.introduction import IntroductionEvaluation, Verdict
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.dossier.values import YesNo
from beschutdesk.services.desk import Desk
from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from beschutdesk.services.dossiers import Edit, Whole
from beschutdesk.trouble import Trouble

TODAY = date(2026, 11, 22)


def whole(desk: Desk, name: str = "jelte") -> Whole:
    found = desk.dossiers.whole(desk.lists.by_name(name)[0].id)
    assert found is not None
    return found


def candidate(desk: Desk) -> UUID:
    return whole(desk).candidate.id


def test_only_tasks_in_the_package_go_on_paper(demo_desk: Desk) -> None:
    order = demo_desk.documents.portfolio_order(candidate(demo_desk), Audience.FLOOR, TODAY)
    (tasks,) = [flat for name, _, flat in order.records if name == "task_list"]
    states = {tasks[path] for path in tasks if path.endswith("/state")}
    assert states == {TaskState.PACKAGE.key}
    kept = [task for task_list in whole(demo_desk).task_lists for task in task_list.tasks]
    assert len(kept) > len(tasks["tasks"])


def test_the_same_order_in_another_process_gives_the_same_file(demo_desk: Desk) -> None:
    key = candidate(demo_desk)
    orders = [demo_desk.documents.portfolio_order(key, audience, TODAY) for audience in PORTFOLIO_AUDIENCES]
    for order, printed in zip(orders, demo_desk.documents.render_all(orders), strict=True):
        assert demo_desk.documents.render(order) == printed


def test_stopping_half_way_leaves_no_process(demo_desk: Desk) -> None:
    from multiprocessing import active_children

    key = candidate(demo_desk)
    orders = [demo_desk.documents.portfolio_order(key, Audience.FLOOR, TODAY)] * 5
    made = demo_desk.documents.render_all(orders)
    next(made)
    made.close()  # type: ignore[attr-defined]
    assert active_children() == []


def test_a_document_that_fails_says_what_kind_of_fault_and_no_name(demo_desk: Desk) -> None:
    order = demo_desk.documents.portfolio_order(candidate(demo_desk), Audience.FLOOR, TODAY)
    broken = pickle.loads(pickle.dumps(order))
    object.__setattr__(broken, "records", order.records[:1])
    with pytest.raises(RuntimeError, match="KeyError"):
        list(demo_desk.documents.render_all([broken]))


def test_issuing_keeps_an_unchangeable_snapshot(demo_desk: Desk) -> None:
    key = candidate(demo_desk)
    order = demo_desk.documents.portfolio_order(key, Audience.FLOOR, TODAY)
    printed = demo_desk.documents.render(order)
    saved = demo_desk.documents.issue(order, printed, way="pdf", to_whom="Femke")
    (document,) = demo_desk.documents.issued(key)
    assert demo_desk.documents.reopen(document) == printed.data
    assert document.digest == sha256(printed.data).hexdigest()
    assert (document.audience, document.to_whom, document.concept) == ("floor", "Femke", YesNo.NO)
    with pytest.raises(Trouble, match="verandert niet meer"):
        demo_desk.dossiers.save([Edit("issued_document", document.id, 1, {"to_whom": "Iemand anders"})])
    with pytest.raises(Trouble, match="verandert niet meer"):
        demo_desk.dossiers.trash("issued_document", document.id)
    assert saved.save_id is not None
    with pytest.raises(Trouble, match="verandert niet meer"):
        demo_desk.dossiers.undo(saved.save_id)


def test_versions_count(demo_desk: Desk) -> None:
    key = candidate(demo_desk)
    for number in (1, 2, 3):
        order = demo_desk.documents.portfolio_order(key, Audience.FLOOR, TODAY)
        assert order.number == number
        demo_desk.documents.issue(order, demo_desk.documents.render(order), way="pdf")


def test_what_is_left_out_is_named_and_not_shown(demo_desk: Desk) -> None:
    key = candidate(demo_desk)
    order = demo_desk.documents.portfolio_order(key, Audience.FLOOR, TODAY)
    out = demo_desk.documents.left_out(order)
    assert ("Privéomstandigheden", "alleen voor kandidaat") in {(item.label, item.why) for item in out}
    assert not any(item.label == "Zo werk ik het best" for item in out)
    text = repr(out)
    assert whole(demo_desk).candidate.private_notes[:20] not in text
    assert "inventaris" not in text, "a key of the program is kept from nobody"


def test_what_is_left_out_of_one_record_is_named_once(demo_desk: Desk) -> None:
    key = candidate(demo_desk)
    out = demo_desk.documents.left_out(demo_desk.documents.portfolio_order(key, Audience.FLOOR, TODAY))
    contracts = [item for item in out if item.record == "Contract"]
    together = max(contracts, key=lambda item: item.fields)
    assert together.words == f"Contract ({together.fields} velden)"
    assert together.fields > 3
    assert len({item.why for item in contracts}) == len(contracts)
    assert all(item.fields == 1 for item in out if item.record == "Kandidaat")
    assert len(out) < 60
    assert sum(item.fields for item in out) >= 100


def test_without_a_portfolio_one_is_filled_from_the_dossier(demo_desk: Desk) -> None:
    found = whole(demo_desk)
    for portfolio in found.portfolios:
        demo_desk.dossiers.trash("portfolio", portfolio.id)
    made = demo_desk.documents.new_portfolio(whole(demo_desk), TODAY)
    assert made.works_best == found.candidate.works_best
    assert made.placement == found.placements[0].id
    assert demo_desk.documents.portfolio_order(found.candidate.id, Audience.FLOOR, TODAY).number == 1


def test_a_preview_uses_the_texts_being_typed(demo_desk: Desk) -> None:
    found = whole(demo_desk)
    typed = Portfolio(candidate=found.candidate.id, summary=("Nieuw.",))
    order = demo_desk.documents.portfolio_order(found.candidate.id, Audience.FLOOR, TODAY, portfolio=typed)
    (book,) = [flat for name, _, flat in order.records if name == "portfolio"]
    assert book["summary"] == ["Nieuw."]


@pytest.mark.parametrize("audience", [a for a in Audience if a not in PORTFOLIO_AUDIENCES])
def test_no_portfolio_for_others(demo_desk: Desk, audience: Audience) -> None:
    with pytest.raises(Trouble, match="Een portfolio is er alleen voor: vloer, ") as refused:
        demo_desk.documents.portfolio_order(candidate(demo_desk), audience, TODAY)
    assert (refused.value.safe, refused.value.todo) == ("Er is niets afgedrukt.", "Kies een van deze lezers.")


def test_only_portfolios_are_listed_as_portfolios(demo_desk: Desk) -> None:
    found = whole(demo_desk)
    key = found.candidate.id
    order = demo_desk.documents.portfolio_order(key, Audience.FLOOR, TODAY)
    demo_desk.documents.issue(order, demo_desk.documents.render(order), way="pdf")
    said = IntroductionEvaluation(held_on=TODAY, verdict=Verdict.GO, reasons="Het past.")
    evaluation = demo_desk.introductions.order(key, Audience.EMPLOYER, TODAY, evaluation=said)
    demo_desk.introductions.issue(evaluation, demo_desk.introductions.render(evaluation), way="pdf")
    timeline = demo_desk.timeline_paper.order("candidate", key, Audience.COLLEAGUE, TODAY)
    demo_desk.timeline_paper.issue(timeline, demo_desk.timeline_paper.render(timeline), way="pdf")
    assert len(demo_desk.dossiers.ids("issued_document")) == 3
    assert [one.kind for one in demo_desk.documents.issued(key)] == [DocumentKind.PORTFOLIO]
    issued = demo_desk.introductions.issued(evaluation.placement.id)
    assert [one.kind for one in issued] == [DocumentKind.INTRODUCTION]
