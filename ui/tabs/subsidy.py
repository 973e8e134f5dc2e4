"""Begeleidingssubsidie: applications with their sum, and what was decided."""

from ui.tabs.empty import Act, EmptyTab


class SubsidyPage(EmptyTab):
    """What will be here, and where subsidies stand until then.

    Args:
        on_apply: begins an application for the chosen person.
    """

    def __init__(self, on_apply: Act | None = None) -> None:
        super().__init__(
            "hand-coins",
            "Deze bladzijde is nog niet klaar",
            "Hier reken je in een volgende versie uit wat een werkgever voor de begeleiding kan krijgen, met elke "
            "stap van de som erbij. Wat is aangevraagd en toegekend, staat nu in het dossier bij Voorzieningen en "
            "subsidies.",
            do="Aanvraag beginnen",
            on_do=on_apply,
        )
