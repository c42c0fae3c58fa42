"""What the handlers of one bot share."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from telegram import Bot

from bot.codes import CodeGuard
from bot.refusals import Refusals
from bot.replies import Replies
from bot.together import Together
from klankbord import asked_for, checkin, membership
from klankbord.bots import OwnBot
from klankbord.checkin import Taps
from klankbord.house import House
from klankbord.letterbox import Parcel
from klankbord.vocabulary import Refusal
from storage.people import Person
from storage.rounds import Round
from storage.schools import Team

if TYPE_CHECKING:  # delivery writes letters, whose buttons lead to handlers and so back here
    from bot.delivery import Delivery

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Door:
    """What the handlers share."""

    house: House
    own: OwnBot
    bot: Bot
    replies: Replies
    delivery: "Delivery"
    threads: ThreadPoolExecutor
    groups_told: set[int] = field(default_factory=set)
    codes: CodeGuard = field(default_factory=CodeGuard)
    refusals: Refusals = field(default_factory=Refusals)
    rounds: dict[str, tuple[datetime, Round]] = field(default_factory=dict)  # by id, and until when

    @cached_property
    def meeting(self) -> Together[int, Person | None]:
        """Who is behind an account."""
        return Together(self.threads, partial(membership.who_are, self.house))

    @cached_property
    def asking(self) -> Together[Person, Parcel | Round | Team]:
        """Asking for a check-in."""

        def claim(persons: Sequence[Person]) -> Sequence[Parcel | Round | Team | Refusal]:
            return asked_for.claim_checkins(self.house, persons, now=self.house.clock())

        return Together(self.threads, claim)

    @cached_property
    def handing_in(self) -> Together[Taps, Round]:
        """Handing in a check-in."""
        return Together(self.threads, partial(checkin.hand_in_all, self.house))

    async def ask(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a function of the room in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, partial(function, *args, **kwargs))
