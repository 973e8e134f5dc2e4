"""The editor that goes with a field: chosen from its declaration and nowhere else."""

from collections.abc import Callable
from typing import Final

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Kind, Shape, Spec
from ui.forms.choosing import (
    ChoiceEditor,
    ChoicesEditor,
    ReadersEditor,
    ReferenceEditor,
    SegmentEditor,
    TagsEditor,
    fits_segmented,
    fits_tags,
)
from ui.forms.editors import Editor, Helpers, LinesEditor, NumberEditor, ProseEditor, TextEditor
from ui.forms.files import AttachmentEditor
from ui.forms.moments import AppointmentEditor, DayEditor, WeekEditor
from ui.forms.pictogram import PictogramEditor

PICTOGRAM: Final = "pictogram"
"""A text of this name is the key of a picture, of a task or of a step."""


def make_editor(spec: Spec, helpers: Helpers, shape: Shape | None = None) -> Editor:
    """An editor for a field.

    Args:
        spec: the field.
        helpers: what the page offers to editors.
        shape: the record of the field; a row's readers can be narrowed to what its fields allow.

    Raises:
        ValueError: nobody edits this kind: the program keeps it.
    """
    if spec.kind is Kind.CHOICE:
        return SegmentEditor(spec) if fits_segmented(spec) else ChoiceEditor(spec)
    if spec.kind is Kind.CHOICES:
        return TagsEditor(spec) if fits_tags(spec) else ChoicesEditor(spec)
    if spec.kind is Kind.READERS:
        return ReadersEditor(spec, _allowed(shape))
    if spec.kind is Kind.TEXT and spec.name == PICTOGRAM:
        return PictogramEditor(spec)
    if plain := _PLAIN.get(spec.kind):
        return plain(spec)
    if helped := _HELPED.get(spec.kind):
        return helped(spec, helpers)
    raise ValueError(f"{spec.record}.{spec.name}: nobody edits {spec.kind.value}")


_PLAIN: Final[dict[Kind, Callable[[Spec], Editor]]] = {
    Kind.TEXT: TextEditor,
    Kind.PROSE: ProseEditor,
    Kind.LINES: LinesEditor,
    Kind.NUMBER: NumberEditor,
    Kind.MONEY: NumberEditor,
    Kind.WEEK: WeekEditor,
    Kind.YES_NO: SegmentEditor,
}
_HELPED: Final[dict[Kind, Callable[[Spec, Helpers], Editor]]] = {
    Kind.DAY: DayEditor,
    Kind.APPOINTMENT: AppointmentEditor,
    Kind.REFERENCE: ReferenceEditor,
    Kind.ATTACHMENT: AttachmentEditor,
}


def _allowed(shape: Shape | None) -> frozenset[Audience]:
    if shape is None:
        return frozenset(Audience)
    return frozenset(audience for spec in shape.specs.values() for audience in spec.share)
