"""Joins prefixes and initials to names that are written small ("van der zwan", "j. hoekstra")."""

from safeguards.cues import CAPITAL_TITLES, CUES, PREFIXES, TITLES
from safeguards.lists import Lists, is_ordinary
from safeguards.words import Word

# Prefixes that are no words by themselves.
ONLY_IN_NAMES = frozenset(["el", "al", "ait", "ter", "ten", "der", "den", "mc", "mac", "vd"])
SHORTEST = 4  # letters of a name on no list


def from_its_prefix(words: list[Word], start: int) -> int:
    """Return where a name written small starts, with its initial or prefixes ("j. hoekstra")."""
    if start and len(words[start - 1].text) == 1 and words[start].gap in {". ", "."}:
        return start - 1
    first = start
    while first and words[first - 1].key in PREFIXES and words[first].gap == " " and start - first < 3:
        first -= 1
    alone = start - first == 1 and words[first].key not in ONLY_IN_NAMES
    return start if words[start].capital or alone else first


# Who is spoken of with these is known by them: "tante Corrie", "old Mrs Wray".
FAMILY = CUES["family_titles"]
_COLOURS = CUES["colours"]


def from_its_family(words: list[Word], start: int) -> int:
    """Return where a name starts with the title that children give it, and with "old" before a title."""
    before = words[start - 1] if start and words[start].gap in {" ", ". "} else None
    if before is None:
        return start
    if before.key in FAMILY:
        start -= 1
    titled = words[start].key in TITLES | CAPITAL_TITLES
    if titled and start and words[start - 1].key in _COLOURS and words[start].gap == " ":
        return start - 1
    return start


def stands_small(words: list[Word], index: int, step: int, known: Lists) -> bool:
    """Tell whether prefixes that only names have stand before a word on no list ("van der zwan")."""
    name, last = words[step], words[step - 1].key
    if name.capital or name.kept or name.gap != " " or name.key in known.places or len(name.key) < SHORTEST:
        return False
    only_names = last in ONLY_IN_NAMES and (last in {"el", "ait"} or step - index > 1)
    return only_names and not is_ordinary(name.key)
