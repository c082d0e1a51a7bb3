"""Sources, what they heard, the posts read again, and the register of what is listened to and why."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.String(32)


def upgrade() -> None:
    """Makes the tables of live sources."""
    _sources()
    _what_sources_said()
    _what_is_asked_of_people()


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("source_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("is_ours", sa.Boolean, nullable=False),
        sa.Column("allows_private", sa.Boolean, nullable=False),
        sa.Column("is_paused", sa.Boolean, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("cursor", sa.Text),
        sa.Column("health", sa.String(16), nullable=False),
        sa.Column("why_id", sa.String(80)),
        sa.Column("why_fields", sa.JSON),
        sa.Column("health_since", MOMENT, nullable=False),
        sa.Column("last_heard_at", MOMENT),
        sa.Column("last_event_at", MOMENT),
        sa.Column("last_post_at", MOMENT),
        sa.UniqueConstraint("kind", "label"),
        sqlite_autoincrement=True,
    )


def _what_sources_said() -> None:
    op.create_table(
        "source_counts",
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("minute", MOMENT, primary_key=True),
        sa.Column("what", sa.String(60), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    op.create_table(
        "source_register",
        sa.Column("entry_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )


def _what_is_asked_of_people() -> None:
    op.create_table(
        "rereads",
        sa.Column("post_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("native_id", sa.Text, nullable=False),
        sa.Column("root", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("instance", sa.Text),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "actor_signals",
        sa.Column("actor_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("network", sa.String(40), nullable=False),
        sa.Column("signals", sa.Text, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
