"""Werkbezoeken: planned, under way and done, with what was agreed."""

from ui.tabs.empty import Act, EmptyTab


class VisitsPage(EmptyTab):
    """As long as there are no visits: what will be here, and how to plan the first.

    Args:
        on_plan: plans a visit.
        on_note: writes a quick note.
    """

    def __init__(self, on_plan: Act | None = None, on_note: Act | None = None) -> None:
        super().__init__(
            "notebook-pen",
            "Nog geen werkbezoeken",
            "Hier komen je bezoeken en gesprekken: wie je zag, hoe het ging per onderwerp, en wie wat doet voor "
            "wanneer. Tijdens een bezoek schrijf je mee, ook zonder internet.",
            do="Bezoek plannen",
            on_do=on_plan,
            other="Snelle notitie",
            on_other=on_note,
            do_icon="calendar-plus",
        )
