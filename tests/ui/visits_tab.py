"""The tab Bezoeken in a real window, for its tests."""

from datetime import date, time
from typing import Any

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit
from beschutdesk.services.visits import About
from tests.ui.visiting import Visitor
from ui.main_window import VISITS
from ui.tabs.visits import VisitsPage
from ui.tabs.visits.lines import Lines


def page_of(me: Visitor) -> VisitsPage:
    """The tab, in front, with its list read."""
    me.window.window.show_tab(VISITS)
    page = me.window.window.page(VISITS)
    assert isinstance(page, VisitsPage)
    rest(me, page)
    return page


def rest(me: Visitor, page: VisitsPage) -> None:
    """Until the list and the visit that is open were read."""
    context = me.window.context
    assert context is not None
    for _ in range(3):
        me.qtbot.wait(90)
        context.database.call(lambda: None, priority=99)
        me.settle(6)


def planned(me: Visitor, *people: Any, day: int = 26) -> Any:
    """Plan a visit to Thijs, or to these."""
    about = [About(one, None) for one in people or (me.people.thijs,)]
    at = Appointment(date(2026, 11, day), time(10, 0))
    saved = me.desk.visits.plan(about, at, Medium.VISIT)
    return next(key for record, key in saved.changed if record == "visit")


def kept(me: Visitor, key: Any) -> Visit:
    """The record as it is in the vault."""
    found = me.desk.dossiers.get("visit", key)
    assert isinstance(found, Visit)
    return found


def waits(page: VisitsPage) -> bool:
    """Whether the result of the visit that is open is still to be shared."""
    return page.shown.found is not None and page.shown.found.to_share


def lines(page: VisitsPage, name: str) -> Lines:
    """A list on the page of the visit that is open."""
    found = [made for view in page.shown.view for made in view.lists if made.accessibleName().startswith(name)]
    assert len(found) == 1, [made.accessibleName() for view in page.shown.view for made in view.lists]
    return found[0]
