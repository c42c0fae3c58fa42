"""Reads the messages that the safeguards are trained and judged on; nothing else uses them."""

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

# What the crisis check learns from, in this order; those that are not numbered hold danger beside its twins.
LearntPart = Literal[
    "train",
    "dev",
    "fresh",
    "voices",
    "voices_more",
    "situations",
    "moods",
    "pairs",
    "flatly",
    "seen",
    "quiet",
    "staff",
    "common",
    "work",
    "half_said",
    "facts",
    "everyday",
    "offhand",
    "mistakable",
    "unsaid",
    "sixty",
    "fifty_nl",
    "fifty_en",
    "same_words",
    "calm",
    "around_pupils",
    "strong",
    "blind",
    "second",
    "third",
    "fourth",
    "sixth",
    "eighth",
    "ninth",
]
# Thresholds are chosen on "fifth" and "seventh"; the others are judged, and "test" holds ordinary ones only.
Part = Literal[LearntPart, "test", "fifth", "seventh", "tenth", "eleventh"]
# What the tagger learns from, in this order; "blind" and "second" to "tenth" were judged once.
LearntMarked = Literal[
    "blind",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "wide",
    "small",
    "persons",
    "usual",
    "countries",
    "twins",
    "classes",
    "called",
    "forty",
    "persons_nl",
    "persons_en",
    "hurried",
    "mixed",
    "heard",
]
# "held" and "eleventh" to "thirteenth" are judged; of "train" and "dev" it learns some.
Marked = Literal[LearntMarked, "train", "dev", "eleventh", "twelfth", "thirteenth", "held"]
_MARK = re.compile(r"\[\[(\w+):([^\]]+)\]\]")
_LABELS = {
    "crisis_explicit": "crisis",
    "crisis_veiled": "crisis",
    "student_safety": "student_safety",
    "harassment": "harassment",
}


@dataclass(frozen=True, slots=True)
class SafetyMessage:
    """A message, its section in the file, and the label it deserves ("none" for the harmless)."""

    text: str
    section: str
    label: str


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message with the stretches that have to go: (start, end, type) in code points, end exclusive."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def safety_messages(part: Part) -> tuple[SafetyMessage, ...]:
    """Return the messages of one part of the safety set."""
    found: list[SafetyMessage] = []
    section = ""
    for line in _lines(f"safety_{part}.txt"):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        else:
            found.append(SafetyMessage(line, section, _LABELS.get(section, "none")))
    return tuple(found)


def marked_messages(part: Marked) -> tuple[MarkedMessage, ...]:
    """Return the messages of one part of the redaction set; lines hold marks such as [[person:Fatima]]."""
    return tuple(_unmark(line) for line in _lines(f"redaction_{part}.txt"))


def name_places() -> tuple[MarkedMessage, ...]:
    """Return sentences with a name wherever one fits, always the same one: only its place counts."""
    return tuple(_unmark(line.replace("@", "[[person:fatima]]")) for line in _lines("names_train.txt"))


# One on no list, a word, a family name, a first name and letters, as schools and places have.
_SCHOOLS = ("Lindenborg", "Fontein", "Wellington", "Nova", "PCOU", "Kingsbridge", "Bridge", "Ooyevaer")
_PLACES = ("Terwispel", "Harehills", "Oostmalle", "Brakel", "Pontypridd")


def thing_places() -> tuple[MarkedMessage, ...]:
    """Return sentences with a school or a place wherever one fits, each of them twice with another name."""
    found: list[MarkedMessage] = []
    for number, line in enumerate(_lines("things_train.txt")):
        for turn in (0, 3):
            school, place = _SCHOOLS[(number + turn) % len(_SCHOOLS)], _PLACES[(number + turn) % len(_PLACES)]
            marked = line.replace("@", f"[[institution:{school}]]").replace("%", f"[[place:{place}]]")
            found.append(_unmark(marked[0].upper() + marked[1:]))
    return tuple(found)


def traps() -> tuple[MarkedMessage, ...]:
    """Return messages that hold nothing, full of what looks like something."""
    return tuple(MarkedMessage(line, ()) for line in _lines("traps_train.txt"))


def thoughts(part: Literal["dev", "fresh"]) -> tuple[tuple[str, bool], ...]:
    """Return (text, whether it still gives its writer away) of one part of the set for the hint."""
    found: list[tuple[str, bool]] = []
    gives = False
    for line in _lines(f"identifying_{part}.txt"):
        if line.startswith("[") and line.endswith("]"):
            gives = line == "[gives_away]"
        else:
            found.append((line, gives))
    return tuple(found)


def _unmark(line: str) -> MarkedMessage:
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = last = 0
    for mark in _MARK.finditer(line):
        before = line[last : mark.start()]
        start = length + len(before)
        spans.append((start, start + len(mark.group(2)), mark.group(1)))
        parts.extend((before, mark.group(2)))
        length = start + len(mark.group(2))
        last = mark.end()
    parts.append(line[last:])
    return MarkedMessage("".join(parts), tuple(spans))


def _lines(name: str) -> list[str]:
    text = (files("safeguards") / "evaluation" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
