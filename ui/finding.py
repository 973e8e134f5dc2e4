"""What Ctrl+K finds: people, employers, applications, notes and tasks, and acts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from uuid import UUID

from ui.looking import KEYS, current
from ui.shell.palette import Result

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.search import Hit

_ICONS: Final = {
    "people": "users",
    "employers": "building-2",
    "subsidies": "hand-coins",
    "notes": "message-square-text",
    "tasks": "list-checks",
    "inventory": "layout-list",
}
_ACTS: Final = (
    Result("Doen", "plus", "Nieuwe kandidaat", payload=("new", None), keys="Ctrl+N"),
    Result("Doen", "plus", "Nieuwe werkgever", payload=("new_employer", None)),
    Result("Doen", "notebook-pen", "Snelle notitie", payload=("note", None), keys="Ctrl+Shift+N"),
    Result("Doen", "calendar-plus", "Bezoek plannen", payload=("plan_visit", None)),
    Result("Doen", "hand-coins", "Begeleidingssubsidie aanvragen", payload=("new_subsidy", None)),
    Result("Doen", "file-text", "Verslagen van een periode", payload=("visit_reports", None)),
    Result("Doen", "columns-3", "Werkgevers vergelijken", payload=("compare", None)),
    Result("Doen", "copy", "Kopieer als tekst", payload=("copy", None), keys="Ctrl+Shift+C"),
    Result("Doen", "upload", "Lijst inlezen: kandidaten", "uit CSV of Excel", ("bring_in", "candidates")),
    Result("Doen", "upload", "Lijst inlezen: werkgevers", "uit CSV of Excel", ("bring_in", "employers")),
    Result("Doen", "chart-line", "Overzicht", "aantallen per jaar en gemeente", ("overview", None)),
    Result("Doen", "calendar-plus", "Agenda exporteren", "bezoeken en termijnen", ("calendar", None)),
    Result("Doen", "database-backup", "Reservekopie maken", payload=("backup", None)),
    Result("Doen", "history", "Logboek", payload=("logbook", None)),
    Result("Doen", "settings", "Instellingen", payload=("settings", None), keys="Ctrl+,"),
    Result("Doen", "lock", "Vergrendelen", payload=("lock", None), keys="Ctrl+L"),
)
_LOOKING: Final = {
    False: Result("Doen", "eye-off", "Meekijkstand aan", "verbergt namen van anderen", ("looking", None), KEYS),
    True: Result("Doen", "eye", "Meekijkstand uit", "toont weer alle namen", ("looking", None), KEYS),
}
_FEW: Final = 6


def find(desk: "Desk", words: str, chosen: UUID | None = None) -> list[Result]:
    """Hits by group, then the acts that go with these words.

    The payload is a record name or an act, with an id; of an application, a note or a task with the pair of its id and
    the candidate.
    While somebody looks at the screen as well, nobody is found but the chosen one.
    """
    found = [result for result, _ in _hits(desk, words, chosen)]
    typed = words.strip().casefold()
    acts = (*_ACTS[:8], _LOOKING[current().on], *_ACTS[8:])
    return found + [act for act in acts if typed in f"{act.title} {act.subtitle}".casefold()]


def whom(desk: "Desk", words: str, chosen: UUID | None = None) -> list[Result]:
    """People and employers only. The payload is the record name with the id."""
    return [result for result, hit in _hits(desk, words, chosen) if hit.record in ("candidate", "employer")]


def _hits(desk: "Desk", words: str, chosen: UUID | None) -> Iterator[tuple[Result, "Hit"]]:
    if not words.strip():
        return
    looking = current().on
    for group in desk.search.find(words, _FEW):
        for hit in group.hits:
            if looking and hit.record != "employer" and (chosen is None or hit.candidate != chosen):
                continue
            yield Result(group.label, _ICONS[group.kind], hit.title, _beside(hit, short=looking), _payload(hit)), hit


def _payload(hit: "Hit") -> tuple[str, object]:
    if hit.record in ("candidate", "employer"):
        return hit.record, hit.id
    return hit.record, (hit.id, hit.candidate)


def _beside(hit: "Hit", *, short: bool) -> str:
    words = [f"lijkt op wat je typt · {hit.where}".rstrip(" ·") if hit.alike else hit.where]
    if hit.excerpt and not (short and hit.record == "employer"):  # there it is the name of somebody who works there
        words.append(" ".join(hit.excerpt.split()))
    return " · ".join(part for part in words if part)
