"""Who looked at what of a team, as role and day: never a person, never what there was to see."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from storage.database import Transaction
from storage.visit_tables import looks


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody in a role looked at something of a team on a day."""

    team_id: str
    day: date
    role: str
    what: str


def add(tx: Transaction, look: Look) -> None:
    """Keep a look; a second one of the same role at the same thing on a day leaves no further trace."""
    with suppress(IntegrityError), tx.begin_nested():
        tx.execute(insert(looks).values(team_id=look.team_id, day=look.day, role=look.role, what=look.what))


def of_teams(tx: Transaction, team_ids: Sequence[str]) -> list[Look]:
    """Return the looks at some teams, newest first."""
    wanted = select(looks).where(looks.c.team_id.in_(team_ids))
    ordered = wanted.order_by(looks.c.day.desc(), looks.c.team_id, looks.c.role, looks.c.what)
    return [Look(row.team_id, row.day, row.role, row.what) for row in tx.execute(ordered)]


def of_day(tx: Transaction, team_ids: Sequence[str], day: date) -> set[Look]:
    """Return the looks at some teams on a day."""
    wanted = select(looks).where(looks.c.team_id.in_(team_ids), looks.c.day == day)
    return {Look(row.team_id, row.day, row.role, row.what) for row in tx.execute(wanted)}


def drop_before(tx: Transaction, day: date) -> None:
    """Delete the looks of before a day."""
    tx.execute(delete(looks).where(looks.c.day < day))
