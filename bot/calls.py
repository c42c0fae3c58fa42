"""Calls of the Bot API with plain values, through python-telegram-bot's own request object.

Its methods make an object of each button and look each parameter through; what is sent very often goes
without. Errors are the library's own.
"""

from collections.abc import Mapping, Sequence

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import RequestData

LATE_SECONDS = 10  # after which an answer to a long poll does not come any more


class Values(RequestData):  # type: ignore[misc]  # final for others; here only how it is read differs
    """The parameters of a call as they are sent."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__()
        self._values = {name: value for name, value in values.items() if value is not None}

    @property
    def parameters(self) -> dict[str, object]:  # type: ignore[override]
        """Return them by name."""
        return self._values


async def fetch(bot: Bot, *, offset: int, seconds: int, kinds: Sequence[str]) -> list[dict[str, int]]:
    """Return the updates that wait, as they came; wait so long for the first. Raises `TelegramError`."""
    wanted = Values({"offset": offset, "timeout": seconds, "allowed_updates": list(kinds)})
    given = await bot.request.post(f"{bot.base_url}/getUpdates", wanted, read_timeout=seconds + LATE_SECONDS)
    if not isinstance(given, list):
        raise TelegramError("no list of updates")
    return given


async def call(bot: Bot, method: str, **parameters: object) -> None:
    """Call a method; what is None is left out. Raises `telegram.error.TelegramError`."""
    await bot.request.post(f"{bot.base_url}/{method}", Values(parameters))
