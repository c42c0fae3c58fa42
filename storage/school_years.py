"""School years of teams and the people in them: what was started, who said yes, who did not answer."""

from datetime import date

from sqlalchemy import or_, select, update

from storage.database import Transaction
from storage.people import Membership
from storage.tables import memberships, teams


def turning(tx: Transaction, year: int) -> list[str]:
    """Return the ids of teams whose year is over or who wait for answers about the new one."""
    due = or_(teams.c.school_year < year, teams.c.again_until.is_not(None))
    wanted = select(teams.c.id).where(due, teams.c.state != "joined")
    return list(tx.scalars(wanted.order_by(teams.c.id)))


def start(tx: Transaction, team_id: str, year: int) -> bool:
    """Start a school year of a team: true for exactly one caller."""
    started = update(teams).where(teams.c.id == team_id, teams.c.school_year < year).values(school_year=year)
    return tx.execute(started).rowcount == 1


def begin(tx: Transaction, team_id: str, first: date) -> bool:
    """Let a team that gathers be asked from its first week on: true for exactly one caller."""
    gathering = (teams.c.id == team_id) & (teams.c.state == "gathering")
    return tx.execute(update(teams).where(gathering).values(state="asking", next_week=first)).rowcount == 1


def close(tx: Transaction, team_id: str) -> bool:
    """Wait no longer for answers about the new year: true for exactly one caller."""
    closed = (
        update(teams).where(teams.c.id == team_id, teams.c.again_until.is_not(None)).values(again_until=None)
    )
    return tx.execute(closed).rowcount == 1


def say_yes(tx: Transaction, membership: Membership, year: int) -> None:
    """Store that a member takes part in a school year."""
    tx.execute(
        update(memberships)
        .where(
            memberships.c.person_id == membership.person_id,
            memberships.c.team_id == membership.team_id,
            memberships.c.role == membership.role,
        )
        .values(school_year=year)
    )
