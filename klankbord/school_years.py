"""The turn of the school year: unpublished sums go, and everybody is asked whether they are in again.

Nobody is asked anything in a new year before they said yes; who does not answer is erased.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from klankbord.house import House
from klankbord.membership import EVERYBODY, forget, leave, tell_team
from klankbord.places import Place, open_gate, place_of
from klankbord.school_calendar import YEAR_STARTS_IN, Calendar, WeekKind, monday_of, school_year
from klankbord.vocabulary import Refusal
from storage import letters, people, released, rounds, school_years, schools, sums
from storage.database import Transaction
from storage.people import Membership, Person

EARLIEST_DAY = 15  # of August: no Dutch or Flemish school starts before it
UNASKED: tuple[letters.Kind, ...] = ("checkin", "light", "reminder")  # these are about last year's weeks
ANSWER_WEEKS = 4  # within which somebody says whether they are in again


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for the new year: for which part, and whether anything is left of them."""

    role: str
    team: str
    erased: bool


def first_day(calendar: Calendar, year: int) -> date:
    """Return the day on which a school year starts by a school's calendar: the first of an open week."""
    day = calendar.next_school_day(date(year, YEAR_STARTS_IN, EARLIEST_DAY))
    for _ in range(8):  # weeks: the longest summer
        if calendar.kind_of(monday_of(day)) is not WeekKind.CLOSED:
            break
        day = calendar.next_school_day(monday_of(day) + timedelta(weeks=1))
    return day


def turn_years(house: House, *, now: datetime) -> None:
    """End and start the school years that are due, and erase who did not answer in time."""
    latest = school_year((now + timedelta(days=1)).date())
    with house.db.read() as tx:
        turning = school_years.turning(tx, latest)
        places = [place_of(tx, schools.team(tx, team_id)) for team_id in turning]
        unpublished = set(sums.teams(tx)) if places else set()
    for place in places:
        today = place.calendar.today(now)
        year = school_year(today)
        if place.team.school_year >= year:
            if place.team.again_until is not None and today > place.team.again_until:
                _close(house, place)
        elif today >= first_day(place.calendar, year):
            _start(house, place, now=now)
        elif place.team.id in unpublished:
            with house.db.write() as tx:
                if not rounds.open_rounds(tx, place.team.id):
                    sums.drop(tx, place.team.id)
                    released.drop_waiting(tx, place.team.id)


def start_now(house: House, *, now: datetime) -> list[str]:
    """Start the new school year of every team today; return their names, or raise `Refusal`."""
    with house.db.read() as tx:
        places = [place_of(tx, team) for team in schools.all_teams(tx) if team.state != "joined"]
    over = [one for one in places if one.team.school_year < school_year(one.calendar.today(now))]
    started = [place.team.name for place in over if _start(house, place, now=now)]
    if not started:
        raise Refusal("year_started")
    return started


def choose(house: House, person: Person, *, team_id: str, again: bool, now: datetime) -> Choice:
    """Take somebody's yes or no for the new year; raise `Refusal("again_over")` when their place is gone."""
    with house.db.write() as tx:
        mine = people.memberships_of(tx, person.id)
        found = next((one for one in mine if one.team_id == team_id), None)
        if found is None:
            raise Refusal("again_over")
        team = schools.team(tx, team_id)
        letters.drop_of(tx, person.id, team_id=team_id, kind="again")
        if not again:
            leave(tx, found)
            if len(mine) == 1:
                forget(house, tx, person)
        elif found.school_year < team.school_year:
            school_years.say_yes(tx, found, team.school_year)
            if found.role == "teacher":
                schools.change_team(tx, team_id, locked_year=team.school_year)
                if open_gate(tx, team, now=now):
                    tell_team(tx, team, "opening", now=now, roles=("teacher",))
    return Choice(found.role, team.name, erased=not again and len(mine) == 1)


def ask_again(tx: Transaction, place: Place, *, year: int, now: datetime) -> None:
    """Ask every member who has not said yes for a year yet, on the next school day at the team's time."""
    today = place.calendar.today(now)
    until = today + timedelta(weeks=ANSWER_WEEKS)
    asked = _not_in(tx, place.team.id, year)
    schools.change_team(tx, place.team.id, again_until=until if asked else None)
    moment = place.calendar.moment(place.calendar.next_school_day(today), place.team.at)
    letters.put(
        tx,
        [
            letters.new_letter(
                person_id=one.person_id,
                team_id=place.team.id,
                kind="again",
                subject=until.isoformat(),
                due=place.calendar.soonest(moment, now=now),
            )
            for one in asked
        ],
    )


def _start(house: House, place: Place, *, now: datetime) -> bool:
    year = school_year(place.calendar.today(now))
    with house.db.write() as tx:
        if not school_years.start(tx, place.team.id, year):
            return False
        sums.drop(tx, place.team.id)
        released.drop_waiting(tx, place.team.id)
        if place.team.school_year == 0:
            return True  # a team in which no teacher ever took part
        for kind in UNASKED:
            letters.drop_unsent(tx, team_id=place.team.id, kind=kind)
        schools.change_team(tx, place.team.id, state="gathering")
        ask_again(tx, place, year=year, now=now)
    return True


def _close(house: House, place: Place) -> None:
    with house.db.write() as tx:
        if not school_years.close(tx, place.team.id):
            return
        for one in _not_in(tx, place.team.id, place.team.school_year):
            leave(tx, one)
            person = people.get(tx, house.keys, one.person_id)
            if person and not people.memberships_of(tx, person.id):
                forget(house, tx, person)


def _not_in(tx: Transaction, team_id: str, year: int) -> list[Membership]:
    return [one for one in people.members(tx, team_id, *EVERYBODY) if one.school_year < year]
