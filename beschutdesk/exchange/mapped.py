"""A mapping laid on a table: where its columns stand, which are left, and whether a kept one still holds."""

from collections.abc import Collection, Iterable

from beschutdesk.exchange import columns
from beschutdesk.exchange.columns import BadMapping, Column, Guess, Mapping
from beschutdesk.exchange.sheet import Sheet
from beschutdesk.rules.folding import words


def located(table: Sheet, mapping: Mapping) -> tuple[list[tuple[Column, int]], tuple[str, ...]]:
    """Where in a row each column of a mapping stands, and the names of the columns that nothing is done with.

    A name that stands twice is the first one; capitals and accents do not count.

    Raises:
        BadMapping: it names a column that the table has not.
    """
    places = {words(name): index for index, name in reversed(list(enumerate(table.header))) if words(name)}
    places |= {name: index for index, name in enumerate(table.header)}
    found = []
    for column in mapping.columns:
        place = places.get(column.name, places.get(words(column.name)))
        if place is None:
            raise BadMapping(f"kolom ‘{column.name}’ staat niet in deze lijst")
        found.append((column, place))
    used = {place for _, place in found}
    return found, tuple(name for index, name in enumerate(table.header) if index not in used)


def guess(record: str, targets: Collection[str], header: Iterable[str]) -> Guess:
    """What the names of the columns say, of the fields that a column can fill."""
    found = columns.guess(record, header)
    kept = tuple(one for one in found.mapping.columns if all(path in targets for path in one.to))
    return Guess(Mapping(record, kept), found.ask, found.unknown)


def remembered(record: str, text: str | None) -> Mapping | None:
    """The mapping in a kept text; ``None`` when there is none that still holds."""
    try:
        found = None if text is None else columns.from_toml(text)
    except BadMapping:  # of a version with other fields
        return None
    return found if found is not None and found.record == record else None
