"""Sharing a thought, if its writer likes: only the topic, also the text, or nothing.

The capability comes from the slip of a check-in, by a way that cannot be gone back. A dialogue is forgotten
before anything is stored, and what is stored is what the writer saw, word for word.
"""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from klankbord import checkin, conversation, listening
from klankbord.checkin import Ticket
from klankbord.conversation import Talk
from klankbord.guidance import redacted
from klankbord.house import House
from klankbord.topics import Topic, topic_of
from klankbord.vocabulary import Language, Refusal
from safeguards.identifying import Hint, hint
from storage import people, reflections, slips
from storage.rounds import SLIP_BYTES, Round

MARK = "share"  # the label of a share's mark: a check-in's button opens nothing here, nor the other way round
LONGEST = 4096  # characters of a text: as long as one message
CHECK_SIGNS = 6  # of the hash by which a button knows the words that were shown


@dataclass(frozen=True, slots=True)
class Offer:
    """What pressing *add a thought* opens."""

    round_id: str
    team_id: str
    share: str
    shared: bool  # something was shared with it already; it has to be taken back first
    talk: Talk  # a dialogue that ran already, and can be shared now


@dataclass(frozen=True, slots=True)
class Preview:
    """The literal words that would be shared, who could read them, and what still gives the writer away."""

    words: str
    readers: tuple[str, ...]
    hint: Hint | None
    check: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a writer is told after sharing: the topic, and who may read a text, by name."""

    topic: Topic | None
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What was shared, as it is stored: a topic, and a text for the coaches whose names were shown."""

    topic: Topic | None
    text: str = ""
    readers: tuple[str, ...] = ()
    batch: str = ""  # drawn at sealing: which waiting texts came in one round

    def stored(self) -> bytes:
        """Return it as bytes to be sealed."""
        topic = self.topic.key if self.topic else ""
        stored = {"topic": topic, "text": self.text, "readers": self.readers, "batch": self.batch}
        return json.dumps(stored).encode()


def shared_of(stored: bytes) -> Shared:
    """Read back what was shared."""
    raw = json.loads(stored)
    return Shared(topic_of(raw["topic"]), raw["text"], tuple(raw["readers"]), raw["batch"])


def begin(house: House, ticket: Ticket, *, account: int, now: datetime) -> Offer:
    """Open sharing with the slip of a check-in, for a dialogue that runs or is to begin.

    Raises `Refusal` once the round is sealed, or for somebody who is no teacher of its team.
    """
    found = checkin.open_round(house, ticket)
    checkin.check_member(house, ticket, account)
    with house.db.read() as tx:
        if not slips.is_drawn(tx, house.keys, ticket.round_id, ticket.slip):
            raise Refusal("old_button")
    share = share_of(ticket)
    shared = _is_shared(house, share, account)
    written = checkin.write_ticket(house, share, account=account, label=MARK)
    talk = conversation.running(house, account=account, now=now)
    if not shared:
        talk = replace(talk, share=written)
        conversation.keep(house, talk, account=account, now=now)
    return Offer(found.id, found.team_id, written, shared, talk)


def share_of(ticket: Ticket) -> Ticket:
    """Return the share that belongs to a slip: from it neither slip nor answer can be found."""
    return Ticket(ticket.round_id, sha256(b"klankbord share" + ticket.slip).digest()[:SLIP_BYTES])


def round_of(house: House, written: str, *, account: int) -> Round:
    """Return the open round of a share; raise `Refusal` for a forged one, or once the round is sealed."""
    return checkin.open_round(house, _read(house, written, account))


def only_topic(house: House, written: str, topic: Topic | None, *, account: int) -> None:
    """Share the topic alone; what was said is forgotten first."""
    if topic is None:
        raise Refusal("old_button")
    share = _read(house, written, account)
    conversation.forget(house, account=account)
    _keep(house, share, account, Shared(topic))


def preview(
    house: House, written: str, *, account: int, language: Language, now: datetime
) -> Preview | listening.Heard:
    """Show what a text would tell whom; or what a serious message is answered.

    Raises `Refusal`: the words are gone or too long, or the team has no coach who could read them.
    """
    share = _read(house, written, account)
    words = _words(conversation.running(house, account=account, now=now), written)
    with house.db.read() as tx:
        person = people.find(tx, house.keys, account)
    serious = listening.watch(house, person, words, language=language, again=True)
    if serious is not None:
        return listening.Heard(serious, serious=True, last=True)
    if len(words) > LONGEST:
        raise Refusal("thought_too_long")
    readers = _coaches(house, checkin.open_round(house, share).team_id)
    if not readers:
        raise Refusal("no_coach_reads")
    return Preview(words, tuple(readers.values()), hint(words), _check(words, readers))


def also_text(house: House, written: str, *, account: int, check: str, now: datetime) -> Told:
    """Share topic and text, if the words and their readers are still those that were shown."""
    share = _read(house, written, account)
    talk = conversation.running(house, account=account, now=now)
    words = _words(talk, written)
    readers = _coaches(house, checkin.open_round(house, share).team_id)
    if not readers or not hmac.compare_digest(check, _check(words, readers)):
        raise Refusal("words_changed")
    conversation.forget(house, account=account)
    shared = Shared(topic_of(talk.topic), words, tuple(readers))
    _keep(house, share, account, shared)
    return Told(shared.topic, tuple(readers.values()))


def decline(house: House, written: str, *, account: int) -> None:
    """Share nothing and forget what was said."""
    _read(house, written, account)
    conversation.forget(house, account=account)


def say_it_again(house: House, written: str, *, account: int, now: datetime) -> None:
    """Forget what was said and wait for other words."""
    if _is_shared(house, _read(house, written, account), account):
        raise Refusal("words_gone")
    conversation.keep(house, Talk(share=written), account=account, now=now)


def correct(house: House, written: str, topic: Topic, *, account: int) -> Told:
    """Put another topic in place of the one that was shared; a text stays."""
    share = _read(house, written, account)
    readers: list[str] = []

    def changed(stored: bytes) -> bytes:
        shared = replace(shared_of(stored), topic=topic)
        readers.extend(shared.readers)
        return shared.stored()

    if not reflections.change(
        house.db, round_id=share.round_id, share=share.slip, account=account, to=changed
    ):
        raise Refusal("nothing_to_withdraw")
    return Told(topic, tuple(_names(house, readers).values()))


def take_back(house: House, written: str, *, account: int) -> None:
    """Erase what was shared; raise `Refusal("nothing_to_withdraw")` when there is nothing (any more)."""
    share = _read(house, written, account)
    if not reflections.withdraw(house.db, round_id=share.round_id, share=share.slip, account=account):
        raise Refusal("nothing_to_withdraw")


def withdraw(house: House, ticket: Ticket, *, account: int) -> None:
    """Take back the answer of a slip and what was shared with it; raise `Refusal` when there is neither."""
    share = share_of(ticket)
    gone = reflections.withdraw(house.db, round_id=share.round_id, share=share.slip, account=account)
    try:
        checkin.withdraw(house, ticket, account=account)
    except Refusal:
        if not gone:
            raise


def _read(house: House, written: str, account: int) -> Ticket:
    return checkin.read_ticket(house, written, account=account, label=MARK)


def _is_shared(house: House, share: Ticket, account: int) -> bool:
    with house.db.read() as tx:
        return reflections.is_there(
            tx, house.keys, round_id=share.round_id, share=share.slip, account=account
        )


def _keep(house: House, share: Ticket, account: int, shared: Shared) -> None:
    checkin.check_member(house, share, account)
    kept = reflections.put(
        house.db, round_id=share.round_id, share=share.slip, account=account, contents=shared.stored()
    )
    if not kept:
        raise Refusal("round_closed")


def _words(talk: Talk, written: str) -> str:
    """Return what was said, redacted as a whole once more; it may come together to more than its parts."""
    if not talk.said or talk.share != written:
        raise Refusal("words_gone")
    return redacted("\n\n".join(talk.said)).text


def _coaches(house: House, team_id: str) -> dict[str, str]:
    """Return the names of the coaches who could read, by id."""
    with house.db.read() as tx:
        ids = [one.person_id.hex() for one in people.members(tx, team_id, "coach")]
    return _names(house, ids)


def _names(house: House, ids: Sequence[str]) -> dict[str, str]:
    with house.db.read() as tx:
        found = [people.get(tx, house.keys, bytes.fromhex(id_)) for id_ in ids]
    return {one.id.hex(): one.name for one in found if one is not None}


def _check(words: str, readers: dict[str, str]) -> str:
    shown = json.dumps([words, sorted(readers)])
    return sha256(shown.encode()).hexdigest()[:CHECK_SIGNS]
