"""A large school with a running bot: teams that are asked in one round, by long polling or by webhook.

Everybody joins through the room, which is quick; from then on all of it is chat.
"""

import asyncio
import itertools
import random
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.delivery import Patience
from bot.intake import WEBHOOK_PATH
from bot.running import Running, running_bot
from klankbord import membership, places, setting_up
from klankbord.house import House
from klankbord.settings import Settings
from playground.people import Person
from playground.telegram_server import HOST, QuietServer, TelegramServer
from playground.world import Message
from storage import rounds, slips
from storage.database import Database
from tests.cast import ANSWERS, MovableClock

Way = Literal["polling", "webhook"]
WAYS: tuple[Way, ...] = ("polling", "webhook")
DONE = "Klaar, dank je wel"
QUICK = Patience(answer=1.0, doubt=1.0)
ASKED = 1.4  # days from Monday morning to Tuesday afternoon, when the team's time has come


@dataclass
class LargeSchool:
    """Teams of one school, their people, and the bot that asks them."""

    house: House
    telegram: TelegramServer
    clock: MovableClock
    running: Running
    teams: dict[str, list[Person]]
    workers: tuple[Running, ...] = ()

    @property
    def teachers(self) -> list[Person]:
        """Everybody."""
        return [person for team in self.teams.values() for person in team]

    async def knock(self, days: float = 0.0) -> None:
        """Let time pass, let the scheduler knock, and wait until all it caused has happened."""
        self.clock.now += timedelta(days=days)
        await self.knock_everywhere()
        await self.telegram.quiet()

    async def knock_everywhere(self) -> None:
        """Let every process knock at once."""
        await asyncio.gather(*(worker.schedule.knock() for worker in self.workers))

    async def ask_and_answer(self, *, patience: float = 60.0) -> None:
        """Let the week's question come while everybody who gets one answers it at once."""
        self.clock.now += timedelta(days=ASKED)
        knocking = asyncio.create_task(self.knock_everywhere())
        await asyncio.gather(*(answer_when_asked(person, patience) for person in self.teachers))
        await knocking
        await self.telegram.quiet()

    def answers(self) -> int:
        """Count the answers in the database."""
        with self.house.db.read() as tx:
            open_rounds = [
                found
                for team in self.teams
                for found in rounds.open_rounds(tx, places.find_team(tx, team).id)
            ]
            return sum(len(slips.read_answers(tx, self.house.keys, found.id)) for found in open_rounds)


def prompts(person: Person) -> list[Message]:
    """Return the check-ins that stand in somebody's chat, asking or handed in."""
    return [message for message in person.from_bot() if asks(message) or DONE in message.text]


def handed_in(person: Person) -> list[Message]:
    """Return the check-ins that somebody handed in."""
    return [message for message in person.from_bot() if DONE in message.text]


def asks(message: Message) -> bool:
    """Tell whether a message waits for a tap."""
    return len(message.buttons) > ANSWERS


async def answer_when_asked(person: Person, patience: float) -> None:
    """Wait for a check-in and answer what it shows until the chat says that it is handed in."""
    message = await person.receives(asks, seconds=patience)
    while DONE not in message.text:
        before = message.text
        person.press(message, random.randrange(ANSWERS))
        await person.sees(message, lambda shown, before=before: shown.text != before, seconds=patience)  # type: ignore[misc]


@asynccontextmanager
async def large_school(
    database: Database,
    folder: Path,
    *,
    way: Way,
    teams: int,
    each: int = 10,
    workers: int = 1,
    per_second: float = 0,
    patience: Patience = QUICK,
) -> AsyncIterator[LargeSchool]:
    """Run the bot for a school whose teachers all take part and were told that their teams begin.

    With several workers the webhook passes updates on to each of them in turn.
    """
    clock = MovableClock()
    telegram = TelegramServer(clock=clock)
    await telegram.start()
    listener = socket.create_server((HOST, 0))
    settings = Settings(
        telegram_token=SecretStr(telegram.token),
        telegram_api=telegram.url,
        webhook_url=f"http://{HOST}:{listener.getsockname()[1]}" if way == "webhook" else "",
        data_dir=folder,
        letters_per_second=per_second,
        tick_seconds=0.2,
    )
    house = House(settings=settings, db=database, clock=clock)
    staff = await asyncio.to_thread(_enrol, house, telegram, teams, each)
    try:
        async with AsyncExitStack() as stack:
            running = [
                await stack.enter_async_context(
                    running_bot(as_process(house, number), scheduler=False, patience=patience)
                )
                for number in range(workers)
            ]
            await stack.enter_async_context(_web(running, listener))
            for one in running:
                await one.connected.wait()
            school = LargeSchool(house, telegram, clock, running[0], staff, tuple(running))
            await telegram.quiet()
            await school.knock()
            yield school
    finally:
        await telegram.stop()
        listener.close()


def _enrol(house: House, telegram: TelegramServer, teams: int, each: int) -> dict[str, list[Person]]:
    setting_up.add_school(house, name="Linde")
    staff: dict[str, list[Person]] = {}
    for number in range(teams):
        name = f"Team {number}"
        setting_up.add_team(house, name=name, school="Linde", members=each, now=house.clock())
        code = setting_up.invite(house, role="teacher", teams=[name])[0]
        staff[name] = [telegram.person(f"Teacher {number}.{place}") for place in range(each)]
        for person in staff[name]:
            person.account.started = True
            membership.join(
                house, code=code, account=person.number, chat=person.number, language="nl", now=house.clock()
            )
    return staff


def as_process(house: House, number: int) -> House:
    """Return the house as another process has it: the same database, an address of its own."""
    if not number:
        return house
    return House(house.settings.model_copy(update={"listen": f"127.0.0.1:{number}"}), house.db, house.clock)


@asynccontextmanager
async def _web(workers: Sequence[Running], listener: socket.socket) -> AsyncIterator[None]:
    in_turn = itertools.cycle(workers)

    async def pass_on(request: Request) -> Response:
        return await next(in_turn).intake.webhook(request)

    app = Starlette(routes=[Route(WEBHOOK_PATH, pass_on, methods=["POST"])])
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
    server = QuietServer(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
