"""Visits: what is said per theme, how it goes, agreements, tries of tasks, learning moments; documents of a visit.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MADE = ("learning_moment", "tryout", "visit_agreement")
"""New tables, in the order in which they can go again."""

CHANGES = frozenset(MADE)
"""Tables whose rows come or go by this migration, either way; all others must have as many after it as before."""

ADDED = {
    "visit": ("occasion", "minutes", "no_contact_because", "moved_from", "moved_because"),
    "visit_subject": (
        "tasks",
        "tasks_judgement",
        "team",
        "team_judgement",
        "supervision",
        "supervision_judgement",
        "enough_worker",
        "form_worker",
        "enough_supervisor",
        "form_supervisor",
        "supervision_minutes",
        "supervised_by",
        "worker_says",
        "worker_judgement",
        "employer_says",
        "employer_judgement",
        "conditions",
        "conditions_judgement",
        "private",
        "private_judgement",
        "ask_next",
        "concern",
        "concern_why",
        "next_on",
        "goals",
        "why_hours",
        "not_shared_because",
        "asked",
    ),
    "issued_document": ("visit",),
}

REFERENCES = frozenset({"supervised_by", "visit"})
"""Of those columns the ones with an index."""

INDEXES = (
    "CREATE INDEX ix_visit_list ON visit (at, state, medium, employer) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_visit_agreement_open ON visit_agreement (subject) WHERE done_on IS NULL AND result IS NULL",
    "CREATE INDEX ix_visit_subject_concern ON visit_subject (candidate) WHERE concern = 'concern'",
    """CREATE INDEX ix_visit_subject_doubt ON visit_subject (candidate) WHERE
        supervision_judgement IN ('attention', 'concern')
        OR enough_worker IN ('partly', 'no') OR form_worker IN ('partly', 'no')
        OR enough_supervisor IN ('partly', 'no') OR form_supervisor IN ('partly', 'no')""",
)
"""For lists by day, and for the few rows among many that ask for something."""

STATEMENTS = (
    """
    CREATE TABLE visit_agreement (
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
        what TEXT,
        party TEXT,
        who TEXT,
        made_on DATE,
        due_on DATE,
        done_on DATE,
        result TEXT,
        remark TEXT,
        subject BLOB,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_visit_agreement PRIMARY KEY (rid),
        CONSTRAINT uq_visit_agreement_id UNIQUE (id),
        CONSTRAINT fk_visit_agreement_subject FOREIGN KEY(subject) REFERENCES visit_subject (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_visit_agreement_parent_rid FOREIGN KEY(parent_rid) REFERENCES visit (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_visit_agreement_parent_rid ON visit_agreement (parent_rid)",
    "CREATE INDEX ix_visit_agreement_subject ON visit_agreement (subject)",
    """
    CREATE TABLE tryout (
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
        subject BLOB,
        task BLOB,
        name TEXT,
        own_opinion TEXT,
        own_words TEXT,
        supervisor_opinion TEXT,
        help TEXT,
        minutes INTEGER,
        aid TEXT,
        decision TEXT,
        why TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_tryout PRIMARY KEY (rid),
        CONSTRAINT uq_tryout_id UNIQUE (id),
        CONSTRAINT fk_tryout_subject FOREIGN KEY(subject) REFERENCES visit_subject (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_tryout_task FOREIGN KEY(task) REFERENCES carved_task (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_tryout_parent_rid FOREIGN KEY(parent_rid) REFERENCES visit (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_tryout_parent_rid ON tryout (parent_rid)",
    "CREATE INDEX ix_tryout_subject ON tryout (subject)",
    "CREATE INDEX ix_tryout_task ON tryout (task)",
    """
    CREATE TABLE learning_moment (
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
        subject BLOB,
        question TEXT,
        tip TEXT,
        worked TEXT,
        worked_on DATE,
        worked_how TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_learning_moment PRIMARY KEY (rid),
        CONSTRAINT uq_learning_moment_id UNIQUE (id),
        CONSTRAINT fk_learning_moment_subject FOREIGN KEY(subject) REFERENCES visit_subject (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_learning_moment_parent_rid FOREIGN KEY(parent_rid) REFERENCES visit (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_learning_moment_parent_rid ON learning_moment (parent_rid)",
    "CREATE INDEX ix_learning_moment_subject ON learning_moment (subject)",
    "ALTER TABLE visit ADD COLUMN occasion TEXT",
    "ALTER TABLE visit ADD COLUMN minutes INTEGER",
    "ALTER TABLE visit ADD COLUMN no_contact_because TEXT",
    "ALTER TABLE visit ADD COLUMN moved_from DATE",
    "ALTER TABLE visit ADD COLUMN moved_because TEXT",
    "ALTER TABLE visit_subject ADD COLUMN tasks TEXT",
    "ALTER TABLE visit_subject ADD COLUMN tasks_judgement TEXT",
    "ALTER TABLE visit_subject ADD COLUMN team TEXT",
    "ALTER TABLE visit_subject ADD COLUMN team_judgement TEXT",
    "ALTER TABLE visit_subject ADD COLUMN supervision TEXT",
    "ALTER TABLE visit_subject ADD COLUMN supervision_judgement TEXT",
    "ALTER TABLE visit_subject ADD COLUMN enough_worker TEXT",
    "ALTER TABLE visit_subject ADD COLUMN form_worker TEXT",
    "ALTER TABLE visit_subject ADD COLUMN enough_supervisor TEXT",
    "ALTER TABLE visit_subject ADD COLUMN form_supervisor TEXT",
    "ALTER TABLE visit_subject ADD COLUMN supervision_minutes INTEGER",
    "ALTER TABLE visit_subject ADD COLUMN supervised_by BLOB CONSTRAINT fk_visit_subject_supervised_by REFERENCES supervisor (id) DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX ix_visit_subject_supervised_by ON visit_subject (supervised_by)",
    "ALTER TABLE visit_subject ADD COLUMN worker_says TEXT",
    "ALTER TABLE visit_subject ADD COLUMN worker_judgement TEXT",
    "ALTER TABLE visit_subject ADD COLUMN employer_says TEXT",
    "ALTER TABLE visit_subject ADD COLUMN employer_judgement TEXT",
    "ALTER TABLE visit_subject ADD COLUMN conditions TEXT",
    "ALTER TABLE visit_subject ADD COLUMN conditions_judgement TEXT",
    "ALTER TABLE visit_subject ADD COLUMN private TEXT",
    "ALTER TABLE visit_subject ADD COLUMN private_judgement TEXT",
    "ALTER TABLE visit_subject ADD COLUMN ask_next TEXT",
    "ALTER TABLE visit_subject ADD COLUMN concern TEXT",
    "ALTER TABLE visit_subject ADD COLUMN concern_why TEXT",
    "ALTER TABLE visit_subject ADD COLUMN next_on DATE",
    "ALTER TABLE visit_subject ADD COLUMN goals TEXT",
    "ALTER TABLE visit_subject ADD COLUMN why_hours TEXT",
    "ALTER TABLE visit_subject ADD COLUMN not_shared_because TEXT",
    "ALTER TABLE visit_subject ADD COLUMN asked TEXT",
    "ALTER TABLE issued_document ADD COLUMN visit BLOB CONSTRAINT fk_issued_document_visit REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX ix_issued_document_visit ON issued_document (visit)",
)

EMPTY = (
    "UPDATE visit SET no_contact_because = '', moved_because = ''",
    "UPDATE visit_subject SET tasks = '', team = '', supervision = '', worker_says = '', employer_says = '', conditions = '', private = '', ask_next = '', concern_why = '', goals = '', why_hours = '', not_shared_because = '', asked = '[]'",
)
"""An empty text is not the same as no value, and neither is an empty list."""


def upgrade() -> None:
    """Make the tables and columns."""
    for statement in (*STATEMENTS, *EMPTY, *INDEXES):
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for statement in INDEXES:
        op.execute(f"DROP INDEX {statement.split()[2]}")
    for table in MADE:
        op.execute(f"DROP TABLE {table}")
    for table, columns in ADDED.items():
        for column in columns:
            if column in REFERENCES:
                op.execute(f"DROP INDEX ix_{table}_{column}")
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
