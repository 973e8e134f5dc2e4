"""Who stands in an application: who asks, who works there, in which contract, who supervises."""

from decimal import Decimal

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.form_blocks import Field, fields
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.subsidy_views import NAMELESS, SubsidyViews, period
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.wording import long_date, number, sentence, short_date
from beschutdesk.dossier.around import AdviceOutcome
from beschutdesk.dossier.contract import ContractKind, EmployingParty
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.supervision_subsidy import Applicant


def applicant(parts: Parts, views: SubsidyViews) -> list[Block]:
    """Who asks, with what the gemeente needs to pay."""
    asked, known, role = views.subsidy, views.applicant, views.subsidy.applicant
    house = None if not views.by_employer else views.employer
    hidden = {
        name: not asked.sees(f"applicant_{name}") or (house is not None and not house.sees(name))
        for name in ("kvk", "iban")
    }
    listed = [
        Field("Naam", known.name),
        Field("Wie vraagt aan", role.label if isinstance(role, Applicant) else ""),
        Field("Straat en huisnummer", known.address),
        Field("Postcode en plaats", " ".join(part for part in (known.postcode, known.place) if part)),
        Field("KvK-nummer", known.kvk, by_hand=hidden["kvk"] and not known.kvk),
        Field("IBAN", _iban(known.iban), by_hand=hidden["iban"] and not known.iban),
        Field("Loonheffingennummer", str(asked.wage_tax_number)),
        Field("Telefoon", known.phone),
        Field("E-mail", known.email, wide=len(known.email) > 30),
        Field("Wie tekent", sentence(str(asked.signatory), str(asked.signatory_role))),
    ]
    return [parts.section("Aanvrager", [fields(parts, listed)])]


def _iban(text: str) -> str:
    """In groups of four, as on a bank card."""
    plain = "".join(text.split()).upper()
    return NBSP.join(plain[at : at + 4] for at in range(0, len(plain), 4)) if len(plain) <= 34 else text


def worker(parts: Parts, views: SubsidyViews) -> list[Block]:
    """For whom."""
    person = views.candidate
    born = person.born if person is not None else None

    def of(name: str) -> str:
        return str(getattr(person, name)).strip() if person is not None else ""

    def by_hand(name: str) -> bool:
        return person is None or not person.sees(name)

    address = " ".join(part for part in (of("postcode"), of("place")) if part)
    listed = [
        Field("Naam", views.name),
        Field("BSN", of("bsn"), by_hand=by_hand("bsn")),
        Field("Geboortedatum", long_date(born) if born is not None else "", by_hand=by_hand("born")),
        Field("Gemeente", views.municipality),
        Field("Straat en huisnummer", of("address"), by_hand=by_hand("address")),
        Field("Postcode en woonplaats", address, by_hand=by_hand("postcode")),
    ]
    if advice := _advice(views):
        listed.append(Field("Advies beschut werk (UWV)", advice, wide=True))
    return [parts.section("Werknemer", [fields(parts, listed)])]


def _advice(views: SubsidyViews) -> str:
    """The positive advice on which the place rests, as far as these readers may know of it."""
    person = views.candidate
    given = [
        one
        for one in (person.advices if person is not None else ())
        if one.outcome is AdviceOutcome.POSITIVE and one.ended_on is None
    ]
    if not given:
        return ""
    last = max((one.decided_on for one in given if one.decided_on is not None), default=None)
    return f"positief advies{f', besluit van {long_date(last)}' if last is not None else ''}"


def contract(parts: Parts, views: SubsidyViews) -> list[Block]:
    """In which contract, for how many hours in the period."""
    house, placement = parts.house, views.placement
    listed = [Field("Functie", str(placement.job_title)), Field("Werkplek", views.workplace)]
    body: list[Block] = []
    for one in views.contracts:
        listed += [Field("Contract", _contract_words(one)), Field("Looptijd", _term(one))]
    if not views.contracts:
        listed += [Field("Contract"), Field("Looptijd")]
    body.append(fields(parts, listed))
    rows: list[list[Block]] = []
    for one in views.terms:
        since = "al langer" if one.valid_from is None else short_date(one.valid_from)
        hours = f"{number(one.hours)} uur" if one.hours is not None else "nog niet ingevuld"
        minutes = in_minutes(one.supervision_minutes) if one.supervision_minutes is not None else "–"
        rows.append([parts.words(words, house.cell) for words in (since, hours, minutes)])
    if rows:
        third = style.NARROW / 3
        body += [Space(9), parts.table(["Vanaf", "Uren per week", "Begeleiding per werkdag"], rows, [third] * 3)]
    return [parts.section("Contract en uren", body)]


def _contract_words(one: SeenBy) -> str:
    kind = one.kind.label if isinstance(one.kind, ContractKind) else "contract"
    party = one.party.label if isinstance(one.party, EmployingParty) else ""
    return f"{kind}{f' met {party}' if party else ''}"


def _term(one: SeenBy) -> str:
    if one.kind is ContractKind.PERMANENT and one.until is None:
        return f"vanaf {long_date(one.since)}, voor onbepaalde tijd" if one.since is not None else "onbepaalde tijd"
    return period(one.since, one.until)


def supervisor(parts: Parts, views: SubsidyViews) -> list[Block]:
    """Who guides, who stands in, and what they learnt for it."""
    house, terms = parts.house, views.guiding
    people = [] if terms is None else [("Begeleider", terms.supervisor), ("Vervanger", views.backup)]
    rows: list[list[Block]] = []
    for role, person in people:
        if person is None:
            continue
        who = [parts.strong(str(person.name) or NAMELESS, house.cell), parts.words(str(person.role), house.note)]
        free = in_minutes(person.minutes) if person.minutes is not None else "–"
        rows.append(
            [
                parts.words(role, house.cell),
                Stack(who[: 2 if str(person.role).strip() else 1]),
                parts.words(_training(person), house.cell),
                parts.words(free, house.cell),
            ]
        )
    body: list[Block] = []
    if rows:
        side = [24 * mm * house.scale, 34 * mm * house.scale, 28 * mm * house.scale]
        widths = [side[0], style.NARROW - sum(side), side[1], side[2]]
        body.append(parts.table(["Rol", "Wie", "Training", "Tijd per dag"], rows, widths))
    if len(rows) < 2:
        lacking = "De vervanger" if rows else "De begeleider"
        body += [Space(4), parts.words(f"{lacking} is nog niet ingevuld.", house.note)]
    if terms is not None and terms.supervision_form is not None:
        body += [Space(5), parts.words(f"De begeleiding is {terms.supervision_form.label}.", house.body)]
    return [parts.section("Begeleider", body, table=bool(rows))]


def _training(person: SeenBy) -> str:
    name = str(person.training).strip()
    if person.trained_on is None:
        return name or "–"
    return f"{name or 'training'} ({person.trained_on.year})"


def in_minutes(value: Decimal) -> str:
    """``45 minuten``."""
    return f"{number(value)}{NBSP}{'minuut' if value == 1 else 'minuten'}"
