from datetime import date

from beschutdesk.dossier.lasting import FactorState, SuccessCheck
from beschutdesk.dossier.success import FactorGroup, SuccessFactor
from beschutdesk.rules.checklist import Standing, checklist, groups, history

TODAY = date(2026, 11, 22)


def check(state: FactorState, on: date | None, note: str = "") -> SuccessCheck:
    return SuccessCheck(factor=SuccessFactor.CLICK, state=state, looked_on=on, note=note)


def click(*checks: SuccessCheck) -> Standing:
    return next(one for one in checklist(checks, TODAY) if one.factor is SuccessFactor.CLICK)


def test_every_factor_stands_there_with_why_it_counts() -> None:
    found = checklist([], TODAY)
    assert [one.factor for one in found] == list(SuccessFactor)
    assert {one.state for one in found} == {None}
    for factor in SuccessFactor:
        assert factor.why.endswith((".", "?"))
        assert factor.source.startswith("Onderzoek")
    assert len({factor.why for factor in SuccessFactor}) == len(SuccessFactor)


def test_the_latest_word_counts() -> None:
    old, new = check(FactorState.NO, date(2026, 3, 1)), check(FactorState.YES, date(2026, 9, 1), "ja hoor")
    assert click(new, old) == Standing(SuccessFactor.CLICK, FactorState.YES, date(2026, 9, 1), "ja hoor")
    assert click(old, check(FactorState.YES, None)).state is FactorState.NO
    assert click(old, check(FactorState.PARTLY, date(2026, 3, 1))).state is FactorState.PARTLY
    assert click(old, check(FactorState.YES, date(2027, 1, 1))).state is FactorState.NO


def test_what_was_there_before_is_known_the_latest_first() -> None:
    checks = [
        check(FactorState.PARTLY, date(2026, 9, 1)),
        check(FactorState.UNKNOWN, None),
        check(FactorState.NO, date(2026, 3, 1)),
        check(FactorState.YES, date(2026, 9, 1)),
        check(FactorState.NO, date(2026, 11, 23)),
        SuccessCheck(factor=SuccessFactor.TEAM, state=FactorState.NO, looked_on=date(2026, 9, 2)),
        SuccessCheck(factor=SuccessFactor.CLICK, looked_on=date(2026, 9, 2), note="zonder stand"),
    ]
    found = history(checks, SuccessFactor.CLICK, TODAY)
    assert [one.state for one in found] == [FactorState.YES, FactorState.PARTLY, FactorState.NO, FactorState.UNKNOWN]
    assert [one.key for one in found] == [checks[number].id for number in (3, 0, 2, 1)]
    assert click(*checks).key == checks[3].id
    assert history(checks, SuccessFactor.MET, TODAY) == ()


def test_the_four_parts_of_the_way() -> None:
    found = groups(checklist([], TODAY))
    assert list(found) == list(FactorGroup)
    assert all(found.values())
    assert sum(map(len, found.values())) == len(SuccessFactor)
