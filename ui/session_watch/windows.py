"""Windows: messages of the session and of the power supply, as they come to a window of ours."""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
_PBT_APMSUSPEND: Final = 0x0004
_PBT_APMRESUMEAUTOMATIC: Final = 0x0012
_LEAVING: Final = {
    WM_POWERBROADCAST: frozenset({_PBT_APMSUSPEND, _PBT_APMRESUMEAUTOMATIC}),
    # disconnected at the console or from afar, logged off, locked
    WM_WTSSESSION_CHANGE: frozenset({0x2, 0x4, 0x6, 0x7}),
}
_FOR_THIS_SESSION: Final = 0
_KINDS: Final = frozenset({b"windows_generic_MSG", b"windows_dispatcher_MSG"})


def leaves(message: int, detail: int) -> bool:
    """Whether a window message (its number and its ``wParam``) says that the user may have left.

    Waking up counts too: a machine that ran out of power did not say that it would sleep.
    """
    return detail in _LEAVING.get(message, frozenset())


class WindowsEars(QAbstractNativeEventFilter):
    """Reads the messages of one window."""

    def __init__(self, handle: int, leave: Callable[[], None]) -> None:
        super().__init__()
        self._handle, self._leave = handle, leave
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(handle), _FOR_THIS_SESSION)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if (kind.data() if isinstance(kind, QByteArray) else bytes(kind)) in _KINDS:
            found = wintypes.MSG.from_address(int(message))
            if leaves(found.message, found.wParam):
                self._leave()
        return False, 0

    def stop(self) -> None:
        """Listen no longer."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(wintypes.HWND(self._handle))
