"""The one calm dialog for what nobody caught, with a report to copy that holds nothing of a person."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QLayout, QPlainTextEdit, QWidget

from beschutdesk.trouble import Trouble
from ui.dialogs.trouble import TroubleDialog
from ui.theme import px
from ui.timers import one_shot
from ui.widgets import box, button, label, rows, scroll, set_button

_HIGH = 168
_LEAST, _AROUND = 320, 24
_COPIED_MS = 2500
_SEE, _HIDE, _COPY, _COPIED = "Melding bekijken", "Melding verbergen", "Kopieer melding", "Gekopieerd"


class ReportDialog(TroubleDialog):
    """Stays open beside the work and counts on. A fault of the disk has no report: there is nothing of ours in it.

    Attributes:
        report: what can be seen and copied.
        see_button: shows and hides it.
        copy_button: takes it along.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Trouble(""), parent)
        self.setModal(False)

    def show_fault(self, title: str, trouble: Trouble, count: str, report: str) -> None:
        """Say what happened, how often, and what to send; without a report its buttons are gone."""
        self.tell(title, trouble)
        self._count.setText(count)
        self._count.setVisible(bool(count))
        self.report.setPlainText(report)
        for widget in (self.see_button, self.copy_button):
            widget.setVisible(bool(report))
        if not report:
            self._open_report(False)
        self._fit()

    def _more(self) -> list[QWidget | QLayout]:
        self._count = label("", "meta", "soft", wrap=True)
        self._why = label("Alleen versies, soorten fouten en plaatsen in het programma. Niets uit je dossiers.", "meta")
        self._why.setWordWrap(True)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        upright = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        upright.setPixelSize(px(13))
        self.report.setFont(upright)
        self.report.setFixedHeight(px(_HIGH))
        self.report.setAccessibleName("Melding")
        self._box = QWidget()
        self._box.setLayout(rows(self._why, self.report))
        self._box.hide()
        return [self._count, self._box]

    def _hold(self, said: QLayout) -> QWidget | QLayout:
        self._said = scroll(box(said))
        self._said.follow_focus()
        return self._said

    def _acts(self) -> list[QWidget]:
        self.see_button = button(_SEE, on=lambda: self._open_report(self._box.isHidden()))
        self.copy_button = button(_COPY, icon="copy", on=self._copy)
        self._again = one_shot(self, lambda: set_button(self.copy_button, _COPY, "copy"), _COPIED_MS)
        for made in (self.see_button, self.copy_button):
            made.setAutoDefault(False)
        return [self.see_button, self.copy_button]

    def _open_report(self, shown: bool) -> None:
        self._box.setVisible(shown)
        set_button(self.see_button, _HIDE if shown else _SEE, "")
        self._fit()

    def _fit(self) -> None:
        """As high as what it says, within the window or the screen; then that scrolls, and the buttons stay in view."""
        layout, inner = self.layout(), self._said.widget()
        said = None if inner is None else inner.layout()
        if layout is None or said is None:
            return
        said.activate()
        parent = self.parentWidget()
        room = self.screen().availableSize().height()
        if parent is not None:
            room = min(room, max(parent.window().height(), _LEAST))
        self._said.setFixedHeight(0)
        layout.activate()
        rest = layout.sizeHint().height()
        high = said.totalHeightForWidth(self.width())
        self._said.setFixedHeight(min(high, room - _AROUND - rest))
        self.setFixedHeight(rest + self._said.height())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        set_button(self.copy_button, _COPIED, "check")
        self._again.start()


def open_report(parent: QWidget | None) -> ReportDialog:
    """A dialog beside the work, not yet shown."""
    dialog = ReportDialog(parent)
    dialog.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
    return dialog
