"""The overdraagbaar portfolio: looked at again in time, and when somebody else guides."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from beschutdesk.rules.figures import Figures
from beschutdesk.rules.review import review_day
from beschutdesk.rules.signals.signal import Hit, Kind, Severity, gentle, rule, within
from beschutdesk.rules.signals.situation import Situation
from beschutdesk.rules.time import in_words


@rule(
    "Portfolio nakijken",
    Kind.ATTENTION,
    "Vanaf {portfolio_lead_days} vóór de dag die erin staat, of anders {portfolio_months} na het laatste bespreken of"
    " uitgeven.",
    figures=("portfolio_months", "portfolio_lead_days"),
    section="portfolio",
)
def portfolio_review(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A portfolio that was not looked at for half a year."""
    if found.ended(today) or next(portfolio_supervisor.look(found, today, known), None) is not None:
        return
    for one in found.paperwork:
        settled = one.settled_on
        counted = review_day(settled, known) if settled is not None else None
        due = counted if one.review_on is None or (settled and one.review_on <= settled) else one.review_on
        if due is not None and within(due, today, known.on("portfolio_lead_days", today)):
            told = (
                f"Het is het laatst besproken of uitgegeven op {in_words(settled)}" if settled else "Zo staat het erin"
            )
            words = "Kijk samen het portfolio na."
            why = f"{told}; nakijken vóór {in_words(due)}."
            yield Hit(words, why, gentle(due, today), (one.portfolio, due), due, settled)


@rule(
    "Portfolio na een andere begeleider",
    Kind.ATTENTION,
    "Vanaf de dag dat een andere begeleider begint, als het portfolio daarna niet is besproken of uitgegeven.",
    basis="Onderzoek beschut werk bij reguliere werkgevers, 2022, §5.2.2; nakijken bij een nieuwe begeleider",
    section="portfolio",
)
def portfolio_supervisor(found: Situation, today: date, known: Figures) -> Iterator[Hit]:
    """A portfolio from before the present supervisor began."""
    changed = _changed(found, today)
    if changed is None or found.ended(today):
        return
    for one in found.paperwork:
        if one.settled_on is not None and one.settled_on < changed:
            why = f"Sinds {in_words(changed)} is er een andere begeleider; het portfolio is van vóór die dag."
            words = "Bespreek het portfolio met de nieuwe begeleider."
            yield Hit(words, why, Severity.SOON, (one.portfolio, changed), changed, changed)


def _changed(found: Situation, today: date) -> date | None:
    """The day since which the present supervisor guides, when somebody else did before."""
    begun = sorted(
        (one for one in found.terms if (one.valid_from or date.min) <= today and one.supervisor is not None),
        key=lambda one: one.valid_from or date.min,
    )
    since: date | None = None
    for before, after in pairwise(begun):
        if before.supervisor != after.supervisor:
            since = after.valid_from
    return since
