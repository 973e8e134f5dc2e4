"""What the rules say about a placement: the gravest three, why, from the screen and from the vault, and where to go."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.contract import Contract, ContractKind, EmployingParty
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.figures import standard
from beschutdesk.rules.signals import RULES, Kind, Scope, Severity, Signal, Situation, Where
from beschutdesk.rules.signals.gaps import Missing
from beschutdesk.rules.signals.situation import situation
from tests.ui.cut_off import cut_off_at_rest
from ui import theme
from ui.forms.session import EditSession
from ui.tabs.candidates import placement_notices
from ui.tabs.candidates.placement_notices import TO_SUBSIDY, Kept, Notice, notices
from ui.tabs.candidates.placement_says import MOST, PlacementSays

TODAY = date(2026, 11, 23)
WORK, GUIDE, OTHER = new_id(), new_id(), new_id()


def phase(kind: PhaseKind, since: date, until: date | None = None) -> PlacementPhase:
    return PlacementPhase(kind=kind, since=since, until=until, permitted_on=since)


def contract(since: date, until: date | None, party: EmployingParty = EmployingParty.EMPLOYER) -> Contract:
    return Contract(kind=ContractKind.TEMPORARY, since=since, until=until, party=party, same_work=YesNo.YES)


def employer(minutes: int | None = 60, leaves_on: date | None = None) -> Employer:
    guides = [
        Supervisor(id=GUIDE, name="M. de Boer", minutes=None if minutes is None else Decimal(minutes), backup=OTHER),
        Supervisor(id=OTHER, name="P. Visser", minutes=Decimal(60)),
    ]
    guides[0].leaves_on = leaves_on
    return Employer(id=WORK, name="Zwembad De Golf", supervisors=guides, version=1)


def on_trial() -> Placement:
    return Placement(
        employer=WORK,
        version=1,
        phases=[phase(PhaseKind.TRIAL, date(2026, 11, 2), date(2026, 12, 27))],
        terms=[Terms(supervisor=GUIDE, supervision_minutes=Decimal(30))],
    )


def found(
    placement: Placement,
    *others: Placement,
    at: Employer | None = None,
    kept: Kept | None = None,
    today: date = TODAY,
    typed: bool = False,
) -> dict[str, Notice]:
    """What is said, by the first part of its key."""
    said = notices(placement, others, at or employer(), kept or Kept(), today, typed=typed)
    keys = [one.key for one in said]
    assert len(set(keys)) == len(keys)
    return {one.key if one.key.startswith("gap") else one.key.split(":", 1)[0]: one for one in said}


def signal(rule: str, words: str, placement: UUID, severity: Severity = Severity.SOON) -> Signal:
    where = Where("placement", placement, RULES[rule].section)
    return Signal(f"{rule}:x", rule, Kind.ATTENTION, severity, words, "Daarom.", "Eigen regel", None, None, where)


# ---- getting acquainted ----------------------------------------------------------------------------------------------
def test_a_trial_says_its_end_and_until_when_it_can_be_extended() -> None:
    said = found(on_trial())["trial"]
    assert said.words == "De proefplaatsing eindigt op 27 december 2026."
    assert "Verlengen kan tot uiterlijk 1 mei 2027." in said.why
    assert said.source
    assert (said.tone, said.section) == ("info", "phases")
    assert said.row is not None


def test_near_its_end_the_signal_says_it_with_the_same_limit() -> None:
    placement = on_trial()
    placement.phases[0].until = date(2026, 12, 4)
    said = found(placement)
    assert "trial" not in said
    assert "Verlengen kan tot uiterlijk 1 mei 2027." in said["introduction_end"].why
    assert said["introduction_end"].row is None  # there is no evaluation yet to go to


def test_longer_than_the_law_allows_is_grave() -> None:
    placement = on_trial()
    placement.phases[0].until = date(2027, 6, 30)
    said = next(iter(found(placement).values()))
    assert said.tone == "care"
    assert "Langer dan 6 maanden mag niet: 1 mei 2027 is de laatste dag." in said.why


# ---- contracts -------------------------------------------------------------------------------------------------------
def test_the_number_in_the_chain_and_what_comes_after() -> None:
    placement = Placement(
        employer=WORK,
        contracts=[contract(date(2025, 9, 1), date(2026, 8, 31)), contract(date(2026, 9, 1), date(2027, 8, 31))],
    )
    said = found(placement)
    assert said["chain"].words.startswith("Tijdelijk contract 2 van 3. Tot en met 31 augustus 2028")
    assert said["chain"].why == "Een volgend contract mag ook tijdelijk zijn."
    assert said["chain"].row == placement.contracts[1].id
    assert said["notice"].words == "Aanzeggen moet uiterlijk op 31 juli 2027."
    assert said["notice"].row == placement.contracts[1].id
    placement.contracts.append(contract(date(2027, 9, 1), date(2028, 8, 31)))
    assert found(placement)["notice"].words == "Aanzeggen moet uiterlijk op 31 juli 2027.", (
        "the next one stands already"
    )
    assert found(placement)["notice"].why.endswith("Dat moet ook nu al vaststaat wat erna komt.")
    placement.contracts[1].notice_on = date(2026, 11, 1)
    assert "notice" not in found(placement)
    placement.contracts.pop()
    placement.contracts[1].notice_on = None
    placement.contracts.insert(0, contract(date(2025, 1, 1), date(2025, 8, 31)))
    assert "Na 3 tijdelijke contracten is het volgende vast." in found(placement)["chain"].why


def test_the_chain_goes_on_over_another_employer() -> None:
    before = Placement(
        employer=WORK,
        contracts=[
            contract(date(2023, 9, 1), date(2024, 8, 31), EmployingParty.SOB),
            contract(date(2024, 9, 1), date(2025, 8, 31), EmployingParty.SOB),
        ],
    )
    placement = Placement(employer=WORK, contracts=[contract(date(2025, 9, 1), date(2027, 8, 31))])
    assert "chain_permanent" not in found(placement)
    said = found(placement, before)["chain_permanent"]
    assert "36 maanden" in said.why
    assert said.source.startswith("BW art. 7:668a")
    assert "chain" not in found(placement, before)  # said once


def test_a_planned_contract_that_would_be_permanent_is_told_before_it_begins() -> None:
    placement = Placement(
        employer=WORK,
        contracts=[
            contract(date(2025, 9, 1), date(2026, 2, 28)),
            contract(date(2026, 3, 1), date(2026, 8, 31)),
            contract(date(2026, 9, 1), date(2027, 2, 28)),
            contract(date(2027, 3, 1), date(2027, 8, 31)),
        ],
    )
    said = found(placement)["chain_next"]
    assert said.words.startswith("Contract 4 in de keten is vast")
    assert said.tone == "warn"
    assert said.row == placement.contracts[3].id


def test_a_notice_that_is_due_is_a_signal_and_not_said_twice() -> None:
    placement = Placement(employer=WORK, contracts=[contract(date(2026, 1, 1), date(2026, 12, 31))])
    said = found(placement)
    assert "contract_notice" in said
    assert "notice" not in said
    placement.contracts[0].notice_on = date(2026, 11, 20)
    assert not {"contract_notice", "notice"} & found(placement).keys()


# ---- the line and the supervision ------------------------------------------------------------------------------------
def test_gaps_and_overlaps_of_phases_lead_to_the_phase() -> None:
    placement = Placement(
        phases=[
            phase(PhaseKind.STAGE, date(2026, 1, 5), date(2026, 3, 1)),
            phase(PhaseKind.GROWTH, date(2026, 2, 1), date(2026, 3, 10)),
            phase(PhaseKind.TRIAL, date(2026, 11, 2), date(2026, 12, 27)),
        ]
    )
    said = [one for one in notices(placement, (), None, Kept(), TODAY) if one.key.startswith("line")]
    assert [(one.tone, one.row) for one in said] == [
        ("warn", placement.phases[1].id),
        ("info", placement.phases[2].id),
    ]
    assert "lopen tegelijk" in said[0].words
    assert "staat niets" in said[1].words


def test_supervision_is_measured_against_the_minutes_on_the_screen() -> None:
    assert "supervision_short" not in found(on_trial(), at=employer(30))
    said = found(on_trial(), at=employer(20))["supervision_short"]
    assert said.why.startswith("M. de Boer heeft 20 minuten; nodig is 30")
    assert said.section == "terms"


def test_a_supervisor_who_leaves_with_a_successor_is_only_to_be_prepared() -> None:
    said = found(on_trial(), at=employer(leaves_on=date(2027, 1, 31)))
    assert "P. Visser neemt het over: bereid dat voor." in said["leaves"].words
    assert "supervisor_leaves" not in said


def test_a_supervisor_who_is_away_with_a_backup_is_only_to_be_known() -> None:
    at = employer()
    at.supervisors[0].away_since, at.supervisors[0].away_until = date(2026, 11, 30), date(2026, 12, 11)
    said = found(on_trial(), at=at)
    assert said["away"].words.endswith("tot en met 11 december 2026. P. Visser neemt dan waar.")
    assert "supervisor_away" not in said
    at.supervisors[0].backup = None
    said = found(on_trial(), at=at)
    assert said["supervisor_away"].section == "terms"
    assert "away" not in said


def test_after_the_end_nothing_is_missing() -> None:
    placement = on_trial()
    assert "gap:no_safety_net" in found(placement)
    placement.ended_on = date(2026, 11, 1)
    said = found(placement, kept=Kept(gaps=[Missing("no_portfolio", "Geen portfolio.", "", "", "portfolio")]))
    assert not any(key.startswith(("gap", "trial", "chain")) for key in said)


# ---- what the service read -------------------------------------------------------------------------------------------
def test_what_was_saved_is_told_only_where_the_screen_cannot_know() -> None:
    placement = on_trial()
    kept = Kept(
        [
            signal("visit_rhythm", "Plan een werkbezoek.", placement.id),
            signal("contract_notice", "Dit staat er niet meer.", placement.id),
        ],
        [
            Missing("no_portfolio", "Geen portfolio.", "", "", "portfolio"),
            Missing("no_terms", "Dit is er al.", "", "", "terms"),
        ],
    )
    said = {one.words for one in found(placement, kept=kept).values()}
    assert {"Plan een werkbezoek.", "Geen portfolio."} <= said
    assert not {"Dit staat er niet meer.", "Dit is er al."} & said
    assert "gap:no_portfolio" not in found(placement)  # the screen does not know it


def test_a_shared_supervisor_counts_as_saved_until_somebody_types() -> None:
    placement = on_trial()
    kept = Kept([signal("supervision_short", "Samen is het te veel.", placement.id)])
    assert found(placement, kept=kept)["supervision_short"].words == "Samen is het te veel."
    assert "supervision_short" not in found(placement, kept=kept, typed=True)
    typed = found(placement, kept=kept, typed=True, at=employer(10))["supervision_short"]
    assert "10 minuten" in typed.why


def test_rules_that_look_beyond_the_screen_exist_and_are_about_a_placement() -> None:
    saved = placement_notices._SAVED | placement_notices._SHARED
    assert all(RULES[key].scope is Scope.PLACEMENT for key in saved)


class _Watched:
    """A situation that remembers what was asked of it."""

    def __init__(self, of: Situation) -> None:
        self._of, self.asked = of, set[str]()

    def __getattr__(self, name: str) -> object:
        self.asked.add(name)
        return getattr(self._of, name)


def test_no_other_rule_looks_beyond_the_screen() -> None:
    """What a rule reads of visits, documents or others, the screen does not know: it would say what is not so."""
    ended = on_trial()
    ended.ended_on = date(2026, 11, 1)
    on_paper = Placement(
        employer=WORK,
        phases=[phase(PhaseKind.CONTRACT_TEMPORARY, date(2025, 1, 1), date(2026, 12, 31))],
        contracts=[contract(date(2025, 1, 1), date(2026, 12, 31))],
        terms=on_trial().terms,
    )
    saved = placement_notices._SAVED | placement_notices._SHARED
    beyond: dict[str, set[str]] = {key: set() for key, rule in RULES.items() if rule.scope is Scope.PLACEMENT}
    for placement in (on_trial(), ended, on_paper):
        for key, asked in beyond.items():
            watched = _Watched(situation(placement, None, employer(), TODAY))
            list(RULES[key].look(watched, TODAY, standard()))
            asked.update(watched.asked & {"contacts", "paperwork", "shared"})
    assert {key for key, asked in beyond.items() if asked} <= saved
    assert {key for key, asked in beyond.items() if asked} >= {"visit_rhythm", "portfolio_review"}


def test_a_closed_dossier_asks_for_nothing() -> None:
    placement = on_trial()
    assert notices(placement, (), employer(10), Kept(), TODAY, closed=True) == ()
    placement.phases[0].until = date(2026, 10, 1)
    (said,) = notices(placement, (), employer(10), Kept(), TODAY, closed=True)
    assert said.section == "phases"


def test_every_rule_about_a_placement_has_a_button_that_says_where_it_leads() -> None:
    from ui.tabs.candidates.placement_says import _ACTS

    rules = [rule for rule in RULES.values() if rule.scope is Scope.PLACEMENT]
    sections = {TO_SUBSIDY if rule.record == "supervision_subsidy" else rule.section for rule in rules}
    assert sections - {"candidate"} <= _ACTS.keys()


def test_what_stands_in_an_application_leads_to_it() -> None:
    application, placed = new_id(), on_trial()
    where = Where("supervision_subsidy", application, "steps")
    asked = replace(signal("subsidy_apply", "Dien de aanvraag in.", placed.id), where=where)
    said = notices(placed, [], employer(), Kept([asked]), TODAY)
    assert [(one.section, one.row) for one in said if one.key == asked.key] == [(TO_SUBSIDY, application)]


# ---- the widget ------------------------------------------------------------------------------------------------------
@pytest.fixture
def says(qtbot: QtBot) -> PlacementSays:
    made = PlacementSays()
    qtbot.addWidget(made)
    return made


def buttons(says: PlacementSays) -> list[QPushButton]:
    return [one for one in says.findChildren(QPushButton) if one.isVisible() and one is not says.more]


def test_three_are_shown_and_the_rest_is_folded(says: PlacementSays, qtbot: QtBot) -> None:
    says.tell(EditSession(on_trial()), (), EditSession(employer()), TODAY)
    with qtbot.waitExposed(says):
        says.show()
    assert len(says.notices) > MOST
    assert says.shown() == list(says.notices[:MOST])
    assert says.more.text() == f"Nog {len(says.notices) - MOST} punten"
    says.more.setFocus()
    QTest.keyClick(says.more, Qt.Key.Key_Space)
    assert says.shown() == list(says.notices)
    QTest.keyClick(says.more, Qt.Key.Key_Space)
    assert len(says.shown()) == MOST


def test_the_gravest_comes_first(says: PlacementSays) -> None:
    placement = on_trial()
    placement.phases[0].until = date(2027, 6, 30)
    says.tell(EditSession(placement), (), EditSession(employer(10)), TODAY)
    tones = [one.tone for one in says.notices]
    assert tones == sorted(tones, key=["care", "warn", "info"].index)
    assert {"care", "warn", "info"} == set(tones)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_and_enter_lead_to_the_field(says: PlacementSays, qtbot: QtBot, key: Qt.Key) -> None:
    placement = on_trial()
    says.tell(EditSession(placement), (), EditSession(employer()), TODAY)
    with qtbot.waitExposed(says):
        says.show()
    first = buttons(says)[0]
    assert first.text() == "Naar de fase"
    assert says.notices[0].words in first.accessibleName()
    first.setFocus()
    with qtbot.waitSignal(says.wanted) as asked:
        QTest.keyClick(first, key)
    assert asked.args == ["phases", placement.phases[0].id]


def test_what_is_typed_is_told_before_it_is_saved(says: PlacementSays) -> None:
    placement = on_trial()
    session = EditSession(placement)
    says.tell(session, (), EditSession(employer()), TODAY)
    assert any(one.key == "gap:no_safety_net" for one in says.notices)
    session.set("safety_net", "Bij het SOB kan hij terecht.")
    session.set(f"phases/{placement.phases[0].id}/until", date(2027, 6, 30))
    says.tell(session, (), EditSession(employer()), TODAY)
    assert not any(one.key == "gap:no_safety_net" for one in says.notices)
    assert says.notices[0].tone == "care"


def test_another_placement_begins_folded_and_without_what_was_read(says: PlacementSays) -> None:
    placement = on_trial()
    says.tell(EditSession(placement), (), None, TODAY)
    says.tell_kept(placement.id, [signal("visit_rhythm", "Plan een werkbezoek.", placement.id, Severity.OVERDUE)], ())
    assert says.notices[0].words == "Plan een werkbezoek."
    says.more.click()
    says.tell(EditSession(placement), (), None, TODAY)
    assert len(says.shown()) == len(says.notices)  # the same one stays as it was
    says.tell(EditSession(on_trial()), (), None, TODAY)
    assert len(says.shown()) == MOST
    assert all(one.words != "Plan een werkbezoek." for one in says.notices)
    says.tell(None, (), None, TODAY)
    assert says.isHidden()
    assert says.notices == ()


def test_a_visit_whose_result_was_not_shared_leads_to_the_timeline() -> None:
    placement = on_trial()
    told = signal("result_not_shared", "Deel de uitkomst.", placement.id)
    kept = Kept([replace(told, where=Where("placement", placement.id, "candidate"))])
    assert found(placement, kept=kept)["result_not_shared"].section == "timeline"


@pytest.mark.parametrize("rule", ["agreement_mine", "supervision_judged", "visit_concern"])
def test_what_was_said_at_a_visit_leads_to_the_timeline(rule: str) -> None:
    placement = on_trial()
    told = replace(signal(rule, "Doe iets.", placement.id), where=Where("visit", new_id(), "agreements", new_id()))
    notice = found(placement, kept=Kept([told]))[rule]
    assert (notice.words, notice.section, notice.row) == ("Doe iets.", "timeline", None)


@pytest.mark.parametrize("size", [100, 150])
def test_nothing_is_cut_when_it_is_narrow(says: PlacementSays, qtbot: QtBot, size: int) -> None:
    theme.current().set_text_size(size)
    says.tell(EditSession(on_trial()), (), EditSession(employer(10)), TODAY)
    says.more.click()
    layout = says.layout()
    assert layout is not None
    says.resize(520, layout.heightForWidth(520))
    with qtbot.waitExposed(says):
        says.show()
    assert cut_off_at_rest(says) == []
