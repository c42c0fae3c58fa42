"""Moving the data to the newest key: what is sealed is sealed again, hashes are made again where they can be.

Hashes of slips that went out and of invitation codes cannot be made again: only the hash is stored. They
work as long as the older key is in the ring.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, ColumnElement, Table, func, or_, select, update

from storage.database import Database, Transaction
from storage.mingling import mingle
from storage.reflection_tables import reflections, released_reflections, replies, waiting_reflections
from storage.secrets import KeyProblem, KeyRing, key_of
from storage.tables import (
    answers,
    dialogues,
    installation,
    invitations,
    offset_totals,
    people,
    rounds,
    sums,
)

PASSES = 5  # a process that was started with other keys may still write while this runs
ACCOUNT = "account"  # the label of a person's lookup

# What is sealed, and the place it is sealed for. Open answers are written again a round at a time.
SEALED: dict[Column[bytes], str] = {
    people.c.address: "people.address",
    rounds.c.pool: "rounds.pool",
    sums.c.contents: "sums.contents",
    offset_totals.c.contents: "offset_totals.contents",
    waiting_reflections.c.contents: "waiting_reflections.contents",
    released_reflections.c.contents: "released_reflections.contents",
    replies.c.contents: "replies.contents",
    installation.c.sentinel: "installation",  # last: it proves the ring at every start
}
BY_ROUND: dict[Column[bytes], str] = {
    answers.c.choices: "answers.choices",
    reflections.c.contents: "reflections.contents",
}
OVER_SOON: dict[Column[bytes], str] = {dialogues.c.contents: "dialogues.contents"}  # within thirty minutes


@dataclass(frozen=True, slots=True)
class Remaining:
    """What still needs a key that is not the newest."""

    rows: bool  # sealed values or lookups: `rotate` moves them
    until: date | None  # slips that went out: their rounds are sealed at the end of this day
    codes: bool  # invitation codes that were not used yet


def rotate(database: Database, said: Callable[[str], None] = lambda _: None) -> Remaining:
    """Move all that can be moved to the newest key, while other processes go on; return what is left.

    One row, or one round, per transaction; harmless to repeat or to break off. `said` hears each table.
    """
    for _ in range(PASSES):
        for column in SEALED:
            if column.table is installation:
                for of_round in BY_ROUND:
                    for round_id in _rounds_with_older_rows(database, of_round):
                        _seal_round_again(database, of_round, round_id)
                    said(of_round.table.name)
            _move(database, column)
            said(column.table.name)
        left = remaining(database)
        if not left.rows:
            break
    return left


def remaining(database: Database) -> Remaining:
    """Tell what still needs an older key; raise `KeyProblem` when that key is not in the ring."""
    keys = database.keys
    with database.read() as tx:
        rows = any(next(_older(tx, keys, column), None) for column in (*SEALED, *BY_ROUND))
        until = tx.scalar(
            select(func.max(rounds.c.closes)).where(_other_key(keys, rounds), rounds.c["items"] != "")
        )
        codes = tx.scalar(select(func.count()).select_from(invitations).where(_other_key(keys, invitations)))
    several = (
        keys.count > 1
    )  # rows of before the key was noted: with one key there is no other they could need
    return Remaining(rows, until if several else None, bool(codes) and several)


def _move(database: Database, column: Column[bytes]) -> None:
    with database.read() as tx:
        older = list(_older(tx, database.keys, column))
    for row_key in older:
        with database.write() as tx:
            _seal_again(tx, database.keys, column, row_key)


def _older(tx: Transaction, keys: KeyRing, column: Column[bytes]) -> Iterator[tuple[object, ...]]:
    """Yield the primary keys of rows that need an older key."""
    table = column.table
    of_people = table is people
    wanted = select(*table.primary_key, column, *([people.c.lookup] if of_people else []))
    for row in tx.execute(wanted.order_by(*table.primary_key)):
        row_key, sealed = row[: len(table.primary_key)], row[len(table.primary_key)]
        if not keys.holds(key_of(sealed)):
            raise KeyProblem("written with another secret key")
        older = key_of(sealed) != keys.newest
        if of_people and not older:  # a chat that moved got a new address and kept its lookup
            older = bytes(row.lookup) != _lookup(keys, keys.open(sealed, SEALED[column]))
        if older:
            yield tuple(row_key)


def _seal_again(tx: Transaction, keys: KeyRing, column: Column[bytes], row_key: tuple[object, ...]) -> None:
    table = column.table
    same = [part == value for part, value in zip(table.primary_key, row_key, strict=True)]
    sealed = tx.scalar(select(column).where(*same).with_for_update())
    if sealed is None:
        return  # erased meanwhile
    plain = keys.open(sealed, SEALED[column])
    values = {column.name: keys.seal(plain, SEALED[column])}
    if table is people:
        values["lookup"] = _lookup(keys, plain)
    tx.execute(update(table).where(*same).values(**values))


def _lookup(keys: KeyRing, address: bytes) -> bytes:
    return keys.fingerprint(ACCOUNT, address.split()[0])


def _rounds_with_older_rows(database: Database, column: Column[bytes]) -> list[str]:
    with database.read() as tx:
        found = {str(row_key[0]) for row_key in _older(tx, database.keys, column)}
    return sorted(found)


def _seal_round_again(database: Database, column: Column[bytes], round_id: str) -> None:
    """Write the rows of a round again in random order, so that no row tells when it was written."""
    keys, table, place = database.keys, column.table, BY_ROUND[column]
    here = table.c.round_id == round_id
    with database.write() as tx:
        if tx.scalar(select(rounds.c.id).where(rounds.c.id == round_id).with_for_update()) is None:
            return  # sealed meanwhile
        mingle(
            tx,
            table,
            here,
            lambda row: {**row, column.name: keys.seal(keys.open(row[column.name], place), place)},
        )


def _other_key(keys: KeyRing, table: Table) -> ColumnElement[bool]:
    return or_(table.c.key_id.is_(None), table.c.key_id != keys.newest)
