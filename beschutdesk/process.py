"""What this process must not leave behind for others to read."""

import os
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def keep_private() -> None:
    """Files that this process makes are for their owner only, and a crash writes no image of the memory to disk.

    An image of the memory (a core dump) would hold every dossier that was open, and the key. Linux hands such an image
    to a program of the system whatever the limit says, unless the process says that it may not be dumped at all.
    """
    os.umask(0o077)
    if os.name != "posix":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform.startswith("linux"):
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
