"""The audit log: who did what, to what, when, from where and how it ended. Lines are chained by hash.

What changes records has its line in the same transaction, so there is never one without the other. What happens outside
the database (a file that is written, a backup, an unlocking) gets its line right after it happened, so a crash or a
full disk in between leaves it without. A line holds keys of fields, counts and ids, never what stands in a field.

The hash of a line covers all its columns and the hash of the line before it, so a line that was changed, taken out or
moved shows. A tail that was cut off does not show from the chain itself: for that :func:`verify` takes the heads that
were written down elsewhere, in backups.

The functions that read take a connection of SQLAlchemy or a bare one.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.storage.mapping import AUDIT
from beschutdesk.storage.raw import Connection, run

OK, FAILED = "ok", "failed"


class Act(StrEnum):
    """What was done. The values are stable keys."""

    CREATE = "create"
    CHANGE = "change"
    TRASH = "trash"
    UNTRASH = "untrash"
    UNDO = "undo"
    DESTROY = "destroy"
    VIEW = "view"
    PRINT = "print"
    EXPORT = "export"
    IMPORT = "import"
    HANDOVER = "handover"
    UNLOCK = "unlock"
    UNLOCK_FAILED = "unlock_failed"
    KEYS = "keys"
    BACKUP = "backup"
    RESTORE = "restore"
    SETTINGS = "settings"
    RESCUE = "rescue"
    CHECK = "check"

    @property
    def label(self) -> str:
        """In Dutch."""
        return _LABELS[self]


_LABELS = {
    Act.CREATE: "Nieuw gemaakt",
    Act.CHANGE: "Gewijzigd",
    Act.TRASH: "Naar de prullenbak",
    Act.UNTRASH: "Uit de prullenbak gehaald",
    Act.UNDO: "Ongedaan gemaakt",
    Act.DESTROY: "Vernietigd",
    Act.VIEW: "Ingezien",
    Act.PRINT: "Document uitgegeven",
    Act.EXPORT: "Naar een bestand geschreven",
    Act.IMPORT: "Ingelezen",
    Act.HANDOVER: "Overgedragen",
    Act.UNLOCK: "Ontgrendeld",
    Act.UNLOCK_FAILED: "Ontgrendelen mislukt",
    Act.KEYS: "Sleutels gewijzigd",
    Act.BACKUP: "Reservekopie gemaakt",
    Act.RESTORE: "Reservekopie teruggezet",
    Act.SETTINGS: "Instelling gewijzigd",
    Act.RESCUE: "Gered wat er te redden was",
    Act.CHECK: "Kluis gecontroleerd",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes: name of the caseworker and of the profile."""

    by: str
    origin: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a line is to say.

    Attributes:
        record: name of the record it was done to; empty when it was done to none.
        root_id: its id.
        result: ``ok`` or ``failed``.
        detail: keys of fields, counts, ways; never values of fields.
    """

    act: Act
    record: str = ""
    root_id: UUID | None = None
    result: str = OK
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a log had got to, small enough to write down elsewhere.

    Attributes:
        branch: hash of the last line before it that tells of a restore or a rescue, else of the first line.
        count: number of lines.
        hash: hash of the last line; empty when there is none.
    """

    branch: str = ""
    count: int = 0
    hash: str = ""

    def plain(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"branch": self.branch, "count": self.count, "hash": self.hash}

    @classmethod
    def from_plain(cls, plain: Any) -> "Head":
        """From what :meth:`plain` gave.

        Raises:
            ValueError: it is something else.
        """
        try:
            branch, count, last = plain["branch"], plain["count"], plain["hash"]
        except (KeyError, TypeError, IndexError):
            raise ValueError("no head of an audit log") from None
        if not (isinstance(branch, str) and isinstance(last, str) and type(count) is int):
            raise ValueError("no head of an audit log")
        return cls(branch, count, last)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the whole log found.

    Attributes:
        count: number of lines that were read.
        head: hash of the last line.
        broken_at: number of the first line that is wrong or missing; ``None`` when all is well.
        why: what is wrong with it, or what is to be known of a good one, in Dutch; empty when all is well.
        hole_at: number of the first line that was lost in a rescue, if any: what stands between it and the line of the
            rescue cannot be judged any more. The log goes on from there.
    """

    good: bool
    count: int
    head: str
    broken_at: int | None = None
    why: str = ""
    hole_at: int | None = None


_BRANCHES = (Act.RESTORE, Act.RESCUE)


def now() -> datetime:
    """The moment for a line; tests put their own clock here."""
    return datetime.now(UTC)


# -- writing -----------------------------------------------------------------------------------------------------------


def append(connection: sa.Connection, stamp: Stamp, notes: Sequence[Note], at: datetime | None = None) -> None:
    """Add lines. The transaction must have begun as a writing one (BEGIN IMMEDIATE), or two programs would fork it."""
    if not notes:
        return
    last = run(connection, "SELECT rid, hash FROM audit ORDER BY rid DESC LIMIT 1").fetchone()
    number, previous = (last[0], last[1]) if last else (0, "")
    moment = (at or now()).astimezone(UTC)
    rows = []
    for note in notes:
        number += 1
        row: dict[str, Any] = {
            "rid": number,
            "at": moment,
            "by": stamp.by,
            "origin": stamp.origin,
            "act": note.act.value,
            "record": note.record,
            "root_id": note.root_id,
            "result": note.result,
            "detail": json.dumps(dict(note.detail), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            "previous": previous,
        }
        stored = row | {
            "at": moment.isoformat(timespec="microseconds"),  # as the column type writes it
            "root_id": note.root_id.hex if note.root_id else None,
        }
        row["hash"] = previous = _hash(list(stored.values()))
        rows.append(row)
    connection.execute(sa.insert(AUDIT), rows)


def _hash(columns: list[Any]) -> str:
    return sha256(json.dumps(columns, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


# -- heads and restoring -----------------------------------------------------------------------------------------------


def head(connection: Connection) -> Head:
    """Where the log is now."""
    last = run(connection, "SELECT rid, hash FROM audit ORDER BY rid DESC LIMIT 1").fetchone()
    if last is None:
        return Head()
    started = run(
        connection,
        "SELECT hash FROM audit WHERE act IN ('restore', 'rescue') AND result = 'ok' ORDER BY rid DESC LIMIT 1",
    ).fetchone()
    if started is None:
        started = run(connection, "SELECT hash FROM audit ORDER BY rid LIMIT 1").fetchone()
    return Head(started[0], last[0], last[1])


def left(connection: Connection) -> list[Head] | None:
    """The heads that are left when this database is replaced: its own, and those that it knows were left before.

    ``None`` when one of those before could not be read: then nobody knows what was left.
    """
    found = [head(connection)]
    for (detail,) in run(connection, "SELECT detail FROM audit WHERE act = 'restore' AND result = 'ok' ORDER BY rid"):
        before = _read_restore(detail)[1]
        if before is None:
            return None
        found += before
    return list(dict.fromkeys(found))


def restored(backup: Head, left_behind: Sequence[Head] | None) -> Note:
    """The line with which a restored backup begins its own branch.

    Args:
        backup: head of the log in the backup.
        left_behind: what :func:`left` says of the replaced database; ``None`` when that could not be read. Then a later
            :func:`verify` believes that heads of unknown branches belong to it.
    """
    lost = None if left_behind is None else [one.plain() for one in left_behind]
    return Note(Act.RESTORE, detail={"from": backup.plain(), "left": lost})


def _read_restore(detail: str) -> tuple[Head | None, list[Head] | None]:
    try:
        plain = json.loads(detail)
        start = Head.from_plain(plain["from"]) if "from" in plain else None
        lost = plain.get("left")
        return start, None if lost is None else [Head.from_plain(one) for one in lost]
    except (ValueError, TypeError, AttributeError):
        return None, None


# -- verifying ---------------------------------------------------------------------------------------------------------

# as bytes and with the type beside it: a value of another type, or text that is no text, must not stop the reading
_COLUMNS = ("at", "by", "origin", "act", "record", "result", "detail", "previous", "hash")
_TYPES = " || ' ' || ".join(f'typeof("{name}")' for name in (*_COLUMNS, "root_id"))
_BYTES = ", ".join(f'CAST("{name}" AS BLOB)' for name in _COLUMNS)
_ALL = f"SELECT rid, {_BYTES}, root_id, {_TYPES} FROM audit ORDER BY rid"  # noqa: S608 - our own names
_GOOD_TYPES = {" ".join(["text"] * len(_COLUMNS) + [kind]) for kind in ("blob", "null")}


def verify(connection: Connection, known: Iterable[Head] = ()) -> Verdict:
    """Walk the whole chain and name the first line that is wrong.

    A rescue of a damaged vault may leave holes. Its line answers for those before it, so that what is wrong besides
    still shows.

    Args:
        connection: sees one moment of the database.
        known: heads written down elsewhere. One that this log has never passed means that lines were cut off or written
            anew, unless it lies on a branch that a restore left.
    """
    if run(connection, "SELECT 1 FROM sqlite_master WHERE name = 'audit' AND type = 'table'").fetchone() is None:
        return Verdict(False, 0, "", 1, "Logboek: het hele logboek is weg.")
    known = list(known)
    wanted = {one.count for one in known}
    passed: dict[int, str] = {}
    restores: list[tuple[Head | None, list[Head] | None]] = []
    branches: list[str] = []
    count, number, previous = 0, 0, ""
    wrong: Verdict | None = None
    gap: Verdict | None = None
    hole_at: int | None = None
    begun = 0  # number of the line of a rescue that answers for a hole before it
    rescues: list[tuple[int, frozenset[str]]] = []
    for found, *values, root_id, types in run(connection, _ALL):
        line, expected, before = _line(found, values, root_id, types), number + 1, previous
        number, previous = found, _text(values[-1])
        if found > expected:  # a rescue loses lines, but never changes one; it cannot tell what stood before this one
            gap = gap or Verdict(False, count, before, expected, f"Logboek: regel {expected} ontbreekt.")
            expected, before = found, line[-2] if line is not None else before
        if why := _wrong(line, found, expected, before):
            wrong = wrong or Verdict(False, count, before, expected, why)
        count += 1
        if number in wanted:
            passed[number] = previous
        act = line[4] if line is not None and line[7] == OK else ""
        if line is not None and act == Act.RESTORE:
            restores.append(_read_restore(line[8]))
        if act == Act.RESCUE:
            rescues.append((number, frozenset(branches)))
            if gap is not None:
                hole_at, begun, gap = hole_at or gap.broken_at, number, None
        if act in _BRANCHES or number == 1:
            branches.append(previous)
    if first := min((one for one in (wrong, gap) if one), key=lambda one: one.broken_at or 0, default=None):
        return replace(first, hole_at=hole_at)
    for one in sorted(known, key=lambda h: h.count):
        if one.count < begun and one.count not in passed:
            continue  # in the hole
        if any(
            one.count >= at and (one.branch in before or (hole_at == 1 and one.branch not in branches))
            for at, before in rescues
        ):
            continue  # of lines at the end that a rescue could not read
        if one.count and passed.get(one.count) != one.hash and not _was_left(one, restores, branches):
            if one.count > number:
                why = f"Logboek: de laatste regels ontbreken; het had er minstens {one.count}, nu {number}."
                return Verdict(False, count, previous, number + 1, why, hole_at)
            why = f"Logboek: regel {one.count} is een andere dan toen de reservekopie werd gemaakt."
            return Verdict(False, count, previous, one.count, why, hole_at)
    if hole_at is None:
        return Verdict(True, count, previous)
    why = f"Logboek: vanaf regel {hole_at} ging een deel verloren bij de redding (regel {begun}). Daarna klopt het."
    return Verdict(True, count, previous, None, why, hole_at)


def _wrong(line: list[Any] | None, found: int, expected: int, before: str) -> str:
    """What is wrong with a line after another, in Dutch; empty for nothing."""
    if found != expected:
        return "Logboek: het nummer klopt niet."
    if line is None or line[-1] != _hash(line[:-1]):
        return f"Logboek: regel {found} is veranderd."
    if line[-2] != before:
        return f"Logboek: regel {found} sluit niet aan op de vorige."
    return ""


def _text(value: Any) -> str:
    return bytes(value).decode(errors="replace") if value is not None else ""


def _line(number: int, values: list[bytes], root_id: Any, types: str) -> list[Any] | None:
    """The columns in the order in which they are hashed, the hash last; ``None`` when one is of another type."""
    if types not in _GOOD_TYPES:
        return None
    try:
        at, by, origin, act, record, result, detail, previous, own = (bytes(value).decode() for value in values)
    except UnicodeDecodeError:
        return None
    key = None if root_id is None else bytes(root_id).hex()
    return [number, at, by, origin, act, record, key, result, detail, previous, own]


def _was_left(one: Head, restores: Sequence[tuple[Head | None, list[Head] | None]], branches: Sequence[str]) -> bool:
    """Whether a head lies on a branch that a restore left, beyond the point of restoring."""
    for start, lost in restores:
        if start is None:
            continue
        if one.branch == start.branch and one.count <= start.count:
            continue  # that part was kept, so this log should have passed it
        if lost is None:
            if one.branch == start.branch or one.branch not in branches:
                return True
        elif any(one.branch == end.branch and one.count <= end.count for end in lost):
            return True
    return False
