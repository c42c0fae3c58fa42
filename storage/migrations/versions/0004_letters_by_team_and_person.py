"""Find letters by team and person: without it a night of publishing grows with the square of the teams"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_letters_team", "letters", ["team_id", "kind"], unique=False)
    op.create_index("ix_letters_person", "letters", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_letters_person", table_name="letters")
    op.drop_index("ix_letters_team", table_name="letters")
