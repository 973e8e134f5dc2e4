"""Dossiers in and out: JSON files and the demo."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.dossier.values import Attachment
from beschutdesk.exchange.contents import only_about, subsidies_with, task_lists_with
from beschutdesk.exchange.dossier_json import BadDossier, Dossier, read_file, write
from beschutdesk.services.dossiers import Dossiers, Saved, refuse_trashed
from beschutdesk.services.store import Store
from beschutdesk.storage import queries
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["Transfer"]


class Transfer:
    """Import and export of one profile."""

    def __init__(self, store: Store, dossiers: Dossiers, before: Callable[[str], object] = lambda why: None) -> None:
        """*before* is called before dossiers are read in: it makes a backup."""
        self._store = store
        self._dossiers = dossiers
        self._before = before

    def bring_in(self, paths: Sequence[Path]) -> Saved:
        """Read dossier files, all or none.

        Raises:
            Trouble: a file cannot be read, something in it is wrong (the message names file, place and field), or a
                record is here already.
        """
        dossiers = [_read(path) for path in paths]
        self._before("import")
        return self.keep(dossiers)

    def bring_in_demo(self) -> Saved:
        """The invented demo dossiers; those that are here already are passed over."""
        from beschutdesk.exchange.demo import demo_dossiers, demo_inventories

        new = [d for d in demo_dossiers() if self._dossiers.get("candidate", d.candidate.id) is None]
        places = {employer.id for dossier in new for employer in dossier.employers}
        return self.keep(new, [one for one in demo_inventories() if one.employer in places])

    def keep(self, dossiers: Sequence[Dossier], beside: Sequence[Record] = ()) -> Saved:
        """Keep dossiers in one transaction, their files first.

        The audit log gets a line for the import and one for every record that came in.

        Args:
            dossiers: what is kept.
            beside: roots that belong to no dossier, such as the inventories of an employer.
        """
        records: list[Record] = []
        for dossier in dossiers:
            for content in dossier.files.values():
                self._store.attachments.put(content)
            records += dossier.records()
        records += beside
        note = Note(Act.IMPORT, detail={"dossiers": len(dossiers)})
        return self._dossiers.add(
            records, shared=frozenset({"employer", "visit", "task_inventory"}), notes=[note] if dossiers else []
        )

    def photo(self, path: Path) -> Attachment:
        """Put a picture in the vault: small, upright and without hidden data.

        Raises:
            Trouble: it cannot be read or is no picture.
        """
        from beschutdesk.documents.images import clean

        try:
            content = clean(path.read_bytes())
        except OSError as error:
            raise Trouble(
                f"Het bestand is niet te lezen ({error.strerror}).", "Er is niets veranderd.", "Kies een andere foto."
            ) from None
        digest = self._store.attachments.put(content)
        return Attachment(digest, f"{path.stem[:120]}.jpg", "image/jpeg", len(content))

    def take_out(self, candidate: UUID) -> bytes:
        """A candidate with everything around them as a dossier file.

        Raises:
            Trouble: there is no such candidate, or an attachment is missing.
        """
        whole = self._dossiers.whole(candidate, everything=True)
        if whole is None:
            raise Trouble("Deze kandidaat is er niet meer.", "Er is niets weggeschreven.")
        refuse_trashed(whole.candidate, "Er is niets weggeschreven.")
        known = {record.id for record in whole.records()}
        known |= {guide.id for employer in whole.employers for guide in employer.supervisors}
        known |= {task.id for made in whole.task_lists for task in made.tasks}
        whole = replace(whole, subsidies=subsidies_with(whole.subsidies, known))
        files = {a.digest: self._store.attachments.get(a.digest) for r in whole.records() for a in _attachments(r)}
        dossier = Dossier(
            candidate=copy(whole.candidate),
            employers=whole.employers,
            placements=whole.placements,
            task_lists=task_lists_with(whole.task_lists, known),
            portfolios=whole.portfolios,
            visits=tuple(only_about(visit, candidate, known) for visit in whole.visits),
            subsidies=whole.subsidies,
            files=files,
        )
        data = write(dossier)
        self._store.note(Note(Act.EXPORT, "candidate", candidate, detail={"attachments": len(files)}))
        return data

    def sweep(self) -> int:
        """Remove the attachments that nothing names any more. Returns how many. Belongs in a jobs lane."""
        with self._store.reading() as connection:
            named = queries.attached(connection)
        return self._store.attachments.sweep(named)


def _read(path: Path) -> Dossier:
    try:
        return read_file(path)
    except BadDossier as error:
        raise Trouble(f"{path.name}: {error}.", "Er is niets ingelezen.") from None
    except OSError as error:
        raise Trouble(
            f"{path.name}: het bestand is niet te lezen ({error.strerror}).", "Er is niets ingelezen."
        ) from None


def _attachments(record: Record) -> list[Attachment]:
    shape = shape_of(record)
    own = [getattr(record, name) for name, spec in shape.specs.items() if spec.kind is Kind.ATTACHMENT]
    rows = [found for name in shape.children for row in getattr(record, name) for found in _attachments(row)]
    return [attachment for attachment in own if attachment is not None] + rows
