"""The themes of a visit, in the order of the conversation: declared fields of a subject, and what one does there."""

from dataclasses import dataclass
from typing import Final

from beschutdesk.dossier.fields import Spec, shape_of
from beschutdesk.dossier.visit import Judgement
from ui.looking import folds

SIGNS: Final = {
    Judgement.GOOD: ("circle-check", "good"),
    Judgement.ATTENTION: ("triangle-alert", "warn"),
    Judgement.CONCERN: ("octagon-alert", "care"),
}
"""Icon and colour of a judgement; the word always stands beside it."""
NOTHING: Final = ("circle-dashed", "soft")
INSIDE: Final = ("eye-off", "soft")
KEYS: Final = {Judgement.GOOD: "Alt+G", Judgement.ATTENTION: "Alt+L", Judgement.CONCERN: "Alt+Z"}


@dataclass(frozen=True, slots=True)
class Theme:
    """One large field to write in.

    Attributes:
        key: stable; attribute of its text on the subject.
        judgement: attribute of its judgement; empty where nothing is judged.
        short: what the list says, where the label is too long for it.
    """

    key: str
    judgement: str = ""
    short: str = ""

    @property
    def spec(self) -> Spec:
        """The declaration of its text."""
        return shape_of("visit_subject").specs[self.key]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.spec.label

    @property
    def heading(self) -> str:
        """What it is called where there is little room."""
        return self.title if self.is_private else self.name

    @property
    def name(self) -> str:
        """What the list calls it."""
        return self.short or self.title

    @property
    def hint(self) -> str:
        """What to think of."""
        return self.spec.hint

    @property
    def is_private(self) -> bool:
        """Whether it is folded until somebody asks for it."""
        return bool(self.judgement) and self.is_covered

    @property
    def is_covered(self) -> bool:
        """Whether nobody may read along in it."""
        return folds(self.spec.share)


TASKS: Final = Theme("tasks", "tasks_judgement")
TEAM: Final = Theme("team", "team_judgement")
SUPERVISION: Final = Theme("supervision", "supervision_judgement")
WORKER: Final = Theme("worker_says", "worker_judgement")
EMPLOYER: Final = Theme("employer_says", "employer_judgement", "Begeleider aan het woord")
CONDITIONS: Final = Theme("conditions", "conditions_judgement")
PRIVATE: Final = Theme("private", "private_judgement", "Privé (alleen intern)")
ASK_NEXT: Final = Theme("ask_next")
NOTES: Final = Theme("notes")
"""All there is of a visit to an employer about nobody."""
THEMES: Final = (TASKS, TEAM, SUPERVISION, WORKER, EMPLOYER, CONDITIONS, PRIVATE, ASK_NEXT)


def theme_of(key: str) -> Theme:
    """The theme with this key; the first when there is none."""
    return next((theme for theme in THEMES if theme.key == key), THEMES[0])


def themes_of(subject: object) -> tuple[Theme, ...]:
    """The themes of a part of a visit; of a visit about nobody only its notes."""
    return (NOTES,) if subject is None else THEMES
