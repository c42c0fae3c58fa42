"""Points out what still gives a writer away after redaction: a role that one person has, a rare event, a personal story.

It warns the writer before sharing; it changes nothing and blocks nothing.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from dataclasses import dataclass
from typing import Literal

from safeguards.lists import lists
from safeguards.normalise import fold, normalise
from safeguards.redaction import redact
from safeguards.roles import find_roles
from safeguards.words import cut

Reason = Literal["only_one", "own_role", "own_subject", "rare_event", "personal"]


@dataclass(frozen=True, slots=True)
class Hint:
    """Why readers may guess the writer, and the words that it hangs on, redacted."""

    reason: Reason
    words: str


_SUBJECT = (
    r"(?:wiskunde|gym|lo|muziek|tekenen|drama|techniek|informatica|latijn|grieks|frans|duits|spaans|engels|nederlands|biologie|scheikunde|natuurkunde|"
    r"tekenen|beeldende|schilderen|lasles|houtbewerking|metaal|koken|dans|theater|maatschappijleer|natuur|"
    r"economie|filosofie|geschiedenis|aardrijkskunde|godsdienst|levensbeschouwing|handvaardigheid|maths?|pe|gym|music|art|drama|physics|chemistry|biology|"
    r"history|geography|french|german|spanish|irish|latin|english|religion|woodwork|metalwork|home economics|computing|science)"
)
_PATTERNS: tuple[tuple[Reason, str], ...] = (
    (
        "only_one",
        r"\b(?:als enige|(?<!niet )de enige (?:die|man|vrouw|leraar|docent|leerkracht|met|van)|ik ben de enige|enige (?:docent|leerkracht|leraar|man|vrouw)|(?<!not )the only (?:one|man|woman|teacher|person)|"
        rf"(?:ik|'k) (?:geef|gaf|sta|stem(?:de)?|heb|had|ben|spreek) als enige|(?:als|i was|i am|i'm|ik was|ik ben|'k ben) (?:de )?(?:enige|degene die|de gene die|the one who|het die|it who)|als (?:de )?(?:jongste|oudste|nieuwste)|(?:youngest|oldest|newest) (?:in|of|on|by)|"
        rf"(?:ik ben|i'?m|i am|'k ben) (?:de |het |the )?(?:jongste|oudste|youngest|oldest)|(?:komt|komen) (?:zelden |nooit |er )?(?:nooit |ooit )?iemand kijken|so nobody drops in|nobody (?:ever )?(?:comes to|visits) the \w+|(?:one|two|twee|zijn) of us in the|met zijn tweeën de sectie|there are two of us|"
        rf"being the only|i'?m a job share|ik (?:spreek|ken) als enige|i'?m the only|i am the only|as the only|only teacher of|enige {_SUBJECT}\w*|in mijn eentje|single[- ]handed\w*|de (?:oudste|jongste|nieuwste) (?:docent|collega|leerkracht|van (?:het team|ons))|"
        r"the (?:oldest|youngest|newest) (?:teacher|member|one|colleague))\b",
    ),
    (
        "own_role",
        r"\bik zit in de (?:mr|gmr|or|sollicitatiecommissie)|(?:(?:ik|'k) (?:ben|werk|was)|in mijn rol|als) (?:\w+ )?(?:als |de )?(?:teamleider|afdelingsleider|mentor van|decaan|zorgcoordinator|rector|conrector|directeur|intern begeleider|ib'?er|sectievoorzitter|"
        r"\w*coordinator|vertrouwens\w+|leerlingbegeleider|preventie\w+|examen\w+|bibliothecar\w+|medewerker|instructeur|praktijk\w+|vakbonds\w+|hoofd \w+|roostermaker|vertrouwenspersoon|examensecretaris|stagiaire?|lio|zij-instromer|conci?erge|onderwijsassistent|invaller|mr-lid|voorzitter)\b|"
        r"\b(?:i am|i'm|i was|as|in my role as|my role as) (?:\w+ )?(?:the |a |an )?(?:head of \w+(?: \d+)?|exams? officer|union rep|shop steward|governor|teacher rep|team leader|deputy|principal|head|senco|year head|mentor of|coordinator|librarian|counsell?or|caretaker|trainee|nqt|"
        r"student teacher|supply teacher|union rep|chair|timetabler|exams officer|teaching assistant|sna)\b",
    ),
    (
        "own_subject",
        rf"\b(?:mijn (?:vak )?{_SUBJECT}(?:les|lessen|klas|sectie|lokaal)?|ik geef {_SUBJECT}|mijn (?!lok|lot|los|loo)(?:{_SUBJECT})\w*|bij {_SUBJECT} doe ik|ik als {_SUBJECT}\w*|als {_SUBJECT}-?(?:docent|leraar|lerares|leerkracht)\w*|"
        rf"ik geef (?:\w+ en )?{_SUBJECT}|'k geef {_SUBJECT}|mijn (?:muziek|gym|techniek|teken|drama|dans|kook)\w*(?:les|lessen|lokaal|zaal)|in (?:het|mijn) (?:\w+lokaal|\w+zaal|atelier|lab|gymzaal|noodlokaal|noodlokalen|werkplaats|keuken)|in my (?:lab|workshop|studio|kitchen|darkroom|atelier)|my (?:{_SUBJECT}|music|pottery) (?:room|lab|studio)|in the (?:science |chemistry |physics |biology )?labs? we|i teach (?:\w+ and )?{_SUBJECT}|i teach (?:\w+ )?to (?:two|three|four|five|six)|i run the (?:school )?(?:orchestra|choir|band|garden|paper|radio|library)|bij mij in (?:de|het)|"
        rf"in my {_SUBJECT} (?:lessons?|class(?:es)?|room|department)|i teach {_SUBJECT}|as a {_SUBJECT} teacher|my {_SUBJECT} (?:students|group|lessons?|class(?:es)?)|in de gymzaal|in the gym|in het muzieklokaal|in the music room|in the lab)\b",
    ),
    (
        "rare_event",
        r"\b(?:mijn (?:zwangerschap|verlof|operatie|burn-?out|scheiding|ontslag|jubileum|ongeluk|sollicitatie|bevalling|pensioen|promotie)|toen ik (?:ziek|terugkwam|uitviel|met verlof|gevallen)|na mijn verlof|"
        r"ik (?:ben|was) (?:zwanger|ziek geweest|gescheiden)|ik ga (?:met pensioen|trouwen|verhuizen)|ik ben net begonnen|mijn eerste (?:jaar|week|maand)|brand in|het ongeluk|de begrafenis|"
        r"my (?:pregnancy|leave|surgery|operation|burn-?out|divorce|wedding|accident|retirement|promotion|maternity|first (?:year|week|month)|phd|interview)|when i (?:was ill|came back|was off|fell)|i (?:am|'m) (?:pregnant|retiring|getting married)|"
        r"the (?:accident|fire|funeral|court case|incident) (?:in|at|with|last|during)|i'?ve just started|i just started|al (?:\d\d|twintig|dertig|veertig) jaar (?:op|bij|in|les)|(?:for|after) (?:\d\d|twenty|thirty|forty) years|"
        r"(?:\d\d|twintig|dertig|veertig|(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)en(?:twintig|dertig)|(?:twenty|thirty|forty)[- ]\w+) (?:jaar|years)|(?:ik|'k|i) (?:zit|sta|werk|ben) (?:hier )?(?:al|nu) (?:\w+ ){1,2}(?:jaar|maanden)|i(?:'ve| have) been here (?:for |since )?\w+|i joined (?:\w+ )?(?:weeks?|months?) ago|i joined two|(?:volgende|this|next) (?:maand|month|year|jaar) (?:ga|i) (?:ik )?(?:met pensioen|retire)|(?:ga|gaat) (?:ik )?(?:volgend jaar |binnenkort )?met pensioen|retiring|ik ben (?:net|pas) (?:begonnen|verhuisd|gepromoveerd|bevallen)|i(?:'m| am) (?:pregnant|on placement|new here)|"
        r"ik (?:loop|draai) (?:hier )?(?:stage|mee als)|(?:terugkwam|terugkeerde) na|(?:came back|returned) (?:from|after)|na mijn (?:\w*verlof|\w*schudding|operatie|ziekte|ruzie|scheiding|klacht)|na (?:de|het) (?:ongeluk|brand)|(?:ik|i) (?:was het|was the one|was degene)|(?:ik|i) (?:kwam|fell|crashed|drove|reed) .{0,30}(?:ten val|crashed|ongeluk)|brand (?:in|geblust)|walked out|wegliep|liep (?:boos )?weg uit|(?:als enige )?tegen(?: het plan)? gestemd|voted against|i wrote the|ik (?:heb|schreef) (?:het|de) (?:\w+ )?(?:\w+ )?(?:\w+ )?(?:geschreven|bedacht|opgericht)|"
        r"(?:ik|'k|i) (?:werk|only work|work|teach|only teach|werkt) (?:maar |alleen |only )?(?:een dag|één dag|op \w+dag|on \w+days?|\w+days? and \w+days?|mornings only|\w+days only|mornings)|i only (?:work|teach) (?:on )?\w+|(?:functie|taak) als \w+ neergelegd|phd|gepromoveerd|mijn (?:chemo\w*|hersenschudding|miskraam|ziekte|diagnose)|my (?:chemo\w*|miscarriage|diagnosis|illness|concussion|sick leave|complaint|grievance|phd)|sick leave|klacht indiende|complained to|ruzie met de|"
        r"sinds (?:19|20)\d\d|since (?:19|20)\d\d)\b",
    ),
    (
        "personal",
        r"\b(?:als (?:vlaming|belg|duitser|pool|turk|marokkaan|surinamer|moslim|christen|weduwe|weduwnaar|zij-instromer|expat|stagiaire?)|ik ben (?:weduwe|weduwnaar|alleenstaand\w*|gescheiden|zwanger|autistisch|transgender|lesbisch|biseksueel)|(?:ik|'k) heb (?:zelf )?(?:autisme|adhd|dyslexie|ms|reuma|kanker|diabetes|een burn-?out)|i have (?:dyslexia|adhd|autism|ms|cancer|diabetes|epilepsy)|in een rolstoel|a wheelchair|leer de taal|ik (?:spreek|speak) \w+ en word|i speak \w+ so|uit (?:belgie|duitsland|syrie|polen|turkije|oekraine) (?:hierheen|en)|(?:verhuisd|gevlucht|kwam) (?:vanuit|uit)|moved here from|coming from \w+ i|uit de (?:bouw|zorg|bank|journalistiek|horeca) (?:kijk|kom)|i am deaf|deaf in|my sister|mijn zus|mijn broer|my brother|mijn (?:geloof|hoofddoek|accent|rolstoel|handicap|geaardheid|dyslexie|adhd|autisme|moedertaal|afkomst|man|vrouw|dochter|zoon|kinderen|kind|moeder|vader)|ik ben (?:doof|blind|slechthorend|dyslectisch|moslim|homo|lesbisch|vlaming)|"
        r"my (?:religion|headscarf|hijab|accent|wheelchair|disability|sexuality|dyslexia|adhd|autism|mother tongue|husband|wife|daughter|son|kids|children|mother|father)|i am (?:deaf|blind|dyslexic|muslim|gay|lesbian))\b",
    ),
)
_RULES = tuple((reason, re.compile(pattern)) for reason, pattern in _PATTERNS)
_OWN = re.compile(r"\b(?:ik ben|ik als|als|i am|i'm|as)\s")


def hint(text: str) -> Hint | None:
    """Return the strongest hint at the writer that redaction leaves standing, or None.

    The words are redacted, so that the hint itself names nobody.
    """
    plain = normalise(text).text
    folded = fold(plain)
    same = len(folded) == len(plain)
    for reason, pattern in _RULES:
        found = pattern.search(folded)
        if found:
            words = plain[found.start() : found.end()] if same else found.group()
            return Hint(reason, redact(words).text)
    own = _OWN.search(folded)
    if own and any(abs(start - own.end()) <= 1 for start, _, _ in find_roles(plain, cut(plain, lists()))):
        return Hint("own_role", own.group().strip())
    return None
