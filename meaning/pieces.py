"""Cuts a text into the pieces of words that e5 knows: the likeliest way to cut it (Kudo 2018).

Its 250,000 pieces are kept as sorted numbers, 3 MB; all stretches of a text are looked up together.
"""

import re

import numpy as np
from numpy.typing import NDArray

from meaning.e5_file import Dictionary

FACTOR = np.uint64(0x9E3779B97F4A7C15)  # of the numbers that stand for pieces; no two pieces share one
UNLIKELY = 10.0  # how much less likely than the least likely piece an unknown character is
_SPACES = re.compile(" {2,}")


class Pieces:
    """Looks pieces up by a number made of their characters."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._known = dictionary
        letters = np.frombuffer(dictionary.text, np.uint8)
        first = np.concatenate([[0], np.cumsum((letters & 0xC0) != 0x80)])  # characters before each byte
        starts = first[dictionary.starts]
        lengths = np.diff(starts)
        characters = _characters(dictionary.text.decode())
        self._longest = int(lengths.max())
        names = np.zeros(len(lengths), np.uint64)
        for place in range(self._longest):
            long = np.flatnonzero(lengths > place)
            names[long] = names[long] * FACTOR + characters[starts[long] + place]
        numbers = np.flatnonzero((lengths > 0) & (np.arange(len(lengths)) != dictionary.unknown))
        order = numbers[np.argsort(names[numbers], kind="stable")]
        self._names, self._numbers = names[order], order.astype(np.int32)
        self._least = float(dictionary.scores.min()) - UNLIKELY

    def cut(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces, with what marks its begin and end."""
        known = self._known
        line = _SPACES.sub(" ", text.translate(known.rewritten))
        line = (line if line.startswith(" ") else " " + line).replace(" ", "\u2581")
        size = len(line)
        ends = self._found(_characters(line))
        best, last, piece = [0.0] + [-1e30] * size, [0] * (size + 1), [known.unknown] * (size + 1)
        for start in range(size):
            here = best[start]
            for end, number, score in (*ends[start], (start + 1, known.unknown, self._least)):
                if here + score > best[end]:
                    best[end], last[end], piece[end] = here + score, start, number
        found, end = [known.end], size
        while end:
            found.append(piece[end])
            end = last[end]
        return [*found, known.begin][::-1]

    def _found(self, characters: NDArray[np.uint64]) -> list[list[tuple[int, int, float]]]:
        """Return for each start the pieces that begin there: (end, number, score)."""
        size = len(characters)
        found: list[list[tuple[int, int, float]]] = [[] for _ in range(size)]
        names = np.zeros(size, np.uint64)
        for length in range(1, min(self._longest, size) + 1):
            names = names[: size - length + 1] * FACTOR + characters[length - 1 :]
            places = np.minimum(np.searchsorted(self._names, names), len(self._names) - 1)
            for start in np.flatnonzero(self._names[places] == names).tolist():
                number = int(self._numbers[places[start]])
                found[start].append((start + length, number, float(self._known.scores[number])))
        return found


def _characters(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
