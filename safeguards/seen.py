"""Tells what is seen of every stretch of letters and figures in a message: for the tagger, which judges.

How it is spelt, which list it is on, what stands before it, what the rules say of it, and how the whole
message is typed; nothing is judged here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from safeguards.cues import CUES, LOW_OUT
from safeguards.lists import Lists, in_dictionary, is_ordinary, read_sections
from safeguards.rules import Hit
from safeguards.variants import is_misspelt, is_near_a_name, is_variant
from safeguards.word_classes import DUTCH, ENGLISH, SMALL_WORDS, class_of
from safeguards.words import Word

_STRETCH = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SELDOM = frozenset(read_sections("name_words.txt")["seldom"])
_FREE = frozenset(["unknown", "misspelt"])
_VARIED = _FREE | {"made", "word"}
_SHAPES = str.maketrans(dict.fromkeys("0123456789", "d"))
# Names of the other language that are words there, by the language of a message.
_FOREIGN = {"nl": CUES["english_words"], "en": CUES["dutch_words"], "?": frozenset[str]()}
_SMALLS = re.compile(r"[a-z]")


class Seen:
    """One stretch: where it stands, the word it is (none where it holds figures), and what is seen of it."""

    __slots__ = ("about", "end", "gap", "key", "kind", "start", "text", "word")

    def __init__(self, start: int, end: int, text: str, gap: str, word: Word | None) -> None:
        self.start, self.end, self.text, self.gap, self.word = start, end, text, gap, word
        self.key = word.key if word else text.lower()
        self.kind = ""
        self.about: list[str] = []


def look(text: str, words: list[Word], known: Lists, hits: Iterable[Hit]) -> list[Seen]:
    """Return the stretches of a searchable text with everything that is seen of them."""
    by_start = {word.start: word for word in words}
    found: list[Seen] = []
    last = 0
    for match in _STRETCH.finditer(text):
        start, end = match.span()
        word = by_start.get(start)
        if word is not None and word.end != end:
            word = None
        found.append(Seen(start, end, match.group(), text[last:start], word))
        last = end
    language = _language(words)
    whole = f"m:{language}{_typed(text, words)}"
    for seen in found:
        _describe(seen, known, _FOREIGN[language])
        seen.about.append(whole)
    if found:
        found[-1].about.append("last:" + text[last:].strip()[:1])
    for start, end, _, name in hits:
        first = True
        for seen in found:
            if seen.start < end and seen.end > start:
                seen.about.append(("r:" if first else "R:") + name)
                first = False
    return found


def _language(words: list[Word]) -> str:
    dutch = sum(word.key in DUTCH for word in words)
    english = sum(word.key in ENGLISH for word in words)
    return "nl" if dutch > english else "en" if english > dutch else "?"


def _typed(text: str, words: list[Word]) -> str:
    """Return whether sentences open with capitals, whether words within do, and whether all letters are."""
    opening = any(word.opens and word.capital for word in words)
    within = any(word.capital and not word.opens and word.key != "i" for word in words)
    return f"{opening:d}{within:d}{'s' if _SMALLS.search(text) else 'S'}"


def _describe(seen: Seen, known: Lists, others: frozenset[str]) -> None:
    word, key = seen.word, seen.key
    gap = seen.gap
    mark = "^" if not gap and seen.start == 0 else (gap.strip()[:1] or ("_" if gap else "+"))
    if word is None:
        seen.kind = "figures"
        case = "d"
        seen.about = ["k:figures", *_of_figures(seen.text)]
        opens = seen.start == 0 or bool(re.search(r"[.!?:;\n]", gap))
    else:
        seen.kind = kind_of(word, known, others)
        case = case_of(word)
        opens = word.opens
        seen.about = [
            "k:" + seen.kind,
            "kc:" + seen.kind + case,
            *_of_letters(key),
            "c:" + class_of(word, known)[1],
        ]
        if seen.kind in _FREE and is_near_a_name(key):
            seen.about.append("near")
        if seen.kind in _VARIED and is_variant(key):
            seen.about.append("variant")
        if "-" in seen.text:
            seen.about.append("-")
        if seen.text.endswith("'s"):
            seen.about.append("owns")
        if word.kept:
            seen.about.append("phrase" if word.phrase else "kept")
    seen.about += ["case:" + case, "g:" + mark, f"o:{opens:d}{case}"]


def case_of(word: Word) -> str:
    """Return how a word is written: small, capital, opening a sentence with one, or all capitals."""
    if not word.capital:
        return "l" if word.text.islower() or word.text.isupper() else "m"
    if word.text.isupper() and len(word.text) > 1:
        return "U"
    return "O" if word.opens else "C"


@lru_cache(maxsize=8192)
def _of_letters(key: str) -> tuple[str, ...]:
    """Return how a word is spelt."""
    return (
        "w:" + key,
        "2:" + key[-2:],
        "3:" + key[-3:],
        "4:" + key[-4:],
        "p:" + key[:3],
        "q:" + key[:4],
        f"n:{min(len(key), 14)}",
    )


@lru_cache(maxsize=2048)
def _of_figures(text: str) -> tuple[str, ...]:
    """Return the form of a stretch with figures."""
    low = text.lower()
    shape = low.translate(_SHAPES)
    letters = "".join("L" if c.isupper() else "l" if c.isalpha() else "d" if c.isdigit() else c for c in text)
    short = re.sub(r"(.)\1+", r"\1", letters)
    head = re.match(r"\d+", low)
    return (
        "w:" + low,
        "sh:" + letters[:10],
        "ss:" + short,
        "sw:" + shape,
        f"n:{min(len(text), 14)}",
        "h:" + (head.group()[:4] if head else ""),
    )


def kind_of(word: Word, known: Lists, others: frozenset[str]) -> str:
    """Return on which list a word is, or how it is made."""
    key = word.key
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
        if key in others:
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
    return _made(key)


@lru_cache(maxsize=8192)
def _made(key: str) -> str:
    if in_dictionary(key):
        return "word"
    if is_ordinary(key):
        return "made"
    return "misspelt" if is_misspelt(key) else "unknown"


REMEMBERED = (_of_letters, _of_figures, _made)
