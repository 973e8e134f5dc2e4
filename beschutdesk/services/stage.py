"""Replacing a vault whole: made ready in a stage folder, then put in place by steps that can be taken up again.

The stage counts once its envelope stands in it; until then the old vault is the vault. From that moment on there is
only the way forward: each old part moves aside into the stage, each new part moves in, the envelope last, and what was
replaced gets a folder of its own. A program that is killed anywhere in between goes on at the next start. No step
replaces a file or renames one that this program has open, because Windows refuses both.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from beschutdesk.files import sync_file, sync_folder
from beschutdesk.trouble import Trouble

ENVELOPE = "vault.json"
DATABASE = "dossiers.db"
ATTACHMENTS = "attachments"
STAGE = ".nieuw"
REPLACED = "vervangen-"
_OLD = "oud"
"""In the stage: the parts of the old vault that have moved aside."""
_FORGET = "mag-weg"
"""In the stage: the replaced vault is to be deleted once the new one has opened."""
_PARTS = (DATABASE, ATTACHMENTS, ENVELOPE)
_BESIDE = ("-wal", "-shm", "-journal")
"""What belongs to the old database file and would spoil a new one of the same name."""


def begin(profile: Path) -> Path:
    """An empty stage folder; what a broken-off start left goes: nobody has its key."""
    stage = profile / STAGE
    if (stage / ENVELOPE).exists():
        raise AssertionError("a stage that counts is finished first")
    _remove(stage)
    profile.mkdir(parents=True, exist_ok=True, mode=0o700)
    stage.mkdir(mode=0o700)
    return stage


@contextmanager
def making(profile: Path) -> Iterator[Path]:
    """The stage of a vault that is made in the block: put in place after it, or cleared away when anything went wrong.

    The block ends with :func:`seal` and the envelope. To be entered as :func:`finish` is called.
    """
    fresh = begin(profile)
    try:
        yield fresh
    except BaseException:
        abandon(profile)
        raise
    finish(profile)


def abandon(profile: Path) -> None:
    """Clear away a stage that does not count."""
    if not (profile / STAGE / ENVELOPE).exists():
        _remove(profile / STAGE)


def seal(stage: Path, *, forget_old: bool = False) -> None:
    """Bring everything in the stage to the disk. Its envelope is to be written right after this, as the last thing.

    Args:
        stage: the folder of :func:`begin`.
        forget_old: delete the replaced vault once the new one has opened (:func:`forget`).
    """
    (stage / ATTACHMENTS).mkdir(mode=0o700, exist_ok=True)  # an empty one too, so that the old one moves aside
    if forget_old:
        (stage / _FORGET).touch(mode=0o600)
    for path in (*stage.rglob("*"), stage):
        if path.is_dir():
            sync_folder(path)
        else:
            sync_file(path)


def settle(profile: Path) -> None:
    """Finish what an earlier program left, as the first thing at every opening.

    Raises:
        InUse: somebody else is at it.
    """
    from beschutdesk.storage.claim import Claim, InUse

    stage = profile / STAGE
    if not stage.exists():
        return
    counts = (stage / ENVELOPE).exists() or (stage / _OLD).exists()
    if not counts and os.name != "posix":
        return  # no claim tells whether somebody is making it right now; the next who makes one clears it away
    try:
        with Claim(profile, exclusive=True, wait=2.0 if counts else 0.0):
            finish(profile)
    except InUse:
        if counts:
            raise


def finish(profile: Path) -> Path | None:
    """Put a vault that was made ready in its place, from wherever an earlier try was broken off.

    To be called under an exclusive claim, or for a folder that nobody else knows yet.

    Returns:
        The folder with the vault that was replaced, if there was one.

    Raises:
        Trouble: a part cannot be moved. Nothing is lost; a next call goes on.
    """
    stage = profile / STAGE
    if not stage.exists():
        return None
    old = stage / _OLD
    try:
        if (stage / ENVELOPE).exists():
            for part in _PARTS:
                if (stage / part).exists():
                    _aside(profile, old, part)
                    _move(stage / part, profile / part)
        elif not old.exists():
            _remove(stage)  # never counted
            return None
        aside = _set_apart(profile, stage, old)
        _remove(stage)
    except OSError as error:
        raise Trouble(
            f"De kluis kon niet op haar plaats worden gezet ({error.strerror or 'de schijf werkt niet mee'}).",
            "Er is niets verloren: de oude en de nieuwe kluis staan er allebei nog.",
            "Sluit andere programma's die bestanden uit deze map open hebben en open de kluis opnieuw.",
        ) from None
    return aside


def forget(profile: Path) -> None:
    """Delete the replaced vaults that are marked for it; to be called when the new one has opened.

    What cannot be deleted now keeps the mark, so that the next opening goes on.
    """
    for folder in replaced(profile):
        if (folder / _FORGET).exists():
            for path in folder.iterdir():
                if path.name != _FORGET:
                    _remove(path)
            if [path.name for path in folder.iterdir()] == [_FORGET]:
                _remove(folder)


def doom(profile: Path) -> list[Path]:
    """Delete all replaced vaults, now or, what is held by another program, at the next opening.

    Returns:
        The folders that are still there.
    """
    for folder in replaced(profile):
        with suppress(OSError):
            (folder / _FORGET).touch(mode=0o600)
    forget(profile)
    return replaced(profile)


def replaced(profile: Path) -> list[Path]:
    """The folders with vaults that were replaced, the oldest first."""
    return sorted(path for path in profile.glob(f"{REPLACED}*") if path.is_dir())


def _aside(profile: Path, old: Path, part: str) -> None:
    names = [part + ending for ending in _BESIDE] + [part] if part == DATABASE else [part]
    for name in names:
        if (profile / name).exists():
            if not old.exists():
                old.mkdir(mode=0o700)
                sync_folder(old.parent)
            _move(profile / name, old / name)


def _set_apart(profile: Path, stage: Path, old: Path) -> Path | None:
    if not old.exists():
        return None
    if (stage / _FORGET).exists():
        _move(stage / _FORGET, old / _FORGET)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number, aside = 1, profile / f"{REPLACED}{stamp}"
    while aside.exists():
        number += 1
        aside = profile / f"{REPLACED}{stamp}-{number}"
    _move(old, aside)
    return aside


def _move(source: Path, target: Path) -> None:
    """Rename, never over something that exists, and make it last."""
    if target.exists():
        raise FileExistsError(17, "er staat al iets met die naam", str(target))
    os.rename(source, target)  # noqa: PTH104 - the tests put a file system of another kind under this call
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
