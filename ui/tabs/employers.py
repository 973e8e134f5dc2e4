"""Werkgevers: who offers a place, what work there is, who supervises."""

from ui.tabs.empty import Act, EmptyTab


class EmployersPage(EmptyTab):
    """As long as there are no employers: what will be here, and how to add the first.

    Args:
        on_add: adds an employer.
        on_import: brings in a list.
    """

    def __init__(self, on_add: Act | None = None, on_import: Act | None = None) -> None:
        super().__init__(
            "building-2",
            "Nog geen werkgevers",
            "Hier komen de bedrijven die een plek bieden: wat voor werk er is, wie er begeleidt en wat je hebt "
            "afgesproken.",
            do="Werkgever toevoegen",
            on_do=on_add,
            other="Uit Excel of CSV halen",
            on_other=on_import,
        )
