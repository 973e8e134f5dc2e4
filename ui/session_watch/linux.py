"""Linux: logind tells of sleep and of a locked session, the screen saver tells that it began. Both over D-Bus."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_MANAGER: Final = "org.freedesktop.login1.Manager"
_SESSION: Final = "org.freedesktop.login1.Session"
_AUTO: Final = f"{_LOGIN_PATH}/session/auto"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",  # KDE and others
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_ON_SLEEP: Final[Any] = SLOT("_prepare(bool)")  # a str, whatever the stubs of PySide6 say
_ON_LOCK: Final[Any] = SLOT("_locked()")
_ON_CHANGE: Final[Any] = SLOT("_changed(QString,QVariantMap,QStringList)")
_ON_SAVER: Final[Any] = SLOT("_active(bool)")


class LinuxEars(QObject):
    """Listens to both buses, as far as they are there.

    As long as it listens it asks logind to wait with going to sleep until we have locked.
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._delay: int | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._found: QDBusPendingCallWatcher | None = None
        self._stopped = False
        self._system = QDBusConnection.systemBus()
        if self._system.isConnected():
            self._listen_to_logind()
        self._session: QDBusConnection | None = None
        if _has_session_bus():
            self._session = QDBusConnection.sessionBus()
            for name in _SCREEN_SAVERS:
                self._session.connect("", "", name, "ActiveChanged", self, _ON_SAVER)

    def stop(self) -> None:
        """Listen no longer, and keep nobody from sleeping."""
        self._stopped = True
        self._let_sleep()
        self.deleteLater()  # the buses forget a receiver that has gone

    # -- logind --------------------------------------------------------------------------------------------------------

    def _listen_to_logind(self) -> None:
        self._system.connect(_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, _ON_SLEEP)
        self._ask_delay()
        own = os.environ.get("XDG_SESSION_ID", "")
        if own:
            self._ask_session(own)
        else:
            get = _call("Get", _SESSION, "Id", path=_AUTO, interface=_PROPERTIES)
            self._found = self._ask(get, self._own_found)

    def _ask(self, call: QDBusMessage, then: Callable[[QDBusMessage], None]) -> QDBusPendingCallWatcher:
        pending: QDBusPendingCall = self._system.asyncCall(call)
        watcher = QDBusPendingCallWatcher(pending, self)

        def finished() -> None:
            reply = watcher.reply()
            watcher.deleteLater()
            then(reply)

        watcher.finished.connect(finished)
        return watcher

    def _own_found(self, reply: QDBusMessage) -> None:
        found = _first(reply)
        self._ask_session(str(found.variant()) if isinstance(found, QDBusVariant) else str(found or ""))

    def _ask_session(self, own: str) -> None:
        self._found = self._ask(_call("GetSession", own), self._session_found)

    def _session_found(self, reply: QDBusMessage) -> None:
        """Signals of a session come from its own path. When it is not known, any session of the seat counts."""
        self._found = None
        if self._stopped:
            return
        found = _first(reply)
        path = found.path() if isinstance(found, QDBusObjectPath) else str(found or "")
        self._system.connect(_LOGIN, path, _SESSION, "Lock", self, _ON_LOCK)
        # a desktop that locks by itself tells it here
        self._system.connect(_LOGIN, path, _PROPERTIES, "PropertiesChanged", self, _ON_CHANGE)

    def _ask_delay(self) -> None:
        if self._delay is None and self._asked is None:
            why = "Dossiers worden eerst vergrendeld"
            self._asked = self._ask(_call("Inhibit", "sleep", "BeschutDesk", why, "delay"), self._delayed)

    def _delayed(self, reply: QDBusMessage) -> None:
        self._asked = None
        held = _first(reply)
        if isinstance(held, QDBusUnixFileDescriptor) and held.isValid() and not self._stopped:
            self._delay = os.dup(held.fileDescriptor())
        # without it we lock at the signal, or at the latest when we wake

    def _let_sleep(self) -> None:
        delay, self._delay = self._delay, None
        if delay is not None:
            os.close(delay)

    @Slot(bool)
    def _prepare(self, sleeping: bool) -> None:
        if self._stopped:
            return
        if sleeping:
            try:
                self._leave()
            finally:
                self._let_sleep()
        else:
            self._ask_delay()

    @Slot()
    def _locked(self) -> None:
        if not self._stopped:
            self._leave()

    @Slot("QString", "QVariantMap", "QStringList")
    def _changed(self, _of: str, now: dict[str, Any], _gone: list[str]) -> None:
        if now.get("LockedHint") is True and not self._stopped:
            self._leave()

    @Slot(bool)
    def _active(self, on: bool) -> None:
        if on and not self._stopped:
            self._leave()


def _call(method: str, *arguments: Any, path: str = _LOGIN_PATH, interface: str = _MANAGER) -> QDBusMessage:
    call = QDBusMessage.createMethodCall(_LOGIN, path, interface, method)
    call.setArguments(list(arguments))
    return call


def _first(reply: QDBusMessage) -> Any:
    """The first argument of an answer; ``None`` when it is an error."""
    if reply.type() != QDBusMessage.MessageType.ReplyMessage or not reply.arguments():
        return None
    return reply.arguments()[0]


def _has_session_bus() -> bool:
    """Whether there is one already: asking for it where there is none would start one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())
