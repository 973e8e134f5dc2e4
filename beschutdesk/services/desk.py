"""An open profile: all use cases of one vault."""

from pathlib import Path
from typing import Any

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services.audit import Audit
from beschutdesk.services.backups import Backups
from beschutdesk.services.calendar import Calendar
from beschutdesk.services.copying import Copying
from beschutdesk.services.documents import Documents
from beschutdesk.services.dossiers import Dossiers
from beschutdesk.services.drafts import Drafts
from beschutdesk.services.fits import Fits
from beschutdesk.services.guides import Guides
from beschutdesk.services.intake import Intake
from beschutdesk.services.introduction_paper import IntroductionPaper
from beschutdesk.services.inventing import Inventing
from beschutdesk.services.inventories import Inventories
from beschutdesk.services.kept_files import KeptFiles
from beschutdesk.services.keys import Keys
from beschutdesk.services.lists import Lists
from beschutdesk.services.municipal_forms import MunicipalForms
from beschutdesk.services.notes import Notes
from beschutdesk.services.overview import Numbers
from beschutdesk.services.preparing import Preparing
from beschutdesk.services.schemes import SchemeKeeper
from beschutdesk.services.search import Search
from beschutdesk.services.settings import Settings
from beschutdesk.services.store import Store
from beschutdesk.services.subsidies import Subsidies
from beschutdesk.services.subsidy_lists import SubsidyLists
from beschutdesk.services.subsidy_papers import SubsidyPapers
from beschutdesk.services.supervision_log import SupervisionLog
from beschutdesk.services.task_import import TaskImport
from beschutdesk.services.task_papers import TaskPapers
from beschutdesk.services.timeline import Timeline
from beschutdesk.services.timeline_paper import TimelinePaper
from beschutdesk.services.today import Day
from beschutdesk.services.transfer import Transfer
from beschutdesk.services.tries import Tries
from beschutdesk.services.visit_lists import VisitLists
from beschutdesk.services.visit_papers import VisitPapers
from beschutdesk.services.visits import Visits
from beschutdesk.services.waiting import Waiting


class Desk:
    """One open profile. Close it when done; after that nothing can be read.

    Attributes:
        profile: folder of the profile.
        news: what whoever opened it must hear now, in Dutch; mostly nothing.
        dossiers, drafts, lists, search, documents, transfer, intake, notes, timeline, timeline_paper, fits, waiting,
            today, overview, calendar, guides, visits, visit_lists, visit_papers,
            preparing, introductions, kept_files, schemes, subsidies, subsidy_lists, subsidy_papers, supervision_log,
            municipal_forms, task_papers, tries, copying, audit, settings, keys: the use cases.
    """

    def __init__(self, profile: Path, store: Store) -> None:
        self.profile = profile
        self.news = ""
        self._store = store
        self.dossiers = Dossiers(store)
        self.drafts = Drafts(store)
        self.lists = Lists(store)
        self.search = Search(store)
        self.documents = Documents(store, self.dossiers)
        self.introductions = IntroductionPaper(store, self.dossiers)
        self.backups = Backups(profile, store)
        self.transfer = Transfer(store, self.dossiers, self.backups.before)
        self.intake = Intake(store, self.dossiers, self.backups.before)
        self.inventing = Inventing(store)
        self.notes = Notes(store, self.dossiers)
        self.timeline = Timeline(store)
        self.timeline_paper = TimelinePaper(store, self.dossiers, self.timeline)
        self.fits = Fits(store, self.dossiers)
        self.waiting = Waiting(store)
        self.today = Day(store, self.drafts, self.backups)
        self.overview = Numbers(store)
        self.calendar = Calendar(store)
        self.guides = Guides(store)
        self.visits = Visits(store)
        self.visit_lists = VisitLists(store)
        self.visit_papers = VisitPapers(store, self.dossiers)
        self.preparing = Preparing(store, self.today)
        self.kept_files = KeptFiles(store)
        self.tries = Tries(store, self.drafts)
        self.schemes = SchemeKeeper(store)
        self.subsidies = Subsidies(store)
        self.subsidy_lists = SubsidyLists(store)
        self.municipal_forms = MunicipalForms(store, self.dossiers, self.subsidies)
        self.subsidy_papers = SubsidyPapers(store, self.dossiers)
        self.supervision_log = SupervisionLog(store)
        self.task_papers = TaskPapers(store, self.dossiers)
        self.inventories = Inventories(store)
        self.task_import = TaskImport(store, self.backups.before)
        self.copying = Copying(store, self.dossiers)
        self.audit = Audit(store)
        self.settings = Settings(store)
        self.keys = Keys(profile, store, self.audit)
        known = self.dossiers.ids("caseworker")
        self._caseworker = known[0] if known else None
        self.follow_owner()
        self.dossiers.settle()

    def caseworker(self) -> Caseworker:
        """The owner of this profile."""
        if self._caseworker is None:
            return Caseworker()
        owner: Any = self.dossiers.get("caseworker", self._caseworker)
        return owner if isinstance(owner, Caseworker) else Caseworker()

    @property
    def schema(self) -> str:
        """Revision of the database; opening has brought it up to this one."""
        from beschutdesk.storage.migrate import HEAD

        return HEAD

    def follow_owner(self) -> None:
        """Take the name of the owner for what is written from now on; call it after their record was saved."""
        self._store.by = self.caseworker().name

    def look_through(self) -> None:
        """Check every page of a database that was too large to be checked at opening. Belongs in a jobs lane.

        Raises:
            DamagedDatabase: some are damaged.
        """
        from beschutdesk.services import checking

        checking.pages_of_large(self.profile, self._store.key)

    def close(self) -> None:
        """Leave no connection and no file handle behind."""
        self._store.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
