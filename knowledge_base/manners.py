"""What a language model may say here at all, sentence by sentence, whatever it was told.

Letters and plain marks only, the teacher's own language, no numbers in digits, no addresses, no names.
Guidance is held against its card elsewhere (`support`).
"""

import re
from collections.abc import Sequence

from knowledge_base.cards import Card, Language
from knowledge_base.speech import content, lines, listed, numbers, speaks, words
from knowledge_base.support import foreign
from knowledge_base.words import STEM
from meaning.heavy import embed_passages

LONGEST = 30  # words of one sentence: more is no longer one thought
LONGEST_HEARING = 25  # words of an acknowledgement or a question
NEAR = 0.88  # similarity of a question to one of the cards' own: unrelated questions lie around .86

# Everything else is out: other scripts, invisible and control characters, digits, markup, commands.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ ,.;:'’‘“”\"!?…–-]+")
_ADDRESS = re.compile(r"\w\.\w|\b(?:www|https?|mailto)\b|--", re.IGNORECASE)
# A capital within a sentence, other than after a colon or an opening quotation mark, and words in capitals.
_NAME = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-Ö]\w*|(?<=[,;'’”\"] )[A-ZÀ-Ö]\w*|[A-ZÀ-Ö]{2,}|[a-zà-ÿ][A-ZÀ-Ö]")

# A letter that stands alone spells something out.
_LONE = re.compile(r"(?<![\w'’])[b-hj-zB-HJ-Z](?![\w'’])")


def presentable(sentence: str, language: Language) -> bool:
    """Tell whether a sentence is plain speech in a language: no markup, address, digit or name."""
    if not _PLAIN.fullmatch(sentence) or _ADDRESS.search(sentence) or _LONE.search(sentence):
        return False
    names = set(_NAME.findall(sentence)) - {"I"}
    return not names and speaks(sentence, language) and len(sentence.split()) <= LONGEST


def acknowledges(sentence: str, *, language: Language, heard: Sequence[str], cards: Sequence[Card]) -> bool:
    """Tell whether a sentence only says back what was heard, without facts, promises, names or persons.

    Its words are those of the talk, of the cards' titles and of listening; `heard` is redacted.
    """
    if not presentable(sentence, language) or "?" in sentence or not _short(sentence):
        return False
    if not _starts(sentence, "openers", language) or _pushes(sentence, language):
        return False
    known = {stem for text in (*heard, *(card.title for card in cards)) for stem in content(text, language)}
    known |= {word[:STEM] for word in listed("listening", language)}
    return all(stem in known for stem in content(sentence, language)) and _homely(sentence, language)


def asks(sentence: str, *, language: Language, cards: Sequence[Card]) -> bool:
    """Tell whether a sentence is one open question about the own work, near a question of the cards."""
    if not presentable(sentence, language) or not _short(sentence):
        return False
    if sentence.count("?") != 1 or not sentence.endswith("?") or re.search(r"[.!:;…]\s", sentence):
        return False
    if not _starts(sentence, "questions", language) or _pushes(sentence, language):
        return False
    if not _homely(sentence, language):
        return False
    questions = [question for card in cards for question in card.questions]
    alike = embed_passages(questions) @ embed_passages([sentence])[0]
    return float(alike.max()) >= NEAR


def _short(sentence: str) -> bool:
    return len(sentence.split()) <= LONGEST_HEARING


def _starts(sentence: str, name: str, language: Language) -> bool:
    said = " ".join(words(sentence)) + " "
    return any(said.startswith(f"{start} ") for start in lines(name, language))


def _pushes(sentence: str, language: Language) -> bool:
    said = frozenset(words(sentence))
    persons = said & listed("roles", language)
    return bool(said & listed("pushing", language) or persons or numbers(sentence, language))


def _homely(sentence: str, language: Language) -> bool:
    known = listed("listening", language)
    return not any(foreign(word, language) and word not in known for word in words(sentence))
