"""Radars and their versions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


MOMENT = sa.String(32)


def upgrade() -> None:
    """Makes the tables of radars."""
    op.create_table(
        "radars",
        sa.Column("radar_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("folded_name", sa.String(80), nullable=False, unique=True),
        sa.Column("subject", sa.String(12), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "radar_versions",
        sa.Column("radar_id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
