"""Sealed values are filled up: the length of an open answer told who had answered a further question"""

import secrets as random

import sqlalchemy as sa
from alembic import context, op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
serves = "0013"  # an older program cannot read what is filled up

# Tables with what is sealed in them; other values are filled up when they are written next.
SEALED = {"answers": "choices", "reflections": "contents"}


def upgrade() -> None:
    keys, connection = context.config.attributes["keys"], op.get_bind()
    for name, column in SEALED.items():
        table = sa.Table(name, sa.MetaData(), autoload_with=connection)
        place = f"{name}.{column}"
        rows = [
            {**row, column: keys.seal(keys.open(row[column], place), place)}
            for row in connection.execute(sa.select(table)).mappings()
        ]
        random.SystemRandom().shuffle(rows)
        connection.execute(sa.delete(table))
        if rows:
            connection.execute(sa.insert(table), rows)


def downgrade() -> None:
    """Nothing: an older version cannot read what this one wrote, and says so."""
