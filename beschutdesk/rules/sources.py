"""Copied texts of a portfolio: which were taken from what, and whether the dossier has moved on since.

The portfolio keeps a mark per copied field: the fingerprint of the dossier text when it was copied or last compared. A
portfolio may say it in other words; only a change in the dossier makes the text stale, never a change in the portfolio.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import Spec, shape_of, source_of
from beschutdesk.dossier.portfolio import Portfolio


def fingerprint(spec: Spec, value: Any) -> str:
    """What a mark holds: SHA-256 over the plain form of a value, 64 hex digits."""
    plain = json.dumps(codec.encode(spec, value), ensure_ascii=False, sort_keys=True)
    # A text can hold half a surrogate pair only while it is being typed; that must not stop the comparison.
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def copied() -> tuple[Spec, ...]:
    """The fields of a portfolio that start as a copy, in order of declaration."""
    return tuple(spec for spec in shape_of(Portfolio).specs.values() if spec.source)


def stale(portfolio: Portfolio, candidate: Candidate) -> tuple[Spec, ...]:
    """The copied fields whose source changed since, or that were never compared with a source that is filled."""
    return tuple(spec for spec in copied() if _is_stale(portfolio, candidate, spec))


def refill(portfolio: Portfolio, candidate: Candidate, specs: Iterable[Spec]) -> None:
    """Take these fields from the dossier again, over what stands there, and mark them.

    Raises:
        ValueError: a spec is no copied field of a portfolio.
    """
    chosen = tuple(specs)
    marks = _marks(candidate, chosen)
    for spec in chosen:
        setattr(portfolio, spec.name, _source(candidate, spec))
    portfolio.sources = portfolio.sources | marks


def fill_empty(portfolio: Portfolio, candidate: Candidate) -> None:
    """Take from the dossier what the portfolio does not say yet; own words stay."""
    refill(
        portfolio,
        candidate,
        [
            spec
            for spec in copied()
            if not codec.is_filled(getattr(portfolio, spec.name)) and codec.is_filled(_source(candidate, spec))
        ],
    )


def accept(portfolio: Portfolio, candidate: Candidate, specs: Iterable[Spec]) -> None:
    """Keep the own words of these fields: they were compared with the dossier as it is now.

    Raises:
        ValueError: a spec is no copied field of a portfolio.
    """
    portfolio.sources = portfolio.sources | _marks(candidate, specs)


def _is_stale(portfolio: Portfolio, candidate: Candidate, spec: Spec) -> bool:
    mark = portfolio.sources.get(spec.key)
    if mark is None:
        return codec.is_filled(_source(candidate, spec))
    return mark != _mark(candidate, spec)


def _marks(candidate: Candidate, specs: Iterable[Spec]) -> dict[str, str]:
    return {spec.key: _mark(candidate, spec) for spec in specs}


def _mark(candidate: Candidate, spec: Spec) -> str:
    value = _source(candidate, spec)
    return fingerprint(source_of(spec), value)


def _source(candidate: Candidate, spec: Spec) -> Any:
    if spec.record != "portfolio" or not spec.source:
        raise ValueError(f"{spec.record}.{spec.name} is not copied from the dossier")
    return getattr(candidate, source_of(spec).name)
