"""First start: who you are, your passphrase, your recovery code. Three short steps; going back loses nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.pages.brand import Bar, CentredPage
from ui.pages.step_mark import StepMark
from ui.pages.strength import Judge, NewPassphrase, Strength
from ui.pages.welcome_code import CodeProof, CodeStep
from ui.theme import tokens as tk
from ui.widgets import Banner, FieldBox, box, button, cols, label, line_edit, rows, set_button

if TYPE_CHECKING:
    from ui.jobs import Lane

_WIDTH = 560
_STEPS: Final = ("Over jou", "Wachtzin", "Herstelcode")
_TITLES: Final = ("Welkom bij BeschutDesk", "Kies een wachtzin", "Bewaar je herstelcode")
_LAST: Final = len(_STEPS) - 1
_NEXT, _BEGIN = "Volgende", "Beginnen"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the user filled in at the first start.

    Attributes:
        name: of the user, as it stands on documents.
        organisation: where they work; may be empty.
        role: their function; may be empty.
        phone: may be empty.
        passphrase: opens the vault.
        recovery_code: the code that was shown.
        code_kept: they typed the code back, so it stands on paper.
        demo: begin with the demo dossiers.
    """

    name: str
    organisation: str
    role: str
    phone: str
    passphrase: str
    recovery_code: str
    code_kept: bool
    demo: bool

    def __repr__(self) -> str:
        return f"Welcome({self.name!r}, …)"  # never a secret in a log


class _AboutStep(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.organisation, self.role, self.phone = (line_edit() for _ in range(4))
        self._name_box = FieldBox("Naam", self.name, "Zo staat het op verslagen en portfolio’s.")
        self.name.textEdited.connect(lambda _words: self._name_box.say(""))
        intro = "Hier houd je je dossiers bij, op deze laptop en zonder internet. Eerst drie korte vragen."
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tk.S4)
        grid.setVerticalSpacing(tk.BETWEEN_FIELDS)
        fields = (
            self._name_box,
            FieldBox("Organisatie", self.organisation),
            FieldBox("Functie", self.role, "Bijvoorbeeld jobcoach of bemiddelaar."),
            FieldBox("Telefoon", self.phone),
        )
        for i, field in enumerate(fields):
            grid.addWidget(field, i // 2, i % 2)
            grid.setColumnStretch(i % 2, 1)
        self.setLayout(rows(label(intro, "body", "soft", wrap=True), tk.S2, grid, None))
        for line in (self.name, self.role, self.organisation, self.phone):
            line.setMaxLength(200)

    def ready(self) -> QWidget | None:
        """The field that still needs something, or ``None``."""
        if self.name.text().strip():
            return None
        self._name_box.say("Vul je naam in, dan weten lezers van wie een verslag is.", "warn")
        return self.name


class _PassphraseStep(QWidget):
    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.new = NewPassphrase(judge)
        intro = (
            "Met deze zin gaan je dossiers open. Niemand anders kent hem en niemand kan hem voor je opzoeken. "
            "Spaties en leestekens mogen."
        )
        self.setLayout(rows(label(intro, "body", "soft", wrap=True), tk.S2, self.new, None))

    def ready(self) -> QWidget | None:
        """The field that still needs something, or ``None``."""
        return self.new.ready()


class WelcomePage(CentredPage):
    """Three steps, each on the same quiet page.

    Args:
        judge: how strong a passphrase is.
        new_code: makes the recovery code; called once, when its step is first shown.

    Attributes:
        finished: all is filled in (a :class:`Welcome`).
        restore_wanted: there is a backup of a vault, perhaps of another laptop; it is to come here.
        print_requested: print the recovery code; the button is there once :meth:`allow_printing` was called.
    """

    finished = Signal(object)
    restore_wanted = Signal()
    print_requested = Signal(str)

    def __init__(self, judge: Callable[[str], Strength], new_code: Callable[[], str]) -> None:
        self._new_code = new_code
        self._mark = StepMark(_STEPS)
        self._title = label(_TITLES[0], "title")
        self._about = _AboutStep()
        self._passphrase = _PassphraseStep(judge)
        self._code = CodeStep()
        self._parts: tuple[QWidget, ...] = (self._about, self._passphrase, self._code)
        self._step = 0
        # Not a stack: that is as high as its highest page, which does not fit in a low window.
        self._steps = box(rows(*self._parts, gap=0))
        self._trouble = Banner()
        self._trouble.hide()
        self._back = button("Terug", "quiet", "chevron-left", on=self._go_back)
        self._restore = button("Reservekopie terugzetten…", "quiet", "rotate-ccw", on=self._want_restore)
        self._next = button(_NEXT, "primary", on=self._go_on)
        column = box(
            rows(
                Bar(),
                tk.S1,
                self._mark,
                tk.S3,
                self._title,
                self._steps,
                self._trouble,
                tk.S3,
                cols(self._back, self._restore, None, self._next),
            )
        )
        super().__init__(column, _WIDTH)
        for line in (self._about.name, self._about.organisation, self._about.role, self._about.phone):
            line.returnPressed.connect(self._go_on)
        self._passphrase.new.first.entered.connect(lambda: self._focus(self._passphrase.new.again))
        self._passphrase.new.again.entered.connect(self._go_on)
        self._code.print_requested.connect(self.print_requested)
        self._show(0)

    @property
    def proof(self) -> CodeProof:
        """The code and the field in which it is typed back, for who offers to save it."""
        return self._code.proof

    def allow_printing(self) -> None:
        """Offer to print the recovery code too."""
        self._code.allow_printing()

    def offer_sheet(self, lane: "Lane") -> None:
        """Offer to save the recovery code as a PDF, which is made in this lane."""
        from beschutdesk.dossier.caseworker import Caseworker
        from ui.dialogs.sheet import SheetSaver

        def owner() -> Caseworker:
            filled = self._filled_in()
            return Caseworker(name=filled.name, organisation=filled.organisation, role=filled.role)

        SheetSaver(self.proof, lane, owner, lambda trouble: self.say("De pdf is niet gemaakt", str(trouble)))

    def set_busy(self, busy: bool) -> None:
        """Show that the vault is being made; meanwhile nothing can be pressed."""
        self._steps.setEnabled(not busy)
        self._back.setEnabled(not busy)
        self._restore.setEnabled(not busy)
        self._next.setEnabled(not busy)
        set_button(self._next, "Kluis wordt gemaakt…" if busy else _BEGIN, "")

    def say(self, title: str, words: str) -> None:
        """Say what went wrong, above the buttons; an empty title says nothing."""
        self._trouble.set_words(words, "care", title)
        self._trouble.setVisible(bool(title))

    def clear(self) -> None:
        """Forget the secrets."""
        self._passphrase.new.clear()
        self._code.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_step()

    def _show(self, step: int) -> None:
        if step == _LAST and not self._code.code:
            self._code.set_code(self._new_code())
        self._step = step
        for i, part in enumerate(self._parts):
            part.setVisible(i == step)
        self._mark.set_now(step)
        self._title.setText(_TITLES[step])
        self._back.setVisible(step > 0)
        self._restore.setVisible(step == 0)
        set_button(self._next, _BEGIN if step == _LAST else _NEXT, "")
        self.say("", "")
        self._focus_step()

    def _focus_step(self) -> None:
        targets = (self._about.name, self._passphrase.new.first, self._code.view)
        self._focus(targets[self._step])

    def _want_restore(self) -> None:
        self.restore_wanted.emit()

    @staticmethod
    def _focus(widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self._show(max(self._step - 1, 0))

    def _go_on(self) -> None:
        step = self._step
        missing = (self._about, self._passphrase, self._code)[step].ready()
        if missing is not None:
            self._focus(missing)
        elif step < _LAST:
            self._show(step + 1)
        elif self._next.isEnabled():
            self.finished.emit(self._filled_in())

    def _filled_in(self) -> Welcome:
        about = self._about
        return Welcome(
            name=about.name.text().strip(),
            organisation=about.organisation.text().strip(),
            role=about.role.text().strip(),
            phone=about.phone.text().strip(),
            passphrase=self._passphrase.new.first.text(),
            recovery_code=self._code.code,
            code_kept=self._code.proof.proven,
            demo=self._code.demo.isChecked(),
        )
