"""What a tab of things that are kept says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the page says.

    Attributes:
        icon: that of the tab.
        new_name: stands in the list for what has no name yet.
        pick: title and words while nothing is open.
        trashed: words while something in the trash is chosen.
        nobody: title and words while there is nothing at all.
        add: the act then.
        other: the other way then; empty for none.
        bring: the way to read a list in then.
    """

    icon: str
    new_name: str
    pick: tuple[str, str]
    trashed: str
    nobody: tuple[str, str]
    add: str
    other: str = ""
    bring: str = "Lijst inlezen…"
