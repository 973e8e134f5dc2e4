"""A candidate and an employer side by side: what fits, what clashes and what nobody knows yet.

There is no score and no order by a sum: a match asks for talking, and one clash may weigh more than ten points that
fit. What is not filled in is *unknown*, never *no*.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, EmployerNature
from beschutdesk.dossier.tags import Surrounding
from beschutdesk.rules.folding import words


class Verdict(Enum):
    """What a point says, with its Dutch word."""

    FITS = "past"
    CLASHES = "botst"
    UNKNOWN = "onbekend"


class Topic(Enum):
    """What a point is about, with its Dutch heading. The order is that of the page."""

    WANTED = "wil graag"
    UNWANTED = "liever niet"
    SUITS = "past goed"
    SUITS_NOT = "past niet"
    PRACTICAL = "praktisch"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was compared.

    Attributes:
        verdict: what it says.
        what: what was compared, a short Dutch word.
        reason: why, in Dutch, without names.
        topic: under which heading; with *what* it names the point, once per comparison.
    """

    verdict: Verdict
    what: str
    reason: str
    topic: Topic = Topic.PRACTICAL


def points(candidate: Candidate, employer: Employer, taken: int = 0, today: date | None = None) -> tuple[Point, ...]:
    """Everything that can be compared, in a fixed order: work, surroundings, distance, places, supervision.

    Which points there are depends on the candidate alone, but for the one about the SOB: comparisons with several
    employers have the same rows.

    Args:
        candidate: the one side.
        employer: the other.
        taken: places at this employer that are in use now, by others.
        today: who has left by then does not guide any more, and who will leave is told of; ``None`` counts everybody as
            still there.
    """
    return (
        *_work(candidate, employer),
        *_surroundings(candidate, employer),
        _distance(candidate, employer),
        _places(employer, taken),
        _supervision(employer, today),
        *_sob(candidate, employer),
    )


def _work(candidate: Candidate, employer: Employer) -> Iterator[Point]:
    for kind in candidate.wants_work:
        if kind in employer.work_kinds:
            yield Point(Verdict.FITS, kind.label, "Wil dit graag, en het is er.", Topic.WANTED)
        elif employer.work_kinds:
            reason = "Wil dit graag, maar het staat niet bij het werk dat er is."
            yield Point(Verdict.CLASHES, kind.label, reason, Topic.WANTED)
        else:
            reason = "Wil dit graag. Welk werk er is, is nog niet gevraagd."
            yield Point(Verdict.UNKNOWN, kind.label, reason, Topic.WANTED)
    if not candidate.wants_work:
        reason = "Welk werk de kandidaat graag doet, is nog niet ingevuld."
        yield Point(Verdict.UNKNOWN, "soort werk", reason, Topic.WANTED)
    for kind in candidate.rather_not:
        if kind in employer.work_kinds:
            yield Point(Verdict.CLASHES, kind.label, "Doet dit liever niet, en het is er wel.", Topic.UNWANTED)
        elif employer.work_kinds:
            reason = "Doet dit liever niet, en het staat niet bij het werk dat er is."
            yield Point(Verdict.FITS, kind.label, reason, Topic.UNWANTED)
        else:
            reason = "Doet dit liever niet. Welk werk er is, is nog niet gevraagd."
            yield Point(Verdict.UNKNOWN, kind.label, reason, Topic.UNWANTED)


def _surroundings(candidate: Candidate, employer: Employer) -> Iterator[Point]:
    for place in candidate.suits:
        yield _place(place, employer, wanted=True)
    for place in candidate.suits_not:
        yield _place(place, employer, wanted=False)
    if not candidate.suits and not candidate.suits_not:
        yield Point(Verdict.UNKNOWN, "werkplek", "Welke werkplek past, is nog niet ingevuld.", Topic.SUITS)


def _place(place: Surrounding, employer: Employer, *, wanted: bool) -> Point:
    need, topic = ("Dit past goed", Topic.SUITS) if wanted else ("Dit past niet", Topic.SUITS_NOT)
    if place in employer.surroundings and place not in employer.surroundings_not:
        return Point(Verdict.FITS if wanted else Verdict.CLASHES, place.label, f"{need}, en zo is het er.", topic)
    if place in employer.surroundings_not and place not in employer.surroundings:
        return Point(Verdict.CLASHES if wanted else Verdict.FITS, place.label, f"{need}, en zo is het er niet.", topic)
    return Point(Verdict.UNKNOWN, place.label, f"{need}. Hoe het er is, is nog niet gevraagd.", topic)


def _distance(candidate: Candidate, employer: Employer) -> Point:
    places = {words(place) for place in (employer.place, *(site.place for site in employer.sites))} - {""}
    home = words(candidate.place)
    if not home or not places:
        return Point(Verdict.UNKNOWN, "afstand", "De woonplaats of de plaats van het werk is niet ingevuld.")
    if home in places:
        return Point(Verdict.FITS, "afstand", "Werk in de eigen woonplaats.")
    reason = "Werk in een andere plaats. Kijk samen hoe de reis gaat."
    if candidate.travel.strip():
        reason = "Werk in een andere plaats. Lees eerst wat er bij reizen staat."
    return Point(Verdict.UNKNOWN, "afstand", reason)


def _places(employer: Employer, taken: int) -> Point:
    if employer.places is None:
        return Point(Verdict.UNKNOWN, "plekken", "Hoeveel plekken er zijn, is nog niet gevraagd.")
    if not employer.places:
        return Point(Verdict.CLASHES, "plekken", "Er zijn geen plekken.")
    free = int(employer.places) - taken
    if free <= 0:
        return Point(Verdict.CLASHES, "plekken", "Alle plekken zijn nu bezet.")
    return Point(
        Verdict.FITS, "plekken", "Er is nog 1 plek vrij." if free == 1 else f"Er zijn nog {free} plekken vrij."
    )


def _supervision(employer: Employer, today: date | None) -> Point:
    there = [one for one in employer.supervisors if today is None or one.leaves_on is None or one.leaves_on > today]
    if not there:
        if employer.supervisors:
            return Point(Verdict.CLASHES, "begeleiding", "Wie kon begeleiden, is weg. Is er iemand anders?")
        return Point(Verdict.UNKNOWN, "begeleiding", "Wie er kan begeleiden, is nog niet bekend.")
    leaving = [one.leaves_on for one in there if today is not None and one.leaves_on is not None]
    if len(leaving) == len(there):
        reason = f"Wie er begeleidt, gaat weg; de laatste op {max(leaving):%d-%m-%Y}. Wie neemt het over?"
        return Point(Verdict.UNKNOWN, "begeleiding", reason)
    if len(there) == 1:
        return Point(Verdict.UNKNOWN, "begeleiding", "Er is één begeleider. Wie vervangt bij ziekte of vakantie?")
    if len(there) - len(leaving) == 1:
        reason = f"Er blijft één begeleider: een ander gaat weg op {min(leaving):%d-%m-%Y}. Wie vervangt er dan?"
        return Point(Verdict.UNKNOWN, "begeleiding", reason)
    return Point(Verdict.FITS, "begeleiding", "Er is een begeleider, en iemand die kan vervangen.")


def _sob(candidate: Candidate, employer: Employer) -> Iterator[Point]:
    if employer.nature is EmployerNature.SOB:
        if candidate.view_on_sob.strip():
            yield Point(Verdict.UNKNOWN, "SOB", "Lees eerst hoe de kandidaat over werken bij het SOB denkt.")
        else:
            yield Point(Verdict.UNKNOWN, "SOB", "Vraag eerst hoe de kandidaat over werken bij het SOB denkt.")
