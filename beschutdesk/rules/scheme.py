"""What a scheme for begeleidingssubsidie is made of: amounts with their days, questions, papers, terms and rules.

All of it is data with a source (``resources/rates``, or somebody's own file); nothing in here is an amount. What is not
known stays unknown: ``None`` means that the program asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.values import Choices
from beschutdesk.rules.amounts import Rounding
from beschutdesk.rules.time import days_after, months_after

DEADLINES: Final[Mapping[str, str]] = {
    "apply_before": "Aanvragen uiterlijk",
    "decide_within": "Besluit van de gemeente uiterlijk",
    "answer_within": "Vragen beantwoorden uiterlijk",
    "objection_within": "Bezwaar maken uiterlijk",
    "report_within": "Wijziging melden uiterlijk",
    "renew_before": "Verlenging aanvragen uiterlijk",
    "account_within": "Verantwoorden uiterlijk",
}
"""Every term that a scheme can have: key and Dutch label."""


class BadScheme(ValueError):
    """A text with schemes that cannot be read. The message is one Dutch line that names the key."""


class CountsFrom(Choices):
    """The day from which a term counts."""

    PERIOD_START = ("period_start", "de eerste dag van de periode")
    PERIOD_END = ("period_end", "de laatste dag van de periode")
    SUBMITTED = ("submitted", "de dag van indienen")
    QUESTION = ("question", "de dag van de vraag")
    DECIDED = ("decided", "de dag van het besluit")
    CHANGE = ("change", "de dag van de wijziging")


COUNTED: Final[Mapping[str, CountsFrom]] = {
    "apply_before": CountsFrom.PERIOD_START,
    "decide_within": CountsFrom.SUBMITTED,
    "answer_within": CountsFrom.QUESTION,
    "objection_within": CountsFrom.DECIDED,
    "report_within": CountsFrom.CHANGE,
    "renew_before": CountsFrom.PERIOD_END,
    "account_within": CountsFrom.PERIOD_END,
}
"""From which day each term counts; the rules count from no other."""


class PaperWhen(Choices):
    """When a paper must go along."""

    ALWAYS = ("always", "bij elke aanvraag")
    FIRST = ("first", "bij de eerste aanvraag")
    RENEWAL = ("renewal", "bij een verlenging")
    ACCOUNTING = ("accounting", "bij de verantwoording")
    IF_ASKED = ("if_asked", "als de gemeente erom vraagt")


class Proration(Choices):
    """How a part of a year is counted. Either way, what two parts come to is what the whole comes to."""

    DAYS = ("days", "per dag van het kalenderjaar (365 of 366)")
    MONTHS = ("months", "per maand; een deel van een maand per dag van die maand")


class JobcoachRule(Choices):
    """What happens when there is jobcoaching as well."""

    DEDUCTED = ("deducted", "gaat van het bedrag af")
    KEPT = ("kept", "gaat er niet van af")
    UNKNOWN = ("unknown", "niet bekend")


class SettlementMethod(Choices):
    """When the money comes."""

    ADVANCE = ("advance", "als voorschot, later afgerekend")
    AFTERWARDS = ("afterwards", "achteraf, na de verantwoording")
    UNKNOWN = ("unknown", "niet bekend")


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount with the days on which it holds.

    Attributes:
        since: first day.
        until: last day; ``None`` until another begins.
        per_year: euro for a whole year at :attr:`hours` a week.
        hours: hours a week for which that amount is, the denominator.
        cap: whether more hours than that give no more; ``None`` when nobody knows.
        verified: whether somebody saw it in the source itself.
        source: where it stands, in Dutch.
    """

    since: date
    until: date | None
    per_year: Decimal
    hours: Decimal
    cap: bool | None
    verified: bool
    source: str

    def outdated_on(self, day: date) -> bool:
        """Whether it is from an earlier year and has no last day: amounts are set every year."""
        return self.until is None and day.year > self.since.year


@dataclass(frozen=True, slots=True)
class Intensity:
    """A step of the scale of how heavy the supervision is; the amount is multiplied by :attr:`factor`."""

    key: str
    label: str
    factor: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that this scheme asks and the dossier does not answer."""

    key: str
    label: str
    hint: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that this scheme wants with it."""

    key: str
    label: str
    needed_when: PaperWhen
    source: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term.

    Attributes:
        key: one of :data:`DEADLINES`.
        counts_from: from which day.
        source: law, scheme, or *eigen herinnering*.
        days, weeks, months: how long, together.
        before: whether it lies before that day and not after it.
        firm: whether it is of a law or a scheme; otherwise it is only a reminder of ours.
    """

    key: str
    counts_from: CountsFrom
    source: str
    days: int = 0
    weeks: int = 0
    months: int = 0
    before: bool = False
    firm: bool = False

    @property
    def label(self) -> str:
        """Dutch name."""
        return DEADLINES[self.key]

    @property
    def words(self) -> str:
        """The term: ``6 weken na de dag van het besluit``."""
        counted = ((self.months, "maand", "maanden"), (self.weeks, "week", "weken"), (self.days, "dag", "dagen"))
        parts = [f"{many} {one if many == 1 else more}" for many, one, more in counted if many]
        return f"{' en '.join(parts) or 'meteen'} {'vóór' if self.before else 'na'} {self.counts_from.label}"

    def on(self, day: date) -> date:
        """The last day, counted from a day. Six weeks after a Tuesday is a Tuesday."""
        sign = -1 if self.before else 1
        moved, extra = months_after(day, sign * self.months), sign * (self.weeks * 7 + self.days)
        if extra < 0 and (moved - date.min).days < -extra:
            return date.min
        return days_after(moved, extra)


@dataclass(frozen=True, slots=True)
class Renewal:
    """How a next period is asked.

    Attributes:
        months: how long a period is; ``None`` when not known.
        times: how often it can be renewed; ``None`` when there is no limit or it is not known.
        note, source: in Dutch.
    """

    months: int | None = None
    times: int | None = None
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How it is paid and settled."""

    method: SettlementMethod = SettlementMethod.UNKNOWN
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known about amounts and is no amount for an applicant: it is shown and never counted with."""

    years: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One scheme.

    Attributes:
        key: stable name.
        name: Dutch.
        municipality: gemeente; empty for the whole country.
        source: where the scheme stands.
        remark: what to know about it.
        example: whether it is only there to show how one is made.
        own: whether somebody added it here; not in the file.
        rates: oldest first, without overlap.
        intensities: empty when the scheme has no scale, or nobody knows it.
        questions, papers, deadlines: in the order of the file.
        asks_hours: whether it asks how many hours of supervision, for which goals, and why so many.
        rounding, proration, jobcoaching, renewal, settlement: its rules.
        background: see :class:`Background`.
    """

    key: str
    name: str
    municipality: str = ""
    source: str = ""
    remark: str = ""
    example: bool = False
    own: bool = False
    rates: tuple[Rate, ...] = ()
    intensities: tuple[Intensity, ...] = ()
    questions: tuple[Question, ...] = ()
    papers: tuple[Paper, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    asks_hours: bool = False
    rounding: Rounding = Rounding.CENT
    proration: Proration = Proration.DAYS
    jobcoaching: JobcoachRule = JobcoachRule.UNKNOWN
    renewal: Renewal = Renewal()
    settlement: Settlement = Settlement()
    background: tuple[Background, ...] = ()

    def rate_on(self, day: date) -> Rate | None:
        """The amount that holds on a day; ``None`` when it is not known. Never one of another time.

        One without a last day ends where the next begins, also when that one has ended since.
        """
        latest = max((one for one in self.rates if one.since <= day), key=lambda one: one.since, default=None)
        return latest if latest is not None and day <= (latest.until or date.max) else None

    def deadline(self, key: str) -> Deadline | None:
        """A term, or ``None`` when the scheme has none."""
        return next((one for one in self.deadlines if one.key == key), None)

    def intensity(self, key: str) -> Intensity | None:
        """A step of the scale."""
        return next((one for one in self.intensities if one.key == key), None)

    def question(self, key: str) -> Question | None:
        """A question."""
        return next((one for one in self.questions if one.key == key), None)

    def paper(self, key: str) -> Paper | None:
        """A paper."""
        return next((one for one in self.papers if one.key == key), None)
