"""The words around names that tell what stands there, from data/name_cues.txt; it judges nothing."""

from safeguards.lists import read_sections

CUES = {section: frozenset(words) for section, words in read_sections("name_cues.txt").items()}
TITLES = CUES["titles"]
CAPITAL_TITLES = CUES["capital_titles"]
STRONG_BEFORE = CUES["strong_before"]
BEFORE = CUES["before"]
SPEECH = CUES["speech"]
VERBS = CUES["verbs"] | SPEECH
LOW_OUT = CUES["low_out"]
MONTHS = frozenset({"april", "may", "june", "august", "juni", "mei", "augustus"})
ARTICLES = CUES["articles"]
# What a person does or is; a thing at the start of a sentence seldom is the subject of these.
PERSON_VERBS = CUES["person_verbs"]
# "Joy from humanities", "fleur van economie": who comes from a section is a person.
SECTIONS = CUES["sections"]
# Who does this is a person, also where the word may be a thing (Hope runs, Joy covers; but not "Hope is").
DEEDS = CUES["deeds"] | SPEECH
PAST = CUES["past"]
