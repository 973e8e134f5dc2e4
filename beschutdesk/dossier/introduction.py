"""The end of getting acquainted: what both sides think, and go on, extend or stop."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from beschutdesk.dossier.audience import COLLEAGUE, EMPLOYER, HANDOVER, MUNICIPALITY, SOB, SUPERVISOR
from beschutdesk.dossier.fields import PRINT, Row, choice, day, lines, number, prose, record
from beschutdesk.dossier.values import Choices

_TABLE = HANDOVER | {SUPERVISOR, EMPLOYER, SOB}
"""Who sits at the table. What is said there is for them; the gemeente gets what it decides on."""
_DECIDES = _TABLE | {MUNICIPALITY}


class Click(Choices):
    """Whether it clicks (research of 2022: the *klik* is what a match stands on)."""

    YES = ("yes", "ja")
    PARTLY = ("partly", "een beetje")
    NO = ("no", "nee")


class Verdict(Choices):
    """What comes after an introduction."""

    GO = ("go", "doorgaan")
    EXTEND = ("extend", "verlengen")
    STOP = ("stop", "stoppen")


@record("introduction_evaluation", "Evaluatie kennismaking")
@dataclass(eq=False, kw_only=True)
class IntroductionEvaluation(Row):
    """What the end of an introduction showed, on the three subjects: tasks, team and supervision (DOMAIN.md §2.3)."""

    held_on: date | None = day("Gesprek op", share=_DECIDES, needed_for={PRINT})
    present: tuple[str, ...] = lines("Wie waren erbij", share=_TABLE, hint="Eén naam per regel.")
    click_candidate: Click | None = choice("Klik volgens de kandidaat", share=_TABLE, options=Click)
    candidate_says: str = prose("Dat zegt de kandidaat erover", share=_TABLE, hint="In eigen woorden.")
    click_employer: Click | None = choice("Klik volgens de werkgever", share=_TABLE, options=Click)
    employer_says: str = prose("Dat zegt de werkgever erover", share=_TABLE, hint="Vraag ook de begeleider.")
    tasks_fit: tuple[str, ...] = lines("Taken die passen", share=_TABLE, hint="Eén taak per regel.")
    tasks_not: tuple[str, ...] = lines("Taken die niet passen", share=_TABLE, hint="Eén taak per regel.")
    minutes_needed: Decimal | None = number("Begeleiding nodig per dag", share=_DECIDES, unit="minuten")
    minutes_available: Decimal | None = number("Tijd die de begeleider heeft per dag", share=_DECIDES, unit="minuten")
    supervision: str = prose("Zo gaat de begeleiding", share=_TABLE, hint="Wie, wanneer, en wie bij afwezigheid?")
    team: str = prose("Zo reageert het team", share=_TABLE, hint="Wat weten collega’s, en wat moet nog verteld?")
    expectations: str = prose("Verwachtingen", share=_TABLE, hint="Wat kan wel, wat komt later, wat komt niet?")
    verdict: Verdict | None = choice("Besluit", share=_DECIDES, options=Verdict, needed_for={PRINT})
    reasons: str = prose("Waarom", share=_DECIDES, needed_for={PRINT}, hint="Over het werk, niet over ziekte of thuis.")
    extended_until: date | None = day("Verlengd tot en met", share=_DECIDES, after="held_on")
    agreed: tuple[str, ...] = lines("Afgesproken", share=_TABLE, hint="Wie doet wat, voor wanneer? Eén per regel.")
    remark: str = prose("Eigen aantekening", share={COLLEAGUE}, hint="Blijft bij jou en een collega-bemiddelaar.")
