"""What makes a placement last: agreements, expectations, a prepared team, development and the success factors."""

from dataclasses import dataclass
from datetime import date

from beschutdesk.dossier.audience import CANDIDATE, COLLEAGUE, EMPLOYER, HANDOVER, SOB, SUPERVISOR
from beschutdesk.dossier.fields import Row, choice, day, prose, record, text
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.dossier.values import Choices

_BOSSES = {SUPERVISOR, EMPLOYER, COLLEAGUE, CANDIDATE}
_PARTIES = HANDOVER | {SUPERVISOR, EMPLOYER, SOB}
"""Between whom agreements are made. The floor hears what changes for them: an adjustment, a briefing."""


class AgreementParty(Choices):
    """Who does what was agreed. The first is the user; all others are somebody else."""

    ME = ("me", "ik")
    EMPLOYEE = ("employee", "werknemer")
    SUPERVISOR = ("supervisor", "begeleider")
    EMPLOYER = ("employer", "werkgever")
    FAMILY = ("family", "familie")
    OTHER = ("other", "iemand anders")


class AgreementResult(Choices):
    """What came of an agreement."""

    DONE = ("done", "gedaan")
    PARTLY = ("partly", "deels gedaan")
    NOT_DONE = ("not_done", "niet gedaan")
    DROPPED = ("dropped", "niet meer nodig")


@dataclass(eq=False, kw_only=True)
class Agreed(Row):
    """Who does what by when, wherever it was agreed: open until there is a result or a day on which it was done."""

    what: str = text("Wat", share=_PARTIES)
    party: AgreementParty | None = choice("Wie", share=_PARTIES, options=AgreementParty)
    who: str = text("Naam", share=_PARTIES)
    made_on: date | None = day("Afgesproken op", share=_PARTIES)
    due_on: date | None = day("Vóór", share=_PARTIES, after="made_on")
    done_on: date | None = day("Gedaan op", share=_PARTIES, after="made_on")
    result: AgreementResult | None = choice("Uitkomst", share=_PARTIES, options=AgreementResult)
    remark: str = text("Opmerking", share=HANDOVER)


@record("agreement", "Afspraak")
@dataclass(eq=False, kw_only=True)
class Agreement(Agreed):
    """An agreement about a placement that was made outside a visit."""


@record("expectation", "Verwachting")
@dataclass(eq=False, kw_only=True)
class Expectation(Row):
    """What an employer was told to expect, and when it was said again (unrealistic ones break placements)."""

    told_on: date | None = day("Verteld op", share=_BOSSES)
    told_to: str = text("Aan wie", share=_BOSSES)
    what: str = prose("Wat is er gezegd", share=_BOSSES, hint="Wat kan wel, wat duurt langer, wat blijft nodig?")
    reminded_on: date | None = day("Herhaald op", share=_BOSSES, after="told_on")


class BriefingReason(Choices):
    """Why a team is prepared (research of 2022: again at every new colleague)."""

    START = ("start", "bij de start")
    NEW_COLLEAGUE = ("new_colleague", "nieuwe collega")
    NEW_SUPERVISOR = ("new_supervisor", "nieuwe begeleider")
    OTHER = ("other", "anders")


@record("team_briefing", "Team voorbereid")
@dataclass(eq=False, kw_only=True)
class TeamBriefing(Row):
    """A team or a new colleague who must know how to work with this person; done when it has a day."""

    reason: BriefingReason | None = choice("Waarom", share=_BOSSES, options=BriefingReason)
    who: str = text("Wie moet het weten", share=_BOSSES, hint="Het team, of de naam van de nieuwe collega.")
    from_on: date | None = day("Werkt er vanaf", share=_BOSSES)
    done_on: date | None = day("Voorbereid op", share=_BOSSES)
    done_by: str = text("Door wie", share=_BOSSES)
    what: str = prose("Wat is er verteld", share=_BOSSES, hint="Alleen wat met het werk te maken heeft.")


class DevelopmentProfile(Choices):
    """The four ways in which people develop in a placement (research of 2022, §5.2.3)."""

    CEILING = ("ceiling", "het werk past zo, meer leren hoeft niet")
    WIDER = ("wider", "meer taken, begeleiding blijft nodig")
    LESS_SUPPORT = ("less_support", "minder begeleiding nodig, kan misschien verder")
    VULNERABLE = ("vulnerable", "kwetsbaar, het werk staat onder druk")


@record("development", "Ontwikkeling")
@dataclass(eq=False, kw_only=True)
class Development(Row):
    """How somebody develops, looked at each year. Not for the workplace: a word about a person sticks."""

    looked_on: date | None = day("Bekeken op", share=HANDOVER)
    profile: DevelopmentProfile | None = choice("Ontwikkelprofiel", share=HANDOVER, options=DevelopmentProfile)
    what: str = prose("Wat is er veranderd", share=HANDOVER, hint="Taken, zelfstandigheid, begeleiding, plezier.")
    next_step: str = prose("Volgende stap", share=HANDOVER, hint="Klein en concreet. Niets mag ook.")


class FactorState(Choices):
    """How a success factor stands."""

    YES = ("yes", "ja")
    PARTLY = ("partly", "deels")
    NO = ("no", "nee")
    UNKNOWN = ("unknown", "weet ik niet")


@record("success_check", "Succesfactor")
@dataclass(eq=False, kw_only=True)
class SuccessCheck(Row):
    """How one success factor stands in one placement. The latest row of a factor counts; older ones are history."""

    factor: SuccessFactor | None = choice("Succesfactor", share=HANDOVER, options=SuccessFactor)
    state: FactorState | None = choice("Stand", share=HANDOVER, options=FactorState)
    looked_on: date | None = day("Bekeken op", share=HANDOVER)
    note: str = text("Toelichting", share=HANDOVER, hint="Wat is er geregeld, of wat moet nog?")
