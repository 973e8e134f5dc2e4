"""Behind the lock nothing of an application stays; and with large letters everything has the room it needs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui import left_over
from tests.ui import subsidizing as at
from tests.ui.cut_off import cut_off_at_rest
from tests.ui.fixtures import TODAY, put_away, show_desk
from ui import theme
from ui.main_window import SUBSIDY
from ui.tabs.subsidy import SubsidyPage
from ui.tabs.subsidy.layout import SECTIONS

TYPED = "Elke ochtend samen de eerste stap zetten."


@pytest.fixture
def made(desk: Desk) -> at.Made:
    desk.schemes.save(at.SCHEME)
    return at.dossiers(desk)


@pytest.mark.parametrize("opens", ["", "step", "begin"])
def test_nothing_of_an_application_is_left_behind_the_lock(qtbot: QtBot, desk: Desk, made: at.Made, opens: str) -> None:
    at.begun(desk, made.place, why_more=TYPED, goals=[at.goal()])
    phrases = [*left_over.phrases_of(desk), left_over._hidden(TYPED)]
    window = show_desk(qtbot, desk)
    page = at.page_of(qtbot, window, person=made.person)
    page.acts.fill(("why_more",))
    page.form.offers()["without"].look.click()
    at.rest(qtbot, page)
    if opens == "step":
        page.acts.step(SubsidyState.READY)
    elif opens == "begin":
        assert window.context is not None
        window.context.choose(None)
        page.acts.begin()
    assert left_over.in_widgets(phrases), "there is something to find"
    assert window.lock()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qtbot.wait(20)
    assert left_over.in_widgets(phrases) == []
    put_away(window)


def test_what_was_typed_comes_back_after_the_lock_where_it_was(qtbot: QtBot, desk: Desk, made: at.Made) -> None:
    key = at.begun(desk, made.place)
    window = show_desk(qtbot, desk)
    page = at.page_of(qtbot, window, person=made.person)
    page.go_to_field("usual")
    qtbot.keyClicks(QApplication.focusWidget(), TYPED)
    assert window.lock()
    again = profile.open_with_passphrase(desk.profile, PASSPHRASE)
    draft = again.drafts.find(key)
    assert draft is not None
    assert draft.changes["usual"] == TYPED
    window.open(again)
    assert window.window.tab == SUBSIDY
    shown = window.window.page(SUBSIDY)
    assert isinstance(shown, SubsidyPage)
    at.rest(qtbot, shown)
    assert shown.dossier.key == key
    assert shown.form.field_in_focus() == "usual"
    assert shown.dossier.is_dirty
    put_away(window)


@pytest.fixture
def large() -> Iterator[None]:
    theme.current().set_text_size(150)
    yield
    theme.current().set_text_size(100)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("size", [(1366, 728), (1024, 640)])
def test_words_have_room_with_large_letters(qtbot: QtBot, desk: Desk, made: at.Made, size: tuple[int, int]) -> None:
    key = at.begun(desk, made.place, goals=[at.goal()])
    window = show_desk(qtbot, desk)
    window.frame.resize(*size)
    page = at.page_of(qtbot, window, person=made.person)
    found = {}
    for state in (None, SubsidyState.READY):
        if state is not None:
            desk.subsidies.advance(key, state, TODAY)
            page.refresh(frozenset({("supervision_subsidy", key)}))
            at.rest(qtbot, page)
        for plan in SECTIONS:
            if plan.key in page.form.shown():
                page.go_to_section(plan.key)
                if problems := cut_off_at_rest(window.window):
                    found[plan.key] = problems
    put_away(window)
    assert not found


def test_the_index_follows_when_the_form_grows_or_shrinks(qtbot: QtBot, desk: Desk, made: at.Made) -> None:
    at.begun(desk, made.place, goals=[at.goal()])
    window = show_desk(qtbot, desk)
    page = at.page_of(qtbot, window, person=made.person)
    page.go_to_section("log")
    above = page.form.sections["why"]
    above.setMinimumHeight(above.height() + 4 * page.view.height())  # as with other letters, or another application
    qtbot.waitUntil(lambda: page.index.current_key() == "why", timeout=5000)
    put_away(window)
