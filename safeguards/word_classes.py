"""Tells of a word around a name what class it is of: a title, a verb of speech, a small word, a section."""

from safeguards.cues import (
    ARTICLES,
    BEFORE,
    DEEDS,
    PAST,
    PERSON_VERBS,
    SECTIONS,
    SPEECH,
    STRONG_BEFORE,
    TITLES,
    VERBS,
)
from safeguards.lists import Lists, read_sections
from safeguards.words import Word

DUTCH, ENGLISH = (frozenset(read_sections("small_words.txt")[part]) for part in ("nl", "en"))
SMALL_WORDS = DUTCH | ENGLISH
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


def class_of(word: Word | None, known: Lists) -> tuple[str, str]:
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
