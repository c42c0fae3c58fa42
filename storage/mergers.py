"""Teams that are going to join another one, and when."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from storage.database import Transaction
from storage.tables import mergers


@dataclass(frozen=True, slots=True)
class Merger:
    """A team that joins another one on a Monday."""

    team_id: str
    into_id: str
    day: date


def add(tx: Transaction, merger: Merger) -> None:
    """Plan a merger."""
    tx.execute(insert(mergers).values(team_id=merger.team_id, into_id=merger.into_id, day=merger.day))


def all_of(tx: Transaction) -> list[Merger]:
    """Return every planned merger."""
    return [
        Merger(row.team_id, row.into_id, row.day)
        for row in tx.execute(select(mergers).order_by(mergers.c.team_id))
    ]


def drop(tx: Transaction, team_id: str) -> bool:
    """Take a planned merger off the list: true for exactly one caller."""
    return tx.execute(delete(mergers).where(mergers.c.team_id == team_id)).rowcount == 1
