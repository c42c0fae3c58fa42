"""What is being played: who is there, what time it is, how far the term is. The school moves it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from playground.people import Person
from playground.telegram_server import TelegramServer
from playground.world import Happening

Role = Literal["teacher", "lead", "coach"]
Act = Literal["preparing", "joining", "playing", "live", "moving", "failed"]


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the made-up school; a coach has no team; `code` waits for somebody who did not join yet."""

    person: Person
    role: Role
    team: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the play is; `problem` is one sentence when it failed."""

    act: Act
    week: int = 0
    weeks: int = 0
    problem: str = ""


class Stage:
    """The play as the page sees it. Time moves only when somebody moves it."""

    def __init__(
        self, telegram: TelegramServer, *, language: str = "nl", now: datetime | None = None
    ) -> None:
        self.telegram = telegram
        self.language = language
        self.now = now or datetime.now(UTC)
        self.parts: dict[int, Part] = {}
        self.by_hand: set[int] = set()  # people whom somebody at the page plays from now on
        self.progress = Progress("live")
        self.advance: Callable[[int], Awaitable[None]] | None = None  # days → moves the clock

    def cast(self, part: Part) -> None:
        """Let somebody take the stage."""
        self.parts[part.person.number] = part
        self._tell("people")

    def show(self, progress: Progress) -> None:
        """Tell how far the play is."""
        self.progress = progress
        self._tell("progress")

    def show_act(self, act: Act, *, week: int | None = None) -> None:
        """Tell what happens now, in which week."""
        self.show(replace(self.progress, act=act, week=self.progress.week if week is None else week))

    def set_clock(self, now: datetime) -> None:
        """Show another moment."""
        self.now = now
        self._tell("clock")

    def _tell(self, kind: str) -> None:
        self.telegram.world.tell(Happening(kind))
