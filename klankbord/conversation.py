"""The running dialogue of one account: the only conversation state, sealed, gone within thirty minutes.

It never holds a slip: the share in it is made from one, opens no answer, and is there only while nothing was
shared with it. So a copy of the database, keys and all, joins no writer with an answer or a stored thought.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from klankbord.house import House
from storage import dialogues

MINUTES = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said so far (redacted, oldest first), and what sharing it needs."""

    said: tuple[str, ...] = ()
    share: str = ""  # the button text of a share; empty: nothing can be shared yet
    topic: str = ""
    over: bool = False  # its turns are used up; it waits to be shared or forgotten
    agreement: str = ""  # the team and the picture of which a lead is about to type what was agreed
    ended: str = ""  # a keyed hash of the words that ended it: all that is left of a dialogue without a share


def running(house: House, *, account: int, now: datetime) -> Talk:
    """Return the running dialogue of an account; an empty one when there is none."""
    with house.db.read() as tx:
        kept = dialogues.read(tx, house.keys, account, now)
    if kept is None:
        return Talk()
    raw = json.loads(kept)
    return Talk(
        tuple(raw["said"]),
        raw["share"],
        raw["topic"],
        raw["over"],
        raw.get("agreement", ""),
        raw.get("ended", ""),
    )


def keep(house: House, talk: Talk, *, account: int, now: datetime) -> None:
    """Keep a dialogue for thirty more minutes at most."""
    with house.db.write() as tx:
        dialogues.write(tx, house.keys, account, json.dumps(asdict(talk)), until=now + MINUTES)


def mark(house: House, words: str) -> str:
    """Return a hash of words that nobody can make again once the machine's memory is gone."""
    return house.keys.passing.fingerprint("ended with", words.encode()).hex()


def expect_agreement(house: House, *, account: int, team_id: str, number: int, now: datetime) -> None:
    """Take the next text of an account, within thirty minutes, as what a team agreed about a picture."""
    talk = running(house, account=account, now=now)
    keep(house, replace(talk, agreement=f"{team_id} {number}"), account=account, now=now)


def forget(house: House, *, account: int) -> None:
    """Forget the dialogue of an account, from SQLite's log as well."""
    with house.db.write() as tx:
        dialogues.drop(tx, house.keys, account)
