"""A walk through the whole program without a screen: ``python -m ui.tour OUT_DIR``.

Photographs every screen in light and dark with the invented demo dossiers in a throw-away profile, and makes the
documents of one person. What it shows is the real window, not a drawing of it.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Final
from uuid import UUID

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import DeskContext
    from ui.desk_window import DeskWindow

SIZE: Final = (1366, 728)
_PATIENCE: Final = 30.0
_THEMES: Final = (("licht", False), ("donker", True))
_SLUGS: Final = {
    "today": "vandaag",
    "candidates": "kandidaten",
    "employers": "werkgevers",
    "visits": "bezoeken",
    "jobcarving": "jobcarving",
    "subsidy": "subsidie",
}
_AUDIENCES: Final = {
    "floor": "vloer",
    "supervisor": "leidinggevende",
    "colleague": "collega",
    "candidate": "kandidaat",
}
_SETTINGS: Final = {
    "you": "jij",
    "security": "beveiliging",
    "backups": "reservekopieen",
    "logbook": "logboek",
    "data": "gegevens",
    "figures": "getallen",
    "guides": "leidraad",
    "schemes": "regelingen",
    "about": "over",
}
_SEARCH: Final = "k"
_LIST: Final = """\
Voornaam;Tussenvoegsel;Achternaam;Geb. datum;Telefoon;Gemeente;Klantnummer
Sanne;van den;Broek;14-03-1999;06 12345678;Zwolle;K1001
Merlien;;Kartosemito;;;;K1002
Yusuf;;Demirci;02-11-88;06 87654321;Deventer;K1003
Roos;de;Wit;30-06-2001;;Zwolle;K1004
Sanne;van den;Broek;14-03-1999;;Zwolle;K1005
;;;01-01-1990;;Raalte;K1006
"""


class Stuck(RuntimeError):
    """Something that should have come did not come."""


class Tour:
    """Takes the pictures and makes the documents.

    Args:
        out: folder for the files; made when it is not there.
        folder: for the throw-away profile.

    Attributes:
        written: the files, in the order in which they were made.
        faults: errors that the program met on the way.
    """

    def __init__(self, out: Path, folder: Path) -> None:
        self._out, self._folder = out, folder
        self.written: list[Path] = []
        self.faults: list[str] = []

    def run(self) -> None:
        """All of it."""
        from ui.app import make_application
        from ui.desk_window import DeskWindow

        self._out.mkdir(parents=True, exist_ok=True)
        make_application().setCursorFlashTime(0)  # a caret that blinks makes pictures differ
        before, sys.excepthook = sys.excepthook, self._met
        desk = DeskWindow(self._folder / "profile", warm=False)
        try:
            desk.frame.resize(*SIZE)
            self._take_all(desk)
        finally:
            desk.close()
            desk.frame.close()
            desk.window.deleteLater()
            self._settle()
            sys.excepthook = before

    def _take_all(self, desk: "DeskWindow") -> None:
        from ui.tour_jobcarving import jobcarving
        from ui.tour_subsidy import subsidies
        from ui.tour_visits import visits

        desk.begin()
        desk.frame.show()
        self._both(desk.window, "01-welkom")
        desk.open_demo()
        self._until(lambda: desk.context is not None, "the demo profile")
        self._settle()
        person = self._first_person(desk)
        for name, dark in _THEMES:
            self._wear(dark)
            self._tabs(desk, person, name)
            self._sections(desk, name)
            self._search(desk, name)
            self._portfolio(desk, person, name)
            self._settings(desk, name)
            self._vault(desk, name)
            self._importing(desk, name)
            self._numbers(desk, name)
            visits(_open(desk), person, name, self._picture, self._until)
            subsidies(_open(desk), name, self._picture, self._until)
            jobcarving(_open(desk), name, self._picture, self._until)
        self._documents(desk, person)
        self._evaluation(desk)
        desk.lock()
        self._both(desk.window, "02-slot")

    # -- screens -------------------------------------------------------------------------------------------------------

    def _first_person(self, desk: "DeskWindow") -> UUID:
        context = _open(desk)
        rids = context.desk.lists.candidates()
        (line,) = context.desk.lists.candidate_lines(rids[:1], context.today())
        return line.id

    def _tabs(self, desk: "DeskWindow", person: UUID, theme: str) -> None:
        from ui.main_window import EMPLOYERS, SUBSIDY, TABS
        from ui.tabs.dossiers.page import RootPage

        context = _open(desk)
        context.choose(person)
        for number, tab in enumerate(TABS, start=3):
            desk.window.show_tab(tab.key)
            page = desk.window.page(tab.key)
            if isinstance(page, RootPage):
                if tab.key == EMPLOYERS:
                    page.open(context.desk.dossiers.ids("employer")[0])
                page.form.finish()
            self._picture(desk.window, f"{number:02}-{_SLUGS.get(tab.key, tab.key)}-{theme}")
            if isinstance(page, RootPage) and tab.key != SUBSIDY:
                page.turn_table()
                self._picture(desk.window, f"{number:02}-{_SLUGS.get(tab.key, tab.key)}-tabel-{theme}")
                page.turn_table()

    def _sections(self, desk: "DeskWindow", theme: str) -> None:
        from ui.main_window import CANDIDATES
        from ui.tabs.candidates.layout import SECTIONS
        from ui.tabs.candidates.page import CandidatesPage

        desk.window.show_tab(CANDIDATES)
        page = desk.window.page(CANDIDATES)
        if not isinstance(page, CandidatesPage):
            raise Stuck("the page of the candidates")
        self._settle()
        for number, plan in enumerate(SECTIONS, start=1):
            page.go_to_section(plan.key)
            self._picture(desk.window, f"10-dossier-{number}-{plan.key}-{theme}")
        page.go_to_section(SECTIONS[0].key)

    def _search(self, desk: "DeskWindow", theme: str) -> None:
        from ui.shell.palette import SearchPalette

        desk.window.open_search(_SEARCH)
        self._picture(desk.window, f"11-zoeken-{theme}")
        if (palette := desk.window.findChild(SearchPalette)) is not None:
            palette.close_palette()

    def _portfolio(self, desk: "DeskWindow", person: UUID, theme: str) -> None:
        from ui.dialogs.portfolio import PortfolioDialog

        context = _open(desk)
        dialog = PortfolioDialog(
            context.desk, context.jobs, person, desk.window, keeper=context.keeper, database=context.database
        )
        dialog.open()
        self._until(lambda: dialog.ready is not None, "the preview of the portfolio")
        self._picture(dialog, f"12-portfolio-{theme}")
        dialog.abandon()
        dialog.deleteLater()
        self._settle()

    def _settings(self, desk: "DeskWindow", theme: str) -> None:
        from ui.settings.dialog import ENTRIES, SettingsDialog

        context = _open(desk)
        dialog = SettingsDialog(context, desk.window)
        dialog.open()
        for entry in ENTRIES:
            dialog.show_section(entry.key)
            if entry.key == "backups":
                self._until(lambda: dialog.backups.state is not None, "the backups")
            self._picture(dialog, f"13-instellingen-{_SETTINGS[entry.key]}-{theme}")
        dialog.abandon()
        dialog.deleteLater()
        self._settle()

    def _vault(self, desk: "DeskWindow", theme: str) -> None:
        """The log, and a backup that may be put back."""
        from ui.dialogs.backup_contents import here_of
        from ui.dialogs.logbook import LogbookDialog
        from ui.dialogs.restoring import RestoreDialog

        context = _open(desk)
        book = LogbookDialog(context, desk.window)
        book.open()
        self._until(lambda: book.shown is not None, "the log")
        self._picture(book, f"14-logboek-{theme}")
        book.abandon()
        book.deleteLater()
        if not context.desk.backups.found():
            context.desk.backups.make("asked")
        restore = RestoreDialog(context.desk.profile, desk.window, here=here_of(context.desk), swap=context.swap)
        restore.open()
        self._until(lambda: restore.list.count() > 0, "a backup to put back")
        self._picture(restore, f"15-terugzetten-{theme}")
        restore.abandon()
        restore.deleteLater()
        self._settle()

    def _importing(self, desk: "DeskWindow", theme: str) -> None:
        """A list that is read in: its three steps, up to the last button."""
        from ui.dialogs.importing import COLUMNS, PREVIEW, ImportDialog

        path = self._folder / "kandidaten.csv"
        path.write_text(_LIST, encoding="utf-8")
        dialog = ImportDialog(_open(desk), "candidate", desk.window)
        dialog.open()
        self._picture(dialog, f"16-inlezen-1-bestand-{theme}")
        dialog.take(path)
        self._until(lambda: dialog.step == COLUMNS, "the columns of a list")
        self._picture(dialog, f"16-inlezen-2-kolommen-{theme}")
        dialog.go_on()
        self._until(lambda: dialog.step == PREVIEW, "the rows of a list")
        self._picture(dialog, f"16-inlezen-3-nakijken-{theme}")
        dialog.abandon()
        dialog.deleteLater()
        self._settle()

    def _numbers(self, desk: "DeskWindow", theme: str) -> None:
        """Overzicht, and what goes into the calendar of another program."""
        from ui.dialogs.calendar_export import CalendarDialog
        from ui.dialogs.overview import OverviewDialog

        overview = OverviewDialog(_open(desk), desk.window)
        overview.open()
        self._until(lambda: overview.numbers is not None, "the numbers of a year")
        self._picture(overview, f"17-overzicht-{theme}")
        calendar = CalendarDialog(_open(desk), desk.window)
        calendar.open()
        self._until(lambda: calendar.shown is not None, "the calendar")
        self._picture(calendar, f"18-agenda-{theme}")
        for dialog in (overview, calendar):
            dialog.abandon()
            dialog.deleteLater()
        self._settle()

    def _both(self, window: "QWidget", name: str) -> None:
        for theme, dark in _THEMES:
            self._wear(dark)
            self._picture(window, f"{name}-{theme}")

    # -- documents -----------------------------------------------------------------------------------------------------

    def _documents(self, desk: "DeskWindow", person: UUID) -> None:
        from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
        from ui import tour_jobcarving, tour_subsidy
        from ui.dialogs.saving import write_pdf

        documents = _open(desk).desk.documents
        for audience in PORTFOLIO_AUDIENCES:
            order = documents.portfolio_order(person, audience, date.today())  # noqa: DTZ011 - as on this table
            name = f"portfolio-{_AUDIENCES.get(audience.key, audience.key)}.pdf"
            write_pdf(self._out / name, documents.render(order).data)
            self._wrote(self._out / name)
        for write_papers in (tour_subsidy.write_papers, tour_jobcarving.write_papers):
            for path in write_papers(_open(desk), self._out):
                self._wrote(path)

    def _evaluation(self, desk: "DeskWindow") -> None:
        """The evaluatie kennismaking of the first placement that has one, for the employer."""
        from beschutdesk.dossier.audience import Audience
        from ui.dialogs.saving import write_pdf

        service, dossiers = _open(desk).desk.introductions, _open(desk).desk.dossiers
        places = (dossiers.get("placement", key) for key in dossiers.ids("placement"))
        place = next((one for one in places if one is not None and one.evaluations), None)
        if place is None:
            raise Stuck("a placement with an evaluation")
        today = date.today()  # noqa: DTZ011 - as on this table
        order = service.order(place.candidate, Audience.EMPLOYER, today, placement=place.id)
        path = self._out / "evaluatie-kennismaking.pdf"
        write_pdf(path, service.render(order).data)
        self._wrote(path)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _wear(self, dark: bool) -> None:
        from ui import theme

        theme.current().use(dark)

    def _picture(self, widget: "QWidget", name: str) -> None:
        self._settle()
        path = self._out / f"{name}.png"
        if not widget.grab().save(str(path)):
            raise Stuck(f"{path.name} cannot be written")
        self._wrote(path)

    def _wrote(self, path: Path) -> None:
        self.written.append(path)
        print(_relative(path), flush=True)

    def _settle(self) -> None:
        """Let timers of nought, layout and painting come to rest."""
        from PySide6.QtCore import QCoreApplication, QEvent

        for _ in range(6):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            time.sleep(0.005)

    def _until(self, ready: Callable[[], bool], what: str) -> None:
        from PySide6.QtCore import QCoreApplication

        end = time.monotonic() + _PATIENCE
        while not ready():
            if time.monotonic() > end:
                raise Stuck(f"waited in vain for {what}")
            QCoreApplication.processEvents()
            time.sleep(0.002)

    def _met(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from ui.jobs import place

        self.faults.append(f"{kind.__name__} in {place(error.with_traceback(trace))}")


def _open(desk: "DeskWindow") -> "DeskContext":
    if desk.context is None:
        raise Stuck("an open desk")
    return desk.context


def _relative(path: Path) -> Path:
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the tour; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ui.tour", description="Foto’s van alle schermen en de documenten.")
    parser.add_argument("out", type=Path, metavar="OUT_DIR", help="map voor de bestanden")
    options = parser.parse_args(arguments)
    if not any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from beschutdesk.process import keep_private

    keep_private()
    with TemporaryDirectory(prefix="beschutdesk-tour-", ignore_cleanup_errors=True) as folder:
        tour = Tour(options.out, Path(folder))
        try:
            tour.run()
        except (Stuck, OSError) as error:
            tour.faults.append(str(error))
    pictures = sum(path.suffix == ".png" for path in tour.written)
    for fault in tour.faults:
        print(f"fout: {fault}", file=sys.stderr)
    print(f"Klaar: {pictures} schermen en {len(tour.written) - pictures} documenten in {_relative(options.out)}.")
    return 1 if tour.faults else 0


if __name__ == "__main__":
    sys.exit(main())
