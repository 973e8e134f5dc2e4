"""The glasses of an audience: what is hidden does not exist."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import REGISTRY, Kind, Record
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.supervision_subsidy import SupervisionEntry, SupervisionSubsidy
from tests.strategies import records


@given(st.sampled_from(sorted(REGISTRY)).flatmap(records), st.sampled_from(list(Audience)))
@settings(max_examples=80)
def test_only_shared_fields_have_a_value(record: Any, audience: Audience) -> None:
    shape = next(s for s in REGISTRY.values() if s.type is type(record))
    view = Glass(audience, {}).see(record)
    for name, spec in shape.specs.items():
        if spec.kind is not Kind.REFERENCE:
            shown = audience in spec.share and view.open and not spec.opt_in
            assert getattr(view, name) == (getattr(record, name) if shown else spec.empty)


def test_what_no_view_has() -> None:
    view = Glass(Audience.CANDIDATE, {}).see(Candidate(name_used="Sem"))
    for name in ("id", "version", "updated_at", "nickname"):
        with pytest.raises(AttributeError):
            getattr(view, name)


def test_a_row_may_be_closed() -> None:
    row = Supervisor(name="M. de Boer", readers=(Audience.COLLEAGUE,))
    employer = Employer(supervisors=[row])
    assert Glass(Audience.FLOOR, {}).see(employer).supervisors == ()
    assert Glass(Audience.COLLEAGUE, {}).see(employer).supervisors[0].name == "M. de Boer"


def test_a_reference_gives_a_view_of_the_same_audience() -> None:
    row = Supervisor(name="M. de Boer", training="Harrie Helpt")
    terms = Terms(supervisor=row.id)
    known: dict[Any, Record] = {row.id: row}
    seen = Glass(Audience.FLOOR, known).see(terms).supervisor
    assert (seen.name, seen.training) == ("M. de Boer", "")
    assert Glass(Audience.FLOOR, {}).see(terms).supervisor is None
    row.readers = ()
    assert Glass(Audience.FLOOR, known).see(terms).supervisor is None


def test_a_hidden_reference_leads_nowhere() -> None:
    person = Candidate(name_used="Sem")
    asked = SupervisionSubsidy(log=[SupervisionEntry(supervisor=person.id)])
    view = Glass(Audience.FLOOR, {person.id: person}).see(asked)
    assert view.log[0].supervisor is None
    assert "Sem" not in repr(view)


def test_a_bsn_is_seen_only_when_that_was_turned_on_and_by_the_municipality_alone() -> None:
    person = Candidate(bsn="111222333")
    for audience in Audience:
        assert Glass(audience, {}).see(person).bsn == ""
        seen = Glass(audience, {}, opted=True).see(person).bsn
        assert seen == ("111222333" if audience is Audience.MUNICIPALITY else "")
