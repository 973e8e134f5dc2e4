"""A dialog for one act that asks a secret: it stays alive while the act runs in a lane, and forgets what was typed."""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.services import profile as profiles
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.theme import px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import Banner, FieldBox, Glyph, Secret, announce, box, button, cols, label, line, rows, scroll
from ui.widgets.layout import Item
from ui.widgets.progress import progress_bar

WIDE: Final = 540
SLOW_MS: Final = 3000
_AROUND: Final = 60
"""Room that is left free above and below a dialog on a low screen."""
SECRET: Final = "Wachtzin of herstelcode van nu"  # noqa: S105 - the label of a field
_AGAIN: Final = "Ook al is de kluis open: misschien zit er iemand anders achter deze laptop."


class SecretBox(FieldBox):
    """The field that asks the passphrase or recovery code of now."""

    def __init__(self, title: str = SECRET, hint: str = _AGAIN) -> None:
        self.secret = Secret(title)
        super().__init__(title, self.secret, hint)
        self.secret.edited.connect(lambda _words: self.say(""))

    def text(self) -> str:
        """What was typed."""
        return self.secret.text()

    def ready(self) -> bool:
        """Whether anything stands there; says so when not."""
        if not self.text():
            self.refuse("Typ eerst je wachtzin of je herstelcode.", "warn")
        return bool(self.text())

    def refuse(self, words: str, tone: Any = "care") -> None:
        """Put a message below, select what was typed and give it the focus."""
        self.say(words, tone)
        self.secret.line.selectAll()
        self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)


class ActDialog(QDialog):
    """Title, content and buttons. A subclass fills :meth:`add` and does its work in :meth:`act`.

    Args:
        title: what it is about.
        icon: beside the title.
        act: words of the button that does it.
        lane: where the work runs; the dialog does not own it.
        parent: the window below.
        waits: words for when the work takes long.

    Attributes:
        happened: it was done (what the work returned).
        trouble: says what went wrong and is not about a field.
    """

    happened = Signal(object)
    wide: ClassVar = WIDE
    """How wide it wants to be, at 100 % text size."""

    def __init__(
        self,
        title: str,
        icon: str,
        act: str,
        lane: jobs.Lane,
        parent: QWidget | None = None,
        *,
        waits: str = "Dit duurt langer dan gewoonlijk. Je mag wachten of dit venster sluiten.",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._lane, self._act_words, self._waits = lane, act, waits
        self._job: jobs.Job | None = None
        self._secrets: list[Secret] = []
        self.trouble = Banner()
        self.trouble.hide()
        self.bar = progress_bar()
        self.note = label("", "meta", "soft", wrap=True)
        self.note.setMinimumWidth(1)
        self.cancel_button = button("Annuleren", on=self.reject)
        self.act_button = button(act, "primary", on=self.act)
        for made in (self.cancel_button, self.act_button):
            made.setAutoDefault(False)
        self._column = rows(gap=tk.S3)
        head = cols(Glyph(icon, "accent", 24), (label(title, "title", wrap=True), 1), gap=12)
        self._content = box(rows(head, self._column, self.trouble, None, gap=tk.S4, margins=(24, 20, 24, 16)))
        self._content.setMinimumWidth(1)
        foot = rows(
            self.bar,
            cols((self.note, 1), self.cancel_button, self.act_button, gap=10),
            gap=tk.S2,
            margins=(24, 12, 24, 14),
        )
        self._foot = box(foot)
        scroller = scroll(self._content)
        scroller.follow_focus()
        self.setLayout(rows((scroller, 1), line(), self._foot, gap=0))
        self._slow = one_shot(self, lambda: self._tell(self._waits), SLOW_MS)

    # -- for a subclass ------------------------------------------------------------------------------------------------

    def add(self, *items: Item) -> None:
        """Put things below each other, under the title."""
        for item in items:
            if isinstance(item, QWidget):
                self._column.addWidget(item)
            elif isinstance(item, int):
                self._column.addSpacing(item)
            elif item is not None and not isinstance(item, tuple):
                self._column.addLayout(item)
        self._secrets = self.findChildren(Secret)

    def act(self) -> None:
        """Look whether all is filled in, and :meth:`work`."""
        raise NotImplementedError

    def wrong_field(self) -> SecretBox | None:
        """The field that a wrong secret is about."""
        return None

    def work(
        self,
        fn: Callable[..., Any],
        *args: Any,
        busy: str = "Bezig…",
        progress: Callable[[int, int], None] | None = None,
        done: Callable[[Any], None] | None = None,
    ) -> None:
        """Do it in the lane; meanwhile only closing is possible."""
        if self._job is not None:
            return
        self.say_trouble(None)
        self._set_busy(True, busy)
        self._job = self._lane.submit(
            fn, *args, done=done or self._done, failed=self._failed, progress=progress, priority=jobs.NORMAL
        )

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()

    def finish_work(self) -> None:
        """The work is over and the dialog stays."""
        self._job = None
        self._set_busy(False)

    def say_trouble(self, trouble: Trouble | None) -> None:
        """Say what went wrong in its three parts, or (``None``) nothing."""
        self.trouble.setVisible(trouble is not None)
        if trouble is not None:
            rest = "\n".join(part for part in (trouble.safe, trouble.todo) if part)
            self.trouble.set_words(rest, "care", trouble.happened)
            announce(self, str(trouble))
        self._fit()

    @property
    def busy(self) -> bool:
        """Whether the work runs."""
        return self._job is not None

    # -- inside --------------------------------------------------------------------------------------------------------

    def _done(self, result: Any) -> None:
        self.finish_work()
        self.happened.emit(result)
        self.accept()

    def _failed(self, trouble: Trouble) -> None:
        self.finish_work()
        field = self.wrong_field()
        if field is not None and isinstance(trouble, (profiles.WrongSecret, profiles.TooSoon)):
            field.refuse(str(trouble))
        else:
            self.say_trouble(trouble)
            self.act_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool, words: str = "") -> None:
        for widget in self.findChildren(QWidget):
            if widget.parent() is self._content:
                widget.setEnabled(not busy)
        self.act_button.setEnabled(not busy)
        self.act_button.setText(words if busy else self._act_words)
        self.cancel_button.setText("Sluiten" if busy else "Annuleren")
        self.note.setText("")
        self.bar.hide()
        if busy:
            self._slow.start()
        else:
            self._slow.stop()

    def _tell(self, words: str) -> None:
        self.note.setText(words)
        announce(self, words)

    def _fit(self) -> None:
        """As high as its content, and no higher than the screen."""
        if not self.isVisible():
            return
        wide = px(self.wide)
        layout = self._content.layout()
        high = layout.heightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else -1
        high = max(high, self._content.sizeHint().height() if high < 0 else high) + self._foot.sizeHint().height() + 1
        room = self.screen().availableSize().height() - _AROUND
        self.setMinimumSize(min(wide, 420), min(high, 240))
        self.resize(wide, min(high, room))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.forget()

    def forget(self) -> None:
        """Let go of the work and of every secret that was typed."""
        self._slow.stop()
        if self._job is not None:
            self._job.cancel()  # what has begun ends by itself; nobody listens any more
            self._job = None
        for secret in self._secrets:
            secret.clear()
