"""The places there are against the taakstelling, in four numbers with their words."""

from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from beschutdesk.rules.disclosure import HIDDEN, shown_goal
from beschutdesk.rules.numbers import Overview
from beschutdesk.rules.time import in_words
from ui.dialogs.overview_table import number
from ui.theme import current, px
from ui.theme import tokens as tk
from ui.widgets import Flow, box, label, rows

_LAW: Final = "Participatiewet art. 10b lid 4. De wet telt dienstverbanden; de uren zijn ter vergelijking."
_FACT: Final = 176


class _Fact(QWidget):
    """A number and what it is."""

    def __init__(self) -> None:
        super().__init__()
        self._value: QLabel = label("", "title", "accent")
        self._words: QLabel = label("", "meta", "soft", wrap=True)
        self.setLayout(rows(self._value, self._words, None, gap=0))
        current().changed.connect(self._fit)

    def tell(self, value: str, words: str) -> str:
        """Show this; returns it as one sentence."""
        self._value.setText(value)
        self._words.setText(words)
        self._fit()
        return f"{value} {words}"

    def _fit(self) -> None:
        wide = px(_FACT)
        self._words.setFixedSize(wide, self._words.heightForWidth(wide))
        self.setFixedWidth(wide)


class GoalStrip(QWidget):
    """Taakstelling, places, what is left, and the hours."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = tuple(_Fact() for _ in range(4))
        self._source = label("", "meta", "soft", wrap=True)
        self._source.setMinimumWidth(1)
        flow = Flow(gap=tk.S4)
        for fact in self._facts:
            flow.addWidget(fact)
        self.setLayout(rows(box(flow), self._source, gap=tk.S2))
        self.setMinimumWidth(1)

    @property
    def words(self) -> str:
        """All of it in sentences."""
        return self.accessibleDescription()

    def show_goal(self, numbers: Overview, *, exact: bool) -> None:
        """Show those of these numbers; not exact is as others may read them."""
        goal, seen = numbers.goal, shown_goal(numbers, exact=exact)
        first, second, third, fourth = self._facts
        missing = ", niet ingevuld" if numbers.municipality else ", niet voor elke gemeente ingevuld"
        said = [
            first.tell(
                "–" if seen.target is None else number(seen.target),
                f"taakstelling eind {numbers.year}" + (missing if seen.target is None else ""),
            ),
            second.tell(number(seen.realised), f"mensen met een plek op {in_words(numbers.on)}"),
            third.tell(*_left(seen.target, seen.realised, seen.short)),
        ]
        unknown = goal.unknown_hours if seen.hours is not None else 0
        rest = f" Van {number(unknown)} {'mens' if unknown == 1 else 'mensen'} niet ingevuld." if unknown else ""
        whole = (
            "" if seen.whole_places is None else f": {_decimal(seen.whole_places)} plekken van {goal.full_hours} uur"
        )
        hours = HIDDEN if seen.hours is None else _decimal(seen.hours)
        said.append(fourth.tell(hours, f"uur per week samen{whole}.{rest}"))
        source = f"Taakstelling: {goal.source}. " if goal.source else ""
        self._source.setText(f"{source}{_LAW}")
        self.setAccessibleName("Plekken tegenover de taakstelling")
        self.setAccessibleDescription("; ".join(said))


def _left(target: int | None, realised: int | None, short: int | None) -> tuple[str, str]:
    if target is None:
        return "–", "nog te gaan"
    if realised is None or short is None:
        return HIDDEN, "nog te gaan"
    return (number(-short), "meer dan nodig") if short < 0 else (number(short), "nog te gaan")


def _decimal(value: Decimal) -> str:
    """``1.234,5``, without a tail of noughts."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "_").replace(".", ",").replace("_", ".")
