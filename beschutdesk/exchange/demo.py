"""The demo dossiers: eight invented people and the work at their employers, for a first look, for pictures and tests.

An inventory of tasks is of an employer and travels in no dossier file, so that of the demo stands beside them.
"""

from beschutdesk import resources
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.exchange.dossier_json import Dossier, read_file, read_record


def demo_dossiers() -> tuple[Dossier, ...]:
    """The dossiers that come with the program, in the order of their file names.

    Raises:
        FileNotFoundError: the installation has no demo folder.
    """
    return tuple(read_file(path) for path in sorted(resources.path("demo").glob("*.json")))


def demo_inventories() -> tuple[TaskInventory, ...]:
    """The inventories of the employers in the demo dossiers, in the same order.

    Raises:
        FileNotFoundError: the installation has no demo folder.
    """
    found = sorted(resources.path("demo", "inventories").glob("*.json"))
    return tuple(read_record("task_inventory", path.read_bytes()) for path in found)
