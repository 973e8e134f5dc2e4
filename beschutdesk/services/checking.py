"""Looking a vault over, without changing anything in it."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.services.stage import ATTACHMENTS, DATABASE
from beschutdesk.storage.errors import DamagedDatabase
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.storage.backup import Report
    from beschutdesk.storage.manifest import Manifest
    from beschutdesk.vault.keys import DataKey

_OLD = timedelta(days=8)
_STEPS = 7
_PAGE_NUMBER = re.compile(r"page (\d+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        part: ``sleutelbestand``, ``dossierbestand``, ``bijlagen``, ``logboek``, ``reservekopie``, ``rechten`` or
            ``plek``.
        good: nothing is damaged or missing.
        words: a Dutch sentence without personal data.
        advice: nothing is broken, but something had better be different.
    """

    part: str
    good: bool
    words: str
    advice: bool = False


AT_ONCE = 32 * 1024 * 1024
"""Bytes up to which every page is checked at each opening. It costs some 4 ms per MB; beyond this a job does it."""


def pages(profile: Path, key: "DataKey", safe: str = "Het bestand is niet veranderd.") -> None:
    """Check every page of the database, and write nothing to it. For a job: a large one takes seconds.

    Raises:
        DamagedDatabase: some are damaged, or it does not open at all.
    """
    from beschutdesk.storage.backup import damaged_pages
    from beschutdesk.storage.engine import connect

    path = profile / DATABASE
    try:
        found = damaged_pages(path, bytes(key))
    except DamagedDatabase:
        connect(path, bytes(key)).close()  # fails as well, with clear words on whose file it is
        raise
    if found:
        where = "op één plek" if len(found) == 1 else f"op {len(found)} plekken"
        raise DamagedDatabase(
            f"Het dossierbestand {DATABASE} is {where} beschadigd.",
            safe,
            "Zet een reservekopie terug, of kies ‘Redden wat er te redden is’.",
        )


def pages_at_once(profile: Path, key: "DataKey") -> None:
    """The same when it is quick: so that a damaged vault is refused before anything is written to it."""
    path = profile / DATABASE
    if path.is_file() and path.stat().st_size <= AT_ONCE:
        pages(profile, key)


def pages_of_large(profile: Path, key: "DataKey") -> None:
    """The same for what :func:`pages_at_once` passed over. It is open by then, and may have been written to."""
    if (profile / DATABASE).stat().st_size > AT_ONCE:
        pages(profile, key, "Wat nog te lezen is, blijft te lezen.")


def check(profile: Path, secret: str, report: "Report | None" = None) -> list[Finding]:
    """Look everything over. Changes nothing, not even when something is wrong.

    Args:
        profile: the vault, open elsewhere or not.
        secret: its passphrase or recovery code.
        report: gets steps done and in all.

    Raises:
        WrongSecret, TooSoon, NoProfile, DamagedEnvelope, NewerEnvelope: as at the door; then nothing else can be read.
    """
    from beschutdesk.services import profile as profiles

    _, key = profiles.data_key(profile, secret)
    found = [Finding("sleutelbestand", True, "Het sleutelbestand is heel en gaat open.")]
    for done, part in enumerate((_database, _attachments, _log, _backup, _list, _rights, _place), 1):
        if report is not None:
            report(done, _STEPS + 1)
        try:
            found += part(profile, key)
        except Trouble as trouble:
            found.append(Finding(_NAMES[part.__name__], False, f"{trouble.happened} {trouble.todo}".strip()))
    return found


_NAMES = {
    "_database": "dossierbestand", "_attachments": "bijlagen", "_log": "logboek", "_backup": "reservekopie",
    "_list": "dossierbestand", "_rights": "rechten", "_place": "plek",
}  # fmt: skip


def _database(profile: Path, key: "DataKey") -> Iterator[Finding]:
    from beschutdesk.storage import backup, directory, migrate

    part, path = "dossierbestand", profile / DATABASE
    if found := backup.damaged_pages(path, bytes(key)):
        yield Finding(part, False, _of_pages(found, path.stat().st_size // 4096))
        return  # what else is said of such a file is not to be trusted
    with backup.reading(path, bytes(key), quiet=False) as connection:
        version = migrate.revision(connection)
        if version is None or version > migrate.HEAD:
            yield Finding(part, False, "Het dossierbestand is van een nieuwere versie van BeschutDesk.")
        wrong = [row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        if wrong:
            yield Finding(part, False, f"De opbouw van het dossierbestand klopt op {len(wrong)} plekken niet.")
        if loose := connection.execute("PRAGMA foreign_key_check").fetchall():
            yield Finding(part, False, f"{len(loose)} regels verwijzen naar iets dat er niet meer is.")
        if number := directory.astray(connection):
            yield Finding(part, False, f"De zoeklijst klopt niet: bij {number} namen. De dossiers zelf zijn heel.")
        if not (wrong or loose or number):
            yield Finding(part, True, "Het dossierbestand is heel, tot op de laatste pagina.")


def _of_pages(found: list[str], pages: int) -> str:
    numbers = [int(hit[1]) for line in found if (hit := _PAGE_NUMBER.search(line))]
    if not numbers:
        return "Het dossierbestand is beschadigd: het heeft niet de lengte die het hoort te hebben."
    named = ", ".join(str(number) for number in numbers[:5]) + (" en verder" if len(numbers) > 5 else "")
    word = "pagina" if len(numbers) == 1 else "pagina's"
    return f"Het dossierbestand is beschadigd op {len(numbers)} van de {max(pages, 1)} plekken ({word} {named})."


def _attachments(profile: Path, key: "DataKey") -> Iterator[Finding]:
    from beschutdesk.services.backups import attachments_of
    from beschutdesk.storage import backup, file_copies

    with backup.reading(profile / DATABASE, bytes(key), quiet=False) as connection:
        wanted = backup.digests(connection)
    files = attachments_of(profile / ATTACHMENTS, key)
    seen = files.check(wanted)
    missing, damaged = len(seen.missing), len(seen.damaged)
    extra = len(set(file_copies.names_in(profile / ATTACHMENTS)) - set(files.names(wanted).values()))
    if missing:
        yield Finding("bijlagen", False, f"Er ontbreken bijlagen: {missing} van de {len(wanted)}.")
    if damaged:
        yield Finding("bijlagen", False, f"Er zijn bijlagen beschadigd: {damaged} van de {len(wanted)}.")
    if not missing and not damaged:
        yield Finding("bijlagen", True, f"Alle bijlagen zijn er en zijn heel ({len(wanted)}).")
    if extra:
        words = f"Er staan {extra} bijlagen die bij geen dossier meer horen. Dat kan geen kwaad."
        yield Finding("bijlagen", True, words, advice=True)


def _manifests(profile: Path, key: "DataKey") -> "list[tuple[Path, Manifest]]":
    """The backups within reach that prove themselves under this key, latest first."""
    from beschutdesk.services.backups import FALLBACK, MANIFEST, PURPOSE, chosen_folder, found_in
    from beschutdesk.storage.manifest import Manifest

    places = [profile / FALLBACK]
    try:
        if (chosen := chosen_folder(profile, key)) is not None:
            places.insert(0, chosen)
    except Trouble:  # the database cannot be read, which is said elsewhere
        pass
    mac, found = key.derive(PURPOSE), []
    for place in places:
        for made in found_in(place) if place.is_dir() else []:
            manifest = Manifest.load(made.path / MANIFEST)
            if manifest is not None and manifest.is_of(mac):
                found.append((made.path, manifest))
    return sorted(found, key=lambda one: one[1].made_at, reverse=True)


_FIRST_WITH_LOG = "0002"
"""Revision of the database from which on the audit log must be there."""


def _log(profile: Path, key: "DataKey") -> Iterator[Finding]:
    from beschutdesk.services import audit
    from beschutdesk.storage import backup, migrate

    with backup.reading(profile / DATABASE, bytes(key), quiet=False) as connection:
        if (migrate.revision(connection) or "") < _FIRST_WITH_LOG:
            return
        verdict = audit.verify(profile, connection, key)
    words = verdict.why or f"Het logboek klopt van de eerste tot de laatste regel ({verdict.count})."
    yield Finding("logboek", verdict.good, words, advice=verdict.good and bool(verdict.why))


def _backup(profile: Path, key: "DataKey") -> Iterator[Finding]:
    from beschutdesk.services.backups import shared
    from beschutdesk.storage import file_copies

    part = "reservekopie"
    if not (made := _manifests(profile, key)):
        yield Finding(part, True, "Er is nog geen reservekopie van deze kluis.", advice=True)
        return
    path, newest = made[0]
    whole = all(file_copies.sha256_of(path / name) == sha for name, (sha, _) in newest.files.items())
    lacking = sum(
        not (shared(path) / name).is_file() or file_copies.sha256_of(shared(path) / name) != sha
        for name, (sha, _) in newest.attachments.items()
    )
    day = f"{newest.made_at.astimezone():%d-%m-%Y}"
    if not whole:
        yield Finding(part, False, f"De nieuwste reservekopie, van {day}, is beschadigd. Maak een nieuwe.")
    elif lacking:
        yield Finding(part, False, f"Bij de nieuwste reservekopie, van {day}, missen {lacking} bijlagen.")
    else:
        old = datetime.now(UTC) - newest.made_at > _OLD
        words = f"De nieuwste reservekopie is van {day} en is heel."
        yield Finding(part, True, words + (" Maak een nieuwe." if old else ""), advice=old)


def _rights(profile: Path, _: "DataKey") -> Iterator[Finding]:
    if os.name != "posix":
        return
    wide = sum(
        bool(stat.S_IMODE(path.lstat().st_mode) & 0o077) for path in (profile, *profile.rglob("*")) if path.exists()
    )
    if wide:
        words = f"Andere gebruikers van dit apparaat kunnen bij {wide} bestanden of mappen. Ze zijn wel versleuteld."
        yield Finding("rechten", True, words, advice=True)
    else:
        yield Finding("rechten", True, "Alleen jij kunt bij de bestanden.")


def _list(profile: Path, key: "DataKey") -> Iterator[Finding]:
    from beschutdesk.services.destroying import unproven
    from beschutdesk.storage import backup

    with backup.reading(profile / DATABASE, bytes(key), quiet=False) as connection:
        if unproven(profile, connection, key):
            words = (
                "De lijst van vernietigde dossiers is beschadigd of van iemand anders. Wat daarin niet klopte is niet "
                "uitgevoerd en bewaard als destroyed-onbewezen-…; de kluis houdt zelf ook bij wat vernietigd is."
            )
            yield Finding("dossierbestand", True, words, advice=True)


def _place(profile: Path, _: "DataKey") -> Iterator[Finding]:
    from beschutdesk.services.place import doubtful

    trouble = doubtful(profile)
    if trouble is None:
        yield Finding("plek", True, "De kluis staat op een goede plek.")
    else:
        yield Finding("plek", True, f"{trouble.happened} {trouble.todo}", advice=True)
