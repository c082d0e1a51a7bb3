"""Versions of the strategy, and what is kept about them: rows that nothing changes or removes.

A later step that makes one of these tables anew makes its triggers anew too: they go with the table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


MOMENT = sa.String(32)
# Each table with the column that names its rows.
KEPT = {
    "strategy_versions": "version",
    "strategy_adoptions": "adoption_id",
    "strategy_overrides": "override_id",
    "strategy_withdrawals": "override_id",
    "strategy_reviews": "review_id",
    "strategy_decisions": "decision_id",
}
REFUSAL = "what is kept about the strategy never changes"


def upgrade() -> None:
    """Makes the tables of the strategy, and the triggers that keep their rows."""
    _make_versions()
    _make_overrides()
    _make_reviews()
    if op.get_context().dialect.name == "sqlite":
        for table, key in KEPT.items():
            _keep_in_sqlite(table, key)
    else:
        _keep_in_postgresql()


def _make_versions() -> None:
    op.create_table(
        "strategy_versions",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "strategy_adoptions",
        sa.Column("adoption_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("strategy_versions.version"), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("judgement", sa.JSON, nullable=False),
        sa.Column("breaks", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )


def _make_overrides() -> None:
    op.create_table(
        "strategy_overrides",
        sa.Column("override_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "strategy_withdrawals",
        sa.Column("override_id", sa.Integer, sa.ForeignKey("strategy_overrides.override_id"), primary_key=True),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )


def _make_reviews() -> None:
    op.create_table(
        "strategy_reviews",
        sa.Column("review_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("strategy_versions.version"), nullable=False),
        sa.Column("objective", sa.Text, nullable=False, index=True),
        sa.Column("planned", sa.Date),
        sa.Column("expected", sa.JSON, nullable=False),
        sa.Column("measured", sa.Float),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("unknown", sa.Text, nullable=False),
        sa.Column("decision", sa.String(12), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("next_review", sa.Date),
        sa.Column("hours_a_week", sa.Float),
        sa.Column("euros", sa.JSON, nullable=False),
        sa.Column("signed_by", sa.String(120), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "strategy_decisions",
        sa.Column("decision_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("decision", sa.String(12), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )


def _keep_in_sqlite(table: str, key: str) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {refuse}")
    # An INSERT OR REPLACE removes a row without asking the trigger of DELETE.
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}")


def _keep_in_postgresql() -> None:
    op.execute(
        f"CREATE FUNCTION strategy_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for table in KEPT:
        for act, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            name = f"{table}_no_{act.split()[0].lower()}"
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION strategy_kept()"
            )
