"""Dice and word lists for invented dossiers: names, places, numbers and moments. The same seed gives the same."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from beschutdesk import resources
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.rules.folding import words

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - counted in days only
_NOWHERE = ("XZ", "ZX", "ZZ", "XX")
"""Ends of postcodes that are not handed out."""


@cache
def lists(name: str) -> dict[str, Any]:
    """A word list from ``resources/invented``."""
    return tomllib.loads(resources.read_text("invented", f"{name}.toml"))


class Dice(Random):
    """Draws everything that is drawn."""

    def new_id(self, day: date) -> UUID:
        """A UUIDv7 as if made on this day."""
        moment = (datetime.combine(day, time()) - _EPOCH) // timedelta(milliseconds=1) + self.randrange(86_400_000)
        return UUID(int=moment << 80 | 7 << 76 | self.getrandbits(12) << 64 | 2 << 62 | self.getrandbits(62))

    def chance(self, percent: int) -> bool:
        """So often in a hundred."""
        return self.random() * 100 < percent

    def some(self, options: Sequence[Any], low: int, high: int) -> tuple[Any, ...]:
        """Between *low* and *high* different ones, in the order of the list."""
        chosen = set(self.sample(range(len(options)), min(len(options), self.randint(low, high))))
        return tuple(option for number, option in enumerate(options) if number in chosen)

    def weighed(self, options: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """One, by ``weight``."""
        return self.choices(options, [option["weight"] for option in options])[0]

    def name(self) -> tuple[str, str]:
        """A given name and a family name of one origin."""
        origin = self.weighed(lists("names")["origin"])
        family = self._family(origin)
        if self.chance(origin["double"]):
            family = f"{family}-{self._family(origin)}"
        return self.choice(origin["given"]), family

    def _family(self, origin: dict[str, Any]) -> str:
        kind = self.randrange(100)
        if kind < 30 and origin["after"]:
            return f"{self.choice(origin['prefixes'])} {self.choice(origin['after'])}"
        if kind < 55:
            return str(self.choice(origin["whole"]))
        return f"{self.choice(origin['begin'])}{self.choice(origin['end'])}"

    def full_name(self) -> str:
        """Given name and family name."""
        return " ".join(self.name())

    def phone(self) -> str:
        """A number of the ten that the demo uses; nobody has them."""
        return f"06 12 34 56 7{self.randrange(10)}"

    @staticmethod
    def mail(name: str, house: str = "voorbeeld") -> str:
        """An address that leads nowhere (RFC 2606)."""
        return f"{words(name).replace(' ', '.') or 'post'}@{words(house).replace(' ', '-') or 'voorbeeld'}.example"

    def home(self, town: dict[str, Any]) -> dict[str, Any]:
        """Street, postcode and place in a town."""
        of = lists("towns")
        street = f"{self.choice(of['street_begin'])}{self.choice(of['street_end'])} {self.randint(1, 180)}"
        code = f"{town['digits']}{self.randint(10, 99)} {self.choice(_NOWHERE)}"
        return {"address": street, "postcode": code, "place": self.choice(town["places"])}

    def workday(self, first: date, last: date) -> date:
        """A Monday to Friday from *first* to *last*, or the Friday before when there is none."""
        day = first + timedelta(self.randrange(max(1, (last - first).days + 1)))
        return day - timedelta(max(0, day.weekday() - 4))

    def moment(self, day: date) -> Appointment:
        """A time in office hours."""
        return Appointment(day, time(self.randint(8, 16), self.choice((0, 15, 30, 45))))

    def said(self, template: str, **words_: str) -> str:
        """A sentence with its gaps filled; what begins it gets a capital."""
        filled = re.sub(r"\{(\w)\}", lambda gap: words_.get(gap[1], ""), template)
        return filled[:1].upper() + filled[1:]


@dataclass(frozen=True, slots=True)
class House:
    """An employer with what is drawn from its sector."""

    employer: Employer
    sector: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate with what notes are about."""

    candidate: Candidate
    house: House
    since: date
    placement: Placement | None = None
    tasks: tuple[str, ...] = ()


@dataclass(slots=True)
class World:
    """What all that is drawn shares: employers by gemeente."""

    dice: Dice
    today: date
    houses: dict[str, list[House]] = field(default_factory=dict)
