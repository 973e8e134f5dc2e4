"""Tables and mapping, made from the declarations.

One table per record: ``rid`` (stays in this file; full-text search and long lists use it), the stamps, and one column
per field under its stable key. Rows have ``parent_rid`` and ``position``. Importing this module maps the records.
"""

import sqlalchemy as sa
from sqlalchemy import orm

import beschutdesk.dossier  # noqa: F401 - declares and seals the records
from beschutdesk.dossier.fields import REGISTRY, Kind, Shape
from beschutdesk.storage.types import Id, Moment, column_type

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_registry = orm.registry(metadata=metadata)

TABLES: dict[str, sa.Table] = {}


def _table(shape: Shape) -> sa.Table:
    columns: list[sa.schema.SchemaItem] = [
        sa.Column("rid", sa.Integer, primary_key=True),
        sa.Column("id", Id, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Moment),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("updated_at", Moment),
        sa.Column("updated_by", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("deleted_at", Moment),
    ]
    for spec in shape.specs.values():
        column: sa.Column[object] = sa.Column(spec.key, column_type(spec))
        if spec.kind is Kind.REFERENCE:
            # deferred: one save may write both ends in any order
            target = sa.ForeignKey(f"{spec.target}.id", deferrable=True, initially="DEFERRED")
            column = sa.Column(spec.key, column_type(spec), target, index=True)
        columns.append(column)
    if shape.parent:
        owner = sa.ForeignKey(f"{shape.parent}.rid", ondelete="CASCADE")
        columns += [
            sa.Column("parent_rid", sa.Integer, owner, nullable=False, index=True),
            sa.Column("position", sa.Integer, nullable=False),
        ]
    return sa.Table(shape.name, metadata, *columns)


def _map(shape: Shape) -> None:
    table = TABLES[shape.name]
    properties: dict[str, object] = {"_rid": table.c.rid}
    for spec in shape.specs.values():
        if spec.key != spec.name:
            properties[spec.name] = table.c[spec.key]
    if shape.parent:
        properties |= {"_parent_rid": table.c.parent_rid, "_position": table.c.position}
    for name, child in shape.children.items():
        properties[name] = orm.relationship(
            REGISTRY[child].type,
            cascade="all, delete-orphan",
            lazy="selectin",
            order_by=TABLES[child].c.position,
        )
    _registry.map_imperatively(shape.type, table, properties=properties, version_id_col=table.c.version)


for _shape in REGISTRY.values():
    TABLES[_shape.name] = _table(_shape)
for _shape in REGISTRY.values():
    _map(_shape)

HISTORY = sa.Table(
    "history",
    metadata,
    sa.Column("rid", sa.Integer, primary_key=True),
    sa.Column("save_id", Id, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("root_id", Id, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("old", sa.Text),
    sa.Column("new", sa.Text),
)
"""Per save and path the previous and the new plain value as JSON; SQL NULL where the path did not exist."""

DRAFT = sa.Table(
    "draft",
    metadata,
    sa.Column("root_id", Id, primary_key=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("base_version", sa.Integer, nullable=False),
    sa.Column("schema_revision", sa.Text, nullable=False),
    sa.Column("changes", sa.Text, nullable=False),
    sa.Column("kept_at", Moment, nullable=False),
)

DIRECTORY = sa.Table(
    "directory",
    metadata,
    sa.Column("rid", sa.Integer, primary_key=True),
    sa.Column("root_id", Id, nullable=False, unique=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("sort", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("in_trash", sa.Boolean, nullable=False),
    sa.Index("ix_directory_list", "record", "in_trash", "sort"),
    sa.Index("ix_directory_state", "record", "state", "in_trash"),
)
"""One line per root that can be found by name; ``sort`` is the folded title."""

CONTACT = sa.Table(
    "directory_contact",
    metadata,
    sa.Column("rid", sa.Integer, primary_key=True),
    sa.Column("visit", Id, nullable=False, index=True),
    sa.Column("subject", Id),
    sa.Column("candidate", Id),
    sa.Column("employer", Id),
    sa.Column("day", sa.Date),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("placement", Id),
    sa.Column("seen", sa.Boolean),
    sa.Index("ix_directory_contact_seen", "candidate", "seen", "placement", "day"),
    sa.Index("ix_directory_contact_candidate", "candidate", "what", "day"),
    sa.Index("ix_directory_contact_employer", "employer", "what", "day"),
)
"""Who was seen on which day: a line per visit and one per subject, none for what is in the trash.

``rid`` follows the day, so that a search sees the newest first without sorting; ``what`` is ``met``, ``planned`` or
``missed``; ``seen`` whether somebody was seen at work.
"""

TASK_LINE = sa.Table(
    "directory_task",
    metadata,
    sa.Column("rid", sa.Integer, primary_key=True),
    sa.Column("root_id", Id, nullable=False, index=True),
    sa.Column("task", Id, nullable=False),
)
"""Which task of which list or inventory a line of the full-text search is; ``rid`` says which of the two."""

DESTROYED = sa.Table(
    "destroyed", metadata, sa.Column("root_id", Id, primary_key=True), sa.Column("on", sa.Date, nullable=False)
)
sa.Index("ix_visit_open", TABLES["visit"].c.state, sqlite_where=sa.text("state IN ('planned', 'concept')"))
"""Visits that something must still be done with: few among many."""

_VISIT, _ABOUT, _AGREED = (TABLES[name] for name in ("visit", "visit_subject", "visit_agreement"))
sa.Index(
    "ix_visit_list",
    *(_VISIT.c[name] for name in ("at", "state", "medium", "employer")),
    sqlite_where=sa.text("deleted_at IS NULL"),
)
"""Long lists of visits by day: a moment sorts as it is kept."""
sa.Index("ix_visit_agreement_open", _AGREED.c.subject, sqlite_where=sa.text("done_on IS NULL AND result IS NULL"))
sa.Index("ix_visit_subject_concern", _ABOUT.c.candidate, sqlite_where=sa.text("concern = 'concern'"))
DOUBT = """
    supervision_judgement IN ('attention', 'concern')
    OR enough_worker IN ('partly', 'no') OR form_worker IN ('partly', 'no')
    OR enough_supervisor IN ('partly', 'no') OR form_supervisor IN ('partly', 'no')
"""
"""Condition in plain SQL: the supervision was judged not good enough at this visit. A query that uses the index over it
says it in these words.
"""
sa.Index("ix_visit_subject_doubt", _ABOUT.c.candidate, sqlite_where=sa.text(DOUBT))

SIGNAL_MARK = sa.Table(
    "signal_mark",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("root_id", Id, index=True),
    sa.Column("candidate", Id, index=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("made_on", sa.Date, nullable=False),
)
"""What somebody did with a line of *Vandaag*: see :mod:`beschutdesk.storage.marks`. A reason may be about a person, so
it has no history and goes with the record or the person that it is about.
"""
SETTING = sa.Table(
    "setting", metadata, sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
)

AUDIT = sa.Table(
    "audit",
    metadata,
    sa.Column("rid", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("root_id", Id),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Index("ix_audit_root_id", "root_id", "act"),
)
"""What was done, by whom, to what: see :mod:`beschutdesk.storage.audit`. ``rid`` counts from 1 without a gap."""

TRIGGERS = (
    """
    CREATE TRIGGER audit_follows BEFORE INSERT ON audit
    WHEN NEW.rid IS NOT (SELECT coalesce(max(rid), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_remains BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
)
"""What keeps the audit log as it was written. The first one also stops REPLACE, which fires no DELETE trigger."""

_NAMES = "USING fts5(title, more, prefix='1 2 3', tokenize='ascii')"
_NOTES = "USING fts5(text, prefix='1 2 3', detail='none', tokenize='ascii')"
FULL_TEXT = (
    f"CREATE VIRTUAL TABLE directory_fts_candidate {_NAMES}",
    "INSERT INTO directory_fts_candidate(directory_fts_candidate, rank) VALUES('secure-delete', 1)",
    "INSERT INTO directory_fts_candidate(directory_fts_candidate, rank) VALUES('rank', 'bm25(10.0, 1.0)')",
    "CREATE VIRTUAL TABLE directory_fts_candidate_words USING fts5vocab(directory_fts_candidate, 'row')",
    f"CREATE VIRTUAL TABLE directory_fts_employer {_NAMES}",
    "INSERT INTO directory_fts_employer(directory_fts_employer, rank) VALUES('secure-delete', 1)",
    "INSERT INTO directory_fts_employer(directory_fts_employer, rank) VALUES('rank', 'bm25(10.0, 1.0)')",
    "CREATE VIRTUAL TABLE directory_fts_employer_words USING fts5vocab(directory_fts_employer, 'row')",
    f"CREATE VIRTUAL TABLE directory_fts_note {_NOTES}",
    "INSERT INTO directory_fts_note(directory_fts_note, rank) VALUES('secure-delete', 1)",
    f"CREATE VIRTUAL TABLE directory_fts_task {_NOTES}",
    "INSERT INTO directory_fts_task(directory_fts_task, rank) VALUES('secure-delete', 1)",
)
"""Full-text search on the ``rid`` of ``directory``, ``directory_contact`` and ``directory_task``.

We fold the text and cut it into words ourselves before it goes in; ``ascii`` leaves every other letter as it is,
so that a letter that SQLite has never heard of is found too.
"""

FULL_TEXT_TABLES = tuple(
    statement.split()[3] for statement in FULL_TEXT if statement.startswith("CREATE VIRTUAL TABLE")
)

orm.configure_mappers()
