"""Teams with their schools and calendars, many at once: what sending and answering look up for a crowd."""

from collections.abc import Collection

from sqlalchemy import BindParameter, bindparam, select

from storage.database import Transaction
from storage.schools import Closure, School, Team, team_in
from storage.tables import closures, schools, teams

_ids: BindParameter[list[str]] = bindparam("ids", expanding=True)
TEAMS = select(teams).where(teams.c.id.in_(_ids))
SCHOOLS = select(schools).where(schools.c.id.in_(_ids))
CLOSURES = (
    select(closures.c.school_id, closures.c.starts, closures.c.ends, closures.c.kind)
    .where(closures.c.school_id.in_(_ids))
    .order_by(closures.c.starts)
)


def teams_by_id(tx: Transaction, team_ids: Collection[str]) -> dict[str, Team]:
    """Return these teams, by id."""
    return {row.id: team_in(row) for row in tx.execute(TEAMS, {"ids": list(team_ids)})}


def with_closures(tx: Transaction, school_ids: Collection[str]) -> dict[str, tuple[School, list[Closure]]]:
    """Return these schools, each with its own calendar in order, by id."""
    ids = {"ids": list(school_ids)}
    found: dict[str, tuple[School, list[Closure]]] = {
        row.id: (School(*row), []) for row in tx.execute(SCHOOLS, ids)
    }
    for school_id, *span in tx.execute(CLOSURES, ids):
        found[school_id][1].append(Closure(*span))
    return found
