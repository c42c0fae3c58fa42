"""Check-ins that somebody asks for instead of waiting for their hour: claimed like any other letter.

Whoever asks at about the same time is served in one transaction, and written with all whom the round asked.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from klankbord.checkin import is_askable
from klankbord.house import House
from klankbord.letterbox import Parcel
from klankbord.places import places_of
from klankbord.vocabulary import Refusal
from storage import letters, people, rounds
from storage.database import Transaction
from storage.letters import Letter
from storage.people import Membership, Person
from storage.rounds import Round
from storage.schools import Team

Answer = Parcel | Round | Team | Refusal


def claim_checkins(house: House, persons: Sequence[Person], *, now: datetime) -> list[Answer]:
    """Claim this round's check-in for each of these people, all in one transaction.

    The answer to each is the parcel; the round when it was sent before (a slip is never issued twice); the
    team when no round with items is open for them; `Refusal("only_teachers")` when they teach in none.
    """
    with house.db.write() as tx:
        teaching = people.teaching_of(tx, {person.id for person in persons})
        team_ids = {one.team_id for one in teaching.values()}
        places, newest = places_of(tx, team_ids), rounds.newest_of(tx, team_ids)
        known = letters.checkins_of(tx, set(teaching), {found.id for found in newest.values()})
        wanted: dict[bytes, Letter] = {}
        answers: list[Answer] = []
        for person in persons:
            mine = teaching.get(person.id)
            if mine is None:
                answers.append(Refusal("only_teachers"))
                continue
            team, found = places[mine.team_id].team, newest.get(mine.team_id)
            letter = known.get((person.id, found.id)) if found else None
            if found is None or not (is_askable(house, found) and _is_asked(mine, team, found, letter)):
                answers.append(team)
                continue
            answers.append(found)
            wanted[person.id] = (
                letter
                or wanted.get(person.id)
                or letters.new_letter(
                    person_id=person.id, team_id=team.id, kind="checkin", subject=found.id, due=now
                )
            )
        slips = _claim(house, tx, wanted, known.values())
        for number, person in enumerate(persons):
            if person.id in slips:
                letter, slip = wanted[person.id], slips.pop(person.id)
                place = places[letter.team_id]
                about = newest[letter.team_id]
                answers[number] = Parcel(letter, person, place, about, slip) if slip else place.team
    return answers


def _claim(
    house: House, tx: Transaction, wanted: Mapping[bytes, Letter], known: Collection[Letter]
) -> dict[bytes, bytes]:
    """Return a slip for each person who gets a check-in now; an empty one where the pool is dry."""
    waiting = {letter.id for letter in known}
    new = [replace(letter, state="claimed") for letter in wanted.values() if letter.id not in waiting]
    mine = letters.claim(tx, [letter.id for letter in wanted.values() if letter.id in waiting])
    letters.put(tx, new)
    mine |= {letter.id for letter in new}
    rounds_of = {one: letter.subject for one, letter in wanted.items() if letter.id in mine}
    pools = rounds.take_slips(tx, house.keys, Counter(rounds_of.values()))
    slips = {one: pools[about].pop() if pools[about] else b"" for one, about in rounds_of.items()}
    if slips:
        letters.sent(tx, [wanted[one].id for one, slip in slips.items() if not slip], among=set(pools))
    return slips


def _is_asked(mine: Membership, team: Team, found: Round, letter: Letter | None) -> bool:
    if mine.school_year < team.school_year:
        return False  # has not said yet whether they are in again
    # Who joined after this round opened, or is asked less often, has the next one.
    return letter is not None or mine.next_week <= found.week
