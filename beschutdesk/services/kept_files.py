"""Papers of others kept in the vault: a PDF or a picture goes in, and out again only where somebody puts it."""

from pathlib import Path
from typing import Final
from uuid import UUID

from beschutdesk.blame import blame
from beschutdesk.dossier.values import Attachment
from beschutdesk.files import write_whole
from beschutdesk.services.store import Store
from beschutdesk.storage.attachments import LIMIT
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["LIMIT", "KeptFiles"]

_NAME: Final = 120
"""Characters of a file name."""
_PICTURE_LIMIT: Final = 40_000_000
"""Bytes of a picture before it is made smaller."""
_SAFE: Final = "Er is niets veranderd."
_KINDS: Final = "Kies een pdf, of een foto of scan (JPEG, PNG of WebP)."
_PDF_WITHIN: Final = 1024
"""A PDF begins within so many bytes."""


class KeptFiles:
    """Papers of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, path: Path) -> Attachment:
        """Put a PDF or a picture in the vault; what it is shows from its content. Belongs in the jobs lane.

        A picture is set upright and made no larger than can be read on paper; place, date and camera are left out.

        Raises:
            Trouble: it cannot be read, is something else, or is larger than 10 MB.
        """
        data = _read(path)
        name, kind = path.name[-_NAME:], "application/pdf"
        if b"%PDF-" not in data[:_PDF_WITHIN]:
            from beschutdesk.documents.images import LONGEST_SCAN, UnusablePhoto, clean

            try:
                data = clean(data, LONGEST_SCAN)
            except UnusablePhoto as wrong:
                raise Trouble(f"{path.name}: {_lower(wrong.happened)}", _SAFE, _KINDS) from None
            name, kind = f"{path.stem[:_NAME]}.jpg", "image/jpeg"
        return Attachment(self._store.attachments.put(data), name, kind, len(data))

    def write_out(self, kept: Attachment, path: Path, candidate: UUID | None = None) -> None:
        """Write a copy where somebody wants it; the audit log says that it left the program.

        Args:
            kept: the paper.
            path: where it goes.
            candidate: whom it is about.

        Raises:
            Trouble: it is damaged, or cannot be written.
        """
        data = self._store.attachments.get(kept.digest)
        try:
            write_whole(path, data)
        except OSError as error:
            told = blame(error)
            if told is None:
                raise
            raise Trouble(told.happened, "Het bestand staat nog in de kluis.", told.todo) from None
        self._store.note(Note(Act.EXPORT, "candidate" if candidate else "", candidate, detail={"what": "attachment"}))


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(_PICTURE_LIMIT + 1)
    except OSError as error:
        told = blame(error)
        if told is None:
            raise
        raise Trouble(f"{path.name}: {told.happened}", _SAFE, told.todo) from None
    is_pdf = b"%PDF-" in data[:_PDF_WITHIN]
    if size > (LIMIT if is_pdf else _PICTURE_LIMIT):
        raise Trouble(f"{path.name} is groter dan 10 MB.", _SAFE, "Verklein het, of verdeel het over twee bestanden.")
    if not data:
        raise Trouble(f"{path.name} is leeg.", _SAFE, _KINDS)
    return data


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
