"""What the papers of a begeleidingssubsidie are made of: views for one reader, and the rules asked through them.

Everything that is computed here is computed from views. So what a reader may not see is in no sum and no date either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol

from beschutdesk.documents import style
from beschutdesk.documents.leaving import FOR, READERS, safe_name
from beschutdesk.documents.page import Paper
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.wording import long_date, sentence
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.contract import EMPLOYMENT
from beschutdesk.dossier.fields import SUBMIT, shape_of
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.amounts import euro
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.schemes import Scheme
from beschutdesk.rules.subsidy_amount import Reckoning, Stretch, reckon
from beschutdesk.rules.subsidy_applicant import ApplicantData, applicant_of, is_employer
from beschutdesk.rules.time import in_force

LONGEST_NAME: Final = 200  # letters in the heading, which must not run over a page
_FOOTER_NAME: Final = 40  # letters: beside it stand the version and the day, which must never be cut
_WORTH_A_TRY: Final = 0.6  # of a page
NAMELESS: Final = "naam ontbreekt"
_BY_PEN: Final = frozenset({"signed_on"})
"""Filled in by whoever signs, so never missing on a paper that is made to be signed."""


@dataclass(frozen=True, slots=True)
class SubsidyViews:
    """All that a paper is made of.

    Attributes:
        audience: whose eyes the views are.
        subsidy: the application; an empty one when there is none yet.
        begun: whether there is one.
        placement: to which it belongs, with candidate and employer behind it.
        caseworker: who made it.
        scheme: which rules hold; ``None`` when nobody knows.
        number: of the version.
        issued_on: the day it is made.
        visits: for the log: those at which supervision was noted, each with one subject only.
        figures: terms to count with.
    """

    audience: Audience
    subsidy: SeenBy
    placement: SeenBy
    caseworker: SeenBy
    scheme: Scheme | None
    number: int
    issued_on: date
    begun: bool = True
    visits: tuple[SeenBy, ...] = ()
    figures: Figures = field(default_factory=standard)

    @property
    def candidate(self) -> SeenBy | None:
        """Who works there."""
        found: SeenBy | None = self.placement.candidate
        return found

    @property
    def employer(self) -> SeenBy | None:
        """Where."""
        found: SeenBy | None = self.placement.employer
        return found

    @property
    def called(self) -> str:
        """What the worker is called."""
        return str(self.candidate.name_used).strip() if self.candidate is not None else ""

    @property
    def name(self) -> str:
        """The name of the worker."""
        family = str(self.candidate.family_name).strip() if self.candidate is not None else ""
        return " ".join(part for part in (self.called, family) if part)

    @property
    def workplace(self) -> str:
        """Name of the employer."""
        return str(self.employer.name).strip() if self.employer is not None else ""

    @property
    def job(self) -> str:
        """Job and employer, for under a name."""
        return " · ".join(part for part in (str(self.placement.job_title).strip(), self.workplace) if part)

    @property
    def municipality(self) -> str:
        """To which gemeente it goes."""
        return str(self.candidate.municipality).strip() if self.candidate is not None else ""

    @property
    def since(self) -> date | None:
        """First day of the period."""
        found: date | None = self.subsidy.since
        return found

    @property
    def until(self) -> date | None:
        """Last day of the period."""
        found: date | None = self.subsidy.until
        return found

    @property
    def by_employer(self) -> bool:
        """Whether the employer of the placement asks; so as long as nobody said otherwise."""
        return is_employer(_any(self.subsidy))

    @property
    def applicant(self) -> ApplicantData:
        """Who asks, as far as this reader may know."""
        return applicant_of(_any(self.subsidy), _any(self.employer))

    @property
    def terms(self) -> list[SeenBy]:
        """What was agreed on hours and supervision in the period, oldest first."""
        return terms_in(self.placement.terms, self.since, self.until)

    @property
    def guiding(self) -> SeenBy | None:
        """The agreements to speak of: those of the day it is made, within the period."""
        day = self.issued_on
        if self.since is not None:
            day = max(day, self.since)
        if self.until is not None:
            day = min(day, self.until)
        found: SeenBy | None = in_force(self.placement.terms, day)
        return found

    @property
    def backup(self) -> SeenBy | None:
        """Who stands in: by the agreements, else whoever the supervisor named."""
        terms = self.guiding
        if terms is None:
            return None
        guide = terms.supervisor
        found: SeenBy | None = terms.backup or (guide.backup if guide is not None else None)
        return found

    @property
    def contracts(self) -> list[SeenBy]:
        """Employment contracts that run in the period; all of them as long as there is no period."""
        return [
            one
            for one in self.placement.contracts
            if one.kind in (*EMPLOYMENT, None)
            and (self.until is None or one.since is None or one.since <= self.until)
            and (self.since is None or one.until is None or one.until >= self.since)
        ]

    @property
    def reckoning(self) -> Reckoning | None:
        """The amount with its calculation; ``None`` without a scheme or a period."""
        if self.scheme is None or self.since is None or self.until is None or self.until < self.since:
            return None
        return reckoned(self.subsidy, self.scheme, self.since, self.until, self.placement.terms)

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of what must be filled in before it can be sent in, as far as these readers may read it."""
        out = _missing("supervision_subsidy", self.subsidy, without=_BY_PEN)
        if self.candidate is not None:
            out += _missing("candidate", self.candidate)
        known, house = self.applicant, self.employer if self.by_employer else None
        for name in ("name", "kvk", "iban"):
            seen = self.subsidy.sees(f"applicant_{name}") and (house is None or house.sees(name))
            if seen and not getattr(known, name):
                out.append(shape_of("supervision_subsidy").specs[f"applicant_{name}"].label)
        return tuple(dict.fromkeys(out))


def reckoned(asked: SeenBy, scheme: Scheme, since: date, until: date, terms: Iterable[SeenBy]) -> Reckoning:
    """The amount of an application, as a reader may know it."""
    stretches = [Stretch(one.valid_from, one.hours) for one in terms]
    coached: Decimal | None = asked.jobcoaching_amount if asked.jobcoaching is YesNo.YES else None
    return reckon(
        scheme, since, until, stretches, intensity=str(asked.intensity), jobcoaching=coached, cap=capped(asked)
    )


def capped(asked: SeenBy) -> bool | None:
    """The answer of the gemeente to whether more hours give no more; ``None`` when nobody asked."""
    return {YesNo.YES: True, YesNo.NO: False}.get(asked.capped)


def terms_in(terms: Sequence[SeenBy], since: date | None, until: date | None) -> list[SeenBy]:
    """The terms that hold on some day of a period, oldest first; all of them without a period."""
    ordered = sorted(terms, key=lambda one: one.valid_from or date.min)
    if since is not None:
        first = in_force(ordered, since)
        at = ordered.index(first) if first is not None else 0
        ordered = ordered[at:]
    return [one for one in ordered if until is None or one.valid_from is None or one.valid_from <= until]


def _missing(record: str, view: SeenBy, without: frozenset[str] = frozenset()) -> list[str]:
    specs = shape_of(record).specs
    wanted = [
        name for name, spec in specs.items() if SUBMIT in spec.needed_for and view.sees(name) and name not in without
    ]
    return [specs[name].label for name in wanted if not _filled(getattr(view, name))]


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _any(view: SeenBy | None) -> Any:
    """A view, for a rule that is written for records: it has the same names."""
    return view


# -- the page ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    """What differs between the papers.

    Attributes:
        kind: its name: *Aanvraag begeleidingssubsidie*.
        heading: over the page.
        under: the line under that.
        about: of whom, for title, footer and file name.
        subject: what it is about, for the file.
        keywords: for the file.
        labels: at the top of each page.
    """

    kind: str
    heading: str
    under: str
    about: str
    subject: str
    keywords: str
    labels: tuple[str, ...] = ("VERTROUWELIJK",)


def paper(parts: Parts, views: SubsidyViews, sheet: Sheet, story: Sequence[Block]) -> Paper:
    """A paper that is ready to be drawn."""
    name = parts.title(sheet.about, 60) or NAMELESS
    short = parts.title(sheet.about, _FOOTER_NAME) or NAMELESS
    facts = Metadata(
        title=f"{sheet.kind} {name}",
        author=parts.title(sentence(str(views.caseworker.name), str(views.caseworker.role))) or "BeschutDesk",
        subject=f"{parts.title(sheet.subject)}. Versie {views.number}, {FOR[views.audience]}",
        keywords=sheet.keywords,
        issued_on=views.issued_on,
    )
    footer = f"{sheet.kind} {short}  ·  versie {views.number}  ·  {long_date(views.issued_on)}"
    return Paper(Stack(story), facts, READERS[views.audience], sheet.labels, footer, parts.dropped)


def masthead(parts: Parts, sheet: Sheet) -> list[Block]:
    """Kind, heading on at most two lines if that can be, and the line under it."""
    house = parts.house
    full = parts.title(sheet.heading, LONGEST_NAME) or NAMELESS.capitalize()
    tries = [parts.words(full, look, "H1", bookmark=parts.title(full)) for look in house.names[1:]]
    heading = next((one for one in tries if len(one.lines(style.WIDE)) <= 2), tries[-1])
    blocks: list[Block] = [parts.words(sheet.kind.upper(), house.kind), Space(7), heading]
    return [*blocks, parts.words(sheet.under, house.subtitle)] if sheet.under else blocks


def named(sheet: Sheet, views: SubsidyViews, *, concept: bool = False) -> str:
    """``Stappenplan Thijs Bos, versie 1, voor de werkgever.pdf``: a name every system accepts."""
    parts = [safe_name(f"{sheet.kind} {sheet.about}", sheet.kind), f"versie {views.number}", FOR[views.audience]]
    return ", ".join([*parts, "concept"] if concept else parts) + ".pdf"


def made_by(views: SubsidyViews) -> tuple[str, list[str]]:
    """The fact *Dit document*."""
    who = sentence(str(views.caseworker.name), str(views.caseworker.role))
    return "Dit document", [f"versie {views.number}", long_date(views.issued_on), who]


class Composer(Protocol):
    """Composes a paper at a scale."""

    def __call__(self, scale: float, /, *, tight: bool) -> Paper:
        """The paper."""


def fitted(make: Composer) -> Paper:
    """The paper; when little stands on its last page it is set closer to save that page."""
    whole = make(1.0, tight=False)
    pages, filled = whole.extent()
    if pages > 1 and filled < _WORTH_A_TRY:
        for scale in (1.0, 0.96, 0.92):
            closer = make(scale, tight=True)
            if closer.extent()[0] < pages:
                return closer
    return whole


def told(parts: Parts, text: str) -> list[Block]:
    """A text in paragraphs and lists, without a list of nothing but bullets."""
    return [block for block in parts.prose(text) if not isinstance(block, Stack) or block.blocks]


def period(since: date | None, until: date | None) -> str:
    """``1 januari 2027 t/m 31 december 2027``; empty when nothing is known."""
    if since is None and until is None:
        return ""
    if since is None:
        return f"tot en met {long_date(until)}" if until is not None else ""
    return f"{long_date(since)} t/m {long_date(until)}" if until is not None else f"vanaf {long_date(since)}"


def money(amount: Decimal) -> str:
    """An amount that stays on one line."""
    return euro(amount).replace(" ", NBSP)


def small(label: str) -> str:
    """A label within a sentence: its capital goes, those of *IBAN* and *KvK-nummer* stay."""
    first = label.split(" ", maxsplit=1)[0]
    return label if first[1:] != first[1:].lower() else f"{label[:1].lower()}{label[1:]}"


def unbroken(phone: str) -> str:
    """A telephone number stays on one line when it fits on one."""
    return phone.strip().replace(" ", NBSP) if len(phone) < 20 else phone.strip()


def contact(views: SubsidyViews) -> list[str]:
    """Whom to call, in lines."""
    who = views.caseworker
    lines = [
        sentence(str(who.name), str(who.role), str(who.organisation)),
        sentence(str(who.phone), str(who.reachable)),
    ]
    return [line for line in (*lines, str(who.email)) if line.strip()]
