"""What all tables that are read in have in common, whatever their rows become: opening one, and what it may mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from beschutdesk.blame import blame
from beschutdesk.exchange import columns, sheet
from beschutdesk.exchange.columns import Column, Guess, Mapping
from beschutdesk.exchange.contents import BadDossier
from beschutdesk.exchange.intake import Said
from beschutdesk.exchange.sheet import Sheet
from beschutdesk.trouble import Trouble

NOTHING: Final = "Er is niets ingelezen."
_UNANSWERED: Final = (
    "In deze kolom staan formules zonder uitkomst. Die vakken komen leeg binnen. "
    "Open de lijst in Excel, bewaar hem en kies hem opnieuw."
)
_SHOWN: Final = 20
"""So many rows are named."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A table, and what its columns may mean.

    Attributes:
        sheet: the table.
        sheets: the sheets of the workbook; none for CSV.
        guess: what the names of the columns say.
        remembered: the mapping that was used for this header before, if any.
        remarks: what may be wrong with the table, or with a column of it, and stops nothing.
    """

    sheet: Sheet
    sheets: tuple[str, ...]
    guess: Guess
    remembered: Mapping | None = None
    remarks: tuple[Said, ...] = ()

    @property
    def mapping(self) -> Mapping:
        """What to begin with."""
        return self.remembered or self.guess.mapping


class said:  # noqa: N801 - reads as a phrase
    """Turns what is wrong with a file into trouble with its name."""

    def __init__(self, name: str) -> None:
        self._name = f"{name}: " if name else ""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, BadDossier):
            raise Trouble(f"{self._name}{error}.", NOTHING) from None
        if isinstance(error, OSError) and (told := blame(error)) is not None:
            raise Trouble(f"{self._name}{told.happened}", NOTHING, told.todo) from None


def read(path: Path, name: str) -> tuple[Sheet, tuple[str, ...]]:
    """A table, and the sheets of its workbook.

    Args:
        path: CSV or Excel.
        name: of a sheet; the first one when empty.

    Raises:
        Trouble: it cannot be read.
    """
    with said(path.name):
        return sheet.read(path, name), sheet.sheet_names(path)


def remarks(record: str, table: Sheet, no_header: str) -> tuple[Said, ...]:
    """What may be wrong with a table.

    Args:
        record: what its rows become.
        table: the table.
        no_header: to say when its first row has no names of columns.
    """
    found = [] if columns.is_header(record, table.header) else [Said("", no_header)]
    return (*found, *(Said(column, _UNANSWERED) for column in table.unanswered))


def kept_at(record: str, header: Iterable[str]) -> str:
    """Where the mapping of a header is remembered."""
    return kept_by(columns.fingerprint(record, header))


def kept_by(fingerprint: str) -> str:
    """Where the mapping of a header is remembered, by its fingerprint."""
    return f"import:{fingerprint}"


def unfit(error: BadDossier) -> Trouble:
    """Says that a mapping does not fit the table."""
    words = str(error)
    return Trouble(f"{words[:1].upper()}{words[1:]}.", NOTHING, "Kies bij elke kolom wat erin staat.")


def bad_rows(numbers: list[int]) -> str:
    """Says which rows are wrong."""
    if len(numbers) == 1:
        return f"Rij {numbers[0]} heeft een fout."
    shown = ", ".join(str(number) for number in numbers[:_SHOWN])
    return f"{len(numbers)} rijen hebben een fout: {shown}{' …' if len(numbers) > _SHOWN else ''}."


def mapping_of(record: str, chosen: dict[str, str]) -> Mapping:
    """The mapping in which each field is filled by one column; an empty name is none.

    Raises:
        Trouble: one column is chosen twice.
    """
    filled = [(path, name) for path, name in chosen.items() if name]
    names = [name for _, name in filled]
    if twice := [name for name in names if names.count(name) > 1]:
        raise Trouble(f"Kolom ‘{twice[0]}’ is twee keer gekozen.", NOTHING, "Kies bij elk veld een andere kolom.")
    return Mapping(record, tuple(Column(name, (path,)) for path, name in filled))
