"""Making documents for an audience and keeping what was issued."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.documents.order import Order, Printed, packed, render
from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.fields import Kind, Record, Spec, shape_of
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.task_list import TaskList, TaskState
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.sources import fill_empty
from beschutdesk.rules.time import current_placement
from beschutdesk.services import issuing
from beschutdesk.services.dossiers import Dossiers, Saved, Whole, refuse_trashed
from beschutdesk.services.leaving import only_for
from beschutdesk.services.store import Store
from beschutdesk.services.task_order import chosen
from beschutdesk.storage import queries
from beschutdesk.trouble import Trouble

__all__ = ["PORTFOLIO_AUDIENCES", "Documents", "LeftOut", "Order", "Printed"]

PORTFOLIO_AUDIENCES = (Audience.FLOOR, Audience.SUPERVISOR, Audience.COLLEAGUE, Audience.CANDIDATE)


_PERSON = "candidate"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is filled in and an audience does not get: a field, or several fields of one record together.

    Attributes:
        label: Dutch label of the field, or of the record.
        record: Dutch name of the record it stands in.
        why: who may read it, in words.
        fields: how many fields it is.
    """

    label: str
    record: str
    why: str
    fields: int = 1

    @property
    def words(self) -> str:
        """``Noodcontact``; ``Contract (10 velden)``."""
        return self.label if self.fields == 1 else f"{self.label} ({self.fields} velden)"


class Documents:
    """Documents of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store = store
        self._dossiers = dossiers

    def new_portfolio(self, whole: Whole, today: date) -> Portfolio:
        """A portfolio, not yet kept, filled from the dossier, for the placement that runs today."""
        placement = current_placement(whole.placements, today)
        portfolio = Portfolio(candidate=whole.candidate.id, placement=placement.id if placement else None)
        fill_empty(portfolio, whole.candidate)
        return portfolio

    def portfolio_order(
        self, candidate: UUID, audience: Audience, today: date, *, portfolio: Portfolio | None = None
    ) -> Order:
        """The order for a portfolio as it would be issued today.

        Args:
            candidate: whose.
            audience: one of :data:`PORTFOLIO_AUDIENCES`.
            today: the date on the document.
            portfolio: texts to use instead of those kept, for a preview of what is being typed.

        Raises:
            Trouble: there is no such candidate, or no portfolio for this audience.
        """
        only_for("Een portfolio", audience, PORTFOLIO_AUDIENCES)
        whole = self._dossiers.whole(candidate)
        if whole is None:
            raise Trouble("Deze kandidaat is er niet meer.", "Er is niets afgedrukt.")
        refuse_trashed(whole.candidate, "Er is niets afgedrukt.")
        book = portfolio or current_portfolio(whole, today) or self.new_portfolio(whole, today)
        placement = next((p for p in whole.placements if p.id == book.placement), None)
        if placement is None and book.placement is not None:
            book = copy(book)
            book.placement = None
        tasks = self._package(next((t for t in whole.task_lists if placement and t.placement == placement.id), None))
        owner = self._dossiers.owner()
        employers = [e for e in whole.employers if placement and e.id == placement.employer]
        records = [
            whole.candidate,
            book,
            owner,
            *employers,
            *([placement] if placement else []),
            *([tasks] if tasks else []),
        ]
        return Order(
            audience,
            packed(records),
            book.id,
            owner.id,
            tasks.id if tasks else None,
            self._next_number(book.id),
            today,
            self._photo(whole),
        )

    def render(self, order: Order) -> Printed:
        """Make one document, here and now. It is nowhere but in memory."""
        return render(order)

    def render_all(self, orders: Iterable[Order]) -> Iterator[Printed]:
        """Make many in a process of their own, each order taken when its turn comes. Stop iterating to cancel."""
        from beschutdesk.documents.worker import render_all

        return render_all(orders)

    def issue(self, order: Order, printed: Printed, *, way: str, to_whom: str = "") -> Saved:
        """Keep what left the program: an immutable snapshot with its file. Call it after the file was handed over.

        A portfolio that was filled for the occasion is kept with it, so that its next version counts on.
        """
        book = next(flat for _, key, flat in order.records if key == order.portfolio)
        new: list[Record] = []
        if self._dossiers.get("portfolio", order.portfolio) is None:
            portfolio = Portfolio(id=order.portfolio)
            codec.apply(portfolio, book)
            new.append(portfolio)
        placement = book["placement"]
        record = IssuedDocument(
            kind=DocumentKind.PORTFOLIO,
            candidate=UUID(book["candidate"]),
            placement=UUID(placement) if placement else None,
            portfolio=order.portfolio,
            audience=order.audience.key,
            number=Decimal(order.number),
            issued_on=order.issued_on,
            to_whom=to_whom,
            way=way,
            concept=YesNo.NO if book["discussed_with"] and book["discussed_on"] else YesNo.YES,
        )
        return issuing.keep(self._store, self._dossiers, printed, record, new)

    def issued(self, candidate: UUID) -> list[IssuedDocument]:
        """The portfolios that were issued on a candidate, the latest first."""
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "issued_document", "candidate", candidate)
        found = [self._dossiers.get("issued_document", key) for key in reversed(ids)]
        return [one for one in found if one is not None and one.kind is DocumentKind.PORTFOLIO]

    def reopen(self, document: IssuedDocument) -> bytes:
        """The file of an issued document, as it went out."""
        if document.file is None:
            raise Trouble("Bij dit document is geen bestand bewaard.", "", "Maak het opnieuw.")
        return self._store.attachments.get(document.file.digest)

    def left_out(self, order: Order) -> list[LeftOut]:
        """What is filled in and not for this audience, for the list beside a preview.

        What is about the person stands there field by field; of anything else the fields that the same readers may
        have are one line.
        """
        out: dict[tuple[str, str], list[Spec]] = {}
        for name, _, flat in order.records:
            shape = shape_of(name)
            for path, plain in flat.items():
                spec = codec.spec_at(shape, path)
                if spec is None or not _for_readers(spec) or order.audience in spec.share:
                    continue
                if codec.is_filled(plain):
                    together = spec.key if spec.record == _PERSON else _why(spec)
                    found = out.setdefault((spec.record, together), [])
                    found += [spec] if spec not in found else []
        return [_left_out(specs) for specs in out.values()]

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _package(self, tasks: TaskList | None) -> TaskList | None:
        """The chapter *Mijn taken*: the package, with the steps and the plan of those tasks and nothing else."""
        if tasks is None:
            return None
        return chosen(tasks, {task.id for task in tasks.tasks if task.state is TaskState.PACKAGE}, alone=True)

    def _next_number(self, portfolio: UUID) -> int:
        with self._store.reading() as connection:
            return len(queries.ids_where(connection, "issued_document", "portfolio", portfolio)) + 1

    def _photo(self, whole: Whole) -> bytes | None:
        from beschutdesk.documents.images import clean

        person = whole.candidate
        if person.photo is None or person.photo_consent is not YesNo.YES:
            return None
        return clean(self._store.attachments.get(person.photo.digest))


def _left_out(specs: Sequence[Spec]) -> LeftOut:
    """Fields of one record that the same readers may have."""
    first, where = specs[0], shape_of(specs[0].record).label
    if len(specs) > 1:
        return LeftOut(where, where, _why(first), len(specs))
    return LeftOut(first.label if first.record == _PERSON else f"{where}: {first.label}", where, _why(first))


def current_portfolio(whole: Whole, today: date) -> Portfolio | None:
    """The portfolio of the placement that runs today, else the latest one."""
    placement = current_placement(whole.placements, today)
    own = [p for p in whole.portfolios if placement is not None and p.placement == placement.id]
    known = own or list(whole.portfolios)
    return known[-1] if known else None


def _for_readers(spec: Spec) -> bool:
    return bool(spec.share) and spec.kind not in (Kind.REFERENCE, Kind.MARKS, Kind.READERS)


def _why(spec: Spec) -> str:
    from beschutdesk.dossier.audience import readers

    return f"alleen voor {readers(spec.share)}"
