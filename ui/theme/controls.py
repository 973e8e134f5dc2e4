"""How each control looks: the drawing functions behind :class:`ui.theme.style.HouseStyle`.

Each takes what the style was given and draws with the tokens of now. They know no widget beyond its properties:
``kind`` (primary, quiet, or nothing for normal), ``glyph`` (name of an icon) and ``state`` (care: something is wrong).
"""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QWidget,
)

from ui.theme import paint as pt
from ui.theme import theme as th
from ui.theme import tokens as tk

ST = QStyle.StateFlag
ON, OVER, FOCUSED = ST.State_On, ST.State_MouseOver, ST.State_HasFocus
ENABLED, DOWN, SELECTED, PARTLY = ST.State_Enabled, ST.State_Sunken, ST.State_Selected, ST.State_NoChange

PRIMARY: Final = "primary"
QUIET: Final = "quiet"
TICK: Final = 18
"""Side of a tick box."""
ICON_GAP: Final = 8
_PAD = {PRIMARY: 16, QUIET: 10}
_PAD_NORMAL = 15
_MENU_EDGE = 12
_MENU_MARK = 26
MNEMONIC: Final = Qt.TextFlag.TextShowMnemonic


def kind_of(widget: QWidget | None) -> str:
    """primary, quiet, or an empty string for a normal button."""
    return str(widget.property("kind") or "") if widget is not None else ""


def glyph_of(widget: QWidget | None) -> str:
    """Name of the icon on a button, or empty."""
    return str(widget.property("glyph") or "") if widget is not None else ""


def is_wrong(widget: QWidget | None) -> bool:
    """Whether the input holds something that cannot be right."""
    return widget is not None and widget.property("state") == "care"


# ---- inputs ----------------------------------------------------------------------------------------------------------
def field(painter: QPainter, rect: QRect, *, focused: bool, wrong: bool, enabled: bool) -> None:
    """Ground and border of everything one types in. Wrong and focused: both are seen, one inside the other."""
    c, r = th.colours(), QRectF(rect)
    painter.save()
    ground = c.paper if enabled else c.tint
    if focused:
        pt.box(painter, r, ground, c.focus, tk.R_INPUT, tk.RING)
        if wrong:
            pt.box(painter, r.adjusted(3, 3, -3, -3), None, c.care, 2, 1)
    elif wrong:
        pt.box(painter, r, ground, c.care, tk.R_INPUT, 2)
    else:
        pt.box(painter, r, ground, c.edge if enabled else c.rule, tk.R_INPUT)
    painter.restore()


def arrow(painter: QPainter, rect: QRect, name: str, *, enabled: bool, size: int = 16) -> None:
    """The arrow of a combo box, a date or a spin box."""
    c = th.colours()
    pt.icon_in(painter, QRectF(rect), name, c.soft if enabled else c.rule, size)


# ---- buttons ---------------------------------------------------------------------------------------------------------
def button_size(words: str, widget: QWidget | None, used_width: int) -> QSize:
    """Size of a button with these words; ``used_width`` is the width of the words in its font."""
    high = th.px(tk.H_INPUT)
    glyph, kind = glyph_of(widget), kind_of(widget)
    if glyph and not words:
        return QSize(max(high, 40), high)
    wide = used_width + 2 * _PAD.get(kind, _PAD_NORMAL) + (tk.ICON + ICON_GAP if glyph else 0)
    return QSize(max(wide, 44), high)


def button_panel(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> None:
    """Ground and outline of a push button.

    A focused primary button shows ring, gap and face: the ring cannot reach 3:1 against the face, so it stands against
    the page.
    """
    c, kind, r = th.colours(), kind_of(widget), QRectF(option.rect)
    state = option.state
    over = bool(state & (OVER | DOWN)) and bool(state & ENABLED)
    focused = bool(state & FOCUSED)
    painter.save()
    if kind == PRIMARY:
        face = r.adjusted(4, 4, -4, -4) if focused else r
        if state & ENABLED:
            pt.box(painter, face, c.accent_hover if over else c.accent)
        else:
            pt.box(painter, face, c.tint, c.hair)
        if focused:
            pt.ring(painter, r, tk.R_CARD)
    elif kind == QUIET:
        pt.box(painter, r, c.pick if state & DOWN else c.tint if over else None)
        if focused:
            pt.ring(painter, r)
    else:
        fill = c.pick if state & (ON | DOWN) else c.tint if over or not state & ENABLED else c.paper
        line = c.focus if focused else c.rule if state & ENABLED else c.hair
        pt.box(painter, r, fill, line, tk.R_INPUT, tk.RING if focused else 1)
    painter.restore()


def button_colour(state: QStyle.StateFlag, kind: str) -> QColor:
    """Colour of the words and the icon on a button."""
    c = th.colours()
    if not state & ENABLED:
        return c.soft
    return c.on_accent if kind == PRIMARY else c.accent if kind == QUIET else c.ink


def button_label(painter: QPainter, option: QStyleOptionButton, widget: QWidget | None) -> None:
    """Icon and words of a push button, in its middle (quiet ones too: they stand alone)."""
    colour = button_colour(option.state, kind_of(widget))
    words, glyph, r = option.text, glyph_of(widget), QRectF(option.rect)
    if not words:
        if glyph:
            pt.icon_in(painter, r, glyph, colour)
        return
    used = widget.font() if widget is not None else th.font("strong")
    painter.save()
    painter.setFont(used)
    painter.setPen(colour)
    before = tk.ICON + ICON_GAP if glyph else 0
    wide = option.fontMetrics.size(int(MNEMONIC), words).width()
    left = max(r.left() + 4, r.center().x() - (wide + before) / 2)
    if glyph:
        pt.icon(painter, round(left), round(r.center().y() - tk.ICON / 2 + 0.5), glyph, colour)
    room = QRectF(left + before, r.top(), r.right() - left - before - 3, r.height())
    painter.drawText(room, int(pt.LEFT) | int(MNEMONIC), words)
    painter.restore()


def tick(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, radio: bool) -> None:
    """A tick box or radio. The outline of Fusion's own has 1.3:1 in the dark."""
    c, on = th.colours(), bool(state & ON)
    enabled = bool(state & ENABLED)
    line = c.rule if not enabled else c.accent if on else c.edge
    painter.save()
    if radio:
        pt.box(painter, rect, c.paper, line, rect.width() / 2, 1.5)
        if on:
            inner = rect.adjusted(5, 5, -5, -5)
            pt.box(painter, inner, line, None, inner.width() / 2)
    else:
        filled = on or bool(state & PARTLY)
        fill = line if filled else c.tint if state & OVER and enabled else c.paper
        pt.box(painter, rect, fill, line, 3, 1.5)
        if filled:
            pt.icon_in(painter, rect, "check" if on else "minus", c.on_accent if enabled else c.paper, tk.ICON_SMALL)
    painter.restore()


def tick_with_words(painter: QPainter, option: QStyleOptionButton, widget: QWidget | None, *, radio: bool) -> None:
    """A whole check box or radio button: tick, words, focus ring round both."""
    c, r = th.colours(), QRectF(option.rect)
    top = r.center().y() - TICK / 2
    tick(painter, QRectF(r.left() + 3, round(top), TICK, TICK), option.state, radio=radio)
    painter.save()
    painter.setFont(widget.font() if widget is not None else th.font())
    painter.setPen(c.ink if option.state & ENABLED else c.soft)
    painter.drawText(r.adjusted(TICK + 12, 0, 0, 0), int(pt.LEFT) | int(MNEMONIC), option.text)
    if option.state & FOCUSED:
        pt.ring(painter, r)
    painter.restore()


# ---- menus -----------------------------------------------------------------------------------------------------------
def menu_size(option: QStyleOptionMenuItem, size: QSize) -> QSize:
    """Size of a line in a menu or in the list of a combo box."""
    if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
        return QSize(size.width(), 9)
    words, _, keys = option.text.partition("\t")
    metrics = option.fontMetrics
    wide = metrics.size(int(MNEMONIC), words).width() + 2 * _MENU_EDGE + _MENU_MARK
    if keys:
        wide += metrics.horizontalAdvance(keys) + 32
    if option.menuItemType == QStyleOptionMenuItem.MenuItemType.SubMenu:
        wide += 24
    return QSize(max(wide, 120), th.px(34))


def menu_item(painter: QPainter, option: QStyleOptionMenuItem) -> None:
    """A line in a menu: mark or icon, words, keys; the current one on tint with a bar, as in every list."""
    c, r = th.colours(), QRectF(option.rect)
    kinds = QStyleOptionMenuItem.MenuItemType
    painter.save()
    painter.fillRect(r, c.paper)
    if option.menuItemType == kinds.Separator:
        painter.fillRect(QRectF(r.left(), round(r.center().y()), r.width(), 1), c.hair)
        painter.restore()
        return
    enabled = bool(option.state & ENABLED)
    if option.state & SELECTED and enabled:
        painter.fillRect(r, c.pick)
        painter.fillRect(QRectF(r.left(), r.top(), 3, r.height()), c.accent)
    colour = c.ink if enabled else c.soft
    mark = QRectF(r.left() + 8, r.top(), _MENU_MARK, r.height())
    if option.checked:
        pt.icon_in(painter, mark, "check", c.accent, 16)
    elif not option.icon.isNull():
        painter.drawPixmap(
            QPointF(mark.center().x() - 8, round(mark.center().y() - 8)),
            option.icon.pixmap(QSize(16, 16), painter.device().devicePixelRatioF()),
        )
    words, _, keys = option.text.partition("\t")
    painter.setFont(option.font)
    painter.setPen(colour)
    inner = r.adjusted(_MENU_EDGE + _MENU_MARK, 0, -_MENU_EDGE, 0)
    painter.drawText(inner, int(pt.LEFT) | int(MNEMONIC), words)
    if keys:
        painter.setPen(c.soft)
        painter.drawText(inner, int(pt.RIGHT), keys)
    elif option.menuItemType == kinds.SubMenu:
        pt.icon(painter, inner.right() - 14, round(r.center().y() - 8), "chevron-right", c.soft, 16)
    painter.restore()


def filled(painter: QPainter, rect: QRect, fill: QColor, line: QColor | None = None) -> None:
    """A plain rectangle with at most a line of one pixel: menus, tool tips."""
    painter.save()
    painter.fillRect(rect, fill)
    if line is not None:
        painter.setPen(line)
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


# ---- the rest --------------------------------------------------------------------------------------------------------
def slider(painter: QPainter, rect: QRect, *, over: bool) -> None:
    """The handle of a scroll bar; there is no groove and there are no arrows."""
    painter.save()
    c = th.colours()
    pt.box(painter, QRectF(rect).adjusted(3, 3, -3, -3), c.edge if over else c.hair, None, 4)
    painter.restore()


def progress(painter: QPainter, option: QStyleOptionProgressBar) -> None:
    """The part of a progress bar that is done."""
    span = option.maximum - option.minimum
    share = (option.progress - option.minimum) / span if span > 0 else 1.0
    painter.save()
    r = QRectF(option.rect)
    c = th.colours()
    pt.box(painter, r, c.hair, None, 2)
    if share > 0:
        pt.box(painter, QRectF(r.left(), r.top(), r.width() * share, r.height()), c.accent, None, 2)
    painter.restore()


def header_ground(painter: QPainter, rect: QRect) -> None:
    """Ground of a heading in a table: white, a rule below."""
    c = th.colours()
    painter.fillRect(rect, c.paper)
    painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), c.rule)
