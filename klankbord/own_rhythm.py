"""The day, time and pace that a teacher chooses; no lead or operator sees or changes it."""

from datetime import datetime, timedelta

from klankbord.house import House
from klankbord.places import place_of
from klankbord.school_calendar import monday_of
from klankbord.setting_up import time_of_day
from klankbord.vocabulary import Refusal
from storage import people, schools
from storage.database import Transaction
from storage.people import Membership, Person

PACES = (1, 2, 4)  # asked weekly, fortnightly, monthly


def set_rhythm(house: House, person: Person, *, team_id: str, weekday: int | None, at: str | None) -> None:
    """Store an own day and time for a teacher; nothing means the team's. Holds from the next round."""
    if weekday is not None and not 0 <= weekday <= 4:
        raise Refusal("bad_weekday_own")
    at = time_of_day(at) if at else None
    with house.db.write() as tx:
        people.set_rhythm(tx, _teaching(tx, person, team_id), weekday=weekday, at=at)


def set_pace(house: House, person: Person, *, team_id: str, pace: int, now: datetime) -> None:
    """Store that a teacher is asked every 1, 2 or 4 weeks, counted from this week."""
    if pace not in PACES:
        raise Refusal("bad_pace")
    with house.db.write() as tx:
        membership = _teaching(tx, person, team_id)
        week = monday_of(place_of(tx, schools.team(tx, team_id)).calendar.today(now))
        people.set_pace(tx, membership, pace=pace, week=week + timedelta(weeks=pace))


def _teaching(tx: Transaction, person: Person, team_id: str) -> Membership:
    for membership in people.memberships_of(tx, person.id):
        if membership.team_id == team_id and membership.role == "teacher":
            return membership
    raise Refusal("not_yours")
