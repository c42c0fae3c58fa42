"""Finds what is written in figures and signs: phone, e-mail, handle, BSN, IBAN, number of a pupil, a car, a lock.

Check digits decide where they can; where a number is named ("bsn", "leerlingnummer") it goes even if they fail.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|"
    r"(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"')\]]{3,}|"
    r"(?<![\w@.])(?:[a-z0-9-]+\.)+(?:nl|be|com|org|net|ie|uk|eu|edu|io|me|info|app|school|tv|gg)\b(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z_][\w.]{2,}\w")
_NAMED_HANDLE = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|twitter|telegram|username|gebruikersnaam|account(?:naam)?|handle)\b"
    r"(?:\s+(?:is|heet|naam|name|account|user)\b)*\s*[:=]?\s*"
    r"(?P<v>@?(?=[\w.#-]*(?:[\d_]|[.#]\w))[A-Za-z][\w.-]*[\w](?:#\d{4})?)",
    re.IGNORECASE,
)
_HANDLE_ON = re.compile(
    r"\b\w+(?:[._]\w+)+(?=,? (?:op|on) (?:insta|snap|tiktok|discord|twitter|telegram|youtube))", re.IGNORECASE
)
# "k.bouwens_nask"; but the name of a file and a word between underscores are none
_USER_NAME = re.compile(
    r"(?<![\w/.@-])[A-Za-z][\w.]*[A-Za-z0-9]_[A-Za-z0-9](?:[\w.]*\w)?(?![\w@/]|\.\w)(?<!\.(?:docx|xlsx|pptx))(?<!\.(?:pdf|jpg|png|csv|mp4))"
)
_DISCORD = re.compile(r"\b[\w.]{2,}#\d{4}\b")
_IBAN = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[ .-]?[A-Z0-9]{2,4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
_IBAN_NAMED = re.compile(
    r"\b(?:iban|rekening(?:nummer)?|account number|bank account)\b[^\dA-Z\n]{0,12}(?:is\s)?", re.IGNORECASE
)
_BELGIAN_ID = re.compile(r"\b\d{2}[.\s]\d{2}[.\s]\d{2}[-\s]\d{3}[.\s]\d{2}\b")
_PPS = re.compile(r"\b\d{7}[A-W][A-IW]?\b", re.IGNORECASE)
_NATIONAL_INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b")
_ID_CUE = re.compile(
    r"\b(?:bsn|b\.s\.n\.|burgerservicenummer|burger service nummer|sofi-?nummer|rijksregister(?:nummer)?|insz|pps(?:n)?|"
    r"national insurance|ni number|social security)\b",
    re.IGNORECASE,
)
_STUDENT_CUE = re.compile(
    r"\b(?:leerling(?:en)?-?\s?(?:nummer|nr|num|id)|ll(?:n)?\.?\s?(?:nr|nummer)|stam\s?(?:nummer|nr)|student(?:en)?-?\s?"
    r"(?:number|nummer|no|nr|id)|pupil (?:number|no|id)|personeels?(?:nummer|nr)|staff (?:number|id)|admission (?:number|no)|"
    r"exam(?:en)?\s?(?:nummer|number)|candidate(?: (?:number|no))?|kandidaat(?:nummer)?|llnr|lln|leerling|student|pupil|upn|uln)\b",
    re.IGNORECASE,
)
_STUDENT_CODE = re.compile(
    r"\b[a-z]{1,3}[-_]?\d{5,9}\b|\b[a-z]\d{11}[\da-z]\b", re.IGNORECASE
)  # the last: UPN
_DIGITS = re.compile(r"(?<![\w,.€$£])\+?\(?\d(?:[\s./()-]{0,3}\d){3,14}(?![\w])(?![.,]\d)")
_NAMED = re.compile(
    r"\b(?:bsn|upn|uln|insz|pps|ppsn|nino|llnr|stamnr|stamnummer|leerlingnummer|leerlingnr|studentnummer|pupil|candidate|kandidaat|student)(?:nummer|nr|number| number| no| nr| id)?\.?\s?[:=#]?\s?$",
    re.IGNORECASE,
)
_QUANTITY_AFTER = re.compile(
    r"\s?(?:euro|eur\b|€|%|procent|percent|leerlingen|students|pupils|woorden|words|keer|times|uur|hours|km|meter|"
    r"minuten|minutes|mensen|people|docenten|teachers|scholen|schools|punten|points|kinderen|children)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"^(?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d$")
_DATE = re.compile(r"^\d{1,2}[-/. ](?:0?\d|[12]\d|3[01])[-/. ]\d{2,4}$|^\d{4}-\d\d?-\d\d?$")
_CUE_REACH = 28  # characters before a number in which its name counts


def is_bsn(digits: str) -> bool:
    """Tell whether eight or nine digits pass the eleven test of the Dutch citizen service number."""
    padded = digits.zfill(9)
    if len(padded) != 9 or int(padded) == 0:
        return False
    total = sum(
        weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), padded, strict=True)
    )
    return total % 11 == 0


def is_iban(text: str) -> bool:
    """Tell whether letters and digits (no spaces) pass the remainder test of ISO 13616."""
    if not 15 <= len(text) <= 34:
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def find_numbers(text: str) -> Iterator[Found]:
    """Yield (start, end, type) of everything written in figures and signs; stretches may overlap."""
    if "@" in text:
        yield from ((m.start(), m.end(), "email") for m in _EMAIL.finditer(text))
        yield from ((m.start(), m.end(), "url_handle") for m in _HANDLE.finditer(text))
    for pattern in (_URL, _DISCORD, _HANDLE_ON, _USER_NAME):
        yield from ((m.start(), m.end(), "url_handle") for m in pattern.finditer(text))
    yield from ((m.start("v"), m.end("v"), "url_handle") for m in _NAMED_HANDLE.finditer(text))
    if any(char.isdigit() for char in text):
        yield from _find_figures(text)


def _find_figures(text: str) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        compact = re.sub(r"[\s.-]", "", match.group()).upper()
        for size in range(len(compact), 14, -1):
            if is_iban(compact[:size]):
                yield match.start(), _end_of(text, match.start(), size), "iban"
                break
        else:
            before = text[max(0, match.start() - _CUE_REACH) : match.start()]
            if sum(c.isdigit() for c in compact) >= 9 and (
                _IBAN_NAMED.search(before) or re.match(r"NL\d\d[A-Z]{4}", compact)
            ):
                yield match.start(), match.end(), "iban"
    for pattern in (_BELGIAN_ID, _NATIONAL_INSURANCE, _PPS):
        yield from ((m.start(), m.end(), "bsn") for m in pattern.finditer(text))
    for match in _STUDENT_CODE.finditer(text):
        yield _with_its_name(text, match.start()), match.end(), "student_number"
    for match in _DIGITS.finditer(text):
        kind = _kind(text, match)
        if kind:
            named = kind in {"bsn", "student_number"}
            yield _with_its_name(text, match.start()) if named else match.start(), match.end(), kind


def _with_its_name(text: str, start: int) -> int:
    """Return where the name of a number before it starts ("BSN 1234…", "stamnr 1-75-…"), or the number."""
    reach = max(0, start - _CUE_REACH)
    named = _NAMED.search(text[reach:start])
    return reach + named.start() if named else start


def _end_of(text: str, start: int, size: int) -> int:
    position = start
    while size:
        size -= text[position].isalnum()
        position += 1
    return position


def _kind(text: str, match: re.Match[str]) -> str | None:
    raw = match.group()
    digits = re.sub(r"\D", "", raw)
    before = text[max(0, match.start() - _CUE_REACH) : match.start()]
    if _DATE.match(raw) or _YEARS.match(raw):
        return None
    if _ID_CUE.search(before) and len(digits) >= 6:
        return "bsn"
    if _STUDENT_CUE.search(before) and len(digits) >= 4 and not _QUANTITY_AFTER.match(text, match.end()):
        return "student_number"
    if raw.startswith("+") or (digits.startswith("00") and len(digits) >= 11):
        return "phone" if len(digits) >= 9 else None
    if len(digits) == 9 and is_bsn(digits) and not digits.startswith("0"):
        return "bsn"
    if digits.startswith("0") and 9 <= len(digits) <= 11:
        return "phone"
    if digits.startswith(("0800", "0900", "0909", "1800", "1850")) and len(digits) >= 8:
        return "phone"
    if re.search(
        r"\b(?:tel|bel|nummer|mobiel|phone|call|number|mobile|app|whatsapp|06|text|ring)\b",
        before,
        re.IGNORECASE,
    ):
        return "phone" if len(digits) >= 7 else None
    if 5 <= len(digits) <= 10 and digits == raw and not _QUANTITY_AFTER.match(text, match.end()):
        return "student_number"
    return None
