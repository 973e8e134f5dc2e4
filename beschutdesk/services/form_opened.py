"""A blank of a gemeente with what goes into its fields: kept, carried over from another edition, or proposed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from beschutdesk.dossier.municipal_form import FormField, MunicipalForm
from beschutdesk.dossier.values import Choices
from beschutdesk.exchange.acroform import Blank
from beschutdesk.exchange.form_mapping import Entry, carried_over, propose
from beschutdesk.rules.form_values import OWN, values


class Standing(Choices):
    """Where the mapping of a form comes from."""

    KEPT = ("kept", "zoals de vorige keer")
    EDITION = ("edition", "nieuwe uitgave")
    PROPOSED = ("proposed", "voorstel")
    READ = ("read", "uit een bestand")


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A blank with what goes into its fields, kept or not yet.

    Attributes:
        data: the blank.
        blank: its fields.
        name, municipality: what it is called and whose it is.
        entries: what goes where; at most one per field.
        standing: where that comes from.
        kept: id of the record, when this very form is kept.
        file_name: of the blank.
        remark: what to look at, a Dutch sentence; often nothing.
    """

    data: bytes
    blank: Blank
    name: str
    municipality: str
    entries: tuple[Entry, ...]
    standing: Standing
    kept: UUID | None = None
    file_name: str = "formulier.pdf"
    remark: str = ""


def key_of(row: FormField) -> tuple[str, str]:
    """By what a field is found again."""
    return row.name, row.state


def _entries(rows: Iterable[FormField]) -> tuple[Entry, ...]:
    known = values()
    return tuple(
        Entry(row.name, row.state, row.value if row.value in known or row.value == OWN else "", row.option)
        for row in rows
    )


def as_kept(form: OpenedForm, found: MunicipalForm, standing: Standing, kept: UUID | None) -> OpenedForm:
    """A blank with what was kept for it."""
    entries = carried_over(form.blank, _entries(found.fields))
    return replace(
        form,
        name=found.name,
        municipality=found.municipality,
        entries=entries,
        standing=standing,
        kept=kept,
    )


def new_edition(form: OpenedForm, old: MunicipalForm) -> OpenedForm:
    """Another edition: what stayed is carried over, what is new is proposed."""
    own = carried_over(form.blank, _entries(old.fields))
    new = len(form.blank.fields) - sum(field.key in {entry.key for entry in own} for field in form.blank.fields)
    gone = len(old.fields) - len(own)
    parts = [f"{counted(new, 'veld is', 'velden zijn')} nieuw"] if new else []
    parts += [f"{counted(gone, 'veld is', 'velden zijn')} weg"] if gone else []
    changed = f" {' en '.join(parts)}." if parts else " De velden zijn dezelfde."
    remark = f"Dit is een andere uitgave van ‘{old.name}’.{changed} Kijk de koppeling na en bewaar haar."
    entries = (*own, *propose(form.blank, own))
    return replace(
        form,
        name=old.name,
        municipality=old.municipality,
        entries=entries,
        standing=Standing.EDITION,
        remark=remark[0].upper() + remark[1:],
    )


def in_order(form: OpenedForm) -> tuple[Entry, ...]:
    """One per field, in the order of the form; also of those that are left open on purpose."""
    known = {entry.key: entry for entry in form.entries}
    return tuple(known.get(field.key) or Entry(field.name, field.state, "") for field in form.blank.fields)


def counted(number: int, one: str, many: str) -> str:
    """A number with its word."""
    return f"{number} {one if number == 1 else many}"
