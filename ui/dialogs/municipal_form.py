"""The gemeente's own form: choose the blank, say once what goes where, look at it filled in, save it as a PDF."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from beschutdesk.services.dossiers import Saved
from beschutdesk.services.municipal_forms import FormReport, KnownForm, OpenedForm, Standing
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.handing import HandedOver
from ui.dialogs.municipal_form_side import FormSide
from ui.dialogs.paper import PaperDialog, Ready
from ui.dialogs.saving import ask_file, write_file
from ui.looking import KEYS, hear_keys
from ui.looking import current as looking
from ui.theme import px
from ui.timers import one_shot
from ui.widgets import Chip, announce

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from ui.context import DeskContext

_SIDE: Final = 510
_TITLE: Final = "Formulier van de gemeente"
_KEEP_MS: Final = 1500
"""From the last change to keeping it, once a form is kept."""
_CHOOSE: Final = "Kies eerst het lege formulier van de gemeente."
_LOOKING: Final = f"Iemand kijkt mee: dit formulier noemt anderen. {KEYS} zet de meekijkstand uit."


def ask_blank(parent: QWidget) -> Path | None:
    """The file dialog of the system, for the blank."""
    return _ask(parent, "Kies het lege formulier", "Pdf-formulier (*.pdf);;Alle bestanden (*)")


def ask_mapping(parent: QWidget) -> Path | None:
    """The file dialog of the system, for a mapping of a colleague."""
    return _ask(parent, "Kies de koppeling van een collega", "Koppeling (*.toml);;Alle bestanden (*)")


def _ask(parent: QWidget, title: str, kinds: str) -> Path | None:
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getOpenFileName(parent, title, start, kinds)
    return Path(chosen) if chosen else None


class MunicipalFormDialog(PaperDialog):
    """One form, filled in for one application.

    Args:
        desk: the open profile.
        lane: where everything is made.
        application: for which.
        municipality: of the candidate; its form is opened when there is one.
        called: what the person is called.
        today: the date on it.
        parent: the window it belongs to.

    Attributes:
        side: the panel beside the preview.
        form: what is in view; ``None`` while none is chosen.
        report: what did not go as it should, once it was filled in.
        ask_blank, ask_mapping, ask_share: how it asks for files; a test puts its own here.
    """

    WANTED = QSize(1220, 780)

    def __init__(
        self,
        desk: "Desk",
        lane: jobs.Lane,
        application: UUID,
        *,
        municipality: str = "",
        called: str = "",
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, lane, "Het formulier", parent)
        self._application, self._municipality, self._today = application, municipality.strip(), today
        self.form: OpenedForm | None = None
        self.report: FormReport | None = None
        self.ask_blank: Callable[[QWidget], Path | None] = ask_blank
        self.ask_mapping: Callable[[QWidget], Path | None] = ask_mapping
        self.ask_share: Callable[[QWidget, str], Path | None] = _ask_share
        self._unkept = False
        self._warned = False
        self._keeper = one_shot(self, self._keep_quietly, _KEEP_MS)
        self.side, self.chip = FormSide(), Chip()
        self.side.setFixedWidth(px(_SIDE))
        self.side.choose.clicked.connect(lambda _on=False: self.choose())
        self.side.keep.clicked.connect(lambda _on=False: self.keep())
        self.side.read_in.clicked.connect(lambda _on=False: self.read_in())
        self.side.share.clicked.connect(lambda _on=False: self.share())
        self.side.form_wanted.connect(self._open_kept)
        self.side.changed.connect(self._changed)
        self.side.moved.connect(self._mark)
        self.rendered.connect(lambda: self._mark(self.side.table.currentIndex().row()))
        title = f"{_TITLE}: {called.strip()}" if called.strip() else _TITLE
        self.lay_out(title, self.side, self.chip, first="save")
        hear_keys(self)
        self._may_hand()
        self._say_standing()
        self.note.setText(_CHOOSE)
        self.side.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._lane.submit(self._desk.municipal_forms.known, self._municipality, done=self._listed, failed=self._told)

    # -- which form ----------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a blank and read it."""
        path = self.ask_blank(self)
        if path is not None:
            self._read(self._desk.municipal_forms.open, path)

    def _open_kept(self, key: UUID) -> None:
        if self.form is None or self.form.kept != key:
            self._read(self._desk.municipal_forms.open_kept, key)

    def _read(self, work: Callable[..., OpenedForm], *given: Any) -> None:
        self.note.setText("Het formulier wordt gelezen…")
        self._lane.submit(work, *given, done=self._opened, failed=self._not_opened)

    def _opened(self, form: OpenedForm) -> None:
        if self._gone:
            return
        if not form.municipality and form.standing is Standing.PROPOSED:
            form = replace(form, municipality=self._municipality)
        self.form, self._unkept = form, form.kept is None
        self.side.show_form(form)
        self._list_again()
        self._say_standing()
        self._may_hand()
        self._out_of_date()
        self.side.table.setFocus(Qt.FocusReason.OtherFocusReason)
        fields = len(form.blank.fields)
        announce(self, f"{form.name}: {fields} velden. {form.remark}")

    def _not_opened(self, trouble: Trouble) -> None:
        if not self._gone:
            self.note.setText(_CHOOSE if self.form is None else self._remark())
            self.say_trouble(self, "Dit formulier kan niet worden ingevuld", trouble)

    def _list_again(self) -> None:
        self._lane.submit(self._desk.municipal_forms.known, self._municipality, done=self._relisted, failed=self._told)

    def _relisted(self, known: tuple[KnownForm, ...]) -> None:
        if not self._gone:
            self.side.show_known(known, self.form.kept if self.form is not None else None)

    def _listed(self, known: tuple[KnownForm, ...]) -> None:
        """At the start: the form of this gemeente, when it is kept, needs no choosing."""
        if self._gone or self.form is not None:
            return
        self.side.show_known(known)
        own = [
            one for one in known if self._municipality and one.municipality.casefold() == self._municipality.casefold()
        ]
        if len(own) == 1:
            self._open_kept(own[0].id)

    # -- what goes where -----------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        form = self._current()
        if form is None or form == self.form:
            return
        self.form, self._unkept, self._warned = form, True, False
        self._say_standing()
        self._out_of_date()
        if form.kept is not None:
            self._keeper.start()

    def _current(self) -> OpenedForm | None:
        """The form as it stands in the panel."""
        if self.form is None:
            return None
        name = self.side.name.text().strip() or self.form.name
        municipality = self.side.municipality.text().strip()
        return replace(self.form, entries=self.side.model.entries, name=name, municipality=municipality)

    def keep(self) -> None:
        """Keep the blank with what goes where."""
        self._settle()
        if self.form is not None:
            self._keeper.stop()
            self._lane.submit(self._desk.municipal_forms.keep, self.form, done=self._kept, failed=self._told)

    def _keep_quietly(self) -> None:
        if not self._gone and self.form is not None and self._unkept:
            self._lane.submit(self._desk.municipal_forms.keep, self.form, done=self._kept, failed=self._told)

    def _kept(self, result: tuple[Saved, OpenedForm]) -> None:
        saved, form = result
        if self._gone or self.form is None or self.form.blank.digest != form.blank.digest:
            return
        same = self.form.entries == form.entries and self.form.name == form.name
        self.form = replace(self.form, kept=form.kept, standing=Standing.KEPT, remark="")
        self._unkept = not same
        if saved.changed:
            self.kept.emit(saved.changed)
        self.side.show_remark("")
        self._say_standing()
        self._list_again()
        announce(self, "De koppeling is bewaard.")

    def read_in(self) -> None:
        """Take the mapping that a colleague made."""
        self._settle()
        path = self.ask_mapping(self) if self.form is not None else None
        if path is not None:
            self._lane.submit(
                self._desk.municipal_forms.with_mapping, self.form, path, done=self._mapped, failed=self._told
            )

    def _mapped(self, form: OpenedForm) -> None:
        if self._gone:
            return
        self._opened(form)
        self._unkept = True
        self._say_standing()

    def share(self) -> None:
        """Write the mapping to a file for a colleague; nothing about a person stands in it."""
        self._settle()
        form = self.form
        path = self.ask_share(self, f"{form.name}.toml") if form is not None else None
        if form is None or path is None:
            return
        write = self._desk.municipal_forms.mapping_text

        def work() -> Path:
            write_file(path, write(form).encode(), "De koppeling")
            return path

        self._lane.submit(work, done=self._shared_to, failed=self._told)

    def _shared_to(self, path: Path) -> None:
        if not self._gone:
            words = f"De koppeling staat in {path.name}. Er staat niets over een persoon in."
            self.note.setText(words)
            announce(self, words)

    def _told(self, trouble: Trouble) -> None:
        if not self._gone:
            self.say_trouble(self, "Dat is niet gelukt", trouble)

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _making(self) -> Callable[[], Ready] | None:
        form, forms = self.form, self._desk.municipal_forms
        if form is None:
            return None
        application, today = self._application, self._today

        def make() -> Ready:
            order = forms.order(application, form, today)
            printed, self.report = forms.render(order)
            return Ready(order, printed)

        return make

    def _shown(self, ready: Ready) -> None:
        self.side.report.show_report(self.report)

    def _mark(self, row: int) -> None:
        """Show in the preview where a field stands."""
        fields = self.side.model.fields
        if 0 <= row < len(fields) and fields[row].places and self.preview.pages:
            place = fields[row].places[0]
            self.preview.view.show_mark(place.page, QRectF(*place.shown))
        else:
            self.preview.view.drop_mark()

    def _say_standing(self) -> None:
        if self.form is None:
            self.chip.set_look("nog geen formulier", icon="file-text", dashed=True)
        elif self._unkept:
            words = self.form.standing.label if self.form.kept is None else "gewijzigd"
            self.chip.set_look(f"koppeling: {words}, nog niet bewaard", icon="pencil", dashed=True)
        else:
            self.chip.set_look("koppeling bewaard", icon="check")

    def _may_hand(self) -> None:
        for made in (self.save_button, self.print_button):
            made.setEnabled(self.form is not None)
        # Without pages there is nothing to scroll.
        policy = Qt.FocusPolicy.NoFocus if self.form is None else Qt.FocusPolicy.StrongFocus
        self.preview.view.setFocusPolicy(policy)

    # -- handing over --------------------------------------------------------------------------------------------------

    def _with_ready(self, act: Callable[[Ready], None]) -> None:
        if self.form is None:
            announce(self, _CHOOSE)
            return
        super()._with_ready(act)

    def _settle(self) -> None:
        if self.form is not None:
            self.side.editor.settle()
            self._changed()

    def _hand(self, work: Callable[[Any], HandedOver], failed: str) -> None:
        """What goes where is kept with it: filling in once is enough for every application after this one."""
        form, forms = self.form if self._unkept else None, self._desk.municipal_forms
        kept: list[tuple[Saved, OpenedForm]] = []

        def both(report: Any) -> HandedOver:
            if form is not None:
                kept.append(forms.keep(form))
            return work(report)

        super()._hand(both, failed)
        if form is not None:
            self._lane.submit(lambda: kept[0] if kept else None, done=self._kept_with_it, failed=self._told)

    def _kept_with_it(self, result: tuple[Saved, OpenedForm] | None) -> None:
        if result is not None:
            self._kept(result)

    # -- leaving -------------------------------------------------------------------------------------------------------

    def _may_close(self) -> bool:
        self._settle()
        if self.form is None or not self._unkept or self._warned or not self.side.model.entries:
            return True
        if self.form.kept is not None:
            self._lane.submit(self._desk.municipal_forms.keep, self.form)
            return True
        self._warned = True
        words = "De koppeling is nog niet bewaard. Bewaar haar, of sluit nog een keer om haar weg te gooien."
        self.note.setText(words)
        self.side.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)
        return False

    def _forget(self, *, locked: bool) -> None:
        self._keeper.stop()
        self.form = self.report = None
        self.side.show_form(None)
        self.side.show_known(())


def _ask_share(parent: QWidget, name: str) -> Path | None:
    return ask_file(parent, name, "Koppeling delen", "Koppeling", ".toml")


def open_municipal_form(
    context: "DeskContext", application: UUID, parent: QWidget, *, kept: Callable[[Any], object] | None = None
) -> MunicipalFormDialog | None:
    """Fill in a gemeente's form for an application.

    Args:
        context: the open desk.
        application: for which.
        parent: the window below.
        kept: called with the change set when something was kept or issued.

    Returns:
        The dialog; ``None`` while somebody looks at the screen as well, or when the application is not there any more.
    """
    if looking().on:
        context.window.toast(_LOOKING, None)
        return None
    desk = context.desk
    asked = desk.dossiers.get("supervision_subsidy", application)
    person = desk.dossiers.get("candidate", asked.candidate) if asked is not None and asked.candidate else None
    if person is None:
        return None
    dialog = MunicipalFormDialog(
        desk,
        context.jobs,
        application,
        municipality=person.municipality,
        called=person.name_used,
        today=context.today(),
        parent=parent,
    )
    dialog.kept.connect(kept if kept is not None else context.announce)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
