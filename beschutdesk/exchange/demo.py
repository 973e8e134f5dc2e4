"""The demo dossiers: four invented people, for a first look, for pictures and for tests."""

from beschutdesk import resources
from beschutdesk.exchange.dossier_json import Dossier, read_file


def demo_dossiers() -> tuple[Dossier, ...]:
    """The dossiers that come with the program, in the order of their file names.

    Raises:
        FileNotFoundError: the installation has no demo folder.
    """
    return tuple(read_file(path) for path in sorted(resources.path("demo").glob("*.json")))
