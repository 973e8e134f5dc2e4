"""A dossier with all that an application needs, and somebody at the keys of the tab Subsidie."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import Contract, ContractKind, EmployingParty
from beschutdesk.dossier.employer import Contact, ContactRole, Employer, Supervisor
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.supervision_subsidy import SubsidyGoal, SupervisionSubsidy
from beschutdesk.dossier.task_list import CarvedTask, Independence, TaskList, TaskState
from beschutdesk.dossier.values import YesNo
from beschutdesk.services.desk import Desk
from tests.ui.fixtures import TODAY
from ui.desk_window import DeskWindow
from ui.main_window import SUBSIDY
from ui.tabs.subsidy import SubsidyPage

WHY = "Thijs heeft elke dag iemand naast zich nodig om te beginnen."


@dataclass(frozen=True)
class Made:
    """Ids of what was made."""

    person: UUID
    place: UUID
    house: UUID
    alone: UUID
    """Somebody with a placement of which almost nothing is known."""
    elsewhere: UUID


def dossiers(desk: Desk) -> Made:
    """Put somebody with a whole dossier into a vault, and somebody with hardly any."""
    guide, other = Supervisor(name="M. de Boer"), Supervisor(name="J. Kok")
    house = Employer(
        name="Zwembad De Golf",
        kvk="12345679",
        iban="NL91ABNA0417164300",
        address="Badweg 2",
        postcode="1234 AB",
        place="Waterdam",
        phone="020 123 45 67",
        supervisors=[guide, other],
        contacts=[
            Contact(name="H. Wit", role=ContactRole.OWNER, signs=YesNo.YES, job="eigenaar", email="h.wit@example.nl")
        ],
    )
    person = Candidate(name_used="Thijs", family_name="Hoekstra", municipality="Waterdam", bsn="111222333")
    person.born = date(2002, 3, 14)
    place = Placement(candidate=person.id, employer=house.id, job_title="medewerker zwembad")
    place.phases = [PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 10, 1))]
    place.contracts = [
        Contract(
            party=EmployingParty.EMPLOYER, kind=ContractKind.TEMPORARY, since=date(2026, 10, 1), until=date(2027, 9, 30)
        )
    ]
    place.terms = [
        Terms(
            valid_from=date(2026, 10, 1),
            hours=Decimal(24),
            supervisor=guide.id,
            backup=other.id,
            supervision_minutes=Decimal(60),
        )
    ]
    tasks = TaskList(placement=place.id)
    tasks.tasks = [
        CarvedTask(name="Kleedhokjes schoonmaken", state=TaskState.PACKAGE, independence=Independence.TOGETHER),
        CarvedTask(name="Kassa klaarzetten", state=TaskState.TRYING, independence=Independence.CUE),
    ]
    shop = Employer(name="Kringloop De Til")
    alone = Candidate(name_used="Roos", family_name="Kuiper")
    bare = Placement(candidate=alone.id, employer=shop.id)
    desk.dossiers.add([house, person, place, tasks, shop, alone, bare])
    return Made(person.id, place.id, house.id, alone.id, bare.id)


def begun(desk: Desk, placement: UUID, **more: Any) -> UUID:
    """An application for a placement."""
    saved = desk.subsidies.begin(placement, TODAY)
    key = next(key for record, key in saved.changed if record == "supervision_subsidy")
    if more:
        change(desk, key, **more)
    return key


def change(desk: Desk, key: UUID, **more: Any) -> None:
    """Keep other values in an application."""
    from beschutdesk.dossier import codec
    from beschutdesk.services.dossiers import Edit

    root = kept(desk, key)
    new = codec.copy(root)
    for name, value in more.items():
        setattr(new, name, value)
    changes = codec.changes(codec.flatten(root), codec.flatten(new))
    desk.dossiers.save([Edit("supervision_subsidy", key, root.version, changes)])


def kept(desk: Desk, key: UUID) -> SupervisionSubsidy:
    """The application as it is in the vault."""
    found = desk.dossiers.get("supervision_subsidy", key)
    assert isinstance(found, SupervisionSubsidy)
    return found


def goal() -> SubsidyGoal:
    """A whole goal."""
    return SubsidyGoal(problem="Beginnen lukt niet.", action="Samen de lijst doornemen.", goal="Zelf beginnen.")


def page_of(qtbot: QtBot, window: DeskWindow, *, person: UUID | None = None) -> SubsidyPage:
    """The tab, in front, with what is open read."""
    assert window.context is not None
    if person is not None:
        window.context.choose(person)
    window.window.show_tab(SUBSIDY)
    page = window.window.page(SUBSIDY)
    assert isinstance(page, SubsidyPage)
    rest(qtbot, page)
    return page


def rest(qtbot: QtBot, page: SubsidyPage) -> None:
    """Until the form is whole and everything around the open application was read."""
    if page.dossier.key is not None:
        page.form.finish()
        qtbot.waitUntil(lambda: page.gatherer.found is not None and not page.gatherer.waits, timeout=10_000)
    QApplication.processEvents()


SCHEME = """
[[scheme]]
key = "waterdam"
name = "Begeleidingssubsidie Waterdam"
municipality = "Waterdam"
source = "Verzonnen voor een proef"

[[scheme.rate]]
since = 2026-01-01
until = 2026-12-31
per_year = 7800
hours = 31
verified = true
source = "Besluit Waterdam 2026"

[[scheme.rate]]
since = 2027-01-01
until = 2027-12-31
per_year = 8060
hours = 31
verified = false
source = "Concept Waterdam 2027"

[[scheme.question]]
key = "space"
label = "Waar krijgt de werknemer begeleiding"
hint = "Welke ruimte?"
source = "Formulier Waterdam"
"""
"""A scheme of the gemeente of the first one, with one question and no papers."""
