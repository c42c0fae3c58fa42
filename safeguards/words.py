"""Cuts a text into words that know their neighbours: the ground that names, places and roles are found on."""

import re
from dataclasses import dataclass

from safeguards.lists import Lists
from safeguards.normalise import fold

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;\n•\"(]|^\s*[-*]\s*$|\.\.\.")
_FEW = 5  # words: a shorter text may be names and little else
_ARTICLED = re.compile(r"(?:al|el|as|ar|ad|an|abu|ben|ibn)-[A-Z]")  # al-Rashid
_POSSESSIVE = re.compile(r"'s?$")


@dataclass(slots=True)
class Word:
    """One word: offsets in the searchable text, its folded key (no possessive 's) and how it stands."""

    start: int
    end: int
    text: str
    key: str
    gap: str  # what stands between the word before and this one
    capital: bool
    opens: bool  # first of a sentence: its capital says nothing
    kept: bool = False  # on the list of words that are no names, or inside such a phrase
    phrase: bool = False  # inside such a phrase


def cut(text: str, known: Lists) -> list[Word]:
    """Return the words of a searchable text with the phrases that are no names already marked."""
    words: list[Word] = []
    last = 0
    shouting = text.isupper() or _titled(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        raw = match.group()
        gap = text[last:start]
        key = fold(raw)
        possessive = _POSSESSIVE.search(key)
        if possessive and key not in known.excluded:
            key = key[: possessive.start()]
            end_word = end
        else:
            end_word = end
        opens = not words or bool(_SENTENCE_END.search(gap))
        capital = (raw[0].isupper() or bool(_ARTICLED.match(raw))) and not shouting
        words.append(Word(start, end_word, raw, key, gap, capital, opens, key in known.excluded))
        last = end
    _mark_phrases(words, known)
    return words


def _titled(text: str) -> bool:
    """Tell whether nearly Every Word Has A Capital, so that a capital says nothing."""
    words = [match.group() for match in _WORD.finditer(text)]
    capitals = sum(word[0].isupper() for word in words)
    return (len(words) >= _FEW and capitals == len(words)) or (
        len(words) > _FEW and capitals > 0.7 * len(words)
    )


def _mark_phrases(words: list[Word], known: Lists) -> None:
    for index, word in enumerate(words):
        for phrase in known.excluded_phrases.get(word.key, ()):
            if matches(words, index, phrase):
                for inner in words[index : index + len(phrase)]:
                    inner.kept = inner.phrase = True
                break


def matches(words: list[Word], index: int, phrase: tuple[str, ...]) -> bool:
    """Tell whether the phrase stands at this word, with nothing but spaces or hyphens between."""
    if index + len(phrase) > len(words):
        return False
    for offset, part in enumerate(phrase):
        word = words[index + offset]
        if word.key != part or (offset and word.gap not in {" ", "-", "  "}):
            return False
    return True
