"""What must be told to whoever pays: hours, IBAN, end, supervisor and absence, against what stood in the application.

What was true is kept at the moment of sending in (:func:`facts`), as texts that are only compared; what was told since
is kept beside it. Source: what gemeenten and UWV ask to report for subsidies at work (research/domain, LKS changes).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Protocol
from uuid import UUID

from beschutdesk.dossier.contract import Absence, Contract
from beschutdesk.dossier.supervision_subsidy import ReportableChange, SubsidyFact
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.subsidy_states import SENT, state_of, submitted_on
from beschutdesk.rules.time import days_after, in_words

SOURCE: Final = "Gemeenten vragen om wijzigingen te melden; het besluit zegt welke en hoe snel"


class _Terms(Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def hours(self) -> Decimal | None: ...
    @property
    def supervisor(self) -> UUID | None: ...


class Around(Protocol):
    """What is looked at: a placement, or the rows of it that were read by columns."""

    @property
    def terms(self) -> Sequence[_Terms]:
        """Hours and who guides, by day."""
        ...

    @property
    def contracts(self) -> Sequence[Contract]:
        """With the days they run."""
        ...

    @property
    def absences(self) -> Sequence[Absence]:
        """Days, never a cause."""
        ...

    @property
    def ended_on(self) -> date | None:
        """Last day of the placement."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is different now and was not told yet.

    Attributes:
        what: which kind.
        words: what changed, in Dutch, as a sentence.
        value: as it is now; kept when it was told.
        since: the day from which it is different, where it has one.
        row: id of the row that says so, where there is one.
    """

    what: ReportableChange
    words: str
    value: str
    since: date | None = None
    row: UUID | None = None


def facts(application: Any, around: Around, iban: str, today: date, known: Figures | None = None) -> list[SubsidyFact]:
    """What is true now, to be kept when it is sent in.

    Args:
        application: for its period.
        around: the placement.
        iban: on which the money comes.
        today: the present day.
        known: numbers to count with.
    """
    now = _now(application, around, iban, today, known or standard())
    return [SubsidyFact(what=what, value=value) for what, value in now.items()]


def changes(
    application: Any,
    around: Around,
    iban: str,
    today: date,
    known: Figures | None = None,
    name: Callable[[UUID], str] = lambda _: "",
) -> tuple[Change, ...]:
    """What must still be told, in the order of :class:`ReportableChange`.

    Nothing is asked before it was sent in, nor of what ended; what nobody kept cannot have changed.

    Args:
        application: with steps and facts.
        around: the placement.
        iban: on which the money comes.
        today: the present day.
        known: numbers to count with.
        name: how a supervisor is called.
    """
    if state_of(application) not in SENT:
        return ()
    kept = _kept(application.facts)
    now = _now(application, around, iban, today, known or standard())
    found = []
    for what, value in now.items():
        if what in kept and (said := _SAID[what](kept[what], value, name)) is not None:
            words, since = said
            found.append(Change(what, words, value, since, _row(what, around, since)))
    return tuple(found)


def told(change: Change, on: date) -> SubsidyFact:
    """What is kept when a change was told, to be added behind the other facts of the application."""
    return SubsidyFact(what=change.what, value=change.value, told_on=on)


def _kept(rows: Iterable[Any]) -> dict[ReportableChange, str]:
    """The last that whoever pays knows, per kind."""
    return {one.what: one.value or "" for one in rows if one.what is not None}


# -- as texts that are compared ----------------------------------------------------------------------------------------


def _now(application: Any, around: Around, iban: str, today: date, known: Figures) -> Mapping[ReportableChange, str]:
    first, last = application.since or date.min, application.until or date.max
    return {
        ReportableChange.HOURS: _timeline(around.terms, first, last, lambda one: _number(one.hours)),
        ReportableChange.IBAN: "".join(iban.split()).upper(),
        ReportableChange.END: _end(around, first, last),
        ReportableChange.SUPERVISOR: _timeline(
            around.terms, first, last, lambda one: one.supervisor.hex if one.supervisor is not None else ""
        ),
        ReportableChange.ABSENCE: _absent(around, first, last, today, submitted_on(application), known),
    }


def _number(hours: Decimal | None) -> str:
    """In hundredths, as the database keeps them: so a query can compare them too."""
    return "" if hours is None else str(int(hours.scaleb(2)))


def _timeline(terms: Sequence[_Terms], first: date, last: date, value: Callable[[_Terms], str]) -> str:
    """What held from which day in a period: ``2026-01-01=2400;2026-07-01=2800``. Equal ones in a row are one."""
    found: list[tuple[date, str]] = []
    for one in sorted(terms, key=lambda one: one.valid_from or date.min):
        day = max(one.valid_from or date.min, first)
        if day > last:
            break
        if found and found[-1][0] == day:
            found.pop()
        if not found or found[-1][1] != value(one):
            found.append((day, value(one)))
    return ";".join(f"{day.isoformat()}={said}" for day, said in found)


def _end(around: Around, first: date, last: date) -> str:
    """The last day in the period on which somebody is employed there, when that is before its end."""
    ends = [one.until for one in around.contracts]
    covered = max((end or date.max for end in ends), default=date.max)
    end = min(covered, around.ended_on or date.max)
    return end.isoformat() if first <= end < last else ""


def _absent(around: Around, first: date, last: date, today: date, sent: date | None, known: Figures) -> str:
    """First days of absences that last long and that nobody reported to the gemeente since."""
    found = []
    for one in around.absences:
        begun = one.since
        if begun is None or begun > last or (one.until is not None and one.until < first):
            continue
        if one.reported_municipality_on is not None and (sent is None or one.reported_municipality_on >= sent):
            continue
        long = known.on("subsidy_absence_days", begun)
        if days_after(begun, long) <= min(one.until or today, today):
            found.append(begun.isoformat())
    return ";".join(sorted(found))


# -- in words ----------------------------------------------------------------------------------------------------------

_Said = tuple[str, date | None] | None


def _first_difference(was: str, now: str) -> tuple[date, str, str] | None:
    """The first day on which two timelines differ, with what holds on it in each; where both say something."""
    before, after = _parts(was), _parts(now)
    first = max((before[0][0] if before else date.min), (after[0][0] if after else date.min))  # the period was moved
    for day in sorted({first, *(day for day, _ in (*before, *after) if day > first)}):
        one, other = _on(before, day), _on(after, day)
        if one != other:
            return day, one, other
    return None


def _parts(text: str) -> list[tuple[date, str]]:
    found = []
    for part in text.split(";"):
        day, mark, value = part.partition("=")
        try:
            if mark:
                found.append((date.fromisoformat(day), value))
        except ValueError:
            continue  # of a newer program
    return found


def _on(parts: Sequence[tuple[date, str]], day: date) -> str:
    return next((value for since, value in reversed(parts) if since <= day), "")


def _hours(was: str, now: str, _name: Callable[[UUID], str]) -> _Said:
    if (found := _first_difference(was, now)) is None:
        return None
    day, before, after = found
    told = f"{hours_in_words(after)} uur per week" if after else "onbekend"
    instead = f", in plaats van {hours_in_words(before)}" if before else ""
    return f"De uren zijn vanaf {in_words(day)} {told}{instead}.", day


def hours_in_words(kept: str) -> str:
    """Hours as they are kept in a fact, in Dutch: ``24,5``; empty for none."""
    try:
        return f"{Decimal(kept).scaleb(-2).normalize():f}".replace(".", ",") if kept else ""
    except InvalidOperation:
        return ""


def _iban(was: str, now: str, _name: Callable[[UUID], str]) -> _Said:
    return ("De IBAN is anders dan in de aanvraag.", None) if was and now and was != now else None


def _ends(was: str, now: str, _name: Callable[[UUID], str]) -> _Said:
    """Only an end that comes, or comes earlier: one that falls away was paid for all along."""
    if not now or (was and was <= now):
        return None
    day = date.fromisoformat(now)
    return f"Contract of plaatsing eindigt op {in_words(day)}, vóór het einde van de periode.", day


def _supervisor(was: str, now: str, name: Callable[[UUID], str]) -> _Said:
    if (found := _first_difference(was, now)) is None:
        return None
    day, _, after = found
    called = name(UUID(hex=after)) if after else ""
    who = (
        f"is {called} de begeleider" if called else "is er een andere begeleider" if after else "is er geen begeleider"
    )
    return f"Vanaf {in_words(day)} {who}.", day


def _absence(was: str, now: str, _name: Callable[[UUID], str]) -> _Said:
    new = sorted(set(now.split(";")) - set(was.split(";")) - {""})
    if not new:
        return None
    day = date.fromisoformat(new[0])
    return f"De werknemer is langer afwezig, sinds {in_words(day)}.", day


_SAID: Final[Mapping[ReportableChange, Callable[[str, str, Callable[[UUID], str]], _Said]]] = {
    ReportableChange.HOURS: _hours,
    ReportableChange.IBAN: _iban,
    ReportableChange.END: _ends,
    ReportableChange.SUPERVISOR: _supervisor,
    ReportableChange.ABSENCE: _absence,
}


def _row(what: ReportableChange, around: Around, since: date | None) -> UUID | None:
    if what is ReportableChange.ABSENCE:
        return next((one.id for one in around.absences if one.since == since), None)
    return None
