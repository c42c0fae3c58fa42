"""Rows whose place tells nothing: where one stands and which transaction wrote it tells when it came."""

import secrets as random
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, insert, select

from storage.database import Transaction


def mingle(
    tx: Transaction,
    table: Table,
    here: ColumnElement[bool],
    change: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> None:
    """Write the rows of a round again, changed or not, in random order; the round has to be held alone."""
    rows = [change(dict(row._mapping)) for row in tx.execute(select(table).where(here))]
    random.SystemRandom().shuffle(rows)
    tx.execute(delete(table).where(here))
    if rows:
        tx.execute(insert(table), rows)
