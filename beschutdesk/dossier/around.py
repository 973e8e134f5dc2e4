"""What stands around a candidate: the advice, the people, where they come from, the rhythm of their week."""

from dataclasses import dataclass
from datetime import date

from beschutdesk.dossier.audience import CANDIDATE, COLLEAGUE, HANDOVER, MUNICIPALITY
from beschutdesk.dossier.fields import Row, choice, choices, day, lines, prose, record, text, week, yes_no
from beschutdesk.dossier.values import Choices, Slot, YesNo

_ADVICE = {MUNICIPALITY, COLLEAGUE, CANDIDATE}


class AdviceOutcome(Choices):
    """What UWV decided on a request (Participatiewet art. 10b)."""

    POSITIVE = ("positive", "positief advies")
    NEGATIVE = ("negative", "negatief advies")
    STOPPED = ("stopped", "aanvraag gestopt")


class AdviceCriterion(Choices):
    """Why sheltered work is needed: the two criteria of the Besluit advisering beschut werk."""

    ADAPTATION = ("adaptation", "aanpassing van werkplek of organisatie")
    SUPERVISION = ("supervision", "blijvend toezicht of intensieve begeleiding")


class AdviceRoute(Choices):
    """How someone came to an advice (research of 2022 on beschut werk)."""

    SCHOOL = ("school", "vso of praktijkonderwijs")
    FORMER_WSW = ("former_wsw", "eerdere Wsw-indicatie")
    CASEWORKER = ("caseworker", "klantmanager of zorgverlener dacht eraan")
    SELF = ("self", "zelf gemeld")
    DAY_ACTIVITY = ("day_activity", "gegroeid uit dagbesteding")
    OTHER = ("other", "anders")


class AdviceEnd(Choices):
    """Why an advice no longer counts for the waiting list."""

    WITHDRAWN = ("withdrawn", "ingetrokken")
    NOT_WANTED = ("not_wanted", "niet meer gewenst")
    FOUND_WORK = ("found_work", "vond zelf werk")
    MOVED = ("moved", "verhuisd naar een andere gemeente")
    OUTGROWN = ("outgrown", "kan meer dan beschut werk")
    DAY_ACTIVITY = ("day_activity", "gekozen voor dagbesteding")


@record("advice", "Advies beschut werk")
@dataclass(eq=False, kw_only=True)
class Advice(Row):
    """UWV's advice on sheltered work: asked, decided, and perhaps no longer wanted."""

    requested_on: date | None = day("Aangevraagd op", share=_ADVICE)
    requested_by: str = text("Aangevraagd door", share=_ADVICE, hint="Gemeente, kandidaat zelf of iemand anders.")
    route: AdviceRoute | None = choice("Hoe gekomen", share=_ADVICE, options=AdviceRoute)
    decided_on: date | None = day("Besluit op", share=_ADVICE, after="requested_on")
    outcome: AdviceOutcome | None = choice("Uitkomst", share=_ADVICE, options=AdviceOutcome)
    criteria: tuple[AdviceCriterion, ...] = choices(
        "Grond", share=_ADVICE, options=AdviceCriterion, hint="Meer dan een werkgever zelf kan doen, ook met hulp."
    )
    ended_on: date | None = day("Telt niet meer sinds", share=_ADVICE, after="decided_on")
    end_reason: AdviceEnd | None = choice("Waarom niet meer", share=_ADVICE, options=AdviceEnd)
    remark: str = text("Opmerking", share=HANDOVER)


class InvolvedRole(Choices):
    """Who someone is to the candidate."""

    FAMILY = ("family", "familie")
    JOB_COACH = ("job_coach", "jobcoach")
    CARE = ("care", "zorginstelling")
    HOME_SUPPORT = ("home_support", "begeleiding thuis")
    SCHOOL = ("school", "school of stagebegeleider")
    MUNICIPALITY = ("municipality", "gemeente")
    UWV = ("uwv", "UWV")
    SOB = ("sob", "sociaal ontwikkelbedrijf")
    GUARDIAN = ("guardian", "bewindvoerder of mentor")
    FRIEND = ("friend", "vriend of buur")
    OTHER = ("other", "anders")


@record("involvement", "Betrokkene")
@dataclass(eq=False, kw_only=True)
class Involvement(Row):
    """Someone around a candidate, from when to when, and what they may be asked."""

    name: str = text("Naam", share=HANDOVER)
    role: InvolvedRole | None = choice("Rol", share=HANDOVER, options=InvolvedRole)
    organisation: str = text("Organisatie", share=HANDOVER)
    phone: str = text("Telefoon", share=HANDOVER, check="phone")
    email: str = text("E-mail", share=HANDOVER, check="email")
    since: date | None = day("Vanaf", share=HANDOVER)
    until: date | None = day("Tot en met", share=HANDOVER, after="since")
    leads: YesNo | None = yes_no("Heeft de regie", share=HANDOVER)
    may_be_asked: str = prose(
        "Mag gevraagd worden", share=HANDOVER, hint="Waarover wel, waarover niet? Zo wil de kandidaat het."
    )
    agreed_with: str = text("Toestemming van", share=HANDOVER)
    agreed_on: date | None = day("Toestemming op", share=HANDOVER)


class BackgroundKind(Choices):
    """What someone did before."""

    SCHOOL = ("school", "school")
    STAGE = ("stage", "stage")
    JOB = ("job", "werk")
    SOB = ("sob", "werk bij het SOB")
    DAY_ACTIVITY = ("day_activity", "dagbesteding")
    VOLUNTEER = ("volunteer", "vrijwilligerswerk")
    COURSE = ("course", "cursus of certificaat")


@record("background", "School en werk")
@dataclass(eq=False, kw_only=True)
class Background(Row):
    """A school, course or job of before, and what can be learnt from it."""

    kind: BackgroundKind | None = choice("Soort", share=HANDOVER, options=BackgroundKind)
    what: str = text("Wat", share=HANDOVER, hint="Opleiding, functie of diploma.")
    where: str = text("Waar", share=HANDOVER)
    since: date | None = day("Vanaf", share=HANDOVER)
    until: date | None = day("Tot en met", share=HANDOVER, after="since")
    learnt: str = prose("Wat ging goed, wat niet", share=HANDOVER, hint="Wat nemen we mee naar een volgende plek?")


class Skill(Choices):
    """Basic employee skills; an own short list. Lack of them ends contracts early (research of 2022, §5.3.1)."""

    ON_TIME = ("on_time", "komt op tijd")
    CALLS_IN = ("calls_in", "meldt zich af of ziek")
    KEEPS_GOING = ("keeps_going", "houdt het werk vol")
    FOLLOWS = ("follows", "volgt een uitleg op")
    ASKS_HELP = ("asks_help", "vraagt om hulp")
    CHECKS = ("checks", "kijkt het eigen werk na")
    FEEDBACK = ("feedback", "kan tegen een opmerking")
    TOGETHER = ("together", "werkt samen")
    TALKS = ("talks", "zegt wat er is")
    SWITCHES = ("switches", "schakelt naar ander werk")
    CARE_OF_SELF = ("care_of_self", "ziet er verzorgd uit")
    SAFE = ("safe", "werkt veilig")
    TRAVELS = ("travels", "reist zelf")
    READS = ("reads", "leest een korte instructie")


class SkillLevel(Choices):
    """How far someone is with a skill."""

    CAN = ("can", "kan")
    WITH_HELP = ("with_help", "met hulp")
    NOT_YET = ("not_yet", "nog niet")
    UNKNOWN = ("unknown", "onbekend")


@record("employee_skill", "Werknemersvaardigheid")
@dataclass(eq=False, kw_only=True)
class EmployeeSkill(Row):
    """One skill from the short list: how far, and what that looks like at work."""

    skill: Skill | None = choice("Vaardigheid", share=HANDOVER, options=Skill)
    level: SkillLevel | None = choice("Hoe ver", share=HANDOVER, options=SkillLevel)
    note: str = text("Toelichting", share=HANDOVER, hint="Wat helpt hierbij?")


class WeekPartKind(Choices):
    """What fills a part of the week beside the work of a placement."""

    SCHOOL = ("school", "school of cursus")
    CARE = ("care", "zorg of behandeling")
    VOLUNTEER = ("volunteer", "vrijwilligerswerk")
    OTHER = ("other", "anders")


@record("week_part", "Deel van de week")
@dataclass(eq=False, kw_only=True)
class WeekPart(Row):
    """Something in the week that work is planned around. Care is for nobody at work: narrow its readers if need be."""

    kind: WeekPartKind | None = choice("Wat", share=HANDOVER, options=WeekPartKind)
    where: str = text("Waar", share=HANDOVER)
    days: tuple[Slot, ...] = week("Wanneer", share=HANDOVER)
    since: date | None = day("Vanaf", share=HANDOVER)
    until: date | None = day("Tot en met", share=HANDOVER, after="since")
    remarks: tuple[str, ...] = lines("Bijzonderheden", share=HANDOVER)
