"""What Python need not look through again and again: all that is there before a vault is open, and what stays after.

Looking for what nobody uses any more takes a tenth of a second over all libraries, and as long again over the pages and
what was read into them, in the middle of somebody's work. So it is done when nobody works.
"""

import gc
from time import monotonic
from typing import Final

_LONG: Final = 120.0
"""After so many seconds without a key nobody minds a look at everything."""
_EVERY: Final = 600.0


class Heap:
    """All that the program holds in memory.

    Attributes:
        kept: whether some of it is passed over.
    """

    def __init__(self) -> None:
        self.kept = False
        self._looked = monotonic()
        self._seen = 0

    def keep(self) -> None:
        """Pass over what is there now, until :meth:`collect`."""
        gc.freeze()
        self.kept = True

    def collect(self) -> None:
        """Let go of all that nobody uses, also of what was passed over; what is left then is passed over again."""
        if self.kept:
            gc.unfreeze()
        gc.collect()
        if self.kept:
            gc.freeze()
        self._looked = monotonic()

    def rest(self, seconds: float) -> None:
        """Nobody did anything for so many seconds: what came since the last time is passed over from now on.

        What nobody uses any more is let go first. Of what was passed over before that is found after a long rest.
        """
        if not self.kept:
            return
        if seconds >= _LONG and monotonic() - self._looked >= _EVERY:
            self.collect()
        elif _searches() != self._seen:
            gc.collect()
            gc.freeze()
            self._seen = _searches()


def _searches() -> int:
    """How often Python looked through more than the very newest: not while nothing much happens."""
    _newest, newer, rest = gc.get_stats()
    return int(newer["collections"] + rest["collections"])


heap = Heap()
"""The one there is."""
