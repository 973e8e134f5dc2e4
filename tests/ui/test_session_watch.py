"""The window locks when the machine goes to sleep or the session is locked, and keeps it awake just until then."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from ctypes import wintypes
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import IO, Any

import pytest
from PySide6.QtCore import QByteArray

from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from ui import wake
from ui.session_watch.windows import WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WindowsEars, leaves
from ui.wake import Clocks, WakeWatch, slept

ON_LINUX = sys.platform == "linux"
PATIENCE = 30

# -- clocks ------------------------------------------------------------------------------------------------------------


def test_sleep_is_seen_in_the_clocks() -> None:
    before = Clocks(1_000_000.0, 500.0)
    assert not slept(before, Clocks(1_000_004.0, 504.0))
    assert slept(before, Clocks(1_003_600.0, 504.0)), "the steady clock stood still"
    assert slept(before, Clocks(1_003_600.0, 4_100.0)), "both ran on, but nothing ticked"
    assert not slept(before, Clocks(1_000_000.0 - 365 * 86_400, 504.0)), "a clock that is set back is no sleep"


def test_the_watch_tells_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at = [Clocks(1000.0, 10.0)]
    monkeypatch.setattr(wake, "read_clocks", lambda: at[-1])
    watch, told = WakeWatch(), []
    watch.woke.connect(lambda: told.append(1))
    watch.start()
    for now in (Clocks(1004.0, 14.0), Clocks(9000.0, 18.0), Clocks(9004.0, 22.0)):
        at.append(now)
        watch.look()
    watch.stop()
    assert told == [1]


# -- Windows -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "detail", "expected"),
    [
        (WM_WTSSESSION_CHANGE, 7, True),  # lock
        (WM_WTSSESSION_CHANGE, 8, False),  # unlock
        (WM_WTSSESSION_CHANGE, 4, True),  # remote disconnect
        (WM_WTSSESSION_CHANGE, 5, False),  # logon
        (WM_POWERBROADCAST, 4, True),  # suspend
        (WM_POWERBROADCAST, 0x12, True),  # awake again, without having said that it would sleep
        (WM_POWERBROADCAST, 0xA, False),  # on mains or battery
        (0x0100, 7, False),  # a key
    ],
)
def test_messages_of_windows(message: int, detail: int, expected: bool) -> None:
    assert leaves(message, detail) is expected
    told: list[int] = []
    ears = WindowsEars(0, lambda: told.append(1))
    raw = wintypes.MSG(message=message, wParam=detail)
    assert ears.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(raw)) == (False, 0)
    assert told == [1] * expected
    ears.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), ctypes.addressof(raw))
    assert told == [1] * expected
    ears.stop()


# -- Linux: a real bus -------------------------------------------------------------------------------------------------

DESKTOPS = ("gnome", "freedesktop", "cinnamon", "mate", "xfce")
SESSION_PATH = "/org/freedesktop/login1/session/_37"

WINDOW = f"""
import json, sys
import time
from pathlib import Path
from PySide6.QtCore import QTimer
from beschutdesk.services import profile
from beschutdesk.vault import envelope
envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
from ui.app import make_application
from ui.desk_window import DeskWindow
app = make_application()
folder = Path(sys.argv[1])
made = DeskWindow(folder, warm=False)
def say(**what):
    print(json.dumps(what), flush=True)
def held():
    found = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue  # closed meanwhile
    return [name for name in found if name.startswith(str(folder))]
def locked():
    until = time.monotonic() + 1  # a keyring's thread may be reading the envelope at this very moment
    while held() and time.monotonic() < until:
        time.sleep(0.02)
    say(event="locked", files=held(),
        delayed=made._session._ears._delay is not None)
    QTimer.singleShot(200, lambda: made.open(profile.open_with_passphrase(folder, {PASSPHRASE!r})))
made.locked.connect(locked)
made.opened.connect(lambda: say(event="opened"))
made.frame.show()
made.open(profile.open_with_passphrase(folder, {PASSPHRASE!r}))
sys.exit(app.exec())
"""


@dataclass
class Logind:
    """A small login1 on a bus of its own, and the screen saver of a desktop.

    Attributes:
        address: of the bus.
        asked: what was called: member and arguments.
        delays: the ends of the pipes whose other end delays the sleep.
    """

    address: str
    asked: Queue[tuple[str, tuple[Any, ...]]] = field(default_factory=Queue)
    delays: Queue[int] = field(default_factory=Queue)
    connection: Any = None
    thread: threading.Thread | None = None

    def serve(self) -> None:
        """Answer until the bus goes."""
        from jeepney import MessageType, new_error, new_method_return  # type: ignore[import-untyped]
        from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

        self.connection = open_dbus_connection(self.address, enable_fds=True)
        for name in ("org.freedesktop.login1", *(f"org.{desktop}.ScreenSaver" for desktop in DESKTOPS)):
            self.connection.send_and_get_reply(message_bus.RequestName(name))

        def loop() -> None:
            while True:
                try:
                    message = self.connection.receive()
                except (OSError, EOFError, ValueError, AttributeError):
                    return
                if message.header.message_type != MessageType.method_call:
                    continue
                member = message.header.fields[3]
                self.asked.put((member, message.body))
                if member == "Inhibit":
                    ours, theirs = os.pipe()
                    self.connection.send(new_method_return(message, "h", (theirs,)))
                    os.close(theirs)
                    self.delays.put(ours)
                elif member == "Get":
                    self.connection.send(new_method_return(message, "v", (("s", "37"),)))
                elif member == "GetSession" and message.body == ("37",):
                    self.connection.send(new_method_return(message, "o", (SESSION_PATH,)))
                else:
                    self.connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

        self.thread = threading.Thread(target=loop, name="login1", daemon=True)
        self.thread.start()

    def signal(self, path: str, interface: str, member: str, *flags: bool) -> None:
        """Tell everybody."""
        from jeepney import DBusAddress, new_signal

        address = DBusAddress(path, interface=interface)
        self.connection.send(new_signal(address, member, "b" * len(flags) or None, flags))

    def hint(self, *, locked: bool) -> None:
        """Change a property of the session, as a desktop does that locks by itself."""
        from jeepney import DBusAddress, new_signal

        address = DBusAddress(SESSION_PATH, interface="org.freedesktop.DBus.Properties")
        body = ("org.freedesktop.login1.Session", {"LockedHint": ("b", locked)}, ["IdleHint"])
        self.connection.send(new_signal(address, "PropertiesChanged", "sa{sv}as", body))


@pytest.fixture
def logind(tmp_path: Path) -> Iterator[Logind]:
    bus = subprocess.Popen(
        [
            "dbus-daemon",
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
            f"--address=unix:path={tmp_path}/b",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    made = Logind(bus.stdout.readline().strip())
    made.serve()
    yield made
    bus.terminate()
    bus.wait(5)
    assert made.thread is not None
    made.thread.join(5)
    made.connection.close()
    bus.stdout.close()


@pytest.fixture
def window(logind: Logind, demo_desk: Desk) -> Iterator[IO[str]]:
    """The lines that a window in a process of its own writes."""
    folder = demo_desk.profile
    demo_desk.close()
    run = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(folder)],
        env={key: value for key, value in os.environ.items() if key != "XDG_SESSION_ID"}
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SYSTEM_BUS_ADDRESS": logind.address,
            "DBUS_SESSION_BUS_ADDRESS": logind.address,
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    yield run.stdout
    run.terminate()
    run.wait(10)
    run.stdout.close()


def next_line(lines: IO[str]) -> dict[str, Any]:
    found: Queue[str] = Queue()
    threading.Thread(target=lambda: found.put(lines.readline()), daemon=True).start()
    line = found.get(timeout=PATIENCE)
    assert line, "the window has gone"
    told: dict[str, Any] = json.loads(line)
    return told


def is_released(end: int) -> None:
    """Wait until nobody holds the other end of a pipe any more."""
    gone: Queue[bytes] = Queue()
    threading.Thread(target=lambda: gone.put(os.read(end, 1)), daemon=True).start()
    assert gone.get(timeout=PATIENCE) == b""
    os.close(end)


@pytest.mark.alone
@pytest.mark.skipif(not ON_LINUX, reason="logind is of Linux")
def test_sleep_waits_for_the_lock_and_no_longer(logind: Logind, window: IO[str]) -> None:
    assert shutil.which("dbus-daemon")
    assert next_line(window) == {"event": "opened"}
    delay = logind.delays.get(timeout=PATIENCE)
    called = {}
    while "GetSession" not in called:
        member, body = logind.asked.get(timeout=PATIENCE)
        called[member] = body
    assert called["Inhibit"][0] == "sleep"
    assert called["Inhibit"][3] == "delay"
    logind.signal("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
    assert next_line(window) == {"event": "locked", "files": [], "delayed": True}, (
        "the delay stands until it has locked"
    )
    is_released(delay)
    logind.signal("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False)
    again = logind.delays.get(timeout=PATIENCE)
    assert next_line(window) == {"event": "opened"}
    logind.signal(SESSION_PATH, "org.freedesktop.login1.Session", "Lock")
    assert next_line(window)["event"] == "locked"
    assert next_line(window) == {"event": "opened"}
    logind.hint(locked=False)
    logind.hint(locked=True)
    assert next_line(window)["event"] == "locked"
    assert next_line(window) == {"event": "opened"}
    for desktop in DESKTOPS:
        logind.signal("/org/ScreenSaver", f"org.{desktop}.ScreenSaver", "ActiveChanged", False)
        logind.signal("/org/ScreenSaver", f"org.{desktop}.ScreenSaver", "ActiveChanged", True)
        assert next_line(window)["event"] == "locked", desktop
        assert next_line(window) == {"event": "opened"}
    os.close(again)
