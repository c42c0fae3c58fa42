"""Points out what still gives a writer away after redaction: a role that one person has, a rare event, a personal story.

It warns the writer before sharing; it changes nothing and blocks nothing.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from dataclasses import dataclass
from typing import Literal

from safeguards.normalise import fold, normalise
from safeguards.redaction import redact
from safeguards.roles import find_roles

Reason = Literal["only_one", "own_role", "own_subject", "rare_event", "personal"]


@dataclass(frozen=True, slots=True)
class Hint:
    """Why readers may guess the writer, and the words that it hangs on, redacted."""

    reason: Reason
    words: str


_SUBJECT = (
    r"(?:wiskunde|gym|lo|muziek|tekenen|drama|techniek|informatica|latijn|grieks|frans|duits|spaans|engels|nederlands|biologie|scheikunde|natuurkunde|"
    r"economie|filosofie|geschiedenis|aardrijkskunde|godsdienst|levensbeschouwing|handvaardigheid|maths?|pe|gym|music|art|drama|physics|chemistry|biology|"
    r"history|geography|french|german|spanish|irish|latin|english|religion|woodwork|metalwork|home economics|computing|science)"
)
_PATTERNS: tuple[tuple[Reason, str], ...] = (
    (
        "only_one",
        r"\b(?:als enige|de enige (?:die|man|vrouw|leraar|docent|leerkracht|met|van)|ik ben de enige|enige (?:docent|leerkracht|leraar|man|vrouw)|the only (?:one|man|woman|teacher|person)|"
        rf"i'?m the only|i am the only|as the only|only teacher of|enige {_SUBJECT}\w*|in mijn eentje|single[- ]handed\w*|de (?:oudste|jongste|nieuwste) (?:docent|collega|leerkracht|van (?:het team|ons))|"
        r"the (?:oldest|youngest|newest) (?:teacher|member|one|colleague))\b",
    ),
    (
        "own_role",
        r"\b(?:ik (?:ben|werk|was)|in mijn rol|als) (?:\w+ )?(?:als |de )?(?:teamleider|afdelingsleider|mentor van|decaan|zorgcoordinator|rector|conrector|directeur|intern begeleider|ib'?er|sectievoorzitter|"
        r"coordinator|roostermaker|vertrouwenspersoon|examensecretaris|stagiaire?|lio|zij-instromer|conci?erge|onderwijsassistent|invaller|mr-lid|voorzitter)\b|"
        r"\b(?:i am|i'm|i was|as|in my role as|my role as) (?:\w+ )?(?:the |a |an )?(?:head of \w+|team leader|deputy|principal|head|senco|year head|mentor of|coordinator|librarian|counsell?or|caretaker|trainee|nqt|"
        r"student teacher|supply teacher|union rep|chair|timetabler|exams officer|teaching assistant|sna)\b",
    ),
    (
        "own_subject",
        rf"\b(?:mijn (?:vak )?{_SUBJECT}(?:les|lessen|klas|sectie|lokaal)?|ik geef {_SUBJECT}|mijn {_SUBJECT}\w*|bij {_SUBJECT} doe ik|ik als {_SUBJECT}\w*|als {_SUBJECT}-?(?:docent|leraar|lerares|leerkracht)\w*|"
        rf"in my {_SUBJECT} (?:lessons?|class(?:es)?|room|department)|i teach {_SUBJECT}|as a {_SUBJECT} teacher|my {_SUBJECT} (?:students|group|lessons?|class(?:es)?)|in de gymzaal|in the gym|in het muzieklokaal|in the music room|in the lab)\b",
    ),
    (
        "rare_event",
        r"\b(?:mijn (?:zwangerschap|verlof|operatie|burn-?out|scheiding|ontslag|jubileum|ongeluk|sollicitatie|bevalling|pensioen|promotie)|toen ik (?:ziek|terugkwam|uitviel|met verlof|gevallen)|na mijn verlof|"
        r"ik (?:ben|was) (?:zwanger|ziek geweest|gescheiden)|ik ga (?:met pensioen|trouwen|verhuizen)|ik ben net begonnen|mijn eerste (?:jaar|week|maand)|brand in|het ongeluk|de begrafenis|"
        r"my (?:pregnancy|leave|surgery|operation|burn-?out|divorce|wedding|accident|retirement|promotion|maternity|first (?:year|week|month)|phd|interview)|when i (?:was ill|came back|was off|fell)|i (?:am|'m) (?:pregnant|retiring|getting married)|"
        r"the (?:accident|fire|funeral|court case|incident) (?:in|at|with|last|during)|i'?ve just started|i just started|al (?:\d\d|twintig|dertig|veertig) jaar (?:op|bij|in|les)|(?:for|after) (?:\d\d|twenty|thirty|forty) years|"
        r"sinds (?:19|20)\d\d|since (?:19|20)\d\d)\b",
    ),
    (
        "personal",
        r"\b(?:mijn (?:geloof|hoofddoek|accent|rolstoel|handicap|geaardheid|dyslexie|adhd|autisme|moedertaal|afkomst|man|vrouw|dochter|zoon|kinderen|kind|moeder|vader)|ik ben (?:doof|blind|slechthorend|dyslectisch|moslim|homo|lesbisch|vlaming)|"
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
    if own and any(abs(start - own.end()) <= 1 for start, _, _ in find_roles(plain)):
        return Hint("own_role", own.group().strip())
    return None
