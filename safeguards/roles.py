"""Finds roles that point to one person ("the gym teacher"); plural and general roles stay."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

_SUBJECT_NL = (
    r"(?:nederlands|engels|frans|duits|spaans|italiaans|latijn|grieks|wiskunde|rekenen|natuurkunde|scheikunde|biologie|aardrijkskunde|"
    r"geschiedenis|economie|maatschappijleer|filosofie|muziek|tekenen|handvaardigheid|drama|techniek|informatica|gym|gymnastiek|lo|sport|kunst|"
    r"godsdienst|levensbeschouwing|nask|nask|zorg|verzorging|beeldend|kunstvakken|turnen|zwemmen|plastische opvoeding|pav|bevo|burgerschap|ckv|natuur|taal)"
)
_SUBJECT_EN = (
    r"(?:gym|pe|p\.e\.|sports?|maths?|mathematics|english|irish|french|german|spanish|latin|dutch|physics|chemistry|biology|science|geography|history|"
    r"economics|business|philosophy|music|art|drama|technology|engineering|computing|computer science|it|ict|religion|re|religious education|woodwork|metalwork|home economics|"
    r"textiles|food tech|media|geography|politics|sociology|psychology|dance|woodwork|graphics|nursery|reception|resource|learning support|eal|esl|sen|swimming|d&t|dt)"
)
_ONE_NL = (
    r"(?:con(?:c|s|sc)i[eë]rge|teamleid(?:er|ster)|teamcoach|afdelingsleid(?:er|ster)|bouwco[oö]rdinator|zorgco[oö]rdinator|zorgco|zoco|con?rector|rector|"
    r"(?:adjunct-?|vestigings|locatie)?\s?(?:directeur|directrice)|adjunct|schoolleid(?:er|ster)|locatieleid(?:er|ster)|decaan|intern begeleid(?:er|ster)|ib'?er|ib-er|"
    r"orthopedagoog|orthopedagoge|schoolpsycholo(?:og|ge)|roostermaker|roostermaakster|toa|secretaresse|administrat(?:eur|rice)|administratief medewerk(?:er|ster)|receptionist(?:e)?|"
    r"kantine(?:juf|dame|beheerder|medewerk(?:er|ster))|examensecretaris|vertrouwenspersoon|leerplichtambtenaar|systeembeheerder|ict'er|ict-?co[oö]rdinator|"
    r"taalco[oö]rdinator|rekenco[oö]rdinator|leesco[oö]rdinator|cultuurco[oö]rdinator|anti-?pestco[oö]rdinator|pestco[oö]rdinator|kwaliteitsco[oö]rdinator|co[oö]rdinator (?:onderbouw|bovenbouw|brugklas)|"
    r"sectievoorzitter|sectieleider|sectiehoofd|vakgroepvoorzitter|vakgroepleider|mr-voorzitter|bestuurder|zorgleerkracht|zorgjuf|turnleerkracht|turnleraar|"
    r"turnjuf|turnmeester|gymdocente?|gymleraar|gymlerares|gymjuf|gymmeester|gymleerkracht|vakleerkracht|muziekdocente?|muziekleraar|muziekleerkracht|muziekjuf|tekendocente?|tekenleraar|"
    r"wiskundedocente?|wiskundeleraar|wiskundelerares|wiskundeleerkracht|biologiedocente?|biologieleraar|geschiedenisdocente?|geschiedenisleraar|aardrijkskundedocente?|aardrijkskundeleraar|scheikundedocente?|scheikundeleraar|"
    r"natuurkundedocente?|natuurkundeleraar|economiedocente?|economieleraar|dramadocente?|kunstdocente?|techniekdocente?|tekenjuf|handwerkjuf|kleuterjuf|kleuterleidster|onderwijsassistent(?:e)?|"
    r"stagiaire?|lio'?er|lio-stagiair(?:e)?|zij-instromer|zij-instroomster|opvoedster|opvoeder|graadco[oö]rdinator|gok-leerkracht|brugfiguur|preventieadviseur|bibliothecar(?:is|esse)|mediathecar(?:is|esse)|"
    r"schoonmaakster|schoonmaker|poetsvrouw|verpleegkundige|schoolarts|jeugdarts|wijkagent|schoolopleider|bso-leidster|overblijfmoeder|kok|portier|instructeur|jobcoach|loopbaanbegeleider|leerlingbegeleid(?:er|ster)|counselor|pedagogisch directeur|leescoach|beleidsondersteuner)"
)
_ONE_EN = (
    r"(?:caretaker|janitor|principal|vice[ -]principal|deputy principal|headteacher|head[ -]teacher|headmaster|headmistress|deputy head(?:teacher)?|assistant head(?:teacher)?|"
    r"assistant principal|senco|sendco|librarian|school secretary|secretary|timetabler|lab technician|technician|school counsell?or|guidance counsell?or|chaplain|bursar|receptionist|school nurse|nurse|"
    r"exams? officer|attendance officer|safeguarding lead|designated safeguarding lead|dsl|dlp|designated liaison person|head of (?:"
    + _SUBJECT_EN
    + r"|(?:lower|upper|middle|junior|senior) school|sixth form|department|school|key stage \d|pastoral care|inclusion|teaching and learning|languages|modern (?:foreign )?languages|mfl|humanities|sciences|year \d+|[a-z]+ department)|year head|head of year(?: \d+)?|form tutor of [\w]+|"
    r"department head|[a-z]+ department head|key stage (?:\d|one|two|three|four) lead(?:er)?|phase leader|subject lead(?:er)? for [a-z]+|[a-z]+ (?:coordinator|co-ordinator)|(?:safeguarding|wellbeing|literacy|numeracy|pastoral|curriculum|assessment|inclusion|behaviour) lead|lunch lady|dinner lady|cleaner|groundskeeper|groundsman|"
    r"lollipop (?:man|lady)|student teacher|trainee teacher|trainee|nqt|ect|substitute teacher|sub|supply teacher|cover supervisor|teaching assistant|sna|classroom assistant|chair of governors|chairperson|school psychologist|"
    r"educational psychologist|ep|social worker|school business manager|business manager|office manager|network manager|it manager|site manager|union rep(?:resentative)?|lab assistant|home[ -]school liaison(?: officer| teacher)?|hscl|team leader|bus driver|coach driver|school cook)"
)
_DET_NL = (
    r"(?:de|onze|mijn|m'n|mn|mijne|onzen|die|deze|dé|d'n|den|ons|jullie|hun|z'n|zijn|haar|uw|je|'n nieuwe)"
    r"(?:\s(?:nieuwe|oude|vaste|enige|vorige|huidige|tijdelijke|jonge|lieve|fijne|aardige|strenge|interim|waarnemend|plaatsvervangend|eigen|andere|tweede|betrokken|goede|super|voormalige|hoofd))?"
)
_DET_EN = (
    r"(?:the|our|my|that|this|their|his|her|your)"
    r"(?:\s(?:new|old|only|former|own|current|previous|acting|interim|temporary|lovely|wonderful|brilliant|amazing|great|poor|young|other|dear|main|second|assistant|deputy|part-time|whole-school))?"
)
_TAIL_NL = (
    r"(?:\s(?:onderbouw|bovenbouw|middenbouw|havo|vwo|vmbo|mavo|mbo|techniek|zorg|economie)\b)?(?:\s(?:van|voor|in)\s(?:de\s|het\s)?(?:onderbouw|bovenbouw|middenbouw|brugklas|havo|vwo|vmbo|mavo|klas \d\w?|groep \d\w?|leerjaar \d|jaar \d|de kleuters|kleuters|[1-6]\w?\b|"
    + _SUBJECT_NL
    + r"|havo\s?\d|vwo\s?\d|eerste graad|tweede graad|derde graad)(?:[ /]?(?:en|/)[ /]?(?:vwo|havo|\d))?)?"
)
_TAIL_EN = (
    r"(?:\s(?:of|for|in)\s(?:the\s)?(?:lower school|upper school|year \d+|junior cycle|senior cycle|sixth form|first years|key stage \d|"
    + _SUBJECT_EN
    + r"))?"
)
_ALONE_NL = (
    r"(?:afdelingsmanager|onderwijsmanager|opleidingsmanager|bpv'er|slb'er|rt'er|icc'er|roosteraar|logopedist(?:e)?|remedial teacher|"
    r"ambulant begeleid(?:er|ster)|(?:school)?maatschappelijk werk(?:er|ster)|technisch adviseur(?:-coördinator)?|pedagogisch (?:medewerk(?:er|ster)|begeleid(?:er|ster))|"
    r"facilitair medewerk(?:er|ster)|jeugdverpleegkundige|onderdirect(?:eur|rice)|interimmer|beeldcoach|i-?coach|bovenschools \w+|baas|bazin|chef|gymmeester|handvaardigheidsdocent)"
)
_COMPOUND_NL = r"(?:\w{3,}(?:specialist(?:e)?|manager|adviseur|adviseuse|medewerk(?:er|ster)|functionaris|assistent(?:e)?|voorzitter|direct(?:eur|rice)|conciërge|werker|expert|coach)|\w*co[oö]rdinator|\w{3,}leid(?:er|ster)|\w{3,}begeleid(?:er|ster)|\w{3,}secretaris|\w{3,}beheerder|\w{4,}docente?|\w{4,}lera(?:ar|res)|\w{4,}leerkracht)"
_ACTS_NL = r"(?:zei|zegt|vroeg|vraagt|wil|wilde|kwam|komt|is|was|heeft|had|doet|deed|gaat|ging|luistert|luisterde|vindt|vond|denkt|dacht|mailde|mailt|stuurde|stuurt|regelt|regelde|bepaalt|beslist|belde|kan|kon|mag|moet|weet|wist|begrijpt|geeft|gaf|maakt|maakte|liet|laat|zit|zat|staat|stond|krijgt|kreeg|helpt|hielp)"
_ACTS_EN = r"(?:said|says|wants|wanted|asked|asks|told|tells|thinks|thought|came|comes|is|was|has|had|listens|listened|never|always|decided|decides|keeps|kept|gave|gives|let|lets|made|makes|sent|sends|knows|knew|doesn't|didn't|won't|wouldn't|isn't|wasn't|hasn't|emailed|laughed|told|screams|shouts|backs|backed|helps|helped)"
_TYPES_NL = r"(?:zij-instromer|stagiaire?|vader|moeder|spreker|invaller|pool|marokkaan|turk|surinamer|vlaming|belg|gelovige|homo|vakleerkracht|man|vrouw|docente?|lera(?:ar|res)|leerkracht|collega|mentor|starter|moslim\w*|vader|moeder|juf|meester|\w+docente?)"
_WHERE = r"(?:\s(?:van|in|op|bij|uit|met|voor|of|at|from|with|on)(?:\s(?:de|het|een|dit|ons|onze|our|the|my|mijn|this))?(?:\s(?:lower|upper|hele|whole|primary|junior))?\s[\w-]+){0,2}"
_PATTERNS = (
    rf"\b{_DET_NL}\s(?:{_COMPOUND_NL}|{_ALONE_NL})\b{_TAIL_NL}",
    rf"(?:^|[.!?]\s)(?:{_COMPOUND_NL}|{_ALONE_NL}|con?rector|rector|teamleid(?:er|ster)|decaan|conciërge|directeur|directrice|adjunct|ib'?er|zorgco)\b(?=\s{_ACTS_NL}\b)",
    rf"(?:^|[.!?]\s)(?:senco|sendco|hod|principal|head of [a-z]+|head|deputy|caretaker|line manager|year head)\b(?=\s{_ACTS_EN}\b)",
    rf"\b(?:the|our)\shead\b(?=\s{_ACTS_EN}\b)",
    rf"\b{_DET_EN}\s(?:new|old|current|former|acting|interim)\s(?:head|deputy|hod|boss)\b(?!\s(?:of\ssteam|start))",
    r"\b(?:the|our|my|their)\s(?:(?!(?:as|of|is|and|was|to|for|from|with|a|the|no|not|job|role|take|in|on)\b)[a-z0-9&'-]+\s){1,2}(?:co-?ordinator|officer|lead|leader|manager|technician|rep|director|adviser|advisor|bursar|specialist|secretary|librarian|counsell?or|nurse)\b(?:\s(?:of|for|in)\s(?:the\s)?[a-z]+(?:\s\d+)?)?",
    rf"\b{_DET_EN}\s(?:head|director|leader|lead|deputy|vice[- ]principal|assistant head|assistant principal|deputy head)\s(?:of|for)\s(?:the\s)?[a-z]+(?:\s\d+|\s(?:and|&)\s[a-z]+|\s(?:form|school|centre))?\b",
    rf"\b{_DET_EN}\s(?:deputy|assistant|vice)[- ](?:head|principal)(?:teacher)?(?:\s(?:pastoral|academic|curriculum|behaviour))?\b",
    rf"\b(?:de|onze)\senige\s(?:\w+e\s)?{_TYPES_NL}\b(?:\s(?:{_SUBJECT_NL})\b)?{_WHERE}",
    rf"\b(?:de|onze)\snieuwe\s(?:collega|docente?|lera(?:ar|res)|juf|meester)\s(?:van|voor|bij)\s(?:de\s)?(?:{_SUBJECT_NL})\b",
    rf"\bhet\s(?:hoofd|sectiehoofd)\s(?:van\s(?:de\s|het\s)?)?(?:sectie\s|afdeling\s|vakgroep\s)?(?:{_SUBJECT_NL}|onderbouw|bovenbouw)\b",
    rf"\b(?:the|our)\sonly\s(?:[a-z]+\s)?(?:teacher|woman|man|person|colleague|tutor|mother|father|muslim|trainee|speaker|member|parent|adult|specialist|practitioner|nqt|ect)\b{_WHERE}",
    rf"\b{_DET_EN}\s(?:school\s)(?:librarian|nurse|cook|chaplain|psychologist|counsell?or|secretary|manager)\b",
    rf"\b{_DET_EN}\s(?:line manager|head of section|section head|subject leader|year leader|pastoral head)\b",
    rf"\b{_DET_NL}\s{_ONE_NL}\b{_TAIL_NL}",
    rf"\b{_DET_NL}\s(?:docente?|lera(?:ar|res)|leerkracht|juf|meester|mentor|mentrix|sectie-?hoofd|hoofd|voorzitter|co[oö]rdinator|invaller|invalster)\s"
    rf"(?:(?:van|voor|in|uit)\s(?:de\s|het\s|sectie\s)?)?(?:vak\s)?(?:{_SUBJECT_NL}|groep \d\w?|klas \d\w?|[1-6]\s?[a-z]{{1,4}}\d?|onderbouw|bovenbouw|middenbouw|brugklas|vwo \d|havo \d|vmbo \d|leerlingenraad|ouderraad|mr|kleuters|medezeggenschapsraad)\b",
    rf"\b{_DET_NL}\s(?:hoofd|voorzitter)\s(?:van|der)\s(?:de\s|het\s)?\w+",
    rf"\b{_DET_NL}\s(?:{_SUBJECT_NL})-?\s?(?:docente?|lera(?:ar|res)|leerkracht|juf|meester)\b",
    rf"\b{_DET_EN}\s{_ONE_EN}\b{_TAIL_EN}",
    rf"\b{_DET_EN}\s(?:only\s|new\s)?{_SUBJECT_EN}(?:\s(?:and|/|&)\s{_SUBJECT_EN})?\s(?:teacher|tutor|coach|instructor|technician|assistant|lead|leader)\b(?!s)",
    rf"\b{_DET_EN}\s(?:only\s|new\s)?(?:year|grade|class)\s\d+\w?\s(?:teacher|tutor|head|lead)\b(?!s)",
    r"\b(?:the|our|my)\steacher\s(?:of|for)\s(?:year\s\d+\w?|class\s\d\w?|" + _SUBJECT_EN + r")\b",
    rf"\b(?:ik ben|ik als|als)\s(?:de\s)?(?:enige\s)(?:{_ONE_NL}|(?:docente?|lera(?:ar|res)|leerkracht|mentor)(?:\s\w+)?)\b",
    r"\bas the only [a-z]+(?: [a-z]+)? (?:teacher|tutor|technician|speaker|member of staff|woman|man|person)\b",
)
_ROLE = re.compile("|".join(f"(?:{p})" for p in _PATTERNS), re.IGNORECASE)
_GENERAL_BEFORE = re.compile(
    r"(?:rol van|taak van|functie van|role of|job of|duty of|part of|zonder|elke|iedere|in|at|met zijn of haar)\s$",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(
    r"^(?:s|en)\b|^-\s?(?:en|of)\b|^\w|^\s(?:meetings?|roles?|jobs?|posts?|positions?|overleg|vergadering)\b"
)


def find_roles(text: str) -> Iterator[Found]:
    """Yield (start, end, "role") of roles with their article and what narrows them down."""
    for match in _ROLE.finditer(text):
        if _PLURAL_AFTER.match(text[match.end() :]):
            continue
        if _GENERAL_BEFORE.search(text[max(0, match.start() - 24) : match.start()]) and re.search(
            r"(?:rol|taak|functie|role|job|duty)\s\w+\s$", text[max(0, match.start() - 24) : match.start()]
        ):
            continue
        yield match.start(), match.end(), "role"
