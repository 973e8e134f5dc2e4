"""What left the program is kept: an immutable snapshot with its file, and a line in the log."""

from collections.abc import Iterable
from hashlib import sha256

from beschutdesk.documents.order import Printed
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.values import Attachment
from beschutdesk.services.dossiers import Dossiers, Saved
from beschutdesk.services.store import Store
from beschutdesk.storage.audit import Act, Note


def digest_of(printed: Printed) -> str:
    """What a document is known by."""
    return sha256(printed.data).hexdigest()


def file_of(store: Store, printed: Printed) -> Attachment:
    """A document, kept as a file."""
    return Attachment(store.attachments.put(printed.data), printed.name, "application/pdf", len(printed.data))


def note_of(record: IssuedDocument) -> Note:
    """The line in the log: which document, for whom and how; nothing of what is in it."""
    detail = {
        "document": record.kind.key if record.kind is not None else "",
        "audience": record.audience,
        "way": record.way,
        "issued": str(record.id),
    }
    return Note(Act.PRINT, "candidate", record.candidate, detail=detail)


def keep(
    store: Store, dossiers: Dossiers, printed: Printed, record: IssuedDocument, also: Iterable[Record] = ()
) -> Saved:
    """Keep a snapshot, in one save with its line in the log. Call it after the file was handed over.

    Args:
        store: where its file goes.
        dossiers: where the snapshot goes.
        printed: the document.
        record: all that is known of it but its file.
        also: records that are new with it.
    """
    record.digest, record.file = digest_of(printed), file_of(store, printed)
    return dossiers.add([*also, record], notes=[note_of(record)])
