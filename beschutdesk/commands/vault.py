"""Commands for the vault itself: make one, and try everything in a throw-away one."""

from argparse import Namespace
from pathlib import Path

from beschutdesk.commands.common import DONE, FAULT, Add, asked, profile_of, warn_of
from beschutdesk.commands.keys import write_paper
from beschutdesk.trouble import Trouble


def register(add: Add) -> None:
    """Add the commands of this group."""
    init = add("init", _init, "maak een lege kluis en toon de herstelcode")
    init.add_argument("--name", default="", help="je naam")
    init.add_argument("--organisation", default="", help="je organisatie")
    init.add_argument("--phone", default="", help="je telefoonnummer")
    init.add_argument("--recovery-pdf", type=Path, metavar="FILE.pdf", help="zet de herstelcode op papier")
    add("self-test", _self_test, "probeer alles in een wegwerpkluis")


def _init(options: Namespace) -> None:
    from beschutdesk.dossier.caseworker import Caseworker
    from beschutdesk.services.profile import create, must_be_strong

    if getattr(options, "code_file", None):
        raise Trouble("Een nieuwe kluis krijgt een nieuwe herstelcode.", "", "Geef alleen een wachtzin.")
    owner = Caseworker(name=options.name, organisation=options.organisation, phone=options.phone)
    profile = profile_of(options)
    passphrase = asked(getattr(options, "passphrase_file", None), "de wachtzin", "--passphrase-file", twice=True)
    must_be_strong(passphrase)
    warn_of(profile)
    desk, code = create(profile, passphrase, owner)
    with desk:
        print("De kluis is gemaakt. Schrijf deze herstelcode op en bewaar hem op een veilige plek:")
        print(code, flush=True)
        if options.recovery_pdf is not None:
            write_paper(options.recovery_pdf, code, desk)


def _self_test(options: Namespace) -> int:
    from beschutdesk.services.self_test import run
    from ui.self_check import run as run_window

    del options
    good = run(print) and run_window(print)
    print("Alles werkt." if good else "Er is iets mis. Meld wat hierboven staat.")
    return DONE if good else FAULT
