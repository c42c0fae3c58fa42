"""Judges by where a word stands and how it looks whether it names a person, a school or a place.

What it has learnt (`train_reader`) are the words and marks around a word, its case, its ending and the list
it is on, if any; so a name on no list and a name that is a word are heard, too.
"""

import gzip
import json
from functools import cache
from importlib.resources import files

from safeguards.cues import CUES, LOW_OUT, MONTHS
from safeguards.lists import Lists, in_dictionary, is_ordinary, read_sections
from safeguards.neighbours import is_title
from safeguards.variants import is_misspelt, is_near_a_name
from safeguards.word_classes import DUTCH, ENGLISH, SMALL_WORDS, class_of
from safeguards.words import Word

MODEL = "reader.json.gz"
OFFSET = "offset"  # the key of the constant among the weights
_SELDOM = frozenset(read_sections("name_words.txt")["seldom"])
# How sure (log-odds) it must be, by case: capital within a sentence, opening it, small letters, all capitals.
# Chosen on each part in turn, learnt from the others: as low as clean messages bear.
SURE = {"C": -0.5, "O": 0.0, "l": -0.5, "U": 0.0}
DOUBT = {"misspelt": 2.0}  # so much more for a word that is probably another one
# So much more for small letters that open a sentence: whoever types like that begins with plain words, too.
# It costs no name on any part that was learnt from, nor on "held".
OPENING = 1.5
# Kinds that name nobody: written small, opening a sentence, in capitals for the noise of it.
_PLAIN = {
    "l": frozenset(["kept", "common", "word"]),
    "O": frozenset(["kept", "common"]),
    "U": frozenset(["kept", "common"]),
    "C": frozenset(["kept"]),
}
_BY_LETTERS = frozenset(["unknown", "made", "last", "family", "word", "misspelt"])
_FREE = frozenset(["unknown", "misspelt"])
_PLACE_BEFORE = frozenset(["in", "uit", "te", "naar", "from", "near", "vanuit", "to"])
# Which of what stands around (`_around`) is also seen together with the case, the kind and both.
_PAIRED_WITH_CASE, _PAIRED_WITH_KIND, _PAIRED_WITH_BOTH = (0, 2, 4, 5, 8, 9, 10), (4, 5, 8), (0, 2)


class Reader:
    """Reads the words of one text; what is found out about a word is kept."""

    def __init__(self, words: list[Word], known: Lists) -> None:
        """Keep the words; nothing is read yet."""
        self.words = words
        self.known = known
        self._kinds: dict[int, str] = {}
        self._others: frozenset[str] | None = None

    def says(self, index: int) -> str | None:
        """Return "person", "institution" or "place" where this word names one, else None."""
        if not self.may_name(index):
            return None
        seen = self.look(index)
        goes, thing = _weights()
        case = _case(self.words[index])
        sure = SURE[case] + DOUBT.get(self.kind(index), 0.0)
        if case == "l" and self.words[index].opens:
            sure += OPENING
        if goes[OFFSET] + sum(goes.get(name, 0.0) for name in seen) <= sure:
            return None
        if thing[OFFSET] + sum(thing.get(name, 0.0) for name in seen) <= 0:
            return "person"
        before = self.words[index - 1].key if index else ""
        place = self.kind(index).startswith("place") or before in _PLACE_BEFORE
        return "place" if place else "institution"

    def may_name(self, index: int) -> bool:
        """Tell whether a word is worth a look: small and daily words name nobody."""
        word = self.words[index]
        if len(word.key) < 2 or word.phrase or word.key in MONTHS:
            return False
        if word.capital and (word.kept or is_title(self.words, index) or self._is_compound(word)):
            return False
        case, kind = _case(word), self.kind(index)
        if word.key in SMALL_WORDS:
            return case == "C"
        return kind not in _PLAIN[case]

    def _is_compound(self, word: Word) -> bool:
        """Tell whether an abbreviation that names nobody starts a word ("PTA-overleg")."""
        first, _, rest = word.text.partition("-")
        return rest.islower() and first.isupper() and first.lower() in self.known.excluded

    def kind(self, index: int) -> str:
        """Return on which list a word is, or how it is made."""
        found = self._kinds.get(index)
        if found is None:
            found = self._kinds[index] = self._kind(self.words[index])
        return found

    def _kind(self, word: Word) -> str:
        key, known = word.key, self.known
        if word.kept:
            return "kept"
        if key in SMALL_WORDS:
            return "small"
        if key in known.first:
            return "first"
        if key in known.given_words or key in known.strict_words:
            if key in LOW_OUT and not word.capital:
                return "never"
            if key in _SELDOM:
                return "seldom"
            if key in self._of_the_other_language():
                return "foreign"
            return "given" if key in known.given_words else "strict"
        if key in known.places:
            return "place"
        if key in known.place_words:
            return "place_word"
        if key in known.last:
            return "family" if in_dictionary(key) else "last"
        if key in known.family_words:
            return "family"
        if key in known.common:
            return "common"
        if in_dictionary(key):
            return "word"
        if is_ordinary(key):
            return "made"
        return "misspelt" if is_misspelt(key) else "unknown"

    def _of_the_other_language(self) -> frozenset[str]:
        """Return the names that are words, though not in the language of these words."""
        if self._others is None:
            dutch = sum(word.key in DUTCH for word in self.words)
            english = sum(word.key in ENGLISH for word in self.words)
            part = "english_words" if dutch > english else "dutch_words" if english > dutch else ""
            self._others = CUES[part] if part else frozenset()
        return self._others

    def look(self, index: int, kind: str | None = None) -> list[str]:
        """Return what is seen of a word and around it; with a kind: as if it were of that kind."""
        word = self.words[index]
        kind = kind or self.kind(index)
        case = _case(word)
        both = kind + case
        around = self._around(index)
        left, right = self._beside(index - 1, index), self._beside(index + 1, index + 1)
        seen = [
            *around,
            *(around[at] + "|" + case for at in _PAIRED_WITH_CASE),
            *(around[at] + "|" + kind for at in _PAIRED_WITH_KIND),
            *(around[at] + "|" + both for at in _PAIRED_WITH_BOTH),
            "K" + both,
            "k" + kind,
            "C" + case,
            "L" + left + both,
            "R" + right + both,
            "B" + left + right + case,
            "L" + left + case,
            "R" + right + case,
            f"n{min(len(word.key), 14)}{case}",
        ]
        if kind in _BY_LETTERS:
            key = word.key
            seen += ["2" + key[-2:] + case, "3" + key[-3:] + case, "4" + key[-4:], "p" + key[:3]]
        if kind in _FREE and is_near_a_name(word.key):
            seen += ["near" + case, "near" + both]
        if "-" in word.text:
            seen.append("-" + case)
        if word.text.endswith("'s"):
            seen.append("owns")
        return seen

    def _beside(self, index: int, opening: int) -> str:
        """Return kind and case of a neighbour in the same sentence."""
        if not 0 <= index < len(self.words) or self.words[opening].opens:
            return "none"
        return self.kind(index) + _case(self.words[index])

    def _around(self, index: int) -> list[str]:
        """Return two words on either side in the sentence, their classes and the marks between."""
        words, word = self.words, self.words[index]
        last = len(words) - 1
        one = words[index - 1] if index and not word.opens else None
        two = words[index - 2] if one and index > 1 and not one.opens else None
        next_one = words[index + 1] if index < last and not words[index + 1].opens else None
        next_two = words[index + 2] if next_one and index + 1 < last and not words[index + 2].opens else None
        left = "^" if one is None else _mark(word.gap)
        right = "$" if next_one is None else _mark(next_one.gap)
        (p1, c1), (p2, c2), (n1, d1), (n2, d2) = (
            class_of(w, self.known) for w in (one, two, next_one, next_two)
        )
        return [
            f"a:{p1}",
            f"b:{p2}",
            f"c:{n1}",
            f"d:{n2}",
            f"e:{c1}{left}",
            f"f:{d1}{right}",
            f"g:{c2} {c1}{left}",
            f"h:{d1}{right} {d2}",
            f"i:{c1}{left} {d1}{right}",
            f"j:{p1}{left} {d1}{right}",
            f"k:{c1}{left} {n1}{right}",
            f"l:{p2} {p1}",
            f"m:{n1} {n2}",
            f"n:{left}{right}",
        ]


def _case(word: Word) -> str:
    if not word.capital:
        return "l"
    if word.text.isupper() and len(word.text) > 1:
        return "U"
    return "O" if word.opens else "C"


def _mark(gap: str) -> str:
    mark = gap.strip()[:1] or "_"
    return "#" if mark.isdigit() else mark  # "Grade 5"


@cache
def _weights() -> tuple[dict[str, float], dict[str, float]]:
    """Return what speaks for a name, and what speaks for a thing rather than a person."""
    found = json.loads(gzip.decompress((files("safeguards") / "data" / MODEL).read_bytes()))
    return found["goes"], found["thing"]
