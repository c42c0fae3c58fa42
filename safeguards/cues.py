"""The words around names that tell what stands there, from data/name_cues.txt; it judges nothing."""

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
# Before a noun with a capital for show: no cue of a name.
ADVERBS = CUES["for_show"]
MONTHS = frozenset({"april", "may", "june", "august", "juni", "mei", "augustus"})
ARTICLES = CUES["articles"]
# What a person does or is; a thing at the start of a sentence seldom is the subject of these.
PERSON_VERBS = CUES["person_verbs"]
# "Joy from humanities", "fleur van economie": who comes from a section is a person.
SECTIONS = CUES["sections"]
# Who does this is a person, also where the word may be a thing (Hope runs, Joy covers; but not "Hope is").
DEEDS = CUES["deeds"] | SPEECH
PAST = CUES["past"]
NO_QUESTION = CUES["no_question"]
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
# With "de" and a capital for show these are seldom a person.
WORDS_WITH_ARTICLE = CUES["with_article"]
