"""Two small teams that go together for coming rounds: announced a week ahead, and nothing older is shared."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from klankbord.house import House
from klankbord.membership import EVERYBODY, NOTICE, tell_team
from klankbord.places import find_team, open_gate, place_of
from klankbord.publishing import publish_due
from klankbord.school_calendar import monday_of
from klankbord.school_years import ask_again
from klankbord.sealing import seal_team
from klankbord.vocabulary import Refusal
from storage import letters, mergers, people, released, rounds, schools, sums
from storage.database import Transaction
from storage.mergers import Merger
from storage.people import Membership
from storage.schools import Team


@dataclass(frozen=True, slots=True)
class Union:
    """Which team joins which, and the Monday from which they take part together."""

    team: str
    other: str
    day: date


def join_team(house: House, *, team: str, into: str, now: datetime) -> Union:
    """Announce to both teams that one joins the other on a Monday at least a week from now.

    Raises `Refusal` when the teams are one, of two schools, or one of them joins another already.
    """
    with house.db.write() as tx:
        small, large = find_team(tx, team), find_team(tx, into)
        if small.id == large.id:
            raise Refusal("same_team")
        if small.school_id != large.school_id:
            raise Refusal("other_school")
        planned = mergers.all_of(tx)
        busy = {found.team_id for found in planned} | {found.into_id for found in planned}
        if "joined" in (small.state, large.state) or small.id in busy or large.id in busy:
            raise Refusal("already_joining")
        earliest = place_of(tx, large).calendar.today(now) + NOTICE
        day = monday_of(earliest + timedelta(days=6))
        mergers.add(tx, Merger(small.id, large.id, day))
        for told in (small, large):
            letters.drop_unsent(tx, team_id=told.id, kind="reminder")  # at most two messages a week
            tell_team(tx, told, "joining", now=now, roles=EVERYBODY, subject=small.id)
    return Union(small.name, large.name, day)


def union_of(house: House, team_id: str) -> Union | None:
    """Return the union that a team (the smaller one) is going into."""
    with house.db.read() as tx:
        found = next((one for one in mergers.all_of(tx) if one.team_id == team_id), None)
        if found is None:
            return None
        return Union(schools.team(tx, found.team_id).name, schools.team(tx, found.into_id).name, found.day)


def join_due(house: House, *, now: datetime) -> None:
    """Put together the teams whose Monday has come; calling it twice does no harm."""
    with house.db.read() as tx:
        due = [one for one in mergers.all_of(tx) if _today(tx, one.into_id, now) >= one.day]
    for merger in due:
        _finish(house, merger.team_id, now=now)
        with house.db.write() as tx:
            if mergers.drop(tx, merger.team_id):
                _put_together(tx, merger, now=now)


def _today(tx: Transaction, team_id: str, now: datetime) -> date:
    return place_of(tx, schools.team(tx, team_id)).calendar.today(now)


def _finish(house: House, team_id: str, *, now: datetime) -> None:
    """Seal what is open and publish it if the rules allow: after this the team is no more."""
    if seal_team(house, team_id):
        publish_due(house, [team_id], now=now)


def _put_together(tx: Transaction, merger: Merger, *, now: datetime) -> None:
    small, large = schools.team(tx, merger.team_id), schools.team(tx, merger.into_id)
    for one in people.members(tx, small.id, *EVERYBODY):
        if one.since is not None:  # the last picture still comes, without what was there before them
            letters.limit(tx, one.person_id, small.id, kind="digest", since=one.since)
        _move(tx, one, large, merger.day)
    letters.drop_about_team(tx, small.id, but="digest")  # the last picture still comes
    schools.point_invitations(tx, small.id, large.id)
    sums.drop(tx, small.id)
    released.drop_waiting(tx, small.id)
    schools.change_team(tx, small.id, state="joined", again_until=None)
    schools.change_team(
        tx,
        large.id,
        members=large.members + small.members,
        smallest_group=max(large.smallest_group, small.smallest_group),
        state="gathering" if large.state == "paused" else large.state,
    )
    grown = schools.team(tx, large.id)
    place = place_of(tx, grown)
    ask_again(tx, place, year=grown.school_year, now=now)
    if open_gate(tx, grown, now=now):
        tell_team(tx, grown, "opening", now=place.calendar.awake(now), roles=("teacher",))


def _move(tx: Transaction, one: Membership, large: Team, day: date) -> None:
    already = any(mine.team_id == large.id for mine in people.memberships_of(tx, one.person_id))
    people.leave(tx, one.person_id, one.team_id, one.role)
    if already:
        return  # one role per team: the one they have in the larger team stays
    asked = any(found.week == day for found in rounds.open_rounds(tx, large.id))
    people.join(
        tx,
        Membership(
            person_id=one.person_id,
            team_id=large.id,
            role=one.role,
            school_year=one.school_year,
            weekday=one.weekday,
            at=one.at,
            pace=one.pace,
            next_week=max(one.next_week, day + timedelta(weeks=1) if asked else day),
            since=max(one.since or day, day),
        ),
    )
    if one.role == "teacher":
        schools.roster_changed(tx, large.id)
