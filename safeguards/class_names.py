"""Finds classes that are named in words: "Year 9 set 2", "groep 5/6a", "3 EW b", "Lower Sixth B", "8 Heron".

A year group alone ("Year 9", "groep 7", "4 havo") is many classes and stays. Codes are read by `class_codes`.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.class_codes import CLASSES
from safeguards.school_name import one_of

Found = tuple[int, int, str]


_TOTEM, _SUBJECT, _STUDY = one_of(CLASSES["totems"]), one_of(CLASSES["subjects"]), one_of(CLASSES["studies"])
_LEVEL = rf"(?i:{one_of(CLASSES['levels'])}|vmbo-?(?:tl|gl|kb|bb|[tkb]))"
_N = r"(?:1[0-3]|[1-9])"
_UK_N = r"(?:1[0-3]|[7-9])"
_UK_YEAR = rf"[Yy](?:ea)?r?\s?{_N}"
_NTH_EN = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[1-6](?:st|nd|rd|th))"
_NTH_NL = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|[1-6](?:de|e|ste))"
_NUMBER_NL = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht)"
_SET = r"(?:[Ss]et|[Bb]and|[Ss]tream|[Gg]roup)"
_LETTER = r"(?:[B-HJ-Z])"  # neither the article nor the pronoun
_SMALL = r"(?:[a-dA-D1-4])"
_NUMBERED = r"\s?(?:(?:1[0-3]|[1-9])(?:[/-]\d)?\s?-?/?)"
_KINDS_NL = r"(?i:brugklas|groep|gr|klas(?:je)?|mentorklas|mentorgroep|stamgroep|kleuterklas|leerjaar|combi(?:natie)?groep|jaar|lj|kl)\.?"
_KINDS_EN = r"(?i:class|year|yr|form|room|grade|tutor group|unit)\.?"
# Words of two letters that follow a figure without being a class.
_WORD = r"(?!(?:is|in|en|of|op|we|ze|ik|to|at|as|on|or|al|na|te|om|me|mr|st|nd|rd|th|de|do|so|if|by|an|er|je|he|it|no|us|my|up|t/m)\b)"
_ENGLISH = (
    # "Year 9B", "form 7 BX", "Year 10 set 4", "Year 8 Curie", "Year 12 Chem"
    rf"\b{_KINDS_EN}\s?{_N}\s?-?{_WORD}(?:[A-Za-z]{{2}}\d?|[B-HJ-Zb-z]\d?|A\d?|a\d|[A-Za-z]?/[1-9][A-Za-z]?)\b(?<!\ds)(?<!\d\s[a-z][a-z])(?!')",
    rf"\b(?:{_UK_YEAR}|{_UK_N})\s(?:top\s|bottom\s)?{_SET}\s?(?:[1-6][A-Za-z]?|[A-Z])\b",
    rf"\b{_UK_YEAR} (?:top|bottom|middle) (?:set|band|group)\b|\b1[0-3] (?:Triple|Double|Combined) [A-D]\b",
    rf"\b(?:top|bottom|middle|lower|upper|second|third)\s(?:sets?|band|group)\s(?:in\s|of\s|for\s)?{_UK_YEAR}\b",
    rf"\b{_SET}\s[1-6][A-Za-z]?\s(?:(?:in|of|for)\s)?{_UK_YEAR}\b|\b[Ss]et \d[A-Za-z]\b|\b{_UK_N}[ -]?[Ss]et ?-?(?:\d ?[A-Za-z]?|[A-Z])\b",
    r"\b(?:KS ?[1-5]|[Kk]ey [Ss]tage [1-5]) [Ss]et ?(?:\d ?[A-Za-z]?|[A-Z])\b",
    rf"\b(?:{_UK_YEAR}|[Ss]ixth [Ff]orm|{_NTH_EN} [Yy]ear|[UL]6) ?(?:[A-Z] )?{_SUBJECT}\b(?: [1-6A-D]\b)?(?! (?:Week|Day|Department|Club|Teacher))",
    rf"\b1[0-3] ?{_SUBJECT}\b(?: [A-D1-6]\b(?! [A-Z]))?(?! (?:lesson|book|teacher|paper|exam|room|test))",
    rf"\b(?:Year|Yr|Y|Class|Form|P|F|Reception|Nursery|Room|Set|(?:Junior |Senior )?Infants|TY|Transition Year|{_NTH_EN} (?:[Cc]lass|[Yy]ear|[Gg]rade)) ?{_N}?(?:/\d)? ?{_TOTEM}s?\b",
    rf"\b{_N} ?{_TOTEM}s?\b(?! (?:[A-Z][a-z]|pens?|card|paint|paper|book|marker|dots?|sticker|point|star))",
    rf"\b{_TOTEM}(?:e?s)? (?:[Cc]lass|[Ff]orm|[Tt]utor [Gg]roup)\b|\b(?:[Cc]lass|[Tt]utor group|[Ff]orm) {_TOTEM}s?\b",
    rf"\b{_NTH_EN} (?:[Yy]ear|[Cc]lass|[Gg]rade) {_LETTER}\d?\b",
    rf"\bClass {_N}[A-Za-z]?\b(?! (?:licence|of|minutes|assignments?))",
    r"\b(?:[Ss]ixth [Ff]orm |[Ss]ixth )?(?:[UL]6 ?-?[A-Za-z]?\d?|(?:[Uu]pper |[Ll]ower )6 ?[A-Za-z])\b|\b[Ss]ixth [Ff]orm (?:[A-Z]\d?[a-z]?|1[23][A-Za-z]+\d?)\b",
    rf"\b(?:[Uu]pper|[Ll]ower) [Ss]ixth {_LETTER}\b|\b[Tt]utor group [A-Z0-9]{{1,4}}\b|\bTY ?(?:\d|{_LETTER})\b",
    rf"\b(?:[Ss]enior|[Jj]unior) [Ii]nfants {_LETTER}\b|\b(?:[Nn]ursery|[Rr]eception) (?:class )?(?:{_LETTER}|R[A-Z])\b|\bR[1-4] reception\b",
)
_DUTCH = (
    # "groep 5/6a", "klas 2C", "brugklas b1f", "klas 2 BK-b"
    rf"\b{_KINDS_NL}{_NUMBERED}{_WORD}(?:[A-Za-z]{{1,2}}(?:\d|-[a-z])?|[A-Za-z]?/[1-9][A-Za-z]?)\b(?<!\ds)(?<!\s[au])(?<!\d\s[a-z][a-z])(?!\s?(?:t/m|tot))",
    rf"\b(?:{_KINDS_NL}|[Tt]utor group|[Cc]lass)\s[A-Za-z]{{1,3}}\d[a-z]{{0,2}}\b",
    r"\b(?:klas|class|mentorklas|groep|stamgroep|form|mentor van|tutor of|lessen in|teach)\s[1-6][a-zA-Z]{1,3}\d?\b(?<!ste)(?<!\dde)(?<!\dth)(?<!\dst)(?<!\dnd)(?<!\drd)(?<!\d[ex])",
    r"\b(?:groep|klas|kleuterklas|stamgroep) \d(?:[/-]\d)? ?(?:rood|blauw|geel|groen|oranje|paars|wit|goud|zon|maan|ster)\b",
    r"\b(?:stamgroep|kleutergroep|basisgroep|kleuterklas|leefgroep) (?:de |De |het |Het )?[A-Z][a-zé]{2,}\b",
    rf"\b{_NTH_NL} (?:(?:leerjaar|jaar|klas|kleuter|kleuterklas|graad|middelbaar|latijn|moderne|economie) ?[A-Da-d]\d?|[A-D])\b(?! (?:keer|en))",
    rf"\b(?:groep|klas) {_NUMBER_NL} [a-d]\b|\b[a-z]{{3,}}klas [A-Da-d]\b(?=[\s,.!?]|$)|\b[a-z]{{3,}}groep \d[a-d]\b",
    r"\b[Kk](?:leuter)?klas [A-D1-3][a-d]?\b(?=$|[ ,.!?])(?! (?:t/m|tot))|\b(?:boven|onder)bouw [B-HJ-Z]\b",
    # a level with its year and the letter or number of the class: "4 vwo b", "vwo 3c", "2 vmbo-t c", "MBO niveau 2 groep A"
    rf"\b[1-6][\s-]{{0,2}}{_LEVEL}[\s-]{{0,2}}(?:[1-9]|[a-h])\b(?!\s(?:keer|uur|weken|lessen|docenten|leerlingen|van|collega))",
    rf"\b{_LEVEL}\s?-?[1-6]\s?-?[a-h]\d?\b|\b{_LEVEL}\s[1-6][a-h]\d?\b|\b(?i:vwo) ?\d wis[A-D]?\d?\b|\b(?:MBO|mbo) niveau \d groep [A-Z]\b",
    rf"\b(?:een|twee|drie|vier|vijf|zes)\s{_LEVEL}\s(?:[a-d]|[1-4])\b(?!\s(?:keer|uur|weken|lessen|docenten|leerlingen|van|collega))",
    r"\b(?:BBL|BOL|KBL|BL|GL|bbl|bol|kbl) ?-?[1-4] ?[a-dA-D]\b|\b[1-4] ?(?:BBL|KBL|BOL|bbl|kbl|bol) ?-?[a-dA-D1-4]\b",
    r"\b(?:unit|isk|ISK|[Mm]bo|MBO)\s?\d\s?[a-hA-H]\b|\b(?:isk|ISK)\s?[1-4]\b|\bOKAN ?\d[A-Za-z]?\b|\b[HVMhvm][1-6]\s[a-h]\b",
    # Flemish studies: "3 EW b", "4 STW", "6 WeWiB", "1 Moderne c", "5 TSO", "2B Moderne"
    rf"\b[1-7](?:de|e)? ?-?{_STUDY}(?:[ -]?[a-dA-D1-4])?\b",
    r"\b[1-7] ?(?!GB|MB|TB|KG|CM|MM|KM|PC|TV|AI|CD|DVD|EU|UK|HR|LO)[A-Z]{2,4}[ -][a-d]\b(?! )|\b[1-7] ?(?!GB|MB|TB|KG|CM|MM|KM|PC|TV|AI|CD|DVD|EU|UK|HR|LO)[A-Z]{2,3}[ -][a-d]\b",
    r"\b[1-7] (?:[A-Z][a-z]{1,2}){2,3}(?: ?[a-dA-D1-4])?\b|\b[1-7] ?(?:TSO|BSO|ASO|KSO|OKAN|DBSO)(?:[ -]?[A-Z]{1,4}\d?)?\b",
    r"\b[1-7]\s(?i:aso|tso|bso|kso|latijn|moderne|economie|wetenschappen|handel|zorg|verzorging|techniek|humane)(?:[\s-](?i:wetenschappen|talen|wiskunde|moderne|latijn))?\s[A-Da-d1-4]\b(?! (?:keer|uur))",
    r"\b[1-6] (?:Latijn|Moderne|Economie|Wetenschappen|Humane Wetenschappen|STEM)(?:-[A-Z][a-z]+)+\b",
    r"\b[1-7][A-Z]\d? (?:Latijn|Moderne|Grieks|Economie|Wetenschappen|STEM|Humane|Techniek|Handel|Kunst)\b",
    # a year of a Flemish primary school
    r"(?:(?<=\bin )|(?<=\bvan )|(?<=\bbij )|(?<=\baan )|(?<=\bmet )|(?<=\bnaar )|(?<=\buit )|(?<=\bonze )|(?<=\bmijn )|(?<=\bmijne )|^|(?<=[.!?] ))L ?[3-6]\b(?! ?[=+*/-])",
    r"(?:(?<=\bin )|(?<=\bvan )|(?<=\bmet )|(?<=\buit )|(?<=\bonze )|(?<=\bmijn ))L[12]\b(?= (?:lezen|rekenen|spelen|zitten|leren|doen|zijn|heb|is|was|werken|gaat|willen|kunnen|hebben|ging)\b)",
)
_NAMES = tuple(re.compile(pattern) for pattern in (*_ENGLISH, *_DUTCH))
_WORTH = re.compile(
    r"\d|[Cc]lass|[Ff]orm|[Yy]ear|groep|klas|bouw |leerjaar|graad|[Ii]nfants|kleuter|middelbaar|[Rr]eception|[Nn]ursery|[Tt]utor|TY|[Ss]ixth|havo|vwo|vmbo|mavo"
)
_NO = re.compile(r"^(?:KS[1-5]|Class [A-Z]|[1-6]\s(?i:aso|tso|bso|kso))$")
_NO_BEFORE = re.compile(
    r"(?:versie|version|bijlage|optie|option|kamer|paragraaf|som|oefening|exercise|niveau|level|erk|cefr|vraag|question|opdracht|task|stap|step|fase|phase|page|chapter|hoofdstuk|lokaal)\s$",
    re.IGNORECASE,
)


def find_named_classes(text: str) -> Iterator[Found]:
    """Yield (start, end, "class_group") of classes named by a year, a set, a study or a totem."""
    if not _WORTH.search(text):
        return
    for pattern in _NAMES:
        for match in pattern.finditer(text):
            if not _NO.match(match.group()) and not _NO_BEFORE.search(
                text, max(0, match.start() - 14), match.start()
            ):
                yield match.start(), match.end(), "class_group"
