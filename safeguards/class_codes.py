"""Finds codes of one class ("4havo2", "5vwisb1", "G8a", "10B/En3", "3b") by a grammar.

A code is one stretch of letters and figures: level, year, letters, number, in several orders; units, ordinals
and formats ("10kg", "3rd", "A4") are none. Classes that are named in words are the business of `class_names`.
"""

import re
from collections.abc import Iterator

from safeguards.lists import read_sections

Found = tuple[int, int, str]

CLASSES = {section: frozenset(words) for section, words in read_sections("classes.txt").items()}
_LEVELS = CLASSES["levels"]
_NO_LETTERS, _NO_HEADS, _NO_CODES = CLASSES["no_letters"], CLASSES["no_heads"], CLASSES["no_codes"]
_STRETCH = re.compile(r"(?<![\w@€$£#&])(?<!\w[.,:/'-])[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*(?![\w@€%$£])")
_CODE = re.compile(
    r"(?P<head>[A-Za-z]{0,5})(?P<a>[-.]?)(?P<year>\d{1,2})(?P<both>/\d)?"
    r"(?P<b>[-/.]?)(?P<mid>[A-Za-z]{0,10})(?P<c>[-/]?)(?P<nr>\d?)(?P<end>[A-Za-z]?)(?P<second>[-/][A-Za-z]{1,4}\d?|\.[A-Za-z]{2,5}\d{1,2})?"
)
_LEVEL_LETTERS = re.compile(r"(?:[hvmtkbg]{1,3}|[a-z]?(?:havo|vwo|mavo))[a-h]?")
_LEVELS_TOO = frozenset(
    ["kb", "mb", "gb", "tb", "th", *"egkhmstx"]
)  # units that also stand for a level or a group
# A class is taught, so a small code that may be something else is one behind these.
_CUED = re.compile(
    r"\b(?:in|met|van|uit|aan|voor|bij|naar|of|with|from|for|to|taught|teach|my|our|mijn|m'n|onze|klas|class|form|tell|told|and|en)\s$",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"\b(?:met|van|aan|voor|heb|heeft|had|with|teach|taught|for|my|mijn)\s$", re.IGNORECASE
)  # "met 4G"
_NOT_AFTER = re.compile(
    r"(?:versie|version|bijlage|optie|option|kamer|paragraaf|som|oefening|exercise|niveau|level|erk|cefr|vitamine?|format|punt|point"
    r"|vraag|question|opdracht|task|stap|step|fase|phase|page|chapter|hoofdstuk|lokaal|room|pagina|les|lesson|unit)\s$",
    re.IGNORECASE,
)
_A_SET = re.compile(r"(?:7|8|9|1[0-3])-[1-6]")  # "9-3": the third set of year 9
_SET_CUED = re.compile(r"\b(?:re|with|teach|taught|for|class|form|in|my|our)\s$", re.IGNORECASE)
_DOES = re.compile(
    r"\s(?:did|was|were|are|is|had|have|won|made|got|love|loved|hate|hated|asked|told|want|need|finally)\b"
)
_ONE_LETTER = re.compile(r"\d{1,2}[a-z]")
_LIST_MARK = re.compile(r"\s?[.)]")
_REACH = 14  # characters before a code in which its cue stands
OLDEST = 13
_OLDEST_NL = 6  # years: higher ones are British, with other letters
_SMALL_NL, _SMALL_EN = frozenset("abcdf"), frozenset("abcdfnqrwyz")


def find_codes(text: str) -> Iterator[Found]:
    """Yield (start, end, "class_group") of codes that name one class."""
    if not any(char.isdigit() for char in text):
        return
    shouting = text.isupper()
    for match in _STRETCH.finditer(text):
        raw = match.group()
        before = text[max(0, match.start() - _REACH) : match.start()]
        if raw.isdigit() or raw.isalpha() or _NOT_AFTER.search(before):
            continue
        if _A_SET.fullmatch(raw):
            if _SET_CUED.search(before) or (not before.strip() and _DOES.match(text, match.end())):
                yield *match.span(), "class_group"
            continue
        parts = _CODE.fullmatch(raw)
        if (
            parts is None
            or (_is_no_code(raw) and not (_TAUGHT.search(before) and raw[1:] in "GK"))
            or not _is_year(parts)
        ):
            continue
        cued = bool(_CUED.search(before))
        if cued or not _LIST_MARK.match(text, match.end()) or not _ONE_LETTER.fullmatch(raw):
            told = _after_head(parts) if parts["head"] else _after_year(parts, cued=cued, shouting=shouting)
            if told:
                yield *match.span(), "class_group"


def _is_no_code(raw: str) -> bool:
    """Tell whether this is a format or a saying ("H5P", "b2b", "A4-tje"); "B2c" is a class."""
    first, _, rest = raw.partition("-")
    return (
        first.lower() in _NO_CODES and (first.islower() or first.isupper()) and (not rest or rest.islower())
    )


def _is_year(parts: re.Match[str]) -> bool:
    """Tell whether the figure is a year at school; behind "MZ" it may be any."""
    return 1 <= int(parts["year"]) <= OLDEST or (len(parts["head"]) > 1 and parts["head"].isupper())


def _after_head(parts: re.Match[str]) -> bool:
    """Judge a code that starts with letters: "H3b", "havo4", "LVS1B", "b1k", "a5wis2", "Y8-3"."""
    head, mid, number = parts["head"], parts["mid"], parts["nr"]
    low, year = head.lower(), int(parts["year"])
    if low in _NO_HEADS:
        return False
    if parts["both"] and low in {"p", "s", "y", "yr", "k"}:  # "P6/7": two years in one room
        return not mid or mid.lower() not in _NO_LETTERS
    if not mid and not number:
        if low in _LEVELS and len(low) > 1:
            return year <= _OLDEST_NL
        return head in set("HVMTGK") and year <= _OLDEST_NL and not parts["a"]
    if not mid:  # "Y8-3", "H4-2"
        return low in {"y", "yr", *"ahvmtg", *_LEVELS} and bool(parts["b"] or parts["c"])
    if parts["b"] == "." and not (number and len(mid) > 1):  # "a4.wisb2"
        return False
    if parts["b"] and mid[0].isupper() and not mid.isupper():  # "Y5-Holly"
        return True
    return mid.lower() not in _NO_LETTERS - _LEVELS_TOO and (
        len(mid) <= len("wisb") or mid.lower() in _LEVELS
    )


def _after_year(parts: re.Match[str], *, cued: bool, shouting: bool) -> bool:
    """Judge a code that starts with the year: "3b", "2vd", "5vwisb1", "10X/Ma2", "9Red"."""
    mid, year = parts["mid"], int(parts["year"])
    low = mid.lower()
    if not mid or parts["b"] == ".":
        return False
    if parts["nr"] or parts["end"] or parts["second"]:
        plain = low in _NO_LETTERS - _LEVELS_TOO and (mid.islower() or mid.isupper())  # not "11Pt2"
        alone = plain or (low == "x" and year <= _OLDEST_NL)
        return not alone and (mid != low or len(mid) <= len("vwisb"))
    if len(mid) == 1:
        return _one_letter(mid, year, cued=cued, shouting=shouting)
    if low in _NO_LETTERS and (mid.islower() or mid.isupper()):
        return (
            cued and mid in {"MB", "GB", "TB"} and year <= _OLDEST_NL
        )  # "met 3MB": megabytes are not taught
    if mid.isupper():
        return len(mid) <= len("WEWIB") and not shouting
    if mid[0].isupper():  # "3WeWi", "9Red", "8Nurture"
        return True
    return (
        low in _LEVELS
        or bool(_LEVEL_LETTERS.fullmatch(low))
        or (low[:-1] in _LEVELS and low[-1] in "abcdefgh")
    )


def _one_letter(letter: str, year: int, *, cued: bool, shouting: bool) -> bool:
    """Judge a year and one letter; small letters are units and ordinals, too."""
    if letter.isupper():
        return not shouting and not (letter == "X" and year <= _OLDEST_NL)
    if letter == "v":  # six vwo
        return cued and year <= _OLDEST_NL
    return letter in (_SMALL_NL if year <= _OLDEST_NL else _SMALL_EN)
