"""What an employer must still do for a placement and its subsidy, by when, and what was done already: from views.

The rules say the terms; here they become sentences to a person who has no time for a law.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from beschutdesk.documents.subsidy_views import SubsidyViews, money, small, unbroken
from beschutdesk.documents.wording import joined, long_date, sentence
from beschutdesk.dossier.contract import ContractKind, InstrumentKind, InstrumentState
from beschutdesk.dossier.supervision_subsidy import ReportableChange, SubsidyState
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.notice import NoticeState, notice
from beschutdesk.rules.schemes import Deadline
from beschutdesk.rules.subsidy_checks import in_hand, papers_of
from beschutdesk.rules.subsidy_states import OPEN, SENT, latest, state_of
from beschutdesk.rules.wage_value import wage_check

_WEEK: Final = 7
WE: Final = "wij"
YOU: Final = "jij"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do.

    Attributes:
        what: a sentence.
        who: who does it.
        by: last day; ``None`` when there is none.
        note: what to know with it.
    """

    what: str
    who: str
    by: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done."""

    what: str
    on: date | None = None


def todos(views: SubsidyViews) -> list[Todo]:
    """All that is left to do, in the order in which it is done; first what is about the application."""
    return [*_application(views), *_instruments(views), *_placement(views)]


def done(views: SubsidyViews) -> list[Done]:
    """What was done already, oldest first; what has no day comes last."""
    found = [*_steps(views), *_asked(views)]
    return sorted(found, key=lambda one: one.on or date.max)


# -- the application ---------------------------------------------------------------------------------------------------


def _application(views: SubsidyViews) -> Iterator[Todo]:
    whom, state = views.called or "de werknemer", state_of(_any(views.subsidy))
    if not views.begun:
        text = "Wij vullen de aanvraag voor begeleidingssubsidie in met wat wij al weten."
        yield Todo(text, WE, _apply_by(views))
        yield Todo("Geef aan wie de aanvraag tekent.", YOU)
        return
    if state in OPEN:
        yield from _to_send(views, state)
    step: Any = latest(_any(views.subsidy).steps)
    due = step.due_on if step is not None else None
    if state is SubsidyState.SUBMITTED:
        yield Todo("De gemeente beslist op de aanvraag.", "gemeente", due, "Hoor je iets? Laat het ons weten.")
    elif state is SubsidyState.QUESTIONS:
        reason = str(step.reason).strip() if step is not None else ""
        yield Todo("Beantwoord de vragen van de gemeente. Wij helpen erbij.", f"{YOU} en {WE}", due, reason)
    elif state is SubsidyState.REFUSED:
        yield Todo("Kijk met ons of bezwaar zin heeft. Bezwaar maken kan tot deze dag.", f"{YOU} en {WE}", due)
    elif state in (SubsidyState.GRANTED, SubsidyState.ACCOUNTING):
        yield from _granted(views, whom, due)


def _to_send(views: SubsidyViews, state: SubsidyState) -> Iterator[Todo]:
    missing = [small(one) for one in views.missing]
    if missing:
        yield Todo(f"Geef ons wat nog ontbreekt: {joined(missing)}.", YOU)
    for label in wanting(views):
        yield Todo(f"Geef ons: {small(label)}.", YOU)
    signer = str(views.subsidy.signatory).strip()
    by = _apply_by(views)
    if state is SubsidyState.CONCEPT and missing:
        yield Todo("Wij maken de aanvraag af en sturen hem om te tekenen.", WE)
    yield Todo("Lees de aanvraag, zet plaats en datum, en teken.", signer or YOU, by)
    to = f"gemeente {views.municipality}" if views.municipality else "de gemeente"
    yield Todo(f"Wij sturen de getekende aanvraag naar {to}.", WE, by)


def wanting(views: SubsidyViews) -> list[str]:
    """Papers that the scheme asks for and that are not there yet."""
    rows = {str(one.asked): one for one in views.subsidy.attachments}
    wanted = papers_of(views.scheme, renewal=views.subsidy.renews is not None)
    return [one.label for one in wanted if one.key not in rows or not in_hand(_any(rows[one.key]))]


def _granted(views: SubsidyViews, whom: str, due: date | None) -> Iterator[Todo]:
    hours = any(one.hours is not None for one in views.subsidy.steps)
    if hours or (views.scheme is not None and views.scheme.asks_hours):
        guide = guide_of(views)
        yield Todo(
            "Schrijf per dag op hoeveel begeleiding er was, en waarvoor.",
            guide or "de begeleider",
            None,
            f"Alleen het werk. Schrijf niets op over de gezondheid van {whom}.",
        )
    if due is not None or views.scheme is not None:
        deadline = views.scheme.deadline("account_within") if views.scheme is not None else None
        by = due or (deadline.on(views.until) if deadline is not None and views.until is not None else None)
        text = "Verantwoord de subsidie. Wij maken het overzicht van de begeleiding."
        yield Todo(text, f"{WE} en {YOU}", by, _ours(deadline) if due is None else "")
    renew = views.scheme.deadline("renew_before") if views.scheme is not None else None
    if renew is not None and views.until is not None:
        text = "Wij vragen de volgende periode aan, als de plek doorgaat."
        yield Todo(text, WE, renew.on(views.until), _ours(renew))


def _ours(deadline: Deadline | None) -> str:
    """That a day is not of a law or a scheme."""
    return "" if deadline is None or deadline.firm else "Dit is onze eigen datum. Kijk wat er in het besluit staat."


def _apply_by(views: SubsidyViews) -> date | None:
    deadline = views.scheme.deadline("apply_before") if views.scheme is not None else None
    return deadline.on(views.since) if deadline is not None and views.since is not None else None


# -- what stands around it ---------------------------------------------------------------------------------------------


def _instruments(views: SubsidyViews) -> Iterator[Todo]:
    for one in views.placement.instruments:
        if one.state is InstrumentState.TO_ASK and one.kind is not InstrumentKind.SUPERVISION_SUBSIDY:
            what = one.kind.label if one.kind is not None else "een voorziening"
            yield Todo(f"Wij vragen aan: {what}.", WE, note=str(one.remark).strip())


def _placement(views: SubsidyViews) -> Iterator[Todo]:
    whom, today = views.called or "de werknemer", views.issued_on
    for one in views.placement.contracts:
        if one.kind is not ContractKind.TEMPORARY or one.until is None or one.until < today:
            continue
        told = notice(one.kind, one.since, one.until, one.notice_on, today, views.figures)
        if told.state in (NoticeState.TO_DO, NoticeState.OVERDUE):
            ends = f"Het contract eindigt op {long_date(one.until)}."
            yield Todo(f"Zeg {whom} op papier of het contract doorgaat, en hoe.", YOU, told.by, ends)
    check = wage_check(views.placement.wage_values, today, views.figures)
    if check.next_on is not None and check.next_on >= today:
        text = "De loonwaarde wordt opnieuw gemeten. De gemeente spreekt met je af wanneer."
        yield Todo(text, "gemeente", check.next_on)
    if check.flat_until is not None and check.flat_until >= today:
        text = "Tot deze dag geldt de forfaitaire loonkostensubsidie. Daarna telt de gemeten loonwaarde."
        yield Todo(text, "gemeente", check.flat_until)


# -- what was done -----------------------------------------------------------------------------------------------------

_SAYS: Final = {
    SubsidyState.READY: "Wij hebben de aanvraag ingevuld.",
    SubsidyState.SUBMITTED: "De aanvraag is ingediend.",
    SubsidyState.GRANTED: "De gemeente heeft de begeleidingssubsidie toegekend",
    SubsidyState.REFUSED: "De gemeente heeft de aanvraag afgewezen.",
    SubsidyState.SETTLED: "De subsidie is afgerekend.",
}


def _steps(views: SubsidyViews) -> Iterator[Done]:
    asked = views.subsidy
    whom = views.called or "de werknemer"
    if asked.consent_on is not None:
        by = str(asked.consent_by).strip()
        yield Done(f"De aanvraag is besproken met {whom}{f', door {by}' if by else ''}.", asked.consent_on)
    questions = False
    for step in asked.steps:
        questions = questions or step.state is SubsidyState.QUESTIONS
        text = _SAYS.get(step.state, "")
        if step.state is SubsidyState.GRANTED:
            text += f": {money(step.amount)}." if step.amount is not None else "."
        if step.state is SubsidyState.SUBMITTED and questions:
            text = "De vragen van de gemeente zijn beantwoord."
        if text:
            yield Done(text, step.happened_on)
    if views.begun and not any(one.state is SubsidyState.READY for one in asked.steps):
        yield Done("Wij vulden de aanvraag in met wat wij al wisten.")


def _asked(views: SubsidyViews) -> Iterator[Done]:
    for one in views.placement.instruments:
        if one.kind is None or (one.kind is InstrumentKind.SUPERVISION_SUBSIDY and views.begun):
            continue  # the steps of the application say it better
        name = f"{one.kind.label[0].upper()}{one.kind.label[1:]}"
        if one.asked_on is not None:
            yield Done(f"{name}: aangevraagd.", one.asked_on)
        if one.state in (InstrumentState.GRANTED, InstrumentState.REFUSED) and one.decided_on is not None:
            yield Done(f"{name}: {one.state.label}.", one.decided_on)


# -- people, illness, changes ------------------------------------------------------------------------------------------


def people(views: SubsidyViews) -> list[tuple[str, str, str]]:
    """Who does what: role, name with job, what they do or how they are reached."""
    rows: list[tuple[str, str, str]] = []
    signer = sentence(str(views.subsidy.signatory).strip(), str(views.subsidy.signatory_role).strip())
    if signer:
        rows.append(("Tekent", signer, "leest en tekent de aanvraag"))
    terms = views.guiding
    for role, person, does in (
        ("Begeleidt", terms.supervisor if terms is not None else None, "begeleidt elke werkdag"),
        ("Vervangt", views.backup, "neemt over als de begeleider er niet is"),
    ):
        if person is not None:
            phone = unbroken(str(person.phone))
            rows.append((role, sentence(str(person.name), str(person.role)), sentence(does, phone)))
    who = views.caseworker
    name = sentence(str(who.name), str(who.role), str(who.organisation))
    if name:
        rows.append(("Bemiddelaar", name, sentence("vult papieren in, komt langs", unbroken(str(who.phone)))))
    return rows


def guide_of(views: SubsidyViews) -> str:
    """Name of the supervisor."""
    terms = views.guiding
    return str(terms.supervisor.name).strip() if terms is not None and terms.supervisor is not None else ""


def illness(views: SubsidyViews) -> list[str]:
    """What to do when somebody is away, in order; never why."""
    whom, day, known = views.called or "de werknemer", views.issued_on, views.figures
    insured = next((one.state for one in views.placement.instruments if one.kind is InstrumentKind.NO_RISK), None)
    lead = "" if insured is InstrumentState.GRANTED else "Geldt de no-riskpolis? Vraag het ons. Zo ja: "
    report = f"meld {whom} ziek bij UWV, binnen {term(known, 'absence_report_days', day)} na de eerste dag."
    return [
        f"{lead}{report}" if lead else f"{report[0].upper()}{report[1:]}",
        f"Weer aan het werk? Meld dat bij UWV binnen {term(known, 'recovery_report_days', day)}.",
        "Duurt het langer? Bel ons. Wij kijken of de gemeente het ook moet weten.",
        "Schrijf nooit op waarom iemand ziek is. Dat hoeft niemand te weten.",
    ]


def term(known: Figures, key: str, day: date) -> str:
    """A number of days, in weeks when it is a whole number of them: ``6 weken``."""
    days = known.on(key, day)
    if days % _WEEK == 0 and days > _WEEK:
        return f"{days // _WEEK} weken"
    return f"{days} {'dag' if days == 1 else 'dagen'}"


def changes(views: SubsidyViews) -> tuple[str, list[str]]:
    """The term in which a change must be told, and what those changes are."""
    deadline = views.scheme.deadline("report_within") if views.scheme is not None else None
    within = ""
    if deadline is not None:
        long = deadline.words.split(" na ")[0]
        within = f" Dat moet binnen {long}." if deadline.firm else f" Doe het liefst binnen {long}."
    text = f"Verandert er iets? Bel of mail ons meteen. Wij geven het door.{within}"
    return text, [f"{one.label[0].upper()}{one.label[1:]}" for one in ReportableChange]


def running(views: SubsidyViews) -> bool:
    """Whether the gemeente counts with what was sent in."""
    return state_of(_any(views.subsidy)) in SENT


def _any(view: Any) -> Any:
    """A view, for a rule that is written for records: it has the same names."""
    return view
