"""What the package comes to, against what there is: a bar and a sentence for the hours and for the supervision."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from beschutdesk.rules.package import Package
from beschutdesk.rules.task_time import how_long
from ui.theme import colours, paint, px
from ui.theme import tokens as tk
from ui.widgets import Elided, cols, rows, set_direction

_BAR: Final = 12


class Meter(QWidget):
    """How much of something is taken; what is too much is hatched and goes past a line."""

    def __init__(self) -> None:
        super().__init__()
        self._taken = self._of = Decimal(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def sizeHint(self) -> QSize:
        return QSize(1, px(_BAR))

    def show_share(self, taken: Decimal, of: Decimal) -> None:
        """So much of so much."""
        if (taken, of) != (self._taken, self._of):
            self._taken, self._of = taken, of
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours()
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        paint.box(painter, rect, c.tint, c.edge, tk.R_INPUT)
        whole = max(self._taken, self._of)
        if whole > 0 and self._taken > 0:
            within = min(self._taken, self._of) / whole
            full = rect.adjusted(1, 1, -1, -1)
            filled = QRectF(full.left(), full.top(), full.width() * float(within), full.height())
            painter.fillRect(filled, c.block)
            if self._taken > self._of:
                over = QRectF(filled.right(), full.top(), full.right() - filled.right(), full.height())
                painter.fillRect(over, c.care_bg)
                paint.hatch(painter, over, c.care, 5)
                painter.fillRect(QRectF(filled.right() - 1, rect.top(), 2, rect.height()), c.care)
        painter.end()


class _Sum(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._words = Elided("", "meta_strong")
        self._more = Elided("", "meta", "soft")
        self.meter = Meter()
        self._line = cols(self._words, None, self._more, gap=tk.S2)
        self.setLayout(rows(self._line, None, self.meter, gap=3))
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.lay()
        super().resizeEvent(event)

    def lay(self) -> None:
        """The numbers stand beside each other, or below each other where they would be cut."""
        needed = self._words.sizeHint().width() + self._more.sizeHint().width() + 3 * tk.S2
        set_direction(self._line, below=needed > self.width())

    @property
    def words(self) -> str:
        return self.accessibleName()

    def say(self, words: str, more: str, taken: Decimal, of: Decimal) -> None:
        self._words.set_words(words)
        self._more.set_words(more)
        self._more.setVisible(bool(more))
        self.lay()
        self.meter.show_share(taken, of)
        self.setAccessibleName(f"{self._name}: {words}. {more}".strip())


class PackageSums(QWidget):
    """Hours and supervision, beside each other.

    Attributes:
        hours: those of the tasks, against those that were agreed.
        guided: what is needed, against what who guides has.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hours, self.guided = _Sum("Uren"), _Sum("Begeleiding")
        self.setLayout(cols((self.hours, 1), (self.guided, 1), gap=tk.S6))
        self.setMinimumWidth(1)

    def forget(self) -> None:
        """Say nothing."""
        for one in (self.hours, self.guided):
            one.say("", "", Decimal(0), Decimal(0))

    def show_package(self, made: Package, who: str) -> None:
        """Show what this package comes to; *who* guides."""
        self.hours.say(*hours_words(made), made.total, (made.hours or Decimal(0)) * 60)
        needed, available = made.needed or Decimal(0), made.available or Decimal(0)
        self.guided.say(*guided_words(made, who), needed, available)


def hours_words(made: Package) -> tuple[str, str]:
    """The hours in words, and what is left of them."""
    total = how_long(made.total)
    unknown = len(made.unknown)
    lacks = f"van {unknown} {'taak' if unknown == 1 else 'taken'} niet te rekenen" if unknown else ""
    if made.hours is None or made.room is None:
        return f"{total} per week", lacks or "afgesproken uren nog niet bekend"
    words = f"{total} van {how_long(made.hours * 60)} per week"
    if made.room < 0:
        left = f"{how_long(-made.room)} te veel"
    else:
        left = f"nog {'hooguit ' if unknown else ''}{how_long(made.room)}" if made.room else "klopt precies"
    return words, ", ".join(part for part in (left, lacks) if part)


def guided_words(made: Package, who: str) -> tuple[str, str]:
    """The supervision in words, and who has how much time for it."""
    name = who or "wie begeleidt"
    if made.needed is None:
        has = f"{name} heeft {how_long(made.available)}" if made.available is not None else ""
        return "Begeleiding per dag nog niet afgesproken", has
    words = f"{how_long(made.needed)} begeleiding per dag nodig"
    if made.available is None:
        return words, f"hoeveel tijd {name} heeft, is niet bekend"
    return words, f"{name} heeft {how_long(made.available)}"
