"""A section of a dossier as plain text, for another program: Dutch labels, nothing that is empty, dates dd-mm-jjjj.

Like every document this gets views of one audience (:mod:`beschutdesk.dossier.seen_by`) and never a record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beschutdesk.documents import wording
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import Kind, Spec, shape_of
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.rules.amounts import euro


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of one record, or of all rows in one of its lists.

    Attributes:
        record: name of the root.
        names: attributes, in order.
        rows: list of rows that they are attributes of; empty for the root itself.
        title: heading above these; empty for none.
    """

    record: str
    names: tuple[str, ...]
    rows: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What is copied at once.

    Attributes:
        key: stable name.
        title: Dutch heading.
        parts: in order.
    """

    key: str
    title: str
    parts: tuple[Part, ...]


def _part(record: str, names: str, rows: str = "", title: str = "") -> Part:
    return Part(record, tuple(names.split()), rows, title)


_TERMS = (
    "valid_from hours days supervisor backup supervision_form supervision_minutes supervision_moment supervision_cover"
    " visit_weeks rhythm_employer rhythm_employer_on rhythm_employee_on"
)
_EVALUATION = (
    "held_on present click_candidate candidate_says click_employer employer_says tasks_fit tasks_not minutes_needed"
    " minutes_available supervision team expectations verdict reasons extended_until agreed remark"
)
_CONTRACT = "party party_name kind since until same_work notice_on decision decided_on fee remark"
_ABSENCE = "since until to_report reported_on reported_municipality_on recovery_reported_on"
_CONTACT = "at medium state occasion employer present minutes no_contact_because moved_from moved_because notes"
_SUBJECT = (
    "notes tasks tasks_judgement team team_judgement supervision supervision_judgement enough_worker form_worker"
    " enough_supervisor form_supervisor supervision_minutes supervised_by worker_says worker_judgement employer_says"
    " employer_judgement conditions conditions_judgement private private_judgement ask_next concern concern_why next_on"
    " goals why_hours not_shared_because asked"
)
_TRIED = "own_opinion own_words supervisor_opinion help minutes aid decision why"
_WORK = (
    "minutes times frequency day_part place tools clothing safety quality teachable training done_by left_lying"
    " freed_for work_kinds surroundings independence_asked social deadlines pace interruptions predictability physical"
)
_TASK = (
    f"name state how when {_WORK} independence aids ask own_opinion supervisor_opinion own_territory tempo"
    " quality_share net_time started_on remark"
)
_AGREED = "what party who made_on due_on done_on result remark"

PERSON: tuple[Section, ...] = (
    Section(
        "person",
        "Persoon en contact",
        (
            _part("candidate", "name_used family_name born bsn phone email address postcode place municipality"),
            _part("candidate", "contact_preference"),
        ),
    ),
    Section(
        "wishes",
        "Wensen en werk",
        (
            _part("candidate", "wishes wants_work rather_not suits suits_not travel hours_possible needs limits"),
            _part("candidate", "view_on_sob"),
        ),
    ),
    Section(
        "skills",
        "Wat iemand kan",
        (_part("candidate", "good_at enjoys"), _part("candidate", "skill level note", "skills")),
    ),
    Section(
        "background",
        "School en werk",
        (_part("candidate", "kind what where since until learnt", "background"),),
    ),
    Section(
        "week",
        "De week",
        (
            _part("candidate", "day_activity day_activity_week"),
            _part("candidate", "kind where days since until remarks", "week_parts"),
        ),
    ),
    Section(
        "involved",
        "Betrokkenen",
        (
            _part(
                "candidate",
                "name role organisation phone email since until leads may_be_asked agreed_with agreed_on",
                "involved",
            ),
        ),
    ),
    Section(
        "advice",
        "Advies beschut werk",
        (
            _part(
                "candidate",
                "requested_on requested_by route decided_on outcome criteria ended_on end_reason remark",
                "advices",
            ),
        ),
    ),
    Section(
        "working",
        "Zo werkt iemand het best",
        (_part("candidate", "works_best explain pace surroundings changes aids please_do please_dont new_colleague"),),
    ),
    Section(
        "stress",
        "Signalen van spanning",
        (_part("candidate", "calm_signs rising_signs rising_help overload_signs overload_help"),),
    ),
    Section(
        "placement",
        "Plaatsing",
        (
            _part("employer", "name place"),
            _part("placement", "job_title department match_type"),
            _part("placement", "kind since until goal permitted_on lender", "phases", "Fases"),
            _part("placement", _TERMS, "terms", "Uren en begeleiding"),
            _part("placement", "what agreed_on agreed_with", "adjustments", "Afspraken en aanpassingen"),
            _part("placement", "safety_net safety_net_on safety_net_with notes"),
        ),
    ),
    Section("introduction", "Kennismaking", (_part("placement", _EVALUATION, "evaluations"),)),
    Section(
        "contracts",
        "Contract en loon",
        (
            _part("placement", _CONTRACT, "contracts", "Contracten"),
            _part("placement", "kind percentage measured_on measured_by next_on remark", "wage_values", "Loonwaarde"),
            _part(
                "placement",
                "kind state asked_on decided_on since until remark",
                "instruments",
                "Voorzieningen en subsidies",
            ),
        ),
    ),
    Section(
        "lasting",
        "Tijdens de plaatsing",
        (
            _part("placement", _AGREED, "agreements", "Afspraken"),
            _part("placement", "told_on told_to what reminded_on", "expectations", "Verwachtingen"),
            _part("placement", "reason who from_on done_on done_by what", "team_briefings", "Team voorbereid"),
            _part("placement", "looked_on profile what next_step", "developments", "Ontwikkeling"),
            _part("placement", _ABSENCE, "absences", "Afwezigheid"),
        ),
    ),
    Section("success", "Succesfactoren", (_part("placement", "factor state looked_on note", "success_checks"),)),
    Section(
        "end",
        "Einde en daarna",
        (_part("placement", "ended_on end_reason end_remark next_step next_remark next_contact_on"),),
    ),
    Section(
        "tasks",
        "Taken",
        (
            _part("task_list", "agreed_on grows_to"),
            _part("task_list", _TASK, "tasks", "De taken"),
            _part("task_list", "task words mind", "steps", "Stappen"),
            _part("task_list", f"tried_on task {_TRIED}", "tryouts", "Uitgeprobeerd"),
            _part("task_list", "at kind task name supervisor backup cover", "plan", "Dagindeling"),
        ),
    ),
    Section("private", "Privé", (_part("candidate", "care income private_notes"),)),
)
"""Of a candidate."""

EMPLOYER: tuple[Section, ...] = (
    Section(
        "employer",
        "Werkgever",
        (
            _part("employer", "name sector kvk iban address postcode place phone website size nature motives"),
            _part("employer", "name address postcode place phone", "sites", "Vestigingen"),
        ),
    ),
    Section(
        "offer",
        "Werk dat er is",
        (_part("employer", "work_kinds surroundings surroundings_not work_on_offer places notes"),),
    ),
    Section(
        "contacts",
        "Contactpersonen en begeleiders",
        (
            _part("employer", "name role job phone email fixed signs", "contacts", "Contactpersonen"),
            _part(
                "employer",
                "name role phone email days minutes backup training trained_on leaves_on away_since away_until",
                "supervisors",
                "Begeleiders",
            ),
        ),
    ),
)
"""Of an employer."""

VISIT = Section(
    "visit",
    "Contactmoment",
    (
        _part("visit", _CONTACT),
        _part("visit", _SUBJECT, "subjects"),
        _part("visit", _AGREED, "agreements", "Afspraken"),
        _part("visit", f"name {_TRIED}", "tryouts", "Uitgeprobeerd"),
        _part("visit", "question tip worked worked_on worked_how", "learning_moments", "Leermomenten"),
    ),
)
"""Of one visit or note."""


def text(section: Section, views: Mapping[str, Sequence[SeenBy]]) -> str:
    """The section in words; empty when there is nothing for this audience.

    Args:
        section: what to write.
        views: by name of the root; several of one name follow each other.
    """
    blocks: list[str] = []
    for part in section.parts:
        found = [block for view in views.get(part.record, ()) for block in _blocks(part, view)]
        if found and part.title:
            blocks.append(part.title)
        blocks += found
    return "\n\n".join([section.title, *blocks]).replace(NBSP, " ") + "\n" if blocks else ""


def fields(section: Section, views: Mapping[str, Sequence[SeenBy]]) -> set[Spec]:
    """The fields that :func:`text` says something of, for the same views."""
    return {
        spec
        for part in section.parts
        for view in views.get(part.record, ())
        for row in _filled(part, view)
        for spec, _ in row
    }


def _filled(part: Part, view: SeenBy) -> Iterator[list[tuple[Spec, Any]]]:
    """What is filled in, per row."""
    shape = shape_of(part.record)
    if part.rows:
        shape = shape_of(shape.children[part.rows])
    for one in getattr(view, part.rows) if part.rows else (view,):
        values = ((shape.specs[name], getattr(one, name)) for name in part.names)
        yield [(spec, value) for spec, value in values if codec.is_filled(value)]


def _blocks(part: Part, view: SeenBy) -> Iterator[str]:
    for row in _filled(part, view):
        if lines := [line for spec, value in row for line in _lines(spec, value)]:
            yield "\n".join(lines)


def _lines(spec: Spec, value: Any) -> Iterator[str]:
    said = _words(spec, value)
    if len(said) > 1 or spec.kind is Kind.LINES:
        mark = "- " if spec.kind is Kind.LINES else ""
        yield f"{spec.label}:"
        yield from (f"  {mark}{line}" for line in said)
    elif said:
        yield f"{spec.label}: {said[0]}"


def _words(spec: Spec, value: Any) -> list[str]:  # noqa: PLR0911 - one line per kind
    """The lines that say a value."""
    if spec.kind is Kind.PROSE:
        return [line for line in value.splitlines() if line.strip()]
    if spec.kind is Kind.LINES:
        return list(value)
    if spec.kind is Kind.DAY:
        return [wording.short_date(value)]
    if spec.kind is Kind.APPOINTMENT:
        return [f"{wording.short_date(value.day)}, {wording.clock(value.at)} uur"]
    if spec.kind is Kind.NUMBER:
        return [" ".join(part for part in (wording.number(value), spec.unit) if part)]
    if spec.kind is Kind.MONEY:
        return [euro(value)]
    if spec.kind in (Kind.CHOICE, Kind.YES_NO):
        return [value.label]
    if spec.kind is Kind.CHOICES:
        return [", ".join(option.label for option in value)]
    if spec.kind is Kind.WEEK:
        return ["; ".join(wording.work_days(value))]
    if spec.kind is Kind.REFERENCE:
        return [name] if (name := _name(spec, value)) else []
    return [value] if spec.kind is Kind.TEXT else []


def _name(spec: Spec, view: SeenBy) -> str:
    """What a record that is pointed to is called, as far as this audience may know."""
    names = [name for name in ("name_used", "family_name", "name", "job_title") if name in shape_of(spec.target).specs]
    return " ".join(str(part) for name in names if (part := getattr(view, name)))
