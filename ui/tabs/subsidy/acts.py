"""What one does with applications: begin, take a step, take proposals over, print, renew. Each has a way back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtWidgets import QDialog

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.services.dossiers import Saved
from ui.context import DeskContext
from ui.looking import KEYS
from ui.looking import current as looking
from ui.tabs.dossiers.acts import ActWords, RootActs
from ui.tabs.subsidy.proposals import Filled, fill
from ui.tabs.subsidy.words import STEPS

if TYPE_CHECKING:
    from ui.tabs.subsidy.page import SubsidyPage

_WORDS: Final = ActWords("Deze aanvraag", "De aanvraag {} ligt in de prullenbak.", "De aanvraag is terug.")
_LOOKING: Final = f"Iemand kijkt mee: dit noemt anderen. {KEYS} zet de meekijkstand uit."
_BEGUN: Final = "De aanvraag is begonnen, met wat al in het dossier staat."


class SubsidyActs(RootActs):
    """The acts of Subsidie."""

    _page: "SubsidyPage"

    def __init__(self, context: DeskContext, page: "SubsidyPage") -> None:
        super().__init__(context, page, _WORDS)
        self._filled: list[Filled] = []

    # -- beginning -----------------------------------------------------------------------------------------------------

    def begin(self) -> QDialog | None:  # type: ignore[override]
        """Begin one for a placement of the chosen person, or ask for whom."""
        from ui.dialogs.subsidy_begin import SubsidyBeginDialog, places_of

        page, person = self._page, self._page.person
        if person is None and looking().on:
            self._context.window.toast(_LOOKING)
            return None
        page.flush()
        if person is not None:
            running = [one for one in places_of(self._context, person)[1] if one.runs]
            if len(running) == 1:
                self.begin_for(running[0].id)
                return None
        dialog = SubsidyBeginDialog(self._context, person, page.window())
        dialog.happened.connect(lambda saved: self._begun(saved, _BEGUN))
        dialog.open()
        return dialog

    def begin_for(self, placement: UUID) -> None:
        """Begin one for a placement; what was begun and not sent in yet is opened instead."""
        desk, today = self._context.desk, self._context.today()
        known = self._open_one(placement)
        if known is not None:
            self._page.show_subsidy(known)
            self._context.window.toast("Voor deze plaatsing was al een aanvraag begonnen.")
            return
        saved = self._run(desk.subsidies.begin, placement, today, title="De aanvraag is niet begonnen")
        if saved is not None:
            self._begun(saved, _BEGUN)

    def _open_one(self, placement: UUID) -> UUID | None:
        from beschutdesk.rules.subsidy_states import OPEN, state_of

        found = self._context.desk.subsidies.of(placement)
        return next((one.id for one in reversed(found) if state_of(one) in OPEN), None)

    def _begun(self, saved: Saved, words: str) -> None:
        key = next((one for record, one in saved.changed if record == self._page.dossier.root), None)
        self.remember(saved)
        self._context.announce(saved.changed)
        if key is not None:
            self._page.show_subsidy(key)
            self._page.enter_missing()
        self._context.window.toast(words, self.undo)

    def renew(self) -> None:
        """Begin the next period of the open one."""
        if (key := self.kept_key()) is None:
            return
        renew, today = self._context.desk.subsidies.renew, self._context.today()
        saved = self._run(renew, key, today, title="Verlengen is niet gelukt")
        if saved is not None:
            self._begun(saved, "De volgende periode is begonnen. Wat anders is dan vorige keer, staat bij Verlengen.")

    # -- steps ---------------------------------------------------------------------------------------------------------

    def step(self, state: SubsidyState | None) -> QDialog | None:
        """Ask what belongs to a step and take it. What blocks sending it in is shown instead."""
        key = self.kept_key()
        found = self._page.gathered_now() if key is not None else None
        if found is None or state is None:
            return None
        if state is SubsidyState.SUBMITTED and found.blocking:
            number = len(found.blocking)
            words = "Er ontbreekt nog 1 punt." if number == 1 else f"Er ontbreken nog {number} punten."
            self._page.enter_missing()
            self._context.window.toast(f"{words} Daarna kan de aanvraag worden ingediend.")
            return None
        from ui.dialogs.subsidy_step import SubsidyStepDialog

        dialog = SubsidyStepDialog(self._context, found, state, self._page.store, self._page.window())
        dialog.happened.connect(lambda saved: self._stepped(saved, state))
        dialog.open()
        return dialog

    def _stepped(self, saved: Saved, state: SubsidyState) -> None:
        self._did(saved, f"Vastgelegd: {STEPS[state][0][:1].lower()}{STEPS[state][0][1:]}.")

    def told(self, change: Any) -> None:
        """A change was told to whoever pays, today."""
        if (key := self.kept_key()) is None:
            return
        told, today = self._context.desk.subsidies.told, self._context.today()
        saved = self._run(told, key, change.what, today, title="Vastleggen is niet gelukt")
        if saved is not None:
            self._did(saved, "Vastgelegd dat je dit vandaag hebt gemeld.")

    def _did(self, saved: Saved, words: str) -> None:
        self.remember(saved)
        self._context.announce(saved.changed)
        self._context.window.toast(words, self.undo)

    # -- from the dossier ----------------------------------------------------------------------------------------------

    def fill(self, names: Iterable[str]) -> None:
        """Take over what the dossier proposes for these texts; nothing that stands there is lost."""
        page, session, found = self._page, self._page.dossier.main, self._page.found
        if session is None or found is None:
            return
        page.form.settle()
        done = fill(session, found.proposals, names)
        if not done:
            self._context.window.toast("Het dossier heeft hier geen voorstel voor.")
            return
        self._filled.append(done)
        self._context.keeper.write_now()
        words = "Voorstel overgenomen." if done.number == 1 else f"{done.number} voorstellen overgenomen."
        self._context.window.toast(f"{words} Lees het na en maak het kloppend.", self.undo)

    def undo(self) -> bool:
        """Take back what was taken over, else what every page takes back."""
        while self._filled:
            done = self._filled.pop()
            if done.session is self._page.dossier.main and done.take_back():
                self._context.keeper.write_now()
                self._context.window.toast("Voorstel weggehaald.", None)
                return True
        return super().undo()

    def save(self) -> bool:
        kept = super().save()
        self._filled.clear()  # from now on it is that save which is taken back
        return kept

    def let_go(self) -> None:
        """Hold nothing that was taken over."""
        self._filled.clear()

    # -- on paper ------------------------------------------------------------------------------------------------------

    def papers(self) -> QDialog | None:
        """The papers of the open application; what is typed is saved first."""
        if (key := self.kept_key()) is None:
            self._context.window.toast("Kies eerst een aanvraag.", None)
            return None
        from ui.dialogs.subsidy_print import open_papers

        return open_papers(self._context, key, self._page.window())

    def form(self) -> QDialog | None:
        """Fill in the form of the gemeente for the open application; what is typed is saved first."""
        if (key := self.kept_key()) is None:
            return None
        from ui.dialogs.municipal_form import open_municipal_form

        return open_municipal_form(self._context, key, self._page.window())

    def copy_text(self) -> None:
        """An application goes on paper, and not as loose text."""
        self.papers()

    def bring_in(self) -> None:
        """No list is read in here."""
