"""What was said per theme at a visit, as lines in a timeline, for one reader."""

from collections.abc import Iterator, Sequence

from beschutdesk.documents.readers import Reader
from beschutdesk.documents.visit_words import judged
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.visit import Judgement, VisitSubject
from beschutdesk.services.eyes import Eyes
from beschutdesk.storage.moments import THEMES

_RECORD = shape_of(VisitSubject)


def told(values: Sequence[str | None], eyes: Eyes) -> Iterator[str]:
    """A line per theme that this reader may read: ``Taken (goed): …``.

    Args:
        values: words and key of a judgement of each of :data:`~beschutdesk.storage.moments.THEMES`.
        eyes: of the reader.
    """
    at_work = eyes.reader in (Reader.EMPLOYER.audience, Reader.SUPERVISOR.audience)
    for number, (name, judgement) in enumerate(THEMES):
        words, key = values[2 * number : 2 * number + 2]
        said = words if words and eyes.may(_RECORD.name, name) else ""
        how = ""
        if key and eyes.may(_RECORD.name, judgement):
            how = f" ({judged(Judgement.from_key(key), at_work=at_work).lower()})"
        if said or how:
            label = _RECORD.specs[name].label
            yield f"{label}{how}: {said}" if said else f"{label}{how}"
