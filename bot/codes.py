"""Guessing codes is slow: after a few wrong ones nothing is looked up for a while. Remembers in memory only.

Accounts are remembered under a hash with a key of this process; nothing of it is written anywhere.
"""

import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from enum import Enum
from hashlib import blake2b

WRONG = 5  # codes somebody may mistype
WRONG_IN_A_FLOOD = 1  # and this many, while many accounts send wrong codes
FLOOD = 200  # wrong codes of everybody in one window: no school joins like that
WINDOW = timedelta(minutes=10)
PAUSE = timedelta(minutes=15)  # after the last wrong code
REMEMBERED = 10_000  # accounts; the oldest are forgotten, and the flood rule remains


class Answer(Enum):
    """What to do with a code."""

    LOOK = "look"
    SAY = "say"  # say once that it is time to wait
    SILENT = "silent"


class CodeGuard:
    """Counts wrong codes."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._wrong: OrderedDict[bytes, deque[datetime]] = OrderedDict()
        self._told: set[bytes] = set()
        self._all: deque[datetime] = deque(maxlen=FLOOD)

    def ask(self, account: int, now: datetime) -> Answer:
        """Tell whether a code of this account may be looked up."""
        name = self._name(account)
        mine = self._wrong.get(name, deque())
        most = WRONG_IN_A_FLOOD if self._flood(now) else WRONG
        if len(mine) < most or now - mine[-1] >= PAUSE or mine[-1] - mine[-most] >= WINDOW:
            self._told.discard(name)
            return Answer.LOOK
        if name in self._told:
            return Answer.SILENT
        self._told.add(name)
        return Answer.SAY

    def wrong(self, account: int, now: datetime) -> None:
        """Note a wrong code; a right one takes nothing back, or one known code would open the way."""
        name = self._name(account)
        self._wrong.setdefault(name, deque(maxlen=WRONG)).append(now)
        self._wrong.move_to_end(name)
        self._all.append(now)
        while len(self._wrong) > REMEMBERED:
            oldest, _ = self._wrong.popitem(last=False)
            self._told.discard(oldest)

    def _flood(self, now: datetime) -> bool:
        return len(self._all) == FLOOD and now - self._all[0] < WINDOW

    def _name(self, account: int) -> bytes:
        return blake2b(str(account).encode(), key=self._salt, digest_size=16).digest()
