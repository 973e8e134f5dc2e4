"""What stands around an application in the dossier, in words: who asks, whom it is about, whether a question arises."""

from datetime import date
from typing import TYPE_CHECKING

from beschutdesk.rules.contracts import latest
from beschutdesk.rules.scheme import Rate
from ui.forms.parse import format_day, format_number
from ui.tabs.subsidy.facts import Fact
from ui.tabs.subsidy.words import period

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered


def names_of(found: "Gathered") -> tuple[str, str]:
    """How the person and the employer are called."""
    person, house = found.candidate, found.employer
    whose = "" if person is None else " ".join(part for part in (person.name_used, person.family_name) if part)
    return whose, "" if house is None else house.name or "werkgever zonder naam"


def employer_facts(found: "Gathered | None") -> list[Fact]:
    """The applicant as the dossier of the employer has it."""
    house = None if found is None else found.employer
    if house is None:
        return []
    where = ", ".join(part for part in (house.address, f"{house.postcode} {house.place}".strip()) if part)
    return [
        ("Werkgever", house.name),
        ("KvK-nummer", house.kvk),
        ("IBAN", house.iban),
        ("Adres", where),
        ("Telefoon", house.phone),
    ]


def worker_facts(found: "Gathered | None", today: date) -> list[Fact]:
    """The worker, the contract, the hours and the supervisor, as the dossier has them."""
    if found is None or found.candidate is None:
        return []
    person, place = found.candidate, found.placement
    facts = [("Werknemer", names_of(found)[0]), ("BSN", person.bsn), ("Geboren", format_day(person.born))]
    facts.append(("Gemeente", person.municipality))
    if place is not None:
        held = latest(place.contracts, found.application.since or today)
        facts.append(("Functie", place.job_title))
        facts.append(("Contract", period(held.since, held.until) if held is not None else ""))
    hours = [
        f"{format_number(one.hours, 2)} uur" + (f" vanaf {format_day(one.valid_from)}" if one.valid_from else "")
        for one in found.terms
        if one.hours is not None
    ]
    facts.append(("Uren per week", "\n".join(hours)))
    guide = found.supervisor.name if found.supervisor is not None else ""
    facts.append(("Begeleider", guide))
    facts.append(("Vervanger", found.backup.name if found.backup is not None else ""))
    return facts


def rates_of(found: "Gathered | None") -> list[Rate]:
    """The amounts that hold somewhere in the period."""
    if found is None or found.scheme is None:
        return []
    since, until = found.application.since or date.min, found.application.until or date.max
    return [one for one in found.scheme.rates if one.since <= until and (one.until or date.max) >= since]


def asks_cap(found: "Gathered | None") -> bool:
    """Whether it matters that more hours than the scheme names give no more, and nobody knows."""
    if found is None:
        return False
    hours = [one.hours for one in found.terms if one.hours is not None]
    return any(rate.cap is None and any(one > rate.hours for one in hours) for rate in rates_of(found))
