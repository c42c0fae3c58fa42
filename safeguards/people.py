"""Finds persons by name lists and by what stands around a word; a capital alone is never enough.

Names that are words (Roos, Will) need a cue; names on no list need a strong one.
"""

import re
from collections.abc import Iterator

from safeguards.lists import Lists
from safeguards.words import Word

Found = tuple[int, int, str]

_TITLES = frozenset(
    "meneer mevrouw mevr mevr. mvr mvrw dhr heer juf juffrouw jufrouw meester mr mrs ms miss mister dr prof professor pater zuster "
    "broeder menheer mw".split()
)
_CAPITAL_TITLES = frozenset("sir madam father sister brother uncle auntie aunt oom tante lady coach".split())
_PREFIXES = frozenset("van de der den ten ter vd v el al ben bin ait ould bint la le du di da dos von zu het 't mc mac o op in abu".split())
_STRONG_BEFORE = frozenset("volgens collega maatje buurvrouw buurman vriendin vriend told asked tell ask heet genaamd called named tegen colleague".split())
_BEFORE = frozenset(
    "met with from bij by van door aan for naast voor to zonder without en and and of tussen between about over like zoals namens samen dankzij "
    "vroeg vertelde zei said student leerling pupil mentor buddy helped helpt hielp thanks bedankt bedank dank ondanks omdat dat als toen when because that if".split()
)
_SPEECH = frozenset(
    "zei zegt vertelde vertelt vroeg vraagt vindt vond belde belt appte mailde stuurde antwoordde riep fluisterde huilde huilt denkt dacht wilde "
    "weigert weigerde beloofde luisterde luistert liet hielp helpt gaf geeft kwam komt deed doet said says told tells asked asks thinks thought "
    "replied called emailed texted shouted whispered cried refused promised helped helps gave gives wants wanted feels felt listened listens "
    "suggested suggests offered offers joined joins knows knew went goes came comes showed shows taught teaches explained explains uitlegde legde "
    "deelde deelt shared shares".split()
)
_VERBS = _SPEECH | frozenset(
    "is was heeft had wil kan kon moet mag gaat ging zit zat staat stond werkt werkte nam neemt krijgt kreeg blijft bleef maakt maakte weet wist "
    "ziet zag zou zal haar zijn z'n nooit altijd never always has does did got gets keeps kept made makes took takes can't won't would "
    "could should left leaves stayed works worked sits sat never also really en ook steeds begint begon merkt merkte durft durfde zorgt zorgde bracht brengt "
    "organiseert organiseerde brought runs ran seems seemed looks looked started starts stopped stops and from onze".split()
)
_NO_WORD_FOLLOWS = frozenset("je jij ik we wij jullie ze zij u iemand er het that be you i we they".split())
_COMMON_ENDINGS = re.compile(
    r"(?:s|en|ing|heid|tie|teit|schap|ment|tion|ness|ity|isme|ism|ist|er|or|ly|lijk|baar|ful|less|able|ed|dag|week|jaar|groep|team|les|app|soft|tool)$"
)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|ter|ten|el|al|van de|van der)\s){0,2}[A-Z][a-z'-]{2,}")
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
    word_name = name.key in known.given_words or name.key in known.strict_words or name.key in known.family_words
    if word.key in _CAPITAL_TITLES:
        return follow if name.capital and (listed or word_name or not name.kept) else None
    if name.capital and (not name.kept or listed or word_name) and not name.text.isupper():
        return follow
    careful = word.key in {"miss", "meester", "heer", "dr", "prof"} and not word.capital
    if listed or (word_name and not careful and name.key not in {"an", "bo", "tien"}):
        return follow
    plain = not name.kept and name.key not in _VERBS and len(name.key) > 3 and follow == index + 1 and not careful
    after = words[follow + 1].key if follow + 1 < len(words) else ""
    return follow if plain and (after in _SPEECH or after in {"is", "was", "heeft", "had", "has", "never", "nooit"}) else None


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
        return (speech or (word.capital and after is not None and after.capital and after.key in known.last)) and not pronoun
    if key in known.given_words:
        if mid and not word.kept:
            return True
        if word.capital and (possessive or verb or (after is not None and after.capital and not after.kept)):
            return not pronoun and not (word.kept and not speech)
        if before in _STRONG_BEFORE:
            return not pronoun
        return _low_word_name(key, before, speech, after)
    if word.kept or len(key) < 3:
        return False
    if key in known.last:
        return mid or (before in _STRONG_BEFORE) or (verb and (word.capital or before in _BEFORE)) or (word.capital and possessive)
    if key in known.family_words:
        return mid and not word.text.isupper() and (before in _STRONG_BEFORE or before in _PREFIXES or verb)
    if not word.capital or word.text.isupper() or any(char.isupper() for char in word.text[1:].replace("'", "-").split("-")[0]):
        return False
    if word.opens:
        return speech and not _COMMON_ENDINGS.search(key) and len(key) < 10 and not pronoun
    if before in _STRONG_BEFORE or speech:
        return True
    return before in _BEFORE and (verb or (before in {"met", "with"} and not _COMMON_ENDINGS.search(key)))


_LOW_OUT = frozenset("an ine lot ton wil can said art page chase rob bill pat may june april august mei juni mark miles grant elke dik lien leen ben "
                     "harm floor peer trees lore jet gul wei est toon ties lieve su nil sue job max sunny roman rein tien tine fee sep su merit gene "
                     "lies rod rich summer storm winter lente zomer angel christian mats est guy page cherry ginger olive poppy rose daisy violet lily iris "
                     "amber jade ruby pearl dawn eve heath cliff sandy holly carol hunter mason duke earl wade drew lee jean dale glen nova stella luna terra".split())


def _low_word_name(key: str, before: str, speech: bool, after: Word | None) -> bool:
    """Judge a name that is a word and is written small or opens the sentence without a verb after it."""
    if before in {"de", "het", "een", "the", "a", "an", "mijn", "my", "our", "onze", "deze", "this", "no", "geen", "some", "elk"}:
        return False
    if key in _LOW_OUT:
        wished = key in {"mark", "rose", "rob", "bill", "pat", "wil", "jet", "ties", "guy", "sandy", "max", "april", "june", "lily", "daisy", "ruby", "amber", "jade",
                         "holly", "carol", "iris", "ben", "dale", "glen", "lee", "jean", "luna", "stella", "toon", "lieve", "lien", "leen", "floor", "violet", "poppy"}
        return wished and ((speech and key not in {"ben", "may"}) or (before in {"with", "met", "by", "from", "bij"} and _ends(after) and key not in {"bill", "floor", "lieve"}))
    return speech or before in {"met", "bij", "van", "with", "from", "by", "aan", "door", "tegen"} or (after is not None and after.key in {"is", "was", "heeft", "had", "has"})


def _ends(after: Word | None) -> bool:
    return after is None or after.key in _VERBS or after.key in {"over", "about", "in", "op", "on", "at", "van", "of", "en", "and", "who", "die", "because", "omdat"}


def _stem(word: Word, known: Lists) -> bool:
    """Tell whether this is a listed first name with an ending (Annes, Keesje) or doubled letters (Saaara)."""
    key = word.key
    if len(key) < 5 or word.kept or not word.capital:
        return False
    if key.endswith("s") and key[:-1] in known.first:
        return True
    if not word.opens and key.endswith(("je", "tje")) and (key[:-2] in known.first or key[:-3] in known.first):
        return True
    squeezed = re.sub(r"(.)\1+", r"\1", key)
    if squeezed != key and squeezed in known.first:
        return True
    return "-" in key and key.split("-")[0] in known.first


def _extend(words: list[Word], last: int, known: Lists) -> int:
    """Take in the rest of a name: second names, prefixes and the family name."""
    while last + 1 < len(words) and _near(words[last + 1]) and "." not in words[last + 1].gap:
        step = last + 1
        while step < len(words) - 1 and words[step].key in _PREFIXES and words[step + 1].gap in {" ", "-"} and step - last < 4:
            step += 1
        name = words[step]
        listed = name.key in known.last or name.key in known.first or name.key in known.family_words
        low = (name.key in known.last or (name.key in known.first and step == last + 1)) and not name.kept
        if name.text.isupper() and len(name.text) > 1 and not listed:
            break
        if step > last + 1:
            prefix = words[last + 1]
            fits = (name.capital and not name.kept and name.key not in known.places and (listed or prefix.key not in {"van", "in", "op", "het"} or step > last + 2)) or (
                low and name.key not in known.first
            )
        else:
            fits = (name.capital and (not name.kept or listed) and name.key not in known.places) or low or (
                len(name.text) == 1 and name.capital and name.key not in {"i", "u"}
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
            if taken[index] or word.kept and word.key not in known.given_words:
                continue
            name_like = word.key in known.given_words or word.key in known.strict_words or word.key in known.last
            unknown = word.capital and not word.opens and len(word.key) > 2 and not word.text.isupper() and not _COMMON_ENDINGS.search(word.key)
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
    if index + 2 < len(words) and words[index + 1].key in joins and taken[index + 2] and words[index + 1].gap == " ":
        return True
    if index and taken[index - 1] and words[index].gap.strip() in {"&", "/", "+"}:
        return True
    if index and taken[index - 1] and words[index].gap == ", " and words[index].capital:
        return True
    return index + 1 < len(words) and taken[index + 1] and words[index + 1].gap == ", " and words[index].capital and not words[index].opens
