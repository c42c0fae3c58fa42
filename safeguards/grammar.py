"""Patterns for the outright that are built from their parts: who, whom, which deed, in every tense.

Every text arrives folded (see `signals`).
"""
# ruff: noqa: E501 - a pattern reads better on one line

_SELF = r"(?:mezelf|mijzelf|me zelf|mij zelf|m'n eigen|mn eigen|mijn eigen|me eigen|mij|me|zichzelf|zich zelf|zich|z'n eigen|zn eigen|haar eigen)"
_OWN = r"(?:myself|my self|himself|herself|themselves|themself)"
_LOVED = (
    r"(?:mijn|m'n|mijne|mn|my|onze) (?:\w+ )?(?:man|vrouw|vent|vriend|vriendin|vader|moeder|stiefvader|stiefmoeder|"
    r"ex|exman|exvrouw|zoon|dochter|broer|zus|partner|verloofde|echtgenoot|echtgenote|stiefpa|stiefzoon|schoonvader|schoonmoeder|papa|mama|pa|ma|oom|opa|"
    r"husband|wife|boyfriend|girlfriend|dad|father|mum|mother|stepdad|stepfather|son|daughter|brother|sister|uncle|"
    r"fiance|fiancee)"
)
_SOMEONE = (
    r"(?:leerlinge?|student(?:e)?|jongen|meisje|ouder|vader|iemand|kind|ex|hij|zij|ze|pupil|boy|girl|lad|"
    r"parent|father|someone|somebody|kid|child|he|she|they)"
)
_ARMS = r"(?:mes|pistool|revolver|vuurwapen|wapen|geweer|machete|bijl|bom|handgranaat|knife|gun|handgun|pistol|firearm|weapon|rifle|machete|axe|bomb)"
_NOT_TOY = r"(?! (?:van (?:plastic|karton|papier|lego)|voor de kookles|in het (?:spel|toneelstuk)|made of|for the (?:play|cooking)))"
BUILT = (
    # a deed against oneself: mij ... verhangen, heb me verhangen, zich van het leven beroven
    rf"\b{_SELF} (?:\w+ ){{0,4}}(?:verhang\w*|verhing|verdrink\w*|verdronk\w*|dood ?(?:te )?schiet\w*|doodschoot|doodgeschoten|"
    r"opgehangen(?! (?:aan|over|met))|op te hangen|ophang(?:en|t)?(?! (?:aan|over))|opknop\w*|te vergiftigen|vergiftigd|ombreng\w*|ombracht|"
    r"omgebracht|om te brengen|van (?:kant|'t leven|het leven|t leven)|(?:iets|wat) (?:ga |wil )?(?:aan ?(?:te )?do(?:en?|et)|aandeed|aangedaan)|tekort (?:te )?doen op die manier)\b",
    r"\b(?:ik|'?k|hij|ze|zij) (?:\w+ ){0,2}(?:snijd?|sneed|kraste|verwondde|verhing|verdronk|ophing) (?:mezelf|mijzelf|me|mij|zichzelf|zich)\b(?! (?:in de vinger|aan (?:het )?papier|per ongeluk|bij het koken))|\b(?:heb|heeft|had) (?:mezelf|mijzelf|me|mij|zichzelf|zich) (?:\w+ )?gesneden\b(?! (?:in|aan|bij|per))|\b'?k doe (?:mij|me|mezelf) (?:iets|wat) aan\b|\bdoe (?:mezelf|mijzelf) (?:\w+ )?pijn\b(?! (?:bij|tijdens))",
    rf"\b{_SELF} (?:\w+ ){{0,3}}(?:voor|onder) (?:de|een|den|'?ne|nen) (?:trein|metro|tram|auto|vrachtwagen) (?:te )?(?:gooi|smijt|werp|gegooid)\w*|\b{_SELF} (?:\w+ ){{0,3}}van (?:'t|t|het|de|den|een) (?:dak|brug|flat|toren|balkon|viaduct|rots) (?:te )?(?:gooi|smijt|werp|stort)\w*",
    r"\b(?:sprong|sprongen|gesprongen|spring|springen) (?:\w+ ){0,3}(?:voor (?:de|een) (?:metro|trein|tram)|van (?:'t|t|het|de|den) (?:dak|brug|flat|balkon|viaduct))\b",
    rf"\b(?:hang(?:ed|ing)?|hung|kill(?:ed|ing)?|shot|shoot(?:ing)?|drown(?:ed|ing)?|poison(?:ed|ing)?|stab(?:bed|bing)?|strangl(?:ed|ing)|electrocut(?:ed|ing)|slash(?:ed|ing)?|burn(?:ed|ing)?|cut(?:ting)?|harm(?:ed|ing)?) {_OWN}\b(?! (?:in the foot|some slack|short|while|on (?:paper|the paper)|off from|laughing|over marking))",
    rf"\b(?:throw|threw|thrown|throwing|hurl(?:ed|ing)?) {_OWN} (?:under|off|in front of|from|into) (?:a |the |an? )?(?:train|bus|lorry|bridge|roof|balcony|building|cliff|car|tracks?|river|traffic)\b",
    r"\b(?:took|taking|take|taken|ended|ending|end) (?:my|his|her|their) (?:own )?li(?:fe|ves)\b|\b(?:slit|slitting|slash\w*|cut|cutting) (?:my|his|her) wrists?\b|\b(?:nearly|almost) (?:ended it all|killed myself)\b|\bending it all\b",
    # wanting to be dead, whoever and whenever
    r"\b(?:tried|try|trying|want|wants|wanted|wana|wanna|gonna|going|decided|about|ready|hope|hoped|wish(?:ed)?|longs?|longing) (?:to|2) (?:die|be dead|stop living|not be alive|be no more)\b(?! (?:of|for|laughing|on this hill|with embarrassment|down))|\b(?:do ?n'?t|dont|doesn'?t|doesnt|not) (?:want to|wanna|want 2) (?:be alive|live|exist|be here any ?more)\b(?! (?:in|near|with|like))|\blet me die\b(?! of)|\b(?:wana|wanna|gonna) (?:die|be dead|stop living)\b(?! (?:of|for|laughing))|\bi(?:'ll| will) (?:be dead|stop living)\b(?! (?:by friday|tired|before the))|\bi might be dead\b",
    r"\b(?:think|thinking|thoughts|dream|dreaming|fantasi\w+) (?:\w+ )?(?:about|of) (?:my own death|dying|being dead|killing|suicide|ending|not existing|slitting)\b(?! (?:my hair|of))",
    r"\b(?:ik|'?k) ?(?:wil|wou|wilde|wens|ga) ?(?:echt |gewoon |zo graag |alleen maar |maar )?(?:te )?(?:dood|doodga+n?|doodgaan|dood gaan|sterve|sterven|doot)\b(?! (?:van|gaan van))|\bikwil ?(?:dood|sterven|nie?t? meer leven)\b|\blaat (?:me|mij) (?:maar |toch )?(?:doodgaan|sterven|dood)\b(?! (?:van|mo))|\b(?:wil|wou|wilt|wilde) (?:\w+ ){0,2}(?:nie|niet|ni|nimeer) (?:meer )?(?:leven|bestaan|er zijn|zijn)\b(?! (?:zonder|in|met|zoals))|\b(?:wil|wou|wilde) er (?:nie|niet|ni) meer (?:zijn|wezen)\b",
    r"\b(?:een|'n|er) (?:\w+ )?eind(?:e)? (?:aan|aan m'n|eraan)\b.{0,18}\b(?:mijn|m'n|zijn|haar) leven\b|\bmaak er (?:\w+ ){0,2}eind(?:e)? aan\b(?!,? aan (?:die|dat|deze|dit|de|het)\b)(?!.{0,30}\b(?:vergadering|overleg|project|les)\b)|\b(?:eind(?:e)?|stop) (?:te )?(?:maken )?aan (?:mijn|m'n|zijn|haar) leven\b|\bvan plan (?:\w+ ){0,2}(?:te sterven|dood te gaan|er niet meer te zijn)\b",
    # violence by somebody close
    rf"\b{_LOVED} (?:\w+ ){{0,4}}(?:sla(?:at|gt|ag)?|sloeg|geslagen|schopt?\w*|geschopt|mishandel\w*|wurg\w*|gewurgd|verkracht\w*|trapt|stompt|bijt|bedreigt|vermoorden|dooddoet|rapes?|raped|hits?|beats?|beat up|punch\w*|kicks?|kicked|chok\w+|strangl\w+|abus\w+|slaps?|slapped|burns|burned) (?:me|mij|ons|us|m'n|mijn|my)\b(?! (?:hart|heart|at (?:chess|tennis|cards|scrabble|darts)|met (?:schaken|kaarten|darten)|in (?:schaken|darts)))",
    rf"\b{_LOVED} (?:\w+ ){{0,3}}(?:mij|me|m'n|mijn) (?:\w+ ){{0,5}}(?:geslagen|geschopt|gewurgd|verkracht|mishandeld|bont en blauw|vermoorden|doodmaken|doodslaan|keel dicht\w*|in elkaar|gebroken)\b(?! (?:hart|met (?:schaken|darts)))|\bknijpt (?:mijn|m'n|me de|mij de) keel dicht\b",
    rf"\b{_LOVED} (?:\w+ ){{0,3}}(?:broke|broken|forces? me|forced me|held a knife|pulled a knife) (?:my (?:arm|nose|jaw|rib\w*|wrist|finger)|(?:to have|into) (?:sex|bed)|to|on me)\b",
    r"\b(?:hij|ze|zij|he|she) (?:\w+ ){0,2}(?:slaat|sloeg|schopt|schopte|mishandelt|mishandelde|wurgt|wurgde|verkracht|verkrachtte) (?:me|mij)\b(?! (?:met|in) (?:schaken|darts|kaarten|pingpong))|\b(?:hij|ze|zij) heeft (?:me|mij) (?:\w+ ){0,4}(?:geslagen|geschopt|mishandeld|gewurgd|verkracht)\b(?! (?:met|in) (?:schaken|darts|kaarten|pingpong))|\b(?:hij|ze|zij) slaat (?:me|mij) in elkaar\b",
    r"\b(?:he|she) (?:\w+ ){0,2}(?:hits|punched|beats|kicked|kicks|chokes|choked|strangled|strangles|raped|rapes|abuses|abused|slapped|beat) (?:me|me up)\b(?! (?:at|in|to|by|with a (?:new|fresh))\b)|\b(?:he|she) hit me\b(?! (?:with|up) )|\b(?:he|she) (?:has )?(?:broken?|broke) my (?:arm|nose|jaw|ribs?|wrist|finger)\b|\bforces? me to have sex\b",
    rf"\b(?:slaat|sloeg|schopt|wurgt) (?:hij|ze|zij) (?:me|mij)\b(?! (?:met|in) (?:schaken|darts|kaarten))|\b(?:klappen|slaag) van (?:mijn|m'n) (?:man|vrouw|vriend|vriendin|vader|moeder|partner|ex|zoon|echtgenoot)\b|\b(?:gun|knife|blade) (?:to|at|against) (?:my|her|his) (?:head|throat|neck|face)\b|\b(?:mes|pistool) (?:op|tegen|aan) (?:mijn|m'n|haar|zijn) (?:keel|hoofd|hals|slaap)\b(?! (?:gezet)? ?(?:voor|:))|\b{_LOVED} (?:\w+ ){{0,2}}(?:attacked|went for|came at) me\b",
    rf"\b{_SOMEONE}\b (?:\w+ ){{0,4}}(?:threatens?|threatened|dreigt|dreigde|dreigen) (?:with|met) (?:\w+ ){{0,2}}{_ARMS}\b{_NOT_TOY}|\bpulled a (?:blade|knife|gun) on\b|\bbomb threat\b",
    # plans and means
    r"\b(?:bought|got|have|gekocht|kocht) (?:\w+ )?(?:the )?rope\b(?! (?:ladder|for (?:the )?(?:tug|climb|pe|gym|knots)))|\bi(?:'ve| have)? ?been cutting\b(?! (?:back|down|out|paper|and pasting|costs|up))|\b(?:been )?cutting again\b(?! (?:costs|hours|budget))|\b(?:op|van) (?:die|de|een|den) (?:brug|flat|toren|dak)\b.{0,24}\b(?:wou|wilde|wil|ging) (?:\w+ )?springen\b|\bgoing to jump (?:from|off) (?:the|a)\b(?! (?:board|bench|diving|box|gym))|\bkras en snij\b|\bhoofd in een strop\b|\b(?:swallowed|took) everything in the (?:bathroom )?cabinet\b|\bdead by (?:tomorrow|tonight|monday|friday|the weekend)\b(?!.{0,30}\b(?:marking|reports|coffee)\b)",
    # weapons, fire, threats to the school
    rf"\b{_SOMEONE}\b (?:\w+ ){{0,6}}(?:is waving|waves|waved|carries|carrying|carried|has|had|with|met|zwaait met|draagt|heeft|had|threatens with|threatened with|dreigt met) (?:\w+ ){{0,2}}{_ARMS}\b{_NOT_TOY}",
    r"\b(?:school|klas|classroom|gebouw|building|lokaal)\b (?:\w+ ){0,3}(?:in brand (?:te )?steken|in de fik (?:te )?steken|plat ?(?:te )?branden)\b|\b(?:burn|burning|blow|shoot|torch) (?:down |up )?(?:the |our |this )?school(?: down| up)?\b|\bset (?:the |our )?school on fire\b",
    rf"\b{_SOMEONE}\b (?:\w+ ){{0,6}}(?:gaat|zal|wil|will|going to|gonna|wants to|would) (?:\w+ ){{0,3}}(?:schieten|steken|shoot us|shoot (?:people|somebody|someone|kids|him|her)|stab (?:us|me|people|somebody|someone|him|her)|kill (?:us|me|him|her|somebody|someone))\b(?! (?:penalt\w*|foto|op (?:het )?doel|hoops|me for|us for|me if|in (?:brand|de fik)))",
)
