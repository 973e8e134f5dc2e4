"""The one way to the files in ``resources/``: fonts, icons, rates, guides, schemas, help.

They lie beside this package as ``_resources`` in a wheel and in a frozen build, and in the folder ``resources`` at the
top of a checkout. Callers never need to know which.
"""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds the resources of this installation."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The resources of BeschutDesk are missing; the installation is incomplete.")


def path(*parts: str) -> Path:
    """Return the path of a resource, for example ``path("icons", "lock.svg")``.

    Raises:
        FileNotFoundError: when there is no such file or folder.
        ValueError: when the parts lead outside the resources.
    """
    top = root()
    found = top.joinpath(*parts).resolve()
    if not found.is_relative_to(top):
        raise ValueError(f"Not a resource: {'/'.join(parts)}")
    if not found.exists():
        raise FileNotFoundError(f"No such resource: {'/'.join(parts)}")
    return found


def read_text(*parts: str) -> str:
    """Return the contents of a resource as text (UTF-8)."""
    return path(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """Return the contents of a resource as bytes."""
    return path(*parts).read_bytes()
