"""Reports of all visits in a period: one by one, each ordered when its turn comes, and what there is no report of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from beschutdesk.documents.order import Printed
from beschutdesk.documents.visit_order import VisitOrder
from beschutdesk.trouble import Trouble

_NOTHING_NEW: Final = "Er staat niets nieuws in dat voor deze lezer is."

Pair = tuple[UUID, UUID | None]
"""A visit, and the subject a report is about; without one about everybody at once."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What there is no report of.

    Attributes:
        visit, subject: ids.
        why: in Dutch.
    """

    visit: UUID
    subject: UUID | None
    why: str


@dataclass
class Batch:
    """Reports to make. Take it in one thread, by :meth:`made`.

    Attributes:
        pairs: what was asked for.
        order: gives the order of one.
        at: how many had their turn.
        skipped: of what there is no report, so far.
    """

    pairs: Sequence[Pair]
    order: Callable[[Pair], VisitOrder]
    at: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many were asked for, also those of which there is no report."""
        return len(self.pairs)

    def orders(self) -> Iterator[VisitOrder]:
        """The orders one by one; what cannot be made is in :attr:`skipped`. An empty file is what says nothing."""
        for pair in self.pairs:
            self.at += 1
            try:
                order = self.order(pair)
            except Trouble as trouble:
                self.skipped.append(Skipped(*pair, trouble.happened))
                continue
            yield order

    def made(self) -> Iterator[tuple[VisitOrder, Printed]]:
        """The reports with their orders, made in a process of their own that reads no vault. Close it to cancel."""
        from beschutdesk.documents.worker import render_all

        at_hand: list[VisitOrder] = []

        def handed() -> Iterator[VisitOrder]:
            for order in self.orders():
                at_hand.append(order)
                yield order

        makers = render_all(handed())
        try:
            for printed in makers:
                order = at_hand.pop(0)
                if printed.data:
                    yield order, printed
                else:
                    subject = None if order.combined else order.parts[0].subject
                    self.skipped.append(Skipped(order.visit, subject, _NOTHING_NEW))
        finally:
            makers.close()  # type: ignore[attr-defined]  # a generator; ends the process now and not at some later time


def since_until(since: date, until: date, safe: str) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        Trouble: it does.
    """
    if since > until:
        raise Trouble("De eerste dag ligt na de laatste.", safe, "Kies een latere laatste dag.")
