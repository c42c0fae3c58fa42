"""Finds schools, addresses and places by the way they are named and by the list of places."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.lists import Lists, is_ordinary
from safeguards.normalise import fold
from safeguards.words import Word, matches

Found = tuple[int, int, str]

_CAP = r"(?:[A-ZÀ-ÖØ-ÞŁŞİ0-9'][\w'&-]*|St\.|Sint|'t)"
_LINK = r"(?:de|der|den|van|van de|van den|het|of|the|and|en|&|op|aan|aan de|voor|for|in|la|du)"
_NAME = rf"{_CAP}(?:[ -](?:{_LINK}[ -])?{_CAP}){{0,4}}"
_SCHOOL = (
    r"(?:College|Lyceum|Gymnasium|Atheneum|Academie|Academy|High School|Grammar School|Grammar|Primary School|Primary|"
    r"Secondary School|Secondary|Junior School|Infant School|National School|Community School|Comprehensive|Middle School|"
    r"Community College|Sixth Form|Scholengemeenschap|Scholengroep|Basisschool|Vakcollege|Vakschool|Mavo|Havo|Middenschool|"
    r"Leefschool|Freinetschool|Daltonschool|Vrijeschool|Montessorischool|Jenaplanschool|Kunsthumaniora|Humaniora|Institute|"
    r"Hogeschool|University|Universiteit|School|Elementary|Nursery|ETNS|Educate Together|Technasium|Praktijkschool)"
)
_GENERIC = re.compile(
    r"^(?:(?:The|De|Het|Our|Onze|My|Mijn|Een|A|This|Deze|Dit|In|Op|Bij|At|Every|Elke|High|Primary|Secondary|Middle|Teams?|Whole|"
    r"Sunday|Summer|Sixth|Google|Microsoft|Khan|Lesson|Grammar|Old|New|Nieuwe|Iedere|Onderwijs|Brede|Good|Better|Great|After|When|If|Als|"
    r"Op onze|Our whole|Rijke|Vreedzame|Slimme|Gezonde|Lerende|Learning|Because|And|En|But|Maar|Is|Before|Each|Per|No|Any|Back|Home)\s)*"
    + _SCHOOL
    + r"$"
)
_PATTERNS = (
    rf"\b{_NAME}[ -]{_SCHOOL}(?:'s)?\b(?: (?:of|for) {_CAP}(?: {_CAP})?)?",
    rf"\b(?:[Bb]asisschool|[Ss]cholengemeenschap|[Ss]cholengroep|[Mm]iddelbare school|[Ll]agere school|[Vv]rijeschool|[Mm]iddenschool|"
    rf"[Dd]altonschool|[Jj]enaplanschool|[Mm]ontessorischool|[Ff]reinetschool|[Ii]kc|IKC|[Kk]indcentrum|[Bb]rede school|[Ll]yceum|[Cc]ollege|"
    rf"[Gg]ymnasium|[Aa]theneum|[Hh]ogeschool|[Uu]niversiteit|[Pp]raktijkschool|[Kk]leuterschool|[Pp]abo|[Hh]umaniora|[Ss]tichting|"
    rf"School of|GO! atheneum|GO!|KTA|KA|KSO|SFI|SJI|HHI|TISJ|PTI|GISO|PITO|GSG|CSW|PSG|ISG|USG|OBC|GSR|VTI|VBS|GBS|BuSO|BS|SG|CSG|OSG|RSG|PCC|OBS|CBS|RKBS|PCBS|KBS|IBS|SBO|SO|VSO|ROC|AOC|OSB|SSgN|"
    rf"obs|cbs|rkbs|pcbs|kbs|ibs|sbo|vso|roc|gbs|vbs|vti|kta|csg|rsg|osg|[Ss]coil|[Ss]coile|[Gg]aelscoil|[Gg]aelchol[aá]iste|[Cc]ol[aá]iste|[Mm]eánscoil)"
    rf" (?:(?:in|van|voor|te) )?(?:(?:de|het|'t|op|van|la) )?(?:De |Het |'t |Den |The )?{_NAME}",
    r"\b(?i:basisschool|obs|cbs|rkbs|pcbs|kbs|ikc|roc|vti|sbo)\s(?:(?:de|het|'t|van)\s[a-z][\w-]{3,}|[a-z]{5,})\b",
    rf"\b(?:St\.?|Sint|Saint)[ -]{_CAP}(?:'s)?(?:[ -](?:and|en) {_CAP})?[ -]?(?:{_SCHOOL}|[a-z]*college|[a-z]*instituut|[a-z]*school)?\b",
    r"\b(?:[A-Z][\w'-]*)(?:college|lyceum|gymnasium|basisschool|atheneum|instituut|academie)\b",
    rf"\b(?:Trinity|Maynooth) (?:College|University)\b|\bUniversity of {_CAP}\b|\bUniversiteit (?:van )?{_CAP}\b|\b(?:KU|UGent|VUB|UCLL|HAN|HvA|UvA|UCD|DCU|NUIG)\b",
)
_INSTITUTION = re.compile("|".join(f"(?:{p})" for p in _PATTERNS))
_ARTICLE = re.compile(r"\b(?:[Hh]et|'t|[Dd]e|[Tt]he)\s$")
_LOW_SCHOOL = re.compile(
    r"\b(?:het|'t|the|op|van|at|from|bij)\s(?!(?:hele|nieuwe|oude|eerste|ander|andere|zelfde|whole|new|old|our|this|that|same|local|next|het|de|een|eigen|"
    r"hetzelfde|community|business|technical|secondary|primary|high|middle|sixth|grammar|night|kleine|grote|medical|music|art|my|a|the|every|"
    r"sociale|besturende|dit|dat|ons|onze|mijn|elk|last|whole)\s)"
    r"((?:st\.?\s|sint[ -])?[a-z][\w'-]{3,}(?:[ -](?:college|lyceum|gymnasium|atheneum|academy)))\b"
)
_LOW_COMPOUND = re.compile(
    r"\b(?:het|'t|op|bij|van|naar|vanuit)\s(?:ons\s|het\s)?((?!hoor|werk|web|jaar|school|gast|schepen|mini|kennis|bestuurs|spoed|inloop|vraag|college)"
    r"[a-z][a-z'-]{3,}(?:college|lyceum|gymnasium|atheneum|scholengemeenschap))\b"
)
_SCHOOL_NAMES = re.compile(
    r"\b(?i:op|van|bij|naar|at)\s((?:De|Het|'t|de|het)\s(?i:Regenboog|Klimop|Wegwijzer|Kameleon|Vuurvogel|Zonnebloem|Ark|Vlinder|Springplank|"
    r"Triangel|Kompas|Boomgaard|Bron|Mozaiek|Mozaïek|Kring|Wingerd|Zevensprong|Toermalijn|Schakel|Parel|Vlieger|Zonnewijzer|Windroos|Horizon|"
    r"Duizendpoot|Kubus|Molenwiek|Ontdekking|Lichtboei|Rank|Wereldboom|Klaver|Wissel|Touwladder|Spil|Waterlelie|Fontein|Rietkraag|Sterrenboog|"
    r"Vijver|Lindeboom|Kinderboom|Notenkraker|Wilgen|Meander|Pijler|Driemaster|Sleutel|Toverberg|Tovertuin|Schatkist|Talent|Speelkring|Baken|"
    r"Esdoorn|Eglantier|Driehoek|Zandloper|Vuurtoren|Ontdekkingsreiziger|Kroevendonk|Cascade|Kleine Prins|Kleine Kapitein))\b"
)
_ORDINARY_END = re.compile(
    r"(?:overleg|team|groep|gesprek|onderwijs|project|plan|jaar|feest|werk|vak|systeem|moment|ministerie|team|uur|weekend|boek|leren|ing|isme|heid|ment|tje|je)$"
)
_STREET = r"(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|steeg|pad|dreef|plantsoen|park|burg|lei|baan|stwg|steenweg|markt|akker|veld|erf|wal|ring|berg|donk|str)"
_EN_STREET = r"(?:Street|Road|Lane|Avenue|Drive|Close|Court|Terrace|Crescent|Place|Square|Gardens|Grove|Park|Way|Row|Mews|Hill|Walk|Rd|St|Ave)"
_NUMBER = r"\d{1,4}(?:\s?[a-zA-Z]\b|[-/]\d{1,3}\b)?(?:\s?(?:bus|hs|bis|\w-hoog)\s?\d*)?"
_POSTCODE = (
    r"(?:\b[1-9]\d{3}\s?[A-Z]{2}\b(?:\s(?:te\s)?[A-Z][a-z]+)?|\bB?-?[1-9]\d{3}\s[A-Z][a-z]+(?:-[A-Z][a-z]+)*)"
)
_ADDRESS = re.compile(
    rf"\b(?:(?:[A-Z][\w'.-]*\s(?:(?:van|de|der|den|ter|het)\s)*){{0,3}}[A-Z]?\w{{2,}}{_STREET}|(?:Laan|Plein|Weg|Hof|Pad|Dreef|Burgemeester)\s(?:van\s)?(?:de[rn]?\s)?[A-Z]\w+(?:\s[A-Z]\w+)?"
    rf"|(?:Korte|Lange|Grote|Oude|Nieuwe)\s[A-Z]\w+|[Dd]orpsstraat|[A-Z]\w+(?:\s[A-Z]\w+)?)\s{_NUMBER}(?:,?\s{_POSTCODE})?(?!\w)"
)
_STREET_LIKE = re.compile(
    rf"{_STREET}\s\d|^(?:Laan|Plein|Weg|Hof|Pad|Dreef|Burgemeester|Korte|Lange|Grote|Oude|Nieuwe)\s",
    re.IGNORECASE,
)
_LONE_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b")
_UK_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[AC-FHKNPRTV-Y]\d[\dW]\s?[0-9AC-FHKNPRTV-Y]{4})\b"
)
_EN_ADDRESS = re.compile(
    rf"\b(?:(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit)\s\d+\w?,?\s)?\d{{1,4}}[a-zA-Z]?,?\s(?:[A-Z][\w'.]*\s){{1,3}}{_EN_STREET}\b|"
    rf"\b(?:[A-Z][\w']+\s){{1,2}}(?:Street|Road|Lane|Avenue|Crescent|Terrace|Drive|Close)\b"
)
_LOW_EN_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?\s(?:[a-z]{3,}\s){1,2}(?:street|road|lane|avenue|crescent|terrace|drive|close)\b",
    re.IGNORECASE,
)
_BARE_STREET = re.compile(
    r"\b(?:in|aan|op|uit|de|langs)\s(?:de|het)\s([A-Z]\w{2,}(?:straat|laan|plein|gracht|kade|singel|weg|dijk|dreef|steenweg))\b"
    r"|\b(?:woont|woon|wonen)\s(?:in|aan|op)\s(?:de|het)\s(\w{3,}(?:straat|laan|plein|gracht|kade|singel|weg|dijk|dreef|steenweg))\b"
)
_PLACE_CUES = frozenset(
    [
        "in",
        "uit",
        "te",
        "naar",
        "vanuit",
        "rond",
        "nabij",
        "from",
        "at",
        "near",
        "to",
        "omgeving",
        "regio",
        "gemeente",
        "stad",
        "dorp",
        "town",
        "city",
        "area",
        "van",
        "of",
    ]
)
_LOW_WORD_PLACES = frozenset(
    [
        "leiden",
        "assen",
        "gent",
        "gouda",
        "limerick",
        "delft",
        "weesp",
        "tiel",
        "emmen",
        "houten",
        "buren",
        "cork",
        "bath",
        "derry",
    ]
)


# "st mary's", "op sint-jozef", "at kings langley school", "het Metis Montessori": written small or with the kind left out.
_LOOSE_SCHOOLS = re.compile(
    r"\b(?:at|from|with|of) (st\.? [a-z]{3,}(?:'?s)?)\b|^(st\.? [a-z]{3,}'s)\b|\b(?:op|van|bij|naar|uit) ((?:sint|st)[- ](?!niklaas|truiden|gillis|maarten|pieters|genesius|katelijne)[a-z]{4,}(?:college|instituut|school)?)\b"
    r"|\b(?:at|from|with) ((?!my|our|the|this|that|a|any|every|each|your|their|his|her|new|old|primary|secondary|middle|high|home|whole|another|local)[a-z]{4,}(?: [a-z]{4,})? (?:school|academy|primary|college)) (?:they|we|the|it|i|there)\b"
    r"|\b(?:het|op|van|bij) ((?:[A-Z][\w'-]+ ){1,2}(?:Montessori|Dalton|Jenaplan|Vrije School|Steiner|Freinet|Maritiem|Agora))\b"
)
_TRUSTS = re.compile(
    rf"\b{_NAME} (?:Learning|Academy|Academies|Schools?|Education|Multi-Academy) (?:Trust|Federation|Foundation|Group)\b|\b{_NAME} (?:Trust|Federation|Schools Group)\b"
)
_KNOWN = re.compile(
    r"\b(?:Fontys|Avans|Saxion|Windesheim|Hanzehogeschool|Inholland|Zuyd|NHL Stenden|Artevelde\w*|Howest|Odisee|Thomas More|HoGent|Marnix Academie|iPabo|Driestar|Iselinge|Radboud|ECNU)\b"
)
# "op het Barlaeus": a name that stands for a school, because one is there or comes from there.
_CALLED = re.compile(
    r"(?:\b(?:op|van|naar|bij|uit|en)|[Ss]chool,) (?:het|Het|'t) ([A-Z][a-zà-ÿ]{4,})(?!\w)|^Het ([A-Z][a-zà-ÿ]{4,}) (?:en wij|heeft|doet|deed|is|was|wil|krijgt|doen|en|kwam)\b"
)


def find_called(text: str, known: Lists) -> Iterator[Found]:
    """Yield (start, end, "institution") of schools that go by one name ("op het Barlaeus")."""
    for match in _CALLED.finditer(text):
        group = 1 if match.group(1) else 2
        key = fold(match.group(group))
        plain = key in known.excluded or key in known.common or key in known.places
        if not plain and not _ORDINARY_END.search(key):
            yield match.start(group), match.end(group), "institution"


def find_institutions(text: str) -> Iterator[Found]:
    """Yield (start, end, "institution") of schools and universities that are named."""
    for match in _INSTITUTION.finditer(text):
        if not _GENERIC.match(match.group()):
            article = _ARTICLE.search(text, max(0, match.start() - 4), match.start())
            yield article.start() if article else match.start(), match.end(), "institution"
    for pattern in (_TRUSTS, _KNOWN):
        yield from ((m.start(), m.end(), "institution") for m in pattern.finditer(text))
    for match in _LOOSE_SCHOOLS.finditer(text):
        yield *match.span(match.lastindex or 0), "institution"
    for pattern in (_LOW_SCHOOL, _LOW_COMPOUND, _SCHOOL_NAMES):
        yield from ((m.start(1), m.end(1), "institution") for m in pattern.finditer(text))


def find_addresses(text: str) -> Iterator[Found]:
    """Yield (start, end, "address") of streets with a number, named streets and postcodes."""
    if any(char.isdigit() for char in text):
        for match in _ADDRESS.finditer(text):
            if _STREET_LIKE.search(match.group()):
                yield match.start(), match.end(), "address"
        for pattern in (_LONE_POSTCODE, _UK_POSTCODE, _LOW_EN_ADDRESS):
            yield from ((m.start(), m.end(), "address") for m in pattern.finditer(text))
    for match in _EN_ADDRESS.finditer(text):
        yield match.start(), match.end(), "address"
    for match in _BARE_STREET.finditer(text):
        group = 1 if match.group(1) else 2
        yield match.start(group), match.end(group), "address"


def _place_cue(words: list[Word], index: int, known: Lists) -> str:
    """Return the word that makes a place of this one ("" if none); in "uit Aalst en Gent" it stands further back."""
    if not index:
        return ""
    before = words[index - 1].key
    if (
        before in {"en", "and", "of", "or"}
        and index > 2
        and words[index - 2].key in known.places | known.place_words
    ):
        before = words[index - 3].key
    return before if before in _PLACE_CUES else ""


def _unknown_place(words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether a capital on no list stands where a place does ("in Pontypridd", "uit Terwispel")."""
    word = words[index]
    if not word.capital or word.opens or word.kept or not index or words[index].gap != " ":
        return False
    if words[index - 1].key not in {"in", "uit", "vanuit", "near", "nabij"} or not word.text[1:].islower():
        return False
    plain = word.key in known.common or word.key in known.excluded or word.key in known.first
    return not plain and len(word.key) > 3 and not is_ordinary(word.key)


def find_places(words: list[Word], known: Lists) -> Iterator[Found]:
    """Yield (start, end, "place") of towns, regions and quarters on the list."""
    for index, word in enumerate(words):
        for phrase in known.place_phrases.get(word.key, ()):
            if matches(words, index, phrase):
                yield word.start, words[index + len(phrase) - 1].end, "place"
                break
        else:
            if (
                word.key in known.places
                or (word.key.endswith("se") and word.key[:-2] in known.places and word.capital)
                or _unknown_place(words, index, known)
            ):
                yield word.start, word.end, "place"
            elif word.key in known.place_words and (cue := _place_cue(words, index, known)):
                wide = cue in {"van", "of", "te", "to", "at"}
                if (word.capital and not (wide and word.key in known.given_words)) or (
                    word.key in _LOW_WORD_PLACES
                    and cue in {"in", "uit", "from"}
                    and word.key not in {"houten", "buren", "bath"}
                ):
                    yield word.start, word.end, "place"
