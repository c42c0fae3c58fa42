"""The words that cross the room's doors: refusals, outcomes, and what a person may be."""

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

DIMENSIONS = ("structural", "relational", "cognitive")
OVERALL = "overall"


class Refusal(Exception):
    """Something a person may not do; `key` names the sentence in the wording of both languages."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Delivered:
    """The letter reached the chat."""


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing was delivered; try again after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Gone:
    """The person blocked the bot or has no account any more."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another id now; nothing was delivered."""

    chat: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this letter; `reason` is for the log and holds no text."""

    reason: str = field(default="")


@dataclass(frozen=True, slots=True)
class Unknown:
    """The connection broke: it may have been delivered, so it is not sent again."""


Outcome = Delivered | Later | Gone | Moved | Refused | Unknown


def as_language(code: str | None, default: str = "nl") -> Language:
    """Choose the language to speak from a Telegram language code such as `nl-BE`."""
    known = (code or default).lower().split("-")[0]
    if known in LANGUAGES:
        return known
    return "en" if code else "nl"
