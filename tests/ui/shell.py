"""A main window with its empty tabs, for the tests of the shell."""

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.walker import settle
from ui.main_window import CANDIDATES, EMPLOYERS, SUBSIDY, TODAY, VISITS, MainWindow
from ui.shell.header import PersonLine
from ui.tabs.empty import EmptyTab
from ui.tabs.today import TodayPage
from ui.widgets import box, button, line_edit, rows

LONG = PersonLine(
    "Wieńczysława Brzęczyszczykiewicz-van den Bovenkamp & Zonen",
    "WB",
    "Proefplaatsing, week 6 van 8",
    "51 jaar · Kwekerij en Tuincentrum Groenrijk in de Haarlemmermeer · begeleider P. Schouten",
    3,
)


def nothing() -> None:
    """Stands for an act."""


def page_with_field() -> QWidget:
    """A page with a field named Naam and a button."""
    field = line_edit()
    field.setAccessibleName("Naam")
    return box(rows(field, button("Opslaan", "primary"), None))


def main_window(qtbot: QtBot) -> MainWindow:
    """The window, shown, with *Vandaag* in front."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.add_page(TODAY, lambda: TodayPage(date(2026, 11, 23), nothing, nothing))
    made.add_page(CANDIDATES, page_with_field)
    made.add_page(EMPLOYERS, page_with_field)
    made.add_page(VISITS, page_with_field)
    made.add_page(SUBSIDY, lambda: EmptyTab("hand-coins", "Nog niets", "Hier komt iets.", do="Begin", on_do=nothing))
    made.resize(1366, 728)
    made.show()
    made.activateWindow()
    made.show_tab(TODAY)
    settle()
    return made
