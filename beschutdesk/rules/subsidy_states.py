"""How far an application for begeleidingssubsidie is, what may come next, and which term runs.

A term stands on the step that it follows (:attr:`SubsidyStep.due_on`): it is filled in from the scheme when the step is
taken (:func:`proposed_due`) and may be changed, for the letter of the gemeente says it best. A step without one falls
back on the numbers of :mod:`beschutdesk.rules.figures`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, Protocol
from uuid import UUID

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.scheme import Deadline, Scheme
from beschutdesk.rules.time import days_after, in_words

_S = SubsidyState
NEXT: Final[Mapping[SubsidyState, tuple[SubsidyState, ...]]] = {
    _S.CONCEPT: (_S.READY, _S.SUBMITTED, _S.WITHDRAWN),
    _S.READY: (_S.SUBMITTED, _S.CONCEPT, _S.WITHDRAWN),
    _S.SUBMITTED: (_S.GRANTED, _S.QUESTIONS, _S.REFUSED, _S.WITHDRAWN),
    _S.QUESTIONS: (_S.SUBMITTED, _S.GRANTED, _S.REFUSED, _S.WITHDRAWN),
    _S.GRANTED: (_S.ACCOUNTING, _S.SETTLED, _S.WITHDRAWN),
    _S.REFUSED: (_S.GRANTED,),
    _S.ACCOUNTING: (_S.SETTLED, _S.GRANTED),
    _S.SETTLED: (_S.ACCOUNTING,),
    _S.WITHDRAWN: (_S.CONCEPT,),
}
"""What may follow each state, the expected one first. Refused becomes granted by an objection; questions that were
answered are sent in again; the last ones go back one step, for what was written down by mistake.
"""

CLOSED: Final = frozenset({_S.REFUSED, _S.SETTLED, _S.WITHDRAWN})
"""Nothing more is asked of these, but for the term of an objection."""
SENT: Final = frozenset({_S.SUBMITTED, _S.QUESTIONS, _S.GRANTED, _S.ACCOUNTING})
"""Whoever pays counts with what was written in these: changes must be told."""
OPEN: Final = frozenset({_S.CONCEPT, _S.READY})
"""Still to be sent in."""


class Term(Enum):
    """Which term it is."""

    SIGN = "sign"
    APPLY = "apply"
    DECISION = "decision"
    ANSWER = "answer"
    OBJECTION = "objection"
    RENEW = "renew"
    ACCOUNT = "account"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class NextDeadline:
    """One term of one application.

    Attributes:
        term: which.
        what: what is to be done, in Dutch, as a sentence.
        why: why, and what it counts from, in Dutch.
        due: the last day; ``None`` when nobody knows it.
        since: the day it counts from.
        source: where the term comes from, in Dutch.
        step: id of the step it follows.
    """

    term: Term
    what: str
    why: str
    due: date | None
    since: date | None
    source: str
    step: UUID | None = None


class _Step(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def state(self) -> SubsidyState | None: ...
    @property
    def happened_on(self) -> date | None: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...


class _Application(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def renews(self) -> UUID | None: ...
    @property
    def steps(self) -> Sequence[_Step]: ...


# -- state -------------------------------------------------------------------------------------------------------------


def latest(steps: Iterable[_Step], *states: SubsidyState) -> _Step | None:
    """The latest step by day, of these states or of any; of two on one day the one further down. No day is oldest."""
    found = None
    for one in steps:
        if one.state is None or (states and one.state not in states):
            continue
        if found is None or (one.happened_on or date.min) >= (found.happened_on or date.min):
            found = one
    return found


def state_of(application: _Application) -> SubsidyState:
    """How far an application is; *concept* before its first step."""
    step = latest(application.steps)
    return _S.CONCEPT if step is None or step.state is None else step.state


def next_states(state: SubsidyState) -> tuple[SubsidyState, ...]:
    """What may follow a state, the expected one first."""
    return NEXT[state]


def may_follow(state: SubsidyState, after: SubsidyState) -> bool:
    """Whether one state may come after another."""
    return state in NEXT[after]


def submitted_on(application: _Application) -> date | None:
    """The day on which it was sent in first; ``None`` before that."""
    days = [one.happened_on for one in application.steps if one.state is _S.SUBMITTED and one.happened_on is not None]
    return min(days, default=None)


def granted_period(application: _Application) -> tuple[date | None, date | None]:
    """First and last day of the period: as it was granted, and what was asked where that says nothing."""
    step = latest(application.steps, _S.GRANTED)
    since = step.since if step is not None else None
    until = step.until if step is not None else None
    return since or application.since, until or application.until


# -- terms -------------------------------------------------------------------------------------------------------------

_TERMS: Final = {
    _S.SUBMITTED: ("decide_within", "answer_days"),
    _S.QUESTIONS: ("answer_within", ""),
    _S.REFUSED: ("objection_within", "objection_days"),
    _S.GRANTED: ("account_within", "settle_days"),
    _S.ACCOUNTING: ("account_within", "settle_days"),
}
"""Which term follows a state: its key in a scheme, and the number that counts when the scheme has none."""


def _term(scheme: Scheme | None, state: SubsidyState) -> Deadline | None:
    return scheme.deadline(_TERMS[state][0]) if scheme is not None and state in _TERMS else None


def proposed_due(
    state: SubsidyState,
    on: date,
    until: date | None,
    scheme: Scheme | None = None,
    known: Figures | None = None,
) -> date | None:
    """The term that follows a step: by the scheme, otherwise by the numbers that hold everywhere; ``None`` for none.

    Args:
        state: the state that it came in.
        on: the day of the step.
        until: last day of the period; accounting counts from there.
        scheme: whose terms count.
        known: numbers to count with.
    """
    if state not in _TERMS:
        return None
    start = until if state in (_S.GRANTED, _S.ACCOUNTING) else on
    term, (_, figure) = _term(scheme, state), _TERMS[state]
    if start is None or (term is None and not figure):
        return None
    return term.on(start) if term is not None else days_after(start, (known or standard()).on(figure, start))


def apply_by(start: date, scheme: Scheme | None = None, known: Figures | None = None) -> date:
    """The last day to send it in, for a period that begins on a day."""
    term = scheme.deadline("apply_before") if scheme is not None else None
    return term.on(start) if term is not None else days_after(start, (known or standard()).on("retro_days", start))


def renew_by(until: date, scheme: Scheme | None = None) -> date:
    """The last day to ask for the period after: by the scheme, otherwise the last day of this one."""
    term = scheme.deadline("renew_before") if scheme is not None else None
    return term.on(until) if term is not None else until


def deadlines(
    application: _Application,
    today: date,
    *,
    scheme: Scheme | None = None,
    known: Figures | None = None,
    renewed: bool = False,
    ended_on: date | None = None,
) -> tuple[NextDeadline, ...]:
    """All terms that run for one application, the first to come first; one without a day comes last.

    Args:
        application: with its steps.
        today: the day that is asked about.
        scheme: whose terms count where a step has none.
        known: numbers to count with.
        renewed: whether there is an application for the period after.
        ended_on: last day of the placement, when it has one: nothing is renewed, and it ends the period.
    """
    figures = known or standard()
    state = state_of(application)
    step = latest(application.steps)
    found = [*_before(application, state, scheme, figures)] if state in OPEN else []
    if step is not None and state not in OPEN:
        found += _after(application, state, step, today, scheme, figures, ended_on)
    if state in (_S.GRANTED, _S.ACCOUNTING) and not renewed and ended_on is None:
        found += _renewal(application, today, scheme, figures)
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def next_deadline(
    application: _Application,
    today: date,
    *,
    scheme: Scheme | None = None,
    known: Figures | None = None,
    renewed: bool = False,
    ended_on: date | None = None,
) -> NextDeadline | None:
    """The first term that runs for one application; see :func:`deadlines`. ``None`` when there is none."""
    found = deadlines(application, today, scheme=scheme, known=known, renewed=renewed, ended_on=ended_on)
    return found[0] if found else None


def _before(
    application: _Application, state: SubsidyState, scheme: Scheme | None, known: Figures
) -> Iterable[NextDeadline]:
    start = application.since
    if start is None:
        return
    term = scheme.deadline("apply_before") if scheme is not None else None
    due = apply_by(start, scheme, known)
    source = term.source if term is not None else known.source("retro_days")
    ready = state is _S.READY
    what = "Laat de aanvraag tekenen en dien hem in." if ready else "Maak de aanvraag af en dien hem in."
    why = f"De periode begint op {in_words(start)}; indienen kan tot en met {in_words(due)}."
    yield NextDeadline(Term.SIGN if ready else Term.APPLY, what, why, due, start, source)


def _after(
    application: _Application,
    state: SubsidyState,
    step: _Step,
    today: date,
    scheme: Scheme | None,
    known: Figures,
    ended_on: date | None,
) -> Iterable[NextDeadline]:
    on, (_, until) = step.happened_on, granted_period(application)
    until = min((day for day in (until, ended_on) if day is not None), default=None)
    due = step.due_on or (proposed_due(state, on, until, scheme, known) if on is not None else None)
    term, figure = _term(scheme, state), _TERMS.get(state, ("", ""))[1]
    source = "Ingevuld bij de stap" if step.due_on else term.source if term else known.source(figure) if figure else ""
    if state is _S.SUBMITTED:
        what, which = "Vraag na wanneer het besluit komt.", Term.DECISION
        why = f"Ingediend op {_said(on)}; het besluit hoort er uiterlijk {_said(due)} te zijn."
    elif state is _S.QUESTIONS:
        what, which = "Beantwoord de vragen van de gemeente.", Term.ANSWER
        why = f"De vragen kwamen op {_said(on)}" + (f"; antwoorden kan tot en met {_said(due)}." if due else ".")
        source = source or "Brief van de gemeente"
    elif state is _S.REFUSED and due is not None and due >= today:
        what, which = "Beslis of de werkgever bezwaar maakt.", Term.OBJECTION
        why = f"Afgewezen op {_said(on)}; bezwaar maken kan tot en met {_said(due)}."
    elif state is _S.GRANTED and until is not None and until < today:
        what, which = "Verantwoord de subsidie.", Term.ACCOUNT
        why = f"De periode eindigde op {_said(until)}; verantwoorden kan tot en met {_said(due)}."
    elif state is _S.GRANTED and due is not None:
        what, which = "Verantwoord de subsidie na de periode.", Term.ACCOUNT
        why = f"De periode loopt tot en met {_said(until)}; verantwoorden kan tot en met {_said(due)}."
    elif state is _S.ACCOUNTING:
        what, which = "Kijk of de subsidie is afgerekend.", Term.SETTLE
        why = f"Verantwoorden begon op {_said(on)}" + (f"; het moet klaar zijn op {_said(due)}." if due else ".")
    else:
        return
    yield NextDeadline(which, what, why, due, on, source, step.id)


def _renewal(application: _Application, today: date, scheme: Scheme | None, known: Figures) -> Iterable[NextDeadline]:
    _, until = granted_period(application)
    if until is None or until < today:
        return
    term = scheme.deadline("renew_before") if scheme is not None else None
    due, source = renew_by(until, scheme), term.source if term is not None else known.source("renew_lead_days")
    why = f"Toegekend tot en met {in_words(until)}, en er staat niets na."
    yield NextDeadline(Term.RENEW, "Vraag de volgende periode aan.", why, due, until, source)


def _said(day: date | None) -> str:
    return in_words(day) if day is not None else "een dag die er niet bij staat"
