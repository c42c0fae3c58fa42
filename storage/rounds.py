"""Rounds: a team's weekly opening, with the sealed pool of slips that were not sent yet. Knows no person."""

import secrets as random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update
from sqlalchemy.engine import Row

from storage.database import Transaction
from storage.secrets import KeyRing
from storage.tables import rounds

POOL = "rounds.pool"
SLIP_BYTES = 16  # 128 random bits: not to be guessed

RoundKind = Literal["full", "items", "light"]

_some: BindParameter[list[str]] = bindparam("ids", expanding=True)
GET = select(rounds).where(rounds.c.id.in_(_some))
OF_TEAMS = select(rounds).where(rounds.c.team_id.in_(_some)).order_by(rounds.c.week)
LEAVE = update(rounds).where(rounds.c.id == bindparam("of")).values(pool=bindparam("pool"))
HOLD = select(rounds).where(rounds.c.id.in_(_some)).order_by(rounds.c.id).with_for_update()


@dataclass(frozen=True, slots=True)
class Round:
    """One week's questions of one team."""

    id: str
    team_id: str
    week: date
    open_week: int
    kind: RoundKind
    items: tuple[str, ...]
    prompt: str
    closes: date
    asks_about: tuple[str, ...] = ()  # teams, in the order of the question on ties; empty: not asked
    asks_after: str = ""  # a question about a talk, `worth:3` or `helped:3` (3 = the release); empty: none


def new_id() -> str:
    """Return a random round id, short enough for a button."""
    return random.token_hex(4)


def add(tx: Transaction, keys: KeyRing, new: Round, pool: Sequence[bytes]) -> None:
    """Store a round with its pool of unsent slips."""
    tx.execute(
        insert(rounds).values(
            id=new.id,
            team_id=new.team_id,
            week=new.week,
            open_week=new.open_week,
            kind=new.kind,
            items=",".join(new.items),
            prompt=new.prompt,
            closes=new.closes,
            asks_about=",".join(new.asks_about),
            asks_after=new.asks_after,
            pool=keys.seal(b"".join(pool), POOL),
            key_id=keys.newest,
        )
    )


def get_all(tx: Transaction, ids: Collection[str]) -> dict[str, Round]:
    """Return the rounds with these ids that are open, by id."""
    return {row.id: _round(row) for row in tx.execute(GET, {"ids": list(ids)})}


def newest_of(tx: Transaction, team_ids: Collection[str]) -> dict[str, Round]:
    """Return, by team, the newest open round that asks items."""
    rows = tx.execute(OF_TEAMS, {"ids": list(team_ids)})
    return {row.team_id: _round(row) for row in rows if row.items}


def get(tx: Transaction, round_id: str) -> Round | None:
    """Return the round with this id while it is open."""
    row = tx.execute(select(rounds).where(rounds.c.id == round_id)).first()
    return _round(row) if row else None


def open_rounds(tx: Transaction, team_id: str) -> list[Round]:
    """Return the team's open rounds, newest first."""
    wanted = select(rounds).where(rounds.c.team_id == team_id).order_by(rounds.c.week.desc())
    return [_round(row) for row in tx.execute(wanted)]


def hold(tx: Transaction, round_id: str, *, alone: bool = False) -> bool:
    """Keep an open round from being sealed until this transaction ends; tell whether it is still open.

    With `alone`, wait until nobody else holds it: then it can be sealed without losing an answer.
    """
    wanted = select(rounds.c.id).where(rounds.c.id == round_id)
    wanted = wanted.with_for_update(read=not alone, key_share=not alone)
    return tx.scalar(wanted) is not None


def hold_all(tx: Transaction, ids: Collection[str]) -> dict[str, Round]:
    """Hold several rounds alone, see `hold`; return those that are open, by id.

    In the order of their ids: so two transactions never wait for each other.
    """
    return {row.id: _round(row) for row in tx.execute(HOLD, {"ids": list(ids)})}


def closing(tx: Transaction, today: date) -> list[Round]:
    """Return the rounds whose last day lies before `today`."""
    return [
        _round(row) for row in tx.execute(select(rounds).where(rounds.c.closes < today).order_by(rounds.c.id))
    ]


def take_slips(tx: Transaction, keys: KeyRing, counts: Mapping[str, int]) -> dict[str, list[bytes]]:
    """Take random slips out of the pools of rounds; fewer when a pool runs dry, none once it is sealed.

    Who gets which is written nowhere. The rounds are held alone from here on, in the order of their ids.
    """
    taken: dict[str, list[bytes]] = {round_id: [] for round_id in counts}
    left = []
    for row in tx.execute(HOLD, {"ids": list(counts)}) if counts else ():
        flat = keys.open(row.pool, POOL)
        pool = [flat[at : at + SLIP_BYTES] for at in range(0, len(flat), SLIP_BYTES)]
        random.SystemRandom().shuffle(pool)
        count = counts[row.id]
        taken[row.id] = pool[:count]
        left.append({"of": row.id, "pool": keys.seal(b"".join(pool[count:]), POOL)})
    if left:
        tx.execute(LEAVE, left)
    return taken


def put_back(tx: Transaction, keys: KeyRing, round_id: str, slips: Sequence[bytes]) -> None:
    """Return slips that certainly reached nobody."""
    sealed = tx.scalar(select(rounds.c.pool).where(rounds.c.id == round_id).with_for_update())
    if sealed is not None:
        pool = keys.seal(keys.open(sealed, POOL) + b"".join(slips), POOL)
        tx.execute(update(rounds).where(rounds.c.id == round_id).values(pool=pool))


def close(tx: Transaction, round_id: str) -> bool:
    """Delete a round: true for exactly one caller."""
    return tx.execute(delete(rounds).where(rounds.c.id == round_id)).rowcount == 1


def _round(row: Row[tuple[object, ...]]) -> Round:
    items = tuple(item for item in row.items.split(",") if item)
    about = tuple(team for team in row.asks_about.split(",") if team)
    return Round(
        row.id,
        row.team_id,
        row.week,
        row.open_week,
        row.kind,
        items,
        row.prompt,
        row.closes,
        about,
        row.asks_after,
    )
