"""Questions that bring tasks to light, by whom one asks: ``resources/guides/tasks.toml``, in words of our own.

They stand beside the inventory while it is filled. Conversation guides of visits (:mod:`beschutdesk.rules.guides`) go
by phase of a placement and by theme of a visit, which an inventory has not; the notation is the same.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from beschutdesk import resources
from beschutdesk.dossier.values import Choices

FILE: Final = "tasks.toml"


class AskWhom(Choices):
    """Who knows which work there is, in the order in which one comes by."""

    EMPLOYER = ("employer", "met wie beslist")
    FLOOR = ("floor", "met de mensen op de werkvloer")
    LOOK = ("look", "zelf kijken")
    DEAL = ("deal", "afspraken maken")


@dataclass(frozen=True, slots=True)
class TaskPrompt:
    """One question.

    Attributes:
        key: stable name.
        whom: whom one asks.
        ask: the question, in plain Dutch.
        remark: what to mind when asking, or empty.
    """

    key: str
    whom: AskWhom
    ask: str
    remark: str = ""


@cache
def prompts() -> tuple[TaskPrompt, ...]:
    """All questions, in the order in which they are shown."""
    plain = tomllib.loads(resources.read_text("guides", FILE))
    return tuple(
        TaskPrompt(one["key"], AskWhom.from_key(one["whom"]), one["ask"], one.get("remark", ""))
        for one in plain["question"]
    )


def prompts_for(whom: AskWhom) -> tuple[TaskPrompt, ...]:
    """The questions for one of them."""
    return tuple(one for one in prompts() if one.whom is whom)
