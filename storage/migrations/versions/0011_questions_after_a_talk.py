"""Two questions asked once after a talk, the bands published of them, and since when a team is asked less"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("asks_after", sa.String(length=16), server_default="", nullable=False))
    op.add_column("teams", sa.Column("less_since", sa.Date(), nullable=True))
    op.create_table(
        "echoes",
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("band", sa.String(length=8), nullable=True),
        sa.Column("release", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_echoes_team_id_teams")),
        sa.PrimaryKeyConstraint("team_id", "number", "kind", name=op.f("pk_echoes")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("echoes")
    op.drop_column("teams", "less_since")
    op.drop_column("rounds", "asks_after")
