"""Tasks of a board back into the inventory of the employer, so that who comes next finds them there."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from beschutdesk.services.inventories import AlreadyThere, Brought
from ui.context import DeskContext
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.inventory_open import WHOLE
from ui.tabs.jobcarving.tasks import OpenTasks
from ui.tabs.jobcarving.words import count, short

_FAILED: Final = "De taak is niet naar de inventaris gezet"
_NAMED: Final = 3


class Giving:
    """What was found out with one person becomes work for all; what is of the person stays (decision 034).

    Args:
        context: the open desk.
        tasks: the board.
        acts: the one list of what can be taken back in jobcarving.

    Attributes:
        before: asked first: the page saves what is typed in board and inventory; ``False`` stops.
    """

    def __init__(self, context: DeskContext, tasks: OpenTasks, acts: Acts) -> None:
        self._context, self._tasks, self._acts = context, tasks, acts
        self.before: Callable[[], bool] = lambda: True

    def heaps(self) -> list[tuple[UUID | None, str]]:
        """The inventories of this employer with what they are called; that of all when there is none yet."""
        house = self._tasks.workplace
        found = self._context.desk.inventories.heaps(house.id) if house is not None else ()
        return [(key, department or WHOLE) for key, department, _ in found] or [(None, WHOLE)]

    def give(self, keys: Sequence[UUID], heap: UUID | None, department: str = "") -> None:
        """Put tasks in an inventory.

        Args:
            keys: the tasks.
            heap: the inventory; ``None`` for that of the whole organisation.
            department: what that inventory is called, when there are more.
        """
        session = self._tasks.session
        if session is None or not keys or not self.before():
            return
        give, root = self._context.desk.inventories.give_back, session.id
        try:
            brought: Brought = self._context.database.call(give, root, list(keys), heap)
        except AlreadyThere as known:
            self._acts.tell(f"{_listed(known.names)} al in de inventaris van {self._house(department)}.")
            return
        except Exception as error:  # said in calm words, whatever it is
            self._acts.trouble(_FAILED, error)
            return
        self._context.announce(brought.saved.changed)
        made = len(brought.made)
        what = short(self._name_of(keys, brought)) if made == 1 else count(made)
        words = f"{what} {'staat' if made == 1 else 'staan'} nu in de inventaris van {self._house(department)}."
        if brought.already:
            words += f" {_listed(brought.already)} er al."
        save_id = brought.saved.save_id
        if save_id is None:
            self._acts.tell(words)
            return
        focus = partial(self._tasks.show_wanted.emit, "board", keys[0])
        self._acts.did(words, partial(self._acts.undo_save, save_id), focus, kept=True)

    def _house(self, department: str) -> str:
        house = self._tasks.employer or "deze werkgever"
        return f"{house}, {department}" if department and department != WHOLE else house

    def _name_of(self, keys: Sequence[UUID], brought: Brought) -> str:
        sources = {str(key) for key in brought.made}
        mine = (key for key in keys if self._tasks.has(key))
        return next((self._tasks.value(key, "name") for key in mine if self._source(key) in sources), "")

    def _source(self, key: UUID) -> str:
        return str(self._tasks.value(key, "taken_from"))


def _listed(names: Sequence[str]) -> str:
    """``‘vegen’ en ‘soppen’ staan``."""
    told = [short(name) for name in names[:_NAMED]]
    if len(names) > _NAMED:
        return f"{', '.join(told)} en nog {len(names) - _NAMED} staan"
    return f"{' en '.join(filter(None, (', '.join(told[:-1]), told[-1])))} {'staat' if len(told) == 1 else 'staan'}"
