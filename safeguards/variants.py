"""Tells whether a word is a first name in another form: with an ending, doubled letters, or two in one."""

import re
from functools import lru_cache
from string import ascii_lowercase

from safeguards.lists import in_dictionary, lists

_ENDINGS = ("s", "je", "tje", "ke", "ie", "y")
SHORTEST_MISSPELT = 5  # letters: shorter ones are near too many words


@lru_cache(maxsize=4096)
def is_variant(key: str) -> bool:
    """Tell whether this is a listed first name with an ending, doubled letters, or two of them."""
    if "-" in key:
        return all(_is_given(part) for part in key.split("-"))
    bases = {key.removesuffix(end) for end in _ENDINGS} | {re.sub(r"(.)\1+", r"\1", key)}
    return any(len(base) > 2 and base != key and (_is_given(base) or _is_given(base + "e")) for base in bases)


def _is_given(key: str) -> bool:
    known = lists()
    return key in known.first or key in known.given_words


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


REMEMBERED = (is_variant, is_misspelt, is_near_a_name)
