"""Finds roles that point to one person ("the gym teacher"); plural and general roles stay.

A role is an article or "our", words that colour it, the function and what narrows it down; the functions are in
data/roles.txt, and most are told by how they end (verzuimcoördinator, behaviour lead).
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.lists import read_sections
from safeguards.words import Word

Found = tuple[int, int, str]

_SUBJECT_NL = (
    r"(?:nederlands|engels|frans|duits|spaans|italiaans|latijn|grieks|fries|arabisch|turks|chinees|wiskunde|rekenen|natuurkunde|scheikunde|biologie|aardrijkskunde|"
    r"geschiedenis|economie|bedrijfseconomie|maatschappijleer|maatschappijwetenschappen|filosofie|muziek|tekenen|handvaardigheid|drama|techniek|technologie|informatica|gym|gymnastiek|lo|l\.o\.|sport|kunst|"
    r"godsdienst|levensbeschouwing|zedenleer|nask|zorg|verzorging|beeldend|kunstvakken|turnen|zwemmen|dans|plastische opvoeding|pav|bevo|burgerschap|ckv|natuur|taal|lassen|koken|horeca|mechanica|elektriciteit|nt2|rt|ict)"
)
_YEARS_NL = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende)"
_AREA_NL = (
    rf"(?:onderbouw|bovenbouw|middenbouw|kleuterbouw|brugklas(?:sen)?|(?:havo|vwo|vmbo|mavo|mbo|tl|kader|basis|bbl|bol|isk)(?:[ /-](?:en |/)?(?:\d|havo|vwo))?|(?:groep|klas|leerjaar|jaar|blok|team|unit) \d\w?|"
    rf"\d ?(?:havo|vwo|vmbo|mavo|[a-z]{{1,4}}\d?)\b|{_YEARS_NL}(?: (?:graad|leerjaar|klas|jaar|kleuterklas|kleuter|middelbaar))?|kleuters?|[a-z]*kleuterklas|(?:sectie|afdeling|vakgroep|locatie|vestiging|opleiding|werkgroep|stuurgroep) \w+|"
    rf"directeur|rector|schoolleider|g?mr|or|ouderraad|leerlingenraad|medezeggenschapsraad|oudercommissie|raad van toezicht|personeelsvereniging|studentenraad|vakgroep|vakbond|oudervereniging|schoolraad|personeelsraad|kantine|receptie|administratie|school|locatie|avond|passend onderwijs|toetsing|exact(?:e vakken)?|alfa|beta|bèta|gamma|talen|kunst|mens en maatschappij|algemene vakken|praktijkvakken|zorg en welzijn|{_SUBJECT_NL})"
)
_TAIL_NL = re.compile(
    rf"(?:\s(?:(?:van|voor|in|uit|bij|op|der)\s(?:de\s|het\s|onze\s|ons\s|'t\s|den\s)?)?(?:vak\s)?{_AREA_NL}(?![\w-])(?:(?:\sen\s|/){_AREA_NL}(?![\w-]))?){{1,2}}",
    re.IGNORECASE,
)
_TAIL_EN = re.compile(
    r"\s(?:of|for|in)\s(?:the\s|our\s)?(?:(?:lower|upper|middle|junior|senior|infant|primary|sixth|first|second|key|early|special|modern|foreign|physical|religious|teaching|pastoral|student|human|whole)(?:\s(?:and|&)\s\w+)?\s)?"
    r"(?:(?!team|start|fact|day|week|time|meeting|course|job|change|it|us|them|me|you|this|that|all|his|her|their)[a-z]+)(?:\s\d+\w?)?(?:\s(?:and|&)\s[a-z]+)?(?![\w-])",
    re.IGNORECASE,
)
_BEHIND_EN = re.compile(r"\s(?:\d{1,2}\w?|pastoral|academic|curriculum|behaviour)(?![\w-])", re.IGNORECASE)
_YEAR_EN = re.compile(r"(?:year|grade|class|form|room|p|ks|key stage)\s?\d+\w?$", re.IGNORECASE)
_ROLES = {section: frozenset(words) for section, words in read_sections("roles.txt").items()}
_ENDS_NL = tuple(_ROLES["ends_nl"])
_DET_NL, _DET_EN = _ROLES["articles_nl"], _ROLES["articles_en"]
_NO_MODIFIER = _ROLES["no_modifier_en"]
_FACTS_NL = r"(?:zei|zegt|vroeg|vraagt|wil|wilde|kwam|komt|is|was|heeft|had|doet|deed|gaat|ging|luistert|luisterde|vindt|vond|denkt|dacht|mailde|mailt|stuurde|stuurt|regelt|regelde|bepaalt|beslist|belde|belt|kan|kon|mag|moet|weet|wist|begrijpt|geeft|gaf|maakt|maakte|liet|laat|zit|zat|staat|stond|krijgt|kreeg|helpt|hielp|houdt|hield|neemt|nam)"
_FACTS_EN = r"(?:said|says|wants|wanted|asked|asks|told|tells|thinks|thought|came|comes|is|was|has|had|listens|listened|never|always|decided|decides|keeps|kept|gave|gives|let|lets|made|makes|sent|sends|knows|knew|doesn't|didn't|won't|wouldn't|isn't|wasn't|hasn't|emailed|laughed|told|screams|shouts|backs|backed|helps|helped)"
_ACTS_NL, _ACTS_EN = re.compile(rf"\s{_FACTS_NL}\b"), re.compile(rf"\s{_FACTS_EN}\b", re.IGNORECASE)
_TYPES_NL = rf"(?:zij-instromer|stagiaire?|vader|moeder|spreker|invaller|pool|marokkaan|turk|surinamer|vlaming|belg|gelovige|homo|vakleerkracht|man|vrouw|docente?|lera(?:ar|res)|leerkracht|collega|mentor|starter|moslim\w*|juf|meester|{_SUBJECT_NL}(?:docente?|lera(?:ar|res)|leerkracht|juf|meester))"
_WHERE = r"(?:\s(?:van|in|op|bij|uit|met|voor|of|at|from|with|on)(?:\s(?:de|het|een|dit|ons|onze|our|the|my|mijn|this))?(?:\s(?:lower|upper|hele|whole|primary|junior))?\s[\w-]+){0,2}"
# What only one is: told by "the only", whatever it is.
_ONLY = re.compile(
    rf"\b(?:de|onze)\senige\s(?:\w+e\s)?{_TYPES_NL}\b(?:\s{_SUBJECT_NL}\b)?{_WHERE}"
    r"|\b(?:the|our)\sonly\s(?:[a-z]+\s){0,2}(?:teacher|woman|man|person|colleague|tutor|mother|father|muslim|trainee|speaker|member|parent|adult|specialist|practitioner|nqt|ect|technician)\b"
    rf"{_WHERE}"
    r"|\bas the only [a-z]+(?: [a-z]+)? (?:teacher|tutor|technician|speaker|member of staff|woman|man|person)\b"
    rf"|\b(?:ik ben|ik als|als)\s(?:de\s)?enige\s(?:\w+(?:docente?|leraar|lerares|leerkracht|coördinator|begeleider)|(?:docente?|lera(?:ar|res)|leerkracht|mentor)(?:\s\w+)?)\b"
    rf"|\b(?:de|onze)\snieuwe\s(?:collega|docente?|lera(?:ar|res)|juf|meester)\s(?:van|voor|bij)\s(?:de\s)?{_SUBJECT_NL}\b"
    rf"|\bhet\s(?:hoofd|sectiehoofd|afdelingshoofd)\s(?:van\s(?:de\s|het\s)?)?(?:sectie\s|afdeling\s|vakgroep\s)?(?:{_SUBJECT_NL}|onderbouw|bovenbouw|bedrijfsvoering|facilitair\w*|personeelszaken|personeel|p&o|hrm?|financi[eë]n|ict|administratie|beheer|communicatie|onderwijs|kwaliteit|zorg|examens|leerlingzaken)\b"
    # an inspector is one person on a visit
    r"|\b(?:(?:stond|zat|kwam|komt|zit|staat|keek|was|had ik|kreeg ik) )(?:de |een )?(?P<i>inspecteur)\b(?= (?:achterin|langs|mee|binnen|bij|in mijn|op bezoek|kijken|vooraan|weer))|\b(?:de|onze|die) inspecteur (?=(?:zat|stond|kwam|keek|vroeg mij|vroeg me|sprak mij) )|\b(?:the|our|that) (?:lead )?inspector (?=(?:sat|stood|came|watched|asked me|walked|smiled|liked|told me|told us)\b)"
    r"|\b(?:de|die|dat)\s(?:man|vrouw|dame|meneer|mevrouw|mevr|jongen|meid|meisje|gast|kerel|madam)\svan\s(?:de\s|het\s)?(?:receptie|administratie|kantine|ict|roosters?|mediatheek|bibliotheek|keuken|schoonmaak|secretariaat|leerlingenadministratie|balie|boekhouding|magazijn|winkeltje|refter|opvang)\b"
    r"|\b(?:the|that)\s(?:man|woman|lady|guy|girl|chap|bloke|gentleman)\s(?:in|from|at)\s(?:the\s)?(?:office|reception|canteen|kitchen|it|library|front desk|admin|finance|exams office|shop|gate)\b"
    rf"|\b(?:the|our)\shead\b(?=\s{_FACTS_EN}\b)|\b(?:the|our)\s(?:new|old|current|former|acting|interim)\s(?:head|hod|boss)\b(?!\s(?:of\ssteam|start))",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"^(?:-\s?(?:en|of)\b|\s(?:meetings?|roles?|jobs?|posts?|positions?|overleg|vergadering)\b)"
)


def find_roles(text: str, words: list[Word]) -> Iterator[Found]:
    """Yield (start, end, "role") of roles with their article and what narrows them down."""
    for match in _ONLY.finditer(text):
        yield match.start(), match.end(), "role"
    for index, word in enumerate(words):
        end: int | None = None
        if word.key in _DET_NL:
            end = _dutch(text, words, index + 1)
        if end is None and word.key in _DET_EN:
            end = _english(text, words, index + 1)
        if end is None and word.opens:
            end = _opening(text, words, index)
        if end is not None and not _MEETING.match(text[end : end + 12]):
            yield word.start, end, "role"


def _spaced(words: list[Word], index: int) -> bool:
    return index < len(words) and words[index].gap in {" ", "  ", "-"}


def _listed(words: list[Word], index: int, section: str) -> int:
    """Return how many words of the list's longest entry stand here (0: none)."""
    names = _ROLES[section]
    for length in (3, 2):
        part = words[index : index + length]
        joined = len(part) == length and all(w.gap in {" ", "-"} for w in part[1:])
        if joined and "_".join(w.key for w in part) in names:
            return length
    return int(words[index].key in names)


def _compound(key: str) -> bool:
    """Tell whether this Dutch word is a function by its end ("verzuimcoordinator", "bpv-coordinator")."""
    if key in _ROLES["plain_nl"] or not key.endswith(_ENDS_NL):
        return False
    rest = min((key.removesuffix(end) for end in _ENDS_NL if key.endswith(end)), key=len).rstrip("-")
    return len(rest) > 1 and rest not in {
        "mede",
        "oud",
        "ver",
        "ge",
        "be",
        "vak",
        "groeps",
        "klassen",
        "gast",
        "ex",
    }


def _dutch(text: str, words: list[Word], index: int) -> int | None:
    """Return where the Dutch role ends that starts after the article before this word."""
    for _ in range(3):
        if not _spaced(words, index):
            return None
        key = words[index].key
        if count := _listed(words, index, "alone_nl"):
            return _tail(text, words[index + count - 1].end)
        if _compound(key):
            return _tail(text, words[index].end)
        if key in _ROLES["narrowed_nl"] or key in _ROLES["plain_nl"]:
            if words[index - 1].key in _ROLES["narrowing_nl"]:
                return _tail(text, words[index].end)
            tail = _TAIL_NL.match(text, words[index].end)
            return tail.end() if tail else None
        if re.fullmatch(_SUBJECT_NL, key) and _spaced(words, index + 1):
            if words[index + 1].key in _ROLES["narrowed_nl"]:
                return _tail(text, words[index + 1].end)
            return None
        follow = words[index + 1] if index + 1 < len(words) else None
        if (
            follow
            and re.fullmatch(r"\d?-", follow.gap)
            and (follow.key in _ROLES["narrowed_nl"] or follow.key in _ENDS_NL)
        ):
            return _tail(text, follow.end)
        if not (key.endswith("e") or key in _ROLES["adjectives_nl"]):
            return None
        index += 1
    return None


def _tail(text: str, end: int) -> int:
    match = _TAIL_NL.match(text, end)
    return match.end() if match else end


def _english(text: str, words: list[Word], index: int) -> int | None:
    """Return where the English role ends that starts after the article before this word."""
    for step in range(4):
        if not _spaced(words, index) and not (
            step and index < len(words) and re.fullmatch(r"\s?\d+\w?\s", words[index].gap)
        ):
            return None
        key = words[index].key
        count = _listed(words, index, "alone_en")
        if count:
            return _after(text, words[_onward(words, index + count - 1)].end)
        if key in {
            "head",
            "director",
            "leader",
            "lead",
            "chair",
            "teacher",
            "deputy",
            "coordinator",
            "secretary",
        }:
            end = _tail_english(text, words[index].end, needed=True)
            if end is not None:
                return end
        if step and key in _ROLES["ends_en"] and _narrows(text, words, index, step):
            return _after(text, words[_onward(words, index)].end)
        both = key == "and" and step and index + 2 < len(words) and words[index + 2].key in _ROLES["ends_en"]
        if key in _NO_MODIFIER and not both:
            return None
        index += 1
    return None


def _narrows(text: str, words: list[Word], index: int, step: int) -> bool:
    """Tell whether the word before a function says whose it is ("behaviour lead", "Year 4 teacher")."""
    before = words[index - 1]
    if _YEAR_EN.search(text[max(0, words[index].start - 16) : words[index].start].rstrip()):
        return True
    if before.key == "school" and words[index - 2].key not in _DET_EN:
        return True
    if words[index].key in {
        "teacher",
        "tutor",
        "instructor",
        "coach",
        "assistant",
        "mentor",
        "trainer",
        "supervisor",
    }:
        return any(word.key in _ROLES["mods_teacher_en"] for word in words[index - step : index])
    return before.key not in _ROLES["plain_en"] | _ROLES["adjectives_en"] - {
        "deputy",
        "assistant",
        "executive",
        "associate",
    }


def _onward(words: list[Word], index: int) -> int:
    """Take in the functions that follow a function ("deputy head" teacher, liaison officer)."""
    while _spaced(words, index + 1) and words[index + 1].key in _ROLES["ends_en"]:
        index += 1
    return index


def _after(text: str, end: int) -> int:
    """Take in what stands behind an English role ("of year 9", "pastoral")."""
    end = _tail_english(text, end, needed=False) or end
    match = _BEHIND_EN.match(text, end)
    return match.end() if match else end


def _tail_english(text: str, end: int, *, needed: bool) -> int | None:
    match = _TAIL_EN.match(text, end)
    return match.end() if match else (None if needed else end)


def _opening(text: str, words: list[Word], index: int) -> int | None:
    """Return where a role ends that opens the sentence without an article and acts ("Rector wil data")."""
    word = words[index]
    if count := _listed(words, index, "alone_nl"):
        end = words[index + count - 1].end
        return end if _ACTS_NL.match(text, end) else None
    if _compound(word.key):
        return word.end if _ACTS_NL.match(text, word.end) else None
    if count := _listed(words, index, "alone_en"):
        end = words[index + count - 1].end
        return end if _ACTS_EN.match(text, end) else None
    if word.key in {"head", "hod"}:
        match = _TAIL_EN.match(text, word.end)
        end = match.end() if match else word.end
        return end if _ACTS_EN.match(text, end) else None
    return None
