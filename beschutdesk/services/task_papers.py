"""Papers of jobcarving that leave the program: the task list, the day plan for the wall, a work instruction.

Each is one copy for one reader. What is tried, and what anybody thought of it, is in none of them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from beschutdesk.documents.day_look import Look
from beschutdesk.documents.order import Printed
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import TaskList, TaskState
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.slips import Slip, slips
from beschutdesk.rules.time import current_placement
from beschutdesk.services import issuing
from beschutdesk.services.documents import LeftOut
from beschutdesk.services.dossiers import Dossiers, Saved, refuse_trashed
from beschutdesk.services.leaving import NOTHING_PRINTED, only_for
from beschutdesk.services.store import Store
from beschutdesk.services.subsidy_left_out import left_out
from beschutdesk.services.task_order import TaskAsked, TaskOrder, bare, told
from beschutdesk.storage import queries, visit_history
from beschutdesk.trouble import Trouble

__all__ = ["READERS", "LeftOut", "Look", "Printed", "Slip", "TaskAsked", "TaskOffer", "TaskOrder", "TaskPapers"]

READERS: Final[Mapping[DocumentKind, tuple[Audience, ...]]] = {
    DocumentKind.TASK_LIST: (Audience.EMPLOYER, Audience.SUPERVISOR, Audience.SOB, Audience.COLLEAGUE),
    DocumentKind.DAY_PLAN: (Audience.FLOOR, Audience.CANDIDATE),
    DocumentKind.WORK_INSTRUCTION: (
        Audience.FLOOR,
        Audience.SUPERVISOR,
        Audience.CANDIDATE,
        Audience.EMPLOYER,
        Audience.SOB,
        Audience.COLLEAGUE,
    ),
}
"""For whom each paper can be made; the first is the usual one. What hangs on a wall is read by the whole floor."""
_NAMED: Final = {
    DocumentKind.TASK_LIST: "Een takenlijst",
    DocumentKind.DAY_PLAN: "Een dagindeling",
    DocumentKind.WORK_INSTRUCTION: "Een werkinstructie",
}
_POSSIBLE: Final = frozenset({TaskState.PACKAGE, TaskState.TRYING, TaskState.IDEA})
"""Tasks that can be talked about; what was dropped or put off is not on any list."""


@dataclass(frozen=True, slots=True)
class TaskOffer:
    """What can be asked of the papers of a placement.

    Attributes:
        title: whose, and where.
        tasks: id and name, in order; each has a work instruction.
        weekdays: those that are planned, 0 is Monday.
    """

    title: str
    tasks: tuple[tuple[UUID, str], ...]
    weekdays: tuple[int, ...]


class TaskPapers:
    """Papers of the task lists of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store, self._dossiers = store, dossiers

    # -- making --------------------------------------------------------------------------------------------------------

    def order(
        self,
        placement: UUID,
        kind: DocumentKind,
        audience: Audience,
        today: date,
        asked: TaskAsked | None = None,
        *,
        typed: TaskList | None = None,
    ) -> TaskOrder:
        """The order for a paper of one placement as it would be made today.

        Args:
            placement: its id.
            kind: one of :data:`READERS`.
            audience: one of those that ``READERS[kind]`` names.
            today: the date on it.
            asked: what of it; a work instruction needs its task.
            typed: the task list as it is being typed, for a preview, instead of what was kept.

        Raises:
            Trouble: there is no such placement, task list or task, the person is in the trash, nothing is planned yet,
                or it is not for this reader, or all that it is of was closed to this reader.
        """
        only_for(_NAMED[kind], audience, READERS[kind])
        asked = asked or TaskAsked()
        place = self._dossiers.get("placement", placement)
        if not isinstance(place, Placement) or place.deleted_at is not None or place.candidate is None:
            raise Trouble("Deze plaatsing is er niet meer.", NOTHING_PRINTED)
        person = self._dossiers.get("candidate", place.candidate)
        if not isinstance(person, Candidate):
            raise Trouble("Deze kandidaat is er niet meer.", NOTHING_PRINTED)
        refuse_trashed(person, NOTHING_PRINTED)
        found = typed if typed is not None else self._list_of(placement)
        if found is None or not found.tasks:
            raise Trouble("Er zijn bij deze plaatsing nog geen taken.", NOTHING_PRINTED, "Zet ze eerst op het bord.")
        wanted = _wanted(found, kind, asked)
        house = self._dossiers.get("employer", place.employer) if place.employer is not None else None
        spot, around = bare(kind, person, place, house if isinstance(house, Employer) else None)
        left = told(kind, found, wanted)
        task = asked.task if kind is DocumentKind.WORK_INSTRUCTION else None
        order = TaskOrder(
            kind=kind,
            audience=audience,
            candidate=person.id,
            placement=place.id,
            number=self._next_number(kind, place.id, task),
            task=task,
            issued_on=today,
            look=asked.look,
            whole=asked.whole and kind is DocumentKind.TASK_LIST,
            weekdays=asked.weekdays,
            _tasks=left,
            _place=spot,
            _caseworker=self._dossiers.owner(),
            _around=around,
            _photos={},
        )
        views = order.views()
        if kind is not DocumentKind.DAY_PLAN and not views.tasks:
            what = "Wat hierop zou staan, is niet voor deze lezer."
            raise Trouble(what, NOTHING_PRINTED, "Kies een andere lezer, of kijk bij de taak wie haar mag lezen.")
        if kind is DocumentKind.DAY_PLAN and not views.planned_days:
            if asked.weekdays:
                what = "Op deze dagen staat er niets in de dagindeling."
                raise Trouble(what, NOTHING_PRINTED, "Kies andere dagen, of zet er eerst taken in.")
            raise Trouble("Er is nog geen dagindeling.", NOTHING_PRINTED, "Zet eerst taken in de week.")
        seen = [step.photo.digest for step in views.task_list.steps if step.photo is not None]
        with_photos = kind is DocumentKind.WORK_INSTRUCTION or asked.look is Look.PICTURES
        return replace(order, _photos=self._photos(seen) if with_photos else {})

    def order_for_task(
        self, task: UUID, audience: Audience, today: date, *, typed: TaskList | None = None
    ) -> TaskOrder:
        """The order for the work instruction of one task.

        Raises:
            Trouble: as :meth:`order`.
        """
        owner = typed if typed is not None else self._owner_of(task)
        if owner is None or owner.placement is None:
            raise Trouble("Deze taak is er niet (meer).", NOTHING_PRINTED, "Zie: beschutdesk list tasks --json")
        kind, asked = DocumentKind.WORK_INSTRUCTION, TaskAsked(task=task)
        return self.order(owner.placement, kind, audience, today, asked, typed=owner)

    def offered(self, placement: UUID, typed: TaskList | None = None) -> TaskOffer:
        """What there is to choose from, for whoever asks for a paper; empty for what is not there.

        Args:
            placement: its id.
            typed: as for :meth:`order`.
        """
        place = self._dossiers.get("placement", placement)
        found = typed if typed is not None else self._list_of(placement)
        title: list[str] = []
        if isinstance(place, Placement):
            person = self._dossiers.get("candidate", place.candidate) if place.candidate is not None else None
            house = self._dossiers.get("employer", place.employer) if place.employer is not None else None
            title += [f"{person.name_used} {person.family_name}".strip()] if person is not None else []
            title += [house.name] if house is not None else []
        tasks = [(one.id, one.name.strip() or "taak zonder naam") for one in found.tasks] if found is not None else []
        planned = {slot.weekday for part in found.plan for slot in part.at} if found is not None else set()
        return TaskOffer(", ".join(part for part in title if part), tuple(tasks), tuple(sorted(planned)))

    def place_of(self, candidate: UUID, today: date) -> UUID:
        """The placement that is meant when only the person is known: the running one, else the latest.

        Raises:
            Trouble: there is no such person, or no placement.
        """
        whole = self._dossiers.whole(candidate)
        if whole is None:
            raise Trouble("Deze kandidaat is er niet meer.", NOTHING_PRINTED)
        found = current_placement(whole.placements, today) or next(iter(whole.placements), None)
        if found is None:
            raise Trouble("Deze kandidaat heeft nog geen plaatsing.", NOTHING_PRINTED, "Maak eerst een plaatsing.")
        return found.id

    def render(self, order: TaskOrder) -> Printed:
        """Make it, here and now. It is nowhere but in memory."""
        from beschutdesk.documents import day_plan, task_list, work_instruction

        views = order.views()
        if order.kind is DocumentKind.DAY_PLAN:
            data, dropped = day_plan.made(views, order.look)
            return Printed(data, day_plan.file_name(views), dropped)
        builder: Any = task_list if order.kind is DocumentKind.TASK_LIST else work_instruction
        data, dropped = builder.made(views)
        return Printed(data, builder.file_name(views), dropped)

    # -- before it leaves ----------------------------------------------------------------------------------------------

    def left_out(self, order: TaskOrder) -> list[LeftOut]:
        """What is filled in and not for this reader, and why, for the list beside a preview."""
        return left_out(order)

    def slips(self, order: TaskOrder) -> tuple[Slip, ...]:
        """Words to look at before it leaves: what sounds medical, names of others, a BSN in a text."""
        from beschutdesk.documents import day_plan, task_list, work_instruction

        builders: Mapping[DocumentKind, Any] = {
            DocumentKind.TASK_LIST: task_list,
            DocumentKind.DAY_PLAN: day_plan,
            DocumentKind.WORK_INSTRUCTION: work_instruction,
        }
        found = builders[order.kind].texts(order.views())
        return slips([(title, text) for title, text in found if text.strip()], self._other_names(order), told=True)

    # -- when it left --------------------------------------------------------------------------------------------------

    def issue(self, order: TaskOrder, printed: Printed, *, way: str, to_whom: str = "") -> Saved:
        """Keep what left the program: an immutable snapshot with its file. Call it after the file was handed over."""
        record = IssuedDocument(
            kind=order.kind,
            candidate=order.candidate,
            placement=order.placement,
            task=_text(order.task),
            audience=order.audience.key,
            number=Decimal(order.number),
            issued_on=order.issued_on,
            to_whom=to_whom,
            way=way,
            concept=YesNo.NO,
        )
        return issuing.keep(self._store, self._dossiers, printed, record)

    def issued(
        self, placement: UUID, kind: DocumentKind | None = None, task: UUID | None = None
    ) -> list[IssuedDocument]:
        """Who got which of these papers of a placement when, the latest first.

        Args:
            placement: its id.
            kind: only this one.
            task: only what is about this task.
        """
        return [one for one in self._issued(placement, kind) if task is None or one.task == _text(task)]

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _list_of(self, placement: UUID) -> TaskList | None:
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "task_list", "placement", placement)
        return next((one for one in self._store.load_all("task_list", ids) if one.deleted_at is None), None)

    def _owner_of(self, task: UUID) -> TaskList | None:
        with self._store.reading() as connection:
            owner = queries.root_of(connection, "carved_task", task)
        found = self._dossiers.get("task_list", owner) if owner is not None else None
        return found if isinstance(found, TaskList) and found.deleted_at is None else None

    def _photos(self, digests: Collection[str]) -> dict[str, bytes]:
        """Photos that can be printed; one that cannot be read leaves its place to the pictogram."""
        from beschutdesk.documents.images import clean

        out: dict[str, bytes] = {}
        for digest in dict.fromkeys(digests):
            try:
                out[digest] = clean(self._store.attachments.get(digest))
            except Trouble:  # it is missing or damaged, or no picture
                continue
        return out

    def _issued(self, placement: UUID, kind: DocumentKind | None) -> Iterator[IssuedDocument]:
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "issued_document", "placement", placement)
        for one in self._store.load_all("issued_document", ids[::-1]):
            if one.kind in READERS and kind in (None, one.kind):
                yield one

    def _next_number(self, kind: DocumentKind, placement: UUID, task: UUID | None) -> int:
        """The next version: instructions are counted by task, the other papers by placement."""
        found = self.issued(placement, kind, task)
        return 1 + max((int(one.number or 0) for one in found), default=0)

    def _other_names(self, order: TaskOrder) -> list[str]:
        """Names that have no place on these papers: of others who work there, and of who stands around the person."""
        person = self._dossiers.get("candidate", order.candidate)
        house = next((one for one in order.records if isinstance(one, Employer)), None)
        names: list[str] = []
        if house is not None:
            with self._store.reading() as connection:
                for used, family in visit_history.names_at(connection, house.id, [order.candidate]):
                    names += [f"{used} {family}".strip(), used]
        names += [one.name for one in person.involved]
        guides = house.supervisors if house is not None else []
        shown = {part for one in guides for part in (one.name, one.name.split(" ", maxsplit=1)[0])}
        shown |= {person.name_used, f"{person.name_used} {person.family_name}".strip()}
        return [name for name in dict.fromkeys(names) if name and name not in shown]


def _text(task: UUID | None) -> str:
    return "" if task is None else str(task)


def _wanted(found: TaskList, kind: DocumentKind, asked: TaskAsked) -> frozenset[UUID]:
    """Which tasks are on a paper."""
    if kind is DocumentKind.WORK_INSTRUCTION:
        if asked.task is None or all(one.id != asked.task for one in found.tasks):
            raise Trouble("Deze taak is er niet (meer).", NOTHING_PRINTED, "Kies een andere taak.")
        return frozenset({asked.task})
    if kind is DocumentKind.DAY_PLAN:
        return frozenset(part.task for part in found.plan if part.task is not None)
    states = _POSSIBLE if asked.whole else frozenset({TaskState.PACKAGE})
    wanted = frozenset(one.id for one in found.tasks if (one.state or TaskState.IDEA) in states)
    if not wanted:
        raise Trouble(
            "Er zit nog geen taak in het pakket.", NOTHING_PRINTED, "Zet een taak in het pakket, of druk alles af."
        )
    return wanted
