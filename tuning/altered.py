"""Tells marked messages again with other names, schools, roles and figures, in small letters, misspelt.

So the tagger learns how a name stands rather than which name it is. What stands in for what was marked comes
from the lists and from what others marked; nothing is judged here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from safeguards.cues import CUES
from safeguards.lists import lists
from safeguards.messages import MarkedMessage
from safeguards.redaction import language_of
from safeguards.tagger import TYPES

# What a mark is to the tagger.
MEANT = {
    **{kind: kind for kind in TYPES[1:]},
    **dict.fromkeys(("number", "phone", "bsn", "iban"), "student_number"),
    **dict.fromkeys(("email", "handle", "url"), "url_handle"),
    "postcode": "address",
}
ARTICLES = CUES["determiners"]
_NO_NAMES = CUES["no_names"]  # also inside the mark of a person
_KINDS = re.compile(r"school|college|coll|academ|lyceum|basis|primary|gymn")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OF_FIGURES = frozenset(["student_number", "url_handle", "address"])
_BY_LANGUAGE = frozenset(["role", "date"])
RENAMED, FIRST_NAMES = 0.6, 0.85  # how often a person gets another name, and a first one of the list of those
SWAPPED, COMPOSED = 0.4, 0.3  # how often another of its type stands in, and how often of other words
SMALL, OPENED, SHOUTED = 0.25, 0.05, 0.03  # how often a message is typed so
MISSPELT = 0.25
SHORT_CODE = 4  # letters and figures of a class
LAST_DAY, LAST_YEAR_GROUP = 28, 6


@dataclass(frozen=True, slots=True)
class Altering:
    """Stretches that were marked, by type, language and whether an article opens them; and lists of names."""

    marked: dict[tuple[str, str, bool], list[str]]
    first: list[str]
    last: list[str]
    places: list[str]


def altering(messages: Iterable[MarkedMessage]) -> Altering:
    """Return what may stand in for what, taken from these messages and the lists."""
    found: dict[tuple[str, str, bool], set[str]] = {}
    for message in messages:
        for start, end, kind in message.spans:
            said, meant = message.text[start:end], MEANT[kind]
            found.setdefault(_drawer(meant, message.text, said), set()).add(said)
    known = lists()
    return Altering(
        {drawer: sorted(said) for drawer, said in found.items()},
        sorted(known.first),
        sorted(known.last),
        sorted(known.places),
    )


def _drawer(kind: str, text: str, said: str) -> tuple[str, str, bool]:
    return kind, language_of(text) if kind in _BY_LANGUAGE else "", said.split(" ")[0].lower() in ARTICLES


def altered(message: MarkedMessage, by: Altering, chance: Random) -> MarkedMessage:
    """Return a message told again."""
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = last = 0
    for start, end, kind in sorted(message.spans):
        before = message.text[last:start]
        said = _another(message.text, message.text[start:end], MEANT[kind], by, chance)
        length += len(before)
        parts += [before, said]
        spans.append((length, length + len(said), kind))
        length, last = length + len(said), end
    text = "".join([*parts, message.text[last:]])
    return MarkedMessage(_typed(text, spans, chance), tuple(spans))


def _another(text: str, said: str, kind: str, by: Altering, chance: Random) -> str:
    if kind == "person":
        return _renamed(said, by, chance) if chance.random() < RENAMED else said
    if chance.random() >= SWAPPED:
        return said
    if kind in _OF_FIGURES:
        return _other_figures(said, chance)
    new = chance.choice(by.marked.get(_drawer(kind, text, said), [said]))
    if kind == "date":
        return re.sub(
            r"\d+", lambda d: str(chance.randint(1, LAST_DAY)) if len(d.group()) < 3 else d.group(), new
        )
    if kind == "class_group":
        return _other_figures(new, chance)
    if said.islower():
        new = new.lower()
    elif said[0].isupper() and kind != "role":
        new = new[0].upper() + new[1:]
    if kind != "role" and chance.random() < COMPOSED:
        names = by.last if kind == "institution" else by.places
        new = " ".join(_other_word(word, names, chance) for word in new.split(" "))
    return new


def _renamed(said: str, by: Altering, chance: Random) -> str:
    def name(match: re.Match[str]) -> str:
        old = match.group()
        if len(old) < 2 or old.lower() in _NO_NAMES:
            return old
        opens = match.start() == 0 and chance.random() < FIRST_NAMES
        return _written_like(chance.choice(by.first if opens else by.last), old)

    return WORD.sub(name, said)


def _other_word(word: str, names: list[str], chance: Random) -> str:
    plain = len(word) < 4 or word.lower() in ARTICLES or _KINDS.search(word.lower())
    return word if plain or chance.random() >= RENAMED else _written_like(chance.choice(names), word)


def _written_like(new: str, old: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    return "-".join(part.capitalize() for part in new.split("-")) if old[0].isupper() else new


def _other_figures(said: str, chance: Random) -> str:
    """Return a code with other figures and, where it is short, other letters."""
    short = len(said) <= SHORT_CODE
    most = LAST_YEAR_GROUP if len(said) <= SHORT_CODE + 1 else 9
    found = []
    for sign in said:
        if sign.isdigit() and chance.random() < 0.5:
            found.append(str(chance.randint(sign != "0", most)))
        elif sign.isalpha() and short and chance.random() < 0.3:
            letter = chance.choice("abcdhkmvtgp")
            found.append(letter if sign.islower() else letter.upper())
        else:
            found.append(sign)
    return "".join(found)


def _typed(text: str, spans: list[tuple[int, int, str]], chance: Random) -> str:
    """Return a text in small letters, opened with a capital, shouted or misspelt; it stays as long."""
    how = chance.random()
    if how < SMALL:
        new = text.lower()
    elif how < SMALL + OPENED:
        new = text[:1].upper() + text[1:]
    else:
        new = text.upper() if how < SMALL + OPENED + SHOUTED else text
    text = new if len(new) == len(text) else text
    if chance.random() < MISSPELT:
        words = [
            match
            for match in WORD.finditer(text)
            if len(match.group()) > 4 and not any(a < match.end() and b > match.start() for a, b, _ in spans)
        ]
        if words:
            word = chance.choice(words)
            at = chance.randint(word.start() + 1, word.end() - 2)
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text
