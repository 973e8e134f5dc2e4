"""How a form is laid out: which field stands where. What a field is, its declaration says."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.forms.rows import RowsPlan

Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a root, beside each other per line."""

    record: str
    lines: Lines

    @property
    def attributes(self) -> list[str]:
        """All of them."""
        return [attribute for line in self.lines for attribute in line]


@dataclass(frozen=True, slots=True)
class Own:
    """A part with a widget of its own: a picture, a table, a view.

    Attributes:
        name: which one; the form knows it by this.
        counts: list of rows that stands for it when a section is counted; empty counts nothing.
    """

    name: str
    counts: str = ""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section of the form.

    Attributes:
        key: its name in code.
        title: its heading.
        record: root that it is about; while a person has none, the section says how to begin one.
        parts: fields, rows and own parts, below each other.
        uncounted: fields that need not be filled in for the section to be whole.
        note: below the heading, when there is nothing to count.
    """

    key: str
    title: str
    record: str
    parts: Sequence[Fields | RowsPlan | Own]
    uncounted: frozenset[str] = frozenset()
    note: str = ""
