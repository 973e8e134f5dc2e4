"""Many roots at once: what is found by its notes follows too, into the trash and back."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.visit import Visit
from beschutdesk.services.desk import Desk
from beschutdesk.storage import bulk
from beschutdesk.storage.mapping import CONTACT
from beschutdesk.trouble import Trouble


def noted(desk: Desk) -> set[UUID]:
    with desk._store.reading() as connection:
        return set(connection.execute(sa.select(CONTACT.c.visit)).scalars())


def test_notes_follow_a_bulk_save_its_undo_and_the_undo_of_that(desk: Desk) -> None:
    visits = [Visit(notes=f"Gebeld over taak {i}.") for i in range(5)]
    with desk._store.work() as work:
        work.add_all(visits)
        work.commit()
    keys = {visit.id for visit in visits}
    assert noted(desk) == keys
    undone = desk.dossiers.undo(work.save_id)
    assert noted(desk) == set()
    assert undone.save_id is not None
    desk.dossiers.undo(undone.save_id)
    assert noted(desk) == keys


def test_what_a_save_did_to_whole_roots(desk: Desk) -> None:
    one, two = Candidate(name_used="Sem"), Employer(name="De Golf")
    made = desk.dossiers.add([one, two]).save_id
    gone = desk.dossiers.trash("candidate", one.id).save_id
    back = desk.dossiers.restore("candidate", one.id).save_id
    with desk._store.reading() as connection:
        turns = [bulk.turns(connection, save) for save in (made, gone, back) if save is not None]
    assert turns == [
        [bulk.Turn("candidate", one.id, True, True), bulk.Turn("employer", two.id, True, True)],
        [bulk.Turn("candidate", one.id, False, False)],
        [bulk.Turn("candidate", one.id, False, True)],
    ]


def test_a_record_without_anything_in_it_is_in_the_history_all_the_same(desk: Desk) -> None:
    with desk._store.work() as work:
        work.add_all([])
        work.add_all([Candidate()])
        work.commit()
    assert len(desk.dossiers.undo(work.save_id).changed) == 1


def test_an_issued_document_goes_nowhere(desk: Desk) -> None:
    with pytest.raises(Trouble, match="uitgegeven document"), desk._store.work() as work:
        work.set_trashed_all("issued_document", [IssuedDocument().id], True)
