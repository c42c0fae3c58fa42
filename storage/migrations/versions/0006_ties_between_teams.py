"""Ties between teams: the question once a term, and the bands that are published of it"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("asks_about", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "ties",
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("taker", sa.String(length=16), nullable=False),
        sa.Column("band", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_ties_team_id_teams")),
        sa.PrimaryKeyConstraint("team_id", "number", "taker", name=op.f("pk_ties")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("ties")
    op.drop_column("rounds", "asks_about")
