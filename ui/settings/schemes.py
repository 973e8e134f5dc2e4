"""Regelingen: the schemes for begeleidingssubsidie, each figure with its source; add, copy, change, share."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from beschutdesk.rules.schemes import Scheme, standard
from beschutdesk.services.schemes import Before, FileLook, facts
from beschutdesk.trouble import Trouble
from ui.dialogs.saving import ask_file
from ui.settings.page import SettingsPage
from ui.settings.scheme_dialog import SchemeDialog
from ui.settings.scheme_file import SchemeFileDialog
from ui.settings.scheme_list import HIGH, LOOKS, SchemeList, SchemeRow, lines
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Flow, Glyph, Section, box, button, clear, cols, label, plain, rows

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from ui.context import DeskContext

_SHOWN: Final = 5
_WORDS: Final = (
    "De regels voor begeleidingssubsidie, per gemeente. Een aanvraag volgt de gemeente van de kandidaat. Deel een "
    "regeling met collega’s als bestand: er staat niets over mensen in."
)
_CHECKED: Final = {
    "VERIFIED": "Iemand heeft het bedrag van nu in de bron zelf gezien.",
    "OUTDATED": "Het bedrag is van een eerder jaar. Vraag bij de gemeente na wat nu geldt.",
    "UNVERIFIED": "Niemand heeft het bedrag in de bron zelf gezien. Dat staat ook bij de som en op papier.",
    "NO_AMOUNT": "Voor nu is geen bedrag bekend. Het programma schat niets: het vraagt ernaar.",
}


class SchemesPage(SettingsPage):
    """A list of schemes and everything that the chosen one says.

    Attributes:
        loaded: the schemes are in view.
        ask_open, ask_save: how it asks for a file; a test puts its own here.
    """

    def __init__(self, context: "DeskContext") -> None:
        super().__init__(context, "Regelingen", _WORDS)
        self.loaded = False
        self._done: list[Before] = []
        self._schemes: tuple[Scheme, ...] = ()
        self._chosen = ""
        self.ask_open: Callable[[QWidget], Path | None] = _ask_open
        self.ask_save: Callable[[QWidget, str], Path | None] = _ask_save
        self.list = SchemeList()
        self.list.setFixedHeight(px(HIGH) * _SHOWN)
        self.list.current_changed.connect(lambda _row: self._fill())
        self.list.opened.connect(lambda _row: self.change())
        self.list.out_wanted.connect(self.take_out)
        self.new_button = button("Nieuwe regeling", icon="plus", on=self.add_new)
        self.change_button = button("Veranderen", icon="pencil", tip="Veranderen (Enter)", on=self.change)
        self.copy_button = button("Kopiëren", "quiet", "copy", on=self.copy)
        self.out_button = button("Weghalen", "quiet", "trash-2", "Eigen regeling weghalen (Delete)", on=self.take_out)
        self.import_button = button("Inlezen…", "quiet", "download", "Bestand van een collega inlezen", on=self.read_in)
        self.export_button = button("Opslaan als bestand…", "quiet", "upload", on=self.write_out)
        acts = (
            self.new_button,
            self.change_button,
            self.copy_button,
            self.out_button,
            self.import_button,
            self.export_button,
        )
        for one in acts:
            one.setAutoDefault(False)
        self._glyph = Glyph("", "soft", tk.ICON_SMALL)
        self._state = label("", "body", wrap=True)
        self._facts = rows(gap=0)
        state = cols(rows(self._glyph, None, gap=0, margins=(0, 3, 0, 0)), (self._state, 1), gap=tk.S2)
        self._part = Section("Deze regeling", rows(state, box(self._facts), gap=tk.S3))
        self.add(self.list, tk.S2, box(Flow(*acts, gap=tk.S2)), tk.S4, self._part)

    # -- reading -------------------------------------------------------------------------------------------------------

    def show_page(self) -> None:
        """Read the schemes, beside the window."""
        self.context.database.submit(
            partial(_read, self.context.desk),
            done=self.while_here(self._take),
            failed=self.while_here(self.say_trouble),
        )

    def _take(self, found: "tuple[tuple[Scheme, ...], tuple[str, ...]]") -> None:
        self._schemes, unread = found
        if unread:
            self.say_trouble(
                Trouble(
                    f"{len(unread)} eigen regeling(en) zijn niet te lezen: {', '.join(unread)}.",
                    "De andere tellen gewoon.",
                    "Zijn ze met een nieuwere versie gemaakt? Open de kluis dan daarmee.",
                )
            )
        self.loaded = True
        self.list.show_lines(lines(self._schemes, self.context.today()), self._chosen)
        self.list.setFixedHeight(px(HIGH) * min(max(len(self._schemes), 2), _SHOWN))
        self._chosen = ""
        self._fill()

    def _fill(self) -> None:
        row = self.list.current()
        self._part.setVisible(row is not None)
        if row is None:
            return
        icon, tone = LOOKS[row.checked]
        words = row.checked.value
        self._glyph.set_glyph(icon, tone)
        self._state.setText(f"{words[:1].upper()}{words[1:]}. {_CHECKED[row.checked.name]}")
        self._part.set_note(plain(row.scheme.name))
        self.out_button.setVisible(row.scheme.own)
        supplied = standard().by_key(row.scheme.key) is not None
        self.out_button.setText("Terug naar die van het programma" if supplied else "Weghalen")
        self._show_facts(row)

    def _show_facts(self, row: SchemeRow) -> None:
        clear(self._facts)
        group = ""
        for one in facts(row.scheme):
            self._facts.addSpacing(tk.S4 if one.group != group else tk.S2)
            if one.group != group:
                group = one.group
                self._facts.addWidget(label(group, "strong", "accent", wrap=True))
                self._facts.addSpacing(tk.S1)
            self._facts.addWidget(label(plain(one.label), "meta_strong", wrap=True))
            self._facts.addWidget(label(plain(one.value), "body", wrap=True))
            if one.source:
                self._facts.addWidget(label(plain(f"Bron: {one.source}"), "meta", "soft", wrap=True))

    # -- changing ------------------------------------------------------------------------------------------------------

    def add_new(self) -> None:
        """A scheme from nothing."""
        self._open(Scheme(key="nieuw", name=""), new=True)

    def copy(self) -> None:
        """A scheme that begins as the chosen one; nothing in it is verified yet."""
        row = self.list.current()
        if row is not None:
            work = partial(self.context.desk.schemes.copy_of, row.scheme)
            self.context.database.submit(
                work,
                done=self.while_here(self._begin_copy),
                failed=self.while_here(self.say_trouble),
            )

    def _begin_copy(self, made: Any) -> None:
        self._open(made, new=True)

    def change(self) -> None:
        """Change the chosen scheme; one of the program becomes one's own in its place."""
        row = self.list.current()
        if row is not None:
            self._open(row.scheme, new=False)

    def _open(self, scheme: Scheme, *, new: bool) -> SchemeDialog:
        keys = tuple(one.key for one in self._schemes)
        dialog = SchemeDialog(self.context, scheme, keys, new=new, parent=self.window())
        dialog.kept.connect(lambda before, key: self._kept(before, key, "Opgeslagen."))
        dialog.finished.connect(lambda _result: self._back_to_list())
        dialog.open()
        return dialog

    def _back_to_list(self) -> None:
        if isValid(self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_out(self) -> None:
        """Take a scheme of one's own away."""
        row = self.list.current()
        if row is None or not row.scheme.own:
            self.said.emit("Alleen een eigen regeling kun je weghalen.")
            return
        key = row.scheme.key
        self.context.database.submit(
            self.context.desk.schemes.remove,
            key,
            done=self.while_here(lambda before: self._kept(before, key, "Weggehaald.")),
            failed=self.while_here(self.say_trouble),
        )

    def _kept(self, before: Any, key: str, words: str) -> None:
        self._done.append(before)
        self._chosen = key
        self._changed(words)

    def _changed(self, words: str) -> None:
        if not isValid(self):
            return
        self.say_trouble(None)
        self.said.emit(words)
        self.changed.emit()
        self.context.announce(frozenset())
        self.show_page()

    # -- files ---------------------------------------------------------------------------------------------------------

    def read_in(self) -> None:
        """Look into a file of a colleague; nothing counts before it was chosen."""
        path = self.ask_open(self)
        if path is None:
            return
        self.context.jobs.submit(
            self.context.desk.schemes.read_file,
            path,
            done=self.while_here(self._show_file),
            failed=self.while_here(self.say_trouble),
        )

    def _show_file(self, look: FileLook) -> None:
        self.say_trouble(None)
        dialog = SchemeFileDialog(self.context, look, self.window())
        dialog.kept.connect(lambda before, key: self._kept(before, key, "Ingelezen."))
        dialog.finished.connect(lambda _result: self._back_to_list())
        dialog.open()

    def write_out(self) -> None:
        """The chosen scheme as a file for colleagues."""
        row = self.list.current()
        path = None if row is None else self.ask_save(self, f"regeling-{row.scheme.key}.toml")
        if row is None or path is None:
            return
        self.context.database.submit(
            self.context.desk.schemes.write_file,
            path,
            {row.scheme.key},
            done=self.while_here(lambda _nothing: self.said.emit(f"Opgeslagen als {path.name}.")),
            failed=self.while_here(self.say_trouble),
        )

    # -- back ----------------------------------------------------------------------------------------------------------

    @property
    def can_take_back(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    def take_back(self) -> bool:
        if not self._done:
            return False
        before = self._done.pop()
        self.context.database.submit(
            self.context.desk.schemes.put_back,
            before,
            done=self.while_here(lambda _then: self._changed("Ongedaan gemaakt.")),
            failed=self.while_here(self.say_trouble),
        )
        return True


def _read(desk: "Desk") -> tuple[tuple[Scheme, ...], tuple[str, ...]]:
    """In a lane: all schemes, and keys of those that cannot be read."""
    return tuple(desk.schemes.all()), desk.schemes.unread()


def _ask_open(parent: QWidget) -> Path | None:
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = "Regelingen (*.toml);;Alle bestanden (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, "Kies een bestand met regelingen", start, kinds)
    return Path(chosen) if chosen else None


def _ask_save(parent: QWidget, name: str) -> Path | None:
    return ask_file(parent, name, "Regeling opslaan als bestand", "Regeling", ".toml")
