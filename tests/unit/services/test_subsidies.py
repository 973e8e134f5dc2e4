"""Applications from a placement to settled: begun, sent in, changed, renewed; and the list of them."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import COLLEAGUE
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import Contract, ContractKind, EmployingParty
from beschutdesk.dossier.employer import Contact, Employer, Supervisor
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import (
    Applicant,
    ReportableChange,
    SubsidyAnswer,
    SubsidyGoal,
    SubsidyState,
    SupervisionEntry,
    SupervisionSubsidy,
)
from beschutdesk.dossier.task_list import CarvedTask, Independence, TaskList, TaskState
from beschutdesk.dossier.values import Appointment, YesNo
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.subsidy_lists import COLUMNS, Sort, SubsidyFilter, SubsidyShow
from beschutdesk.trouble import Trouble

S = SubsidyState
DAY = timedelta(1)
TODAY = date(2026, 11, 22)


def seat(name: str = "Ann", **contract: Any) -> list[Any]:
    """A person who works at a baker, with all that an application needs."""
    person = Candidate(name_used=name, municipality="Kampen", born=date(2000, 1, 1), care="Thuiszorg op maandag")
    person.needs, person.limits = ("Een vaste plek", "Rust door de medicijnen"), ("Niet tillen",)
    person.private_notes, person.income = "Schulden", "Wajong"
    guide, other = Supervisor(name="Olga"), Supervisor(name="Piet")
    boss = Employer(name="Bakker", kvk="12345678", iban="NL91ABNA0417164300", supervisors=[guide, other])
    boss.contacts = [Contact(name="HR"), Contact(name="G. Loef", job="eigenaar", signs=YesNo.YES)]
    place = Placement(candidate=person.id, employer=boss.id)
    place.contracts = [
        Contract(kind=ContractKind.TEMPORARY, since=date(2026, 11, 16), until=date(2027, 6, 30), **contract)
    ]
    place.terms = [Terms(hours=Decimal(24), supervisor=guide.id, backup=other.id, supervision_minutes=Decimal(60))]
    tasks = TaskList(placement=place.id)
    tasks.tasks = [
        CarvedTask(name="Kassa klaarzetten", state=TaskState.PACKAGE, independence=Independence.TOGETHER),
        CarvedTask(name="Dozen vouwen", state=TaskState.DROPPED, independence=Independence.TOGETHER),
    ]
    return [person, boss, place, tasks]


def only(saved: Any) -> UUID:
    (key,) = saved.versions
    assert isinstance(key, UUID)
    return key


def save(desk: Desk, key: UUID, change: Any, record: str = "supervision_subsidy") -> None:
    root = desk.dossiers.get(record, key)
    before = codec.flatten(root)
    change(root)
    desk.dossiers.save([Edit(record, key, root.version, codec.changes(before, codec.flatten(root)))])


def complete(root: SupervisionSubsidy) -> None:
    root.signed_on = root.consent_on = TODAY
    root.why_more, root.without = "Elke dag voordoen.", "Dan blijft het liggen."
    root.goals = [SubsidyGoal(problem="a", action="b", goal="c")]
    for paper in root.attachments:
        paper.on_paper = YesNo.YES


@pytest.fixture
def at_work(desk: Desk) -> tuple[Desk, Placement]:
    parts = seat()
    desk.dossiers.add(parts)
    return desk, parts[2]


def test_it_begins_with_what_is_known(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    found = desk.subsidies.gather(only(desk.subsidies.begin(place.id, TODAY)), TODAY)
    made = found.application
    assert (made.since, made.until) == (date(2026, 11, 16), date(2027, 6, 30))
    assert (made.applicant, made.signatory, made.signatory_role) == (Applicant.EMPLOYER, "G. Loef", "eigenaar")
    assert (made.applicant_kvk, found.applicant.kvk) == ("", "12345678")
    assert (made.why_more, made.goals) == ("", [])  # proposals are taken over by a person
    assert {paper.asked for paper in made.attachments} >= {"contract"}
    assert found.state is S.CONCEPT
    assert found.scheme is not None
    assert found.supervisor is not None
    assert found.supervisor.name == "Olga"
    assert found.backup is not None
    assert found.deadline is not None
    assert {"signed_on", "consent_on", "why_more", "goals"} <= {one.field for one in found.blocking}


def test_the_sob_asks_when_the_contract_is_with_it(desk: Desk) -> None:
    parts = seat(party=EmployingParty.SOB, party_name="SOB Almelo")
    desk.dossiers.add(parts)
    made = desk.dossiers.get("supervision_subsidy", only(desk.subsidies.begin(parts[2].id, TODAY)))
    assert (made.applicant, made.applicant_name, made.signatory) == (Applicant.SOB, "SOB Almelo", "")


def test_proposals_are_about_work_and_never_private(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    told = desk.subsidies.gather(only(desk.subsidies.begin(place.id, TODAY)), TODAY).proposals
    assert "60 minuten" in told["why_more"]
    assert "een vaste plek" in told["why_more"]
    assert "kassa klaarzetten" in told["without"]
    assert told["goals:0.problem"] == "Kassa klaarzetten lukt nog alleen samen."
    assert told["goals:0.action"].startswith("Olga ")
    everything = " ".join(told.values())
    for word in ("medicijn", "Thuiszorg", "Schulden", "Wajong", "Dozen"):
        assert word.lower() not in everything.lower()


def test_what_was_closed_to_the_gemeente_is_in_no_proposal(at_work: tuple[Desk, Placement]) -> None:
    """What somebody closed row by row does not come back in a text that the gemeente reads."""
    desk, place = at_work
    key = only(desk.subsidies.begin(place.id, TODAY))
    visits: list[Visit] = []
    for minutes, why, readers in (("50", "Elke stap voordoen.", None), ("90", "Onder vier ogen.", (COLLEAGUE,))):
        part = VisitSubject(candidate=place.candidate, placement=place.id, why_hours=why, readers=readers)
        part.supervision_minutes = Decimal(minutes)
        at = Appointment(TODAY - timedelta(len(visits)), time(9))
        visits.insert(0, Visit(at=at, state=VisitState.DONE, subjects=[part]))
    desk.dossiers.add(visits)
    told = desk.subsidies.gather(key, TODAY).proposals["why_more"]
    assert "Elke stap voordoen." in told
    assert "vier ogen" not in told
    assert "70 minuten" not in told
    lists = desk.dossiers.ids("task_list")
    save(desk, lists[0], lambda made: setattr(made.tasks[0], "readers", (COLLEAGUE,)), "task_list")
    save(desk, place.id, lambda root: setattr(root.terms[0], "readers", (COLLEAGUE,)), "placement")
    told = " ".join(desk.subsidies.gather(key, TODAY).proposals.values())
    assert "kassa" not in told.lower()
    assert "60 minuten" not in told


def test_a_fixed_moment_that_sounds_like_care_is_not_proposed(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key = only(desk.subsidies.begin(place.id, TODAY))

    def action() -> str:
        return desk.subsidies.gather(key, TODAY).proposals["goals:0.action"]

    save(
        desk, place.id, lambda root: setattr(root.terms[0], "supervision_moment", "elke ochtend 8.30 uur"), "placement"
    )
    assert "elke ochtend" in action()
    save(desk, place.id, lambda root: setattr(root.terms[0], "supervision_moment", "na de medicijnen"), "placement")
    assert "medicijnen" not in action()


def test_a_renewal_keeps_closed_what_was_closed(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key = granted(desk, place)

    def close(root: SupervisionSubsidy) -> None:
        root.goals[0].readers = root.attachments[0].readers = (COLLEAGUE,)
        root.answers = [SubsidyAnswer(asked="a", answer="b", readers=(COLLEAGUE,))]

    save(desk, key, close)
    made = desk.dossiers.get("supervision_subsidy", only(desk.subsidies.renew(key, TODAY)))
    asked = desk.dossiers.get("supervision_subsidy", key).attachments[0].asked
    again = next(one for one in made.attachments if one.asked == asked)
    assert [one.readers for one in (*made.goals, *made.answers, again)] == [(COLLEAGUE,)] * 3


def test_a_period_that_began_too_long_ago_is_not_asked_any_more(desk: Desk) -> None:
    parts = seat()
    parts[2].contracts[0].since = date(2025, 3, 1)
    desk.dossiers.add(parts)
    first = desk.dossiers.get("supervision_subsidy", only(desk.subsidies.begin(parts[2].id, TODAY)))
    assert first.since == date(2026, 11, 1)
    second = desk.dossiers.get("supervision_subsidy", only(desk.subsidies.begin(parts[2].id, TODAY)))
    assert second.since is not None
    assert second.since > first.until
    chosen = desk.subsidies.begin(parts[2].id, TODAY, since=date(2026, 12, 1), until=date(2026, 12, 31))
    assert desk.dossiers.get("supervision_subsidy", only(chosen)).since == date(2026, 12, 1)


def test_sending_in_asks_that_it_is_whole_and_nothing_else_does(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key = only(desk.subsidies.begin(place.id, TODAY))
    desk.subsidies.advance(key, S.READY, TODAY)
    with pytest.raises(Trouble, match="nog niet compleet"):
        desk.subsidies.advance(key, S.SUBMITTED, TODAY)
    assert desk.subsidies.gather(key, TODAY).state is S.READY
    save(desk, key, complete)
    assert desk.subsidies.gather(key, TODAY).blocking == ()
    saved = desk.subsidies.advance(key, S.SUBMITTED, TODAY, letter="Z/1")
    root = desk.dossiers.get("supervision_subsidy", key)
    assert root.steps[-1].due_on == TODAY + 56 * DAY  # by the scheme
    assert {one.what for one in root.facts} == set(ReportableChange)
    desk.dossiers.undo(saved.save_id or UUID(int=0))
    root = desk.dossiers.get("supervision_subsidy", key)
    assert (len(root.steps), root.facts) == (1, [])


def test_steps_follow_each_other(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key = only(desk.subsidies.begin(place.id, TODAY))
    with pytest.raises(Trouble, match="kan ‘toegekend’ niet komen"):
        desk.subsidies.advance(key, S.GRANTED, TODAY)
    desk.subsidies.advance(key, S.READY, TODAY)
    with pytest.raises(Trouble, match="vóór de vorige stap"):
        desk.subsidies.advance(key, S.CONCEPT, TODAY - DAY)
    with pytest.raises(Trouble, match="niet meer"):
        desk.subsidies.advance(UUID(int=7), S.READY, TODAY)


def granted(desk: Desk, place: Placement) -> UUID:
    key = only(desk.subsidies.begin(place.id, TODAY))
    save(desk, key, complete)
    desk.subsidies.advance(key, S.SUBMITTED, TODAY)
    desk.subsidies.advance(key, S.QUESTIONS, TODAY + DAY, reason="Wie vervangt?")
    facts = [codec.flatten(one) for one in desk.dossiers.get("supervision_subsidy", key).facts]
    desk.subsidies.advance(key, S.SUBMITTED, TODAY + 2 * DAY)
    assert [codec.flatten(one) for one in desk.dossiers.get("supervision_subsidy", key).facts] == facts
    desk.subsidies.advance(key, S.GRANTED, TODAY + 3 * DAY, amount=Decimal("4200.00"), hours=Decimal(200))
    return key


def test_a_change_is_noticed_told_and_in_vandaag(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key, later = granted(desk, place), TODAY + 20 * DAY
    assert desk.subsidies.gather(key, later).changes == ()
    more = Terms(valid_from=TODAY + 10 * DAY, hours=Decimal(28), supervisor=place.terms[0].supervisor)
    save(desk, place.id, lambda root: root.terms.append(more), "placement")
    (change,) = desk.subsidies.gather(key, later).changes
    assert change.what is ReportableChange.HOURS
    (line,) = [one for one in desk.today.of(place.id, later) if one.rule == "subsidy_change"]
    assert (line.where.record, line.where.id) == ("supervision_subsidy", key)
    page = desk.today.lines(later)
    assert line in [*page.lines, *(one for fold in page.folds for one in fold.signals)]
    assert desk.subsidies.told(key, ReportableChange.IBAN, later).save_id is None
    desk.subsidies.told(key, ReportableChange.HOURS, later)
    assert desk.subsidies.gather(key, later).changes == ()
    assert not [one for one in desk.today.of(place.id, later) if one.rule == "subsidy_change"]


def test_renewing_copies_and_marks_what_changed(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    first = only(desk.subsidies.begin(place.id, TODAY))
    with pytest.raises(Trouble, match="niet toegekend"):
        desk.subsidies.renew(first, TODAY)
    desk.dossiers.trash("supervision_subsidy", first)
    key = granted(desk, place)
    log = SupervisionEntry(given_on=TODAY, minutes=Decimal(60))
    save(desk, key, lambda root: root.log.append(log))
    new = only(desk.subsidies.renew(key, TODAY))
    made = desk.dossiers.get("supervision_subsidy", new)
    assert (made.renews, made.since) == (key, date(2027, 7, 1))
    assert (made.why_more, [one.goal for one in made.goals]) == ("Elke dag voordoen.", ["c"])
    assert (made.steps, made.facts, made.log, made.signed_on, made.consent_on) == ([], [], [], None, None)
    assert {paper.asked for paper in made.attachments} >= {"contract", "log"}
    assert {one.field for one in desk.subsidies.differences(new)} == {"since", "until"}
    with pytest.raises(Trouble, match="al verlengd"):
        desk.subsidies.renew(key, TODAY)
    save(desk, place.id, lambda root: setattr(root.terms[0], "hours", Decimal(32)), "placement")
    save(desk, new, lambda root: setattr(root, "why_more", "Anders."))
    told = {one.field: one for one in desk.subsidies.differences(new)}
    assert (told["why_more"].was, told["why_more"].now) == ("Elke dag voordoen.", "Anders.")
    assert (told["placement.terms"].was, told["placement.terms"].now) == ("24", "32")
    assert desk.subsidies.differences(key) == ()
    found = desk.subsidies.gather(key, TODAY)
    assert found.renewed_by is not None
    assert found.renewed_by.id == new


def test_what_is_typed_is_looked_at_in_place_of_what_is_kept(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key = only(desk.subsidies.begin(place.id, TODAY))
    typed = desk.dossiers.get("supervision_subsidy", key)
    complete(typed)
    assert desk.subsidies.gather(key, TODAY, typed).blocking == ()
    assert desk.subsidies.gather(key, TODAY).blocking != ()


def test_nobody_asked_for_it(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work

    def asked(today: date) -> bool:
        return "subsidy_never" in {one.rule for one in desk.today.of(place.id, today)}

    start = date(2026, 11, 16)
    assert [asked(start + 6 * DAY), asked(start + 7 * DAY), asked(date(2027, 7, 1))] == [False, True, False]
    key = only(desk.subsidies.begin(place.id, TODAY))
    assert not asked(start + 7 * DAY)
    desk.dossiers.trash("supervision_subsidy", key)
    assert asked(start + 7 * DAY)


# -- the list ----------------------------------------------------------------------------------------------------------


def test_the_list(desk: Desk) -> None:
    places = []
    for name in ("Ann", "Bo", "Çelik"):
        parts = seat(name)
        desk.dossiers.add(parts)
        places.append(parts[2])
    concept, sent = only(desk.subsidies.begin(places[0].id, TODAY)), only(desk.subsidies.begin(places[1].id, TODAY))
    save(desk, sent, complete)
    desk.subsidies.advance(sent, S.SUBMITTED, TODAY)
    done = granted(desk, places[2])
    names = {concept: "concept", sent: "sent", done: "granted"}

    def found(sort: Sort | None = None, today: date = TODAY, **wanted: Any) -> list[str]:
        rids = desk.subsidy_lists.rids(SubsidyFilter(**wanted), *(() if sort is None else (sort,)), today=today)
        lines = desk.subsidy_lists.lines(rids, today)
        assert [line.rid for line in lines] == rids
        return [names[line.id] for line in lines]

    assert found() == ["concept", "sent", "granted"]  # 14 December, 17 January, 5 May
    assert found(Sort("due", descending=True)) == ["granted", "sent", "concept"]
    for column in COLUMNS:
        up, down = found(Sort(column.key)), found(Sort(column.key, descending=True))
        assert set(up) == set(down) == set(names.values())
    assert found(Sort("who")) == ["concept", "sent", "granted"]
    assert found(Sort("state")) == ["concept", "sent", "granted"]
    assert found(Sort("amount"))[0] == "granted"
    assert found(text="celi") == ["granted"]
    assert found(text="bak") == ["concept", "sent", "granted"]
    assert found(text="'") == []
    assert found(candidate=places[1].candidate) == ["sent"]
    assert found(employer=places[0].employer) == ["concept"]
    assert found(placement=places[2].id) == ["granted"]
    assert found(state="submitted") == ["sent"]
    assert found(since=date(2027, 7, 1)) == []
    assert found(until=date(2026, 11, 15)) == []
    shown = {show.key: found(show=show.key) for show in SubsidyShow}
    assert shown == {
        "to_send": ["concept"],
        "waiting": ["sent"],
        "running": ["granted"],
        "to_account": [],
        "closed": [],
    }
    assert found(show="to_account", today=date(2027, 7, 1)) == ["granted"]
    assert desk.subsidy_lists.counts(TODAY) == {key: len(of) for key, of in shown.items()} | {"trash": 0}
    desk.subsidies.advance(sent, S.WITHDRAWN, TODAY)
    assert found(show="closed") == ["sent"]
    assert found()[-1] == "sent"
    desk.dossiers.trash("supervision_subsidy", concept)
    assert found(trash=True) == ["concept"]
    desk.dossiers.trash("candidate", places[2].candidate or UUID(int=0))
    assert found() == ["sent"]
    desk.dossiers.trash("placement", places[1].id)
    assert found() == []
    assert desk.subsidy_lists.rid(sent) is not None


def test_a_line(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key = granted(desk, place)
    rid = desk.subsidy_lists.rid(key)
    assert rid is not None
    (line,) = desk.subsidy_lists.lines([rid, 999], TODAY)
    assert (line.who, line.employer, line.state, line.state_on) == ("Ann", "Bakker", S.GRANTED, TODAY + 3 * DAY)
    assert (line.amount, line.since, line.until) == (Decimal("4200.00"), date(2026, 11, 16), date(2027, 6, 30))
    found = desk.subsidies.gather(key, TODAY)
    assert found.deadline is not None
    assert line.due == found.deadline.due  # the list and the page say the same
    assert not line.has_draft


# -- elsewhere ---------------------------------------------------------------------------------------------------------


def test_calendar_and_timeline_name_terms_and_steps(at_work: tuple[Desk, Placement]) -> None:
    desk, place = at_work
    key = granted(desk, place)
    entries = [one for one in desk.calendar.entries(TODAY) if one.kind == "subsidy"]
    assert {one.words for one in entries} == {
        "Begeleidingssubsidie: opnieuw aanvragen: A.",
        "Begeleidingssubsidie: verantwoorden, laatste dag: A.",
    }
    assert len({one.key for one in entries}) == 2
    events = [one for one in desk.timeline.of("candidate", place.candidate or UUID(int=0)) if one.id == key]
    assert [one.title for one in events] == [
        "Begeleidingssubsidie: toegekend",
        "Begeleidingssubsidie: ingediend",
        "Begeleidingssubsidie: vragen van de gemeente",
        "Begeleidingssubsidie: ingediend",
    ]


def test_it_travels_without_what_stays_behind(at_work: tuple[Desk, Placement]) -> None:
    import json

    desk, place = at_work
    key = granted(desk, place)
    new = only(desk.subsidies.renew(key, TODAY))
    person = place.candidate or UUID(int=0)
    file = json.loads(desk.transfer.take_out(person))
    assert [one["id"] for one in file["subsidies"]] == [str(key), str(new)]
    assert file["subsidies"][1]["renews"] == str(key)
    desk.dossiers.trash("supervision_subsidy", key)
    (alone,) = json.loads(desk.transfer.take_out(person))["subsidies"]
    assert "renews" not in alone
    desk.dossiers.trash("placement", place.id)
    assert json.loads(desk.transfer.take_out(person))["subsidies"] == []
