"""Why a line stands on Vandaag: the reason, the rule behind it, and where that comes from."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.rules.signals import RULES, Signal
from ui.tabs.today.words import about, told, when
from ui.theme import px
from ui.widgets import Glyph, box, button, cols, label, line, rows

_WIDE = 540


class ReasonDialog(QDialog):
    """Says why; Escape or Enter closes it.

    Args:
        signal: the line.
        today: the day.
        parent: the window below.
    """

    def __init__(self, signal: Signal, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Waarom staat dit hier")
        rule = RULES[signal.rule]
        head = cols(Glyph("info", "accent", 24), (label(told(signal), "title", wrap=True), 1), gap=12)
        beside = " · ".join(part for part in (about(signal), when(signal, today)) if part)
        parts: list[QWidget] = [label(beside, "strong", wrap=True)] if beside else []
        parts.append(label(signal.why, wrap=True))
        told_rule = (("De regel", rule.label), ("Wanneer", signal.when), ("Bron", signal.source))
        for title, words in told_rule:
            parts.append(box(rows(label(title, "meta_strong", "soft"), label(words, wrap=True), gap=0)))
        if rule.firm:
            parts.append(label("Een vaste termijn: verzet komt hij toch terug op de laatste dag.", "meta", wrap=True))
        close = button("Sluiten", "primary", on=self.accept)
        body = rows(head, *parts, None, gap=12, margins=(24, 20, 24, 16))
        self.setLayout(rows((box(body), 1), line(), cols(None, close, margins=(24, 12, 24, 14)), gap=0))
        self.setAccessibleDescription(f"{signal.why} {told_rule[1][1]} Bron: {signal.source}.")
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        layout = self.layout()
        if layout is not None:  # words that wrap ask for more room than they take
            self.setFixedSize(px(_WIDE), max(1, layout.totalHeightForWidth(px(_WIDE))))


def show_reason(page: QWidget, signal: Signal, today: date) -> ReasonDialog:
    """Show it on top of the window."""
    dialog = ReasonDialog(signal, today, page.window())
    dialog.open()
    return dialog
