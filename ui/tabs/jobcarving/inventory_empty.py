"""What the inventory says when there is nothing to show yet."""

from ui.widgets import EmptyState


def nothing_yet() -> EmptyState:
    """No task was collected."""
    return EmptyState(
        "layout-list",
        "Nog geen taken",
        "Typ links wat er te doen is: klein, met een werkwoord. Wie het doet komt later.",
        "Begin met een voorbeeld",
        "Uit Excel of CSV halen",
        "list-checks",
    )


def no_employer() -> EmptyState:
    """No employer is chosen, and nobody who works for one."""
    return EmptyState(
        "building-2",
        "Nog geen werkgever gekozen",
        "Een inventaris hoort bij een werkgever: welk werk er is, nog zonder te weten wie het gaat doen.",
        "Werkgever kiezen",
        do_icon="building-2",
    )
