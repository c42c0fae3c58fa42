"""Patterns for deeds, plans and threats that are told outright, by who does what to whom.

They join those of `signals`. Every text arrives folded: lower case, without accents.
"""
# ruff: noqa: E501 - a pattern reads better on one line

_I = r"(?:ik|'?k|i|i'm|i've|i have|im|ive|ik heb|i am)"
_ME = r"(?:me|mij|mezelf|mijzelf|myself|m'n eigen|mn eigen)"
_ONE = r"(?:leerlinge?|\w+leerling|student|pupil|kind|meisje|jongen|girl|boy|lad|kid|child|ouder|vader|moeder|parent|father|mother|iemand|someone|somebody|man|ex|collega|colleague|dochter|zoon|he|she|hij|zij|ze)"
_ARM = r"(?:arm|armen|arms?|pols|polsen|wrists?|been|benen|legs?|dij|thighs?|huid|skin|lijf|body)"
_WEAPON = r"(?:mes|messen|knife|gun|pistool|wapen|machete|bijl|axe|bom|bomb|geweer|hamer|hammer|vuurwapen|steekwapen|stanleymes)"
DEEDS = (
    # harm to oneself: done, tried, planned
    rf"\b{_I}\b (?:\w+ ){{0,4}}(?:mezelf|mijzelf|myself|mij) (?:\w+ ){{0,3}}(?:gesneden|verwond|gekrast|gebrand|wat aan|iets aan|verdrinken|te verdrinken|van kant|snij|snijd|kerf)\b(?! (?:als|if) (?:\w+ ){{0,6}}(?:notul|vergader|printer))",
    rf"\b(?:snij|snijd|kerf|kras|brand|cut|cutting|burn|burning|slit|slashed|opengesneden|gesneden|doorgesneden|carv\w+)\b (?:\w+ ){{0,3}}(?:in )?(?:mijn|m'n|my|her|his|haar|zijn|hun|their) (?:own |eigen )?{_ARM}\b|\b(?:mijn|m'n|mn) {_ARM} (?:\w+ ){{0,2}}(?:gesneden|opengesneden|doorgesneden|gekrast|open)\b|\b(?:have|'ve|i) been cutting (?:since|again|every|for)\b|\bstarted cutting (?:again|myself)\b",
    rf"\b(?:ga|wil|zal) (?:\w+ )?{_ME} (?:\w+ )?(?:verhangen|ophangen|van kant maken|verdrinken|doodrijden)\b|\bhang ik {_ME} op\b|\b(?:zich|zichzelf) (?:\w+ ){{0,2}}(?:gaat |wil |te |van )?(?:ophangen|verhangen|van het leven te beroven|van kant|snijdt|snijden|verwondt|iets aan ?doet|iets aan ?doen)\b|\b(?:tried|trying|wants|going|threatens|threatened|plans) to (?:hang|kill|hurt|drown|cut) (?:himself|herself|themselves|myself)\b",
    r"\b(?:een|er (?:\w+ ){0,3}een) eind(?:e)? (?:\w+ ){0,3}(?:aan (?:ga )?(?:maken|maak)|aan ga maken|aan mijn leven)\b(?! (?:aan|met) )|\bmaak er (?:\w+ ){0,2}een eind(?:e)? aan\b(?!,? aan| met)",
    r"\b(?:zelfdoding|zelfmoordpoging\w*|overdosis)\b",
    rf"\b{_I}\b (?:\w+ ){{0,4}}(?:box|strip|doos|hele doos|handful|handvol|bottle|all|pot|strip) (?:\w+ ){{0,2}}(?:pillen|slaappillen|slaapmiddelen|tabletten|paracetamol|pills|tablets|medication)\b|\b(?:pillen|pills|tablets|slaapmiddelen|slaappillen) (?:\w+ ){{0,3}}(?:ingenomen|geslikt|ready|klaarliggen|klaargelegd|genoeg|right now|waiting)\b|\b(?:holding|counted|geteld) (?:\w+ ){{0,2}}(?:pills|tablets|pillen)\b",
    r"\b(?:touw|rope|strop) (?:\w+ ){0,2}(?:gekocht|klaar\w*|bought|ready)\b|\b(?:kocht|bought|have|heb) (?:\w+ ){0,3}(?:een touw|a rope) (?:gekocht|klaar\w*|ready|and)\b",
    r"\b(?:dak|brug|roof|bridge|station|balkon|perron|viaduct|platform)\b (?:\w+ ){0,5}(?:ga|wil|going|want|wilde|wanted) (?:\w+ ){0,2}(?:to )?(?:springen|jump)\b|\b(?:onder|voor) (?:een|de) trein (?:\w+ ){0,2}(?:liggen|gooien|springen|stappen)\b|\b(?:rijd|rij|drive|drove) (?:\w+ ){0,4}(?:het kanaal|het water|de rivier|the canal|the river|een boom|a tree) (?:in|with|met)\b|\bdoodrijden\b|\bik sta op (?:de|een) (?:brug|viaduct|rand)\b|\b(?:om te springen|to jump (?:off|in front))\b",
    r"\b(?:wil|wou) (?:\w+ ){0,2}(?:niet|nie|ni) (?:meer|langer) (?:\w+ )?leven\b|\b(?:not|n't|never) want to (?:live|be alive|exist)(?: any longer| anymore| any more)?\b|\bik wil euthanasie\b|\bnote (?:\w+ ){0,5}for when they find me\b",
    # violence at home or by others
    rf"\bthuis (?:\w+ ){{0,2}}(?:geslagen|mishandeld|verkracht|bedreigd|misbruikt)\b|\b(?:beaten|hit|abused) at home\b|\b(?:man|vrouw|vriend|partner|ex|husband|wife|boyfriend|girlfriend|zoon|son)\b (?:\w+ ){{0,5}}(?:geslagen|schopte|wurgen|gewurgd|strangled?|choked?|stond over me|verkracht)\b|\b{_ME} (?:\w+ ){{0,2}}(?:verkracht|gewurgd|aangerand|neergestoken|in elkaar geslagen)\b|\b(?:was|been|got) (?:raped|stabbed|sexually assaulted|groped|beaten up)\b|\b(?:raped|strangled) me\b",
    r"\b(?:bang|afraid|scared) (?:\w+ ){0,6}(?:kinderen|baby|kind|zoon|dochter|child|children|kids|son|daughter) (?:\w+ ){0,2}(?:iets aan\w*|wat aan\w*)\b|\b(?:hurt|harm) my (?:baby|child|children|kids|son|daughter)\b|\bdoor elkaar geschud tot\b",
    # weapons, bombs, threats
    rf"\b{_ONE}\b (?:\w+ ){{0,8}}(?:met|with|pulled|has|had|heeft|trok|meeneemt|meenemen|meegebracht|bracht|brought|got) (?:\w+ ){{0,3}}(?:een |a |an )?{_WEAPON}\b(?! (?:van (?:plastic|karton|papier)|of (?:plastic|cardboard|paper)|uit de kookles|for the cooking))",
    r"\b(?:een |a )(?:mes|gun|knife|pistool|bom|bomb|vuurwapen|machete)\b (?:\w+ ){0,4}(?:op school|op het plein|in (?:zijn|haar|his|her) (?:tas|bag|kluis|locker|jas)|meenemen|mee te nemen|strapped|in the building|ontploff?\w*)\b|\bontploft er een bom\b|\b(?:bommelding|bomb threat|bommen)\b",
    r"\b(?:school|klas|class|classmates|klasgenoten|everyone|iedereen|leerlingen|teachers|docenten)\b (?:\w+ ){0,4}(?:neer ?(?:te )?schieten|overhoop ?(?:te )?schieten|op ?(?:te )?blazen|doodschieten|neersteken)\b|\b(?:shoot|stab|blow|bomb) (?:up )?(?:\w+ )?(?:the school|his classmates|her classmates|everyone|everybody|us all|the class|people at school|a teacher)\b",
    rf"\b{_ONE}\b (?:\w+ ){{0,8}}(?:gaat|ging|wil|will|wants to|going to|zal|zou|would|dat hij|dat ze|that he|to) (?:\w+ ){{0,3}}(?:mij|me|hem|haar|him|her|us|ons|iemand|classmates|someone|zijn \w+|haar \w+|his \w+|her \w+) (?:\w+ ){{0,2}}(?:vermoorden|neersteken|neerschieten|doodmaken|dood ?steken|doodschieten|vermoordt|vermoord)\b|\b{_ONE}\b (?:\w+ ){{0,8}}(?:gaat|wil|zou) (?:me|mij|ons) (?:\w+ ){{0,2}}(?:vermoorden|neersteken|neerschieten|dood ?steken)\b|\bstak (?:\w+ ){{0,2}}(?:ander|leerling|jongen|docent|klasgenoot) neer\b",
    r"\b(?:ik |i )(?:\w+ ){0,2}(?:steek|schiet|sla|maak) (?:hem|haar|ze|die \w+) (?:dood|neer|kapot|overhoop)\b(?!.{0,20}\b(?:haha|grap\w*|schaken|schaak|pingpong|tafeltennis|volleybal|quiz)\b)|\b(?:wants?|want|wil) to (?:stab|shoot|murder) (?:my|his|her|the|him|them)\b",
)
# Figures of speech with the gravest words, blanked like the others.
MORE_FIGURES = (
    r"\b(?:ga|ging|gaan|gingen) (?:\w+ ){0,2}(?:dood|kapot) van (?:de |het )?(?:muggen|kou|warmte|hitte|honger|dorst|slaap|spierpijn|lawaai|zenuwen|lachen)\b",
    r"\b(?<!my )(?<!me )(?<!his )(?<!her )(?:suicide|kamikaze|zelfmoord) ?(?:mission|missie|run|squad|rooster|schedule|timetable|planning|plan|deadline)\b|\b(?:is|was|wordt|would be|zou|are|were) (?:\w+ ){0,2}(?:career |professional |political )?(?:suicide|zelfmoord) (?:voor|for|om|to) (?:\w+ ){0,3}(?:planning|sectie\w*|rooster|team|subject\w*|project|department\w*|career|school)\b",
    r"\b(?:planning|rooster|vergadering|timetable|schedule|deadline|plan|merger|fusie|indeling|combinatie|policy|beleid|opzet)\b (?:\w+ ){0,3}(?:is|was|wordt|would be|zou) (?:\w+ ){0,3}(?:zelfmoord|suicide|suicidaal|suicidal)\b|\bsuicida(?:al|le|l) (?:rooster|planning|schema|idee|timetable|schedule|plan)\b",
    r"\b(?:slept|sleep|slaap|geslapen|sliep) (?:\w+ )?(?:like the dead|als een dode|als een lijk)\b|\b(?:strop|noose)\b (?:\w+ ){0,3}(?:om|around|round) (?:onze|our|mijn|my|the|de|het) (?:nek|neck|hals)\b|\b(?:wurgen|wurgt|strangled?|vermoorden|murder) (?:\w+ ){0,2}(?:laptop|printer|photocopier|copier|projector|beamer|smartboard|kopieermachine|computer)\b|\b(?:laptop|printer|photocopier|copier|projector|beamer|smartboard|kopieermachine|computer|kopieerapparaat)\b (?:\w+ ){0,3}(?:wurgen|vermoorden|slopen|doodslaan|verdrinken)\b",
    r"\b(?:beats?|beaten|beat|slaa?t|sloeg|verslaat|versloeg) (?:me|mij|us|ons|him|hem|her|haar|them) (?:\w+ ){0,2}(?:at|met|bij|in|op) (?:\w+ )?(?:chess|schaken|dammen|draughts|darts|scrabble|pool|biljart\w*|cards|kaarten|monopoly|tafeltennis|table tennis|ping ?pong|tennis|badminton|squash|bowling|snooker|mario kart|fifa|the quiz|quiz\w*)\b",
    r"\b(?:great|good|fijne|goede|warme|sterke|excellent|lovely|nice|healthy) (?:\w+ )?(?:relationship|relatie|band|bond)s?\b",
)
_BY = r"(?:collega\w*|colleagues?|baas|boss|leidinggevende|teamleider|team leader|directeur|directrice|rector|conrector|principal|head|manager|deputy|ouders?|parents?|leerlingen|pupils|team|directie)"
TARGETED = (
    r"\b(?:word|wordt|werd|ben) (?:\w+ ){0,6}(?:gestalkt|geviseerd|weggepest|getreiterd|vernederd|gekleineerd|uitgescholden|geintimideerd|belaagd|buitengesloten|zwartgemaakt|doodgezwegen|gediscrimineerd|betast|lastiggevallen)\b(?! (?:in het boek|in de film))|\b(?:am|was|been|being|get|getting) (?:\w+ ){0,3}(?:stalked|humiliated|belittled|ostracised|ostracized|harassed|harrassed|discriminated against|groped|victimised|intimidated|shut out|frozen out)\b",
    rf"\b{_BY}\b (?:\w+ ){{0,6}}(?:vernedert|kleineert|intimideert|treitert|pest|bespot|betast|stalkt|humiliates|belittles|intimidates|bullies|harasses|stalks|gropes) (?:mij|me)\b",
    r"\b(?:hij|zij|ze|he|she|they) (?:\w+ ){0,4}(?:grijpt|greep|betast|grabs?|grabbed|gropes?|groped|slapped|smacked) (?:me|mij|my|mijn) (?:\w+ ){0,3}(?:billen|kont|borst\w*|heupen|been|kruis|bottom|bum|backside|breasts?|waist|hips?|crotch|thigh|leg)\b|\b(?:me|mij) (?:\w+ ){0,4}bij (?:mijn|m'n) (?:heupen|borst\w*|billen|kruis|middel)\b",
    r"\b(?:racist|seksistisch\w*|sexist|homofob\w*|homophobic|antisemitisch\w*|antisemitic|islamofob\w*) (?:jokes?|grappen|opmerkingen|remarks|comments|slurs) (?:\w+ ){0,4}(?:about me|over mij|to me|naar mij|tegen mij|at me)\b|\b(?:tegen|naar) mij .{0,20}\b(?:racistische|seksistische|homofobe) (?:opmerkingen|grappen)\b",
)
