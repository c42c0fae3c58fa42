"""Shared thoughts on their way: from a sealed round into themes and waiting texts, and out with a release.

The only writer of themes. Nothing here knows who wrote what, and no text leaves alone or with a date.
"""

import secrets as random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from klankbord.house import House
from klankbord.sharing import Shared, shared_of
from klankbord.topics import FEWEST, themes_among
from storage import reflections, released
from storage.database import Transaction
from storage.released import Waiting
from storage.rounds import Round

AFTER_SEALING = timedelta(days=180)
AFTER_RELEASE = timedelta(days=90)


def seal(house: House, tx: Transaction, found: Round) -> tuple[str, ...]:
    """Return the themes of a closing round and let its texts wait; all of one round keep one day."""
    shared = [shared_of(one) for one in reflections.read_round(tx, house.keys, found.id)]
    batch = random.token_hex(8)
    texts = [replace(one, batch=batch) for one in shared if one.text]
    until = found.closes + AFTER_SEALING
    released.wait(tx, house.keys, found.team_id, [Waiting(until, one.stored()) for one in texts])
    return themes_among([one.topic for one in shared if one.topic])


def release(
    house: House,
    tx: Transaction,
    team_id: str,
    number: int,
    *,
    themes: Sequence[str],
    smallest_group: int,
    today: date,
) -> None:
    """Store the themes of a release, and let the waiting texts go with it if there are enough of them."""
    released.add_themes(tx, team_id, number, themes)
    waiting = released.waiting(tx, house.keys, team_id)
    texts = [(one, shared_of(one.contents)) for one in waiting]
    readers = _readers(texts, smallest_group=smallest_group)
    going, staying = [], []
    for one, shared in texts:
        mine = tuple(reader for reader in shared.readers if reader in readers)
        if mine:
            kept = Shared(None, shared.text, mine).stored()
            going.append(Waiting(min(one.until, today + AFTER_RELEASE), kept))
        else:
            staying.append(one)
    if going:
        released.drop_waiting(tx, team_id)
        released.wait(tx, house.keys, team_id, staying)
        released.release(tx, house.keys, team_id, number, going)


def forget_old(tx: Transaction, today: date) -> bool:
    """Delete texts whose time is over, and coaches' words of long ago; tell whether there were any."""
    return released.drop_over(tx, today, replies_before=today - AFTER_RELEASE)


def _readers(texts: Sequence[tuple[Waiting, Shared]], *, smallest_group: int) -> set[str]:
    """Return the coaches for whom at least k texts wait, at least three of them of one round.

    A coach who came later was not named to earlier writers: what waits for such a one is counted apart.
    """
    found = set()
    for reader in {reader for _, shared in texts for reader in shared.readers}:
        theirs = [shared.batch for _, shared in texts if reader in shared.readers]
        if len(theirs) >= smallest_group and max(theirs.count(one) for one in theirs) >= FEWEST:
            found.add(reader)
    return found
