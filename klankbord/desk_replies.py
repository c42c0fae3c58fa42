"""A coach's answer to a whole team: in own words, under the own name, to everybody, once a week at most."""

import json
from datetime import date, datetime, time, timedelta

from klankbord.house import House
from klankbord.membership import EVERYBODY, tell_team
from klankbord.own_words import check_words
from klankbord.places import Place, place_by_id
from klankbord.sharing import shared_of
from klankbord.visits import Visitor
from klankbord.vocabulary import Language, Refusal
from klankbord.wording import phrase
from measurement.picture_words import day
from storage import letters, people, released
from storage.database import Transaction
from storage.people import Membership

LONGEST_REPLY = 1_000  # signs of an answer: what is longer is a talk
BETWEEN_REPLIES = timedelta(weeks=1)
DAY_FROM, DAY_TO = time(7), time(20)  # local hours in which a team gets an answer at once


def coached(visitor: Visitor, team_id: str) -> Membership:
    """Return the visitor's part as coach of a team; raise `Refusal("not_yours")`."""
    for one in visitor.coaches:
        if one.team_id == team_id:
            return one
    raise Refusal("not_yours")


def check_reply(
    house: House, visitor: Visitor, team_id: str, words: str, *, language: Language, now: datetime
) -> str:
    """Return an answer as the team will read it; raise `Refusal` for one that cannot be sent."""
    coached(visitor, team_id)
    with house.db.read() as tx:
        _check_week(tx, place_by_id(house, team_id), language, now)
    plain = "".join(
        sign if sign.isprintable() or sign == "\n" else " " for sign in words.replace("\r\n", "\n")
    )
    clean = "\n".join(" ".join(line.split()) for line in plain.strip().split("\n"))
    if not 0 < len(clean) <= LONGEST_REPLY:
        raise Refusal("bad_reply", most=str(LONGEST_REPLY))
    check_words(clean, texts=all_texts(house, team_id), writer=coach_name(house, visitor, language))
    return clean


def send_reply(
    house: House, visitor: Visitor, team_id: str, words: str, *, language: Language, now: datetime
) -> None:
    """Send an answer to everybody in the team, under the coach's name; raise `Refusal` like `check_reply`.

    Kept is who wrote it, not the name: it goes with `/stop`.
    """
    clean = check_reply(house, visitor, team_id, words, language=language, now=now)
    contents = json.dumps(
        {"name": phrase(language, "your_coach"), "writer": visitor.person_id.hex(), "words": clean}
    )
    with house.db.write() as tx:
        released.hold_replies(tx, team_id)
        place = place_by_id(house, team_id)
        _check_week(tx, place, language, now)  # two coaches, or one who clicks twice, send at one moment
        reply_id = released.add_reply(
            tx, house.keys, team_id, day=place.calendar.today(now), contents=contents
        )
        letters.drop_unsent(tx, team_id=team_id, kind="reminder")  # at most two messages a week
        tell_team(tx, place.team, "answer", now=_due(place, now), roles=EVERYBODY, subject=reply_id)


def reply_of(house: House, reply_id: str, *, language: Language) -> tuple[str, str] | None:
    """Return who wrote what to a team, while it is kept; whoever left is "your coach"."""
    with house.db.read() as tx:
        found = released.reply(tx, house.keys, reply_id)
    if found is None:
        return None
    raw = json.loads(found)
    name = _name(house, bytes.fromhex(raw["writer"]), language) if "writer" in raw else raw["name"]
    return name, raw["words"]


def team_name(house: House, visitor: Visitor, team_id: str) -> str:
    """Return the name of a team that the visitor coaches; raise `Refusal("not_yours")`."""
    coached(visitor, team_id)
    return place_by_id(house, team_id).team.name


def coach_name(house: House, visitor: Visitor, language: Language) -> str:
    """Return the name under which a coach writes."""
    return _name(house, visitor.person_id, language)


def _name(house: House, person_id: bytes, language: Language) -> str:
    with house.db.read() as tx:
        person = people.get(tx, house.keys, person_id)
    return person.name if person and person.name else phrase(language, "your_coach")


def next_reply(house: House, place: Place, *, now: datetime) -> date | None:
    """Return from when on a team can get another answer; nothing: now."""
    with house.db.read() as tx:
        return _next_day(tx, place, now)


def _next_day(tx: Transaction, place: Place, now: datetime) -> date | None:
    last = released.last_reply(tx, place.team.id)
    following = last + BETWEEN_REPLIES if last else None
    return following if following and following > place.calendar.today(now) else None


def _check_week(tx: Transaction, place: Place, language: Language, now: datetime) -> None:
    next_day = _next_day(tx, place, now)
    if next_day is not None:
        raise Refusal("answered_already", day=day(next_day, language))


def all_texts(house: House, team_id: str) -> list[str]:
    """Return every released text of a team, to compare a coach's words with."""
    with house.db.read() as tx:
        return [shared_of(one.contents).text for one in released.released(tx, house.keys, team_id)]


def _due(place: Place, now: datetime) -> datetime:
    """Return when a team gets an answer: now, or on the next school day in the morning."""
    local = now.astimezone(place.calendar.timezone)
    today = local.date()
    if DAY_FROM <= local.time() < DAY_TO and place.calendar.next_school_day(today) == today:
        return now
    after = today if local.time() < DAY_FROM else today + timedelta(days=1)
    return place.calendar.morning(after)
