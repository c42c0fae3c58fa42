"""Finds roles that point to one person ("the gym teacher"); plural and general roles stay.

A role is an article or "our", words that colour it, the function and what narrows it down; the functions are
in data/roles.txt, and most are told by how they end (verzuimcoördinator, behaviour lead).
"""

import re
from collections.abc import Iterator

from safeguards.lists import read_sections
from safeguards.role_tails import (
    BEHIND_EN,
    FACTS_EN,
    FACTS_NL,
    SUBJECT_NL,
    TAIL_EN,
    TAIL_NL,
    YEAR_EN,
)
from safeguards.sole_roles import ONLY
from safeguards.words import Word

Found = tuple[int, int, str]

_ROLES = {section: frozenset(words) for section, words in read_sections("roles.txt").items()}
_ENDS_NL = tuple(_ROLES["ends_nl"])
_DET_NL, _DET_EN = _ROLES["articles_nl"], _ROLES["articles_en"]
_MINE = frozenset(["mijn", "m'n", "mn", "mijne", "onze", "ons", "my", "our", "his", "her", "zijn", "haar"])
_GROUPS = frozenset(
    ["group", "groups", "class", "form", "time", "period", "town", "school", "team", "meeting", "training"]
)
_NO_MODIFIER = _ROLES["no_modifier_en"]
_ACTS_NL = re.compile(rf"(?:\s{FACTS_NL}\b|,?\sen\sik\b)")
_ACTS_EN = re.compile(rf"(?:\s{FACTS_EN}\b|\sand\s(?:I|i|me)\b)", re.IGNORECASE)
_OF_A_CLASS = re.compile(r"\s(?:van|uit|bij)\s(?:klas\s|groep\s)?(?=\w*\d)\w{2,8}")
_MEETING = re.compile(
    r"^(?:-\s?(?:en|of)\b|\s(?:meetings?|roles?|jobs?|posts?|positions?|overleg|vergadering)\b)"
)


def find_roles(text: str, words: list[Word]) -> Iterator[Found]:
    """Yield (start, end, "role") of roles with their article and what narrows them down."""
    for match in ONLY.finditer(text):
        yield *match.span(match.lastgroup or 0), "role"
    for index, word in enumerate(words):
        end: int | None = None
        if word.key in _DET_NL or word.text.lower() == "één":
            end = _dutch(text, words, index + 1)
        if end is None and word.key in _DET_EN:
            end = _english(text, words, index + 1)
        if end is None and (word.opens or _joins(words, index)):
            end = _opening(text, words, index)
        if end is not None and not _MEETING.match(text[end : end + 12]):
            yield word.start, end, "role"


def _spaced(words: list[Word], index: int) -> bool:
    return index < len(words) and words[index].gap in {" ", "  ", "-"}


def _listed(words: list[Word], index: int, section: str) -> int:
    """Return how many words of the list's longest entry stand here (0: none)."""
    names = _ROLES[section]
    for length in (3, 2):
        part = words[index : index + length]
        joined = len(part) == length and all(w.gap in {" ", "-"} for w in part[1:])
        if joined and "_".join(w.key for w in part) in names:
            return length
    return int(words[index].key in names)


def _compound(key: str) -> bool:
    """Tell whether this Dutch word is a function by its end ("verzuimcoordinator", "bpv-coordinator")."""
    if key in _ROLES["plain_nl"] or not key.endswith(_ENDS_NL):
        return False
    rest = min((key.removesuffix(end) for end in _ENDS_NL if key.endswith(end)), key=len).rstrip("-")
    return len(rest) > 1 and rest not in {
        "mede",
        "oud",
        "ver",
        "ge",
        "be",
        "vak",
        "groeps",
        "klassen",
        "gast",
        "ex",
    }


def _dutch(text: str, words: list[Word], index: int) -> int | None:
    """Return where the Dutch role ends that starts after the article before this word."""
    for _ in range(3):
        if not _spaced(words, index):
            return None
        key = words[index].key
        mine = words[index - 1].key in _MINE and (count := _listed(words, index, "mine_nl"))
        if mine or (count := _listed(words, index, "alone_nl")):
            return _tail(text, words[index + count - 1].end)
        if _compound(key):
            return _tail(text, words[index].end)
        if key in _ROLES["narrowed_nl"] or key in _ROLES["plain_nl"]:
            if words[index - 1].key in _ROLES["narrowing_nl"]:
                return _tail(text, words[index].end)
            tail = TAIL_NL.match(text, words[index].end)
            return tail.end() if tail else None
        if re.fullmatch(SUBJECT_NL, key) and _spaced(words, index + 1):
            if words[index + 1].key in _ROLES["narrowed_nl"]:
                return _tail(text, words[index + 1].end)
            return None
        follow = words[index + 1] if index + 1 < len(words) else None
        if (
            follow
            and re.fullmatch(r"\d?-", follow.gap)
            and (follow.key in _ROLES["narrowed_nl"] or follow.key in _ENDS_NL)
        ):
            return _tail(text, follow.end)
        if not (key.endswith("e") or key in _ROLES["adjectives_nl"]):
            return None
        index += 1
    return None


def _behind(words: list[Word], index: int) -> str:
    """Return the word behind this one in the same breath."""
    return words[index + 1].key if _spaced(words, index + 1) else ""


def _tail(text: str, end: int) -> int:
    match = TAIL_NL.match(text, end)
    return match.end() if match else end


def _english(text: str, words: list[Word], index: int) -> int | None:
    """Return where the English role ends that starts after the article before this word."""
    for step in range(4):
        if not _spaced(words, index) and not (
            step and index < len(words) and re.fullmatch(r"\s?\d+\w?\s", words[index].gap)
        ):
            return None
        key = words[index].key
        mine = words[index - 1].key in _MINE and _behind(words, index) not in _GROUPS
        count = _listed(words, index, "alone_en") or (mine and _listed(words, index, "mine_en"))
        if count:
            return _after(text, words[_onward(words, index + count - 1)].end)
        if key in {
            "head",
            "director",
            "leader",
            "lead",
            "chair",
            "teacher",
            "deputy",
            "coordinator",
            "secretary",
        }:
            end = _tail_english(text, words[index].end, needed=True)
            if end is not None:
                return end
        if step and key in _ROLES["ends_en"] and _narrows(text, words, index, step):
            return _after(text, words[_onward(words, index)].end)
        both = key == "and" and step and index + 2 < len(words) and words[index + 2].key in _ROLES["ends_en"]
        if key in _NO_MODIFIER and not both:
            return None
        index += 1
    return None


def _narrows(text: str, words: list[Word], index: int, step: int) -> bool:
    """Tell whether the word before a function says whose it is ("behaviour lead", "Year 4 teacher")."""
    before = words[index - 1]
    if YEAR_EN.search(text[max(0, words[index].start - 16) : words[index].start].rstrip()):
        return True
    if before.key == "school" and words[index - 2].key not in _DET_EN:
        return True
    if words[index].key in {
        "teacher",
        "tutor",
        "instructor",
        "coach",
        "mentor",
    }:
        return any(word.key in _ROLES["mods_teacher_en"] for word in words[index - step : index])
    return before.key not in _ROLES["plain_en"] | _ROLES["adjectives_en"] - {
        "deputy",
        "assistant",
        "executive",
        "associate",
    }


def _onward(words: list[Word], index: int) -> int:
    """Take in the functions that follow a function ("deputy head" teacher, liaison officer)."""
    while _spaced(words, index + 1) and words[index + 1].key in _ROLES["ends_en"]:
        index += 1
    return index


def _after(text: str, end: int) -> int:
    """Take in what stands behind an English role ("of year 9", "pastoral")."""
    end = _tail_english(text, end, needed=False) or end
    match = BEHIND_EN.match(text, end)
    return match.end() if match else end


def _tail_english(text: str, end: int, *, needed: bool) -> int | None:
    match = TAIL_EN.match(text, end)
    return match.end() if match else (None if needed else end)


def _spaced_by_comma(words: list[Word], index: int) -> bool:
    return index < len(words) and words[index].gap == ", "


def _joins(words: list[Word], index: int) -> bool:
    """Tell whether a word stands in a row or a new clause ("…, boekhouder doet mee", "schoolarts en …")."""
    return words[index].gap == ", " or words[index - 1].key in {"en", "and"}


def _opening(text: str, words: list[Word], index: int) -> int | None:
    """Return where a role ends that opens the sentence without an article and acts ("Rector wil data")."""
    word = words[index]
    taught = _OF_A_CLASS.match(text, word.end) if word.key in _ROLES["narrowed_nl"] else None
    if taught and _ACTS_NL.match(text, taught.end()):
        return taught.end()
    if count := _listed(words, index, "alone_nl"):
        end = words[index + count - 1].end
        if end == word.end and _spaced_by_comma(words, index + 1) and _listed(words, index + 1, "alone_nl"):
            return end
        return end if _ACTS_NL.match(text, end) else None
    if _compound(word.key):
        return word.end if _ACTS_NL.match(text, word.end) else None
    if count := _listed(words, index, "alone_en"):
        end = words[index + count - 1].end
        return end if _ACTS_EN.match(text, end) else None
    if word.key in {"head", "hod"}:
        match = TAIL_EN.match(text, word.end)
        end = match.end() if match else word.end
        return end if _ACTS_EN.match(text, end) else None
    return None
