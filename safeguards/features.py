"""Turns a message into what the trained layers weigh: words and pairs of words, letters, and two vectors.

The vectors know meanings, the words and letters know spellings and turns of phrase. It judges nothing.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatVector = NDArray[np.float32]
Numbers = NDArray[np.int64]
BUCKETS = 1 << 15  # words, and letters apart, share these; collisions are rare enough at 200 a message
LONGEST = 300  # words that are looked at
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The numbers of the words and pairs of words of a message, and of its letters in threes to fives."""

    words: Numbers
    letters: Numbers


def spell(folded: str) -> Spelling:
    """Return the spelling of a folded message."""
    words = _WORD.findall(folded)[:LONGEST]
    return Spelling(_numbers(_phrases(words)), _numbers(_letters(words)))


def _phrases(words: list[str]) -> Iterator[str]:
    for word in words:
        yield "w" + word
    for left, right in zip(["^", *words], [*words, "$"], strict=True):
        yield f"b{left} {right}"


def _letters(words: list[str]) -> Iterator[str]:
    for word in words:
        edged = f"<{word}>"
        for length in (3, 4, 5):
            for start in range(len(edged) - length + 1):
                yield edged[start : start + length]


def _numbers(groups: Iterator[str]) -> Numbers:
    return np.array(sorted({zlib.crc32(group.encode()) % BUCKETS for group in groups}), dtype=np.int64)
