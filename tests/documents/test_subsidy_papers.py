"""The four papers of an application: valid, readable aloud, whatever people type, and nobody's secrets."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.documents import cost_picture, step_plan, style, subsidy_application, supervision_log
from beschutdesk.documents.subsidy_views import SubsidyViews
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.seen_by import Glass, SeenBy
from beschutdesk.dossier.supervision_subsidy import Applicant, SupervisionSubsidy
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.cost_answers import CostAnswers
from beschutdesk.services.subsidy_papers import READERS
from tests.documents import invented_subsidies as invented
from tests.documents import pdf, pictures
from tests.documents.invented_subsidies import Application
from tests.documents.test_conformance import NASTY, TAGS
from tests.documents.two_worlds import World, all_fields_seen, all_rows_seen, unsaid

PAPERS: dict[str, Any] = {
    "application": subsidy_application,
    "step-plan": step_plan,
    "cost-picture": cost_picture,
    "log": supervision_log,
}
PAIRS = [(name, audience) for name, paper in PAPERS.items() for audience in paper.READERS]
SIGNED = ("application", "log")
ANSWERS = CostAnswers(Decimal("15.20"), Decimal(2400), Decimal(38), Decimal(700))


def _made(name: str, views: SubsidyViews) -> bytes:
    data: bytes = cost_picture.made(views, ANSWERS)[0] if name == "cost-picture" else PAPERS[name].build(views)
    return data


def _always(text: str, _name: str) -> str:
    return text


def _long_names() -> Application:
    made = invented.granted()
    made.dossier.candidate.name_used = "Wieńczysława Świętosława"
    made.dossier.candidate.family_name = "Brzęczyszczykiewicz-van den Bovenkamp-Vandermeersch"
    made.dossier.employer.name = "Gemeenschappelijke Regeling Sociale Werkvoorziening en Groenonderhoud " * 2
    made.dossier.employer.supervisors[0].name = "Anneke Johanna Wilhelmina Smit-van der Zwaag tot Nijenhuis"
    made.subsidy.signatory = "Drs. G. A. M. (Gerrit) Groen-Oosterhuis van Amerongen, gevolmachtigde"
    made.dossier.employer.contacts[0].email = f"{'een-heel-lang-adres.' * 4}@groenrijk.example"
    return made


def _cases() -> dict[str, Callable[[], bytes]]:
    cases: dict[str, Callable[[], bytes]] = {}

    def add(name: str, paper: str, make: Callable[[], Application], audience: Audience) -> None:
        cases[f"{paper}-{name}"] = lambda: _made(paper, make().views(audience))

    for paper, audience in PAIRS:
        add(f"full-{audience.key}", paper, invented.full, audience)
        add(f"granted-{audience.key}", paper, invented.granted, audience)
    first: dict[str, Audience] = {}
    for paper, audience in PAIRS:
        first.setdefault(paper, audience)
    for paper, audience in first.items():
        add(f"empty-{audience.key}", paper, invented.nothing, audience)
        add("names-employer", paper, _long_names, Audience.EMPLOYER)
    add("year", "log", invented.long_log, Audience.MUNICIPALITY)
    for number, text in enumerate(NASTY):
        paper, audience = PAIRS[number % len(PAIRS)]
        add(f"nasty-{number}", paper, partial(invented.worded, partial(_always, text)), audience)
    long = "Een heel lange tekst die steeds hetzelfde zegt. " * 40
    for paper in PAPERS:
        add("long", paper, partial(invented.worded, partial(_always, long)), Audience.EMPLOYER)
        add("endless", paper, partial(invented.worded, partial(_always, "x" * 3000)), Audience.EMPLOYER)
    return cases


CASES = _cases()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All cases as files."""
    return pdf.written(tmp_path_factory.mktemp("subsidie"), ((name, make()) for name, make in CASES.items()))


_words = cache(pdf.words)


@pytest.mark.slow
def test_the_judge_passes_every_paper(made: dict[str, Path]) -> None:
    assert pdf.objections(made.values()) == {}


@pytest.mark.parametrize("name", CASES)
def test_content_and_trees_agree(made: dict[str, Path], name: str) -> None:
    found = pdf.structure(made[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    assert found.tags <= TAGS


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}-{pair[1].key}")
def test_a_normal_paper_is_drawn_in_reading_order(made: dict[str, Path], pair: tuple[str, Audience]) -> None:
    assert pdf.structure(made[f"{pair[0]}-full-{pair[1].key}"].read_bytes()).inversions == 0


@pytest.mark.parametrize("name", CASES)
def test_nothing_runs_off_the_page(made: dict[str, Path], name: str) -> None:
    assert pdf.stray(made[name], _words(made[name]), style.MARGIN) == []


@pytest.mark.parametrize("name", ["application-full-municipality", "log-year", "cost-picture-granted-employer"])
def test_the_same_views_give_the_same_bytes(made: dict[str, Path], name: str) -> None:
    assert CASES[name]() == made[name].read_bytes()


def test_what_leaves_is_for_whom_the_service_says() -> None:
    kinds = {
        "application": DocumentKind.SUBSIDY_APPLICATION,
        "step-plan": DocumentKind.STEP_PLAN,
        "cost-picture": DocumentKind.COST_PICTURE,
        "log": DocumentKind.SUPERVISION_LOG,
    }
    assert {kinds[name]: paper.READERS for name, paper in PAPERS.items()} == READERS


def test_a_year_of_supervision_fits_on_some_pages(made: dict[str, Path]) -> None:
    spoken = " ".join(pdf.spoken(made["log-year"]))
    assert spoken.count("Planning en taken nakijken") == 250
    assert "250 dagen" in spoken.replace("\u00a0", " ")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_long_name_leaves_version_and_day_in_the_footer(made: dict[str, Path], paper: str) -> None:
    read = " ".join(word.text for word in _words(made[f"{paper}-names-employer"])).replace("\u00a0", " ")
    assert "· versie 1 · 21 november 2026" in read


# -- nobody reads what is not theirs -----------------------------------------------------------------------------------


def _of(world: World) -> SubsidyViews:
    """A whole application, every field filled; what follows from days and keys is made to be followed."""
    made, glass = world.seen()
    asked = made["supervision_subsidy"]
    assert isinstance(asked, SupervisionSubsidy)
    asked.since, asked.until, asked.intensity = date(2026, 3, 1), date(2027, 5, 31), "full"
    asked.applicant, asked.jobcoaching = Applicant.SOB, YesNo.YES
    for row in asked.answers:
        row.asked = "experience"
    see: Callable[[Any], SeenBy] = glass.see
    return SubsidyViews(
        audience=world.audience,
        subsidy=see(asked),
        placement=see(made["placement"]),
        caseworker=see(made["caseworker"]),
        scheme=invented.scheme(),
        number=7,
        issued_on=date(2026, 11, 21),
        visits=(see(made["visit"]),),
    )


def _same(name: str, audience: Audience) -> bool:
    one, two = (_of(World(world, audience)) for world in ("een", "twee"))
    return _made(name, one) == _made(name, two) and PAPERS[name].file_name(one) == PAPERS[name].file_name(two)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}-{pair[1].key}")
def test_what_is_hidden_leaves_no_trace(pair: tuple[str, Audience]) -> None:
    assert _same(*pair)


@pytest.mark.parametrize("name", PAPERS)
def test_a_leak_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The proof bites: a builder that reaches behind the view is found."""
    monkeypatch.setattr(SubsidyViews, "job", property(lambda self: str(self.candidate._record.private_notes)))
    assert not _same(name, Audience.EMPLOYER)


def test_eyes_that_see_everything_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    all_fields_seen(monkeypatch)
    assert not _same("application", Audience.EMPLOYER)


def test_rows_that_were_closed_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    all_rows_seen(monkeypatch)
    assert not _same("log", Audience.MUNICIPALITY)


def test_a_stamp_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SubsidyViews, "job", property(lambda self: str(self.subsidy._record.created_by)))
    assert not _same("application", Audience.MUNICIPALITY)


PRINTED: dict[str, dict[str, str]] = {
    "application": {
        "candidate": "name_used family_name bsn address postcode place municipality",
        "caseworker": "name organisation role phone reachable email",
        "employer": "name",
        "placement": "job_title",
        "supervisor": "name role training",
        "subsidy_goal": "problem action goal",
        "subsidy_answer": "answer",
        "subsidy_attachment": "what",
        "supervision_subsidy": "applicant_name applicant_kvk applicant_iban applicant_address applicant_postcode "
        "applicant_place applicant_phone applicant_email wage_tax_number signatory signatory_role usual why_more "
        "without other_subsidies consent_by",
    },
    "step-plan": {
        "candidate": "name_used family_name",
        "caseworker": "name organisation role phone reachable email",
        "employer": "name",
        "placement": "job_title",
        "supervisor": "name role phone",
        "supervision_subsidy": "signatory signatory_role consent_by",
    },
    "cost-picture": {
        "candidate": "name_used family_name",
        "caseworker": "name organisation role phone reachable email",
        "employer": "name",
        "placement": "job_title",
    },
    "log": {
        "candidate": "name_used family_name",
        "employer": "name",
        "placement": "job_title",
        "supervisor": "name",
        "supervision_entry": "why",
        "supervision_subsidy": "signatory",
    },
}
"""Fields of words that a paper prints, for all of its readers who may read them."""


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}-{pair[1].key}")
def test_every_permitted_field_is_printed(pair: tuple[str, Audience], tmp_path: Path) -> None:
    name, audience = pair
    path = tmp_path / "blad.pdf"
    path.write_bytes(_made(name, _of(World("een", audience))))
    text = pdf.squeezed("".join(pdf.spoken(path)))
    assert unsaid(text, PRINTED[name], audience) == []


def test_only_the_gemeente_reads_a_bsn() -> None:
    for paper, audience in PAIRS:
        made = invented.full()
        made.dossier.candidate.bsn = "BSNBSNBSN"
        text = _made(paper, made.views(audience))
        assert text == _made(paper, _with_bsn("ANDERENUMMER").views(audience)) or audience is Audience.MUNICIPALITY


def _with_bsn(bsn: str) -> Application:
    made = invented.full()
    made.dossier.candidate.bsn = bsn
    return made


def test_without_opting_in_no_bsn_is_read() -> None:
    made = invented.full()
    glass = Glass(Audience.MUNICIPALITY, made.records)
    assert glass.see(made.dossier.candidate).bsn == ""
    assert shape_of("candidate").specs["bsn"].opt_in


# -- pictures ----------------------------------------------------------------------------------------------------------

PICTURES = {
    "application-full-municipality": 4,
    "application-full-employer": 1,
    "application-empty-municipality": 1,
    "step-plan-full-employer": 2,
    "cost-picture-granted-employer": 3,
    "log-granted-employer": 2,
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_pages_look_as_they_did(made: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert pictures.unlike(made[name], f"subsidy-{name}", tmp_path, PICTURES[name]) == []
