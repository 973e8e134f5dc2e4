"""The report of a visit on paper: valid, readable aloud, one copy per reader, and nobody's secrets."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.documents.readers import Reader
from beschutdesk.documents.visit_content import Person
from beschutdesk.documents.visit_report import VisitReportViews, as_text, build, file_name, unprintable
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.fields import REGISTRY, Kind, Record, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.seen_by import Glass, OwnGlass, SeenBy
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from tests.documents import invented, invented_visits, pdf, pictures
from tests.documents.invented_visits import TODAY, Trip
from tests.documents.test_conformance import NASTY
from tests.documents.two_worlds import World, all_fields_seen, all_rows_seen, token

OTHERS = (Reader.EMPLOYER, Reader.SUPERVISOR, Reader.CANDIDATE)
LONG = "Een heel lange tekst die steeds hetzelfde zegt. " * 40


def _with(text: str) -> Trip:
    """The same trip with one text in every field that somebody types."""
    trip = invented_visits.full()

    def fill(record: Record) -> None:
        shape = shape_of(record)
        for name, spec in shape.specs.items():
            if spec.kind in (Kind.TEXT, Kind.PROSE):
                setattr(record, name, text)
            elif spec.kind is Kind.LINES:
                setattr(record, name, (text, text))
        for name in shape.children:
            for row in getattr(record, name):
                fill(row)

    for record in (trip.visit, *trip.before, trip.dossier.candidate, trip.dossier.employer, trip.dossier.caseworker):
        fill(record)
    return trip


def _names() -> Trip:
    trip = invented_visits.two()
    for one in (trip.dossier.candidate, *trip.others):
        one.name_used, one.family_name = "Wieńczysława" * 16, "Brzęczyszczykiewicz" * 10
    trip.dossier.employer.name = "Hoveniers" * 22
    return trip


def _nothing() -> Trip:
    dossier = invented.Dossier()
    return Trip(dossier, Visit(subjects=[VisitSubject(candidate=dossier.candidate.id)]))


CASES: dict[str, Callable[[], VisitReportViews]] = {
    one.key: lambda one=one: invented_visits.full().views(one)  # type: ignore[misc]
    for one in Reader
}
CASES["combined"] = lambda: invented_visits.two().views(Reader.EMPLOYER, combined=True)
CASES["empty"] = lambda: invented_visits.empty().views(Reader.SUPERVISOR)
CASES["nothing"] = lambda: _nothing().views(Reader.DOSSIER)
CASES["names"] = lambda: _names().views(Reader.EMPLOYER, combined=True)
CASES["long"] = lambda: _with(LONG).direct(Reader.CANDIDATE)
CASES |= {
    f"nasty-{number}": lambda text=text: _with(text).direct(Reader.DOSSIER)  # type: ignore[misc]
    for number, text in enumerate(NASTY)
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return pdf.written(tmp_path_factory.mktemp("verslagen"), ((name, build(case())) for name, case in CASES.items()))


@pytest.mark.slow
def test_the_judge_passes_every_report(made: dict[str, Path]) -> None:
    assert pdf.objections(made.values()) == {}


@pytest.mark.parametrize("name", CASES)
def test_it_hangs_together_and_stays_on_the_page(made: dict[str, Path], name: str) -> None:
    found = pdf.structure(made[name].read_bytes())
    assert found.faults == []
    assert found.stranded == []
    assert {"H1", "H2", "P", "Sect"} <= found.tags
    for word in pdf.words(made[name]):
        assert word.left >= 56, word
        assert word.right <= 540, word


@pytest.mark.parametrize("name", ["employer", "supervisor", "candidate", "dossier", "combined"])
def test_it_is_drawn_in_reading_order(made: dict[str, Path], name: str) -> None:
    assert pdf.structure(made[name].read_bytes()).inversions == 0


@pytest.mark.parametrize("reader", [Reader.EMPLOYER, Reader.SUPERVISOR])
def test_a_normal_visit_takes_two_pages(made: dict[str, Path], reader: Reader, tmp_path: Path) -> None:
    assert len(pdf.photographed(made[reader.key], tmp_path, 20)) <= 2


# -- what it says ------------------------------------------------------------------------------------------------------


def test_the_employer_reads_first_what_to_do(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["employer"])
    order = (
        "Verslag werkbezoek".upper(),
        "Thijs van den Bovenkamp",
        "vrijdag 20 november 2026",
        "Anneke Smit, teamleider",
        "4 december 2026",
        "Rachida Jansen, jobcoach",
        "Let op: team.",
        "Aandacht nodig: begeleiding.",
        "3 nieuwe afspraken. Van eerder: 2 klaar, 1 nog open.",
        "Donderdag neemt Youssef de dag door",
        "do 26 nov 2026",
        "Afspraken van eerder",
        "Bord bij de balie hangen",
        "✓ gedaan",
        "! nog open, te laat",
        "Gehoorkappen bestellen",
        "! Let op",
        "Begeleiding vandaag: 45 minuten, door Anneke Smit.",
        "een beetje",
        "niet gevraagd",
        "Kleine maaier schoonmaken",
        "in het pakket",
        "Hoe zeg ik dat de planning verandert?",
        "Eén keer vergeten",
        "Wat doe ik als hij midden op het pad stilstaat?",
        "nog vragen",
        "038 765 43 21",
    )
    places, start = [], 0
    for word in order:
        start = words.index(word, start)
        places.append(start)


PRIVATE = ("Zijn moeder is verhuisd", "Moeder bellen", "Privé", "Eerst alleen met hem", "stond bij de poort")
INSIDE = ("Hoe vindt de nieuwe collega het zelf?", "Kantine is verbouwd")


def test_nobody_at_work_reads_what_is_private(made: dict[str, Path]) -> None:
    for reader in (Reader.EMPLOYER, Reader.SUPERVISOR):
        words = pdf.aloud(made[reader.key])
        for gone in (*PRIVATE, *INSIDE, "75 minuten", "volgens afspraak", "Donderdag is niemand vrijgemaakt"):
            assert gone not in words, gone


def test_the_dossier_has_everything_and_says_it_is_for_nobody_else(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["dossier"])
    for there in (*PRIVATE, *INSIDE, "75 minuten", "Donderdag is niemand vrijgemaakt", "verzet: Anneke was vrij"):
        assert there in words, there
    page = " ".join(word.text for word in pdf.words(made["dossier"]))
    assert page.count("NIET DELEN") == len(page.split("Voor niemand anders")) - 1 > 0


def test_the_person_is_spoken_to_and_reads_all_but_what_is_only_for_the_user(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["candidate"])
    for there in (*PRIVATE, "Je werk", "Dit gaat goed", "Hier letten we op", "Dit zei jij", "je begeleider"):
        assert there in words, there
    for gone in (*INSIDE, "Taken", "Werknemer aan het woord"):
        assert gone not in words, gone


def test_a_combined_report_tells_of_each_in_turn(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["combined"])
    order = ("Hoveniersbedrijf Groenrijk", "Over Thijs en Sanne", "Medewerker groen", "Sanne Kuipers", "Inpakken gaat")
    places = [words.index(word) for word in order]
    assert places == sorted(places)
    assert words.index("Lijst plastificeren") > words.index("Sanne Kuipers")
    assert "GEHEIM" not in words


def test_only_the_employer_reads_about_two(made: dict[str, Path]) -> None:
    for reader in (Reader.SUPERVISOR, Reader.CANDIDATE, Reader.DOSSIER):
        with pytest.raises(ValueError, match="only the employer"):
            invented_visits.two().views(reader, combined=True)


def test_views_of_two_readers_do_not_make_one_report() -> None:
    one, own = (invented_visits.full().views(reader) for reader in (Reader.EMPLOYER, Reader.DOSSIER))
    assert own.reader is Reader.DOSSIER
    with pytest.raises(ValueError, match="one reader"):
        replace(one, people=own.people)
    with pytest.raises(ValueError, match="one reader"):
        replace(own, caseworker=one.caseworker)


def test_a_visit_of_which_nothing_was_written_says_so(made: dict[str, Path]) -> None:
    words = pdf.aloud(made["empty"])
    assert "VERSLAG TELEFOONGESPREK" in words
    assert "Er is nog niets opgeschreven dat voor deze lezer is." in words
    assert "nog geen datum" in words
    assert as_text(CASES["empty"]()) == ""


def test_what_is_not_finished_is_a_concept() -> None:
    trip = invented_visits.full()
    assert file_name(trip.views(Reader.EMPLOYER)) == (
        "Verslag werkbezoek Thijs 20-11-2026, versie 1, voor de werkgever.pdf"
    )
    trip.visit.state = VisitState.CONCEPT
    assert file_name(trip.views(Reader.CANDIDATE)).endswith("versie 1, voor Thijs, concept.pdf")
    assert "Concept:" in as_text(trip.views(Reader.EMPLOYER))


def test_the_same_order_gives_the_same_bytes_and_tells_what_cannot_be_printed() -> None:
    trip = invented_visits.full()
    trip.visit.subjects[0].team = "Blij 😀"
    order = trip.order(Reader.EMPLOYER)
    assert order.render().data == order.render().data == build(order.views())
    assert order.render().dropped == unprintable(order.views()) == ("😀",)


def test_the_text_says_what_the_paper_says(made: dict[str, Path]) -> None:
    for reader in Reader:
        text = as_text(CASES[reader.key]())
        spoken = pdf.squeezed(pdf.aloud(made[reader.key]))
        for line in invented_visits.full().visit.subjects[0].team.splitlines():
            assert line in text
        told = [gone for gone in (*PRIVATE, *INSIDE) if gone in text]
        assert told == [gone for gone in (*PRIVATE, *INSIDE) if pdf.squeezed(gone) in spoken]
    assert "- Wie: begeleider (Anneke Smit); Wat: Donderdag neemt" in as_text(CASES["employer"]())


# -- nobody reads what is not theirs -----------------------------------------------------------------------------------


def _of(world: World, glass: Glass | None = None) -> VisitReportViews:
    made, seen = world.seen()
    see: Callable[[Record], SeenBy] = (glass or seen).see
    visit: Any = made["visit"]
    assert isinstance(visit, Visit)
    subject = next(row for row in visit.subjects if row.readers is None)
    before: Any = copy(visit)
    person = Person(see(visit), see(subject), (see(before),), see(made["placement"]), None)
    return VisitReportViews((person,), see(visit), see(made["employer"]), see(made["caseworker"]), 1, TODAY, False)


@pytest.mark.parametrize("reader", OTHERS)
def test_what_is_hidden_leaves_no_trace(reader: Reader) -> None:
    assert reader.audience is not None
    one, two = (_of(World(name, reader.audience)) for name in ("een", "twee"))
    assert build(one) == build(two)
    assert file_name(one) == file_name(two)
    assert as_text(one) == as_text(two)


LISTS = {
    "visit_subject": "subjects",
    "visit_agreement": "agreements",
    "tryout": "tryouts",
    "learning_moment": "learning_moments",
}


@pytest.mark.parametrize("reader", OTHERS)
def test_every_permitted_field_is_printed(reader: Reader, tmp_path: Path) -> None:
    assert reader.audience is not None
    path = tmp_path / "verslag.pdf"
    path.write_bytes(build(_of(World("een", reader.audience))))
    text = pdf.squeezed("".join(pdf.spoken(path)))
    for record, rows in (*LISTS.items(), ("visit", "")):
        for name, spec in REGISTRY[record].specs.items():
            if spec.kind not in (Kind.PROSE, Kind.TEXT, Kind.LINES) or not spec.share:
                continue
            where = [f"visit.{rows}{row}.{name}" for row in range(2)] if rows else [f"visit.{name}"]
            there = any(token(path, "samen") in text for path in where)
            wanted = reader.audience in spec.share and not (record == "visit_agreement" and name == "who")
            assert there == wanted or name == "who", f"{record}.{name}"


def test_what_was_closed_is_in_the_own_copy_and_nowhere_else(tmp_path: Path) -> None:
    world = World("een", Audience.EMPLOYER)
    _, glass = world.seen()
    for eyes, there in ((glass, False), (OwnGlass(glass._records), True)):
        path = tmp_path / f"{there}.pdf"
        path.write_bytes(build(_of(world, eyes)))
        text = pdf.squeezed("".join(pdf.spoken(path)))
        assert ("visitqagreementszdicht0qwhateen" in text) == there
        assert (token("visit.subjects0.private", "een") in text) == there


@pytest.mark.parametrize("reader", OTHERS)
def test_whoever_else_was_seen_leaves_no_trace(reader: Reader) -> None:
    """The other person, with all that was agreed, tried and learnt, is a hidden world too."""
    alone, both = invented_visits.full(), invented_visits.two()
    alone.visit.notes = alone.visit.moved_because = ""  # of the trip as a whole: it may name the other
    both.visit.subjects.reverse()
    other = both.visit.subjects[0].id
    both.visit.agreements.insert(0, both.visit.agreements.pop())
    for rows in (both.visit.agreements, both.visit.tryouts, both.visit.learning_moments):
        about_nobody: Any = copy(rows[-1])
        about_other: Any = copy(rows[-1])
        about_nobody.id, about_nobody.subject = new_id(), None
        about_other.id, about_other.subject = new_id(), other
        rows[:0] = [about_nobody, about_other]
    orders = [trip.order(reader) for trip in (alone, both)]
    orders = [replace(one, trip=orders[0].trip) for one in orders]  # who was there, the service sorts out
    assert orders[0].render().data == orders[1].render().data
    assert orders[0].text() == orders[1].text()


def _everybody_is_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Glass, "lets", lambda self, readers: True)


@pytest.mark.parametrize("leak", [all_rows_seen, all_fields_seen, _everybody_is_the_user])
def test_a_leak_is_noticed(monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]) -> None:
    leak(monkeypatch)
    one, two = (_of(World(name, Audience.EMPLOYER)) for name in ("een", "twee"))
    assert build(one) != build(two)


# -- pictures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["employer", "candidate", "dossier", "combined", "empty"])
def test_the_pages_look_as_they_did(made: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert pictures.unlike(made[name], f"visit-{name}", tmp_path) == []
