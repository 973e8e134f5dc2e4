"""Going to a field, a list or one row of a dossier, as a signal or a remark names it."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.forms.rows import RowsPlan
from ui.tabs.candidates.form import DossierForm
from ui.tabs.candidates.layout import SECTIONS
from ui.tabs.dossiers.plan import Fields, Own, SectionPlan
from ui.widgets import lay_out

_FIRST: Final = "placement"
"""Of two fields with one name, that of the placement is meant."""


def section_of(name: str) -> SectionPlan | None:
    """The section where a field or a list stands, by its attribute; or the section with this key."""
    plans = sorted(SECTIONS, key=lambda plan: plan.record != _FIRST)
    for plan in plans:
        for part in plan.parts:
            if isinstance(part, Fields):
                if name in part.attributes:
                    return plan
            elif name in ((part.attribute,) if isinstance(part, RowsPlan) else (part.counts, part.name)):
                return plan
    return next((plan for plan in plans if plan.key == name), None)


def arrive(form: DossierForm, plan: SectionPlan, name: str, row: UUID | None) -> QWidget | None:
    """Put the focus at a field, at a row (which unfolds) or where one is made. Returns what has the focus then.

    Args:
        form: the form of the dossier, whole.
        plan: the section; see :func:`section_of`.
        name: of the field or list.
        row: id of the row, if it is about one.
    """
    before = form.window().focusWidget()
    for part in plan.parts:
        if isinstance(part, Fields) and name in part.attributes:
            form.binder(part.record).editor(name).buddy.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(part, RowsPlan) and name == part.attribute:
            editor = form.row_list(part.record, name)
            if row is None or not editor.go_to(row):
                forms = editor.forms()
                target = forms[-1].first_stop() if forms else editor.add
                target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(part, Own) and name == part.counts and row is not None:
            if not form.show_row_of(part.name, row):
                continue
        elif isinstance(part, Own) and name == part.name and form.enter(name):
            pass
        else:
            continue
        lay_out()
        return form.window().focusWidget()
    form.go_to_first(plan.key)
    after = form.window().focusWidget()
    return None if after is before else after
