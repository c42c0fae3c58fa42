"""What words mean to the built-in embedding, each read alone, in few numbers: for the tagger.

The words are those of plain messages and of the lists, and of the dictionary those that are one piece.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from meaning.e5_file import open_e5
from meaning.heavy import embed
from safeguards.lists import in_dictionary, lists
from safeguards.normalise import fold
from safeguards.tagger import MEANT, end_of
from tuning.altered import WORD
from tuning.material import dangers, thoughts

FloatArray = NDArray[np.float32]
NUMBERS = 48  # of each word
LEAST = 1e-6  # of a scale: row 0 is nothing


@dataclass(frozen=True, slots=True)
class Vectors:
    """Words, and their vectors; row 0 is no word."""

    words: dict[str, int]
    table: FloatArray

    def row(self, key: str) -> int:
        """Return the row of a word, by its end where it is unknown."""
        return end_of(key, self.words)

    def with_rows(self, rows: dict[str, int], learnt: dict[str, Any]) -> dict[str, Any]:
        """Return what the model file holds: one table of all that may be seen, in whole numbers."""
        meant = self.table[1:] @ learnt.pop("meaning")
        table = np.concatenate([learnt.pop("table"), meant])
        names = ["", *rows, *(MEANT + word for word in self.words)]
        scale = np.maximum(np.abs(table).max(axis=1) / 127, LEAST).astype(np.float16)
        small = np.round(table / scale.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8)
        plain = {name: value.astype(np.float16) for name, value in learnt.items()}
        text = np.frombuffer("\n".join(names).encode(), np.uint8)
        return {"names": text, "table": small, "scale": scale, **plain}


def _words() -> list[str]:
    texts = {*thoughts().texts, *dangers().texts}
    said = Counter(fold(match.group()) for text in texts for match in WORD.finditer(text))
    dictionary, known = open_e5().dictionary, lists()
    places = dictionary.starts.tolist()
    pieces = (dictionary.text[a:b].decode() for a, b in pairwise(places))
    whole = {fold(piece[1:]) for piece in pieces if piece.startswith("\u2581")}
    found = {word for word, count in said.items() if count > 1 or in_dictionary(word)}
    found |= {word for word in whole if word.isalpha() and in_dictionary(word)}
    found |= known.given_words | known.strict_words | known.family_words | known.place_words | known.common
    return sorted(found | ((known.first | known.last | known.places) & whole))


@cache
def word_vectors() -> Vectors:
    """Read every word by the embedding; the directions in which words differ most are kept."""
    words = _words()
    vectors = np.stack([embed(word) for word in words])
    vectors -= vectors.mean(axis=0)
    _, _, ways = np.linalg.svd(vectors[::4], full_matrices=False)
    few = vectors @ ways[:NUMBERS].T
    few /= few.std(axis=0) ** 0.5
    few /= few.std()
    table = np.concatenate([np.zeros((1, NUMBERS)), few]).astype(np.float32)
    return Vectors({word: row for row, word in enumerate(words, 1)}, table)
