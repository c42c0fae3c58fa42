"""People and what they take part in: the only file with a Telegram id, which is sealed.

Holds nothing about check-ins: who answered is written nowhere.
"""

import secrets as random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import BindParameter, Update, bindparam, case, delete, func, insert, select, update
from sqlalchemy.engine import Row

from storage.database import Transaction
from storage.secrets import KeyRing
from storage.tables import memberships, people, teams

ADDRESS = "people.address"

_lookups: BindParameter[list[bytes]] = bindparam("lookups", expanding=True)
_ids: BindParameter[list[bytes]] = bindparam("ids", expanding=True)
FIND = select(people).where(people.c.lookup.in_(_lookups))
GET = select(people).where(people.c.id.in_(_ids))
PARTS = select(memberships).where(memberships.c.person_id.in_(_ids), memberships.c.role == "teacher")
TEACHING = (
    select(people.c.lookup, memberships.c.team_id)
    .join_from(people, memberships)
    .where(people.c.lookup.in_(_lookups), memberships.c.role == "teacher")
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks to the bot."""

    id: bytes
    account: int  # Telegram's id of the person
    chat: int  # Telegram's id of the private chat
    language: str
    reachable: bool
    name: str = ""  # of a coach, as teams read it; nobody else's is stored


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's part in one team, with the rhythm they chose."""

    person_id: bytes
    team_id: str
    role: str
    school_year: int
    weekday: int | None
    at: str | None
    pace: int
    next_week: date
    since: date | None = None  # sees only what is published from this day on


def find(tx: Transaction, keys: KeyRing, account: int) -> Person | None:
    """Find the person behind a Telegram account."""
    return find_all(tx, keys, (account,)).get(account)


def find_all(tx: Transaction, keys: KeyRing, accounts: Collection[int]) -> dict[int, Person]:
    """Find the people behind Telegram accounts, by account; who is not stored is left out."""
    rows = tx.execute(FIND, {"lookups": list(_hashed(keys, accounts))})
    return {person.account: person for person in (_person(row, keys) for row in rows)}


def teams_taught(tx: Transaction, keys: KeyRing, accounts: Collection[int]) -> set[tuple[int, str]]:
    """Return which accounts are teachers of which teams."""
    hashed = _hashed(keys, accounts)
    rows = tx.execute(TEACHING, {"lookups": list(hashed)})
    return {(hashed[bytes(row.lookup)], row.team_id) for row in rows}


def get_all(tx: Transaction, keys: KeyRing, person_ids: Collection[bytes]) -> dict[bytes, Person]:
    """Return the people with these ids, by id; who was erased is left out."""
    rows = tx.execute(GET, {"ids": list(person_ids)})
    return {person.id: person for person in (_person(row, keys) for row in rows)}


def get(tx: Transaction, keys: KeyRing, person_id: bytes) -> Person | None:
    """Return the person with this id, or nothing once erased."""
    return get_all(tx, keys, (person_id,)).get(person_id)


def all_ids(tx: Transaction) -> list[bytes]:
    """Return the random id of everybody who is stored."""
    return [bytes(found) for found in tx.scalars(select(people.c.id).order_by(people.c.id))]


def add(tx: Transaction, keys: KeyRing, *, account: int, chat: int, language: str, name: str = "") -> Person:
    """Store a new person."""
    person = Person(random.token_bytes(16), account, chat, language, reachable=True, name=name)
    tx.execute(
        insert(people).values(
            id=person.id,
            lookup=keys.fingerprint("account", str(account).encode()),
            address=_sealed(keys, person),
            language=language,
            reachable=True,
        )
    )
    return person


def set_language(tx: Transaction, person_id: bytes, language: str) -> None:
    """Remember the language a person chose; everybody in their teams is written once more with them.

    In one statement: whose row was written beside an answer, or stands behind the others, may have given it.
    """
    me = people.c.id == person_id
    mine = select(memberships.c.team_id).where(memberships.c.person_id == person_id)
    near = select(memberships.c.person_id).where(memberships.c.team_id.in_(mine))
    spoken = case((me, language), else_=people.c.language)
    tx.execute(update(people).where(me | people.c.id.in_(near)).values(language=spoken))


def set_reachable(tx: Transaction, person_id: bytes, *, reachable: bool) -> None:
    """Remember whether Telegram lets letters through to a person."""
    tx.execute(update(people).where(people.c.id == person_id).values(reachable=reachable))


def move(tx: Transaction, keys: KeyRing, person: Person, chat: int) -> None:
    """Follow a chat that got another id."""
    address = _sealed(keys, replace(person, chat=chat))
    tx.execute(update(people).where(people.c.id == person.id).values(address=address))


def set_name(tx: Transaction, keys: KeyRing, person: Person, name: str) -> None:
    """Keep the name of a coach, sealed with the address."""
    address = _sealed(keys, replace(person, name=name))
    tx.execute(update(people).where(people.c.id == person.id).values(address=address))


def erase(tx: Transaction, person_id: bytes) -> None:
    """Delete a person and all that hangs on them."""
    tx.execute(delete(memberships).where(memberships.c.person_id == person_id))
    tx.execute(delete(people).where(people.c.id == person_id))


def join(tx: Transaction, membership: Membership) -> None:
    """Store a membership; joining again replaces it."""
    leave(tx, membership.person_id, membership.team_id, membership.role)
    tx.execute(
        insert(memberships).values(
            **{name: getattr(membership, name) for name in Membership.__dataclass_fields__},
        )
    )


def leave(tx: Transaction, person_id: bytes, team_id: str, role: str) -> None:
    """Delete one membership."""
    tx.execute(
        delete(memberships).where(
            memberships.c.person_id == person_id,
            memberships.c.team_id == team_id,
            memberships.c.role == role,
        )
    )


def memberships_of(tx: Transaction, person_id: bytes) -> list[Membership]:
    """Return everything a person takes part in, by team."""
    wanted = select(memberships).where(memberships.c.person_id == person_id).order_by(memberships.c.team_id)
    return [_membership(row) for row in tx.execute(wanted)]


def teaching_of(tx: Transaction, person_ids: Collection[bytes]) -> dict[bytes, Membership]:
    """Return, by person, what each teaches; of two years the last."""
    found = [_membership(row) for row in tx.execute(PARTS, {"ids": list(person_ids)})]
    return {one.person_id: one for one in sorted(found, key=lambda one: (one.school_year, one.team_id))}


def members(tx: Transaction, team_id: str, *roles: str) -> list[Membership]:
    """Return the team's members in these roles, in the order of their random ids."""
    wanted = select(memberships).where(memberships.c.team_id == team_id, memberships.c.role.in_(roles))
    return [_membership(row) for row in tx.execute(wanted.order_by(memberships.c.person_id))]


def count_teachers(tx: Transaction, team_id: str) -> int:
    """Count the teachers who take part this school year and can be reached."""
    wanted = (
        select(func.count())
        .select_from(memberships.join(people).join(teams))
        .where(
            memberships.c.team_id == team_id,
            memberships.c.role == "teacher",
            memberships.c.school_year >= teams.c.school_year,
            people.c.reachable,
        )
    )
    return tx.scalar(wanted) or 0


def set_rhythm(tx: Transaction, membership: Membership, *, weekday: int | None, at: str | None) -> None:
    """Store an own day and time; nothing means the team's."""
    _write_with_the_team(tx, membership, weekday=weekday, at=at)


def set_pace(tx: Transaction, membership: Membership, *, pace: int, week: date) -> None:
    """Store how many weeks lie between two check-ins, and the first week that asks again."""
    _write_with_the_team(tx, membership, pace=pace, next_week=week)


def ask_again(tx: Transaction, membership: Membership, *, week: date) -> None:
    """Store the first week in which the person is asked again."""
    tx.execute(_same(membership).values(next_week=week))


def _write_with_the_team(tx: Transaction, membership: Membership, **values: int | str | date | None) -> None:
    """Change one membership and write all of its team in the same statement, see `set_language`."""
    me = (memberships.c.person_id == membership.person_id) & (memberships.c.role == membership.role)
    changed = {name: case((me, value), else_=memberships.c[name]) for name, value in values.items()}
    tx.execute(update(memberships).where(memberships.c.team_id == membership.team_id).values(**changed))


def _same(membership: Membership) -> Update:
    return update(memberships).where(
        memberships.c.person_id == membership.person_id,
        memberships.c.team_id == membership.team_id,
        memberships.c.role == membership.role,
    )


def _hashed(keys: KeyRing, accounts: Collection[int]) -> Mapping[bytes, int]:
    return {
        found: account
        for account in accounts
        for found in keys.fingerprints("account", str(account).encode())
    }


def _person(row: Row[tuple[object, ...]], keys: KeyRing) -> Person:
    account, chat, *name = keys.open(row.address, ADDRESS).decode().split(" ", 2)
    return Person(bytes(row.id), int(account), int(chat), row.language, row.reachable, "".join(name))


def _sealed(keys: KeyRing, person: Person) -> bytes:
    words = f"{person.account} {person.chat} {person.name}".rstrip()
    return keys.seal(words.encode(), ADDRESS)


def _membership(row: Row[tuple[object, ...]]) -> Membership:
    return Membership(**{name: getattr(row, name) for name in Membership.__dataclass_fields__})
