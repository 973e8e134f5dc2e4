"""F12: an empty screen, for when somebody looks along. Dialogs and previews are covered too, and know Ctrl+L."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from ui.frame import TITLE
from ui.theme import colours, paint
from ui.widgets import cols, label, rows

_KNOWN = "hears-f12"
_TITLE_BEFORE = "title-before"
_WAYS_BACK = frozenset({Qt.Key.Key_F12, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class BlankPage(QWidget):
    """Nothing but how to go back. It isn't a lock: who knows the key sees everything again.

    Attributes:
        left: the user goes back.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing behind it is drawn
        self.setAccessibleName("Scherm verborgen. Druk op F12 om verder te gaan.")
        words = label("F12: verder", "meta", "soft")
        self.setLayout(rows(None, cols(None, words, None), margins=(0, 0, 0, 24)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WAYS_BACK:
            self.left.emit()
        else:
            event.accept()  # what lies behind it hears nothing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours().side)
        if self.hasFocus():
            paint.ring(painter, self.rect().toRectF())
        painter.end()


class Curtains(QObject):
    """Covers the dialogs in front of the window, and hears F12 and Ctrl+L in them.

    Args:
        spared: whether a dialog says nothing of anybody and may stay in view.

    Attributes:
        wanted: F12 was pressed in a dialog that is not covered.
        lock_wanted: Ctrl+L was pressed in a dialog.
        left: the user goes back.
    """

    wanted = Signal()
    lock_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QObject, spared: Callable[[QDialog], bool]) -> None:
        super().__init__(parent)
        self._spared = spared
        self._hung: list[tuple[QDialog, BlankPage, QWidget | None]] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def hang(self) -> None:
        """Cover all dialogs; menus and lists that are open close."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible() and not self._spared(dialog):
                before = dialog.focusWidget()
                sheet = BlankPage(dialog)
                sheet.left.connect(self.left)
                sheet.setGeometry(dialog.rect())
                dialog.installEventFilter(self)
                sheet.setProperty(_TITLE_BEFORE, dialog.windowTitle())  # a name, that goes with the dialog
                self._hung.append((dialog, sheet, before))
                dialog.setWindowTitle(TITLE)
                sheet.show()
                sheet.raise_()
                sheet.setFocus(Qt.FocusReason.OtherFocusReason)
                sheet.repaint()

    def take_down(self) -> None:
        """Show the dialogs again, with the focus where it was."""
        hung, self._hung = self._hung, []
        for dialog, sheet, before in hung:
            if not isValid(dialog) or not isValid(sheet):
                continue
            dialog.removeEventFilter(self)
            dialog.setWindowTitle(str(sheet.property(_TITLE_BEFORE)))
            sheet.hide()
            sheet.deleteLater()
            if before is not None and isValid(before):
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            for dialog, sheet, _ in self._hung:
                if dialog is watched:
                    sheet.setGeometry(dialog.rect())
        elif event.type() == QEvent.Type.Hide and not event.spontaneous():  # closed behind its curtain
            self._hung = [hung for hung in self._hung if hung[0] is not watched]
        return False

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A dialog in front keeps the keys of the window from us, so each gets the key itself."""
        dialog = None if now is None else now.window()
        if not isinstance(dialog, QDialog) or dialog.property(_KNOWN):
            return
        dialog.setProperty(_KNOWN, True)
        for keys, act in (("F12", self._turn), ("Ctrl+L", self.lock_wanted.emit)):
            QShortcut(QKeySequence(keys), dialog).activated.connect(act)

    def _turn(self) -> None:
        if self._hung:
            self.left.emit()
        else:
            self.wanted.emit()
