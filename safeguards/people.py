"""Finds persons by name lists and by what stands around a word; a capital alone is never enough.

Names that are words (Roos, Will) need a cue; names on no list need a strong one.
"""

import re
from collections.abc import Iterator

from safeguards.lists import Lists, read_sections
from safeguards.words import Word

Found = tuple[int, int, str]

_CUES = {section: frozenset(words) for section, words in read_sections("name_cues.txt").items()}
_TITLES = _CUES["titles"]
_CAPITAL_TITLES = _CUES["capital_titles"]
_PREFIXES = _CUES["prefixes"]
_STRONG_BEFORE = _CUES["strong_before"]
_BEFORE = _CUES["before"]
_SPEECH = _CUES["speech"]
_VERBS = _CUES["verbs"] | _SPEECH
_NO_WORD_FOLLOWS = _CUES["no_word_follows"]
_LOW_OUT = _CUES["low_out"]
_LOW_WISHED = _CUES["low_wished"]

_COMMON_ENDINGS = re.compile(
    r"(?:s|en|ing|heid|tie|teit|schap|ment|tion|ness|ity|isme|ism|ist|er|or|ly|lijk|baar|ful|less|able|ed|dag|week|jaar|groep|team|les|app|soft|tool)$"
)
_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|ter|ten|el|al|van de|van der)\s){0,2}[A-Z][a-z'-]{2,}"
)
_TITLED_INITIAL = re.compile(
    r"\b(?:[Mm]eneer|[Mm]evrouw|[Mm]evr\.?|[Dd]hr\.?|[Jj]uf(?:frouw)?|[Mm]eester|[Mm]rs?\.?|[Mm]s\.?|[Mm]iss|[Cc]ollega|[Ll]eerling)\s[A-Z](?:\.|\b(?!'))(?!\s?[a-z]?-?groep)"
)
_SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*]){3,}\w(?!\w)")


def find_people(text: str, words: list[Word], known: Lists) -> Iterator[Found]:
    """Yield (start, end, "person"); titles (juf, Mr) are inside, so that they do not give away who it is."""
    for pattern in (_INITIALS, _TITLED_INITIAL):
        yield from ((m.start(), m.end(), "person") for m in pattern.finditer(text))
    for match in _SPACED.finditer(text):
        if re.sub(r"[ .\-_*]", "", match.group()).lower() in known.first:
            yield match.start(), match.end(), "person"
    taken = [False] * len(words)
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        last = _titled(words, index, known)
        if last is None and _is_name(words, index, known):
            last = index
        if last is None:
            index += 1
            continue
        last = _extend(words, last, known)
        spans.append((index, last))
        for inner in range(index, last + 1):
            taken[inner] = True
        index = last + 1
    spans.extend(_joined(words, taken, known))
    for first, last in spans:
        yield words[first].start, words[last].end, "person"


def _near(word: Word) -> bool:
    return word.gap in {" ", "  ", ". ", ".", "-", "\u00a0"}


def _titled(words: list[Word], index: int, known: Lists) -> int | None:
    """Return the index of the name after a title at this word."""
    word = words[index]
    title = word.key in _TITLES or (word.key in _CAPITAL_TITLES and word.capital)
    if not title or index + 1 >= len(words) or word.text in {"MR", "DR"}:
        return None
    follow = index + 1
    while follow < len(words) - 1 and words[follow].key in _PREFIXES and _near(words[follow]):
        follow += 1
    name = words[follow]
    if not _near(name):
        return None
    listed = name.key in known.first or name.key in known.last
    word_name = (
        name.key in known.given_words or name.key in known.strict_words or name.key in known.family_words
    )
    if word.key in _CAPITAL_TITLES:
        return follow if name.capital and (listed or word_name or not name.kept) else None
    if name.capital and (not name.kept or listed or word_name) and not name.text.isupper():
        return follow
    careful = word.key in {"miss", "meester", "heer", "dr", "prof"} and not word.capital
    if listed or (word_name and not careful and name.key not in {"an", "bo", "tien"}):
        return follow
    plain = (
        not name.kept and name.key not in _VERBS and len(name.key) > 3 and follow == index + 1 and not careful
    )
    after = words[follow + 1].key if follow + 1 < len(words) else ""
    return (
        follow
        if plain and (after in _SPEECH or after in {"is", "was", "heeft", "had", "has", "never", "nooit"})
        else None
    )


def _is_name(words: list[Word], index: int, known: Lists) -> bool:
    word = words[index]
    key = word.key
    before = words[index - 1].key if index and words[index].gap == " " else ""
    after = words[index + 1] if index + 1 < len(words) and words[index + 1].gap == " " else None
    speech = after is not None and after.key in _SPEECH
    verb = after is not None and after.key in _VERBS
    pronoun = after is not None and after.key in _NO_WORD_FOLLOWS
    mid = word.capital and not word.opens
    possessive = word.text.endswith("'s") and word.capital
    if key in known.first or _stem(word, known):
        return not word.kept
    if key in known.strict_words:
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
        if mid and (not word.kept or family):
            return True
        if word.capital and (possessive or verb or (after is not None and after.capital and not after.kept)):
            return not pronoun and not (word.kept and not speech)
        if before in _STRONG_BEFORE:
            return not pronoun
        return _low_word_name(key, before, speech, after)
    if word.kept or len(key) < 3:
        return False
    if key in known.last:
        return (
            mid
            or (before in _STRONG_BEFORE)
            or (verb and (word.capital or before in _BEFORE))
            or (word.capital and possessive)
        )
    if key in known.family_words:
        return mid and not word.text.isupper() and (before in _STRONG_BEFORE or before in _PREFIXES or verb)
    if (
        not word.capital
        or word.text.isupper()
        or any(char.isupper() for char in word.text[1:].replace("'", "-").split("-")[0])
    ):
        return False
    if word.opens:
        return speech and not _COMMON_ENDINGS.search(key) and len(key) < 10 and not pronoun
    if before in _STRONG_BEFORE or speech:
        return True
    return before in _BEFORE and (verb or (before in {"met", "with"} and not _COMMON_ENDINGS.search(key)))


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
    if key in _LOW_OUT:
        wished = key in _LOW_WISHED
        return wished and (
            (speech and key not in {"ben", "may"})
            or (
                before in {"with", "met", "by", "from", "bij"}
                and _ends(after)
                and key not in {"bill", "floor", "lieve"}
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
        or after.key in _VERBS
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


def _stem(word: Word, known: Lists) -> bool:
    """Tell whether this is a listed first name with an ending (Annes, Keesje) or doubled letters (Saaara)."""
    key = word.key
    if len(key) < 5 or word.kept or not word.capital:
        return False
    if key.endswith("s") and key[:-1] in known.first:
        return True
    if (
        not word.opens
        and key.endswith(("je", "tje"))
        and (key[:-2] in known.first or key[:-3] in known.first)
    ):
        return True
    squeezed = re.sub(r"(.)\1+", r"\1", key)
    if squeezed != key and squeezed in known.first:
        return True
    return "-" in key and key.split("-")[0] in known.first


def _extend(words: list[Word], last: int, known: Lists) -> int:
    """Take in the rest of a name: second names, prefixes and the family name."""
    while last + 1 < len(words) and _near(words[last + 1]) and "." not in words[last + 1].gap:
        step = last + 1
        while (
            step < len(words) - 1
            and words[step].key in _PREFIXES
            and words[step + 1].gap in {" ", "-"}
            and step - last < 4
        ):
            step += 1
        name = words[step]
        listed = name.key in known.last or name.key in known.first or name.key in known.family_words
        low = (name.key in known.last or (name.key in known.first and step == last + 1)) and not name.kept
        if name.text.isupper() and len(name.text) > 1 and not listed:
            break
        if step > last + 1:
            prefix = words[last + 1]
            fits = (
                name.capital
                and not name.kept
                and name.key not in known.places
                and (listed or prefix.key not in {"van", "in", "op", "het"} or step > last + 2)
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
                and not _COMMON_ENDINGS.search(word.key)
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
    if index and taken[index - 1] and words[index].gap == ", " and words[index].capital:
        return True
    return (
        index + 1 < len(words)
        and taken[index + 1]
        and words[index + 1].gap == ", "
        and words[index].capital
        and not words[index].opens
    )
