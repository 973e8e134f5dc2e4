"""The list of employers: what each column says of one, and what stands below each name."""

from beschutdesk.services.lists import FACTS, EmployerLine
from ui.forms.parse import format_day
from ui.models.roots import RootsModel


class EmployersModel(RootsModel):
    """New employers first, then the list as the directory gives it."""

    icon = "building-2"
    facts = FACTS["employers"]

    def told(self, line: EmployerLine) -> list[str]:
        return super().told(line) or [line.sector or "nog weinig bekend"]

    def cell(self, line: EmployerLine, key: str) -> str:
        match key:
            case "name":
                return line.title
            case "place" | "sector" | "contact":
                return str(getattr(line, key))
            case "places" | "free":
                number = getattr(line, key)
                return "" if number is None else str(number)
            case "placed":
                return str(line.placed)
            case "last_contact":
                return format_day(line.last_contact) if line.last_contact else ""
            case "next" if line.next_on:
                return f"{format_day(line.next_on)} bezoek"
        return ""

    def fact(self, line: EmployerLine, key: str) -> str:
        words = self.cell(line, key)
        match key:
            case "free":
                return places_words(line)
            case "places" if words:
                return "1 plek" if line.places == 1 else f"{words} plekken"
            case "placed":
                return "1 plaatsing" if line.placed == 1 else f"{words} plaatsingen" if line.placed else ""
            case "last_contact":
                return f"contact {words}" if words else "nog geen contact"
        return words


def places_words(line: EmployerLine) -> str:
    """How full it is; empty when nobody works there and nobody said how many places there are."""
    if line.free is not None:
        return f"{line.free} van {line.places} vrij"
    if line.placed:
        return "1 plaatsing" if line.placed == 1 else f"{line.placed} plaatsingen"
    return ""
