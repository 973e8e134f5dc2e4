"""A PDF on the screen, from memory: pages below each other, with page buttons and two sizes."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame

from ui.theme import colours, current, paint
from ui.theme import tokens as tk
from ui.widgets import Pane, Segmented, button, cols, label, line, rows

_FIT, _WHOLE = 0, 1
_EDGE: Final = tk.S5


class PageView(QPdfView):
    """The pages: white on the side ground, also in the dark, for paper is white.

    It shows its focus, and Page Up and Down go by page.
    """

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._mark: tuple[int, QRectF] | None = None
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDocumentMargins(QMargins(_EDGE, tk.S4, _EDGE, tk.S4))
        self.setPageSpacing(tk.S4)
        self.setMinimumSize(1, 1)
        self.setAccessibleName("Voorbeeld van het document")
        current().changed.connect(self._wear)
        self._wear()

    def _wear(self) -> None:
        # The ground of the view is the Dark role of its palette; nothing else in it uses that role.
        worn = QPalette(self.palette())
        worn.setColor(QPalette.ColorRole.Dark, colours().side)
        self.setPalette(worn)

    def show_mark(self, page: int, part: QRectF) -> None:
        """Draw a frame round a place on a page and bring it into view.

        Args:
            page: from 0.
            part: of the page, from 0 to 1 in both directions.
        """
        self._mark = page, part
        if (marked := self._marked()) is not None and not self.viewport().rect().contains(marked.center().toPoint()):
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + marked.center().y() - self.viewport().height() / 3))
        self.viewport().update()

    def drop_mark(self) -> None:
        """Draw no frame any more."""
        self._mark = None
        self.viewport().update()

    def _marked(self) -> QRectF | None:
        """The marked place in the viewport."""
        pages = self._pages() if self._mark is not None else []
        if self._mark is None or self._mark[0] >= len(pages):
            return None
        page, part = pages[self._mark[0]], self._mark[1]
        left, top = page.left() + part.left() * page.width(), page.top() + part.top() * page.height()
        return QRectF(left, top, part.width() * page.width(), part.height() * page.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(colours().rule)
        for page in self._pages():
            painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))
        if (marked := self._marked()) is not None:
            painter.setPen(QPen(QColor(tk.LIGHT.accent), 3))  # paper is white, also in the dark
            painter.drawRect(marked.adjusted(-4, -4, 4, 4))
        if self.hasFocus():
            paint.ring(painter, self.viewport().rect().toRectF())
        painter.end()

    def _pages(self) -> list[QRectF]:
        """Where the pages stand in the viewport, laid out as Qt does it; Qt itself does not tell."""
        document = self.document()
        if document.status() != QPdfDocument.Status.Ready:
            return []
        margins, room = self.documentMargins(), self.viewport().width()
        dots = self.screen().logicalDotsPerInch() / 72
        sizes: list[QSize] = []
        for number in range(document.pageCount()):
            points = document.pagePointSize(number)
            if self.zoomMode() == QPdfView.ZoomMode.FitToWidth:
                scale = (room - margins.left() - margins.right()) / (points.width() * dots)
            else:
                scale = self.zoomFactor()
            sizes.append(QSizeF(points.width() * dots * scale, points.height() * dots * scale).toSize())
        wide = max((size.width() for size in sizes), default=0) + margins.left() + margins.right()
        left = -self.horizontalScrollBar().value()
        top = margins.top() - self.verticalScrollBar().value()
        found = []
        for size in sizes:
            at = (max(wide, room) - size.width()) // 2
            found.append(QRectF(left + at, top, size.width(), size.height()))
            top += size.height() + self.pageSpacing()
        return found


class Preview(Pane):
    """The pages with a foot: previous, which page, next, and the size.

    Attributes:
        document: what is shown.
    """

    def __init__(self) -> None:
        super().__init__("side")
        self._buffer: QBuffer | None = None
        self._busy = False
        self.document = QPdfDocument(self)
        self.view = PageView()
        self.view.setDocument(self.document)
        self.back = button("", "quiet", "chevron-left", "Vorige pagina (Page Up)", lambda: self.turn(-1))
        self.forth = button("", "quiet", "chevron-right", "Volgende pagina (Page Down)", lambda: self.turn(1))
        self.where = label("", "meta", "soft")
        self.where.setMinimumWidth(1)
        self.size_choice = Segmented(["Passend", "100 %"], _FIT, "Grootte van het voorbeeld", clearable=False)
        self.size_choice.edited.connect(self._resize_pages)
        foot = cols(self.back, self.where, self.forth, None, self.size_choice, gap=tk.S2, margins=(12, 5, 24, 5))
        self.setLayout(rows((self.view, 1), line(), foot, gap=0))
        self.setMinimumSize(1, 1)
        self.view.turned.connect(self.turn)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._say_page())
        self._say_page()

    @property
    def pages(self) -> int:
        """Number of pages."""
        return self.document.pageCount() if self.document.status() == QPdfDocument.Status.Ready else 0

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return min(self.view.pageNavigator().currentPage(), max(self.pages - 1, 0))

    def show_pdf(self, data: bytes) -> bool:
        """Show another document at the place where the last one stood. Returns whether it can be read."""
        at = self.view.verticalScrollBar().value()
        self.clear()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.view.verticalScrollBar().setValue(at)
        self._say_page()
        return self.pages > 0

    def clear(self) -> None:
        """Show nothing and forget the bytes."""
        self.document.close()  # before its buffer
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None

    def turn(self, step: int) -> None:
        """Go some pages on (or back)."""
        goal = min(max(self.page + step, 0), self.pages - 1)
        if goal >= 0:
            self.view.pageNavigator().jump(goal, QPointF(0, 0), 0)

    def set_busy(self, busy: bool) -> None:
        """Say that another document is being made; the last one stays in view."""
        self._busy = busy
        self._say_page()

    def _resize_pages(self, choice: int) -> None:
        page = self.page
        if choice == _WHOLE:
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(1.0)
        else:
            self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.pageNavigator().jump(page, QPointF(0, 0), 0)

    def _say_page(self) -> None:
        pages = self.pages
        self.view.setAccessibleDescription(f"{pages} pagina’s, zoals ze worden afgedrukt." if pages else "")
        if self._busy:
            self.where.setText("Voorbeeld wordt gemaakt…")
        else:
            self.where.setText(f"Pagina {self.page + 1} van {pages}" if pages else "Nog geen pagina’s")
        self.back.setEnabled(self.page > 0)
        self.forth.setEnabled(self.page + 1 < pages)
