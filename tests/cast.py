"""The cast and their school: Anna and Ben of team Oak, Clara of team Elm, Dirk the lead, and a clock to move.

A `Stage` runs the real bot against a Telegram of its own, with the time in the hands of the test.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.running import Running, running_bot
from klankbord import setting_up
from klankbord.house import House
from klankbord.settings import Settings
from playground.people import Person
from playground.telegram_server import TelegramServer
from playground.world import Message
from storage.database import Database

MONDAY = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)  # seven open weeks follow in every Dutch region
ANSWERS = 5


@dataclass
class MovableClock:
    """A clock that only the test moves."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Stage:
    """A running bot, its house, and the Telegram it talks to."""

    house: House
    telegram: TelegramServer
    clock: MovableClock
    running: Running
    people: dict[str, Person] = field(default_factory=dict)

    async def tick(self) -> None:
        """Let the scheduler knock now and wait until everything it caused has happened."""
        await self.running.schedule.knock()
        await self.telegram.quiet()

    async def move_to(self, moment: datetime) -> None:
        """Set the clock and knock."""
        self.clock.now = moment
        await self.tick()

    async def pass_days(self, days: float) -> None:
        """Let time pass and knock."""
        await self.move_to(self.clock.now + timedelta(days=days))

    async def join(self, name: str, code: str, *, language: str = "nl") -> Person:
        """Let somebody open a link, say yes, and keep the team's day and time."""
        person = self.people.setdefault(name, self.telegram.person(name, language=language))
        person.start(code)
        screen = await person.receives(lambda message: bool(message.buttons))
        person.press(screen, 0)
        choice = await person.receives(lambda message: bool(message.buttons), after=screen.number)
        person.press(choice, 0)
        await person.sees(choice, lambda message: not message.buttons)
        return person

    async def join_lead(self, name: str, code: str, *, language: str = "nl") -> Person:
        """Let a lead open a link and say yes."""
        person = self.people.setdefault(name, self.telegram.person(name, language=language))
        person.start(code)
        screen = await person.receives(lambda message: bool(message.buttons))
        person.press(screen, 0)
        await person.sees(screen, lambda message: not message.buttons)
        return person

    def team(self, name: str = "Oak", *, members: int = 8) -> None:
        """Set up a team of the Linden school."""
        setting_up.add_team(
            self.house,
            name=name,
            school="Linde",
            members=members,
            now=self.clock(),
            change="digitaal toetsen",
        )

    async def fill(self, name: str = "Oak", *, teachers: int = 6) -> list[Person]:
        """Let so many teachers join a team."""
        codes = setting_up.invite(self.house, role="teacher", teams=[name], count=teachers)
        return [await self.join(f"{name} {number}", code) for number, code in enumerate(codes)]


def checkin_of(person: Person) -> Message | None:
    """Return the newest message of the bot that still asks: five answers, *can't say*, and a way out."""
    asking = [message for message in person.from_bot() if len(message.buttons) >= ANSWERS + 2]
    return asking[-1] if asking else None


async def answer(person: Person, choices: Sequence[int] = (4, 4, 4)) -> Message:
    """Give three answers (1 to 5, 0 = can't say) and wait until they are handed in."""
    message = checkin_of(person)
    assert message is not None, "nothing asks"
    for choice in choices:
        before = message.text
        person.press(message, choice - 1 if choice else ANSWERS)
        await person.sees(message, lambda shown, before=before: shown.text != before)  # type: ignore[misc]
    assert 2 <= len(message.buttons) <= 5, message.text  # beyond two: what a round asks once
    return message


async def answer_all(people: Sequence[Person], seed: int = 0) -> None:
    """Let everybody who is asked answer something."""
    dice = random.Random(seed)
    asked = [person for person in people if checkin_of(person)]
    await asyncio.gather(*(answer(person, [dice.randint(2, 5) for _ in range(3)]) for person in asked))


async def four_weeks(play: "Stage", teachers: Sequence[Person]) -> None:
    """Let everybody answer for as many weeks as a first picture needs."""
    await play.move_to(play.clock.now)
    for week in range(4):
        await play.pass_days(1.4)
        await answer_all(teachers, seed=week)
        await play.pass_days(5.6)


@asynccontextmanager
async def stage(
    database: Database, folder: Path, *, settings: Callable[[Settings], Settings] = lambda given: given
) -> AsyncIterator[Stage]:
    """Run the bot on a database, with a school called Linde."""
    clock = MovableClock()
    telegram = TelegramServer(clock=clock)
    await telegram.start()
    try:
        chosen = settings(
            Settings(
                telegram_token=SecretStr(telegram.token),
                telegram_api=telegram.url,
                data_dir=folder,
                tick_seconds=3600,
                letters_per_second=0,
                listen="127.0.0.1:0",
            )
        )
        house = House(settings=chosen, db=database, clock=clock)
        setting_up.add_school(house, name="Linde", counsellor="Petra de Wit, 06-00000000")
        async with running_bot(house, scheduler=False) as running:
            await running.connected.wait()
            await telegram.quiet()
            yield Stage(house, telegram, clock, running)
    finally:
        await telegram.stop()
