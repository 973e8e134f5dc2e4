"""What the user can set, remembered in the vault. Each setting is declared once, below."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beschutdesk.dossier.fields import Spec
from beschutdesk.services.backup_making import FOLDER
from beschutdesk.services.store import Store
from beschutdesk.storage import audit, settings
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["IDLE_LONGEST", "IDLE_SHORTEST", "Settings"]

IDLE_SHORTEST, IDLE_LONGEST = 1, 60


@dataclass(frozen=True, slots=True)
class _Setting:
    """One setting.

    Attributes:
        key: stable name in the vault and in the audit log.
        default: holds when nothing was set, or what was set cannot be read.
        read, write: from and to the text in the vault; reading raises ``ValueError``.
        check: raises ``Trouble`` when a value cannot be.
    """

    key: str
    default: Any
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    check: Callable[[Any], None]


def _check_minutes(value: Any) -> None:
    if type(value) is not int or not IDLE_SHORTEST <= value <= IDLE_LONGEST:
        raise Trouble(
            f"De kluis kan na {IDLE_SHORTEST} tot {IDLE_LONGEST} minuten vanzelf op slot gaan.",
            "De instelling is niet veranderd.",
            f"Kies een heel getal van {IDLE_SHORTEST} tot en met {IDLE_LONGEST}.",
        )


def _check_folder(value: Any) -> None:
    if value is not None and not (isinstance(value, Path) and value.is_dir()):
        raise Trouble(
            "Deze map voor reservekopieën is er niet.",
            "De instelling is niet veranderd.",
            "Kies een map die er is, of sluit de schijf aan waarop die staat.",
        )


def _check_yes_no(value: Any) -> None:
    if type(value) is not bool:
        raise Trouble("Hier hoort aan of uit.", "De instelling is niet veranderd.")


_IDLE = _Setting("idle_minutes", 10, int, str, _check_minutes)
_FOLDER = _Setting(
    FOLDER, None, lambda text: Path(text) if text else None, lambda value: str(value or ""), _check_folder
)
_BSN = _Setting("record_bsn", False, lambda text: text == "1", lambda value: str(int(value)), _check_yes_no)


class Settings:
    """Settings of one profile. A setter raises ``Trouble`` when the value cannot be, and changes nothing then."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def idle_minutes(self) -> int:
        """Minutes without a key or mouse after which the vault locks: 1 to 60, never off."""
        minutes: int = self._get(_IDLE)
        return min(max(minutes, IDLE_SHORTEST), IDLE_LONGEST)

    @idle_minutes.setter
    def idle_minutes(self, value: int) -> None:
        self._set(_IDLE, value)

    @property
    def backup_folder(self) -> Path | None:
        """Where backups go; ``None`` until the user chose. It may be away: a disk that is not plugged in."""
        folder: Path | None = self._get(_FOLDER)
        return folder

    @backup_folder.setter
    def backup_folder(self, value: Path | None) -> None:
        self._set(_FOLDER, value.absolute() if isinstance(value, Path) else value)

    @property
    def record_bsn(self) -> bool:
        """Whether the one field that is off by default, the BSN, is asked for and written down."""
        on: bool = self._get(_BSN)
        return on

    @record_bsn.setter
    def record_bsn(self, value: bool) -> None:
        self._set(_BSN, value)

    def asks(self, spec: Spec) -> bool:
        """Whether anybody is asked for a field here: everything, but for what the user has not turned on."""
        return not spec.opt_in or self.record_bsn

    def _get(self, setting: _Setting) -> Any:
        with self._store.reading() as connection:
            text = settings.get(connection, setting.key)
        try:
            return setting.default if text is None else setting.read(text)
        except ValueError:
            return setting.default

    def _set(self, setting: _Setting, value: Any) -> None:
        setting.check(value)
        text = setting.write(value)
        with self._store.writing() as connection:
            if settings.get(connection, setting.key) != text:
                settings.put(connection, setting.key, text)
                audit.append(connection, self._store.stamp, [Note(Act.SETTINGS, detail={"key": setting.key})])
