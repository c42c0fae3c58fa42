"""Ways into the coach's pages: a one-time link and a code from the chat, and the session behind them.

Decides who is at the door; what they may see there is decided by `desk`.
"""

import secrets as random
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from klankbord.house import House
from klankbord.spelling import spelled
from klankbord.vocabulary import Language, Refusal, as_language
from storage import people, visits
from storage.people import Membership, Person

LINK_BYTES = 24  # 192 bits, of a session
CODE_LENGTH = 8  # 31^8, for ten minutes, behind a limit on wrong codes: nobody guesses one
OPEN_FOR = timedelta(minutes=10)
SESSION = timedelta(hours=2)  # about a morning's work; then the chat gives a new link
LONGEST_WORD = 64  # signs: what is longer was never made here
ROLES = ("coach", "lead")


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: the secret of a link, the same as a code to type, and for how many minutes."""

    secret: str
    code: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody inside, with the teams they coach or lead, and the day of the visit before this one."""

    person_id: bytes
    language: Language
    coaches: tuple[Membership, ...]
    leads: tuple[Membership, ...]
    since: date | None


def open_way(house: House, person: Person, *, asked: int, now: datetime) -> Way:
    """Make a way in for a coach or lead, in place of an earlier one; raise `Refusal("only_coaches")`.

    `asked` is the number of the update that asks: delivered once more it opens the same way, not another.
    """
    way = _way(house, person, asked)
    with house.db.write() as tx:
        mine = people.memberships_of(tx, person.id)
        if not any(one.role in ROLES for one in mine):
            raise Refusal("only_coaches")
        visits.drop_over(tx, now)
        visits.drop_of(tx, person.id, *visits.WAYS_IN)
        until = now + OPEN_FOR
        visits.add(tx, house.keys, kind="link", word=way.secret, person_id=person.id, until=until)
        visits.add(tx, house.keys, kind="code", word=way.code, person_id=person.id, until=until)
    return way


def enter(house: House, *, now: datetime, secret: str = "", code: str = "") -> str:
    """Use up a link or a code and return the secret of a new session; raise `Refusal("way_over")`."""
    word = secret or "".join(sign for sign in code.lower() if sign.isascii() and sign.isalnum())
    if not 0 < len(word) <= LONGEST_WORD:
        raise Refusal("way_over")
    session = random.token_urlsafe(LINK_BYTES)
    with house.db.write() as tx:
        owner = visits.use_up(tx, house.keys, kind="link" if secret else "code", word=word, now=now)
        if owner is not None:
            visits.drop_of(tx, owner, *visits.WAYS_IN)
            visits.add(tx, house.keys, kind="session", word=session, person_id=owner, until=now + SESSION)
            visits.note_visit(tx, owner, now.date())
    if owner is None:
        raise Refusal("way_over")  # outside of the transaction: what was over is deleted all the same
    return session


def visitor_of(house: House, *, session: str, now: datetime) -> Visitor | None:
    """Return who is inside with a session; nobody once it is over or they coach and lead no team."""
    if not 0 < len(session) <= LONGEST_WORD:
        return None
    with house.db.read() as tx:
        owner = visits.whose(tx, house.keys, word=session, now=now)
        person = people.get(tx, house.keys, owner) if owner else None
        if person is None:
            return None
        mine = people.memberships_of(tx, person.id)
        last = visits.last_visit(tx, person.id)
    found = Visitor(
        person.id,
        as_language(person.language),
        tuple(one for one in mine if one.role == "coach"),
        tuple(one for one in mine if one.role == "lead"),
        last.before if last else None,
    )
    return found if found.coaches or found.leads else None


def leave(house: House, *, session: str) -> None:
    """End a session."""
    with house.db.write() as tx:
        visits.drop(tx, house.keys, word=session)


def speak(house: House, visitor: Visitor, language: Language) -> None:
    """Remember the language that a visitor chose, here and in the chat."""
    with house.db.write() as tx:
        people.set_language(tx, visitor.person_id, language)


def _way(house: House, person: Person, asked: int) -> Way:
    """Return the words that belong to an update, made with the secret that only this machine's memory has."""
    about = person.id + asked.to_bytes(8, "big", signed=True)
    secret = house.keys.passing.fingerprint("way in by link", about)
    code = spelled(house.keys.passing.fingerprint("way in by code", about), length=CODE_LENGTH)
    return Way(urlsafe_b64encode(secret).decode().rstrip("="), code, int(OPEN_FOR / timedelta(minutes=1)))


def form_word(house: House, secret: str) -> str:
    """Return the word that a form must bring along, from the secret of a cookie (against forged forms)."""
    return house.keys.fingerprint("form", secret.encode()).hex()


def is_form_word(house: House, secret: str, word: str) -> bool:
    """Tell whether a form brought the word that belongs to a cookie, with any key in force."""
    known = house.keys.fingerprints("form", secret.encode())
    return bool(secret) and any(random.compare_digest(one.hex(), word) for one in known if word.isascii())
