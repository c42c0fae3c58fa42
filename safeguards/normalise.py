"""Makes look-alike spellings equal before anything is searched, and maps every finding back to the original.

It changes nothing that is stored: callers cut the original text by the offsets given here.
"""

import re
import unicodedata
from dataclasses import dataclass

# Characters that are not seen: zero-width spaces and joiners, direction marks, soft hyphens, variation
# selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
# Letters of other scripts that look Latin, and the many quotes and dashes: one character for one.
_LOOKALIKES = str.maketrans(
    "аеорсухіјАВЕКМНОРСТХІ’‘‛ʼ`´“”„–—‐‑−",
    "aeopcyxijABEKMHOPCTXI''''''\"\"\"-----",
)
_FOLDS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A searchable text; character i came from original[starts[i]:ends[i]]; empty: the same."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original (end exclusive) of a non-empty stretch of this text."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def normalise(text: str) -> Normalised:
    """Return the text with compatible forms unified, unseen characters gone and look-alikes made Latin."""
    if text.isascii():
        return Normalised(text.translate(_LOOKALIKES))
    if not _UNSEEN.search(text) and unicodedata.is_normalized("NFKC", text):
        return Normalised(text.translate(_LOOKALIKES))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _UNSEEN.match(text[end])):
            end += 1
        cluster = unicodedata.normalize("NFKC", _UNSEEN.sub("", text[position:end])).translate(_LOOKALIKES)
        out.append(cluster)
        starts.extend([position] * len(cluster))
        ends.extend([end] * len(cluster))
        position = end
    return Normalised("".join(out), tuple(starts), tuple(ends))


def fold(word: str) -> str:
    """Return a word in lower case without accents: the form of every list here (Zoë = zoe)."""
    low = word.lower()
    if low.isascii():
        return low
    parts = unicodedata.normalize("NFD", low.translate(_FOLDS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
