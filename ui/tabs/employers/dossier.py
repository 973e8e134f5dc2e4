"""One employer that is open, without a widget."""

from uuid import UUID

from ui.tabs.dossiers.opened import OpenRoots


class OpenEmployer(OpenRoots):
    """The session of one employer. Where the dossier of a person shows the same employer, it is the same session."""

    root = "employer"
    records = ("employer",)

    @property
    def title(self) -> str:
        return "" if self.main is None else str(self.main.value("name"))

    def is_begun_for_somebody(self) -> bool:
        """Whether it was never saved and a placement that is being typed already names it."""
        if self.main is None or not self.main.is_new:
            return False
        key = str(self.main.id)
        self._keeper.flush()
        return any(d.record == "placement" and d.changes.get("employer") == key for d in self._desk.drafts.all())

    def supervisors(self) -> list[tuple[UUID, str]]:
        """Those on the screen, also when not saved yet."""
        if self.main is None:
            return []
        session = self.main
        found = []
        for key in session.rows("supervisors"):
            name, role = (session.value(f"supervisors/{key}/{field}") for field in ("name", "role"))
            found.append((key, ", ".join(part for part in (name or "begeleider zonder naam", role) if part)))
        return found
