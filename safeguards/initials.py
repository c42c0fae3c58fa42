"""Finds persons by letters and marks: "J. de Vries", "collega B.", "v.d. Berg", "TJ regelt", "@Rob"."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.cues import DEEDS, SPEECH
from safeguards.lists import Lists, in_dictionary
from safeguards.normalise import fold

Found = tuple[int, int, str]
INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|ter|ten|el|al|van de|van der)\s){0,2}[A-Z][a-z'-]{2,}"
)
TITLED_INITIAL = re.compile(
    r"\b(?:[Mm]eneer|[Mm]evrouw|[Mm]evr\.?|[Dd]hr\.?|[Jj]uf(?:frouw)?|[Mm]eester|[Mm]rs?\.?|[Mm]s\.?|[Mm]iss|[Cc]ollega|[Ll]eerling)\s[A-Z](?:\.|\b(?!'))(?!\s?[a-z]?-?groep)"
)
# "mevr. de w.", "mr t.": the same in small letters.
SMALL_INITIAL = re.compile(
    r"\b(?:meneer|mevrouw|mevr\.?|dhr\.?|mvr\.?|juf(?:frouw)?|meester|mrs?\.?|ms\.?|miss|collega)\s(?:(?:van|de|der|den|v\.?d\.?)\s){0,2}[a-z]\.(?=[\s,?!]|$)"
)
# "Mr and Mrs Gill", "dhr. en mevr. Bakker": the first title, so that no gap is left.
# "mevr. de W.", "mw. El A.", "mevrouw ten H": a prefix before the letter, in any case.
PREFIXED_INITIAL = re.compile(
    r"\b(?:meneer|menheer|mevrouw|mevr\.?|dhr\.?|de heer|heer|mvr\.?|mw\.?|juf(?:frouw)?|meester|mrs?\.?|ms\.?|miss|collega|dr\.?|zuster|tante|oom)\s"
    r"(?:(?:van|de|der|den|ter|ten|te|el|al|ait|ben|'t|v\.?d\.?|v/d|o|mc|mac)[ '’]){1,3}(?:[a-z]\.(?=[\s,?!:;)]|$)|(?-i:[A-Z])(?:\.|\b(?!['’-])))",
    re.IGNORECASE,
)
# "hanneke b.", "Saskia T.", "Niamh O'D.", "jan v wil": a first name and a letter.
NAMED_INITIAL = re.compile(
    r"\b([^\W\d_]{2,}(?:-[^\W\d_]{2,})?)\s(?:(?:(?:van|de|der|den|ter|ten|el|al|v\.?d\.?)\s){0,3}(?:[OoDd]['’]|Mc|Mac)?[^\W\d_]\.(?=[\s,?!:;)]|$)|[b-hj-rtv-z](?=\s[a-z]|[,.!?]))"
)
COUPLE = re.compile(
    r"\b(?:[Mm]r\.?|[Dd]hr\.?|[Mm]eneer|[Dd]e heer) (?:and|en|&) (?:[Mm]rs\.?|[Mm]s\.?|[Mm]evr(?:ouw)?\.?) (?:(?:van|de|der|den) ){0,2}[A-Z][\w'-]+"
)
# "met K. heb ik", "M. zei": one letter for a person.
LETTER = re.compile(
    r"(?:(?<=\bmet )|(?<=\bvan )|(?<=\bbij )|(?<=\baan )|(?<=\bwith )|(?<=\bfrom ))[A-Z]\.(?=,? [a-z])|(?:^|(?<=[.!?] ))[A-Z]\.(?= (?:zei|zegt|vroeg|vraagt|vindt|vond|wil|wilde|said|says|asked|told|wants|thinks|is|was)\b)"
)
# "m. en ik", "j.p. and i", "mr t": small letters for a person.
SMALL_LETTERS = re.compile(
    r"(?<![\w.])(?:[a-z]\.){1,3}(?= (?:en|and|&) (?:ik|i|ikzelf|mij|me)\b|,? (?:zei|zegt|vroeg|vraagt|vindt|vond|wil|wilde|said|says|asked|told|wants|thinks)\b)"
    r"|\b(?:mr|mrs|ms|dhr|mevr|mw|mvr|meneer|mevrouw|juf|meester)\.? [a-z](?=[\s,?!:;)]|$)(?! (?:la|les)\b)"
)
# "o. bakker": checked against the family names.
SMALL_FAMILY = re.compile(r"(?<![\w.])[a-z]\.\s?(?:(?:van|de|der|den|ter|ten|el)\s){0,2}(?P<n>[a-z]{3,})\b")
# "J.P. doet de techniek": letters with points that are no shortening.
POINTED = re.compile(
    r"(?<![\w.])(?!N\.B|P\.S|L\.O|U\.K|U\.S|P\.E|R\.E|I\.T|E\.U|V\.S|Q\.E|H\.R)(?:[A-Z]\.){2,3}(?= [a-z])"
)
# "@Rob thanks", "cheers Dan", "groetjes, anja": who is spoken to, and who signs.
CALLED = re.compile(
    r"(?<!\w)@[A-Z][a-z]+\b|(?<=\b[Cc]heers )[A-Z][a-z]+\b|(?<=\b[Tt]hanks )(?!To|A|For|So|Very|All)[A-Z][a-z]+\b"
)
# "mevrouw v.d. Berg", "Jaap v/d Meer": the prefix shortened.
SHORT_PREFIX = re.compile(r"(?<!\w)(?:[vV]\.?\s?/?d\.?|[vV]\.)\s?[A-Z](?:[a-zà-ÿ'-]{2,}|\.|\b)")
# "TJ regelt", "ask JP": two letters that go for a name; what schools shorten is on the list of no names.
TWO_LETTERS = re.compile(r"\b[A-Z]{2}\b(?=\s(?P<after>[a-z']+))")
# "mevrouw groenewegen": small letters behind a title, where they are no word.
SMALL_TITLED = re.compile(
    r"\b(?:meneer|menheer|mevrouw|mevr\.?|dhr\.?|mvr\.?|mw\.?|juf|meester|mrs?\.?|ms\.?|miss)\s(?:(?:van|de|der|den|ter|ten|el)\s){0,2}(?P<n>[a-zà-ÿ'-]{4,})\b"
)
SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*]){3,}\w(?!\w)")


def find_initials(text: str, known: Lists) -> Iterator[Found]:
    """Yield (start, end, "person") of names that are letters, shortened, spaced out or called."""
    for pattern in (
        INITIALS,
        TITLED_INITIAL,
        PREFIXED_INITIAL,
        SMALL_INITIAL,
        COUPLE,
        POINTED,
        SMALL_LETTERS,
        SHORT_PREFIX,
        LETTER,
        CALLED,
    ):
        yield from ((m.start(), m.end(), "person") for m in pattern.finditer(text))
    if not text.isupper():
        for match in TWO_LETTERS.finditer(text):
            if match.group().lower() not in known.excluded and match.group("after") in SPEECH | DEEDS:
                yield match.start(), match.end(), "person"
    for match in NAMED_INITIAL.finditer(text):
        key = fold(match.group(1))
        if key in known.first or key in known.given_words:
            yield match.start(), match.end(), "person"
    for match in SMALL_FAMILY.finditer(text):
        if fold(match.group("n")) in known.last | known.family_words:
            yield match.start(), match.end(), "person"
    for match in SMALL_TITLED.finditer(text):
        if not in_dictionary(fold(match.group("n"))):
            yield match.start(), match.end(), "person"
    for match in SPACED.finditer(text):
        if re.sub(r"[ .\-_*]", "", match.group()).lower() in known.first:
            yield match.start(), match.end(), "person"
