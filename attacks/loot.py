"""A stolen database, opened with its keys: every row with everything that could tell when it was written.

Reads SQLite's files as bytes, with the write-ahead log, and PostgreSQL's system columns. Uses no product code
but the cipher: whoever holds file and key can do the same.
"""

import shutil
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.secrets import KeyRing

FILE = "klankbord.sqlite"
WAL_HEAD, FRAME_HEAD = 32, 24  # bytes, SQLite file format
NAMES = {  # the column whose random bytes name a row, and so find its place in a file
    "people": "id",
    "memberships": "person_id",
    "letters": "id",
    "answers": "answer_key",
    "slips": "slip_hash",
    "reflections": "reflection_key",
    "dialogues": "lookup",
}
Value = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its values, and its place or time by each clock that the copy has."""

    values: dict[str, Value]
    stamps: dict[str, float]


Loot = dict[str, list[Row]]


def from_sqlite(folder: Path, hideout: Path) -> Loot:
    """Copy SQLite's files as they lie there, and read them."""
    hideout.mkdir(parents=True, exist_ok=True)
    for path in folder.glob(f"{FILE}*"):
        if not path.name.endswith("-shm"):
            shutil.copyfile(path, hideout / path.name)
    main = (hideout / FILE).read_bytes()
    wal = hideout / f"{FILE}-wal"
    log = _frames(wal.read_bytes()) if wal.exists() else []
    loot: Loot = {}
    with closing(sqlite3.connect(hideout / FILE)) as connection:
        connection.row_factory = sqlite3.Row
        for table, name in NAMES.items():
            found = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a fixed name
            rows = [dict(row) for row in found]
            loot[table] = [
                Row(values, _places(bytes(values[name]), main, log, number))
                for number, values in enumerate(rows)
            ]
    return loot


def from_postgresql(url: str) -> Loot:
    """Read everything SQL shows about a row."""
    import psycopg
    from psycopg.rows import dict_row

    loot: Loot = {}
    with psycopg.connect(url.replace("+psycopg", ""), row_factory=dict_row) as connection:
        for table in NAMES:
            wanted = (
                "SELECT ctid::text AS _at, xmin::text AS _by, xmax::text AS _off, cmin::text AS _in, * "  # noqa: S608
                f"FROM {table}"
            )
            loot[table] = []
            for number, values in enumerate(connection.execute(wanted.encode()).fetchall()):
                page, line = values.pop("_at").strip("()").split(",")
                stamps = {
                    "ctid": float(page) * 1000 + float(line),
                    "time": float(values.pop("_by")),
                    "command": float(values.pop("_in")),
                    "lock": float(values.pop("_off")),
                    "scan": float(number),
                }
                loot[table].append(Row({key: _plain(value) for key, value in values.items()}, stamps))
    return loot


def values(url: str, folder: Path, table: str) -> list[dict[str, Value]]:
    """Return the rows of a table as they lie in the database."""
    wanted = f"SELECT * FROM {table}"  # noqa: S608 - a fixed name
    if not url:
        with closing(sqlite3.connect(folder / FILE)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(wanted)]
    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(url.replace("+psycopg", ""), row_factory=dict_row) as server:
        found = server.execute(wanted.encode()).fetchall()
    return [{key: _plain(value) for key, value in row.items()} for row in found]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A teacher who was asked in a round, by account, with every clock that knows them."""

    account: int
    stamps: dict[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """An open answer with its clocks."""

    choices: bytes
    stamps: dict[str, float]


@dataclass(frozen=True, slots=True)
class OpenRound:
    """What the loot says about one open round."""

    id: str
    asked: Sequence[Somebody]
    answers: Sequence[Answer]


def open_rounds(loot: Loot, keys: KeyRing) -> list[OpenRound]:
    """Decrypt, and put people and answers of each open round side by side."""
    people: dict[bytes, Somebody] = {}
    for row in loot["people"]:
        account = int(keys.open(_bytes(row.values["address"]), "people.address").decode().split()[0])
        people[_bytes(row.values["id"])] = Somebody(account, named("people", row))
    for row in loot["memberships"]:
        people[_bytes(row.values["person_id"])].stamps.update(named("memberships", row))
    by_lookup = {keys.fingerprint("dialogue", str(one.account).encode()): one for one in people.values()}
    for row in loot["dialogues"]:
        if writer := by_lookup.get(_bytes(row.values["lookup"])):
            writer.stamps.update(named("dialogues", row))
    asked: dict[str, list[Somebody]] = {}
    for row in loot["letters"]:
        if row.values["kind"] == "checkin" and row.values["state"] == "sent":
            one = people[_bytes(row.values["person_id"])]
            stamps = {**one.stamps, **named("letters", row)}
            asked.setdefault(str(row.values["subject"]), []).append(Somebody(one.account, stamps))
    answers: dict[str, list[Answer]] = {}
    for row in loot["answers"]:
        choices = keys.open(_bytes(row.values["choices"]), "answers.choices")
        answers.setdefault(str(row.values["round_id"]), []).append(Answer(choices, named("answers", row)))
    return [OpenRound(name, asked.get(name, []), found) for name, found in answers.items()]


def _frames(wal: bytes) -> list[bytes]:
    if len(wal) < WAL_HEAD:
        return []
    size = struct.unpack(">I", wal[8:12])[0]
    step = FRAME_HEAD + size  # frames left over from before the last restart are read, too: they tell most
    return [wal[at + FRAME_HEAD : at + step] for at in range(WAL_HEAD, len(wal) - step + 1, step)]


def _places(name: bytes, main: bytes, log: list[bytes], number: int) -> dict[str, float]:
    seen = [place for place, page in enumerate(log) if name in page]
    stamps = {"scan": float(number), "file": float(-main.find(name))}
    if seen:
        stamps |= {"time": float(seen[0]), "last": float(seen[-1]), "page": float(-log[seen[-1]].find(name))}
    return stamps


def named(table: str, row: Row) -> dict[str, float]:
    """Return every clock and every value of a row as a number, by table and name."""
    found = {f"{table}.{clock}": value for clock, value in row.stamps.items()}
    for column, value in row.values.items():
        if isinstance(value, bool | int | float):
            found[f"{table}.{column}"] = float(value)
        elif isinstance(value, bytes):
            found[f"{table}.{column}"] = float(int.from_bytes(value[-8:], "big"))
    return found


def _plain(value: object) -> Value:
    if isinstance(value, memoryview):
        return bytes(value)
    return value if isinstance(value, str | int | float | bytes) or value is None else str(value)


def _bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("expected bytes")
    return value
