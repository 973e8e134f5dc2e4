"""Damage at random places: the vault opens whole, or is refused with the right words, and what is whole can be rescued.

``make torture`` flips 300 bits in the database, 300 in the envelope and cuts 100 files short; ``make test`` fewer.
``BESCHUTDESK_SEED`` sets the dice.
"""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from beschutdesk import cli
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.codec import encode
from beschutdesk.dossier.fields import shape_of
from beschutdesk.services import checking, profile, rescuing
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.storage.engine import connect
from beschutdesk.storage.mapping import TABLES
from beschutdesk.trouble import Trouble
from beschutdesk.vault import envelope
from tests.conftest import PASSPHRASE
from tests.functional.pages import SIZE, Pages, Rows

ROOT = Path(__file__).parents[2]
MANY = bool(os.environ.get("BESCHUTDESK_TORTURE"))
SEED = int(os.environ.get("BESCHUTDESK_SEED") or 20261122)
FLIPS, CUTS, RESCUES, PROCESSES = (300, 100, 100, 12) if MANY else (40, 20, 6, 2)
DATABASE, ENVELOPE = "dossiers.db", "vault.json"

pytestmark = [pytest.mark.functional, pytest.mark.slow, pytest.mark.timeout(1800)]


@dataclass(frozen=True)
class Damage:
    """One thing that went wrong with a file: a bit at a place flipped, or the rest from there on gone."""

    file: str
    offset: int
    bit: int | None

    def on(self, folder: Path) -> None:
        """Let it happen."""
        path = folder / self.file
        raw = bytearray(path.read_bytes())
        if self.bit is None:
            del raw[self.offset :]
        else:
            raw[self.offset] ^= 1 << self.bit
        path.write_bytes(raw)


@dataclass(frozen=True)
class Whole:
    """A vault that is closed and whole.

    Attributes:
        folder: where it is.
        code: its recovery code.
        contents: what it holds.
        pages: which rows stand on which page.
    """

    folder: Path
    code: str
    contents: dict[str, Any]
    pages: Pages

    def copy(self, target: Path) -> Path:
        """A fresh copy to damage."""
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder, target)
        return target


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The demo dossiers with a photo, changes, a draft and an issued document."""
    place = tmp_path_factory.mktemp("heel")
    folder = place / "profiel"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelope, "STANDARD", envelope.Cost(passes=1, memory=64, lanes=1))
        desk, code = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
        with desk:
            desk.transfer.bring_in_demo()
            key = min(desk.dossiers.ids("candidate"))
            Image.effect_noise((120, 120), 80).save(place / "foto.png")
            photo = encode(shape_of("candidate").specs["photo"], desk.transfer.photo(place / "foto.png"))
            version = desk.dossiers.get("candidate", key).version
            saved = desk.dossiers.save([Edit("candidate", key, version, {"photo": photo, "pace": "Rustig"})])
            desk.drafts.keep(Draft("candidate", key, saved.versions[key], {"wishes": "Nog niet opgeslagen."}))
            order = desk.documents.portfolio_order(key, Audience.FLOOR, date(2026, 11, 22))
            desk.documents.issue(order, desk.documents.render(order), way="pdf")
            contents = everything(desk)
        _, data_key = profile.data_key(folder, PASSPHRASE)
    assert len(contents) > 15
    pages = Pages(folder / DATABASE, bytes(data_key))
    assert pages.all_rows["candidate"]
    return Whole(folder, code, contents, pages)


def everything(desk: Desk) -> dict[str, Any]:
    """All that a user would miss."""
    found: dict[str, Any] = {}
    for key in desk.dossiers.ids("candidate"):
        found[f"dossier {key}"] = desk.transfer.take_out(key)
        for document in desk.documents.issued(key):
            found[f"document {document.id}"] = desk.documents.reopen(document)
    for record in ("employer", "caseworker", "portfolio", "task_list", "placement"):
        for key in desk.dossiers.ids(record):
            found[f"{record} {key}"] = desk.dossiers.get(record, key).version
    found |= {f"draft {draft.id}": dict(draft.changes) for draft in desk.drafts.all()}
    return found


def dice(what: str) -> random.Random:
    return random.Random(f"{SEED} {what}")


def flips(whole: Whole, file: str, number: int) -> list[Damage]:
    """Damage by one bit, at random places."""
    size, rolls = (whole.folder / file).stat().st_size, dice(file)
    return [Damage(file, rolls.randrange(size), rolls.randrange(8)) for _ in range(number)]


def cuts(whole: Whole, number: int) -> list[Damage]:
    """Files cut short: anywhere, at a page, or to nothing."""
    rolls = dice("cut")
    names = [DATABASE, DATABASE, ENVELOPE, *(f"attachments/{p.name}" for p in (whole.folder / "attachments").iterdir())]
    found = [Damage(DATABASE, 0, None), Damage(ENVELOPE, 0, None)]
    while len(found) < number:
        file = rolls.choice(names)
        size = (whole.folder / file).stat().st_size
        at = rolls.randrange(size)
        found.append(Damage(file, at - at % SIZE if file == DATABASE and rolls.random() < 0.5 else at, None))
    return found


def said_by_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and words of ``beschutdesk check``."""
    secret = folder.parent / "wachtzin"
    secret.write_text(PASSPHRASE + "\n")
    capsys.readouterr()
    code = cli.main(["check", "--profile", str(folder), "--passphrase-file", str(secret)])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out + said.err


def outcome(whole: Whole, folder: Path, damage: Damage, capsys: pytest.CaptureFixture[str]) -> str:
    """Open a damaged vault by both ways in, look it over. Returns ``whole`` or the kind of trouble."""
    found = []
    for door, secret in ((profile.open_with_passphrase, PASSPHRASE), (profile.open_with_code, whole.code)):
        try:
            with door(folder, secret) as desk:
                seen = everything(desk)
            assert seen == whole.contents, f"{damage}: opened, and {different(seen, whole.contents)} is not the same"
            found.append("whole")
        except Trouble as trouble:
            found.append(refusal(trouble, damage))
    assert len(set(found)) == 1, f"{damage}: {found}"
    code, said = said_by_check(folder, capsys)
    assert code == (0 if found[0] == "whole" else 3), f"{damage}: opening is {found[0]}, check says {code}: {said}"
    if code:
        named = Path(damage.file).name in said or NAMES[Path(damage.file).parts[0]] in said.lower()
        assert named, f"{damage}: {said}"
    return found[0]


NAMES = {DATABASE: "dossierbestand", ENVELOPE: "sleutelbestand", "attachments": "bijlage"}
"""What a part of the vault is called."""
_ATTACHMENT = "an attachment"


def refusal(trouble: Trouble, damage: Damage) -> str:
    """The kind of trouble, when its words fit the damage."""
    words = trouble.one_line.lower()
    assert trouble.safe, damage
    assert trouble.todo, damage
    if damage.file == ENVELOPE:
        assert isinstance(trouble, profile.DamagedEnvelope | profile.NewerEnvelope), f"{damage}: {words}"
    elif damage.file == DATABASE:
        assert isinstance(trouble, profile.DamagedDatabase), f"{damage}: {type(trouble).__name__} {words}"
        assert not isinstance(trouble, profile.ForeignDatabase), f"{damage}: {words}"
        assert isinstance(trouble, profile.EmptyDatabase) == (damage.bit is None and damage.offset == 0), damage
        assert "reservekopie" in words, f"{damage}: {words}"
    else:
        assert type(trouble) is Trouble, f"{damage}: {words}"
        assert "bijlage" in words, f"{damage}: {words}"
        return _ATTACHMENT
    assert any(word in words for word in ("beschadigd", "leeg", "nieuwere", "niet heel")), f"{damage}: {words}"
    return type(trouble).__name__


def different(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))


def tell(capsys: pytest.CaptureFixture[str], what: str, found: Counter[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{what} (seed {SEED}): {', '.join(f'{n} {kind}' for kind, n in sorted(found.items()))}\n")


@pytest.mark.parametrize("file", [DATABASE, ENVELOPE])
def test_a_flipped_bit(whole: Whole, tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = Counter[str]()
    for damage in flips(whole, file, FLIPS):
        folder = whole.copy(tmp_path / "profiel")
        damage.on(folder)
        found[outcome(whole, folder, damage, capsys)] += 1
    tell(capsys, f"{FLIPS} bits in {file}", found)
    assert sum(found.values()) - found["whole"] > FLIPS / 2  # the damage is real


def test_a_file_cut_short(whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = Counter[str]()
    for damage in cuts(whole, CUTS):
        folder = whole.copy(tmp_path / "profiel")
        damage.on(folder)
        found[outcome(whole, folder, damage, capsys)] += 1
    tell(capsys, f"{CUTS} files cut short", found)
    assert found["whole"] < CUTS / 4


def test_a_whole_vault_is_whole(whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = whole.copy(tmp_path / "profiel")
    nothing = Damage(DATABASE, 0, None)
    assert outcome(whole, folder, nothing, capsys) == "whole"
    assert all(one.good for one in checking.check(folder, PASSPHRASE))


def test_the_words_of_a_real_process(whole: Whole, tmp_path: Path) -> None:
    """The same through the door that a user takes: a process, an exit code, one line and no trace."""
    secret = tmp_path / "wachtzin"
    secret.write_text(PASSPHRASE + "\n")
    some = [Damage(DATABASE, 0, None), *flips(whole, DATABASE, PROCESSES), *flips(whole, ENVELOPE, PROCESSES)]
    for damage in some:
        folder = whole.copy(tmp_path / "profiel")
        damage.on(folder)
        for arguments in (["check"], ["list", "candidates"]):
            command = [sys.executable, "-m", "beschutdesk", *arguments]
            done = subprocess.run(
                [*command, "--profile", str(folder), "--passphrase-file", str(secret)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=60,
                check=False,
            )
            assert done.returncode in (0, 3), f"{damage}: {done.stderr}"
            assert "Traceback" not in done.stderr, f"{damage}: {done.stderr}"
            assert done.stderr.count("\n") == (done.returncode == 3), f"{damage}: {done.stderr}"


# -- rescue ------------------------------------------------------------------------------------------------------------


def lost_with(whole: Whole, page: int) -> Rows:
    """The rows that need a page, and what hangs on them: rows of a root, and roots that point to one that is gone."""
    _, data_key = profile.data_key(whole.folder, PASSPHRASE)
    connection = connect(whole.folder / DATABASE, bytes(data_key))
    lost: Rows = {name: set(rows) for name, rows in whole.pages.rows[page].items()}
    try:
        grew = True
        while grew:
            before = sum(map(len, lost.values()))
            for name, table in TABLES.items():
                keys = [
                    (key.column.table.name, column.name, key.column.name)
                    for column in table.columns
                    for key in column.foreign_keys
                ]
                for target, column, other in keys:
                    if gone := lost.get(target):
                        query = f'SELECT t.rid FROM "{name}" t JOIN "{target}" o ON t."{column}" = o."{other}"'
                        query += f" WHERE o.rid IN ({','.join(map(str, gone))})"
                        lost.setdefault(name, set()).update(row[0] for row in connection.execute(query))
            grew = sum(map(len, lost.values())) > before
    finally:
        connection.close()
    return lost


def rows_by_id(folder: Path, secret: str) -> dict[str, dict[bytes, tuple[Any, ...]]]:
    """Per table of records: the row per id, without what belongs to one file or to the moment of writing."""
    _, data_key = profile.data_key(folder, secret)
    connection = connect(folder / DATABASE, bytes(data_key))
    found = {}
    try:
        for name, table in TABLES.items():
            wanted = [column.name for column in table.columns if column.name not in {"rid", "parent_rid", "version"}]
            columns = ", ".join(f'"{column}"' for column in wanted)
            rows = connection.execute(f'SELECT id, rid, {columns} FROM "{name}"').fetchall()
            found[name] = {row[0]: row[1:] for row in rows}
    finally:
        connection.close()
    return found


def test_rescue(whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is rescued is ours, unchanged; and everything that does not stand on the damaged page is there."""
    originals = rows_by_id(whole.folder, PASSPHRASE)
    rolls, found = dice("rescue"), Counter[str]()
    holding = sorted(page for page in whole.pages.rows if page not in whole.pages.schema)
    pages = [1, *rolls.sample(sorted(whole.pages.schema - {1}), 1), *rolls.choices(holding, k=RESCUES)]
    for number, page in enumerate(pages):
        damage = Damage(DATABASE, (page - 1) * SIZE + rolls.randrange(16, SIZE), rolls.randrange(8))
        folder, target = whole.copy(tmp_path / "profiel"), tmp_path / f"gered{number}"
        damage.on(folder)
        may_lose = lost_with(whole, page)
        try:
            result = rescuing.rescue(folder, PASSPHRASE, target)
        except Trouble as trouble:
            if page not in whole.pages.schema:
                raise AssertionError(f"{damage}, page {page}: {trouble.one_line}") from trouble
            found["refused"] += 1
            continue
        assert result.target == target
        rescued = rows_by_id(target, PASSPHRASE)
        for name, rows in originals.items():
            there = rescued[name]
            # the owner of a vault is made anew when their own row was the damaged one
            assert there.keys() <= rows.keys() or name == "caseworker", f"{damage}: {name} has rows that never were"
            if page not in whole.pages.schema:
                due = {key for key, row in rows.items() if row[0] not in may_lose.get(name, ())}
                assert due <= there.keys(), f"{damage}, page {page}: {len(due - there.keys())} rows of {name} too few"
            same = {key for key in there.keys() & rows.keys() if there[key][1:] == rows[key][1:]}
            changed = there.keys() & rows.keys() - same
            allowed = set() if page in whole.pages.schema else {k for k in rows if rows[k][0] in may_lose.get(name, ())}
            assert changed <= allowed or page in whole.pages.schema, f"{damage}, page {page}: {name} changed"
        with profile.open_with_passphrase(target, PASSPHRASE) as desk:
            assert desk.audit.verify().good
            for key in desk.dossiers.ids("candidate"):
                desk.transfer.take_out(UUID(str(key)))
        assert all(one.good for one in checking.check(target, PASSPHRASE))
        lost = sum(map(len, may_lose.values()))
        found["all of it" if rescued.keys() == originals.keys() and not lost else "what was whole"] += 1
        shutil.rmtree(target)
    tell(capsys, f"{len(pages)} rescues", found)
    assert found["what was whole"] > RESCUES / 3
