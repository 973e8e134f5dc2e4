"""Getallen en termijnen: the numbers that the rules count with, for all gemeenten or for one of them."""

from functools import partial
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from shiboken6 import isValid

from beschutdesk.rules.figures import BadFigures, Figure, Figures, as_text, own, standard
from beschutdesk.trouble import Trouble
from ui.settings.figure_form import FigureForm, Typed
from ui.settings.figure_list import HIGH, FigureList, lines
from ui.settings.page import SettingsPage
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Combo, EmptyState, FieldBox, Search, Section, box, cols

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from ui.context import DeskContext

_ALL: Final = "Alle gemeenten"
_SHOWN: Final = 4
_WORDS: Final = "Hiermee rekenen de regels. Is het bij jouw gemeente of cao anders? Vul dat dan hier in."
_kept: "Final[WeakKeyDictionary[Desk, dict[tuple[str, str], Typed]]]" = WeakKeyDictionary()
"""What was typed and cannot be kept, as long as the vault is open: by gemeente and number."""


class FiguresPage(SettingsPage):
    """A list of numbers, and the form of the chosen one; a number counts as soon as its field is left.

    Attributes:
        loaded: the numbers of the chosen gemeente are in view.
    """

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Getallen en termijnen", _WORDS)
        self.loaded = False
        self._municipality = ""
        self._known = self._base = standard()
        self._own: dict[str, Figure] = {}
        self._done: list[tuple[str, str]] = []
        self._typed = _kept.setdefault(context.desk, {})
        self._under_way: dict[tuple[str, str], Typed | None] = {}
        self.municipality, self.search = Combo(), Search("Zoek een getal")
        self.municipality.addItem(_ALL, "")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._show())
        self.municipality.activated.connect(lambda _row: self._turn())
        self.list = FigureList()
        self.list.setFixedHeight(px(HIGH) * _SHOWN)
        self._none = EmptyState("list-filter", "Geen getal gevonden", "Geen getal heeft deze woorden.", other="Wis")
        self._none.other_acted.connect(self.search.clear)
        self._none.hide()
        self.form = FigureForm(context.today)
        self.form.edited.connect(self._note)
        self.form.left.connect(self.flush)
        self.form.reset_asked.connect(self.reset)
        self.list.current_changed.connect(lambda _row: self._fill())
        self.list.opened.connect(lambda _row: self._begin())
        filters = cols((FieldBox("Voor", self.municipality), 1), (FieldBox("Zoeken", self.search), 1), gap=tk.S3)
        self._part = Section("Dit getal", self.form)
        self.add(box(filters), tk.S3, self.list, self._none, tk.S4, self._part)

    # -- reading -------------------------------------------------------------------------------------------------------

    def show_page(self) -> None:
        """Read the numbers, beside the window."""
        work = partial(_read, self.context.desk, self._municipality)
        self.context.database.submit(work, done=self.while_here(self._take), failed=self.while_here(self.say_trouble))

    def _take(self, found: "tuple[str, Figures, Figures, dict[str, Figure], list[str]]") -> None:
        municipality, known, base, owned, names = found
        if municipality != self._municipality:
            return  # another was chosen meanwhile
        self._known, self._base, self._own = known, base, owned
        if [self.municipality.itemData(row) for row in range(1, self.municipality.count())] != names:
            chosen = self._municipality
            self.municipality.clear()
            self.municipality.addItem(_ALL, "")
            for name in names:
                self.municipality.addItem(name, name)
            self.municipality.setCurrentIndex(max(0, self.municipality.findData(chosen)))
        self.loaded = True
        self._show()

    def _turn(self) -> None:
        self.flush()
        self._municipality = str(self.municipality.currentData())
        self.loaded = False
        self.show_page()

    def _show(self) -> None:
        typed = frozenset(key for municipality, key in self._typed if municipality == self._municipality)
        found = lines(self._known, self._base, self._own, typed, self.context.today(), self.search.text())
        self.list.show_lines(found)
        for one in (self.list, self._part):
            one.setVisible(bool(found))
        self._none.setVisible(not found)
        self._fill()

    def _fill(self) -> None:
        row = self.list.current()
        if row is not None:
            self._part.set_note(row.figure.label)
            self.form.show_row(row, self._typed.get((self._municipality, row.figure.key)))

    def _begin(self) -> None:
        self.form.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.value.selectAll()

    # -- changing ------------------------------------------------------------------------------------------------------

    def _note(self) -> None:
        """Hold what is typed, so that it stays whatever one looks at next."""
        row = self.form.row
        if row is None:
            return
        place = (self._municipality, row.figure.key)
        if self.form.is_typed:
            self._typed[place] = self.form.typed
        else:
            self._typed.pop(place, None)
        self.form.clear_messages()
        self.form.reset_button.setVisible(row.own or place in self._typed)

    def flush(self) -> None:
        row = self.form.row
        if row is None or (self._municipality, row.figure.key) not in self._typed:
            return
        figure = self.form.read()
        if figure is None:
            self._mark()
            self.said.emit("Nog niet bewaard: lees wat er onder het veld staat.")
            return
        self._write(row.figure.key, None if figure.values == row.base.values and _same(figure, row.base) else figure)

    def reset(self) -> None:
        """Back to what counts without a number of one's own here."""
        row = self.form.row
        if row is None:
            return
        self._typed.pop((self._municipality, row.figure.key), None)
        if row.own:
            self._write(row.figure.key, None)
        else:
            self._show()
        self.form.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, key: str, figure: Figure | None) -> None:
        place = (self._municipality, key)
        typed = self._typed.get(place)
        if typed is not None and self._under_way.get(place) == typed:
            return  # a field was left, and then the page
        self._under_way[place] = typed

        def written(before: str) -> None:
            self._under_way.pop(place, None)
            self._done.append((place[0], before))
            if self._typed.get(place) == typed:  # nobody typed on meanwhile
                self._typed.pop(place, None)
            if isValid(self):
                self._changed("Opgeslagen.")
            else:  # the settings were closed meanwhile; it counts all the same
                self.context.announce(frozenset())

        self.context.database.submit(
            partial(_put, self.context.desk, self._municipality, key, figure),
            done=written,
            failed=self._failed,
        )

    def _failed(self, trouble: Trouble) -> None:
        self._under_way.clear()
        self.while_here(self.say_trouble)(trouble)
        if not isValid(self) or not self.isVisible():
            self.context.window.toast(str(trouble))

    def _changed(self, words: str) -> None:
        self.say_trouble(None)
        self.said.emit(words)
        self.changed.emit()
        self.context.announce(frozenset())
        self.loaded = False
        self.show_page()

    def _mark(self) -> None:
        """Show in the list that something is not kept, and let the form be."""
        typed = frozenset(key for municipality, key in self._typed if municipality == self._municipality)
        found = lines(self._known, self._base, self._own, typed, self.context.today(), self.search.text())
        self.list.blockSignals(True)
        self.list.show_lines(found)
        self.list.blockSignals(False)

    @property
    def can_take_back(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    def take_back(self) -> bool:
        if not self._done:
            return False
        municipality, before = self._done.pop()
        self.context.database.submit(
            self.context.desk.today.set_figures,
            before,
            municipality,
            done=self.while_here(lambda _nothing: self._changed("Ongedaan gemaakt.")),
            failed=self._failed,
        )
        return True


def _same(one: Figure, other: Figure) -> bool:
    return (one.label, one.unit, one.source) == (other.label, other.unit, other.source)


def _read(desk: "Desk", municipality: str) -> "tuple[str, Figures, Figures, dict[str, Figure], list[str]]":
    """In a lane: what counts, what counts without numbers of one's own here, those, and the gemeenten."""
    return (
        municipality,
        desk.today.figures(municipality),
        desk.today.figures() if municipality else standard(),
        _owned(desk, municipality),
        desk.overview.municipalities(),
    )


def _owned(desk: "Desk", municipality: str) -> dict[str, Figure]:
    try:
        return own(desk.today.own_figures(municipality))
    except BadFigures as error:
        raise Trouble(
            f"Je eigen getallen zijn niet te lezen: {error}.",
            "Er is niets veranderd. De getallen van het programma tellen.",
            "Zijn ze met een nieuwere versie gemaakt? Open de kluis dan daarmee.",
        ) from None


def _put(desk: "Desk", municipality: str, key: str, figure: Figure | None) -> str:
    """In a lane: put a number of one's own in place, or take it away; returns the text as it was."""
    before = desk.today.own_figures(municipality)
    kept = _owned(desk, municipality)
    kept.pop(key, None)
    if figure is not None:
        kept[key] = figure
    desk.today.set_figures(as_text(kept.values()), municipality)
    return before
