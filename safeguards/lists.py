"""Reads the lists of names, places and words that are no names, once, from safeguards/data."""

import gzip
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_ORDINARY = "ordinary_words.txt.gz"
_SHORTEST_PART = 4  # letters of a part of a compound; shorter ones are listed
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Lists:
    """Folded words; a phrase is a tuple of words kept under its first word."""

    first: frozenset[str]
    last: frozenset[str]
    given_words: frozenset[str]
    strict_words: frozenset[str]
    family_words: frozenset[str]
    excluded: frozenset[str]
    excluded_phrases: dict[str, tuple[tuple[str, ...], ...]]
    places: frozenset[str]
    place_words: frozenset[str]
    place_phrases: dict[str, tuple[tuple[str, ...], ...]]
    common: frozenset[str]


def read_sections(name: str) -> dict[str, list[str]]:
    """Return the words of a list file by section ("" before the first heading)."""
    found: dict[str, list[str]] = {}
    current = found.setdefault("", [])
    for line in (files("safeguards") / "data" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            current = found.setdefault(line.strip("[] "), [])
        else:
            current.extend(line.split())
    return found


def _phrases(words: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for word in words:
        if "_" in word:
            parts = tuple(word.split("_"))
            found.setdefault(parts[0], []).append(parts)
    return {key: tuple(sorted(value, key=len, reverse=True)) for key, value in found.items()}


@cache
def lists() -> Lists:
    """Return all lists; the first call reads about 350 kB."""
    names = read_sections("name_words.txt")
    given, strict, family = (frozenset(names[key]) for key in ("given", "strict", "family"))
    excluded = [word for part in read_sections("not_names.txt").values() for word in part]
    places = read_sections("places.txt")
    place_words = frozenset(places["word"])
    return Lists(
        first=frozenset((*read_sections("first_names.txt")[""], *read_sections("first_names_more.txt")[""]))
        - given
        - strict
        - family,
        last=frozenset((*read_sections("last_names.txt")[""], *read_sections("last_names_more.txt")[""]))
        - family
        - given
        - strict,
        given_words=given,
        strict_words=strict,
        family_words=family,
        excluded=frozenset(word for word in excluded if "_" not in word),
        excluded_phrases=_phrases(excluded),
        places=frozenset(word for word in places["plain"] if "_" not in word) - place_words,
        place_words=place_words,
        place_phrases=_phrases(places["plain"]),
        common=frozenset(read_sections("common_words.txt")[""]),
    )


@lru_cache(maxsize=4096)
def is_ordinary(key: str) -> bool:
    """Tell whether a folded word is in the dictionaries of Dutch and English, or made of words that are."""
    if in_dictionary(key):
        return True
    if "-" in key or "'" in key:
        return all(
            len(part) < _SHORTEST_STEM or is_ordinary(part) for part in key.replace("'", "-").split("-")
        )
    starts, ends = _word_parts()
    stems = [key[len(start) :] for start in starts if key.startswith(start)]
    stems += [key[: -len(end)] for end in ends if key.endswith(end)]
    if any(len(stem) >= _SHORTEST_STEM and in_dictionary(stem) for stem in stems):
        return True
    return any(
        in_dictionary(key[:cut]) and in_dictionary(key[cut:])
        for cut in range(_SHORTEST_PART, len(key) - _SHORTEST_PART + 1)
    )


@cache
def _word_parts() -> tuple[list[str], list[str]]:
    parts = read_sections("word_parts.txt")
    return parts["starts"], parts["ends"]


def in_dictionary(word: str) -> bool:
    """Look a word up by halving the sorted list, which stays one stretch of bytes (3 MB)."""
    blob, key = _dictionary(), word.encode()
    low, high = 0, len(blob)
    while low < high:
        start = blob.rfind(b"\n", 0, (low + high) // 2) + 1
        end = blob.find(b"\n", start)
        found = blob[start:end]
        if found == key:
            return True
        if found < key:
            low = end + 1
        else:
            high = start
    return False


@cache
def _dictionary() -> bytes:
    blob = gzip.decompress((files("safeguards") / "data" / _ORDINARY).read_bytes())
    return blob[blob.index(b"\na") + 1 :]  # the heading goes
