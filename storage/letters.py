"""The queue of letters: the due date is the queue, the state is the claim.

A letter is deleted once settled, except a check-in, which stays until its round closes so that
nobody is asked twice. No time of sending is ever written.
"""

import secrets as random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.engine import Row

from storage.database import Transaction
from storage.tables import letters

Kind = Literal[
    "checkin",
    "light",
    "reminder",
    "digest",
    "paused",
    "opening",
    "kickoff",
    "again",
    "newcomer",
    "joining",
    "restored",
    "talk",
    "agreed",
    "answer",
    "less",
    "question",
]
State = Literal["waiting", "claimed", "sent"]

_ids: BindParameter[list[bytes]] = bindparam("ids", expanding=True)
_people: BindParameter[list[bytes]] = bindparam("people", expanding=True)
_subjects: BindParameter[list[str]] = bindparam("subjects", expanding=True)
_checkin = (letters.c.kind == "checkin") & letters.c.subject.in_(_subjects)
_is_waiting = letters.c.state + "" == "waiting"  # else SQLite reads all that wait instead of these ids
_waiting = select(letters.c.id).where(letters.c.id.in_(_ids), _is_waiting)
CLAIM = (  # what another caller is taking at this moment is theirs: nobody waits for anybody
    update(letters)
    .where(letters.c.id.in_(_waiting.with_for_update(skip_locked=True)))
    .values(state="claimed")
    .returning(letters.c.id)
)
SENT = (
    update(letters)
    .where(letters.c.id.in_(_ids) | (_checkin & (letters.c.state == "sent")))
    .values(state="sent", due=0)
)
CHECKINS = select(letters).where(letters.c.person_id.in_(_people), _checkin)
DROP = delete(letters).where(letters.c.id.in_(_ids))


@dataclass(frozen=True, slots=True)
class Letter:
    """One message that the room wants one person to get."""

    id: bytes
    person_id: bytes
    team_id: str
    kind: Kind
    subject: str
    due: datetime
    state: State = "waiting"


def new_letter(*, person_id: bytes, team_id: str, kind: Kind, subject: str, due: datetime) -> Letter:
    """Make a letter with a random id."""
    return Letter(random.token_bytes(16), person_id, team_id, kind, subject, due)


def put(tx: Transaction, new: Sequence[Letter]) -> None:
    """Queue letters."""
    if new:
        tx.execute(
            insert(letters),
            [
                {
                    "id": letter.id,
                    "person_id": letter.person_id,
                    "team_id": letter.team_id,
                    "kind": letter.kind,
                    "subject": letter.subject,
                    "due": _minutes(letter.due),
                    "state": letter.state,
                }
                for letter in new
            ],
        )


def due(
    tx: Transaction, now: datetime, *, limit: int, which: ColumnElement[bool] | None = None
) -> list[Letter]:
    """Return at most `limit` waiting letters whose time has come, oldest first; all, or those of one bot."""
    wanted = select(letters).where(letters.c.state == "waiting", letters.c.due <= _minutes(now))
    if which is not None:
        wanted = wanted.where(which)
    return [_letter(row) for row in tx.execute(wanted.order_by(letters.c.due, letters.c.id).limit(limit))]


def claim(tx: Transaction, letter_ids: Sequence[bytes]) -> set[bytes]:
    """Take waiting letters; return those that this caller got: each goes to exactly one."""
    if not letter_ids:
        return set()
    return {bytes(found) for found in tx.scalars(CLAIM, {"ids": list(letter_ids)})}


def sent(tx: Transaction, letter_ids: Collection[bytes], *, among: Collection[str]) -> None:
    """Write that check-ins were sent, and with them once more all others that these rounds sent.

    Who asked for theirs just now is so one of many. No time is kept.
    """
    tx.execute(SENT, {"ids": list(letter_ids), "subjects": list(among)})


def settle(tx: Transaction, letter_id: bytes, state: State, *, due: datetime | None = None) -> None:
    """Write what became of a letter; with `due` it is put off. Of one that was sent no time is kept."""
    values: dict[str, str | int] = {"state": state}
    if state == "sent":
        values["due"] = 0
    if due is not None:
        values["due"] = _minutes(due)
    tx.execute(update(letters).where(letters.c.id == letter_id).values(**values))


def hurry(tx: Transaction, *, subject: str, kind: Kind, now: datetime) -> bool:
    """Make the waiting letters about a round due now; tell whether there were any."""
    wanted = (letters.c.subject == subject) & (letters.c.kind == kind) & (letters.c.state == "waiting")
    return tx.execute(update(letters).where(wanted).values(due=_minutes(now))).rowcount > 0


def checkins_of(
    tx: Transaction, person_ids: Collection[bytes], subjects: Collection[str]
) -> dict[tuple[bytes, str], Letter]:
    """Return the check-ins of these people about these rounds, by person and round."""
    rows = tx.execute(CHECKINS, {"people": list(person_ids), "subjects": list(subjects)})
    return {(one.person_id, one.subject): one for one in (_letter(row) for row in rows)}


def drop(tx: Transaction, letter_ids: Collection[bytes]) -> None:
    """Delete settled letters."""
    if letter_ids:
        tx.execute(DROP, {"ids": list(letter_ids)})


def drop_about(tx: Transaction, subject: str, *kinds: Kind) -> None:
    """Delete all letters about a round, or those of some kinds."""
    condition = letters.c.subject == subject
    if kinds:
        condition &= letters.c.kind.in_(kinds)
    tx.execute(delete(letters).where(condition))


def drop_unsent(tx: Transaction, *, team_id: str, kind: Kind, person_id: bytes | None = None) -> None:
    """Delete a team's waiting letters of one kind, or one person's among them."""
    condition = (letters.c.team_id == team_id) & (letters.c.kind == kind) & (letters.c.state == "waiting")
    if person_id is not None:
        condition &= letters.c.person_id == person_id
    tx.execute(delete(letters).where(condition))


def drop_about_team(tx: Transaction, team_id: str, *, but: Kind) -> None:
    """Delete every letter about a team but those of one kind."""
    tx.execute(delete(letters).where(letters.c.team_id == team_id, letters.c.kind != but))


def drop_of(
    tx: Transaction, person_id: bytes, *, team_id: str | None = None, kind: Kind | None = None
) -> None:
    """Delete every letter to a person, or those about one team or of one kind."""
    condition = letters.c.person_id == person_id
    if kind is not None:
        condition &= letters.c.kind == kind
    if team_id is not None:
        condition &= letters.c.team_id == team_id
    tx.execute(delete(letters).where(condition))


def limit(tx: Transaction, person_id: bytes, team_id: str, *, kind: Kind, since: date) -> None:
    """Write into a person's letters of a kind from which day on they may show what was published."""
    condition = (letters.c.person_id == person_id) & (letters.c.team_id == team_id) & (letters.c.kind == kind)
    subject = letters.c.subject + f" {since.isoformat()}"
    tx.execute(update(letters).where(condition).values(subject=subject))


def waiting_for(tx: Transaction, person_id: bytes) -> list[Letter]:
    """Return every letter to a person that is still kept."""
    return [_letter(row) for row in tx.execute(select(letters).where(letters.c.person_id == person_id))]


def _minutes(moment: datetime) -> int:
    return int(moment.timestamp() // 60)


def _letter(row: Row[tuple[object, ...]]) -> Letter:
    due = datetime.fromtimestamp(row.due * 60, UTC)
    return Letter(bytes(row.id), bytes(row.person_id), row.team_id, row.kind, row.subject, due, row.state)
