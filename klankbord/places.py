"""A team with its school and calendar, found by name or id, and the gate before its first round."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from klankbord.house import House
from klankbord.school_calendar import Calendar, calendar_of, monday_of
from klankbord.vocabulary import Refusal
from storage import locations, people, school_years, schools
from storage.database import Transaction
from storage.schools import School, Team


@dataclass(frozen=True, slots=True)
class Place:
    """A team with its school and calendar: what every rule about weeks needs."""

    team: Team
    school: School
    calendar: Calendar


def find_team(tx: Transaction, name: str) -> Team:
    """Find a team by its name, or by `school/team` when two schools share the name."""
    school_name, _, team_name = name.rpartition("/")
    found = schools.teams_named(tx, team_name.strip())
    if school_name:
        school = schools.school_named(tx, school_name.strip())
        found = [team for team in found if school and team.school_id == school.id]
    if not found:
        raise Refusal("unknown_team")
    if len(found) > 1:
        raise Refusal("two_teams")
    return found[0]


def find_place(house: House, *, team: str) -> Place:
    """Find a team by name together with its school and calendar."""
    with house.db.read() as tx:
        return place_of(tx, find_team(tx, team))


def place_by_id(house: House, team_id: str) -> Place:
    """Return a team with its school and calendar."""
    with house.db.read() as tx:
        return place_of(tx, schools.team(tx, team_id))


def place_of(tx: Transaction, team: Team) -> Place:
    """Put a team together with its school and calendar."""
    school = schools.school(tx, team.school_id)
    return Place(team, school, calendar_of(school, schools.closures_of(tx, school.id)))


def places_of(tx: Transaction, team_ids: Collection[str]) -> dict[str, Place]:
    """Return teams with their schools and calendars, by the team's id."""
    teams = locations.teams_by_id(tx, team_ids)
    where = locations.with_closures(tx, {team.school_id for team in teams.values()})
    found = {school.id: (school, calendar_of(school, closures)) for school, closures in where.values()}
    return {team.id: Place(team, *found[team.school_id]) for team in teams.values()}


def gate(team: Team) -> int:
    """Return how many must take part before the first round: k + 1, or k in a team of exactly k."""
    return team.smallest_group if team.members == team.smallest_group else team.smallest_group + 1


def open_gate(tx: Transaction, team: Team, *, now: datetime) -> bool:
    """Let a gathering team start once enough take part; tell whether it started just now."""
    if team.state != "gathering" or people.count_teachers(tx, team.id) < gate(team):
        return False
    place = place_of(tx, team)
    week = monday_of(place.calendar.today(now))
    moment = place.calendar.moment(week + timedelta(days=team.weekday), team.at)
    first = week if moment > now else week + timedelta(weeks=1)
    return school_years.begin(tx, team.id, first)
