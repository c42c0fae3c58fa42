"""What is said outright in any order, tense and spelling: who, wants or did, what; straightened before it is read.

Every text arrives folded. People in need write fast, in dialect and in a language that is not their own.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re

_SPELLINGS = tuple(
    (re.compile(pattern), straight)
    for pattern, straight in (
        (r"[’`]", "'"),
        (r"(?<!\w)'?k (?=\w)", "ik "),
        (r"(?<!\w)'?k(wil|wou|heb|zou|ga|ben|kan|denk|zit|snij|had|moet)\b", r"ik \1"),
        (r"\b(?:nie|ni|nimeer)\b", "niet"),
        (r"\b(?:der|dr|d'r|ter) (?=niet|een)", "er "),
        (r"\b(?:heeft|hef|hep|heb)\b(?= )", "heb"),
        (r"\b(?:me|m'n|mn|mij|mijn) ?(?:zelf|eigen|eige|zelve|zelluf)\b", "mezelf"),
        (r"\b(?:me|my|ma|mi)[ -]?(?:sel|self|selves|slef|sen)\b", "myself"),
        (r"\b(?:wan|wana|wanna|wonna|wnt|want to|wanting to|wants to|wanted to)\b", "want to"),
        (r"\b(?:gonna|gonnae|gunna|going to|goin to|gona)\b", "going to"),
        (r"\b(?:dont|don't|do not|dinnae|dinna|didn't|dont)\b", "do not"),
        (r"\bs(?:ui|ue|u|iu|oui)[cs]+(?:ie|i|a|e|y)?d(?:e|al|aal|ale)?\b|\bs(?:ui|ue)si?de?\b", "suicide"),
        (r"\bzel[fv]+ ?m?[mo]*oor[dt]\w*", "zelfmoord"),
        (r"\b(leve|lefen|leev|leve'|leeven)\b", "leven"),
        (r"\b(sterve|doodgaan|dood gaan|dood te gaan|doot|doodgaa)\b", "sterven"),
        (r"\b(pille|pilen|tablete)\b", "pillen"),
        (r"\b(genome|geslike|geslikd)\b", "genomen"),
        (r"\bgesloegen\b|\bgeslage\b", "geslagen"),
        (r"\b(kindren|kinders)\b", "kinderen"),
        (r"\b(?:mij|me|my) (?=man|vrouw|vriend|partner|broer|vader|moeder|zoon|wrists?|arms?|legs?)", "my "),
    )
)
_GAP = r"(?:[\w']+,? ){0,4}"
_DIE_NL = r"(?:dood|sterven|niet meer leven|er niet meer zijn|zelfmoord|suicide)"
_HARM = r"(?:dood ?(?:te )?maken|af ?maken|maak \w+ af|om ?(?:te )?brengen|van kant|dood ?(?:te )?spuiten|dood ?(?:te )?steken|verhangen|ophangen|doodrijden|snij\w*|sneed|gesneden|kras\w*|gekrast|verwond\w*|verbrand\w*)"
_KIN = r"(?:(?:mijn|m'n|my|ons|den|mijne|onze) (?:man|vrouw|vriend|vriendin|partner|ex|vader|moeder|broer|zus|zoon|dochter|oom|schoonvader|husband|wife|boyfriend|girlfriend|dad|father|mum|mother|brother|son|daughter|uncle)|hij|zij|ze|he|she)"
_BODY = r"(?:pols(?:en)?|arm(?:en)?|been|benen|buik|hals|keel|wrists?|arms?|legs?|thighs?|stomach|throat)"
PATTERNS = (
    # wanting to die, in any order
    rf"\b{_DIE_NL} (?:wil|wou|wilde) ik\b|\b(?:ik |^|[,.!] ?)(?:wil|wou|wilde|zou willen) {_GAP}(?:{_DIE_NL})\b(?! (?:van|voor|punt|hout|spoor))|\b(?:wil|wou) (?:gewoon |echt )?(?:dood|sterven)\b(?! (?:van|voor|hout))",
    r"\b(?:want to|would like to|rather) (?:\w+ ){0,2}(?:be dead|die)\b(?! (?:of|for|laughing))|\bwant to (?:finish|end|stop) my life\b|\b(?:want|finish) my life\b|\bfinish my life\b|\b(?:dying|to die|death) is (?:what|all) i (?:want|think)\b|\bi(?:'ll| will) be dead (?:by|before|on|tomorrow|tonight)\b(?! (?:on my feet|tired|if))",
    r"\bdo not (?:\w+ )?want (?:to )?(?:live|be alive|exist|be here)(?: no| any)? ?more\b|\bcan(?:'t|not|nae|na) go on\b.{0,30}\b(?:living|kill|end)\b",
    r"\b(?:denk|dacht|thinking?|thinkin|think|thoughts?) (?:\w+ ){0,4}(?:aan|about|bout|of) (?:\w+ ){0,2}(?:zelfmoord|suicide|sterven|dying|killing myself|de dood)\b(?!.{0,20}\b(?:mijn (?:moeder|vader|opa|oma)|lesson|les|boek))|\b(?:zelfmoord|suicide)(?: te)? (?:pleeg\w*|daar denk ?ik aan)\b|\bleven te beeindigen\b",
    r"\beind(?:e)? (?:te )?(?:\w+ )?(?:maken )?aan (?:mijn|m'n|my) leven\b|\bgeen zin (?:meer )?in (?:te |het )?leven\b|\bniet meer leven\b(?! in)",
    # trying, taking, cutting
    r"\b(?:een poging gedaan|poging ondernomen|made an attempt(?= (?:at the weekend|last|on|yesterday|again|to end))|an attempt on my life|tried to end (?:it|things)|my last attempt|mijn laatste poging)\b(?! (?:at|to (?!end)|om|tot|op een gesprek))",
    rf"\b(?:mezelf|mij|myself)\b (?:\w+ ){{0,2}}{_HARM}\b|\b(?:ik|zou) {_GAP}mezelf {_HARM}\b|\bmaak (?:mezelf|me) (?:af|van kant)\b|\bsnij (?:me|mij|mezelf)\b(?! (?:in (?:mijn|m'n|de) (?:vinger|duim)|aan))|\bik (?:sneed|snijd|snij|kraste?) .{{0,40}}\bin (?:mijn|m'n) {_BODY}\b",
    rf"\b(?:cut|cutting|slit|slitting|slashed?|carved?) (?:me|my|mi) {_BODY}\b|\bmes (?:al |weer )?(?:op|tegen|aan) (?:mijn|m'n|de) {_BODY}\b|\b(?:knife|blade|razor) (?:to|on|against) my {_BODY}\b|\b(?:my|mijn) (?:wrists|polsen)\b.{{0,30}}\b(?:gedaan|done it|did it|bleed\w*|bloed\w*|help)\b",
    r"\b(?:kill|top|hang|drown|off|end|shoot|poison|do away with|get rid of) myself\b|\bdoing myself in\b|\bdo myself in\b",
    r"\b(?:took|taken|taking|swallowed|downed|genomen|geslikt|ingenomen) (?:\w+ ){0,2}(?:load|lot|lots|loads|handful|bottle|all|veel|pot|doos|strip) (?:of )?(?:\w+ )?(?:tablets|pills|pillen|medicijnen)\b|\bpillen (?:\w+ ){0,2}(?:genomen|geslikt) (?:heel |te )?veel\b",
    r"\b(?:gif|vergif|poison)\b.{0,40}\b(?:mezelf|myself)\b|\b(?:strop|noose|touw) (?:\w+ ){0,2}(?:geknoopt|gemaakt|om mijn nek|tied|round my neck)\b|\btied (?:a|the) (?:noose|rope)\b.{0,20}\b(?:neck|myself|undone|untied)\b",
    # being hurt
    rf"\b{_KIN} (?:\w+ ){{0,2}}(?:slaat|sloeg|wurgt|wurgde|stak|steekt|schopt|schopte|verkracht\w*|chokes?|choked|strangle[sd]?|stabbed|stabs|beats|punche[sd]|punches|kicks|kicked|hits|hit) (?:mij|me|ons|us)\b(?! (?:in de (?:rug|maag) met (?:zijn|haar) (?:opmerking|mail)|as|with (?:a|her|his) (?:question|idea|news)))",
    rf"\b{_KIN} (?:\w+ ){{0,2}}(?:heb|heeft|had|has) (?:mij|me|ons) (?:\w+ ){{0,3}}(?:geslagen|geschopt|gestoken|gewurgd|gebeten|verkracht)\b|\bin elkaar (?:geslagen|getrapt) door (?:mijn|m'n|my)\b|\bhands? (?:a?round|on) my (?:neck|throat)\b(?!.{{0,30}}(?:scarf|sjaal))|\bhanden om (?:mijn|m'n) (?:nek|keel)\b",
    rf"\b{_KIN} (?:wil|gaat|zal|zou|wants? to|is going to|will) (?:mij|me|ons|us)? ?(?:doodmaken|vermoorden|doodslaan|doden|doodsteken|murder|kill|stab) ?(?:me|us|mij|ons)?\b(?! if (?:i|we) (?:forget|am late|do not))",
    # threats with fire and arms
    r"\b(?:ik|i'll|i will|i am|i'm|we) (?:steek|steken|burn|burning|torch|brand|blaas|blow)\b.{0,30}\b(?:in brand|plat|down|up|op)\b.{0,30}\b(?:iedereen|iederen|allemaal|everyone|everybody|them all|all of them|jullie|hen)\b",
    r"\b(?:i'm|i am|i'll|i will|ik) (?:bring\w*|take|taking|neem|breng|kom)\b.{0,12}\b(?:een mes|mijn mes|a knife|my knife|a gun|my gun|een pistool|een wapen)\b.{0,40}\b(?:see|zien|mee|pay|boeten|sorry|learn|leren)\b",
)
_PATTERN = re.compile("|".join(f"(?:{p})" for p in PATTERNS))


def straighten(folded: str) -> str:
    """Return a folded text with slips, contractions and dialect written as the patterns expect them."""
    for pattern, straight in _SPELLINGS:
        folded = pattern.sub(straight, folded)
    return folded


def said_plainly(folded: str) -> bool:
    """Tell whether a folded text says that somebody wants to die, hurts himself, is hurt or means to hurt."""
    return bool(_PATTERN.search(straighten(folded)))
