"""What the rules say about one placement: from what stands on the screen, and from what only the vault knows.

The words are those of the rules. What a rule can tell from the open placement, its employer and the other placements of
the person is told as it is typed; the rest (visits, documents, people who share a supervisor) comes from the service
and is as it was saved. No widget.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.rules.chain import Chain, chain_of, chains, next_contract, papers
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.notice import NoticeState, telling
from beschutdesk.rules.phases import TRIALS, Problem, Trial, remarks, trials
from beschutdesk.rules.signals import RULES, Scope, Severity, Signal, Situation, signals
from beschutdesk.rules.signals.gaps import Missing, gaps
from beschutdesk.rules.signals.situation import situation
from beschutdesk.rules.supervision import Gap, supervision
from beschutdesk.rules.time import in_force, in_words
from ui.theme.paint import Tone

_SAVED: Final = frozenset(
    {
        "next_contact",
        "out_of_sight",
        "portfolio_review",
        "portfolio_supervisor",
        "result_not_shared",
        "subsidy_account",
        "subsidy_answer",
        "subsidy_apply",
        "subsidy_change",
        "subsidy_decision",
        "subsidy_never",
        "subsidy_renew",
        "supervision_judged",
        "visit_concern",
        "visit_least",
        "visit_rhythm",
    }
)
"""Rules that look at more than stands on the screen."""
_SHARED: Final = frozenset({"supervision_short", "supervisor_away"})
"""Count with others whom the supervisor guides: as it was saved, until somebody types in the placement."""
_SAVED_GAPS: Final = frozenset({"no_portfolio", Gap.BACKUP_SHORT.value})
_WARNED_GAPS: Final = frozenset({"no_permission"})
_TONES: Final[Mapping[Severity, Tone]] = {
    Severity.OVERDUE: "care",
    Severity.TODAY: "warn",
    Severity.SOON: "warn",
    Severity.KNOW: "info",
}
_WEIGHT: Final[Mapping[Tone, int]] = {"care": 0, "warn": 1, "info": 2, "good": 3}
_SIGNAL, _FACT, _LINE, _MISSING, _EMPTY = range(5)
PLAN_VISIT: Final = "plan_visit"
"""In place of a field: a visit is to be planned at this placement."""
TO_SUBSIDY: Final = "subsidy"
"""In place of a field: it stands in an application for begeleidingssubsidie, or one can be begun."""
_TO_PLAN: Final = frozenset({"visit_least", "visit_rhythm"})
_PLACES: Final = {"candidate": "timeline"}
"""Where a signal leads that names no field of this form."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the rules say.

    Attributes:
        key: stable name of this one within the placement.
        words: what is the matter or what is to be done, in Dutch.
        why: the reason, in Dutch; may be empty.
        source: where the rule comes from.
        tone: care, warn or info.
        section: attribute of the field or list that it leads to, or :data:`PLAN_VISIT`, or :data:`TO_SUBSIDY`.
        row: id of the row in that list; of the placement when a visit is to be planned; of the application, if any.
        sort: signals come before facts, and those before what is missing.
    """

    key: str
    words: str
    why: str
    source: str
    tone: Tone
    section: str
    row: UUID | None = None
    sort: int = _SIGNAL


@dataclass(frozen=True, slots=True)
class Kept:
    """What the service read of a placement, as it was saved."""

    signals: Sequence[Signal] = ()
    gaps: Sequence[Missing] = ()


def notices(
    placement: Placement,
    others: Iterable[Placement],
    employer: Employer | None,
    kept: Kept,
    today: date,
    *,
    typed: bool = False,
    closed: bool = False,
    figures: Figures | None = None,
) -> tuple[Notice, ...]:
    """What the rules say, the gravest first.

    Args:
        placement: as it is on the screen.
        others: the other placements of the person.
        employer: as it is on the screen.
        kept: what was read of it.
        today: the day that is asked about.
        typed: whether something in it is not saved.
        closed: whether the dossier is closed; then only what does not fit in the line is said.
        figures: numbers to count with.
    """
    if closed:
        return tuple(sorted(_line(placement), key=lambda one: _WEIGHT[one.tone]))
    siblings = list(others)
    found = situation(placement, None, employer, today, siblings=siblings)
    said = list(_signals(found, kept, today, figures, typed=typed))
    told = {one.rule for one in said}
    made = [_of_signal(one, placement) for one in said]
    if not found.ended(today):
        made = list(_with_trial(made, found, today, figures))
        made += _chain(placement, siblings, told, today, figures)
        made += _aanzegging(
            placement, {one.row for one in made if one.key.startswith("contract_notice")}, today, figures
        )
        made += _leaving(found, told, today)
    made += _line(placement)
    made += _missing(found, kept, today)
    return tuple(sorted(made, key=lambda one: (_WEIGHT[one.tone], one.sort)))


def _signals(found: Situation, kept: Kept, today: date, figures: Figures | None, *, typed: bool) -> Iterator[Signal]:
    """Live where that is possible, otherwise as it was saved, as what was said at visits; the most pressing first."""
    here = [key for key, rule in RULES.items() if rule.scope is Scope.PLACEMENT and key not in _SAVED]
    shared = [one for one in kept.signals if one.rule in _SHARED and not typed]
    again = {one.rule for one in shared}
    live = [one for one in signals(found, today, figures, here) if one.rule not in again]
    saved = [one for one in kept.signals if one.rule in _SAVED or one.where.record == "visit"]
    yield from sorted((*live, *saved, *shared), key=lambda one: one.severity)


def _of_signal(one: Signal, placement: Placement) -> Notice:
    if one.where.record == "visit":
        return Notice(one.key, one.words, one.why, one.source, _TONES[one.severity], "timeline")
    if one.rule in _TO_PLAN:
        return Notice(one.key, one.words, one.why, one.source, _TONES[one.severity], PLAN_VISIT, placement.id)
    if one.where.record == "supervision_subsidy":
        return Notice(one.key, one.words, one.why, one.source, _TONES[one.severity], TO_SUBSIDY, one.where.id)
    section, row = _PLACES.get(one.where.section, one.where.section), one.where.row
    there = getattr(placement, section, None)  # a signal about a phase may lead to a list that has no row of it yet
    if row is not None and not (isinstance(there, list) and any(each.id == row for each in there)):
        row = None
    return Notice(one.key, one.words, one.why, one.source, _TONES[one.severity], section, row)


# -- getting acquainted ------------------------------------------------------------------------------------------------


def _with_trial(made: Sequence[Notice], found: Situation, today: date, figures: Figures | None) -> Iterator[Notice]:
    """The signals, with the limits of a proefplaatsing; said on its own when no signal is about its end."""
    running = [one for one in trials(found.phases, today, figures) if (one.until or date.max) >= today]
    for one in made:
        rule = one.key.split(":", 1)[0]
        about = None
        if rule == "introduction_end":
            about = next((trial for trial in running if any(str(key) in one.key for key in _parts(found, trial))), None)
        if rule == "trial_limit":
            running = []
        elif about is not None:
            running.remove(about)
            yield replace(one, why=f"{one.why} {_longer(about)}".strip())
            continue
        yield one
    for trial in running:
        row = next(iter(_parts(found, trial)), None)
        ends = "De proefplaatsing heeft nog geen einddag."
        if trial.until is not None:
            ends = f"De proefplaatsing eindigt op {in_words(trial.until)}."
        why = f"{trial.reason} {_longer(trial)}" if trial.fits is not False else trial.reason
        tone: Tone = "care" if trial.fits is False else "info"
        yield Notice(f"trial:{trial.since}", ends, why.strip(), trial.source, tone, "phases", row, _FACT)


def _parts(found: Situation, trial: Trial) -> list[UUID]:
    """The phases that make up this proefplaatsing."""
    return [
        phase.id
        for phase in found.phases
        if phase.kind in TRIALS and phase.since is not None and trial.since <= phase.since <= (trial.until or date.max)
    ]


def _longer(trial: Trial) -> str:
    """Until when it can be extended; nothing when its reason says so already, or there is no room left."""
    if trial.until is None or trial.until >= trial.last_end or trial.until > trial.first_end:
        return ""
    return f"Verlengen kan tot uiterlijk {in_words(trial.last_end)}."


# -- contracts ---------------------------------------------------------------------------------------------------------


def _chain(
    placement: Placement, others: Sequence[Placement], told: set[str], today: date, figures: Figures | None
) -> Iterator[Notice]:
    """The how manieth contract this is, over all employers, and when it becomes permanent."""
    every = papers([placement, *others])
    chain = chain_of(every, today, figures)
    if chain is not None and _counts(chain, placement, today) and not told & {"chain_permanent", "chain_last"}:
        why = ""
        if chain.last_end is not None and chain.permanent_since is None:
            follow = next_contract(chain, figures=figures)
            why = (
                f"Nog een contract? {follow.reason}"
                if follow.permanent
                else "Een volgend contract mag ook tijdelijk zijn."
            )
        tone: Tone = "warn" if chain.by_law else "info"
        yield Notice("chain", chain.reason, why, chain.source, tone, "contracts", _row(chain, placement), _FACT)
    for planned in chains(every, figures):
        now = chain is not None and chain.permanent_since is not None
        since = planned.permanent_since
        if now or not planned.by_law or since is None or since <= today or planned.papers[-1].since <= today:
            continue
        if planned.papers[-1].placement == placement.id:
            row = _row(planned, placement)
            yield Notice("chain_next", planned.reason, "", planned.source, "warn", "contracts", row, _FACT)


def _counts(chain: Chain, placement: Placement, today: date) -> bool:
    """Whether a chain has something to say here: its last contract runs at this placement and was not signed as
    permanent.
    """
    last = chain.papers[-1]
    running = chain.last_end is None or chain.last_end >= today
    return last.placement == placement.id and running and not last.permanent and chain.number > 0


def _row(chain: Chain, placement: Placement) -> UUID | None:
    key = chain.papers[-1].key
    return key if any(one.id == key for one in placement.contracts) else None


def _aanzegging(placement: Placement, told: set[UUID | None], today: date, figures: Figures | None) -> Iterator[Notice]:
    """The next day on which somebody must hear on paper whether a contract goes on, also when the next one stands."""
    for one, found in telling(placement.contracts, placement.phases, placement.ended_on, today, figures):
        if one.row in told or found.state is not NoticeState.TO_DO or found.by is None:
            continue
        if (one.since or date.min) <= today and any(row.id == one.row for row in placement.contracts):
            words = f"Aanzeggen moet uiterlijk op {in_words(found.by)}."
            yield Notice(f"notice:{one.row}", words, found.reason, found.source, "info", "contracts", one.row, _FACT)


# -- supervision, the line and what is missing -------------------------------------------------------------------------


def _leaving(found: Situation, told: set[str], today: date) -> Iterator[Notice]:
    """A supervisor who leaves or is away and has somebody who takes over: no signal, but to be prepared."""
    terms = in_force(found.terms, today)
    if terms is None or told & {"supervisor_leaves", "supervisor_gone", "supervisor_away"}:
        return
    for one in supervision(terms, found.supervisors, found.others, today).findings:
        if one.gap in (Gap.LEAVES, Gap.AWAY):
            yield Notice(one.gap.value, one.reason, "", one.source, "info", "terms", terms.id, _FACT)


def _line(placement: Placement) -> Iterator[Notice]:
    """What does not fit in the line of the phases."""
    for one in remarks(placement.phases, placement.ended_on):
        empty = one.problem is Problem.GAP  # that somebody waited is no mistake, and the picture shows it
        tone: Tone = "info" if empty else "warn"
        row = placement.phases[one.phases[-1]].id
        key = f"line:{one.problem.value}:{row}:{one.since}"
        yield Notice(key, one.reason, _MENDED[one.problem], "", tone, "phases", row, _EMPTY if empty else _LINE)


_MENDED: Final = {
    Problem.NO_START: "Vul de eerste dag in, dan staat de fase op de lijn.",
    Problem.BACKWARDS: "Kijk welke van de twee dagen anders moet.",
    Problem.OVERLAP: "Klopt dat? Laat het dan staan. Anders moet een van de dagen anders.",
    Problem.OPEN_END: "Vul de laatste dag van de eerste fase in.",
    Problem.GAP: "Was er toen iets anders? Voeg dan een fase toe.",
    Problem.AFTER_END: "Kijk of de fase of de plaatsing op die dag eindigde.",
}


def _missing(found: Situation, kept: Kept, today: date) -> Iterator[Notice]:
    live = [one for one in gaps(found, today) if one.key not in _SAVED_GAPS]
    saved = [one for one in kept.gaps if one.key in _SAVED_GAPS]
    terms = in_force(found.terms, today)
    for one in (*live, *(saved if not found.ended(today) else ())):
        tone: Tone = "warn" if one.key in _WARNED_GAPS else "info"
        row = terms.id if one.section == "terms" and terms is not None else None
        yield Notice(f"gap:{one.key}", one.words, one.why, one.source, tone, one.section, row, _MISSING)
