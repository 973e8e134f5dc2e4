"""Werkbezoeken: planned, under way and done, with what was agreed."""

from ui.tabs.empty import Act, EmptyTab


class VisitsPage(EmptyTab):
    """What will be here, and where contacts stand until then.

    Args:
        on_plan: plans a visit.
        on_note: writes a quick note.
    """

    def __init__(self, on_plan: Act | None = None, on_note: Act | None = None) -> None:
        super().__init__(
            "notebook-pen",
            "Deze bladzijde is nog niet klaar",
            "Hier komen in een volgende versie je bezoeken en gesprekken. Wat er al is, vind je in het dossier bij "
            "Tijdlijn. Een nieuw contact leg je vast met een snelle notitie (Ctrl+Shift+N). De dag van een volgend "
            "bezoek zet je in het dossier bij Afspraken.",
            do="Bezoek plannen",
            on_do=on_plan,
            other="Snelle notitie",
            on_other=on_note,
            do_icon="calendar-plus",
        )
