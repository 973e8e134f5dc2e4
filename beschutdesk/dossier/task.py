"""What a task is, wherever it stands: in the inventory of an employer, or carved for one person.

The same words serve both, so that a task that is taken from an inventory is never typed again. The fields follow the
worksheets for looking at existing work in another way (research/domain §4): the task as verb and object, who does it
now and what that colleague does with the time freed, how long and how often, and seven demands.
"""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import EMPLOYER, HANDOVER, NOBODY, SOB, SUPERVISOR, WORKING
from beschutdesk.dossier.fields import PRINT, Row, attachment, choice, choices, number, prose, text, yes_no
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.values import Attachment, Choices, YesNo

DEALS = HANDOVER | {SUPERVISOR, EMPLOYER, SOB}
"""Who decides which work goes from one to another: not the floor, where colleagues would read about each other."""


class Frequency(Choices):
    """How often a task comes back. Of the last two no hours can be reckoned."""

    DAY = ("day", "per werkdag")
    WEEK = ("week", "per week")
    MONTH = ("month", "per maand")
    SEASON = ("season", "in het seizoen")
    SOMETIMES = ("sometimes", "af en toe")


class DayPart(Choices):
    """When on the day a task is done."""

    START = ("start", "aan het begin")
    MORNING = ("morning", "ochtend")
    MIDDAY = ("midday", "rond de middag")
    AFTERNOON = ("afternoon", "middag")
    END = ("end", "aan het eind")
    ANY = ("any", "maakt niet uit")


class Demand(Choices):
    """How much a task asks of one of the seven demands; own words instead of a scale with numbers."""

    LITTLE = ("little", "weinig")
    SOME = ("some", "gewoon")
    MUCH = ("much", "veel")
    UNKNOWN = ("unknown", "onbekend")


class Teachable(Choices):
    """How someone learns it."""

    AT_ONCE = ("at_once", "een paar keer voordoen is genoeg")
    PRACTICE = ("practice", "een tijd samen oefenen")
    TRAINING = ("training", "training of certificaat nodig")


DEMANDS = ("independence_asked", "social", "deadlines", "pace", "interruptions", "predictability", "physical")
"""The seven demands of a task, by attribute of :class:`Work`, in the order of screen and paper."""


@dataclass(eq=False, kw_only=True)
class Work(Row):
    """A task: the smallest piece of work with a name of its own.

    Attributes:
        minutes: how long it takes each time.
        times: how often within a ``frequency``; nothing filled in counts as once.
        pictogram: key of a picture of the icon set; empty for none.
    """

    name: str = text("Taak", share=WORKING, needed_for={PRINT}, hint="Werkwoord en ding: ‘kassa klaarzetten’.")
    minutes: Decimal | None = number("Duur", share=WORKING, unit="minuten", hint="Per keer.")
    times: Decimal | None = number("Aantal keer", share=WORKING, unit="keer", decimals=1)
    frequency: Frequency | None = choice("Hoe vaak", share=WORKING, options=Frequency)
    day_part: DayPart | None = choice("Moment van de dag", share=WORKING, options=DayPart)
    place: str = text("Plek", share=WORKING, hint="Waar gebeurt het?")
    tools: str = text("Spullen en gereedschap", share=WORKING)
    clothing: str = text("Kleding", share=WORKING, hint="Ook schoenen en handschoenen.")
    safety: str = text("Veiligheid", share=WORKING, hint="Waar moet je op letten?")
    quality: str = prose("Wanneer is het goed gedaan", share=WORKING, hint="Hoe zie je dat?")
    done_by: str = text("Wie doet het nu", share=DEALS, hint="Een functie is genoeg.")
    left_lying: YesNo | None = yes_no("Blijft nu liggen", share=DEALS)
    freed_for: str = text("Wat doet die collega met de tijd die vrijkomt", share=DEALS)
    work_kinds: tuple[WorkKind, ...] = choices("Soort werk", share=DEALS, options=WorkKind)
    surroundings: tuple[Surrounding, ...] = choices("Zo is het er", share=DEALS, options=Surrounding)
    independence_asked: Demand | None = choice("Zelfstandigheid", share=DEALS, options=Demand)
    social: Demand | None = choice("Omgaan met mensen", share=DEALS, options=Demand)
    deadlines: Demand | None = choice("Vaste eindtijden en pieken", share=DEALS, options=Demand)
    pace: Demand | None = choice("Tempo", share=DEALS, options=Demand)
    interruptions: Demand | None = choice("Onderbrekingen", share=DEALS, options=Demand)
    predictability: Demand | None = choice("Wisselende situaties", share=DEALS, options=Demand)
    physical: Demand | None = choice("Lichamelijke inspanning", share=DEALS, options=Demand)
    teachable: Teachable | None = choice("Hoe leer je het", share=WORKING, options=Teachable)
    training: str = text("Training of certificaat", share=WORKING)
    pictogram: str = text("Pictogram", share=WORKING)


@dataclass(eq=False, kw_only=True)
class Step(Row):
    """One handling of a task, in the order in which it is done.

    Attributes:
        pictogram: as for a task; a photo goes before it on paper.
    """

    words: str = text("Stap", share=WORKING, hint="Eén handeling, kort.")
    mind: str = text("Let op", share=WORKING)
    pictogram: str = text("Pictogram", share=WORKING)
    photo: Attachment | None = attachment("Foto", share=WORKING, hint="Van het werk, zonder mensen erop.")


@dataclass(eq=False, kw_only=True)
class Sourced:
    """Where a copied task came from. No reference: an inventory stays with its employer, a task goes with a person."""

    taken_from: str = text("Uit de inventaris", share=NOBODY)

    @property
    def source(self) -> UUID | None:
        """The id of the task of an inventory that this was copied from; a file from elsewhere may say anything."""
        try:
            return UUID(self.taken_from)
        except ValueError:
            return None
