"""Who is told by being the only one, or by where one is found ("de enige docent Grieks", "the lady in the office")."""
# ruff: noqa: E501 - a pattern reads better on one line

import re

from safeguards.role_tails import FACTS_EN, SUBJECT_NL

_TYPES_NL = rf"(?:zij-instromer|stagiaire?|vader|moeder|spreker|invaller|pool|marokkaan|turk|surinamer|vlaming|belg|gelovige|homo|vakleerkracht|man|vrouw|docente?|lera(?:ar|res)|leerkracht|collega|mentor|starter|moslim\w*|juf|meester|{SUBJECT_NL}(?:docente?|lera(?:ar|res)|leerkracht|juf|meester))"
_WHERE = r"(?:\s(?:van|in|op|bij|uit|met|voor|of|at|from|with|on)(?:\s(?:de|het|een|dit|ons|onze|our|the|my|mijn|this))?(?:\s(?:lower|upper|hele|whole|primary|junior))?\s[\w-]+){0,2}"
# What only one is: told by "the only", whatever it is.
ONLY = re.compile(
    rf"\b(?:de|onze)\senige\s(?:\w+e\s)?{_TYPES_NL}\b(?:\s{SUBJECT_NL}\b)?{_WHERE}"
    r"|\b(?:the|our)\sonly\s(?:[a-z]+\s){0,2}(?:teacher|woman|man|person|colleague|tutor|mother|father|muslim|trainee|speaker|member|parent|adult|specialist|practitioner|nqt|ect|technician)\b"
    rf"{_WHERE}"
    r"|\bas the only [a-z]+(?: [a-z]+)? (?:teacher|tutor|technician|speaker|member of staff|woman|man|person)\b"
    rf"|\b(?:ik ben|ik als|als)\s(?:de\s)?enige\s(?:\w+(?:docente?|leraar|lerares|leerkracht|coördinator|begeleider)|(?:docente?|lera(?:ar|res)|leerkracht|mentor)(?:\s\w+)?)\b"
    rf"|\b(?:de|onze)\snieuwe\s(?:collega|docente?|lera(?:ar|res)|juf|meester)\s(?:van|voor|bij)\s(?:de\s)?{SUBJECT_NL}\b"
    rf"|\bhet\s(?:hoofd|sectiehoofd|afdelingshoofd)\s(?:van\s(?:de\s|het\s)?)?(?:sectie\s|afdeling\s|vakgroep\s)?(?:{SUBJECT_NL}|onderbouw|bovenbouw|bedrijfsvoering|facilitair\w*|personeelszaken|personeel|p&o|hrm?|financi[eë]n|ict|administratie|beheer|communicatie|onderwijs|kwaliteit|zorg|examens|leerlingzaken)\b"
    # an inspector is one person on a visit
    r"|\b(?:(?:stond|zat|kwam|komt|zit|staat|keek|was|had ik|kreeg ik) )(?:de |een )?(?P<i>inspecteur)\b(?= (?:achterin|langs|mee|binnen|bij|in mijn|op bezoek|kijken|vooraan|weer))|\b(?:de|onze|die) inspecteur (?=(?:zat|stond|kwam|keek|vroeg mij|vroeg me|sprak mij) )|\b(?:the|our|that) (?:lead )?inspector (?=(?:sat|stood|came|watched|asked me|walked|smiled|liked|told me|told us)\b)"
    r"|\b(?:de|die|dat)\s(?:man|vrouw|dame|meneer|mevrouw|mevr|jongen|meid|meisje|gast|kerel|madam)\svan\s(?:de\s|het\s)?(?:receptie|administratie|kantine|ict|roosters?|mediatheek|bibliotheek|keuken|schoonmaak|secretariaat|leerlingenadministratie|balie|boekhouding|magazijn|winkeltje|refter|opvang)\b"
    r"|\b(?:the|that)\s(?:man|woman|lady|guy|girl|chap|bloke|gentleman)\s(?:in|from|at)\s(?:the\s)?(?:office|reception|canteen|kitchen|it|library|front desk|admin|finance|exams office|shop|gate)\b"
    r"|\bour head\b(?! (?:count|start|space|room|teachers?|of|boy|girl))|\b(?:to|with|from|by|asked|told) (?P<h>the head)\b(?=[.,!?]|$| (?:about|and|who|because|that|today|yesterday|for a)\b)"
    rf"|\b(?:the|our)\shead\b(?=\s{FACTS_EN}\b)|\b(?:the|our)\s(?:new|old|current|former|acting|interim)\s(?:head|hod|boss)\b(?!\s(?:of\ssteam|start))",
    re.IGNORECASE,
)
