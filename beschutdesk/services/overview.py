"""*Overzicht*: the numbers of a year, per gemeente, without persons; on the screen and as a workbook."""

import json
from datetime import date
from typing import Final

from beschutdesk.rules import targets as rules
from beschutdesk.rules.counting import overview
from beschutdesk.rules.folding import words
from beschutdesk.rules.numbers import Overview
from beschutdesk.rules.targets import Target
from beschutdesk.services.figures import own_figures
from beschutdesk.services.store import Store
from beschutdesk.storage import audit, numbers, settings
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["FIRST_YEAR", "Numbers", "Target"]

FIRST_YEAR: Final = 2015
"""Since when there is beschut werk (Participatiewet)."""
_TARGETS: Final = "targets"


class Numbers:
    """Numbers of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def numbers(self, year: int, municipality: str = "", *, today: date | None = None) -> Overview:
        """The numbers of a year; states as they were on its last day, or are today.

        Args:
            year: a calendar year that has begun.
            municipality: only of this gemeente, however its name is spelled; empty for all together.
            today: nothing after it counts; the day of the computer when left out.

        Raises:
            Trouble: the year has not begun or lies before the law, or nobody is from that gemeente.
        """
        today = today or date.today()  # noqa: DTZ011 - a person's today
        if not FIRST_YEAR <= year <= today.year:
            raise Trouble(
                f"Er is een overzicht van {FIRST_YEAR} tot en met {today.year}.",
                "Er is niets gemaakt.",
                "Kies een jaar.",
            )
        key = words(municipality)
        with self._store.reading() as connection:
            known = _spelled(numbers.municipalities(connection))
            if key and key not in known:
                raise Trouble(
                    "In deze kluis is niemand uit die gemeente.",
                    "Er is niets gemaakt.",
                    "Kijk de naam van de gemeente na.",
                )
            asked = numbers.people(connection, lambda text: not key or words(text) == key)
            target = self._target(known[key] if key else "", year, [name for name in known.values() if name])
            return overview(
                asked,
                year,
                today,
                municipality=known.get(key, "") if key else "",
                target=None if target is None else target.places,
                source="" if target is None else target.source,
                figures=own_figures(connection).of(municipality),
            )

    def municipalities(self) -> list[str]:
        """The gemeenten in this vault, by name, each as it is written most often."""
        with self._store.reading() as connection:
            known = _spelled(numbers.municipalities(connection))
        return [known[key] for key in sorted(known) if key]

    def export(self, numbers_of: Overview, *, exact: bool = False) -> bytes:
        """A workbook (.xlsx) with a sheet for every table.

        Args:
            numbers_of: what to write.
            exact: a copy for the bemiddelaar: small cells are marked and not hidden.
        """
        from beschutdesk.exchange.overview_book import write

        return write(numbers_of, exact=exact)

    def handed_out(self, numbers_of: Overview, *, exact: bool) -> None:
        """Note in the log that a workbook left the program. Call it after it was written."""
        detail = {"document": "overview", "year": numbers_of.year, "exact": exact}
        self._store.note(Note(Act.EXPORT, detail=detail))

    # -- the numbers that gemeenten owe --------------------------------------------------------------------------------

    def targets(self) -> list[Target]:
        """What the user filled in, in the order of filling in."""
        with self._store.reading() as connection:
            text = settings.get(connection, _TARGETS)
        return _read(text)

    def target(self, municipality: str, year: int) -> Target | None:
        """What a gemeente owes in a year: as filled in here, else as it comes with the program."""
        return rules.find([*rules.standard(), *self.targets()], municipality, year)

    def set_target(self, municipality: str, year: int, places: int | None, source: str) -> None:
        """Fill in what a gemeente owes at the end of a year.

        Args:
            municipality: its name.
            year: the year.
            places: how many; ``None`` takes it away again.
            source: where it stands, for instance the number of the Staatscourant.

        Raises:
            Trouble: something is missing or cannot be.
        """
        safe = "De taakstelling is niet veranderd."
        if not words(municipality):
            raise Trouble("Een taakstelling hoort bij een gemeente.", safe, "Kies een gemeente.")
        if not FIRST_YEAR <= year <= 2100:
            raise Trouble(f"Een taakstelling is er voor een jaar vanaf {FIRST_YEAR}.", safe, "Kies een ander jaar.")
        if places is not None and not 0 <= places <= rules.MOST:
            raise Trouble("Een taakstelling is een heel getal, 0 of meer.", safe, "Kijk het aantal na.")
        if places is not None and not source.strip():
            raise Trouble("Er staat niet bij waar dit aantal vandaan komt.", safe, "Vul in waar het staat, en wanneer.")
        kept = [one for one in self.targets() if (words(one.municipality), one.year) != (words(municipality), year)]
        if places is not None:
            kept.append(Target(municipality.strip(), year, places, source.strip()))
        plain = [
            {"municipality": one.municipality, "year": one.year, "places": one.places, "source": one.source}
            for one in kept
        ]
        with self._store.writing() as connection:
            settings.put(connection, _TARGETS, json.dumps(plain, ensure_ascii=False))
            audit.append(connection, self._store.stamp, [Note(Act.SETTINGS, detail={"key": _TARGETS})])

    def _target(self, municipality: str, year: int, everywhere: list[str]) -> Target | None:
        if municipality:
            return self.target(municipality, year)
        found = [self.target(name, year) for name in everywhere]
        known = [one for one in found if one is not None]
        if not known or len(known) < len(found):  # a sum of some would be taken for the sum of all
            return None
        if len(known) == 1:
            return known[0]
        return Target("", year, sum(one.places for one in known), f"opgeteld over {len(known)} gemeenten")


def _spelled(written: list[str]) -> dict[str, str]:
    """Gemeenten by folded name, each as it is written most often."""
    counts: dict[str, dict[str, int]] = {}
    for text in written:
        name = " ".join(text.split())
        of = counts.setdefault(words(name), {})
        of[name] = of.get(name, 0) + 1
    return {key: max(sorted(of), key=of.__getitem__) if key else "" for key, of in counts.items()}


def _read(text: str | None) -> list[Target]:
    try:
        plain = json.loads(text or "[]")
        return [
            Target(str(one["municipality"]), int(one["year"]), int(one["places"]), str(one["source"])) for one in plain
        ]
    except (ValueError, TypeError, KeyError):
        return []
