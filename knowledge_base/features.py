"""What the trained layers see of the words: hashed words, pairs, word beginnings and pieces of words.

An embedding knows what a text is about but blurs *not* and *but*; these keep them. Nothing is trained here.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from knowledge_base.embedding import FloatVector

BUCKETS = 16384  # hashed features of words, and as many of pieces of words: few that matter meet in one
STEM = 6  # characters of a word that stand for all its forms
SCOPE = 4  # words after a negation that it still speaks about
_TOKEN = re.compile(r"[a-z0-9']+|[?!.,;:]+|…")

NEGATIONS = frozenset(
    _TOKEN.findall(
        "niet geen nooit niemand nergens niks niets noch zonder amper nauwelijks "
        "not no never nobody nothing nowhere none without hardly barely nor cannot "
        "can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't couldn't haven't hasn't"
    )
)
TURNS = frozenset(
    _TOKEN.findall(
        "maar alleen toch echter al hoewel ondanks behalve enerzijds anderzijds "
        "but though only still yet however although except"
    )
)


def tokens(text: str) -> list[str]:
    """Split a text into words and marks, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return _TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c)))


def hashed(texts: Sequence[str]) -> FloatVector:
    """Mark which features each text has: shape (n, 2 × BUCKETS), words first, then pieces of words."""
    marks = np.zeros((len(texts), 2 * BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        found = tokens(text)
        for name in _of_words(text, found):
            marks[row, zlib.crc32(name.encode()) % BUCKETS] = 1.0
        for name in _of_pieces(found):
            marks[row, BUCKETS + zlib.crc32(name.encode()) % BUCKETS] = 1.0
    return marks


def weighed(marks: FloatVector, rarity: FloatVector) -> FloatVector:
    """Weigh features by how rare they are; the words and the pieces of each text get length one."""
    found = marks * rarity
    for half in (slice(0, BUCKETS), slice(BUCKETS, None)):
        lengths = np.linalg.norm(found[:, half], axis=1, keepdims=True)
        found[:, half] /= np.maximum(lengths, 1e-6)
    return found


def rarity_of(marks: FloatVector) -> FloatVector:
    """Return the weight of each feature over a set of texts; one that is seen once weighs nothing."""
    seen = marks.sum(axis=0)
    weights = np.log((1 + len(marks)) / (1 + seen)) + 1
    return np.asarray(np.where(seen >= 2, weights, 0.0), dtype=np.float32)


def _of_words(text: str, found: list[str]) -> Iterator[str]:
    denied = turned = 0
    for place, word in enumerate(found):
        before = found[place - 1] if place else ""
        yield f"word {word}"
        yield f"pair {before} {word}"
        if place > 1:
            yield f"around {found[place - 2]} {word}"
        if len(word) > STEM:
            yield f"stem {word[:STEM]}"
        if not word[0].isalnum():
            denied = 0
        if denied:
            yield f"denied {word[:STEM]}"
            denied -= 1
        if turned:
            yield f"after a turn {word[:STEM]}"
        if word in NEGATIONS:
            denied = SCOPE
        if word in TURNS and place:
            turned = 1
    if found:
        yield f"last {found[-1]}"
    if turned:
        yield "a turn"
    if text.rstrip().endswith("?"):
        yield "a question"
    yield f"length {min(5, len(found) // 4)}"


def _of_pieces(found: list[str]) -> Iterator[str]:
    line = f" {' '.join(found)} "
    for size in (3, 4, 5):
        for start in range(len(line) - size + 1):
            yield line[start : start + size]
