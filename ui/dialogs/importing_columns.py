"""The second step of reading a list in: which column goes into which field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QWidget

from beschutdesk.rules.folding import words as folded
from beschutdesk.services.intake import Column, Mapping, Opened, Split, Target, targets
from beschutdesk.trouble import Trouble
from ui.forms.parse import thousands
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import (
    Banner,
    Combo,
    Elided,
    FieldBox,
    Glyph,
    Tone,
    announce,
    box,
    clear,
    cols,
    label,
    line,
    rows,
    scroll,
    set_tone,
)

_SAMPLES: Final = 3
_SAMPLE_ROWS: Final = 500
_LONGEST_SAMPLE: Final = 40
_WIDEST: Final = 20
_SPLITS: Final = {
    Split.FIRST_LAST: "Hele naam, zoals ‘Piet van den Berg’",
    Split.LAST_COMMA_FIRST: "Hele naam, zoals ‘Berg, Piet van den’",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column can do.

    Attributes:
        words: as it stands in the list of choices.
        to: the paths that it fills; none when the column is left alone.
        split: how its text is cut in two.
    """

    words: str
    to: tuple[str, ...] = ()
    split: Split | None = None


def choices(record: str, fields: dict[str, Target] | None = None) -> list[Choice]:
    """Everything that a column can do: nothing, a whole name, or one of these fields by path (all when left out)."""
    fields = targets(record) if fields is None else fields
    names = ("candidate.name_used", "candidate.family_name")
    splits = [Choice(words, names, split) for split, words in _SPLITS.items()] if record == "candidate" else []
    return [Choice("Niet inlezen"), *splits, *(Choice(target.label, (path,)) for path, target in fields.items())]


def shown(cell: Any) -> str:
    """A cell as people read it."""
    if isinstance(cell, datetime) and (cell.hour or cell.minute):
        return f"{cell:%d-%m-%Y} {cell.hour}.{cell:%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


class _ColumnRow:
    """One column: its name and a few of its values, beside what it does."""

    def __init__(self, name: str, samples: Sequence[str], model: QStandardItemModel) -> None:
        self.name = name
        self.combo = Combo()
        self.combo.setModel(model)
        self.combo.setAccessibleName(f"Kolom ‘{name}’ komt in")
        shown_samples = "   ·   ".join(samples) or "in deze kolom staat niets"
        self.combo.setAccessibleDescription(f"Bijvoorbeeld: {', '.join(samples)}" if samples else shown_samples)
        self._glyph = Glyph("arrow-right", "soft", tk.ICON_SMALL)
        self._said: QLabel = label("", "meta", "soft", wrap=True)
        self._said.hide()
        told = rows(Elided(name, "strong"), Elided(shown_samples, "meta", "soft"), gap=0)
        left, right = box(rows(told, None)), box(rows(self.combo, self._said, None, gap=2))
        for part in (left, right):
            part.setMinimumWidth(1)
        arrow = rows(self._glyph, None, gap=0, margins=(0, 10, 0, 0))
        self.widget = box(cols((left, 9), arrow, (right, 10), gap=tk.S4, margins=(0, 8, 0, 8)))

    def say(self, words: str, tone: Tone | None = None) -> None:
        """Say something about the choice; empty for nothing."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        set_tone(self._said, {"care": "care", "warn": "warn"}.get(tone or "", "soft"))
        self.combo.setProperty("state", "care" if tone == "care" else "")
        self.combo.update()

    def mark(self, used: bool) -> None:
        """Show whether the column is used."""
        self._glyph.set_glyph("arrow-right" if used else "minus", "accent" if used else "soft")


class ColumnsPane(QWidget):
    """The step: every column with its choice.

    Args:
        record: ``candidate`` or ``employer``.
        fields: that a column can fill, by path; all when left out.

    Attributes:
        sheet_wanted: another sheet of the workbook was chosen: its name.
        changed: a choice is another one.
    """

    sheet_wanted = Signal(str)
    changed = Signal()

    def __init__(self, record: str, fields: dict[str, Target] | None = None) -> None:
        super().__init__()
        self._record = record
        self._choices = choices(record, fields)
        self._at = {(choice.to, choice.split): at for at, choice in enumerate(self._choices)}
        self._model = QStandardItemModel(self)
        for choice in self._choices:
            self._model.appendRow(QStandardItem(choice.words))
        self._opened: Opened | None = None
        self._rows: list[_ColumnRow] = []
        self._first_order: dict[str, int] = {}
        self.file = Elided("", "strong")
        self._form = label("", "meta", "soft", wrap=True)
        self.sheets = Combo()
        self.sheets.activated.connect(self._sheet_chosen)
        self._sheet_box = FieldBox("Blad", self.sheets)
        self._sheet_box.setFixedWidth(px(220))
        self._sheet_box.hide()
        self.banner = Banner()
        self.banner.hide()
        self._list = rows(gap=0)
        heads = cols(
            (label("Kolom in je lijst", "meta_strong", "accent"), 9),
            tk.ICON_SMALL + tk.S4,
            (label("Komt in dit veld van het dossier", "meta_strong", "accent"), 10),
            gap=tk.S4,
        )
        inner = box(rows(heads, 4, line("rule"), self._list, None, gap=0))
        inner.setMaximumWidth(px(tk.W_FORM))
        self.view = scroll(box(cols((inner, 100), None, margins=(20, 12, 20, 12))))
        self.view.follow_focus()
        about = rows(self.file, self._form, gap=0)
        top = cols((about, 1), self._sheet_box, gap=tk.S4, margins=(20, 10, 20, 10))
        self.setLayout(rows(top, self.banner, line(), (self.view, 1), gap=0))
        self.setMinimumWidth(1)

    # -- content -------------------------------------------------------------------------------------------------------

    def show_table(self, opened: Opened | None, name: str = "", sheet: str = "") -> None:
        """Show the columns of a table, with what they did before or what their names say; ``None`` forgets all."""
        self._opened = opened
        self._rows.clear()
        self._first_order.clear()
        clear(self._list)
        self.sheets.clear()
        self.tell(None)
        self.file.set_words(name)
        self._form.setText("")
        self._sheet_box.hide()
        if opened is None:
            return
        table = opened.sheet
        self._form.setText(f"{table.form} · {_counted(len(table.lines), 'rij', 'rijen')} onder de kop")
        self.sheets.addItems(opened.sheets)
        if sheet:
            self.sheets.setCurrentText(sheet)
        self._sheet_box.setVisible(len(opened.sheets) > 1)
        mapping = opened.remembered or opened.guess.mapping
        known = {folded(column.name): column for column in mapping.columns}
        known |= {column.name: column for column in mapping.columns}
        for at, head in enumerate(table.header):
            made = _ColumnRow(head, _samples(opened, at), self._model)
            column = known.get(head) or known.get(folded(head))
            if column is not None:
                self._first_order[head] = mapping.columns.index(column)
            made.combo.setCurrentIndex(0 if column is None else self._at.get((column.to, column.split), 0))
            made.combo.currentIndexChanged.connect(self._turned)
            self._rows.append(made)
            self._list.addWidget(made.widget)
            self._list.addWidget(line())
        self._judge()
        if about := self._of_table():
            announce(self, about)
        if opened.remembered is not None and not self._of_table():
            self.banner.set_words("De kolommen staan zoals de vorige keer.", "info", icon="history")
            self.banner.show()

    def first(self) -> QWidget:
        """Where to begin: the first column about which something has to be said, else the first one."""
        combos = [made.combo for made in self._rows]
        return next((combo for combo in combos if combo.property("asks")), combos[0] if combos else self)

    def combo(self, name: str) -> Combo:
        """The choice of a column."""
        return next(made.combo for made in self._rows if made.name == name)

    def _sheet_chosen(self, at: int) -> None:
        self.sheet_wanted.emit(self.sheets.itemText(at))

    # -- the choices ---------------------------------------------------------------------------------------------------

    def _choice(self, made: _ColumnRow) -> Choice:
        return self._choices[max(made.combo.currentIndex(), 0)]

    def _turned(self, _index: int) -> None:
        self.tell(None)
        self._judge()
        self.changed.emit()

    def _filled(self) -> dict[str, list[_ColumnRow]]:
        """The columns that fill each field."""
        found: dict[str, list[_ColumnRow]] = {}
        for made in self._rows:
            for path in self._choice(made).to:
                found.setdefault(path, []).append(made)
        return found

    def _judge(self) -> None:
        """Say about every column what has to be said."""
        filled = self._filled()
        asked = {} if self._opened is None else self._opened.guess.ask
        for made in self._rows:
            choice = self._choice(made)
            made.mark(bool(choice.to))
            made.combo.setProperty("asks", not choice.to and made.name in asked)
            others = {path: [one for one in filled[path] if one is not made] for path in choice.to}
            clashes = [(path, one) for path, found in others.items() for one in found if self._clashes(made, [one])]
            about = self._remark(made.name)
            if clashes:
                path, other = clashes[0]
                name = targets(self._record)[path].label
                made.say(f"Kolom ‘{other.name}’ vult ‘{name}’ ook. Kies er één van de twee.", "care")
            elif any(others.values()):
                names = " en ".join(f"‘{one.name}’" for found in others.values() for one in found)
                made.say(f"Komt samen met {names} in dit veld. {about}".rstrip(), "warn" if about else None)
            elif not choice.to and made.name in asked:
                made.say(f"{asked[made.name]} {about}".rstrip(), "warn")
            else:
                made.say(about, "warn")

    def _of_table(self) -> str:
        """What may be wrong with the whole table."""
        return self._remark("")

    def _remark(self, column: str) -> str:
        remarks = () if self._opened is None else self._opened.remarks
        return " ".join(said.message for said in remarks if said.column == column)

    def _clashes(self, made: _ColumnRow, others: Sequence[_ColumnRow]) -> bool:
        return any(self._choice(one).split is not None for one in (made, *others))

    def mapping(self) -> Mapping:
        """What all columns do.

        Raises:
            Trouble: two columns fill the same field and cannot do so together.
        """
        filled, done, found = self._filled(), set[str](), list[Column]()
        for made in self._rows:
            choice = self._choice(made)
            if not choice.to or made.name in done:
                continue
            together = filled[choice.to[0]]
            if any(len(filled[path]) > 1 and self._clashes(made, filled[path]) for path in choice.to):
                made.combo.setFocus()
                raise Trouble("Twee kolommen vullen hetzelfde veld.", "", "Kies er één van de twee.")
            if all(one.name in self._first_order for one in together):  # as it was: a prefix may stand behind the name
                together = sorted(together, key=lambda one: self._first_order[one.name])
            for one in together:
                done.add(one.name)
                found.append(Column(one.name, choice.to, choice.split, join=len(together) > 1))
        return Mapping(self._record, tuple(found))

    def tell(self, trouble: Trouble | None) -> None:
        """Say why it cannot go on; ``None`` for only what may be wrong with the whole table, if anything."""
        if trouble is None:
            about = self._of_table()
            self.banner.set_words(about, "warn")
            self.banner.setVisible(bool(about))
            return
        self.banner.show()
        self.banner.set_words(" ".join(part for part in (trouble.safe, trouble.todo) if part), "care", trouble.happened)
        announce(self, str(trouble))


def _samples(opened: Opened, at: int) -> list[str]:
    """A few different values of a column."""
    found: list[str] = []
    for row in opened.sheet.lines[:_SAMPLE_ROWS]:
        cell = row.cells[at]
        words = "" if cell is None else shown(cell)
        if len(words) > _LONGEST_SAMPLE:
            words = f"{words[: _LONGEST_SAMPLE - 1].rstrip()}…"
        if words and words not in found:
            found.append(words)
            if len(found) == _SAMPLES:
                break
    return found


def _counted(count: int, one: str, many: str) -> str:
    return f"{thousands(count)} {one if count == 1 else many}"
