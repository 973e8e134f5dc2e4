"""The list of rules for people: ``docs/signals.md``, made from the rules themselves.

``python -m beschutdesk.rules.signals.page`` writes it to standard output.
"""

import sys
from collections.abc import Iterator
from typing import Final

from beschutdesk.rules.figures import Figures, filled, measure, standard
from beschutdesk.rules.signals import RULES, Rule
from beschutdesk.rules.signals.signal import Kind

_HEAD: Final = """\
# Signalen: wat er in Vandaag staat, en waarom

Deze pagina is gemaakt uit de regels in het programma (`python -m beschutdesk.rules.signals.page`); een test houdt ze
gelijk. Vandaag telt hooguit twaalf regels, de rest is ingeklapt. Elke regel zegt waarom die er staat en brengt je naar
de plek waar je iets kunt doen. Je kunt een regel afvinken, verzetten met een reden, of stil zetten tot een dag. Wat is
verzet of stil staat, komt vanzelf terug. Een **vaste termijn** (wet of geld) komt altijd terug op de laatste dag, ook
als je die verder weg had gezet.

Wat in een dossier ontbreekt (geen vangnet, geen tweede begeleider) staat niet in Vandaag, maar bij de plaatsing zelf.
"""
_OWN: Final = """\
## Andere getallen voor jouw gemeente

Elk getal hierboven staat met zijn bron in `resources/rules/signals.toml` of `resources/rules/placements.toml`. Geef een
gemeente haar eigen getallen met een tekst in dezelfde vorm; alleen wat je noemt, verandert:

```toml
[decision_months]
source = "Werkwijze van jouw gemeente, 2026"
values = [{ from = 2026-01-01, value = 4 }]
```
"""


def page(known: Figures | None = None) -> str:
    """The page, in Markdown."""
    figures = known or standard()
    parts = [_HEAD]
    for kind in Kind:
        if rules := [one for one in RULES.values() if one.kind is kind]:
            parts += [f"## {kind.label}\n", *(_told(one, figures) for one in rules)]
    parts += ["## Getallen\n", _table(figures), _OWN]
    return "\n".join(parts)


def _told(one: Rule, known: Figures) -> str:
    firm = "**Vaste termijn.** " if one.firm else ""
    return f"### {one.label}\n\n`{one.key}`. {firm}{filled(one.when, known)}\n\nBron: {one.source(known)}.\n"


def _table(known: Figures) -> str:
    return "\n".join(["| sleutel | wat | getal | bron |", "| --- | --- | --- | --- |", *_rows(known), ""])


def _rows(known: Figures) -> Iterator[str]:
    used = {key: None for rule in RULES.values() for key in rule.figures}
    for key in used:
        figure = known.by_key[key]
        yield f"| `{key}` | {figure.label} | {measure(figure)} | {figure.source} |"


if __name__ == "__main__":
    sys.stdout.write(page())
