"""Commands for the papers of jobcarving: the task list, the day plan for the wall, a work instruction."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands.common import Add, candidate, open_desk
from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.task_papers import TaskOrder

_AT_WORK = ["employer", "supervisor", "sob", "colleague"]
_WALL = ["floor", "candidate"]
_WHO = {
    "employer": "werkgever",
    "supervisor": "begeleider",
    "sob": "SOB",
    "colleague": "collega-bemiddelaar",
    "floor": "werkvloer",
    "candidate": "kandidaat zelf",
}
_MOST_SLIPS = 8


def register(add: Add) -> None:
    """Add what can be printed of the tasks of a placement."""
    listed = add("task-list", _task_list, "de takenlijst, met de tijd die vrijkomt")
    plan = add("day-plan", _day_plan, "de dagindeling voor aan de muur")
    instruction = add("work-instruction", _work_instruction, "de werkinstructie van één taak")
    for one in (listed, plan):
        one.add_argument("--candidate", required=True, metavar="ID-OF-NAAM", help="van wie")
        one.add_argument("--placement", metavar="ID-OF-WERKGEVER", help="van welke plaatsing; anders die nu loopt")
    listed.add_argument("--all", action="store_true", help="ook wat nog een idee is of geprobeerd wordt")
    plan.add_argument("--pictures", action="store_true", help="een plaatje per stap, liggend")
    plan.add_argument("--day", action="append", choices=WEEKDAYS, help="alleen deze dag; mag vaker")
    instruction.add_argument(
        "--task", required=True, metavar="ID", help="het kenmerk van de taak (id); zie: list tasks --json"
    )
    for one, readers in ((listed, _AT_WORK), (plan, _WALL), (instruction, [*_WALL, *_AT_WORK])):
        who = f"voor wie: {', '.join(f'{key} = {_WHO[key]}' for key in readers)}; anders {readers[0]}"
        one.add_argument("--audience", default=readers[0], choices=readers, help=who)
        one.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf", help="waar het komt te staan")


def _task_list(options: Namespace) -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.dossier.issued_document import DocumentKind
    from beschutdesk.services.task_papers import TaskAsked

    with open_desk(options) as desk:
        audience, place = Audience.from_key(options.audience), _place(desk, options)
        asked = TaskAsked(whole=options.all)
        _hand_over(desk, options, desk.task_papers.order(place, DocumentKind.TASK_LIST, audience, _today(), asked))


def _day_plan(options: Namespace) -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.dossier.issued_document import DocumentKind
    from beschutdesk.services.task_papers import Look, TaskAsked

    with open_desk(options) as desk:
        audience, place = Audience.from_key(options.audience), _place(desk, options)
        days = tuple(WEEKDAYS.index(day) for day in options.day or ())
        asked = TaskAsked(look=Look.PICTURES if options.pictures else Look.LINES, weekdays=days)
        _hand_over(desk, options, desk.task_papers.order(place, DocumentKind.DAY_PLAN, audience, _today(), asked))


def _work_instruction(options: Namespace) -> None:
    from beschutdesk.dossier.audience import Audience

    try:
        task = UUID(options.task)
    except ValueError:
        what = "Dit is geen kenmerk van een taak."
        raise Trouble(what, "Er is niets gemaakt.", "Zie: beschutdesk list tasks --json") from None
    with open_desk(options) as desk:
        _hand_over(desk, options, desk.task_papers.order_for_task(task, Audience.from_key(options.audience), _today()))


# -- parts -------------------------------------------------------------------------------------------------------------


def _hand_over(desk: "Desk", options: Namespace, order: "TaskOrder") -> None:
    """Write it, keep what left, and say what to know about it."""
    from beschutdesk.files import write_whole

    printed = desk.task_papers.render(order)
    write_whole(options.output, printed.data)
    desk.task_papers.issue(order, printed, way="pdf")
    print(f"Weggeschreven: {options.output.name}, voor {order.audience.label}.")
    if printed.dropped:
        print(f"Deze tekens kunnen niet op papier en staan er als □: {' '.join(printed.dropped)}")
    if left := desk.task_papers.left_out(order):
        print("Niet voor deze lezer, dus niet erin:")
        for one in left:
            print(f"- {one.words}: {one.why}")
    found = desk.task_papers.slips(order)
    if found:  # on stderr, for it says what somebody typed
        sys.stderr.write("beschutdesk: kijk dit na voordat je het deelt:\n")
        sys.stderr.writelines(f"- {slip.words}\n" for slip in found[:_MOST_SLIPS])
    if len(found) > _MOST_SLIPS:
        sys.stderr.write(f"- en nog {len(found) - _MOST_SLIPS}\n")


def _place(desk: "Desk", options: Namespace) -> UUID:
    from beschutdesk.commands.documents import placement_of

    person = candidate(desk, options.candidate)
    if options.placement:
        return placement_of(desk, person, options.placement)
    return desk.task_papers.place_of(person, _today())


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a person's today
