"""Proof that Qt works on this very machine: a window, an icon, a page of a document, Dutch words."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.desk_window import DeskWindow


def run(say: Callable[[str], None]) -> bool:
    """Try it without a screen; say a line per step. False when a step failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        _window(say)
    except Exception as error:  # any failure is what this is for
        say(f"MISLUKT: venster: {type(error).__name__}: {error}")
        return False
    return True


def _window(say: Callable[[str], None]) -> None:
    from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtPdf import QPdfDocument

    from beschutdesk.dossier.audience import Audience
    from ui.app import make_application
    from ui.desk_making import make_demo
    from ui.desk_window import DeskWindow
    from ui.theme import colours, icons

    app = make_application()
    _check("Source Sans 3" in QFontDatabase.families(), "the font is missing")
    _check(QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuleren", "Qt speaks no Dutch")
    _check(not icons.icon("users", colours().ink).pixmap(QSize(22, 22)).toImage().isNull(), "no icon")
    with TemporaryDirectory(prefix="beschutdesk-", ignore_cleanup_errors=True) as folder:
        desk = make_demo(Path(folder) / "profiel")
        order = desk.documents.portfolio_order(desk.dossiers.ids("candidate")[0], Audience.FLOOR, date(2026, 11, 22))
        data = desk.documents.render(order).data
        window = DeskWindow(Path(folder) / "profiel", warm=False)
        try:
            window.open(desk)
            window.frame.show()
            for tab in ("today", "candidates", "employers", "visits", "jobcarving", "subsidy"):
                window.window.show_tab(tab)
                app.processEvents()
                _check(not window.window.grab().toImage().isNull(), f"tab {tab} draws nothing")
            window.lock()
        finally:
            _throw_away(window)
    say("in orde: venster met zes tabbladen, vergrendeld")
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    _check(document.pageCount() >= 1, "QtPdf cannot read the document")
    _check(not document.render(0, QSize(300, 424)).isNull(), "QtPdf draws nothing")
    document.close()
    say("in orde: document in het voorbeeldvenster")


def _throw_away(window: "DeskWindow") -> None:
    """Close it and take it off the screen now: one that lives on hears the keys of dialogs that are not its own."""
    from PySide6.QtCore import QCoreApplication, QEvent

    window.close()
    window.frame.hide()
    window.frame.deleteLater()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _check(good: bool, what: str) -> None:
    if not good:
        raise AssertionError(what)
