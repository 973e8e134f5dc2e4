"""What jobcarving says when there is nobody, or no place, of which it could show the tasks."""

from typing import Final

from ui.widgets import EmptyState

_ALONE: Final = "Inventaris van een werkgever"


def nobody() -> EmptyState:
    """Nobody is chosen."""
    return EmptyState(
        "users",
        "Nog niemand gekozen",
        "Kies een kandidaat; hier komen dan de taken die bij die plek horen.",
        "Kandidaat kiezen",
        _ALONE,
        do_icon="users",
    )


def no_place() -> EmptyState:
    """Who is chosen has no placement; the words come with the name."""
    return EmptyState("columns-3", "", "", "Naar het dossier", _ALONE, do_icon="users")


def no_place_words(name: str) -> tuple[str, str]:
    """What to say of that person."""
    return (
        f"{name} heeft nog geen plaatsing",
        "Taken horen bij een plek. Voeg in het dossier eerst een plaatsing toe.",
    )
