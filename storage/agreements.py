"""Talks and agreements of a team, one of each per release at most; a later choice replaces an earlier one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from storage.database import Transaction
from storage.talk_tables import agreements, talks


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a team agreed after a release; without words it only talked."""

    team_id: str
    number: int
    words: str
    starts: date
    open_week: int


def plan(tx: Transaction, team_id: str, number: int, day: date | None) -> None:
    """Keep on which day a release is talked about; None = not this time."""
    tx.execute(delete(talks).where(talks.c.team_id == team_id, talks.c.number == number))
    tx.execute(insert(talks).values(team_id=team_id, number=number, day=day))


def talks_of(tx: Transaction, team_id: str) -> Mapping[int, date | None]:
    """Return the day of the talk about each release for which one was chosen."""
    return {row.number: row.day for row in tx.execute(select(talks).where(talks.c.team_id == team_id))}


def agree(tx: Transaction, agreement: Agreement) -> None:
    """Keep what was agreed after a release."""
    same = (agreements.c.team_id == agreement.team_id) & (agreements.c.number == agreement.number)
    tx.execute(delete(agreements).where(same))
    tx.execute(insert(agreements).values(**asdict(agreement)))


def agreements_of(tx: Transaction, team_id: str) -> list[Agreement]:
    """Return what a team agreed, oldest first."""
    wanted = select(agreements).where(agreements.c.team_id == team_id).order_by(agreements.c.number)
    return [Agreement(**row._mapping) for row in tx.execute(wanted)]
