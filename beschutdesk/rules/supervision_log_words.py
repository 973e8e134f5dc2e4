"""What a supervision log comes to, in Dutch sentences: for the screen and for who accounts for it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from beschutdesk.dossier.values import MONTHS, WEEKDAYS
from beschutdesk.rules.supervision_log import Log
from beschutdesk.rules.time import in_words

_NAMED: Final = 6
"""So many days are named; of more there is a number."""


def span(minutes: Decimal) -> str:
    """``45 minuten``, ``12 uur``, ``12 uur 30``; with a minus when negative; in whole minutes."""
    sign, whole = ("−" if minutes < 0 else ""), abs(minutes).quantize(Decimal(1), ROUND_HALF_UP)
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{sign}{rest:f} {'minuut' if rest == 1 else 'minuten'}"
    return f"{sign}{hours:f} uur" + (f" {rest:f}" if rest else "")


def month_name(first: date) -> str:
    """``november 2026``."""
    return f"{MONTHS[first.month - 1]} {first.year}"


def short_day(day: date) -> str:
    """``ma 16 nov``."""
    return f"{WEEKDAYS[day.weekday()][:2]} {day.day} {MONTHS[day.month - 1][:3]}"


def totals(log: Log) -> tuple[str, ...]:
    """Given against granted and agreed; one sentence each."""
    days = len(log.days)
    said = [f"{span(log.total)} op {days} {'dag' if days == 1 else 'dagen'}."] if days else []
    if log.granted is not None and log.used is not None:
        said.append(_granted(log))
    if log.average is not None:
        line = f"Gemiddeld {log.average:f} minuten per dag met een regel"
        if log.agreed is not None:
            line += f"; afgesproken is {log.agreed:f} minuten per dag"
        said.append(f"{line}.")
    return tuple(said)


def _granted(log: Log) -> str:
    if log.granted is None or log.used is None or log.left is None:
        return ""
    whole = span(log.granted.hours * 60)
    if log.left < 0:
        return f"Toegekend is {whole}. Daar ga je {span(-log.left)} overheen: dat deel wordt meestal niet betaald."
    line = f"Van {whole} die is toegekend, is {span(log.used)} gegeven. Over: {span(log.left)}."
    if log.expected is not None and log.used < log.expected:
        line += f" Gelijk verdeeld over de periode zou dat nu {span(log.expected)} zijn."
    return line


def gaps(log: Log) -> tuple[str, ...]:
    """What is missing: weeks, days, lines that are not clear; empty when nothing is."""
    said = []
    if log.weeks:
        names = [f"de week van {in_words(one)}" for one in log.weeks]
        verb = "staat" if len(names) == 1 else "staan"
        shown = _listed(names[:_NAMED])
        more = f" Dat zijn er {len(names)} in totaal." if len(names) > _NAMED else ""
        said.append(f"Van {shown} {verb} er niets.{more}")
    covered = set(log.weeks)
    loose = [day for day in log.gaps if day - timedelta(days=day.weekday()) not in covered]
    if loose:
        if len(loose) <= _NAMED:
            said.append(f"Geen regel op {_listed([short_day(day) for day in loose])}.")
        else:
            last = _listed([short_day(day) for day in loose[-_NAMED:]])
            said.append(f"{len(loose)} werkdagen hebben geen regel, het laatst {last}.")
    if log.days_unknown:
        said.append("De werkdagen zijn niet (overal) ingevuld: dan is per week te zien wat er mist, niet per dag.")
    if log.unclear:
        number = len(log.unclear)
        said.append(
            "Eén regel heeft geen dag of geen minuten en telt niet mee."
            if number == 1
            else f"{number} regels hebben geen dag of geen minuten en tellen niet mee."
        )
    if log.outside:
        number = len(log.outside)
        verb = "valt" if number == 1 else "vallen"
        said.append(f"{number} {'regel' if number == 1 else 'regels'} {verb} buiten de periode: niet meegeteld.")
    return tuple(said)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"
