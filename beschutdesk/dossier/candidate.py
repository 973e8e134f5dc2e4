"""The person with an advies beschut werk."""

from dataclasses import dataclass
from datetime import date

from beschutdesk.dossier.around import Advice, Background, EmployeeSkill, Involvement, WeekPart
from beschutdesk.dossier.audience import (
    CANDIDATE,
    COLLEAGUE,
    EMPLOYER,
    EVERYONE,
    HANDOVER,
    MUNICIPALITY,
    SOB,
    SUPERVISOR,
    WORKING,
)
from beschutdesk.dossier.fields import (
    PRINT,
    SUBMIT,
    Record,
    attachment,
    children,
    choice,
    choices,
    day,
    lines,
    prose,
    record,
    text,
    week,
    yes_no,
)
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.values import Attachment, Choices, Slot, YesNo


class CandidateState(Choices):
    """Where a candidate stands in the caseload."""

    ACTIVE = ("active", "actief")
    WAITING = ("waiting", "wacht op een plek")
    CLOSED = ("closed", "afgerond")


@record("candidate", "Kandidaat")
@dataclass(eq=False, kw_only=True)
class Candidate(Record):
    """One person. How to work with them is for those on the floor; what is private stays with the bemiddelaar."""

    name_used: str = text("Roepnaam", share=EVERYONE, needed_for={PRINT}, hint="Zo wil de kandidaat genoemd worden.")
    family_name: str = text("Achternaam", share={SUPERVISOR, EMPLOYER, SOB, MUNICIPALITY, COLLEAGUE, CANDIDATE})
    state: CandidateState | None = choice("Stand", share=HANDOVER, options=CandidateState)
    born: date | None = day("Geboortedatum", share={MUNICIPALITY, COLLEAGUE, CANDIDATE})
    bsn: str = text(
        "BSN", share={MUNICIPALITY}, check="bsn", opt_in=True, hint="Alleen als je gemeente het nodig heeft."
    )
    phone: str = text("Telefoon", share=HANDOVER, check="phone")
    email: str = text("E-mail", share=HANDOVER, check="email")
    address: str = text("Straat en huisnummer", share={MUNICIPALITY, COLLEAGUE, CANDIDATE})
    postcode: str = text("Postcode", share={MUNICIPALITY, COLLEAGUE, CANDIDATE}, check="postcode")
    place: str = text("Woonplaats", share={MUNICIPALITY, COLLEAGUE, CANDIDATE})
    municipality: str = text("Gemeente", share=HANDOVER | {EMPLOYER, SOB, MUNICIPALITY}, needed_for={SUBMIT})
    contact_preference: str = text(
        "Contact gaat het best", share=HANDOVER, hint="Bijvoorbeeld: app, geen telefoon, niet vóór tien uur."
    )
    photo: Attachment | None = attachment("Foto", share=WORKING)
    photo_consent: YesNo | None = yes_no(
        "Foto mag in het portfolio", share=WORKING, hint="Alleen bij ja komt de foto op papier."
    )

    good_at: tuple[str, ...] = lines("Dit kan ik goed", share=WORKING, hint="Eén ding per regel.")
    enjoys: tuple[str, ...] = lines("Dit vind ik fijn", share=WORKING, hint="Werk, mensen, plek, moment van de dag.")
    wishes: tuple[str, ...] = lines("Wensen voor werk", share=HANDOVER, hint="Ook een eigen idee voor een werkgever.")
    wants_work: tuple[WorkKind, ...] = choices("Wil graag dit werk", share=HANDOVER, options=WorkKind)
    rather_not: tuple[WorkKind, ...] = choices("Liever niet dit werk", share=HANDOVER, options=WorkKind)
    suits: tuple[Surrounding, ...] = choices("Past goed", share=HANDOVER, options=Surrounding)
    suits_not: tuple[Surrounding, ...] = choices("Past niet", share=HANDOVER, options=Surrounding)
    travel: str = text("Reizen naar werk", share=HANDOVER, hint="Hoe, hoe ver, met wie de eerste keer?")
    hours_possible: str = text("Uren die nu kunnen", share=HANDOVER, hint="Bijvoorbeeld: drie ochtenden, later meer.")
    needs: tuple[str, ...] = lines("Nodig om te kunnen werken", share=WORKING, hint="Wat het werk vraagt, geen ziekte.")
    limits: tuple[str, ...] = lines("Grenzen in het werk", share=WORKING, hint="Wat niet kan, of hoe lang wel.")

    works_best: str = prose(
        "Zo werk ik het best", share=WORKING, hint="Wat doet een collega dan precies? Dit komt in het portfolio."
    )
    explain: str = prose("Zo leg je mij iets uit", share=WORKING, hint="Voordoen, foto, stap voor stap, opschrijven?")
    pace: str = prose("Tempo en pauzes", share=WORKING, hint="Hoe lang gaat het goed, en wat is een goede pauze?")
    surroundings: str = prose("Prikkels en werkplek", share=WORKING, hint="Geluid, licht, drukte, een vaste plek.")
    changes: str = prose("Veranderingen: zo kondig je die aan", share=WORKING, hint="Hoe lang van tevoren, door wie?")
    aids: tuple[str, ...] = lines("Hulpmiddelen en aanpassingen", share=WORKING, hint="Wat ligt klaar of staat anders?")

    calm_signs: str = prose("Zo ziet het eruit als het goed gaat", share=WORKING, hint="Dan hoef je niets te doen.")
    rising_signs: str = prose("Zo merk je dat het niet goed gaat", share=WORKING, hint="Wat zie of hoor je dan?")
    rising_help: str = prose("Wat dan helpt", share=WORKING, hint="Wat doe je, en wat zeg je?")
    overload_signs: str = prose("Zo merk je dat het te veel is", share=WORKING, hint="Wat zie of hoor je dan?")
    overload_help: str = prose("Wat je dan doet", share=WORKING, hint="Wie blijft erbij, wie bel je?")
    please_do: tuple[str, ...] = lines("Wel doen", share=WORKING, hint="Eén ding per regel, kort.")
    please_dont: tuple[str, ...] = lines("Niet doen", share=WORKING, hint="Eén ding per regel, kort.")
    new_colleague: str = prose("Wat een nieuwe collega moet weten", share=WORKING, hint="Ook de ongeschreven regels.")

    day_activity: str = text("Dagbesteding", share=HANDOVER, hint="Waar, en met wie is het afgesproken?")
    day_activity_week: tuple[Slot, ...] = week("Dagen dagbesteding", share=HANDOVER)
    view_on_sob: str = prose(
        "Kijk op werken bij het SOB", share=HANDOVER, hint="In eigen woorden. Sommigen willen dit beslist niet."
    )

    care: str = prose("Zorg en begeleiding thuis", share={CANDIDATE})
    income: str = prose("Uitkering en geldzaken", share={CANDIDATE})
    private_notes: str = prose("Privéomstandigheden", share={CANDIDATE})

    skills: list[EmployeeSkill] = children("employee_skill")
    background: list[Background] = children("background")
    week_parts: list[WeekPart] = children("week_part")
    involved: list[Involvement] = children("involvement")
    advices: list[Advice] = children("advice")
