"""Presses that are refused again and again are answered slowly, then not at all. Remembers in memory only.

A finger meets an old button now and then; a program that makes up payloads meets nothing else.
"""

import secrets
from collections import OrderedDict, deque
from hashlib import blake2b

MANY = 20  # refused presses of one account within a minute: no finger does that
MINUTE = 60.0  # seconds
APART = 1.0  # seconds from then on between two answers
LONGEST = 5.0  # seconds that an answer waits; what comes meanwhile is not answered
REMEMBERED = 10_000  # accounts; the oldest are forgotten


class Refusals:
    """Counts refused presses, by an account's hash under a key of this process."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._seen: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._free: dict[bytes, float] = {}

    def wait(self, account: int, now: float) -> float | None:
        """Note a refusal at `now` (seconds of any clock); return how long its answer waits, or no answer."""
        name = blake2b(str(account).encode(), key=self._salt, digest_size=16).digest()
        seen = self._seen.setdefault(name, deque(maxlen=MANY))
        self._seen.move_to_end(name)
        while len(self._seen) > REMEMBERED:
            self._free.pop(self._seen.popitem(last=False)[0], None)
        many = len(seen) == MANY and now - seen[0] < MINUTE
        seen.append(now)
        if not many:
            return 0.0
        free = max(self._free.get(name, now), now) + APART
        if free - now > LONGEST:
            return None
        self._free[name] = free
        return free - now
