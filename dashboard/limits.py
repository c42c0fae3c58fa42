"""Typing codes is slow: after a few wrong ones an address waits. Remembers in memory, under a hash."""

import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from hashlib import blake2b

WRONG = 10  # ways in that do not open, from one address: a school may share one
WRONG_OF_ALL = 200  # from everywhere in one window: then each address has one try
WINDOW = timedelta(minutes=10)
REMEMBERED = 10_000  # addresses; the oldest are forgotten, and the limit for all remains


class Limit:
    """Counts ways in that did not open."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._wrong: OrderedDict[bytes, deque[datetime]] = OrderedDict()
        self._all: deque[datetime] = deque(maxlen=WRONG_OF_ALL)

    def lets(self, address: str, *, now: datetime) -> bool:
        """Tell whether an address may try now."""
        flood = len(self._all) == WRONG_OF_ALL and now - self._all[0] < WINDOW
        mine = [when for when in self._wrong.get(self._name(address), ()) if now - when < WINDOW]
        return len(mine) < (1 if flood else WRONG)

    def wrong(self, address: str, *, now: datetime) -> None:
        """Note a try that opened nothing."""
        name = self._name(address)
        self._wrong.setdefault(name, deque(maxlen=WRONG)).append(now)
        self._wrong.move_to_end(name)
        self._all.append(now)
        while len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)

    def _name(self, address: str) -> bytes:
        return blake2b(address.encode(), key=self._salt, digest_size=16).digest()
