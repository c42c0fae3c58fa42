"""Tells what the words beside a word say about it: that only a name stands there, or may."""

from safeguards.cues import (
    ARTICLES,
    DEEDS,
    GOES_ON,
    LONGEST_UNKNOWN,
    NO_QUESTION,
    ORDINARY_STARTS,
    PAST,
    PREFIXES,
    SECTIONS,
    STRONG_BEFORE,
    VERBS,
)
from safeguards.lists import Lists, is_ordinary
from safeguards.variants import is_misspelt
from safeguards.words import Word

_GROUPS = frozenset(
    [
        "class",
        "form",
        "tutor",
        "group",
        "year",
        "klas",
        "mentorklas",
        "groep",
        "team",
        "sectie",
        "department",
        "school",
        "mentorgroep",
        "vakgroep",
    ]
)
# Among the words after a name, but no verbs.
_NO_VERBS = frozenset(
    [
        "and",
        "en",
        "also",
        "ook",
        "onze",
        "from",
        "really",
        "always",
        "altijd",
        "never",
        "nooit",
        "steeds",
        "haar",
    ]
)
_HOUSES = frozenset(
    [
        "groep",
        "klas",
        "year",
        "class",
        "hierboven",
        "boven",
        "beneden",
        "hiernaast",
        "upstairs",
        "mijn",
        "my",
        "our",
        "onze",
    ]
)
VERB_ENDINGS = ("en", "ed", "s", "ing")  # a word on no list with one of these is a verb or a plural


def low_unknown(key: str, before: str, *, speech: bool) -> bool:
    """Tell whether a word in no dictionary, written small, stands where only a name stands ("okke vroeg")."""
    if not (speech or before in STRONG_BEFORE) or before in ARTICLES:
        return False
    if not 3 < len(key) <= LONGEST_UNKNOWN or key.startswith(ORDINARY_STARTS) or not key.isalpha():
        return False
    return not key.endswith(VERB_ENDINGS) and not is_ordinary(key) and not is_misspelt(key)


def of_a_section(words: list[Word], index: int) -> bool:
    """Tell whether "from maths" or "van de administratie" comes next."""
    rest = [word.key for word in words[index + 1 : index + 4]]
    if len(rest) < 2 or rest[0] not in {"from", "van", "uit", "in"}:
        return False
    if len(rest) > 2 and rest[1] in {"my", "our", "mijn", "onze"} and rest[2] in _GROUPS:
        return True
    return rest[1] in SECTIONS or (rest[1] in {"de", "het", "the"} and len(rest) > 2 and rest[2] in SECTIONS)


def acts(key: str, after: Word | None) -> bool:
    """Tell whether a word that may be a thing does what only a person does."""
    if after is None:
        return False
    return after.key in DEEDS or (key == "will" and after.key in NO_QUESTION)


def comes_from(words: list[Word], index: int) -> bool:
    """Tell whether "van" or "from" and a capital come next ("Jildou van CSG …")."""
    rest = words[index + 1 : index + 3]
    return (
        len(rest) == 2
        and rest[0].key in {"van", "from", "uit"}
        and (rest[1].capital or rest[1].key in _HOUSES)
    )


def does_something(words: list[Word], index: int) -> bool:
    """Tell whether a verb of the past or a deed comes next ("Nimra led", "Hyun-woo struggled")."""
    after = words[index + 1] if index + 1 < len(words) and words[index + 1].gap == " " else None
    return after is not None and (
        after.key in DEEDS | PAST or (after.key.endswith("ed") and len(after.key) > 4)
    )


def has_family(words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether a prefix and a capital come next ("Ank van Dalen")."""
    step = index + 1
    while step < len(words) and words[step].key in PREFIXES and words[step].gap == " " and step - index < 4:
        step += 1
    if step == index + 1 or step == len(words):
        return False
    name = words[step]
    return name.capital and not name.kept and name.key not in known.places and name.key not in known.common


def is_title(words: list[Word], index: int) -> bool:
    """Tell whether a book starts here, told by the capital of what is owned ("Rosie's Walk")."""
    if not words[index].text.endswith("'s") or index + 1 == len(words):
        return False
    owned = words[index + 1]
    return owned.capital and owned.gap == " " and not owned.kept and is_ordinary(owned.key)


def is_verb(key: str) -> bool:
    """Tell whether a word is a verb of somebody ("snapt", "heeft", "led")."""
    if key in _NO_VERBS:
        return False
    return key in VERBS | DEEDS | PAST or (
        key.endswith(("t", "de", "te")) and len(key) > 3 and is_ordinary(key)
    )


def goes_on(words: list[Word], index: int) -> bool:
    """Tell whether ", die" or ", who" comes next: what follows speaks of a person."""
    return index + 1 < len(words) and words[index + 1].gap == ", " and words[index + 1].key in GOES_ON


def beside_me(words: list[Word], index: int) -> bool:
    """Tell whether "me and" stands before the word or "and I" after it."""
    keys = [word.key for word in words[max(0, index - 2) : index + 3]]
    place = min(index, 2)
    before, after = keys[:place], keys[place + 1 :]
    joins, own = {"en", "and", "&"}, {"ik", "i", "me", "mij", "myself", "ikzelf"}
    return (len(before) == 2 and before[1] in joins and before[0] in own) or (
        len(after) == 2 and after[0] in joins and after[1] in own
    )
