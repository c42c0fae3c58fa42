"""Handing letters to a door and writing down what became of them. Knows no Telegram and no wording.

A letter is claimed before it is sent. One that was claimed but never settled (the process died) is not
sent again: never two prompts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from klankbord.bots import OwnBot
from klankbord.house import House
from klankbord.places import Place, place_of
from klankbord.school_calendar import Calendar, monday_of
from klankbord.vocabulary import Delivered, Gone, Later, Moved, Outcome, Refusal, Refused, Unknown
from storage import agreements, bots, letters, paces, people, rounds, schools
from storage.database import Transaction
from storage.letters import Letter
from storage.people import Person
from storage.rounds import Round

BATCH = 100  # letters claimed in one transaction: a crash leaves at most so many unsent
LATE = timedelta(hours=2)  # a letter this late waits for the morning instead of coming at night
NIGHT_FROM, NIGHT_TO = 20, 7  # local hours in which late letters rest
LEAST_PAUSE = 60.0  # seconds: a letter put off waits for another knock, so that one knock comes to an end
SEALED_BY = 3  # days after its last one on which a round is sealed in every time zone
NO_SLIP = b""
ABOUT_ROUNDS = ("checkin", "light", "reminder", "question")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed letter with what a door needs to write it."""

    letter: Letter
    person: Person
    place: Place
    round: Round | None
    slip: bytes


def claim_due(house: House, *, now: datetime, limit: int = BATCH, bot: OwnBot | None = None) -> list[Parcel]:
    """Claim the letters that are due, check-ins with a slip each; every letter goes to exactly one caller.

    With `bot`, only what that bot sends.
    """
    with house.db.read() as tx:
        which = bots.sends(tx, bot.number, first=bot.first) if bot else None
        waiting = letters.due(tx, now, limit=limit, which=which)
    if not waiting:
        return []
    with house.db.write() as tx:
        return _claim(house, tx, waiting, now=now)


def claim_checkin(house: House, *, person: Person, team_id: str, now: datetime) -> Parcel | Round | None:
    """Claim this round's check-in for somebody who asks for it now.

    Returns the parcel; the round when it was sent before (a slip is never issued twice); nothing when no
    round with items is open. Raises `Refusal("not_yours")` for somebody who is no teacher of the team.
    """
    with house.db.write() as tx:
        mine = [
            m for m in people.memberships_of(tx, person.id) if (m.team_id, m.role) == (team_id, "teacher")
        ]
        if not mine:
            raise Refusal("not_yours")
        place = place_of(tx, schools.team(tx, team_id))
        if mine[0].school_year < place.team.school_year:
            return None  # has not said yet whether they are in again
        open_with_items = [found for found in rounds.open_rounds(tx, team_id) if found.items]
        if not open_with_items:
            return None
        newest = open_with_items[0]
        letter = letters.find(tx, person_id=person.id, kind="checkin", subject=newest.id)
        if letter is None:
            if mine[0].next_week > newest.week:
                return None  # joined after this round opened, or asked less often: the next one is theirs
            letter = letters.new_letter(
                person_id=person.id, team_id=team_id, kind="checkin", subject=newest.id, due=now
            )
            letters.put(tx, [letter])
        if not letters.claim(tx, letter.id):
            return newest
        taken = rounds.take_slips(tx, house.keys, newest.id, 1)
        letters.mingle(tx, newest.id)
        if not taken:
            letters.settle(tx, letter.id, "sent")
            return None
    return Parcel(letter, person, place, newest, taken[0])


def settle(house: House, parcels: Sequence[tuple[Parcel, Outcome]], *, now: datetime) -> None:
    """Write what became of letters, in one transaction."""
    if not parcels:
        return
    with house.db.write() as tx:
        for parcel, outcome in parcels:
            _settle(house, tx, parcel, outcome, now=now)
        for round_id in sorted({parcel.letter.subject for parcel, _ in parcels if parcel.slip}):
            letters.mingle(tx, round_id)


def promise(house: House, bot: OwnBot, count: int) -> float:
    """Promise so many moments of sending in a row; return in how many seconds the first of them comes."""
    return paces.reserve(house.db, bot.number, count, per_second=house.settings.letters_per_second)


def welcome_back(house: House, person: Person) -> None:
    """Send letters again to somebody who had blocked the bot and now writes to it."""
    with house.db.write() as tx:
        people.set_reachable(tx, person.id, reachable=True)


def _claim(house: House, tx: Transaction, waiting: Sequence[Letter], *, now: datetime) -> list[Parcel]:
    places: dict[str, Place] = {}
    by_round: dict[str, list[tuple[Letter, Person, Round]]] = defaultdict(list)
    parcels: list[Parcel] = []
    for letter in waiting:
        place = places.get(letter.team_id) or place_of(tx, schools.team(tx, letter.team_id))
        places[letter.team_id] = place
        if not letters.claim(tx, letter.id):
            continue  # another caller was first
        if rest := _rests_until(place.calendar, letter, now):
            letters.settle(tx, letter.id, "waiting", due=rest)
            continue
        person = people.get(tx, house.keys, letter.person_id)
        found = rounds.get(tx, letter.subject) if letter.kind in ABOUT_ROUNDS else None
        if person is None or not person.reachable or _pointless(tx, letter, place, found, now):
            _lay_aside(tx, letter, found)
        elif letter.kind == "checkin" and found:
            by_round[found.id].append((letter, person, found))
        else:
            parcels.append(Parcel(letter, person, place, found, NO_SLIP))
    for round_id, askable in by_round.items():
        taken = rounds.take_slips(tx, house.keys, round_id, len(askable))
        for (letter, person, found), slip in zip(askable, taken, strict=False):
            parcels.append(Parcel(letter, person, places[letter.team_id], found, slip))
        for letter, _, _ in askable[len(taken) :]:
            letters.drop(tx, [letter.id])
    return parcels


def _pointless(tx: Transaction, letter: Letter, place: Place, found: Round | None, now: datetime) -> bool:
    if letter.kind in ABOUT_ROUNDS and found is None:
        return True  # its round was sealed meanwhile
    if letter.kind != "reminder":
        return False
    week = monday_of(place.calendar.today(now))  # at most two messages a week, with the digest or the card
    talks = agreements.talks_of(tx, place.team.id).values()
    return place.team.digest_on == week or any(day and monday_of(day) == week for day in talks)


def _rests_until(calendar: Calendar, letter: Letter, now: datetime) -> datetime | None:
    local = now.astimezone(calendar.timezone)
    if now - letter.due < LATE or NIGHT_TO <= local.hour < NIGHT_FROM:
        return None
    morning = local.date() + timedelta(days=1 if local.hour >= NIGHT_FROM else 0)
    return calendar.moment(calendar.next_school_day(morning), "08:00")


def _settle(house: House, tx: Transaction, parcel: Parcel, outcome: Outcome, *, now: datetime) -> None:
    letter, person = parcel.letter, parcel.person
    unsent = isinstance(outcome, Later | Gone | Moved | Refused)
    if parcel.slip and parcel.round and unsent:
        rounds.put_back(tx, house.keys, parcel.round.id, [parcel.slip])
    if isinstance(outcome, Later):
        due = datetime.fromtimestamp(now.timestamp() + max(outcome.seconds, LEAST_PAUSE), UTC)
        letters.settle(tx, letter.id, "waiting", due=due)
    elif isinstance(outcome, Moved):
        people.move(tx, house.keys, person, outcome.chat)
        letters.settle(tx, letter.id, "waiting", due=now)
    elif isinstance(outcome, Gone):
        people.set_reachable(tx, person.id, reachable=False)
        # Check-ins stay known: whoever comes back gets the one that was not sent, and no second slip.
        mine = letters.waiting_for(tx, person.id)
        letters.drop(tx, [one.id for one in mine if one.kind != "checkin"])
        _lay_aside(tx, letter, parcel.round)
    elif isinstance(outcome, Delivered | Unknown) and letter.kind == "checkin":
        letters.settle(tx, letter.id, "sent")
    elif isinstance(outcome, Refused):
        _lay_aside(tx, letter, parcel.round)
    else:
        letters.drop(tx, [letter.id])


def _lay_aside(tx: Transaction, letter: Letter, found: Round | None) -> None:
    """Keep an unsent check-in for whoever asks for it until its round is sealed; drop any other letter."""
    if letter.kind == "checkin" and found:
        after = datetime.combine(found.closes, time.min, UTC) + timedelta(days=SEALED_BY)
        letters.settle(tx, letter.id, "waiting", due=after)
    else:
        letters.drop(tx, [letter.id])
