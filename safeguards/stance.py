"""Judges by where a word stands whether it is a name there, as learnt from marked messages (`train_names`).

The words around it decide, never its own letters: so it also hears names that are words and names on no list.
"""

import gzip
import json
from functools import cache
from importlib.resources import files

from safeguards.cues import (
    ARTICLES,
    BEFORE,
    COMMON_ENDINGS,
    CUES,
    DEEDS,
    LONGEST_UNKNOWN,
    LOW_OUT,
    MONTHS,
    PAST,
    PERSON_VERBS,
    SECTIONS,
    SPEECH,
    STRONG_BEFORE,
    TITLES,
    VERBS,
)
from safeguards.lists import Lists, in_dictionary, is_ordinary, read_sections
from safeguards.neighbours import is_title
from safeguards.variants import is_misspelt
from safeguards.words import Word

MODEL = "name_stance.json.gz"
_DUTCH, _ENGLISH = (frozenset(read_sections("small_words.txt")[part]) for part in ("nl", "en"))
SMALL_WORDS = _DUTCH | _ENGLISH
SELDOM = frozenset(read_sections("name_words.txt")["seldom"])
OFFSET = "offset"  # the key of the constant among the weights
# How sure (log-odds) a place must be before a word of a kind is a name there. As low as the clean messages of
# every set bear (at most 4 % touched): a word too many can be read past, a name too few is a leak.
SURE = {
    "last": -11.0,
    "seldom": -5.0,
    "given": -2.0,
    "strict": -0.8,
    "family": -0.8,
    "unknown": -5.2,
    "foreign": -4.5,
    "doubtful": -1.4,
    "misspelt": 0.0,
    "never_small": -1.4,
}
FOR_SHOW = 0.7  # more where the word has a capital because a sentence starts: titles and things start so too
_CLASSES = (
    (TITLES, "title"),
    (SPEECH, "says"),
    (PERSON_VERBS, "does"),
    (VERBS, "verb"),
    (DEEDS | PAST, "deed"),
    (STRONG_BEFORE, "strong"),
    (BEFORE, "before"),
    (ARTICLES, "article"),
    (SMALL_WORDS, "small"),
    (SECTIONS, "section"),
)
_ENDINGS = (
    ("te", "past"),
    ("de", "past"),
    ("ed", "past"),
    ("t", "t"),
    ("s", "s"),
    ("en", "en"),
    ("ing", "ing"),
)


def stands_as_name(words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether this word, no name by its looks, stands where only a name does."""
    word = words[index]
    key = word.key
    if word.kept or len(key) < 2 or key in SMALL_WORDS or key in known.places or key in MONTHS:
        return False
    if word.text.isupper() and len(key) > 1:
        return False
    kind = _kind(word, known)
    if kind in {"given", "strict", "never_small"} and key in _of_the_other_language(words):
        kind = "foreign"
    if kind is None or (word.capital and is_title(words, index)):
        return False
    return stance(words, index, known) > SURE[kind] + (FOR_SHOW if word.capital and word.opens else 0.0)


def _of_the_other_language(words: list[Word]) -> frozenset[str]:
    """Return the names that are words, though not in the language of these words."""
    dutch = sum(word.key in _DUTCH for word in words)
    english = sum(word.key in _ENGLISH for word in words)
    return (
        CUES["english_words"] if dutch > english else CUES["dutch_words"] if english > dutch else frozenset()
    )


def _kind(word: Word, known: Lists) -> str | None:
    key = word.key
    if key in SELDOM:
        return "seldom"
    if key in LOW_OUT and not word.capital:
        return "never_small"
    if key in known.last and key not in known.common:
        return "family" if in_dictionary(key) else "last"
    if key in known.given_words:
        return "given"
    if key in known.strict_words:
        return "strict"
    if key in known.family_words:
        return "family"
    plain = 2 < len(key) <= LONGEST_UNKNOWN and key.isalpha() and key not in known.common
    if not plain or in_dictionary(key):
        return None
    if is_misspelt(key):
        return "misspelt"
    looks_common = is_ordinary(key) or (COMMON_ENDINGS.search(key) and not word.capital)
    return "doubtful" if looks_common else "unknown"


def stance(words: list[Word], index: int, known: Lists) -> float:
    """Return the log-odds that a name stands here."""
    weights = _weights()
    return weights[OFFSET] + sum(weights.get(name, 0.0) for name in describe(words, index, known))


@cache
def _weights() -> dict[str, float]:
    raw = gzip.decompress((files("safeguards") / "data" / MODEL).read_bytes())
    return {str(name): float(weight) for name, weight in json.loads(raw).items()}


def describe(words: list[Word], index: int, known: Lists) -> list[str]:
    """Return what is seen around a word: two words on either side in its sentence, their kinds, the marks."""
    word = words[index]
    last = len(words) - 1
    one = words[index - 1] if index and not word.opens else None
    two = words[index - 2] if one and index > 1 and not one.opens else None
    next_one = words[index + 1] if index < last and not words[index + 1].opens else None
    next_two = words[index + 2] if next_one and index + 1 < last and not words[index + 2].opens else None
    left = "^" if one is None else _mark(word.gap)
    right = "$" if next_one is None else _mark(next_one.gap)
    (p1, c1), (p2, c2), (n1, d1), (n2, d2) = (_seen(w, known) for w in (one, two, next_one, next_two))
    found = [
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
    if word.text.endswith("'s"):
        found.append("owns")
    return found


def _mark(gap: str) -> str:
    return gap.strip()[:1] or "_"


def _seen(word: Word | None, known: Lists) -> tuple[str, str]:
    """Return a word and its class; every first name looks the same."""
    if word is None:
        return "", "none"
    key = word.key
    if key in known.first and not word.kept:
        return "NAME", "name"
    for section, name in _CLASSES:
        if key in section:
            return key, name
    for ending, name in _ENDINGS:
        if key.endswith(ending):
            return key, name
    return key, "other"
