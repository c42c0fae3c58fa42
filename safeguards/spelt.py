"""Finds numbers and addresses of mail that are spelt out ("nul zes achtentwintig", "apenstaart")."""

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

_UNITS_NL = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TENS_NL = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_TENS_EN = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_TWO = (
    rf"(?:{_UNITS_NL}(?:en|ën){_TENS_NL}|{_TENS_NL}|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    rf"zeventien|achttien|negentien|{_TENS_EN}|ten|eleven|twelve|\w{{3,5}}teen|hundred|honderd)"
)
_ONE = (
    rf"(?:nul|{_UNITS_NL}|oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple|dubbel|dubbele)"
)
_PART = rf"(?:{_TWO}|{_ONE}|\+?\d{{1,5}})"
_RUN = re.compile(rf"(?<![\w.]){_PART}(?:(?:\s|,\s?|-|\s-\s){_PART}){{2,}}(?![\w])", re.IGNORECASE)
_WORDS = re.compile(rf"(?P<two>{_TWO})\b|(?P<one>{_ONE})\b|(?P<figures>\d+)", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:nul|oh|zero|double|triple|dubbele?|0\d{1,4})\b", re.IGNORECASE)
SHORTEST, SHORTEST_TOLD = 8, 6  # figures of a number; with a nought or a double one fewer will do

_DOT = r"(?:\s?\.\s?|\s?[\[({<]?\s?\b(?:dot|punt)\b\s?[\])}>]?\s?)"
_AT = r"(?:\s?[\[({<]?\s?(?:@|\bat\b|\bape?n?staart(?:je)?\b)\s?[\])}>]?\s?)"
_NAME = rf"[\w.+-]+(?:\s(?:punt|dot|underscore|streepje|liggend streepje|dash|{_ONE})(?:\s[\w.+-]+)?)*"
_MAIL = re.compile(
    rf"{_NAME}{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}(?:nl|be|com|org|net|ie|uk|eu|edu|za|au|nz|ca|us|example)\b",
    re.IGNORECASE,
)
_MAYBE_MAIL = re.compile(r"@|\bat\b|staart", re.IGNORECASE)


def find_spelt(text: str) -> Iterator[Found]:
    """Yield (start, end, type) of numbers and addresses of mail with words for figures and signs."""
    if _MAYBE_MAIL.search(text):
        yield from ((match.start(), match.end(), "email") for match in _MAIL.finditer(text))
    for match in _RUN.finditer(text):
        parts = list(_WORDS.finditer(match.group()))
        spelt = sum(part["figures"] is None for part in parts)
        figures = sum(
            len(part["figures"] or "") + (2 if part["two"] else part["one"] is not None) for part in parts
        )
        told = _TELLING.search(match.group()) is not None
        if spelt > 1 and figures >= (SHORTEST_TOLD if told else SHORTEST):
            yield match.start(), match.end(), "phone"
