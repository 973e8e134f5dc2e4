"""Beside the form: which form it is, its fields with what goes in, and what to look at before it leaves."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.services.municipal_forms import FormReport, KnownForm, OpenedForm
from ui.dialogs.municipal_form_editor import FieldEditor
from ui.dialogs.municipal_form_table import FieldsModel, FieldsTable
from ui.dialogs.portfolio_parts import Part
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Banner, Combo, FieldBox, Glyph, box, button, cols, label, line, line_edit, rows, scroll

_HIGH: Final = 216
_MOST: Final = 8
"""So many lines of the report under one heading; the rest is counted."""
_TIPS: Final = (
    ("file-text", "Kies de lege pdf die je van de gemeente kreeg. Hij moet op het scherm in te vullen zijn."),
    ("columns-3", "Je zegt één keer wat er in welk veld komt. Een eerste voorstel staat er al."),
    ("eye", "Je ziet meteen hoe het ingevulde formulier eruitziet, en wat er niet in past."),
    ("lock", "Alleen wat de gemeente mag lezen kan erin: niets over gezondheid of privé."),
)
OTHER: Final = "– Kies een formulier –"


class ReportPart(Part):
    """What to look at before the form leaves."""

    def __init__(self) -> None:
        super().__init__("Nakijken")

    def show_report(self, report: FormReport | None) -> None:
        """Show what did not go as it should; ``None`` while nobody knows."""
        if report is None:
            self.say("", "")
            return
        lines = report.lines()
        self.say(f"{report.filled} van {report.fields} velden ingevuld", "")
        if not lines:
            self.body.addWidget(label("Alles wat erin moet, past erin.", "meta", "soft", wrap=True))
        for head, found in lines:
            shown = list(found[:_MOST])
            if len(found) > _MOST:
                shown.append(f"en nog {len(found) - _MOST}")
            words = label("\n".join(f"• {one}" for one in shown), "meta", "soft", wrap=True)
            self.body.addLayout(rows(label(head, "meta_strong", wrap=True), words, gap=2, margins=(0, 8, 0, 4)))


class FormSide(QWidget):
    """The panel at the right of the preview.

    Attributes:
        form_wanted: another form that is kept was chosen: its id.
        changed: something else goes into a field, or the form is called otherwise.
        moved: another field is current, -1 for none.
        forms: the forms that are kept.
        choose, keep, read_in, share: buttons.
        name, municipality: what the form is called, and whose it is.
    """

    form_wanted = Signal(object)
    changed = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.forms = Combo()
        self.forms.activated.connect(self._form_chosen)
        self.choose = button("Leeg formulier kiezen…", icon="folder")
        self.name, self.municipality = line_edit(), line_edit()
        self.name.setMaxLength(120)
        self.municipality.setMaxLength(120)
        self.keep = button("Koppeling bewaren", icon="save")
        self.read_in = button("Koppeling inlezen…", "quiet", "upload")
        self.share = button("Koppeling delen…", "quiet", "download")
        for made in (self.choose, self.keep, self.read_in, self.share):
            made.setAutoDefault(False)
        self.banner = Banner()
        self.banner.hide()
        self.model = FieldsModel(self)
        self.table = FieldsTable(self.model)
        self.table.setFixedHeight(px(_HIGH))
        self.editor = FieldEditor()
        self.report = ReportPart()
        self._heading = label("Velden", "section", "accent")
        self._count = label("", "body", "soft")
        self._of_form = box(
            rows(
                self.banner,
                cols(
                    (FieldBox("Naam van het formulier", self.name), 3),
                    (FieldBox("Gemeente", self.municipality), 2),
                    gap=10,
                ),
                cols(self._heading, self._count, None, gap=10),
                self.table,
                self.editor,
                cols(self.keep, None, gap=6),
                cols(self.read_in, self.share, None, gap=6),
                line(),
                self.report,
                gap=tk.S3,
            )
        )
        tips = [
            cols(rows(2, Glyph(icon, "accent"), None, gap=0), (label(words, "body", wrap=True), 1), gap=tk.S3)
            for icon, words in _TIPS
        ]
        self._tips = box(rows(*tips, gap=tk.S3))
        chooser = rows(FieldBox("Formulier van de gemeente", self.forms), cols(self.choose, None), gap=tk.S2)
        inner = box(rows(chooser, self._tips, self._of_form, None, gap=tk.S4, margins=(20, 14, 20, 14)))
        inner.setMinimumWidth(1)
        self._scroller = scroll(inner)
        self._scroller.follow_focus()
        self.setLayout(rows(self._scroller, gap=0))
        self.table.moved.connect(self._moved)
        self.table.chosen.connect(self.go_to_editor)
        self.editor.changed.connect(self._edited)
        self.name.editingFinished.connect(self.changed)
        self.municipality.editingFinished.connect(self.changed)
        self.show_form(None)

    # -- content -------------------------------------------------------------------------------------------------------

    def show_known(self, known: tuple[KnownForm, ...], now: object = None) -> None:
        """Show the forms that are kept."""
        self.forms.clear()
        self.forms.addItem(OTHER if known else "Nog geen formulier bewaard", None)
        for one in known:
            where = f" ({one.municipality})" if one.municipality else ""
            self.forms.addItem(f"{one.name}{where}", one.id)
        at = next((at for at in range(self.forms.count()) if now is not None and self.forms.itemData(at) == now), 0)
        self.forms.setCurrentIndex(at)
        self.forms.setEnabled(bool(known))

    def show_form(self, form: OpenedForm | None) -> None:
        """Show the fields of a form; ``None`` while none is chosen."""
        self._of_form.setVisible(form is not None)
        self._tips.setVisible(form is None)
        self.model.show(form.blank.fields if form is not None else (), form.entries if form is not None else ())
        self.name.setText(form.name if form is not None else "")
        self.municipality.setText(form.municipality if form is not None else "")
        for edit in (self.name, self.municipality):
            edit.setCursorPosition(0)
        self.show_remark(form.remark if form is not None else "")
        self.report.show_report(None)
        self._say_count()
        if form is not None and self.model.rowCount():
            self.table.go_to(0)
        else:
            self.editor.show_field(None, None)

    def show_remark(self, words: str) -> None:
        """Say what to look at; nothing for nothing."""
        self.banner.set_words(words, "warn")
        self.banner.setVisible(bool(words))

    def go_to_editor(self) -> None:
        """To what goes into the field that is current."""
        self.editor.picker.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _form_chosen(self, at: int) -> None:
        key = self.forms.itemData(at)
        if key is not None:
            self.form_wanted.emit(key)

    def _moved(self, row: int) -> None:
        fields = self.model.fields
        self.editor.show_field(fields[row] if 0 <= row < len(fields) else None, self.model.entry(row))
        self.moved.emit(row)

    def _edited(self, entry: object) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and self.model.put(row, entry):  # type: ignore[arg-type]  # Qt's signals have no type
            self._say_count()
            self.changed.emit()

    def _say_count(self) -> None:
        counted = self.model.counted()
        self._count.setText(f"{counted['used']} van {counted['all']} gekoppeld" if counted["all"] else "")
