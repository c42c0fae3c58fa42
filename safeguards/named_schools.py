"""Finds schools by the words around their names: "op De Vlieger", "het Calvijn", "my old school, Meadow Lane".

`schools` knows the kinds of schools (College, obs, Academy); here a name stands without its kind.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.cues import DEEDS, MONTHS, PERSON_VERBS, VERBS
from safeguards.lists import Lists, in_dictionary, is_ordinary, read_sections
from safeguards.words import Word

Found = tuple[int, int, str]

_NAMES = {section: frozenset(words) for section, words in read_sections("schools.txt").items()}
_ENDINGS = tuple(_NAMES["endings"])
_THINKERS = frozenset(
    word
    for section in ("thinkers", "thinkers_more", "history")
    for word in read_sections("not_names.txt")[section]
)
_WHERE_NL = _NAMES["where"]
_AT_NL = _NAMES["at"]
_ARTICLES = frozenset(["de", "het", "t", "den"])  # "'t" is cut as t
_LINKS = _NAMES["links"]
# "my old school, …", "onze zusterschool …", "scholengroep …": what follows with a capital is its name.
_SAID = re.compile(
    r"(?:\b(?:mijn|m'n|onze|zijn|haar|hun|een)\s(?:\w+\s)?(?:\w*school|stageschool|basisschool|college|werkplek)(?:\s(?:was|is|heet|heette|als))?,?"
    r"|\b(?:scholengroep|stichting|schoolbestuur|bestuur|kinderopvang|koepel|vestiging|locatie|campus)"
    r"|\b(?:[a-z]{3,}school|[a-z]+scholengemeenschap|kindcentrum|atheneum|lyceum|gymnasium|college|instituut)"
    r"|\b(?:my|our|their|his|her|a)\s(?:\w+\s)?(?:school|academy|college|primary|placement)(?:\s(?:was|is|called|like|named))?(?:,|\s(?=\())?"
    r"|\b(?:my|our|their)\s(?:trust|federation|board|feeder school|link school|partner school|sister school|cluster)(?:\s(?:is|called))?,?"
    r"|\b(?:stage\w*|bpv|internship|work experience|apprentices?)\s(?:\w+\s){0,3}(?:bij|in|op|at|with)(?:\s(?:de|het|the))?"
    r"|\bschool (?:called|named)|\b(?:genaamd|school die))[\s(]$",
    re.IGNORECASE,
)
_NO_BOOK = re.compile(
    r"(?:boek|lezen|lees|gelezen|film|roman|verhaal|hoofdstuk|methode|model|theorie|musical|toneelstuk|gedicht|schrijver|week|dag|book|novel|play|read|poem)\w*\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\b([A-Z][\w'-]{3,}school|[A-Z][\w'-]{3,}(?:kindcentrum|instituut|humaniora))\b")
_GENERIC = re.compile(
    r"^(?:basis|hoge|vrije|middel|dalton|jenaplan|montessori|freinet|steiner|waldorf|praktijk|vak|kleuter|zuster|buur|stage|oefen|zomer|lente|brede|partner|opleidings|academische|bovenbouw|muziek|dans|avond|zaterdag|dorps|"
    r"wijk|stads|plus|thuis|internationale|volks|hoofd|midden|leef|methode|taal|sport|kunst|zondag|weekend|herfst)-?school$"
)
LONGEST_SHORT = 6  # letters of a name in capitals
SHORTEST = 5  # letters: shorter words after "het" say little
_NO_SCHOOL_END = re.compile(
    r"(?:overleg|team|groep|gesprek|onderwijs|project|plan|jaar|feest|werk|vak|systeem|moment|ministerie|uur|weekend|boek|leren|ing|isme|heid|ment|tje|je|examen|model)$"
)
_SAINTS_START = frozenset(name.partition("_")[0] for name in _NAMES["saints"])
_TO_THE = frozenset(["visited", "visit", "visiting", "joined"])
_AT_EN = frozenset(["at", "joined", "left", "attended", "visited", "with"])
_SAINTS_CUES = _AT_NL | _AT_EN | {"from", "in"}


def find_named(text: str, words: list[Word], known: Lists) -> Iterator[Found]:
    """Yield (start, end, "institution") of schools that stand without their kind."""
    for match in _COMPOUND.finditer(text):
        low = match.group().lower()
        if not _GENERIC.match(low) and low not in known.excluded:
            yield match.start(), match.end(), "institution"
    for index, word in enumerate(words):
        last = _saint(words, index)
        if last is not None and index and words[index - 1].key in _ARTICLES:
            word = words[index - 1]
        if last is None and word.key in _ARTICLES:
            last = _after_article(text, words, index, known)
        if last is None and word.capital and index:
            last = _after_cue(text, words, index, known)
        if (
            last is None
            and word.key in {"kta", "ka", "vti", "tisj", "gito"}
            and word.text.isupper()
            and not text.isupper()
        ):
            last = index
            if index and words[index - 1].key in _ARTICLES:
                word = words[index - 1]
        if last is None and _shortened(text, words, index, known):
            last = index
        if last is not None:
            yield word.start, words[last].end, "institution"


def _shortened(text: str, words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether capitals on no list stand where a school or a board does ("bij PCOB", "from TKAT")."""
    word = words[index]
    if not 3 <= len(word.text) <= LONGEST_SHORT or not word.text.isupper() or word.kept or word.gap != " ":
        return False
    if text.isupper() or not index or words[index - 1].key not in _AT_NL | _AT_EN | {"from", "of"}:
        return False
    return word.key not in known.common and not in_dictionary(word.key)


def _saint(words: list[Word], index: int) -> int | None:
    """Return the last word of a name that only schools bear ("Don Bosco")."""
    cued = bool(index) and words[index - 1].key in _SAINTS_CUES
    for length in (4, 3, 2) if words[index].key in _SAINTS_START else ():
        part = words[index : index + length]
        joined = len(part) == length and all(w.gap in {" ", "-"} for w in part[1:])
        joined = joined and (part[-1].capital or cued)
        if joined and "_".join(w.key for w in part) in _NAMES["saints"]:
            return _more(words, index + length - 1)
    return index if words[index].key in _NAMES["alone"] and words[index].capital else None


def _more(words: list[Word], last: int) -> int:
    """Take in the capitals that follow, with the small words between them."""
    while last + 1 < len(words):
        step = last + 1
        while (
            step < len(words)
            and words[step].gap in {" ", "-"}
            and words[step].key in _LINKS
            and not words[step].capital
            and step - last < 3
        ):
            step += 1
        if (
            step == len(words)
            or words[step].gap not in {" ", "-"}
            or not words[step].capital
            or (words[step].kept and words[step].key not in _NAMES["grounds"])
        ):
            break
        last = step
    return last


def _after_article(text: str, words: list[Word], index: int, known: Lists) -> int | None:
    """Return the last word of a school after "De", "het" or "'t": told by its name, or by "op" before it."""
    if index + 1 >= len(words) or words[index + 1].gap != " ":
        return None
    article, name = words[index], words[index + 1]
    before = words[index - 1].key if index and article.gap in {" ", " '"} else ""
    if not name.capital or (article.key == "t" and text[article.start - 1 : article.start] != "'"):
        return None
    if _SAID.search(text, max(0, article.start - 40), article.start):
        return _more(words, index + 1)
    if _NO_BOOK.search(text, max(0, article.start - 40), article.start):
        return None
    if article.key in {"het", "t"}:
        return _more(words, index + 1) if _het(article, name, before, known) else None
    listed = name.key in _NAMES["de"]
    follow = words[index + 2] if index + 2 < len(words) and words[index + 2].gap == " " else None
    if before in _AT_NL and name.key.endswith("e") and follow and follow.capital and not follow.kept:
        plain = in_dictionary(name.key) and in_dictionary(follow.key)
        if plain and not name.kept and name.key not in _NAMES["no_school"]:  # "uit de Kleine Kunstenaar"
            return _more(words, index + 2)
    if article.opens:
        after = words[index + 2].key if index + 2 < len(words) else ""
        return index + 1 if article.capital and listed and after in VERBS | DEEDS | PERSON_VERBS else None
    return _more(words, index + 1) if _de(article, name, before, known) else None


def _de(article: Word, name: Word, before: str, known: Lists) -> bool:
    """Judge "op De Vlieger", "van de Wilgenhof"; a small "de" wants a name that only schools have."""
    listed = name.key in _NAMES["de"] or name.key.endswith(_ENDINGS)
    if not article.capital:
        if before == "in":
            return listed
        return before in _AT_NL and (listed or _written_as_name(name, before, known))
    if before not in _AT_NL | {"school", "dat", "en", "in"} or name.kept:
        return False
    if name.key in known.last or (name.key in known.family_words and not listed):
        return False
    return listed or (before != "van" and name.key not in known.common)


def _written_as_name(name: Word, before: str, known: Lists) -> bool:
    """Tell whether an ordinary word has a capital behind "op de" ("op de Fontein"): schools are named so."""
    if name.kept or name.key in known.common or name.key in _NAMES["no_school"]:
        return False
    return before in {"op", "bij", "vanuit", "uit", "naar"} and in_dictionary(name.key)


def _het(article: Word, name: Word, before: str, known: Lists) -> bool:
    """Judge "op het Barlaeus", "bij 't Palet"; who thought or ruled gives his name to schools only with "het"."""
    listed = name.key in _NAMES["het"] or name.key.endswith(_ENDINGS)
    if not (before in _WHERE_NL or article.opens or (article.capital and listed)):
        return False
    if listed:
        return True
    if "-" in name.key and name.key.partition("-")[0] in known.excluded:
        return False  # "het Cito-verslag"
    if name.key in _NAMES["no_school"] or _NO_SCHOOL_END.search(name.key):
        return False
    if article.opens and is_ordinary(name.key):
        return False
    plain = name.kept or name.key in known.common or name.key in known.places or len(name.key) < SHORTEST
    return name.key in _THINKERS or not plain


def _after_cue(text: str, words: list[Word], index: int, known: Lists) -> int | None:
    """Return the last word of a school that its cue announces ("my old school, Meadow Lane"; "at Ridgeway")."""
    word = words[index]
    if (
        word.kept
        or (word.opens and word.gap != " (")
        or word.key in MONTHS
        or (index and words[index - 1].capital and words[index - 1].key not in _ARTICLES)
    ):
        return None
    start = words[index].start
    if _SAID.search(text, max(0, start - 40), start):
        return _more(words, index)
    at_the = words[index - 1].key == "the" and index > 1 and words[index - 2].key in _TO_THE
    if at_the and word.gap == " " and word.key not in known.common and not is_ordinary(word.key):
        return _more(words, index)  # "visited the Ashmolean"
    if words[index - 1].key not in _AT_EN or word.gap != " ":
        return None
    last = _more(words, index)
    if word.key in known.common or word.key in known.places or word.key in known.first:
        return None
    return last if words[index - 1].key == "at" and (last > index or not in_dictionary(word.key)) else None
