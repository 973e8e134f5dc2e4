"""Proof on this very machine that everything works: a throw-away vault, the demo, every document."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.caseworker import Caseworker
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
    before = desk.dossiers.get("candidate", key)
    if before is None:
        raise Trouble("Het demodossier is weg.")
    saved = desk.dossiers.save([Edit("candidate", before.id, before.version, {"pace": "Rustig aan."})])
    if saved.save_id is None:
        raise AssertionError("nothing was saved")
    desk.dossiers.undo(saved.save_id)
    after = desk.dossiers.get("candidate", before.id)
    _check(after is not None and codec.flatten(after) == codec.flatten(before), "undo left a difference")


def _check(good: bool, what: str) -> None:
    if not good:
        raise AssertionError(what)
