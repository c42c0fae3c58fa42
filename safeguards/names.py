"""Finds names that are words (Roos, Will, April) by where they stand; a capital alone is not enough."""

from collections.abc import Iterator

from safeguards.cues import (
    ADVERBS,
    ARTICLES,
    LOW_OUT,
    LOW_WISHED,
    MONTHS,
    NO_FAMILY_ALONE,
    NO_WORD_FOLLOWS,
    OTHER_TONGUE,
    PERSON_VERBS,
    PREFIXES,
    SPEECH,
    STRONG_BEFORE,
    VERBS,
    WHAT_THINGS_DO,
    WORDS_WITH_ARTICLE,
)
from safeguards.lists import Lists, is_ordinary
from safeguards.neighbours import acts, is_title, is_verb, of_a_section
from safeguards.words import Word

Found = tuple[int, int, str]


def find_names(words: list[Word], known: Lists) -> Iterator[Found]:
    """Yield (start, end, "person") of words that are names where they stand."""
    for index, word in enumerate(words):
        if not word.phrase and is_name(words, index, known):
            yield word.start, word.end, "person"
        elif last := _listed(words, index, known):
            yield word.start, last.end, "person"


def _listed(words: list[Word], index: int, known: Lists) -> Word | None:
    """Return the last word of a listed name that says where it belongs ("Kees van Engels"), or is shouted."""
    word = words[index]
    if word.kept or word.key not in known.first:
        return None
    after = words[index + 1] if index + 1 < len(words) else word
    family = after if after.key in known.last or after.key in known.family_words else word
    if len(words) > 2 and all(one.text.isupper() for one in words):
        return family
    if word.capital and of_a_section(words, index):
        return word
    whole = word.capital and family is not word and family.capital and not family.kept and family.gap == " "
    return family if whole and _is_asked_or_says(words, index) else None


def _is_asked_or_says(words: list[Word], index: int) -> bool:
    """Tell whether a whole name stands where colleagues stand: "according to … that", "… zei"."""
    said = index + 2 < len(words) and words[index + 2].key in SPEECH
    return (
        said
        or (index > 0 and words[index - 1].key in {"volgens", "met", "with", "asked"})
        or (index > 1 and [one.key for one in words[index - 2 : index]] == ["according", "to"])
    )


def is_name(words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether the word at this index, if it is a name as well, is one where it stands."""
    word = words[index]
    key = word.key
    if word.capital and len(key) > 1 and word.text.isupper():  # an abbreviation; who shouts has no capitals
        return False
    if word.capital and is_title(words, index):
        return False
    before = words[index - 1].key if index and words[index].gap == " " else ""
    after = words[index + 1] if index + 1 < len(words) and words[index + 1].gap == " " else None
    speech = after is not None and after.key in SPEECH
    verb = after is not None and after.key in VERBS
    pronoun = after is not None and after.key in NO_WORD_FOLLOWS
    mid = word.capital and not word.opens
    possessive = word.text.endswith("'s") and word.capital
    word_name = key in known.strict_words or key in known.given_words
    if word_name and any(before in cues and key in foreign for cues, foreign in OTHER_TONGUE.values()):
        return not pronoun
    proper = word.capital and not word.text.isupper()
    if proper and word_name and _name_follows(words, index, known):
        return True
    if proper and (word_name or key in known.first) and _name_precedes(words, index, known):
        return True
    if word_name and before in {"asked", "ask", "told", "tell"}:
        return word.capital or not pronoun
    if key in MONTHS and word.capital and after is not None and after.capital and not after.kept:
        named = after.key in known.first or after.key in known.last or not is_ordinary(after.key)
        if named:
            return True
    if key in MONTHS:
        does = after is not None and after.key in PERSON_VERBS - {"is", "was"}
        return word.capital and (does or before in STRONG_BEFORE | {"mentor", "friend", "buddy", "maatje"})
    if (key in known.strict_words or key in known.given_words) and (
        of_a_section(words, index) or (word.capital and word.opens and acts(key, after))
    ):
        return before not in ARTICLES
    if key in known.strict_words:
        speech = speech and after is not None and after.key not in WHAT_THINGS_DO
        if before in ARTICLES and not word.capital:
            return False
        if mid and not word.text.isupper():
            return not (before in {"the", "of"} and not verb)
        return (
            speech or (word.capital and after is not None and after.capital and after.key in known.last)
        ) and not pronoun
    if key in known.given_words:
        family = (
            after is not None
            and after.capital
            and (after.key in known.last or after.key in known.family_words)
        )
        if before in {"de", "het", "een", "the", "a", "an"} and not family:
            return False
        if mid and (not word.kept or family):
            return True
        if word.capital and word.opens and _name_follows(words, index, known, wide=True):
            return True
        if word.capital and (possessive or verb or (after is not None and after.capital and not after.kept)):
            return not pronoun and not (word.kept and not speech)
        if before in STRONG_BEFORE:
            return not pronoun
        if (
            not word.capital
            and word.opens
            and key not in LOW_OUT
            and after is not None
            and is_verb(after.key)
        ):
            return not pronoun
        return _low_word_name(key, before, speech, after)
    if word.kept or len(key) < 3:
        return False
    if key in known.family_words:
        named = before not in ARTICLES | PREFIXES | ADVERBS and key not in NO_FAMILY_ALONE
        if mid and not word.text.isupper() and before and named:
            return True
        if word.capital and word.opens and _name_follows(words, index, known, wide=True):
            return True
        king = key in WORDS_WITH_ARTICLE and before in {"de", "het"}
        return mid and not king and not word.text.isupper() and (before in STRONG_BEFORE | PREFIXES or verb)
    return False


def _name_follows(words: list[Word], index: int, known: Lists, *, wide: bool = False) -> bool:
    """Tell whether "and" and a name come next ("Xiaomei and Tom", "Xiaomei and I")."""
    if index + 1 < len(words) and words[index + 1].gap.strip() in {"&", "+"}:
        other = words[index + 1]
        return other.capital and not other.kept
    if index + 2 >= len(words) or words[index + 1].key not in {"en", "and"}:
        return False
    other = words[index + 2]
    if (
        wide
        and other.capital
        and (other.key in PREFIXES or other.key in known.given_words | known.family_words)
    ):
        return True
    return other.text in {"I", "ik"} or (other.capital and not other.kept and other.key in known.first)


def _name_precedes(words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether a name and "and" come before ("Rob & Els")."""
    if not index:
        return False
    before, gap = words[index - 1], words[index].gap.strip()
    if gap not in {"&", "+"}:
        if gap or index < 2 or before.key not in {"en", "and"}:
            return False
        before = words[index - 2]
    named = before.key in known.first or before.key in known.given_words
    return before.capital and not before.kept and named


def _low_word_name(key: str, before: str, speech: bool, after: Word | None) -> bool:
    """Judge a name that is a word and is written small or opens the sentence without a verb after it."""
    if before in {
        "de",
        "het",
        "een",
        "the",
        "a",
        "an",
        "mijn",
        "my",
        "our",
        "onze",
        "deze",
        "this",
        "no",
        "geen",
        "some",
        "elk",
    }:
        return False
    if key in LOW_OUT:
        wished = key in LOW_WISHED
        return wished and (
            (speech and key not in {"ben", "may"})
            or (
                before in {"with", "met", "by", "from", "bij"}
                and (
                    _ends(after)
                    if key not in {"bill", "floor", "lieve"}
                    else after is not None and after.key in VERBS
                )
            )
        )
    return (
        speech
        or before in {"met", "bij", "van", "with", "from", "by", "aan", "door", "tegen"}
        or (after is not None and after.key in {"is", "was", "heeft", "had", "has"})
    )


def _ends(after: Word | None) -> bool:
    return (
        after is None
        or after.key in VERBS
        or after.key
        in {
            "over",
            "about",
            "in",
            "op",
            "on",
            "at",
            "van",
            "of",
            "en",
            "and",
            "who",
            "die",
            "because",
            "omdat",
        }
    )
