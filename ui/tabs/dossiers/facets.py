"""What a list can be narrowed by: each part of a filter with its label and what one chooses from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from beschutdesk.dossier.values import Choices
from beschutdesk.services.lists import CandidateFilter, EmployerFilter

Filter = CandidateFilter | EmployerFilter
Options = Sequence[tuple[Any, str]]
"""Values of a part of a filter, with their words."""

QUIET: Final[Options] = ((2, "2 weken"), (4, "4 weken"), (6, "6 weken"), (13, "3 maanden"), (26, "een half jaar"))
"""For how long nobody had contact."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A part of a filter that one can choose.

    Attributes:
        key: attribute of the filter.
        label: of the field.
        every: what stands there while nothing is chosen.
        options: reads what one chooses from.
        words: the filter in words, with ``{}`` for the choice.
        gone: the choice that is not among the options any more, when it is no text.
        along: what other parts of the filter become with a choice, because it says more than they do.
        quick: it also stands above the list by itself, so the button does not count it.
    """

    key: str
    label: str
    every: str
    options: Callable[[], Options]
    words: str = "{}"
    quick: bool = False
    gone: str = "…"
    along: Mapping[str, Any] = field(default_factory=dict)


def of_kinds(kinds: Iterable[Choices]) -> Callable[[], Options]:
    """The options of a closed list."""
    return lambda: [(kind.key, kind.label) for kind in kinds]


def of_texts(read: Callable[[], Sequence[str]]) -> Callable[[], Options]:
    """The options of a text field: what stands in the dossiers."""
    return lambda: [(text, text) for text in read()]


def empty(wanted: Filter, key: str) -> Any:
    """What this part of a filter is when it does not narrow."""
    return next(one.default for one in fields(wanted) if one.name == key)


def active(facets: Sequence[Facet], wanted: Filter) -> list[Facet]:
    """The facets that narrow, without those that stand above the list."""
    return [one for one in facets if not one.quick and getattr(wanted, one.key) != empty(wanted, one.key)]


def in_words(facets: Sequence[Facet], wanted: Filter) -> str:
    """What the filter asks for: ``gemeente Almelo, fase stage``."""
    return ", ".join(_words(one, getattr(wanted, one.key)) for one in active(facets, wanted))


def _words(facet: Facet, value: Any) -> str:
    return facet.words.format(dict(facet.options()).get(value, unlisted(facet, value)))


def unlisted(facet: Facet, value: Any) -> str:
    """A choice that was kept and that nothing has any more: a text says itself, an id says nothing to anybody."""
    return value if isinstance(value, str) else facet.gone


def chosen(facet: Facet, wanted: Filter, value: Any) -> Filter:
    """The filter with another choice."""
    narrows = value != empty(wanted, facet.key)
    return replace(wanted, **{**(facet.along if narrows else {}), facet.key: value})


def without(facets: Sequence[Facet], wanted: Filter) -> Filter:
    """The filter with none of these facets, the quick ones as they are."""
    return replace(wanted, **{one.key: empty(wanted, one.key) for one in facets if not one.quick})
