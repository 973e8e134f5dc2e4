"""Conversation guides: whole, plain, the same keys for ever; a bad one names its line."""

import contextlib
import re
import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk import resources
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.dossier.visit import VisitSubject
from beschutdesk.rules.guides import (
    ASK_LONGEST,
    OWN_KEY,
    BadGuide,
    Guide,
    Partner,
    Question,
    Stage,
    Theme,
    as_text,
    check,
    check_phrases,
    choose,
    new_key,
    own,
    parse,
    stage_of,
    standard,
    standard_phrases,
)

TODAY = date(2026, 11, 23)
GUIDES = list(standard().values())
BASE = standard()[Partner.EMPLOYEE, Stage.RUNNING]
JARGON = (
    "traject|interventie|competentie|evaluer|belastba|zelfredza|monitor|implement|facilit|functioner|optima|stakehold"
    "|caseload|indicatie|integratie|feedback|prestatie|monotoon|eentonig|structureel|adequaat|reflect|participatie"
    "|doelstelling|inzet|capaciteit|productiviteit|werkzaamheden|takenpakket|jobcarving|instrument|proces|ontwikkelpunt"
)
"""Begin of words that have no place in a question, whoever it is asked of."""
ONLY_EMPLOYERS = "loonwaarde|subsidie|detacher|plaatsing|begeleidingsbehoefte|vacature"
"""Words that an employer knows and a worker need not."""
MEDICAL = "diagnos|medicijn|ziekte|ziek |therap|psych|autis|beperking|handicap|uitkering|schuld"


def asked() -> list[tuple[Partner, Question]]:
    return [(guide.partner, one) for guide in GUIDES for one in guide.questions]


def test_there_is_a_guide_for_every_talk() -> None:
    assert set(standard()) == {(partner, stage) for partner in Partner for stage in Stage}
    for guide in GUIDES:
        assert 5 <= len(guide.questions) <= 25, (guide.partner, guide.stage)
        assert guide.title
        assert "2022" in guide.source
        assert not guide.own


def test_keys_are_unique_and_an_answer_stays_with_its_question() -> None:
    known: dict[tuple[Partner, str], Question] = {}
    for partner, one in asked():
        assert known.setdefault((partner, one.key), one) == one
        assert not one.key.startswith(OWN_KEY)
    for guide in GUIDES:
        assert len({one.key for one in guide.questions}) == len(guide.questions)


STABLE = {
    Partner.EMPLOYEE: "boss break call_me contract_known day got_used help_enough help_way home how_are_you later "
    "less_liked liked money new_people next next_time proud safe stay tell_whom tired too_easy too_hard try "
    "unpleasant who_helps why_stop with_whom",
    Partner.SUPERVISOR: "agreements clash colleagues does enough first_weeks goes_less goes_well goodbye hands_out "
    "lasting leaving minutes portfolio safe second swap time tip_worked too_hard training way",
    Partner.EMPLOYER: "again backup conditions contract_next costs development expected go_on goes_less goes_well "
    "hear_back hours lasting place plans rhythm safety_net steps_clear support tasks_still team wage_value who_guides "
    "why_stop",
    Partner.FAMILY: "after changes energy first_sign likes stable tells_home travel what_helps who_calls worries "
    "your_wish",
    Partner.OWN: "both_asked ceiling conditions_ok decide expectation fits lasts learned net private_ok shared steps "
    "supervision_ok tasks_seen team_ok voice",
}


@pytest.mark.parametrize("partner", list(Partner))
def test_no_key_ever_goes(partner: Partner) -> None:
    """Visits remember them: a question may go, but no other one may ever take its key."""
    assert sorted({one.key for who, one in asked() if who is partner}) == STABLE[partner].split()


def test_a_theme_is_a_field_of_a_visit() -> None:
    specs = shape_of(VisitSubject).specs
    assert [one.label for one in Theme] == [specs[one.field].label for one in Theme]
    assert {theme for _, one in asked() for theme in [one.theme]} == set(Theme)
    assert BASE.of(Theme.TEAM) == tuple(one for one in BASE.questions if one.theme is Theme.TEAM)


def test_what_stays_inside_is_asked_only_of_the_worker_and_who_is_close() -> None:
    for partner, one in asked():
        if one.theme is Theme.PRIVATE:
            assert partner in {Partner.EMPLOYEE, Partner.FAMILY, Partner.OWN}
            assert "binnen" in one.remark or "blijft bij jou" in one.remark, one.key


@pytest.mark.parametrize("partner", list(Partner))
def test_questions_are_short_and_plain(partner: Partner) -> None:
    for who, one in asked():
        if who is not partner:
            continue
        assert len(one.ask) <= 90, one.ask
        assert one.ask.endswith("?"), one.ask
        assert one.ask == " ".join(one.ask.split())
        assert not re.search(rf"\b(?:{JARGON})", one.ask.lower()), one.ask
        assert not re.search(rf"\b(?:{MEDICAL})", f"{one.ask} ".lower()), one.ask
        assert "'" not in one.ask + one.remark
        assert len(one.remark) <= 110, one.remark
        assert not one.remark or one.remark.endswith((".", "?")), one.remark
        longest = max(len(part.split()) for part in re.split(r"[.?!:]", one.ask))
        assert longest <= (13 if partner is Partner.EMPLOYEE else 15), one.ask
        if partner is Partner.EMPLOYEE:
            assert not re.search(ONLY_EMPLOYERS, one.ask.lower()), one.ask
            assert max(map(len, re.findall(r"\w+", one.ask))) <= 12, one.ask


def test_a_no_is_not_taken_for_granted() -> None:
    """DOMAIN.md §7: who says no to a hard word may not know it."""
    assert any("Let op bij ‘nee’" in one.remark for one in BASE.questions)


def test_comments_name_the_sources() -> None:
    for partner in Partner:
        text = resources.read_text("guides", f"{partner.key}.toml")
        assert text.startswith("# ")
        assert "onderzoek van 2022" in text
        assert set(tomllib.loads(text)) == {"title", "source", "question"}


@pytest.mark.parametrize("phase", [None, *PhaseKind])
def test_every_phase_has_a_guide(phase: PhaseKind | None) -> None:
    for partner in Partner:
        assert choose(phase, partner).partner is partner


def test_the_stage_follows_from_phase_and_days() -> None:
    contract = PhaseKind.CONTRACT_TEMPORARY
    week = timedelta(weeks=1)
    assert stage_of(None) is Stage.INTRODUCTION
    assert stage_of(PhaseKind.TRIAL, until=TODAY, today=TODAY) is Stage.INTRODUCTION
    assert stage_of(PhaseKind.SECONDMENT) is Stage.INTRODUCTION
    assert stage_of(contract) is Stage.RUNNING
    assert stage_of(contract, since=TODAY - 12 * week, today=TODAY) is Stage.START
    assert stage_of(contract, since=TODAY - 13 * week, today=TODAY) is Stage.RUNNING
    assert stage_of(contract, since=TODAY - 30 * week, until=TODAY + 9 * week, today=TODAY) is Stage.RUNNING
    assert stage_of(contract, since=TODAY - 30 * week, until=TODAY + 8 * week, today=TODAY) is Stage.ENDING
    assert stage_of(PhaseKind.CONTRACT_PERMANENT, ended_on=TODAY) is Stage.ENDING
    assert stage_of(PhaseKind.BREAK) is Stage.RUNNING
    assert stage_of(contract, since=date.max, until=date.max, today=date.max) is Stage.ENDING


QUESTION = '[[question]]\nkey = "a"\ntheme = "team"\nask = "Wie?"\n'


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[[question]]\nkey = ", "regel 2: dit is geen TOML"),
        ('x = 1\n\n[[question]]\nkey = "a"\ntheme = "weer"\nask = "Hoe?"', "regel 3: ‘theme’ is een van tasks"),
        (QUESTION + '\n[[question]]\nkey = "B!"\ntheme = "team"\nask = "?"', "regel 6: ‘key’"),
        (QUESTION + '\n[[question]]\nkey = "b"\ntheme = "team"\nask = " "', "regel 6: ‘ask’ is leeg"),
        (QUESTION + "phases = []", "regel 1: ‘phases’"),
        (QUESTION + 'phases = ["later"]', "regel 1: ‘phases’"),
        (QUESTION + "remark = 3", "regel 1: ‘key’, ‘ask’ en ‘remark’ zijn tekst"),
        ("question = 3", "regel 1: vragen staan onder"),
        ("question = [3]", "regel 1: vragen staan onder"),
        ("# niets", "er staat geen vraag in"),
        (QUESTION + QUESTION, "de naam van vraag 2"),
        (QUESTION.replace("Wie?", "w" * (ASK_LONGEST + 1)), "vraag 1 is langer dan"),
    ],
)
def test_a_bad_guide_says_where(text: str, part: str) -> None:
    with pytest.raises(BadGuide, match=re.escape(part)):
        own(text, BASE)


def test_a_file_needs_a_title_and_no_key_twice() -> None:
    with pytest.raises(BadGuide, match="regel 1: ‘title’"):
        parse(QUESTION, Partner.OWN, Stage.START)
    with pytest.raises(BadGuide, match="regel 7: de naam ‘a’ staat er al"):
        parse('title = "t"\nsource = "s"\n' + QUESTION + QUESTION, Partner.OWN, Stage.START)


_PLAIN = st.characters(exclude_categories=("Cs", "Cc"))


@given(
    st.lists(
        st.builds(
            Question,
            st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=12),
            st.sampled_from(Theme),
            st.text(_PLAIN, min_size=1, max_size=80).map(lambda text: " ".join(text.split())).filter(bool),
            st.text(_PLAIN, max_size=80).map(lambda text: " ".join(text.split())),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one.key,
    )
)
def test_what_is_written_reads_back(questions: list[Question]) -> None:
    found = own(as_text(questions), BASE)
    assert found == Guide(BASE.partner, BASE.stage, BASE.title, BASE.source, tuple(questions), own=True)


@given(st.text())
def test_no_text_does_harm(text: str) -> None:
    with contextlib.suppress(BadGuide):
        own(text, BASE)


def test_an_empty_text_is_the_guide_of_the_program() -> None:
    assert own(" \n", BASE) is BASE


def test_a_key_for_a_new_question() -> None:
    keys = [new_key() for _ in range(50)]
    assert len(set(keys)) == 50
    questions = [Question(key, Theme.TEAM, "Wie?") for key in keys]
    check(questions)
    assert all(key.startswith(OWN_KEY) for key in keys)


def test_the_phrases_of_the_program_can_be_said_to_anybody() -> None:
    assert 8 <= len(standard_phrases()) <= 20
    check_phrases(standard_phrases())
    for phrase in standard_phrases():
        assert len(phrase) <= 60
        assert phrase.endswith(".")
        assert not re.search(rf"\b(?:{MEDICAL})", phrase.lower())


@pytest.mark.parametrize(
    ("phrases", "part"),
    [
        (["a", " "], "zin 2 is leeg"),
        (["Goed.", "goed."], "zin 2 staat er al"),
        (["x" * 121], "langer dan 120"),
        (["a\nb"], "meer regels"),
        ([str(number) for number in range(41)], "er passen 40"),
    ],
)
def test_phrases_that_cannot_be_kept(phrases: list[str], part: str) -> None:
    with pytest.raises(BadGuide, match=part):
        check_phrases(phrases)
