"""From what to know before a visit to the words on its page. What is private stays in the program."""

from datetime import date

from beschutdesk.documents.preparation import Point, Sheet
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.visit_words import RESULT_SIGNS, SIGNS, moment_words, number_minutes, short_day
from beschutdesk.dossier.lasting import AgreementParty, AgreementResult
from beschutdesk.rules.time import in_words
from beschutdesk.services.preparing import Preparation, Promise, ThemeThen


def sheet(one: Preparation, today: date) -> Sheet:
    """The page of one person."""
    last = one.last
    before = [in_words(last.day), last.medium.label if last.medium is not None else ""] if last else []
    return Sheet(
        name=one.name,
        called=one.called,
        place=(one.job, one.employer),
        when=tuple(moment_words(one.at)) if one.at is not None else (),
        guide=tuple(part for part in one.guide.split(", ", 1) if part),
        before=tuple(part for part in before if part),
        made_on=today,
        agreements=tuple(_agreed(promise, one.called, today) for promise in one.agreements),
        signals=tuple(Point("!", found.words, found.why) for found in one.signals),
        themes=tuple(_theme(theme) for theme in (last.themes if last else ()) if not theme.private),
        hidden=any(theme.private for theme in (last.themes if last else ())),
        leaving=_leaving(one),
        questions=tuple(Point("☐", question) for question in one.questions)
        + tuple(Point("☐", f"Werkte deze tip? {lesson.tip or '–'}", lesson.question) for lesson in one.lessons),
        tasks=tuple(
            Point("☐", task.name, f"Sinds {in_words(task.started_on)}." if task.started_on else "")
            for task in one.tasks
        ),
        supervision=tuple(_minutes(one, today)),
        dates=tuple(Point("•", f"{_near(found.day, today)}: {found.words}") for found in one.dates),
    )


def _agreed(promise: Promise, called: str, today: date) -> tuple[str, str, str, str]:
    """Sign, who, what and when or how it went."""
    who = promise.who.strip()
    if promise.party is AgreementParty.EMPLOYEE:
        who = called or who
    elif promise.party not in (None, AgreementParty.OTHER):
        who = (
            f"{promise.party.label} ({who})" if who and promise.party is not AgreementParty.ME else promise.party.label
        )
    if not promise.open:
        result = promise.result or AgreementResult.DONE
        came = f"{result.label}{f', {_near(promise.done_on, today)}' if promise.done_on else ''}"
        return RESULT_SIGNS[result], who, promise.what, came
    when = _near(promise.due_on, today) if promise.due_on is not None else "geen datum"
    return "☐", who, promise.what, f"! {when}, te laat" if promise.overdue else when


def _theme(theme: ThemeThen) -> tuple[str, str, str]:
    """Title, judgement and first words."""
    judged = f"{SIGNS[theme.judgement]} {theme.judgement.label}" if theme.judgement is not None else "–"
    return theme.label, judged, theme.words


def _leaving(one: Preparation) -> str:
    if one.last is None or one.last.concern is None:
        return ""
    why = f": {one.last.why.strip()}" if one.last.why.strip() else ""
    return f"{SIGNS[one.last.concern]} {one.last.concern.label}{why}"


def _minutes(one: Preparation, today: date) -> list[str]:
    lines = [f"Afgesproken: {number_minutes(one.agreed_minutes)} per dag."] if one.agreed_minutes is not None else []
    was = [f"{number_minutes(minutes)} ({_near(day, today)})" for day, minutes in one.minutes]
    return [*lines, f"Zo was het: {', '.join(was)}."] if was else lines


def _near(day: date, today: date) -> str:
    """``vr 4 dec``; with the year when that is another one."""
    words = short_day(day)
    return words.removesuffix(f"{NBSP}{day.year}") if day.year == today.year else words
