"""How an application is said on the screen: its state in a word with its sign, its period, its amount."""

from datetime import date
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.rules.when import in_full
from ui.forms.parse import format_day, format_number

SIGNS: Final = {
    SubsidyState.CONCEPT: ("pencil", "accent"),
    SubsidyState.READY: ("signature", "accent"),
    SubsidyState.SUBMITTED: ("send", "accent"),
    SubsidyState.QUESTIONS: ("message-square-text", "warn"),
    SubsidyState.GRANTED: ("badge-check", "good"),
    SubsidyState.REFUSED: ("octagon-alert", "care"),
    SubsidyState.ACCOUNTING: ("list-checks", "warn"),
    SubsidyState.SETTLED: ("circle-check", "soft"),
    SubsidyState.WITHDRAWN: ("archive", "soft"),
}
"""Icon and colour of a state; its word stands beside it everywhere."""

STEPS: Final = {
    SubsidyState.CONCEPT: ("Terug naar concept", "Terug naar concept"),
    SubsidyState.READY: ("Klaar voor ondertekening", "Klaarleggen"),
    SubsidyState.SUBMITTED: ("Ingediend", "Vastleggen"),
    SubsidyState.QUESTIONS: ("Vragen van de gemeente", "Vastleggen"),
    SubsidyState.GRANTED: ("Toegekend", "Vastleggen"),
    SubsidyState.REFUSED: ("Afgewezen", "Vastleggen"),
    SubsidyState.ACCOUNTING: ("Verantwoorden", "Vastleggen"),
    SubsidyState.SETTLED: ("Afgerekend", "Vastleggen"),
    SubsidyState.WITHDRAWN: ("Ingetrokken", "Vastleggen"),
}
"""The step that leads to a state: its button, and the button of the dialog that asks the rest."""

ENDED: Final = frozenset({SubsidyState.REFUSED, SubsidyState.SETTLED, SubsidyState.WITHDRAWN})


def euros(amount: Decimal | None) -> str:
    """``€ 5.950,90``; empty when it is not known."""
    return f"€\u00a0{format_number(amount, 2, always=True)}" if amount is not None else ""


def period(since: date | None, until: date | None) -> str:
    """``01-02-2027 t/m 31-12-2027``, as far as it is known."""
    if since is None and until is None:
        return ""
    if until is None:
        return f"vanaf {format_day(since)}"
    return f"{format_day(since)} t/m {format_day(until)}" if since is not None else f"t/m {format_day(until)}"


def deadline_words(on: date, today: date) -> str:
    """``uiterlijk vrijdag 15 januari 2027, over 12 dagen``."""
    days = (on - today).days
    if days < 0:
        return f"was uiterlijk {in_full(on)}, {-days} {'dag' if days == -1 else 'dagen'} geleden"
    if days == 0:
        return "uiterlijk vandaag"
    return f"uiterlijk {in_full(on)}, over {days} {'dag' if days == 1 else 'dagen'}"


def short_deadline(on: date, today: date) -> str:
    """``uiterlijk 15-01-2027``, ``vandaag``, ``te laat: was 15-01-2027``."""
    if on < today:
        return f"te laat: was {format_day(on)}"
    return "uiterlijk vandaag" if on == today else f"uiterlijk {format_day(on)}"
