"""Ends that somebody must decide on in time: of getting acquainted, of a contract, of a chain of contracts."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.contract import ContractKind
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.chain import chain_of
from beschutdesk.rules.contracts import ENDING, Ending, endings
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.notice import NoticeState, telling
from beschutdesk.rules.phases import BESIDE, CONTRACTS, TRIALS, trials
from beschutdesk.rules.signals.signal import Hit, Kind, Severity, haste, rule, within
from beschutdesk.rules.signals.situation import Situation
from beschutdesk.rules.time import in_words, months_after

_LATER: Final = BESIDE | CONTRACTS | {PhaseKind.SECONDMENT}
"""Phases that are no getting acquainted with an end of its own: contracts have rules of their own."""


def _terms(found: Situation, today: date) -> Iterator[Ending]:
    """What runs now for a time, ends today or later, and has nothing after it."""
    for one in endings(found.contracts, found.phases, found.ended_on):
        if one.kind in ENDING.values() and (one.since or date.min) <= today <= one.until:
            yield one


@rule(
    "Kennismaking loopt af",
    Kind.DEADLINE,
    "Vanaf {introduction_lead_days} vóór het einde van stage, proefplaatsing of een andere kennismaking waar niets op"
    " volgt, tot en met de laatste dag.",
    figures=("introduction_lead_days",),
    section="evaluations",
)
def introduction_end(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The end of getting acquainted: evaluate, and go on, extend or stop."""
    if found.ended_on is not None:
        return
    for phase in found.phases:
        until = phase.until
        if phase.kind is None or phase.kind in _LATER or until is None or until < today:
            continue
        if (phase.since or date.min) > today or not within(until, today, known.on("introduction_lead_days", today)):
            continue
        if any(
            (one.since or date.min) > (phase.since or date.min) and (one.until or date.max) > until
            for one in found.phases
            if one.kind not in BESIDE
        ):
            continue
        evaluated = any(
            one.held_on is not None and one.held_on >= (phase.since or date.min) and one.verdict is not None
            for one in found.evaluations
        )
        words = "Leg vast wat er na de kennismaking komt." if evaluated else "Houd de evaluatie van de kennismaking."
        why = f"De {phase.kind.label} loopt tot en met {in_words(until)}, en er staat niets na."
        yield Hit(words, why, haste(until, today, 7), (phase.id, until), until, phase.since, phase.id)


@rule(
    "Grens van de proefplaatsing",
    Kind.DEADLINE,
    "Vanaf {trial_lead_days} vóór de dag waarop verlenging nodig is ({trial_months}) of het niet langer mag (nog"
    " {trial_extra_months} erbij), zolang de proefplaatsing loopt en er voor daarna geen toestemming staat.",
    figures=("trial_months", "trial_extra_months", "trial_lead_days"),
    section="phases",
    firm=True,
)
def trial_limit(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The two limits of a proefplaatsing: two months, and four more at most."""
    if found.ended_on is not None:
        return
    for one in trials(found.phases, today, known):
        if one.since > today or (one.until is not None and one.until < today):
            continue
        extended = any(
            phase.kind in TRIALS and phase.permitted_on is not None and (phase.until or date.max) > one.first_end
            for phase in found.phases
        )
        ends, lead = one.until or date.max, known.on("trial_lead_days", today)
        if ends > one.last_end and within(one.last_end, today, lead):
            limit, words = one.last_end, "De proefplaatsing mag niet langer: stop of maak er een contract van."
            key = "trial_extra_months"
        elif ends > one.first_end and not extended:
            limit, words = one.first_end, "Vraag toestemming om de proefplaatsing te verlengen."
            key = "trial_months"
        else:
            continue
        if within(limit, today, lead):
            why = f"Begonnen op {in_words(one.since)}; {in_words(limit)} is de laatste dag."
            yield Hit(words, why, haste(limit, today, 14), (one.since, key), limit, one.since, source=known.source(key))


@rule(
    "Contract loopt af zonder besluit",
    Kind.DEADLINE,
    "Vanaf {decision_months} vóór het einde van een tijdelijk contract of een detachering, tot er een besluit staat of"
    " een volgend contract.",
    figures=("decision_months",),
    section="contracts",
)
def contract_decision(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A contract that ends and nobody decided what comes next."""
    for term in _terms(found, today):
        if term.decided or months_after(term.until, -known.on("decision_months", today)) > today:
            continue
        what = "De detachering" if term.kind is ContractKind.SECONDMENT else "Het contract"
        why = f"{what} loopt tot en met {in_words(term.until)}, en er staat nog geen besluit."
        yield Hit(
            f"Bespreek wat er na {in_words(term.until)} komt.{_chain_words(found, term, today, known)}",
            why,
            haste(term.until, today, 42),
            (term.row, term.until),
            term.until,
            term.since,
            term.row,
        )


@rule(
    "Aanzeggen",
    Kind.DEADLINE,
    "Vanaf {notice_lead_days} vóór de laatste dag om het de werknemer op papier te laten weten, tot het contract"
    " afloopt of er een dag van aanzegging staat; ook als er al een besluit of een volgend contract staat.",
    figures=("notice_lead_days", "notice_months", "notice_from_months"),
    basis="BW art. 7:668",
    section="contracts",
    firm=True,
)
def contract_notice(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Telling an employee on paper, in time, whether a contract goes on."""
    for term, told in telling(found.contracts, found.phases, found.ended_on, today, known):
        if not (term.since or date.min) <= today <= term.until:
            continue
        if told.state not in (NoticeState.TO_DO, NoticeState.OVERDUE) or told.by is None:
            continue
        if within(told.by, today, known.on("notice_lead_days", today)):
            words = "Zorg dat de werkgever op papier zegt of het contract doorgaat."
            mark = (term.row, term.until)
            yield Hit(words, told.reason, haste(told.by, today, 14), mark, told.by, term.until, term.row, told.source)


@rule(
    "Laatste tijdelijke contract",
    Kind.DEADLINE,
    "Vanaf {chain_lead_months} tot {decision_months} vóór het einde, als het volgende contract door de ketenregeling"
    " vast zou zijn. Daarna zegt de regel over het besluit het.",
    figures=("chain_contracts", "chain_months", "chain_gap_months", "chain_lead_months", "decision_months"),
    basis="BW art. 7:668a",
    section="contracts",
)
def chain_last(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The last contract that can be temporary: time to talk of a permanent one."""
    for term in _terms(found, today):
        begins = months_after(term.until, -known.on("chain_lead_months", today))
        stops = months_after(term.until, -known.on("decision_months", today))
        if term.decided or not begins <= today < stops:
            continue
        if told := _chain_words(found, term, today, known):
            why = f"{told.strip()} Het contract loopt tot en met {in_words(term.until)}."
            mark = (term.row, term.until)
            words = "Begin over een vast contract: hierna kan geen tijdelijk meer."
            yield Hit(words, why, Severity.KNOW, mark, term.until, term.since, term.row)


@rule(
    "Contract is vast geworden",
    Kind.ATTENTION,
    "Als een tijdelijk contract door de ketenregeling vast is geworden en niemand dat heeft opgeschreven, tot je zegt"
    " dat het geregeld is.",
    figures=("chain_contracts", "chain_months", "chain_gap_months"),
    basis="BW art. 7:668a lid 1",
    section="contracts",
)
def chain_permanent(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A contract that the law made permanent."""
    if found.ended_on is not None or not found.papers:
        return
    chain = chain_of(found.papers, today, known)
    if chain is None or not chain.by_law or chain.permanent_since is None or chain.permanent_since > today:
        return
    if chain.papers[-1].placement not in (None, found.root):
        return
    if chain.last_end is None or chain.last_end >= today:
        words = "Zeg de werkgever dat dit contract vast is, en laat het opschrijven."
        day = chain.permanent_since
        yield Hit(words, chain.reason, Severity.KNOW, (day,), None, day, chain.papers[-1].key, chain.source)


def _chain_words(found: Situation, term: Ending, today: date, known: Figures) -> str:
    """A sentence when nothing temporary can follow on this one; empty otherwise."""
    if term.kind is ContractKind.SECONDMENT or not found.papers:
        return ""
    chain = chain_of(found.papers, today, known)
    if chain is None or all(one.key != term.row for one in chain.papers):
        return ""
    if chain.permanent_since is not None:
        return ""
    if chain.number >= chain.limit:
        return f" Dit is tijdelijk contract {chain.number} van {chain.limit}: het volgende is vast."
    if chain.last_fit is not None and term.until >= chain.last_fit:
        return f" Na {in_words(chain.last_fit)} duurt de keten te lang: het volgende is vast."
    return ""
