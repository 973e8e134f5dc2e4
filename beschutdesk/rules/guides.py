"""Conversation guides: short questions by phase and by who one talks with, and quick phrases. Replaceable by one's own.

``resources/guides/*.toml`` holds what comes with the program, one file per partner. A guide of one's own has the same
notation and takes the place of the whole list of one partner in one stage.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import uuid4

from beschutdesk import resources
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.dossier.values import Choices
from beschutdesk.dossier.visit import VisitSubject
from beschutdesk.rules.phases import CONTRACTS
from beschutdesk.rules.time import days_after

FOLDER: Final = "guides"
PHRASES_FILE: Final = "phrases.toml"
ASK_LONGEST, REMARK_LONGEST, PHRASE_LONGEST = 160, 300, 120
MOST_QUESTIONS, MOST_PHRASES = 60, 40
OWN_KEY: Final = "own_"
"""How the key of a question begins that somebody added."""
_KEY: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_STARTING_DAYS: Final = 91
"""A contract has begun just now for its first three months: that long visits are advised as often as before it."""
_ENDING_DAYS: Final = 56
"""A contract is ending in its last eight weeks."""


class BadGuide(ValueError):
    """A guide that cannot be read. The message is one Dutch line that names the line of the file."""


class Partner(Choices):
    """With whom one talks."""

    EMPLOYEE = ("employee", "werknemer")
    SUPERVISOR = ("supervisor", "begeleider")
    EMPLOYER = ("employer", "werkgever")
    FAMILY = ("family", "naaste")
    OWN = ("own", "eigen blik")


class Stage(Choices):
    """Part of the way on which a talk takes place."""

    INTRODUCTION = ("introduction", "kennismaking")
    START = ("start", "start van contract")
    RUNNING = ("running", "lopend contract")
    ENDING = ("ending", "einde of overgang")


class Theme(Choices):
    """What a question is about: the themes of a visit, named by the fields in which the answers are written.

    Attributes:
        field: key of the field of :class:`beschutdesk.dossier.visit.VisitSubject`.
    """

    TASKS = ("tasks", "tasks")
    TEAM = ("team", "team")
    SUPERVISION = ("supervision", "supervision")
    WORKER = ("worker", "worker_says")
    EMPLOYER = ("employer", "employer_says")
    CONDITIONS = ("conditions", "conditions")
    PRIVATE = ("private", "private")

    def __init__(self, key: str, field: str) -> None:
        super().__init__(key, shape_of(VisitSubject).specs[field].label)
        self.field = field


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: stable name, unique within its guide; what a visit remembers as asked.
        theme: what it is about.
        ask: the question, in plain Dutch.
        remark: what to mind when asking, or empty.
    """

    key: str
    theme: Theme
    ask: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The questions for one talk.

    Attributes:
        partner, stage: for which talk.
        title: what stands above it.
        source: where the topics come from.
        questions: in the order in which they are shown.
        own: whether the user changed it.
    """

    partner: Partner
    stage: Stage
    title: str
    source: str
    questions: tuple[Question, ...]
    own: bool = False

    def of(self, theme: Theme) -> tuple[Question, ...]:
        """The questions about one theme."""
        return tuple(one for one in self.questions if one.theme is theme)


def stage_of(
    phase: PhaseKind | None,
    *,
    since: date | None = None,
    until: date | None = None,
    ended_on: date | None = None,
    today: date | None = None,
) -> Stage:
    """The stage of a placement, as far as is known; whoever talks may choose another.

    Args:
        phase: that runs; ``None`` before the first one.
        since, until: of that phase.
        ended_on: of the placement.
        today: the day of the talk; without it days count for nothing.
    """
    if ended_on is not None:
        return Stage.ENDING
    if phase is PhaseKind.BREAK or phase is PhaseKind.INTERNAL_SOB:
        return Stage.RUNNING
    if phase not in CONTRACTS:
        return Stage.INTRODUCTION
    if today is not None and until is not None and days_after(today, _ENDING_DAYS) >= until:
        return Stage.ENDING
    if today is not None and since is not None and today < days_after(since, _STARTING_DAYS):
        return Stage.START
    return Stage.RUNNING


@cache
def standard() -> Mapping[tuple[Partner, Stage], Guide]:
    """The guides that come with the program."""
    found = {}
    for partner in Partner:
        text = resources.read_text(FOLDER, f"{partner.key}.toml")
        for stage in Stage:
            found[partner, stage] = parse(text, partner, stage)
    return found


@cache
def standard_phrases() -> tuple[str, ...]:
    """The quick phrases that come with the program."""
    return tuple(tomllib.loads(resources.read_text(FOLDER, PHRASES_FILE))["phrases"])


def choose(phase: PhaseKind | None, partner: Partner) -> Guide:
    """The guide of the program for a talk in this phase."""
    return standard()[partner, stage_of(phase)]


def parse(text: str, partner: Partner, stage: Stage) -> Guide:
    """The guide that a file holds for one stage.

    Raises:
        BadGuide: it is no TOML, or a question is not one.
    """
    plain = _plain(text)
    title, source = plain.get("title"), plain.get("source")
    if not isinstance(title, str) or not isinstance(source, str):
        raise BadGuide("regel 1: ‘title’ en ‘source’ zijn tekst")
    known, found = set(), []
    for line, group in _groups(text, plain):
        question, stages = _question(group, line)
        if question.key in known:
            raise BadGuide(f"regel {line}: de naam ‘{question.key}’ staat er al")
        known.add(question.key)
        if stage in stages:
            found.append(question)
    return Guide(partner, stage, title, source, tuple(found))


def own(text: str, base: Guide) -> Guide:
    """A guide with the questions of one's own in its place; an empty text leaves it as it is.

    Raises:
        BadGuide: as :func:`parse`, or :func:`check`.
    """
    if not text.strip():
        return base
    plain = _plain(text)
    questions = tuple(_question(group, line)[0] for line, group in _groups(text, plain))
    check(questions)
    return Guide(base.partner, base.stage, base.title, base.source, questions, own=True)


def as_text(questions: Iterable[Question]) -> str:
    """These questions as a text that :func:`own` reads."""
    return "".join(_group(question) for question in questions)


def check(questions: Sequence[Question]) -> None:
    """Look whether these can be a guide.

    Raises:
        BadGuide: they cannot; the message says which and why.
    """
    if not questions:
        raise BadGuide("er staat geen vraag in")
    if len(questions) > MOST_QUESTIONS:
        raise BadGuide(f"er passen {MOST_QUESTIONS} vragen in een leidraad")
    keys: set[str] = set()
    for number, one in enumerate(questions, 1):
        if not one.ask.strip():
            raise BadGuide(f"vraag {number} is leeg")
        if len(one.ask) > ASK_LONGEST:
            raise BadGuide(f"vraag {number} is langer dan {ASK_LONGEST} tekens")
        if len(one.remark) > REMARK_LONGEST:
            raise BadGuide(f"de opmerking bij vraag {number} is langer dan {REMARK_LONGEST} tekens")
        if not one.key or not _KEY.issuperset(one.key) or one.key in keys:
            raise BadGuide(f"de naam van vraag {number} kan niet, of staat er al")
        keys.add(one.key)


def check_phrases(phrases: Sequence[str]) -> None:
    """Look whether these can be quick phrases.

    Raises:
        BadGuide: they cannot; the message says which and why.
    """
    if len(phrases) > MOST_PHRASES:
        raise BadGuide(f"er passen {MOST_PHRASES} snelle zinnen in de lijst")
    known: set[str] = set()
    for number, phrase in enumerate(phrases, 1):
        if not phrase.strip() or "\n" in phrase:
            raise BadGuide(f"zin {number} is leeg of heeft meer regels")
        if len(phrase) > PHRASE_LONGEST:
            raise BadGuide(f"zin {number} is langer dan {PHRASE_LONGEST} tekens")
        if phrase.casefold() in known:
            raise BadGuide(f"zin {number} staat er al")
        known.add(phrase.casefold())


def new_key() -> str:
    """A key for a question that is added: no other question, now or later, in this guide or another one, has it."""
    return f"{OWN_KEY}{uuid4().hex[:12]}"


# -- reading -----------------------------------------------------------------------------------------------------------


def _plain(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = str(error).rpartition("at line ")[2].partition(",")[0]
        line = place if place.isdecimal() else str(text.count("\n") + 1)
        raise BadGuide(f"regel {line}: dit is geen TOML") from None


def _groups(text: str, plain: Mapping[str, Any]) -> list[tuple[int, Any]]:
    """The questions with the line on which each begins."""
    groups = plain.get("question", [])
    heads = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[question]]"]
    if not isinstance(groups, list) or len(groups) != len(heads):
        raise BadGuide(f"regel {heads[0] if heads else 1}: vragen staan onder ‘[[question]]’")
    return list(zip(heads, groups, strict=True))


def _question(group: Mapping[str, Any], line: int) -> tuple[Question, frozenset[Stage]]:
    words = {name: group.get(name, "") for name in ("key", "ask", "remark")}
    if not all(isinstance(word, str) for word in words.values()):
        raise BadGuide(f"regel {line}: ‘key’, ‘ask’ en ‘remark’ zijn tekst")
    if not words["key"] or not _KEY.issuperset(words["key"]):
        raise BadGuide(f"regel {line}: ‘key’ heeft alleen kleine letters, cijfers en _")
    if not words["ask"].strip():
        raise BadGuide(f"regel {line}: ‘ask’ is leeg")
    try:
        theme = Theme.from_key(group.get("theme", ""))
    except KeyError:
        raise BadGuide(f"regel {line}: ‘theme’ is een van {', '.join(one.key for one in Theme)}") from None
    keys = group.get("phases", [one.key for one in Stage])
    if not isinstance(keys, list) or not keys or any(key not in [one.key for one in Stage] for key in keys):
        raise BadGuide(f"regel {line}: ‘phases’ is een lijst met {', '.join(one.key for one in Stage)}")
    return Question(theme=theme, **words), frozenset(Stage.from_key(key) for key in keys)


def _group(one: Question) -> str:
    words = (("key", one.key), ("theme", one.theme.key), ("ask", one.ask), ("remark", one.remark))
    rows = (f"{name} = {_quoted(text)}\n" for name, text in words if text)
    return f"[[question]]\n{''.join(rows)}\n"


def _quoted(text: str) -> str:
    """A TOML string on one line: control characters have no place in a question."""
    return json.dumps(" ".join(text.replace("\x7f", " ").split()), ensure_ascii=False)
