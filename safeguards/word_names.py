"""Finds names that are words, written small, by the frames only a name fits ("wil wil dat wel?", "anyone seen joy?").

Where no frame stands, `tagger` judges by what it has learnt.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.lists import Lists, is_ordinary, read_sections
from safeguards.normalise import fold

Found = tuple[int, int, str]

_SYLLABLES = {name: frozenset(words) for name, words in read_sections("syllables.txt").items()}
_MONTHS = frozenset(["june", "april", "may", "august", "mei", "juni"])
# fmt: off
_NEVER = frozenset([
    "dat", "of", "die", "het", "niet", "wel", "ook", "even", "me", "my", "the", "he", "she", "can", "will",
    "wil", "an", "one", "tien", "ons", "said", "lief",
])
# fmt: on
# A person does these, so the word before is one; "hope springs" and "dawn came" are left out.
_DOES_NL = r"(?:zei|zegt|vroeg|vraagt|vindt|vond|denkt|dacht|appte|mailde|mailt|belde|belt|stuurde|stuurt|regelt|regelde|vertelde|vertelt|snapt|snapte|wilde|huilde|lacht|lachte|schrijft|schreef|kookt|zwijgt|zweeg|twijfelt|durft|durfde|begrijpt|begreep|luistert|luisterde|doet mee|weet het|ruilt|oefent|organiseert|legde|legt uit|klaagt|klaagde|nakijkt|surveilleert|invalt|is ziek|is jarig|is er|heeft gelijk|heeft les|heeft vrij|geeft les|geeft gym|gaf les|werkt parttime)"
_DOES_EN = r"(?:says|said|thinks|thought|asks|asked|wants|wanted|knows|spots|spotted|marks|marked|teaches|taught|texts|texted|emails|emailed|covers|reckons|told|tells|laughed|laughs|cried|cries|volunteered|volunteers|forgot|forgets|loves|loved|hates|hated|reads|wrote|writes|runs|plans|planned|swapped|smiled|agreed|agrees|listens|listened|noticed|notices|suggested|suggests|apologised|complained|complains|mentors|retires|retired|is off sick|is on leave|is covering|is teaching|is crying)"
_PRON_NL = r"(?:ik|je|jij|u|we|wij|ze|zij|hij|het|dat|dit|jullie|iemand|niemand|iedereen|men|mijn|de|een|er|ons|onze)"
_FRAMES = (
    # seen, asked, told: who is spoken of
    r"\b(?:any ?one|any ?body|someone|somebody|has anyone|who) (?:seen|met|asked|told|heard from|spoken to|texted|emailed|called|got) (?P<n>[a-z]+)\b(?=\s?(?:[?!.,]|$|today|yet|this|about|lately|since|if|to))",
    r"\b(?:heeft|hebben|had) (?:iemand|jullie|je|jij) (?P<n>[a-z]+) (?:al |nog )?(?:gezien|gesproken|gevraagd|gebeld|gemaild)\b",
    r"\b(?:moet|zal|kan|mag|zou|wil|ga) (?:ik|je|jij|iemand|ze|hij|we|wij|jullie) (?P<n>[a-z]+) (?:eens |even |nog |dit |het |dat |ook |niet )*(?:vertellen|zeggen|bellen|mailen|appen|meenemen|noemen|uitnodigen|waarschuwen|vragen of|vragen om|inlichten|helpen met)\b",
    r"\b(?:should|shall|can|could|must|will|do) (?:i|we|you|someone|somebody|they) (?:tell|ask|text|email|ring|invite|thank|warn) (?P<n>[a-z]+)\b",
    r"\b(?:tell|ask|asked|told|text|texted|email|emailed|ring|thank|remind|invite) (?P<n>[a-z]+) (?:that|if|whether|to|about|for|his|her|i|we|and me)\b",
    r"\b(?:naar|aan|tegen) (?P<n>[a-z]+) (?:dat|of) (?:ik|we|je|ze|hij|het|de|er|mijn|\w*\d\w*)\b",
    r"\b(?:weet|denkt|vindt|snapt|zegt|wil|komt|kan|heeft|is|was|doet|gaat|zou|mag|moet) (?P<n>[a-z]+) (?:dat|ook|al|er|nog|mee|het|wel|morgen|vandaag|niet ook)\b(?= (?:ik|de|het|er|mee|langs|klaar|gehad|invallen|al|ook|vrij|ziek|ruilen|lokaal|toets|weer|vergadering)|\s?[?!])",
    r"\b(?:is|was) (?P<n>[a-z]+) (?:in|back|off|around|here|okay|ok|free|teaching|covering|coming) (?:today|yet|tomorrow|this|now|on|to|sick|next|again)\b",
    r"\b(?:has|did|does|will) (?P<n>[a-z]+) (?:said|told|asked|sent|reply|replied|say|know|mind|want|got|seen|called|emailed|mentioned|teach|need)\b",
    r"\bik (?:mis|ken|sprak|belde|vertrouw|bewonder|vervang|verving|begeleid|coach) (?P<n>[a-z]+)\b(?! (?:en|of|om|te)\b)",
    r"\b(?:it was|it's|it is|'?t was|'?t is|het was|het is|dat was) (?P<n>[a-z]+) (?:who|die)\b",
    r"\b(?:owe|owes|owed|lent|lend) (?P<n>[a-z]+) (?:a|an|the|my|some|two|three)\b",
    # me and …, … and I; with and of a person
    r"\b(?:me|myself) (?:and|&|n) (?P<n>[a-z]+)\b(?= (?:swapped|took|did|made|are|were|have|had|will|share|shared|went|tried|ran|planned|taught|sat|got|started|need|want|both|can))",
    r"(?:^|[.!?,] |\b(?:and|but|because|when|that|if|while|my friend|my colleague|my ta|my mentor|my teaching assistant|our ta|my buddy|so|then) )(?P<n>[a-z]+) (?="
    + _DOES_EN
    + r"\b)",
    r"(?:^|[.!?,] |\b(?:en|maar|want|dus|mijn maatje|mijn collega|mijn mentor|mijn duo|collega|omdat|als|dat|toen|terwijl|volgens mij|zelfs|alleen|ook|gelukkig) )(?P<n>[a-z]+) (?="
    + _DOES_NL
    + r"\b)",
    r"\b(?!(?:juni|mei|april|june|may|august) )(?P<n>[a-z]+) (?:and|&|n|en) (?:i|ik|me) (?=\w)",
    r"\b(?P<n>[a-z]+)'s (?=(?:lesson|class|classroom|room|idea|form|tutor group|slides|planning|plan|mum|dad|mother|father|parents|leaving|birthday|turn|team|email|feedback|advice)\b)",
    r"(?:^|[.!?,] |\b(?:en|maar|dus|and|but|so) )(?P<n>[a-z]+) (?:van|from|uit|bij) (?=(?:wiskunde|techniek|engels|nederlands|frans|duits|gym|muziek|economie|biologie|geschiedenis|aardrijkskunde|tekenen|de administratie|de receptie|ict|maths|english|science|history|geography|pe|art|music|drama|it|reception|year \d+)\b)",
)
_WIL = re.compile(
    r"\b(?P<a>wil wil)\b|\b(?:wilt|heeft|had|is|kan|zou|mag|met|van|aan|voor|bij|door|naast|tegen|vraag|vroeg|vroeg aan|volgens|zonder|juf|collega) (?P<b>wil)\b(?= (?:dat|ook|er|al|nog|mee|morgen|het|gisteren|vandaag)\b|[?!.,]|$)"
    rf"|\b(?:denk|denkt|vind|vindt|hoop|hoopt|weet|merk|zie|hoor|hoorde|zag|dacht|vond|geloof) dat (?P<c>wil) (?!{_PRON_NL}\b(?! \w+ (?:wil|kan|is|heeft)\b))"
    r"|\b(?P<d>will will)\b|(?<!the )(?<!free )(?<!my )(?<!good )(?<!a )(?<!his )(?<!her )(?<!their )(?<!own )(?<!this )(?<!that )\b(?P<e>will) (?=(?:always |never |just |also |really |only )?(?:says|said|thinks|thought|asks|asked|answers|answered|replies|replied|wants|wanted|knows|has|had|is|was|does|did|went|told|tells|teaches|taught|takes|took|makes|made|gets|got|gives|gave|runs|ran|keeps|kept|comes|came|looks|seems|likes|loves|left|sent|brought|won't|doesn't|didn't|isn't|wasn't|and i\b|from )\b)"
    r"|\b(?:with|asked|told|thanks|thank|cheers|hi|hey|hello|from|ask|tell|by|about|mr|and|to) (?P<f>will)(?=[?!.,]|$| (?:about|and i|said|says|today|from)\b)",
    re.IGNORECASE,
)
# "Bij Ooms mag je", "naast Ketels", "de mama van Miro": a capital within the sentence behind these.
_BEHIND = re.compile(
    r"(?:(?:^|(?<=[.!?] ))(?:Bij|Aan|Met|Naast|Namens|Volgens|Zonder|Tegen|Dankzij|Voor|Door) (?P<n>[A-Z][a-zà-ÿ]{3,})\b(?= (?:mag|mocht|moet|moest|kan|kon|is|was|heb|heeft|hebben|zit|zat|zitten|krijg|krijgt|kreeg|leer|leerde|leren|voel|wil|wilde|durf|gaat|ging|werk|werkt|praat|lach|hoef|hoor|hoorde|zou|zal|vind|vond|wordt|ben) (?:je|ik|we|ze|hij|zij|wij|jij|men|niemand|iedereen|het|er|alles|niets|geen|de|u|ook|gewoon)\b)"
    r"|\b(?:mama|papa|moeder|vader|ouders?|oma|opa|broer|zus|zusje|broertje|mam|vriendin|vriendje|mum|mam|dad|mother|father|parents?|sister|brother|carer|gran|auntie|stiefvader|stiefmoeder|pleegouders|voogd) (?:van|of) (?P<of>[A-Z][a-zà-ÿ]{2,})\b)"
)
_THEMES = re.compile(r"(?:ers|en|ing|heid|tie|teit|schap|isme|ment|week|dag|les|toets|school|groep)$")
_RULES = tuple(re.compile(frame, re.IGNORECASE) for frame in _FRAMES)
# "hoi brendolf, heb jij even": who is greeted, on a list or not.
_GREETED = re.compile(
    r"(?:^|[.!?] )(?:hoi|hey|hi|hallo|beste|lieve|dear) (?!(?:allemaal|all|team|collega|iedereen|everyone|everybody|there|mensen|klankbord|mevrouw|meneer|you|guys)\w*)(?P<n>[a-z]{3,})(?=,)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"\b([a-z]{2,6})([ -])([a-z]{2,6})\b", re.IGNORECASE)
_SMALL_BASE = re.compile(r"\b[a-z]{3,}(?:je|ke|ken)\b")
_ENDINGS = ("etje", "tje", "pje", "je", "eke", "ke", "ie")


def find_word_names(text: str, known: Lists) -> Iterator[Found]:
    """Yield (start, end, "person") of words that stand in a frame for names, and of small names of two syllables."""
    names = known.given_words | known.strict_words | _MONTHS
    low = text.lower()
    keys = {fold(word) for word in _LETTERS.findall(low)}
    some = not (
        keys.isdisjoint(names)
        and keys.isdisjoint(known.family_words)
        and keys.isdisjoint(_SYLLABLES["words"])
    )
    for rule in _RULES if some else ():
        for match in rule.finditer(text):
            key = fold(match.group("n"))
            listed = (
                key in names or (key in known.family_words and len(key) > 3) or key in _SYLLABLES["words"]
            )
            if listed and key not in _NEVER:
                yield match.start("n"), match.end("n"), "person"
    for match in _WIL.finditer(text) if "wil" in low else ():
        if match.lastgroup:
            yield match.start(match.lastgroup), match.end(match.lastgroup), "person"
    yield from ((match.start("n"), match.end("n"), "person") for match in _GREETED.finditer(text))
    for match in _BEHIND.finditer(text):
        name = match.group("n") or match.group("of")
        key = fold(name)
        listed = key in known.common or key in known.places or key in _MONTHS
        free = not listed and not name.isupper()
        if free and (match.group("of") or (key not in known.excluded and not _THEMES.search(key))):
            yield match.start(match.lastgroup or 0), match.end(), "person"
    yield from _pairs(text)
    for match in _SMALL_BASE.finditer(text):
        if _little(match.group(), known):
            yield match.start(), match.end(), "person"


def _pairs(text: str) -> Iterator[Found]:
    """Yield names of two East Asian syllables ("mei ling", "eun-ji"); two words of Dutch or English are none."""
    start = 0
    while match := _PAIR.search(text, start):
        start = match.start(3)
        one, two = match.group(1).lower(), match.group(3).lower()
        if not {one, two} <= _SYLLABLES["east"]:
            continue
        words = sum(part in _SYLLABLES["also_words"] for part in (one, two))
        if words == 0 or (words == 1 and (match.group(2) == "-" or one not in _SYLLABLES["small"])):
            yield match.start(), match.end(), "person"


def _little(word: str, known: Lists) -> bool:
    """Tell whether this is a first name made small ("gijsje", "marieke"), and no word."""
    if is_ordinary(word) or word in known.common or word in known.excluded:
        return False
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if (
            base != word
            and len(base) > 2
            and (base in known.first or base in known.given_words or base + "e" in known.first)
        ):
            return True
        if base != word and len(base) > 3 and base[-1] == base[-2] and base[:-1] in known.first:
            return True
    return False
