"""The glossary names what is there: every name in its second column is a name in the code, but for what comes later."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (?P<screen>[^|]+) \| (?P<code>[^|]+) \| (?P<what>[^|]+) \|(?P<later>[^|]*)\|$", re.MULTILINE)
CODE = re.compile(r"`([A-Za-z_]\w*)`")


def found_in_code(pattern: str) -> set[str]:
    found: set[str] = set()
    for top in ("beschutdesk", "ui"):
        for path in (ROOT / top).rglob("*.py"):
            found |= set(re.findall(pattern, path.read_text("utf-8")))
    return found


@pytest.fixture(scope="module")
def rows() -> list[re.Match[str]]:
    found = list(ROW.finditer((ROOT / "docs" / "glossary.md").read_text("utf-8")))
    return [row for row in found if not row["screen"].startswith(("---", "on screen"))]


def test_every_name_that_is_said_to_be_there_is_there(rows: list[re.Match[str]]) -> None:
    known = found_in_code(r"\w+")
    assert len(rows) > 100
    assert [
        name for row in rows if not row["later"].strip() for name in CODE.findall(row["code"]) if name not in known
    ] == []


def test_what_comes_later_is_not_there_yet(rows: list[re.Match[str]]) -> None:
    """Whoever makes it takes the word *later* away."""
    known = found_in_code(r"\bclass (\w+)")
    names = [name for row in rows if row["later"].strip() == "later" for name in CODE.findall(row["code"])]
    assert names
    assert [name for name in names if name[0].isupper() and name in known] == []


def test_a_word_on_the_screen_has_one_row(rows: list[re.Match[str]]) -> None:
    screens = [row["screen"] for row in rows if row["screen"] != "–"]
    assert sorted(set(screens)) == sorted(screens)
