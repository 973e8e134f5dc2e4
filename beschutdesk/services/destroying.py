"""Destroying for good, and doing it again in a database that does not know of it."""

from contextlib import suppress
from datetime import date
from time import time
from uuid import UUID

from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.services.store import ChangeSet, Store
from beschutdesk.storage import destroying, queries
from beschutdesk.trouble import Trouble

_SAFE = "Er is niets vernietigd."


def destroy(store: Store, record: str, key: UUID) -> ChangeSet:
    """Destroy what lies in the trash; see :meth:`beschutdesk.services.dossiers.Dossiers.destroy`."""
    started, today = time(), date.today()  # noqa: DTZ011 - a person's today
    path = store.folder / destroying.FILE
    with store.work() as work:
        root = work.find(record, key)
        if root is None:
            raise Trouble("Dit dossier is er niet meer.", _SAFE)
        if root.deleted_at is None:
            raise Trouble(
                "Alleen wat in de prullenbak ligt, kan worden vernietigd.", _SAFE, "Leg het eerst in de prullenbak."
            )
        connection = work.session.connection()
        doomed = destroying.gather(connection, record, key)
        try:
            destroying.destroy(connection, doomed, today)
        except destroying.InUse as error:
            raise _in_use(record, error.records) from None
        for note in doomed.notes():
            work.note(note)
        known = destroying.read(path)
        destroying.write(path, known | dict.fromkeys(doomed.all(), today))
        try:
            work.commit()
        except BaseException:
            with suppress(OSError):  # else the next opening would destroy what is still here
                destroying.write(path, known)
            raise
    destroying.wipe(store.engine)
    with store.reading() as reader:
        orphans = doomed.digests - queries.attached(reader)
    store.attachments.remove(orphans, started)
    return frozenset((name, one) for name, keys in doomed.keys.items() for one in keys)


def settle(store: Store) -> int:
    """Bring database and list to the same; see :meth:`beschutdesk.services.dossiers.Dossiers.settle`."""
    path = store.folder / destroying.FILE
    with suppress(OSError):  # a folder that cannot be written is no reason to stay shut: the next opening
        with store.reading() as reader:
            if destroying.in_step(reader, path):
                return 0
        with store.writing() as connection:
            gone = destroying.reconcile(connection, path, store.stamp, date.today())  # noqa: DTZ011
        if gone:
            destroying.wipe(store.engine)
        return gone
    return 0


def _in_use(record: str, users: frozenset[str]) -> Trouble:
    what = REGISTRY[record].label.lower()
    where = " en ".join(sorted(REGISTRY[user].label.lower() for user in users))
    return Trouble(
        f"Deze {what} wordt nog gebruikt bij een {where}.",
        _SAFE,
        f"Kies daar eerst een andere {what}, of vernietig eerst wat daar in de prullenbak ligt.",
    )
