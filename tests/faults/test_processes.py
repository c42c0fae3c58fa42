"""Real processes: one freezes while another goes on, and a full disk lets nothing half-done behind.

`KLANKBORD_FREEZE=60` freezes for a minute instead of some seconds.
"""

import asyncio
import os
import random
import resource
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from klankbord import membership, places, setting_up
from klankbord.house import House
from klankbord.settings import Settings
from playground.people import Person
from playground.telegram_server import TelegramServer
from storage import rounds, slips
from storage.database import Database
from storage.secrets import KeyRing, new_key
from tests.cast import ANSWERS, MONDAY, MovableClock
from tests.faults.large_school import ASKED, DONE, asks, handed_in, prompts
from tests.process import Bot

FREEZE = float(os.environ.get("KLANKBORD_FREEZE", "3"))  # seconds
TICK = 0.3  # seconds between knocks
PATIENCE = 240.0  # seconds, on a slow machine
TEACHERS = 6


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class School:
    """Team Oak, asked by real processes."""

    def __init__(
        self, database: Database, telegram: TelegramServer, clock: MovableClock, folder: Path
    ) -> None:
        self.telegram, self.clock, self.folder = telegram, clock, folder
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

    def bot(self, name: str, key: str, **more: str) -> Bot:
        """Return a process that is not started yet."""
        port, folder = free_port(), self.folder / name
        folder.mkdir()
        bot = Bot(
            {
                "KLANKBORD_TELEGRAM_TOKEN": self.telegram.token,
                "KLANKBORD_TELEGRAM_API": self.telegram.url,
                "KLANKBORD_DATA_DIR": str(folder),
                "KLANKBORD_SECRET_KEY": key,
                "KLANKBORD_LISTEN": f"127.0.0.1:{port}",
                "KLANKBORD_CLOCK_FILE": str(folder / "clock"),
                "KLANKBORD_TICK_SECONDS": str(TICK),
                **more,
            },
            folder / "clock",
            port,
        )
        bot.set_clock(self.clock())
        return bot

    def answers(self) -> int:
        """Count the answers in the database."""
        with self.house.db.read() as tx:
            open_rounds = rounds.open_rounds(tx, places.find_team(tx, "Oak").id)
            return sum(len(slips.read_answers(tx, self.house.keys, found.id)) for found in open_rounds)


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


class QuietServer(uvicorn.Server):
    """A web server that leaves signals to the tests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_process_that_freezes_is_replaced_and_does_no_harm_when_it_wakes(
    database_url: str, tmp_path: Path
) -> None:
    clock, key = MovableClock(), new_key()
    telegram = TelegramServer(clock=clock)
    await telegram.start()
    database = Database(database_url, KeyRing.parse(key))
    database.migrate()
    school = School(database, telegram, clock, tmp_path)
    bots: list[Bot] = []
    try:
        async with in_front_of(ports := [free_port(), free_port()]) as address:
            for port in ports:
                more = {"KLANKBORD_DATABASE_URL": database_url, "KLANKBORD_WEBHOOK_URL": address}
                bot = school.bot(f"worker-{port}", key, **more, KLANKBORD_LISTEN=f"127.0.0.1:{port}")
                bot.port = port
                bots.append(bot)
                await bot.start()
            first, second = bots
            await first.answers(seconds=PATIENCE)
            await second.answers(seconds=PATIENCE)
            await asyncio.sleep(5 * TICK)
            knocking, other = (first, second) if await asyncio.to_thread(first.ticked) else (second, first)
            clock.now = MONDAY + timedelta(days=ASKED)
            assert knocking.process
            knocking.process.send_signal(signal.SIGSTOP)
            for bot in bots:
                bot.set_clock(clock())
            answering = [asyncio.create_task(answer_patiently(person)) for person in school.teachers]
            await other.worked_through(clock(), seconds=PATIENCE)
            await asyncio.sleep(FREEZE)
            knocking.process.send_signal(signal.SIGCONT)
            await asyncio.gather(*answering)
            await telegram.quiet(seconds=2.0, patience=PATIENCE)
            assert school.answers() == TEACHERS
            for person in school.teachers:
                if not handed_in(person):  # what woke up put an earlier question back on the screen
                    await answer_patiently(person)
            await telegram.quiet(seconds=1.0, patience=PATIENCE)
    finally:
        for bot in bots:
            if bot.process:
                with suppress(ProcessLookupError):
                    bot.process.send_signal(signal.SIGCONT)
            await bot.stop()
        await telegram.stop()
    assert [len(prompts(person)) for person in school.teachers] == [1] * TEACHERS
    assert [len(handed_in(person)) for person in school.teachers] == [1] * TEACHERS
    assert school.answers() == TEACHERS
    database.close()


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_full_disk_confirms_nothing_and_what_was_tapped_arrives_when_there_is_room(
    database_url: str, tmp_path: Path
) -> None:
    clock, key = MovableClock(), new_key()
    telegram = TelegramServer(clock=clock)
    await telegram.start()
    database = Database(database_url, KeyRing.parse(key))
    database.migrate()
    school = School(database, telegram, clock, tmp_path)
    bot = school.bot("only", key, KLANKBORD_DATABASE_URL=database_url)
    try:
        await bot.start()
        await bot.worked_through(clock(), seconds=PATIENCE)
        clock.now = MONDAY + timedelta(days=ASKED)
        bot.set_clock(clock())
        await bot.worked_through(clock(), seconds=PATIENCE)
        for person in school.teachers:
            await person.receives(asks, seconds=PATIENCE)
        assert bot.process
        room = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (512, room[1]))  # no file may grow any more
        answering = [asyncio.create_task(answer_patiently(person)) for person in school.teachers]
        await asyncio.sleep(FREEZE)
        assert school.answers() == 0
        assert [len(handed_in(person)) for person in school.teachers] == [0] * TEACHERS
        assert bot.process.returncode is None
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, room)
        await asyncio.gather(*answering)
        await telegram.quiet(seconds=1.0, patience=PATIENCE)
    finally:
        await bot.stop()
        await telegram.stop()
    assert [len(prompts(person)) for person in school.teachers] == [1] * TEACHERS
    assert [len(handed_in(person)) for person in school.teachers] == [1] * TEACHERS
    assert school.answers() == TEACHERS
    database.close()
