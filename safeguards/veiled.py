"""Patterns for the turns of phrase in which people veil that they want to die, or that home is not safe.

Every text arrives folded. A pattern alone gives the softer answer: the trained layer says how sure it is.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re

from safeguards.patterns import any_of

_ALL = r"(?:iedereen|iederen|allemaal|ze|zij|mijn (?:kinderen|gezin|man|vrouw|familie|ouders|moeder)|de wereld|jullie|everyone|everybody|they|you all|my (?:kids|children|family|husband|wife|parents|mum|mother)|the world|people)"
_CHILD = r"(?:leerlinge?|\w*leerling|meisje|jongen|student|pupil|girl|boy|kid|kind|she|hij|ze)"
_ME = r"(?:mij|me|ik|i|i'm)"
PATTERNS = (
    # the others would be better off, nobody would notice
    rf"\b{_ALL}\b.{{0,60}}\b(?:beter af|makkelijker|opgelucht|gelukkiger|opluchting|better off|happier|easier|relieved)\b.{{0,30}}\b(?:zonder (?:mij|me)|without me|er niet (?:meer )?(?:ben|was|zou)|weg (?:ben|was)|not (?:here|around)|(?:am|was|were) gone)\b",
    r"\b(?:beter|makkelijker|opluchting|rustiger|better|easier|quieter|relief|happier)\b.{0,40}\b(?:als ik er (?:gewoon |straks )?nie?t? ?(?:meer )?(?:ben|was|zou)|zonder (?:mij|me) (?:erin|erbij)|if i (?:was|were|am) (?:gone|not (?:here|around)|dead)|if i'?m not around|if i wasn'?t (?:here|around)|without me (?:in it|around|here))\b",
    rf"\b(?:niemand|geen mens|nobody|no one)\b (?:\w+ ){{0,4}}(?:merken|missen|traan|opvallen|notice|miss|care)\b.{{0,20}}\b(?:{_ME} (?:\w+ ){{0,3}}(?:verdwe\w+|verdwijn|weg\w*|gone|disappear\w*|died|er niet meer|stopped existing|punt)|me (?:missen|if i)|mij missen|als ik (?:er niet|weg)|if i (?:was|were|died|did not come|didn't come))",
    r"\bniemand zou (?:me|mij) missen\b|\bnobody would miss me\b|\bno one would miss me\b|\bwho would come to (?:my|her|his) funeral\b",
    r"\b(?:jullie|niemand|iedereen|you|everyone|mensen)\b.{0,30}\b(?:geen last meer van (?:mij|me)|nooit meer aan (?:mij|me) (?:te )?ergeren|van (?:mij|me) af|worry about me much longer|rid of me|geen zorgen meer (?:over|om) (?:mij|me))\b",
    r"\b(?:een |alleen (?:nog )?(?:maar )?een |tot |a |such a )(?:last|burden)\b (?:voor|geweest|on|to|for) (?:iedereen|mijn gezin|jullie|anderen|de wereld|everyone|everybody|my family|them all|you all)\b(?! (?:in|om) de (?:werkgroep|vergadering))",
    r"\bzonder (?:mij|me|haar|hem) (?:\w+ ){0,2}beter af\b|\bbetter (?:off )?without (?:me|her|him)\b",
    # sleep without waking, no wish to go on
    r"\b(?:niet|nie|nooit|ni) meer (?:te )?(?:wakker|ontwaken)\b|\bwakker (?:te )?worden .{0,12}(?:hoef|wil) (?:\w+ )?niet\b|\b(?:not|never|don'?t|didn'?t|won'?t) (?:\w+ ){0,3}wake up(?: again| tomorrow| any ?more)?\b(?! (?:in time|early|for|at \d))|\b(?:whether|if) i wake up\b(?! (?:early|in time|late))|\bsleep (?:forever|and never)\b|\binslapen en (?:wegblijven|niet)\b",
    r"\b(?:reden|zin|nut|doel|reason|point|meaning|purpose) .{0,24}\b(?:te leven|om te bestaan|dat ik (?:besta|leef|er nog ben)|nog te zijn|to live|to be here|to stay alive|in (?:living|life|existing)|to keep living|me (?:still )?being here)\b",
    r"\b(?:waarom|waarvoor|why|wat heeft het) .{0,20}\b(?:ik|i|me) .{0,12}\b(?:leef|besta|ademen|er nog ben|alive|exist|breathe|be alive)\b",
    r"\bniets? meer (?:om|om nog) voor te leven\b|\bnothing (?:left )?to live for\b|\bnothing (?:is )?(?:keeping|keeps) me here\b|\bniks meer wat me hier houdt\b|\b(?:lost|geen) (?:the |all )?(?:will to live|wil om te leven)\b|\bwil om te leven\b|\bwill to live\b",
    r"\blevensmoe\b|\buitgeleefd\b|\b(?:het |mijn |'t )leven (?:\w+ ){0,2}(?:zat|moe|beu)\b|\b(?:moe|klaar|zat|tired|sick|done|finished) (?:\w+ ){0,3}(?:van het (?:bestaan|leven)|met (?:het |mijn )?(?:leven|bestaan)|of (?:living|being alive|life|existing|being here)|with (?:life|living|being alive))\b(?! (?:without|zonder) (?:a|een))",
    r"\b(?:leven|life|living|bestaan)\b .{0,24}\b(?:geen zin (?:meer)?|niets meer waard|niks meer waard|te zwaar|te veel voor|lost (?:all )?(?:its )?meaning|not worth|too hard|lukt (?:me|mij) niet)\b",
    r"\b(?:alleen|alles|dat ik|it all|everything)\b .{0,24}\b(?:voorgoed|for good|forever|voor altijd)\b(?! (?:\w+ ){0,4}(?:op de|in the|on the))",
    r"\bhoeft (?:het )?(?:voor|van) (?:mij|me) (?:\w+ ){0,2}(?:niet|nie|ni) meer\b|\b(?:voor|van) (?:mij|me) hoeft het (?:\w+ ){0,2}(?:niet|nie|ni)\b|\bhet hoeft (?:voor mij |van mij )(?:\w+ ){0,2}niet meer\b|\bmag voor mij (?:gedaan|voorbij) zijn\b",
    r"\b(?:nooit|never) (?:been )?(?:geboren|born)\b|\b(?:ophouden|stoppen) (?:met|te) (?:te )?bestaan\b|\b(?:stop|quit) existing\b|\bniet meer (?:willen )?bestaan\b|\bliever verdwijnen dan\b|\bverdwijnen en nooit\b|\bdisappear (?:from this|and never|for good)\b",
    r"\b(?:alsof ik (?:al )?dood ben|as if i am already dead|dead inside|leef al lang niet meer|dood van ?binnen)\b(?! (?:while|terwijl|haha))",
    r"\b(?:not|n'?t|niet|nooit|no) (?:\w+ ){0,3}(?:morgen|toekomst|future|tomorrow) (?:meer )?(?:voor me|voor mij|with me in it|for me|for myself)\b",
    # farewell and order
    r"\b(?:als (?:jullie|je) dit lez\w*|by the time you read this|when you read this)\b.{0,30}\b(?:gebeurd|voorbij|weg|er niet|over|gone|too late)\b(?!.{0,20}(?:marking|toets|vakantie|holiday))",
    r"\b(?:look after|zorg\w*|take care of)\b.{0,30}\b(?:when i'?m gone|als ik er (?:straks )?niet meer ben|when i am gone|na mijn dood)\b(?!.{0,20}(?:verlof|pensioen|on leave|course))",
    r"\b(?:tell|zeg tegen|vertel)\b .{0,30}\b(?:i loved (?:them|her|him)|van (?:ze|hen|haar|hem) hield|niet (?:aan hen|hun schuld)|not (?:her|his|their) fault)\b",
    r"\b(?:put|got|have) my affairs in order\b|\bmade my will\b|\bmijn testament\b.{0,60}\bdit was het\b|\bmijn spullen (?:\w+ )?weg te geven\b|\bspullen weggegeven\b.{0,30}\bniet meer nodig\b",
    r"\b(?:i have|ik heb) (?:\w+ ){0,2}(?:vrede|peace) (?:\w+ ){0,3}(?:everyone|iedereen|dood|gaan)\b|\bsaid (?:all )?my goodbyes\b|\bafscheid genomen van iedereen\b",
    # places and means
    r"\b(?:stuur|wheel)\b.{0,24}\b(?:omgooi\w*|omgooien|om te gooien|loslaat|niet draai\w*|one (?:pull|turn))\b|\b(?:turn(?:ing)?|pull(?:ing)?|let(?:ting)? go of) the (?:steering )?wheel\b|\bruk aan het stuur\b|\bogen dicht (?:\w+ ){0,3}(?:gereden|reed|rijden)\b|\breed .{0,20}ogen dicht\b",
    r"\b(?:perron|spoor|viaduct|brug|rand|balkon|platform|tracks|railway|bridge|edge|rooftop|balcony)\b.{0,50}\b(?:een stap|te lang|te dicht|nu of nooit|vertrouw|blijf (?:ik )?staan|one step|a bit too long|too long|too close|trust myself|waited a while|calling me|denk ik: ?nu|waarom niet)\b",
    r"\b(?:uit de buurt van|step back|stay away from)\b.{0,40}\b(?:vertrouw|trust)\b|\b(?:niet|not|n'?t) (?:\w+ ){0,2}(?:vertrouw|trust) (?:mezelf|mijzelf|myself)\b|\b(?:trust myself|vertrouw mezelf niet|mezelf niet (?:meer )?vertrouw)\b(?! (?:with|met) (?:chocolate|chocola|koek|biscuits|de toets|grading|excel))|\b(?:bang voor mezelf|afraid of myself|scared of myself)\b",
    r"\b(?:tel|telde|geteld|spaar\w*|opsparen|count(?:ed|ing)?|saving up|hoard\w*|how many|hoeveel)\b.{0,24}\b(?:pillen|slaappillen|tabletten|medicijnen|medicatie|pills|tablets|medication)\b",
    r"\b(?:zonder pijn|pijnloos|minste? pijn|painless\w*|without pain|hurts? (?:the )?least)\b.{0,30}\b(?:gaan|weg|way|manier|go|dood)\b|\b(?:manier|way|hoe|how|ways)\b.{0,30}\b(?:zonder pijn|pijnloos|minste? pijn|painless|without pain)\b",
    r"\b(?:hoop|hope|wou|wish)\b.{0,30}\b(?:een ongeluk|aangereden|ongeneeslijk\w*|dodelijk\w*|car hits me|bus hits me|terminal|hart (?:er )?(?:\w+ )?mee ophield|niet meer klopt|god (?:mij|me) haalt)\b",
    r"\b(?:doe|deed|doet|hurt\w*|hurting) (?:ik )?(?:mezelf|mijzelf|myself|my body) (?:\w+ )?(?:pijn)?\b(?! (?:tekort|te kort|voor|at (?:gym|football|pe)|during))|\b(?:scratch|bite|burn)\w* (?:my (?:skin|arms?|legs?)|myself)\b|\bkrassen op mijn (?:arm|been|pols)\w*\b",
    # home is not safe
    r"\b(?:durf|bang|afraid|scared|angst)\b.{0,24}\b(?:naar huis|go(?:ing)? home|thuis te (?:komen|zijn)|get home)\b|\bthuis (?:is het |ben ik )?(?:niet veilig|onveilig)\b|\b(?:not safe at home|home is(?:n't| not) safe|behind my front door|behind closed doors at home)\b",
    r"\b(?:blauwe plek\w*|bruises?|black eye)\b.{0,40}\b(?:verberg\w*|mouwen|niet van (?:de|het)|not from|hide|hiding|cover up|sleeves|van hem)\b",
    r"\b(?:hij|zij|ze|he|she|partner|man|vriend|husband|boyfriend)\b.{0,16}\b(?:controleert mijn|checks? my phone|takes? my (?:salary|phone)|pakt mijn (?:loon|telefoon|geld))\b|\bmag van hem (?:\w+ ){0,3}(?:niemand|niet)\b|\bask (?:his|her) permission to leave\b",
    # a pupil in danger
    rf"\b{_CHILD}\b.{{0,90}}\b(?:liever dood|wereld (?:zonder (?:haar|hem)|beter af)|happier (?:when|if|without)|drawing (?:her|his) own (?:grave|funeral)|eigen (?:begrafenis|graf)|zomer niet (?:gaat )?(?:meer )?hal\w+|pijn doet om dood te gaan|not (?:be )?(?:alive|here) (?:next|after|by)|obituary|would be better without (?:her|him))\b",
    rf"\b{_CHILD}\b.{{0,60}}\b(?:gave away|weggegeven|said goodbye to every|afscheid genomen)\b.{{0,60}}\b(?:not need|niet meer nodig|can'?t reach|next week|nergens)\b",
)
_ONE_THOUGHT = 160  # characters: in a longer text the light word may belong to something else
# Light words beside such a turn of phrase make it a joke about work.
_LIGHT = re.compile(
    r"\b(?:haha\w*|lol|grapje|joking|kidding|honestly two hours|nakijk\w*|marking|printer|copier|kopieer\w*|vergadering\w*|meetings?|module|spreadsheets?|formulier\w*|forms?|"
    r"werkgroep|cursus|klas deed|my class did|rooster|timetable)\b|[😂🤣😅]"
)
_PATTERN = any_of(PATTERNS)


def said_veiled(folded: str) -> bool:
    """Tell whether a folded text holds a turn of phrase that veils danger."""
    return bool(_PATTERN.search(folded)) and not (len(folded) < _ONE_THOUGHT and _LIGHT.search(folded))
