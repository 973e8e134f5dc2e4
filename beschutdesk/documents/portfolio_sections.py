"""The sections of the portfolio, each left out when it is empty or when the person does not want it printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.parts import Parts, Section, Step
from beschutdesk.documents.tagged.blocks import Block, Space, Stack
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.words import ListItem
from beschutdesk.documents.wording import joined, long_date, number, sentence, short_date, work_days
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.task_list import Independence, PlanKind
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.time import in_force

_DOTS = {Independence.SELF: "●●●", Independence.CUE: "●●○", Independence.TOGETHER: "●○○"}
_MEANS = {
    Independence.SELF: "ik begin en eindig alleen.",
    Independence.CUE: "iemand zegt dat ik mag beginnen, of kijkt na.",
    Independence.TOGETHER: "met een collega erbij.",
}
_VARIED = "wisselende tijden"
_TIMES = 2  # different times of a task in the week; of more only that they differ
_STEPS = (
    ("Het gaat goed.", "calm_signs", ""),
    ("De spanning loopt op.", "rising_signs", "rising_help"),
    ("Het is te veel.", "overload_signs", "overload_help"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the parts of the document have in common."""

    parts: Parts
    audience: Audience
    portfolio: SeenBy
    candidate: SeenBy | None
    placement: SeenBy | None
    caseworker: SeenBy
    tasks: Sequence[SeenBy]
    steps: Sequence[SeenBy]
    plan: Sequence[SeenBy]
    issued_on: date

    @property
    def name(self) -> str:
        """What the person wants to be called."""
        return str(self.candidate.name_used).strip() if self.candidate is not None else ""

    @property
    def family_name(self) -> str:
        """Empty for readers that may not know it."""
        return str(self.candidate.family_name).strip() if self.candidate is not None else ""

    @property
    def job_title(self) -> str:
        """As agreed with the employer."""
        return str(self.placement.job_title).strip() if self.placement is not None else ""

    @property
    def employer(self) -> str:
        """Name of the organisation."""
        employer = self.placement.employer if self.placement is not None else None
        return str(employer.name).strip() if employer is not None else ""

    @property
    def terms(self) -> SeenBy | None:
        """What holds on the day of issue."""
        if self.placement is None:
            return None
        found: SeenBy | None = in_force(self.placement.terms, self.issued_on)
        return found

    @property
    def concept(self) -> bool:
        """Whether the person has not agreed yet."""
        return not self.portfolio.discussed_with.strip() or self.portfolio.discussed_on is None


def sections(sheet: Sheet) -> list[Block]:
    """All sections that say something, in the order of the page."""
    blocks: list[Block] = []
    for section in PortfolioSection:
        if section not in sheet.portfolio.left_out:
            blocks += _BUILDERS[section](sheet, section.label)
    if sheet.audience is Audience.COLLEAGUE:
        blocks += _handover(sheet)
    if len(blocks) < 3 and not any(_says_something(sheet)):
        text = "Hier staat nog niets. Vul het portfolio in en maak dan een nieuwe versie."
        blocks.insert(0, sheet.parts.section("Nog leeg", [sheet.parts.words(text, sheet.parts.house.body)]))
    return blocks


def _says_something(sheet: Sheet) -> list[bool]:
    return [
        bool(getattr(sheet.portfolio, name))
        for name, spec in shape_of("portfolio").specs.items()
        if spec.source or name in ("summary", "next_step")
    ]


def _label(record: str, field: str) -> str:
    return shape_of(record).specs[field].label


# -- one by one --------------------------------------------------------------------------------------------------------


def _summary(sheet: Sheet, title: str) -> list[Block]:
    lines = _said(sheet.portfolio.summary)
    return [Space(style.PANEL_GAP), sheet.parts.panel(title, lines)] if lines else []


def _list(field: str) -> "_Builder":
    def build(sheet: Sheet, title: str) -> list[Block]:
        lines = _said(getattr(sheet.portfolio, field))
        return [sheet.parts.section(title, [sheet.parts.bullets(lines)])] if lines else []

    return build


def _prose(field: str) -> "_Builder":
    def build(sheet: Sheet, title: str) -> list[Block]:
        body = sheet.parts.prose(getattr(sheet.portfolio, field))
        return [sheet.parts.section(title, body)] if body else []

    return build


def _works_best(sheet: Sheet, title: str) -> list[Block]:
    parts, portfolio = sheet.parts, sheet.portfolio
    body = parts.prose(portfolio.works_best)
    for field in ("explain", "pace", "surroundings", "changes"):
        text = parts.prose(getattr(portfolio, field))
        if text:
            body += [parts.subhead(_label("portfolio", field)), *text]
    aids = _said(portfolio.aids)
    if aids:
        body += [parts.subhead(_label("portfolio", "aids")), parts.bullets(aids)]
    return [parts.section(title, body)] if body else []


def _tasks(sheet: Sheet, title: str) -> list[Block]:
    parts, house = sheet.parts, sheet.parts.house
    rows = []
    for task in sheet.tasks:
        extra = [f"Hulpmiddel: {task.aids}" if task.aids else "", f"Vragen{NBSP}aan: {task.ask}" if task.ask else ""]
        name: list[Block] = [parts.strong(task.name or "(taak zonder naam)", house.cell)]
        name += parts.prose(task.how, house.note) or _in_steps(sheet, task)
        if any(extra):
            name.append(parts.words(" · ".join(part for part in extra if part), house.note))
        slots = _slots(sheet, task)
        lines = _planned(slots) or [task.when]
        when: list[Block] = [parts.words(line, house.cell) for line in lines]
        exact = any(slot.minutes for slot in slots) and lines[-1] != _VARIED  # then from when until when says it
        if task.minutes is not None and not exact:
            when.append(parts.words(f"{number(task.minutes)}{NBSP}minuten", house.note))
        rows.append([Stack(name), Stack(when), parts.words(_independence(task), house.cell)])
    if not rows:
        return []
    side = [27 * mm * house.scale, 31 * mm * house.scale]
    table = parts.table(
        [_label("carved_task", name) for name in ("name", "when", "independence")],
        rows,
        [style.NARROW - sum(side), *side],
    )
    body: list[Block] = [table]
    if any(task.independence is not None for task in sheet.tasks):
        legend = [
            parts.words(f"{dots}{NBSP}{level.label}: {_MEANS[level]}", house.caption) for level, dots in _DOTS.items()
        ]
        body += [Space(5), Stack(legend)]
    return [parts.section(title, body, table=True)]


def _slots(sheet: Sheet, task: SeenBy) -> list[Slot]:
    """When a task is done, by the day plan: nothing has to be typed twice. What was typed counts without a plan."""
    rows = (part for part in sheet.plan if part.task == task and part.kind in (PlanKind.TASK, None))
    return [slot for part in rows for slot in part.at]


def _planned(slots: Sequence[Slot]) -> list[str]:
    """The days with their times; of times that differ a lot only that: the day plan on the wall has them all."""
    lines = work_days(slots, brief=True)
    if len(lines) > _TIMES:
        lines = [*work_days({Slot(slot.weekday) for slot in slots}, brief=True), _VARIED]
    return [line.removesuffix(f"{NBSP}uur") for line in lines]  # the column is narrow


def _in_steps(sheet: Sheet, task: SeenBy) -> list[Block]:
    """The steps of a task, when nobody told in words how it goes."""
    parts, note = sheet.parts, sheet.parts.house.note
    words = [str(step.words).strip() for step in sheet.steps if step.task == task]
    said = [one for one in words if one]
    rows = [ListItem(f"{at}.", parts.words(one, note), 11 * parts.house.scale) for at, one in enumerate(said, start=1)]
    return [Stack(rows, "L", attributes={"List": {"ListNumbering": "Decimal"}})] if rows else []


def _independence(task: SeenBy) -> str:
    level: Independence | None = task.independence
    return f"{_DOTS[level]}{NBSP}{level.label.replace(' ', NBSP)}" if level is not None else ""


def _do_and_dont(sheet: Sheet, title: str) -> list[Block]:
    parts = sheet.parts
    boxes = []
    for field, sign in (("please_do", "✓"), ("please_dont", "✗")):
        lines = _said(getattr(sheet.portfolio, field))
        if lines:
            boxes.append(parts.box(_label("portfolio", field), lines, sign, tinted=field == "please_do"))
    return [parts.section(title, [parts.side_by_side(boxes)])] if boxes else []


def _stress(sheet: Sheet, title: str) -> list[Block]:
    parts, house = sheet.parts, sheet.parts.house
    rows: list[list[Block]] = []
    for step, (name, signs, help_) in enumerate(_STEPS, start=1):
        seen = getattr(sheet.portfolio, signs)
        todo = getattr(sheet.portfolio, help_) if help_ else "Je hoeft niets te doen."
        if seen.strip() or (help_ and todo.strip()):
            sight, deed = parts.prose(seen, house.cell, lead=name), parts.prose(todo, house.cell)
            rows.append([Step(step, house.step), Stack(sight), Stack(deed)])
    if not rows:
        return []
    first = 11 * mm
    rest = style.NARROW - first
    table = parts.table(["Stap", "Wat je ziet", "Wat je doet"], rows, [first, rest * 0.52, rest * 0.48])
    return [parts.section(title, [table], table=True)]


def _adjustments(sheet: Sheet, title: str) -> list[Block]:
    parts, house = sheet.parts, sheet.parts.house
    rows: list[list[Block]] = [
        [
            parts.words(row.what, house.cell),
            parts.words(short_date(row.agreed_on) if row.agreed_on is not None else "", house.cell),
            parts.words(row.agreed_with, house.cell),
        ]
        for row in (sheet.placement.adjustments if sheet.placement is not None else ())
        if row.what.strip() or row.agreed_with.strip() or row.agreed_on is not None
    ]
    if not rows:
        return []
    side = [27 * mm * house.scale, 34 * mm]
    head = [_label("adjustment", name) for name in ("what", "agreed_on", "agreed_with")]
    return [parts.section(title, [parts.table(head, rows, [style.NARROW - sum(side), *side])], table=True)]


def _call(sheet: Sheet, title: str) -> list[Block]:
    parts, house = sheet.parts, sheet.parts.house
    terms, caseworker = sheet.terms, sheet.caseworker
    people: list[tuple[str, str, str, str, str]] = []
    if terms is not None:
        for when, person in (("Eerst, altijd", terms.supervisor), ("Is die er niet?", terms.backup)):
            if person is not None and (person.name.strip() or person.phone.strip()):
                days = joined(work_days(person.days))
                there = f"aanwezig: {days}" if days else ""
                people.append((when, person.name, person.role, there, person.phone))
    if caseworker.name.strip() or caseworker.phone.strip():
        there = " · ".join(part for part in (caseworker.organisation, caseworker.reachable) if part.strip())
        people.append(("Vragen, of twijfel", caseworker.name, caseworker.role, there, caseworker.phone))
    rows: list[list[Block]] = []
    for when, name, role, note, phone in people:
        who = [parts.words(f", {role}" if role else "", house.cell, lead=name), parts.words(note, house.note)]
        rows.append([parts.words(when, house.cell), Stack(who), parts.strong(_unbroken(phone), house.cell)])
    alarm = [parts.words("Alarmnummer", house.cell)]
    if people:
        alarm.append(parts.words("Bel daarna de begeleider.", house.note))
    rows.append([parts.words("Noodgeval", house.cell), Stack(alarm), parts.strong("112", house.cell)])
    side = [31 * mm * house.scale, 28 * mm * house.scale]
    widths = [side[0], style.NARROW - sum(side), side[1]]
    return [parts.section(title, [parts.table(["Wanneer", "Wie", "Telefoon"], rows, widths)], table=True)]


def _unbroken(phone: str) -> str:
    """A telephone number stays on one line when it fits on one."""
    return phone.strip().replace(" ", NBSP) if len(phone) < 20 else phone


def _readers(sheet: Sheet, title: str) -> list[Block]:
    parts, body_style = sheet.parts, sheet.parts.house.body
    name = sheet.name or "de persoon zelf"
    named = _said(sheet.portfolio.readers_named)
    body: list[Block] = []
    if sheet.audience is Audience.COLLEAGUE:
        text = f"Deze versie is alleen voor jou als collega-bemiddelaar van {name}. Op het werk lezen ze een andere."
        body.append(parts.words(text, body_style))
    if named:
        who = "Deze mensen mogen het lezen:"
        if sheet.audience is Audience.COLLEAGUE:
            who = "De versie voor het werk is voor deze mensen:"
        body.append(parts.words(f"Dit portfolio is van {name}. {who}", body_style))
        body.append(parts.bullets(named))
    else:
        text = f"Dit portfolio is van {name}. Laat het alleen lezen aan wie met {name} werkt."
        body.append(parts.words(text, body_style))
    body.append(parts.words(f"{_discussed(sheet, name)} {name} kan dit altijd veranderen.", body_style))
    body.append(
        parts.words("Stuur dit niet door en zet het niet in een gedeelde map. Vernietig oude versies.", body_style)
    )
    full = " ".join(part for part in (sheet.name, sheet.family_name) if part)
    maker = sentence(sheet.caseworker.name, sheet.caseworker.role) or "bemiddelaar"
    body.append(parts.signatures([(full, "gezien en akkoord, datum"), (maker, "opgesteld, datum")]))
    return [Kept(title, body, parts.house)]


def _discussed(sheet: Sheet, name: str) -> str:
    if sheet.concept:
        return f"Het is nog niet besproken met {name}."
    return f"Het is besproken met {sheet.portfolio.discussed_with} op {long_date(sheet.portfolio.discussed_on)}."


class Kept(Section):
    """A section that stays whole whenever it fits on a page: signatures belong to what is signed."""

    def split(self, width: float, room: float) -> "tuple[Section, Section] | None":
        if self.height(width) <= style.LATER_PAGE.height:
            return None
        return super().split(width, room)


def _handover(sheet: Sheet) -> list[Block]:
    """What a colleague needs to know and the work floor does not."""
    parts, candidate, placement = sheet.parts, sheet.candidate, sheet.placement
    body: list[Block] = []

    def add(record: str, field: str, blocks: Sequence[Block]) -> None:
        if blocks:
            body.extend([parts.subhead(_label(record, field)), *blocks])

    if candidate is not None:
        add("candidate", "contact_preference", parts.prose(candidate.contact_preference))
        wishes = _said(candidate.wishes)
        add("candidate", "wishes", [parts.bullets(wishes)] if wishes else [])
        days = work_days(candidate.day_activity_week)
        activity = sentence(candidate.day_activity.strip(), *days)
        add("candidate", "day_activity", parts.prose(activity))
        add("candidate", "view_on_sob", parts.prose(candidate.view_on_sob))
    if placement is not None:
        add("placement", "safety_net", parts.prose(placement.safety_net))
    return [parts.section("Voor de overdracht", body)] if body else []


def _said(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]


_Builder = Callable[[Sheet, str], list[Block]]

_BUILDERS: dict[PortfolioSection, _Builder] = {
    PortfolioSection.SUMMARY: _summary,
    PortfolioSection.GOOD_AT: _list("good_at"),
    PortfolioSection.ENJOYS: _list("enjoys"),
    PortfolioSection.WORKS_BEST: _works_best,
    PortfolioSection.TASKS: _tasks,
    PortfolioSection.DO_AND_DONT: _do_and_dont,
    PortfolioSection.STRESS: _stress,
    PortfolioSection.ADJUSTMENTS: _adjustments,
    PortfolioSection.NEW_COLLEAGUE: _prose("new_colleague"),
    PortfolioSection.GROWTH: _prose("next_step"),
    PortfolioSection.CALL: _call,
    PortfolioSection.READERS: _readers,
}
