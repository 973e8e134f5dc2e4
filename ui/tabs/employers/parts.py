"""Parts of an employer's dossier that are no fields: who may be the same, who works there, who fits."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from beschutdesk.services.fits import Found
from beschutdesk.services.lists import CandidateLine
from ui.models.roots import Listed
from ui.tabs.dossiers.list_pane import RootRow
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Banner, ItemModel, ListView, announce, box, button, clear, cols, label, plain, rows

_MOST: Final = 8
"""So many people are in view; a longer list scrolls by itself."""
_TWINS: Final = 3


def _sentence(item: Listed) -> str:
    return f"{item.title}, {item.meta.replace(' · ', ', ')}"


class WorksHere(QWidget):
    """The people who work at this employer now.

    Attributes:
        opened: Enter or a double click: the id of a candidate.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.items = ItemModel(_sentence)
        self.view = ListView(self.items, RootRow(), "Wie werkt hier")
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.view.opened.connect(lambda row: self.opened.emit(self.items.item(row).id))
        self._none = label(
            "Hier werkt nu niemand. Een plaatsing begin je in het dossier van een kandidaat.", "body", "soft", wrap=True
        )
        self._hint = label("Enter opent het dossier.", "meta", "soft")
        self.setLayout(rows(self._none, self.view, self._hint, gap=tk.S1))
        self.setMinimumWidth(1)
        self.show_people([])

    def show_people(self, lines: Sequence[CandidateLine]) -> None:
        """Show these."""
        self.items.set_items([Listed(one.id, one.title, one.initials, _meta(one), one.has_draft) for one in lines])
        self.view.setFixedHeight(min(len(lines), _MOST) * px(tk.H_PERSON) + 2)
        for widget in (self.view, self._hint):
            widget.setVisible(bool(lines))
        self._none.setVisible(not lines)


def _meta(line: CandidateLine) -> str:
    phase = line.phase[:1].upper() + line.phase[1:]
    guide = f"begeleider {line.supervisor}" if line.supervisor else "nog geen begeleider"
    return f"{phase} · {guide}"


class FitsHere(QWidget):
    """Who looks for the work that there is, and the way to lay them side by side.

    Attributes:
        compare_wanted: lay candidates side by side.
    """

    compare_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", wrap=True)
        self.compare = button("Kandidaten vergelijken", icon="columns-3", on=self.compare_wanted.emit)
        why = "Je ziet wat past, wat botst en wat je nog moet vragen. Er komt geen score uit."
        self.setLayout(rows(self._words, label(why, "body", "soft", wrap=True), cols(self.compare, None), gap=tk.S2))
        self.setMinimumWidth(1)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def tell(self, number: int | None) -> None:
        """Say how many want the work that there is; ``None`` when nobody said what work that is."""
        if number is None:
            words = "Kies bij ‘Werk en omgeving’ welk werk er is. Dan zie je hier wie dat zoekt."
        elif not number:
            words = "Niemand heeft dit soort werk nu bij de wensen staan."
        else:
            who = "1 kandidaat heeft" if number == 1 else f"{number} kandidaten hebben"
            words = f"{who} dit soort werk bij de wensen staan."
        self._words.setText(words)


class Twins(QWidget):
    """A remark that this employer may be here already. It stops nobody.

    Attributes:
        opened: the id of the other one.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._banner = Banner()
        self._others = rows(gap=0)
        self._found: list[Found] = []
        self.setLayout(rows(self._banner, box(self._others), gap=tk.S1))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def found(self) -> list[Found]:
        """What it points at now."""
        return list(self._found)

    def tell(self, found: Sequence[Found]) -> None:
        """Point at these; none hides it."""
        found = list(found[:_TWINS])
        if found == self._found:
            return
        self._found = found
        clear(self._others)
        self.setVisible(bool(found))
        if not found:
            return
        title = "Deze werkgever staat er al" if found[0].sure else "Deze werkgever staat er misschien al"
        words = "Ga naar de andere, of typ gewoon verder als het een andere is."
        self._banner.set_words(words, "warn", title)
        for twin in found:
            name = ", ".join(part for part in (twin.name, twin.place) if part)
            there = partial(self.opened.emit, twin.id)
            go = button(plain(f"Ga naar {name}"), "quiet", "arrow-right", on=there)
            self._others.addLayout(cols(go, (label(twin.reason, "meta", "soft", wrap=True), 1)))
        announce(self, f"Let op: {title}: {found[0].name}")
