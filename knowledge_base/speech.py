"""Words of a sentence that carry something: without function words, bent endings, accents and capitals.

Numbers and what is denied are told apart, because they turn a sentence round. It knows no meaning.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from knowledge_base.cards import Language
from knowledge_base.words import STEM

REACH = 3  # words after a denial that it may deny

_FILE = Path(__file__).parent / "wording" / "speech.yaml"
_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"[a-z]+|[.,:;!?]")
_TURNS = frozenset(("maar", "but"))  # after these the denial is over
_ONE = frozenset(("een", "one"))  # also an article or "somebody": no number to hold anybody to


def words(text: str) -> list[str]:
    """Split a text into lower-case words without accents."""
    return _WORD.findall(_plain(text))


def content(text: str, language: Language) -> list[str]:
    """Return the beginnings of the words that carry something, in order."""
    small = listed("small", language)
    return [word[:STEM] for word in words(text) if len(word) > 1 and word not in small]


def numbers(text: str, language: Language) -> frozenset[str]:
    """Return the numbers written as words."""
    return frozenset(word for word in words(text) if word in listed("numbers", language)) - _ONE


def denied(text: str, language: Language) -> frozenset[str]:
    """Return the content that a text denies: what follows a denial, in Dutch also a verb before it."""
    small, no = listed("small", language), listed("negations", language)
    found: set[str] = set()
    before, waiting, left = "", "", 0
    for token in [*_TOKEN.findall(_plain(text)), "."]:
        if not token.isalpha() or token in _TURNS:
            found |= {waiting} - {""}
            before, waiting, left = "", "", 0
        elif token in no:
            waiting, left = before if language == "nl" else "", REACH
        else:
            carries = token not in small and len(token) > 1
            if carries and left:
                found.add(token[:STEM])
                waiting = ""
            elif carries:
                found |= {waiting} - {""}
                waiting = ""
            before = token[:STEM] if carries else before
            left = max(0, left - 1)
    return frozenset(found)


def speaks(text: str, language: Language) -> bool:
    """Tell whether a text is in a language, by counting small words of both; short texts pass a tie."""
    other: Language = "en" if language == "nl" else "nl"
    ours = sum(word in listed("marks", language) for word in words(text))
    theirs = sum(word in listed("marks", other) for word in words(text))
    return ours > 0 and ours > theirs


@cache
def listed(name: str, language: Language) -> frozenset[str]:
    """Return one list of words in one language; raises KeyError for one that is not there."""
    return frozenset(words(_read()[name][language]))


@cache
def lines(name: str, language: Language) -> tuple[str, ...]:
    """Return one list of phrases in one language, a line each, as `words` would split them."""
    return tuple(" ".join(words(line)) for line in _read()[name][language].splitlines())


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))
