"""What one does with employers, beside what one does with everything that is kept."""

from typing import TYPE_CHECKING, Final

from ui.context import DeskContext
from ui.tabs.dossiers.acts import ActWords, RootActs

if TYPE_CHECKING:
    from ui.tabs.employers.page import EmployersPage

_WORDS: Final = ActWords("Deze werkgever", "{} ligt in de prullenbak.", "De werkgever is terug.")


class EmployerActs(RootActs):
    """The acts of Werkgevers."""

    _page: "EmployersPage"

    def __init__(self, context: DeskContext, page: "EmployersPage") -> None:
        super().__init__(context, page, _WORDS)

    def discard(self) -> None:
        if self._page.dossier.is_begun_for_somebody():
            self._context.window.toast(
                "Deze werkgever hoort bij een nieuwe plaatsing. Gooi die weg bij de kandidaat.", None
            )
            return
        super().discard()

    def compare(self) -> None:
        """Lay candidates side by side for the open employer; what is typed is saved first."""
        from ui.dialogs.comparing import Side, open_comparing

        if (key := self.kept_key()) is not None:
            open_comparing(self._context, Side.EMPLOYER, key, self._page.dossier.title, self._page)
