"""Patterns for what is said in so many words: self-harm, violence, abuse, misconduct towards students, harassment.

Veiled words are not their business (see `crisis`). Every text arrives folded: lower case, without accents.
"""
# ruff: noqa: E501 - a pattern reads better on one line

import re

from safeguards.dangers import DANGERS
from safeguards.deeds import DEEDS, MORE_FIGURES, TARGETED
from safeguards.grammar import BUILT
from safeguards.jests import JESTS, LIGHTLY
from safeguards.outright import CRISIS_MORE, THINGS_DIE, TOLD_ABOUT
from safeguards.patterns import any_of

_SELF = r"(?:mezelf|mijzelf|m'n eigen|mn eigen|mijn eigen|me eigen|me zelf|mij zelf|myself|my self)"
_THEM = r"(?:hem|haar|hen|hun|ze|iemand|mijn \w+|m'n \w+|de \w+|die \w+|him|her|them|someone|somebody|everyone|my \w+|the \w+|that \w+)"
_KIDS = (
    r"(?:leerling(?:en|e)?|lln|student(?:e|en|s)?|kind(?:eren)?|meisjes?|jongens?|pupils?|kids?|child(?:ren)?|girls?|boys?|minors?|minderjarige\w*|"
    r"(?:een |a )?(?:13|14|15|16|17)[- ]?(?:jarige?|year[- ]old)s?|brugklassers?|tweedeklassers?|examenleerling(?:en)?|year (?:7|8|9|10|11)s?|first years?)"
)
_STAFF = (
    r"(?:collega|docente?|leraar|lerares|leerkracht|mentor|meester|juf|gymleraar|gymdocent|conrector|rector|directeur|teamleider|conci?erge|trainer|coach|stagiair|meneer \w+|mevrouw \w+|"
    r"colleague|teacher|tutor|principal|head|deputy|coach|caretaker|assistant|mr \w+|mrs \w+|ms \w+|staff)"
)

CRISIS = (
    # wanting to die, suicide
    r"\bzelfmoo?r[dt](?:poging\w*|gedacht\w*|neiging\w*|plan\w*|brief\w*|drang|dreig\w*|pleg\w*|en|e|je)?\b|\bsu[iï]?cid\w*|\bsuicied\w*|\bsuïcide|\beuthanasie voor mezelf|\b(?:commit|committing) suicide|\bunalive\b|\bkms\b|\bend it all\b",
    rf"\b(?:dood ?maken|ombrengen|van kant maken|kapot ?maken|verhangen|ophangen|opknopen|verdrinken|vergiftigen|doodsteken|doodschieten|neersteken)\b.{{0,20}}\b{_SELF}|"
    rf"\b{_SELF}\b.{{0,24}}\b(?:dood ?maken|doodmaak|ombrengen|ombreng|van kant maken|iets aan ?doen|iets aandoe|wat aan ?doen|wat aandoe|verhangen|verhang|ophangen|ophang|opknopen|snijden|snij|snijd|verwonden|verwond|pijn (?:te )?doen|pijn doe|beschadigen|beschadig|krassen|kras|sla|slaan|brand(?:en)?|verdrinken|vergiftigen|van het leven)",
    rf"\b(?:kill(?:ing|ed)?|hang(?:ing)?|hurt(?:ing)?|cut(?:ting)?|harm(?:ing|ed)?|shoot(?:ing)?|drown(?:ing)?|end(?:ing)?|burn(?:ing)?|starv(?:e|ing)|poison(?:ing)?) {_SELF}\b",
    r"\b(?:ik )?(?:wil|wou|wilde|wens|zou|ga) (?:\w+ ){0,4}(?:dood|doodgaan|sterven|er niet meer zijn|niet meer leven|er een eind(?:e)? aan maken|een eind(?:e)? maken aan mijn leven|niet meer wakker worden|uit het leven stappen)\b",
    r"\b(?:was ik (?:maar|gewoon) dood|ik (?:maar )?dood was|ik dood ben|liever dood|beter dood|er niet meer (?:te )?zijn|niet meer (?:te )?(?:willen )?leven|uit het leven (?:te )?stap\w*|einde aan mijn leven|eind aan mijn leven|een eind(?:e)? aan (?:te )?maken|eind(?:e)? eraan maken|er niet meer wil zijn|geen zin meer in (?:het |mijn )?leven|niet meer verder (?:wil(?:len)? )?leven|niet verder leven|leven (?:echt )?(?:niet meer|geen) (?:de moeite )?waard|wil niet meer leven|mezelf kwijt ?maken)\b",
    r"\b(?:want|wanna|wish|going|like|rather|better off|ready|planning|plan|prefer|hoping|hope) (?:\w+ ){0,4}(?:to die|(?<!want )die|dead|be dead|end my life|end it|not (?:be )?(?:alive|wake up|exist)|never wake up|take my (?:own )?life|disappear forever|end things)\b",
    r"\b(?:i were dead|i was dead|better off dead|rather be dead|end my (?:own )?life|ending my (?:own )?life|take my (?:own )?life|taking my (?:own )?life|don'?t want to (?:live|be alive|be here) any ?more|dont want to live|do not want to (?:live|be alive)|no (?:reason|point) (?:in |to )?liv(?:e|ing)|not worth living|suicidal|(?:he|she|they|him|her|ex|someone|somebody|husband|wife|dad|father|brother|family|boyfriend|girlfriend|son|parent|boy|lad|student|pupil|kid|please|just) (?:\w+ ){0,4}(?:to |will |'ll |would |could |might |gonna )?kill me)\b(?! (?:for|now|if))",
    r"\b(?:voor (?:de|een) trein|van (?:de|een|het) (?:flat|brug|dak|viaduct|gebouw)) (?:te )?(?:spring|gooi|stap|gaan? staan|lop|sta)\w*|\b(?:spring|gooi|stap|ga)\w* (?:\w+ ){0,3}(?:voor (?:de|een) (?:trein|metro|auto)|van (?:de|een|het) (?:flat|brug|dak|viaduct))",
    r"\b(?:jump|throw myself|step|stand|walk|drive)\w* (?:\w+ ){0,3}(?:in front of|off|under|onto|into) (?:a |the |that )?(?:train|bridge|roof|car|truck|building|cliff|traffic|tracks?|tree|wall|lorry)\b",
    r"\b(?:overdos\w*|afscheidsbrie\w*|suicide note|goodbye (?:letter|note)s?|pillen (?:op)?gespaard|alle pillen|te veel pillen|too many (?:pills|tablets)|all (?:the|my) (?:pills|tablets)|hoarding (?:pills|tablets)|genoeg pillen|pillen (?:genomen|geslikt|slikken|nemen)|polsen door\w*|slit my wrists?|cut my wrists?|in mijn (?:arm|polsen|benen) (?:te )?(?:snij|kras)\w*|self[- ]?harm\w*|zelfbeschadig\w*|automutil\w*|zelfverwond\w*|noose|strop om)\b",
    r"\b(?:mezelf|mijzelf|me) (?:\w+ ){0,3}(?:door (?:mijn|m'n|de|het) (?:hoofd|kop)|neer|dood|overhoop) (?:te )?(?:schiet\w*|knal\w*)|\bschiet\w* (?:mezelf|me) (?:\w+ ){0,3}(?:dood|kop|hoofd|neer)",
    r"\bik (?:\w+ ){0,2}(?:snij|snijd|kras|verwond|beschadig|sla|brand) (?:\w+ ){0,2}(?:mezelf|mijzelf|me eigen|m'n eigen|mijn armen|m'n armen|mijn polsen)\b",
    # violence towards others, threats, weapons
    rf"\b(?:ik |i'?ll |i will |i |gonna |going to |want to |wanna |zal |ga |wil )(?:\w+ ){{0,3}}(?:vermoord|doodsteek|doodschiet|doodsla|neersteek|kill|stab|shoot|strangle|murder|kapotmaak)\w*\b.{{0,6}}{_THEM}",
    rf"\b(?:ga|wil|zal|ik) (?:\w+ )?{_THEM} (?:\w+ ){{0,3}}(?:vermoorden|doodsteken|doodschieten|doodslaan|doodmaken|neersteken|afmaken|kapot ?maken|in elkaar slaan|wat aandoen|iets aandoen|neerschieten|wurgen|iets aan te doen)\b",
    r"\b(?:bang|afraid|scared) (?:\w+ ){0,5}(?:iemand|hem|haar|ze|mijn \w+|someone|him|her|my \w+) (?:\w+ ){0,3}(?:iets aandoe|wat aandoe|vermoord|hurt|kill)\w*|\bbang dat ik (?:hem|haar|iemand|ze|mijn \w+) iets aandoe",
    r"\b(?:(?:ge|be)?dreig\w*|threaten\w*) (?:\w+ ){0,8}(?:vermoord\w*|dood\w*|mes|wapen|pistool|neer ?te ?steken|te steken|kill\w*|knife|gun|stab\w*|shoot\w*|murder|met de dood|hurt me)\b|\b(?:met de dood|doodsbedreiging\w*|death threats?|bomb threat|bommelding)\b",
    r"\b(?:mes|steekwapen|pistool|vuurwapen|geweer|machete|knife|gun|pistol|weapon)\b (?:\w+ ){0,4}(?:op school|in (?:de|zijn|haar|mijn|his|her|my|the) (?:klas|les|tas|kluis|class|classroom|bag|locker|jas)|mee|bij zich|on (?:him|her|them)|to school|at school|in school|getrokken|gepakt|op (?:zijn|haar|mijn) keel)\b",
    r"\b(?:brought|bring|bracht|brengt|carry|carrying|heeft|pulled|had|trok|dreigde met|threatened \w+ with) (?:\w+ ){0,3}(?:een |a )(?:mes|knife|gun|wapen|pistool|weapon|vuurwapen|machete)\b",
    # being abused
    r"\b(?:mijn|m'n|me|my) (?:man|vrouw|vriend|partner|ex|vader|moeder|husband|wife|boyfriend|girlfriend|father|mother|dad|stepdad|stiefvader|broer|zoon|son)\b (?:\w+ ){0,5}(?:slaat|sloeg|schopt|mishandel\w*|wurg\w*|verkracht\w*|misbruik\w*|dreigt|bedreig\w*|hits|hit|beats|beat|abuses|abused|raped|strangled|choked|kicks|kicked|punches|punched|threatens|threatened|in elkaar)\b",
    r"\b(?:ik|i)\b (?:\w+ ){0,4}(?:thuis (?:geslagen|mishandeld)|geslagen thuis|mishandeld|verkracht|aangerand|misbruikt|seksueel misbruikt)|\bhuiselijk geweld\b|\bdomestic (?:violence|abuse)\b|\b(?:was|been|got|being) (?:raped|sexually (?:assaulted|abused)|beaten (?:up )?(?:at home|by my)|abused at home)\b|\b(?:beaten|hit|abused) (?:at home|by my (?:husband|wife|partner|boyfriend|father))\b",
    rf"\b{_KIDS}\b (?:\w+ ){{0,8}}(?:thuis (?:geslagen|mishandeld|misbruikt)|wordt mishandeld|mishandeld|verkracht|misbruikt|being abused|abused at home|beaten at home|hit at home|raped|zelfmoord\w*|suicid\w*|kill (?:himself|herself|themselves)|zichzelf (?:iets aan|snij|pijn|van kant)\w*|cuts? (?:himself|herself|themselves)|dood wil|wil dood|wants to die)\b",
    r"\b(?:wordt|word|is|was) (?:\w+ ){0,2}(?:thuis (?:geslagen|mishandeld|misbruikt)|mishandeld|verkracht|misbruikt)\b|\b(?:blauwe plekken|bruises) (?:\w+ ){0,6}(?:vader|moeder|thuis|father|mother|dad|mum|home)|\bkindermishandeling\b|\bchild abuse\b|\bhits? (?:him|her) at home\b",
)
STUDENT_SAFETY = (
    rf"\b{_STAFF}\b (?:\w+[ ,]+){{0,9}}(?:zoen\w*|kus\w*|betast\w*|aanrand\w*|aangerand|aan(?:ge)?raak\w*|aangeraakt|knuffel\w*|streel\w*|kiss\w*|groped?|groping|touch(?:es|ed|ing)?|fondl\w*|molest\w*|slept with|sleeps with|sleeping with|hit|hits|slaps?|slapped|punche[sd]|kicked|shoved|slaat|sloeg|geslagen|schopt\w*|schopte|mishandel\w*|strook) (?:\w+ ){{0,4}}{_KIDS}",
    rf"\b{_STAFF}\b (?:\w+[ ,]+){{0,8}}(?:relatie|verhouding|seks|sex|affaire|affair|relationship|sleeping|date[ns]?|dating|intiem|iets) (?:\w+ ){{0,4}}(?:met|with) (?:\w+ ){{0,4}}{_KIDS}",
    rf"\b{_STAFF}\b (?:\w+[ ,]+){{0,10}}{_KIDS} (?:\w+ ){{0,8}}(?:zoen(?:t|de|en)|gezoend|kuste|gekust|betast\w*|aangerand|aan (?:haar|zijn) (?:borst|billen|kont|been)|sloeg|slaat|geslagen|schopte|geschopt|in de kleedkamer|naaktfoto\w*|nudes?|dick ?pics?|vastgegrepen|hardhandig|bij de keel|kissed|kissing|groped|touched|hit|slapped|punched|kicked|inappropriately)\b",
    rf"\b(?:naaktfoto\w*|nudes?|naakte foto\w*|blootfoto\w*|seksuele? (?:berichten|appjes|foto\w*|opmerkingen|toespelingen)|sexual (?:messages?|texts?|photos?|comments?|remarks?)|explicit (?:messages?|photos?|pictures?)|naked (?:photos?|pictures?)|grooming?|groomt) (?:\w+ ){{0,8}}(?:{_KIDS}|from a (?:teacher|colleague)|van (?:een|de) (?:docent|leraar|collega))",
    rf"\b(?:seks|sex|seksuele relatie|sexual relationship|ontucht|gemeenschap) (?:\w+ ){{0,3}}(?:met|with) (?:\w+ ){{0,4}}{_KIDS}",
    rf"\b{_STAFF}\b (?:\w+[ ,]+){{0,6}}(?:filmt|filmde|fotografeert|films?|filmed|filming|spies|spied|gluurt|begluurt|stiekem) (?:\w+ ){{0,6}}{_KIDS}",
    rf"\b(?:docent|leraar|lerares|leerkracht|collega|teacher|colleague|mentor|meester|juf|gymleraar|trainer|coach|stagiair|conci?erge|tutor|principal)\w* (?:\w+[ ,]+){{0,8}}(?:appt|app'?t|appjes|dm'?t|dm's|stuurt|texts|texting|messages|messaging|snapchat\w*|whatsappt) (?:\w+ ){{0,7}}{_KIDS} (?:\w+ ){{0,8}}(?:'s nachts|'s avonds laat|in de nacht|prive|hartjes|mooi|sexy|at night|late at night|privately|private|hearts|beautiful|love|lief|flirt\w*)",
    rf"\b(?:zit|zat|komt|kwam) (?:\w+ ){{0,2}}aan {_KIDS}|\bhanden (?:niet )?(?:\w+ ){{0,3}}thuis ?houden bij {_KIDS}|\bhandtastelijk (?:\w+ ){{0,4}}{_KIDS}|\b{_KIDS} (?:\w+ ){{0,6}}(?:handtastelijk|inappropriately touched|touched inappropriately|molested|aangerand|ongewenst aangeraakt|betast) (?:\w+ ){{0,3}}(?:door|by)\b",
    rf"\b(?:slaat|sloeg|schopt|schopte|vernedert|kleineert|mishandelt|knijpt|kneep|hits|slaps|slapped|humiliat\w+|punched|grabbed|locks?|locked|sluit|sloot) (?:\w+ ){{0,4}}{_KIDS} (?:\w+ ){{0,5}}(?:op|in de kast|in de klas|opsluiten|in a cupboard|in the cupboard|in front of|tegen de muur|against the wall|over the head|in the face|in het gezicht|bij de keel|by the throat|across)\b",
    rf"\b(?:verkoopt|sells?|selling|dealt|deelt|geeft|gives?|gave|gaf|giving) (?:\w+ ){{0,3}}(?:drugs|wiet|weed|alcohol|cannabis|pillen|xtc|cocaine|vapes) (?:\w+ ){{0,3}}(?:aan|to|with|met) (?:\w+ ){{0,3}}{_KIDS}",
)
HARASSMENT = (
    r"\b(?:seksueel|seksuele|sexual|sexually) (?:ge)?(?:intimid\w*|harass\w*|lastig\w*|getinte opmerking\w*|opmerking\w*|toespeling\w*|comments?|remarks?|advances|grensoverschrijd\w*|assault\w*)|\bongewenste? (?:\w+ )?(?:intimiteit\w*|aanraking\w*|avances)|\bseksisti\w*|(?:vieze|smerige|schunnige|dubbelzinnige) opmerkingen|(?:filthy|lewd|dirty|obscene) (?:remarks?|comments?|jokes?) (?:to|about|at) me|hand(?:en)? (?:op|onder|in|up|under|on) (?:mijn|m'n|my) (?:rok|jurk|shirt|bloes|billen|borst\w*|dij|bil|kont|broek|skirt|dress|blouse|bum|thigh|bottom|breasts?)|(?:achtervolgd|gevolgd|followed|follows me|following me) (?:\w+ ){0,3}(?:naar (?:huis|mijn auto)|to my (?:car|house|flat)|home)|\bsexist\w*|\bunwanted (?:\w+ )?(?:touch\w*|advances|attention)\b|\bharass(?:es|ed|ing|ment)?\b|\bgrensoverschrijdend\w*",
    r"\b(?:zit|zat|kwam|komt|pakt|pakte|legde|legt) (?:\w+ ){0,4}(?:aan|bij|op|naar) (?:mij|me|mijn|m'n) (?:aan|billen|kont|borst\w*|been|dij|heup|bovenbeen|knie|reet|middel)\b|\b(?:handen niet thuis ?houden|handtastelijk\w*|betast(?:te)? (?:mij|me)|(?:mij|me) betast\w*|billen|kont) (?:\w+ ){0,3}(?:bij mij|mij|me|gepakt|geknepen|geslagen|getikt)\b|\bin mijn (?:billen|kont|borst\w*) (?:ge)?(?:knepen|kneep|knijpt)",
    r"\b(?:grop(?:es|ed|ing)|touch(?:es|ed|ing)|grab(?:s|bed|bing)?|strok(?:es|ed|ing)|slapp?(?:s|ed)|pinch(?:es|ed)) (?:me\b(?! (?:by|that|how|deeply|to))|my (?:bum|ass|arse|breasts?|leg|thigh|waist|bottom|back|knee|hip))",
    r"\b(?:pest|pesten|pestte|gepest|treiter\w*|getreiterd|intimideer\w*|geintimideerd|chanteer\w*|gechanteerd|stalk\w*|gestalkt|discrimine\w*|gediscrimineerd|racis\w*|vernedert mij|vernederd door|kleineert mij|kleineert me|gekleineerd|uitgescholden door|scheldt mij|scheldt me uit)\b(?!.{0,40}\b(?:leerling\w*|klas|kinderen|protocol|pestprotocol|project|lessen|programma|beleid|aanpak)\b)(?<!anti-pest)",
    r"\b(?:bull(?:y|ies|ied|ying)|stalk(?:s|ed|ing)|blackmail\w*|intimidat(?:es|ed|ing)|racist|discriminat\w+|humiliat(?:es|ed|ing) me|belittl(?:es|ed|ing) me|threatens me|threatened me|screams at me|swears at me|spat at me)\b(?!.{0,40}\b(?:students?|pupils?|kids|children|programme|policy|project|lessons?|prevention|between|week)\b)",
    r"\b(?:homo|flikker|kankerwijf|hoer|slet|nikker|kutmarokkaan|mocro|neger|faggot|slut|whore|bitch|paki|nigger|poof|dyke|terrorist)\b (?:\w+ ){0,4}(?:genoemd|noemt|noemde|scheld\w*|uitgescholden|called|calls|tegen mij|to me)|\b(?:noemt|noemde|calls|called|calling) (?:mij|me) (?:\w+ ){0,3}(?:homo|flikker|hoer|slet|wijf|neger|bitch|slut|whore|faggot|terrorist|paki)",
    r"\b(?:collega|teamleider|directeur|rector|leidinggevende|baas|conrector|colleague|boss|principal|manager|head|deputy|supervisor)\b (?:\w+ ){0,7}(?:bedreigt|bedreigde|bedreigd|chanteert|intimideert|vernedert|kleineert|scheldt|achtervolgt|stalkt|sluit mij buiten|naaktfoto|dickpic|wilde? (?:met mij|me) (?:naar bed|zoenen)|probeerde (?:mij|me) te zoenen|tried to kiss me|kissed me|corner(?:s|ed) me|follows me home|zoende (?:mij|me)|wants to sleep with me|sends? me (?:nudes|dick ?pics?|sexual)|comments on my (?:body|breasts|legs)|threatens|screams at me|spreads rumou?rs about me)\b",
    r"\b(?:opmerkingen over mijn (?:lichaam|borsten|billen|kont|benen|hoofddoek|huidskleur|geloof|geaardheid)|comments? about my (?:body|breasts?|bum|legs|skin|hijab|headscarf|religion|race|accent|sexuality)|opmerkingen over mijn (?:uiterlijk|kleren|decollete))\b",
)
# Figures of speech: what they cover is blanked before anything is judged.
FIGURES = (
    r"\b(?<!wil )(?<!zijn )(?:dood|dead|bek)[ -]?(?:moe|op|tired|beat|ziek|normaal|simpel|eenvoudig|gewoon|leuk|zonde|stil|saai|eng|bang|nerveus|line|lines|end|ends|slow|quiet|easy|serious|wood|silence|zenuwachtig|jammer)\b",
    r"\b(?:moordend|moordende|dood van (?:verveling|schaamte|de honger|de dorst|het lachen)|(?:bite|bites|bit|biting) (?:my|your|his|her|our) head off|killing it|kill(?:ed|s|ing)? (?:time|two birds|the (?:mood|vibe|buzz|joy|creativity|motivation|conversation|idea|discussion|project|lights?|innovation|energy|spirit))|dressed to kill|to kill for|killed (?:that|the|it in) (?:lesson|class|presentation|observation|assembly)|kill for a \w+|die for|dying (?:to|for)|died (?:of (?:shame|laughter|embarrassment|boredom)|laughing)|die of (?:boredom|shame|embarrassment|laughter)|die laughing|die inside|dies inside|over my dead body|die hard|diehard|curiosity killed|would kill for|could murder (?:a|some|for)|murder on my \w+|bloody murder|get away with murder|beat(?:ing|en)? (?:a|this|that|the same)? ?dead horse|flogging a dead horse|dead in the water|career suicide|social suicide|political suicide|professional suicide|suicidal (?:timetable|schedule|deadline|pace|workload))\b",
    r"\b(?:doodge(?:gooid|zwegen|knuffeld|lachen|analyseerd|vergaderd|ergerd|slagen met)|dood ?(?:lachen|lach|ergeren|erger|vervelen|verveel|schamen|schaam|schrikken|schrik|werken|werk|vergaderen|knuffelen|zwijgen|lopen|liep|gelopen|geschrokken|geschaamd|gelachen|geergerd|verveeld|geverveeld|getrouwd|bloed\w*)|dode (?:mus|letter|hoek|boel|bladzij|uur|punt|moment)|(?:dode|blije) mus|om dood te gaan van|dood spoor|(?:een )?moord(?:tempo|schema|week|idee|les|team|ploeg|klus|weekend|stress)|moord en brand|kapot (?:moe|van)|zelfmoord(?:rooster|actie|missie|planning|lijstje)|dood in de pot|op sterven na dood|duizend doden|doodswens van|doodsteek voor|nekslag|doe (?:je|me) (?:een )?moord voor|moord voor een|moord (?:voor|doen)|de moord)\b",
    r"\b(?:een moord|moord) (?:doen|voor)\b|\bi could(?:'ve)? (?:have )?(?:killed|kill|strangled?|murdered?) (?:him|her|them|my \w+|that \w+|the \w+) (?:when|for|yesterday|sometimes|haha|lol)|\b(?:vermoord|wurg) (?:ik|je) (?:die|dat|de) (?:printer|computer|beamer|laptop|kopieerapparaat|digibord)|\b(?:kill|strangle|murder|shoot) (?:that|the|this) (?:printer|computer|laptop|copier|photocopier|projector|laptop|wifi)",
    r"\b(?:bomb(?:s|ed|ing)?|shot (?:down|myself in the foot)|shoot (?:me|myself) in the foot|shot in the dark|shoot (?:down|from the hip)|in (?:mijn|je|onze|eigen) (?:eigen )?voet (?:ge)?scho\w+|schiet(?:en)? (?:mezelf|onszelf|we onszelf|je jezelf) in (?:de|mijn|onze|je|eigen)? ?(?:eigen )?voet|under the gun|jump the gun|smoking gun|stab in the dark|stab at|mes op (?:de|mijn) keel zetten|het mes op tafel|mes snijdt aan twee kanten|mes in (?:het|de) (?:rooster|programma|uren|budget|curriculum)|messen geslepen|backstabbing|stabbed in the back|mes in de rug|hand over fist|hit the wall|hit the nail|beat ourselves up|beat(?:ing)? myself up|beat myself up|cut (?:myself|ourselves) some slack|hang(?:ing)? in there|hurt(?:ing)? my (?:head|brain))\b",
    r"\b(?:hang|ophangen|hing|gehangen) (?:\w+ ){0,3}(?:poster|posters|schilderij|werk|flappen)\b|\b(?:killed|slaughtered|murdered|vermoord) (?:by|in|at|door) (?:the |de )?(?:exam|marking|toets|nakijkwerk|inspection|inspectie|workload|werkdruk)\b",
    r"\b(?:onderzoek(?:t|en)? doodt|killing (?:us|me) (?:softly|slowly|with)?|(?:workload|marking|timetable|paperwork|heat|commute|schedule|back|feet|head|knees?|suspense|admin|copier|queue|wifi|deadline|deadlines|reports?|it|this) (?:is|are|was|were|'s|'re) (?:\w+ )?killing (?:me|us)|(?:\w+ )is killing me)\b",
    r"\b(?:literatuur|maatschappijleer|mentorles|gastles|studiedag|workshop|training|assembly|debate|debat|project|roman|novel|book|play|les|lesson|unit|film|drama|poem|gedicht|macbeth|romeo|hamlet|wwii|oorlog|history|geschiedenis) (?:\w+ ){0,6}(?:over|about|on|with|waarin|in which|around) (?:\w+ ){0,4}(?:zelfmoord|suicid\w*|moord\w*|murder\w*|geweld|violence|mishandeling|abuse|euthanasie|racisme|racism|pesten|bullying|discriminatie|discrimination|harassment|consent)\b",
    r"\b(?:zelfmoord|suicide|racism(?:e)?|discriminat(?:ie|ion)|pest(?:en)?|anti-?pest\w*|anti-?bullying|bullying|bully|grensoverschrijdend gedrag|harassment|child abuse|kindermishandeling|huiselijk geweld|self-harm|zelfbeschadiging)[ -]?(?:preventie|prevention|protocol\w*|beleid|policy|policies|awareness|training|cursus|meldcode|project\w*|week|programma|programme|lesson|lessen|lesbrief|workshop|studiedag|code)\b",
    r"\b(?:meldcode|training|cursus|workshop|protocol|beleid|policy|studiedag|webinar|lezing|lessenserie|gastles|course|inset|cpd|talk|session) (?:\w+ ){0,4}(?:over|rond|about|on|for|tegen|against|voor|huiselijk) (?:\w+ ){0,3}(?:zelfmoord\w*|suicid\w*|geweld|kindermishandeling|abuse|pesten|bullying|grensoverschrijdend\w*|harassment|racisme|racism|discriminat\w+|self-harm|sexting|seksueel\w*|violence)\b",
)
# Hyperbole: an explicit threat to oneself or a colleague whose reason is a thing of every day.
TRIFLE = re.compile(
    r"\b(?:printer|kopieerapparaat|beamer|digibord|wifi|wachtwoord|vergadering\w*|overleg|studiedag|nakijk\w*|correctie\w*|toets(?:week|en|jes)?|surveill\w*|magister|somtoday|rooster\w*|"
    r"excel|formulier\w*|rapportvergadering\w*|mail(?:tje|s|box)?|koffie(?:automaat)?|ouderavond\w*|administratie|format|sjabloon|powerpoint|teams|acroniem\w*|afkorting\w*|"
    r"photocopier|copier|password|meetings?|marking|essays?|e-?mails?|spreadsheets?|timetable|reports?|powerpoints?|acronyms?|icebreakers?|inset|coffee|projector|form|forms|cover|duty|mock|mocks|staff day|role[- ]?play|flip ?chart\w*)\b"
)
_HYPERBOLE = re.compile(
    r"\b(?:als|indien|if|when|nog (?:een|een keer|1)|one more|another|weer|again|anders|during|tijdens|or i|of ik|otherwise|unless|before i|voordat ik|haha\w*|lol|:\)|;\)|😂|🤣)|[😂🤣😅]"
)

_JEST = re.compile(
    r"\b(?:grapje|just kidding|kidding|joking|knipoog|bij wijze van spreken|so to speak|figuurlijk)\b|[😂🤣]|"
    + LIGHTLY
)
_ONE_THOUGHT = 220  # characters: in a longer text the thing of every day may belong to something else
# Meant as it stands: violence at home, or somebody who says so.
_MEANT = re.compile(
    r"\b(?:man|vrouw|vriend|partner|ex|vader|moeder|husband|wife|boyfriend|girlfriend|father|mother|broer|zoon|son)\b.{0,24}\b(?:sla+t|sloeg|geslagen|schopt\w*|mishandel\w*|wurg\w*|gewurgd|verkracht\w*|hits?|beats?|chok\w*|raped?|kick\w*)\b"
    r"|\b(?:letterlijk|geen grap\w*|meen (?:het|dit)|ik zweer|i mean it|not (?:a )?jok\w+|no joke|serious about this|echt waar)\b"
)
_EVERYDAY = re.compile(
    r"\b(?:until|till|tot|voor) (?:monday|tuesday|friday|sunday|maandag|dinsdag|vrijdag|zondag|(?:the |de )?(?:holidays?|weekend|break|vakantie|pauze|summer|zomer|kerst|half-term|rapporten))\b|\b(?:all|het hele) weekend\b|"
    r"\b(?:pensioen\w*|retir\w+|new job|got a job|nieuwe baan|(?:naar een )?andere school|another (?:school|team)|verlof|on leave|on the course|cursus|we verhuizen|ik verhuis)\b|"
    r"\b(?:schaken|tafeltennis|table tennis|ping ?pong|volleybal|voetbal\w*|football|tournament|toernooi|quiz|paintball|laser tag|judo\w*|karate|escape room|dodgeball|trefbal)\b|"
    r"\b(?:said sorry|apologi[sz]ed|made up|excuses|uitgepraat|pleister|plaster|ice pack|troostte\w*|in a good way|from happiness|van geluk|van trots)\b|"
    r"\b(?:haha\w*|lol|grapje|kidding)\b|[😂🤣😅]"
)
_ELSEWHERE = re.compile(
    r"\b(?:boek|roman|novel|book|verhaal|hoofdstuk|chapter|toneelstuk|musical|film|hoofdpersoon|personage|character|scene|gedicht\w*|poem\w*|thriller|antigone|macbeth|hamlet|hedda|juliet|camus|"
    r"enquete|leerlingenenquete|survey|nieuwsbrief|onderzoek naar|protocol\w*|beleid|policy|meldcode|casus|training|workshop|voorlichting|webinar|legde uit hoe|explained how to|werkstuk|spreekbeurt|nazorg\w*|agenda ?item|agendapunt|(?:goed|is|netjes|weer) opgelost|al lang weg|years? clean|theater\w*|gastles|gastspreker|lockdown drill|oefening|"
    r"als kind|as a child|vroeger|years ago|jaren geleden|jaar geleden|jaar terug|vorig jaar|last year|former pupil|oud-leerling\w*|toen ik zelf (?:op school|klein)|"
    r"(?:lesson|les|lessen|lessons|unit|project|thema|theme|debate|debat|discuss\w*|bespraken|bespreken) (?:\w+ ){0,3}(?:over|on|about|rond|with|met|in|van))\b"
)
_OWN_NOW = re.compile(
    r"\b(?:ik wil (?:\w+ ){0,2}(?:dood|niet meer)|i want to die|mezelf|mijzelf|myself|i am being|ik word (?:\w+ ){0,2}(?:gepest|geslagen|bedreigd|misbruikt)|nog steeds|still happens|again|opnieuw|alweer|nu weer)\b"
)


def blank_figures(folded: str) -> str:
    """Return the folded text with figures of speech taken out."""
    return _FIGURES.sub(" ", folded)


def sounds_like_hyperbole(folded: str) -> bool:
    """Tell whether the text hangs its big words on a thing of every day ("if that printer jams once more …")."""
    if _MEANT.search(folded) or len(folded) >= _ONE_THOUGHT:
        return False
    return is_jest(folded) or bool(TRIFLE.search(folded) and _HYPERBOLE.search(folded))


def is_jest(folded: str) -> bool:
    """Tell whether the text says itself that it is no more than a manner of speaking, or a toy."""
    return bool(_JEST.search(folded))


def is_everyday(folded: str) -> bool:
    """Tell whether a short text sets its big words beside a game, a pension, the weekend or a plaster."""
    return len(folded) < _ONE_THOUGHT and bool(_EVERYDAY.search(folded))


def tells_of_elsewhere(folded: str) -> bool:
    """Tell whether the text is about a book, a lesson, a survey, a rule or a time long past."""
    return bool(_ELSEWHERE.search(folded) or _TOLD.search(folded)) and not _OWN_NOW.search(folded)


def said_outright(folded: str) -> str | None:
    """Return the label of the first thing said in so many words, the gravest first, or None."""
    for label, pattern in _RULES:
        if pattern.search(folded):
            return label
    return None


_TOLD = re.compile(TOLD_ABOUT)
_FIGURES = any_of((*FIGURES, *MORE_FIGURES, *JESTS, THINGS_DIE))
_RULES = tuple(
    (label, any_of(patterns))
    for label, patterns in (
        ("student_safety", STUDENT_SAFETY),
        ("crisis", (*CRISIS, *DEEDS, *CRISIS_MORE, *BUILT, *DANGERS)),
        ("harassment", (*HARASSMENT, *TARGETED)),
    )
)
