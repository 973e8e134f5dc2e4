"""The house style: Fusion, with every control that Fusion draws otherwise drawn from the tokens. No style sheets.

Only drawing, ``sizeFromContents`` and ``polish`` are overridden. Qt asks for metrics, hints and sub-rectangles
thousands of times per window, and each Python override there costs; what they would decide is done once, in ``polish``.
"""

from typing import Any, cast

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from ui.theme import controls as draw
from ui.theme import icons
from ui.theme import paint as pt
from ui.theme import theme as th
from ui.theme import tokens as tk

_PE, _CE, _CC = QStyle.PrimitiveElement, QStyle.ControlElement, QStyle.ComplexControl
_CT, _SC = QStyle.ContentsType, QStyle.SubControl
# Spelled out once: enum look-ups in Qt for Python are slow and these run for every control on every paint.
_LINE_EDIT, _FRAME, _FOCUS_RECT = _PE.PE_PanelLineEdit, _PE.PE_Frame, _PE.PE_FrameFocusRect
_BUTTON, _TOOL_BUTTON = _PE.PE_PanelButtonCommand, _PE.PE_PanelButtonTool
_TICK, _RADIO, _ROW_TICK = _PE.PE_IndicatorCheckBox, _PE.PE_IndicatorRadioButton, _PE.PE_IndicatorItemViewItemCheck
_MENU_PANEL, _MENU_FRAME, _TIP = _PE.PE_PanelMenu, _PE.PE_FrameMenu, _PE.PE_PanelTipLabel
_CORNER = _PE.PE_PanelScrollAreaCorner
_BUTTON_LABEL, _COMBO_LABEL = _CE.CE_PushButtonLabel, _CE.CE_ComboBoxLabel
_CHECK_BOX, _RADIO_BUTTON = _CE.CE_CheckBox, _CE.CE_RadioButton
_MENU_ITEM, _MENU_EMPTY = _CE.CE_MenuItem, _CE.CE_MenuEmptyArea
_PROGRESS_GROOVE, _PROGRESS_DONE = _CE.CE_ProgressBarGroove, _CE.CE_ProgressBarContents
_HEADER, _SPLITTER = _CE.CE_HeaderSection, _CE.CE_Splitter
_COMBO, _SPIN, _SCROLL = _CC.CC_ComboBox, _CC.CC_SpinBox, _CC.CC_ScrollBar
_CT_EDIT, _CT_COMBO, _CT_SPIN, _CT_BUTTON = _CT.CT_LineEdit, _CT.CT_ComboBox, _CT.CT_SpinBox, _CT.CT_PushButton
_CT_TICK, _CT_RADIO, _CT_MENU = _CT.CT_CheckBox, _CT.CT_RadioButton, _CT.CT_MenuItem
_SLIDER = _SC.SC_ScrollBarSlider
_UP, _DOWN = _SC.SC_SpinBoxUp, _SC.SC_SpinBoxDown
_OVER, _FOCUSED, _ENABLED = draw.OVER, draw.FOCUSED, draw.ENABLED

_TEXT_MARGIN = 7
_COMBO_MARGIN = 10
_COMBO_ARROW_ROOM = 30
_COMPOUND = (QComboBox, QAbstractSpinBox)


class HouseStyle(QProxyStyle):
    """See the module. One object for the whole application, put there by :func:`ui.theme.apply`."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    # ---- once per widget ---------------------------------------------------------------------------------------------
    def polish(self, thing: Any) -> Any:
        if isinstance(thing, QWidget):
            self._prepare(thing)
        return super().polish(thing)

    @staticmethod
    def _prepare(widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            parent = widget.parent()
            if isinstance(parent, QAbstractSpinBox):
                widget.setTextMargins(_TEXT_MARGIN - 1, 0, 0, 0)
            elif isinstance(parent, QComboBox):
                widget.setTextMargins(_TEXT_MARGIN - 2, 0, 0, 0)
            elif widget.textMargins().isNull():
                widget.setTextMargins(_TEXT_MARGIN, 0, _TEXT_MARGIN, 0)
        elif isinstance(widget, QPushButton):
            if widget.property("type") is None:
                widget.setProperty("type", "strong")
                th.dress(widget)
        elif isinstance(widget, QMenu):
            widget.setContentsMargins(1, 5, 1, 5)  # the lines leave the border free
        elif isinstance(widget, QCalendarWidget):
            dress_calendar(widget)

    # ---- sizes -------------------------------------------------------------------------------------------------------
    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        if kind == _CT_BUTTON:
            words = cast(QStyleOptionButton, option).text
            used = option.fontMetrics.size(int(draw.MNEMONIC), words).width() if words else 0
            return draw.button_size(words, widget, used)
        if kind == _CT_MENU:
            return draw.menu_size(cast(QStyleOptionMenuItem, option), size)
        if kind in (_CT_TICK, _CT_RADIO):
            words = cast(QStyleOptionButton, option).text
            used = option.fontMetrics.size(int(draw.MNEMONIC), words).width() if words else 0
            return QSize(draw.TICK + 6 + (used + 14 if words else 0), th.px(28))
        made = super().sizeFromContents(kind, option, size, cast(QWidget, widget))
        if kind in (_CT_EDIT, _CT_COMBO, _CT_SPIN) and not _is_inside(widget):
            made.setHeight(max(made.height(), th.px(tk.H_INPUT)))
            if kind == _CT_COMBO:
                made.setWidth(made.width() + _COMBO_MARGIN)
        return made

    # ---- drawing -----------------------------------------------------------------------------------------------------
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        c = th.colours()
        state = option.state
        if element == _LINE_EDIT:
            if not _is_inside(widget):
                _field(painter, option, widget)
        elif element == _BUTTON:
            draw.button_panel(painter, option, widget)
        elif element == _FRAME and isinstance(widget, (QPlainTextEdit, QTextEdit)):
            draw.field(
                painter,
                option.rect,
                focused=widget.hasFocus(),
                wrong=draw.is_wrong(widget),
                enabled=widget.isEnabled(),
            )
        elif element in (_TICK, _RADIO, _ROW_TICK):
            draw.tick(painter, option.rect.toRectF(), state, radio=element == _RADIO)
        elif element == _FOCUS_RECT:
            if not isinstance(widget, QPushButton):  # its panel has drawn the ring already
                painter.save()
                pt.ring(painter, option.rect.toRectF(), 3)
                painter.restore()
        elif element == _TOOL_BUTTON:
            if state & (_OVER | draw.DOWN | draw.ON):
                draw.filled(painter, option.rect, c.pick if state & draw.ON else c.tint)
            if state & _FOCUSED:
                pt.ring(painter, option.rect.toRectF())
        elif element in (_MENU_PANEL, _MENU_FRAME) or (element == _FRAME and _is_popup(widget)):
            draw.filled(painter, option.rect, c.paper, c.edge)
        elif element == _TIP:
            draw.filled(painter, option.rect, c.ink)
        elif element == _CORNER:
            pass
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == _BUTTON_LABEL:
            draw.button_label(painter, cast(QStyleOptionButton, option), widget)
        elif element == _COMBO_LABEL and not (box := cast(QStyleOptionComboBox, option)).editable:
            c = th.colours()
            room = option.rect.toRectF().adjusted(_COMBO_MARGIN, 0, -_COMBO_ARROW_ROOM, 0)
            placeholder = isinstance(widget, QComboBox) and widget.currentIndex() < 0
            colour = c.soft if placeholder or not option.state & _ENABLED else c.ink
            pt.text(painter, room, box.currentText, widget.font() if widget else th.font(), colour)
        elif element in (_CHECK_BOX, _RADIO_BUTTON):
            draw.tick_with_words(painter, cast(QStyleOptionButton, option), widget, radio=element == _RADIO_BUTTON)
        elif element == _MENU_ITEM:
            draw.menu_item(painter, cast(QStyleOptionMenuItem, option))
        elif element == _MENU_EMPTY:
            pass  # the panel has its ground already
        elif element == _PROGRESS_GROOVE:
            pass
        elif element == _PROGRESS_DONE:
            draw.progress(painter, cast(QStyleOptionProgressBar, option))
        elif element == _HEADER:
            draw.header_ground(painter, option.rect)
        elif element == _SPLITTER:
            painter.fillRect(option.rect, th.colours().hair)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        enabled = bool(option.state & _ENABLED)
        owner = cast(QWidget, widget)  # the stubs want one; Qt takes none as well
        if control == _COMBO:
            _field(painter, option, widget)
            rect = option.rect
            rect = QRect(rect.right() - _COMBO_ARROW_ROOM, rect.top(), _COMBO_ARROW_ROOM - 2, rect.height())
            date = isinstance(widget, QDateTimeEdit)
            draw.arrow(painter, rect, "calendar-days" if date else "chevron-down", enabled=enabled)
        elif control == _SPIN:
            _field(painter, option, widget)
            for part, name in ((_UP, "chevron-up"), (_DOWN, "chevron-down")):
                if option.subControls & part:
                    rect = self.subControlRect(control, option, part, owner)
                    draw.arrow(painter, rect.translated(-4, 0), name, enabled=enabled, size=14)
        elif control == _SCROLL:
            rect = self.subControlRect(control, option, _SLIDER, owner)
            draw.slider(painter, rect, over=bool(option.state & _OVER))
        else:
            super().drawComplexControl(control, option, painter, widget)


def _is_inside(widget: QWidget | None) -> bool:
    """Whether this line edit is the inner part of a combo, date or spin box, which draws the border itself."""
    return isinstance(widget, QLineEdit) and isinstance(widget.parent(), _COMPOUND)


def _is_popup(widget: QWidget | None) -> bool:
    """Whether this frame is the list of a combo box, which hangs above the page."""
    return widget is not None and widget.inherits("QComboBoxPrivateContainer")


def _field(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> None:
    draw.field(
        painter,
        option.rect,
        focused=bool(option.state & _FOCUSED),
        wrong=draw.is_wrong(widget),
        enabled=bool(option.state & _ENABLED),
    )


def dress_calendar(calendar: QCalendarWidget) -> None:
    """Colours, arrows and Monday first for the calendar of a date field; again after each change of theme."""
    c = th.colours()
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setLocale(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    head = QTextCharFormat()
    head.setForeground(c.soft)
    head.setBackground(c.side)
    calendar.setHeaderTextFormat(head)
    day = QTextCharFormat()
    day.setForeground(c.ink)
    weekend = QTextCharFormat()
    weekend.setForeground(c.soft)
    for weekday in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(weekday, weekend if weekday.value >= 6 else day)
    # The bar on top would be a block of accent, louder than any primary button.
    if bar := cast(QWidget | None, calendar.findChild(QWidget, "qt_calendar_navigationbar")):
        worn = bar.palette()
        worn.setColor(QPalette.ColorRole.Highlight, c.side)
        worn.setColor(QPalette.ColorRole.HighlightedText, c.ink)
        worn.setColor(QPalette.ColorRole.ButtonText, c.ink)
        bar.setPalette(worn)
        for child in bar.findChildren(QToolButton):
            child.setPalette(worn)
    for part, name in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
        if arrow := cast(QToolButton | None, calendar.findChild(QToolButton, part)):
            arrow.setIcon(icons.icon(name, c.ink))
