"""What Ctrl+K finds: people and employers by name, and acts."""

from typing import TYPE_CHECKING, Final

from ui.shell.palette import Result

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_GROUPS: Final = {"candidate": ("Mensen", "users"), "employer": ("Werkgevers", "building-2")}
_ACTS: Final = (
    Result("Doen", "plus", "Nieuwe kandidaat", payload=("new", None), keys="Ctrl+N"),
    Result("Doen", "database-backup", "Reservekopie maken", payload=("backup", None)),
    Result("Doen", "history", "Logboek", payload=("logbook", None)),
    Result("Doen", "settings", "Instellingen", payload=("settings", None), keys="Ctrl+,"),
    Result("Doen", "lock", "Vergrendelen", payload=("lock", None), keys="Ctrl+L"),
)


def find(desk: "Desk", words: str) -> list[Result]:
    """Hits by group, then the acts that go with these words. The payload is a record name or an act, with an id."""
    hits = desk.lists.search(words) if words.strip() else []
    found = [Result(*_GROUPS[hit.record], hit.title, payload=(hit.record, hit.id)) for hit in hits]
    found.sort(key=lambda result: result.group)
    return found + [act for act in _ACTS if words.strip().casefold() in act.title.casefold()]
