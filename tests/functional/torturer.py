"""Somebody who works without pause and without a window, in a process of their own, so that it can be killed.

``python -m tests.functional.torturer`` reads the whole program once and then takes one order a line (JSON) on standard
input. For each it forks a worker, which opens the vault and goes on until it is killed: one thread presses keys, one
keeps them as a draft, and the first does everything else. The worker tells on standard output, one JSON object a line,
what it begins (``begin``), what the program acknowledged (``done``), each key (``key``) and each draft (``kept``).
The dice are seeded by the order. Nothing here judges; :mod:`tests.functional.ledger` does.
"""

import importlib
import itertools
import json
import os
import pkgutil
import random
import signal
import sys
import threading
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import beschutdesk
from tests.functional.torture_keys import FIELD, Typing, dying_aloud, say, telling

DAY = date(2026, 11, 22)
FIELDS = {"candidate": ("pace", "surroundings", "private_notes"), "employer": ("notes", "sector")}
WEIGHTS = {
    "save": 6,
    "save_typed": 3,
    "undo": 3,
    "print": 2,
    "attach": 2,
    "add": 1,
    "import": 1,
    "backup": 1,
    "destroy": 1,
    "passphrase": 1,
    "renew": 1,
    "restore": 1,
}
LIBRARIES = ("alembic.command", "argon2.low_level", "PIL.Image", "reportlab.pdfgen.canvas", "sqlcipher3")
_NOT_NEEDED = (".cli", ".commands", ".__main__", ".migrations")
_FEWEST = 3
"""Candidates to have before one is destroyed."""


def _key(folder: Path, secret: str) -> Any:
    from beschutdesk.services.profile import ENVELOPE
    from beschutdesk.vault.envelope import Envelope

    return Envelope.load(folder / ENVELOPE).open(secret)


class Worker:
    """One life of the worker; see the module."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.dice = random.Random(order["seed"])
        self._order = order
        self.profile, self._scratch = Path(order["profile"]), Path(order["scratch"])
        self.secret: str = order["secret"]
        self._backups: dict[str, str] = order["backups"]
        self._saves: list[tuple[UUID, str, UUID, str, str]] = []
        self.desk: Any = None
        self._typing: Typing | None = None
        self._steps = itertools.count(1)

    # -- the run -------------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Open, warm up, do what the order asks for, then anything, until killed or until the order is done."""
        from beschutdesk.services import profile

        if not self._order["target"]:
            self._arm()
        with telling(self._order.get("open", "open")):
            self.desk = profile.open_with_passphrase(self.profile, self.secret)
        self._typing = Typing(self, self._order["name"])
        self._take_up()
        for _ in range(self._order["warm_up"]):
            self._anything()
        if target := self._order["target"]:
            self._arm()
            self.act(target)
        if self._order.get("die_at"):
            say(survived=next(self._steps) - 1)  # the act has no more steps than that
            self._shut()
            return
        while True:
            self._anything()

    def _arm(self) -> None:
        if step := self._order.get("die_at"):
            die_at(step, str(self.profile), self._steps)

    def _anything(self) -> None:
        self.act(self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0])

    def act(self, name: str) -> None:
        """Do one act by its name."""
        do: Callable[[], None] = getattr(self, f"_{name}")
        do()

    @property
    def typing(self) -> Typing:
        """The one at the keys."""
        assert self._typing is not None
        return self._typing

    def _take_up(self) -> None:
        """Somebody types on the first candidate."""
        key = min(self.desk.dossiers.ids("candidate"))
        self.typing.begin(key, self.desk.dossiers.get("candidate", key).version)

    # -- records -------------------------------------------------------------------------------------------------------

    def _others(self, record: str) -> list[UUID]:
        """Roots that nobody is typing in."""
        return [key for key in sorted(self.desk.dossiers.ids(record)) if key != self.typing.key]

    def _save(self) -> None:
        from beschutdesk.services.dossiers import Edit

        record = self.dice.choice(("candidate", "candidate", "employer"))
        if not (known := self._others(record)):
            self._add()
            return
        key, field = self.dice.choice(known), self.dice.choice(FIELDS[record])
        with self.typing.lane:
            root = self.desk.dossiers.get(record, key)
            text = f"{self.dice.choice(('Rustig', 'Eén ding tegelijk', 'Łagodnie'))} {self.dice.random()}"
            with telling("save", record=record, id=str(key), path=field, text=text, version=root.version + 1) as told:
                saved = self.desk.dossiers.save([Edit(record, key, root.version, {field: text})])
                told["version"] = saved.versions[key]
        self._saves.append((saved.save_id, record, key, field, getattr(root, field)))

    def _save_typed(self) -> None:
        from beschutdesk.services.dossiers import Edit

        key = self.typing.key
        assert key is not None
        with self.typing.still() as text:
            version = self.desk.dossiers.get("candidate", key).version
            what = {"record": "candidate", "id": str(key), "path": FIELD, "session": self.typing.session}
            digest = sha256(text.encode()).hexdigest()
            number = self.typing.pressed
            with telling("save_typed", **what, number=number, sha=digest, version=version + 1) as told:
                saved = self.desk.dossiers.save([Edit("candidate", key, version, {FIELD: text})])
                told["version"] = saved.versions[key]
            self.typing.begin(key, saved.versions[key])

    def _undo(self) -> None:
        from beschutdesk.services.dossiers import NothingLeft

        if not self._saves:
            self._save()
        if not self._saves:
            return
        save_id, record, key, field, before = self._saves.pop()
        with self.typing.lane:
            root = self.desk.dossiers.get(record, key)
            if root is None:  # destroyed meanwhile, or older than the backup that was put back
                return
            what = {"record": record, "id": str(key), "path": field, "text": before, "version": root.version + 1}
            try:
                with telling("undo", **what) as told:
                    told["version"] = self.desk.dossiers.undo(save_id).versions[key]
            except NothingLeft:
                say(dropped="undo")

    def _add(self) -> None:
        from beschutdesk.dossier.candidate import Candidate

        person = Candidate(name_used=f"Iemand{self.dice.randrange(10**9)}")
        what = {"record": "candidate", "id": str(person.id), "path": "name_used", "text": person.name_used}
        with self.typing.lane, telling("add", **what, version=1):
            self.desk.dossiers.add([person])

    def _import(self) -> None:
        from beschutdesk.exchange.demo import demo_dossiers

        gone = set(self._order["destroyed"])
        new = [d for d in demo_dossiers() if str(d.candidate.id) not in gone]
        new = [d for d in new if self.desk.dossiers.get("candidate", d.candidate.id) is None]
        new = new[:4]  # one transaction: typing waits for it, as in the window, and eight take over a second
        ids = [str(d.candidate.id) for d in new]
        with self.typing.lane, telling("import", ids=ids):
            if new:
                self.desk.transfer.keep(new)

    def _destroy(self) -> None:
        known = self._others("candidate")
        while len(known) < _FEWEST:
            self._add()
            known = self._others("candidate")
        key = self.dice.choice(known)
        with self.typing.lane:
            version = self.desk.dossiers.get("candidate", key).version
            with telling("trash", record="candidate", id=str(key), version=version + 1):
                self.desk.dossiers.trash("candidate", key)
            issued = [str(document.id) for document in self.desk.documents.issued(key)]
        with telling("destroy", record="candidate", id=str(key), issued=issued):  # a long one: the lane stays free
            self.desk.dossiers.destroy("candidate", key)
        self._order["destroyed"].append(str(key))

    # -- documents and files -------------------------------------------------------------------------------------------

    def _print(self) -> None:
        from beschutdesk.services.documents import PORTFOLIO_AUDIENCES

        key = self.dice.choice(self.desk.dossiers.ids("candidate"))
        order = self.desk.documents.portfolio_order(key, self.dice.choice(PORTFOLIO_AUDIENCES), DAY)
        printed = self.desk.documents.render(order)
        digest = sha256(printed.data).hexdigest()
        with self.typing.lane, telling("print", id=str(key), digest=digest) as told:
            saved = self.desk.documents.issue(order, printed, way="pdf")
            (told["document"],) = (str(one) for record, one in saved.changed if record == "issued_document")

    def _attach(self) -> None:
        from PIL import Image

        from beschutdesk.dossier.codec import encode
        from beschutdesk.dossier.fields import shape_of
        from beschutdesk.services.dossiers import Edit

        if not (known := self._others("candidate")):
            self._add()
            known = self._others("candidate")
        key = self.dice.choice(known)
        path = self._scratch / "foto.png"
        Image.effect_noise((96, 96), self.dice.randrange(20, 200)).save(path)
        say(begin="attach_file")
        photo = self.desk.transfer.photo(path)
        say(done="attach_file")
        with self.typing.lane:
            version = self.desk.dossiers.get("candidate", key).version
            with telling("attach", id=str(key), digest=photo.digest, version=version + 1) as told:
                plain = encode(shape_of("candidate").specs["photo"], photo)
                saved = self.desk.dossiers.save([Edit("candidate", key, version, {"photo": plain})])
                told["version"] = saved.versions.get(key, version)

    # -- the vault as a whole ------------------------------------------------------------------------------------------

    def _backup(self) -> None:
        with telling("backup") as told:  # the lane is free meanwhile: who types goes on
            made = self.desk.backups.make()
            told["path"] = str(made.path)
        self._backups[str(made.path)] = self.secret

    def _passphrase(self) -> None:
        new = self._fresh_secret()
        with telling("passphrase", secret=new):
            self.desk.keys.set_passphrase(self.secret, new)
        self.secret = new

    def _renew(self) -> None:
        from beschutdesk.services import profile, renewing

        new, code = self._fresh_secret(), profile.new_recovery_code()
        self._shut()
        with telling("renew", secret=new, code=code):
            self.desk = renewing.renew(self.profile, self.secret, new, code)
        self.secret = new
        self._take_up()

    def _restore(self) -> None:
        from beschutdesk.services import backups, restoring

        known = [path for path in self._backups if Path(path).exists()]
        if not known:
            self._backup()
            known = [path for path in self._backups if Path(path).exists()]
        path = self.dice.choice(known)
        (backup,) = (found for found in backups.found_in(Path(path).parent) if str(found.path) == path)
        self._shut()
        then = self._backups[path]
        # under the same key the ways in of today stay
        after = self.secret if _key(self.profile, self.secret) == _key(Path(path), then) else then
        with telling("restore", path=path, secret=after):
            self.desk = restoring.restore(self.profile, backup, then)
        self.secret = after
        self._saves.clear()
        self._take_up()

    def _shut(self) -> None:
        self.typing.stop()
        self.desk.close()

    def _fresh_secret(self) -> str:
        return f"vier losse woorden {self.dice.randrange(10**12)}"


def die_at(step: int, place: str, count: "itertools.count[int]") -> None:
    """Kill this process just before its *step*-th act on a file in a folder. What SQLite does does not count."""

    def seen(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" or event.startswith(("os.", "shutil.")):
            names = [os.fsdecode(name) for name in arguments if isinstance(name, str | bytes | os.PathLike)]
            if any(name.startswith(place) for name in names) and next(count) == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(seen)


def warm_up() -> None:
    """Read everything that a worker needs, so that forking one takes no time. Starts no thread."""
    ours = [found.name for found in pkgutil.walk_packages(beschutdesk.__path__, "beschutdesk.")]
    for name in (*LIBRARIES, *(name for name in ours if not any(part in name for part in _NOT_NEEDED))):
        importlib.import_module(name)
    from beschutdesk.vault import envelope

    envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
    assert threading.active_count() == 1


def main() -> None:
    """Take orders; see the module."""
    os.umask(0o077)
    warm_up()
    say(warm=True)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            say(worker=os.getpid())
            with dying_aloud():
                Worker(order).run()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(ended=status)


if __name__ == "__main__":
    main()
