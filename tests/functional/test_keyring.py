"""The PIN, with the real keyring of a Linux desktop: a daemon of its own on a bus of its own."""

import base64
import gc
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.audit import Act, Filter
from beschutdesk.trouble import Trouble
from beschutdesk.vault import device
from beschutdesk.vault.envelope import Envelope
from tests.conftest import PASSPHRASE

PIN = "482913"
pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
        reason="needs dbus-daemon and gnome-keyring",
    ),
    # the keyring library leaves its connection to the collector when the keyring refuses or is given up
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@contextmanager
def running(command: list[str], env: dict[str, str], first: bytes = b"") -> Iterator[str]:
    """A daemon, until it is no longer needed; gives the first line it prints."""
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(first)
        process.stdin.close()
        yield process.stdout.readline().decode().strip()
    finally:
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A session bus that our process uses; nothing is on it yet. Gives the environment for what is to be on it."""
    home, run = tmp_path / "home", tmp_path / "run"
    for folder in (home, run):
        folder.mkdir(mode=0o700)
    env = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    env |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(run), "XDG_DATA_HOME": str(home / "share")}
    before = set(threading.enumerate())
    # services of the machine stay off it: nothing may be started by a question of ours
    config = tmp_path / "bus.conf"
    config.write_text(
        "<busconfig><type>session</type><keep_umask/>"
        f"<listen>unix:dir={run}</listen><auth>EXTERNAL</auth><policy context='default'>"
        "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/>"
        "</policy></busconfig>"
    )
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address=1"]
    with running(command, env) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield env | {"DBUS_SESSION_BUS_ADDRESS": address}
    for thread in set(threading.enumerate()) - before:  # what was given up ends with the bus
        thread.join(5)
        assert not thread.is_alive(), thread.name
    gc.collect()


@contextmanager
def standing_still(name: str) -> Iterator[None]:
    """The process that has a name on the bus does nothing for a while, as one that swaps or waits for the user."""
    from jeepney.bus_messages import DBus  # type: ignore[import-untyped]
    from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]

    connection = open_dbus_connection("SESSION")
    (number,) = Proxy(DBus(), connection).GetConnectionUnixProcessID(name)
    connection.close()
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(number, signal.SIGCONT)


def keyring(env: dict[str, str], *, unlocked: bool = True) -> Any:
    """gnome-keyring on the bus; the password comes from its standard input."""
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    return running([*command, "--unlock"] if unlocked else command, env, b"wachtwoord van de sessie" * unlocked)


@pytest.fixture
def desktop(bus: dict[str, str]) -> Iterator[None]:
    """A session with an unlocked keyring."""
    with keyring(bus):
        yield


@pytest.fixture
def made(profile_dir: Path) -> str:
    """A vault; gives its recovery code."""
    desk, code = profile.create(profile_dir, PASSPHRASE, Caseworker(name="R. Jansen"))
    desk.close()
    return code


@pytest.fixture
def with_pin(desktop: None, made: str, profile_dir: Path) -> str:
    """A vault with a PIN; gives the name under which the keyring keeps its half."""
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert desk.keys.pin_possible() is None
        desk.keys.set_pin(PASSPHRASE, PIN)
        (way,) = [way for way in desk.keys.all() if way.kind == "pin"]
    assert way.here
    return way.id


def lock_keyring() -> None:
    """As the desktop does when the user chooses "lock"."""
    import secretstorage

    connection = secretstorage.dbus_init()
    secretstorage.get_default_collection(connection).lock()
    connection.close()


def block(profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from beschutdesk.vault import tries

    monkeypatch.setattr(tries, "MOST_SECONDS", 0.0)  # the waiting has its own tests
    for left in (4, 3, 2, 1):
        with pytest.raises(profile.WrongSecret, match="één keer" if left == 1 else f"Nog {left} keer"):
            profile.open_with_pin(profile_dir, "000000")
    with pytest.raises(profile.PinBlocked, match="wachtzin of herstelcode"):
        profile.open_with_pin(profile_dir, "000000")


def test_the_pin_opens(with_pin: str, profile_dir: Path) -> None:
    assert profile.ways(profile_dir) == profile.Ways(passphrase=True, recovery=True, pin=True, pin_blocked=False)
    with profile.open_with_pin(profile_dir, PIN) as desk:
        assert desk.caseworker().name == "R. Jansen"
        line = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.UNLOCK}))))[0]
    assert line.detail == {"way": "pin"}


def test_neither_half_opens_alone(with_pin: str, profile_dir: Path) -> None:
    kept = device.fetch(with_pin)
    assert kept is not None
    assert PIN.encode() not in base64.b64encode(kept)
    envelope = Envelope.load(profile_dir / profile.ENVELOPE)
    (slot,) = envelope.of("device")
    for half, typed in ((b"\0" * 32, PIN), (kept, "")):
        with pytest.raises(profile.WrongSecret):
            envelope.open_with_pin(slot, half, typed)


def test_five_wrong_ones_drop_it_until_the_passphrase(
    with_pin: str, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(profile_dir, monkeypatch)
    assert device.fetch(with_pin) is None
    assert profile.ways(profile_dir).pin_blocked
    with pytest.raises(profile.PinBlocked):  # the right one too
        profile.open_with_pin(profile_dir, PIN)
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert profile.ways(profile_dir).pin_blocked
        assert desk.keys.mend()
        failed = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.UNLOCK_FAILED}))))
    assert [(line.result, line.detail["way"]) for line in failed] == [("failed", "pin")] * 5
    assert not profile.ways(profile_dir).pin_blocked
    profile.open_with_pin(profile_dir, PIN).close()
    assert not (profile_dir / "tries.json").exists()


def test_four_wrong_ones_are_forgotten_by_the_passphrase(
    with_pin: str, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        with pytest.raises(profile.WrongSecret):
            profile.open_with_pin(profile_dir, "000000")
    with pytest.raises(profile.TooSoon, match="1 seconde"):
        profile.open_with_pin(profile_dir, PIN)
    assert profile.wait(profile_dir) == 0.0
    profile.open_with_passphrase(profile_dir, PASSPHRASE).close()
    profile.open_with_pin(profile_dir, PIN).close()


def test_a_kill_in_the_middle_gives_no_free_try(with_pin: str, profile_dir: Path) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from beschutdesk.services import profile\n"
        "from beschutdesk.vault.slot import Slot\n"
        "Slot.open = lambda *_: os._exit(9)\n"
        "profile.open_with_pin(Path(sys.argv[1]), sys.stdin.read())\n"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", script, str(profile_dir)], input=PIN, text=True, check=False)
        assert done.returncode == 9
    with pytest.raises(profile.WrongSecret, match="Nog 2 keer"):
        profile.open_with_pin(profile_dir, "000000")


def test_a_system_that_was_set_up_anew(with_pin: str, profile_dir: Path) -> None:
    device.forget(with_pin)
    for _ in range(7):  # none of these is a wrong try
        with pytest.raises(profile.NoKeyring, match="kent deze kluis niet meer"):
            profile.open_with_pin(profile_dir, PIN)
    with profile.open_with_code(profile_dir, _new_code(profile_dir)) as desk:
        assert desk.keys.mend()
    profile.open_with_pin(profile_dir, PIN).close()


def _new_code(profile_dir: Path) -> str:
    code = profile.new_recovery_code()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.keys.set_recovery(PASSPHRASE, code, code.lower())
    return code


def test_another_pin_and_none(with_pin: str, profile_dir: Path) -> None:
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.keys.set_pin(PASSPHRASE, "739154")
        (way,) = [way for way in desk.keys.all() if way.kind == "pin"]
        assert device.fetch(with_pin) is None
        with pytest.raises(profile.WrongSecret):
            profile.open_with_pin(profile_dir, PIN)
        profile.open_with_pin(profile_dir, "739154").close()
        desk.keys.remove(PASSPHRASE, way.id)
        assert not desk.keys.mend()
    assert device.fetch(way.id) is None
    assert not profile.ways(profile_dir).pin
    with pytest.raises(profile.PinBlocked, match="geen pincode ingesteld"):
        profile.open_with_pin(profile_dir, "739154")


def test_a_renewed_key_leaves_nothing_of_the_pin(with_pin: str, profile_dir: Path) -> None:
    from beschutdesk.services.renewing import renew

    with renew(profile_dir, PASSPHRASE, "paars fietst langzaam kaas", profile.new_recovery_code()) as desk:
        assert not profile.ways(profile_dir).pin
        assert desk.keys._known()
        assert not desk.keys.mend()
        assert not desk.keys._known()
    assert _names_in_keyring() == set()


def test_on_another_device_it_is_no_way_in(
    with_pin: str, profile_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "thuis")
    assert not profile.ways(profile_dir).pin
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert [way.label for way in desk.keys.all()][-1] == "Pincode op een ander apparaat"
        assert not desk.keys.mend()
        desk.keys.set_pin(PASSPHRASE, "739154")
        assert [way.here for way in desk.keys.all() if way.kind == "pin"] == [False, True]


def stand_in_the_way(path: Path) -> None:
    """A folder where the program wants a file."""
    path.unlink(missing_ok=True)
    path.mkdir()


def test_an_envelope_that_cannot_be_written_leaves_nothing_in_the_keyring(with_pin: str, profile_dir: Path) -> None:
    stand_in_the_way(profile_dir / "vault.lock")  # of every new envelope
    before = (profile_dir / profile.ENVELOPE).read_bytes()
    with profile.open_with_pin(profile_dir, PIN) as desk:
        with pytest.raises(Trouble, match="niet veranderd"):
            desk.keys.set_pin(PASSPHRASE, "739154")
        (way,) = [way for way in desk.keys.all() if way.kind == "pin"]
    assert way.id == with_pin
    assert (profile_dir / profile.ENVELOPE).read_bytes() == before
    assert _names_in_keyring() == {with_pin}
    profile.open_with_pin(profile_dir, PIN).close()


def _names_in_keyring() -> set[str]:
    import secretstorage

    connection = secretstorage.dbus_init()
    items = list(secretstorage.search_items(connection, {"service": device.SERVICE}))
    names = {item.get_attributes()["username"] for item in items}
    connection.close()
    return names


def test_what_cannot_be_counted_is_not_tried(with_pin: str, profile_dir: Path) -> None:
    stand_in_the_way(profile_dir / "tries.lock")
    with pytest.raises(profile.PinBlocked, match="niet worden bijgehouden"):
        profile.open_with_pin(profile_dir, PIN)
    profile.open_with_passphrase(profile_dir, PASSPHRASE).close()


# -- a keyring that does not help --------------------------------------------------------------------------------------


def test_no_bus_at_all(made: str, profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        why = desk.keys.pin_possible()
        assert why is not None
        assert "sleutelbos van dit apparaat is er niet" in str(why)
        with pytest.raises(profile.NoKeyring, match="is er niet"):
            desk.keys.set_pin(PASSPHRASE, PIN)
        assert not [way for way in desk.keys.all() if way.kind == "pin"]


def test_a_bus_without_a_keyring(bus: dict[str, str]) -> None:
    assert "is er niet" in str(device.usable())


def test_a_keyring_that_came_later_is_found(bus: dict[str, str]) -> None:
    assert device.usable() is not None
    with keyring(bus):
        assert device.usable() is None


def test_a_keyring_without_a_password_refuses(bus: dict[str, str]) -> None:
    with keyring(bus, unlocked=False):
        assert "weigert" in str(device.usable())


def test_a_locked_keyring(with_pin: str, profile_dir: Path) -> None:
    lock_keyring()
    with pytest.raises(profile.NoKeyring, match="vergrendeld"):
        profile.open_with_pin(profile_dir, PIN)
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert not desk.keys.mend()


def test_a_keyring_that_died(bus: dict[str, str], made: str, profile_dir: Path) -> None:
    with ExitStack() as alive:
        alive.enter_context(keyring(bus))
        with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
            desk.keys.set_pin(PASSPHRASE, PIN)
    with pytest.raises(profile.NoKeyring):
        profile.open_with_pin(profile_dir, PIN)
    with keyring(bus):  # what it keeps it kept on the disk
        profile.open_with_pin(profile_dir, PIN).close()


@contextmanager
def silence(env: dict[str, str]) -> Iterator[None]:
    """A service that has the name of a keyring on the bus, and answers nothing."""
    from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection(env["DBUS_SESSION_BUS_ADDRESS"])
    daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    wanted = new_method_call(daemon, "RequestName", "su", ("org.freedesktop.secrets", 0))
    assert connection.send_and_get_reply(wanted).body == (1,)
    yield
    connection.close()


def test_a_keyring_that_does_not_answer(bus: dict[str, str], made: str, profile_dir: Path) -> None:
    with keyring(bus), profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        desk.keys.set_pin(PASSPHRASE, PIN)
    with silence(bus):
        caught: list[Exception] = []

        def by_pin() -> None:
            try:
                profile.open_with_pin(profile_dir, PIN, patience=2.0)
            except profile.NoKeyring as error:
                caught.append(error)

        lane, start = threading.Thread(target=by_pin), time.monotonic()
        lane.start()
        with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
            assert lane.is_alive()  # the keyring is still being waited for
            assert not desk.keys.mend(patience=0.1)
        lane.join(10)
        assert 1.9 < time.monotonic() - start < 8
        assert "antwoordt niet" in str(caught[0])
    with keyring(bus):
        profile.open_with_pin(profile_dir, PIN).close()


def test_an_answer_that_comes_too_late_leaves_nothing_behind(desktop: None, made: str, profile_dir: Path) -> None:
    before = set(threading.enumerate())
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        assert desk.keys.pin_possible() is None
        with standing_still("org.freedesktop.secrets"):
            with pytest.raises(profile.NoKeyring, match="antwoordt niet"):
                desk.keys.set_pin(PASSPHRASE, PIN, patience=0.5)
            late = [thread for thread in threading.enumerate() if thread not in before]
            assert late
        for thread in late:
            thread.join(10)
            assert not thread.is_alive()
        assert not [way for way in desk.keys.all() if way.kind == "pin"]
        assert _names_in_keyring() == set()
        desk.keys.set_pin(PASSPHRASE, PIN)
    profile.open_with_pin(profile_dir, PIN).close()
