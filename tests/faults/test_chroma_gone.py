"""The Chroma server ends while the bot runs: a thought is answered all the same, and when it is back."""

import gc
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from klankbord import listening, membership
from klankbord.house import House
from klankbord.settings import Settings
from knowledge_base import near
from meaning.heavy import Meaning
from storage.database import Database
from tests.cast import MovableClock
from tests.process import free_port
from tests.room import FIRST_ACCOUNT, room

# Chroma's client leaves its sockets to the garbage collector, even when closed.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning", "ignore:unclosed:ResourceWarning"
)
PATIENCE = 60.0  # seconds
LEAST = 40  # signs: less is no answer to a thought
THOUGHTS = (
    "Wij hebben weinig tijd om samen lessen voor te bereiden.",
    "Ik durf in het team niet te zeggen dat iets niet lukt.",
    "Op dinsdag werken we nooit samen aan de toetsen.",
)


class Server:
    """A Chroma server that can be ended and started again."""

    def __init__(self, folder: Path) -> None:
        self.port, self._folder = free_port(), folder
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        chroma = Path(sys.executable).parent / "chroma"
        place = ["--host", "127.0.0.1", "--port", str(self.port), "--path", str(self._folder)]
        with (self._folder.parent / "chroma.log").open("ab") as log:
            self._running = subprocess.Popen([str(chroma), "run", *place], stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    def end(self) -> None:
        if self._running:
            self._running.kill()
            self._running.wait(timeout=20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "chroma").mkdir()
    found = Server(tmp_path / "chroma")
    found.start()
    yield found
    found.end()
    gc.collect()


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_thought_is_answered_while_the_server_is_gone_and_when_it_is_back(
    database: Database, tmp_path: Path, server: Server
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    settings = Settings(data_dir=tmp_path / "data", chroma_url=f"http://127.0.0.1:{server.port}")
    house = House(settings, database, stage.clock)

    def answer(number: int) -> str:
        person = membership.who(house, account=FIRST_ACCOUNT + number)
        assert person
        return listening.hear(house, person, THOUGHTS[number], language="nl", now=stage.clock()).text

    answers = [answer(0)]
    server.end()
    answers.append(answer(1))
    server.start()
    answers.append(answer(2))
    house.knowledge().close()
    assert all(len(text) > LEAST for text in answers), answers


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_must_not_be_missed_is_heard_when_the_server_never_answered(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=6)
    settings = Settings(data_dir=tmp_path / "data", chroma_url=f"http://127.0.0.1:{free_port()}")
    house = House(settings, database, stage.clock)
    person = membership.who(house, account=FIRST_ACCOUNT)
    assert person
    heard = [
        listening.hear(house, person, text, language="nl", now=stage.clock())
        for text in ("Ik wil niet meer leven.", THOUGHTS[0])
    ]
    house.knowledge().close()
    assert heard[0].serious
    assert "113" in heard[0].text
    assert not heard[1].serious
    assert len(heard[1].text) > LEAST


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_that_comes_later_is_used_from_then_on(
    database: Database, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.end()
    monkeypatch.setattr(near, "AGAIN_AFTER", 0.0)
    settings = Settings(data_dir=tmp_path / "data", chroma_url=f"http://127.0.0.1:{server.port}")
    house = House(settings, database, MovableClock())
    vector = Meaning(THOUGHTS[0]).vector
    assert house.knowledge()._near.to(vector, 3) == []
    server.start()
    assert len(house.knowledge()._near.to(vector, 3)) == 3
    house.knowledge().close()
