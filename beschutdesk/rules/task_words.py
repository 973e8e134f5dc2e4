"""Words of a task laid beside words of a person: whole words only, and always quoted.

A line is read by nobody but people. A word that stands in both is a reason to look, with the line itself beside it; a
word for not (*geen*, *nooit*) before it turns it round. Nothing is derived from what a word only resembles.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from beschutdesk.dossier.tags import Surrounding
from beschutdesk.dossier.task import Work
from beschutdesk.rules.folding import fold, words


def _said(text: str) -> frozenset[str]:
    return frozenset(words(text).split())


_SHORTEST: Final = 4
"""Letters of a word that says enough by itself."""
_NOT: Final = frozenset({"geen", "niet", "nooit", "niets", "zonder", "behalve"})
_INSTEAD: Final = "in plaats van"
_AWAY: Final = re.compile(r"\bweg uit\b|\b(?:mag|mogen|moet|moeten) weg\b")
"""Says of a whole part of a sentence that it is not wanted."""
_ONLY: Final = frozenset({"alleen", "wel", "liefst", "enkel", "uitsluitend", "mits"})
"""A limit that begins so says what does go."""
_PARTS: Final = re.compile(r"[.;:!?\n]+|,| maar ")
_COMMON: Final = _said(
    """
    aan alle alleen allen alles altijd andere anders beetje beide beter bezig bijna binnen blijven boven brengen
    buiten daar daarna dagen deze dezelfde dicht dingen doen doet door doos drie duidelijk durf eerst eigen einde
    elkaar elke even gaan gaat gedaan geen genoeg geven goed goede graag groot grote haar halen hangen hebben heeft
    heel hele helemaal help helpen hier hoeft hoek hoort houden iedereen iemand iets ineens juist keer kijk kijken
    klaar klein kleine komen komt kort kunnen laat lang lange langer later leggen liever lukt maak maar maat maken
    meer mensen minuten moet moeten mogen morgen naar naast nadat namen nemen netjes niemand niet niets nodig nooit
    omdat onder ooit open openen over paar persoon plek recht samen soms staan staat stap stappen steeds straks taak
    taken tegelijk tegen terug tijd tijdens toch tussen twee uren vaak vast vaste veel verder vier vijf voor vooraf
    vragen vroege waar wanneer want ware waren wat week weet weg weinig weken welke werk werken werkplek werkt weten
    wie wilt worden wordt zelf zelfde zetten zien ziet zijn zoals zodat zoeken zonder zoveel
    """
)
"""Words that stand in any line and say nothing about a task by themselves."""

SAID: Mapping[Surrounding, frozenset[str]] = MappingProxyType(
    {
        key: _said(said)
        for key, said in (
            (Surrounding.OUTDOORS, "buiten buitenlucht tuin"),
            (Surrounding.INDOORS, "binnen"),
            (Surrounding.QUIET, "rust rustig rustige stil stille stilte"),
            (Surrounding.LIVELY, "druk drukke drukte"),
            (Surrounding.NOISE, "lawaai herrie machine machines"),
            (Surrounding.CHANGING_SPOTS, "wisselende"),
            (Surrounding.MANY_PEOPLE, "drukte groep groepen"),
            (Surrounding.CUSTOMERS, "klant klanten bezoeker bezoekers gast gasten publiek"),
            (Surrounding.SITTING, "zitten zittend zittende"),
            (Surrounding.STANDING, "lopen lopend"),
            (Surrounding.LIFTING, "tillen sjouwen zwaar zware"),
            (Surrounding.TIME_PRESSURE, "haast tijdsdruk piek pieken piekuren deadline deadlines"),
            (Surrounding.COLD_WET, "kou koud koude nat natte"),
            (Surrounding.SMELLS_DUST, "geur geuren stank stoffig stoffige"),
        )
    }
)
"""Words by which people say what a workplace is like. *Alleen* is not here: it says *only* as often as *by oneself*."""

DEMAND_SAID: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "social": _said("klant klanten bezoeker bezoekers gast gasten publiek telefoon"),
        "deadlines": SAID[Surrounding.TIME_PRESSURE],
        "pace": _said("tempo snel sneller haast"),
        "interruptions": _said("onderbreking onderbrekingen onderbroken tegelijk storen gestoord"),
        "predictability": _said(
            "verandering veranderingen veranderd wisselend wisselende onverwacht onverwachte onaangekondigd"
        ),
        "physical": _said("tillen sjouwen zwaar zware bukken trekken duwen"),
    }
)
"""The same for what a task asks, by attribute."""


@dataclass(frozen=True, slots=True)
class Match:
    """A line of a person in which a word of a task stands.

    Attributes:
        line: as it was written.
        word: the word, as it stands in the line.
        denied: whether a word for not stands before it, in the line or at the task, but not in both.
        denied_there: whether it does so at the task.
    """

    line: str
    word: str
    denied: bool
    denied_there: bool


def own_words(work: Work, *, named: bool = True) -> dict[str, bool]:
    """The words of a task that say something, folded, and whether a word for not stands before it everywhere.

    Args:
        work: the task.
        named: whether its name counts. That says what is done, and not what is there: who needs paper to ask on is not
            helped by papers to shred.
    """
    found: dict[str, bool] = {}
    for text in (work.name if named else "", work.place, work.tools, work.clothing, work.safety, work.quality):
        for word, denied in _denials(text).items():
            if says_something(word):
                found[word] = denied and found.get(word, True)
    return found


def says_something(word: str) -> bool:
    """Whether a folded word can be a reason by itself."""
    return len(word) >= _SHORTEST and not word.isdigit() and word not in _COMMON


def match(line: str, own: Mapping[str, bool]) -> Match | None:
    """The first word of a line that stands at a task too; ``None`` without any.

    Args:
        line: of a person.
        own: see :func:`own_words`.
    """
    for word, denied in _denials(line).items():
        if word in own:
            return Match(line.strip(), _as_written(line, word), denied is not own[word], own[word])
    return None


def _as_written(line: str, word: str) -> str:
    return next((one for one in re.findall(r"\w+", line) if words(one) == word), word)


def says(line: str, said: Iterable[str]) -> bool | None:
    """Whether a line says one of these words: ``False`` when a word for not stands before it; ``None`` not at all."""
    found = _denials(line)
    return next((not found[word] for word in found if word in set(said)), None)


def says_only(line: str) -> bool:
    """Whether a line of limits says what does go: it begins with *alleen* or the like."""
    return next(iter(words(line).split()), "") in _ONLY


def _denials(text: str) -> dict[str, bool]:
    """The words of a text in order, folded, and whether a word for not stands before it in its part of the sentence."""
    found: dict[str, bool] = {}
    for part in _PARTS.split(text):
        before, instead, after = fold(part).partition(_INSTEAD)
        denied = _AWAY.search(before) is not None
        for word in words(before).split():
            denied = denied or word in _NOT
            found[word] = denied and found.get(word, True)
        if instead:
            for word in words(after).split():
                found[word] = found.get(word, True)
    return found
