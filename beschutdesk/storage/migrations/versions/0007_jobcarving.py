"""Jobcarving: inventories of employers, steps, tries, the package and the plan of the day.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MADE = (
    "plan_part",
    "task_tryout",
    "task_step",
    "inventory_step",
    "inventory_task",
    "task_inventory",
)
"""New tables, in the order in which they can go again."""

CHANGES = frozenset(MADE)
"""Tables whose rows come or go by this migration, either way; all others must have as many after it as before."""

ADDED = {
    "carved_task": (
        "taken_from TEXT",
        "times INTEGER",
        "frequency TEXT",
        "day_part TEXT",
        "place TEXT",
        "tools TEXT",
        "clothing TEXT",
        "safety TEXT",
        "quality TEXT",
        "done_by TEXT",
        "left_lying TEXT",
        "freed_for TEXT",
        "work_kinds TEXT",
        "surroundings TEXT",
        "independence_asked TEXT",
        "social TEXT",
        "deadlines TEXT",
        "pace TEXT",
        "interruptions TEXT",
        "predictability TEXT",
        "physical TEXT",
        "teachable TEXT",
        "training TEXT",
        "pictogram TEXT",
        "own_territory TEXT",
        "tempo INTEGER",
        "quality_share INTEGER",
        "net_time INTEGER",
    ),
    "task_list": (
        "agreed_on DATE",
        "grows_to TEXT",
    ),
    "issued_document": ("task TEXT",),
}
"""New columns with their types, by table."""

STATEMENTS = (
    """
    CREATE TABLE task_inventory (
        rid INTEGER NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        created_at TEXT,
        created_by TEXT NOT NULL,
        updated_at TEXT,
        updated_by TEXT NOT NULL,
        origin TEXT NOT NULL,
        deleted_at TEXT,
        employer BLOB,
        department TEXT,
        spoken_with TEXT,
        made_on DATE,
        notes TEXT,
        CONSTRAINT pk_task_inventory PRIMARY KEY (rid),
        CONSTRAINT uq_task_inventory_id UNIQUE (id),
        CONSTRAINT fk_task_inventory_employer FOREIGN KEY(employer) REFERENCES employer (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX ix_task_inventory_employer ON task_inventory (employer)",
    """
    CREATE TABLE inventory_task (
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
        minutes INTEGER,
        times INTEGER,
        frequency TEXT,
        day_part TEXT,
        place TEXT,
        tools TEXT,
        clothing TEXT,
        safety TEXT,
        quality TEXT,
        done_by TEXT,
        left_lying TEXT,
        freed_for TEXT,
        work_kinds TEXT,
        surroundings TEXT,
        independence_asked TEXT,
        social TEXT,
        deadlines TEXT,
        pace TEXT,
        interruptions TEXT,
        predictability TEXT,
        physical TEXT,
        teachable TEXT,
        training TEXT,
        pictogram TEXT,
        remark TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_inventory_task PRIMARY KEY (rid),
        CONSTRAINT uq_inventory_task_id UNIQUE (id),
        CONSTRAINT fk_inventory_task_parent_rid FOREIGN KEY(parent_rid) REFERENCES task_inventory (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_inventory_task_parent_rid ON inventory_task (parent_rid)",
    """
    CREATE TABLE inventory_step (
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
        words TEXT,
        mind TEXT,
        pictogram TEXT,
        photo TEXT,
        task BLOB,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_inventory_step PRIMARY KEY (rid),
        CONSTRAINT uq_inventory_step_id UNIQUE (id),
        CONSTRAINT fk_inventory_step_task FOREIGN KEY(task) REFERENCES inventory_task (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_inventory_step_parent_rid FOREIGN KEY(parent_rid) REFERENCES task_inventory (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_inventory_step_parent_rid ON inventory_step (parent_rid)",
    "CREATE INDEX ix_inventory_step_task ON inventory_step (task)",
    """
    CREATE TABLE task_step (
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
        words TEXT,
        mind TEXT,
        pictogram TEXT,
        photo TEXT,
        task BLOB,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_task_step PRIMARY KEY (rid),
        CONSTRAINT uq_task_step_id UNIQUE (id),
        CONSTRAINT fk_task_step_task FOREIGN KEY(task) REFERENCES carved_task (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_task_step_parent_rid FOREIGN KEY(parent_rid) REFERENCES task_list (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_task_step_parent_rid ON task_step (parent_rid)",
    "CREATE INDEX ix_task_step_task ON task_step (task)",
    """
    CREATE TABLE task_tryout (
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
        task BLOB,
        own_opinion TEXT,
        own_words TEXT,
        supervisor_opinion TEXT,
        help TEXT,
        minutes INTEGER,
        aid TEXT,
        decision TEXT,
        why TEXT,
        tried_on DATE,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_task_tryout PRIMARY KEY (rid),
        CONSTRAINT uq_task_tryout_id UNIQUE (id),
        CONSTRAINT fk_task_tryout_task FOREIGN KEY(task) REFERENCES carved_task (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_task_tryout_parent_rid FOREIGN KEY(parent_rid) REFERENCES task_list (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_task_tryout_parent_rid ON task_tryout (parent_rid)",
    "CREATE INDEX ix_task_tryout_task ON task_tryout (task)",
    """
    CREATE TABLE plan_part (
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
        at TEXT,
        kind TEXT,
        task BLOB,
        name TEXT,
        supervisor BLOB,
        backup BLOB,
        cover TEXT,
        parent_rid INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_plan_part PRIMARY KEY (rid),
        CONSTRAINT uq_plan_part_id UNIQUE (id),
        CONSTRAINT fk_plan_part_task FOREIGN KEY(task) REFERENCES carved_task (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_plan_part_supervisor FOREIGN KEY(supervisor) REFERENCES supervisor (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_plan_part_backup FOREIGN KEY(backup) REFERENCES supervisor (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_plan_part_parent_rid FOREIGN KEY(parent_rid) REFERENCES task_list (rid) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_plan_part_backup ON plan_part (backup)",
    "CREATE INDEX ix_plan_part_parent_rid ON plan_part (parent_rid)",
    "CREATE INDEX ix_plan_part_supervisor ON plan_part (supervisor)",
    "CREATE INDEX ix_plan_part_task ON plan_part (task)",
)

FILLED = (
    "UPDATE carved_task SET taken_from = '', place = '', tools = '', clothing = '', safety = '', quality = '', done_by = '', freed_for = '', training = '', pictogram = '', work_kinds = '[]', surroundings = '[]'",
    "UPDATE task_list SET grows_to = ''",
    "UPDATE issued_document SET task = ''",
)
"""An empty text is not the same as no value, and neither is an empty list."""


def upgrade() -> None:
    """Make the tables and the columns."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table, columns in ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for statement in FILLED:
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for table, columns in ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    for table in MADE:
        op.execute(f"DROP TABLE {table}")
