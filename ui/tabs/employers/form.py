"""The form of an employer."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.forms.editors import Helpers
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.dossiers.form import RootForm
from ui.tabs.dossiers.plan import SectionPlan
from ui.tabs.employers.dossier import OpenEmployer
from ui.tabs.employers.layout import SECTIONS
from ui.widgets import box, label, rows

_OTHERS: Final = frozenset({"here", "timeline"})
"""Sections with names of candidates: nobody else reads those."""


class EmployerForm(RootForm):
    """All sections of an employer.

    Args:
        dossier: what is open.
        helpers: what editors may ask.
        views: widgets of the page for the own parts.
    """

    _dossier: OpenEmployer

    def __init__(self, dossier: OpenEmployer, helpers: Helpers, views: Mapping[str, QWidget]) -> None:
        self._views = views
        self._folded: list[tuple[QWidget, QWidget]] = []
        super().__init__(dossier, helpers, SECTIONS)
        looking().changed.connect(self._fold)

    def _own(self, name: str) -> QWidget:
        return self._views[name]

    def _framed(self, plan: SectionPlan, content: QWidget) -> QWidget:
        if plan.key not in _OTHERS:
            return content
        words = label(FOLDED, "body", "soft", wrap=True)
        whole = box(rows(words, content, gap=0))
        whole.setMinimumWidth(1)
        self._folded.append((words, content))
        self._fold(looking().on)
        return whole

    def _fold(self, on: bool) -> None:
        for words, content in self._folded:
            words.setVisible(on)
            content.setVisible(not on)

    def _touched(self, record: str, path: str) -> None:
        if path.startswith("supervisors"):
            for binder in self.row_list("employer", "supervisors").binders():
                binder.refill()
