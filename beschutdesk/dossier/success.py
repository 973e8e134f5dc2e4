"""The success factors of a placement, each with why it counts: declared once, for checklist, hints and signals.

They come from the study of 2022 on beschut werk at regular employers; DOMAIN.md §6 puts them in order.
"""

from beschutdesk.dossier.values import Choices

_STUDY = "Onderzoek beschut werk bij reguliere werkgevers, 2022"


class FactorGroup(Choices):
    """The part of the way that a success factor belongs to."""

    CANDIDATE = ("candidate", "Kandidaat")
    MATCH = ("match", "Match")
    INTRODUCTION = ("introduction", "Kennismaking")
    AFTER = ("after", "Na het contract")


class SuccessFactor(Choices):
    """One success factor.

    Attributes:
        group: where on the way it belongs.
        why: *waarom telt dit*, in Dutch.
        source: the study, with its section where the factor has one of its own.
    """

    SKILLS = (
        "skills",
        "Basisvaardigheden als werknemer",
        FactorGroup.CANDIDATE,
        "Vier op de tien contracten stoppen eerder omdat die ontbreken: op tijd komen, afmelden, samenwerken.",
        "§5.3.1",
    )
    MOTIVATION = (
        "motivation",
        "Wil dit werk doen",
        FactorGroup.CANDIDATE,
        "Wie zelf wil, houdt vol als het even tegenzit.",
        "",
    )
    OPEN_WISHES = (
        "open_wishes",
        "Is open over wat wel en niet past",
        FactorGroup.CANDIDATE,
        "Wie goed praat, wordt snel te hoog ingeschat. Openheid over wensen en grenzen voorkomt dat.",
        "§4.4.1",
    )
    EXPECTATIONS = (
        "expectations",
        "Verwachtingen van de werkgever zijn reëel",
        FactorGroup.MATCH,
        "Plaatsingen breken als een werkgever meer verwachtte dan kan. Zeg het bij de start en zeg het later nog eens.",
        "§5.3.2",
    )
    FULL_INFORMATION = (
        "full_information",
        "Werkgever kent subsidies en stappen",
        FactorGroup.MATCH,
        "Zonder volledig verhaal en stappenplan laten werkgevers geld liggen of haken ze af op het papierwerk.",
        "§5.3.3",
    )
    MET = (
        "met",
        "Kandidaat en werkgever hebben elkaar gezien",
        FactorGroup.MATCH,
        "Een gesprek of een dag meelopen zegt meer dan een profiel op papier.",
        "",
    )
    CLICK = (
        "click",
        "Er is een klik",
        FactorGroup.MATCH,
        "Zonder klik met begeleider en team is het geen goede match. Vraag het aan beide kanten.",
        "",
    )
    TRACK = (
        "track",
        "Het kennismakingstraject is afgesproken",
        FactorGroup.INTRODUCTION,
        "Iedereen weet dan hoe lang het duurt, wie wat doet en wanneer er wordt besloten.",
        "tabel 5.1",
    )
    SHORT_LINES = (
        "short_lines",
        "Korte lijnen met werkgever, begeleider, werknemer en naasten",
        FactorGroup.INTRODUCTION,
        "Kleine dingen worden groot als niemand ze hoort. Ook thuis merkt men vaak als eerste dat het knelt.",
        "§5.1.3",
    )
    CARVING = (
        "carving",
        "Het takenpakket is op maat",
        FactorGroup.INTRODUCTION,
        "Meer dan de helft van de goede plekken is gemaakt van losse taken die bij deze persoon passen.",
        "§5.1.2",
    )
    SUPERVISOR_TIME = (
        "supervisor_time",
        "De begeleider heeft er tijd voor in de eigen dag",
        FactorGroup.INTRODUCTION,
        "Begeleiding is elke dag nodig. Zonder vrije tijd in de planning valt die als eerste weg, en dan de plek.",
        "§5.2.2",
    )
    PORTFOLIO = (
        "portfolio",
        "Er is een overdraagbaar portfolio",
        FactorGroup.INTRODUCTION,
        "Een andere begeleider of collega weet dan meteen hoe je met deze persoon werkt.",
        "§5.2.2",
    )
    TRAINING = (
        "training",
        "Training is aangeboden",
        FactorGroup.INTRODUCTION,
        "Wie leert begeleiden, ziet een botsing als leermoment. Training wordt veel aangeboden en weinig gebruikt.",
        "§4.3.1",
    )
    PAPERWORK = (
        "paperwork",
        "Het papierwerk is overgenomen",
        FactorGroup.INTRODUCTION,
        "Waar de bemiddelaar de aanvraag invult, klaagt bijna niemand over regels.",
        "§5.3.3",
    )
    RHYTHM = (
        "rhythm",
        "Het bezoekritme is afgesproken en wordt gehaald",
        FactorGroup.AFTER,
        "Na het contract zakt het contact naar één of twee keer per jaar. Daar gaat het mis.",
        "§5.2.1",
    )
    SHARED = (
        "shared",
        "Uitkomsten zijn gedeeld met werkgever en begeleider",
        FactorGroup.AFTER,
        "Werkgevers noemen dit als reden om een contract niet te verlengen: ze hoorden niets terug.",
        "§5.3.3",
    )
    WAGE_VALUE = (
        "wage_value",
        "De loonwaarde wordt op tijd gemeten",
        FactorGroup.AFTER,
        "Te laat meten kost de werkgever geld, en een daling is een teken dat er steun nodig is.",
        "§5.2.1",
    )
    SECOND_SUPERVISOR = (
        "second_supervisor",
        "Er is een tweede begeleider",
        FactorGroup.AFTER,
        "Het vertrek van de begeleider is de belangrijkste reden dat het misgaat. Ziekte en vakantie komen altijd.",
        "§5.2.2",
    )
    TEAM = (
        "team",
        "Het team is voorbereid, ook na een wisseling",
        FactorGroup.AFTER,
        "Eén collega die te moeilijk werk uitdeelt, kan een plaatsing breken.",
        "§5.1.2",
    )
    SAFETY_NET = (
        "safety_net",
        "Er is een vangnet afgesproken",
        FactorGroup.AFTER,
        "Werkgever en werknemer durven meer als vaststaat waar iemand terechtkan als het stopt.",
        "",
    )
    WORKING_CONDITIONS = (
        "working_conditions",
        "Veilig en gezond werken is nagekeken",
        FactorGroup.AFTER,
        "Gemeenten vragen er bijna nooit naar; de onderzoekers vinden dat dat wel moet.",
        "",
    )

    def __init__(self, key: str, label: str, group: FactorGroup, why: str, section: str) -> None:
        super().__init__(key, label)
        self.group = group
        self.why = why
        self.source = f"{_STUDY}, {section}" if section else _STUDY
