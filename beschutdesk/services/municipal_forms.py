"""The gemeente's own PDF form: kept with what goes into its fields, filled in for an application, and issued.

What goes where is said once per form. A form is recognised by its SHA-256; of another edition the fields that stayed
are carried over, and the rest is proposed. A mapping holds nothing about a person, so that colleagues can share it.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from beschutdesk.documents.order import Printed
from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.municipal_form import FormField, MunicipalForm
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.dossier.values import Attachment, YesNo
from beschutdesk.exchange.acroform import MOST_BYTES, Blank, Field, FieldKind, read
from beschutdesk.exchange.form_mapping import (
    LONGEST,
    BadMapping,
    Entry,
    FormMapping,
    carried_over,
    from_toml,
    propose,
    shared,
    to_toml,
)
from beschutdesk.rules.folding import words as folded
from beschutdesk.rules.form_values import OWN, Value, fill, values
from beschutdesk.services import issuing
from beschutdesk.services.dossiers import Dossiers, Edit, Saved, refuse_trashed
from beschutdesk.services.form_filling import FilledForm, fill_in
from beschutdesk.services.form_opened import OpenedForm, Standing, as_kept, counted, in_order, key_of, new_edition
from beschutdesk.services.form_report import FormReport
from beschutdesk.services.form_sources import sources_of
from beschutdesk.services.settings import Settings
from beschutdesk.services.store import Store
from beschutdesk.services.subsidies import Gathered, Subsidies
from beschutdesk.storage import queries
from beschutdesk.trouble import Trouble

__all__ = [
    "OWN",
    "Blank",
    "Entry",
    "Field",
    "FieldKind",
    "FilledForm",
    "FormOrder",
    "FormReport",
    "KnownForm",
    "MunicipalForms",
    "OpenedForm",
    "Standing",
    "Value",
    "values",
]

_SAFE: Final = "Er is niets ingevuld of bewaard."
_ALIKE: Final = 0.5
"""So much of the fields two forms share when the one is another edition of the other."""


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form that is kept, for a list to choose from."""

    id: UUID
    name: str
    municipality: str
    fields: int


@dataclass(frozen=True, slots=True)
class FormOrder:
    """One form for one application.

    Attributes:
        form: with what goes where.
        found: the application and all around it.
        number: of the version.
        issued_on: the date on it.
        opted: what is off by default, the BSN, was turned on.
    """

    form: OpenedForm
    found: Gathered
    number: int
    issued_on: date
    opted: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing in the application before it can be sent in."""
        return tuple(check.words for check in self.found.blocking)


class MunicipalForms:
    """Forms of gemeenten in one profile."""

    def __init__(self, store: Store, dossiers: Dossiers, subsidies: Subsidies) -> None:
        self._store, self._dossiers, self._subsidies = store, dossiers, subsidies
        self._settings = Settings(store)

    # -- forms ---------------------------------------------------------------------------------------------------------

    def known(self, municipality: str = "") -> tuple[KnownForm, ...]:
        """The forms that are kept, those of this gemeente first, else by name."""
        found = [KnownForm(one.id, one.name, one.municipality, len(one.fields)) for one in self._all()]
        return tuple(
            sorted(found, key=lambda one: (folded(one.municipality) != folded(municipality), folded(one.name)))
        )

    def open(self, path: Path) -> OpenedForm:
        """Read a blank from a file; belongs in a lane.

        Raises:
            Trouble: it cannot be read, or cannot be filled in.
        """
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise Trouble(f"Het bestand is niet te lezen ({error.strerror}).", _SAFE, "Kies een ander.") from None
        return self.open_data(data, path.name)

    def open_data(self, data: bytes, file_name: str = "formulier.pdf") -> OpenedForm:
        """As :meth:`open`, from memory."""
        blank = read(data)
        stem = " ".join(Path(file_name).stem.replace("_", " ").split())[:120]
        begun = OpenedForm(data, blank, blank.title[:120] or stem, "", (), Standing.PROPOSED, None, file_name[:150])
        forms = self._all()
        if (same := next((one for one in forms if one.digest == blank.digest), None)) is not None:
            return as_kept(begun, same, Standing.KEPT, kept=same.id)
        scores = [(shared(blank, (key_of(row) for row in one.fields)), one) for one in forms]
        score, old = max(scores, key=lambda pair: pair[0], default=(0.0, None))
        if old is not None and score >= _ALIKE:
            return new_edition(begun, old)
        return replace(begun, entries=propose(blank))

    def open_kept(self, key: UUID) -> OpenedForm:
        """A form that is kept.

        Raises:
            Trouble: it or its file is not there any more.
        """
        found = self._dossiers.get("municipal_form", key)
        if not isinstance(found, MunicipalForm) or found.deleted_at is not None or found.file is None:
            raise Trouble("Dit formulier is er niet meer.", _SAFE, "Kies het lege formulier opnieuw.")
        data = self._store.attachments.get(found.file.digest)
        begun = OpenedForm(data, read(data), "", "", (), Standing.KEPT, None, found.file.name)
        return as_kept(begun, found, Standing.KEPT, kept=found.id)

    def keep(self, form: OpenedForm) -> tuple[Saved, OpenedForm]:
        """Keep a blank with its mapping; the same blank is kept once.

        Returns:
            The save, and the form as it is kept now.

        Raises:
            Trouble: something in it cannot be kept.
        """
        old = next((one for one in self._all() if one.digest == form.blank.digest), None)
        new = codec.copy(old) if old is not None else MunicipalForm(digest=form.blank.digest)
        new.name, new.municipality = form.name.strip(), form.municipality.strip()
        rows = {key_of(row): row for row in new.fields}
        new.fields = []
        for entry in in_order(form):
            row = rows.get(entry.key) or FormField(name=entry.name, state=entry.state)
            row.value, row.option = entry.value, entry.option
            new.fields.append(row)
        if new.file is None:
            digest = self._store.attachments.put(form.data)
            new.file = Attachment(digest, form.file_name, "application/pdf", len(form.data))
        before = codec.flatten(old if old is not None else MunicipalForm(id=new.id))
        edit = Edit(
            "municipal_form", new.id, old.version if old is not None else 0, codec.changes(before, codec.flatten(new))
        )
        saved = self._dossiers.save([edit])
        return saved, replace(form, kept=new.id, standing=Standing.KEPT, remark="")

    def drop(self, key: UUID) -> Saved:
        """Put a form in the trash."""
        return self._dossiers.trash("municipal_form", key)

    # -- mappings as files ---------------------------------------------------------------------------------------------

    def mapping_text(self, form: OpenedForm) -> str:
        """What goes where, as a TOML text for a colleague."""
        return to_toml(FormMapping(form.name, form.municipality, form.blank.digest, in_order(form)))

    def with_mapping(self, form: OpenedForm, path: Path) -> OpenedForm:
        """A form with the mapping of a file; what that does not name stays open.

        Raises:
            Trouble: the file is no mapping, or one of another form altogether.
        """
        try:
            with path.open("rb") as file:
                text = file.read(LONGEST + 1).decode("utf-8-sig")
            mapping = from_toml(text)
        except OSError as error:
            raise Trouble(f"{path.name}: het bestand is niet te lezen ({error.strerror}).", _SAFE) from None
        except UnicodeDecodeError:
            raise Trouble(
                f"{path.name}: dit is geen UTF-8-tekst.", _SAFE, "Kies het bestand met de koppeling."
            ) from None
        except BadMapping as error:
            raise Trouble(f"{path.name}: {error}.", _SAFE, "Vraag je collega om het bestand opnieuw.") from None
        own = carried_over(form.blank, mapping.entries)
        if mapping.entries and not own:
            raise Trouble(
                f"{path.name} hoort bij een ander formulier: geen enkel veld komt overeen.",
                _SAFE,
                "Kies een ander bestand.",
            )
        gone = len(mapping.entries) - len(own)
        remark = ""
        if mapping.digest and mapping.digest != form.blank.digest:
            remark = "Deze koppeling is gemaakt voor een andere uitgave van dit formulier. Kijk de velden na."
        if gone:
            remark = f"{remark} {counted(gone, 'veld', 'velden')} daaruit zijn er niet meer.".strip()
        name, municipality = mapping.name or form.name, mapping.municipality or form.municipality
        return replace(form, name=name, municipality=municipality, entries=own, standing=Standing.READ, remark=remark)

    # -- filling -------------------------------------------------------------------------------------------------------

    def order(
        self, application: UUID, form: OpenedForm, today: date, *, edited: SupervisionSubsidy | None = None
    ) -> FormOrder:
        """A form as it would be filled in today; belongs in a lane.

        Args:
            application: for which.
            form: with what goes where.
            today: the date on it.
            edited: the application as it is being typed.

        Raises:
            Trouble: the application is not there any more, or its person is in the trash.
        """
        found = self._subsidies.gather(application, today, edited)
        if found.candidate is None:
            raise Trouble("De kandidaat van deze aanvraag is er niet meer.", _SAFE)
        refuse_trashed(found.candidate, _SAFE)
        number = 1 + len(self.issued(application))
        return FormOrder(form, found, number, today, self._settings.record_bsn)

    def render(self, order: FormOrder) -> tuple[Printed, FormReport]:
        """Fill it in, here and now; it is nowhere but in memory."""
        said = fill(sources_of(order.found, opted=order.opted), order.issued_on)
        filled = fill_in(order.form.data, order.form.blank, order.form.entries, said)
        report = replace(filled.report, cautions=_cautions(order))
        return Printed(filled.data, _file_name(order), report.dropped), report

    def issue(self, order: FormOrder, printed: Printed, *, way: str, to_whom: str = "") -> Saved:
        """Keep what left the program: an immutable snapshot with its file. Call it after the file was handed over."""
        application = order.found.application
        record = IssuedDocument(
            kind=DocumentKind.FILLED_FORM,
            candidate=application.candidate,
            placement=application.placement,
            subsidy=application.id,
            audience=Audience.MUNICIPALITY.key,
            number=Decimal(order.number),
            issued_on=order.issued_on,
            to_whom=to_whom or order.form.municipality,
            way=way,
            concept=YesNo.YES if order.missing else YesNo.NO,
        )
        return issuing.keep(self._store, self._dossiers, printed, record)

    def issued(self, application: UUID) -> list[IssuedDocument]:
        """The filled forms of an application that left, the latest first."""
        with self._store.reading() as connection:
            ids = queries.ids_where(connection, "issued_document", "subsidy", application)
        found = self._store.load_all("issued_document", ids[::-1])
        return [one for one in found if one.kind is DocumentKind.FILLED_FORM]

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _all(self) -> list[MunicipalForm]:
        return self._store.load_all("municipal_form", self._dossiers.ids("municipal_form"))


def _cautions(order: FormOrder) -> tuple[str, ...]:
    """What a paper of ours would say with the amount, when that is in the form."""
    reckoning = order.found.reckoning
    there = {field.key for field in order.form.blank.fields}
    told = any(one.value.startswith("amount.") and one.key in there for one in order.form.entries)
    return reckoning.cautions if told and reckoning is not None and reckoning.total is not None else ()


def _file_name(order: FormOrder) -> str:
    from beschutdesk.documents.leaving import safe_name

    person = order.found.candidate
    called = person.name_used if person is not None else ""
    kind = f"Formulier {order.form.municipality}".strip()
    parts = [safe_name(f"{kind} {called}".strip(), kind), f"versie {order.number}", "voor de gemeente"]
    return ", ".join([*parts, "concept"] if order.missing else parts) + ".pdf"
