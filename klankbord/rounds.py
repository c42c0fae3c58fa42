"""Opening a team's week: claims the due date, draws the slips, queues the letters. Sends nothing itself."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from klankbord.afterwards import ask_once
from klankbord.first_weeks import has_picture
from klankbord.house import House
from klankbord.membership import tell_team
from klankbord.places import Place, find_team, gate, open_gate, place_of
from klankbord.school_calendar import WeekKind, monday_of, school_year
from klankbord.talks import slow_down
from klankbord.ties import teams_to_ask_about
from klankbord.vocabulary import Refusal
from prompts.library import Season
from prompts.rotation import items_for, reflective_for
from storage import letters, people, rounds, schools, slips
from storage.database import Transaction
from storage.letters import Letter
from storage.people import Membership
from storage.rounds import Round, RoundKind

OPEN_WEEKS = 2  # a round closes on the Sunday of the following week: a busy week costs nobody a voice
REMINDER_DAYS = 2  # school days after the own check-in
SPARE_SLIPS = 4  # for colleagues who join while a round is open
SPARE_SHARE = 0.25  # and more of them in large teams


@dataclass(frozen=True, slots=True)
class Moment:
    """When one member is asked and reminded."""

    ask: datetime
    remind: datetime


def open_due(house: House, *, now: datetime) -> int:
    """Open the round of every team whose week has come; two callers never open the same one twice."""
    with house.db.read() as tx:
        gathering = schools.teams_gathering(tx)
        due = schools.teams_due(tx, monday_of((now + timedelta(days=1)).date()))
    for team in gathering:
        with house.db.write() as tx:
            if open_gate(tx, team, now=now):
                tell_team(tx, team, "opening", now=place_of(tx, team).calendar.awake(now), roles=("teacher",))
    opened = 0
    for team in due:
        with house.db.write() as tx:
            place = place_of(tx, team)
            week = monday_of(place.calendar.today(now))
            if team.next_week > week or not schools.claim_week(tx, team, week + timedelta(weeks=1)):
                continue
            if slow_down(tx, place, week=week):
                schools.change_team(tx, team.id, next_week=week + timedelta(weeks=2))
            opened += _open(house, tx, place, week=week, now=now) is not None
    return opened


def open_now(house: House, *, team: str, now: datetime) -> None:
    """Ask a team now; raise `Refusal` when too few take part or this week's question was sent already."""
    with house.db.write() as tx:
        found = find_team(tx, team)
        if found.state in ("paused", "joined"):
            raise Refusal("team_paused")
        if people.count_teachers(tx, found.id) < gate(found):
            raise Refusal("not_enough_yet")
        place = place_of(tx, found)
        week = monday_of(place.calendar.today(now))
        waiting = [r for r in rounds.open_rounds(tx, found.id) if r.week == week]
        if waiting:
            if not letters.hurry(tx, subject=waiting[0].id, kind="checkin", now=now):
                raise Refusal("already_asked")
            return
        schools.change_team(tx, found.id, state="asking", next_week=week + timedelta(weeks=1))
        if _open(house, tx, place, week=week, now=now, at_once=True) is None:
            raise Refusal("already_asked")


def _open(
    house: House, tx: Transaction, place: Place, *, week: date, now: datetime, at_once: bool = False
) -> Round | None:
    team = place.team
    kind_of_week = place.calendar.kind_of(week)
    if kind_of_week is WeekKind.CLOSED and not at_once:
        return None
    if people.count_teachers(tx, team.id) < gate(team):
        return None  # enough joined once, but some left: stay silent rather than ask a handful
    if team.school_year < school_year(week) and not at_once:
        return None  # the year is over; the next one has not started yet
    kind: RoundKind = "full"
    if kind_of_week is WeekKind.AFTER_BREAK and not at_once and team.rounds > 0:
        kind = "light"
    elif kind_of_week is WeekKind.BUSY:
        kind = "items"
    about = teams_to_ask_about(tx, place) if kind == "full" else ()
    new = Round(
        id=rounds.new_id(),
        team_id=team.id,
        week=week,
        open_week=team.open_weeks,
        kind=kind,
        items=() if kind == "light" else items_for(house.library, place=team.place, round_index=team.rounds),
        prompt=reflective_for(
            house.library, place=team.place, round_index=team.open_weeks, season=_season(place, kind, week)
        ),
        closes=week + timedelta(weeks=OPEN_WEEKS, days=-1),
        asks_about=about,
        asks_after=ask_once(tx, place, week=week) if kind == "full" and not about else "",
    )
    asked = _members_due(tx, place, week=week)
    count = people.count_teachers(tx, team.id)
    lot = [] if kind == "light" else slips.draw_lot(count + SPARE_SLIPS + math.ceil(count * SPARE_SHARE))
    rounds.add(tx, house.keys, new, lot)
    if lot:
        slips.add_lot(tx, house.keys, new.id, lot)
    schools.change_team(
        tx, team.id, open_weeks=team.open_weeks + 1, rounds=team.rounds + (1 if new.items else 0)
    )
    letters.put(tx, _letters(place, new, asked, now=now, at_once=at_once))
    if new.items and not has_picture(tx, team.id):
        day = place.calendar.next_school_day(week + timedelta(days=team.weekday), steps=REMINDER_DAYS)
        # The lead hears what the team is to talk about.
        moment = place.calendar.soonest(place.calendar.moment(day, team.at), now=now)
        tell_team(tx, team, "question", now=moment, roles=("lead",), subject=new.id)
    for membership in asked:
        people.ask_again(tx, membership, week=week + timedelta(weeks=membership.pace))
    return new


def _season(place: Place, kind: RoundKind, week: date) -> Season:
    seasons: dict[RoundKind, Season] = {"light": "after_break", "items": "report_weeks"}
    return place.calendar.season_of(week) or seasons.get(kind, "any")


def _members_due(tx: Transaction, place: Place, *, week: date) -> list[Membership]:
    year = place.team.school_year
    teachers = people.members(tx, place.team.id, "teacher")
    return [member for member in teachers if member.next_week <= week and member.school_year >= year]


def _letters(
    place: Place, new: Round, asked: Sequence[Membership], *, now: datetime, at_once: bool
) -> list[Letter]:
    queue: list[Letter] = []
    for member in asked:
        moment = _moment(place, member, week=new.week, now=now, at_once=at_once)
        if moment is None:
            continue
        wanted: list[tuple[letters.Kind, datetime]] = [("checkin", moment.ask), ("reminder", moment.remind)]
        if new.kind == "light":
            wanted = [("light", moment.ask)]
        queue += [
            letters.new_letter(
                person_id=member.person_id, team_id=place.team.id, kind=kind, subject=new.id, due=due
            )
            for kind, due in wanted
        ]
    return queue


def _moment(place: Place, member: Membership, *, week: date, now: datetime, at_once: bool) -> Moment | None:
    team, calendar = place.team, place.calendar
    weekday = team.weekday if member.weekday is None else member.weekday
    at = member.at or team.at
    day = calendar.next_school_day(week + timedelta(days=weekday))
    if monday_of(day) != week:  # the own day is a holiday and no school day follows it this week
        day = calendar.next_school_day(week)
    ask = now if at_once else calendar.soonest(calendar.moment(day, at), now=now)
    asked_on = calendar.today(ask)
    if monday_of(day) != week and not at_once:
        return None
    return Moment(ask, calendar.moment(calendar.next_school_day(asked_on, steps=REMINDER_DAYS), at))
