"""The keyring of this device: what keeps the half of a PIN that nobody types.

Only stores that encrypt what they keep and that belong to the system are used; where there is none, there is no PIN.
Every call may take as long as a person takes to answer a question of the keyring, or never come back at all. So each
runs in a thread of its own that is given up after some patience; call from a worker thread, never from the UI thread.
"""

import base64
import binascii
import contextlib
import hashlib
import importlib
import platform
import queue
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from beschutdesk.vault.errors import NoKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "BeschutDesk"
SECRET_BYTES = 32
PATIENCE = 20.0
"""Seconds. A keyring that is locked asks the user for its password meanwhile."""

_REAL = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
"""Stores that encrypt, by module and class. Asked for by name and not through the list that keyring makes: that list is
made once, so it misses a store that comes up later, and it runs whatever else was installed as a plug-in."""

_Answer = TypeVar("_Answer")


def mark(vault: UUID) -> str:
    """Tells this device from others, for one vault. Says nothing about the device to who does not know its name."""
    about = f"{vault}|{platform.node()}|{Path.home()}"
    return hashlib.sha256(about.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_secret() -> bytes:
    """What the keyring is to keep."""
    return secrets.token_bytes(SECRET_BYTES)


def keep(name: str, secret: bytes, patience: float | None = None) -> None:
    """Put a secret in the keyring, and see that it is there.

    Args:
        name: id of the slot.
        secret: from :func:`make_secret`.
        patience: seconds before giving up; :data:`PATIENCE` when left out.

    Raises:
        NoKeyring: there is no keyring, or it does not do it in time; with the reason.
    """

    def act(given_up: threading.Event) -> bool:
        ring, text = _ring(), base64.b64encode(secret).decode()
        if not given_up.is_set():
            ring.set_password(SERVICE, name, text)
        if given_up.is_set():  # nobody counts on it any more
            ring.delete_password(SERVICE, name)
        return ring.get_password(SERVICE, name) == text

    if not _within(patience, act):
        raise _no_keyring("bewaart niet wat erin wordt gezet")


def fetch(name: str, patience: float | None = None) -> bytes | None:
    """The secret of a slot; ``None`` when the keyring has none that fits.

    Raises:
        NoKeyring: as :func:`keep`.
    """
    text = _within(patience, lambda _: _ring().get_password(SERVICE, name))
    try:
        raw = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == SECRET_BYTES else None


def forget(name: str, patience: float | None = None) -> None:
    """Take a secret out of the keyring; nothing happens when it is not there.

    Raises:
        NoKeyring: as :func:`keep`.
    """

    def act(_: threading.Event) -> bool:
        from keyring.errors import PasswordDeleteError

        ring = _ring()
        with contextlib.suppress(PasswordDeleteError):  # it is not there; when it is, the next line tells
            ring.delete_password(SERVICE, name)
        return ring.get_password(SERVICE, name) is None

    if not _within(patience, act):
        raise _no_keyring("laat niet los wat erin staat")


def usable(patience: float | None = None) -> NoKeyring | None:
    """Why there can be no PIN here; ``None`` when there can. Puts a probe in the keyring and takes it out again."""
    name = f"proef-{secrets.token_hex(8)}"
    try:
        keep(name, make_secret(), patience)
        forget(name, patience)
    except NoKeyring as error:
        return error
    return None


def _ring() -> "KeyringBackend":
    found: list[KeyringBackend] = []
    for module, name in _REAL:
        try:
            ring = getattr(importlib.import_module(module), name)
            if ring.viable:
                found.append(ring())
        except Exception:  # noqa: S112 - whatever is wrong with this one, the next may do
            continue
    if not found:
        raise _no_keyring("is er niet")
    best = max(found, key=lambda ring: float(ring.priority))
    if type(best).__name__ == "WinVaultKeyring":
        best.persist = "local machine"  # type: ignore[attr-defined] # "enterprise", the default, travels to other machines
    return best


def _within(patience: float | None, act: Callable[[threading.Event], _Answer]) -> _Answer:
    """What *act* gives, in a thread of its own that is left behind, and told so, when it takes too long."""
    given_up = threading.Event()
    answer: queue.SimpleQueue[tuple[_Answer | None, Exception | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answer.put((act(given_up), None))
        except Exception as error:
            answer.put((None, error))

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        given, error = answer.get(timeout=PATIENCE if patience is None else patience)
    except queue.Empty:
        given_up.set()
        raise _no_keyring("antwoordt niet") from None
    if error is None:
        return given  # type: ignore[return-value] # without an error it is the answer
    if isinstance(error, NoKeyring):
        raise error
    raise _no_keyring("is vergrendeld" if type(error).__name__ == "KeyringLocked" else "weigert") from None


def _no_keyring(reason: str) -> NoKeyring:
    return NoKeyring(
        f"De sleutelbos van dit apparaat {reason}.",
        "De kluis zelf is heel.",
        "Gebruik je wachtzin; een pincode kan alleen met een sleutelbos.",
    )
