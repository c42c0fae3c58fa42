"""What all who look for schools share: the pattern of a name of its own, and the kinds of data/kinds.txt."""

import re
from collections.abc import Iterable

from safeguards.lists import read_sections

KINDS = read_sections("kinds.txt")

# Bounded, and a hyphen within one word only: with many ways to read "Aa-Aa-Aa-…" a text would take for ever.
CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŁŞİ0-9'][\w'’&]{0,40}(?:-[\w'’&]+){0,4}|St\.|Sint|'t)"
_LINK = r"(?:aan|an|and|bij|de|den|der|du|en|for|het|in|la|le|of|on|op|te|ten|ter|the|upon|van|voor|&|'t)"
NAME = rf"{CAPITAL}(?: (?:{_LINK}[ -]){{0,2}}{CAPITAL}){{0,4}}"


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for one of these words, longest first; what starts small may have a capital."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(" ".join(map(_either_case, word.split("_"))) for word in ordered) + ")"


def _either_case(part: str) -> str:
    first, rest = part[0], re.escape(part[1:])
    return f"[{first.upper()}{first}]{rest}" if first.islower() else re.escape(first) + rest
