"""Proof on this very machine that everything works: a throw-away vault, the demo, every document."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.visit import Medium
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble

_TODAY = date(2026, 11, 22)


def run(say: Callable[[str], None]) -> bool:
    """Try everything; say a line per step. False when a step failed."""
    with tempfile.TemporaryDirectory(prefix="beschutdesk-") as folder:
        try:
            for step in _steps(Path(folder) / "profiel"):
                say(f"in orde: {step}")
        except Exception as error:  # any failure is what this is for
            say(f"MISLUKT: {type(error).__name__}: {error}")
            return False
    return True


def _steps(folder: Path) -> Iterator[str]:
    passphrase = "vier losse woorden hier"  # noqa: S105 - of a vault that lives for seconds
    desk, code = profile.create(folder, passphrase, Caseworker(name="Zelftest"))
    desk.close()
    yield "kluis gemaakt"
    profile.open_with_code(folder, code).close()
    try:
        profile.open_with_passphrase(folder, "iets anders")
    except profile.WrongSecret:
        yield "verkeerde wachtzin geweigerd, herstelcode opent"
    else:
        raise AssertionError("a wrong passphrase opened the vault")
    with profile.open_with_passphrase(folder, passphrase) as desk:
        desk.transfer.bring_in_demo()
        candidates = desk.dossiers.ids("candidate")
        _check(len(candidates) > 0, "no demo dossiers")
        yield f"{len(candidates)} demodossiers ingelezen"
        _save_and_undo(desk, candidates[0])
        yield "bewaren en ongedaan maken"
        _note(desk, candidates[0])
        yield "notitie gemaakt, tijdlijn afgedrukt, tekst gekopieerd"
        _search(desk, candidates[0])
        yield "gezocht op naam, met een tikfout en in notities"
        _compare(desk, candidates[0])
        yield "werkgevers naast elkaar gelegd"
        _table(desk, folder.parent / "lijst.xlsx")
        yield "lijst uit Excel ingelezen en teruggedraaid"
        _check(desk.inventing.fill(3, _TODAY, anyway=True) > 3, "nothing was invented")
        yield "dossiers verzonnen"
        number = 0
        orders = [
            desk.documents.portfolio_order(key, audience, _TODAY)
            for key in candidates
            for audience in PORTFOLIO_AUDIENCES
        ]
        for order, printed in zip(orders, desk.documents.render_all(orders), strict=True):
            _check(printed.data.startswith(b"%PDF-1.7") and printed.data.rstrip().endswith(b"%%EOF"), "not a PDF")
            _check(desk.documents.render(order).data == printed.data, "the same order gave another file")
            number += 1
        desk.documents.issue(orders[0], printed, way="self-test")
        _check(desk.documents.reopen(desk.documents.issued(candidates[0])[0]) == printed.data, "the snapshot differs")
        yield f"{number} documenten gemaakt, één uitgegeven en teruggelezen"
        _check(len(desk.transfer.take_out(candidates[0])) > 0, "empty export")
        yield "dossier weggeschreven"
        whole = desk.dossiers.whole(candidates[0])
    names = (
        [part for part in (whole.candidate.name_used, whole.candidate.family_name) if len(part) > 3] if whole else []
    )
    for path in (path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        _check(not any(n.encode() in raw or n.encode("utf-16-le") in raw for n in names), f"readable: {path.name}")
    yield "niets leesbaars op schijf"


def _save_and_undo(desk: Desk, key: UUID) -> None:
    before = _person(desk, key)
    saved = desk.dossiers.save([Edit("candidate", before.id, before.version, {"pace": "Rustig aan."})])
    if saved.save_id is None:
        raise AssertionError("nothing was saved")
    desk.dossiers.undo(saved.save_id)
    after = desk.dossiers.get("candidate", before.id)
    _check(after is not None and codec.flatten(after) == codec.flatten(before), "undo left a difference")


def _note(desk: Desk, key: UUID) -> None:
    """A quick note stands in the timeline, that becomes a document, and a copied section holds the name."""
    desk.notes.quick(("candidate", key), Medium.PHONE, "Zelftest: de kwartelvoorraad geteld.")
    told = [event.detail for event in desk.timeline.of("candidate", key)]
    _check(any("kwartelvoorraad" in words for words in told), "the note is not in the timeline")
    paper = desk.timeline_paper.render(desk.timeline_paper.order("candidate", key, Audience.COLLEAGUE, _TODAY))
    _check(paper.data.startswith(b"%PDF-1.7"), "the timeline is not a PDF")
    person = _person(desk, key)
    text = desk.copying.text("candidate", key, "person", Audience.COLLEAGUE, _TODAY).text
    _check(person.name_used in text, "nothing was copied")


def _search(desk: Desk, key: UUID) -> None:
    """Found by what was typed rightly, with a letter left out, and by a word in a note."""
    name = _person(desk, key).family_name
    for typed in (name, name[:2] + name[3:]):
        hits = [hit for group in desk.search.find(typed) for hit in group.hits]
        _check(key in [hit.id for hit in hits], f"not found by {len(typed)} of {len(name)} letters")
    _check([group.kind for group in desk.search.find("kwartelvoor")] == ["notes"], "the note is not found")


def _compare(desk: Desk, key: UUID) -> None:
    employers = desk.dossiers.ids("employer")[:3]
    found = desk.fits.compare(key, employers, _TODAY)
    _check(len(found.columns) == len(employers) and len(found.rows) > 0, "nothing to compare")


def _table(desk: Desk, path: Path) -> None:
    """A workbook with two people: columns are guessed, both come in, both go again."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet, born = book.create_sheet(), datetime(1990, 2, 1)  # noqa: DTZ001 - a day, the way Excel keeps it
    for row in (["Voornaam", "Achternaam", "Geb. datum"], ["Aafke", "Zelftest", born], ["Bo", "Zelftest", born]):
        sheet.append(row)
    book.save(path)
    opened = desk.intake.open(path, "candidate")
    plan = desk.intake.preview(opened.sheet, "candidate", opened.guess.mapping)
    _check(len(plan.new) == 2 and not plan.left and not plan.bad, "the columns were not recognised")
    saved = desk.intake.run(plan).save_id
    _check(saved is not None and len(desk.intake.undo(saved).saved.changed) == 2, "the list was not taken back")


def _person(desk: Desk, key: UUID) -> Candidate:
    found = desk.dossiers.get("candidate", key)
    if not isinstance(found, Candidate):
        raise Trouble("Het demodossier is weg.")
    return found


def _check(good: bool, what: str) -> None:
    if not good:
        raise AssertionError(what)
