"""What went to whom: an immutable snapshot of a document."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import EVERYONE, HANDOVER, NOBODY
from beschutdesk.dossier.fields import Record, attachment, choice, day, number, record, reference, text, yes_no
from beschutdesk.dossier.values import Attachment, Choices, YesNo


class DocumentKind(Choices):
    """Kinds of document the program makes."""

    PORTFOLIO = ("portfolio", "Overdraagbaar portfolio")
    TIMELINE = ("timeline", "Tijdlijn")
    INTRODUCTION = ("introduction", "Evaluatie kennismaking")
    VISIT_REPORT = ("visit_report", "Verslag werkbezoek")
    SUBSIDY_APPLICATION = ("subsidy_application", "Aanvraag begeleidingssubsidie")
    STEP_PLAN = ("step_plan", "Stappenplan werkgever")
    COST_PICTURE = ("cost_picture", "Kostenplaatje")
    SUPERVISION_LOG = ("supervision_log", "Overzicht van de begeleiding")
    FILLED_FORM = ("filled_form", "Ingevuld formulier van de gemeente")
    TASK_LIST = ("task_list", "Takenlijst")
    DAY_PLAN = ("day_plan", "Dagindeling")
    WORK_INSTRUCTION = ("work_instruction", "Werkinstructie")


NOT_OF_VISITS = (
    DocumentKind.PORTFOLIO,
    DocumentKind.SUBSIDY_APPLICATION,
    DocumentKind.STEP_PLAN,
    DocumentKind.COST_PICTURE,
    DocumentKind.SUPERVISION_LOG,
    DocumentKind.FILLED_FORM,
    DocumentKind.TASK_LIST,
    DocumentKind.DAY_PLAN,
    DocumentKind.WORK_INSTRUCTION,
)
"""Documents from which a reader learns nothing about how visits went: they leave a report still to be shared."""


@record("issued_document", "Uitgegeven document")
@dataclass(eq=False, kw_only=True)
class IssuedDocument(Record):
    """Written once when a document leaves the program; never changed afterwards.

    Attributes:
        number: 1, 2, … for this kind and what it is about; what the footer calls *versie*.
        task: of one task: its id as plain text. No reference, for the paper stays when the task is taken out.
        audience: key of the audience.
        digest: SHA-256 of the file, 64 hex digits.
        concept: yes when it was not yet discussed with the person.
    """

    kind: DocumentKind | None = choice("Soort", share=HANDOVER, options=DocumentKind)
    candidate: UUID | None = reference("Kandidaat", share=EVERYONE, target="candidate")
    placement: UUID | None = reference("Plaatsing", share=EVERYONE, target="placement")
    portfolio: UUID | None = reference("Portfolio", share=EVERYONE, target="portfolio")
    visit: UUID | None = reference("Werkbezoek", share=EVERYONE, target="visit")
    subsidy: UUID | None = reference("Begeleidingssubsidie", share=EVERYONE, target="supervision_subsidy")
    task: str = text("Over de taak", share=NOBODY)
    audience: str = text("Voor wie", share=HANDOVER)
    number: Decimal | None = number("Versie", share=HANDOVER)
    issued_on: date | None = day("Datum", share=HANDOVER)
    to_whom: str = text("Aan", share=HANDOVER)
    way: str = text("Hoe", share=HANDOVER)
    concept: YesNo | None = yes_no("Concept", share=HANDOVER)
    digest: str = text("Kenmerk", share=NOBODY)
    file: Attachment | None = attachment("Bestand", share=NOBODY)
