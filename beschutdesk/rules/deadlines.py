"""Days of one placement that belong in a calendar, in words that say nothing of anybody.

What somebody wrote (an agreement, a remark) is not in them. Being away is left out altogether, also of who guides: it
says something about health, and a calendar is read on telephones and shared with colleagues (AP: even a bare sick
report is health data).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Protocol
from uuid import UUID

from beschutdesk.dossier.contract import InstrumentKind, InstrumentState, WageValueKind
from beschutdesk.dossier.lasting import AgreementParty, AgreementResult
from beschutdesk.dossier.placement import EndReason
from beschutdesk.rules.contracts import ENDING, PHASES, Paper, Phase, endings
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.notice import NoticeState, telling
from beschutdesk.rules.wage_value import wage_check


class Due(Enum):
    """Kinds of deadline; the values are stable keys, part of what a calendar knows an entry by."""

    PHASE = "phase"
    CONTRACT = "contract"
    NOTICE = "notice"
    WAGE = "wage"
    FLAT = "flat"
    AGREEMENT = "agreement"
    INSTRUMENT = "instrument"
    CONTACT = "contact"
    PORTFOLIO = "portfolio"
    SUBSIDY = "subsidy"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day.

    Attributes:
        due: what kind.
        key: id of the record or row it follows from.
        day: the last day to do it.
        words: Dutch, without a name or anything that somebody typed.
    """

    due: Due
    key: UUID
    day: date
    words: str


class _WageValue(Protocol):
    @property
    def kind(self) -> WageValueKind | None: ...
    @property
    def percentage(self) -> Decimal | None: ...
    @property
    def measured_on(self) -> date | None: ...
    @property
    def next_on(self) -> date | None: ...


class _Agreement(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def party(self) -> AgreementParty | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def done_on(self) -> date | None: ...
    @property
    def result(self) -> AgreementResult | None: ...


class _Instrument(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> InstrumentKind | None: ...
    @property
    def state(self) -> InstrumentState | None: ...
    @property
    def until(self) -> date | None: ...


class _Placement(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def ended_on(self) -> date | None: ...
    @property
    def end_reason(self) -> EndReason | None: ...
    @property
    def next_contact_on(self) -> date | None: ...
    @property
    def phases(self) -> Sequence[Phase]: ...
    @property
    def contracts(self) -> Sequence[Paper]: ...
    @property
    def wage_values(self) -> Sequence[_WageValue]: ...
    @property
    def agreements(self) -> Sequence[_Agreement]: ...
    @property
    def instruments(self) -> Sequence[_Instrument]: ...


@dataclass(frozen=True, slots=True)
class Dated:
    """What of a placement has deadlines, for who reads it by columns; a placement itself will do too."""

    id: UUID
    ended_on: date | None = None
    end_reason: EndReason | None = None
    next_contact_on: date | None = None
    phases: Sequence[Phase] = ()
    contracts: Sequence[Paper] = ()
    wage_values: Sequence[_WageValue] = ()
    agreements: Sequence[_Agreement] = ()
    instruments: Sequence[_Instrument] = ()


def deadlines(placement: _Placement, today: date, figures: Figures | None = None) -> tuple[Deadline, ...]:
    """The deadlines of one placement from today on, the first one first.

    Args:
        placement: after its last day only the next contact is left.
        today: what is past is for *Vandaag*, not for a calendar.
        figures: numbers to count with.
    """
    found: list[Deadline] = []
    if placement.next_contact_on is not None and placement.end_reason is not EndReason.DIED:
        found.append(Deadline(Due.CONTACT, placement.id, placement.next_contact_on, "Contact opnemen"))
    if placement.ended_on is None or placement.ended_on >= today:
        found += _phases(placement)
        found += _contracts(placement, today, figures)
        found += _agreements(placement.agreements)
        found += _instruments(placement.instruments)
        found += _wage(placement.id, placement.wage_values, today, figures)
    return tuple(sorted((one for one in found if one.day >= today), key=lambda one: (one.day, one.due.value, one.key)))


def _phases(placement: _Placement) -> Iterator[Deadline]:
    """Ends of phases; of those that are a contract :func:`_contracts` tells, and one day is one line."""
    signed = {(PHASES[one.kind], one.until) for one in placement.contracts if one.kind is not None}
    for one in placement.phases:
        if one.until is None or one.kind is None or one.kind in ENDING:
            continue
        if (one.kind, one.until) not in signed:
            yield Deadline(Due.PHASE, one.id, one.until, f"Einde {one.kind.label}")


def _contracts(placement: _Placement, today: date, figures: Figures | None) -> Iterator[Deadline]:
    """The same ends that *Vandaag* speaks of: with nothing after them, and as long as nobody decided what comes next.

    Telling the employee stays a term of law, also when it was decided or the next contract stands.
    """
    for one in endings(placement.contracts, placement.phases, placement.ended_on):
        if not one.decided:
            yield Deadline(Due.CONTRACT, one.row, one.until, "Contract loopt af")
    for one, told in telling(placement.contracts, placement.phases, placement.ended_on, today, figures):
        if told.state is NoticeState.TO_DO and told.by is not None:
            yield Deadline(Due.NOTICE, one.row, told.by, "Aanzegging, laatste dag")


def _agreements(agreements: Iterable[_Agreement]) -> Iterator[Deadline]:
    for one in agreements:
        if one.due_on is not None and one.done_on is None and one.result is None:
            whose = "van jou" if one.party is AgreementParty.ME else "van een ander"
            yield Deadline(Due.AGREEMENT, one.id, one.due_on, f"Afspraak {whose}, laatste dag")


def _instruments(instruments: Iterable[_Instrument]) -> Iterator[Deadline]:
    for one in instruments:
        if one.until is not None and one.kind is not None and one.state is InstrumentState.GRANTED:
            yield Deadline(Due.INSTRUMENT, one.id, one.until, f"Einde {one.kind.label}")


def _wage(placement: UUID, values: Iterable[_WageValue], today: date, figures: Figures | None) -> Iterator[Deadline]:
    check = wage_check(values, today, figures)
    if check.next_on is not None:
        yield Deadline(Due.WAGE, placement, check.next_on, "Loonwaarde meten")
    if check.flat_until is not None:
        yield Deadline(Due.FLAT, placement, check.flat_until, "Forfaitaire loonwaarde, laatste dag")
