"""Nothing readable about a person stands on disk, not even of what was typed, undone or thrown away."""

from datetime import date
from pathlib import Path

from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.services.desk import Desk
from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft


def words_of_the_demo() -> set[str]:
    words = set[str]()
    for dossier in demo_dossiers():
        person = dossier.candidate
        words |= set(person.name_used.split()) | set(person.family_name.split())
        words |= {supervisor.name.split()[-1] for employer in dossier.employers for supervisor in employer.supervisors}
        words |= {employer.name for employer in dossier.employers} | {person.private_notes[:30]}
    return {word for word in words if len(word) > 4}  # a shorter one turns up among encrypted bytes by chance


def test_no_name_in_any_file_of_the_profile(desk: Desk, profile_dir: Path, tmp_path: Path) -> None:
    desk.transfer.bring_in_demo()  # here and now, so that the journal holds all of it too
    for key in desk.dossiers.ids("candidate"):
        person = desk.dossiers.get("candidate", key)
        desk.drafts.keep(Draft("candidate", key, person.version, {"name_used": person.name_used + " de Tweede"}))
        saved = desk.dossiers.save([Edit("candidate", key, person.version, {"pace": person.name_used})])
        assert saved.save_id is not None
        desk.dossiers.undo(saved.save_id)
        for audience in PORTFOLIO_AUDIENCES:
            order = desk.documents.portfolio_order(key, audience, date(2026, 11, 22))
            desk.documents.issue(order, desk.documents.render(order), way="pdf")
        desk.dossiers.trash("candidate", key)
    words = words_of_the_demo()
    assert len(words) > 10
    files = [path for path in profile_dir.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)  # still open: the journal is looked at too
    for path in files:
        raw = path.read_bytes() + path.name.encode()
        for word in words:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(encoding) not in raw, path.name
    assert {path.name for path in tmp_path.iterdir()} == {"profiel"}


def test_the_search_would_find_a_name(profile_dir: Path, demo_desk: Desk) -> None:
    """The proof above is worth something: the same words stand in the plain export."""
    key = demo_desk.dossiers.ids("candidate")[0]
    raw = demo_desk.transfer.take_out(key)
    assert any(word.encode() in raw for word in words_of_the_demo())
