"""Editors that choose: one of a list, several, yes or no, another record, who may read a row."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from beschutdesk.dossier.audience import Audience, readers
from beschutdesk.dossier.fields import Spec
from beschutdesk.dossier.values import Choices
from ui.forms.editors import Compound, Editor, Helpers, Reading
from ui.theme import paint
from ui.theme import tokens as tk
from ui.widgets import CheckBox, Segmented, Tag, Tags, button, plain, set_button
from ui.widgets import Combo as HouseCombo

NONE: Final = "–"
"""The entry for nothing chosen."""
_SEGMENTS: Final = 4
_SEGMENTED_WIDTH: Final = 330
_TAG_WIDTH: Final = 230
"""Longest words of a tag; what is longer is read as a line of its own, behind a tick box."""
_DATA: Final = int(Qt.ItemDataRole.UserRole)


class Combo(HouseCombo):
    """A combo box that the wheel never changes: it keeps the focus after a choice, and one wants to scroll on."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def options_of(spec: Spec) -> list[Choices]:
    """What one can choose from.

    Raises:
        TypeError: the field has no options; its declaration would not have imported.
    """
    if spec.options is None:
        raise TypeError(f"{spec.record}.{spec.name} has no options")
    return list(spec.options)


def segmented_width(options: list[Choices]) -> float:
    """Width of all options beside each other."""
    return sum(paint.width(option.label, "strong") + 24 for option in options)


def fits_segmented(spec: Spec) -> bool:
    """Whether a choice is shown as segments instead of a combo box."""
    options = options_of(spec)
    return len(options) <= _SEGMENTS and segmented_width(options) <= _SEGMENTED_WIDTH


def fits_tags(spec: Spec) -> bool:
    """Whether any of a list are shown as tags instead of tick boxes below each other."""
    return all(paint.width(option.label, "strong") <= _TAG_WIDTH for option in options_of(spec))


class SegmentEditor(Editor):
    """One of at most four, all in view; nothing chosen is possible, and can be had back with Delete."""

    widget: Segmented

    def __init__(self, spec: Spec) -> None:
        self._options = options_of(spec)
        super().__init__(spec, Segmented([option.label for option in self._options], name=spec.label))
        self.widget.edited.connect(lambda _index: self._chose())

    def _chose(self) -> None:
        self.edited.emit()
        self.left.emit()

    @property
    def buddy(self) -> QWidget:
        return self.widget

    def read(self) -> Reading:
        chosen = self.widget.chosen
        return Reading(None if chosen < 0 else self._options[chosen])

    def set_value(self, value: Any) -> None:
        self.widget.choose(-1 if value is None else self._options.index(value))


class ChoiceEditor(Editor):
    """One of a longer list."""

    widget: Combo

    def __init__(self, spec: Spec) -> None:
        self._options = options_of(spec)
        super().__init__(spec, Combo())
        self.widget.addItems([NONE, *(option.label for option in self._options)])
        self.widget.activated.connect(lambda _index: self._chose())

    def _chose(self) -> None:
        self.edited.emit()
        self.left.emit()

    def read(self) -> Reading:
        at = self.widget.currentIndex()
        return Reading(None if at <= 0 else self._options[at - 1])

    def set_value(self, value: Any) -> None:
        self.widget.setCurrentIndex(0 if value is None else self._options.index(value) + 1)


class ChoicesEditor(Editor):
    """Any of a list of long ones, as tick boxes below each other."""

    wide = True

    def __init__(self, spec: Spec) -> None:
        self._options = options_of(spec)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tk.S1)
        self._boxes: list[CheckBox] = []
        for option in self._options:
            tick = CheckBox(plain(option.label))
            tick.setAccessibleName(f"{spec.label}: {option.label}")
            tick.clicked.connect(lambda _on=False: self._chose())
            column.addWidget(tick)
            self._boxes.append(tick)
        super().__init__(spec, Compound(column, self._boxes[0]))

    @property
    def buddy(self) -> QWidget:
        return self._boxes[0]

    def boxes(self) -> list[CheckBox]:
        """The tick boxes, in the order of the options."""
        return list(self._boxes)

    def _chose(self) -> None:
        self.edited.emit()
        self.left.emit()

    def read(self) -> Reading:
        return Reading(tuple(o for o, tick in zip(self._options, self._boxes, strict=True) if tick.isChecked()))

    def set_value(self, value: tuple[Any, ...]) -> None:
        for option, tick in zip(self._options, self._boxes, strict=True):
            tick.setChecked(option in value)


class TagsEditor(Editor):
    """Any of a list of short words, as tags."""

    widget: Tags
    wide = True

    def __init__(self, spec: Spec) -> None:
        self._options = options_of(spec)
        super().__init__(spec, Tags([option.label for option in self._options], spec.label))
        self.widget.edited.connect(self._chose)

    @property
    def buddy(self) -> QWidget:
        return self.widget.buddy()

    def boxes(self) -> list[Tag]:
        """The tags, in the order of the options."""
        return self.widget.tags()

    def _chose(self) -> None:
        self.edited.emit()
        self.left.emit()

    def read(self) -> Reading:
        return Reading(tuple(self._options[number] for number in self.widget.chosen))

    def set_value(self, value: tuple[Any, ...]) -> None:
        self.widget.choose([self._options.index(option) for option in value])


class ReferenceEditor(Editor):
    """Another record, by its name."""

    widget: Combo

    def __init__(self, spec: Spec, helpers: Helpers) -> None:
        super().__init__(spec, Combo())
        self._helpers = helpers
        self._value: UUID | None = None
        self.widget.activated.connect(lambda _index: self._chose())
        self.refill()

    def _chose(self) -> None:
        self._value = self.widget.currentData(_DATA)
        self.edited.emit()
        self.left.emit()

    def read(self) -> Reading:
        return Reading(self._value)

    def set_value(self, value: UUID | None) -> None:
        self._value = value
        self.refill()

    def refill(self) -> None:
        known = self._helpers.records(self.spec.target)
        if self._value is not None and all(key != self._value for key, _ in known):
            known = [*known, (self._value, "staat niet meer in de lijst")]
        entries = [(None, NONE), *known]
        if [self.widget.itemText(i) for i in range(self.widget.count())] != [words for _, words in entries] or [
            self.widget.itemData(i, _DATA) for i in range(self.widget.count())
        ] != [key for key, _ in entries]:
            self.widget.clear()
            for key, words in entries:
                self.widget.addItem(words, key)
        self.widget.setCurrentIndex(next(i for i, (key, _) in enumerate(entries) if key == self._value))


class ReadersEditor(Editor):
    """Who may read one row: everyone its fields allow, or fewer."""

    widget: QPushButton

    def __init__(self, spec: Spec, allowed: frozenset[Audience]) -> None:
        super().__init__(spec, button("", "quiet", "eye", spec.label))
        self._allowed = [audience for audience in Audience if audience in allowed]
        self._value: tuple[Audience, ...] | None = None
        self._menu = QMenu(self.widget)
        self._actions: dict[Audience, QAction] = {}
        for audience in self._allowed:
            action = QAction(plain(audience.label), self._menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False: self._chose())
            self._menu.addAction(action)
            self._actions[audience] = action
        # no setMenu(): its arrow would stand in the icon
        self.widget.clicked.connect(self._open)
        self.set_value(None)

    @property
    def menu(self) -> QMenu:
        """The audiences, each with a tick."""
        return self._menu

    def _open(self) -> None:
        self._menu.popup(self.widget.mapToGlobal(QPoint(0, self.widget.height())))

    def _chose(self) -> None:
        chosen = tuple(audience for audience in self._allowed if self._actions[audience].isChecked())
        self.set_value(None if len(chosen) == len(self._allowed) else chosen)
        self.edited.emit()
        self.left.emit()

    def read(self) -> Reading:
        return Reading(self._value)

    def set_value(self, value: tuple[Audience, ...] | None) -> None:
        self._value = value
        for audience, action in self._actions.items():
            action.setChecked(value is None or audience in value)
        words = "zoals bij de velden staat" if value is None else readers(frozenset(value)) or "alleen jij"
        self.widget.setToolTip(f"{self.spec.label}: {words}")
        set_button(self.widget, "" if value is None else plain(words), "eye" if value is None else "eye-off")
        self.widget.setAccessibleName(f"{self.spec.label}: {words}")
