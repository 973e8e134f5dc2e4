"""The documentation says nothing that is not there: links, targets, commands and paths exist."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from beschutdesk.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])

FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<img[^>]+src=\"([^\"]+)\"")
HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
OUTSIDE = re.compile(r"^(https?:|mailto:)")

# Written in parts, so that this file does not find itself.
MACHINE_PATHS = re.compile(r"(?<![\w.~/$}-])/(?:" + "work|" + "root|" + r"home)(?=/|\b)(?![\w-])")
REGISTRIES = re.compile(
    "|".join((r"\bpypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)", r"\bcrates" + r"\.io")),
    re.IGNORECASE,
)


def without_code(text: str) -> str:
    return CODE.sub("", FENCE.sub("", text))


def anchors(text: str) -> set[str]:
    """The names that headings get: lower case, spaces to hyphens, other signs gone."""
    heads = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def tracked() -> list[Path]:
    """The files of the repository; all files when this is no checkout."""
    if git := shutil.which("git"):
        done = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout:
            return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    tops = ("beschutdesk", "ui", "resources", "tests", "docs", "tools")
    return [
        path for top in tops for path in (ROOT / top).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]


def text_of(path: Path) -> str | None:
    raw = path.read_bytes()
    if b"\0" in raw[:8192]:
        return None
    return raw.decode("utf-8", "replace")


def commands() -> set[str]:
    """The commands that the program's own help names."""
    from beschutdesk.cli import _parser

    return set(re.findall(r"^    ([a-z][a-z-]*)  ", _parser().format_help(), re.MULTILINE))


def test_the_help_names_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """The list that the next tests go by is the one a user sees."""
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert len(commands()) >= 7
    assert all(name in shown for name in commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_pictures_exist(page: Path) -> None:
    for found in LINK.finditer(without_code(page.read_text("utf-8"))):
        link = found[1] or found[2]
        if OUTSIDE.match(link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ *)make ([a-z][a-z-]*)", page.read_text("utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_readme_names_every_make_target_of_the_help() -> None:
    shown = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)) - {"help"}
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [name for name in shown if f"make {name}" not in readme]


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [name for name in commands() if not re.search(rf"beschutdesk (?:-\S+ \S+ )*{name}\b", readme)]


def test_the_readme_names_no_other_command() -> None:
    code = "\n".join(found[0] for found in FENCE.finditer((ROOT / "README.md").read_text("utf-8")))
    named = set(re.findall(r"^beschutdesk ([a-z][a-z-]*)", code, re.MULTILINE))
    assert named <= commands()


@pytest.mark.parametrize("name", ["README.md", "docs/architecture.md"])
def test_named_files_exist(name: str) -> None:
    """Whatever stands between backticks with a slash in it, and no blank or placeholder, is a file or folder here."""
    text = FENCE.sub("", (ROOT / name).read_text("utf-8"))
    paths = [code for code in CODE.findall(text) if "/" in code and re.fullmatch(r"[\w./-]+", code)]
    # what the set-up and the tools make is not there in a fresh checkout
    made = (".venv/", "out/", "dist/", "build/", "attachments/")
    assert paths
    assert not [path for path in paths if not path.startswith(made) and not (ROOT / path).exists()]


def test_decisions_are_numbered_and_in_form() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:3] for page in pages]
    assert len(numbers) == len(set(numbers))
    for page in pages:
        text = page.read_text("utf-8")
        number = "NNN" if page.name.startswith("000") else page.name[:3]
        assert text.startswith(f"# {number}: "), page.name
        assert re.search(r"^- Status: (accepted|proposed|replaced by \d{3})", text, re.MULTILINE), page.name
        for head in ("What made us choose", "What we chose", "What follows"):
            assert f"\n## {head}\n" in text, f"{page.name}: {head}"


def test_decisions_that_code_and_pages_name_exist() -> None:
    known = {page.name for page in (ROOT / "docs" / "decisions").glob("*.md")}
    for path in tracked():
        if path.suffix in {".py", ".toml", ".spec"} and (text := text_of(path)) is not None:
            for name in re.findall(r"docs/decisions/(\d{3}-[\w-]+\.md)", text):
                assert name in known, f"{path.name}: {name}"


def test_no_machine_paths_and_no_registries() -> None:
    """Nothing in the repository depends on one machine or one package registry."""
    found = []
    for path in tracked():
        text = text_of(path)
        if text is None:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE_PATHS.search(line) or REGISTRIES.search(line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}")
    assert not found


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("cd /" + "work/main", True),
        ("see /" + "home/jan/x", True),
        ("`/" + "root`", True),
        ("~/.local/share, a/work/b and and/or work", False),
        ("https://example.nl/home", False),
    ],
)
def test_the_search_for_machine_paths_bites(line: str, bad: bool) -> None:
    assert bool(MACHINE_PATHS.search(line)) == bad
