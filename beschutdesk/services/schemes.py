"""Schemes of one's own, beside or in place of those of the program, and the file that colleagues share.

A scheme of one's own stands in the vault as the same text as in a file, one setting each, so that one that a newer
program wrote and this one cannot read hides no other. Nothing is ever replaced without its differences having been
seen: :meth:`SchemeKeeper.read_file` only looks.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from beschutdesk.blame import blame
from beschutdesk.files import write_whole
from beschutdesk.rules.scheme_words import (
    Checked,
    Difference,
    Fact,
    checked_on,
    differences,
    facts,
    free_key,
    validity,
    where,
)
from beschutdesk.rules.schemes import BadScheme, Scheme, Schemes, as_text, parse, standard
from beschutdesk.services.store import Store
from beschutdesk.storage import audit, settings
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = [
    "Before",
    "Checked",
    "Difference",
    "Fact",
    "FileLook",
    "Found",
    "SchemeKeeper",
    "Standing",
    "checked_on",
    "facts",
    "free_key",
    "own_schemes",
    "validity",
    "where",
]

SCHEMES: Final = "scheme"
"""Setting: a scheme of one's own; behind a colon its key."""
FILE_LIMIT: Final = 2 * 1024 * 1024
"""Largest file with schemes, in bytes."""
_UNCHANGED: Final = "Er is niets veranderd."
_NOTHING: Final = "Er is niets ingelezen."
_HEAD: Final = "# Regelingen voor begeleidingssubsidie, voor BeschutDesk: Instellingen, Regelingen, Inlezen.\n"

Before = dict[str, str]
"""What a change took the place of: text by key, empty for nothing."""


class Standing(Enum):
    """What a scheme in a file is, with Dutch words."""

    NEW = "nieuw"
    SAME = "staat er al zo"
    DIFFERS = "wijkt af van wat er staat"
    IN_PLACE = "komt in plaats van die van het programma"


@dataclass(frozen=True, slots=True)
class Found:
    """A scheme in a file beside what stands here.

    Attributes:
        scheme: in the file.
        standing: what it is.
        differences: with what counts here now; none when it is new or the same.
    """

    scheme: Scheme
    standing: Standing
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class FileLook:
    """What stands in a file; nothing was changed.

    Attributes:
        name: of the file.
        found: its schemes, in its order.
    """

    name: str
    found: tuple[Found, ...]


def own_schemes(connection: sa.Connection) -> Schemes:
    """What counts now; a text that a newer program wrote, and this one cannot read, changes nothing."""
    return standard().replaced(_own(connection)[0])


class SchemeKeeper:
    """The schemes of one profile. A method that changes raises ``Trouble`` when it cannot be, and changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- reading -------------------------------------------------------------------------------------------------------

    def all(self) -> Schemes:
        """All that can be chosen."""
        with self._store.reading() as connection:
            return own_schemes(connection)

    def own(self) -> tuple[Scheme, ...]:
        """Those of one's own, in the order of their keys."""
        with self._store.reading() as connection:
            return tuple(replace(one, own=True) for one in _own(connection)[0])

    def unread(self) -> tuple[str, ...]:
        """Keys of schemes of one's own that this program cannot read."""
        with self._store.reading() as connection:
            return _own(connection)[1]

    # -- changing ------------------------------------------------------------------------------------------------------

    def save(self, text: str) -> Before:
        """Keep the schemes of a text in place of those with the same key. Returns what :meth:`put_back` takes.

        Raises:
            Trouble: it cannot be read, or there is none in it.
        """
        return self._keep(_parsed(text, "Deze regeling kan niet", _UNCHANGED))

    def put(self, scheme: Scheme) -> Before:
        """Keep one scheme; see :meth:`save`."""
        return self.save(as_text(scheme))

    def remove(self, key: str) -> Before:
        """Take a scheme of one's own away; where the program has one with this key, that counts again."""
        return self._write({key: ""})

    def put_back(self, before: Before) -> Before:
        """Take a change back; what it returns does it again."""
        return self._write(before)

    def copy_of(self, scheme: Scheme) -> Scheme:
        """A scheme to begin with: the same under another name, and nothing in it verified yet."""
        known = self.all()
        name = f"{scheme.name} (kopie)"
        rates = tuple(replace(one, verified=False) for one in scheme.rates)
        key = free_key(name, [one.key for one in known])
        return replace(scheme, key=key, name=name, rates=rates, example=False, own=True)

    # -- as a file -----------------------------------------------------------------------------------------------------

    def read_file(self, path: Path) -> FileLook:
        """Look into a file of a colleague; nothing is kept yet.

        Raises:
            Trouble: it cannot be read.
        """
        try:
            with path.open("rb") as file:
                data = file.read(FILE_LIMIT + 1)
        except OSError as error:
            told = blame(error)
            if told is None:
                raise
            raise Trouble(f"{path.name}: {told.happened}", _NOTHING, told.todo) from None
        if len(data) > FILE_LIMIT:
            raise Trouble(f"{path.name} is te groot voor een bestand met regelingen.", _NOTHING)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Trouble(f"{path.name} is geen tekst.", _NOTHING, "Vraag je collega om het bestand opnieuw.") from None
        read = _parsed(text, f"{path.name} is niet te lezen", _NOTHING)
        known, own = self.all(), {one.key for one in self.own()}
        return FileLook(path.name, tuple(_beside(one, known.by_key(one.key), own) for one in read))

    def take(self, look: FileLook, keys: Collection[str]) -> Before:
        """Keep the chosen schemes of a file, in place of what stands here under the same key.

        Raises:
            Trouble: none is chosen.
        """
        chosen = [one.scheme for one in look.found if one.scheme.key in keys]
        if not chosen:
            raise Trouble("Er is geen regeling gekozen.", _NOTHING, "Zet een vinkje bij wat je wilt inlezen.")
        return self._keep(chosen)

    def text_of(self, keys: Collection[str]) -> str:
        """The chosen schemes as the text of a file that a colleague can read."""
        return _HEAD + "\n" + "\n".join(as_text(one) for one in self.all() if one.key in keys)

    def write_file(self, path: Path, keys: Collection[str]) -> None:
        """Write the chosen schemes to a file. There is nothing about a person in it.

        Raises:
            Trouble: it cannot be written.
        """
        try:
            write_whole(path, self.text_of(keys).encode())
        except OSError as error:
            told = blame(error)
            if told is None:
                raise
            raise Trouble(told.happened, "De regelingen staan nog in de kluis.", told.todo) from None

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _keep(self, schemes: Sequence[Scheme]) -> Before:
        wanted: Before = {}
        for one in schemes:
            supplied = standard().by_key(one.key)
            same = supplied is not None and replace(supplied, own=False) == replace(one, own=False)
            wanted[one.key] = "" if same else as_text(one)
        return self._write(wanted)

    def _write(self, wanted: Before) -> Before:
        before: Before = {}
        with self._store.writing() as connection:
            for key, text in wanted.items():
                before[key] = settings.get(connection, _setting(key)) or ""
                if text == before[key]:
                    continue
                if text:
                    settings.put(connection, _setting(key), text)
                else:
                    settings.drop(connection, _setting(key))
            if any(wanted[key] != before[key] for key in wanted):
                audit.append(connection, self._store.stamp, [Note(Act.SETTINGS, detail={"key": SCHEMES})])
        return before


def _beside(scheme: Scheme, here: Scheme | None, own: Collection[str]) -> Found:
    if here is None:
        return Found(scheme, Standing.NEW)
    found = differences(here, scheme)
    if not found and replace(here, own=False) == replace(scheme, own=False):
        return Found(scheme, Standing.SAME)
    return Found(scheme, Standing.DIFFERS if here.key in own else Standing.IN_PLACE, found)


def _parsed(text: str, what: str, safe: str) -> tuple[Scheme, ...]:
    try:
        found = parse(text)
    except BadScheme as error:
        raise Trouble(f"{what}: {error}.", safe, "Verbeter het en probeer weer.") from None
    if not found:
        raise Trouble(f"{what}: er staat geen regeling in.", safe, "Een regeling begint met [[scheme]].")
    return found


def _own(connection: sa.Connection) -> tuple[tuple[Scheme, ...], tuple[str, ...]]:
    read: list[Scheme] = []
    bad: list[str] = []
    for name, text in sorted(settings.starting(connection, f"{SCHEMES}:").items()):
        key = name.split(":", 1)[1]
        try:
            read += [one for one in parse(text) if one.key == key]
        except BadScheme:
            bad.append(key)
    return tuple(read), tuple(bad)


def _setting(key: str) -> str:
    return f"{SCHEMES}:{key}"
