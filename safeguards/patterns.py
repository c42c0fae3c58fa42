"""Compiles many patterns into a quick one: most begin at a word, which is looked for once for all of them."""

import re
from collections.abc import Iterable, Iterator

_WORD = r"\b"


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds what any of the given ones finds."""
    others: list[str] = []
    words: dict[str, list[str]] = {}
    for part in (part for pattern in patterns for part in _alternatives(pattern)):
        if part.startswith(_WORD):
            head, tail = _parted(part.removeprefix(_WORD))
            words.setdefault(head, []).append(tail)
        else:
            others.append(part)
    heads = "|".join(
        f"{head}(?:{'|'.join(tails)})" if head else "|".join(tails) for head, tails in words.items()
    )
    return re.compile("|".join([*others, rf"{_WORD}(?:{heads})"] if heads else others))


def _parted(part: str) -> tuple[str, str]:
    """Return the group that a pattern begins with ("" if there is none, or it repeats), and the rest."""
    if not part.startswith("(?:"):
        return "", part
    end = _end(part)
    return ("", part) if part[end : end + 1] in ("?", "*", "+", "{") else (part[:end], part[end:])


def _alternatives(pattern: str) -> Iterator[str]:
    """Cut a pattern at the bars that stand in no group and in no set."""
    start = 0
    for at, sign, depth in _signs(pattern):
        if sign == "|" and not depth:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _end(part: str) -> int:
    """Return where the group ends that a pattern begins with."""
    return next(at + 1 for at, sign, depth in _signs(part) if sign == ")" and not depth)


def _signs(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Yield (place, sign, how many groups are open after it) of signs in no set that are not escaped."""
    depth, in_set, at = 0, False, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 2
            continue
        if in_set:
            in_set = sign != "]"
        elif sign == "[":
            in_set = True
        else:
            depth += (sign == "(") - (sign == ")")
            yield at, sign, depth
        at += 1
