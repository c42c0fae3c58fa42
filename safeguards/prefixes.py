"""Finds family names by their prefixes ("Van Rijn", "van der zwan"); joins initials and titles to names."""

from safeguards.cues import (
    CAPITAL_TITLES,
    COMMON_ENDINGS,
    CUES,
    PERSON_VERBS,
    PREFIXES,
    SPEECH,
    TITLES,
    VERBS,
    WORDS_WITH_ARTICLE,
)
from safeguards.lists import Lists, in_dictionary, is_ordinary
from safeguards.neighbours import is_verb
from safeguards.words import Word

# Prefixes that are no words by themselves.
ONLY_IN_NAMES = frozenset(["el", "al", "ait", "ter", "ten", "der", "den", "mc", "mac", "vd"])
_PREPOSITIONS = frozenset(["met", "bij", "aan", "tegen", "voor", "door", "volgens", "naast", "collega"])
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
_SIZES = frozenset(["big", "little", "wee", "lange", "dikke", "kleine", "grote", "auld"])  # "big Steve"


def from_its_family(words: list[Word], start: int) -> int:
    """Return where a name starts with the title that children give it, and with "old" before a title."""
    before = words[start - 1] if start and words[start].gap in {" ", ". "} else None
    if before is None:
        return start
    if before.key in FAMILY:
        start -= 1
    if before.key in _SIZES and words[start].gap == " ":
        return start - 1
    titled = words[start].key in TITLES | CAPITAL_TITLES
    if titled and start and words[start - 1].key in _COLOURS and words[start].gap == " ":
        return start - 1
    return start


def stands_small(words: list[Word], index: int, step: int, known: Lists) -> bool:
    """Tell whether prefixes that only names have stand before a word on no list ("van der zwan")."""
    name, last = words[step], words[step - 1].key
    if name.capital or name.kept or name.gap != " " or name.key in known.places or len(name.key) < SHORTEST:
        return False
    if name.key in known.last and (not in_dictionary(name.key) or _one_too_many(words, index)):
        return True  # "de bruijn"; "met van vliet"
    only_names = last in ONLY_IN_NAMES and (last in {"el", "ait"} or step - index > 1)
    return only_names and (last == "der" or not is_ordinary(name.key))


def _one_too_many(words: list[Word], index: int) -> bool:
    """Tell whether "van" stands behind another preposition ("met van …"), so that it belongs to a name."""
    return bool(index) and words[index].key == "van" and words[index - 1].key in _PREPOSITIONS


def near(word: Word) -> bool:
    """Tell whether nothing but a space, a point or a hyphen stands before a word."""
    return word.gap in {" ", "  ", ". ", ".", "-", "\u00a0"}


def prefixed(words: list[Word], index: int, known: Lists) -> int | None:
    """Return the index of a family name after its prefix ("Van Rijn was", "ik sprak van der Ploeg")."""
    step = index
    while step < len(words) - 1 and words[step].key in PREFIXES and step - index < 3:
        step += 1
    name = words[step]
    if step > index and stands_small(words, index, step, known):
        return step
    if (
        step == index
        or not near(name)
        or not name.capital
        or name.text.isupper()
        or (
            name.key in known.places
            and (not words[index].capital or words[index].opens or words[index].key != "van")
        )
    ):
        return None
    grand = words[index].capital
    if (
        grand
        and not words[index].opens
        and words[index].key in {"van", "ten", "ter", "vander"}
        and not name.kept
    ):
        return step  # "aan Van Dongen": a capital within the sentence
    listed = name.key in known.last or name.key in known.family_words
    if listed and name.key in WORDS_WITH_ARTICLE and not grand:
        return None
    after = words[step + 1] if step + 1 < len(words) and words[step + 1].gap == " " else None
    acts = after is not None and (after.key in VERBS or after.key in PERSON_VERBS)
    alone = step == index + 1 and words[index].key in {"de", "het", "la", "le", "in", "op", "van"}
    if listed and not name.kept:
        # "van der Ploeg", "Van Rijn" and "de Wolf" stand for a person; "van Noord" needs more.
        if not alone or acts or words[index].key == "de" or (grand and not words[index].opens):
            return step
        return step if index and words[index - 1].key in SPEECH | {"sprak", "spreek", "en"} else None
    if name.kept or name.key in known.common or name.key in known.first:
        return None
    if alone and words[index].key != "van":
        return None
    if grand and words[index].opens and after is not None and not after.capital and is_verb(after.key):
        return step
    return step if (grand or not alone) and acts and not COMMON_ENDINGS.search(name.key) else None
