"""School years, sister teams, who looked at what, and which key a hash was made with"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("teams", sa.Column("school_year", sa.Integer(), server_default="0", nullable=False))
    op.add_column("teams", sa.Column("again_until", sa.Date(), nullable=True))
    op.execute("UPDATE teams SET school_year = COALESCE(locked_year, 0)")
    op.add_column("memberships", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("invitations", sa.Column("key_id", sa.LargeBinary(), nullable=True))
    op.add_column("rounds", sa.Column("key_id", sa.LargeBinary(), nullable=True))
    op.create_table(
        "looks",
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_looks_team_id_teams")),
        sa.PrimaryKeyConstraint("team_id", "day", "role", "what", name=op.f("pk_looks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mergers",
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("into_id", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_mergers_team_id_teams")),
        sa.ForeignKeyConstraint(["into_id"], ["teams.id"], name=op.f("fk_mergers_into_id_teams")),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_mergers")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("mergers")
    op.drop_table("looks")
    op.drop_column("rounds", "key_id")
    op.drop_column("invitations", "key_id")
    op.drop_column("memberships", "since")
    op.drop_column("teams", "again_until")
    op.drop_column("teams", "school_year")
