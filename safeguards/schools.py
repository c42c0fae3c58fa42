"""Finds schools by the kind in their names (College, obs, Academy); `named_schools` finds the others."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.school_name import CAPITAL, KINDS, NAME, one_of

Found = tuple[int, int, str]

_SCHOOL = one_of(KINDS["schools"])
_GENERIC = re.compile(
    r"^(?:(?:The|De|Het|Our|Onze|My|Mijn|Een|A|This|Deze|Dit|In|Op|Bij|At|Every|Elke|High|Primary|Secondary|Middle|Teams?|Whole|"
    r"Sunday|Summer|Sixth|Google|Microsoft|Khan|Lesson|Grammar|Old|New|Nieuwe|Iedere|Onderwijs|Brede|Good|Better|Great|After|When|If|Als|"
    r"Op onze|Our whole|Rijke|Vreedzame|Slimme|Gezonde|Lerende|Learning|Because|And|En|But|Maar|Is|Before|Each|Per|No|Any|Back|Home)\s)*"
    + _SCHOOL
    + r"$"
)
_PATTERNS = (
    rf"\b(?:[Oo]penbare|[Cc]hristelijke|[Kk]atholieke|[Vv]rije|[Gg]emeentelijke|[Pp]rotestantse|[Ss]tedelijke|[Ss]peciale) (?:[Bb]asisschool|[Ss]chool|[Ll]agere [Ss]chool) {NAME}",
    rf"\b{NAME}[ -]{_SCHOOL}(?:'s)?\b(?: (?:of|for) {CAPITAL}(?: {CAPITAL})?)?",
    rf"\b(?:[Bb]asisschool|[Ss]cholengemeenschap|[Ss]cholengroep|[Mm]iddelbare school|[Ll]agere school|[Vv]rijeschool|[Mm]iddenschool|"
    rf"[Dd]altonschool|[Jj]enaplanschool|[Mm]ontessorischool|[Ff]reinetschool|[Ii]kc|IKC|[Kk]indcentrum|[Bb]rede school|[Ll]yceum|[Cc]ollege|"
    rf"[Gg]ymnasium|[Aa]theneum|[Hh]ogeschool|[Uu]niversiteit|[Pp]raktijkschool|[Kk]leuterschool|[Ww]aldorfschool|[Ss]teinerschool|[Ll]eefschool|[Mm]ethodeschool|Instituut|[Cc]ampus|Koninklijk Atheneum|[Pp]abo|[Hh]umaniora|[Ss]tichting|"
    rf"School of|GO! (?:atheneum|basisschool|lagere school|middenschool|kleuterschool|campus|technisch atheneum)|GO!|KTA|KA|KSO|SFI|SJI|HHI|TISJ|PTI|GISO|PITO|GSG|CSW|PSG|ISG|USG|OBC|GSR|VTI|VBS|GBS|BuSO|BS|SG|CSG|OSG|RSG|PCC|OBS|CBS|RKBS|PCBS|KBS|IBS|SBO|SO|VSO|ROC|AOC|OSB|SSgN|"
    rf"obs|cbs|rkbs|pcbs|kbs|ibs|sbo|vso|roc|gbs|vbs|vti|kta|csg|rsg|osg|[Ss]coil|[Ss]coile|[Gg]aelscoil|[Gg]aelchol[aá]iste|[Cc]ol[aá]iste|[Mm]eánscoil)"
    rf" (?:(?:in|van|voor|te|na|an) )?(?:(?:de|het|'t|op|van|la) )?(?:De |Het |'t |Den |The )?{NAME}",
    r"\b(?i:basisschool|obs|cbs|rkbs|pcbs|kbs|ikc|roc|vti|sbo)\s(?:(?:de|het|'t|van)\s[a-z][\w-]{2,}|(?![a-z]+(?:en|te|de|t)\b)[a-z]{5,})\b",
    rf"\b(?:St\.?|Sint|Saint)[ -]{CAPITAL}(?:'s)?(?:[ -](?:and|en) {CAPITAL})?[ -]?(?:{_SCHOOL}|[a-z]*college|[a-z]*instituut|[a-z]*school)?\b",
    r"\b(?:[A-Z][\w'-]*)(?:college|lyceum|gymnasium|basisschool|atheneum|instituut|academie)\b",
    rf"\b{CAPITAL} High\b(?! [A-Z]|-)",
    rf"\b(?:King|Queen|Bishop|Archbishop|Cardinal|Lady|Lord|Father|Holy|Blessed|Mount|Saint|Sir) (?!of\b){CAPITAL}(?:'s)?(?: (?:College|School|Academy|Primary|High|RC|Catholic School|Grammar))*\b",
    rf"\b(?:Trinity|Maynooth) (?:College|University)\b|\bUniversity of {CAPITAL}\b|\bUniversiteit (?:van )?{CAPITAL}\b|\b(?:KU|UGent|VUB|UCLL|HAN|HvA|UvA|UCD|DCU|NUIG)\b",
)
_KINDS_NL = rf"[a-z]*(?:{one_of(KINDS['partners_nl'])}|[a-z]{{4,}}school)"
_KINDS_EN = r"(?:care home|nursing home|hospice|youth club|youth centre|sports centre|community centre|boxing club|museum of|theatre)"
_ENDS_EN = one_of(KINDS["partners_en"])
_CAP_LONG = r"[A-ZÀ-ÖØ-ÞŁŞİ][\w'&-]+"
_NATIONAL = r"(?:Animal|Croke|Hyde|The|Our|A|This|Their|My|Your|British|Science|National|Natural|History|Imperial|War|Tate|London|School|Sutton|Wellcome|Nuffield|And|We|Every|De|Het|Alle|Onze|Veel|Passend|Beter|Speciaal|Voortgezet|Primair|Goed|Bijzonder|Openbaar|Hoger|Meer|Minder|Andere)"
_NEIGHBOURS = (
    rf"\b(?=\w+(?: \w+)? (?:de |het |'t |van |van de )?[A-Z'])(?i:{_KINDS_NL}|{_KINDS_EN})(?: (?:de|het|'t|van|van de))? (?!HAVO|VWO|MBO)(?={_CAP_LONG}){NAME}",
    rf"\b(?!{_NATIONAL} {_ENDS_EN}\b){CAPITAL}(?:(?: and| of| the| de| van)? {CAPITAL}){{0,3}} {_ENDS_EN}(?!\w)",
    rf"\b(?!{_NATIONAL} ){_CAP_LONG} (?:Park|Hill|Grange|Grove|Lodge|Manor|Mount|Heath|Mead|View|Bank|Fields?|Wood|Vale|Green|Globe)\b(?! [A-Z])",
    rf"\b{CAPITAL} Academy {_CAP_LONG}\b|\bAgora {_CAP_LONG}\b",
    rf"\b{CAPITAL} (?:&|and) (?:Sons|Daughters|Co|Partners|Zonen|Zoon|Dochters)\b",
    rf"\b(?!The |Our |A |Sutton |Wellcome |Nuffield |National |This |Their )(?:{CAPITAL} ){{1,3}}(?:Learning |Academies |Academy |Schools |Education )?(?:Alliance|Trust|Federation|Partnership|MAT)\b",
    r"\b(?:met|bij|van|vanuit|aan|naar) (?!HAVO|VWO|VMBO|MBO|HBO|MAVO|BBC|NOS|NPO|CITO|PISA|NRC|ICT|BHV|PTA|TED|NASA|WISC|AVG|EHBO)[A-Z]{3,6} [A-Z][a-z]{3,}\b",
    r"\b(?:SV|VV|FC|KV|HC|TC|BC|RC|KFC|AC|RKVV|RKSV|CKV|AV|KSA|KLJ|MHC|SWV|PO|VO|CVO|CLB|CBE|LVO|SKO|SPO) (?!raad\b)(?:de |De |het |Het |'t )?(?!Raad\b)[A-Z][a-z][\w'-]+(?: [A-Z][\w'-]+)?",
)
_INSTITUTION = re.compile("|".join(f"(?:{p})" for p in _PATTERNS))
_PARTNERS = tuple(re.compile(p) for p in _NEIGHBOURS)
_FEAST = re.compile(r"\s?(?:Day|Night|Eve)\b")
_FEASTS = re.compile(
    r"(?:Sint|St\.?|Saint)[ -](?:Maarten|Nicolaas|Juttemis|Nick|Patrick's|David's|George's|Andrew's) ?$"
)
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


# "st mary's", "op sint-jozef", "at kings langley school", "het Metis Montessori": written small or with the kind left out.
_LOOSE_SCHOOLS = re.compile(
    r"\b(?:at|from|with|of|to|in) (st\.? [a-z]{3,}(?:'?s)?)\b|^(st\.? [a-z]{3,}'s)\b|\b(?:op|van|bij|naar|uit) ((?:sint|st)[- ](?!niklaas|truiden|gillis|maarten|pieters|genesius|katelijne)[a-z]{4,}(?:college|instituut|school)?)\b"
    r"|\b(?:at|from|with|to|joined|left|of|near) ((?!my|our|the|this|that|a|any|every|each|your|their|his|her|new|old|primary|secondary|middle|high|home|whole|another|local|both|all|some|most|other|one|two|first|last|small|large|big|good|bad|special|rural|urban|public|private|state|catholic|boarding|community|before|after|during)[a-z']{4,}(?: [a-z]{4,})? (?:school|academy|primary|college|grammar|infants|juniors|comprehensive))(?! (?:teach|staff|life|level|age|pupil|kid|child|meal|lunch|trip|year|day|bus|leader|head|librar|run|time|hour|holiday|starts?|system|education|wide|based))\b"
    r"|\b(?:het|op|van|bij) ((?:[A-Z][\w'-]+ ){1,2}(?:Montessori|Dalton|Jenaplan|Vrije School|Steiner|Freinet|Maritiem|Agora))\b"
)
_TRUSTS = re.compile(
    rf"\b{NAME} (?:Learning|Academy|Academies|Schools?|Education|Multi-Academy) (?:Trust|Federation|Foundation|Group)\b|\b{NAME} (?:Trust|Federation|Schools Group)\b"
)
_KNOWN = re.compile(
    r"\b(?:Fontys|Avans|Saxion|Windesheim|Hanzehogeschool|Inholland|Zuyd|NHL Stenden|Artevelde\w*|Howest|Odisee|[a-z]?[A-Z]\w+hogeschool|\w+umc|UMC \w+|VUmc|AMC|UCL|LSE|Thomas More|HoGent|Marnix Academie|(?:Hogeschool )?iPabo|Driestar|Iselinge|Radboud|ECNU)\b"
)


def find_institutions(text: str) -> Iterator[Found]:
    """Yield (start, end, "institution") of schools and universities that are named."""
    shouting = text.isupper()
    for match in _INSTITUTION.finditer(text):
        if _FEAST.match(text, match.end()) or _FEASTS.match(match.group()):
            continue
        if not _GENERIC.match(match.group()) and not (shouting and match.group().isupper()):
            yield _with_article(text, match.start()), match.end(), "institution"
    for pattern in (*_PARTNERS, _TRUSTS, _KNOWN):
        for match in pattern.finditer(text):
            yield _with_article(text, match.start()), match.end(), "institution"
    for match in _LOOSE_SCHOOLS.finditer(text):
        yield *match.span(match.lastindex or 0), "institution"
    for pattern in (_LOW_SCHOOL, _LOW_COMPOUND):
        for match in pattern.finditer(text):
            yield _with_article(text, match.start(1)), match.end(1), "institution"


def _with_article(text: str, start: int) -> int:
    """Return where the article before a name starts, or the name itself."""
    article = _ARTICLE.search(text, max(0, start - 4), start)
    return article.start() if article else start
