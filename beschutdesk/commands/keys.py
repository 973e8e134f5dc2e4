"""Commands for the ways in: passphrase, recovery code, PIN; and a new data key for the whole vault.

No secret ever stands in an argument. A new recovery code counts only once it was typed back.
"""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.commands.common import Group, asked, open_desk, secret_of, there, typed_back
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.keys import Way

_KINDS = {"passphrase": "wachtzin", "recovery": "herstelcode", "pin": "pincode"}


def register(group: Group) -> None:
    """Add the commands of this group."""
    add = group("keys", "de wegen naar binnen: wachtzin, herstelcode, pincode")
    listing = add("list", _list, "toon de wegen naar binnen")
    listing.add_argument("--json", action="store_true", help="als JSON")
    for name, do, text in (
        ("add", _add, "maak een weg erbij"),
        ("replace", _replace, "vervang een weg door een nieuwe"),
    ):
        made = add(name, do, text)
        made.add_argument("kind", choices=list(_KINDS))
        made.add_argument("--pin-file", metavar="FILE", help="bestand met de pincode op de eerste regel; - idem")
        _about_passphrase(made)
        _about_code(made)
    gone = add("remove", _remove, "haal een weg weg; er blijft altijd een wachtzin of beproefde herstelcode over")
    gone.add_argument("way", metavar="SOORT-OF-KENMERK", help="passphrase, recovery, pin of een kenmerk uit de lijst")
    prove = add("prove", _prove, "typ de herstelcode over: bewijs dat hij op papier staat")
    prove.add_argument("--typed-file", metavar="FILE", help="bestand met de overgetypte code; gewoon: standaardinvoer")
    new = add("renew", _renew, "vernieuw de sleutel van de hele kluis; pincodes vervallen")
    older = "haal daarna weg wat met de oude wachtzin opengaat: eerdere reservekopieën en mappen ‘vervangen-…’"
    new.add_argument("--remove-older", action="store_true", help=older)
    _about_passphrase(new)
    _about_code(new)


def _about_passphrase(command: ArgumentParser) -> None:
    command.add_argument("--new-passphrase-file", metavar="FILE", help="bestand met de nieuwe wachtzin; - idem")


def _about_code(command: ArgumentParser) -> None:
    command.add_argument("--typed-file", metavar="FILE", help="waar de overgetypte code komt; gewoon: standaardinvoer")
    command.add_argument("--recovery-pdf", type=Path, metavar="FILE.pdf", help="zet de nieuwe herstelcode op papier")


def _list(options: Namespace) -> None:
    with open_desk(options) as desk:
        ways = desk.keys.all()
    if options.json:
        print(json.dumps([_plain(way) for way in ways], ensure_ascii=False, indent=2))
        return
    for way in ways:
        print("  ".join(part for part in (way.label, *_remarks(way), way.id) if part))


def _plain(way: "Way") -> dict[str, object]:
    made = None if way.made_on is None else way.made_on.isoformat()
    return {"id": way.id, "kind": way.kind, "made_on": made, "proven": way.proven, "here": way.here}


def _remarks(way: "Way") -> list[str]:
    said = [] if way.made_on is None else [f"van {way.made_on:%d-%m-%Y}"]
    if way.kind == "recovery":
        said.append("overgetypt" if way.proven else "nog niet overgetypt")
    return said


def _add(options: Namespace) -> None:
    _set(options, replaces=False)


def _replace(options: Namespace) -> None:
    _set(options, replaces=True)


def _set(options: Namespace, *, replaces: bool) -> None:
    from beschutdesk.services.recovery_paper import check_typed

    kind: str = options.kind
    word = _KINDS[kind]
    secret = secret_of(options)
    with open_desk(options, secret) as desk:
        if _has(desk, kind) is not replaces:
            is_there, other = ("is geen", "add") if replaces else ("is al een", "replace")
            raise Trouble(f"Er {is_there} {word}.", "Er is niets veranderd.", f"Gebruik: keys {other} {kind}")
        if kind == "passphrase":
            new = asked(options.new_passphrase_file, "de nieuwe wachtzin", "--new-passphrase-file", twice=True)
            desk.keys.set_passphrase(secret, new)
        elif kind == "recovery":
            code = _shown_code(options, desk)
            typed = typed_back(options)
            check_typed(code, typed)
            desk.keys.set_recovery(secret, code, typed)
        else:
            pin = asked(options.pin_file, "de pincode", "--pin-file", twice=True)
            desk.keys.set_pin(secret, pin)
    print(f"De {word} is {'vervangen' if replaces else 'toegevoegd'}.")


def _has(desk: "Desk", kind: str) -> bool:
    return any(way.kind == kind and way.here for way in desk.keys.all())


def _remove(options: Namespace) -> None:
    secret = secret_of(options)
    with open_desk(options, secret) as desk:
        wanted: str = options.way
        found = [way for way in desk.keys.all() if wanted == way.id or (wanted == way.kind and way.here)]
        if not found:
            raise Trouble("Deze weg naar binnen is er niet.", "Er is niets veranderd.", "Zie: beschutdesk keys list")
        desk.keys.remove(secret, found[0].id)
    print(f"De {_KINDS[found[0].kind]} is weggehaald.")


def _prove(options: Namespace) -> None:
    with open_desk(options) as desk:
        desk.keys.prove_recovery(typed_back(options))
    print("De herstelcode klopt. Bewaar hem in een gesloten envelop bij je teamleider.")


def _renew(options: Namespace) -> None:
    from beschutdesk.services.recovery_paper import check_typed
    from beschutdesk.services.renewing import afterwards, forget_older, renew

    profile, secret = there(options), secret_of(options)
    if options.new_passphrase_file is None and getattr(options, "code_file", None):
        raise Trouble(
            "Met de herstelcode is er geen wachtzin om te houden.", "", "Geef een nieuwe: --new-passphrase-file FILE"
        )
    with open_desk(options, secret) as desk:  # a wrong secret shows before anybody copies a code
        passphrase = secret
        if options.new_passphrase_file is not None:
            passphrase = asked(options.new_passphrase_file, "de nieuwe wachtzin", "--new-passphrase-file")
        code = _shown_code(options, desk)
    check_typed(code, typed_back(options))
    with renew(profile, secret, passphrase, code) as desk:
        print(afterwards(desk))
        if options.remove_older:
            if left := forget_older(desk):
                names = ", ".join(path.name for path in left)
                raise Trouble(
                    f"Dit kon niet worden weggehaald: {names}.", "De nieuwe sleutel geldt.", "Gooi het zelf weg."
                )
            print("Er is een nieuwe reservekopie gemaakt; wat met de oude wachtzin openging, is weggehaald.")


def _shown_code(options: Namespace, desk: "Desk") -> str:
    """A new recovery code, printed once, and on paper when asked for."""
    from beschutdesk.services.profile import new_recovery_code

    code = new_recovery_code()
    if options.recovery_pdf is not None:
        write_paper(options.recovery_pdf, code, desk)
    print("De nieuwe herstelcode. Schrijf hem op en typ hem over; pas daarna telt hij:")
    print(code, flush=True)
    return code


def write_paper(file: Path, code: str, desk: "Desk") -> None:
    """Write the sheet with a recovery code; readable for whoever has the file."""
    from datetime import date

    from beschutdesk.files import write_whole
    from beschutdesk.services.recovery_paper import recovery_sheet

    write_whole(file, recovery_sheet(code, desk.caseworker(), date.today()).data)  # noqa: DTZ011 - a person's today
    print(f"Weggeschreven: {file.name}. Dit bestand is niet versleuteld: druk het af en gooi het weg.")
