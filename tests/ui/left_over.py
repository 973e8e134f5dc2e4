"""Looks for what is left of a dossier in this process: in widgets, in models, in memory, as open files."""

import gc
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QCompleter
from shiboken6 import isValid

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import Record
from beschutdesk.services.desk import Desk
from ui.widgets import ItemModel

_SHORTEST_TEXT = 25
_ROLES = (0, 2, 3, 4, 5, 11, 12, 256, 257)
_MOST_COLUMNS = 6
_MOST_PHRASES = 25
_NAMES = frozenset({"name_used", "family_name", "name"})
_TEXTS = ("text", "toPlainText", "placeholderText", "currentText", "title", "accessibleName", "accessibleDescription")
_MORE = ("toolTip", "statusTip", "whatsThis", "windowTitle", "objectName", "selectedText", "iconText", "words")


def phrases_of(desk: Desk) -> list[bytes]:
    """All names and longer texts of a vault, encoded, so that looking for them does not find this list."""
    found: set[str] = set()
    for record in ("candidate", "employer", "placement", "portfolio"):
        for key in desk.dossiers.ids(record):
            root = desk.dossiers.get(record, key)
            assert root is not None
            for path, value in codec.flatten(root).items():
                if isinstance(value, str) and (
                    (path.rpartition("/")[2] in _NAMES and len(value) > 3) or len(value) >= _SHORTEST_TEXT
                ):
                    found.add(value)
    return [_hidden(phrase) for phrase in found if " " in phrase or len(phrase) < _SHORTEST_TEXT]


def _hidden(words: str) -> bytes:
    return words.encode("utf-16-be", "surrogatepass")


def _is_in(phrases: Sequence[bytes], words: str) -> bool:
    return bool(words) and _pattern(tuple(phrases)).search(_hidden(words)) is not None


@cache
def _pattern(phrases: tuple[bytes, ...]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(re.escape(phrase) for phrase in phrases))


def _said(thing: QObject) -> Iterator[str]:
    for name in (*_TEXTS, *_MORE):
        ask = getattr(thing, name, None)
        if callable(ask):
            try:
                said = ask()
            except (TypeError, RuntimeError):
                continue
            if isinstance(said, str):
                yield said


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    if isinstance(model, ItemModel):
        yield from (repr(item) for item in model.items())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(_MOST_COLUMNS):
            index = model.index(row, column)
            if index.isValid():
                yield from (str(model.data(index, role)) for role in _ROLES)


def _models() -> list[QAbstractItemModel]:
    """All models: those that Python knows, and those that Qt made below a widget or a completer.

    No view, combo box or completer is asked for its model: PySide keeps what that gives back alive for ever when it has
    no parent. A model without a parent was made in Python, and is known there.
    """
    known = [thing for thing in gc.get_objects() if issubclass(type(thing), (QAbstractItemModel, QCompleter))]
    found = [thing for thing in known if isValid(thing)]
    owners = [*QApplication.topLevelWidgets(), *(thing for thing in found if isinstance(thing, QCompleter))]
    found += [model for owner in owners for model in owner.findChildren(QAbstractItemModel)]
    return list({id(thing): thing for thing in found if isinstance(thing, QAbstractItemModel)}.values())


def in_widgets(phrases: list[bytes]) -> list[str]:
    """The kinds of widgets, actions and models that still say one of these."""
    things: list[QObject] = [*QApplication.allWidgets(), *QApplication.topLevelWindows()]
    for window in QApplication.topLevelWidgets():
        things.extend(window.findChildren(QAction))
    for widget in QApplication.allWidgets():
        things.extend(widget.actions())
    every = {id(thing): thing for thing in things}.values()
    left = [type(thing).__name__ for thing in every if any(_is_in(phrases, said) for said in _said(thing))]
    left += [type(model).__name__ for model in _models() if any(_is_in(phrases, cell) for cell in _cells(model))]
    if _is_in(phrases, QGuiApplication.clipboard().text()):
        left.append("the clipboard")
    return left


def alive() -> frozenset[int]:
    """What other tests left alive in this process: their records, and the long texts that something holds."""
    gc.unfreeze()
    gc.collect()
    found = set[int]()
    for holder in gc.get_objects():
        if issubclass(type(holder), Record):
            found.add(id(holder))
        found |= {id(text) for text in gc.get_referents(holder) if type(text) is str and len(text) >= _SHORTEST_TEXT}
    return frozenset(found)


def in_memory(phrases: list[bytes], key: bytearray, before: frozenset[int] = frozenset()) -> list[str]:
    """What is alive of a dossier or of the key, reached from everything that the garbage collector knows.

    What was :func:`alive` before is passed over: it is still the same object.
    """
    gc.unfreeze()
    gc.collect()
    left: list[str] = []
    whole = bytes(byte ^ 0xFF for byte in key)
    texts: dict[int, tuple[str, str]] = {}
    long = sorted(phrases, key=len)[-_MOST_PHRASES:]  # a name alone may stand in a test
    for holder in gc.get_objects():
        kind = type(holder)
        if issubclass(kind, Record):
            if id(holder) not in before:
                left.append(f"record {kind.__name__}")
        elif kind.__name__ in ("DataKey", "Engine", "Desk") and _is_open(holder):
            left.append(kind.__name__)
        for thing in gc.get_referents(holder):
            if isinstance(thing, sqlcipher3.Connection):
                left.append(f"a connection, held by {kind.__name__}")
            elif type(thing) is bytes and (thing == whole or thing in (whole[:32], whole[:48])):
                left.append(f"the key, held by {kind.__name__}")
            elif (
                type(thing) is str
                and len(thing) >= _SHORTEST_TEXT
                and id(thing) not in texts
                and id(thing) not in before
            ):
                texts[id(thing)] = (thing, f"words, held by {kind.__name__} {_keys(holder)}")
    whole_text = _hidden("\n".join(text for text, _ in texts.values()))
    if any(phrase in whole_text for phrase in long):
        left += [holder for text, holder in texts.values() if any(phrase in _hidden(text) for phrase in long)]
    return left


def _is_open(holder: Any) -> bool:
    store = getattr(holder, "_store", None)
    return store is None or store._open is not None


def _keys(holder: Any) -> str:
    return ", ".join(str(key)[:20] for key in list(holder)[:6]) if isinstance(holder, dict) else ""


def open_files(folder: Path) -> list[str]:
    """Files of the vault that this process has open."""
    if sys.platform != "linux":
        return []
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    found = []
    for link in links:
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue
    return [name for name in found if name.startswith(str(folder))]
