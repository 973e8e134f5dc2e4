"""Destroying for good, and doing it again in a database that does not know of it."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from time import time
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.services import stage
from beschutdesk.services.store import ChangeSet, Store
from beschutdesk.storage import destroyed, destroying, queries
from beschutdesk.storage.destroyed import Filed
from beschutdesk.storage.raw import Connection
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.vault.keys import DataKey

_SAFE = "Er is niets vernietigd."


def destroy(store: Store, record: str, key: UUID) -> ChangeSet:
    """Destroy what lies in the trash; see :meth:`beschutdesk.services.dossiers.Dossiers.destroy`.

    The vaults that a restore or a new key put aside in the profile go with it: nothing there may outlive this.
    """
    started, today = time(), date.today()  # noqa: DTZ011 - a person's today
    path = store.folder / destroyed.FILE
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
        secret = secret_of(connection, store.key)
        filed = destroyed.read(path, secret)
        destroyed.write(path, secret, filed.destroyed, {**filed.pending, key: root.deleted_at})
        try:
            work.commit()
        except BaseException:
            with suppress(OSError):  # else it is asked again at the next opening, if it still lies in the trash
                destroyed.write(path, secret, filed.destroyed, filed.pending)
            raise
    stage.doom(store.folder)
    _publish(store)
    destroying.wipe(store.engine)
    with store.reading() as reader:
        orphans = doomed.digests - queries.attached(reader)
    store.attachments.remove(orphans, started)
    return frozenset((name, one) for name, keys in doomed.keys.items() for one in keys)


def settle(store: Store) -> int:
    """Bring database and list to the same; see :meth:`beschutdesk.services.dossiers.Dossiers.settle`."""
    path = store.folder / destroyed.FILE
    with suppress(OSError):  # a folder that cannot be written is no reason to stay shut: the next opening
        with store.reading() as reader:
            if destroying.in_step(reader, destroyed.read(path, secret_of(reader, store.key))):
                return 0
        with store.writing() as connection:
            filed = destroyed.read(path, secret_of(connection, store.key))
            gone = destroying.reconcile(connection, filed, store.stamp, date.today())  # noqa: DTZ011
        if gone or filed.pending:
            stage.doom(store.folder)
        _publish(store)
        if gone:
            destroying.wipe(store.engine)
        return gone
    return 0


def _publish(store: Store) -> None:
    """Let the list say what the table says. The destroying itself is done, so a full disk is left to the next opening.

    Under the lock of the database, so that two programs do not overwrite each other's; whoever was about to destroy
    something is then either done or has given up.
    """
    path = store.folder / destroyed.FILE
    with suppress(OSError, Trouble), store.writing() as connection:
        secret = secret_of(connection, store.key)
        destroyed.write(path, secret, {**destroyed.read(path, secret).destroyed, **destroying.tabled(connection)})


def secret_of(connection: Connection, key: "DataKey") -> bytes:
    """What the list of this vault proves itself with.

    Args:
        connection: to its database, of now or in a backup.
        key: the data key of that database.
    """
    return destroyed.secret(connection, key.derive(destroyed.PURPOSE))


def carry(connection: Connection, old: "DataKey") -> None:
    """Let the list go on proving itself in a database that was sealed anew; in a writing transaction there."""
    destroyed.carry(connection, old.derive(destroyed.PURPOSE))


def filed(profile: Path, connection: Connection, key: "DataKey") -> Filed:
    """What the list of a profile says, as far as it proves itself to this database.

    Raises:
        OSError: it is there and cannot be read.
    """
    return destroyed.read(profile / destroyed.FILE, secret_of(connection, key))


def unproven(profile: Path, connection: Connection, key: "DataKey") -> bool:
    """Whether a list lies there, or was kept aside, that does not prove itself; it is not obeyed."""
    return bool(destroyed.set_aside(profile)) or not filed(profile, connection, key).whole


def _in_use(record: str, users: frozenset[str]) -> Trouble:
    what = REGISTRY[record].label.lower()
    where = " en ".join(sorted(REGISTRY[user].label.lower() for user in users))
    return Trouble(
        f"Deze {what} wordt nog gebruikt bij een {where}.",
        _SAFE,
        f"Kies daar eerst een andere {what}, of vernietig eerst wat daar in de prullenbak ligt.",
    )
