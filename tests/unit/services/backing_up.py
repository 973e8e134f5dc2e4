"""A folder of backups, and what is in a vault that is backed up."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.values import Attachment
from beschutdesk.services.desk import Desk

CONTENT = b"a scan of something" * 100


@pytest.fixture
def place(tmp_path: Path, demo_desk: Desk) -> Path:
    """The chosen folder, of a vault with demo dossiers and an attachment."""
    folder = tmp_path / "stick"
    folder.mkdir()
    demo_desk.settings.backup_folder = folder
    attach(demo_desk, CONTENT)
    return folder


def attach(desk: Desk, content: bytes) -> str:
    digest = desk._store.attachments.put(content)
    desk.dossiers.add([IssuedDocument(file=Attachment(digest, "a.pdf", "application/pdf", len(content)))])
    return digest


def names(desk: Desk) -> set[str]:
    today = datetime.now(UTC).date()
    return {line.title for line in desk.lists.candidate_lines(desk.lists.candidates(), today)}
