"""Applications for begeleidingssubsidie: sent in, answered, renewed and accounted for in time; changes that are told.

Terms come from :func:`beschutdesk.rules.subsidy_states.deadlines`, so that *Vandaag*, the list and the application say
the same.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.contract import EMPLOYMENT, InstrumentKind
from beschutdesk.rules.contracts import runs
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.asked import Asked
from beschutdesk.rules.signals.signal import Hit, Kind, Severity, Where, gentle, haste, rule, within
from beschutdesk.rules.signals.situation import Situation
from beschutdesk.rules.subsidy_changes import SOURCE, changes
from beschutdesk.rules.subsidy_states import NextDeadline, Term, deadlines, granted_period
from beschutdesk.rules.time import days_after, in_words

SCHEME_LEAD_DAYS: Final = 91
"""So long before the end of a period a scheme can ask for the next one; an earlier term is told from then on."""
_HASTE: Final = 14
RECORD: Final = "supervision_subsidy"
_SECTIONS: Final = dict.fromkeys(Term, "steps") | {Term.RENEW: "until", Term.ACCOUNT: "log"}
"""Where on an application something is done about a term."""


def _terms(found: Situation, today: date, known: Figures, *wanted: Term) -> Iterator[tuple[Asked, NextDeadline]]:
    for one in found.subsidies:
        terms = deadlines(one, today, scheme=one.scheme, known=known, renewed=one.renewed, ended_on=found.ended_on)
        yield from ((one, term) for term in terms if term.term in wanted)


def _hit(one: Asked, term: NextDeadline, severity: Severity) -> Hit:
    mark = (one.id, term.term.value, term.due or term.step or "")
    where = Where(RECORD, one.id, _SECTIONS[term.term])
    return Hit(term.what, term.why, severity, mark, term.due, term.since, source=term.source, where=where)


@rule(
    "Begeleidingssubsidie indienen",
    Kind.MONEY,
    "Vanaf {ask_lead_days} vóór de laatste dag om in te dienen ({retro_days} na het begin van de periode, of wat de"
    " regeling zegt), tot de aanvraag is ingediend of ingetrokken.",
    figures=("retro_days", "ask_lead_days"),
    record=RECORD,
    section="steps",
    firm=True,
)
def subsidy_apply(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """An application that is not sent in yet."""
    for one, term in _terms(found, today, known, Term.APPLY, Term.SIGN):
        if term.due is not None and within(term.due, today, known.on("ask_lead_days", today)):
            yield _hit(one, term, haste(term.due, today, 28))


@rule(
    "Vragen van de gemeente, of bezwaar",
    Kind.MONEY,
    "Zolang de gemeente op een antwoord wacht; en na een afwijzing, tot bezwaar maken niet meer kan"
    " ({objection_days}, of wat er bij de stap staat).",
    figures=("objection_days",),
    record=RECORD,
    section="steps",
    firm=True,
)
def subsidy_answer(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Something that the gemeente asked, or decided, and that cannot wait."""
    for one, term in _terms(found, today, known, Term.ANSWER, Term.OBJECTION):
        yield _hit(one, term, haste(term.due, today, _HASTE) if term.due is not None else Severity.SOON)


@rule(
    "Nog geen besluit op de begeleidingssubsidie",
    Kind.MONEY,
    "Als het besluit er had moeten zijn ({answer_days} na het indienen, of wat de regeling zegt), of de afrekening, tot"
    " die stap er staat.",
    figures=("answer_days",),
    record=RECORD,
    section="steps",
)
def subsidy_decision(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A decision or a settlement that did not come in time."""
    for one, term in _terms(found, today, known, Term.DECISION, Term.SETTLE):
        if term.due is not None and term.due < today:
            yield _hit(one, term, Severity.SOON)


@rule(
    "Begeleidingssubsidie opnieuw aanvragen",
    Kind.MONEY,
    "Vanaf {renew_lead_days} vóór het einde van de periode, of vóór de dag die de regeling noemt, tot er een aanvraag"
    " voor daarna is.",
    figures=("renew_lead_days",),
    record=RECORD,
    section="until",
)
def subsidy_renew(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A period that ends with nothing after it."""
    lead = known.on("renew_lead_days", today)
    for one, term in _terms(found, today, known, Term.RENEW):
        until = granted_period(one)[1]
        if term.due is None or until is None or until > days_after(today, lead + SCHEME_LEAD_DAYS):
            continue
        if within(term.due, today, lead):
            yield _hit(one, term, haste(term.due, today, 28))


@rule(
    "Begeleidingssubsidie verantwoorden",
    Kind.MONEY,
    "Vanaf de dag na de periode of de plaatsing, tot ‘verantwoorden’ is begonnen. Na {settle_days} (of wat de gemeente"
    " zegt) is het te laat.",
    figures=("settle_days",),
    record=RECORD,
    section="log",
    firm=True,
)
def subsidy_account(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A period that is over and must be accounted for; also after the placement ended."""
    for one, term in _terms(found, today, known, Term.ACCOUNT):
        until = min((day for day in (granted_period(one)[1], found.ended_on) if day is not None), default=None)
        if until is not None and until < today and term.due is not None:
            yield _hit(one, term, haste(term.due, today, 28))


@rule(
    "Wijziging melden bij de gemeente",
    Kind.MONEY,
    "Als uren, IBAN, einde, begeleider of langere afwezigheid ({subsidy_absence_days}) anders is dan in de aanvraag"
    " stond, tot je zegt dat het gemeld is.",
    figures=("subsidy_absence_days",),
    basis=SOURCE,
    record=RECORD,
    section="facts",
)
def subsidy_change(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Something that whoever pays does not know yet."""
    for one in found.subsidies:
        for change in changes(one, found, one.iban, today, known):
            where = Where(RECORD, one.id, "facts")
            mark = (one.id, change.what.key, change.value)
            what = f"Meld aan de gemeente: {change.what.label}."
            yield Hit(what, change.words, Severity.SOON, mark, None, change.since, where=where)


@rule(
    "Begeleidingssubsidie nog niet aangevraagd",
    Kind.MONEY,
    "Als een plaatsing met een contract {subsidy_ask_days} loopt zonder dat er een aanvraag is, en er ook bij de"
    " voorzieningen niets over begeleidingssubsidie staat.",
    figures=("subsidy_ask_days",),
    section="subsidy",
)
def subsidy_never(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A running contract for which nobody asked it: that happens for years (research of 2022, §5.3.3)."""
    if found.subsidies or found.ended(today):
        return
    if any(one.kind is InstrumentKind.SUPERVISION_SUBSIDY for one in found.instruments):
        return
    start = found.employed_since
    if start is None or not any(one.kind in EMPLOYMENT and runs(one, today) for one in found.contracts):
        return
    due = days_after(start, known.on("subsidy_ask_days", start))
    if due <= today:
        why = f"In dienst sinds {in_words(start)}; voor deze plek is nooit begeleidingssubsidie gevraagd."
        words = "Vraag begeleidingssubsidie aan, of schrijf op dat het niet hoeft."
        yield Hit(words, why, gentle(due, today), (start,), None, start)
