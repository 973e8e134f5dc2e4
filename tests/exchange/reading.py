"""The words of a PDF, page by page, as another program than those that made it reads them (PDFium, in Qt)."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument


def words_of(data: bytes) -> list[str]:
    """All words of each page."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    try:
        return [document.getAllText(page).text() for page in range(document.pageCount())]
    finally:
        document.close()
        buffer.close()
