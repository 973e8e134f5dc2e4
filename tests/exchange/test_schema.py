"""The schema in the box is the one of the declarations, and it agrees with what the program reads."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from beschutdesk import resources
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Kind, Spec, shape_of
from beschutdesk.exchange.dossier_json import BadDossier, Dossier, read, write
from beschutdesk.exchange.schema import dossier_schema, schema_text
from beschutdesk.exchange.values import LISTED
from tests.exchange.samples import as_file, put, sample
from tests.exchange.strategies import dossiers

SLOW = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def exact(text: str | bytes) -> Any:
    """JSON with exact numbers: 0.07 is seven hundredths."""
    return json.loads(text, parse_float=Decimal)


VALIDATOR = Draft202012Validator(exact(schema_text()), format_checker=Draft202012Validator.FORMAT_CHECKER)


def is_read(data: bytes) -> bool:
    try:
        read(data)
    except BadDossier:
        return False
    return True


def test_the_committed_schema_is_the_generated_one() -> None:
    assert resources.read_bytes("schema", "dossier-1.json") == schema_text().encode(), (
        "run: python -m beschutdesk.exchange.schema"
    )


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(dossier_schema())


@pytest.mark.parametrize("path", sorted(resources.path("demo").glob("*.json")), ids=lambda path: path.stem)
def test_the_demo_files_are_valid(path: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(exact(path.read_bytes()))] == []


def test_a_field_says_what_it_is_and_who_may_read_it() -> None:
    records = dossier_schema()["$defs"]
    name = records["candidate"]["properties"]["name_used"]
    assert (name["title"], name["maxLength"]) == ("Roepnaam", 200)
    assert name["x-share"] == [audience.key for audience in Audience]
    assert records["candidate"]["properties"]["income"]["x-share"] == ["candidate"]
    assert records["candidate"]["properties"]["born"]["format"] == "date"
    assert records["portfolio"]["properties"]["sources"]["x-share"] == []
    kinds = records["placement_phase"]["properties"]["kind"]
    assert kinds["enum"][:2] == ["taster", "stage"]
    assert kinds["x-labels"]["taster"] == "snuffelstage"
    assert records["terms"]["properties"]["hours"]["x-unit"] == "uur"
    assert records["terms"]["properties"]["supervisor"]["x-target"] == "supervisor"
    assert records["task_list"]["required"] == ["id", "placement"]


@SLOW
@given(dossiers())
def test_what_is_written_is_valid(dossier: Dossier) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(exact(write(dossier)))] == []


# -- one field at a time -----------------------------------------------------------------------------------------------

PATHS = {
    "candidate": "candidate",
    "employers.0": "employer",
    "employers.0.supervisors.0": "supervisor",
    "placements.0": "placement",
    "placements.0.terms.1": "terms",
    "task_lists.0.tasks.0": "carved_task",
    "portfolios.0": "portfolio",
    "candidate.skills.0": "employee_skill",
    "candidate.background.0": "background",
    "candidate.week_parts.0": "week_part",
    "candidate.involved.0": "involvement",
    "candidate.advices.0": "advice",
    "employers.0.contacts.0": "contact",
    "employers.0.sites.0": "site",
    "visits.0": "visit",
    "visits.0.subjects.0": "visit_subject",
}
FIELDS = [
    (f"{at}.{spec.key}", spec)
    for at, record in PATHS.items()
    for spec in shape_of(record).specs.values()
    if spec.kind is not Kind.REFERENCE and spec.kind is not Kind.ATTACHMENT
]

# No surrogates: the schema leaves those to the program.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DATES = st.dates().map(str) | st.from_regex(r"\A[0-9]{4}-?[0-9]{2}-?[0-9]{2}\n?\Z") | st.just("٢٠٢٦-١١-٢٢")
TIMES = st.from_regex(r"\A[0-2][0-9]:[0-6][0-9](:00|\n)?\Z")
NUMBERS = st.integers(-(10**13), 10**13) | st.integers(-(10**6), 10**6).map(lambda n: n / 1000) | st.booleans()
LONG = st.sampled_from([200, 201, 400, 401, 20_000, 20_001]).map(lambda n: "é" * n)
SLOTS = st.fixed_dictionaries(
    {}, optional={"day": NUMBERS | st.integers(0, 8), "start": TIMES, "end": TIMES | st.none()}
)
LEAVES = WORDS | DATES | TIMES | NUMBERS | LONG | SLOTS | st.none()
ANYTHING = LEAVES | st.lists(LEAVES, max_size=3) | st.dictionaries(WORDS, LEAVES, max_size=2) | st.just(["x"] * 101)


@st.composite
def _one_change(draw: st.DrawFn) -> tuple[str, Any]:
    path, spec = draw(st.sampled_from(FIELDS))
    return path, draw(_near(spec) | ANYTHING)


def _near(spec: Spec) -> st.SearchStrategy[Any]:
    keys = [option.key for option in spec.options] if spec.options else ["floor", "candidate"]
    one = st.sampled_from([*keys, *(key.upper() for key in keys)]) | SLOTS | WORDS
    near = st.lists(one, max_size=3) if spec.kind in LISTED else one
    return near | st.dictionaries(WORDS, WORDS, max_size=2) if spec.kind is Kind.MARKS else near


@settings(SLOW, max_examples=600)
@given(_one_change())
def test_schema_and_program_agree(change: tuple[str, Any]) -> None:
    data = as_file(put(sample(), *change))
    assert VALIDATOR.is_valid(exact(data)) == is_read(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("candidate.id", "01a05a43fc0070008000000000000001"),
        ("candidate.id", None),
        ("candidate.photo.name", "a/b"),
        ("candidate.photo.name", ".."),
        ("candidate.photo.size", -1),
        ("candidate.photo.extra", 1),
        ("candidate.version", 1),
        ("placements.0.candidate", "geen"),
        ("employers", {}),
        ("files", {"kort": ""}),
        ("schema", 2),
        ("schema", True),
        ("format", "iets anders"),
        ("more", []),
        ("visits.0.subjects.0", {"id": "01a05a43-fc00-7000-8000-000000000078"}),
        ("portfolios.0", {"id": "01a05a43-fc00-7000-8000-000000000077"}),
        ("candidate", {"name_used": "zonder kenmerk"}),
    ],
)
def test_both_refuse(path: str, value: Any) -> None:
    data = as_file(put(sample(), path, value))
    assert not VALIDATOR.is_valid(exact(data))
    assert not is_read(data)
