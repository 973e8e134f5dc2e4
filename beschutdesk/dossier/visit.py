"""A trip or a contact, and what it was about: nobody, one person, or two at once."""

from dataclasses import dataclass
from uuid import UUID

from beschutdesk.dossier.audience import COLLEAGUE, EVERYONE, HANDOVER, WORKING
from beschutdesk.dossier.fields import Record, Row, appointment, children, choice, lines, prose, record, reference
from beschutdesk.dossier.values import Appointment, Choices


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


@record("visit_subject", "Over wie")
@dataclass(eq=False, kw_only=True)
class VisitSubject(Row):
    """The part of a contact that is about one person."""

    candidate: UUID | None = reference("Kandidaat", share=EVERYONE, target="candidate")
    placement: UUID | None = reference("Plaatsing", share=EVERYONE, target="placement")
    notes: str = prose("Notitie", share=HANDOVER)


@record("visit", "Contactmoment")
@dataclass(eq=False, kw_only=True)
class Visit(Record):
    """One trip or contact. Without a subject it is about the employer alone."""

    at: Appointment | None = appointment("Wanneer", share=WORKING)
    medium: Medium | None = choice("Soort contact", share=WORKING, options=Medium)
    state: VisitState | None = choice("Stand", share=HANDOVER, options=VisitState)
    employer: UUID | None = reference("Werkgever", share=EVERYONE, target="employer")
    present: tuple[str, ...] = lines("Aanwezig", share=WORKING)
    notes: str = prose("Aantekeningen", share={COLLEAGUE})
    subjects: list[VisitSubject] = children("visit_subject")
