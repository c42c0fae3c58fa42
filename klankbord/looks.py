"""The access log: which role looked at what of a team, on which day. No person, no time, no content.

Teachers who look at their own team leave no trace: that would tell who takes part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from klankbord.house import House
from klankbord.school_calendar import calendar_of
from storage import access_log, schools
from storage.access_log import Look
from storage.database import Transaction

Looker = Literal["lead", "coach", "operator"]
Seen = Literal["figures", "themes", "reflections", "agreements", "school", "export"]

KEPT_DAYS = 400  # a school year and the weeks in which it is looked back on


@dataclass(frozen=True, slots=True)
class SeenOf:
    """One line of the access log as a member reads it."""

    team: str
    day: date
    role: str
    what: str


def record_look(house: House, *, team_id: str, role: Looker, what: Seen, now: datetime) -> None:
    """Keep that a role looked at something of a team today (the school's day); harmless to repeat."""
    record_looks(house, team_ids=[team_id], role=role, what=what, now=now)


def record_looks(house: House, *, team_ids: Sequence[str], role: Looker, what: Seen, now: datetime) -> None:
    """Keep that a role looked at something of several teams at once; what is too old goes on that day."""
    if not team_ids:
        return
    with house.db.read() as tx:
        zones = {school.id: calendar_of(school, []) for school in schools.all_schools(tx)}
        days = {team.id: zones[team.school_id].today(now) for team in schools.teams_of(tx, team_ids)}
        known = {look for day in set(days.values()) for look in access_log.of_day(tx, team_ids, day)}
    missing = [look for id_, day in days.items() if (look := Look(id_, day, role, what)) not in known]
    if missing:
        with house.db.write() as tx:
            for look in missing:
                access_log.add(tx, look)
            _forget(tx, now)


def looks_at(house: House, *, team_ids: Sequence[str]) -> tuple[SeenOf, ...]:
    """Return who looked at what of some teams, newest first, as roles and days."""
    with house.db.read() as tx:
        names = {team.id: team.name for team in schools.teams_of(tx, team_ids)}
        return tuple(
            SeenOf(names[look.team_id], look.day, look.role, look.what)
            for look in access_log.of_teams(tx, list(team_ids))
        )


def forget_old_looks(house: House, *, now: datetime) -> None:
    """Delete the looks of more than `KEPT_DAYS` ago."""
    with house.db.write() as tx:
        _forget(tx, now)


def _forget(tx: Transaction, now: datetime) -> None:
    access_log.drop_before(tx, now.date() - timedelta(days=KEPT_DAYS))
