"""Builds patterns for what is not meant: things that die, sayings, a pupil's big words, gentle self-reproach.

What they cover is blanked before anything is judged, so that what is left must alarm by itself.
The words are those of `danger_words`; every text arrives folded.
"""
# ruff: noqa: E501 - a pattern reads better on one line

from safeguards.danger_words import PILLS, gap, within, words

_THING = words(
    "(?:kleuren|school|3d-)?printer (?:school)?laptop (?:school)?computer chromebook ipad tablet telefoon gsm phone wi-?fi internet server router app site website software update "
    "beamer projector digibord smartboard whiteboard kopieermachine kopieerapparaat kopieerder fotocopieerder copier photocopier toner stapler "
    "nietmachine perforator waterkoker kettle koffie\\w* coffee\\ machine microwave magnetron oven koelkast fridge vaatwasser dishwasher stofzuiger "
    "auto fiets bus minibus car bike (?:school|deur)?bel bell klok clock lamp stoel chair usb-?stick stick bestand file drive excel spreadsheet "
    "spreadsheets (?:kamer)?plant(?:je)? plants cactus ficus orchidee basil tomatoes tomaten cress kerstboom tree goudvis goldfish hamster vis fish wandelende\\ tak stick\\ insect slak "
    "budget project werkgroep pilot spons sponge cake taart soufflé sat\\ nav navigatie tomtom boiler verwarming heating kachel toets\\w* les lesson powerpoint mail mailbox inbox"
)
_ENDS = (
    r"(?:zelfmoord (?:ge)?pleeg[dt]\w*|pleeg[dt]\w* (?:\w+ )?zelfmoord|commit(?:ted|s)? (?:\w+ )?suicide|"
    r"(?:zich|zichzelf) (?:\w+ )?(?:opgehangen|verhangen|van kant gemaakt|verdronken|opgeblazen)|(?:hanged|hung|killed|drowned|shot|unalived) (?:itself|themselves))"
)
_TEACHER = words("juf meester meneer mevrouw miss sir madame mister")
_PARENT = words("moeder mama mam ma vader papa pa ouders mum mom mam mother dad father parents nan coach")
_TRIFLE = words(
    "onvoldoende cijfers? rapport toets huiswerk jas trui gsm bril vlek laat buis tekort grade grades test homework jumper coat phone stain detention "
    "losing lost forgetting forgot breaking late mud glasses bag kwijt vergeet vergeten"
)
JESTS = (
    # a machine, a plant or an animal gives up; or is threatened
    rf"\b{_THING}\b,? {gap(4)}{_ENDS}\b|\b{_ENDS} {gap(2)}(?:the|de|het|mijn|onze|my|our) {_THING}\b",
    rf"\b(?:strangl\w+|murder\w*|kill(?:ed|ing)?|stab\w*|shoot|shot|wurg\w*|vermoord\w*|unalive) (?:the|that|this|my|our|die|dat|de|het|mijn|onze) (?:\w+ )?(?:{_THING}|popups?|sat nav|pop-ups)\b|\b{_THING}\b{within(40)}\bgooi ik (?:hem|m|'m|het|ze|die|dat) (?:\w+ )?(?:van het dak|uit het raam|van de trap)\b",
    r"\b(?:kan|kon|zou|kunnen) (?:die|dat|de|het|deze|dit|onze) (?:\w+ ){1,3}wel (?:wat aan ?doen|iets aan ?doen|wurgen|vermoorden|schieten|slaan)\b|\bkon (?:hem|haar|ze) wel wurgen\b",
    # sayings
    r"\b(?:voor|tegen) (?:de|den|mijn|m'n|mn|me|je|z'n|zijn|haar) kop slaan\b|\b(?:snij|snijd|snijdt|gesneden|snijden) (?:\w+ ){0,2}(?:lelijk )?in (?:de|mijn|m'n|je) (?:eigen )?vingers?\b|\b(?:mezelf|mij|me|onszelf|ons|jezelf) (?:\w+ ){0,2}in (?:de|mijn|m'n|je|onze) (?:eigen )?vingers? (?:snij|gesneden)\w*\b|\bmet de dood in (?:de|mijn|m'n|zijn|haar) (?:ogen|schoenen|lijf)\b|\b(?:walking|living) dead\b|\bgetrokken messen\b|\bdie a (?:quiet|slow|natural|lonely) death\b|\b(?:quiet|slow|stille|zachte|langzame) (?:death|dood)\b|\bwhere (?:\w+ ){1,4}(?:goes|go|come|comes) to die\b",
    r"\b(?:ge|je|jullie|u|ze|you|they) (?:kunt|kan|kunnen|mag|moogt|mogen|can|may) (?:me|mij) (?:\w+ )?(?:opknopen|ophangen|doodslaan|doodschieten|afschieten|hang|shoot|kill)\b|\b(?:hang|knoop|schiet|sla|maak) (?:me|mij) (?:nu )?maar (?:op|af|dood|lek|neer)\b|\bliever dood dan (?:rood|karaoke|nog (?:ne|een|eens|n))\b",
    r"\b(?<!want to )(?<!going to )(?<!gonna )(?:threw|throw|thrown|throwing) (?:me|myself|him|her|them|us|ourselves) under the bus\b|\b(?:stab|stabbed|stabbing|cut|hit|prick\w*|burnt?|burned) myself (?:\w+ )?(?:in|on) the (?:thumb|finger|eye|foot|shin|toe|chin|tongue)\b|\bwanted to die,? (?:then|of|on the spot|right there|inside|laughing|and (?:then )?(?:everyone|they|she|he) laughed)\b",
    rf"\b(?:overdos\w+|od'?d|od) (?:on|of|aan|van) (?!(?:\w+ ){{0,2}}{PILLS})(?!my\b|mijn\b|the\b|de\b|het\b|purpose\b|\w+day\b|\w+dag\b|me\b|mij\b|that\b|dat\b|hem\b|haar\b|him\b|her\b)\w+|\boverdos\w+ (?:powerpoint|koffie|suiker|chocola|glitter|vergader|post-it|cake|kerst|gezellig)\w*",
    r"\b(?:glue|heat|staple|starting|nerf|water|squirt|radar) ?(?:gun|pistol)s?\b|\b(?:lijm|water|klapper)pisto\w+\b|\bsuicide (?:squeeze|pact with (?:the|my) \w+|note for a)\b|\bzelfmoord(?:cocktail|commando|terrorist|rit|tempo|idee|sprong in)\w*\b|\b(?:zelfmoord|kinder|jongeren)lijn\b|\bstrop om (?:met|mijn budget|ons budget|het budget|de begroting)\b|\bnoose-\w+",
    # hunger, heat and hay fever kill nobody
    r"\b(?:ga|gaat|gaan|ging|gingen) (?:\w+ ){0,2}dood (?:van|aan|voor|voor|tegen) (?!(?:de |het |mijn |m'n )?(?:verdriet|pijn|binnen|ellende|hem|haar|eenzaam\w*|kanker|hand|angst)\b)|\b(?:ga|gaat|gaan) (?:\w+ ){0,2}dood als (?:je|ik|we) (?:\w+ ){0,4}(?:moet|moeten|vergeet|vergeten|mis|verliest)\b",
    r"\b(?:ga|gaat) (?:je|ge|men|niemand|een mens) (?:er |echt )?(?:niet |nie )?(?:aan |van )?dood\b",
    # a pupil's big words, a parent's anger over a coat
    rf"\b{_TEACHER}\b[,!]? (?:\w+ )?(?:ik |k |'k )?ga (?:echt |hier )?dood\b|\b{_TEACHER}\b[,!]? (?:i'm |im |i am )?(?:going to|gonna) die\b(?! tonight)|\b(?:toets|som|sommen|huiswerk|quiz|test|homework|sums?|les|opdracht|breuken|dictee|this)\b (?:\w+ )?(?:is|was|=) (?:\w+ )?(?:kindermishandeling|child abuse|marteling|torture)\b|\bjuf,? ik ga dood\b",
    rf"\b{_PARENT}\b {gap(2)}(?:kill|kills|murder|vermoordt?|vermoorden) (?:me|him|her|them|hem|haar|mij|us) (?:for|if|als|when|omdat|over){within(30)}\b{_TRIFLE}\b|\b{_TRIFLE}\b{within(25)}\bvermoord\w* (?:mijn|m'n|zijn|haar|z'n) {_PARENT} (?:me|mij|hem|haar)\b",
    r"\bbullied (?:me|us|him|her) into\b|\b(?:begroting|budget|taal|tekst|gedicht|lied|muziek|plan|rooster) (?:is|werd|wordt) (?:\w+ )?verkracht\b|\b(?:sir|miss|meneer|juf|meester) (?:is|are) (?:\w+ )?bullying (?:us|me)\b|\b(?:de|van de|over|zwarte|over de) pest (?:en|in \d|uit|was|kwam)\b|\b(?:week|dag|lied|actie|project|dans\w*) tegen (?:het )?pesten\b|\b(?:bullying|pest)[ -]?(?:logs?|log ?book|registratie\w*|coordinator\w*)\b|\bdeal with bullying\b",
    r"\b(?:afscheidsbrief|goodbye (?:letter|note|card)s?) (?:aan|to|voor|for) (?:mijn|my|de|the|onze|our|their|hun) (?:(?:student )?teacher|juf|meester|stagiaire?|klas|class|choir|koor|groep|mentorklas|tutor group|kleuters|pupils|leerlingen)\b|\b(?:touw|rope) (?:gekocht )?(?:voor|for) (?:het |the )?(?:touwtrek\w*|sportdag|sleep\w*|gym|tug|knots?|climb\w*|sports)\b",
)
# Toys, sponsors and whoever says that it is a manner of speaking.
LIGHTLY = (
    r"\b(?:nerf\w*|botermes|butter knife|speelgoed\w*|toy|lego|banaan|banana|(?:van|of) (?:plastic|karton|papier|cardboard|schuim)|"
    r"metaphor\w*|figurative\w*|spreekwoordelijk\w*|proverbial\w*|charity|sponsor\w*|abseil\w*|bungee\w*|parachut\w*|skydiv\w*)\b"
)
