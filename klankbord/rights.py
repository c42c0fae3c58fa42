"""What somebody may ask about themselves: what is stored, who looked, and to be erased by the operator."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from klankbord.house import House
from klankbord.looks import SeenOf, looks_at
from klankbord.membership import Part, parts_of, stop
from klankbord.places import place_of
from klankbord.spelling import spelled
from klankbord.vocabulary import Refusal
from storage import dialogues, letters, people, visits
from storage.people import Person
from storage.secrets import KeyRing

CODE_LENGTH = 10  # 31^10: nobody guesses the code of a colleague
LABEL = "erase"


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything stored about a person, as it stands in the database, and who looked at their teams."""

    language: str
    reachable: bool
    name: str  # of a coach; nobody else's is stored
    code: str
    parts: tuple[Part, ...]
    letters: tuple[str, ...]
    looks: tuple[SeenOf, ...]
    visited: date | None  # the pages of coaches and leads
    talking: bool  # a dialogue that runs is kept for at most thirty minutes
    way_until: datetime | None = None  # a link and a code for the pages that still open, at school's time
    sessions: tuple[datetime, ...] = ()  # until when somebody who came in with them is inside


def kept_about(house: House, person: Person, *, now: datetime) -> Kept:
    """Return everything stored about a person."""
    parts = parts_of(house, person)
    with house.db.read() as tx:
        waiting = tuple(letter.kind for letter in letters.waiting_for(tx, person.id))
        visit = visits.last_visit(tx, person.id)
        dialogue = dialogues.read(tx, house.keys, person.account, now)
        zone = place_of(tx, parts[0].team).calendar.timezone if parts else UTC
        passes = [(kind, until.astimezone(zone)) for kind, until in visits.open_of(tx, person.id, now)]
    return Kept(
        language=person.language,
        reachable=person.reachable,
        name=person.name,
        code=codes_of(house.keys, person.id)[0],
        parts=parts,
        letters=waiting,
        looks=looks_at(house, team_ids=sorted({part.team.id for part in parts})),
        visited=visit.day if visit else None,
        talking=dialogue is not None,
        way_until=max((until for kind, until in passes if kind in visits.WAYS_IN), default=None),
        sessions=tuple(until for kind, until in passes if kind == "session"),
    )


def close_pages(house: House, person: Person) -> None:
    """End every session of a person on the pages, and what would open a new one."""
    with house.db.write() as tx:
        visits.drop_of(tx, person.id, *visits.WAYS_IN, "session")


def erase_by_code(house: House, *, code: str) -> None:
    """Erase the person to whom `/privacy` showed this code; raise `Refusal("unknown_person")`."""
    wanted = "".join(sign for sign in code.lower() if sign.isalnum())
    with house.db.read() as tx:
        ids = [found for found in people.all_ids(tx) if wanted in codes_of(house.keys, found)]
        person = people.get(tx, house.keys, ids[0]) if ids else None
    if person is None:
        raise Refusal("unknown_person")
    stop(house, person)


def codes_of(keys: KeyRing, person_id: bytes) -> tuple[str, ...]:
    """Return the codes by which a person can be erased, one for each key in force, the newest first.

    A code is computed, never stored: a copy of the database does not tell whose it is.
    """
    return tuple(spelled(one, length=CODE_LENGTH) for one in keys.fingerprints(LABEL, person_id))
