"""Which field stands where in an employer's dossier. What a field is, its declaration says."""

from collections.abc import Callable
from typing import Final

from ui.forms.rows import RowsPlan, Value
from ui.tabs.dossiers.plan import Fields, Own, SectionPlan
from ui.tabs.dossiers.supervisors import SUPERVISORS


def _named(*names: str) -> Callable[[Value], str]:
    def words(value: Value) -> str:
        found = (value(name) for name in names)
        return ", ".join(one if isinstance(one, str) else one.label for one in found if one)

    return words


CONTACTS: Final = RowsPlan(
    "employer",
    "contacts",
    "Wie bel je, wie tekent",
    "Contactpersoon toevoegen",
    (("name", "role"), ("job",), ("phone", "email"), ("fixed", "signs")),
    "Bijvoorbeeld de eigenaar, personeelszaken of de administratie.",
    summary=_named("name", "role"),
)
SITES: Final = RowsPlan(
    "employer",
    "sites",
    "Andere plekken van deze werkgever",
    "Vestiging toevoegen",
    (("name",), ("address",), ("postcode", "place"), ("phone",)),
    "Alleen als er op meer plekken gewerkt wordt.",
    summary=_named("name", "place"),
)

SECTIONS: Final = (
    SectionPlan(
        "who",
        "Wie",
        "employer",
        (
            Fields("employer", (("name",), ("kvk", "sector"))),
            Own("twins"),
            Fields(
                "employer",
                (
                    ("address",),
                    ("postcode", "place"),
                    ("phone", "website"),
                    ("nature", "size"),
                    ("motives",),
                    ("iban",),
                ),
            ),
        ),
        uncounted=frozenset({"iban", "website"}),
    ),
    SectionPlan("contacts", "Contactpersonen", "employer", (CONTACTS,)),
    SectionPlan("supervisors", "Begeleiders", "employer", (SUPERVISORS,)),
    SectionPlan("sites", "Vestigingen", "employer", (SITES,), uncounted=frozenset({"sites"})),
    SectionPlan(
        "work",
        "Werk en omgeving",
        "employer",
        (
            Fields(
                "employer",
                (("work_kinds",), ("work_on_offer",), ("places",), ("surroundings",), ("surroundings_not",)),
            ),
        ),
        uncounted=frozenset({"work_on_offer"}),
    ),
    SectionPlan("here", "Wie werkt hier", "employer", (Own("here"),), note="Plaatsingen die nu lopen."),
    SectionPlan("fits", "Wie past hier", "employer", (Own("fits"),), note="Naast elkaar, zonder score."),
    SectionPlan("timeline", "Tijdlijn", "employer", (Own("timeline"),), note="Alles met een datum."),
    SectionPlan("notes", "Aantekeningen", "employer", (Fields("employer", (("notes",),)),)),
)
"""The dossier of an employer from top to bottom."""
