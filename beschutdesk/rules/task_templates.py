"""Lists of tasks by sector to begin an inventory with: ``resources/task_templates/*.toml``, invented, a file a sector.

A template says what work there often is, never how much there is at this employer: minutes are a first guess, to be
asked. Values are written as in a dossier file (:mod:`beschutdesk.dossier.codec`), under the keys of the fields.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from beschutdesk import resources
from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask
from beschutdesk.rules.task_copy import WORK

FOLDER: Final = "task_templates"
_KEY: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


class BadTemplate(ValueError):
    """A template that cannot be read. The message is one Dutch line that names the file and the task."""


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """A task of a template.

    Attributes:
        key: stable name, unique within its template.
        values: of the work, by attribute of :class:`~beschutdesk.dossier.task.Work`; what is not in it is not known.
        steps: what is done, with what to mind or an empty text.
    """

    key: str
    values: Mapping[str, Any]
    steps: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Verb and object."""
        return str(self.values["name"])

    @property
    def minutes(self) -> Decimal | None:
        """How long it takes each time, as a first guess."""
        found: Decimal | None = self.values.get("minutes")
        return found

    @property
    def frequency(self) -> Frequency | None:
        """How often it comes back."""
        found: Frequency | None = self.values.get("frequency")
        return found

    @property
    def pictogram(self) -> str:
        """Key of a picture of the icon set; empty for none."""
        return str(self.values.get("pictogram", ""))

    def make(self) -> tuple[InventoryTask, list[InventoryStep]]:
        """A new task with its steps."""
        task = InventoryTask(**self.values)
        return task, [InventoryStep(words=words, mind=mind, task=task.id) for words, mind in self.steps]


@dataclass(frozen=True, slots=True)
class Template:
    """The tasks of one sector.

    Attributes:
        key: name of its file.
        title: the sector, in Dutch.
        about: what kind of workplace it is, one line.
        tasks: in the order in which a day goes.
    """

    key: str
    title: str
    about: str
    tasks: tuple[TemplateTask, ...]


@cache
def templates() -> tuple[Template, ...]:
    """All templates of the program, by title."""
    files = sorted(resources.path(FOLDER).glob("*.toml"))
    return tuple(sorted((parse(file.stem, file.read_text("utf-8")) for file in files), key=lambda one: one.title))


def template(key: str) -> Template:
    """The template of a sector.

    Raises:
        KeyError: there is none with this key.
    """
    return {one.key: one for one in templates()}[key]


def parse(key: str, text: str) -> Template:
    """The template in a file.

    Raises:
        BadTemplate: it is no TOML, or a task is not one.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTemplate(f"{key}: dit is geen TOML ({error})") from None
    title, about = plain.get("title"), plain.get("about")
    if not isinstance(title, str) or not isinstance(about, str):
        raise BadTemplate(f"{key}: ‘title’ en ‘about’ zijn tekst")
    tasks = tuple(_task(key, group) for group in plain.get("task", ()))
    keys = [one.key for one in tasks]
    if not tasks or len(set(keys)) < len(keys):
        raise BadTemplate(f"{key}: er staat geen taak in, of een naam staat er twee keer in")
    return Template(key, title, about, tasks)


def _task(file: str, group: Mapping[str, Any]) -> TemplateTask:
    key = group.get("key", "")
    here = f"{file}, {key or group.get('name', '?')}"
    if not isinstance(key, str) or not key or not _KEY.issuperset(key):
        raise BadTemplate(f"{here}: ‘key’ heeft alleen kleine letters, cijfers en _")
    shape = shape_of("inventory_task")
    values: dict[str, Any] = {}
    for name, plain in group.items():
        if name in ("key", "steps"):
            continue
        try:
            spec = shape.by_key(name)
            if spec.name not in WORK:
                raise KeyError(name)
            values[spec.name] = codec.decode(spec, plain)
        except KeyError:
            raise BadTemplate(f"{here}: ‘{name}’ is geen veld van een taak") from None
        except WrongValue as error:
            raise BadTemplate(f"{here}: ‘{name}’: {error}") from None
    if not str(values.get("name", "")).strip():
        raise BadTemplate(f"{here}: ‘name’ ontbreekt")
    return TemplateTask(key, values, tuple(_step(here, step) for step in group.get("steps", ())))


def _step(here: str, plain: object) -> tuple[str, str]:
    """A step is a text, or a pair with what to mind."""
    parts = [plain] if isinstance(plain, str) else plain
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2 or not all(isinstance(one, str) for one in parts):
        raise BadTemplate(f"{here}: een stap is tekst, of een stap met waar je op let")
    specs = shape_of("inventory_step").specs
    try:
        words = codec.decode(specs["words"], parts[0])
        return words, codec.decode(specs["mind"], parts[1]) if len(parts) == 2 else ""
    except WrongValue as error:
        raise BadTemplate(f"{here}: een stap: {error}") from None
