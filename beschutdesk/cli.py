"""The same work without a window.

Exit codes: 0 done, 2 wrong use or bad input (one line on stderr), 3 the vault cannot be opened or is damaged, 1 a fault
of ours. What the commands do stands in :mod:`beschutdesk.commands`.
"""

import argparse
import gc
import logging
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from beschutdesk import __version__, log
from beschutdesk.blame import blame
from beschutdesk.commands import audit, backups, calendar, documents, dossiers, forms, keys, overview, vault
from beschutdesk.commands.common import BAD_INPUT, CANNOT_OPEN, DONE, FAULT, Add, Do, profile_of
from beschutdesk.process import keep_private
from beschutdesk.trouble import Trouble

_SELDOM = 100_000
"""After so many new things Python looks for what nobody uses any more. A command is over soon: looking more often takes
a sixth of the time that it needs to start.
"""
_PHRASES = (
    (r"the following arguments are required: (.*)", r"er ontbreekt: \1"),
    (r"unrecognized arguments: (.*)", r"onbekend: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 kent \2 niet; kies uit \3"),
    (r"argument (.*): expected one argument", r"bij \1 hoort een waarde"),
    (r"argument (.*): expected at least one argument", r"bij \1 hoort ten minste één waarde"),
    (r"one of the arguments (.*) is required", r"een van deze is nodig: \1"),
)

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
    keep_private()
    options = _parser().parse_args(arguments)
    if options.do is None:
        if not _has_screen():
            return _say("Er is geen scherm. Zonder scherm werken de opdrachten: zie ‘beschutdesk --help’.", BAD_INPUT)
        from ui.app import run

        return run(profile_of(options))
    gc.set_threshold(max(gc.get_threshold()[0], _SELDOM))
    with log.to_file():
        return _do(options)


def _do(options: argparse.Namespace) -> int:
    try:
        done: int | None = options.do(options)
    except Trouble as trouble:
        return _say(trouble.one_line, CANNOT_OPEN if _is_about_opening(trouble) else BAD_INPUT)
    except BrokenPipeError:  # the reader of our output left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _say("Afgebroken.", BAD_INPUT)
    except Exception as error:
        return _tell(error)
    return done or DONE


def _has_screen() -> bool:
    """Whether a window can be shown; elsewhere than on Linux it always can."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _say(message: str, code: int) -> int:
    print(f"beschutdesk: {message}", file=sys.stderr)
    return code


def _tell(error: Exception) -> int:
    """One line on what went wrong outside the program, or on where in it; never with what."""
    if (told := blame(error)) is not None:
        if not isinstance(error, OSError):
            return _say(told.one_line, BAD_INPUT)
        name = Path(error.filename or "").name
        happened = told.happened[0].lower() + told.happened[1:] if name else told.happened
        return _say(f"{name}: {happened} {told.todo}" if name else f"{happened} {told.todo}", BAD_INPUT)
    place = log.Place(error.__traceback__)
    logging.getLogger(__name__).error(log.FAULT, type(error), place)
    return _say(f"Er ging iets mis in het programma ({type(error).__name__}, {place.nearest}). Meld dit.", FAULT)


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
    shared.add_argument("--code-file", metavar="FILE", help="open met de herstelcode uit dit bestand; - idem")
    parser = _Parser(
        prog="beschutdesk",
        parents=[shared],
        description="Dossiers voor mensen met een advies beschut werk. Zonder opdracht opent het venster.",
        epilog=(
            "Uitkomst: 0 klaar, 1 een fout van ons, 2 verkeerd gebruik of invoer, "
            "3 de kluis gaat niet open of is beschadigd."
        ),
    )
    parser.add_argument("--version", action="version", version=f"BeschutDesk {__version__}")
    parser.set_defaults(do=None)

    def adder(under: argparse.ArgumentParser, **words: Any) -> Add:
        commands = under.add_subparsers(metavar="OPDRACHT", parser_class=_Parser, **words)

        def add(name: str, do: Do, text: str, /) -> argparse.ArgumentParser:
            sub: argparse.ArgumentParser = commands.add_parser(name, parents=[shared], help=text, description=text)
            sub.set_defaults(do=do)
            return sub

        return add

    add = adder(parser, title="opdrachten")

    def group(name: str, text: str, /) -> Add:
        return adder(add(name, _nothing, text), required=True, dest="part")

    vault.register(add)
    dossiers.register(add)
    documents.register(group)
    forms.register(add)
    overview.register(add)
    calendar.register(add)
    keys.register(group)
    backups.register(add)
    audit.register(add)
    return parser


def _nothing(_: argparse.Namespace) -> None:
    """What a group does by itself; one of its commands is always asked for."""
