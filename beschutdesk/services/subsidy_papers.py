"""Papers of a begeleidingssubsidie that leave the program: application, step plan, cost picture, supervision log.

Each is one copy for one reader. Only the gemeente gets a BSN, and only when that is turned on; of whoever else was seen
at a visit nothing is ordered.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from beschutdesk.documents.order import Printed
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.values import YesNo
from beschutdesk.dossier.visit import Visit
from beschutdesk.rules.cost_answers import CostAnswers
from beschutdesk.rules.slips import Slip, slips
from beschutdesk.rules.time import current_placement
from beschutdesk.services import issuing
from beschutdesk.services.documents import LeftOut
from beschutdesk.services.dossiers import Dossiers, Saved, refuse_trashed
from beschutdesk.services.leaving import NOTHING_PRINTED, only_for
from beschutdesk.services.settings import Settings
from beschutdesk.services.store import Store
from beschutdesk.services.subsidy_gathering import gathered
from beschutdesk.services.subsidy_left_out import left_out
from beschutdesk.services.subsidy_order import SubsidyOrder
from beschutdesk.storage import queries, supervision, visit_history
from beschutdesk.trouble import Trouble

__all__ = ["NEED_NONE", "READERS", "CostAnswers", "LeftOut", "Printed", "Slip", "SubsidyOrder", "SubsidyPapers"]

READERS: Final[Mapping[DocumentKind, tuple[Audience, ...]]] = {
    DocumentKind.SUBSIDY_APPLICATION: (Audience.MUNICIPALITY, Audience.EMPLOYER, Audience.SOB),
    DocumentKind.STEP_PLAN: (Audience.EMPLOYER, Audience.SOB),
    DocumentKind.COST_PICTURE: (Audience.EMPLOYER, Audience.SOB),
    DocumentKind.SUPERVISION_LOG: (Audience.MUNICIPALITY, Audience.EMPLOYER, Audience.SOB),
}
"""For whom each paper can be made; the first is the usual one."""
NEED_NONE: Final = frozenset({DocumentKind.STEP_PLAN, DocumentKind.COST_PICTURE})
"""Papers that can be made before there is an application."""

_NAMED: Final = {
    DocumentKind.SUBSIDY_APPLICATION: "Een aanvraag",
    DocumentKind.STEP_PLAN: "Een stappenplan",
    DocumentKind.COST_PICTURE: "Een kostenplaatje",
    DocumentKind.SUPERVISION_LOG: "Een overzicht van de begeleiding",
}


class SubsidyPapers:
    """Papers of the applications of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store, self._dossiers = store, dossiers
        self._settings = Settings(store)

    # -- making --------------------------------------------------------------------------------------------------------

    def order(
        self,
        subsidy: UUID,
        kind: DocumentKind,
        audience: Audience,
        today: date,
        *,
        edited: SupervisionSubsidy | None = None,
        answers: CostAnswers | None = None,
    ) -> SubsidyOrder:
        """The order for a paper of one application as it would be made today.

        Args:
            subsidy: id of the application.
            kind: one of :data:`READERS`.
            audience: one of those that ``READERS[kind]`` names.
            today: the date on it.
            edited: the application as it is being typed, for a preview, instead of what was kept.
            answers: for a cost picture: what no dossier holds.

        Raises:
            Trouble: there is no such application, it or the person is in the trash, or it is not for this reader.
        """
        only_for(_NAMED[kind], audience, READERS[kind])
        found = copy(edited) if edited is not None else self._dossiers.get("supervision_subsidy", subsidy)
        if not isinstance(found, SupervisionSubsidy):
            raise Trouble("Deze aanvraag is er niet meer.", NOTHING_PRINTED)
        if found.deleted_at is not None:
            raise Trouble("Deze aanvraag ligt in de prullenbak.", NOTHING_PRINTED, "Zet de aanvraag eerst terug.")
        return self._made(found, kind, audience, today, answers, begun=True)

    def order_for(
        self,
        placement: UUID,
        kind: DocumentKind,
        audience: Audience,
        today: date,
        *,
        period: date | None = None,
        answers: CostAnswers | None = None,
    ) -> SubsidyOrder:
        """The same for a placement: the application that runs today, else the latest.

        A step plan and a cost picture need none.

        Args:
            placement: id of the placement.
            kind, audience, today, answers: see :meth:`order`.
            period: a day in the period of the application that is meant.

        Raises:
            Trouble: as :meth:`order`; or there is no application, or none in this period.
        """
        only_for(_NAMED[kind], audience, READERS[kind])
        place = self._dossiers.get("placement", placement)
        if not isinstance(place, Placement) or place.deleted_at is not None:
            raise Trouble("Deze plaatsing is er niet meer.", NOTHING_PRINTED)
        chosen = self._chosen(placement, today, period)
        if chosen is not None:
            return self._made(chosen, kind, audience, today, answers, begun=True)
        if kind not in NEED_NONE or period is not None:
            what = "Er is bij deze plaatsing nog geen aanvraag."
            if period is not None:
                what = "Er is bij deze plaatsing geen aanvraag in deze periode."
            raise Trouble(what, NOTHING_PRINTED, "Maak er een bij Begeleidingssubsidie.")
        blank = SupervisionSubsidy(candidate=place.candidate, placement=place.id)
        return self._made(blank, kind, audience, today, answers, begun=False)

    def place_of(self, candidate: UUID, today: date, period: date | None = None) -> UUID:
        """The placement that is meant when only the person is known: with an application in a period, else the running
        one, else the latest.

        Raises:
            Trouble: there is no such person, or no placement.
        """
        whole = self._dossiers.whole(candidate, everything=period is not None)
        if whole is None:
            raise Trouble("Deze kandidaat is er niet meer.", NOTHING_PRINTED)
        for one in reversed(whole.subsidies if period is not None else ()):
            if one.placement is not None and _covers(one, period):
                return one.placement
        chosen = current_placement(whole.placements, today) or next(iter(whole.placements), None)
        if chosen is None:
            raise Trouble("Deze kandidaat heeft nog geen plaatsing.", NOTHING_PRINTED, "Maak eerst een plaatsing.")
        return chosen.id

    def render(self, order: SubsidyOrder) -> Printed:
        """Make it, here and now. It is nowhere but in memory."""
        from beschutdesk.documents import cost_picture, step_plan, subsidy_application, supervision_log

        views = order.views()
        if order.kind is DocumentKind.COST_PICTURE:
            data, dropped = cost_picture.made(views, order.answers)
            return Printed(data, cost_picture.file_name(views), dropped)
        builders: Mapping[DocumentKind, Any] = {
            DocumentKind.SUBSIDY_APPLICATION: subsidy_application,
            DocumentKind.STEP_PLAN: step_plan,
            DocumentKind.SUPERVISION_LOG: supervision_log,
        }
        data, dropped = builders[order.kind].made(views)
        return Printed(data, builders[order.kind].file_name(views), dropped)

    # -- before it leaves ----------------------------------------------------------------------------------------------

    def left_out(self, order: SubsidyOrder) -> list[LeftOut]:
        """What is filled in and not for this reader, and why, for the list beside a preview.

        What is about the person and the application stands there field by field; of anything else the fields that the
        same readers may have are one line.
        """
        return left_out(order)

    def slips(self, order: SubsidyOrder) -> tuple[Slip, ...]:
        """Words to look at before it leaves: what sounds medical, names of others, a BSN in a text."""
        from beschutdesk.documents import step_plan, subsidy_application, supervision_log

        views = order.views()
        found: list[tuple[str, str]] = []
        if order.kind is DocumentKind.SUBSIDY_APPLICATION:
            found = subsidy_application.texts(views)
        elif order.kind is DocumentKind.SUPERVISION_LOG:
            found = supervision_log.texts(views)
        elif order.kind is DocumentKind.STEP_PLAN:
            found = step_plan.texts(views)
        return slips([(title, text) for title, text in found if text.strip()], self._other_names(order), told=True)

    # -- when it left --------------------------------------------------------------------------------------------------

    def issue(self, order: SubsidyOrder, printed: Printed, *, way: str, to_whom: str = "") -> Saved:
        """Keep what left the program: an immutable snapshot with its file. Call it after the file was handed over."""
        record = IssuedDocument(
            kind=order.kind,
            candidate=order.candidate,
            placement=order.placement,
            subsidy=order.subsidy,
            audience=order.audience.key,
            number=Decimal(order.number),
            issued_on=order.issued_on,
            to_whom=to_whom,
            way=way,
            concept=YesNo.YES if order.concept else YesNo.NO,
        )
        return issuing.keep(self._store, self._dossiers, printed, record)

    def issued(self, subsidy: UUID, kind: DocumentKind | None = None) -> list[IssuedDocument]:
        """Who got which paper of an application when, the latest first."""
        return list(self._issued("subsidy", subsidy, kind))

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _made(
        self,
        application: SupervisionSubsidy,
        kind: DocumentKind,
        audience: Audience,
        today: date,
        answers: CostAnswers | None,
        *,
        begun: bool,
    ) -> SubsidyOrder:
        with self._store.reading() as connection:
            around = gathered(connection, application, today)
        if around.candidate is None or around.placement is None:
            raise Trouble("De kandidaat of de plaatsing van deze aanvraag is er niet meer.", NOTHING_PRINTED)
        refuse_trashed(around.candidate, NOTHING_PRINTED)
        before = next((one for one in around.others if one.id == application.renews), None)
        beside: list[Record | None] = [around.candidate, around.employer, before]
        of_placement = None if begun else around.placement.id
        return SubsidyOrder(
            kind=kind,
            audience=audience,
            candidate=around.candidate.id,
            placement=around.placement.id,
            subsidy=application.id if begun else None,
            number=self._next_number(kind, application.id, of_placement),
            issued_on=today,
            answers=answers,
            _application=application,
            _place=around.placement,
            _caseworker=around.caseworker,
            _around=tuple(one for one in beside if one is not None),
            _visits=self._seen(around.placement.id) if kind is DocumentKind.SUPERVISION_LOG else (),
            _scheme=around.scheme,
            _figures=around.figures,
            opted=self._settings.record_bsn,
        )

    def _chosen(self, placement: UUID, today: date, period: date | None) -> SupervisionSubsidy | None:
        """The application of a placement that is meant."""
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "supervision_subsidy", "placement", placement)
        found = [one for one in self._store.load_all("supervision_subsidy", ids) if one.deleted_at is None]
        if period is not None:
            found = [one for one in found if _covers(one, period)]
        running = [one for one in found if _covers(one, today)]
        latest = sorted(running or found, key=lambda one: one.since or date.min)
        return latest[-1] if latest else None

    def _seen(self, placement: UUID) -> tuple[Visit, ...]:
        """Visits at which supervision was noted, each with nothing but that: the day, the minutes, and by whom."""
        with self._store.reading() as connection:
            rows = supervision.supervision_seen(connection, placement)
        out = []
        for visit in self._store.load_all("visit", list(dict.fromkeys(row.visit for row in rows))):
            mine = [
                type(one)(
                    candidate=one.candidate,
                    placement=one.placement,
                    supervision_minutes=one.supervision_minutes,
                    supervised_by=one.supervised_by,
                    readers=one.readers,
                )
                for one in visit.subjects
                if one.placement == placement and one.supervision_minutes is not None
            ]
            out.append(Visit(id=visit.id, at=visit.at, subjects=mine))
        return tuple(out)

    def _issued(self, field_: str, key: UUID, kind: DocumentKind | None) -> Iterator[IssuedDocument]:
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "issued_document", field_, key)
        for one in self._store.load_all("issued_document", ids[::-1]):
            if kind is None or one.kind is kind:
                yield one

    def _next_number(self, kind: DocumentKind, subsidy: UUID, placement: UUID | None) -> int:
        if placement is None:
            made = list(self._issued("subsidy", subsidy, kind))
        else:
            made = [one for one in self._issued("placement", placement, kind) if one.subsidy is None]
        return 1 + max((int(one.number or 0) for one in made), default=0)

    def _other_names(self, order: SubsidyOrder) -> list[str]:
        """Names that have no place on these papers: of others who work there, and of who stands around the person."""
        person = next((one for one in order.records if isinstance(one, Candidate)), None)
        house = next((one for one in order.records if isinstance(one, Employer)), None)
        names: list[str] = []
        if house is not None:
            with self._store.reading() as connection:
                for used, family in visit_history.names_at(connection, house.id, [order.candidate]):
                    names += [f"{used} {family}".strip(), used]
        if person is not None:
            names += [one.name for one in person.involved]
        shown = {name for guide in (house.supervisors if house is not None else ()) for name in _called(guide.name)}
        if person is not None:
            shown |= {person.name_used, f"{person.name_used} {person.family_name}".strip()}
        shown |= set(_called(self._dossiers.owner().name))
        return [name for name in dict.fromkeys(names) if name and name not in shown]


def _covers(one: SupervisionSubsidy, day: date | None) -> bool:
    return day is not None and one.since is not None and one.since <= day <= (one.until or date.max)


def _called(name: str) -> tuple[str, str]:
    return name, name.split(" ", maxsplit=1)[0]
