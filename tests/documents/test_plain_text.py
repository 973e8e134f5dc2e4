"""Copied text holds nothing that its reader may not see, and everything that they may."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from beschutdesk.documents.plain_text import EMPLOYER, PERSON, VISIT, Section, text
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import REGISTRY, Kind
from beschutdesk.dossier.seen_by import Glass
from tests.documents.two_worlds import OPEN_ROWS, World, all_fields_seen, all_rows_seen, token

SECTIONS = [*PERSON, *EMPLOYER, VISIT]
WORDS = (Kind.TEXT, Kind.PROSE, Kind.LINES)
by_section = pytest.mark.parametrize("section", SECTIONS, ids=[section.key for section in SECTIONS])


def written(world: str, audience: Audience, section: Section) -> str:
    made, glass = World(world, audience).seen()
    return text(section, {name: [glass.see(record)] for name, record in made.items()})


def same(audience: Audience) -> bool:
    return all(written("een", audience, section) == written("twee", audience, section) for section in SECTIONS)


@by_section
@pytest.mark.parametrize("audience", Audience)
def test_what_is_hidden_leaves_no_trace(audience: Audience, section: Section) -> None:
    assert written("een", audience, section) == written("twee", audience, section)


@by_section
@pytest.mark.parametrize("audience", Audience)
def test_every_permitted_field_is_there(audience: Audience, section: Section) -> None:
    said = written("een", audience, section)
    for part in section.parts:
        root = REGISTRY[part.record]
        shape = REGISTRY[root.children[part.rows]] if part.rows else root
        for name in part.names:
            spec = shape.specs[name]
            if spec.kind not in WORDS:
                continue
            paths = [f"{part.record}.{part.rows}{n}" for n in range(OPEN_ROWS)] if part.rows else [part.record]
            found = [token(f"{path}.{name}", "samen") in said for path in paths]
            assert all(found) if audience in spec.share else not any(found), f"{shape.name}.{name}"
            assert not (audience in spec.share and f"{spec.label}:" not in said)


def test_every_field_of_words_belongs_to_a_section() -> None:
    """A field that is added later is not forgotten by accident."""
    there = {
        (REGISTRY[part.record].children[part.rows] if part.rows else part.record, name)
        for section in SECTIONS
        for part in section.parts
        for name in part.names
    }
    roots = ("candidate", "employer", "placement", "task_list", "visit")
    shapes = [REGISTRY[name] for root in roots for name in (root, *REGISTRY[root].children.values())]
    skipped = (Kind.REFERENCE, Kind.READERS, Kind.ATTACHMENT)
    missing = {
        (shape.name, name) for shape in shapes for name, spec in shape.specs.items() if spec.kind not in skipped
    } - there
    no_words = {("carved_task", "taken_from"), ("carved_task", "pictogram"), ("task_step", "pictogram")}  # but keys
    assert missing == {("candidate", "state"), ("candidate", "photo_consent")} | no_words


@pytest.mark.parametrize("leak", [all_fields_seen, all_rows_seen])
def test_a_leak_is_noticed(monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]) -> None:
    leak(monkeypatch)
    assert not same(Audience.FLOOR)


def test_nothing_to_say_is_nothing_at_all() -> None:
    for audience in Audience:
        glass = Glass(audience, {})
        assert [text(section, {"candidate": [glass.see(Candidate())]}) for section in PERSON] == [""] * len(PERSON)


def test_copying_and_timelines_wait_for_no_pdf_library() -> None:
    names = "beschutdesk.services.copying, beschutdesk.services.timeline"
    code = f"import sys, {names}; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
