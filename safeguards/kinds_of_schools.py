"""Finds whole names of schools, homes and boards by the kind before or behind them, also two kinds in a row.

"Montessori Kindcentrum De Wiek", "Vrije School in de Hoven", "Ashlow Pupil Referral Unit", "University of the Wolds".
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.lists import read_sections
from safeguards.school_name import CAPITAL, KINDS, NAME, one_of

Found = tuple[int, int, str]

_COLOUR = (
    r"(?:[Oo]penbare?|[Cc]hristelijke?|[Kk]atholieke?|[Pp]rotestants(?:e|-[Cc]hristelijke)?|[Gg]ereformeerde?|[Rr]eformatorische?|[Ii]slamitische?|[Jj]oodse?|"
    r"[Ii]nterconfessionele?|[Gg]emeentelijke?|[Ss]tedelijke?|[Rr]egionale?|[Rr]egionaal|[Kk]oninklijke?|[Tt]echnische?|[Ii]ntegraal|[Ii]ntegrale|[Aa]lgemeen|[Aa]lgemene|[Bb]ijzondere?|[Vv]rije?|"
    r"[Ss]peciale?|[Ss]peciaal|[Ss]amenwerkings|[Ii]nternationale?|[Mm]ontessori|[Dd]alton|[Jj]enaplan|[Ff]reinet|[Ss]teiner|[Ww]aldorf|Agora|OGO|[Oo]ecumenische?)"
)
_KIND_NL = one_of(KINDS["before_nl"])
_NO_NAME = r"(?:Het|De|Een|En|Maar|Als|Dan|Ik|We|Wij|Ze|Zij|Nederland|Nederlands|Engels|Frans|Duits|Wiskunde|Vlaanderen|België|HAVO|VWO|VMBO|MBO|BBL|BOL|KB|TL|GL)\b(?! [A-Z])"
_START = r"(?:De|Het|Een|Ons|Onze|Mijn|Dit|Dat|Deze|Die|Elk|Elke|Ieder|Iedere|Geen|Op|Bij|In|Van|Naar|Aan|Uit|Met|Voor|Als|En|Maar|Want|Toen|Is|Wel|Geen|Veel|The|Our|My|His|Her|Their|Your|A|An|This|That|These|Those|Any|Every|Each|Some|No|At|In|On|From|With|To|For|And|But|If|When|Because|Is|Good|New|Old|Another|Local|National|Special|Why|What|Like|Visited|Dear|Lovely)"
_KIND_EN = (
    r"(?:(?:Children's|Childrens|Children’s|Residential|Care|Nursing|Foster|Boys'|Girls'|Rest) (?:Children's )?Homes?|"
    r"(?:Residential|Special|Special Needs|Boarding|Nursery|Infant|Infants'?|Junior|Primary|First|Middle|High|Upper|Lower|Free|Studio|Prep|Preparatory|Day|Village|Church|C of E|CofE|CE|C\.E\.|RC|Catholic|Church of England|Independent|Girls'|Boys'|National|Voluntary|State|Forest|Hospital|Convent|Community National|Community Special|Steiner|Montessori|Summer|Grammar|Secondary|Comprehensive|Technical|International)(?: (?:Primary|Junior|Infant|Secondary|High|Nursery|National|Aided|Voluntary|Academy))* (?:School|Unit|Centre|College|Academy)|"
    r"(?:Pupil|Student) Referral (?:Unit|Centre|Service)|PRU|Alternative Provision(?: Academy| Centre)?|Short Stay School|Hospital School|Education and Training Board|"
    r"Education (?:Board|Trust|Partnership|Authority|Centre|Campus|Service|Services|Group|Alliance|Federation|Foundation|Hub|Committee|Village|Department|Office)|"
    r"(?:Day )?Nurser(?:y|ies)|Nursery and Infants?|Pre-?[Ss]chool|Playschool|Kindergarten|Creche|Crèche|Montessori|Youthreach|Naíonra|Childminders|After ?[Ss]chool(?: Club)?|"
    r"(?:Children's|Family|Learning|Training|Teaching|Early Years|Resource|Further Education|Adult Education|Outdoor|Activity|Field|Youth) (?:Centre|Village|Campus|Hub|Provision|Institute|College|Association)|"
    r"(?:Teaching|Teaching School|Maths|English|Science|Music|Research|Learning|Training) Hub|(?:Multi[- ]Academy|Academy|Academies|Learning|Schools?|Diocesan|Charitable|Youth) (?:Trust|Partnership|Federation|Alliance|Group|Foundation)|MAT|"
    r"(?:County|Borough|City|District|Town|Parish) Council|Local Authority|Diocese|House School|Manor School|Hall School|Technological University|Technical College|FE College|Sixth Form(?: College| Centre)?|UTC|ETSS|CBS|ETB|Gaelscoil|Presentation|Mercy|Vocational School)"
)
_WHOLE = re.compile(
    rf"\b(?:{_COLOUR}[ -])*{_KIND_NL}(?: (?:{_COLOUR}[ -])?{_KIND_NL})?(?: (?:in|aan|op|te|van|bij|onder|voor|achter))?(?: (?:de|het|den|der|'t))?[ ](?!{_NO_NAME})(?:'[ts] )?{NAME}"
    rf"|\b{_COLOUR}[ -]{_KIND_NL}[ ](?!{_NO_NAME}){NAME}"
    rf"|\b(?:{_COLOUR}[ -])+{_KIND_NL} '[ts] {NAME}|\b{_KIND_NL} '[ts] {NAME}"
)
_BEHIND = re.compile(
    rf"\b(?!{_START}\b){NAME}[ -](?:{_COLOUR}[ -])*(?:{_KIND_EN}|(?:Praktijk|Vak|Beroeps|Talenten|Kind|Agora)college|Kindcentrum|Kindcampus|Vrije School|Vrijeschool|Praktijkschool|Scholengemeenschap|Schoolgemeenschap|Internaat|Zorgboerderij|Gezinshuis|Kinderopvang|Onderwijsgroep|Peuteropvang)(?![\w-])"
    rf"(?: (?:of|for|in|at) {CAPITAL})?"
)
_UNIVERSITY = re.compile(
    rf"\b(?:University|College|Institute|Diocese|Archdiocese|School|Academy|Borough|Royal Borough|County) (?:College )?(?:of|at|for) (?:the )?(?!Education\b(?! [A-Z]))(?:(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|Mid)[ -])*(?!Teachers|Life|Thought|Athens){CAPITAL}(?: (?:and |of |the )?{CAPITAL}){{0,3}}"
    rf"|\b(?:Universiteit|Hogeschool|Bisdom|Gemeente) (?:van |der |voor )?(?:de |het )?{CAPITAL}(?: {CAPITAL})?"
)
_LOW = re.compile(
    r"\b(?:mpi|buso|pcb|pcbs|kdv|clb|mkc|kindcentrum|vrije school|vakcollege|praktijkcollege|praktijkschool) (?:(?:de|het|'t|ter|ten) )(?!hele|eerste|laatste|kinderen|leerlingen|leraren|ouders|dag|week|deur|beste|enige|vraag|meeste|les|klas|groep|juf|meester|directeur|collega|sfeer|regels?)[a-z]{4,}\b"
    r"|\b(?!the|our|my|a|an|his|her|their|local|nearest|this|that|any|every|one|in|to|from|at|of|for|with|and|or|another|old|new|former)[a-z']{4,} (?!the|our|my|a|local|nearest|this|that|any|every|old|new|former)(?:[a-z']{3,} )?(?:pupil referral unit|children's home|residential home|day nursery|education board|education trust|academy trust|multi-academy trust)\b"
)
_STARTS_LOW = frozenset(
    ["the", "a", "an", "our", "my", "this", "that", "his", "her", "their", "any", "every"]
)
_KNOWN_BODIES = frozenset(read_sections("schools.txt")["bodies"])


def find_kinds(text: str) -> Iterator[Found]:
    """Yield (start, end, "institution") of names that stand with their kind."""
    shouting = text.isupper()
    for pattern in (_WHOLE, _BEHIND, _UNIVERSITY):
        for match in pattern.finditer(text):
            if not shouting and match.group().replace(" ", "_").lower() not in _KNOWN_BODIES:
                yield match.start(), match.end(), "institution"
    for match in _LOW.finditer(text):
        if match.group().split()[0] not in _STARTS_LOW:
            yield match.start(), match.end(), "institution"
