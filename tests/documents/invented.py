"""An invented dossier for the document tests. Nobody in it exists."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

import beschutdesk.dossier  # noqa: F401 - declares all records
from beschutdesk.documents.portfolio import PortfolioViews
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.placement import Adjustment, Placement, Terms
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.task_list import CarvedTask, Independence, TaskList
from beschutdesk.dossier.values import Attachment, Slot, YesNo

TODAY = date(2026, 11, 21)


@dataclass
class Dossier:
    """All records behind one portfolio."""

    candidate: Candidate = field(default_factory=Candidate)
    employer: Employer = field(default_factory=Employer)
    placement: Placement = field(default_factory=Placement)
    task_list: TaskList = field(default_factory=TaskList)
    portfolio: Portfolio = field(default_factory=Portfolio)
    caseworker: Caseworker = field(default_factory=Caseworker)
    photo: bytes | None = None

    def __post_init__(self) -> None:
        self.portfolio.candidate = self.placement.candidate = self.candidate.id
        self.portfolio.placement = self.task_list.placement = self.placement.id
        self.placement.employer = self.employer.id

    @property
    def records(self) -> dict[UUID, Record]:
        """What references may lead to."""
        roots = (self.candidate, self.employer, self.placement, self.task_list, self.portfolio, self.caseworker)
        return {record.id: record for record in (*roots, *self.employer.supervisors)}

    def views(self, audience: Audience, number: int = 3) -> PortfolioViews:
        """What the builder gets."""
        glass = Glass(audience, self.records)
        return PortfolioViews(
            audience=audience,
            portfolio=glass.see(self.portfolio),
            caseworker=glass.see(self.caseworker),
            task_list=glass.see(self.task_list),
            number=number,
            issued_on=TODAY,
            photo=self.photo,
        )


def empty() -> Dossier:
    """Nothing but a name."""
    return Dossier(candidate=Candidate(name_used="Thijs"))


def full() -> Dossier:
    """A portfolio as it should be: everything filled in, nothing long-winded."""
    anneke = Supervisor(
        name="Anneke Smit", role="teamleider groen", phone="06 12 34 56 78", days=_week(range(4), "8.00", "16.30")
    )
    youssef = Supervisor(name="Youssef El Amrani", role="voorman", phone="06 87 65 43 21", days=_week(range(5)))
    return Dossier(
        candidate=Candidate(
            name_used="Thijs",
            family_name="van den Bovenkamp",
            photo_consent=YesNo.NO,
            contact_preference="App liever dan bellen. Niet vóór tien uur.",
            wishes=("Buiten werken", "Later zelf op de kleine maaier"),
            day_activity="Zorgboerderij De Linde",
            day_activity_week=_week([3, 4]),
            view_on_sob="Daar wil ik niet heen. Ik wil bij een gewoon bedrijf werken.",
        ),
        employer=Employer(name="Hoveniersbedrijf Groenrijk", supervisors=[anneke, youssef]),
        caseworker=Caseworker(
            name="Rachida Jansen",
            role="jobcoach",
            organisation="Werkplein Vechtdal",
            phone="038 765 43 21",
            reachable="ma t/m do, 9.00 – 17.00 uur",
        ),
        placement=Placement(
            job_title="Medewerker groenonderhoud",
            department="wijkploeg Noord",
            safety_net="Terug naar de zorgboerderij, vijf dagen. Dat is met De Linde afgesproken.",
            terms=[
                Terms(
                    valid_from=date(2026, 3, 1),
                    hours=Decimal("18.00"),
                    days=_week(range(3), "8.30", "14.30"),
                    supervisor=anneke.id,
                    backup=youssef.id,
                    supervision_moment="elke ochtend om 8.30 uur",
                )
            ],
            adjustments=[
                Adjustment(
                    what="Begint een half uur later dan de ploeg, dan is de kantine leeg",
                    agreed_on=date(2026, 3, 9),
                    agreed_with="Anneke Smit",
                ),
                Adjustment(
                    what="Eigen kist met gereedschap, op naam",
                    agreed_on=date(2026, 4, 20),
                    agreed_with="Youssef El Amrani",
                ),
            ],
        ),
        portfolio=_portfolio(),
        task_list=TaskList(tasks=_tasks()),
    )


def _portfolio() -> Portfolio:
    return Portfolio(
        summary=(
            "Ik werk graag in een vaste volgorde. De dag begint met samen de planning doornemen.",
            "Ik ben sterk en ik houd vol. Spitten, sjouwen en harken gaan goed.",
            "Ik praat weinig. Dat betekent niet dat ik boos ben of dat ik het niet snap.",
            "Verandert er iets? Zeg het eerst rustig, één ding tegelijk, en laat zien wat er nu komt.",
        ),
        good_at=(
            "Werk dat altijd op dezelfde manier gaat: ik sla geen stap over en ik zie het als er iets mist.",
            "Zwaar werk: kruien, tegels leggen, bladkorven vullen.",
            "Netjes werken. Mijn randen zijn recht.",
            "Op tijd komen. Ik was in een jaar één keer te laat.",
        ),
        enjoys=("Buiten zijn, ook als het regent.", "Werken met Youssef.", "’s Middags de bus schoonspuiten."),
        works_best=(
            "Om half negen loop ik met Anneke de planning door. We gebruiken het bord met de kaartjes: wat klaar is, "
            "draai ik om. Zo weet ik wat er komt en wanneer ik pauze heb.\n"
            "Daarna werk ik alleen. Om elf uur kijkt iemand kort mee."
        ),
        explain="Doe het één keer voor en laat mij het nadoen.\n"
        "- Eén opdracht tegelijk.\n- Een foto helpt meer dan praten.",
        pace="Twee uur achter elkaar gaat goed. Pauze om 10.15 en 12.30 uur, liefst even buiten de groep.",
        surroundings="Een bladblazer vlakbij is te hard. Dan draag ik kappen, ook als het even is.",
        changes="Zeg het een dag van tevoren. Lukt dat niet, zeg dan wat hetzelfde blijft.",
        aids=("Planbord met kaartjes", "Gehoorkappen", "Fotokaart bij elke machine"),
        please_do=(
            "Zeg mijn naam en wacht tot ik kijk.",
            "Doe het voor en laat mij het nadoen.",
            "Vraag: ‘ben je klaar of nog bezig?’",
            "Zeg wat goed ging, kort en precies.",
        ),
        please_dont=(
            "Twee opdrachten tegelijk geven.",
            "Over mij praten waar ik bij sta.",
            "Mij van achteren roepen.",
            "De planning veranderen zonder het te zeggen.",
        ),
        calm_signs="Ik werk in mijn eigen tempo, kijk soms op en knik als je iets zegt.",
        rising_signs="Ik loop heen en weer, vraag telkens hoe laat het is of maak een taak half af.",
        rising_help="Noem wat je ziet. Pak het bord erbij en haal één taak weg. Vijf minuten pauze buiten.",
        overload_signs="Ik sta stil met mijn handen over mijn oren, of ik loop weg naar de bus.",
        overload_help="Niet praten, wel in de buurt blijven. Stuur anderen weg. Bel na tien minuten Anneke.",
        new_colleague="Vertel hoe je heet en wat je hier doet. "
        "In de bus zit ik altijd voorin, rechts. Dat is mijn plek.",
        next_step="Zelf de kleine maaier starten en schoonmaken. Daarna: een vierde dag, als de rust blijft.",
        readers_named=("Thijs en zijn moeder", "Anneke, Youssef en de vaste ploeg", "de jobcoach en haar vervanger"),
        discussed_with="Thijs en zijn moeder",
        discussed_on=date(2026, 11, 18),
        review_on=date(2027, 5, 18),
    )


def _tasks() -> list[CarvedTask]:
    own, cue, together = Independence
    return [
        CarvedTask(
            name="Bus inladen",
            how="Met de lijst op de deur. Zwaar onderop.",
            when="ma t/m wo, 8.45",
            independence=own,
            aids="lijst met foto’s",
            minutes=Decimal(20),
        ),
        CarvedTask(
            name="Onkruid schoffelen", how="Vak voor vak, van de straat af.", when="9.15 – 11.00", independence=own
        ),
        CarvedTask(
            name="Randen steken",
            how="Langs het touw. Youssef spant het touw.",
            when="als het zo uitkomt",
            independence=cue,
            ask="Youssef",
        ),
        CarvedTask(
            name="Heg knippen",
            how="Ik ruim op, een collega knipt. Helm en bril op.",
            when="di, 13.00",
            independence=together,
            aids="helm, bril, handschoenen",
            ask="Anneke of Youssef",
        ),
        CarvedTask(name="Bus schoonspuiten", how="Eerst de vloer, dan de wielen.", when="14.00", independence=own),
        CarvedTask(name="Gereedschap tellen", how="Alles terug op de schaduwplank.", when="14.15", independence=cue),
    ]


def _week(days: "range | list[int]", start: str = "", end: str = "") -> tuple[Slot, ...]:
    return tuple(Slot(day, _time(start), _time(end)) for day in days)


def _time(text: str) -> time | None:
    if not text:
        return None
    hour, minute = text.split(".")
    return time(int(hour), int(minute))


def with_photo(dossier: Dossier, photo: bytes) -> Dossier:
    """The same dossier with a photo that may be printed."""
    dossier.candidate.photo = Attachment("0" * 64, "foto.jpg", "image/jpeg", len(photo))
    dossier.candidate.photo_consent = YesNo.YES
    dossier.photo = photo
    return dossier


def picture(width: int = 900, height: int = 1200) -> Image.Image:
    """A drawn face, so that no real one is needed."""
    image = Image.new("RGB", (width, height), "#b9cdd3")
    draw = ImageDraw.Draw(image)
    x, y, r = width // 2, int(height * 0.4), width // 4
    draw.ellipse((x - 2 * r, y + r, x + 2 * r, y + 5 * r), fill="#3f6f57")
    draw.ellipse((x - r, y - r, x + r, y + int(1.3 * r)), fill="#e2b48e")
    draw.ellipse((x - r // 2, y - r // 5, x - r // 4, y + r // 8), fill="#333333")
    draw.ellipse((x + r // 4, y - r // 5, x + r // 2, y + r // 8), fill="#333333")
    return image


def photo() -> bytes:
    """That face as a file."""
    out = BytesIO()
    picture().save(out, "JPEG", quality=80)
    return out.getvalue()


def picture_of(name: str) -> bytes:
    """A picture of its own for every name."""
    out = BytesIO()
    shade = sum(name.encode()) % 200
    Image.new("RGB", (300, 300), (shade, 255 - shade, 128)).save(out, "JPEG")
    return out.getvalue()
