"""What concerns the desk itself: backups that are not made, and what was typed and never saved."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.signal import Hit, Kind, Scope, Severity, rule
from beschutdesk.rules.signals.situation import DeskState
from beschutdesk.rules.time import days_after, in_words

_MANY: Final = 3
"""More unsaved things than this are one line: they are found where they were left."""


@rule(
    "Reservekopie mislukt of te oud",
    Kind.KEEPING,
    "Als de laatste reservekopie niet lukte, of als er {backup_days} geen is gemaakt en er dossiers zijn.",
    figures=("backup_days",),
    scope=Scope.DESK,
    record="",
    section="backups",
)
def backup(found: DeskState, today: date, known: Figures) -> Iterator[Hit]:
    """Whether there is a good backup."""
    last = found.last_backup
    if found.backup_failed:
        was = f" De laatste goede is van {in_words(last)}." if last else ""
        why = f"{found.backup_failed}{was}"
        yield Hit("Maak een reservekopie.", why, Severity.OVERDUE, ("failed", last or ""), None, last)
    elif found.dossiers and last is None:
        yield Hit("Maak een reservekopie.", "Er is er nog geen.", Severity.SOON, ("none",))
    elif found.dossiers and last is not None:
        days = known.on("backup_days", today)
        if (today - last).days > days:
            turn = (today - last).days // max(1, days)
            why = f"De laatste is van {in_words(last)}."
            due = days_after(last, days)
            yield Hit("Maak een reservekopie.", why, Severity.OVERDUE, (last,), due, last, turn=turn)


@rule(
    "Getypt en niet opgeslagen",
    Kind.DRAFT,
    "Zolang er iets is getypt dat niet is opgeslagen. Meer dan drie worden één regel.",
    basis="Eigen regel: wat getypt is, raakt niet weg",
    scope=Scope.DESK,
    record="",
    section="drafts",
)
def unsaved(found: DeskState, today: date, known: Figures) -> Iterator[Hit]:
    """Drafts that wait to be saved."""
    if len(found.unsaved) > _MANY:
        number = len(found.unsaved)
        oldest = min((one.kept_on for one in found.unsaved if one.kept_on is not None), default=None)
        why = f"Het oudste is van {in_words(oldest)}." if oldest else "Ze staan nog als concept in de kluis."
        yield Hit(f"Er staan {number} dingen niet opgeslagen.", why, Severity.KNOW, (number,), None, oldest)
        return
    for one in found.unsaved:
        what = REGISTRY[one.record].label.lower() if one.record in REGISTRY else "tekst"
        title = f" {one.title}" if one.title else ""
        why = f"Getypt op {in_words(one.kept_on)}, nog niet opgeslagen." if one.kept_on else "Nog niet opgeslagen."
        yield Hit(f"Sla op of gooi weg: {what}{title}.", why, Severity.KNOW, (one.record, one.id), None, one.kept_on)
