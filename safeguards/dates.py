"""Finds dates of events. A month or a weekday alone stays."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary|r)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|june?|juni|july?|juli|"
    r"aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_WEEKDAY = (
    r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"(?:ochtend|middag|avond|nacht)?"
)
_SHORT_DAY = r"(?:ma|di|wo|do|vr|za|zo|woe|don|zat|mon|tues?|weds?|thurs?|fri|sat|sun)\.?"  # before a number
_ORDINAL = r"(?:st|nd|rd|th|e|de|ste)"
_PATTERNS = (
    rf"(?:\b(?:{_WEEKDAY}|{_SHORT_DAY}),?\s)?(?:the\s)?\b(?:{_DAY}{_ORDINAL}?\s?(?:-|/|t/m|tot|to|en|and|&)\s?)?{_DAY}{_ORDINAL}?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?(?!\w)",
    rf"(?:{_WEEKDAY},?\s)?\b{_MONTH}\s(?:the\s)?{_DAY}{_ORDINAL}?(?:,?\s{_YEAR})?(?!\w|:\d|\s?(?:uur|%|keer|leerlingen|students))",
    rf"\b{_MONTH}\s{_YEAR}(?!\w)",
    rf"\b{_DAY}([-/.])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d\b",
    r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    rf"(?<![\w/-])(?:op|on|d\.d\.|dd|van|vanaf|from|na|after|voor|before|by|rond|around|since|sinds|tot|until|per)\s{_DAY}[/-](?:0?[1-9]|1[0-2])(?![\w/-])(?:\s{_MONTH})?",
    rf"\b(?:afgelopen|vorige|volgende|komende|aanstaande|aankomende|aanst\.?|verleden|deze|jongstleden|"
    rf"(?:vorige|volgende|deze|afgelopen|komende) week|next|last|this past|this coming|this)\s{_WEEKDAY}(?:'s)?\b",
    rf"\b{_WEEKDAY}\s(?:jongstleden|jl\.?|aanstaande|a\.?s\.?|(?:vorige|volgende|deze|afgelopen|komende) week|last week|next week|"
    rf"this week|gone|{_DAY}{_ORDINAL}|de {_DAY}(?:e|de|ste)|the {_DAY}{_ORDINAL})(?!\w)",
    rf"\bop de {_DAY}(?:e|de|ste)\b(?!\s\w*(?:les|etage|verdieping|plaats|dag|keer|poging|rij|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))|\bon the {_DAY}(?:st|nd|rd|th)\b(?!\sof|\s(?:lesson|floor|page|time|try))",
    rf"\b(?:op|on|vanaf|since|sinds) {_DAY}\.(?:0[1-9]|1[0-2])(?![\w.,]\d)",
    r"(?<![\w/.,-])(?:1[3-9]|2\d|3[01])-(?:0?[1-9]|1[0-2])(?![\w/-]|\s?(?:keer|leerlingen|gewonnen|verloren|won|lost))",
    rf"\b(?:{_WEEKDAY}|{_SHORT_DAY}) {_DAY}(?:[-/](?:0?[1-9]|1[0-2]))\b|\b{_WEEKDAY} (?:week|last)\b",
    r"\b(?:next|last|this) (?:tues|weds|thurs|fri)\b",
    r"(?<![\w/.,-])(?!24/7)(?:[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\w/])",
    r"\b(?:gisteren|eergisteren|overmorgen|yesterday|the day before yesterday)\s(?:\d{1,2}[-/]\d{1,2})\b",
)
_DATE = re.compile("|".join(f"(?:{p.replace(chr(92) + '1', '[-/.]')})" for p in _PATTERNS), re.IGNORECASE)


_WORTH = re.compile(r"\d|da[gy]|next|last|this", re.IGNORECASE)  # no date without a figure or a day
_DAY_AND_MONTH = re.compile(rf"(?<![\w/.,-]){_DAY}([-/])(?:0?[1-9]|1[0-2])(?![\w/-])")
_A_DAY = re.compile(rf"{_DAY}[-/]\d{{1,2}}")


def find_dates(text: str) -> Iterator[Found]:
    """Yield (start, end, "date") of dates that name a day or a month with its year."""
    if not _WORTH.search(text):
        return
    listed = False
    for match in _DATE.finditer(text):
        listed = listed or bool(_A_DAY.fullmatch(match.group()))
        yield match.start(), match.end(), "date"
    if listed:  # beside "13-2" its neighbour "6-3" is a date, too
        yield from ((m.start(), m.end(), "date") for m in _DAY_AND_MONTH.finditer(text))
