"""Talks that were planned about a release, and what was agreed in them"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talks",
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_talks_team_id_teams")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_talks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "agreements",
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("open_week", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_agreements_team_id_teams")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_agreements")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("agreements")
    op.drop_table("talks")
