"""What is half typed when a visit is finished becomes a row or a remark: nothing that was typed goes."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import TEXT_LIMIT, shape_of
from beschutdesk.rules.when import read_when
from ui.visiting.agreement_line import from_plain
from ui.visiting.open_visit import AGREEMENTS, INSIDE, LEARNING, SUBJECTS, TRYOUTS, OpenVisit


def take_in(visit: OpenVisit) -> None:
    """Make rows of half lines, and remarks of what cannot be read."""
    for subject in visit.subjects or [visit.id]:
        for part, made in ((AGREEMENTS, _agreement), (TRYOUTS, _tryout), (LEARNING, _lesson)):
            half = visit.session.half(part, subject)
            if half:
                with suppress(WrongValue):
                    visit.session.add_row(part, {"subject": subject if visit.subjects else None, **made(visit, half)})
                    visit.session.set_half(part, subject, {})
    for path in visit.session.raw_paths():
        if path not in (AGREEMENTS, TRYOUTS, LEARNING):
            _remark(visit, path)


def _agreement(visit: OpenVisit, half: dict[str, str]) -> dict[str, Any]:
    line = from_plain(half)
    when = read_when(line.when, visit.today)  # as it stood below the line
    aside = f"({line.when.strip()})" if when.day is None and line.when.strip() else ""
    what = " ".join(part for part in (line.what.strip(), aside) if part)
    return {
        "what": (what if len(what) <= TEXT_LIMIT else line.what.strip()) or line.who.strip(),
        "party": line.party,
        "who": line.who.strip(),
        "made_on": visit.today,
        "due_on": when.day,
        "readers": INSIDE if line.inside else None,
    }


def _tryout(_visit: OpenVisit, half: dict[str, str]) -> dict[str, Any]:
    return {"name": half.get("name", "").strip()}


def _lesson(_visit: OpenVisit, half: dict[str, str]) -> dict[str, Any]:
    return {"question": half.get("question", "").strip(), "tip": half.get("tip", "").strip()}


def _remark(visit: OpenVisit, path: str) -> None:
    """Put a text that is no value under the notes of whom it is about."""
    session, parts = visit.session, path.split("/")
    text = session.raw(path) or ""
    subject: UUID | None = None
    if parts[0] == SUBJECTS and len(parts) == 3:
        subject = UUID(parts[1])
    elif len(parts) == 3:
        subject = session.value(f"{parts[0]}/{parts[1]}/subject")
    goal = "notes" if subject is None else f"{SUBJECTS}/{subject}/{shape_of('visit_subject').specs['notes'].key}"
    before = str(session.value(goal))
    with suppress(WrongValue):
        session.set(goal, "\n".join(part for part in (before, f"{session.spec(path).label}: {text}") if part))
        session.set(path, session.value(path))
