"""Shared thoughts of open rounds, texts that wait or were released, themes, and what coaches wrote back"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reflections",
        sa.Column("round_id", sa.String(length=32), nullable=False),
        sa.Column("reflection_key", sa.LargeBinary(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_reflections_round_id_rounds")),
        sa.PrimaryKeyConstraint("round_id", "reflection_key", name=op.f("pk_reflections")),
        sqlite_with_rowid=False,
    )
    for name, extra in (
        ("waiting_reflections", ()),
        (
            "released_reflections",
            (
                sa.Column("number", sa.Integer(), nullable=False),
                sa.Column("theme", sa.String(length=64), nullable=True),
                sa.Column("hidden", sa.Boolean(), nullable=False),
            ),
        ),
    ):
        op.create_table(
            name,
            sa.Column("id", sa.LargeBinary(), nullable=False),
            sa.Column("team_id", sa.String(length=16), nullable=False),
            sa.Column("until", sa.Date(), nullable=False),
            *extra,
            sa.Column("contents", sa.LargeBinary(), nullable=False),
            sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f(f"fk_{name}_team_id_teams")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{name}_team", name, ["team_id"])
    op.create_table(
        "themes",
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_themes_team_id_teams")),
        sa.PrimaryKeyConstraint("team_id", "number", "topic", name=op.f("pk_themes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "replies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_replies_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_replies_team", "replies", ["team_id"])


def downgrade() -> None:
    for name in ("replies", "themes", "released_reflections", "waiting_reflections", "reflections"):
        op.drop_table(name)
