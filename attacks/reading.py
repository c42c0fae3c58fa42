"""A stolen database without its keys: every byte of it is searched for people, slips, answers and texts.

Names of schools and teams, and what was published, are readable on purpose; people have no name in it.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random

import numpy as np

from attacks import loot
from attacks.school import School
from attacks.table import Result
from klankbord import checkin, periods
from klankbord.checkin import Ticket
from klankbord.vocabulary import DIMENSIONS
from measurement.settings import SETTINGS
from storage import dialogues, sums

THOUGHT = "Ik durf in deze groep niet te zeggen wat ik denk"
TEACHERS = 8
TABLES = (*loot.NAMES, "memberships", "rounds", "sums", "invitations", "installation", "offset_totals")
VIEWS = ("pg_stats", "pg_stat_activity", "pg_stat_user_tables", "pg_stat_user_indexes")  # what a server notes


def attack(school: School, *, url: str, dice: Random, what: str) -> Result:
    """Live through a week with answers, thoughts and codes, steal at its worst moment, and search."""
    school.team("Berk", members=TEACHERS)
    needles: dict[str, list[bytes]] = {"a Telegram number": [], "a slip": [], "a button": [], "a text": []}
    asked = school.ask()
    for parcel in asked:
        account = parcel.person.account
        ticket = Ticket(parcel.letter.subject, parcel.slip)
        choices = tuple(dice.choice([(3, 3, 3), (3, 3, 3), (1, 5, 2)]))
        checkin.hand_in(school.house, ticket, account=account, choices=choices)
        with school.house.db.write() as tx:
            until = school.now + timedelta(minutes=30)
            dialogues.write(tx, school.house.keys, account, THOUGHT, until=until)
        needles["a Telegram number"] += spellings_of_number(account)
        needles["a slip"] += spellings(parcel.slip)
        written = checkin.write_ticket(school.house, ticket, account=account)
        needles["a button"] += spellings(written.encode())[:1]
    needles["a text"] += [THOUGHT.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    needles["a text"] += [word.encode() for word in THOUGHT.split() if len(word) > 4]
    stolen = dump(url) if url else files(school.house.settings.data_dir)
    found = search(stolen, needles) + alike(url, school)
    return Result(
        what,
        "found",
        len(found),
        len(found),
        0.0,
        targets=sum(map(len, needles.values())),
        note="; ".join(found[:5]),
    )


def spellings_of_number(number: int) -> list[bytes]:
    """Return the ways in which a number could stand in a file."""
    text = str(number)
    whole: list[tuple[int, str]] = list(product((5, 6, 8), ("little", "big")))
    written = [number.to_bytes(size, "big" if order == "big" else "little") for size, order in whole]
    return [text.encode(), text.encode("utf-16-le"), *written, *(one.hex().encode() for one in written)]


def spellings(secret: bytes) -> list[bytes]:
    """Return the ways in which some bytes could stand in a file."""
    return [
        secret,
        secret.hex().encode(),
        secret.hex().upper().encode(),
        base64.b64encode(secret).rstrip(b"=")[:20],
        base64.urlsafe_b64encode(secret).rstrip(b"=")[:20],
        secret[::-1],
    ]


def search(stolen: bytes, needles: Mapping[str, Iterable[bytes]]) -> list[str]:
    """Say what is readable."""
    return [f"{kind} is readable" for kind, all_of in needles.items() for one in all_of if one in stolen]


def files(folder: Path) -> bytes:
    """Return every byte of SQLite's files, the log and its index too."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.glob(f"{loot.FILE}*")))


def dump(url: str) -> bytes:
    """Return every table as `pg_dump` would write it, and what the server notes about them."""
    import psycopg

    written = b""
    with psycopg.connect(url.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
        cursor.execute(b"ANALYZE")
        for table in (*TABLES, *VIEWS):
            with cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT".encode()) as rows:  # noqa: S608
                written += b"".join(bytes(block) for block in rows)
    return written


def alike(url: str, school: School) -> list[str]:
    """Say whether equal answers look equal, or answers differ in length."""
    hideout = school.house.settings.data_dir / "loot"
    stolen = loot.from_postgresql(url) if url else loot.from_sqlite(school.house.settings.data_dir, hideout)
    sealed = [row.values["choices"] for row in stolen["answers"]]
    lengths = {len(one) for one in sealed if isinstance(one, bytes)}
    problems = [] if len(set(sealed)) == len(sealed) else ["equal answers look equal"]
    return problems if len(lengths) == 1 else [*problems, "answers differ in length"]


def attack_totals(school: School, weeks: Sequence[Sequence[Sequence[int]]], *, url: str) -> list[Result]:
    """Work item sums of a published period out of the totals, where one team was published.

    `weeks` are the answers of a team called Els, week by week. Counts the items whose sum comes out exactly,
    as the totals lie in the copy, and opened with the keys.
    """
    school.team("Els", members=len(weeks[0]))
    for answers in weeks:
        school.week(lambda name, person, _, given=answers: given[person] if name == "Els" else None)  # type: ignore[misc]
    school.next_monday()
    with school.house.db.read() as tx:
        period = periods.from_text(sums.read(tx, school.house.keys, school.teams["Els"]))
    school.publish("Els")
    stolen = loot.values(url, school.house.settings.data_dir, "offset_totals")
    with school.house.db.read() as tx:
        opened = {d: sums.read_offsets(tx, school.house.keys, d) for d in DIMENSIONS}
    recovered, with_keys, items = 0, 0, 0
    for dimension in DIMENSIONS:
        real = {total.item: total.sx / total.n for total in period.of(school.library, dimension)[0]}
        items += len(real)
        lying = next(row["contents"] for row in stolen if row["dimension"] == dimension)
        recovered += _exact(real, lying if isinstance(lying, bytes | str) else None)
        with_keys += _exact(real, opened[dimension])
    what = "item means of the only published team, from totals"
    return [
        Result(f"stolen without keys: {what}", "found", recovered, recovered, 0.0, targets=items),
        Result(
            f"the same with keys: {what}",
            "found",
            with_keys,
            with_keys,
            None,
            targets=items,
            note=TOTALS_NOTE,
        ),
    ]


def _exact(real: Mapping[str, float], totals: bytes | str | None) -> int:
    guessed = differences(totals)
    base = next(iter(real))
    return sum(
        item != base and abs(guessed.get(item, np.inf) - guessed.get(base, np.inf) - mean + real[base]) < 0.5
        for item, mean in real.items()
    )


TOTALS_NOTE = (
    "Counted: items of which the mean of the team, against its other items, comes out exactly. "
    "Each has at least as many answers as the smallest group."
)


def differences(totals: bytes | str | None) -> dict[str, float]:
    """Return how items of one published period differ, in points, from the installation's totals alone."""
    try:
        raw = json.loads(totals or b"")
    except ValueError:
        return {}
    a, c = np.array(raw["a"], dtype=float), np.array(raw["c"], dtype=float)
    asked = [place for place in range(len(c)) if a.size and a[place, place] > 0]
    if len(asked) < 3:
        return {}
    u = [
        np.sqrt(-a[i, j] * a[i, k] / a[j, k])
        for i in asked
        for j, k in [[other for other in asked if other != i][:2]]
    ]
    weights = np.array(u) * sum(u)
    if np.any(weights > 1.0 / SETTINGS.r0):
        return {}
    return {raw["items"][place]: float(c[place] / w) for place, w in zip(asked, weights, strict=True)}
