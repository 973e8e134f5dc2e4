"""What did not go as it should when a form was filled in, in words for the person who has to look at it."""

from collections.abc import Iterable
from dataclasses import dataclass

from beschutdesk.exchange.acroform import Field


@dataclass(frozen=True, slots=True)
class FormReport:
    """What to look at before a filled form leaves.

    Attributes:
        filled: how many fields got something.
        fields: how many there are.
        too_long: fields in which not all of it fitted.
        no_option: lists of the form that do not have our answer.
        nothing: fields that are to be filled, of which nothing is known: what the form asks, and what would go there.
        unused: what is known around the application and goes into no field.
        open: fields that the form wants filled in, and into which nothing goes.
        gone: fields of the mapping that this form does not have.
        dropped: characters that cannot be printed.
        cautions: what must be known of the amount in it, which a form has no room for.
    """

    filled: int = 0
    fields: int = 0
    too_long: tuple[str, ...] = ()
    no_option: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether all that had to go in went in."""
        return not (self.too_long or self.no_option or self.open or self.gone or self.dropped)

    def lines(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Dutch headings with what stands under each; those without anything are left out."""
        said = (
            ("Let op bij het bedrag", self.cautions),
            ("Past niet helemaal in het veld", self.too_long),
            ("Ons antwoord staat niet in de lijst van het formulier", self.no_option),
            ("Verplicht veld waar niets in komt", self.open),
            ("Nog niets over bekend", self.nothing),
            ("Velden die dit formulier niet heeft", self.gone),
            ("Niet af te drukken tekens", self.dropped),
            ("Bekend, maar komt in geen veld", self.unused),
        )
        return tuple((head, found) for head, found in said if found)


def place_of(field: Field) -> str:
    """A field with the page that it stands on, for people: ``Geboortedatum (blz. 1)``."""
    return f"{field.title} (blz. {field.places[0].page + 1})" if field.places else field.title


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Each of them once, in this order."""
    return tuple(dict.fromkeys(words))
