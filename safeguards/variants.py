"""Tells whether a word is a first name in another form: with an ending, doubled letters, or two in one."""

import re
from functools import lru_cache
from string import ascii_lowercase

from safeguards.lists import Lists, in_dictionary, is_ordinary, lists
from safeguards.words import Word

SHORTEST_MISSPELT = 5  # letters: shorter ones are near too many words


def is_double(key: str, known: Lists) -> bool:
    """Tell whether this is a name of two names (Jan-Willem)."""
    parts = key.split("-")
    return len(parts) == 2 and all(part in known.first or part in known.given_words for part in parts)


def is_variant(word: Word, known: Lists) -> bool:
    """Tell whether this is a listed first name with an ending (Annes, Keesje) or doubled letters (Saaara)."""
    key = word.key
    if len(key) < 4 or word.kept or not word.capital:
        return False
    if key.endswith("s") and key[:-1] in known.first and key not in known.common:
        return True
    if len(key) < 5:
        return False
    if (
        not word.opens
        and key.endswith(("je", "tje"))
        and (key[:-2] in known.first or key[:-3] in known.first)
    ):
        return True
    squeezed = re.sub(r"(.)\1+", r"\1", key)
    if squeezed != key and squeezed in known.first:
        return True
    first, _, second = key.partition("-")
    return (
        first in known.first
        and bool(second)
        and not word.text.split("-")[0].isupper()
        and not is_ordinary(second)
    )


@lru_cache(maxsize=4096)
def is_misspelt(key: str) -> bool:
    """Tell whether a word has a letter too many or two swapped, or a daily word one too few."""
    if len(key) < SHORTEST_MISSPELT:
        return False
    known = lists()
    near = {key[:at] + key[at + 1 :] for at in range(len(key))}
    near |= {key[:at] + key[at + 1] + key[at] + key[at + 2 :] for at in range(len(key) - 1)}
    if any(in_dictionary(word) for word in near):
        return True
    fuller = {key[:at] + letter + key[at:] for at in range(len(key) + 1) for letter in ascii_lowercase}
    return any(not words.isdisjoint(near | fuller) for words in (known.common, known.excluded))


@lru_cache(maxsize=4096)
def is_near_a_name(key: str) -> bool:
    """Tell whether one letter more, less or other, or two swapped, make a listed first name ("jeroem")."""
    if len(key) < SHORTEST_MISSPELT:
        return False
    names = lists().first
    cuts = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    near = {one + rest[1:] for one, rest in cuts if rest}
    near |= {one + rest[1] + rest[0] + rest[2:] for one, rest in cuts if len(rest) > 1}
    if not names.isdisjoint(near):
        return True
    return any(
        one + letter + rest in names or one + letter + rest[1:] in names
        for one, rest in cuts
        for letter in ascii_lowercase
    )
