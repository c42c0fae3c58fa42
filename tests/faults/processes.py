"""Team Oak, asked by processes of their own that freeze, fill their disk or are killed."""

import asyncio
import random
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import cycle
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from klankbord import membership, places, setting_up
from klankbord.house import House
from klankbord.settings import Settings
from playground.people import Person
from playground.telegram_server import QuietServer, TelegramServer
from storage import rounds, slips
from storage.database import Database
from storage.secrets import KeyRing, new_key
from tests.cast import ANSWERS, MovableClock
from tests.faults.large_school import DONE, asks, handed_in, prompts
from tests.process import Bot, free_port

TICK = 0.3  # seconds between knocks
PATIENCE = 240.0  # seconds, on a slow machine
TEACHERS = 6


class School:
    """Team Oak, asked by real processes."""

    def __init__(
        self, database: Database, key: str, telegram: TelegramServer, clock: MovableClock, folder: Path
    ) -> None:
        self.telegram, self.clock, self.folder = telegram, clock, folder
        self.key = key
        self.bots: list[Bot] = []
        self.house = House(Settings(data_dir=folder), database, clock)
        setting_up.add_school(self.house, name="Linde")
        setting_up.add_team(self.house, name="Oak", school="Linde", members=TEACHERS, now=clock())
        code = setting_up.invite(self.house, role="teacher", teams=["Oak"])[0]
        self.teachers = [telegram.person(f"Teacher {number}") for number in range(TEACHERS)]
        for person in self.teachers:
            person.account.started = True
            membership.join(
                self.house,
                code=code,
                account=person.number,
                chat=person.number,
                language="nl",
                now=clock(),
            )

    def bot(self, name: str, *, port: int | None = None, **more: str) -> Bot:
        """Return a process that is not started yet; it ends with the school."""
        port, folder = port or free_port(), self.folder / name
        folder.mkdir()
        bot = Bot(
            {
                "KLANKBORD_TELEGRAM_TOKEN": self.telegram.token,
                "KLANKBORD_TELEGRAM_API": self.telegram.url,
                "KLANKBORD_DATA_DIR": str(folder),
                "KLANKBORD_SECRET_KEY": self.key,
                "KLANKBORD_LISTEN": f"127.0.0.1:{port}",
                "KLANKBORD_CLOCK_FILE": str(folder / "clock"),
                "KLANKBORD_TICK_SECONDS": str(TICK),
                **more,
            },
            folder / "clock",
            port,
        )
        bot.set_clock(self.clock())
        self.bots.append(bot)
        return bot

    def answers(self) -> int:
        """Count the answers in the database."""
        with self.house.db.read() as tx:
            open_rounds = rounds.open_rounds(tx, places.find_team(tx, "Oak").id)
            return sum(len(slips.read_answers(tx, self.house.keys, found.id)) for found in open_rounds)

    def everybody_once(self) -> None:
        """Everybody was asked once, was told once that it is handed in, and counts once."""
        assert [len(prompts(person)) for person in self.teachers] == [1] * TEACHERS
        assert [len(handed_in(person)) for person in self.teachers] == [1] * TEACHERS
        assert self.answers() == TEACHERS


@asynccontextmanager
async def school_with_processes(database_url: str, folder: Path) -> AsyncIterator[School]:
    """Set up the school on a new database, with a Telegram of its own."""
    clock, key = MovableClock(), new_key()
    telegram = TelegramServer(clock=clock)
    await telegram.start()
    database = Database(database_url, KeyRing.parse(key))
    database.migrate()
    school = School(database, key, telegram, clock, folder)
    try:
        yield school
    finally:
        for bot in school.bots:
            if bot.process:
                with suppress(ProcessLookupError):
                    bot.process.send_signal(signal.SIGCONT)
            await bot.stop()
        await telegram.stop()
        database.close()


async def answer_patiently(person: Person) -> None:
    """Wait for a check-in and press until it is handed in, as somebody would whose phone shows nothing."""
    message = await person.receives(lambda found: asks(found) or DONE in found.text, seconds=PATIENCE)
    async with asyncio.timeout(PATIENCE):
        while DONE not in message.text:
            before = message.text
            person.press(message, random.randrange(ANSWERS))
            with suppress(TimeoutError):
                await person.sees(message, lambda shown, before=before: shown.text != before, seconds=8)  # type: ignore[misc]


@asynccontextmanager
async def in_front_of(ports: list[int]) -> AsyncIterator[str]:
    """Pass calls on to the processes in turn; one that does not answer in time is a failed call."""
    in_turn = cycle(ports)
    async with httpx.AsyncClient(timeout=2.0, trust_env=False) as client:

        async def pass_on(request: Request) -> Response:
            wanted = ("content-type", "x-telegram-bot-api-secret-token")
            headers = {name: value for name, value in request.headers.items() if name in wanted}
            url = f"http://127.0.0.1:{next(in_turn)}{request.url.path}"
            try:
                answer = await client.post(url, content=await request.body(), headers=headers)
            except httpx.HTTPError:
                return Response(status_code=502)
            return Response(status_code=answer.status_code)

        listener = socket.create_server(("127.0.0.1", 0))
        app = Starlette(routes=[Route("/{path:path}", pass_on, methods=["POST"])])
        server = QuietServer(
            uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        )
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await serving
