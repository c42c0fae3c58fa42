"""Finds persons: names with their titles, second names, prefixes and family names, and names beside names."""

from collections.abc import Iterator

from safeguards.cues import (
    CAPITAL_TITLES,
    COMMON_ENDINGS,
    PREFIXES,
    SPEECH,
    TITLES,
    VERBS,
)
from safeguards.initials import find_initials
from safeguards.lists import Lists, in_dictionary, is_ordinary
from safeguards.names import is_name
from safeguards.prefixes import FAMILY, from_its_family, from_its_prefix, near, prefixed
from safeguards.reader import Reader
from safeguards.word_names import find_word_names
from safeguards.words import Word

Found = tuple[int, int, str]
# Titles that are words as well: behind them only a listed name counts.
CAREFUL = FAMILY - {"juf", "juffrouw", "jufrouw", "mister"} | {"heer", "dr", "prof"}
ARTICLES_OF_THINGS = frozenset(["de", "het", "t", "den", "the"])
SHORT_NAME = 4  # letters: "Li" and "Yu" are words somewhere


def find_people(text: str, words: list[Word], known: Lists) -> Iterator[Found]:
    """Yield (start, end, "person"); titles (juf, Mr) are inside, so that they do not give away who it is."""
    yield from find_initials(text, known)
    yield from find_word_names(text, known)
    taken = [False] * len(words)
    spans: list[tuple[int, int]] = []
    reader = Reader(words, known)
    index = 0
    while index < len(words):
        last = _titled(words, index, known)
        if last is None and not words[index].phrase and is_name(words, index, known):
            last = index
        last = prefixed(words, index, known) if last is None else last
        if last is None and (said := reader.says(index)):
            if said != "person":
                first, last = _thing(words, index)
                yield words[first].start, words[last].end, said
                index = last + 1
                continue
            last = index
        if last is None:
            index += 1
            continue
        last = _extend(words, last, known)
        start = index - 1 if index and not taken[index - 1] and _given_unknown(words, index, known) else index
        start = from_its_family(words, from_its_prefix(words, start))
        spans.append((start, last))
        for inner in range(index, last + 1):
            taken[inner] = True
        index = last + 1
    spans.extend(_joined(words, taken, known))
    for first, last in spans:
        yield words[first].start, words[last].end, "person"


def _thing(words: list[Word], index: int) -> tuple[int, int]:
    """Return where the name of a school or a place starts, with its article, and where it ends."""
    first = last = index
    if words[index].capital:
        if index and words[index - 1].key in ARTICLES_OF_THINGS and words[index].gap == " ":
            first = index - 1
        while last + 1 < len(words) and words[last + 1].capital and words[last + 1].gap in {" ", "-"}:
            last += 1
    return first, last


def _given_unknown(words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether the word before a name is a first name on no list ("Li" Wei, "Xandrine" Bakker)."""
    word = words[index - 1]
    follows = words[index].capital or words[index].key in PREFIXES
    if not word.capital or word.kept or words[index].gap != " " or not follows:
        return False
    return (
        word.key not in known.common
        and word.key not in known.places
        and (len(word.key) < SHORT_NAME or not is_ordinary(word.key))
    )


def _titled(words: list[Word], index: int, known: Lists) -> int | None:
    """Return the index of the name after a title at this word."""
    word = words[index]
    title = word.key in TITLES or (word.key in CAPITAL_TITLES and word.capital)
    if not title or index + 1 >= len(words) or word.text in {"MR", "DR"}:
        return None
    follow = index + 1
    while follow < len(words) - 1 and words[follow].key in PREFIXES and near(words[follow]):
        follow += 1
    name = words[follow]
    if not near(name):
        return None
    listed = name.key in known.first or name.key in known.last
    word_name = (
        name.key in known.given_words or name.key in known.strict_words or name.key in known.family_words
    )
    if word.key in CAPITAL_TITLES:
        return follow if name.capital and (listed or word_name or not name.kept) else None
    if name.capital and (not name.kept or listed or word_name) and not name.text.isupper():
        return follow
    careful = word.key in CAREFUL and not word.capital
    if listed or (word_name and not careful and name.key not in {"an", "bo", "tien"}):
        return follow
    if (
        not name.kept
        and not careful
        and len(name.key) > 3
        and follow == index + 1
        and not in_dictionary(name.key)
    ):
        return follow
    plain = (
        not name.kept and name.key not in VERBS and len(name.key) > 3 and follow == index + 1 and not careful
    )
    after = words[follow + 1].key if follow + 1 < len(words) else ""
    return (
        follow
        if plain and (after in SPEECH or after in {"is", "was", "heeft", "had", "has", "never", "nooit"})
        else None
    )


def _extend(words: list[Word], last: int, known: Lists) -> int:
    """Take in the rest of a name: second names, prefixes and the family name."""
    while last + 1 < len(words) and near(words[last + 1]) and "." not in words[last + 1].gap:
        step = last + 1
        while (
            step < len(words) - 1
            and words[step].key in PREFIXES
            and words[step + 1].gap in {" ", "-"}
            and step - last < 4
        ):
            step += 1
        name = words[step]
        listed = name.key in known.last or name.key in known.first or name.key in known.family_words
        low = (name.key in known.last or (name.key in known.first and step == last + 1)) and not name.kept
        if name.text.isupper() and len(name.text) > 1 and not listed:
            break
        low = low or (name.text.isupper() and len(name.text) > 1 and listed and not name.kept)
        if step > last + 1:
            prefix = words[last + 1]
            fits = (
                name.capital
                and not name.kept
                and name.key not in known.places
                and (listed or prefix.key not in {"in", "op", "het"} or step > last + 2)
                and (listed or prefix.key != "van" or name.key not in known.common)
            ) or (low and name.key not in known.first)
        else:
            fits = (
                (name.capital and (not name.kept or listed) and name.key not in known.places)
                or low
                or (len(name.text) == 1 and name.capital and name.key not in {"i", "u"})
            )
        if not fits:
            break
        last = step
    return last


def _joined(words: list[Word], taken: list[bool], known: Lists) -> Iterator[tuple[int, int]]:
    """Yield words that stand beside a name in "Roos en Fatima" or "Fatima, Xandra and Will"."""
    changed = True
    while changed:
        changed = False
        for index, word in enumerate(words):
            if taken[index] or (word.kept and word.key not in known.given_words):
                continue
            name_like = (
                word.key in known.given_words or word.key in known.strict_words or word.key in known.last
            )
            unknown = (
                word.capital
                and not word.opens
                and len(word.key) > 2
                and not word.text.isupper()
                and not COMMON_ENDINGS.search(word.key)
            )
            if not (name_like or unknown) or not (word.capital or name_like):
                continue
            if _beside(words, taken, index):
                taken[index] = True
                changed = True
                yield index, index


def _beside(words: list[Word], taken: list[bool], index: int) -> bool:
    joins = {"en", "and", "&", "of", "or"}
    if index >= 2 and words[index - 1].key in joins and taken[index - 2] and words[index - 1].gap == " ":
        return True
    if (
        index + 2 < len(words)
        and words[index + 1].key in joins
        and taken[index + 2]
        and words[index + 1].gap == " "
    ):
        return True
    if index and taken[index - 1] and words[index].gap.strip() in {"&", "/", "+"}:
        return True
    behind = bool(index) and taken[index - 1] and words[index].gap == ", "
    before = index + 1 < len(words) and taken[index + 1] and words[index + 1].gap == ", "
    if behind and (words[index].capital or before):
        return True
    return before and words[index].capital and not words[index].opens
