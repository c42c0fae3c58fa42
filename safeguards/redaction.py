"""Takes out of a text whatever points to a person, before it is stored or leaves the process.

It judges one text alone; what a colleague still recognises in a story is the business of `identifying`.
"""
# ruff: noqa: E501 - the table of placeholders

import re
from dataclasses import dataclass

from safeguards import seen, variants
from safeguards.lists import is_ordinary, lists
from safeguards.normalise import fold, normalise
from safeguards.rules import find_by_rules, find_names_that_are_words
from safeguards.tagger import find_tagged, meaning_of
from safeguards.words import cut

LONGEST = 20_000  # characters; longer texts than Telegram's 4,096 only come from imports

_PLACEHOLDERS = {
    "nl": {
        "person": "[naam]", "institution": "[school]", "place": "[plaats]", "phone": "[telefoon]", "email": "[e-mail]",
        "url_handle": "[account]", "date": "[datum]", "class_group": "[klas]", "student_number": "[nummer]", "bsn": "[bsn]",
        "iban": "[rekening]", "address": "[adres]", "role": "[functie]",
    },
    "en": {
        "person": "[name]", "institution": "[school]", "place": "[place]", "phone": "[phone]", "email": "[e-mail]",
        "url_handle": "[account]", "date": "[date]", "class_group": "[class]", "student_number": "[number]", "bsn": "[id number]",
        "iban": "[bank account]", "address": "[address]", "role": "[role]",
    },
}  # fmt: skip
# Which finding wins where two overlap and neither holds the other: the one that says more about what it is.
_ORDER = {
    kind: rank
    for rank, kind in enumerate(
        (
            "email",
            "url_handle",
            "iban",
            "bsn",
            "phone",
            "address",
            "institution",
            "role",
            "date",
            "person",
            "place",
            "class_group",
            "student_number",
        )
    )
}
# Behind a role: "the deputy of any school" is nobody.
_IN_GENERAL = re.compile(
    r"\s(?:op|in|van|bij|of|at|on)\s(?:elke|iedere|alle|een kleine|any|every|each)\b", re.IGNORECASE
)
_AGAINST = re.compile(r"\d+v\d+")  # "a 4v4 match"
# Functions that many have at once, or none.
_MANY = frozenset(["duo", "duopartner", "duocollega", "duo-collega", "parallelcollega", "student", "collega"])
_DUTCH = re.compile(
    r"\b(?:de|het|een|ik|en|van|niet|dat|wij|je|jullie|ze|zei|met|voor|maar|ook|op|te|zijn|heb|heeft|bij|dit|volgens|deze|onze|mijn|bel|naar|"
    r"geen|wel|nog|om|uit|als|aan|ons|hij|zij|wordt|werd|mij|gij|ge|ni|eens)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|a|an|i|and|of|not|that|you|they|said|with|for|but|also|on|to|are|have|has|at|this|our|my|from|it|he|she|was|were|told|"
    r"your|call|can|been|me|which|who|by|i'm|don't|didn't)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text in code points, end exclusive, and what it is."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text with placeholders in its own language, and what was taken out."""

    text: str
    spans: tuple[Span, ...]


def language_of(text: str) -> str:
    """Return "nl" or "en" by counting small words; Dutch where they balance."""
    return "en" if len(_ENGLISH.findall(text)) > len(_DUTCH.findall(text)) else "nl"


def redact(text: str) -> Redacted:
    """Replace persons, schools, places, roles, dates, codes and numbers; offsets count code points of `text`.

    Text beyond 20,000 characters is cut off rather than left unread.
    """
    text = text[:LONGEST]
    plain = normalise(text)
    known = lists()
    words = cut(plain.text, known)
    hits = find_by_rules(plain.text, words, known)
    found = [(start, end, kind) for start, end, kind, _ in hits]
    found += find_names_that_are_words(plain.text, words, known)
    found += find_tagged(seen.look(plain.text, words, known, hits))
    found = [hit for hit in found if not _is_nobody(plain.text, *hit)]
    if not found:
        return Redacted(text, ())
    placed = [(*plain.original(start, end), kind) for start, end, kind in found]
    spans = tuple(Span(*one) for one in _merge(placed))
    return Redacted(_replace(text, spans), spans)


def _is_nobody(text: str, start: int, end: int, kind: str) -> bool:
    """Tell whether what was found is a role in general, four against four, or the English article."""
    said = fold(text[start:end])
    if kind == "role":
        in_general = _IN_GENERAL.match(text, end) or _IN_GENERAL.search(text, start, end)
        return said.split()[-1] in _MANY or bool(in_general)
    if kind == "class_group":
        return bool(_AGAINST.fullmatch(said))
    return kind == "person" and said == "an" and language_of(text) == "en"


def forget_words() -> None:
    """Forget every word that was looked at lately: names and numbers are among them."""
    for remembered in (*seen.REMEMBERED, *variants.REMEMBERED, is_ordinary, meaning_of):
        remembered.cache_clear()


def _merge(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Unite overlapping findings; the longest, then the more telling type names the union."""
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if merged and start < merged[-1][1]:
            old_start, old_end, old_kind = merged[-1]
            old, new = (old_end - old_start, -_ORDER[old_kind]), (end - start, -_ORDER[kind])
            merged[-1] = (old_start, max(old_end, end), kind if new > old else old_kind)
        else:
            merged.append((start, end, kind))
    return merged


def _replace(text: str, spans: tuple[Span, ...]) -> str:
    placeholders = _PLACEHOLDERS[language_of(text)]
    parts: list[str] = []
    last = 0
    for span in spans:
        parts.extend((text[last : span.start], placeholders[span.type]))
        last = span.end
    parts.append(text[last:])
    return "".join(parts)
