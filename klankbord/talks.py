"""A team's talk about its picture: a day, the card for everybody on that day, and what came of it.

Two pictures without a talk, and the team is asked every other week: questions without follow-up cost trust.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from klankbord.digest import named
from klankbord.figures import TeamPicture, picture_of
from klankbord.house import House
from klankbord.membership import tell_team
from klankbord.places import Place, place_of
from klankbord.school_calendar import MORNING, monday_of
from klankbord.vocabulary import Language, Refusal
from prompts.rotation import talk_question_for
from storage import agreements, letters, people, releases, schools
from storage.agreements import Agreement
from storage.database import Transaction
from storage.people import Membership, Person
from storage.releases import Release

When = Literal["this", "next", "later", "no"]
WHENS: tuple[When, ...] = get_args(When)
LATER_WEEKS = 2
WITHOUT = 2  # pictures without a talk after which a team is asked every other week
CHANCE = timedelta(weeks=2)  # in which a lead can choose a day
STEPS = ("socialization", "externalization", "combination", "internalization")
PRACTICES = 3
FITTING: Mapping[str, tuple[str, ...]] = {  # the cards whose practices fit a talk about a dimension
    "structural": ("structural", "peer_observation", "bridging", "seci_internalization"),
    "relational": ("relational", "bonding", "seci_socialization", "peer_observation"),
    "cognitive": ("cognitive", "professional_learning_community", "depth", "seci_externalization"),
}


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """Ten minutes for a team: a question, a step of knowledge creation, and what to do minute by minute."""

    question: str
    step: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Idea:
    """Something a team can try, with its source."""

    text: str
    source: str


def plan(house: House, person: Person, *, team_id: str, number: int, when: str, now: datetime) -> date | None:
    """Let a lead choose when the newest picture is talked about; queue the cards. None = not this time.

    Raises `Refusal` for anybody who is not the team's lead, and for an older picture.
    """
    if when not in WHENS:
        raise Refusal("old_button")
    with house.db.write() as tx:
        published = _seen_by(tx, person, team_id)
        if number not in {release.number for release in published}:
            raise Refusal("old_button")
        place = place_of(tx, schools.team(tx, team_id))
        if published[-1].number != number:
            raise Refusal("newer_picture")
        day = _day(place, when, place.calendar.today(now))
        for older, planned in agreements.talks_of(tx, team_id).items():
            if planned and planned >= place.calendar.today(now):
                agreements.plan(tx, team_id, older, day)  # one talk about both
        agreements.plan(tx, team_id, number, day)
        kinds: tuple[letters.Kind, ...] = ("talk", "agreed") if day is None else ("talk", "agreed", "less")
        for kind in kinds:
            letters.drop_unsent(tx, team_id=team_id, kind=kind)
        if day is None:
            return None
        subject = str(number)
        card = max(place.calendar.moment(day, MORNING), now)
        tell_team(tx, place.team, "talk", now=card, roles=("teacher", "lead"), subject=subject)
        after = place.calendar.next_school_day(day + timedelta(days=1))
        asked = place.calendar.moment(after, place.team.at)
        tell_team(tx, place.team, "agreed", now=asked, roles=("lead",), subject=subject)
        return day


def lead_of(tx: Transaction, person: Person, team_id: str) -> Membership:
    """Return somebody's part as lead of a team; raise `Refusal("only_leads")` for anybody else."""
    for one in people.memberships_of(tx, person.id):
        if (one.team_id, one.role) == (team_id, "lead"):
            return one
    raise Refusal("only_leads")


def leads_since(house: House, person: Person, *, team_id: str) -> date | None:
    """Return the day from which on a lead sees what the team publishes; raise `Refusal("only_leads")`."""
    with house.db.read() as tx:
        return lead_of(tx, person, team_id).since


def _seen_by(tx: Transaction, person: Person, team_id: str) -> list[Release]:
    since = lead_of(tx, person, team_id).since
    return [one for one in releases.releases_of(tx, team_id) if since is None or one.published >= since]


def agree(house: House, person: Person, *, team_id: str, number: int, words: str, now: datetime) -> Agreement:
    """Keep what the team agreed about a picture; empty words = talked, no action now."""
    with house.db.write() as tx:
        if number not in {release.number for release in _seen_by(tx, person, team_id)}:
            raise Refusal("old_button")
        place = place_of(tx, schools.team(tx, team_id))
        today = place.calendar.today(now)
        found = Agreement(team_id, number, words, today, place.team.open_weeks)
        agreements.agree(tx, found)
        planned = agreements.talks_of(tx, team_id).get(number)
        if planned is None or planned > today:  # they talked before the day, or without one
            agreements.plan(tx, team_id, number, today)
            letters.drop_unsent(tx, team_id=team_id, kind="talk")
        letters.drop_unsent(tx, team_id=team_id, kind="agreed")
        return found


def picture_at(house: House, place: Place, number: int, *, since: date | None = None) -> TeamPicture | None:
    """Return the team's picture as it was at a release: what a talk goes by, for who sees it since a day."""
    team = picture_of(house, place, since=since)
    return next((one for one in team.history() if one.number == number), None) if team else None


def meeting_card(house: House, place: Place, team: TeamPicture, *, language: Language) -> MeetingCard:
    """Return the card for the talk about a picture; its step moves on with each picture."""
    question = talk_question_for(
        house.library, place=place.team.place, week_index=team.number, dimension=named(team)
    )
    found = house.library.talk_questions[question]
    card = house.knowledge().card(found.dimension, language)
    return MeetingCard(found.text[language], step_of(team.number), card.meeting)


def ideas(house: House, place: Place, team: TeamPicture, *, language: Language) -> Sequence[Idea]:
    """Return three practices that fit the talk's subject; those of this picture's step come first."""
    question = talk_question_for(
        house.library, place=place.team.place, week_index=team.number, dimension=named(team)
    )
    concepts = FITTING[house.library.talk_questions[question].dimension]
    found = [one for name in concepts for one in house.knowledge().card(name, language).practices]
    turn = (team.number - 1) // len(STEPS) * PRACTICES % len(found)
    found = found[turn:] + found[:turn]
    found.sort(key=lambda one: one.step != step_of(team.number))
    return [Idea(one.text, one.sources[0].line if one.sources else "") for one in found[:PRACTICES]]


def step_of(number: int) -> str:
    """Return the step of knowledge creation that belongs to the n-th picture."""
    return STEPS[(number - 1) % len(STEPS)]


def asked_less(tx: Transaction, team_id: str, *, week: date) -> bool:
    """Tell whether a team is asked every other week: its last two pictures had no talk, and none is planned.

    A picture is left without a talk when the lead said so, a newer one came, or two weeks passed.
    """
    published = releases.releases_of(tx, team_id)
    planned = agreements.talks_of(tx, team_id)
    if not published or planned.get(published[-1].number):
        return False
    left = [
        one.number
        for one in published
        if one.number in planned
        or one.number < published[-1].number
        or week >= monday_of(one.published) + CHANCE
    ]
    return len(left) >= WITHOUT and not any(planned.get(number) for number in left[-WITHOUT:])


def is_asked_less(house: House, place: Place, *, now: datetime) -> bool:
    """Tell whether a team is asked every other week now."""
    with house.db.read() as tx:
        return asked_less(tx, place.team.id, week=monday_of(place.calendar.today(now)))


def slow_down(tx: Transaction, place: Place, *, week: date) -> bool:
    """Tell whether the week after this one is left out; say why to the whole team in the first such week."""
    less = asked_less(tx, place.team.id, week=week)
    if less and place.team.less_since is None:
        schools.change_team(tx, place.team.id, less_since=week)
        day = place.calendar.next_school_day(week + timedelta(weeks=1, days=place.team.weekday))
        moment = place.calendar.moment(day, place.team.at)
        tell_team(tx, place.team, "less", now=moment, roles=("teacher", "lead"))
    elif not less and place.team.less_since is not None:
        schools.change_team(tx, place.team.id, less_since=None)
    return less


def next_talk(house: House, place: Place, *, now: datetime) -> date | None:
    """Return the day on which the team talks about its newest picture, if that is still to come."""
    with house.db.read() as tx:
        planned = agreements.talks_of(tx, place.team.id)
    days = [day for day in planned.values() if day and day >= place.calendar.today(now)]
    return min(days, default=None)


def _day(place: Place, when: str, today: date) -> date | None:
    calendar, weekday = place.calendar, place.team.weekday
    if when == "no":
        return None
    own = monday_of(today) + timedelta(days=weekday)
    if when == "this":
        day = calendar.next_school_day(max(own, today))
        return day if monday_of(day) == monday_of(today) else calendar.next_school_day(today)
    return calendar.next_school_day(own + timedelta(weeks=1 if when == "next" else 1 + LATER_WEEKS))
