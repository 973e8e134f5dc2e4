"""The step plan: every term that runs, who does it, what was done, and never why somebody is ill."""

from datetime import date
from pathlib import Path

import pytest

from beschutdesk.documents.step_plan import build
from beschutdesk.documents.step_plan_content import Done, Todo, changes, done, illness, todos, wanting
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.contract import InstrumentKind, InstrumentState
from beschutdesk.dossier.supervision_subsidy import ReportableChange, SubsidyState, SubsidyStep
from beschutdesk.rules.figures import standard
from beschutdesk.rules.schemes import standard as standard_schemes
from tests.documents import invented_subsidies as invented
from tests.documents import pdf
from tests.documents.invented_subsidies import Application

EMPLOYER = Audience.EMPLOYER


def _whats(made: Application) -> list[str]:
    return [one.what for one in todos(made.views(EMPLOYER))]


def test_what_is_left_before_it_is_sent_stands_in_the_order_of_doing() -> None:
    found = todos(invented.full().views(EMPLOYER))
    assert found[:3] == [
        Todo("Geef ons: uittreksel van de KvK.", "jij"),
        Todo("Lees de aanvraag, zet plaats en datum, en teken.", "Gerrit Groen", date(2026, 12, 18)),
        Todo("Wij sturen de getekende aanvraag naar gemeente Vechtdal.", "wij", date(2026, 12, 18)),
    ]


def test_what_is_missing_is_asked_by_name() -> None:
    made = invented.full()
    made.dossier.employer.iban, made.subsidy.consent_on = "", None
    assert _whats(made)[0] == "Geef ons wat nog ontbreekt: met de werknemer besproken op en IBAN van de aanvrager."


def test_a_paper_that_is_not_needed_is_not_asked() -> None:
    assert wanting(invented.full().views(EMPLOYER)) == ["Uittreksel van de KvK"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SubsidyState.READY, "Lees de aanvraag"),
        (SubsidyState.SUBMITTED, "De gemeente beslist"),
        (SubsidyState.QUESTIONS, "Beantwoord de vragen"),
        (SubsidyState.REFUSED, "bezwaar"),
        (SubsidyState.ACCOUNTING, "Verantwoord"),
    ],
)
def test_each_state_has_its_next_step_and_its_term(state: SubsidyState, words: str) -> None:
    made, due = invented.full(), date(2027, 2, 1)
    made.subsidy.steps = [SubsidyStep(state=state, happened_on=date(2026, 11, 20), due_on=due)]
    found = next(one for one in todos(made.views(EMPLOYER)) if words in one.what)
    assert found.by == (date(2026, 12, 18) if state is SubsidyState.READY else due)


def test_a_granted_subsidy_asks_for_a_log_an_account_and_nothing_that_is_past() -> None:
    found = todos(invented.granted().views(EMPLOYER))
    whats = [one.what for one in found]
    assert whats[0].startswith("Schrijf per dag op")
    assert found[0].who == "Anneke Smit"
    account = next(one for one in found if one.what.startswith("Verantwoord"))
    assert account.by == date(2027, 7, 30)  # 13 weeks after 30 April 2027
    assert not any("teken" in one for one in whats)


def test_the_aanzegging_and_the_next_measurement_are_in_it() -> None:
    found = {one.what: one.by for one in todos(invented.full().views(EMPLOYER))}
    assert found["Zeg Thijs op papier of het contract doorgaat, en hoe."] == date(2027, 3, 30)
    measured = next(by for what, by in found.items() if what.startswith("De loonwaarde wordt opnieuw"))
    assert measured == date(2029, 10, 12)


def test_an_instrument_that_is_to_be_asked_is_ours_to_do() -> None:
    made = invented.full()
    made.dossier.placement.instruments[0].state = InstrumentState.TO_ASK
    assert Todo("Wij vragen aan: loonkostensubsidie (LKS).", "wij") in todos(made.views(EMPLOYER))


def test_before_there_is_an_application_we_begin() -> None:
    made = invented.full()
    made.begun = False
    assert _whats(made)[0].startswith("Wij vullen de aanvraag")


def test_what_was_done_stands_there_with_its_day_oldest_first() -> None:
    found = done(invented.granted().views(EMPLOYER))
    days = [one.on for one in found if one.on is not None]
    assert days == sorted(days)
    assert Done("De aanvraag is ingediend.", date(2026, 4, 14)) in found
    assert any("toegekend: €\u00a04.500,00." in one.what for one in found)


def test_illness_says_what_to_do_within_which_term_and_never_why() -> None:
    made = invented.full()
    lines = illness(made.views(EMPLOYER))
    assert lines[0] == "Meld Thijs ziek bij UWV, binnen 6 weken na de eerste dag."
    assert "2 dagen" in lines[1]
    made.dossier.placement.instruments = [
        one for one in made.dossier.placement.instruments if one.kind is not InstrumentKind.NO_RISK
    ]
    assert illness(made.views(EMPLOYER))[0].startswith("Geldt de no-riskpolis? Vraag het ons.")
    assert standard().on("absence_report_days", invented.TODAY) == 42


def test_all_changes_that_must_be_told_are_named_with_their_term() -> None:
    text, what = changes(invented.full().views(EMPLOYER))
    assert len(what) == len(ReportableChange)
    assert "Dat moet binnen 1 week." in text
    made = invented.full()
    made.scheme = standard_schemes().by_key("landelijk")
    assert "Doe het liefst binnen 1 week." in changes(made.views(EMPLOYER))[0]


def test_a_day_that_is_only_ours_says_so() -> None:
    made = invented.granted()
    made.scheme = standard_schemes().by_key("landelijk")
    renew = next(one for one in todos(made.views(EMPLOYER)) if "volgende periode" in one.what)
    assert renew.note.startswith("Dit is onze eigen datum.")
    account = next(one for one in todos(invented.granted().views(EMPLOYER)) if one.what.startswith("Verantwoord"))
    assert account.note == ""


def test_answered_questions_and_the_instrument_are_not_told_twice() -> None:
    made = invented.granted()
    made.dossier.placement.instruments[0].kind = InstrumentKind.SUPERVISION_SUBSIDY
    made.subsidy.steps[2:2] = [
        SubsidyStep(state=SubsidyState.QUESTIONS, happened_on=date(2026, 4, 20)),
        SubsidyStep(state=SubsidyState.SUBMITTED, happened_on=date(2026, 4, 22)),
    ]
    found = [one.what for one in done(made.views(EMPLOYER))]
    assert found.count("De aanvraag is ingediend.") == 1
    assert "De vragen van de gemeente zijn beantwoord." in found
    assert not any(one.startswith("Begeleidingssubsidie") for one in found)


def test_it_is_one_or_two_pages(tmp_path: Path) -> None:
    for made in (invented.full(), invented.granted(), invented.nothing()):
        path = tmp_path / "plan.pdf"
        path.write_bytes(build(made.views(EMPLOYER)))
        assert len(pdf.photographed(path, tmp_path, 20)) <= 2
        for old in tmp_path.glob("*.png"):
            old.unlink()
