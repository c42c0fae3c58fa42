"""The index on a Chroma server: a real one, on loopback, started and ended here."""

import gc
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge_base.cards import load_cards
from knowledge_base.ingest import entries, is_whole, let_go, open_index
from knowledge_base.search import open_knowledge

if TYPE_CHECKING:
    from langchain_chroma import Chroma

# Chroma's client leaves its sockets to the garbage collector, even when closed.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning", "ignore:unclosed:ResourceWarning"
)

PATIENCE = 40.0  # seconds a server may take to start on a busy machine
FEW = entries(load_cards())[:40]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("chroma"), free_port()
    chroma = Path(sys.executable).parent / "chroma"
    command = [str(chroma), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until and running.poll() is None:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(timeout=20)


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    yield
    gc.collect()


def test_a_server_is_filled_once_and_rebuilt_when_pieces_are_lost(server: str, tmp_path: Path) -> None:
    with ExitStack() as opened:

        def connect() -> "Chroma":
            index = open_index(FEW, data_dir=tmp_path, chroma_url=server)
            opened.callback(let_go, index)
            return index

        index = connect()
        assert is_whole(index, FEW)
        assert connect().get()["ids"] == index.get()["ids"]
        index.delete(ids=[FEW[0].id])
        assert not is_whole(index, FEW)
        assert is_whole(connect(), FEW)


def test_a_server_finds_what_the_embedded_index_finds(server: str, tmp_path: Path) -> None:
    thought = "Iedereen bedoelt iets anders met hetzelfde woord."
    with (
        open_knowledge(data_dir=tmp_path / "a", chroma_url=server) as far,
        open_knowledge(data_dir=tmp_path / "b") as near,
    ):
        assert [hit.concept for hit in far.search(thought).hits] == [
            hit.concept for hit in near.search(thought).hits
        ]


def test_where_no_server_answers_one_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="connect"):
        open_index(FEW, data_dir=tmp_path, chroma_url=f"http://127.0.0.1:{free_port()}")
