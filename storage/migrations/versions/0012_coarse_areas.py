"""Sums by area are kept coarsely: from exact ones the sums of single items could be worked out"""

import math

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ITEMS, STEP = 3, 10  # items an area has at least; points between two means


def upgrade() -> None:
    connection = op.get_bind()
    connection.execute(
        sa.text("DELETE FROM areas WHERE kind != 'dimension' AND items < :items"), {"items": ITEMS}
    )
    rows = connection.execute(
        sa.text("SELECT team_id, number, kind, name, n, deviation FROM areas WHERE kind != 'dimension'")
    ).mappings()
    coarse = [
        {**row, "deviation": row["n"] * STEP * math.floor(row["deviation"] / row["n"] / STEP + 0.5)}
        for row in rows.all()
    ]
    if coarse:
        connection.execute(
            sa.text(
                "UPDATE areas SET deviation = :deviation "
                "WHERE team_id = :team_id AND number = :number AND kind = :kind AND name = :name"
            ),
            coarse,
        )


def downgrade() -> None:
    """Nothing: what was made coarse stays so, and older versions read it."""
