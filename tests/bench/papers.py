"""What paper takes: a portfolio, a visit report, and all reports of a month at once."""

import statistics
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.rows import Row, alternating
from tests.bench.starts import run

_DOCUMENTS = 15
_TAGGED = 1.6
"""How much longer a document with tags may take than the same story without."""
REPORTS = 500
_PAUSE = 50.0
"""Milliseconds that the window may not answer while they are made."""
_KEPT = 3.0
"""How much longer they may take, each with its file synced to the disk, kept in the vault and written to the log."""


def portfolio() -> Row:
    """Making a portfolio / the same story in plain platypus, without tags."""
    from beschutdesk.documents.portfolio import PortfolioViews, build, fitted
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.dossier.caseworker import Caseworker
    from beschutdesk.dossier.seen_by import Glass
    from beschutdesk.exchange.demo import demo_dossiers
    from tests.bench import plain

    dossier = demo_dossiers()[0]
    records = {record.id: record for record in dossier.records()}
    records |= {row.id: row for employer in dossier.employers for row in employer.supervisors}
    glass = Glass(Audience.COLLEAGUE, records)
    views = PortfolioViews(
        audience=Audience.COLLEAGUE,
        portfolio=glass.see(dossier.portfolios[0]),
        caseworker=glass.see(Caseworker(name="R. Jansen", phone="06 12 34 56 70")),
        task_list=glass.see(dossier.task_lists[0]),
        number=1,
        issued_on=date(2026, 11, 22),
    )
    tagged, bare = alternating(lambda: build(views), lambda: plain.build(fitted(views)), _DOCUMENTS)
    return Row("tagged portfolio / the same story in plain platypus", tagged, bare, _TAGGED)


def reports(folder: Path) -> list[Row]:
    """One report for an employer; then all of a month, made, saved and kept while the window is open."""
    from beschutdesk.documents.readers import Reader
    from beschutdesk.documents.visit_report import build, fitted
    from tests.bench import plain
    from tests.documents import invented_visits

    views = invented_visits.full().views(Reader.EMPLOYER)

    def measured() -> tuple[float, float]:
        return alternating(lambda: build(views), lambda: plain.build(fitted(views)), _DOCUMENTS)

    before = measured()
    with TemporaryDirectory(dir=folder) as here:
        (told,) = run("reporting", here, str(REPORTS))
    # a machine may be half as quick again for some seconds: the floor is of both ends of that minute
    tagged, bare = map(statistics.mean, zip(before, measured(), strict=True))
    took, pause, made = (float(part) for part in told.split())
    assert made == REPORTS
    note = f"{took / 1000:.1f} s, each saved and kept in the vault"
    return [
        Row("tagged visit report / the same story in plain platypus", tagged, bare, _TAGGED),
        Row(f"{REPORTS} reports in the window / in plain platypus", took, bare * REPORTS, _KEPT, note=note),
        Row("meanwhile the longest pause of the window / budget", pause, _PAUSE, 1),
    ]
