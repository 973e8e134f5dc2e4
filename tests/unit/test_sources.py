"""Copied texts: marked when copied, flagged when the dossier moves on, own words kept."""

import hashlib

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import shape_of, source_of
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.rules.sources import accept, copied, fill_empty, fingerprint, refill, stale

SPECS = shape_of(Portfolio).specs
PACE, GOOD_AT, EXPLAIN = SPECS["pace"], SPECS["good_at"], SPECS["explain"]


def keys(portfolio: Portfolio, candidate: Candidate) -> list[str]:
    return [spec.key for spec in stale(portfolio, candidate)]


def filled() -> tuple[Portfolio, Candidate]:
    candidate = Candidate(pace="rustig", good_at=("tellen", "één"))
    portfolio = Portfolio(candidate=candidate.id)
    fill_empty(portfolio, candidate)
    return portfolio, candidate


def test_a_fingerprint_is_that_of_the_plain_form() -> None:
    assert fingerprint(PACE, "één") == hashlib.sha256('"één"'.encode()).hexdigest()
    assert fingerprint(GOOD_AT, ("a", "b")) == hashlib.sha256(b'["a", "b"]').hexdigest()
    assert fingerprint(GOOD_AT, ("a", "b")) != fingerprint(GOOD_AT, ("b", "a")) != fingerprint(GOOD_AT, ("a, b",))
    assert fingerprint(PACE, "\ud83d") != fingerprint(PACE, "")


@pytest.mark.parametrize("spec", copied(), ids=lambda spec: spec.key)
def test_source_and_copy_have_the_same_fingerprint(spec: object) -> None:
    portfolio_spec = SPECS[getattr(spec, "name", "")]
    empty = portfolio_spec.empty
    assert fingerprint(portfolio_spec, empty) == fingerprint(source_of(portfolio_spec), empty)


def test_copied_fields_are_those_with_a_source() -> None:
    assert [spec.key for spec in copied()][:3] == ["good_at", "enjoys", "works_best"]
    assert SPECS["summary"] not in copied()


def test_filling_copies_and_marks_only_what_is_filled() -> None:
    portfolio, candidate = filled()
    assert (portfolio.pace, portfolio.good_at) == ("rustig", ("tellen", "één"))
    assert portfolio.sources == {
        "good_at": fingerprint(GOOD_AT, candidate.good_at),
        "pace": fingerprint(PACE, candidate.pace),
    }
    assert keys(portfolio, candidate) == []


def test_filling_leaves_own_words_and_their_mark_alone() -> None:
    candidate = Candidate(pace="rustig", explain="voordoen")
    portfolio = Portfolio(pace="ik doe het rustig aan")
    fill_empty(portfolio, candidate)
    assert (portfolio.pace, portfolio.explain) == ("ik doe het rustig aan", "voordoen")
    assert list(portfolio.sources) == ["explain"]
    assert keys(portfolio, candidate) == ["pace"]


def test_a_change_in_the_dossier_shows() -> None:
    portfolio, candidate = filled()
    candidate.good_at = ("tellen",)
    candidate.explain = "voordoen"
    assert keys(portfolio, candidate) == ["good_at", "explain"]


def test_a_source_that_was_emptied_is_a_change() -> None:
    portfolio, candidate = filled()
    candidate.pace = ""
    assert keys(portfolio, candidate) == ["pace"]
    refill(portfolio, candidate, [PACE])
    assert (portfolio.pace, keys(portfolio, candidate)) == ("", [])


def test_a_change_in_the_portfolio_is_no_reason_to_look() -> None:
    portfolio, candidate = filled()
    portfolio.pace = "in mijn eigen woorden"
    assert keys(portfolio, candidate) == []


def test_a_change_that_was_taken_back_is_none() -> None:
    portfolio, candidate = filled()
    candidate.pace = "anders"
    candidate.pace = "rustig"
    assert keys(portfolio, candidate) == []


def test_taking_the_new_text() -> None:
    portfolio, candidate = filled()
    portfolio.pace = "eigen"
    candidate.pace, candidate.good_at = "met een pauze", ("tellen",)
    refill(portfolio, candidate, [PACE])
    assert portfolio.pace == "met een pauze"
    assert keys(portfolio, candidate) == ["good_at"]


def test_keeping_the_own_text() -> None:
    portfolio, candidate = filled()
    portfolio.pace = "eigen"
    candidate.pace = "met een pauze"
    accept(portfolio, candidate, [PACE])
    assert (portfolio.pace, keys(portfolio, candidate)) == ("eigen", [])
    candidate.pace = "met twee pauzes"
    assert keys(portfolio, candidate) == ["pace"]


def test_marks_are_replaced_never_changed_in_place() -> None:
    """A store sees a new value, not a change inside an old one."""
    portfolio, candidate = filled()
    before = portfolio.sources
    kept = dict(before)
    candidate.pace = "anders"
    accept(portfolio, candidate, [PACE])
    refill(portfolio, candidate, iter([EXPLAIN]))
    fill_empty(portfolio, candidate)
    assert before == kept
    assert portfolio.sources is not before
    assert "explain" in portfolio.sources


@pytest.mark.parametrize("spec", [SPECS["summary"], shape_of(Candidate).specs["pace"]])
def test_only_copied_fields_can_be_compared(spec: object) -> None:
    portfolio, candidate = filled()
    before = portfolio.summary, candidate.pace, dict(portfolio.sources)
    for act in (refill, accept):
        with pytest.raises(ValueError, match="is not copied from the dossier"):
            act(portfolio, candidate, [PACE, spec])  # type: ignore[list-item]
    assert (portfolio.summary, candidate.pace, portfolio.sources) == before
