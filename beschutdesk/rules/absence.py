"""Absence: what must be reported, by when. Never why somebody is away.

With the no-riskpolis (Ziektewet art. 29b) the employer tells UWV within six weeks, and within two days that somebody is
back. Which absence that is, a person says (:attr:`Absence.to_report`); without an answer the term is shown as a
question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol, TypeVar

from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.time import days_after, in_words


class _Absence(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def to_report(self) -> YesNo | None: ...
    @property
    def reported_on(self) -> date | None: ...
    @property
    def recovery_reported_on(self) -> date | None: ...


A = TypeVar("A", bound=_Absence)


class ReportState(Enum):
    """How far a report is."""

    NOT_NEEDED = "not_needed"
    TO_ASK = "to_ask"
    TO_DO = "to_do"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True, slots=True)
class Report:
    """One report that an absence asks for.

    Attributes:
        state: how far it is; *to ask* when nobody said whether it must be reported at all.
        by: last day; ``None`` when it is not needed.
        days_left: from today to :attr:`by`, negative when past; ``None`` when nothing is left to do.
        reason: in Dutch, without a cause.
        source: where the term comes from.
    """

    state: ReportState
    by: date | None
    days_left: int | None
    reason: str
    source: str


def days_away(absence: _Absence, today: date) -> int | None:
    """Days away, both ends counted, up to today when it goes on; ``None`` without a first day, 0 when still to come."""
    if absence.since is None:
        return None
    return max(0, ((absence.until if absence.until is not None else today) - absence.since).days + 1)


def running(absences: Iterable[A], today: date) -> A | None:
    """The absence that goes on today: the latest that began and did not end."""
    now = [one for one in absences if one.since is not None and one.since <= today <= (one.until or date.max)]
    return max(now, key=lambda one: one.since or date.min, default=None)


def sick_report(absence: _Absence, today: date, figures: Figures | None = None) -> Report:
    """Whether the employer told UWV, and by when that must be."""
    known = figures or standard()
    source = known.source("absence_report_days")
    if absence.since is None or absence.to_report is YesNo.NO:
        return Report(ReportState.NOT_NEEDED, None, None, "Deze afwezigheid hoeft niet naar UWV.", source)
    by = days_after(absence.since, known.on("absence_report_days", absence.since))
    if absence.reported_on is not None:
        state = ReportState.DONE_LATE if absence.reported_on > by else ReportState.DONE
        reason = f"Gemeld op {in_words(absence.reported_on)}; het moest uiterlijk op {in_words(by)}."
        return Report(state, by, None, reason, source)
    left = (by - today).days
    if absence.to_report is not YesNo.YES:
        reason = (
            f"Afwezig sinds {in_words(absence.since)}. Moet de werkgever dit melden, dan vóór of op {in_words(by)}."
        )
        return Report(ReportState.TO_ASK, by, left, reason, source)
    if left < 0:
        reason = f"De werkgever moest dit uiterlijk op {in_words(by)} bij UWV melden. Doe het nu, dan scheelt het geld."
        return Report(ReportState.OVERDUE, by, left, reason, source)
    reason = f"Afwezig sinds {in_words(absence.since)}. De werkgever meldt dit uiterlijk op {in_words(by)} bij UWV."
    return Report(ReportState.TO_DO, by, left, reason, source)


def recovery_report(absence: _Absence, today: date, figures: Figures | None = None) -> Report:
    """Whether the employer told UWV that somebody is back. Needed only after a report, and not before the last day."""
    known = figures or standard()
    source = known.source("recovery_report_days")
    reported = absence.reported_on is not None or absence.to_report is YesNo.YES
    if absence.until is None or absence.until >= today or not reported or absence.to_report is YesNo.NO:
        return Report(ReportState.NOT_NEEDED, None, None, "Terug melden hoeft (nog) niet.", source)
    by = days_after(absence.until, known.on("recovery_report_days", absence.until))
    if absence.recovery_reported_on is not None:
        state = ReportState.DONE_LATE if absence.recovery_reported_on > by else ReportState.DONE
        reason = f"Terug gemeld op {in_words(absence.recovery_reported_on)}; het moest uiterlijk op {in_words(by)}."
        return Report(state, by, None, reason, source)
    left = (by - today).days
    if left < 0:
        reason = f"De werkgever moest uiterlijk op {in_words(by)} bij UWV melden dat de werknemer terug is."
        return Report(ReportState.OVERDUE, by, left, reason, source)
    reason = f"De werkgever meldt uiterlijk op {in_words(by)} bij UWV dat de werknemer terug is."
    return Report(ReportState.TO_DO, by, left, reason, source)
