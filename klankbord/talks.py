"""A team's talk about its picture: a day, the card for everybody on that day, and what came of it.

Two pictures without a talk, and the team is asked every other week: questions without follow-up cost trust.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from klankbord.digest import named
from klankbord.figures import TeamPicture
from klankbord.house import House
from klankbord.membership import tell_team
from klankbord.places import Place, place_of
from klankbord.school_calendar import monday_of
from klankbord.vocabulary import Language, Refusal
from prompts.rotation import talk_question_for
from storage import agreements, letters, people, releases, schools
from storage.agreements import Agreement
from storage.database import Transaction
from storage.people import Person

When = Literal["this", "next", "later", "no"]
WHENS: tuple[When, ...] = get_args(When)
CARD_AT = "08:00"  # on the day of the talk, before the first lesson
LATER_WEEKS = 2
WITHOUT = 2  # pictures without a talk after which a team is asked every other week
STEPS = ("socialization", "externalization", "combination", "internalization")
PRACTICES = 3


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
        place = place_of(tx, schools.team(tx, lead_of(tx, person, team_id)))
        published = releases.releases_of(tx, team_id)
        if not published or published[-1].number != number:
            raise Refusal("old_button")
        day = _day(place, when, place.calendar.today(now))
        agreements.plan(tx, team_id, number, day)
        for kind in ("talk", "agreed"):
            letters.drop_unsent(tx, team_id=team_id, kind=kind)
        if day is None:
            return None
        subject = str(number)
        card = max(place.calendar.moment(day, CARD_AT), now)
        tell_team(tx, place.team, "talk", now=card, roles=("teacher", "lead"), subject=subject)
        after = place.calendar.next_school_day(day + timedelta(days=1))
        asked = place.calendar.moment(after, place.team.at)
        tell_team(tx, place.team, "agreed", now=asked, roles=("lead",), subject=subject)
        return day


def lead_of(tx: Transaction, person: Person, team_id: str) -> str:
    """Return the team's id if this person leads it; raise `Refusal("only_leads")` otherwise."""
    mine = people.memberships_of(tx, person.id)
    if not any((one.team_id, one.role) == (team_id, "lead") for one in mine):
        raise Refusal("only_leads")
    return team_id


def agree(house: House, person: Person, *, team_id: str, number: int, words: str, now: datetime) -> Agreement:
    """Keep what the team agreed about a picture; empty words = talked, no action now."""
    with house.db.write() as tx:
        place = place_of(tx, schools.team(tx, lead_of(tx, person, team_id)))
        if number not in {release.number for release in releases.releases_of(tx, team_id)}:
            raise Refusal("old_button")
        today = place.calendar.today(now)
        found = Agreement(team_id, number, words, today, place.team.open_weeks)
        agreements.agree(tx, found)
        if number not in agreements.talks_of(tx, team_id):
            agreements.plan(tx, team_id, number, today)
        letters.drop_unsent(tx, team_id=team_id, kind="agreed")
        return found


def meeting_card(house: House, place: Place, team: TeamPicture, *, language: Language) -> MeetingCard:
    """Return the card for the talk about the newest picture; its step moves on with each picture."""
    question = talk_question_for(
        house.library, place=place.team.place, week_index=team.number, dimension=named(team)
    )
    found = house.library.talk_questions[question]
    card = house.knowledge().card(found.dimension, language)
    return MeetingCard(found.text[language], STEPS[(team.number - 1) % len(STEPS)], card.meeting)


def ideas(house: House, place: Place, team: TeamPicture, *, language: Language) -> Sequence[Idea]:
    """Return three practices that fit the talk's subject."""
    question = talk_question_for(
        house.library, place=place.team.place, week_index=team.number, dimension=named(team)
    )
    card = house.knowledge().card(house.library.talk_questions[question].dimension, language)
    return [Idea(one.text, one.sources[0].line if one.sources else "") for one in card.practices[:PRACTICES]]


def asked_less(tx: Transaction, team_id: str) -> bool:
    """Tell whether a team is asked every other week: two pictures without a talk, and none planned now."""
    newest = releases.newest_numbers(tx, [team_id]).get(team_id, 0)
    planned = agreements.talks_of(tx, team_id)
    return newest > WITHOUT and all(planned.get(newest - back) is None for back in range(WITHOUT + 1))


def is_asked_less(house: House, place: Place) -> bool:
    """Tell whether a team is asked every other week now."""
    with house.db.read() as tx:
        return asked_less(tx, place.team.id)


def _day(place: Place, when: str, today: date) -> date | None:
    calendar, weekday = place.calendar, place.team.weekday
    if when == "no":
        return None
    own = monday_of(today) + timedelta(days=weekday)
    if when == "this":
        day = calendar.next_school_day(max(own, today))
        return day if monday_of(day) == monday_of(today) else calendar.next_school_day(today)
    return calendar.next_school_day(own + timedelta(weeks=1 if when == "next" else 1 + LATER_WEEKS))
