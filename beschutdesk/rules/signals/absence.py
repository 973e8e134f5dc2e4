"""Absence: what the employer must tell UWV, by when. Never why somebody is away."""

from collections.abc import Iterator
from datetime import date

from beschutdesk.rules.absence import ReportState, recovery_report, sick_report
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.signal import Hit, Kind, Severity, haste, rule, within
from beschutdesk.rules.signals.situation import Situation
from beschutdesk.rules.time import days_after


@rule(
    "Afwezigheid melden bij UWV",
    Kind.DEADLINE,
    "Vanaf {absence_lead_days} vóór de laatste dag ({absence_report_days} na de eerste dag van afwezigheid), tot er een"
    " dag van melding staat of staat dat het niet hoeft. Is niet gezegd of het moet, dan stopt de vraag"
    " {absence_ask_days} na die dag.",
    figures=("absence_report_days", "absence_lead_days", "absence_ask_days"),
    section="absences",
    firm=True,
)
def absence_report(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The report to UWV within six weeks, for the no-riskpolis."""
    for one in found.absences:
        told = sick_report(one, today, known)
        if told.by is None or one.since is None or one.since > today:
            continue
        if not within(told.by, today, known.on("absence_lead_days", today)):
            continue
        mark = (one.id, one.since)
        if told.state in (ReportState.TO_DO, ReportState.OVERDUE):
            words = "Laat de werkgever de afwezigheid bij UWV melden."
            yield Hit(words, told.reason, haste(told.by, today, 14), mark, told.by, one.since, one.id, told.source)
        elif today <= days_after(told.by, known.on("absence_ask_days", today)) and told.state is ReportState.TO_ASK:
            words = "Moet deze afwezigheid naar UWV? Zet er ja of nee bij."
            yield Hit(words, told.reason, Severity.SOON, mark, told.by, one.since, one.id, told.source)


@rule(
    "Terug melden bij UWV",
    Kind.DEADLINE,
    "Vanaf de dag na de laatste dag van een gemelde afwezigheid; het moet binnen {recovery_report_days}. Het stopt"
    " na {recovery_stop_days}.",
    figures=("recovery_report_days", "recovery_stop_days"),
    section="absences",
    firm=True,
)
def absence_recovery(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Telling UWV that somebody is back."""
    for one in found.absences:
        told = recovery_report(one, today, known)
        if told.by is None or told.state not in (ReportState.TO_DO, ReportState.OVERDUE):
            continue
        if one.until is not None and today <= days_after(one.until, known.on("recovery_stop_days", today)):
            words = "Laat de werkgever bij UWV melden dat de werknemer terug is."
            mark = (one.id, one.until)
            yield Hit(words, told.reason, haste(told.by, today, 14), mark, told.by, one.until, one.id, told.source)
