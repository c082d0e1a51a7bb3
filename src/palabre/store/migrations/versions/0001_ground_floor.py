"""The first state: settings, jobs, feed, cursors."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


MOMENT = sa.String(32)


def upgrade() -> None:
    """Makes the first tables."""
    _make_jobs()
    op.create_table(
        "settings", sa.Column("key", sa.String(80), primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table(
        "feed",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("days", sa.JSON, nullable=False),
        sa.Column("committed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("table_name", "version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cursors",
        sa.Column("reader", sa.String(80), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("job_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("status", sa.String(12), nullable=False, index=True),
        sa.Column("run_at", MOMENT, nullable=False),
        sa.Column("lease_owner", sa.String(80)),
        sa.Column("lease_until", MOMENT),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("idempotency_key", sa.String(200), unique=True),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("unit", sa.String(12), nullable=False),
        sa.Column("error_id", sa.String(80)),
        sa.Column("error_fields", sa.JSON),
        sa.Column("result", sa.JSON),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sqlite_autoincrement=True,
    )
