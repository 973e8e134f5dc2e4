"""Another recovery code, the proof of the one on paper, and a whole new key. The old way goes only after the proof."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from beschutdesk.services import profile as profiles
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.act import ActDialog, SecretBox
from ui.dialogs.sheet import OPENS_ALL, SheetSaver
from ui.pages.strength import Judge, NewPassphrase, judge_of
from ui.pages.welcome_code import CodeProof, TypedCode, bare_code
from ui.widgets import Banner, FieldBox, Radio, label, rows

if TYPE_CHECKING:
    from beschutdesk.dossier.caseworker import Caseworker

_CODE_SIGNS: Final = 33


class NewCodeDialog(ActDialog):
    """Shows a new code, has it typed back, and only then puts it in the place of the old one.

    Args:
        lane: where the work runs.
        set_recovery: called with the secret of now, the code, and what was typed back, in the lane.
        owner: stands on the sheet.
        parent: the window below.
        code: the new code; a fresh one when empty.

    Attributes:
        proof: the code and the field in which it is typed back.
        sheet: saves the code as a PDF.
    """

    def __init__(
        self,
        lane: jobs.Lane,
        set_recovery: Callable[[str, str, str], Any],
        owner: "Caseworker",
        parent: QWidget | None = None,
        code: str = "",
    ) -> None:
        super().__init__("Nieuwe herstelcode", "key-round", "Deze code gaan gebruiken", lane, parent)
        self._set = set_recovery
        self.proof = CodeProof()
        self.proof.set_code(code or profiles.new_recovery_code())
        self.sheet = SheetSaver(self.proof, lane, lambda: owner, self.say_trouble)
        self.secret = SecretBox()
        words = (
            "Schrijf deze code op, of maak er een pdf van voor een gesloten envelop bij je teamleider. "
            "De oude code werkt tot je deze hebt overgetypt."
        )
        self.add(label(words, wrap=True), self.proof, Banner(OPENS_ALL, "warn"), self.secret)
        self.proof.typed.returnPressed.connect(self.secret.secret.setFocus)
        self.secret.secret.entered.connect(self.act)
        self.proof.view.setFocus()

    def wrong_field(self) -> SecretBox | None:
        return self.secret

    def act(self) -> None:
        if not self.proof.ready():
            self.proof.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.secret.ready():
            typed = self.proof.typed.text()
            self.work(self._set, self.secret.text(), self.proof.code, typed, busy="Code wordt vastgelegd…")

    def forget(self) -> None:
        super().forget()
        self.proof.forget()


class ProveCodeDialog(ActDialog):
    """Types back the code that is on paper already.

    Args:
        lane: where the work runs.
        prove: called with what was typed, in the lane.
        parent: the window below.
    """

    def __init__(self, lane: jobs.Lane, prove: Callable[[str], Any], parent: QWidget | None = None) -> None:
        super().__init__("Herstelcode overtypen", "key-round", "Nakijken", lane, parent)
        self._prove = prove
        self.typed = TypedCode()
        self.field = FieldBox("Typ de code over van je papier", self.typed, "Streepjes en spaties maken niet uit.")
        self.typed.textEdited.connect(lambda _words: self.field.say(""))
        self.typed.returnPressed.connect(self.act)
        words = "Zo weet je zeker dat de code op papier klopt, vóór je hem nodig hebt. Er verandert niets aan de code."
        self.add(label(words, "body", "soft", wrap=True), self.field)
        self.typed.setFocus()

    def act(self) -> None:
        if self.typed.text().strip():
            self.work(self._prove, self.typed.text(), busy="Wordt nagekeken…")
        else:
            self.field.say("Typ eerst de code.", "info")
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, trouble: Trouble) -> None:
        self.finish_work()
        self.field.say(str(trouble))
        self.typed.selectAll()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        super().forget()
        self.typed.clear()


class RenewDialog(ActDialog):
    """Sleutel vernieuwen: what it does, the secret, the passphrase from now on, and a new code that is typed back.

    It renews nothing itself, for that needs a locked vault: ``renew_requested`` carries what is needed.

    Args:
        lane: where the secret is tried.
        opens: called with the secret, in the lane; raises when it does not open this vault.
        owner: stands on the sheet.
        parent: the window below.
        judge: how strong a passphrase is.
        code: the new code; a fresh one when empty.

    Attributes:
        renew_requested: secret of now, passphrase from now on, new code.
    """

    renew_requested = Signal(str, str, str)

    def __init__(
        self,
        lane: jobs.Lane,
        opens: Callable[[str], Any],
        owner: "Caseworker",
        parent: QWidget | None = None,
        judge: Judge = judge_of,
        code: str = "",
    ) -> None:
        super().__init__("Sleutel vernieuwen", "rotate-ccw", "Vergrendelen en vernieuwen", lane, parent)
        self._opens = opens
        self.secret = SecretBox()
        self.same = Radio("Houd dezelfde wachtzin")
        self.other = Radio("Neem een nieuwe wachtzin")
        self._choice = QButtonGroup(self)
        for radio in (self.same, self.other):
            self._choice.addButton(radio)
        self.same.setChecked(True)
        self.new = NewPassphrase(judge, "Nieuwe wachtzin", "Nieuwe wachtzin nog een keer")
        self.new.hide()
        self.other.toggled.connect(self._turn)
        self.proof = CodeProof()
        self.proof.set_code(code or profiles.new_recovery_code())
        self.sheet = SheetSaver(self.proof, lane, lambda: owner, self.say_trouble)
        self.add(
            rows(
                label("Alle dossiers en bijlagen krijgen een nieuwe sleutel. Dat kan enkele minuten duren.", wrap=True),
                label(
                    "Reservekopieën van vóór nu houden de oude sleutel: wie de oude wachtzin of code kent, kan die "
                    "blijven lezen. Gooi ze weg als dat niet mag.",
                    wrap=True,
                ),
                label("De kluis gaat eerst op slot. Je pincode stel je daarna opnieuw in.", wrap=True),
                gap=6,
            ),
            self.secret,
            rows(self.same, self.other, gap=2),
            self.new,
            label("Je nieuwe herstelcode", "strong"),
            self.proof,
            Banner(OPENS_ALL, "warn"),
        )
        self.secret.secret.setFocus()

    def wrong_field(self) -> SecretBox | None:
        return self.secret

    def act(self) -> None:
        if not self.secret.ready():
            return
        keep = self.same.isChecked()
        if keep and len(bare_code(self.secret.text())) == _CODE_SIGNS and " " not in self.secret.text().strip():
            self.secret.refuse("Dit lijkt een herstelcode. Neem dan een nieuwe wachtzin, of typ je wachtzin.", "warn")
            return
        missing = None if keep else self.new.ready()
        if missing is None and not self.proof.ready():
            missing = self.proof.typed
        if missing is not None:
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.work(self._opens, self.secret.text(), busy="Wachtzin wordt nagekeken…")

    def _done(self, result: Any) -> None:
        secret = self.secret.text()
        asked = (secret, secret if self.same.isChecked() else self.new.text(), self.proof.code)
        self.finish_work()
        self.happened.emit(result)
        self.accept()
        self.renew_requested.emit(*asked)

    def _turn(self, other: bool) -> None:
        self.new.setVisible(other)
        if other:
            self.new.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def forget(self) -> None:
        super().forget()
        self.proof.forget()
