"""The parts of the tab Subsidie by themselves: the way of an application, terms in words, answers, proposals."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.supervision_subsidy import SubsidyAnswer, SubsidyState, SupervisionSubsidy
from beschutdesk.rules.scheme import Question
from beschutdesk.rules.subsidy_states import NextDeadline, Term
from tests.ui.walker import shown
from ui.forms.session import EditSession
from ui.tabs.subsidy.goals import section_of
from ui.tabs.subsidy.layout import SECTIONS
from ui.tabs.subsidy.proposals import added, fill, goals, plan_open
from ui.tabs.subsidy.questions import QuestionsPart
from ui.tabs.subsidy.reckoning import ReckoningList, ReckoningPart
from ui.tabs.subsidy.states import expected
from ui.tabs.subsidy.track import WAY, Track, way
from ui.tabs.subsidy.words import SIGNS, STEPS, deadline_words, euros, period, short_deadline

TODAY = date(2026, 11, 23)
PLAN = {"goals:0.problem": "Beginnen.", "goals:0.goal": "Zelf beginnen.", "goals:1.problem": "Afmaken."}


def session(**values: object) -> EditSession:
    """An application that was kept once, to type in."""
    return EditSession(SupervisionSubsidy(version=1, **values))  # type: ignore[arg-type]


def test_every_state_has_a_sign_and_a_step() -> None:
    assert set(SIGNS) == set(STEPS) == set(SubsidyState)


@pytest.mark.parametrize(
    ("state", "words", "number"),
    [
        (SubsidyState.CONCEPT, "Concept", 0),
        (SubsidyState.QUESTIONS, "Vragen", 2),
        (SubsidyState.REFUSED, "Afgewezen", 3),
        (SubsidyState.SETTLED, "Afgerekend", 5),
    ],
)
def test_the_way_stands_where_the_application_is(state: SubsidyState, words: str, number: int) -> None:
    after = WAY[number + 1 :]
    stops = way(state, {state: "01-02-2026"}, dict.fromkeys(after, "t/m 01-03-2026"))
    assert [at for at, one in enumerate(stops) if not one.stage] == [number]
    assert stops[number].words == words
    assert stops[number].below == "01-02-2026"
    assert all(one.icon == "check" for one in stops[:number])
    assert all(one.below == "t/m 01-03-2026" for one in stops[number + 1 :])


def test_a_term_stands_under_the_stop_that_it_leads_to() -> None:
    def term(which: Term, due: date | None) -> NextDeadline:
        return NextDeadline(which, "Doe iets.", "", due, None, "")

    renew, account = term(Term.RENEW, date(2027, 3, 5)), term(Term.ACCOUNT, date(2027, 7, 30))
    found = expected([renew, account, term(Term.SETTLE, None)])
    assert found == {SubsidyState.ACCOUNTING: "t/m 30-07-2027"}, "the next period is another application"
    assert expected([term(Term.APPLY, date(2026, 12, 29))]) == {SubsidyState.SUBMITTED: "t/m 29-12-2026"}


def test_one_that_was_withdrawn_stands_where_it_came() -> None:
    stops = way(SubsidyState.WITHDRAWN, {SubsidyState.SUBMITTED: "01-02-2026"})
    assert [(one.words, one.icon) for one in stops if not one.stage] == [("Ingetrokken", "x")]


def test_the_way_says_all_its_stops_and_shows_those_around_now(qtbot: QtBot) -> None:
    track = Track()
    shown(qtbot, track, width=300, height=120)
    track.show_stops(way(SubsidyState.SETTLED, {}))
    assert track.accessibleName().startswith("Stap 6 van 6: Concept, Ondertekenen")
    here = track._shown()
    assert 5 in here, "where it is stays in view"
    assert len(here) < 6


def test_terms_and_amounts_in_words() -> None:
    assert deadline_words(TODAY, TODAY) == "uiterlijk vandaag"
    assert deadline_words(date(2026, 11, 24), TODAY) == "uiterlijk dinsdag 24 november 2026, over 1 dag"
    assert deadline_words(date(2026, 11, 21), TODAY) == "was uiterlijk zaterdag 21 november 2026, 2 dagen geleden"
    assert short_deadline(date(2026, 11, 21), TODAY) == "te laat: was 21-11-2026"
    assert euros(Decimal("5950.9")) == "€\u00a05.950,90"
    assert euros(None) == ""
    assert period(date(2026, 1, 1), None) == "vanaf 01-01-2026"


def test_a_sum_is_read_whole_by_a_screen_reader(qtbot: QtBot) -> None:
    listed = ReckoningList("Berekening")
    shown(qtbot, listed)
    listed.show_sums([("Deel", "24/31", Decimal("1.5"), False), ("Aan te vragen", "", Decimal("1.5"), True)])
    said = [listed.model().data(listed.model().index(row, 0), 11) for row in range(2)]
    assert said == ["Deel: 24/31, €\u00a01,50", "Aan te vragen: €\u00a01,50"]


def test_every_field_of_an_application_has_a_section() -> None:
    assert section_of("since") == "amount"
    assert section_of("signed_on") == "applicant"
    assert {section_of(one) for one in ("steps", "until", "log", "goals", "answers", "attachments")} == {
        "state",
        "amount",
        "log",
        "plan",
        "questions",
        "papers",
    }
    assert section_of("nowhere") == ""
    assert len({plan.key for plan in SECTIONS}) == len(SECTIONS)


# -- proposals ---------------------------------------------------------------------------------------------------------


def test_a_proposal_never_takes_words_away() -> None:
    assert added("", "Nieuw.") == "Nieuw."
    assert added("Oud.", "Nieuw.") == "Oud.\n\nNieuw."
    assert added("Oud. Nieuw.", "Nieuw.") == "Oud. Nieuw."


def test_a_plan_is_proposed_only_where_nobody_wrote_one() -> None:
    typed = session()
    assert goals(PLAN) == [{"problem": "Beginnen.", "goal": "Zelf beginnen."}, {"problem": "Afmaken."}]
    assert plan_open(typed, PLAN)
    typed.add_row("goals")
    done = fill(typed, PLAN, ("goals",))
    assert done.number == 2
    assert len(typed.rows("goals")) == 2, "the empty one made room"
    assert not plan_open(typed, PLAN)
    assert not fill(typed, PLAN, ("goals",))
    assert done.take_back()
    assert typed.rows("goals") == []


# -- questions ---------------------------------------------------------------------------------------------------------


def test_an_answer_becomes_a_row_at_the_first_key_and_stays_one(qtbot: QtBot) -> None:
    part, typed = QuestionsPart(), session()
    shown(qtbot, part)
    part.bind(typed)
    part.offer([Question("space", "Welke ruimte"), Question("who", "Wie is erbij")])
    assert part.counts() == (0, 2)
    assert part.go_to("who")
    QTest.keyClicks(part._editors["who"].buddy, "Jan")
    assert [typed.value(f"answers/{row}/asked") for row in typed.rows("answers")] == ["who"]
    assert typed.build().answers[0].answer == "Jan"
    assert part.counts() == (1, 2)
    part.bind(None)


def test_an_answer_that_nobody_asks_any_more_stays_in_view(qtbot: QtBot) -> None:
    part = QuestionsPart()
    shown(qtbot, part)
    part.bind(session(answers=[SubsidyAnswer(asked="old", answer="Was gevraagd.")]))
    part.offer([Question("space", "Welke ruimte")])
    assert part.asked == ["space", "old"]
    part.bind(None)
    assert part.asked == []


def test_without_a_period_the_sum_says_what_it_waits_for(qtbot: QtBot) -> None:
    part = ReckoningPart()
    shown(qtbot, part, width=600, height=300)
    part.show_reckoning(None, read=False)
    assert part.words == ""
    part.show_reckoning(None)
    assert "Vul de periode in" in part.words
