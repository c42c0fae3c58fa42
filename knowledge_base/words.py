"""Ranking by words: BM25 over word beginnings, so that *vergadering* meets *vergaderen*; knows no meaning."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

import numpy as np

from knowledge_base.embedding import FloatVector

SATURATION = 1.2  # k1 of BM25: how soon the same word again adds nothing
LENGTH = 0.5  # b of BM25: our texts differ little in length
STEM = 6  # characters of a word that count: Dutch and English bend their words at the end

_WORD = re.compile(r"[a-z0-9]+")


def stems(text: str) -> list[str]:
    """Split a text into the beginnings of its words, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [word[:STEM] for word in _WORD.findall(plain) if len(word) > 1]


class WordIndex:
    """BM25 over a fixed set of texts, each known by a name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.names = tuple(texts)
        counts = [Counter(stems(text)) for text in texts.values()]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float32)
        average = float(lengths.mean()) if len(lengths) else 1.0
        norm = SATURATION * (1 - LENGTH + LENGTH * lengths / max(average, 1.0))
        seen = Counter(word for count in counts for word in count)
        self._scores: dict[str, FloatVector] = {}
        for word, spread in seen.items():
            weight = math.log(1 + (len(counts) - spread + 0.5) / (spread + 0.5))
            often = np.array([count[word] for count in counts], dtype=np.float32)
            scores = weight * often * (SATURATION + 1) / (often + norm)
            self._scores[word] = scores.astype(np.float32)

    def scores(self, text: str) -> FloatVector:
        """Score every text: shape (n,), in the order of `names`, zero where no word is shared."""
        total = np.zeros(len(self.names), dtype=np.float32)
        for word in set(stems(text)):
            found = self._scores.get(word)
            if found is not None:
                total += found
        return total
