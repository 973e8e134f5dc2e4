"""The ketenregeling: the how manieth temporary contract this is, and when it becomes permanent by itself.

BW art. 7:668a. Temporary contracts that follow each other with at most six months between them are a chain; after three
contracts, or once it lasts longer than 36 months with the gaps counted in, the last one is permanent. A single contract
is no chain yet: it may last longer than 36 months (lid 3 counts on that), and only the next one is permanent. Contracts
with another employer count too when that one is the successor for the same work (lid 2): somebody who was seconded by
the SOB and is then employed directly takes the chain along. Whether it is the same work a person decides; as long as
nobody said so, work in the same place counts and the result says that this is an assumption.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

from beschutdesk.dossier.contract import ContractKind, EmployingParty
from beschutdesk.dossier.placement import PhaseKind, Placement
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.time import days_after, full_months, in_words

_DAY: Final = timedelta(days=1)
_PHASES: Final = {
    PhaseKind.CONTRACT_TEMPORARY: ContractKind.TEMPORARY,
    PhaseKind.CONTRACT_PERMANENT: ContractKind.PERMANENT,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """An employment contract as the chain sees it.

    Attributes:
        since: first day.
        until: last day; ``None`` when open or permanent.
        permanent: whether it was permanent from the start.
        party: with whom.
        employer: where the work is.
        name: of the other organisation when it is not the employer.
        same_work: whether it is the same work as in the contract before; ``None`` when nobody said.
        key: id of the row it was made from; of a phase when there is no contract for that one.
        placement: id of the placement.
    """

    since: date
    until: date | None = None
    permanent: bool = False
    party: EmployingParty = EmployingParty.EMPLOYER
    employer: UUID | None = None
    name: str = ""
    same_work: YesNo | None = None
    key: UUID | None = None
    placement: UUID | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Contracts that count together.

    Attributes:
        papers: in order of time.
        first_day: first day of the first temporary one; ``None`` without a temporary one.
        last_fit: last day within the 36 months; ``None`` as :attr:`first_day`.
        number: how many temporary contracts.
        limit: how many may be.
        permanent_since: the day from which the last one is permanent, by law or because it was signed so.
        by_law: whether that follows from the chain and nobody signed it.
        assumed: whether it counts contracts of different employers of which nobody said that the work is the same.
        reason: in Dutch.
        source: law article.
    """

    papers: tuple[Paper, ...]
    first_day: date | None
    last_fit: date | None
    number: int
    limit: int
    permanent_since: date | None
    by_law: bool
    assumed: bool
    reason: str
    source: str

    @property
    def last_end(self) -> date | None:
        """Last day of the last contract; ``None`` when it is open."""
        ends = [one.until for one in self.papers]
        return None if None in ends else max(end for end in ends if end is not None)


@dataclass(frozen=True, slots=True)
class NextContract:
    """What the next contract would be.

    Attributes:
        number: its number in the chain when it is temporary.
        permanent: whether it would be permanent by law from its first day.
        latest_end: last day of a temporary one that leaves room in the chain; ``None`` when :attr:`permanent`.
        free_from: first day on which a new chain would begin; ``None`` when the last contract has no end.
        reason: in Dutch.
        source: law article.
    """

    number: int
    permanent: bool
    latest_end: date | None
    free_from: date | None
    reason: str
    source: str


def papers(placements: Iterable[Placement]) -> tuple[Paper, ...]:
    """The employment contracts of one candidate, in order of time.

    A contract without a first day cannot be counted; a secondment is no employment contract. A phase that is a contract
    counts as one with the employer itself as long as no contract was written down for it.
    """
    found = [paper for placement in placements for paper in _of(placement)]
    return tuple(sorted(found, key=lambda one: (one.since, one.until or date.max)))


def _of(placement: Placement) -> Iterator[Paper]:
    written: list[Paper] = []
    for row in placement.contracts:
        if row.since is None or row.kind is ContractKind.SECONDMENT or row.kind is None:
            continue
        paper = Paper(
            row.since,
            _until(row.until, placement.ended_on),
            row.kind is ContractKind.PERMANENT,
            row.party or EmployingParty.EMPLOYER,
            placement.employer,
            row.party_name,
            row.same_work,
            row.id,
            placement.id,
        )
        written.append(paper)
    for phase in placement.phases:
        if phase.since is None or phase.kind not in _PHASES:
            continue
        permanent = _PHASES[phase.kind] is ContractKind.PERMANENT
        made = Paper(phase.since, _until(phase.until, placement.ended_on), permanent, employer=placement.employer)
        made = replace(made, key=phase.id, placement=placement.id)
        if not any(_overlap(made, one) for one in written):
            yield made
    yield from (one for one in written if one.until is None or one.since <= one.until)


def _until(until: date | None, ended_on: date | None) -> date | None:
    return min((day for day in (until, ended_on) if day is not None), default=None)


def chains(contracts: Sequence[Paper], figures: Figures | None = None) -> tuple[Chain, ...]:
    """All chains of one candidate, in order of their first contract.

    Args:
        contracts: see :func:`papers`; any order.
        figures: numbers to count with; those of the program by default.
    """
    known = figures or standard()
    groups: list[list[Paper]] = []
    for paper in sorted(contracts, key=lambda one: (one.since, one.until or date.max)):
        if paper.until is not None and paper.until < paper.since:
            continue
        near = [group for group in groups if any(_follows(one, paper, known) for one in group)]
        joined = sorted([one for group in near for one in group], key=lambda one: (one.since, one.until or date.max))
        groups = [group for group in groups if group not in near]
        groups.append([*joined, paper])
    groups.sort(key=lambda group: group[0].since)
    return tuple(_judge(group, known) for group in groups)


def chain_of(contracts: Sequence[Paper], today: date, figures: Figures | None = None) -> Chain | None:
    """The chain that counts today: of those that began, the one whose last contract began last."""
    begun = [one for one in contracts if one.since <= today]
    return max(chains(begun, figures), key=lambda one: one.papers[-1].since, default=None)


def next_contract(
    chain: Chain, start: date | None = None, until: date | None = None, figures: Figures | None = None
) -> NextContract:
    """What one more temporary contract after this chain would be, with the same party or its successor.

    Args:
        chain: as it stands.
        start: first day of the new one; the day after the last contract by default.
        until: its last day, when that is already thought of.
        figures: numbers to count with.

    Raises:
        ValueError: the last contract has no end and no start was given.
    """
    known = figures or standard()
    ends = chain.last_end
    begins = start if start is not None else None if ends is None else days_after(ends, 1)
    if begins is None:
        raise ValueError("a contract without an end has no next one")
    gap = known.on("chain_gap_months", begins)
    free = None if ends is None else days_after(full_months(days_after(ends, 1), gap), 1)
    source = known.source("chain_contracts")
    if free is not None and begins >= free:
        last = full_months(begins, known.on("chain_months", begins)) - _DAY
        return NextContract(
            1, False, last, free, f"De keten begint opnieuw: er zit meer dan {gap} maanden tussen.", source
        )
    if chain.permanent_since is not None and chain.permanent_since <= begins:
        return NextContract(chain.number, True, None, free, chain.reason, chain.source)
    number = chain.number + 1
    limit = known.on("chain_contracts", begins)
    first = chain.first_day or begins
    beyond = full_months(first, known.on("chain_months", begins))
    if number > limit:
        reason = f"Dit zou contract {number} zijn. Na {limit} tijdelijke contracten is het volgende vast."
        return NextContract(number, True, None, free, reason, source)
    asked = replace(chain.papers[-1], since=begins, until=until, permanent=False)
    if _short_last([*chain.papers, asked], known):
        reason = "Dit contract van hooguit drie maanden mag nog: het volgt direct op een van 36 maanden of langer."
        return NextContract(number, False, until, free, reason, known.source("chain_last_months"))
    source = known.source("chain_months")
    months = known.on("chain_months", begins)
    if begins >= beyond:
        reason = f"De keten duurt dan langer dan {months} maanden (vanaf {in_words(first)}). Het volgende is vast."
        return NextContract(number, True, None, free, reason, source)
    last = beyond - _DAY
    reason = f"Dit wordt tijdelijk contract {number} van {limit}. Tot en met {in_words(last)} blijft het tijdelijk."
    return NextContract(number, False, last, free, reason, source)


# -- which contracts count together ------------------------------------------------------------------------------------


def _follows(before: Paper, after: Paper, known: Figures) -> bool:
    if not _linked(before, after):
        return False
    if before.until is None:
        return True
    return after.since <= full_months(days_after(before.until, 1), known.on("chain_gap_months", after.since))


def _linked(before: Paper, after: Paper) -> bool:
    if _party(before) == _party(after):
        return True
    if after.same_work is YesNo.NO:
        return False
    return after.same_work is YesNo.YES or (before.employer is not None and before.employer == after.employer)


def _party(one: Paper) -> tuple[str, object]:
    if one.party is EmployingParty.EMPLOYER:
        return "employer", one.employer
    name = " ".join(one.name.casefold().split())
    if one.party is EmployingParty.OTHER and not name:
        return "other", one.employer
    return one.party.key, name


def _overlap(one: Paper, other: Paper) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


# -- what follows ------------------------------------------------------------------------------------------------------


def _judge(group: Sequence[Paper], known: Figures) -> Chain:
    temporary = [one for one in group if not one.permanent]
    running = [one for one in group if one.permanent and (one.until or date.max) >= group[-1].since]
    signed = min((one.since for one in running), default=None)
    day = group[-1].until or group[-1].since  # a new term holds for what ends after it began to hold
    limit = known.on("chain_contracts", day)
    assumed = any(_party(a) != _party(b) and b.same_work not in (YesNo.YES, YesNo.NO) for a, b in pairwise(group))
    first = temporary[0].since if temporary else None
    beyond = None if first is None else full_months(first, known.on("chain_months", day))
    since, key, reason = _permanent(temporary, beyond, limit, known)
    if signed is not None and (since is None or signed <= since):
        since, key, reason = signed, "chain_contracts", f"Er is een vast contract vanaf {in_words(signed)}."
    if since is None:
        reason = f"Tijdelijk contract {len(temporary)} van {limit}.{_room(temporary, beyond)}"
        if len(group) > len(temporary):
            reason += " Eerder was er een vast contract: laat nakijken of dit tijdelijk mag zijn (BW art. 7:667 lid 4)."
    if assumed:
        reason += " Contracten van verschillende werkgevers zijn samen geteld; kijk na of het hetzelfde werk is."
    return Chain(
        tuple(group),
        first,
        None if beyond is None else beyond - _DAY,
        len(temporary),
        limit,
        since,
        since is not None and since != signed,
        assumed,
        reason,
        known.source(key),
    )


def _permanent(
    temporary: Sequence[Paper], beyond: date | None, limit: int, known: Figures
) -> tuple[date | None, str, str]:
    """The first day on which a chain made a contract permanent, the number that did it, and the reason in Dutch."""
    found: list[tuple[date, str, str]] = []
    if len(temporary) > limit:
        day = temporary[limit].since
        found.append((day, "chain_contracts", f"Contract {limit + 1} in de keten is vast vanaf {in_words(day)}."))
    for number, one in enumerate(temporary[1:], 2):
        if beyond is None or (one.until or date.max) < beyond or _short_last(temporary[:number], known):
            continue
        day = max(one.since, beyond)
        months = known.on("chain_months", temporary[-1].until or temporary[-1].since)
        reason = f"De keten duurt langer dan {months} maanden: het contract is vast vanaf {in_words(day)}."
        found.append((day, "chain_months", reason))
        break
    return min(found, default=(None, "chain_months", ""))


def _room(temporary: Sequence[Paper], beyond: date | None) -> str:
    """A sentence on how long a chain may go on; empty when nothing is temporary."""
    if beyond is None:
        return ""
    if len(temporary) == 1 and temporary[0].until is not None and temporary[0].until >= beyond:
        return " Eén contract mag zo lang duren; het volgende is vast."
    return f" Tot en met {in_words(beyond - _DAY)} blijft het tijdelijk."


def _short_last(temporary: Sequence[Paper], known: Figures) -> bool:
    """Lid 3: at most three months, right after one contract of 36 months or longer with the same party."""
    if len(temporary) < 2:
        return False
    before, last = temporary[-2], temporary[-1]
    if (
        before.until is None
        or last.until is None
        or last.since != days_after(before.until, 1)
        or _party(before) != _party(last)
    ):
        return False
    long_enough = before.until >= full_months(before.since, known.on("chain_months", last.since)) - _DAY
    return long_enough and last.until < full_months(last.since, known.on("chain_last_months", last.since))
