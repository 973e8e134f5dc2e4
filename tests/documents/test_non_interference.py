"""Nothing that an audience may not read leaves a trace in its document: not a byte, not in the file name.

Two dossiers that differ in every hidden field give the same file. The other half: whatever may be seen, and belongs in
a portfolio, is printed.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from beschutdesk.documents.portfolio import PortfolioViews, build, file_name
from beschutdesk.documents.portfolio_sections import Sheet
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import REGISTRY, Kind, Record, shape_of
from beschutdesk.dossier.seen_by import Glass, SeenBy
from beschutdesk.dossier.task_list import PlanKind, TaskList
from tests.documents import pdf
from tests.documents.two_worlds import World, all_fields_seen, all_rows_seen, tokens

PRINTED: dict[str, str] = {
    "candidate": "name_used family_name",
    "caseworker": "name organisation role phone reachable",
    "employer": "name",
    "placement": "job_title department",
    "adjustment": "what agreed_with",
    "terms": "supervision_moment",
    "supervisor": "name role phone",
    "carved_task": "name how when aids ask",
    "portfolio": "summary good_at enjoys works_best explain pace surroundings changes aids please_do please_dont "
    "calm_signs rising_signs rising_help overload_signs overload_help new_colleague next_step readers_named "
    "discussed_with",
}
"""Fields of words that a portfolio prints, for all who may read them."""

FOR_COLLEAGUES: dict[str, str] = {
    "candidate": "contact_preference wishes day_activity view_on_sob",
    "placement": "safety_net",
}
"""And what only a colleague gets on top of that."""


def _same(audience: Audience) -> bool:
    one, two = (World(name, audience).views() for name in ("een", "twee"))
    return build(one) == build(two) and file_name(one) == file_name(two)


@pytest.mark.parametrize("audience", Audience)
def test_what_is_hidden_leaves_no_trace(audience: Audience) -> None:
    assert _same(audience)


@pytest.mark.parametrize("audience", Audience)
def test_steps_and_the_plan_of_the_day_leave_no_trace_either(audience: Audience, tmp_path: Path) -> None:
    """They are printed when nobody told in words how and when a task is done."""

    def made(world: str) -> bytes:
        views = World(world, audience).views()
        listed = views.task_list._record if views.task_list is not None else None
        assert isinstance(listed, TaskList)
        for task in listed.tasks:
            task.how = ""
        for part in listed.plan:
            part.kind = PlanKind.TASK
        return build(views)

    assert made("een") == made("twee")
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(made("een"))
    said = pdf.squeezed("".join(pdf.spoken(path)))
    shown = audience in REGISTRY["task_step"].specs["words"].share
    assert any(word in said for word in tokens("task_step", "words")) == shown


@pytest.mark.parametrize("audience", Audience)
def test_the_worlds_differ_in_every_hidden_field_and_in_no_other(audience: Audience) -> None:
    """Otherwise the proof above would prove nothing."""
    one, two = (_by_shape(World(name, audience).views()) for name in ("een", "twee"))
    assert one.keys() == two.keys() == {shape.name for shape in REGISTRY.values()}
    for name, left in one.items():
        for attribute, spec in REGISTRY[name].specs.items():
            if spec.kind not in (Kind.REFERENCE, Kind.READERS):
                same = getattr(left, attribute) == getattr(two[name], attribute)
                assert same == (audience in spec.share), f"{name}.{attribute}"


def _by_shape(views: PortfolioViews) -> dict[str, Record]:
    """The first open record of every kind."""
    found: dict[str, Record] = {}
    for record in views.portfolio._glass._records.values():
        if getattr(record, "readers", None) is None:
            found.setdefault(shape_of(record).name, record)
    return found


@pytest.mark.parametrize("audience", Audience)
def test_every_permitted_field_is_printed(audience: Audience, tmp_path: Path) -> None:
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(build(World("een", audience).views()))
    text = pdf.squeezed("".join(pdf.spoken(path)))
    wanted = [(record, name) for record, names in PRINTED.items() for name in names.split()]
    if audience is Audience.COLLEAGUE:
        wanted += [(record, name) for record, names in FOR_COLLEAGUES.items() for name in names.split()]
    if audience is Audience.MUNICIPALITY:  # may not see when and by whom someone is guided, so not by whom to call
        wanted = [("candidate", "name_used"), ("candidate", "family_name"), ("employer", "name")]
    missing = [
        f"{record}.{name}"
        for record, name in wanted
        if audience in REGISTRY[record].specs[name].share and not any(word in text for word in tokens(record, name))
    ]
    assert missing == []


def test_narrowing_a_field_takes_it_out_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    for record, name in (("portfolio", "works_best"), ("supervisor", "phone"), ("terms", "days"), ("employer", "name")):
        spec = REGISTRY[record].specs[name]
        monkeypatch.setitem(
            REGISTRY[record].specs,
            name,
            replace(spec, share=spec.share - {Audience.FLOOR}),
        )
        assert _same(Audience.FLOOR), f"{record}.{name}"


def test_a_hidden_reference_takes_all_behind_it_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = REGISTRY["terms"].specs["supervisor"]
    monkeypatch.setitem(
        REGISTRY["terms"].specs,
        "supervisor",
        replace(spec, share=spec.share - {Audience.FLOOR}),
    )
    assert _same(Audience.FLOOR)
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(build(World("een", Audience.FLOOR).views()))
    assert "supervisors0qname" not in pdf.squeezed("".join(pdf.spoken(path)))


# -- the proof bites ---------------------------------------------------------------------------------------------------


def _references_unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = Glass.look_up

    def careless(self: Glass, key: object) -> SeenBy | None:
        found = look_up(self, key)  # type: ignore[arg-type]
        return found or (self.see(self._records[key]) if key in self._records else None)  # type: ignore[index]

    monkeypatch.setattr(Glass, "look_up", careless)
    monkeypatch.setattr(SeenBy, "sees", lambda self, name: _share(self, name) >= {self._glass.audience})


def _share(view: SeenBy, name: str) -> frozenset[Audience]:
    return shape_of(view._record).specs[name].share


def _builder_reaches_behind_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    def cheating(self: Sheet) -> str:
        assert self.candidate is not None
        return str(getattr(self.candidate._record, "private_notes"))  # noqa: B009 - no view has it

    monkeypatch.setattr(Sheet, "family_name", property(cheating))


def _builder_prints_a_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sheet, "job_title", property(lambda self: str(self.portfolio._record.created_by)))


@pytest.mark.parametrize(
    "leak",
    [
        all_fields_seen,
        all_rows_seen,
        _references_unguarded,
        _builder_reaches_behind_the_view,
        _builder_prints_a_stamp,
    ],
)
def test_a_leak_is_noticed(monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]) -> None:
    leak(monkeypatch)
    assert not _same(Audience.FLOOR)
