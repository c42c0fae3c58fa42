"""Tells what the words beside a word say about it: that only a name stands there, or may."""

from safeguards.cues import DEEDS, NO_QUESTION, PAST, SECTIONS, VERBS
from safeguards.lists import is_ordinary
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
