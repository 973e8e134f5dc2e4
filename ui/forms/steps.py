"""Rows that were added or taken out and are not saved yet, in order, so that each can be taken back and done again."""

from dataclasses import dataclass
from itertools import count
from typing import Final
from uuid import UUID

_CLOCK: Final = count(1)
"""Over all sessions: what was done last is taken back first."""


@dataclass(frozen=True, slots=True)
class RowStep:
    """One row that came or went.

    Attributes:
        attribute: the list that it is in.
        key: its id.
        place: where in the list.
        added: whether it came; else it was taken out.
        at: later ones have a higher number.
    """

    attribute: str
    key: UUID
    place: int
    added: bool
    at: int


class RowSteps:
    """What was done with rows since the last save, and what of it was undone."""

    def __init__(self) -> None:
        self.done: list[RowStep] = []
        self.undone: list[RowStep] = []

    def add(self, attribute: str, key: UUID, place: int, *, added: bool) -> None:
        """A row came or went; what was undone before cannot be done again."""
        self.done.append(RowStep(attribute, key, place, added, next(_CLOCK)))
        self.undone.clear()

    def drop(self, attribute: str, key: UUID, *, added: bool) -> None:
        """The last such step was taken back in another way."""
        for step in reversed(self.done):
            if (step.attribute, step.key, step.added) == (attribute, key, added):
                self.done.remove(step)
                return

    def clear(self) -> None:
        """It is saved, or thrown away."""
        self.done.clear()
        self.undone.clear()
