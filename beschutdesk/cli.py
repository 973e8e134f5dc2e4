"""The same work without a window.

Exit codes: 0 done, 2 wrong use or bad input (one line on stderr), 3 the vault cannot be opened, 1 a fault of ours.
"""

import argparse
import errno
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from beschutdesk import __version__
from beschutdesk.trouble import Trouble

DONE, FAULT, BAD_INPUT, CANNOT_OPEN = 0, 1, 2, 3

_PHRASES = (
    (r"the following arguments are required: (.*)", r"er ontbreekt: \1"),
    (r"unrecognized arguments: (.*)", r"onbekend: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 kent \2 niet; kies uit \3"),
    (r"argument (.*): expected one argument", r"bij \1 hoort een waarde"),
    (r"argument (.*): expected at least one argument", r"bij \1 hoort ten minste één waarde"),
    (r"one of the arguments (.*) is required", r"een van deze is nodig: \1"),
)

_OF_FILES = {
    errno.ENOENT: "dit bestand of deze map bestaat niet",
    errno.ENOTDIR: "dit bestand of deze map bestaat niet",
    errno.EISDIR: "dit is een map; geef de naam van een bestand",
    errno.EACCES: "hier mag je niet lezen of schrijven",
    errno.EROFS: "hier mag je niet schrijven",
    errno.ENOSPC: "de schijf is vol",
}

_WORDS = (
    ("usage:", "gebruik:"),
    ("positional arguments:", "argumenten:"),
    ("options:", "opties:"),
    ("show this help message and exit", "toon deze hulp"),
    ("show program's version number and exit", "toon de versie"),
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong on one line, in Dutch."""

    def format_help(self) -> str:
        """The help, with argparse's own words in Dutch."""
        text = super().format_help()
        for english, dutch in _WORDS:
            text = text.replace(english, dutch, 1)
        return text

    def error(self, message: str) -> NoReturn:
        """Wrong use."""
        for english, dutch in _PHRASES:
            message = re.sub(f"^{english}$", dutch, message)
        self.exit(BAD_INPUT, f"beschutdesk: {message}. Zie ‘{self.prog} --help’.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask and return the exit code."""
    os.umask(0o077)
    options = _parser().parse_args(arguments)
    if options.do is None:
        if not _has_screen():
            return _say("Er is geen scherm. Zonder scherm werken de opdrachten: zie ‘beschutdesk --help’.", BAD_INPUT)
        from ui.app import run

        return run(_profile(options))
    try:
        done: int | None = options.do(options)
    except Trouble as trouble:
        return _say(trouble.one_line, CANNOT_OPEN if _is_about_opening(trouble) else BAD_INPUT)
    except BrokenPipeError:  # the reader of our output left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        name = Path(error.filename or "").name.removesuffix(".new")  # files are written beside their place first
        return _say(f"{name}: {_OF_FILES.get(error.errno or 0, 'dit bestand is niet te gebruiken')}.", BAD_INPUT)
    except Exception as error:  # a fault of ours: say where, never with what
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        return _say(f"Er ging iets mis in het programma ({type(error).__name__}, {where}). Meld dit.", FAULT)
    return done or DONE


def _has_screen() -> bool:
    """Whether a window can be shown; elsewhere than on Linux it always can."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _say(message: str, code: int) -> int:
    print(f"beschutdesk: {message}", file=sys.stderr)
    return code


def _is_about_opening(trouble: Trouble) -> bool:
    from beschutdesk.services import profile

    return isinstance(trouble, profile.OPENING)


# -- arguments ---------------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--profile", type=Path, metavar="DIR", help="map van de kluis (gewoon: die van het systeem)")
    shared.add_argument(
        "--passphrase-file", metavar="FILE", help="bestand met de wachtzin op de eerste regel; - is standaardinvoer"
    )
    parser = _Parser(
        prog="beschutdesk",
        parents=[shared],
        description="Dossiers voor mensen met een advies beschut werk. Zonder opdracht opent het venster.",
        epilog="Uitkomst: 0 klaar, 1 een fout van ons, 2 verkeerd gebruik of invoer, 3 de kluis gaat niet open.",
    )
    parser.add_argument("--version", action="version", version=f"BeschutDesk {__version__}")
    parser.set_defaults(do=None)
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", parser_class=_Parser)

    def command(name: str, do: Callable[[argparse.Namespace], int | None], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[shared], help=text, description=text)
        sub.set_defaults(do=do)
        return sub

    init = command("init", _init, "maak een lege kluis en toon de herstelcode")
    init.add_argument("--name", default="", help="je naam")
    init.add_argument("--organisation", default="", help="je organisatie")
    init.add_argument("--phone", default="", help="je telefoonnummer")
    command("demo", _demo, "zet de verzonnen demodossiers in de kluis")
    bring = command("import", _import, "lees dossierbestanden in: alle of geen")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE.json")
    out = command("export", _export, "schrijf een dossier weg")
    out.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
    out.add_argument("file", type=Path, metavar="FILE.json")
    listing = command("list", _list, "toon wat er in de kluis staat")
    listing.add_argument("what", choices=["candidates", "employers", "placements", "visits", "tasks"])
    listing.add_argument("--json", action="store_true", help="als JSON")
    printing = command("print", _print, "maak een document als pdf")
    printing.add_argument("document", choices=["portfolio"])
    printing.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
    printing.add_argument("--audience", required=True, choices=["floor", "supervisor", "colleague", "candidate"])
    printing.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")
    command("self-test", _self_test, "probeer alles in een wegwerpkluis")
    return parser


def _profile(options: argparse.Namespace) -> Path:
    from beschutdesk.services.profile import default_profile

    chosen: Path = getattr(options, "profile", None) or default_profile()
    return chosen


def _passphrase(options: argparse.Namespace) -> str:
    source: str | None = getattr(options, "passphrase_file", None)
    if source is None:
        if not sys.stdin.isatty():
            raise Trouble(
                "Er is geen wachtzin gegeven.", "", "Gebruik --passphrase-file FILE, of - voor standaardinvoer."
            )
        from getpass import getpass

        return getpass("Wachtzin: ")
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Trouble("Het bestand met de wachtzin is geen UTF-8-tekst.", "", "Bewaar het als UTF-8.") from None
    lines = text.splitlines()
    if not lines or not lines[0]:
        raise Trouble("De wachtzin is leeg.", "", "Zet de wachtzin op de eerste regel.")
    return lines[0]


def _open(options: argparse.Namespace) -> Any:
    from beschutdesk.services.profile import NoProfile, exists, open_with_passphrase

    profile = _profile(options)
    if not exists(profile):  # before asking for a passphrase in vain
        raise NoProfile("Er is nog geen kluis in deze map.", "", "Maak er een met: beschutdesk init")
    return open_with_passphrase(profile, _passphrase(options))


# -- commands ----------------------------------------------------------------------------------------------------------


def _init(options: argparse.Namespace) -> None:
    from beschutdesk.dossier.caseworker import Caseworker
    from beschutdesk.services.profile import create

    owner = Caseworker(name=options.name, organisation=options.organisation, phone=options.phone)
    desk, code = create(_profile(options), _passphrase(options), owner)
    desk.close()
    print("De kluis is gemaakt. Schrijf deze herstelcode op en bewaar hem op een veilige plek:")
    print(code)


def _demo(options: argparse.Namespace) -> None:
    with _open(options) as desk:
        saved = desk.transfer.bring_in_demo()
        number = sum(1 for record, _ in saved.changed if record == "candidate")
    print(f"{number} demodossiers ingelezen." if number else "De demodossiers staan al in de kluis.")


def _import(options: argparse.Namespace) -> None:
    with _open(options) as desk:
        saved = desk.transfer.bring_in(options.files)
    number = sum(1 for record, _ in saved.changed if record == "candidate")
    print("1 dossier ingelezen." if number == 1 else f"{number} dossiers ingelezen.")


def _export(options: argparse.Namespace) -> None:
    from beschutdesk.files import write_whole

    with _open(options) as desk:
        data = desk.transfer.take_out(_candidate(desk, options.candidate))
    write_whole(options.file, data)
    print(f"Weggeschreven: {options.file.name}. Dit bestand is niet versleuteld.")


def _list(options: argparse.Namespace) -> None:
    with _open(options) as desk:
        rows = desk.lists.table(options.what, date.today())  # noqa: DTZ011 - a person's today
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        print(
            "  ".join(
                str(value) for key, value in row.items() if key not in ("id", "state") and value not in ("", None)
            )
        )


def _print(options: argparse.Namespace) -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.files import write_whole

    with _open(options) as desk:
        key = _candidate(desk, options.candidate)
        order = desk.documents.portfolio_order(key, Audience.from_key(options.audience), date.today())  # noqa: DTZ011
        printed = desk.documents.render(order)
        write_whole(options.output, printed.data)
        desk.documents.issue(order, printed, way="pdf")
    print(f"Weggeschreven: {options.output.name}, voor {order.audience.label}.")
    if printed.dropped:
        print(f"Deze tekens kunnen niet op papier en staan er als □: {' '.join(printed.dropped)}")


def _self_test(options: argparse.Namespace) -> int:
    from beschutdesk.services.self_test import run
    from ui.self_check import run as run_window

    good = run(print) and run_window(print)
    print("Alles werkt." if good else "Er is iets mis. Meld wat hierboven staat.")
    return DONE if good else FAULT


def _candidate(desk: Any, wanted: str) -> UUID:
    try:
        key = UUID(wanted)
    except ValueError:
        found = desk.lists.by_name(wanted)
        if len(found) == 1:
            chosen: UUID = found[0].id
            return chosen
        if not found:
            raise Trouble("Er is geen kandidaat met deze naam.", "", "Zie: beschutdesk list candidates") from None
        raise Trouble(
            f"Er zijn {len(found)} kandidaten met deze naam.", "", "Geef het kenmerk uit: list candidates --json"
        ) from None
    if desk.dossiers.get("candidate", key) is None:
        raise Trouble("Er is geen kandidaat met dit kenmerk.", "", "Zie: beschutdesk list candidates --json")
    return key
