"""Small dialogs that ask a secret: before an act, for another passphrase, for a PIN."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from beschutdesk.services import profile as profiles
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.act import ActDialog, SecretBox
from ui.pages.strength import Judge, NewPassphrase, judge_of
from ui.widgets import FieldBox, Secret, label

SetPassphrase = Callable[[str, str], Any]
SetPin = Callable[[str, str], Any]


class SecretDialog(ActDialog):
    """Asks the secret of now and does one thing with it.

    Args:
        title: what it is about.
        words: what it does, in a few sentences.
        act: words of the button.
        lane: where the work runs.
        work: called with the secret, in the lane; with ``progress`` also with ``report=``.
        busy: words on the button meanwhile.
        progress: show how far it is.
        parent: the window below.
    """

    def __init__(
        self,
        title: str,
        words: str,
        act: str,
        lane: jobs.Lane,
        work: Callable[..., Any],
        parent: QWidget | None = None,
        *,
        busy: str = "Bezig…",
        progress: bool = False,
    ) -> None:
        super().__init__(title, "key-round", act, lane, parent)
        self._work, self._busy_words, self._with_progress = work, busy, progress
        self.secret = SecretBox()
        self.add(label(words, wrap=True), self.secret)
        self.secret.secret.entered.connect(self.act)
        self.secret.secret.setFocus()

    def wrong_field(self) -> SecretBox | None:
        return self.secret

    def act(self) -> None:
        if self.secret.ready():
            progress = self.show_progress if self._with_progress else None
            self.work(self._work, self.secret.text(), busy=self._busy_words, progress=progress)


class PassphraseDialog(ActDialog):
    """Another passphrase: the secret of now, and the new one twice.

    Args:
        lane: where the work runs.
        set_passphrase: called with the secret of now and the new passphrase, in the lane.
        parent: the window below.
        judge: how strong a passphrase is.
    """

    def __init__(
        self,
        lane: jobs.Lane,
        set_passphrase: SetPassphrase,
        parent: QWidget | None = None,
        judge: Judge = judge_of,
    ) -> None:
        super().__init__("Wachtzin wijzigen", "key-round", "Wachtzin wijzigen", lane, parent)
        self._set = set_passphrase
        self.secret = SecretBox()
        self.new = NewPassphrase(judge, "Nieuwe wachtzin", "Nieuwe wachtzin nog een keer")
        self.add(
            label(
                "Vanaf nu opent de nieuwe wachtzin de kluis. Reservekopieën van vandaag en eerder houden de oude.",
                "body",
                "soft",
                wrap=True,
            ),
            self.secret,
            self.new,
        )
        self.secret.secret.entered.connect(self.new.first.setFocus)
        self.new.first.entered.connect(self.new.again.setFocus)
        self.new.entered.connect(self.act)
        self.secret.secret.setFocus()

    def wrong_field(self) -> SecretBox | None:
        return self.secret

    def act(self) -> None:
        if not self.secret.ready():
            return
        missing = self.new.ready()
        if missing is not None:
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.work(self._set, self.secret.text(), self.new.text(), busy="Wachtzin wordt gewijzigd…")


class PinDialog(ActDialog):
    """A PIN for this device: the secret of now, and the PIN twice.

    Args:
        lane: where the work runs; the keyring may answer late.
        set_pin: called with the secret of now and the PIN, in the lane.
        parent: the window below.
        change: there is a PIN already.
    """

    def __init__(
        self, lane: jobs.Lane, set_pin: SetPin, parent: QWidget | None = None, *, change: bool = False
    ) -> None:
        title = "Pincode wijzigen" if change else "Pincode instellen"
        waits = (
            "De sleutelbos van dit apparaat antwoordt nog niet. Misschien vraagt hij in een ander venster om zijn "
            "wachtwoord. Je mag wachten of dit venster sluiten."
        )
        super().__init__(title, "lock", title, lane, parent, waits=waits)
        self._set = set_pin
        self.secret = SecretBox()
        self.first, self.again = Secret("Pincode"), Secret("Pincode nog een keer")
        self._first_box = FieldBox("Pincode", self.first, "Cijfers of letters; geen rijtje en niet je geboortedatum.")
        self._again_box = FieldBox("Pincode nog een keer", self.again)
        self.first.edited.connect(lambda _words: self._first_box.say(""))
        self.again.edited.connect(lambda _words: self._again_box.say(""))
        words = (
            "De pincode werkt alleen op deze laptop, samen met de sleutelbos van dit apparaat. Na vijf verkeerde "
            "pogingen vraagt BeschutDesk weer je wachtzin."
        )
        self.add(label(words, "body", "soft", wrap=True), self.secret, self._first_box, self._again_box)
        self.secret.secret.entered.connect(self.first.setFocus)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.act)
        self.secret.secret.setFocus()

    def wrong_field(self) -> SecretBox | None:
        return self.secret

    def act(self) -> None:
        if not self.secret.ready():
            return
        if why := profiles.weak_pin(self.first.text()):
            self._refuse(why)
        elif self.first.text() != self.again.text():
            self._again_box.say("Deze is anders dan de eerste. Typ hem nog een keer.", "warn")
            self.again.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.work(self._set, self.secret.text(), self.first.text(), busy="Pincode wordt ingesteld…")

    def _refuse(self, why: str) -> None:
        self._first_box.say(why, "warn")
        self.first.line.selectAll()
        self.first.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, trouble: Trouble) -> None:
        if isinstance(trouble, profiles.WeakSecret):
            self.finish_work()
            self._refuse(str(trouble))
        else:
            super()._failed(trouble)
