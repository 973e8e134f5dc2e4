"""A page over everything in the window, for as long as one works in it."""

from PySide6.QtWidgets import QBoxLayout, QWidget


class ModePlace:
    """Where such a page stands: beside what it takes the place of.

    Args:
        layout: of the window.
        others: what goes out of view meanwhile.

    Attributes:
        page: what is in view; ``None`` for the others.
    """

    def __init__(self, layout: QBoxLayout, *others: QWidget) -> None:
        self._layout, self._others = layout, others
        self.page: QWidget | None = None

    def show(self, page: QWidget | None) -> bool:
        """Show a page, or (``None``) the others again, and let go of the page before; whether there was one."""
        before, self.page = self.page, page
        if page is not None:
            page.setMinimumSize(1, 1)
            self._layout.addWidget(page, 1)
        for part in self._others:
            part.setVisible(page is None)
        if page is not None:
            page.show()
        if before is not None and before is not page:
            self._layout.removeWidget(before)
            before.hide()
            before.deleteLater()
        return before is not None
