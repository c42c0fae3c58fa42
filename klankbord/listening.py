"""A thought: watched for what must not be missed, then answered at once with a card. Nothing of it is kept.

The last turns live sealed for at most thirty minutes, redacted. Sharing them is in `sharing`.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from klankbord import conversation, guidance
from klankbord.guidance import Turn
from klankbord.house import House
from klankbord.topics import Topic, topic_of
from klankbord.vocabulary import Language
from meaning.heavy import Meaning
from safeguards.answers import answer
from safeguards.crisis import check
from safeguards.redaction import forget_words as forget_words
from storage import people, rounds, schools
from storage.database import Transaction
from storage.people import Person

TURNS = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """What Klankbord says back to a thought, and what may be shared of it."""

    text: str
    serious: bool  # a message that must not be missed: answered with people to turn to
    last: bool  # the dialogue ends here
    share: str = ""  # the button text of a share, when the thought came with a check-in
    topic: Topic | None = None
    could_share: bool = False  # a check-in is open whose buttons would make it possible


def hear(house: House, person: Person, text: str, *, language: Language, now: datetime) -> Heard:
    """Answer a thought; serious messages first, before anything else happens with the text."""
    knowledge = house.knowledge()
    meaning = Meaning(text)
    serious = watch(house, person, text, language=language, meaning=meaning)
    if serious is not None:
        return Heard(serious, serious=True, last=True)
    talk = conversation.running(house, account=person.account, now=now)
    clean = guidance.redacted(text)
    words = clean.text
    if talk.said[-1:] == (words,):
        talk = replace(talk, said=talk.said[:-1], over=False)  # delivered, or said, once more: the same turn
    if talk.ended == conversation.mark(house, words):
        talk = conversation.Talk(said=("",) * (TURNS - 1))  # the last turn, delivered once more
    elif talk.over or talk.ended:
        talk = conversation.Talk(share=talk.share)
    turn = Turn(clean, meaning if words == text else Meaning(words), language, talk.said)
    reply = guidance.answer(knowledge, house.speaker(), turn)
    last = turn.number >= TURNS
    found = guidance.topic_of(turn, reply) if not talk.topic else topic_of(talk.topic)
    if last and not talk.share:  # its words are gone at once
        ended = conversation.Talk(ended=conversation.mark(house, words))
        conversation.keep(house, ended, account=person.account, now=now)
    else:
        said = (*talk.said, words)
        talk = replace(talk, said=said, topic=found.key if found else "", over=last)
        conversation.keep(house, talk, account=person.account, now=now)
    could = turn.number == 1 and not talk.share and _is_asked(house, person)
    if not any(guidance.says_something(one) for one in (*turn.said, words)):
        return Heard(reply.text, serious=False, last=last)  # nothing was said that could be shared
    return Heard(reply.text, serious=False, last=last, share=talk.share, topic=found, could_share=could)


def watch(
    house: House,
    person: Person | None,
    text: str,
    *,
    language: Language,
    meaning: Meaning | None = None,
    again: bool = False,
) -> str | None:
    """Return what a serious message is answered with people to turn to; nothing for any other text.

    Strangers are heard, too; for them the help lines are those of the Netherlands. `again`: each part of the
    text was heard before, so what is only doubtful was asked about then.
    """
    alarm = check(text, meaning)
    if alarm is None or (again and alarm.level != "acute"):
        return None
    country, counsellor = "nl", None
    if person is not None:
        conversation.forget(house, account=person.account)
        country, counsellor = _help_near(house, person)
    return answer(alarm, language=language, country=country, counsellor=counsellor)


def _is_asked(house: House, person: Person) -> bool:
    """Tell whether somebody has a check-in at hand, whose buttons can share a thought."""
    with house.db.read() as tx:
        teams = [one.team_id for one in people.memberships_of(tx, person.id) if one.role == "teacher"]
        return any(found.items for team in teams for found in rounds.open_rounds(tx, team))


def _help_near(house: House, person: Person) -> tuple[str, str | None]:
    with house.db.read() as tx:
        return _school_of(tx, person)


def _school_of(tx: Transaction, person: Person) -> tuple[str, str | None]:
    for membership in people.memberships_of(tx, person.id):
        school = schools.school(tx, schools.team(tx, membership.team_id).school_id)
        return school.country, school.counsellor
    return "nl", None
