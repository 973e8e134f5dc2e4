"""Werkgevers: who offers a place, what work there is, who supervises. Not built yet: says what will live here."""

from ui.tabs.empty import Act, EmptyTab


class EmployersPage(EmptyTab):
    """What will be here, and where employers are kept meanwhile.

    Args:
        on_candidates: goes to Kandidaten.
    """

    def __init__(self, on_candidates: Act | None = None) -> None:
        super().__init__(
            "building-2",
            "Hier komen je werkgevers",
            "Straks staan hier de bedrijven die een plek bieden: wat voor werk er is, wie er begeleidt en wat je hebt "
            "afgesproken. Nu vul je ze in bij een kandidaat, onder Werkgever en begeleiders.",
            do="Naar Kandidaten",
            on_do=on_candidates,
            do_icon="users",
        )
