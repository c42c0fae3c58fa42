"""Finds dates of events and codes of classes. A month, a weekday or a year group alone stays."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary|r)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|june?|juni|july?|juli|"
    r"aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_WEEKDAY = (
    r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"(?:ochtend|middag|avond|nacht)?"
)
_ORDINAL = r"(?:st|nd|rd|th|e|de|ste)"
_PATTERNS = (
    rf"(?:{_WEEKDAY},?\s)?(?:the\s)?\b{_DAY}{_ORDINAL}?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?(?!\w)",
    rf"(?:{_WEEKDAY},?\s)?\b{_MONTH}\s(?:the\s)?{_DAY}{_ORDINAL}?(?:,?\s{_YEAR})?(?![\w:]|\s?(?:uur|%|keer|leerlingen|students))",
    rf"\b{_MONTH}\s{_YEAR}(?!\w)",
    rf"\b{_DAY}([-/.])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d\b",
    r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    rf"(?<![\w/-])(?:op|on|d\.d\.|dd|van|vanaf|from|na|after|voor|before|by|rond|around|since|sinds|tot|until|per)\s{_DAY}[/-](?:0?[1-9]|1[0-2])(?![\w/-])",
    rf"\b(?:afgelopen|vorige|volgende|komende|aanstaande|aankomende|aanst\.?|verleden|deze|jongstleden|"
    rf"(?:vorige|volgende|deze|afgelopen|komende) week|next|last|this past|this coming|this)\s{_WEEKDAY}(?:'s)?\b",
    rf"\b{_WEEKDAY}\s(?:jongstleden|jl\.?|aanstaande|a\.?s\.?|(?:vorige|volgende|deze|afgelopen|komende) week|last week|next week|"
    rf"this week|gone|{_DAY}{_ORDINAL}|de {_DAY}(?:e|de|ste)|the {_DAY}{_ORDINAL})(?!\w)",
    rf"\bop de {_DAY}(?:e|de|ste)\b(?!\s\w*(?:les|etage|verdieping|plaats|dag|keer|poging|rij|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))|\bon the {_DAY}(?:st|nd|rd|th)\b(?!\sof|\s(?:lesson|floor|page|time|try))",
    rf"\b{_WEEKDAY} {_DAY}(?:[-/](?:0?[1-9]|1[0-2]))\b",
    r"(?<![\w/.,-])(?!24/7)(?:[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\w/])",
    r"\b(?:gisteren|eergisteren|overmorgen|yesterday|the day before yesterday)\s(?:\d{1,2}[-/]\d{1,2})\b",
)
_DATE = re.compile("|".join(f"(?:{p.replace(chr(92) + '1', '[-/.]')})" for p in _PATTERNS), re.IGNORECASE)

_LEVEL = r"(?:havo|vwo|vmbo|mavo|mbo|hv|atheneum|ath|gym|gymnasium|tl|gl|kb|bb|kader|basis|tvwo|thavo|aso|tso|bso|kso|pro|lwoo)"
_ANY_CASE = (
    rf"\b[1-6]\s?-?{_LEVEL}\s?-?[1-9a-h]?\b(?<!\d\s\w)",
    rf"\b[1-6]{_LEVEL}\s?-?\s?\d?[a-z]?\b",
    rf"\b{_LEVEL}\s?-?[1-6]\s?-?[a-h]\d?\b|\b{_LEVEL}[1-6]\b",
    r"\b(?![Kk]las \d t/m)(?:brugklas|brug|groep|klas(?:je)?|class|year|form|room|mentorklas|jaar|set|grade|stamgroep|lj|leerjaar|kleuterklas|"
    r"combinatiegroep|combi|tutor group|klas van|graad)\s?\.?-?\s?(?:1[0-3]|[1-9])\s?-?/?(?:[a-zA-Z]{1,2}\d?|[A-Za-z]?/[1-9][A-Za-z]?)\b(?<!\d\s[a-z][a-z])(?<!\ds)"
    r"(?<!\sis)(?<!\sin)(?<!\sen)(?<!\sof)(?<!\sop)(?<!\swe)(?<!\sze)(?<!\sik)(?<!\sto)(?<!\sat)(?<!\sas)(?<!\son)(?<!\sor)(?<!\sa)"
    r"(?<!\sI)(?<!\su)",
    r"\b(?:eerste|tweede|derde|vierde|vijfde|zesde|[1-6](?:de|e|ste))\s(?:leerjaar|kleuterklas|kleuter|middelbaar)\s?[A-Da-d]\b|\b(?:first|second|third|fourth|fifth|sixth|[1-6](?:st|nd|rd|th))\s(?:class|year)\s[B-HJ-Z]\b",
    rf"\b(?:een|twee|drie|vier|vijf|zes|[1-6])\s{_LEVEL}\s(?:[a-d]|[1-4])\b(?!\s(?:keer|uur|weken|lessen|docenten|leerlingen|van|collega))",
    r"\b(?:klas|class|mentorklas|groep|stamgroep|form|tutor group|mentor van|tutor of|lessen in|teach)\s"
    r"[1-6][a-zA-Z]{1,3}\d?(?!\w)(?<!ste)(?<!\dde)(?<!\dth)(?<!\dst)(?<!\dnd)(?<!\drd)(?<!\d[ex])",
)
_HOUSE = r"(?:Willow|Oak|Maple|Elm|Beech|Birch|Ash|Rowan|Cedar|Hazel|Holly|Pine|Red|Blue|Green|Yellow|Purple|Orange|Gold|Silver)"
_MORE_CODES = (
    r"\b[1-6][A-Z]{1,3}-\d\b",
    r"\b[Yy](?:ea)?r?\s?(?:7|8|9|1[0-3])\s(?:top\s|bottom\s)?(?:set|band|stream|group)\s?(?:[1-6]|[A-Z])\b",
    rf"\b(?:[1-9]|1[0-3]|[Nn]ursery|[Rr]eception) {_HOUSE}\b(?! [A-Z])",
    r"\b[1-7]\s(?i:aso|tso|bso|kso|latijn|moderne|economie|wetenschappen|handel|zorg|verzorging|techniek|humane)(?:[\s-](?i:wetenschappen|talen|wiskunde|moderne|latijn))?\s[A-Da-d1-4]\b(?! (?:keer|uur))",
    r"\b[1-6] (?:Latijn|Moderne|Economie|Wetenschappen|Humane Wetenschappen|STEM)(?:-[A-Z][a-z]+)+\b|\b[HVMhvm][1-6]\s[a-h]\b",
    rf"\b[1-6]-{_LEVEL}(?:-[a-z]{{1,2}})?(?:-?[1-9a-h])?\b|\b[1-6]\s?(?:vmbo|VMBO)-(?:tl?|gl|k|kb|b|bb|T|TL|GL|KB|BB)\s?[a-h1-4]\b",
    r"\b(?:klas|mentorklas|brugklas|kl\.?|[Cc]lass)\s[a-z]{1,2}\d[a-z]?\b|\bkl\.?\s?[1-6][a-z]\b|\b(?:unit|isk|ISK|[Mm]bo|MBO)\s?\d\s?[a-hA-H]\b|\b(?:isk|ISK)\s?[1-4]\b",
    r"\b[Yy](?:ea)?r?\s?(?:7|8|9|1[0-3])\s?[A-Za-z](?:/\w{1,4}\d?)?\b(?<!\d\s[aI])|\b(?:7|8|9|1[0-3])[A-Z]{1,3}[a-z]?\d\b|\b(?:[UL]|Upper |Lower |upper |lower )6\s?[A-Za-z]\b|\b(?:[Uu]pper|[Ll]ower) [Ss]ixth [B-HJ-Z]\b",
    r"\b(?:[Ss]enior|[Jj]unior) [Ii]nfants [B-HJ-Z]\b|\bTY ?(?:\d|[B-HJ-Z])\b|\b(?:[Nn]ursery|[Rr]eception) (?:class )?(?:[B-HJ-Z]|R[A-Z])\b|\bbovenbouw [B-HJ-Z]\b|\bonderbouw [B-HJ-Z]\b",
    r"\bgroep \d[-/]\d[a-e]\b|\b[1-6][a-zA-Z]{1,2}?[-/][a-z]\d?\b(?<!\d[a-z]/m)|\b[HVhv][1-6][a-z]{3}\d?\b|\b[1-6][A-Z]{2,5}\d?\b(?<![1-6]MB)(?<![1-6]GB)(?<![1-6]TB)(?<!\dXL)|\b[Vv]wo ?\d wis[A-D]?\d?\b",
    r"\b[1-6][vhm][a-h]\b|\b[1-7][A-Z][a-z]\d\b|\b[1-7] (?:HW|EM|EMT|STW|WeWi|LaWi|EcWi|MT|LA|WE|BW|TW|SW)(?: ?[a-d])?\b|\b[1-6][A-Z]-[a-z]\b|\bL[1-6][a-d]\b",
    r"\b(?:MBO|mbo) niveau \d groep [A-Z]\b",
    r"\bOKAN ?\d[A-Za-z]?\b|\b(?:7|8|9|1[0-3])(?:[a-wyz]|x(?=[1-4]))[a-z]?[1-6]\b(?!\s?[=x*])|\b[SPKL][1-7][A-Za-z]\d?\b",
    r"\b(?:top|bottom|middle|lower|upper|second|third)\s(?:sets?|band|group)\s(?:in\s|of\s|for\s)?(?:[Yy](?:ea)?r\s?)\d{1,2}\b",
    r"\b[Ss]et\s[1-6]\s(?:in|of|for)\s[Yy](?:ea)?r\s?\d{1,2}\b|(?<=\b[Mm]et )[1-6](?:MB|GB|TB)\b",
)
_CLASS_CODES = (
    r"\b[1-7] ?(?:TSO|BSO|ASO|KSO|OKAN|DBSO)(?:[ -]?[A-Z]{1,4}\d?)?\b|\b(?:7|8|9|1[0-3])[A-Za-z]/[A-Za-z]{1,3}\d\b",
    r"\b[1-7][A-Z]\d? (?:Latijn|Moderne|Grieks|Economie|Wetenschappen|STEM|Humane|Techniek|Handel|Kunst)\b",
    *_ANY_CASE,
    r"\b[1-6](?:[HVMTGAKBhvmtgakb]|HV|hv|MH|mh|KT|kt|BK|bk|TH|th|GT|gt|GL|gl|TL|tl)[1-9][a-zA-Z]?\b",
    r"\b[HVMTGAKB][1-6][a-hA-H1-9]?\b(?![\s-]?(?:papier|paper|formaat|poster|vel|sheet))(?<!\bA[3-5])",
    r"\b[1-6][A-Z]{1,3}\d{1,2}\b|\b[1-6][A-Z]\d?\b(?<!3D)(?<![1-6]G)(?<!1E)(?<!2E)(?<!3E)(?<!4E)(?<!5E)(?<!6E)(?<!4K)",
    r"\b(?:7|8|9|1[0-3])[A-Z]\d?\b|\b(?:7|8|9|1[0-3])[a-hxyz]{1}/?[A-Za-z]{1,2}\d\b",
    r"\b[hvmtgkb][1-6][a-h]\b|\b[ahvmtg][1-6]\.?[a-z]{2,5}\d{1,2}\b",
    r"\b[1-6](?:a|b|c|f)\b(?!\s?[.)])",
    r"\b[1-4](?:kgt|bbk|kbb|bk|kt|vb|vk|vt|bb|kb|gl|gt|tl|mh|hv|ha|va|vg|vmbo|mavo|havo|vwo|gym)-?\d?[a-h]?\b|\b[Yy]\d{1,2}[-/.]?(?:\d|[a-z])\b",
    r"\b(?:[Yy](?:ea)?r?\s?)?(?:7|8|9|1[0-3])\s(?:top\s|bottom\s)?(?:set|band|stream|group)\s?(?:[1-6]|[A-Z])\b",
    r"\b(?!KS\d|MP\d|CO2)[A-Z]{2,4}\d{1,2}[A-Za-z]{1,2}\b|\b[1-6](?:[A-Z][a-z]{1,2}){2,3}\d?\b|\b[1-7][A-Z]{2,4}[a-z]?\b(?<!\dXL)(?<!\dTB)(?<!\dGB)(?<!\dMB)",
    r"\b(?:Willow|Oak|Maple|Elm|Beech|Birch|Ash|Rowan|Cedar|Kingfishers?|Robins?|Owls?|Hedgehogs?|Squirrels?|Badgers?|Fox(?:es)?|Ladybirds?|Butterfl(?:y|ies)|Puffins?|Penguins?|Otters?|Sapphire|Emerald) (?:[Cc]lass|[Ff]orm)\b",
    r"\b[1-7](?!De|Ge|En|Ik|Is|In|Op|Te|Er|Al|Dr|Km|Th|St|Nd|Rd|Kg|Cm|Mb|Gb|Ml|Dm)[A-Z][a-z]\b|\b(?:Year|Class|Form|P|Reception|Room) ?\d{1,2} (?:Willow|Oak|Maple|Elm|Beech|Birch|Ash|Rowan|Cedar|Hazel|Holly|Pine|Red|Blue|Green|Yellow|Purple|Orange|Gold|Silver)\b",
)
_CLASS = re.compile("|".join(f"(?:{p})" for p in _CLASS_CODES))
_CLASS_MORE = re.compile("|".join(f"(?:{p})" for p in _MORE_CODES))
_CLASS_LOW = re.compile("|".join(f"(?:{p})" for p in _ANY_CASE), re.IGNORECASE)
_WORDED = re.compile(
    r"[Rr]eception|[Nn]ursery|[Ss]ixth|[Ii]nfants|TY|bouw |leerjaar|kleuter|middelbaar|[Cc]lass\b|[Ff]orm\b|[Yy]ear\b|havo|vwo|vmbo"
)
_ONLY_LEVEL = re.compile(rf"^[1-6]\s{_LEVEL}\s?$|^{_LEVEL}\s[1-6]$", re.IGNORECASE)
_NO_CLASS = re.compile(
    r"^(?:3[dD]|[2-5][gG]|\d[xX]|4[kK]|[1-9][eE]|[A][3-5]|1[vV]1|B1|B2|A1|A2|C1|C2|A1/A2)$"
)
_NO_CLASS_BEFORE = re.compile(
    r"(?:versie|version|bijlage|optie|option|kamer|paragraaf|som|oefening|exercise|niveau|level|erk|cefr|vitamine?|format|punt|point|vraag|question|opdracht|task|stap|step|fase|phase)\s$",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[Found]:
    """Yield (start, end, "date") of dates that name a day or a month with its year."""
    for match in _DATE.finditer(text):
        yield match.start(), match.end(), "date"


def find_classes(text: str) -> Iterator[Found]:
    """Yield (start, end, "class_group") of codes that name one class ("4havo2", "3b", "Year 9B")."""
    if not any(char.isdigit() for char in text) and not _WORDED.search(text):
        return
    for pattern in (_CLASS, _CLASS_MORE, _CLASS_LOW):
        for match in pattern.finditer(text):
            found = match.group()
            if _NO_CLASS.match(found) or _ONLY_LEVEL.match(found):
                continue
            if _NO_CLASS_BEFORE.search(text[: match.start()]):
                continue
            yield match.start(), match.end(), "class_group"
