"""What PostgreSQL samples of values for its planner: SQL shows it (pg_stats), and it outlives erased rows.

A hundred sealed answers of a round could be read there after the round was sealed, by whoever has the key.
"""

from sqlalchemy import Column, Connection, LargeBinary, Table, text
from sqlalchemy.dialects import postgresql

from storage.reflection_tables import reflections, waiting_reflections
from storage.tables import answers, metadata, slips

# How many answered or shared, round by round, is nobody's either.
NEVER_SAMPLED: tuple[Table, ...] = (answers, slips, reflections, waiting_reflections)

_SAMPLING = """
    SELECT c.relname AS tab, a.attname AS col, s.attname IS NOT NULL AS sampled
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
    LEFT JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
    WHERE a.attnum > 0 AND NOT a.attisdropped
        AND (a.attstattarget IS DISTINCT FROM 0 OR s.attname IS NOT NULL)
"""


def secret_columns() -> list[Column[object]]:
    """Return the columns of which a value says something: whatever is sealed or hashed, and open answers."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) or table in NEVER_SAMPLED
    ]


def forbid(tx: Connection) -> None:
    """Tell PostgreSQL to sample no secret column, and erase what it sampled before; again does nothing."""
    sampling = {(row.tab, row.col): row.sampled for row in tx.execute(text(_SAMPLING))}
    for column in secret_columns():
        sampled = sampling.get((column.table.name, column.name))
        if sampled is None:
            continue
        alter = f'ALTER TABLE "{column.table.name}" ALTER COLUMN "{column.name}"'
        if sampled:  # the only way to erase samples that an owner has: they go when a type is set
            kind = column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
            tx.execute(text(f"{alter} TYPE {kind}"))
        tx.execute(text(f"{alter} SET STATISTICS 0"))
