"""A lane of its own for a dialog whose work may wait for others: a keyring, a disk that sleeps."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.jobs import JobsLane

_PATIENCE: Final = 0.2
_ending: Final[list[JobsLane]] = []
"""Lanes whose last job still waits for somebody else; kept so that they are let go of in this thread."""


def own_lane(widget: QWidget) -> JobsLane:
    """A lane that takes nothing in any more once the widget is gone. What runs then ends by itself, unheard."""
    lane = JobsLane()
    widget.destroyed.connect(partial(_end, lane))
    return lane


def _end(lane: JobsLane, *_: object) -> None:
    _ending[:] = [late for late in _ending if not late.close(patience=0.0)]
    if not lane.close(finish=False, patience=_PATIENCE):
        _ending.append(lane)
