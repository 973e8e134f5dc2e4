"""Pages of which one is in view. Each fills the room that there is, or scrolls in it."""

from PySide6.QtWidgets import QStackedLayout


class StackLayout(QStackedLayout):
    """Pages on top of each other, that are never asked how high they must be at a width.

    Qt asks that of all pages, also of those out of view, at every change of any: with the forms of a few views it took
    ten times as long as laying out the one in view.
    """

    def hasHeightForWidth(self) -> bool:
        return False
