"""An open profile: all use cases of one vault."""

from pathlib import Path
from typing import Any

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services.documents import Documents
from beschutdesk.services.dossiers import Dossiers
from beschutdesk.services.drafts import Drafts
from beschutdesk.services.lists import Lists
from beschutdesk.services.store import Store
from beschutdesk.services.transfer import Transfer


class Desk:
    """One open profile. Close it when done; after that nothing can be read.

    Attributes:
        profile: folder of the profile.
        dossiers, drafts, lists, documents, transfer: the use cases.
    """

    def __init__(self, profile: Path, store: Store) -> None:
        self.profile = profile
        self._store = store
        self.dossiers = Dossiers(store)
        self.drafts = Drafts(store)
        self.lists = Lists(store)
        self.documents = Documents(store, self.dossiers)
        self.transfer = Transfer(store, self.dossiers)
        known = self.dossiers.ids("caseworker")
        self._caseworker = known[0] if known else None
        store.by = self.caseworker().name

    def caseworker(self) -> Caseworker:
        """The owner of this profile."""
        if self._caseworker is None:
            return Caseworker()
        owner: Any = self.dossiers.get("caseworker", self._caseworker)
        return owner if isinstance(owner, Caseworker) else Caseworker()

    def close(self) -> None:
        """Leave no connection and no file handle behind."""
        self._store.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
