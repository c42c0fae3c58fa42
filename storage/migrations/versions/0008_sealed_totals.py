"""What is known about items is sealed: of one published team alone its item means stood in it"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.types import TypeEngine

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PLACE = "offset_totals.contents"


def upgrade() -> None:
    keys = context.config.attributes["keys"]
    _make_anew(sa.LargeBinary(), lambda contents: keys.seal(str(contents).encode(), PLACE))


def downgrade() -> None:
    keys = context.config.attributes["keys"]
    _make_anew(sa.Text(), lambda contents: keys.open(contents, PLACE).decode())


def _make_anew(kind: TypeEngine[Any], written: Callable[[object], object]) -> None:
    rows = op.get_bind().execute(sa.text("SELECT dimension, contents FROM offset_totals")).all()
    op.drop_table("offset_totals")
    table = op.create_table(
        "offset_totals",
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("contents", kind, nullable=False),
        sa.PrimaryKeyConstraint("dimension", name=op.f("pk_offset_totals")),
        sqlite_with_rowid=False,
    )
    if rows:
        op.bulk_insert(table, [{"dimension": one, "contents": written(contents)} for one, contents in rows])
