"""Tokens made into Qt things: palette, fonts, sizes. There is one theme at a time: :func:`current`."""

from functools import lru_cache
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QCalendarWidget, QToolTip, QWidget

from beschutdesk import resources
from ui.theme import tokens as tk
from ui.theme.tokens import Colours

_FONT_FILES = (
    "SourceSans3-Regular.ttf",
    "SourceSans3-Italic.ttf",
    "SourceSans3-SemiBold.ttf",
    "SourceSans3-SemiBoldItalic.ttf",
)


def _as_qt(colours: Colours[str]) -> Colours[QColor]:
    return Colours(**{name: QColor(getattr(colours, name)) for name in tk.COLOUR_NAMES})


_LIGHT = _as_qt(tk.LIGHT)
_DARK = _as_qt(tk.DARK)


class Theme(QObject):
    """The look that is in use now.

    Attributes:
        changed: colours or text size have changed and all widgets wear the new ones. Widgets that only paint need not
            listen: a change of palette repaints them.
        dark: whether the dark colours are in use.
        text_size: percent, one of :data:`tokens.TEXT_SIZES`.
        colours: the colours now.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._wanted: bool | None = None
        self.dark = False
        self.text_size = 100
        self.colours = _LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    def use(self, dark: bool | None = None) -> None:
        """Take light, dark, or (``None``) whatever the system says, now and when it changes."""
        self._wanted = dark
        hints = QGuiApplication.styleHints()
        # The system draws the title bar: it must hear of our choice too.
        if dark is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._wear(_system_is_dark() if dark is None else dark)

    def set_text_size(self, percent: int) -> None:
        """Take this text size, within the least and largest step."""
        percent = min(max(percent, tk.TEXT_SIZES[0]), tk.TEXT_SIZES[-1])
        if percent != self.text_size:
            self.text_size = percent
            self._wear(self.dark)

    def step_text_size(self, step: int) -> int:
        """Go ``step`` sizes up or down (0: back to 100 %); returns the new size in percent."""
        sizes = tk.TEXT_SIZES
        if step == 0:
            self.set_text_size(100)
        else:
            nearest = min(range(len(sizes)), key=lambda i: abs(sizes[i] - self.text_size))
            self.set_text_size(sizes[min(max(nearest + step, 0), len(sizes) - 1)])
        return self.text_size

    def px(self, pixels: float) -> int:
        """A height or width that holds text, at the user's text size; never smaller than at 100 %."""
        return round(pixels * max(self.text_size, 100) / 100)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._wanted is None and _system_is_dark() != self.dark:
            self._wear(not self.dark)

    def _wear(self, dark: bool) -> None:
        self.dark, self.colours = dark, _DARK if dark else _LIGHT
        app = cast(QApplication, self.parent())
        _font.cache_clear()
        app.setFont(font("body"))
        QToolTip.setFont(font("meta"))
        made = palette(self.colours)
        app.setPalette(made)
        QToolTip.setPalette(made)
        # Qt does not polish again by itself, and labels would keep the old colour and size.
        for widget in QApplication.allWidgets():
            dress(widget)
        self.changed.emit()


_theme: Theme | None = None


def current() -> Theme:
    """The theme in use.

    Raises:
        RuntimeError: :func:`apply` has not been called yet.
    """
    if _theme is None:
        raise RuntimeError("no theme yet: call ui.theme.apply(app) first")
    return _theme


def colours() -> Colours[QColor]:
    """The colours in use now: ``colours().ink`` and so on. Ask again for each painting; never keep them."""
    return current().colours


def px(pixels: float) -> int:
    """Short for ``current().px(pixels)``."""
    return current().px(pixels)


def apply(app: QApplication, dark: bool | None = None) -> Theme:
    """Give the application the house style, fonts and colours; call again to switch.

    Args:
        app: the application.
        dark: dark or light; ``None`` follows the system, also when it changes while the program runs.
    """
    global _theme  # noqa: PLW0603 - there is one application and so one theme
    from ui.theme.style import HouseStyle

    if _theme is None:
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        _theme = Theme(app)
        app.setStyle(HouseStyle())
    _theme.use(dark)
    return _theme


def font(name: str = "body", italic: bool = False, tabular: bool = False) -> QFont:
    """The font of a step of the type scale (:data:`tokens.TYPE`) at the user's text size.

    Args:
        name: step of the type scale.
        italic: slanted, for remarks.
        tabular: figures of equal width, for columns of numbers.
    """
    return _font(name, italic, tabular, current().text_size)


@lru_cache(maxsize=128)
def _font(name: str, italic: bool, tabular: bool, text_size: int) -> QFont:
    pixels, weight = tk.TYPE[name]
    made = QFont(tk.FAMILY)
    made.setPixelSize(round(pixels * text_size / 100))
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def dress(widget: QWidget) -> None:
    """Give a widget the font and colour that its properties ``type``, ``italic``, ``tabular`` and ``tone`` ask for.

    Called when a house widget is made and again for every widget when the theme changes.
    """
    if name := widget.property("type"):
        widget.setFont(font(name, bool(widget.property("italic")), bool(widget.property("tabular"))))
    if tone := widget.property("tone"):
        wanted = getattr(colours(), tone)
        worn = widget.palette()
        worn.setColor(QPalette.ColorRole.WindowText, wanted)
        worn.setColor(QPalette.ColorRole.Text, wanted)
        widget.setPalette(worn)
    if isinstance(widget, QCalendarWidget):
        from ui.theme.style import dress_calendar

        dress_calendar(widget)


def palette(c: Colours[QColor]) -> QPalette:
    """The Qt palette of these colours, for everything that Fusion still draws."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, c.paper),
        (role.Base, c.paper),
        (role.AlternateBase, c.side),
        (role.Button, c.paper),
        (role.ToolTipBase, c.ink),
        (role.ToolTipText, c.paper),
        (role.WindowText, c.ink),
        (role.Text, c.ink),
        (role.ButtonText, c.ink),
        (role.BrightText, c.care),
        (role.PlaceholderText, c.soft),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Accent, c.accent),
        (role.Mid, c.rule),
        (role.Midlight, c.hair),
        (role.Dark, c.edge),
        (role.Light, c.paper),
        (role.Shadow, c.edge),
    ):
        made.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, c.soft)
    made.setColor(QPalette.ColorGroup.Disabled, role.Base, c.tint)
    return made


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
