"""What lists and the search field show."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from beschutdesk.services import waiting
from beschutdesk.services.store import Store
from beschutdesk.storage import directory, heading, lines, listing, queries, settings
from beschutdesk.storage.directory import Found
from beschutdesk.storage.heading import Heading
from beschutdesk.storage.lines import CandidateLine, EmployerLine, initials, phase_words
from beschutdesk.storage.listing import CandidateFilter, EmployerFilter, Sort
from beschutdesk.trouble import Trouble

__all__ = [
    "COLUMNS",
    "FACTS",
    "NAME_LIMIT",
    "CandidateFilter",
    "CandidateLine",
    "Column",
    "EmployerFilter",
    "EmployerLine",
    "Found",
    "Heading",
    "Lists",
    "SavedFilter",
    "Sort",
    "initials",
    "phase_words",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a list can show and sort by.

    Attributes:
        at_first: shown until somebody chooses otherwise.
    """

    key: str
    label: str
    at_first: bool = True


COLUMNS = {
    "candidates": (
        Column("name", "Naam"),
        Column("municipality", "Gemeente"),
        Column("state", "Stand"),
        Column("phase", "Fase"),
        Column("employer", "Werkgever"),
        Column("supervisor", "Begeleider", at_first=False),
        Column("last_contact", "Laatste contact"),
        Column("next", "Eerstvolgend", at_first=False),
    ),
    "employers": (
        Column("name", "Naam"),
        Column("place", "Plaats"),
        Column("sector", "Branche"),
        Column("contact", "Contactpersoon"),
        Column("places", "Plekken", at_first=False),
        Column("placed", "Bezet"),
        Column("free", "Vrij"),
        Column("last_contact", "Laatste contact"),
        Column("next", "Eerstvolgend", at_first=False),
    ),
}
"""The columns of each list, in their order. The name is always there."""

FACTS = {"candidates": ("phase", "employer"), "employers": ("place", "free")}
"""What stands below a name in a narrow list until somebody chooses otherwise."""

BY_NAME = Sort()
NAME_LIMIT = 60
"""Longest name of a filter."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter that somebody wants to use again, with its order and columns."""

    name: str
    wanted: CandidateFilter | EmployerFilter
    sort: Sort = BY_NAME
    columns: tuple[str, ...] = ()


_FILTERS: dict[str, type[Any]] = {"candidates": CandidateFilter, "employers": EmployerFilter}


class Lists:
    """Lists as ids, and lines for the part that is in view."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- which, and in what order --------------------------------------------------------------------------------------

    def candidates(
        self,
        wanted: CandidateFilter | None = None,
        sort: Sort = BY_NAME,
        *,
        today: date | None = None,
        state: str = "",
        text: str = "",
        trash: bool = False,
    ) -> list[int]:
        """Directory rids of candidates.

        Args:
            wanted: which; all by itself.
            sort: by which column of :data:`COLUMNS`; by name by itself.
            today: from which day placements and contacts are seen; the present day by itself.
            state: short for a filter with only this key of a state.
            text: short for a filter with only these words.
            trash: short for a filter on the trash.

        Raises:
            KeyError: there is no such column.
        """
        wanted = wanted or CandidateFilter(state=state, text=text, trash=trash)
        with self._store.reading() as connection:
            found = listing.candidates(connection, wanted, sort, today or _now())
            if wanted.standing:
                there = waiting.rids(self._store, connection, today or _now()).get(wanted.standing, frozenset())
                found = [rid for rid in found if rid in there]
        return found

    def employers(
        self,
        wanted: EmployerFilter | None = None,
        sort: Sort = BY_NAME,
        *,
        today: date | None = None,
    ) -> list[int]:
        """Directory rids of employers; see :meth:`candidates`."""
        with self._store.reading() as connection:
            return listing.employers(connection, wanted or EmployerFilter(), sort, today or _now())

    def candidate_lines(self, rids: Sequence[int], today: date) -> list[CandidateLine]:
        """The lines for these rids, in that order; those that are gone are left out."""
        with self._store.reading() as connection:
            return lines.candidate_lines(connection, rids, today)

    def employer_lines(self, rids: Sequence[int], today: date) -> list[EmployerLine]:
        """The lines for these rids, in that order; those that are gone are left out."""
        with self._store.reading() as connection:
            return lines.employer_lines(connection, rids, today)

    def heading(self, candidate: UUID, today: date) -> Heading:
        """What stands under the name of a person above every tab."""
        with self._store.reading() as connection:
            return heading.heading(connection, candidate, today)

    def rid(self, key: UUID) -> int | None:
        """The directory rid of a candidate or employer: its key in a list."""
        with self._store.reading() as connection:
            return directory.rid_of(connection, key)

    def candidate_counts(self) -> dict[str, int]:
        """Number of candidates per state key; those in the trash under ``trash``."""
        with self._store.reading() as connection:
            return directory.counts(connection, "candidate")

    def employer_counts(self) -> dict[str, int]:
        """Number of employers under an empty text; those in the trash under ``trash``."""
        with self._store.reading() as connection:
            return directory.counts(connection, "employer")

    def written(self, list_: str, column: str) -> list[str]:
        """What stands in ``municipality``, ``place`` or ``sector``, to choose from: every text once, by alphabet.

        Raises:
            KeyError: there is no such list or column.
        """
        with self._store.reading() as connection:
            return listing.written(connection, list_, column)

    def employing(self, today: date | None = None) -> list[tuple[UUID, str]]:
        """Id and name of every employer where somebody works now, by alphabet."""
        with self._store.reading() as connection:
            return listing.employing(connection, today or _now())

    # -- filters and columns to keep -----------------------------------------------------------------------------------

    def saved_filters(self, list_: str) -> list[SavedFilter]:
        """The filters that were kept for ``candidates`` or ``employers``, by name. What cannot be read is left out."""
        with self._store.reading() as connection:
            found = settings.starting(connection, _key(list_, ""))
        read = (_read(list_, key.removeprefix(_key(list_, "")), text) for key, text in found.items())
        return sorted((one for one in read if one is not None), key=lambda one: one.name.casefold())

    def save_filter(self, list_: str, saved: SavedFilter) -> None:
        """Keep a filter over the one of that name. The words that were typed in it are kept too.

        Raises:
            Trouble: it has no name, or one that is too long.
        """
        name = _good(saved.name)
        with self._store.writing() as connection:
            settings.put(connection, _key(list_, name), _written(saved))

    def rename_filter(self, list_: str, name: str, to: str) -> None:
        """Give a filter another name, over the one that has it; nothing happens when it is not there.

        Raises:
            Trouble: it has no name, or one that is too long.
        """
        to = _good(to)
        with self._store.writing() as connection:
            text = settings.get(connection, _key(list_, name))
            if text is not None and to != name:
                settings.put(connection, _key(list_, to), text)
                settings.drop(connection, _key(list_, name))

    def used(self, list_: str) -> SavedFilter | None:
        """The filter and the order that were last used, under the name that it was kept by; ``None`` at first."""
        with self._store.reading() as connection:
            text = settings.get(connection, _used_key(list_))
        return None if text is None else _read(list_, _name_in(text), text)

    def keep_used(self, list_: str, saved: SavedFilter) -> None:
        """Begin with this filter and order the next time. The words that were typed are not kept."""
        wanted = replace(saved.wanted, text="", trash=False)
        with self._store.writing() as connection:
            settings.put(connection, _used_key(list_), _written(replace(saved, wanted=wanted)))

    def drop_filter(self, list_: str, name: str) -> None:
        """Forget a filter; nothing happens when it is not there."""
        with self._store.writing() as connection:
            settings.drop(connection, _key(list_, name))

    def columns(self, list_: str) -> tuple[str, ...]:
        """Keys of the columns that a list shows, in order."""
        with self._store.reading() as connection:
            text = settings.get(connection, f"columns:{list_}")
        chosen = _known(list_, text.split() if text else ())
        return chosen or tuple(column.key for column in COLUMNS[list_] if column.at_first)

    def facts(self, list_: str) -> tuple[str, ...]:
        """Keys of what stands below a name in a narrow list, in order; never the name."""
        with self._store.reading() as connection:
            text = settings.get(connection, f"facts:{list_}")
        return _known(list_, ("name", *text.split()))[1:] if text else FACTS[list_]

    def choose_facts(self, list_: str, keys: Sequence[str]) -> None:
        """Show these below a name from now on; none is back to how it was."""
        with self._store.writing() as connection:
            settings.put(connection, f"facts:{list_}", " ".join(_known(list_, ("name", *keys))[1:]))

    def choose_columns(self, list_: str, keys: Sequence[str]) -> None:
        """Show these from now on, the name always first; none is back to how it was."""
        with self._store.writing() as connection:
            settings.put(connection, f"columns:{list_}", " ".join(_known(list_, keys)))

    # -- by name -------------------------------------------------------------------------------------------------------

    def by_name(self, name: str) -> list[Found]:
        """Candidates with exactly this name, else those whose name begins so; case and diacritics do not count."""
        with self._store.reading() as connection:
            return directory.by_name(connection, "candidate", name)

    def table(self, what: str, today: date) -> list[dict[str, Any]]:
        """The rows of a list for other programs: at least ``id`` and the display names.

        Args:
            what: ``candidates``, ``employers``, ``placements``, ``visits`` or ``tasks``.
            today: the day that phases are seen from.
        """
        with self._store.reading() as connection:
            return queries.table(connection, what, today)

    def search(self, text: str, limit: int = 12) -> list[Found]:
        """Candidates and employers by name, best first."""
        with self._store.reading() as connection:
            return directory.search(connection, text, limit)


def _now() -> date:
    return date.today()  # noqa: DTZ011 - a person's today


def _key(list_: str, name: str) -> str:
    if list_ not in COLUMNS:
        raise KeyError(list_)
    return f"filter:{list_}:{name}"


def _used_key(list_: str) -> str:
    if list_ not in COLUMNS:
        raise KeyError(list_)
    return f"used:{list_}"


def _good(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LIMIT:
        raise Trouble(
            f"Een filter heeft een naam van 1 tot {NAME_LIMIT} tekens.", "Er is niets bewaard.", "Kies een naam."
        )
    return name


def _written(saved: SavedFilter) -> str:
    plain = {"wanted": asdict(saved.wanted), "sort": asdict(saved.sort), "columns": saved.columns, "name": saved.name}
    return json.dumps(plain, ensure_ascii=False, default=str)


def _name_in(text: str) -> str:
    """The name of a filter as it was kept; empty when that cannot be read."""
    try:
        return str(json.loads(text).get("name", ""))
    except (ValueError, AttributeError):
        return ""


def _known(list_: str, keys: Sequence[str]) -> tuple[str, ...]:
    there = {column.key for column in COLUMNS[list_]}
    chosen = [key for key in dict.fromkeys(keys) if key in there and key != "name"]
    return ("name", *chosen) if keys else ()


def _read(list_: str, name: str, text: str) -> SavedFilter | None:
    """A filter as it was kept; ``None`` when a newer version, or somebody else, wrote what we cannot read."""
    try:
        plain = json.loads(text)
        wanted, sort = _made(_FILTERS[list_], plain["wanted"]), _made(Sort, plain["sort"])
        columns = _known(list_, [str(key) for key in plain["columns"]])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return SavedFilter(name, wanted, sort, columns) if sort.column in {c.key for c in COLUMNS[list_]} else None


def _made(kind: type[Any], plain: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for field in fields(kind):
        value = plain.get(field.name, field.default)
        if value is not None and field.name == "employer":
            value = UUID(value)
        elif value is not None and field.name == "quiet_since":
            value = date.fromisoformat(value)
        elif field.default is not None and type(value) is not type(field.default):
            raise TypeError(field.name)
        values[field.name] = value
    return kind(**values)
