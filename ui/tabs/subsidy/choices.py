"""The scheme and how heavy the supervision is: chosen from what holds in the gemeente, with where it comes from."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.forms.choosing import Combo
from ui.forms.session import EditSession, hear
from ui.theme import tokens as tk
from ui.widgets import FieldBox, button, cols, label, rows

_FOLLOWS: Final = "volgt de gemeente"
_NONE: Final = "nog niet gekozen"
_NO_SCHEME: Final = "Geen regeling voor deze gemeente. Voeg hem toe bij Instellingen, Regelingen."


class KeyChoice(FieldBox):
    """A choice that keeps the key of what is chosen as text. What nobody knows any more stays, and says so.

    Attributes:
        edited: the user chose.
    """

    edited = Signal()

    def __init__(self, attribute: str, title: str, none: str, hint: str = "") -> None:
        self.combo = Combo()
        super().__init__(title, self.combo, hint)
        self._attribute, self._none = attribute, none
        self._session: EditSession | None = None
        self._options: list[tuple[str, str]] = []
        self.combo.activated.connect(self._chosen)

    def bind(self, session: EditSession | None) -> None:
        """Show that of another application, or none."""
        self._session = hear(self._session, session, self._changed, self._show)
        if session is None:
            self._options = []
        self._show()

    def offer(self, options: Sequence[tuple[str, str]], none: str = "") -> None:
        """Offer these: keys and words."""
        if list(options) == self._options and (not none or none == self._none):
            return
        self._options, self._none = list(options), none or self._none
        self._show()

    @property
    def key(self) -> str:
        """What is chosen; empty for nothing."""
        return "" if self._session is None else str(self._session.value(self._path))

    @property
    def _path(self) -> str:
        if self._session is None:
            return self._attribute
        return self._session.shape.specs[self._attribute].key

    def _show(self) -> None:
        key = self.key
        wanted = [("", self._none), *self._options]
        if key and key not in dict(wanted):
            wanted.append((key, f"{key}: bestaat niet meer"))
        there = [(self.combo.itemData(at), self.combo.itemText(at)) for at in range(self.combo.count())]
        if there != wanted:
            self.combo.clear()
            for one, words in wanted:
                self.combo.addItem(words, one)
        self.combo.setCurrentIndex(max(0, self.combo.findData(key)))

    def _changed(self, path: str) -> None:
        if path in ("", self._path):
            self._show()

    def _chosen(self, _index: int) -> None:
        if self._session is not None and self.combo.currentData() != self.key:
            self._session.set(self._path, str(self.combo.currentData()))
            self.edited.emit()


class SchemePart(QWidget):
    """Which scheme, and which step of its scale.

    Attributes:
        left: a choice was made.
        settings_wanted: the schemes are to be seen, or one is to be added.
    """

    left = Signal()
    settings_wanted = Signal()

    def __init__(self, scheme_title: str, intensity_title: str) -> None:
        super().__init__()
        self.scheme = KeyChoice("scheme", scheme_title, _FOLLOWS)
        self.intensity = KeyChoice("intensity", intensity_title, _NONE)
        self._remark = label("", "meta", "soft", wrap=True)
        self.more = button("Regelingen bekijken of toevoegen…", "quiet", "settings", on=self.settings_wanted.emit)
        self.setLayout(rows(self.scheme, self._remark, cols(self.more, None), self.intensity, gap=tk.S2))
        self.setMinimumWidth(1)
        for one in (self.scheme, self.intensity):
            one.edited.connect(self.left)

    @property
    def words(self) -> str:
        """What is said of the scheme."""
        return self._remark.text()

    def bind(self, session: EditSession | None) -> None:
        """Show those of another application, or none."""
        self.scheme.bind(session)
        self.intensity.bind(session)
        if session is None:
            self._remark.setText("")

    def offer(self, schemes: Sequence[Any], now: Any) -> None:
        """Offer the schemes that hold here, and the scale of the one that counts now."""
        follows = f"{_FOLLOWS}: {schemes[0].name}" if schemes else _FOLLOWS
        self.scheme.offer([(one.key, one.name) for one in schemes], follows)
        scale = () if now is None else now.intensities
        self.intensity.offer([(one.key, one.label) for one in scale])
        self.intensity.setVisible(bool(scale) or bool(self.intensity.key))
        self._remark.setText(_said(now))
        self._remark.setVisible(bool(self._remark.text()))


def _said(scheme: Any) -> str:
    if scheme is None:
        return _NO_SCHEME
    parts = [scheme.remark, f"Bron: {scheme.source}" if scheme.source else ""]
    return "\n".join(part for part in parts if part)
