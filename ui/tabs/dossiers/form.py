"""A form in sections: built once from its plan, part by part, and filled for each root that is opened."""

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from beschutdesk.dossier.fields import shape_of
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.rows import RowsEditor, RowsPlan
from ui.tabs.dossiers.opened import OpenRoots
from ui.tabs.dossiers.plan import Fields, Own, SectionPlan
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import Section, SectionEntry, box, lay_out, rows

_WHOLE: Final = object()
_STEP_S: Final = 0.006
"""How long the form may fill before other events have their turn."""
_AT_ONCE: Final = 2
"""Sections that are made at once for who opens somebody while the rest is still being made."""
_SCROLL_AHEAD: Final = 40
_TAB: Final = Qt.FocusPolicy.TabFocus


class RootForm(QWidget):
    """All sections of what is open. A subclass gives the parts that have a widget of their own.

    Fifteen hundred widgets take a third of a second, so they are made in small steps between other events, from top to
    bottom. Who needs one that may not be there yet, goes through :meth:`binder`, :meth:`row_list` or :meth:`finish`.

    Args:
        dossier: what is open.
        helpers: what editors may ask.
        plans: the sections, from top to bottom.

    Attributes:
        left: the user is done with a field.
        counted: how far the sections are may have changed.
        taken_out: a row went: what it was, and how to put it back.
        sections: by key.
    """

    left = Signal()
    counted = Signal()
    taken_out = Signal(str, object)

    def __init__(self, dossier: OpenRoots, helpers: Helpers, plans: Sequence[SectionPlan]) -> None:
        super().__init__()
        self._dossier: Any = dossier
        self._helpers = helpers
        self._plans = plans
        self._binders = {record: Binder(record, helpers, self) for record in dossier.records}
        self._rows: dict[tuple[str, str], RowsEditor] = {}
        self._waiting_rows: list[tuple[RowsEditor, str]] = []
        self._waiting_own: list[Callable[[], None]] = []
        self._ready: dict[tuple[str, str], QWidget] = {}
        self._hosts: dict[str, QVBoxLayout] = {}
        self._made: set[str] = set()
        self._whole = False
        self._building = self._build()
        self._filling = one_shot(self, self._fill_more)
        self.sections: dict[str, Section] = {plan.key: self._section(plan) for plan in plans}
        self.setLayout(rows(*self.sections.values(), None, gap=0, margins=(tk.PAGE_MARGIN, 16, 28, 40)))
        self.setMinimumSize(1, 1)
        for binder in self._binders.values():
            binder.left.connect(self.left)
            binder.refreshed.connect(self.counted)
        dossier.opened.connect(self.bind)
        dossier.touched.connect(self._touched)

    # -- building ------------------------------------------------------------------------------------------------------

    def _section(self, plan: SectionPlan) -> Section:
        host = QWidget()
        host.setMinimumWidth(1)
        self._hosts[plan.key] = rows(gap=0)
        host.setLayout(self._hosts[plan.key])
        return Section(plan.title, host, plan.note)

    def _build(self) -> Iterator[None]:
        """Make the contents of the sections, a field at a time."""
        for plan in self._plans:
            for part in plan.parts:
                if isinstance(part, Fields):
                    for attribute in part.attributes:
                        self._ready[part.record, attribute] = self._field(self._binders[part.record], attribute)
                        yield
            content = box(rows(*(self._part(part) for part in plan.parts), gap=tk.S4))
            content.setMinimumWidth(1)
            framed = self._framed(plan, content)
            self._hosts[plan.key].addWidget(framed)
            framed.show()  # by itself it comes a moment later, and until then nothing in it takes the focus
            self._made.add(plan.key)
            yield
            for part in plan.parts:
                if isinstance(part, RowsPlan):
                    self._rows[part.record, part.attribute].make_ready()
                    yield
        self._whole = True
        self._bound()
        self._waiting_own = [show for _, show in self._own_parts()]

    @property
    def is_whole(self) -> bool:
        """Whether all of it was made."""
        return self._whole

    def _complete(self, number: int | None = None) -> None:
        """Make so many sections now; or all, and fill them."""
        wanted = {plan.key for plan in self._plans[:number]}
        while not wanted <= self._made:
            next(self._building)
        if number is None and not self._whole:
            self.finish()

    def _framed(self, _plan: SectionPlan, content: QWidget) -> QWidget:
        """The content of a section, with what stands around it or in its place."""
        return content

    def _part(self, part: Fields | RowsPlan | Own) -> QWidget:
        if isinstance(part, Own):
            return self._own(part.name)
        return self._fields(part) if isinstance(part, Fields) else self._row_list(part)

    def _own(self, name: str) -> QWidget:
        """The widget of an own part."""
        raise KeyError(name)

    def _fields(self, part: Fields) -> QWidget:
        return FieldGrid([[self._ready.pop((part.record, name)) for name in line] for line in part.lines])

    def _field(self, binder: Binder, attribute: str) -> QWidget:
        return binder.box(attribute)

    def _row_list(self, plan: RowsPlan) -> QWidget:
        made = RowsEditor(plan, self._helpers)
        made.left.connect(self.left)
        made.taken_out.connect(self.taken_out)
        made.changed.connect(self.counted)
        self._rows[plan.record, plan.attribute] = made
        self._waiting_rows.append((made, plan.record))
        return made

    # -- filling -------------------------------------------------------------------------------------------------------

    def bind(self) -> None:
        """Show what is open now: first what is in view, the rest in small steps between other events."""
        if self._dossier.key is not None:
            self._complete(_AT_ONCE)
        seen = self._in_view()
        self._waiting_rows = []
        for record, binder in self._binders.items():
            session = self._dossier.session(record)
            if binder.session is not session or session is None:
                binder.bind(session, first=seen)
        for (record, attribute), editor in self._rows.items():
            if f"{record}.{attribute}" in seen:
                editor.bind(self._dossier.session(record))
            else:
                self._waiting_rows.append((editor, record))
        if self.is_whole:
            self._bound()
            self._waiting_own = [show for key, show in self._own_parts() if not self._shows(key, show)]
        self.counted.emit()
        self._filling.start()

    def _bound(self) -> None:
        """Something else is open: let go of the former one in the own parts."""

    def _own_parts(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """How the own parts are filled, each with the section that it stands in; from top to bottom."""
        return ()

    def _shows(self, key: str, show: Callable[[], None]) -> bool:
        """Fill an own part now when its section is in view."""
        area = self.visibleRegion().boundingRect()
        if area.isEmpty() or not area.intersects(self.sections[key].geometry()):
            return False
        show()
        return True

    def _filled(self) -> None:
        """Nothing waits to be filled any more."""

    def _touched(self, _record: str, _path: str) -> None:
        """Something changed in what is open."""

    def _in_view(self) -> set[str]:
        """The fields down to the bottom of what is seen, and the lists of rows, as ``placement.terms``."""
        bottom = self.visibleRegion().boundingRect().bottom()
        seen: set[str] = set()
        for number, plan in enumerate(self._plans):
            # a form that was never shown, or not whole, has no places yet: it begins at the top
            nowhere = not self._whole or self.visibleRegion().isEmpty()
            if number >= _AT_ONCE if nowhere else self.sections[plan.key].y() > bottom:
                break
            if self.sections[plan.key].isHidden():
                continue
            for part in plan.parts:
                if isinstance(part, RowsPlan):
                    seen.add(f"{part.record}.{part.attribute}")
                elif isinstance(part, Fields):
                    seen.update(part.attributes)
        return seen

    def _fill_more(self) -> None:
        until = perf_counter() + _STEP_S
        while perf_counter() < until:
            if any(binder.fill_some(1) for binder in self._binders.values()):
                continue
            if next(self._building, _WHOLE) is _WHOLE:
                if self._waiting_own:
                    self._waiting_own.pop(0)()
                    continue
                if not self._waiting_rows:
                    self._filled()
                    return
                editor, record = self._waiting_rows.pop(0)
                editor.bind(self._dossier.session(record))
        self._filling.start()

    def finish(self) -> None:
        """Fill at once what still waits."""
        self._filling.stop()
        waited = not self._whole or bool(self._waiting_own or self._waiting_rows)
        for _ in self._building:
            pass
        for binder in self._binders.values():
            binder.fill_some(1000)
        for show in self._waiting_own:
            show()
        for editor, record in self._waiting_rows:
            editor.bind(self._dossier.session(record))
        self._waiting_own, self._waiting_rows = [], []
        self._filled()
        if waited:  # who asked for it goes somewhere in it, so everything must stand where it will
            lay_out()

    def let_go(self) -> None:
        """Show nothing of what was open. What was not made yet never showed anything, and is not made for this."""
        self.bind()
        if self._whole:
            self.finish()
            return
        self._filling.stop()
        coming = [part for plan in self._plans if plan.key not in self._made for part in plan.parts]
        for loose in (*self._ready.values(), *(self._own(part.name) for part in coming if isinstance(part, Own))):
            loose.setParent(self)  # made already, without a place yet: it goes with the form
        for binder in self._binders.values():
            binder.fill_some(1000)
        for editor, _ in self._waiting_rows:
            editor.bind(None)
        self._waiting_rows = []
        self._bound()

    # -- asking --------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Read all that is half typed. What waits to be filled shows nothing that anybody typed here."""
        for binder in self._all_binders():
            binder.settle()

    def _all_binders(self) -> Iterator[Binder]:
        yield from self._binders.values()
        waiting = [editor for editor, _ in self._waiting_rows]
        for editor in self._rows.values():
            if editor not in waiting:
                yield from editor.binders()

    def binder(self, record: str) -> Binder:
        """The fields of a root."""
        self._complete()
        return self._binders[record]

    def row_list(self, record: str, attribute: str) -> RowsEditor:
        """The editor of a list of rows, filled."""
        self._complete()
        editor = self._rows[record, attribute]
        if (editor, record) in self._waiting_rows:
            self._waiting_rows.remove((editor, record))
            editor.bind(self._dossier.session(record))
        return editor

    def shown(self) -> dict[str, Section]:
        """The sections that one sees, by key; what belongs to something that is not there is hidden."""
        return {key: section for key, section in self.sections.items() if not section.isHidden()}

    def section_at(self, bar: QScrollBar, focus: QWidget | None) -> str | None:
        """The section that is being read.

        Args:
            bar: how far the form is scrolled.
            focus: where one types. At the very bottom the last sections cannot come to the top: there it decides.
        """
        above = [key for key, section in self.shown().items() if section.y() <= bar.value() + _SCROLL_AHEAD]
        if focus is not None and 0 < bar.maximum() <= bar.value():
            above = [key for key, section in self.sections.items() if section.isAncestorOf(focus)] or above
        return above[-1] if above else None

    def open_row(self, record: str, path: str) -> None:
        """Unfold the row that a field stands in: ``contracts/<id>/since``."""
        attribute, _, rest = path.partition("/")
        for (_, name), editor in self._rows.items():
            if name == attribute and editor.child == record and rest:
                for form in editor.forms():
                    if str(form.key) == rest.partition("/")[0]:
                        form.open()

    def first_field(self) -> QWidget:
        """Where one enters the form."""
        self._complete(1)
        part = next(part for plan in self._plans for part in plan.parts if isinstance(part, Fields))
        return self._binders[part.record].editor(part.attributes[0]).buddy

    def go_to_first(self, key: str) -> None:
        """Put the focus in the first field of a section."""
        self._complete()
        section = self.sections[key]
        widget = section.nextInFocusChain()
        while widget is not None and widget is not section:
            if section.isAncestorOf(widget) and widget.isVisible() and widget.focusPolicy() & _TAB:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
            widget = widget.nextInFocusChain()

    def entries(self) -> list[SectionEntry]:
        """How far each section is; also told below each heading."""
        shown = self.shown()
        return [self._entry(plan) for plan in self._plans if plan.key in shown]

    def _entry(self, plan: SectionPlan) -> SectionEntry:
        session = self._dossier.session(plan.record)
        done = total = 0
        if session is not None:
            for part in plan.parts:
                for name in _counted(part):
                    if name in plan.uncounted:
                        continue
                    total += 1
                    done += (
                        session.is_filled(_key(part.record, name))
                        if isinstance(part, Fields)
                        else bool(session.rows(name))
                    )
        if not plan.note:
            self.sections[plan.key].set_note(f"{done} van {total} ingevuld" if total else "")
        return SectionEntry(plan.key, plan.title, done, total)


def _counted(part: Fields | RowsPlan | Own) -> Sequence[str]:
    if isinstance(part, Own):
        return [part.counts] if part.counts else []
    return part.attributes if isinstance(part, Fields) else [part.attribute]


def _key(record: str, attribute: str) -> str:
    return shape_of(record).specs[attribute].key
