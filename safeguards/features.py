"""Turns a message into the numbers that the trained layer weighs: vector, letters, and what it touches on.

The vector knows meanings, the letters know spellings, the concepts (data/concepts.txt) know what belongs to
what; pairs of concepts tell "done with life" from "done with meetings". It judges nothing.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from safeguards.lists import read_sections

FloatVector = NDArray[np.float32]
DIMENSIONS = 384  # of the built-in embedding
BUCKETS = 1 << 13  # letter groups share these; collisions are rare enough at 200 groups a message
LIGHT_WEIGHT = 3.0  # the light vectors lie further apart
VECTOR_WEIGHT = 10.0  # the vectors lie close together: spread them so that all parts weigh alike
LETTER_WEIGHT = 4.0
PAIR_WEIGHT = 0.7
LONGEST = 300  # words that are looked at
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@cache
def _concepts() -> tuple[re.Pattern[str], ...]:
    found: list[re.Pattern[str]] = []
    for name, words in read_sections("concepts.txt").items():
        if name:
            ways = [re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in words]
            found.append(
                re.compile(r"(?<!\w)(?:" + "|".join(sorted(ways, key=len, reverse=True)) + r")(?!\w)")
            )
    return tuple(found)


@cache
def _pairs() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    first, second = np.triu_indices(len(_concepts()), 1)
    return first, second


def _letters(folded: str) -> Iterator[str]:
    words = _WORD.findall(folded)[:LONGEST]
    for word in words:
        yield "w" + word
        edged = f"<{word}>"
        for length in (3, 4, 5):
            for start in range(len(edged) - length + 1):
                yield edged[start : start + length]
    for left, right in zip(["^", *words], [*words, "$"], strict=True):
        yield f"b{left} {right}"
    for left, right in zip(words, words[2:], strict=False):
        yield f"s{left} {right}"


def lexical(folded: str) -> FloatVector:
    """Return the numbers of a folded message that need no model: letters, concepts and their pairs."""
    letters = np.zeros(BUCKETS, dtype=np.float32)
    groups = {zlib.crc32(group.encode()) % BUCKETS for group in _letters(folded)}
    if groups:
        letters[list(groups)] = LETTER_WEIGHT / len(groups) ** 0.5
    touched = np.array([bool(concept.search(folded)) for concept in _concepts()], dtype=np.float32)
    first, second = _pairs()
    pairs = touched[first] * touched[second] * (PAIR_WEIGHT / max(1.0, float(touched.sum())) ** 0.5)
    return np.concatenate([letters, touched, pairs]).astype(np.float32)


def describe(words: FloatVector, vector: FloatVector, weight: float = VECTOR_WEIGHT) -> FloatVector:
    """Return the numbers of a message: its vector, spread by a weight, and what `lexical` says of it."""
    return np.concatenate([vector * np.float32(weight), words]).astype(np.float32)
