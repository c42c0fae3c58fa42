"""The words around names that tell what stands there, from data/name_cues.txt; it judges nothing."""

import re

from safeguards.lists import read_sections

CUES = {section: frozenset(words) for section, words in read_sections("name_cues.txt").items()}
TITLES = CUES["titles"]
CAPITAL_TITLES = CUES["capital_titles"]
PREFIXES = CUES["prefixes"]
STRONG_BEFORE = CUES["strong_before"]
BEFORE = CUES["before"]
SPEECH = CUES["speech"]
VERBS = CUES["verbs"] | SPEECH
NO_WORD_FOLLOWS = CUES["no_word_follows"]
LOW_OUT = CUES["low_out"]
LOW_WISHED = CUES["low_wished"]
MONTHS = frozenset({"april", "may", "june", "august", "juni", "mei", "augustus"})
# Before a noun with a capital for show: no cue of a name.
ADVERBS = CUES["for_show"]
ARTICLES = CUES["articles"]
# What a person does or is; a thing at the start of a sentence seldom is the subject of these.
PERSON_VERBS = CUES["person_verbs"]
# "Joy from humanities", "fleur van economie": who comes from a section is a person.
SECTIONS = CUES["sections"]
# Who does this is a person, also where the word may be a thing (Hope runs, Joy covers; but not "Hope is").
DEEDS = CUES["deeds"] | SPEECH
NO_QUESTION = CUES["no_question"]
NO_CUE = ADVERBS - {"van", "bij"}
# Misspelt, these still are no names.
ORDINARY_STARTS = tuple(CUES["ordinary_starts"])
TALK = CUES["talk"]
# A word of one language after a preposition of the other is a name ("met mark", "with roos").
OTHER_TONGUE = {
    "nl": (
        frozenset(["met", "bij", "volgens", "tegen", "door", "naast", "dankzij", "namens", "aan"]),
        CUES["english_words"],
    ),
    "en": (frozenset(["with", "by", "from", "told", "asked", "to"]), CUES["dutch_words"]),
}
# "Hope goes a long way": these are done by things too.
WHAT_THINGS_DO = CUES["things_do"]
# In "World Book Day" no family name, though there are people called Day.
NO_FAMILY_ALONE = CUES["no_family_alone"]
# Words on no list that end so are programs rather than people ("Bednet", "Cornerstones").
BRAND_ENDINGS = re.compile(
    r"(?:net|soft|app|lab|hub|box|pod|web|book|plan|start|stones|ify|izz|quest|quiz|maths?|taal|lees|lezen|kids|kanjers?|wijs|dog|go|io|ie?zy|line|lijn|tube|chat|shop|play|kit|bot|scan|tool)$"
)
PAST = CUES["past"]
GOES_ON = CUES["goes_on"]
LONGEST_UNKNOWN = 11  # letters: longer words on no list are compounds rather than names
COMMON_ENDINGS = re.compile(
    r"(?:s|en|ing|heid|tie|teit|schap|ment|tion|ness|ity|isme|ism|ist|er|or|ly|lijk|baar|ful|less|able|ed|dag|week|jaar|groep|team|les|app|soft|tool)$"
)
# With "de" and a capital for show these are seldom a person.
WORDS_WITH_ARTICLE = CUES["with_article"]
