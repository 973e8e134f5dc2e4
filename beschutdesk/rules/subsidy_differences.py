"""What is different between an application and the one that it renews, so that nobody sends in last year's by habit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.supervision_subsidy import ReportableChange, SupervisionSubsidy
from beschutdesk.dossier.values import Choices
from beschutdesk.rules.subsidy_applicant import applicant_of
from beschutdesk.rules.subsidy_changes import facts, hours_in_words
from beschutdesk.rules.time import in_words

_NOT: Final = frozenset({"candidate", "placement", "renews", "notes", "signed_on", "consent_on", "consent_by"})
"""Not compared: what says whom it is about, and what is asked anew each time."""
_ROWS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "goals": ("Plan", ("problem", "action", "goal")),
    "answers": ("Vragen van de regeling", ("asked", "answer")),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different.

    Attributes:
        field: name of the field or list of the application; ``placement.terms`` or ``employer.iban`` for the dossier.
        label: Dutch.
        was, now: in words; empty for nothing.
    """

    field: str
    label: str
    was: str
    now: str

    @property
    def words(self) -> str:
        """``Uren per week: was 24, nu 28``."""
        return f"{self.label}: was {self.was or 'leeg'}, nu {self.now or 'leeg'}"


def differences(
    old: SupervisionSubsidy, new: SupervisionSubsidy, placement: Placement | None, employer: Employer | None
) -> tuple[Difference, ...]:
    """What is different, fields first, then rows, then what the dossier says.

    Args:
        old: the application that is renewed, with the facts that were kept when it was sent in.
        new: the renewal.
        placement, employer: as they are now.
    """
    found = []
    for name, spec in shape_of(new).specs.items():
        was, now = getattr(old, name), getattr(new, name)
        if name not in _NOT and was != now:
            found.append(Difference(name, spec.label, _said(was), _said(now)))
    for name, (label, parts) in _ROWS.items():
        before, after = ([[getattr(one, part) for part in parts] for one in getattr(root, name)] for root in (old, new))
        if before != after:
            found.append(Difference(name, label, _count(before), _count(after)))
    if placement is not None:
        found += _dossier(old, new, placement, employer)
    return tuple(found)


def _dossier(
    old: SupervisionSubsidy, new: SupervisionSubsidy, placement: Placement, employer: Employer | None
) -> list[Difference]:
    """What whoever pays knew last, against what holds on the first day of the new period."""
    kept = {one.what: one.value for one in old.facts if one.what is not None}
    iban = applicant_of(new, employer).iban
    now = {one.what: one.value for one in facts(new, placement, iban, new.since or date.min)}
    names = {one.id.hex: one.name for one in employer.supervisors} if employer is not None else {}
    found = []
    for what, field in _WHERE.items():
        if what not in kept:
            continue
        was, is_now = _last(kept[what]), _first(now[what])
        if was != is_now:
            words = [
                names.get(one, "iemand anders") if what is ReportableChange.SUPERVISOR and one else one
                for one in (was, is_now)
            ]
            if what is ReportableChange.HOURS:
                words = [hours_in_words(one) for one in words]
            found.append(
                Difference(field, what.label.capitalize() if what is not ReportableChange.IBAN else what.label, *words)
            )
    return found


_WHERE: Final = {
    ReportableChange.HOURS: "placement.terms",
    ReportableChange.SUPERVISOR: "placement.terms",
    ReportableChange.IBAN: "employer.iban",
}


def _last(value: str) -> str:
    return value.rsplit(";", 1)[-1].rpartition("=")[2]


def _first(value: str) -> str:
    return value.split(";", 1)[0].rpartition("=")[2]


def _said(value: Any) -> str:
    if value is None or isinstance(value, UUID):
        return ""
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, Choices):
        return value.label
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)


def _count(rows: list[list[str]]) -> str:
    return "één regel" if len(rows) == 1 else f"{len(rows)} regels" if rows else ""
