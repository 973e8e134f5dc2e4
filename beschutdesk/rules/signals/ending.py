"""What stops: a line that runs out, an end without what comes next, people who would drop out of sight."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.placement import EndReason, NextStep
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.phases import BESIDE
from beschutdesk.rules.signals.signal import Hit, Kind, Scope, Severity, haste, rule, within
from beschutdesk.rules.signals.situation import Person, Situation
from beschutdesk.rules.time import days_after, full_months, in_words, months_after

_STAYS: Final = frozenset({NextStep.NEW_MATCH, NextStep.SOB, NextStep.DAY_ACTIVITY, NextStep.HOME})
"""What comes next and keeps somebody in the caseload."""


@rule(
    "Plaatsing is afgelopen en staat nog open",
    Kind.DEADLINE,
    "Vanaf de dag na de laatste fase of het laatste contract, tot er iets op volgt of de plaatsing een einde heeft.",
    basis="Eigen regel: niemand raakt uit beeld",
    section="phases",
)
def ran_out(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A placement of which everything is over, and nobody said what came after."""
    if found.ended_on is not None or found.closed:
        return
    ends = [one.until for one in found.phases if one.since is not None and one.kind not in BESIDE]
    ends += [one.until for one in found.contracts if one.since is not None]
    days = [day for day in ends if day is not None]
    if not days or len(days) < len(ends) or max(days) >= today:
        return
    last = max(days)
    words = "Zet erbij hoe het verder ging: een nieuw contract, of een einde."
    yield Hit(words, f"Het laatste liep tot en met {in_words(last)}.", Severity.OVERDUE, (last,), last, last)


@rule(
    "Geëindigd, en niet bekend wat erna komt",
    Kind.DEADLINE,
    "Vanaf de dag na het einde, {ended_stop_months} lang, tot erbij staat wat erna komt of er een nieuwe plaatsing is.",
    figures=("ended_days", "ended_stop_months"),
    basis="Eigen regel: niemand raakt uit beeld",
    section="next_step",
)
def ended_without_next(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """An end after which nobody knows what comes."""
    ended = found.ended_on
    if ended is None or ended >= today or found.next_step is not None or _done_with(found):
        return
    if today < full_months(ended, known.on("ended_stop_months", ended)):
        due = days_after(ended, known.on("ended_days", ended))
        why = f"De plaatsing eindigde op {in_words(ended)}."
        words = "Spreek af wat er hierna komt."
        yield Hit(words, why, haste(due, today, 31), (ended,), due, ended)


@rule(
    "Volgend contact na een plaatsing",
    Kind.VISIT,
    "Vanaf {next_contact_lead_days} vóór de dag die is afgesproken, tot er vanaf die tijd contact was.",
    figures=("next_contact_lead_days",),
    section="next_contact_on",
)
def next_contact(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The contact that was promised, also when it became quiet."""
    due = found.next_contact_on
    if due is None or found.closed or found.end_reason is EndReason.DIED:
        return
    lead = known.on("next_contact_lead_days", today)
    if not within(due, today, lead) or (found.ended(today) and found.follows):
        return
    if any(one.met and one.day <= today and within(due, one.day, lead) for one in found.contacts):
        return
    yield Hit("Neem contact op.", f"Dat is afgesproken voor {in_words(due)}.", haste(due, today, 7), (due,), due, due)


@rule(
    "Na een plaatsing lang niets gehoord",
    Kind.VISIT,
    "{quiet_months} na het einde of het laatste contact daarna, {quiet_stop_months} lang, als iemand een nieuwe plek"
    " zoekt, thuis is, of naar SOB of dagbesteding ging en er geen dag voor contact is afgesproken.",
    figures=("quiet_months", "quiet_stop_months"),
    basis="Eigen regel: niemand raakt uit beeld",
    section="next_contact_on",
)
def out_of_sight(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Somebody whose placement ended and from whom nothing was heard since."""
    ended = found.ended_on
    if ended is None or ended >= today or found.next_step not in _STAYS or _done_with(found):
        return
    if found.next_contact_on is not None and found.next_contact_on > ended:
        return
    if today >= full_months(ended, known.on("quiet_stop_months", ended)):
        return
    last = max([ended, *(one.day for one in found.contacts if one.met and one.day <= today)])
    due = months_after(last, known.on("quiet_months", today))
    if due <= today:
        why = f"De plaatsing eindigde op {in_words(ended)}; het laatste contact was op {in_words(last)}."
        if last == ended:
            why = f"De plaatsing eindigde op {in_words(ended)}; daarna staat er geen contact."
        yield Hit("Vraag hoe het gaat.", why, Severity.SOON, (last,), due, last)


@rule(
    "Bewaartermijn bekijken",
    Kind.KEEPING,
    "Bij een afgerond dossier, {retention_months} na de laatste dag waarop er iets was.",
    figures=("retention_months",),
    scope=Scope.PERSON,
    record="candidate",
    section="state",
)
def retention(found: Person, today: date, known: Figures) -> Iterator[Hit]:
    """A closed dossier that is old enough to ask whether it must go."""
    if found.last_day is None:
        return
    due = full_months(found.last_day, known.on("retention_months", found.last_day))
    if due <= today:
        why = (
            f"Het dossier is afgerond; het laatste was op {in_words(found.last_day)}. Jouw gemeente bepaalt de termijn."
        )
        words = "Kijk of dit dossier vernietigd moet worden."
        yield Hit(words, why, Severity.KNOW, (found.last_day,), due, found.last_day)


def _done_with(found: Situation) -> bool:
    return found.closed or found.follows or found.end_reason is EndReason.DIED
