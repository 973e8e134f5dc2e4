"""Who may read each field, written down once more: widening a ``share`` by mistake fails here.

Non-interference is proved against the declarations; this list is what keeps the declarations themselves honest. A
change of heart is made in both places, on purpose.
"""

from pathlib import Path

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import REGISTRY

AGREED = Path(__file__).parent.parent / "golden" / "who-may-read.txt"


def table() -> str:
    lines = [
        f"{shape.name}.{spec.key}: {' '.join(a.key for a in Audience if a in spec.share) or 'nobody'}"
        for shape in REGISTRY.values()
        for spec in shape.specs.values()
    ]
    return "\n".join(lines) + "\n"


def test_nobody_reads_more_or_less_than_was_agreed() -> None:
    assert table() == AGREED.read_text("utf-8")


def test_what_is_private_is_for_the_person_alone() -> None:
    for name in ("care", "income", "private_notes"):
        assert REGISTRY["candidate"].specs[name].share == {Audience.CANDIDATE}
