"""The recovery code on paper: one page, valid, complete, and to be read aloud."""

import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from beschutdesk.documents.recovery_sheet import Sheet, build
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services.profile import new_recovery_code
from beschutdesk.services.recovery_paper import check_typed, recovery_sheet
from beschutdesk.trouble import Trouble
from beschutdesk.vault.recovery import normalise
from tests.documents import pdf, pictures
from tests.documents.test_conformance import NASTY

CODE = "7K2M-9QXA-0B4C-D1EF-GH5J-KMNP-QRST-VWXY-Z"
DAY = date(2026, 11, 22)
PLAIN = Sheet(CODE, "Rachida Jansen", "Werkplein Noorderkwartier", DAY)
LONG = Sheet(CODE, "Wieńczysława Brzęczyszczykiewicz-van den Bovenkamp " * 9, "x" * 3000, DAY)
SHEETS = {"plain": PLAIN, "empty": Sheet(CODE, "", "", DAY), "long": LONG}
SHEETS |= {f"nasty-{number}": Sheet(CODE, text, text, DAY) for number, text in enumerate(NASTY)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return pdf.written(
        tmp_path_factory.mktemp("herstelcodes"), ((name, build(sheet)) for name, sheet in SHEETS.items())
    )


@pytest.mark.slow
def test_the_judge_passes_every_sheet(made: dict[str, Path]) -> None:
    assert pdf.objections(made.values()) == {}


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_one_page_that_hangs_together(made: dict[str, Path], name: str) -> None:
    with pikepdf.open(made[name]) as file:
        assert len(file.pages) == 1
    found = pdf.structure(made[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    assert {"H1", "H2", "L", "LI", "Lbl", "LBody", "P", "Sect"} <= found.tags


def test_read_aloud_it_is_the_whole_code_in_order(made: dict[str, Path]) -> None:
    spoken = pdf.aloud(made["plain"])
    groups = re.findall(r"Groep (\d)(?:: het controleteken)? ((?:[0-9A-Z] ?)+)(?= |$)", spoken)
    assert [number for number, _ in groups] == [str(number) for number in range(1, 10)]
    read = "".join(letters for _, letters in groups)
    assert read.replace(" ", "").startswith(CODE.replace("-", "")[:32])
    assert "Groep 9: het controleteken Z" in spoken
    for words in (
        "Rachida Jansen",
        "Werkplein Noorderkwartier",
        "22 november 2026",
        "gesloten envelop",
        "Handtekening",
    ):
        assert words in spoken
    for step in ("1.", "2.", "3."):
        assert step in spoken


def test_what_is_copied_from_the_page_opens_the_vault() -> None:
    code = new_recovery_code()
    printed = recovery_sheet(code, Caseworker(name="R. Jansen"), DAY)
    assert printed.name == "Herstelcode BeschutDesk 2026-11-22.pdf"
    assert printed.dropped == ()
    check_typed(code, "\u00a0".join(code.replace("-", " ")))
    assert normalise(code) == code.replace("-", "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [(CODE[:-1] + "Y", "tikfout"), (CODE[:-2], "33 tekens"), (new_recovery_code(), "andere")],
    ids=["slip", "short", "other"],
)
def test_a_slip_in_the_copy_is_named(typed: str, said: str) -> None:
    code = CODE[:-1] + new_check_character()
    with pytest.raises(Trouble, match=said):
        check_typed(code, typed)


def new_check_character() -> str:
    from stdnum import luhn

    return str(luhn.calc_check_digit(CODE.replace("-", "")[:32], "0123456789ABCDEFGHJKMNPQRSTVWXYZ"))


def test_the_user_hears_which_characters_are_missing() -> None:
    assert recovery_sheet(CODE, Caseworker(name="R. 😀"), DAY).dropped == ("😀",)


def test_the_same_sheet_gives_the_same_bytes_and_says_what_it_is(made: dict[str, Path]) -> None:
    assert build(PLAIN) == made["plain"].read_bytes()
    with pikepdf.open(made["plain"]) as file:
        assert str(file.docinfo.Title) == "Herstelcode van BeschutDesk"
        assert str(file.docinfo.Author) == "Rachida Jansen"
        assert CODE not in str(dict(file.docinfo.items()))


def test_the_page_looks_as_it_did(made: dict[str, Path], tmp_path: Path) -> None:
    assert pictures.unlike(made["plain"], "recovery-sheet", tmp_path, 1) == []
