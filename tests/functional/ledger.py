"""What the worker of :mod:`tests.functional.torturer` was told is safe, and whether the vault agrees after a kill.

An act that had begun and was not acknowledged may have happened or not, as a whole; all else must stand there.
"""

import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from beschutdesk.services import checking, profile
from beschutdesk.services.desk import Desk
from beschutdesk.storage import queries
from beschutdesk.vault.envelope import Envelope
from beschutdesk.vault.errors import WrongSecret
from tests.functional.torture_keys import FIELD, typed

_MOST_LEFT = 8
LOSABLE = 1.0
"""Seconds of typing that may be lost."""
KNOWN_FILES = {
    "vault.json",
    "dossiers.db",
    "dossiers.db-wal",
    "dossiers.db-shm",
    "attachments",
    "tries.json",
    "destroyed.json",
    "in-use",
    "tries.lock",
    "vault.lock",
    "reservekopieen",
}
"""What may stand in a profile that is closed, beside the folders that a restore replaced."""
WRITTEN_ANEW = re.compile(r"(vault|tries|destroyed)\.json\.[0-9a-f]{8}\.new")
"""Half-written ones; a program that starts an hour later sweeps them."""


@dataclass(frozen=True)
class State:
    """What a vault has to hold.

    Attributes:
        versions: version per root, as ``record/id``; ``None`` for any.
        fields: text per field, as ``record/id/path``.
        photos: digest per candidate.
        issued: digest per issued document, as ``candidate/id``.
        session: name of the running session of typing.
        kept: keys of it that were acknowledged as a draft.
    """

    versions: dict[str, int | None] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    photos: dict[str, str] = field(default_factory=dict)
    issued: dict[str, str] = field(default_factory=dict)
    session: str = ""
    kept: int = 0

    def without(self, ids: Iterable[str]) -> "State":
        """The same when these roots are destroyed."""
        gone = set(ids)

        def rest(of: dict[str, Any]) -> dict[str, Any]:
            return {key: value for key, value in of.items() if not gone & set(key.split("/"))}

        return replace(
            self,
            versions=rest(self.versions),
            fields=rest(self.fields),
            photos=rest(self.photos),
            issued=rest(self.issued),
        )

    def after(self, line: dict[str, Any]) -> "State":
        """The state once this act is done, as far as it can be known before."""
        act = line.get("begin")
        versions, fields = dict(self.versions), dict(self.fields)
        if act in ("save", "undo", "add", "save_typed", "trash", "attach"):
            root = f"{line.get('record', 'candidate')}/{line['id']}"
            versions[root] = line["version"]
            if act == "save_typed":
                fields[f"{root}/{FIELD}"] = typed(line["session"], line["number"])
                return replace(self, versions=versions, fields=fields, session="", kept=0)
            if "path" in line:
                fields[f"{root}/{line['path']}"] = line["text"]
            if act == "attach":
                return replace(self, versions=versions, photos=self.photos | {line["id"]: line["digest"]})
        elif act == "import":
            versions |= {f"candidate/{key}": 1 for key in line["ids"]}
        elif act == "destroy":
            return self.without([line["id"]])
        return replace(self, versions=versions, fields=fields)


@dataclass
class Ledger:
    """Listens to a worker.

    Attributes:
        state: what was acknowledged.
        pending: what began and was not acknowledged.
        other: the state if it was done nevertheless; ``None`` when nothing is pending.
        secrets: what may open the vault now; one, or two around a change.
        backups: secret and state per backup that was acknowledged.
        destroyed: ids that must never come back.
        keys: moment per key of the running session.
        done: how often each act was acknowledged.
        half: leftovers of broken-off writing, with the number of backups when each was first seen.
        replaced: vaults that a restore set aside.
        story: what was begun and done, for whoever has to find a fault.
    """

    secret: str
    state: State = field(default_factory=State)
    pending: dict[str, Any] | None = None
    other: State | None = None
    backups: dict[str, tuple[str, State]] = field(default_factory=dict)
    destroyed: set[str] = field(default_factory=set)
    keys: dict[int, float] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    half: dict[str, int] = field(default_factory=dict)
    replaced: int = 0
    story: list[str] = field(default_factory=list)

    @property
    def secrets(self) -> list[str]:
        """What may open the vault, the acknowledged one first."""
        new = (self.pending or {}).get("secret", self.secret)
        return list(dict.fromkeys((self.secret, new)))

    def hear(self, line: dict[str, Any]) -> None:
        """Take in one line of the worker."""
        if act := line.get("begin"):
            self.story.append(f"{act} {line.get('path', '')}".strip())
        elif "done" in line:
            self.story[-1] += " ✓"
        if "key" in line:
            self.keys[line["key"]] = line["at"]
        elif "kept" in line:
            self.state = replace(self.state, kept=line["kept"])
        elif "session" in line and "begin" not in line:
            self.keys.clear()
            self.state = replace(self.state, session=line["session"], kept=0)
        elif "begin" in line:
            self.pending = line
            self.other = self._other(line)
        elif "done" in line:
            self._acknowledged(line)
            self.pending = self.other = None
        elif "dropped" in line:
            self.pending = self.other = None

    def _other(self, line: dict[str, Any]) -> State:
        if line["begin"] == "restore":
            return self.backups[line["path"]][1].without(self.destroyed)
        return self.state.after(line)

    def _acknowledged(self, line: dict[str, Any]) -> None:
        began = self.pending
        assert began is not None
        assert began["begin"] == line["done"]
        assert self.other is not None
        act = line["done"]
        self.done[act] = self.done.get(act, 0) + 1
        if "version" in line:
            assert line["version"] == began["version"], line
        if act == "backup":
            self.backups[line["path"]] = (self.secret, replace(self.state, session="", kept=0))
        elif act == "print":
            self.state = replace(
                self.state, issued=self.state.issued | {f"{began['id']}/{line['document']}": began["digest"]}
            )
        elif act == "restore":
            self.replaced += 1
            self.state = self.other
        else:
            kept = {} if act == "save_typed" else {"session": self.state.session, "kept": self.state.kept}
            self.state = replace(self.other, **kept)  # type: ignore[arg-type]
        if act == "destroy":
            self.destroyed.add(began["id"])
        self.secret = began.get("secret", self.secret)

    # -- after the kill ------------------------------------------------------------------------------------------------

    def judge(self, folder: Path, killed: float) -> "Found":
        """Open the vault and compare.

        Raises:
            AssertionError: something is lost, or the vault is not whole.
        """
        secret = self._opening_secret(folder)
        findings = checking.check(folder, secret)
        assert findings
        assert all(finding.good for finding in findings), [f"{f.part}: {f.words}" for f in findings if not f.good]
        with profile.open_with_passphrase(folder, secret) as desk:
            seen = self._match(desk, secret, folder)
            lost = self._typing_lost(desk, seen, killed)
            verdict = desk.audit.verify()
            assert verdict.good, verdict
            if self.pending is not None and self.pending["begin"] == "destroy" and seen is self.other:
                self.destroyed.add(self.pending["id"])
            gone = [key for key in self.destroyed if desk.dossiers.get("candidate", UUID(key)) is not None]
            assert not gone, "a destroyed dossier came back"
        names = {path.name for path in folder.iterdir() if not path.name.startswith("vervangen-")}
        assert all(name in KNOWN_FILES or WRITTEN_ANEW.fullmatch(name) for name in names), names - KNOWN_FILES
        self._look_for_leftovers(folder)
        act = None if self.pending is None else str(self.pending["begin"])
        self.story.append("— killed —")
        self.secret, self.state, self.pending, self.other = secret, seen, None, None
        return Found(act, lost, sum(path.is_file() for path in folder.rglob("*")))

    def _look_for_leftovers(self, folder: Path) -> None:
        """Half a file may lie where it was written; not for long, and not more and more of them.

        In the vault a sweep takes it after an hour, in the backups the next backup.
        """
        made, names = self.done.get("backup", 0), {str(path.relative_to(folder)) for path in folder.rglob("*.*")}
        names = {name for name in names if not name.startswith("vervangen-")}  # as it was when it was set aside
        self.half = {name: self.half.get(name, made) for name in names if name.endswith((".new", ".deel", "-journal"))}
        for name, since in self.half.items():
            assert Path(name).suffix != "-journal", name
            first = Path(name).parts[0]
            assert first in {"attachments", "reservekopieen"} or WRITTEN_ANEW.fullmatch(first), f"{name} was left"
            assert Path(name).parts[0] != "reservekopieen" or made <= since, f"{name} outlived a backup"
        assert len(self.half) < _MOST_LEFT, sorted(self.half)

    def close(self, folder: Path) -> None:
        """At the end of a life: what nobody needs any more can all be swept away, and nothing else goes."""
        with profile.open_with_passphrase(folder, self.secret) as desk:
            with desk._store.reading() as connection:
                named = queries.attached(connection)
            desk._store.attachments.sweep(named, now=time.time() + 2 * 3600)
            assert not desk._store.attachments.check(named).missing
            assert len(list((folder / "attachments").iterdir())) == len(named)
            assert not differing(desk, self.state)

    def _opening_secret(self, folder: Path) -> str:
        """The one that opens; there is exactly one."""
        profile.ways(folder)  # finishes a swap that was broken off
        envelope = Envelope.load(folder / "vault.json")
        good = []
        for secret in self.secrets:
            try:
                envelope.open(secret)
            except WrongSecret:
                continue
            good.append(secret)
        assert len(good) == 1, f"{len(good)} of {len(self.secrets)} secrets open the vault"
        return good[0]

    def _match(self, desk: Desk, secret: str, folder: Path) -> State:
        """The state that the vault is in: acknowledged, or with the pending act done."""
        allowed = [self.state] if self.other is None else [self.state, self.other]
        replaced, known = sum(path.name.startswith("vervangen-") for path in folder.iterdir()), self.replaced
        self.replaced = replaced
        if self.pending is not None and self.pending["begin"] == "restore":
            allowed = [allowed[replaced > known]]  # a restore keeps what it replaced
        elif len(self.secrets) > 1:  # the key tells which of the two it is
            allowed = [allowed[self.secrets.index(secret)]]
        assert replaced <= known + 1, "what was renewed was not deleted"
        differences = [differing(desk, state) for state in allowed]
        for state, found in zip(allowed, differences, strict=True):
            if not found:
                return state
        raise AssertionError(f"after {self.pending}: {differences}")

    def _typing_lost(self, desk: Desk, seen: State, killed: float) -> float:
        """Seconds of typing that are not in the vault.

        Raises:
            AssertionError: more than :data:`LOSABLE`, or a draft that was acknowledged is not there.
        """
        if seen.session != self.state.session or not self.keys:  # saved, or another vault was put back
            return 0.0
        texts = [
            d.changes[FIELD] for d in desk.drafts.all() if str(d.changes.get(FIELD, "")).startswith(f"{seen.session}: ")
        ]
        found = len(texts[0]) - len(typed(seen.session, 0)) if texts else 0
        assert not texts or texts[0] == typed(seen.session, found)
        assert found >= self.state.kept, f"{self.state.kept} keys were acknowledged, {found} are there"
        lost = max((killed - moment for number, moment in self.keys.items() if number > found), default=0.0)
        assert lost <= LOSABLE, f"{lost:.2f} s of typing lost"
        return lost


@dataclass(frozen=True)
class Found:
    """What one kill came to.

    Attributes:
        act: which act was broken off, if any.
        lost: seconds of typing.
        files: how many files the profile has.
    """

    act: str | None
    lost: float
    files: int


def differing(desk: Desk, state: State) -> list[str]:
    """What of a state is not in the vault; in words."""
    found: list[str] = []
    roots: dict[str, Any] = {}
    for name, version in state.versions.items():
        record, key = name.split("/")
        root = roots[name] = desk.dossiers.get(record, UUID(key))
        if root is None:
            found.append(f"{name} is gone")
        elif version is not None and root.version != version:
            found.append(f"{name} has version {root.version}, not {version}")
    for name, text in state.fields.items():
        record, key, path = name.split("/")
        root = roots.get(f"{record}/{key}") or desk.dossiers.get(record, UUID(key))
        if root is None or getattr(root, path) != text:
            found.append(f"{name} is not {text[:40]!r}")
    for key, digest in state.photos.items():
        root = desk.dossiers.get("candidate", UUID(key))
        if root is None or root.photo is None or root.photo.digest != digest:
            found.append(f"the photo of {key} is gone")
        elif sha256(desk._store.attachments.get(digest)).hexdigest() != digest:
            found.append(f"the photo of {key} is damaged")
    for name, digest in state.issued.items():
        candidate, key = name.split("/")
        documents = {str(document.id): document for document in desk.documents.issued(UUID(candidate))}
        if key not in documents or sha256(desk.documents.reopen(documents[key])).hexdigest() != digest:
            found.append(f"document {key} is gone")
    return found


def lines_of(raw: Iterable[bytes]) -> Iterable[dict[str, Any]]:
    """The lines of a worker."""
    for line in raw:
        yield json.loads(line)
