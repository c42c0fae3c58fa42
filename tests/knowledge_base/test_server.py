"""The index on a Chroma server: a real one, on loopback, started and ended here."""

import gc
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from chromadb import HttpClient

from knowledge_base import near
from knowledge_base.cards import load_cards
from knowledge_base.ingest import entries, is_whole, let_go, open_index
from knowledge_base.search import IndexProblem, open_knowledge
from meaning.heavy import Meaning
from tests.process import free_port

if TYPE_CHECKING:
    from langchain_chroma import Chroma

# Chroma's client leaves its sockets to the garbage collector, even when closed.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning", "ignore:unclosed:ResourceWarning"
)

PATIENCE = 40.0  # seconds a server may take to start on a busy machine
FEW = entries(load_cards())[:40]
THOUGHT = "Iedereen bedoelt iets anders met hetzelfde woord."


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
    with (
        open_knowledge(data_dir=tmp_path / "a", chroma_url=server) as far,
        open_knowledge(data_dir=tmp_path / "b") as close,
    ):
        assert [hit.concept for hit in far.search(THOUGHT).hits] == [
            hit.concept for hit in close.search(THOUGHT).hits
        ]


def test_where_no_server_answers_one_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="connect"):
        open_index(FEW, data_dir=tmp_path, chroma_url=f"http://127.0.0.1:{free_port()}")


def test_an_index_that_a_server_lost_takes_no_thought_along_and_comes_back(
    server: str, tmp_path: Path
) -> None:
    with open_knowledge(data_dir=tmp_path, chroma_url=server) as knowledge:
        before = knowledge.search(THOUGHT)
        client = HttpClient(port=int(server.rpartition(":")[2]))
        for collection in client.list_collections():
            client.delete_collection(collection.name)
        client.close()
        assert knowledge.search(THOUGHT).hits
        assert not knowledge.indexed
        assert knowledge.search(THOUGHT) == before
        assert knowledge.indexed


def test_an_index_that_fails_again_is_left_alone_for_a_while(tmp_path: Path) -> None:
    opened: list[int] = []

    def open_broken() -> "Chroma":
        index = open_index(FEW, data_dir=tmp_path / str(len(opened)))
        index._client.delete_collection(index._collection.name)
        opened.append(1)
        return index

    index = near.Near(open_broken, needed=False)
    vector = Meaning(THOUGHT).vector
    assert [index.to(vector, 3) for _ in range(3)] == [[], [], []]
    assert len(opened) == 1


class _Broken(BaseHTTPRequestHandler):
    """Says who it is, as a Chroma server does, and fails at whatever it is asked for."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        who = {"user_id": "", "tenant": "t", "databases": ["d"]}
        place = {"name": "t", "tenant": "t", "id": str(UUID(int=0))}
        self.wfile.write(json.dumps(who if self.path.endswith("identity") else place).encode())

    def do_POST(self) -> None:
        self.send_error(500)

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 - its name there


def test_a_server_that_fails_at_its_work_leaves_the_shelf_without_its_index(tmp_path: Path) -> None:
    broken = HTTPServer(("127.0.0.1", 0), _Broken)
    Thread(target=broken.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{broken.server_port}"
    try:
        with open_knowledge(data_dir=tmp_path, chroma_url=url, needed=False) as knowledge:
            assert not knowledge.indexed
            assert knowledge.search(THOUGHT).hits
        with pytest.raises(IndexProblem):
            open_knowledge(data_dir=tmp_path, chroma_url=url)
    finally:
        broken.shutdown()
        broken.server_close()
