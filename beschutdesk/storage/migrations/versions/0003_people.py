"""People and employers: what stands around a candidate, what an employer offers, and contacts with both.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MADE = (
    "directory_fts_task",
    "directory_fts_note",
    "directory_fts_employer_words",
    "directory_fts_employer",
    "directory_fts_candidate_words",
    "directory_fts_candidate",
    "directory_task",
    "directory_contact",
    "visit",
    "visit_subject",
    "site",
    "contact",
    "week_part",
    "employee_skill",
    "background",
    "involvement",
    "advice",
)
"""New tables, in the order in which they can go again."""

CHANGES = frozenset(MADE)
"""Tables whose rows come or go by this migration, either way; all others must have as many after it as before."""

ADDED = {
    "candidate": (
        "bsn",
        "address",
        "postcode",
        "place",
        "wants_work",
        "rather_not",
        "suits",
        "suits_not",
        "travel",
        "hours_possible",
        "needs",
        "limits",
    ),
    "supervisor": ("minutes", "backup", "leaves_on"),
    "employer": (
        "kvk",
        "iban",
        "website",
        "size",
        "nature",
        "motives",
        "work_kinds",
        "surroundings",
        "surroundings_not",
        "places",
    ),
}

STATEMENTS = (
    """
    CREATE TABLE advice (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        requested_on DATE,
        requested_by TEXT,
        route TEXT,
        decided_on DATE,
        outcome TEXT,
        criteria TEXT,
        ended_on DATE,
        end_reason TEXT,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_advice PRIMARY KEY (rid),
        CONSTRAINT uq_advice_id UNIQUE (id),
        CONSTRAINT fk_advice_parent_rid FOREIGN KEY(parent_rid) REFERENCES candidate (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_advice_parent_rid ON advice (parent_rid)",
    """
    CREATE TABLE involvement (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        name TEXT,
        role TEXT,
        organisation TEXT,
        phone TEXT,
        email TEXT,
        since DATE,
        until DATE,
        leads TEXT,
        may_be_asked TEXT,
        agreed_with TEXT,
        agreed_on DATE,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_involvement PRIMARY KEY (rid),
        CONSTRAINT uq_involvement_id UNIQUE (id),
        CONSTRAINT fk_involvement_parent_rid FOREIGN KEY(parent_rid) REFERENCES candidate (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_involvement_parent_rid ON involvement (parent_rid)",
    """
    CREATE TABLE background (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        kind TEXT,
        what TEXT,
        "where" TEXT,
        since DATE,
        until DATE,
        learnt TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_background PRIMARY KEY (rid),
        CONSTRAINT uq_background_id UNIQUE (id),
        CONSTRAINT fk_background_parent_rid FOREIGN KEY(parent_rid) REFERENCES candidate (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_background_parent_rid ON background (parent_rid)",
    """
    CREATE TABLE employee_skill (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        skill TEXT,
        level TEXT,
        note TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_employee_skill PRIMARY KEY (rid),
        CONSTRAINT uq_employee_skill_id UNIQUE (id),
        CONSTRAINT fk_employee_skill_parent_rid FOREIGN KEY(parent_rid) REFERENCES candidate (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_employee_skill_parent_rid ON employee_skill (parent_rid)",
    """
    CREATE TABLE week_part (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        kind TEXT,
        "where" TEXT,
        days TEXT,
        since DATE,
        until DATE,
        remarks TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_week_part PRIMARY KEY (rid),
        CONSTRAINT uq_week_part_id UNIQUE (id),
        CONSTRAINT fk_week_part_parent_rid FOREIGN KEY(parent_rid) REFERENCES candidate (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_week_part_parent_rid ON week_part (parent_rid)",
    "ALTER TABLE candidate ADD COLUMN bsn TEXT",
    "ALTER TABLE candidate ADD COLUMN address TEXT",
    "ALTER TABLE candidate ADD COLUMN postcode TEXT",
    "ALTER TABLE candidate ADD COLUMN place TEXT",
    "ALTER TABLE candidate ADD COLUMN wants_work TEXT",
    "ALTER TABLE candidate ADD COLUMN rather_not TEXT",
    "ALTER TABLE candidate ADD COLUMN suits TEXT",
    "ALTER TABLE candidate ADD COLUMN suits_not TEXT",
    "ALTER TABLE candidate ADD COLUMN travel TEXT",
    "ALTER TABLE candidate ADD COLUMN hours_possible TEXT",
    "ALTER TABLE candidate ADD COLUMN needs TEXT",
    "ALTER TABLE candidate ADD COLUMN limits TEXT",
    "ALTER TABLE supervisor ADD COLUMN minutes INTEGER",
    "ALTER TABLE supervisor ADD COLUMN backup BLOB CONSTRAINT fk_supervisor_backup REFERENCES supervisor (id) DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX ix_supervisor_backup ON supervisor (backup)",
    "ALTER TABLE supervisor ADD COLUMN leaves_on DATE",
    """
    CREATE TABLE contact (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        name TEXT,
        role TEXT,
        job TEXT,
        phone TEXT,
        email TEXT,
        fixed TEXT,
        signs TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_contact PRIMARY KEY (rid),
        CONSTRAINT uq_contact_id UNIQUE (id),
        CONSTRAINT fk_contact_parent_rid FOREIGN KEY(parent_rid) REFERENCES employer (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_contact_parent_rid ON contact (parent_rid)",
    """
    CREATE TABLE site (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        name TEXT,
        address TEXT,
        postcode TEXT,
        place TEXT,
        phone TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_site PRIMARY KEY (rid),
        CONSTRAINT uq_site_id UNIQUE (id),
        CONSTRAINT fk_site_parent_rid FOREIGN KEY(parent_rid) REFERENCES employer (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_site_parent_rid ON site (parent_rid)",
    "ALTER TABLE employer ADD COLUMN kvk TEXT",
    "ALTER TABLE employer ADD COLUMN iban TEXT",
    "ALTER TABLE employer ADD COLUMN website TEXT",
    "ALTER TABLE employer ADD COLUMN size TEXT",
    "ALTER TABLE employer ADD COLUMN nature TEXT",
    "ALTER TABLE employer ADD COLUMN motives TEXT",
    "ALTER TABLE employer ADD COLUMN work_kinds TEXT",
    "ALTER TABLE employer ADD COLUMN surroundings TEXT",
    "ALTER TABLE employer ADD COLUMN surroundings_not TEXT",
    "ALTER TABLE employer ADD COLUMN places INTEGER",
    """
    CREATE TABLE visit_subject (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        readers TEXT,
        candidate BLOB,
        placement BLOB,
        notes TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_visit_subject PRIMARY KEY (rid),
        CONSTRAINT uq_visit_subject_id UNIQUE (id),
        CONSTRAINT fk_visit_subject_candidate FOREIGN KEY(candidate) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_visit_subject_placement FOREIGN KEY(placement) REFERENCES placement (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_visit_subject_parent_rid FOREIGN KEY(parent_rid) REFERENCES visit (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_visit_subject_candidate ON visit_subject (candidate)",
    "CREATE INDEX ix_visit_subject_parent_rid ON visit_subject (parent_rid)",
    "CREATE INDEX ix_visit_subject_placement ON visit_subject (placement)",
    """
    CREATE TABLE visit (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        at TEXT,
        medium TEXT,
        state TEXT,
        employer BLOB,
        present TEXT,
        notes TEXT,
        CONSTRAINT pk_visit PRIMARY KEY (rid),
        CONSTRAINT uq_visit_id UNIQUE (id),
        CONSTRAINT fk_visit_employer FOREIGN KEY(employer) REFERENCES employer (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_visit_employer ON visit (employer)",
    """
    CREATE TABLE directory_contact (
        rid INTEGER NOT NULL,
        visit BLOB NOT NULL,
        subject BLOB,
        candidate BLOB,
        employer BLOB,
        day DATE,
        what TEXT NOT NULL,
        CONSTRAINT pk_directory_contact PRIMARY KEY (rid)
    )
    """,
    "CREATE INDEX ix_directory_contact_visit ON directory_contact (visit)",
    "CREATE INDEX ix_directory_contact_candidate ON directory_contact (candidate, what, day)",
    "CREATE INDEX ix_directory_contact_employer ON directory_contact (employer, what, day)",
    """
    CREATE TABLE directory_task (
        rid INTEGER NOT NULL,
        root_id BLOB NOT NULL,
        task BLOB NOT NULL,
        CONSTRAINT pk_directory_task PRIMARY KEY (rid)
    )
    """,
    "CREATE INDEX ix_directory_task_root_id ON directory_task (root_id)",
    "CREATE INDEX ix_directory_state ON directory (record, state, in_trash)",
    "DROP TABLE directory_fts",
    "CREATE VIRTUAL TABLE directory_fts_candidate USING fts5(title, more, prefix='1 2 3', tokenize='ascii')",
    "INSERT INTO directory_fts_candidate(directory_fts_candidate, rank) VALUES('secure-delete', 1)",
    "INSERT INTO directory_fts_candidate(directory_fts_candidate, rank) VALUES('rank', 'bm25(10.0, 1.0)')",
    "CREATE VIRTUAL TABLE directory_fts_candidate_words USING fts5vocab(directory_fts_candidate, 'row')",
    "CREATE VIRTUAL TABLE directory_fts_employer USING fts5(title, more, prefix='1 2 3', tokenize='ascii')",
    "INSERT INTO directory_fts_employer(directory_fts_employer, rank) VALUES('secure-delete', 1)",
    "INSERT INTO directory_fts_employer(directory_fts_employer, rank) VALUES('rank', 'bm25(10.0, 1.0)')",
    "CREATE VIRTUAL TABLE directory_fts_employer_words USING fts5vocab(directory_fts_employer, 'row')",
    "CREATE VIRTUAL TABLE directory_fts_note USING fts5(text, prefix='1 2 3', detail='none', tokenize='ascii')",
    "INSERT INTO directory_fts_note(directory_fts_note, rank) VALUES('secure-delete', 1)",
    "CREATE VIRTUAL TABLE directory_fts_task USING fts5(text, prefix='1 2 3', detail='none', tokenize='ascii')",
    "INSERT INTO directory_fts_task(directory_fts_task, rank) VALUES('secure-delete', 1)",
)

EMPTY = (
    "UPDATE candidate SET bsn = '', address = '', postcode = '', place = '', wants_work = '[]', rather_not = '[]', suits = '[]', suits_not = '[]', travel = '', hours_possible = '', needs = '[]', limits = '[]'",
    "UPDATE employer SET kvk = '', iban = '', website = '', motives = '[]', work_kinds = '[]', surroundings = '[]', surroundings_not = '[]'",
)
"""An empty text or list is not the same as no value."""


MOVED = {"contact_name": "name", "contact_role": "job"}
"""Fields of an employer that became fields of a contact."""

_STAMPS = "version, created_at, created_by, updated_at, updated_by, origin"


def contact_id(employer: bytes) -> bytes:
    """The id of the contact that an employer's own fields become: the same in every vault and in every old file."""
    return employer[:10] + bytes(byte ^ 0x5A for byte in employer[10:])


def upgrade() -> None:
    """Make the tables and columns; who was the contact of an employer becomes a row of it."""
    for statement in (*STATEMENTS, *EMPTY):
        op.execute(statement)
    connection = op.get_bind()
    for rid, key in _employers():
        new = contact_id(key)
        connection.exec_driver_sql(
            f"INSERT INTO contact (id, name, job, phone, email, parent_rid, position, {_STAMPS})"  # noqa: S608 - own names
            f" SELECT ?, coalesce(contact_name, ''), coalesce(contact_role, ''), '', '', rid, 0, {_STAMPS}"
            " FROM employer WHERE rid = ? AND (contact_name <> '' OR contact_role <> '')",
            (new, rid),
        )
    for key in _remembered():
        _rename(key, {old: f"contacts/{_words(contact_id(key))}/{new}" for old, new in MOVED.items()})
        _list_in_draft(key)
    for column in MOVED:
        op.execute(f"ALTER TABLE employer DROP COLUMN {column}")


def downgrade() -> None:
    """Drop them; a column that refers to something goes by building its table anew."""
    connection = op.get_bind()
    with op.batch_alter_table("employer", recreate="always") as batch:
        batch.add_column(sa.Column("contact_name", sa.Text()), insert_after="phone")
        batch.add_column(sa.Column("contact_role", sa.Text()), insert_after="contact_name")
    op.execute("UPDATE employer SET contact_name = '', contact_role = ''")
    for rid, key in _employers():
        connection.exec_driver_sql(
            "UPDATE employer SET contact_name = contact.name, contact_role = contact.job"
            " FROM contact WHERE contact.id = ? AND employer.rid = ?",
            (contact_id(key), rid),
        )
    for key in _remembered():
        _rename(key, {f"contacts/{_words(contact_id(key))}/{new}": old for old, new in MOVED.items()})
    for table in MADE:
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP INDEX ix_directory_state")
    op.execute("CREATE VIRTUAL TABLE directory_fts USING fts5(title, more, prefix='1 2 3', tokenize='unicode61')")
    op.execute("INSERT INTO directory_fts(directory_fts, rank) VALUES('secure-delete', 1)")
    op.execute("DROP INDEX ix_supervisor_backup")
    for table, columns in ADDED.items():
        with op.batch_alter_table(table, recreate="always" if table == "supervisor" else "never") as batch:
            for column in columns:
                batch.drop_column(column)


# -- what stood in an employer's own fields ----------------------------------------------------------------------------


def _employers() -> list[tuple[int, bytes]]:
    """Row number and id of every employer."""
    rows = op.get_bind().exec_driver_sql("SELECT rid, id FROM employer").all()
    return [(row[0], row[1]) for row in rows]


def _remembered() -> list[bytes]:
    """Ids of the employers that history or a draft knows; a draft may be of one that was never saved."""
    rows = op.get_bind().exec_driver_sql(
        "SELECT root_id FROM history WHERE record = 'employer' UNION SELECT root_id FROM draft WHERE record = 'employer'"
    )
    return [row[0] for row in rows.all()]


def _words(key: bytes) -> str:
    digits = key.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _rename(key: bytes, names: dict[str, str]) -> None:
    """Call paths of an employer otherwise, in what was saved before and in what is typed and not saved."""
    connection = op.get_bind()
    for old, new in names.items():
        connection.exec_driver_sql(
            "UPDATE history SET path = ? WHERE record = 'employer' AND root_id = ? AND path = ?", (new, key, old)
        )
        connection.exec_driver_sql(
            "UPDATE draft SET changes = json_remove(json_set(changes, ?, json_extract(changes, ?)), ?)"
            " WHERE record = 'employer' AND root_id = ? AND json_type(changes, ?) = 'text'",
            (f'$."{new}"', f'$."{old}"', f'$."{old}"', key, f'$."{old}"'),
        )


def _list_in_draft(key: bytes) -> None:
    """A draft that names a contact where none is kept makes one; one that only empties it says nothing."""
    connection = op.get_bind()
    new = contact_id(key)
    if connection.exec_driver_sql("SELECT 1 FROM contact WHERE id = ?", (new,)).first():
        return
    paths = [f'$."contacts/{_words(new)}/{name}"' for name in MOVED.values()]
    for path in paths:
        connection.exec_driver_sql(
            "UPDATE draft SET changes = json_remove(changes, ?) WHERE root_id = ? AND json_extract(changes, ?) = ''",
            (path, key, path),
        )
    for path in paths:
        connection.exec_driver_sql(
            "UPDATE draft SET changes = json_set(changes, '$.contacts', json_array(?))"
            " WHERE root_id = ? AND json_extract(changes, ?) IS NOT NULL",
            (_words(new), key, path),
        )
