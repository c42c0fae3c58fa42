"""Ways into the coach's pages, sessions, and the day of the last visit"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passes",
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_passes_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_passes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_passes_until", "passes", ["until"], unique=False)
    op.create_index("ix_passes_person", "passes", ["person_id"], unique=False)
    op.create_table(
        "visits",
        sa.Column("person_id", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_visits_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_visits")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("visits")
    op.drop_index("ix_passes_person", table_name="passes")
    op.drop_index("ix_passes_until", table_name="passes")
    op.drop_table("passes")
