"""Who asks for the subsidy, with the data of that organisation; and who signs for it.

As long as the employer of the placement asks, its data stand with the employer and are not typed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol

from beschutdesk.dossier.contract import EMPLOYMENT, Contract, EmployingParty
from beschutdesk.dossier.employer import Contact, ContactRole, Employer
from beschutdesk.dossier.supervision_subsidy import Applicant
from beschutdesk.dossier.values import YesNo


class _Application(Protocol):
    @property
    def applicant(self) -> Applicant | None: ...
    @property
    def applicant_name(self) -> str: ...
    @property
    def applicant_kvk(self) -> str: ...
    @property
    def applicant_iban(self) -> str: ...
    @property
    def applicant_address(self) -> str: ...
    @property
    def applicant_postcode(self) -> str: ...
    @property
    def applicant_place(self) -> str: ...
    @property
    def applicant_phone(self) -> str: ...
    @property
    def applicant_email(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ApplicantData:
    """The organisation that asks, as it stands on paper.

    Attributes:
        of_employer: whether these are the data of the employer of the placement.
    """

    name: str = ""
    kvk: str = ""
    iban: str = ""
    address: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    of_employer: bool = True


FIELDS: Final = ("name", "kvk", "iban", "address", "postcode", "place", "phone", "email")
"""Attributes of :class:`ApplicantData`; in an application with ``applicant_`` before it."""


def is_employer(application: _Application) -> bool:
    """Whether the employer of the placement asks; so too while nobody said who does."""
    return application.applicant in (None, Applicant.EMPLOYER)


def applicant_of(application: _Application, employer: Employer | None) -> ApplicantData:
    """The organisation that asks. What stands in the application goes before what stands with the employer."""
    own: dict[str, Any] = {name: getattr(application, f"applicant_{name}").strip() for name in FIELDS}
    if not is_employer(application):
        return replace(ApplicantData(of_employer=False), **own)
    known: dict[str, Any] = {name: getattr(employer, name, "") or "" for name in FIELDS}
    contact = signatory(employer.contacts) if employer is not None else None
    known["email"] = contact.email if contact is not None else ""
    return replace(ApplicantData(), **{name: own[name] or known[name] for name in FIELDS})


def signatory(contacts: Sequence[Contact]) -> Contact | None:
    """Who signs: whoever may, an owner first; nobody who may not."""
    may = [one for one in contacts if one.signs is YesNo.YES and one.name.strip()]
    owners = [one for one in may if one.role is ContactRole.OWNER]
    return next(iter([*owners, *may]), None)


def proposed(contracts: Sequence[Contract]) -> tuple[Applicant, str]:
    """Who asks, by the contract that runs last, and the name of that organisation when it is another one."""
    made = [one for one in contracts if one.kind in EMPLOYMENT or one.party is not None]
    last = max(made, key=lambda one: one.since or date.min, default=None)
    party = last.party if last is not None else None
    if last is None or party in (None, EmployingParty.EMPLOYER):
        return Applicant.EMPLOYER, ""
    return (Applicant.SOB if party is EmployingParty.SOB else Applicant.OTHER), last.party_name
