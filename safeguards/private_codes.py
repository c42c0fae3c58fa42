"""Finds the codes of things that are one person's or should stay shut: cars, locks, lockers, badges, orders.

`numbers` reads what has check digits or a form of its own; here the words around tell, or the mere length.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

# Cars: "GX-482-B", "1-ABC-123", "YK19 LFO", "191-D-12345".
_PLATE = re.compile(
    r"\b(?=[\d-]*[A-Z])(?=[A-Z-]*\d)(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,2})\b"
    r"|\b\d-[A-Z]{3}-\d{3}\b|\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b|\b\d{2,3}-[A-Z]{1,2}-\d{3,6}\b|\b[A-Z]{2,3}-\d{3,6}\b"
)
# What opens doors and lockers: "de code is 4471", "2580 als code", "locker C-118".
_OPENS = r"(?:(?:kluis|deur|alarm|toegangs|sleutel|poort|kast|slot|kopieer|pin|wifi|lock|door|gate|alarm|access|entry|locker|safe)?-?(?:code|pin|pincode|wachtwoord|password|passcode))"
_SECRET = re.compile(
    rf"\b{_OPENS}\b[^.!?\n\d]{{0,45}}?(?<![\w-])(?P<n>\d[\d-]{{3,8}}#?)(?![\w:]|\s?(?:keer|times|euro|leerlingen))"
    rf"|(?<![\w-])(?P<m>\d[\d-]{{3,8}}#?) (?:als|is|as|was|voor|for) (?:\w+ ){{0,2}}{_OPENS}\b",
    re.IGNORECASE,
)
_LOCKER = re.compile(
    r"\b(?i:kluis|locker|badge|pasje?|kastje|sleutel|key|parkeer|parking|bay|fob|bestel|order|dossier|case|ticket|reg|ref)\w*\b[^.!?\n]{0,30}?(?<![\w-])(?P<n>[A-Z]{1,3}[- ]?\d{2,6}(?:-[A-Z\d]{1,6})?|\d{2,6}-[A-Z\d]{1,6}(?:-[A-Z\d]{1,4})?)(?![\w-])"
)
# "badge no. 12", "toestel 214", "ext. 4410": short, but named.
_COUNTED = re.compile(
    r"\b(?:badge|toestel|ext|extension|kluisje|kluis|locker|dossier|ticket|case|kandidaat|candidate|lidnummer|member|membership|polis|factuur|invoice|kamer ?code|werknummer|personeelsnummer|payroll|bestelnummer|order|serienummer|serial|asset|laptop|device|sleutel|key|pas|pasje|parkeerplek|parkeerplaats|bay)(?:nummer|nr|number)?\.? ?(?:no\.?|nr\.?|number|nummer|#|:)? ?(?P<n>\d{2,8}(?: (?:en|and|&) \d{2,8})?)(?![\w:%]|\s?(?:keer|times|euro|leerlingen|kinderen|pupils|kids|weken|weeks|uur|jaar|years|minut))",
    re.IGNORECASE,
)
# Letters and at least three figures in one stretch, or four figures that count nothing.
_MIXED = re.compile(
    r"(?<![\w@/.#&-])(?=[\w-]*[A-Z])(?=(?:[^\W\d]|-)*\d[\w-]*\d[\w-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w@/-])"
)
_FOUR = re.compile(
    r"(?<![\w,.€$£:/-])(?!(?:1[0-9]|20)\d\d\b)\d{4}#?(?=\s?(?:$|[.,!?;)]|(?:en|and|is|was|die|that|werd|staat|stond|van|of|aan|to|for|voor|on|op|in|the|de|het)\b))(?![.,]\d)"
)
_CODES = (_PLATE, _SECRET, _LOCKER, _COUNTED, _MIXED, _FOUR)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


def find_private_codes(text: str) -> Iterator[Found]:
    """Yield (start, end, "student_number"), whose placeholder is that of any number of somebody."""
    if not any(char.isdigit() for char in text):
        return
    for pattern in _CODES:
        for match in pattern.finditer(text):
            group = match.lastgroup or 0
            if not _DAY.fullmatch(match.group(group)):
                yield *match.span(group), "student_number"
