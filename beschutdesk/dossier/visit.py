"""A trip or a contact, and what it was about: nobody, one person, or two at once.

Rows of a visit name the person whom they are about by ``subject``: one trip often sees two people, and no reader of one
may find the other. What was agreed, tried and learnt stands in rows beside the subjects, as deep as rows go.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import (
    CANDIDATE,
    COLLEAGUE,
    EMPLOYER,
    EVERYONE,
    HANDOVER,
    MUNICIPALITY,
    NOBODY,
    SOB,
    SUPERVISOR,
    WORKING,
)
from beschutdesk.dossier.fields import (
    PRINT,
    Record,
    Row,
    appointment,
    children,
    choice,
    day,
    lines,
    number,
    prose,
    record,
    reference,
    text,
)
from beschutdesk.dossier.lasting import Agreed
from beschutdesk.dossier.task_list import Tried
from beschutdesk.dossier.values import Appointment, Choices

_TABLE = HANDOVER | {SUPERVISOR, EMPLOYER, SOB}
"""Who hears how it goes at work: those who sit at the table, and who takes over."""


class Medium(Choices):
    """How contact was made."""

    VISIT = ("visit", "werkbezoek")
    PHONE = ("phone", "telefoon")
    APP = ("app", "app")
    MAIL = ("mail", "mail")
    VIDEO = ("video", "beeldbellen")
    TALK = ("talk", "gesprek")
    THREE_WAY = ("three_way", "driegesprek")
    EVALUATION = ("evaluation", "evaluatie")


class VisitState(Choices):
    """How far a visit is."""

    PLANNED = ("planned", "gepland")
    CONCEPT = ("concept", "concept")
    DONE = ("done", "afgerond")
    NO_CONTACT = ("no_contact", "geen contact gekregen")


class Occasion(Choices):
    """Why there was contact."""

    RHYTHM = ("rhythm", "volgens afspraak")
    SIGNAL = ("signal", "na een signaal")
    ASKED = ("asked", "op verzoek")
    OTHER = ("other", "anders")


class Judgement(Choices):
    """How something goes. Always said in words, never by colour alone."""

    GOOD = ("good", "goed")
    ATTENTION = ("attention", "let op")
    CONCERN = ("concern", "zorg")


class Answer(Choices):
    """What somebody says when asked."""

    YES = ("yes", "ja")
    PARTLY = ("partly", "een beetje")
    NO = ("no", "nee")


@record("visit_subject", "Over wie")
@dataclass(eq=False, kw_only=True)
class VisitSubject(Row):
    """The part of a contact that is about one person: three subjects of adjustment, both voices, what stays inside.

    The themes are those of the conversation guides (research of 2022, §5.1.2 and §5.3; DOMAIN.md §7). Whether the
    supervision is enough and has the right form is asked of the worker and of the supervisor.
    """

    candidate: UUID | None = reference("Kandidaat", share=EVERYONE, target="candidate")
    placement: UUID | None = reference("Plaatsing", share=EVERYONE, target="placement")
    notes: str = prose("Notitie", share=HANDOVER)
    tasks: str = prose("Taken", share=_TABLE, hint="Wat gaat goed, wat is te makkelijk of te moeilijk?")
    tasks_judgement: Judgement | None = choice("Taken: hoe gaat het", share=_TABLE, options=Judgement)
    team: str = prose("Team", share=_TABLE, hint="Hoe gaat het met collega’s? Is er iemand nieuw?")
    team_judgement: Judgement | None = choice("Team: hoe gaat het", share=_TABLE, options=Judgement)
    supervision: str = prose("Begeleiding", share=_TABLE, hint="Wie helpt, wanneer, en wie als die er niet is?")
    supervision_judgement: Judgement | None = choice("Begeleiding: hoe gaat het", share=_TABLE, options=Judgement)
    enough_worker: Answer | None = choice("Genoeg begeleiding volgens de werknemer", share=_TABLE, options=Answer)
    form_worker: Answer | None = choice("Goede vorm volgens de werknemer", share=_TABLE, options=Answer)
    enough_supervisor: Answer | None = choice("Genoeg begeleiding volgens de begeleider", share=_TABLE, options=Answer)
    form_supervisor: Answer | None = choice("Goede vorm volgens de begeleider", share=_TABLE, options=Answer)
    supervision_minutes: Decimal | None = number(
        "Begeleiding vandaag", share=_TABLE | {MUNICIPALITY}, unit="minuten", hint="Zoals het vandaag echt was."
    )
    supervised_by: UUID | None = reference("Begeleid door", share=_TABLE | {MUNICIPALITY}, target="supervisor")
    worker_says: str = prose("Werknemer aan het woord", share=_TABLE, hint="In eigen woorden, zoals het gezegd is.")
    worker_judgement: Judgement | None = choice("Werknemer: hoe gaat het", share=_TABLE, options=Judgement)
    employer_says: str = prose("Begeleider of werkgever aan het woord", share=_TABLE, hint="Wat gaat goed, wat minder?")
    employer_judgement: Judgement | None = choice("Begeleider: hoe gaat het", share=_TABLE, options=Judgement)
    conditions: str = prose(
        "Arbeidsomstandigheden", share=_TABLE, hint="Is het werk veilig en gezond? Wat zag je zelf?"
    )
    conditions_judgement: Judgement | None = choice("Omstandigheden: hoe gaat het", share=_TABLE, options=Judgement)
    private: str = prose(
        "Privé", share={CANDIDATE}, hint="Alleen wat je moet weten. Dit blijft bij jou en de kandidaat."
    )
    private_judgement: Judgement | None = choice("Privé: hoe gaat het", share={CANDIDATE}, options=Judgement)
    ask_next: str = prose("Volgende keer vragen", share={COLLEAGUE}, hint="Komt terug bij het voorbereiden.")
    concern: Judgement | None = choice("Zorg", share=HANDOVER, options=Judgement, hint="Hoe ga je hier weg?")
    concern_why: str = prose("Waarom", share=HANDOVER, hint="Eén zin is genoeg.")
    next_on: date | None = day("Volgende contact", share=_TABLE, needed_for={PRINT})
    goals: str = prose("Waar is aan gewerkt", share=HANDOVER | {MUNICIPALITY}, hint="Doel, wat er gedaan is, uitkomst.")
    why_hours: str = prose("Waarom deze uren", share=HANDOVER | {MUNICIPALITY})
    not_shared_because: str = text("Bewust niet gedeeld, omdat", share={COLLEAGUE})
    asked: tuple[str, ...] = lines("Gevraagd uit de leidraad", share=NOBODY)


@record("visit_agreement", "Afspraak")
@dataclass(eq=False, kw_only=True)
class VisitAgreement(Agreed):
    """An agreement that was made at a visit. Closed to everybody else when its row says so."""

    subject: UUID | None = reference("Over", share=NOBODY, target="visit_subject")


@dataclass(eq=False, kw_only=True)
class _Noted(Row):
    """Who tried what, before how it went: in that order it is searched and sent."""

    subject: UUID | None = reference("Over", share=NOBODY, target="visit_subject")
    name: str = text("Taak", share=_TABLE, hint="Werkwoord en ding: ‘kassa klaarzetten’.")


@record("tryout", "Uitgeprobeerd")
@dataclass(eq=False, kw_only=True)
class Tryout(Tried, _Noted):
    """A try that was noted at a visit; what it leads to is decided in jobcarving."""


@record("learning_moment", "Leermoment")
@dataclass(eq=False, kw_only=True)
class LearningMoment(Row):
    """A question of who guides, the tip that was given, and whether it worked: asked at the next visit.

    Every clash between supervisor and employee is one (research of 2022, §5.3.2).
    """

    subject: UUID | None = reference("Over", share=NOBODY, target="visit_subject")
    question: str = text("Vraag van de begeleider", share=_TABLE)
    tip: str = text("Tip die je gaf", share=_TABLE)
    worked: Answer | None = choice("Werkte het", share=_TABLE, options=Answer)
    worked_on: date | None = day("Gevraagd op", share=_TABLE)
    worked_how: str = text("Wat gebeurde er", share=_TABLE)


@record("visit", "Contactmoment")
@dataclass(eq=False, kw_only=True)
class Visit(Record):
    """One trip or contact. Without a subject it is about the employer alone.

    Attributes:
        moved_from: the day that it was planned for before it was moved.
    """

    at: Appointment | None = appointment("Wanneer", share=WORKING | {MUNICIPALITY})
    medium: Medium | None = choice("Soort contact", share=WORKING, options=Medium)
    state: VisitState | None = choice("Stand", share=HANDOVER, options=VisitState)
    occasion: Occasion | None = choice("Aanleiding", share=HANDOVER, options=Occasion)
    employer: UUID | None = reference("Werkgever", share=EVERYONE, target="employer")
    present: tuple[str, ...] = lines("Aanwezig", share=WORKING, hint="Eén naam per regel.")
    minutes: Decimal | None = number("Duur", share=HANDOVER | {MUNICIPALITY}, unit="minuten")
    no_contact_because: str = text("Waarom geen contact", share=HANDOVER)
    moved_from: date | None = day("Stond eerst op", share=HANDOVER)
    moved_because: str = text("Waarom verzet", share=HANDOVER)
    notes: str = prose("Aantekeningen", share={COLLEAGUE})
    subjects: list[VisitSubject] = children("visit_subject")
    agreements: list[VisitAgreement] = children("visit_agreement")
    tryouts: list[Tryout] = children("tryout")
    learning_moments: list[LearningMoment] = children("learning_moment")


ABOUT_SUBJECTS = ("agreements", "tryouts", "learning_moments")
"""The lists of a :class:`Visit` whose rows say by ``subject`` whom they are about. They go where that part goes."""
