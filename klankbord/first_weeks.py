"""The weeks before there are figures: when the first picture is due, one question a week."""

from datetime import date, datetime, timedelta

from klankbord.house import House
from klankbord.places import Place
from klankbord.school_calendar import WeekKind, monday_of
from klankbord.vocabulary import Language
from measurement.disclosure import MIN_ROUNDS
from prompts.rotation import talk_question_for
from storage import releases
from storage.database import Transaction
from storage.rounds import Round

CLOSES_AFTER = timedelta(weeks=2)


def first_picture(place: Place, now: datetime) -> date:
    """Return the day on which the team's first picture can come at the earliest."""
    missing = MIN_ROUNDS - place.team.rounds
    if missing > 0:
        return nth_round(place, now, missing) + CLOSES_AFTER
    last = place.team.next_week  # the round of the week before it, and as many back as were opened since
    for _ in range(1 - missing):
        last = _week_before(place, last)
    return max(last + CLOSES_AFTER, monday_of(place.calendar.today(now)) + timedelta(weeks=1))


def _week_before(place: Place, week: date) -> date:
    week -= timedelta(weeks=1)
    for _ in range(8):  # weeks: the longest break
        if place.calendar.kind_of(week) in (WeekKind.OPEN, WeekKind.BUSY):
            break
        week -= timedelta(weeks=1)
    return week


def nth_round(place: Place, now: datetime, count: int) -> date:
    """Return the Monday of the team's `count`-th round from now on (0 or less: of the week before)."""
    week = max(place.team.next_week, monday_of(place.calendar.today(now)))
    rounds_before = place.team.rounds
    last = week - timedelta(weeks=1)
    for _ in range(60):  # more than a school year
        if count <= 0:
            break
        kind = place.calendar.kind_of(week)
        if kind in (WeekKind.OPEN, WeekKind.BUSY) or (kind is WeekKind.AFTER_BREAK and rounds_before == 0):
            count -= 1
            rounds_before += 1
            last = week
        week += timedelta(weeks=1)
    return last


def kickoff_question(house: House, place: Place, *, language: Language) -> str:
    """Return the question with which a team starts; teams of a school get different ones."""
    questions = list(house.library.kickoff.values())
    return questions[place.team.place % len(questions)].text[language]


def has_picture(tx: Transaction, team_id: str) -> bool:
    """Tell whether a team has had a picture."""
    return bool(releases.newest_numbers(tx, [team_id]))


def question_of_the_week(house: House, place: Place, found: Round, *, language: Language) -> str | None:
    """Return the question to talk about in the weeks before the first picture, nothing afterwards."""
    with house.db.read() as tx:
        if has_picture(tx, place.team.id):
            return None
    chosen = talk_question_for(house.library, place=place.team.place, week_index=found.open_week)
    return house.library.talk_questions[chosen].text[language]
