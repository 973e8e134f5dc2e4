"""What all commands share: exit codes, the way a secret is read, the open vault, a person by name."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

DONE, FAULT, BAD_INPUT, CANNOT_OPEN = 0, 1, 2, 3

Do = Callable[[Namespace], int | None]
"""What a command does with its options: returns an exit code, or nothing when all went well."""


class Add(Protocol):
    """How a group adds a command."""

    def __call__(self, name: str, do: Do, text: str, /) -> ArgumentParser:
        """Add a command with its one line of help; returns its parser, for its own arguments."""


class Group(Protocol):
    """How a group adds a command that has commands of its own."""

    def __call__(self, name: str, text: str, /) -> Add:
        """Add it; returns how to add what is under it."""


def profile_of(options: Namespace) -> Path:
    """The folder of the vault."""
    from beschutdesk.services.profile import default_profile

    chosen: Path = getattr(options, "profile", None) or default_profile()
    return chosen


# -- secrets: never in an argument, where every program on the machine can read them -----------------------------------


def secret_of(options: Namespace) -> str:
    """The passphrase or the recovery code with which to open, from where the options say or from the keyboard.

    Raises:
        Trouble: there is none, it is empty, or it is no text.
    """
    passphrase = getattr(options, "passphrase_file", None)
    code = getattr(options, "code_file", None)
    if passphrase and code:
        raise Trouble("Er zijn een wachtzin én een herstelcode gegeven.", "", "Geef er één van de twee.")
    if code:
        return first_line(code, "de herstelcode")
    return asked(passphrase, "de wachtzin", "--passphrase-file")


def asked(source: str | None, what: str, option: str, *, twice: bool = False) -> str:
    """A secret from the first line of a file, or typed unseen when there is none and somebody sits at the keyboard.

    Args:
        source: name of a file; ``-`` is the next line of standard input.
        what: the secret, with its article.
        option: what to use when nobody can be asked.
        twice: a new secret, so a slip of the finger would lock its owner out.
    """
    if source is not None:
        return first_line(source, what)
    word = what.removeprefix("de ")
    if not sys.stdin.isatty():
        raise Trouble(f"Er is geen {word} gegeven.", "", f"Gebruik {option} FILE, of - voor standaardinvoer.")
    from getpass import getpass

    secret = getpass(f"{word.capitalize()}: ")
    if twice and getpass(f"{word.capitalize()}, nog eens: ") != secret:
        raise Trouble("De twee zijn niet gelijk.", "Er is niets veranderd.", "Probeer het opnieuw.")
    return secret


def first_line(source: str, what: str) -> str:
    """The first line of a file, or the next one of standard input for ``-``; never empty."""
    try:
        text = sys.stdin.readline() if source == "-" else Path(source).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Trouble(f"Het bestand met {what} is geen UTF-8-tekst.", "", "Bewaar het als UTF-8.") from None
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or not lines[0]:
        raise Trouble(f"{what.capitalize()} is leeg.", "", f"Zet {what} op de eerste regel.")
    return lines[0]


def typed_back(options: Namespace) -> str:
    """The recovery code as somebody typed it from paper: proof that it was written down."""
    source: str | None = getattr(options, "typed_file", None)
    if source is None and sys.stdin.isatty():
        sys.stderr.write("Typ de herstelcode over van het papier: ")
        sys.stderr.flush()
    return first_line(source or "-", "de overgetypte herstelcode")


# -- the vault ---------------------------------------------------------------------------------------------------------


def day(text: str) -> date:
    """A day as it is typed in an option.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is geen dag; schrijf 2026-11-22") from None


def open_desk(options: Namespace, secret: str | None = None) -> "Desk":
    """The open vault, by passphrase or recovery code; says on stderr when it lies in a doubtful place.

    Args:
        options: of the command.
        secret: when the command read it already.

    Raises:
        Trouble: see :mod:`beschutdesk.services.profile`.
    """
    from beschutdesk.services.profile import open_with_code, open_with_passphrase

    profile = there(options)
    warn_of(profile)
    opened = open_with_code if getattr(options, "code_file", None) else open_with_passphrase
    return opened(profile, secret_of(options) if secret is None else secret)


def there(options: Namespace) -> Path:
    """The folder of a vault that exists: nobody types a passphrase in vain.

    Raises:
        NoProfile: there is none.
    """
    from beschutdesk.services.profile import NoProfile, exists

    profile = profile_of(options)
    if not exists(profile):
        raise NoProfile("Er is nog geen kluis in deze map.", "", "Maak er een met: beschutdesk init")
    return profile


def warn_of(folder: Path) -> None:
    """Say on stderr when a folder is a doubtful place for a vault or a backup."""
    from beschutdesk.services.place import doubtful

    if (trouble := doubtful(folder)) is not None:
        warn(trouble)


def warn(trouble: Trouble) -> None:
    """One line on stderr that stops nothing."""
    sys.stderr.write(f"beschutdesk: let op: {trouble.one_line}\n")


def candidate(desk: Any, wanted: str) -> UUID:
    """Whom a name or an id means.

    Raises:
        Trouble: nobody, or more than one.
    """
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
