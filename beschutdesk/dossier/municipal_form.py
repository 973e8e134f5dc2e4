"""A gemeente's own form: the blank PDF, and what goes into each of its fields. It holds nothing about a person."""

from dataclasses import dataclass

from beschutdesk.dossier.audience import COLLEAGUE, NOBODY
from beschutdesk.dossier.fields import Record, Row, attachment, children, record, text
from beschutdesk.dossier.values import Attachment

_SHARED = {COLLEAGUE}


@record("form_field", "Veld van het formulier")
@dataclass(eq=False, kw_only=True)
class FormField(Row):
    """What goes into one field of the blank.

    Attributes:
        name: full name of the field in the PDF.
        state: of a group of round buttons: which of them, as the PDF calls it; empty for any other field.
        value: key of what we fill in (see :mod:`beschutdesk.rules.form_values`); empty leaves it open on purpose.
        option: of a tick box or a round button: the answer of ours at which it is on; of a text of one's own: the text.
    """

    name: str = text("Veld in de pdf", share=_SHARED)
    state: str = text("Knop", share=_SHARED)
    value: str = text("Wat komt erin", share=_SHARED)
    option: str = text("Aan bij", share=_SHARED)


@record("municipal_form", "Formulier van de gemeente")
@dataclass(eq=False, kw_only=True)
class MunicipalForm(Record):
    """A blank with its mapping, made once and used for every application in that gemeente.

    Attributes:
        digest: SHA-256 of the blank, 64 hex digits: another edition is another form.
    """

    name: str = text("Naam van het formulier", share=_SHARED)
    municipality: str = text("Gemeente", share=_SHARED)
    digest: str = text("Kenmerk van het lege formulier", share=NOBODY)
    file: Attachment | None = attachment("Leeg formulier", share=NOBODY)
    fields: list[FormField] = children("form_field")
