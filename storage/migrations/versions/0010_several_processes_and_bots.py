"""Leases and paces of several processes, and several bots in one installation"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("installation", sa.Column("serves", sa.String(length=16), nullable=True))
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=48), nullable=False),
        sa.Column("holder", sa.String(length=128), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paces",
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("free", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot", name=op.f("pk_paces")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bots",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_bots")),
        sa.UniqueConstraint("name", name=op.f("uq_bots_name")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "school_bots",
        sa.Column("school_id", sa.String(length=16), nullable=False),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["bot"], ["bots.number"], name=op.f("fk_school_bots_bot_bots")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_school_bots_school_id_schools")),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_school_bots")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("school_bots")
    op.drop_table("bots")
    op.drop_table("paces")
    op.drop_table("leases")
    op.drop_column("installation", "serves")
