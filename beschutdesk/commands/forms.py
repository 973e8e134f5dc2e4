"""The gemeente's own form: ``fill-form BLANK.pdf --candidate … [--mapping FILE.toml] [--period …] -o FILE.pdf``."""

from argparse import ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands.common import Add, candidate, day, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.municipal_forms import OpenedForm

_NOTHING = "Er is niets ingevuld."


def register(add: Add) -> None:
    """Add the command of this group."""
    form = add("fill-form", _fill, "vul het eigen pdf-formulier van een gemeente in voor een begeleidingssubsidie")
    form.add_argument("blank", type=Path, metavar="LEEG.pdf", help="het lege formulier van de gemeente")
    form.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE.toml",
        help="wat er in welk veld komt; zonder: zoals het in de kluis bewaard is",
    )
    form.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
    form.add_argument(
        "--period", type=_period, metavar="JJJJ-OF-DAG", help="jaar van de aanvraag, of een dag in de periode"
    )
    form.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")


def _period(text: str) -> tuple[date, date]:
    """The first and the last day of a year, or one day twice."""
    if len(text) == 4 and text.isascii() and text.isdecimal() and text != "0000":
        return date(int(text), 1, 1), date(int(text), 12, 31)
    try:
        one = day(text)
    except ArgumentTypeError:
        raise ArgumentTypeError(f"{text} is geen jaar en geen dag; schrijf 2026 of 2026-11-22") from None
    return one, one


def _fill(options: Namespace) -> None:
    from beschutdesk.files import write_whole

    _spare(options.output, options.blank, options.mapping)
    today = date.today()  # noqa: DTZ011 - a person's today
    with open_desk(options) as desk:
        person = candidate(desk, options.candidate)
        application = _application(desk, person, options.period)
        form = _form(desk, options)
        order = desk.municipal_forms.order(application, form, today)
        printed, report = desk.municipal_forms.render(order)
        write_whole(options.output, printed.data)
        desk.municipal_forms.issue(order, printed, way="pdf")
        print(f"Weggeschreven: {options.output.name}, met {report.filled} van {report.fields} velden ingevuld.")
        if form.remark:
            print(form.remark)
        for head, found in report.lines():
            print(f"{head}:")
            for one in found:
                print(f"  {one}")


def _spare(output: Path, *given: Path | None) -> None:
    """Refuse to write over what is read: the blank is needed again for whoever comes next."""
    for path in given:
        if path is not None and output.exists() and path.exists() and output.samefile(path):
            what = f"{output.name} is een van de bestanden waaruit wordt ingevuld."
            raise Trouble(what, _NOTHING, "Geef bij -o een andere naam.")


def _form(desk: "Desk", options: Namespace) -> "OpenedForm":
    """The blank with what goes where: from the file, else as it is kept; a proposal needs a person who looks at it."""
    from beschutdesk.services.municipal_forms import Standing

    form = desk.municipal_forms.open(options.blank)
    if options.mapping is not None:
        return desk.municipal_forms.with_mapping(form, options.mapping)
    if form.standing is Standing.KEPT:
        return form
    what = form.remark or "Van dit formulier is nog niet bekend wat er in welk veld komt."
    raise Trouble(what, _NOTHING, "Geef --mapping FILE.toml, of leg het één keer vast in het venster.")


def _application(desk: "Desk", person: UUID, period: tuple[date, date] | None) -> UUID:
    """Which application of a candidate is meant: the one in the period, else the latest.

    Raises:
        Trouble: none, or more than one.
    """
    whole = desk.dossiers.whole(person, everything=True)
    asked = [one for one in whole.subsidies if one.deleted_at is None] if whole is not None else []
    if not asked:
        what = "Deze kandidaat heeft nog geen aanvraag voor begeleidingssubsidie."
        raise Trouble(what, _NOTHING, "Begin er een in het venster, bij de plaatsing.")
    if period is None:
        return max(asked, key=lambda one: (one.since or date.min, one.created_at is not None, one.id)).id
    first, last = period
    found = [one for one in asked if (one.since or date.max) <= last and (one.until or date.max) >= first]
    if not found:
        raise Trouble("Deze kandidaat heeft geen aanvraag in deze periode.", _NOTHING, "Kies een andere periode.")
    if len(found) > 1:
        what = f"Deze kandidaat heeft {len(found)} aanvragen in deze periode."
        raise Trouble(what, _NOTHING, "Geef een dag die maar in één ervan valt: --period 2026-11-22")
    return found[0].id
