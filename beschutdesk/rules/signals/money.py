"""Loonwaarde, subsidies and other instruments: asked in time, measured in time, renewed and settled."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.contract import Instrument, InstrumentKind, InstrumentState
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.signal import Hit, Kind, Scope, Severity, haste, rule, within
from beschutdesk.rules.signals.situation import DeskState, Situation
from beschutdesk.rules.time import days_after, full_months, in_words
from beschutdesk.rules.wage_value import in_points, wage_check

_RENEWED: Final = frozenset({InstrumentKind.SUPERVISION_SUBSIDY, InstrumentKind.JOB_COACH, InstrumentKind.WAGE_SUBSIDY})
_SETTLED: Final = frozenset({InstrumentKind.SUPERVISION_SUBSIDY, InstrumentKind.JOB_COACH})
_ASKED: Final = frozenset({InstrumentKind.SUPERVISION_SUBSIDY, InstrumentKind.JOB_COACH, InstrumentKind.ADAPTATION})
_OPEN: Final = (None, InstrumentState.TO_ASK)


@rule(
    "Forfaitaire loonwaarde loopt af",
    Kind.MONEY,
    "Vanaf {flat_measure_months} na de eerste dag (of de afgesproken dag), tot er een gemeten loonwaarde staat."
    " Forfaitair mag {flat_months}.",
    figures=("flat_months", "flat_measure_months"),
    section="wage_values",
    firm=True,
)
def flat_end(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A flat loonwaarde that must be measured before it runs out."""
    check = wage_check(found.wage_values, today, known)
    if found.ended(today) or check.current is None or check.flat_until is None or check.next_on is None:
        return
    if check.next_on <= today or check.flat_until <= today:
        last, day = check.flat_until, check.current.day
        why = f"De loonwaarde is forfaitair sinds {in_words(day)}; dat mag tot en met {in_words(last)}."
        yield Hit("Laat de loonwaarde meten.", why, haste(last, today, 62), (day,), last, day, None, check.source)


@rule(
    "Loonwaarde opnieuw meten",
    Kind.MONEY,
    "Vanaf {wage_lead_days} vóór de afgesproken dag, of anders {wage_value_months} na de laatste meting.",
    figures=("wage_value_months", "wage_lead_days"),
    section="wage_values",
)
def wage_value_due(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The next measurement of the loonwaarde."""
    check = wage_check(found.wage_values, today, known)
    if found.ended(today) or check.current is None or check.current.flat or check.next_on is None:
        return
    due, day = check.next_on, check.current.day
    if within(due, today, known.on("wage_lead_days", today)):
        how = "was afgesproken voor" if check.agreed else "hoort volgens de gewone termijn op"
        why = f"De laatste meting was op {in_words(day)}. De volgende {how} {in_words(due)}."
        source = known.source("wage_value_months")
        yield Hit(
            "Vraag een nieuwe loonwaardemeting aan.", why, haste(due, today, 14), (day, due), due, day, None, source
        )


@rule(
    "Loonwaarde gedaald",
    Kind.ATTENTION,
    "Als de laatste meting {wage_value_fall} of meer lager is dan die ervoor, {wage_fell_months} lang of tot je zegt"
    " dat het geregeld is.",
    figures=("wage_value_fall", "wage_fell_months"),
    section="wage_values",
)
def wage_value_fell(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A loonwaarde that fell: is there enough support?"""
    check = wage_check(found.wage_values, today, known)
    if found.ended(today) or not check.fell or check.current is None or check.change is None:
        return
    day = check.current.day
    if today < full_months(day, known.on("wage_fell_months", today)):
        why = f"De meting van {in_words(day)} is {in_points(check.change)} lager dan die ervoor."
        words = "De loonwaarde daalde: kijk of er genoeg steun is."
        yield Hit(words, why, Severity.SOON, (day,), None, day, None, known.source("wage_value_fall"))


@rule(
    "Loonkostensubsidie aanvragen",
    Kind.MONEY,
    "Vanaf {lks_lead_days} vóór tot {lks_after_days} na de laatste dag ({lks_months} na het begin van het eerste"
    " contract), als er geen aanvraag of besluit staat.",
    figures=("lks_months", "lks_lead_days", "lks_after_days"),
    section="instruments",
    firm=True,
)
def wage_subsidy_ask(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """The last day to ask for loonkostensubsidie."""
    mine = [one for one in found.instruments if one.kind is InstrumentKind.WAGE_SUBSIDY]
    start = found.employed_since
    if found.ended(today) or start is None or any(one.state not in _OPEN for one in mine):
        return
    last = days_after(full_months(start, known.on("lks_months", start)), -1)
    late = (today - last).days
    if within(last, today, known.on("lks_lead_days", today)) and late <= known.on("lks_after_days", today):
        why = f"Het contract begon op {in_words(start)}; vragen kan tot en met {in_words(last)}."
        row = mine[0].id if mine else None
        words = "Vraag loonkostensubsidie aan, of schrijf op dat het niet hoeft."
        yield Hit(words, why, haste(last, today, 28), (start,), last, start, row)


@rule(
    "Voorziening of subsidie aanvragen",
    Kind.MONEY,
    "Als een subsidie, jobcoach of aanpassing op ‘nog aanvragen’ staat: vanaf {ask_lead_days} vóór de begindatum."
    " {retro_days} na de begindatum is het te laat.",
    figures=("retro_days", "ask_lead_days"),
    section="instruments",
)
def instrument_ask(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Something that is still to be asked for, and may not be paid from its first day when that is late."""
    if found.ended(today):
        return
    for one in _mine(found):
        start = one.since or found.employed_since
        if one.kind not in _ASKED or one.state is not InstrumentState.TO_ASK or start is None:
            continue
        last = days_after(start, known.on("retro_days", start))
        if within(start, today, known.on("ask_lead_days", today)):
            why = f"Het gaat in op {in_words(start)}; vraag het uiterlijk op {in_words(last)} aan, anders mis je geld."
            yield Hit(f"Vraag aan: {_label(one)}.", why, haste(last, today, 28), (one.id, start), last, start, one.id)


@rule(
    "Nog geen besluit op een aanvraag",
    Kind.MONEY,
    "Vanaf {answer_days} na de aanvraag, tot er een besluit staat.",
    figures=("answer_days",),
    section="instruments",
)
def instrument_answer(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A request that nobody answered in time."""
    if found.ended(today):
        return
    for one in _mine(found):
        if one.state is not InstrumentState.ASKED or one.asked_on is None or one.decided_on is not None:
            continue
        due = days_after(one.asked_on, known.on("answer_days", one.asked_on))
        if due < today:
            why = f"Aangevraagd op {in_words(one.asked_on)}; het besluit moest er op {in_words(due)} zijn."
            yield Hit(f"Vraag na: {_label(one)}.", why, Severity.SOON, (one.id, due), due, one.asked_on, one.id)


@rule(
    "Voorziening of subsidie loopt af",
    Kind.MONEY,
    "Vanaf {renew_lead_days} vóór het einde van loonkostensubsidie, begeleidingssubsidie of jobcoach, tot en met de"
    " laatste dag of tot er een volgende staat.",
    figures=("renew_lead_days",),
    section="instruments",
)
def instrument_renew(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """Something that runs out and may be asked for again."""
    if found.ended_on is not None:
        return
    for one in _mine(found):
        until = one.until
        if one.kind not in _RENEWED or one.state is not InstrumentState.GRANTED or until is None or until < today:
            continue
        if within(until, today, known.on("renew_lead_days", today)) and not _renewed(found, one, until):
            why = f"Toegekend tot en met {in_words(until)}, en er staat niets na."
            yield Hit(
                f"Vraag opnieuw aan: {_label(one)}.",
                why,
                haste(until, today, 28),
                (one.id, until),
                until,
                one.since,
                one.id,
            )


@rule(
    "Subsidie verantwoorden",
    Kind.MONEY,
    "Vanaf de dag na het einde van begeleidingssubsidie of jobcoach, tot die op ‘gestopt’ staat. Na {settle_days} is"
    " het te laat.",
    figures=("settle_days",),
    section="instruments",
)
def instrument_settle(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A subsidy that ended and must be accounted for; also after the placement ended."""
    for one in _mine(found):
        until = min((day for day in (one.until, found.ended_on) if day is not None), default=None)
        if one.kind not in _SETTLED or one.state is not InstrumentState.GRANTED or until is None or until >= today:
            continue
        due = days_after(until, known.on("settle_days", until))
        why = f"De periode eindigde op {in_words(until)}; verantwoorden kan tot en met {in_words(due)}."
        yield Hit(f"Verantwoord: {_label(one)}.", why, haste(due, today, 28), (one.id, until), due, until, one.id)


@rule(
    "Loonkostensubsidie verandert op 1 januari",
    Kind.MONEY,
    "Van {new_year_before_days} vóór tot {new_year_after_days} na 1 januari, als er ergens loonkostensubsidie loopt.",
    figures=("new_year_before_days", "new_year_after_days"),
    basis="Participatiewet art. 10d lid 7",
    scope=Scope.DESK,
    record="",
    section="subsidy",
)
def new_year(found: DeskState, today: date, known: Figures) -> Iterator[Hit]:
    """The subsidy is set anew each year: one line for all."""
    before, after = known.on("new_year_before_days", today), known.on("new_year_after_days", today)
    year = today.year if today.month <= 6 else today.year + 1
    first = date(year, 1, 1)
    if found.wage_subsidies and -before <= (today - first).days <= after:
        number = found.wage_subsidies
        where = "één plaatsing" if number == 1 else f"{number} plaatsingen"
        words = f"Kijk de loonkostensubsidie en de nieuwe bedragen na bij {where}."
        severity = Severity.SOON if today >= first else Severity.KNOW
        why = "De gemeente stelt de loonkostensubsidie elk jaar op 1 januari opnieuw vast."
        yield Hit(words, why, severity, (year,), None, first)


def _mine(found: Situation) -> Iterator[Instrument]:
    """Instruments that these rules look at: an application for begeleidingssubsidie has rules of its own."""
    for one in found.instruments:
        if one.kind is not InstrumentKind.SUPERVISION_SUBSIDY or not found.subsidies:
            yield one


def _renewed(found: Situation, one: Instrument, until: date) -> bool:
    wanted = (InstrumentState.ASKED, InstrumentState.GRANTED, InstrumentState.NOT_NEEDED)
    return any(
        other.id != one.id
        and other.kind is one.kind
        and other.state in wanted
        and (other.until or date.max) > until
        and (other.since or other.asked_on or date.min) > (one.since or date.min)
        for other in found.instruments
    )


def _label(one: Instrument) -> str:
    return one.kind.label if one.kind is not None else "voorziening"
