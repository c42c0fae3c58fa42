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
from klankbord.places import Place, places_of
from klankbord.school_calendar import Calendar, monday_of
from klankbord.vocabulary import Delivered, Gone, Later, Moved, Outcome, Refused, Unknown
from storage import agreements, bots, letters, paces, people, rounds
from storage.database import Transaction
from storage.letters import Letter
from storage.people import Person
from storage.rounds import Round

BATCH = 100  # letters claimed in one transaction: a crash leaves at most so many unsent
LATE = timedelta(hours=2)  # a letter this late waits for the morning instead of coming at night
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


def settle(house: House, parcels: Sequence[tuple[Parcel, Outcome]], *, now: datetime) -> None:
    """Write what became of letters, in one transaction."""
    if not parcels:
        return
    arrived = [parcel for parcel, outcome in parcels if isinstance(outcome, Delivered | Unknown)]
    with house.db.write() as tx:
        asked = {parcel.round.id for parcel, _ in parcels if parcel.slip and parcel.round}
        rounds.hold_all(tx, asked)
        for parcel, outcome in parcels:
            if not isinstance(outcome, Delivered | Unknown):
                _settle(house, tx, parcel, outcome, now=now)
        letters.drop(tx, [one.letter.id for one in arrived if one.letter.kind != "checkin"])
        letters.sent(tx, [one.letter.id for one in arrived if one.letter.kind == "checkin"], among=asked)


def promise(house: House, bot: OwnBot, count: int) -> float:
    """Promise so many moments of sending in a row; return in how many seconds the first of them comes."""
    return paces.reserve(house.db, bot.number, count, per_second=house.settings.letters_per_second)


def welcome_back(house: House, person: Person) -> None:
    """Send letters again to somebody who had blocked the bot and now writes to it."""
    with house.db.write() as tx:
        people.set_reachable(tx, person.id, reachable=True)


def _claim(house: House, tx: Transaction, waiting: Sequence[Letter], *, now: datetime) -> list[Parcel]:
    claimed = letters.claim(tx, [letter.id for letter in waiting])
    mine = [letter for letter in waiting if letter.id in claimed]  # another caller was first to the others
    places = places_of(tx, {letter.team_id for letter in mine})
    persons = people.get_all(tx, house.keys, {letter.person_id for letter in mine})
    about = rounds.get_all(tx, {letter.subject for letter in mine if letter.kind in ABOUT_ROUNDS})
    askable: dict[str, list[tuple[Letter, Person]]] = defaultdict(list)
    parcels: list[Parcel] = []
    for letter in mine:
        place, person = places[letter.team_id], persons.get(letter.person_id)
        if rest := _rests_until(place.calendar, letter, now):
            letters.settle(tx, letter.id, "waiting", due=rest)
            continue
        found = about.get(letter.subject) if letter.kind in ABOUT_ROUNDS else None
        if person is None or not person.reachable or _pointless(tx, letter, place, found, now):
            _lay_aside(tx, letter, found)
        elif letter.kind == "checkin" and found:
            askable[found.id].append((letter, person))
        else:
            parcels.append(Parcel(letter, person, place, found, NO_SLIP))
    slips = rounds.take_slips(tx, house.keys, {round_id: len(them) for round_id, them in askable.items()})
    for round_id, them in askable.items():
        for (letter, person), slip in zip(them, slips[round_id], strict=False):
            parcels.append(Parcel(letter, person, places[letter.team_id], about[round_id], slip))
        letters.drop(tx, [letter.id for letter, _ in them[len(slips[round_id]) :]])
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
    if now - letter.due < LATE or not calendar.is_night(now):
        return None
    return calendar.awake(now)


def _settle(
    house: House, tx: Transaction, parcel: Parcel, outcome: Later | Gone | Moved | Refused, *, now: datetime
) -> None:
    letter, person = parcel.letter, parcel.person
    if parcel.slip and parcel.round:
        rounds.put_back(tx, house.keys, parcel.round.id, [parcel.slip])
    if isinstance(outcome, Later):
        due = datetime.fromtimestamp(now.timestamp() + max(outcome.seconds, LEAST_PAUSE), UTC)
        calendar = parcel.place.calendar
        wanted = calendar.is_night(letter.due)  # somebody asked the team in the night: then it may come then
        letters.settle(tx, letter.id, "waiting", due=due if wanted else calendar.awake(due))
    elif isinstance(outcome, Moved):
        people.move(tx, house.keys, person, outcome.chat)
        letters.settle(tx, letter.id, "waiting", due=now)
    elif isinstance(outcome, Gone):
        people.set_reachable(tx, person.id, reachable=False)
        # Check-ins stay known: whoever comes back gets the one that was not sent, and no second slip.
        mine = letters.waiting_for(tx, person.id)
        letters.drop(tx, [one.id for one in mine if one.kind != "checkin"])
        _lay_aside(tx, letter, parcel.round)
    else:
        _lay_aside(tx, letter, parcel.round)


def _lay_aside(tx: Transaction, letter: Letter, found: Round | None) -> None:
    """Keep an unsent check-in for whoever asks for it until its round is sealed; drop any other letter."""
    if letter.kind == "checkin" and found:
        after = datetime.combine(found.closes, time.min, UTC) + timedelta(days=SEALED_BY)
        letters.settle(tx, letter.id, "waiting", due=after)
    else:
        letters.drop(tx, [letter.id])
