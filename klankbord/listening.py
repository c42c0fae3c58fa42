"""A thought: watched for what must not be missed, then answered at once with a card. Nothing of it is kept.

The last turns of a running dialogue live sealed for at most thirty minutes, redacted, and are gone after
the third answer.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from klankbord import guidance
from klankbord.guidance import Turn
from klankbord.house import House
from klankbord.vocabulary import Language
from safeguards.answers import answer
from safeguards.crisis import check
from storage import dialogues, people, schools
from storage.database import Transaction
from storage.people import Person

if TYPE_CHECKING:
    from knowledge_base.embedding import FloatVector

TURNS = 3
MINUTES = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Heard:
    """What Klankbord says back to a thought."""

    text: str
    serious: bool  # a message that must not be missed: answered with people to turn to
    last: bool  # the dialogue ends here


def hear(house: House, person: Person, text: str, *, language: Language, now: datetime) -> Heard:
    """Answer a thought; serious messages first, before anything else happens with the text."""
    knowledge = house.knowledge()
    vector = knowledge.embed(text)
    serious = watch(house, person, text, language=language, vector=vector)
    if serious is not None:
        return Heard(serious, serious=True, last=True)
    said = _said_before(house, person, now)
    turn = Turn(text, vector, language, said)
    reply = guidance.answer(knowledge, house.speaker(), turn)
    last = turn.number >= TURNS
    if last:
        forget(house, person)
    else:
        _remember(house, person, (*said, guidance.redacted(text).text), now)
    return Heard(reply.text, serious=False, last=last)


def watch(
    house: House, person: Person | None, text: str, *, language: Language, vector: "FloatVector | None" = None
) -> str | None:
    """Return what a serious message is answered with people to turn to; nothing for any other text.

    Strangers are heard, too; for them the help lines are those of the Netherlands.
    """
    alarm = check(text, house.knowledge().embed(text) if vector is None else vector)
    if alarm is None:
        return None
    country, counsellor = "nl", None
    if person is not None:
        forget(house, person)
        country, counsellor = _help_near(house, person)
    return answer(alarm, language=language, country=country, counsellor=counsellor)


def forget(house: House, person: Person) -> None:
    """End a running dialogue."""
    with house.db.write() as tx:
        dialogues.drop(tx, house.keys, person.account)


def _said_before(house: House, person: Person, now: datetime) -> tuple[str, ...]:
    with house.db.read() as tx:
        kept = dialogues.read(tx, house.keys, person.account, now)
    return tuple(json.loads(kept)) if kept else ()


def _remember(house: House, person: Person, said: tuple[str, ...], now: datetime) -> None:
    with house.db.write() as tx:
        dialogues.write(tx, house.keys, person.account, json.dumps(said), until=now + MINUTES)


def _help_near(house: House, person: Person) -> tuple[str, str | None]:
    with house.db.read() as tx:
        return _school_of(tx, person)


def _school_of(tx: Transaction, person: Person) -> tuple[str, str | None]:
    for membership in people.memberships_of(tx, person.id):
        school = schools.school(tx, schools.team(tx, membership.team_id).school_id)
        return school.country, school.counsellor
    return "nl", None
