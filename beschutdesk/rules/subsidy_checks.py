"""What an application still lacks, and what in it cannot be right: told while somebody types, in the way only when it
is sent in.

Which fields an application needs is said by their declaration (``needed_for={SUBMIT}``); which questions and papers, by
the scheme. A gemeente that asks a BSN or not is no reason to hold it back, so that is only told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import SUBMIT, Record, Spec, shape_of
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import SubsidyAttachment, SubsidyState, SupervisionSubsidy
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.checks import remark, too_early
from beschutdesk.rules.scheme import Paper, PaperWhen, Scheme
from beschutdesk.rules.slips import slips
from beschutdesk.rules.subsidy_amount import Reckoning
from beschutdesk.rules.subsidy_applicant import FIELDS, applicant_of, is_employer
from beschutdesk.rules.subsidy_states import granted_period, state_of
from beschutdesk.rules.time import in_words

MOST_GOALS: Final = 3
"""Goals in a plan (issue *Begeleidingssubsidie*; UWV asks problem, help and goal)."""
MOST_HOURS: Final = Decimal(40)
"""Hours a week that a contract can have without a remark."""
_TEXTS: Final = ("usual", "why_more", "without", "other_subsidies")
"""Texts that leave, and in which nothing about health may stand."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at.

    Attributes:
        field: where: the name of a field of the application (``since``); of another record with that before it
            (``candidate.bsn``, ``employer.iban``, ``placement.terms``); of a row with its key behind it
            (``attachments:contract``, ``answers:experience``, ``goals``).
        words: what, in Dutch, with what to do.
        blocks: whether it must be right before the application is sent in.
    """

    field: str
    words: str
    blocks: bool


def checks(  # noqa: PLR0913 - it looks at that much
    application: SupervisionSubsidy,
    *,
    candidate: Candidate | None,
    employer: Employer | None,
    placement: Placement | None,
    terms: Sequence[Terms],
    scheme: Scheme | None,
    today: date,
    others: Iterable[SupervisionSubsidy] = (),
    reckoning: Reckoning | None = None,
) -> tuple[Check, ...]:
    """What is missing or cannot be right, what blocks first.

    Args:
        application: as it is being typed.
        candidate, employer, placement: that it is about.
        terms: that hold in its period.
        scheme: that counts; ``None`` when nobody knows it.
        today: the present day.
        others: other applications of the same placement.
        reckoning: the amount, when it could be asked.
    """
    found = [
        *_fields(application),
        *_days(application, placement, today),
        *_overlaps(application, others),
        *_applicant(application, employer),
        *_worker(candidate),
        *_terms(terms),
        *_plan(application),
        *_asked(application, scheme),
        *_amount(application, scheme, reckoning),
        *_private(application),
    ]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def blocking(found: Iterable[Check]) -> tuple[Check, ...]:
    """Only what is in the way of sending it in."""
    return tuple(one for one in found if one.blocks)


def papers_of(scheme: Scheme | None, *, renewal: bool) -> tuple[Paper, ...]:
    """The papers that a scheme wants with an application, a first one or a renewal; not those for later."""
    wanted = (PaperWhen.ALWAYS, PaperWhen.RENEWAL if renewal else PaperWhen.FIRST)
    return tuple(one for one in scheme.papers if one.needed_when in wanted) if scheme is not None else ()


def in_hand(row: SubsidyAttachment) -> bool:
    """Whether a paper is there, goes on paper, or is said not to be needed."""
    return row.file is not None or row.on_paper is YesNo.YES or bool(row.not_needed_because.strip())


# -- parts -------------------------------------------------------------------------------------------------------------


def _spec(record: type[Record] | Record, name: str) -> Spec:
    return shape_of(record).specs[name]


def _empty(value: Any) -> bool:
    return not value.strip() if isinstance(value, str) else value is None


def _fields(application: SupervisionSubsidy) -> Iterator[Check]:
    """What the declarations ask, and numbers and addresses that cannot be right."""
    for name, spec in shape_of(application).specs.items():
        value = getattr(application, name)
        if SUBMIT in spec.needed_for and _empty(value):
            yield Check(name, _MISSING.get(name, f"‘{spec.label}’ is nog leeg."), blocks=True)
        elif isinstance(value, str) and (wrong := remark(spec, value)):
            yield Check(name, f"{spec.label}: {wrong}", blocks=spec.check != "phone")


_MISSING: Final = {
    "since": "De periode heeft nog geen eerste dag.",
    "until": "De periode heeft nog geen laatste dag.",
    "applicant": "Kies wie de subsidie aanvraagt.",
    "signatory": "Vul in wie tekent.",
    "signed_on": "De aanvraag is nog niet getekend. Vul de dag in als dat is gebeurd.",
    "why_more": "Schrijf op waarom er meer begeleiding nodig is dan gewoon.",
    "without": "Schrijf op wat er niet gaat zonder die begeleiding.",
    "consent_on": "Vul in wanneer dit met de werknemer is besproken.",
}


def _days(application: SupervisionSubsidy, placement: Placement | None, today: date) -> Iterator[Check]:
    since, until = application.since, application.until
    if wrong := too_early(_spec(application, "since"), since, until):
        yield Check("until", wrong, blocks=True)
    elif since is not None and until is not None:
        if (until - since).days > 2 * 366:
            yield Check("until", "De periode is langer dan twee jaar. Kijk of dag en jaar kloppen.", blocks=False)
        yield from _employed(placement, since, until)
    for name, what in (("signed_on", "De handtekening"), ("consent_on", "Het gesprek met de werknemer")):
        day = getattr(application, name)
        if day is not None and day > today:
            yield Check(name, f"{what} staat op {in_words(day)}. Die dag komt nog.", blocks=True)


def _employed(placement: Placement | None, since: date, until: date) -> Iterator[Check]:
    """Whether the contracts cover the period."""
    if placement is None:
        return
    if placement.ended_on is not None and placement.ended_on < until:
        words = f"De plaatsing eindigde op {in_words(placement.ended_on)}, vóór het einde van de periode."
        yield Check("until", words, blocks=False)
    spans = sorted((one.since or date.min, one.until or date.max) for one in placement.contracts)
    if not spans:
        words = "Er staat geen contract bij de plaatsing. Zet het erbij, of kijk of dit klopt."
        yield Check("placement.contracts", words, blocks=False)
        return
    covered = since
    for start, end in spans:
        if start <= covered:
            covered = max(covered, end if end == date.max else date.fromordinal(end.toordinal() + 1))
    if covered <= until:
        words = f"Vanaf {in_words(covered)} staat er geen contract. Kijk of de periode klopt."
        yield Check("until" if covered > since else "since", words, blocks=False)


def _overlaps(application: SupervisionSubsidy, others: Iterable[SupervisionSubsidy]) -> Iterator[Check]:
    since, until = application.since, application.until
    if since is None or until is None:
        return
    for one in others:
        if one.id == application.id or one.deleted_at is not None or one.placement != application.placement:
            continue
        if state_of(one) in (SubsidyState.WITHDRAWN, SubsidyState.REFUSED):
            continue
        first, last = granted_period(one)
        if first is not None and last is not None and first <= until and since <= last:
            words = f"Er is al een aanvraag voor {first:%d-%m-%Y} tot en met {last:%d-%m-%Y}. Kies een andere periode."
            yield Check("since", words, blocks=True)


def _applicant(application: SupervisionSubsidy, employer: Employer | None) -> Iterator[Check]:
    found, theirs = applicant_of(application, employer), is_employer(application)
    for name in ("name", "kvk", "iban"):
        if not getattr(found, name).strip():
            field = f"employer.{name}" if theirs else f"applicant_{name}"
            yield Check(field, f"{_CALLED[name]} van de aanvrager ontbreekt.", blocks=True)
    if not theirs or employer is None:
        return
    for name in FIELDS:
        spec = shape_of(employer).specs.get(name)
        if spec is None or getattr(application, f"applicant_{name}").strip():
            continue
        if wrong := remark(spec, getattr(employer, name)):
            yield Check(f"employer.{name}", f"{spec.label} van de werkgever: {wrong}", blocks=spec.check != "phone")


_CALLED: Final = {"name": "De naam", "kvk": "Het KvK-nummer", "iban": "De IBAN"}


def _worker(candidate: Candidate | None) -> Iterator[Check]:
    if candidate is None:
        return
    if not candidate.municipality.strip():
        yield Check("candidate.municipality", "De gemeente van de werknemer ontbreekt.", blocks=True)
    if not (candidate.name_used.strip() or candidate.family_name.strip()):
        yield Check("candidate.name_used", "De naam van de werknemer ontbreekt.", blocks=True)
    if candidate.born is None:
        yield Check("candidate.born", "De geboortedatum van de werknemer ontbreekt.", blocks=False)
    if not candidate.bsn.strip():
        yield Check("candidate.bsn", "Het BSN van de werknemer ontbreekt. De gemeente kan erom vragen.", blocks=False)
    for name in ("bsn", "postcode"):
        spec = _spec(candidate, name)
        if wrong := remark(spec, getattr(candidate, name)):
            yield Check(f"candidate.{name}", f"{spec.label} van de werknemer: {wrong}", blocks=True)


def _terms(terms: Sequence[Terms]) -> Iterator[Check]:
    hours = [one.hours for one in terms]
    if not terms or any(one is None for one in hours):
        words = "Het aantal uren per week in deze periode is niet bekend. Vul het in bij de plaatsing."
        yield Check("placement.terms", words, blocks=True)
    if any(one is not None and one > MOST_HOURS for one in hours):
        words = f"Er staan meer dan {MOST_HOURS} uren per week. Kijk of dat klopt."
        yield Check("placement.terms", words, blocks=True)
    if any(one is not None and one <= 0 for one in hours):
        yield Check("placement.terms", "Er staan nul uren per week. Kijk of dat klopt.", blocks=True)
    if terms and all(one.supervisor is None for one in terms):
        yield Check("placement.terms", "Er is nog geen vaste begeleider. Kies die bij de plaatsing.", blocks=True)
    if terms and all(one.supervision_minutes is None for one in terms):
        words = "Hoeveel minuten begeleiding per dag nodig zijn, staat er niet. Daar rust de aanvraag op."
        yield Check("placement.terms", words, blocks=False)
    if terms and all(one.backup is None for one in terms):
        words = "Wie vervangt de begeleider? De gemeente kan erom vragen."
        yield Check("placement.terms", words, blocks=False)


def _plan(application: SupervisionSubsidy) -> Iterator[Check]:
    filled = [one for one in application.goals if any(map(str.strip, (one.problem, one.action, one.goal)))]
    if not filled:
        words = "Het plan is nog leeg: wat lukt niet, wat doet de begeleider, en wat is het doel?"
        yield Check("goals", words, blocks=True)
    if len(filled) > MOST_GOALS:
        words = f"Het plan heeft {len(filled)} doelen. Kies er hooguit drie."
        yield Check("goals", words, blocks=True)
    if any(not all(map(str.strip, (one.problem, one.action, one.goal))) for one in filled):
        yield Check("goals", "Vul bij elk doel alle drie de vakken in.", blocks=True)


def _asked(application: SupervisionSubsidy, scheme: Scheme | None) -> Iterator[Check]:
    """Questions and papers of the scheme, and papers that were begun and are not there."""
    if scheme is not None:
        answered = {one.asked for one in application.answers if one.answer.strip()}
        for question in scheme.questions:
            if question.key not in answered:
                yield Check(f"answers:{question.key}", f"‘{question.label}’ is nog niet beantwoord.", blocks=True)
    rows = {one.asked: one for one in application.attachments if one.asked}
    wanted = papers_of(scheme, renewal=application.renews is not None)
    for paper in wanted:
        row = rows.get(paper.key)
        if row is None or not in_hand(row):
            words = f"Bijlage ‘{paper.label}’ ontbreekt. Kies het bestand, of zeg dat die op papier meegaat."
            yield Check(f"attachments:{paper.key}", words, blocks=True)
    asked = {paper.key for paper in wanted}
    for row in application.attachments:
        if row.asked not in asked and not in_hand(row) and row.what.strip():
            where = f"attachments:{row.asked or row.id}"
            yield Check(where, f"Bij bijlage ‘{row.what}’ staat nog geen bestand.", blocks=False)


def _amount(application: SupervisionSubsidy, scheme: Scheme | None, reckoning: Reckoning | None) -> Iterator[Check]:
    if scheme is None:
        named = f"‘{application.scheme}’ " if application.scheme else ""
        words = f"De regeling {named}is niet bekend. Vraag de gemeente ernaar, of zet hem bij Instellingen, Regelingen."
        yield Check("scheme", words, blocks=False)
        return
    if scheme.intensities and not application.intensity:
        yield Check("intensity", "Kies hoe zwaar de begeleiding is: daar hangt het bedrag van af.", blocks=False)
    if application.jobcoaching is YesNo.YES and application.jobcoaching_amount is None:
        words = "Vul in wat er voor jobcoaching betaald wordt: dat kan van het bedrag afgaan."
        yield Check("jobcoaching_amount", words, blocks=False)
    if reckoning is not None:
        for asked in reckoning.questions:
            yield Check("scheme", asked, blocks=False)


def _private(application: SupervisionSubsidy) -> Iterator[Check]:
    """Words about health, care or benefit in what the gemeente reads (UWV: no medical data in a plan)."""
    texts = [(name, getattr(application, name)) for name in _TEXTS]
    for one in application.goals:
        texts += [("goals", one.problem), ("goals", one.action), ("goals", one.goal)]
    texts += [(f"answers:{one.asked}", one.answer) for one in application.answers]
    for slip in slips((where, text) for where, text in texts if text.strip()):
        words = f"‘{slip.found}’ {slip.kind.label}. Schrijf alleen op wat je op het werk ziet."
        yield Check(slip.where, words, blocks=False)
