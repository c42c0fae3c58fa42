"""What can go wrong between a bot and Telegram, for tests that want it to go wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from playground.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot; `count` counts calls of this method from 1."""

    method: str
    given: Parameters
    count: int

    @property
    def chat(self) -> int:
        """The chat it is about, or 0."""
        return self.given.integer("chat_id") or 0


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer with a refusal instead; nothing has an effect."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to: int | None = None


@dataclass(frozen=True, slots=True)
class Garble:
    """Answer with something that is no JSON, as a proxy in between does; nothing has an effect."""

    code: int = 502
    page: str = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True)
class HangUp:
    """Break the connection without an answer, before or after the call had its effect."""

    after_effect: bool = False


@dataclass(frozen=True, slots=True)
class Delay:
    """Answer, but late."""

    seconds: float


Fault: TypeAlias = Refuse | Garble | HangUp | Delay
FaultChooser: TypeAlias = Callable[[Call], Fault | None]
