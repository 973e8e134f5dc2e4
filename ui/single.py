"""One profile, one program: a second start brings the first window to the front and ends.

A lock of the kernel in the profile says who is first: whoever comes to the profile, from whatever session, meets it,
and a crash lets go of it. It costs less than a millisecond before the first paint. What listens for a second start is
read after the window stands there; in the lock stands where it listens.
"""

import errno
import os
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCryptographicHash, QDir, QObject, QTimer, Signal

from beschutdesk.files import alone

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK: Final = "window"
"""Name of the lock in the profile. It holds no more than where the first one listens, and it stays."""
_RAISE: Final = b"raise\n"
_YES: Final = b"ok\n"
_MOST_BYTES: Final = 16
_MOST_CALLERS: Final = 8
_CALLER_MS: Final = 2_000
"""A caller that says nothing for so long is hung up on."""
_ANSWER_MS: Final = 1_500
_LEAST_MS: Final = 50
_PATIENCE: Final = 2.0
"""Seconds that a second start waits in silence for an answer, once there is somebody who listens."""
_STARTING: Final = 10.0
"""Seconds that it waits for somebody to listen: on a busy machine the first may be just starting, or just ending."""
_AGAIN: Final = 0.1
_LONGEST_FOLDER: Final = 70
"""Bytes; with our name behind it this fits in the address of a socket, which holds 103 on macOS and 107 on Linux."""


class Single(QObject):
    """The one place on a profile.

    Args:
        profile: its folder; it need not be there yet.

    Attributes:
        asked: somebody started the program on this profile once more.
    """

    asked = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_of(profile)
        self._profile = profile
        self._held = ExitStack()
        self._made = False
        self._server: QLocalServer | None = None
        self._callers: set[QLocalSocket] = set()

    def take(self) -> bool:
        """Be the first. ``False`` when somebody else is. A folder that takes no lock file keeps nobody from work."""
        try:
            if not self._profile.exists():  # made now, or two first starts would not meet
                self._profile.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._made = True
            self._held.enter_context(alone(self._profile / LOCK, 0.0))
        except OSError as error:
            return error.errno not in (errno.EBUSY, errno.ENOENT)  # gone: one that made it just ends
        if not (self._profile / LOCK).exists():
            self._held.close()
            return False
        return True

    def take_or_call(self, patience: float = _PATIENCE, starting: float = _STARTING) -> bool | None:
        """Be the first (``True``), or bring the one who is to the front (``False``); ``None`` when that one is deaf.

        Args:
            patience: seconds for an answer of one that listens.
            starting: seconds in which one that does not listen yet may begin to.
        """
        met, until = False, time.monotonic() + starting
        while not self.take():
            socket = self._connect(_wait_until(until))
            if socket is not None:
                if not met:
                    met, until = True, time.monotonic() + patience
                if self._call(socket, until):
                    return False
            if time.monotonic() > until:
                return None
            time.sleep(_AGAIN)
        return True

    def listen(self) -> bool:
        """Hear of a next start. Call it once the window stands there, and only as the first."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_MOST_CALLERS)
        server.newConnection.connect(self._called)
        where = _own_address(self._name)
        if not server.listen(where):
            # We hold the lock: whoever left this lives no more, unless it still answers.
            if self._connect(100) is not None:
                return False
            QLocalServer.removeServer(where)
            if not server.listen(where):
                return False
        self._server = server
        if sys.platform != "win32":
            with suppress(OSError):
                (self._profile / LOCK).write_text(where, encoding="utf-8")
        return True

    def close(self) -> None:
        """Make room for a next one."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for caller in list(self._callers):
            caller.abort()
        if self._made:
            self._leave_nothing()
        self._held.close()

    def _leave_nothing(self) -> None:
        """Nobody made a vault here after all: take away what was made to meet others in."""
        with suppress(OSError):
            if [path.name for path in self._profile.iterdir()] == [LOCK]:
                (self._profile / LOCK).unlink()
                self._profile.rmdir()

    # -- the second one ------------------------------------------------------------------------------------------------

    def _connect(self, milliseconds: int) -> "QLocalSocket | None":
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(address_of(self._profile))
        return socket if socket.waitForConnected(milliseconds) else None

    def _call(self, socket: "QLocalSocket", until: float) -> bool:
        _let_others_come_to_the_front()
        socket.write(_RAISE)
        socket.waitForBytesWritten(_wait_until(until))
        return socket.waitForReadyRead(_wait_until(until)) and socket.read(_MOST_BYTES).data() == _YES

    # -- the first one -------------------------------------------------------------------------------------------------

    def _called(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            if len(self._callers) >= _MOST_CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._answer(caller)

    def _answer(self, caller: "QLocalSocket") -> None:
        self._callers.add(caller)
        caller.setReadBufferSize(_MOST_BYTES)
        hang_up = QTimer(caller)
        hang_up.setSingleShot(True)

        def heard() -> None:
            said = caller.peek(_MOST_BYTES).data()
            if said == _RAISE:
                caller.write(_YES)
                caller.flush()
                caller.disconnectFromServer()
                self.asked.emit()
            elif not _RAISE.startswith(said):
                caller.abort()

        def gone() -> None:
            hang_up.stop()
            self._callers.discard(caller)
            caller.deleteLater()

        caller.readyRead.connect(heard)
        caller.disconnected.connect(gone)
        hang_up.timeout.connect(lambda: caller.abort())  # noqa: PLW0108 - Qt finds no slot of a socket that it made itself
        hang_up.start(_CALLER_MS)


def name_of(profile: Path) -> str:
    """The name under which a profile is known on this machine; it tells nothing of where it is or of whom."""
    whole = os.path.normcase(profile.expanduser().resolve())
    if sys.platform == "win32":
        who = os.environ.get("USERNAME", "")
    else:
        who = str(os.getuid())
    made = QCryptographicHash.hash(f"{whole}\0{who}".encode(), QCryptographicHash.Algorithm.Sha256)
    return f"beschutdesk-{bytes(made.toHex().data()).decode()[:20]}"


def _wait_until(until: float) -> int:
    """Milliseconds to wait for one step of a call."""
    return max(_LEAST_MS, min(_ANSWER_MS, round((until - time.monotonic()) * 1000)))


def _folder() -> Path:
    """A folder of this user on this machine: never the profile's, which may lie on a network.

    The address of a socket is short: in a folder with a long name nobody would ever hear of a second start.
    """
    usual = QDir.tempPath()
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), usual, "/tmp"):  # noqa: S108 - only its user may connect
        if folder and len(os.fsencode(folder)) <= _LONGEST_FOLDER and os.access(folder, os.W_OK):
            return Path(folder)
    return Path(usual)


def _own_address(name: str) -> str:
    return name if sys.platform == "win32" else str(_folder() / name)


def address_of(profile: Path) -> str:
    """Where the first one on a profile listens: it wrote that down, for in another session it has another folder."""
    if sys.platform != "win32":
        with suppress(OSError, ValueError):
            if told := (profile / LOCK).read_text(encoding="utf-8"):
                return told
    return _own_address(name_of(profile))


def _let_others_come_to_the_front() -> None:
    """Windows lets a window come to the front only when the program in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
