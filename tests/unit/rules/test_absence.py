from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.absence import ReportState as S
from beschutdesk.rules.absence import days_away, recovery_report, running, sick_report

AWAY = date(2026, 10, 1)
LIMIT = date(2026, 11, 12)  # six weeks
DAY = timedelta(days=1)


def absence(**more: object) -> Absence:
    return Absence(**({"since": AWAY, "to_report": YesNo.YES} | more))  # type: ignore[arg-type]


def test_six_weeks_to_report() -> None:
    assert (sick_report(absence(), LIMIT).state, sick_report(absence(), LIMIT).days_left) == (S.TO_DO, 0)
    assert sick_report(absence(), LIMIT + DAY).state is S.OVERDUE
    assert sick_report(absence(reported_on=LIMIT), LIMIT + DAY).state is S.DONE
    assert sick_report(absence(reported_on=LIMIT + DAY), LIMIT + DAY).state is S.DONE_LATE


def test_what_nobody_answered_is_a_question_and_no_is_no() -> None:
    asked = sick_report(absence(to_report=None), LIMIT + DAY)
    assert (asked.state, asked.by) == (S.TO_ASK, LIMIT)
    assert sick_report(absence(to_report=YesNo.UNKNOWN), AWAY).state is S.TO_ASK
    assert sick_report(absence(to_report=YesNo.NO), LIMIT + DAY).state is S.NOT_NEEDED
    assert sick_report(Absence(to_report=YesNo.YES), LIMIT).state is S.NOT_NEEDED


def test_two_days_to_say_that_somebody_is_back() -> None:
    back = absence(until=date(2026, 10, 9), reported_on=AWAY)
    assert recovery_report(back, date(2026, 10, 9)).state is S.NOT_NEEDED
    assert recovery_report(back, date(2026, 10, 11)).state is S.TO_DO
    assert recovery_report(back, date(2026, 10, 12)).state is S.OVERDUE
    assert recovery_report(absence(until=date(2026, 10, 9), recovery_reported_on=date(2026, 10, 12)), LIMIT).state is (
        S.DONE_LATE
    )
    assert recovery_report(absence(), LIMIT).state is S.NOT_NEEDED
    assert recovery_report(absence(until=AWAY, to_report=None), LIMIT).state is S.NOT_NEEDED


def test_days_and_who_is_away_now() -> None:
    assert days_away(absence(until=AWAY), LIMIT) == 1
    assert days_away(absence(), AWAY + DAY) == 2
    assert days_away(Absence(), LIMIT) is None
    assert days_away(absence(until=AWAY - DAY), LIMIT) == 0
    older, now = absence(until=AWAY), absence(since=AWAY + DAY)
    assert running([now, older], AWAY + DAY) is now
    assert running([now, older], AWAY - DAY) is None


@given(st.dates(), st.none() | st.dates(), st.none() | st.dates(), st.sampled_from([None, *YesNo]), st.dates())
def test_no_cause_is_ever_named(
    since: date, until: date | None, reported: date | None, answer: YesNo | None, today: date
) -> None:
    one = Absence(since=since, until=until, reported_on=reported, to_report=answer)
    for report in (sick_report(one, today), recovery_report(one, today)):
        assert "ziek" not in report.reason.lower()
        assert report.reason.endswith(".")
        assert (report.by is None) == (report.state is S.NOT_NEEDED)
