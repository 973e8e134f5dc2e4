"""A task typed in one line, with how long and how often behind it: ``vloer vegen 20 min elke dag``.

Only what means one thing is read, and only at the end of the line: a length with its unit, how often, and the part of
the day. All else stays part of the name: ``kar 3 vullen`` has no length, ``om 9 uur openen`` neither, and of ``15 à 20
min`` nothing is read rather than half of it. What was read is shown before it counts.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.task import DayPart, Frequency, Work
from beschutdesk.rules.minutes import read_minutes
from beschutdesk.rules.task_time import often

_WORDS: Final = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_NUMBERS: Final = {word: number for number, word in enumerate(_WORDS, 1)} | {
    "één": 1,
    "vijftien": 15,
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijfenveertig": 45,
}
_NUMBER: Final = rf"(?:[0-9]{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_COUNT: Final = rf"(?:(?P<count>{_NUMBER}) ?(?:x|×|\*|keer|maal)|(?P<once>eens))"
_ABOUT: Final = r"(?:(?P<about>ca\.?|circa|ongeveer|plm\.?|±|\+/-|~|zo['’]n) ?)?"
_ONCE: Final = "eens"
_UNITS: Final = {
    "dag": Frequency.DAY,
    "werkdag": Frequency.DAY,
    "week": Frequency.WEEK,
    "maand": Frequency.MONTH,
    "p/d": Frequency.DAY,
    "p.d.": Frequency.DAY,
    "daags": Frequency.DAY,
    "p/w": Frequency.WEEK,
    "p.w.": Frequency.WEEK,
}
_EACH: Final = r"(?:(?:per|elke|iedere) |/ ?)(?P<unit>dag|werkdag|week|maand)|(?P<short>p/d|p\.d\.|p/w|p\.w\.)"
_COUNTED: Final = rf"{_EACH}|(?:in de|in een|op een) (?P<in>dag|week|maand)|(?P<daags>daags)"
"""After a number only: *midden in de week* is no frequency."""
_SAID: Final = {
    "dagelijks": Frequency.DAY,
    "wekelijks": Frequency.WEEK,
    "maandelijks": Frequency.MONTH,
    "in het seizoen": Frequency.SEASON,
    "af en toe": Frequency.SOMETIMES,
    "soms": Frequency.SOMETIMES,
}
_OFTEN: Final = (
    re.compile(rf"{_ABOUT}{_COUNT} ?(?:{_COUNTED})"),
    re.compile(rf"{_ABOUT}(?:{_EACH})"),
    re.compile(rf"{_ABOUT}(?:{_EACH}|(?P<said>dagelijks|wekelijks|maandelijks)),? {_COUNT}"),
)
_DAYS: Final = re.compile(
    rf"{_ABOUT}(?P<days>{_NUMBER}) (?:werk)?(?:dagen|dag|dgn\.?) (?:(?:per|in de|elke|iedere) (?P<unit>week|maand)"
    r"|(?P<short>p/w|p\.w\.))"
)
"""``4 dagen per week``: so many times what is done on a day."""
_MOST_DAYS: Final = {Frequency.WEEK: 7, Frequency.MONTH: 31}
_PARTS: Final = {
    "ochtends": DayPart.MORNING,
    "morgens": DayPart.MORNING,
    "middags": DayPart.AFTERNOON,
    "ochtend": DayPart.MORNING,
    "morgen": DayPart.MORNING,
    "middag": DayPart.AFTERNOON,
    "begin": DayPart.START,
    "eind": DayPart.END,
    "einde": DayPart.END,
}
_PART: Final = re.compile(
    r"['’]s (?P<s>ochtends|morgens|middags)|in de (?P<in>ochtend|middag)"
    r"|aan het (?P<at>begin|einde?)(?: van de (?:dag|dienst))?|(?P<each>elke|iedere) (?P<of>ochtend|morgen|middag)"
)
_LENGTH: Final = (
    rf"(?P<length>{_NUMBER} ?(?:uren|uur|u) ?(?:en )?[0-9]{{1,2}}(?: ?min(?:uten)?)?"
    r"|[0-9]{1,4}(?:[.,][0-9]{1,2})? ?(?:min|minuut|minuten|minuutjes|uur|uurtjes?|uren|u)"
    rf"|{_NUMBER} (?:min|minuut|minuten|minuutjes|uur|uurtjes?|uren)"
    rf"|(?:{_NUMBER} )?kwartier(?:tje)?|(?:een )?half ?uur(?:tje)?|anderhalf uur)\.?"
)
_TIMES: Final = (
    re.compile(rf"{_ABOUT}(?:{_COUNT} ?)?{_LENGTH}(?: (?:per|elke|iedere) keer| per beurt)?"),
    re.compile(rf"{_ABOUT}{_LENGTH},? {_COUNT}"),
)
_SMALL: Final = re.compile(r"(minuut|uur|kwartier)tjes?")
_QUARTER: Final = re.compile(r"(?:([0-9]+) )?kwartier")
# fmt: off
_HANGING: Final = frozenset((
    "om", "vanaf", "tot", "voor", "na", "rond", "van", "tussen", "binnen", "en", "of", "à", "elke", "iedere", "elk",
    "ieder", "per", "de", "het", "een", "over", "nog", "dan", "met", "niet", "bijna", "haast", "behalve", "meestal",
    "vaak", "vooral", "alleen", "max", "max.", "maximaal", "maximum", "minimaal", "minimum", "minstens",
    "hoogstens", "hooguit", "paar", "enkele", "keer", "maal", "x", "×", "*", "0x", "0×", "<", ">",
))
# fmt: on
"""No name ends in such a word: what stands behind it belongs to it, and would be read without what it says."""
_OF_A_NUMBER: Final = frozenset(("dag", "dagen", "dgn", "dgn.", "weken", "maanden"))
"""Before ``per week`` stands how often, in a way that was not read."""
_OF_HOURS: Final = frozenset(("uur", "uren", "u"))
_DASHES: Final = frozenset("-–—/")
_EVERY: Final = frozenset(("per", "elke", "iedere"))
_NO_UNITS: Final = frozenset(("count", "once", "about"))
_BRACKETS: Final = re.compile(r"(?P<name>.*\S) ?\((?P<inside>[^()]+)\)")
_BREAKS: Final = re.compile(r" |(?<=\w)(?=/)")
_WIDEST: Final = 12
"""No part has more words."""
_APART: Final = " ,;:|=-–—"
_BULLET: Final = re.compile(
    r"\s*(?:[•◦▪▫‣⁃∙·●○■□◆◇❖➢➤►→✓✔☐☑☒§\uf0a7\uf0b7\uf0d8\uf0fc]\s*|[-*–—+]\s+|\[[ xX]?\]\s*|o\t|\(?[0-9]{1,3}[.)]\s+"
    r"|[a-z]\)\s+|[a-z]\.\t)(?=.*\w)"
)
_LEAST: Final = TEXT_LIMIT // 2
"""A name that is too long is cut between words, unless that leaves less than this."""


@dataclass(frozen=True, slots=True)
class TypedTask:
    """What a line says.

    Attributes:
        name: the task itself, as long as it was typed.
        minutes: how long it takes each time.
        times, frequency: how often.
        day_part: when on the day.
        about: the numbers were said to be rough; a task keeps them as they are.
    """

    name: str
    minutes: Decimal | None = None
    times: Decimal | None = None
    frequency: Frequency | None = None
    day_part: DayPart | None = None
    about: bool = False

    @property
    def parts(self) -> tuple[str, str]:
        """As much of the name as a name may hold, and the rest: that belongs with the remarks."""
        return _cut(self.name)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of a task, by attribute; what was not said is not in it."""
        name, remark = self.parts
        told = {attribute: getattr(self, attribute) for attribute in ("minutes", "times", "frequency", "day_part")}
        found = {"name": name} | {attribute: value for attribute, value in told.items() if value is not None}
        return found | ({"remark": remark} if remark else {})

    @property
    def told(self) -> str:
        """What was read besides the name, in words; empty when that is nothing."""
        work = Work(minutes=self.minutes, times=self.times, frequency=self.frequency)
        words = ", ".join(part for part in (often(work), self.day_part.label if self.day_part else "") if part)
        return f"ongeveer {words}" if self.about and words else words


def typed_task(line: str) -> TypedTask:
    """Read a line. A line of which nothing can be read is a name as a whole."""
    name = " ".join(line.split())
    found = dict[str, Any]()
    if (match := _BRACKETS.fullmatch(name)) and any(letter.isalpha() for letter in match["name"]):
        if _shortened(f"taak {match['inside']}", found) == "taak" and found:
            name = match["name"].rstrip(_APART)
        else:
            found = {}
    name = _shortened(name, found)
    if (days := found.pop("days", None)) is not None:
        found |= {"times": found.get("times", Decimal(1)) * days, "frequency": found.pop("span")}
    if found.get("times") == 1:
        del found["times"]
    return TypedTask(name, **found)


def pieces(line: str) -> list[str]:
    """A line in as many pieces as a field of one line asks; cut between words."""
    first, rest = _cut(line)
    return [first, *pieces(rest)] if rest else [first]


def without_bullet(line: str) -> str:
    """A line of a list without the dot, dash, box or number in front: ``• vegen``, ``3. vegen``."""
    for _ in range(2):
        line = line[match.end() :] if (match := _BULLET.match(line)) else line
    return line.strip()


def _cut(line: str) -> tuple[str, str]:
    """As much as a field of one line holds, and the rest."""
    if len(line) <= TEXT_LIMIT:
        return line, ""
    at = line.rfind(" ", 0, TEXT_LIMIT + 1)
    at = at if at >= _LEAST else TEXT_LIMIT
    return line[:at].rstrip(), line[at:].strip()


def _shortened(name: str, found: dict[str, Any]) -> str:
    """Take all off the end that can be read, into *found*; returns what is left."""
    while (shorter := _without_tail(name, found)) is not None:
        name = shorter
    return name


def _without_tail(name: str, found: dict[str, Any]) -> str | None:
    """Take one part off the end, into *found*; ``None`` when the end says nothing (more)."""
    breaks = [match.start() for match in _BREAKS.finditer(name)]
    for at in breaks[-_WIDEST:]:  # the longest tail first; a name stays
        rest, tail = name[:at].rstrip(_APART), name[at:].strip(_APART).lower()
        if not any(letter.isalpha() for letter in rest):
            continue
        read = _read(tail)
        if read is None:
            continue
        if not read or not _goes_with(read, found) or _belongs_before(rest, name[len(rest) :], tail):
            return None  # a shorter tail would be half of what is meant
        found.update(read)
        return rest
    return None


def _belongs_before(rest: str, cut: str, tail: str) -> bool:
    """Whether the tail goes on with the word before it, so that cutting there changes what is meant.

    Args:
        rest: what would be left.
        cut: what would be taken off, as it was typed.
        tail: the same without what stands around it.
    """
    *earlier, last = rest.lower().split(" ")
    before = earlier[-1] if earlier else ""
    if last in _HANGING:
        return last != "keer" or before not in _EVERY  # 10 min per keer 3x per dag
    if last == "a" and before[-1:].isdigit():
        return True  # 15 a 20 min
    counted = tail[0].isdigit() or tail.partition(" ")[0] in _NUMBERS
    if counted and last[-1:].isdigit():
        return bool(_DASHES & set(cut[: cut.lower().index(tail)]))  # 15 - 20 min, and not gang 3 20 min
    if not counted and (last[-1:].isdigit() or last in _NUMBERS):
        return tail.startswith(("kwartier", "half", "anderhalf"))
    if tail.startswith(("per ", "elke ", "iedere ", "/", "p/", "p.")):
        return last in _OF_A_NUMBER
    return last in _OF_HOURS and any(one.fullmatch(tail) for one in _TIMES)


def _goes_with(read: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether this can be true together with what was read already."""
    if (read.keys() & found.keys()) - {"about"}:
        return False
    both = read | found
    return "days" not in both or both.get("frequency", Frequency.DAY) is Frequency.DAY


def _read(tail: str) -> dict[str, Any] | None:
    """What a tail says: ``None`` when that is nothing, empty when it is something that cannot be kept."""
    if tail in _SAID:
        return {"frequency": _SAID[tail]}
    if match := _PART.fullmatch(tail):
        part = _PARTS[match["s"] or match["in"] or match["at"] or match["of"]]
        return {"day_part": part} | ({"frequency": Frequency.DAY} if match["each"] else {})
    for often_ in _OFTEN:
        if match := often_.fullmatch(tail):
            unit = next(word for name, word in match.groupdict().items() if word and name not in _NO_UNITS)
            return _counted(match, {"frequency": _UNITS.get(unit) or _SAID[unit]})
    if match := _DAYS.fullmatch(tail):
        days, span = _number(match["days"]), _UNITS[match["unit"] or match["short"]]
        return _rough(match, {"days": days, "span": span}) if 0 < days <= _MOST_DAYS[span] else {}
    for times in _TIMES:
        if match := times.fullmatch(tail):
            minutes = _minutes(match["length"])
            return _counted(match, {"minutes": minutes}) if minutes else {}
    return None


def _counted(match: re.Match[str], read: dict[str, Any]) -> dict[str, Any]:
    """With the number of times; nothing at all for none. Once needs no saying: not beside a frequency."""
    groups = match.groupdict()
    said = groups.get("count") or groups.get("once")
    if said is None:
        return _rough(match, read)
    number = _number(said)
    return _rough(match, read | {"times": number}) if number else {}


def _rough(match: re.Match[str], read: dict[str, Any]) -> dict[str, Any]:
    return read | {"about": True} if match["about"] else read


def _number(word: str) -> Decimal:
    return Decimal(1 if word == _ONCE else _NUMBERS[word] if word in _NUMBERS else int(word))


def _minutes(words: str) -> Decimal | None:
    """A length in minutes; ``None`` for one that can be two, or is longer than a day."""
    plain = _SMALL.sub(lambda small: "minuten" if small[1] == "minuut" else small[1], words)
    first, _, rest = plain.partition(" ")
    if first in _NUMBERS and not rest.startswith("half"):
        plain = f"{_NUMBERS[first]} {rest}"
    if match := _QUARTER.fullmatch(plain):
        return Decimal(15 * int(match[1] or 1))
    try:
        return read_minutes(plain)
    except WrongValue:
        return None
