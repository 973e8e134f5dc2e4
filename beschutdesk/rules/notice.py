"""The aanzegging: telling an employee in writing, in time, whether a temporary contract goes on (BW art. 7:668).

A month before the end, for a contract of six months or longer. The last day is taken early: for a contract that ends on
30 April that is 30 March, also where the law might leave a day more. It is asked whatever comes next: lid 1 wants on
paper whether it goes on, and on what conditions. So a decision or a next contract does not take it away; the day on
which the employee was told does. *Vandaag*, the calendar and the page of a placement all ask :func:`telling`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from beschutdesk.dossier.contract import ContractKind
from beschutdesk.rules.contracts import Ending, Paper, Phase, lapsing
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.time import days_after, full_months, in_words, months_after


class NoticeState(Enum):
    """How far an aanzegging is."""

    NOT_NEEDED = "not_needed"
    TO_DO = "to_do"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True, slots=True)
class Notice:
    """What must be told about one contract.

    Attributes:
        state: how far it is.
        by: last day to tell it; ``None`` when it is not needed.
        days_left: from today to :attr:`by`, negative when that is past; ``None`` when it is not needed or was done.
        reason: in Dutch.
        source: law article.
    """

    state: NoticeState
    by: date | None
    days_left: int | None
    reason: str
    source: str


def notice(
    kind: ContractKind | None,
    since: date | None,
    until: date | None,
    told_on: date | None,
    today: date,
    figures: Figures | None = None,
) -> Notice:
    """What must be told about a contract.

    Args:
        kind: only a temporary one needs it.
        since: first day; when it is not known the contract is taken to be long enough.
        until: last day.
        told_on: day on which the employee got it on paper.
        today: the day to count from.
        figures: numbers to count with.
    """
    known = figures or standard()
    source = known.source("notice_months")
    if kind is not ContractKind.TEMPORARY:
        return Notice(NoticeState.NOT_NEEDED, None, None, "Aanzeggen hoort bij een tijdelijk contract.", source)
    if until is None:
        return Notice(NoticeState.NOT_NEEDED, None, None, "Er staat geen laatste dag bij dit contract.", source)
    least = known.on("notice_from_months", until)
    if since is not None and days_after(until, 1) < full_months(since, least):
        source = known.source("notice_from_months")
        reason = f"Bij een contract korter dan {least} maanden hoeft aanzeggen niet."
        return Notice(NoticeState.NOT_NEEDED, None, None, reason, source)
    by = months_after(until, -known.on("notice_months", until))
    if told_on is not None:
        late = told_on > by
        state = NoticeState.DONE_LATE if late else NoticeState.DONE
        reason = f"Aangezegd op {in_words(told_on)}; het moest uiterlijk op {in_words(by)}."
        return Notice(state, by, None, reason, source)
    left = (by - today).days
    ends = f"Het contract eindigt op {in_words(until)}."
    if left < 0:
        reason = f"{ends} De werknemer moest het uiterlijk op {in_words(by)} op papier hebben."
        return Notice(NoticeState.OVERDUE, by, left, reason, source)
    reason = f"{ends} De werknemer moet uiterlijk op {in_words(by)} op papier hebben of het doorgaat."
    return Notice(NoticeState.TO_DO, by, left, reason, source)


def telling(
    contracts: Sequence[Paper],
    phases: Sequence[Phase],
    ended_on: date | None,
    today: date,
    figures: Figures | None = None,
) -> Iterator[tuple[Ending, Notice]]:
    """What must be told about the contracts of one placement, or was.

    Not about one that the same party replaced by another before the last day to tell it: that one comes to no end.

    Args:
        contracts, phases: of the placement.
        ended_on: its last day.
        today: the day to count from.
        figures: numbers to count with.
    """
    for one in lapsing(contracts, phases, ended_on):
        told = notice(one.kind, one.since, one.until, one.told_on, today, figures)
        if told.by is None or (one.replaced_on is not None and one.replaced_on <= told.by):
            continue
        if one.followed and one.told_on is None:
            told = replace(told, reason=f"{told.reason} Dat moet ook nu al vaststaat wat erna komt.")
        yield one, told
