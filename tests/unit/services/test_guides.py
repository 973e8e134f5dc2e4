"""Guides and phrases of one's own: kept in the vault, taken back, and never in the way when they cannot be read."""

from dataclasses import replace
from pathlib import Path

import pytest

from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.guides import Partner, Question, Stage, Theme, standard, standard_phrases
from beschutdesk.services import profile
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.storage import settings
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

WHO, WHEN = Partner.EMPLOYEE, Stage.RUNNING
SUPPLIED = standard()[WHO, WHEN]


def test_without_ones_own_it_is_that_of_the_program(desk: Desk) -> None:
    assert desk.guides.for_talk(PhaseKind.CONTRACT_PERMANENT, WHO) == SUPPLIED
    assert desk.guides.for_talk(None, WHO) == standard()[WHO, Stage.INTRODUCTION]
    assert desk.guides.for_talk(None, WHO, stage=Stage.ENDING) == standard()[WHO, Stage.ENDING]
    assert desk.guides.own(WHO, WHEN) is None
    assert desk.guides.phrases() == standard_phrases()
    assert not desk.guides.own_phrases()


def test_edits_are_there_the_next_time(desk: Desk, profile_dir: Path) -> None:
    first, second, *rest = SUPPLIED.questions
    mine = (
        second,
        Question("own_1", Theme.TEAM, "  Wie maakt\tgrapjes? ", "“Hoe” is genoeg \\ echt"),
        first,
        *rest[1:],
    )
    desk.guides.set_own(WHO, WHEN, mine)
    desk.guides.set_phrases(["Prima.", "Łukasz’ “woord” \\"])
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        guide = again.guides.for_talk(PhaseKind.CONTRACT_PERMANENT, WHO)
        assert guide.own
        assert guide.questions == (mine[0], replace(mine[1], ask="Wie maakt grapjes?"), *mine[2:])
        assert again.guides.own(WHO, WHEN) == guide.questions
        assert again.guides.phrases() == ("Prima.", "Łukasz’ “woord” \\")
        assert again.guides.guide(WHO, Stage.START) == standard()[WHO, Stage.START], "others are as they were"
        assert again.guides.guide(Partner.SUPERVISOR, WHEN) == standard()[Partner.SUPERVISOR, WHEN]
        again.guides.reset(WHO, WHEN)
        again.guides.reset_phrases()
        assert again.guides.guide(WHO, WHEN) == SUPPLIED
        assert again.guides.phrases() == standard_phrases()


def test_the_same_as_supplied_is_not_ones_own(desk: Desk) -> None:
    desk.guides.set_own(WHO, WHEN, SUPPLIED.questions[1:])
    desk.guides.set_own(WHO, WHEN, SUPPLIED.questions)
    desk.guides.set_phrases(standard_phrases()[1:])
    assert desk.guides.own_phrases()
    desk.guides.set_phrases(standard_phrases())
    assert desk.guides.own(WHO, WHEN) is None
    assert not desk.guides.own_phrases()


def test_no_phrases_at_all_is_a_choice(desk: Desk) -> None:
    desk.guides.set_phrases([])
    assert desk.guides.phrases() == ()


@pytest.mark.parametrize(
    ("questions", "part"),
    [
        ((), "geen vraag"),
        ((Question("a", Theme.TEAM, " "),), "vraag 1 is leeg"),
        ((Question("a", Theme.TEAM, "x" * 161),), "langer dan 160"),
        ((Question("a", Theme.TEAM, "x", "y" * 301),), "langer dan 300"),
        ((Question("a", Theme.TEAM, "x"), Question("a", Theme.TEAM, "y")), "naam van vraag 2"),
        (tuple(Question(f"q{number}", Theme.TEAM, "x") for number in range(61)), "passen 60"),
    ],
)
def test_what_cannot_be_a_guide_changes_nothing(desk: Desk, questions: tuple[Question, ...], part: str) -> None:
    kept = SUPPLIED.questions[:3]
    desk.guides.set_own(WHO, WHEN, kept)
    with pytest.raises(Trouble, match=part) as trouble:
        desk.guides.set_own(WHO, WHEN, questions)
    assert trouble.value.safe == "Er is niets veranderd."
    assert trouble.value.todo
    assert desk.guides.own(WHO, WHEN) == kept
    with pytest.raises(Trouble, match="zin 1 is leeg"):
        desk.guides.set_phrases([""])
    assert desk.guides.phrases() == standard_phrases()


@pytest.mark.parametrize("text", ["[[question]]\nkey = 3", "geen toml", "[[later]]\nx = 1"])
def test_a_text_of_a_newer_program_counts_for_nothing_and_is_told(desk: Desk, text: str) -> None:
    with desk._store.writing() as connection:
        settings.put(connection, "guides:employee:running", text)
        settings.put(connection, "phrases", '{"later": 3}')
    assert desk.guides.guide(WHO, WHEN) == SUPPLIED
    assert desk.guides.phrases() == standard_phrases()
    with pytest.raises(Trouble, match="niet te lezen"):
        desk.guides.own(WHO, WHEN)


def test_the_log_says_that_something_was_set_and_not_what(desk: Desk) -> None:
    desk.guides.set_own(WHO, WHEN, SUPPLIED.questions[1:])
    desk.guides.set_own(WHO, WHEN, SUPPLIED.questions[1:])
    desk.guides.set_phrases(["Geheim."])
    desk.guides.reset_phrases()
    lines = desk.audit.lines(desk.audit.numbers(Filter(frozenset({Act.SETTINGS}))))
    assert [dict(line.detail) for line in lines] == [{"key": "phrases"}, {"key": "phrases"}, {"key": "guides"}]
