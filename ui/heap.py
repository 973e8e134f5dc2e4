"""What Python need not look through again and again: all that is there before a vault is open, and stays.

Looking for what nobody uses any more takes a tenth of a second over all libraries, in the middle of somebody's work.
"""

import gc


class Heap:
    """All that the program holds in memory.

    Attributes:
        kept: whether some of it is passed over.
    """

    def __init__(self) -> None:
        self.kept = False

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


heap = Heap()
"""The one there is."""
