"""Begeleidingssubsidie: applications with their sum, and what was decided."""

from ui.tabs.empty import Act, EmptyTab


class SubsidyPage(EmptyTab):
    """As long as there are no applications: what will be here, and how to begin one.

    Args:
        on_apply: begins an application for the chosen person.
    """

    def __init__(self, on_apply: Act | None = None) -> None:
        super().__init__(
            "hand-coins",
            "Nog geen aanvragen",
            "Hier reken je uit wat een werkgever voor de begeleiding kan krijgen: per regeling, met elke stap van "
            "de som erbij. De ingevulde aanvraag druk je af of bewaar je als pdf.",
            do="Aanvraag beginnen",
            on_do=on_apply,
        )
