"""How many messages a bot may send: 30 a second in all, about one a second to one chat,
20 a minute to a group.

The rates are those that Telegram's documentation of bots names; how long a burst may be is not documented.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from playground.errors import flood


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages per second, and how many may come at once."""

    bot: float = 30.0
    bot_burst: int = 30
    chat: float = 1.0
    chat_burst: int = 5
    group: float = 20 / 60
    group_burst: int = 20


class Limits:
    """Leaky buckets, one for the bot and one per chat. A refusal keeps the gate shut until the named time."""

    def __init__(self, rates: Rates | None, *, now: Callable[[], float]) -> None:
        self.rates = rates
        self._now = now
        self._full: dict[
            int, tuple[float, float]
        ] = {}  # chat (0 = bot) → (messages in the bucket, since when)
        self._shut: dict[int, float] = {}

    def take(self, chat: int) -> None:
        """Count a message to a chat; raise the flood refusal when it is one too many."""
        if self.rates is None:
            return
        rates = self.rates
        rate, burst = (rates.group, rates.group_burst) if chat < 0 else (rates.chat, rates.chat_burst)
        now = self._now()
        gates = ((0, rates.bot, rates.bot_burst), (chat, rate, burst))
        for key, per_second, most in gates:
            self._refuse_when_full(key, per_second, most, now)
        for key, per_second, _ in gates:
            self._full[key] = (self._level(key, per_second, now) + 1, now)

    def _refuse_when_full(self, key: int, per_second: float, most: int, now: float) -> None:
        wait = self._shut.get(key, 0.0) - now
        if wait <= 0:
            self._shut.pop(key, None)
            over = self._level(key, per_second, now) + 1 - most
            if over <= 0:
                return
            wait = over / per_second
            self._shut[key] = now + math.ceil(wait)
        raise flood(max(1, math.ceil(wait)))

    def _level(self, key: int, per_second: float, now: float) -> float:
        level, since = self._full.get(key, (0.0, now))
        return max(0.0, level - (now - since) * per_second)
