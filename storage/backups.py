"""Backups: a snapshot of what may be kept elsewhere, sealed with the newest key, and putting it back.

What is kept is named table by table. Open rounds, sums of unpublished periods, texts that wait, letters and
dialogues never are; a new table stays out until it is named here.
"""

import base64
import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import MetaData, Table, delete, insert, inspect, select

from storage import process_tables, reflection_tables, tables, talk_tables, visit_tables
from storage.database import Database, Transaction, sqlite_url
from storage.secrets import KeyRing
from storage.tables import installation, metadata
from storage.versions import known_versions

KIND = b"klankbord-backup"
FORMAT = 1  # raised when older programs could not read a file any more

KEPT: tuple[Table, ...] = (
    tables.schools,
    process_tables.bots,
    process_tables.school_bots,
    tables.closures,
    tables.teams,
    tables.invitations,
    tables.people,
    tables.memberships,
    tables.releases,
    tables.figures,
    tables.areas,
    tables.ties,
    tables.offset_totals,
    visit_tables.looks,
    talk_tables.talks,
    talk_tables.agreements,
    talk_tables.echoes,
    tables.mergers,
    reflection_tables.themes,
    reflection_tables.released_reflections,
)
LEFT_OUT: tuple[Table, ...] = (
    tables.installation,  # made anew where the backup is put back
    tables.letters,
    tables.rounds,
    tables.slips,
    tables.answers,
    tables.sums,
    tables.dialogues,
    reflection_tables.reflections,
    reflection_tables.waiting_reflections,
    reflection_tables.replies,  # as the letters that carry them
    visit_tables.passes,  # nobody comes in with a copy
    visit_tables.visits,
    *process_tables.OF_PROCESSES,
)

Rows = Mapping[str, Sequence[Mapping[str, object]]]


SHORTEST = 64  # bytes: less than any sealed backup


class BackupProblem(Exception):
    """A file cannot be put back: `unknown`, `newer`, `damaged` or `not_empty`. Nothing was touched."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: rows by table, and the version of the tables they come from."""

    version: str
    rows: Rows


def write(database: Database) -> bytes:
    """Return a backup of one moment; others may go on reading and writing."""
    version = database.version() or ""
    with database.snapshot() as tx:
        rows = {
            table.name: [_plain(dict(row._mapping)) for row in tx.execute(select(table))] for table in KEPT
        }
    packed = gzip.compress(json.dumps(rows).encode(), mtime=0)
    body = database.keys.seal(packed, _place(version))
    head = b" ".join((KIND, str(FORMAT).encode(), version.encode(), sha256(body).hexdigest().encode()))
    return head + b"\n" + body


def read(content: bytes, keys: KeyRing) -> Backup:
    """Read a backup; raise `BackupProblem`, or `KeyProblem` when no key of the ring fits."""
    head, _, body = content.partition(b"\n")
    words = head.split(b" ")
    if words[0] != KIND or len(words) < 2 or not words[1].isdigit() or len(words[1]) > 4:
        raise BackupProblem("unknown")
    if int(words[1]) > FORMAT:
        raise BackupProblem("newer")
    if len(words) != 4 or sha256(body).hexdigest().encode() != words[3] or len(body) < SHORTEST:
        raise BackupProblem("damaged")
    version = words[2].decode(errors="replace")
    packed = keys.open(body, _place(version))
    if version not in known_versions():
        raise BackupProblem("newer")
    raw = json.loads(gzip.decompress(packed))
    rows = {name: [_stored(row) for row in found] for name, found in raw.items()}
    return _brought_up(Backup(version, rows), keys)


def is_empty(database: Database) -> bool:
    """Tell whether a database holds nothing yet, of whatever version it is."""
    with database.read() as tx:
        there = set(inspect(tx).get_table_names())
        no_data = (installation, *process_tables.OF_PROCESSES)
        ours = [table for table in metadata.sorted_tables if table.name in there and table not in no_data]
        return not any(tx.execute(select(table.primary_key.columns[0]).limit(1)).first() for table in ours)


def put_back(
    database: Database,
    backup: Backup,
    *,
    replace: bool,
    afterwards: Callable[[Transaction], None] = lambda _: None,
) -> None:
    """Fill an empty database (or with `replace` any) from a backup, and do what follows, in one transaction.

    Raises `BackupProblem("not_empty")`.
    """
    if not replace and not is_empty(database):
        raise BackupProblem("not_empty")
    with database.write() as tx:
        for table in reversed(metadata.sorted_tables):
            if table is not installation:
                tx.execute(delete(table))
        _fill(tx, metadata, backup.rows)
        afterwards(tx)


def _brought_up(backup: Backup, keys: KeyRing) -> Backup:
    """Bring the rows of an older version to this program's by migrating a database of their own."""
    if backup.version == known_versions()[0]:
        return backup
    with TemporaryDirectory() as folder:
        spare = Database(sqlite_url(Path(folder) / "older.sqlite"), keys)
        try:
            spare.migrate(backup.version)
            older = MetaData()
            with spare.write() as tx:
                older.reflect(tx)
                _fill(tx, older, backup.rows)
            spare.migrate()
            with spare.read() as tx:
                rows = {
                    table.name: [dict(row._mapping) for row in tx.execute(select(table))] for table in KEPT
                }
        finally:
            spare.close()
    return Backup(known_versions()[0], rows)


def _fill(tx: Transaction, into: MetaData, rows: Rows) -> None:
    for table in into.sorted_tables:
        if found := rows.get(table.name):
            tx.execute(insert(table), [dict(row) for row in found])


def _place(version: str) -> str:
    return f"backup {version}"


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    return {name: _written(value) for name, value in row.items()}


def _written(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _stored(row: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(written) for name, written in row.items()}


def _value(written: object) -> object:
    if not isinstance(written, dict):
        return written
    if "bytes" in written:
        return base64.b64decode(written["bytes"])
    return date.fromisoformat(written["date"])
