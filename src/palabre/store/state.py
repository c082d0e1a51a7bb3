"""The state: what changes. SQLite in WAL mode, or PostgreSQL by its address, through SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Engine,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    event,
    inspect,
    select,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from palabre.errors import StoreError, WorkspaceError

if TYPE_CHECKING:
    from sqlalchemy.engine import ExceptionContext
    from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
    from sqlalchemy.pool import ConnectionPoolEntry

HEAD = "0004"
BUSY_MS = 10_000


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as ISO 8601 text in UTC with microseconds, so that it sorts and reads the same everywhere."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The stored text."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The aware time."""
        return None if value is None else datetime.fromisoformat(value)


METADATA = MetaData()
settings = Table(
    "settings", METADATA, Column("key", String(80), primary_key=True), Column("value", Text, nullable=False)
)
jobs = Table(
    "jobs",
    METADATA,
    Column("job_id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("status", String(12), nullable=False, index=True),
    Column("run_at", Moment, nullable=False),
    Column("lease_owner", String(80)),
    Column("lease_until", Moment),
    Column("attempts", Integer, nullable=False),
    Column("idempotency_key", String(200), unique=True),
    Column("done", Integer, nullable=False),
    Column("total", Integer),
    Column("unit", String(12), nullable=False),
    Column("error_id", String(80)),
    Column("error_fields", JSON),
    Column("result", JSON),
    Column("created_at", Moment, nullable=False),
    Column("finished_at", Moment),
    sqlite_autoincrement=True,
)
feed = Table(
    "feed",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("table_name", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("days", JSON, nullable=False),
    Column("committed_at", Moment, nullable=False),
    UniqueConstraint("table_name", "version"),
    sqlite_autoincrement=True,
)
cursors = Table(
    "cursors",
    METADATA,
    Column("reader", String(80), primary_key=True),
    Column("value", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

radars = Table(
    "radars",
    METADATA,
    Column("radar_id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(80), nullable=False),
    Column("folded_name", String(80), nullable=False, unique=True),
    Column("subject", String(12), nullable=False),
    Column("query", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
radar_versions = Table(
    "radar_versions",
    METADATA,
    Column("radar_id", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("query", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)

# Rows of the tables of the strategy are never changed and never removed: triggers see to it.
strategy_versions = Table(
    "strategy_versions",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=True),
    Column("text", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("author", String(120), nullable=False),
    Column("note", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
strategy_adoptions = Table(
    "strategy_adoptions",
    METADATA,
    Column("adoption_id", Integer, primary_key=True, autoincrement=True),
    Column("version", Integer, ForeignKey("strategy_versions.version"), nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("judgement", JSON, nullable=False),
    Column("breaks", JSON, nullable=False),
    sqlite_autoincrement=True,
)
strategy_overrides = Table(
    "strategy_overrides",
    METADATA,
    Column("override_id", Integer, primary_key=True, autoincrement=True),
    Column("code", String(80), nullable=False),
    Column("place", Text, nullable=False),
    Column("by", String(120), nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
strategy_withdrawals = Table(
    "strategy_withdrawals",
    METADATA,
    Column("override_id", Integer, ForeignKey("strategy_overrides.override_id"), primary_key=True),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
)
strategy_reviews = Table(
    "strategy_reviews",
    METADATA,
    Column("review_id", Integer, primary_key=True, autoincrement=True),
    Column("version", Integer, ForeignKey("strategy_versions.version"), nullable=False),
    Column("objective", Text, nullable=False, index=True),
    Column("planned", Date),
    Column("expected", JSON, nullable=False),
    Column("measured", Float),
    Column("source", Text, nullable=False),
    Column("unknown", Text, nullable=False),
    Column("decision", String(12), nullable=False),
    Column("note", Text, nullable=False),
    Column("next_review", Date),
    Column("hours_a_week", Float),
    Column("euros", JSON, nullable=False),
    Column("signed_by", String(120), nullable=False),
    Column("signed_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
strategy_decisions = Table(
    "strategy_decisions",
    METADATA,
    Column("decision_id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False),
    Column("decision", String(12), nullable=False),
    Column("by", String(120), nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

sources = Table(
    "sources",
    METADATA,
    Column("source_id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(40), nullable=False),
    Column("label", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("is_ours", Boolean, nullable=False),
    Column("allows_private", Boolean, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("cursor", Text),
    Column("health", String(16), nullable=False),
    Column("why_id", String(80)),
    Column("why_fields", JSON),
    Column("health_since", Moment, nullable=False),
    Column("last_heard_at", Moment),
    Column("last_event_at", Moment),
    Column("last_post_at", Moment),
    UniqueConstraint("kind", "label"),
    sqlite_autoincrement=True,
)
source_counts = Table(
    "source_counts",
    METADATA,
    Column("source_id", Integer, primary_key=True),
    Column("minute", Moment, primary_key=True),
    Column("what", String(60), primary_key=True),
    Column("n", Integer, nullable=False),
)
source_register = Table(
    "source_register",
    METADATA,
    Column("entry_id", Integer, primary_key=True, autoincrement=True),
    Column("source_id", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("label", Text, nullable=False),
    Column("what", String(12), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
rereads = Table(
    "rereads",
    METADATA,
    Column("post_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_id", Integer, nullable=False),
    Column("native_id", Text, nullable=False),
    Column("root", Text),
    Column("url", Text),
    Column("instance", Text),
    Column("step", Integer, nullable=False),
    Column("since", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
)
actor_signals = Table(
    "actor_signals",
    METADATA,
    Column("actor_id", BigInteger, primary_key=True, autoincrement=False),
    Column("network", String(40), nullable=False),
    Column("signals", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
)


def open_state(address: str | Path) -> Engine:
    """An engine on the state, migrated to the newest version; a path means SQLite, else an SQLAlchemy address.

    Raises `WorkspaceError` when the state was written by a newer Palabre, `StoreError` when it cannot be read.
    """
    url = f"sqlite:///{address}" if isinstance(address, Path) else address
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle_sqlite)
    try:
        version = stored_version(engine)
        if version != HEAD:
            migrate(engine, version)
    except (OperationalError, DatabaseError) as problem:
        engine.dispose()
        why = str(problem.orig) if problem.orig is not None else str(problem)
        raise StoreError("state-unreadable", path=address, why=why) from problem
    event.listen(engine, "handle_error", _tell_refusal)
    return engine


def _tell_refusal(context: ExceptionContext) -> None:
    """A full disk or a state locked too long is a sentence, not a fault of ours."""
    if isinstance(context.sqlalchemy_exception, OperationalError):
        refusal = StoreError("state-refused", why=str(context.original_exception))
        context.chained_exception = refusal


def _settle_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    one = connection.cursor()
    one.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    one.execute("PRAGMA journal_mode = WAL")
    one.execute("PRAGMA synchronous = FULL")
    one.execute("PRAGMA foreign_keys = ON")
    one.close()


def stored_version(engine: Engine) -> str | None:
    """The migration the state stands on; None when it is empty."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def migrate(engine: Engine, version: str | None) -> None:
    """Brings the state forward, in one transaction a step; refuses one from a newer Palabre."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise WorkspaceError("workspace-newer", stored=version, known=HEAD)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def read_settings(engine: Engine) -> Mapping[str, str]:
    """Every setting of the workspace."""
    with engine.connect() as connection:
        return {row.key: row.value for row in connection.execute(select(settings))}


def write_settings(engine: Engine, values: Mapping[str, str]) -> None:
    """Keeps settings, new ones and changed ones, in one transaction."""
    with engine.begin() as connection:
        for key, value in values.items():
            connection.execute(settings.delete().where(settings.c.key == key))
            connection.execute(settings.insert().values(key=key, value=value))


def read_cursor(engine: Engine, reader: str) -> str | None:
    """Where a reader of the feed, or a source, stopped."""
    with engine.connect() as connection:
        found: Any = connection.execute(select(cursors.c.value).where(cursors.c.reader == reader)).scalar_one_or_none()
    return None if found is None else str(found)


def write_cursor(engine: Engine, reader: str, value: str, *, now: datetime) -> None:
    """Remembers where a reader stopped."""
    with engine.begin() as connection:
        connection.execute(cursors.delete().where(cursors.c.reader == reader))
        connection.execute(cursors.insert().values(reader=reader, value=value, updated_at=now))
