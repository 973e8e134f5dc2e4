"""Over: which program, where the vault stands, what it is made of, and a look at all of it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from beschutdesk import __version__
from ui import jobs
from ui.settings.page import SettingsPage
from ui.theme import tokens as tk
from ui.widgets import Glyph, Section, announce, button, clear, cols, label, rows

if TYPE_CHECKING:
    from beschutdesk.services.checking import Finding
    from ui.context import DeskContext

_LOOK: Final = (
    "Kijkt of alle dossiers, bijlagen, sleutels en regels van het logboek heel zijn. Er verandert niets. "
    "Bij een grote kluis duurt het even."
)


class AboutPage(SettingsPage):
    """The section."""

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Over BeschutDesk", "Werkt zonder internet. Alles staat versleuteld op deze laptop.")
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(tk.S4)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._row("Versie", __version__)
        self._row("Kluis", str(context.desk.profile))
        self._row("Indeling", context.desk.schema)
        self.notices_button = button("Vrije software hierin…", icon="file-text", on=self._show_notices)
        self.check_button = button("Controleren…", icon="shield-check", on=self._ask)
        self._findings = rows(gap=10)
        self._looked = label("", "meta", "soft", wrap=True)
        self._looked.hide()
        self.add(
            Section("Dit programma", rows(self._facts, cols(self.notices_button, None), gap=12)),
            Section(
                "Is alles heel?",
                rows(label(_LOOK, wrap=True), cols(self.check_button, None), self._looked, self._findings, gap=10),
            ),
        )

    def _row(self, what: str, words: str) -> None:
        row = self._facts.rowCount()
        self._facts.addWidget(label(what, "meta_strong", "soft"), row, 0, Qt.AlignmentFlag.AlignTop)
        value = label(words, wrap=True)
        value.setMinimumWidth(1)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts.addWidget(value, row, 1)

    # -- a look at all of it -------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        from ui.dialogs.secret import SecretDialog

        work = partial(_check, self.context.desk.profile)
        dialog = SecretDialog(
            "Kluis controleren",
            _LOOK,
            "Controleren",
            self.lane,
            work,
            self,
            progress=True,
            busy="Wordt nagekeken…",
        )
        dialog.happened.connect(self.show_findings)
        dialog.open()

    def show_findings(self, findings: "Sequence[Finding]") -> None:
        """Show what was found, each with its mark and words; what needs care comes first."""
        clear(self._findings)
        for finding in sorted(findings, key=lambda one: (one.good, not one.advice)):
            self._findings.addWidget(FindingRow(finding))
        words = _summary(findings)
        self._looked.setText(words)
        self._looked.show()
        self.said.emit(words)
        announce(self, words)

    def _show_notices(self) -> None:
        from ui.settings.notices import NoticesDialog

        dialog = NoticesDialog(self)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()


class FindingRow(QWidget):
    """One part that was looked at: mark, word and what was seen."""

    def __init__(self, finding: "Finding") -> None:
        super().__init__()
        part = f"{finding.part[:1].upper()}{finding.part[1:]}"
        if not finding.good:
            tone, word, icon = "care", "Zorg", "octagon-alert"
        elif finding.advice:
            tone, word, icon = "warn", "Let op", "triangle-alert"
        else:
            tone, word, icon = "good", "In orde", "circle-check"
        glyph = rows(Glyph(icon, tone, 20), None, gap=0, margins=(0, 1, 0, 0))
        head = cols(label(part, "strong"), label(word, "meta_strong", tone), None)
        words = label(finding.words, wrap=True)
        words.setMinimumWidth(1)
        self.setLayout(cols(glyph, (rows(head, words, gap=0), 1), gap=tk.S3))
        self.setAccessibleName(f"{part}, {word}: {finding.words}")


def _summary(findings: "Sequence[Finding]") -> str:
    wrong = [finding.part for finding in findings if not finding.good]
    if wrong:
        return f"Niet alles is heel: kijk bij {', '.join(dict.fromkeys(wrong))}."
    advice = sum(finding.advice for finding in findings)
    return (
        "Alles is heel."
        if not advice
        else f"Alles is heel; {'één ding kan' if advice == 1 else f'{advice} dingen kunnen'} beter."
    )


def _check(profile: Path, secret: str, report: "jobs.Report") -> "list[Finding]":
    from beschutdesk.services.checking import check

    return check(profile, secret, report)
