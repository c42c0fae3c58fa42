"""Finds classes by names that `dates` does not know as codes: studies, sets, animals and trees, "Class 4", "L5"."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

# What schools name groups after.
_TOTEM = (
    r"(?:Kestrel|Falcon|Osprey|Eagle|Hawk|Harrier|Merlin|Peregrine|Buzzard|Owl|Barn Owl|Robin|Wren|Sparrow|Swallow|Swift|Swan|Heron|Puffin|Penguin|Kingfisher|Woodpecker|Starling|Skylark|Lark|Finch|Goldfinch|Chaffinch|Bullfinch|Magpie|Raven|Dove|Nightingale|Toucan|Flamingo|Lapwing|Curlew|Blackbird|Bluebird|"
    r"Fox|Badger|Otter|Hedgehog|Squirrel|Rabbit|Hare|Deer|Stag|Fawn|Beaver|Bear|Wolf|Lion|Tiger|Panther|Leopard|Cheetah|Jaguar|Lynx|Panda|Koala|Dolphin|Whale|Shark|Seahorse|Starfish|Turtle|Dragon|Phoenix|Unicorn|Griffin|Dragonfly|Ladybird|Butterfly|Bumblebee|Caterpillar|Grasshopper|"
    r"Oak|Ash|Elm|Beech|Birch|Willow|Maple|Rowan|Cedar|Hazel|Holly|Pine|Fir|Larch|Alder|Aspen|Hawthorn|Chestnut|Sycamore|Poplar|Yew|Juniper|Acorn|Cherry|Apple|Bluebell|Daisy|Poppy|Primrose|Buttercup|Sunflower|Heather|Fern|Ivy|Lavender|Clover|Snowdrop|"
    r"Red|Blue|Green|Yellow|Purple|Orange|Gold|Silver|Bronze|White|Pink|Turquoise|Indigo|Violet|Scarlet|Amber|Emerald|Ruby|Sapphire|Topaz|Diamond|Opal|Pearl|Jade|Amethyst|Garnet|Crystal|"
    r"Mercury|Venus|Earth|Mars|Jupiter|Saturn|Neptune|Uranus|Pluto|Apollo|Orion|Newton|Darwin|Curie|Einstein|Turing|Franklin|Brunel|Nightingale|Seacole|Pankhurst|Parks|Shackleton|Drake|Nelson|Attenborough|Hawking|Austen|Shakespeare|Dickens|Bronte|Brontë|Da Vinci|Monet|Picasso|Mandela|"
    r"Tudor|Windsor|York|Lancaster|Stuart|Norman|Saxon|Viking|Trinity|Columba|Patrick|Brigid|Aidan|Andrew|George|David|Erne|Foyle|Shannon|Liffey|Lee|Boyne|Thames|Severn|Avon|Tyne|Tees|Everest|Snowdon)"
)
_SUBJECT = (
    r"(?:Chem(?:istry)?|Bio(?:logy)?|Phys(?:ics)?|(?:Further |Core )?Maths?|English(?: Lit(?:erature)?| Lang(?:uage)?)?|Lit|Drama|Theatre|Art|Fine Art|Music|Hist(?:ory)?|Geog(?:raphy)?|French|German|Spanish|Irish|Welsh|Italian|Mandarin|RE|RS|RPE|PE|PSHE|DT|D&T|IT|ICT|Computing|Comp Sci|Computer Science|(?:Triple |Combined |Applied )?Sci(?:ence)?|Psych(?:ology)?|Soc(?:iology)?|"
    r"Econ(?:omics)?|Business|BTEC|Politics|Law|Media|Film|Photography|Photo|Textiles|Food(?: Tech)?|Latin|Greek|Classics|Philosophy|Ethics|Engineering|Product Design|Graphics|Dance|Health and Social|Health & Social|EPQ|GCSE|T Level|Construction)"
)
_STUDY = r"(?:EW|EM|EMT|EWi|EcWi|EcMt|EcMo|BI|BO|BW|BV|BH|HW|HuWe|HuMt|LaMt|LaWi|LaWe|LaMo|GrLa|GrWi|WeWi|WeWe|WeTo|MoWe|MoWi|MtWi|MTWi|STW|TWe|TSW|SpWe|OH|KM|VZ|HB|IW|MWW|TeWe|GeWe|WEWI|LAWI|LAMT|ECMT|HUWE|MOWI|MOTA|ECMO|WETE)"
_CUE_NL = r"(?<=\bin )|(?<=\bvan )|(?<=\bbij )|(?<=\baan )|(?<=\bmet )|(?<=\bnaar )|(?<=\buit )|(?<=\bonze )|(?<=\bmijn )|(?<=\bmijne )"
_PATTERNS = (
    # Flemish studies, with the letter of the class behind: "3 EW b", "6 LaWi", "5EM-a"; any study with that letter
    rf"\b[1-7](?:de|e)? ?-?{_STUDY}(?:[ -]?[a-d1-4])?\b",
    r"\b[1-7] ?[A-Z]{2,4}[ -][a-d]\b(?! )|\b[1-7] ?(?!GB|MB|TB|KG|CM|MM|KM|PC|TV|AI|CD|DVD|EU|UK|HR|LO)[A-Z]{2,3}[ -][a-d]\b",
    r"\b[1-7] (?:[A-Z][a-z]{1,2}){2,3}(?: ?[a-dA-D1-4])?\b",
    rf"(?:(?:{_CUE_NL})|^|(?<=[.!?] ))L ?[3-6]\b(?! ?[=+*/-])|(?:{_CUE_NL})L[12]\b(?= (?:lezen|rekenen|spelen|zitten|leren|doen|zijn|heb|is|was|werken|gaat|willen|kunnen|hebben|ging)\b)|\b[Ll][1-6] ?[a-dA-D]\d?\b",
    r"\b[1-6](?:de|e|ste)? (?:leerjaar|kleuter|kleuterklas|graad|middelbaar|latijn|moderne|economie) ?[A-Da-d]\d?\b(?! )|\b[Kk](?:leuter)?klas [A-D1-3][a-d]?\b(?=$|[ ,.!?])(?! (?:t/m|tot))|\b[KP][1-3][a-dA-D]\b",
    r"\b(?:groep|klas|kleuterklas|stamgroep) \d(?:[/-]\d)? ?(?:rood|blauw|geel|groen|oranje|paars|wit|goud|zon|maan|ster)\b",
    r"\b(?:stamgroep|kleutergroep|basisgroep|kleuterklas|leefgroep) (?:de |De |het |Het )?[A-Z][a-zé]{2,}(?:s|jes|en)?\b",
    # sets and subjects of Britain
    r"\b(?:7|8|9|1[0-3])[ -]?[Ss]et ?-?\d ?[A-Za-z]?\b|\b(?:7|8|9|1[0-3])[ -]?[Ss]et ?[A-Z]\b|\b(?:7|8|9|1[0-3])(?:[A-Z]{1,2}[-/ ])?(?:Ma|En|Sc|Hi|Gg|Fr|Sp|De|Ar|Mu|Dr|Pe|Re|Te|Co|Cs|Bs|Ps|So)[- /]?\d?[A-Za-z]?\b",
    r"\b(?:KS ?[1-5]|[Kk]ey [Ss]tage [1-5]) [Ss]et ?(?:\d ?[A-Za-z]?|[A-Z])\b|\b[Ss]et \d[A-Za-z]\b|\b(?:7|8|9|1[0-3])[A-Z]?[-/]\d[A-Z]?\b(?<!\d/\d)(?<!\d-\d)",
    rf"\b(?:[Yy](?:ea)?r|Y|[Ss]ixth [Yy]ear|[Ff]ifth [Yy]ear|[Tt]hird [Yy]ear|[Ss]econd [Yy]ear|[Ff]irst [Yy]ear|[1-6](?:st|nd|rd|th) [Yy]ear) ?(?:1[0-3]|[1-9])? ?(?:[A-Z] )?{_SUBJECT}\b(?! (?:Week|Day|Department|Club|Teacher))(?<![Yy]ear Art)",
    r"\b1[0-3] ?(?:Chem|Bio|Phys|Geog|Hist|Psych|Soc|Econ|Lit|Lang|Maths|French|German|Spanish|Physics|Drama|Biology|Chemistry)\b(?! (?:lesson|book|teacher|paper|exam|room|test))",
    rf"\b(?:1[0-3]|[1-9]) ?(?:{_TOTEM})s?\b(?! (?:[A-Z][a-z]|pens?|card|paint|paper|book|marker|dots?|sticker|point|star))",
    rf"\b(?:Year|Yr|Y|Class|Form|P|F|Reception|Nursery|Room|Set|Infants|Junior Infants|Senior Infants|First Class|Second Class|Third Class|Fourth Class|Fifth Class|Sixth Class|TY|Transition Year|[1-6](?:st|nd|rd|th) (?:[Yy]ear|[Cc]lass|[Gg]rade)|(?:First|Second|Third|Fourth|Fifth|Sixth) [Yy]ear) ?(?:1[0-3]|[1-9])?(?:/\d)? ?{_TOTEM}s?\b",
    rf"\b{_TOTEM}s? (?:[Cc]lass|[Ff]orm|[Tt]utor [Gg]roup)\b|\b(?:[Cc]lass|[Tt]utor group|[Ff]orm) {_TOTEM}s?\b",
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|[1-6](?:st|nd|rd|th)) (?:Year|year|Class|class|Grade|grade) [B-HJ-Z]\d?\b",
    r"\bClass (?:1[0-3]|[1-9])[A-Za-z]?\b(?! (?:licence|of|minutes|assignments?))",
    r"\b(?:[Ss]ixth [Ff]orm |[Ss]ixth |[Uu]pper [Ss]ixth |[Ll]ower [Ss]ixth )?[LU]6 ?-?[A-Za-z]?\d?\b|\b[Ss]ixth [Ff]orm (?:[A-Z]\d?[a-z]?|[LU]?6[A-Za-z]|1[23][A-Za-z]+\d?)\b|\b[Tt]utor group [A-Z0-9]{1,4}\b",
    # small codes: "a2d", "b3c", "3-b", "2.d"
    r"\b[a-dghjkmpstvw][1-6][a-h]\b(?<!b2b)(?<!b2c)(?<!c2c)|\b[a-dghjkmpstvw]{2}[1-6][a-h]\b|\b[1-6] ?(?:hv|hb|mh|kt|vh|ha|va|tv|gt|bk|th|tl|kb|bb) ?[1-9a-d]\b|\b[a-z]{1,2}[1-6][a-d][1-4]\b",
    r"\b(?:[Bb]rugklas|[Mm]entorklas|[Mm]entorgroep|[Kk]las|[Tt]utor|[Ff]orm) [a-z]{1,3}\d[a-z]{0,2}\b|\b(?:BBL|BOL|bbl|bol|KBL|kbl|BL|GL) ?-?[1-4] ?[a-dA-D]\b|\b[1-4] ?(?:BBL|KBL|BOL|bbl|kbl|bol) ?-?[a-dA-D1-4]\b",
)
_CODES = tuple(re.compile(pattern) for pattern in _PATTERNS)
_WORTH = re.compile(
    r"\d|[Cc]lass|[Ff]orm|[Yy]ear|groep|klas|[Ii]nfants|[Rr]eception|[Nn]ursery|[Tt]utor|TY|Sixth"
)
_NO = re.compile(r"^(?:A[3-5]|[ABC][12]|[3-5]G|KS[1-5]|B2B|Class [A-Z])$")
_NO_BEFORE = re.compile(
    r"(?:versie|version|bijlage|optie|option|kamer|paragraaf|som|oefening|exercise|niveau|level|erk|cefr|vraag|question|opdracht|task|stap|step|fase|phase|page|chapter|hoofdstuk|lokaal)\s$",
    re.IGNORECASE,
)


def find_named_classes(text: str) -> Iterator[Found]:
    """Yield (start, end, "class_group") of classes named by a study, a set, a totem or a short code."""
    if not _WORTH.search(text):
        return
    for pattern in _CODES:
        for match in pattern.finditer(text):
            if not _NO.match(match.group()) and not _NO_BEFORE.search(
                text, max(0, match.start() - 14), match.start()
            ):
                yield match.start(), match.end(), "class_group"
