"""Where two PDFs look different."""

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from beschutdesk.exchange.acroform import Blank

_SCALE = 1.5
_SLACK = 2
_FAINT = 60


def pages_of(data: bytes) -> list[QImage]:
    """Each page as a grey picture."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    found = []
    for page in range(document.pageCount()):
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * _SCALE), round(points.height() * _SCALE))
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.drawImage(0, 0, document.render(page, size))
        painter.end()
        found.append(picture.convertToFormat(QImage.Format.Format_Grayscale8))
    document.close()
    buffer.close()
    return found


def differences(one: bytes, other: bytes, blank: Blank) -> tuple[int, int]:
    """How many dots differ inside the fields, and outside them."""
    inside = outside = 0
    for number, (first, second) in enumerate(zip(pages_of(one), pages_of(other), strict=True)):
        assert first.size() == second.size()
        wide, high = first.width(), first.height()
        boxes = [
            (
                place.shown[0] * wide - _SLACK,
                place.shown[1] * high - _SLACK,
                (place.shown[0] + place.shown[2]) * wide + _SLACK,
                (place.shown[1] + place.shown[3]) * high + _SLACK,
            )
            for field in blank.fields
            for place in field.places
            if place.page == number
        ]
        for y in range(high):
            row, same = _dots(first, y), _dots(second, y)
            if row == same:
                continue
            for x in range(wide):
                if abs(row[x] - same[x]) > _FAINT:
                    if any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes):
                        inside += 1
                    else:
                        outside += 1
    return inside, outside


def _dots(picture: QImage, y: int) -> bytes:
    line: Any = picture.constScanLine(y)
    return bytes(line)[: picture.width()]
