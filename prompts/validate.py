"""Checks the wordings by rule and prints every problem with file and line: `python -m prompts.validate`.

Reading ease by published formulas, both about 0 to 100: Flesch (A new readability yardstick, 1948) for
English, Douma (De leesbaarheid van landbouwbladen, 1960) for Dutch.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from statistics import mean
from typing import get_args

from prompts.library import (
    DIMENSIONS,
    LABELS,
    LANGUAGES,
    Form,
    Item,
    Language,
    Library,
    PromptError,
    ReflectivePrompt,
    Season,
    Text,
    load,
)

PER_DIMENSION = 12
FORMS = {"bonding": 25, "bridging": 6, "linking": 5}
REVERSED = (2, 3)  # per dimension: enough to notice straight lines, not so many that they confuse
WINDOW = 4  # rounds in which a team is asked about a bridging or linking tie at least once
LONGEST = 90  # characters of an item: two lines on a phone
LONGEST_LABEL = 18  # characters on a button
LONGEST_QUESTION = 110  # characters of an open question
HARDEST = 25.0  # of one sentence: with so few words, one long word weighs much
HARDEST_MEAN = 60.0  # of many sentences: plain language, about B1
FEWEST_PROMPTS = 20  # per dimension: none returns within twenty rounds, not even if sharing alone were asked
FEWEST_OF_A_FORM = 2  # open questions per dimension
FEWEST_OF_A_SEASON: Mapping[Season, int] = {  # so many that none returns within twenty rounds
    "after_break": 11,  # breaks lie two weeks apart or more
    "report_weeks": 20,  # several times a year, and side by side
    "start_of_year": 3,  # two weeks, once a year
    "end_of_year": 3,
}
FEWEST_TALK_QUESTIONS = (
    12  # one a week before the first picture, which comes after twelve rounds at the latest
)
UNEVEN = 2  # by how many strengths may outnumber problems, or the other way round
TWO_IN_ONE = {"nl": re.compile(r"\b(en|of|maar)\b|/"), "en": re.compile(r"\b(and|or|but)\b|/")}
TEAM = {
    "nl": re.compile(r"\b(wij|we|ons|onze|elkaar|elkaars)\b", re.IGNORECASE),
    "en": re.compile(r"\b(we|us|our)\b", re.IGNORECASE),
}
NAMES = {
    "nl": re.compile(r"\b(wie|welke collega)\b", re.IGNORECASE),
    "en": re.compile(r"\b(who|whom|whose|which colleague)\b", re.IGNORECASE),
}
PLACEHOLDER = re.compile(r"\{[^}]*\}?")
CHANGE = "{change}"
VOWELS = re.compile(r"[aeiouyáéëèïöü]+", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SOURCES = frozenset(
    {
        "Bryk & Schneider 2002",
        "Coburn 2003",
        "Edmondson 1999",
        "Finch et al. 2018",
        "Goddard 2003",
        "Granovetter 1973",
        "Leana & Pil 2006",
        "Moolenaar, Sleegers & Daly 2012",
        "Nahapiet & Ghoshal 1998",
        "Nonaka & Takeuchi 1995",
        "Rogers 2003",
        "Szreter & Woolcock 2004",
        "Tschannen-Moran & Hoy 2000",
        "Vanblaere & Devos 2016",
    }
)


def problems(library: Library) -> Iterator[str]:
    """Yield every problem, each with its file and line."""
    yield from _items(library)
    yield from _prompts(library)
    yield from _questions(library)
    for (scale, language), labels in LABELS.items():
        if len(set(labels)) != len(labels) or max(map(len, labels)) > LONGEST_LABEL:
            yield f"library.py: {scale} in {language}: not five labels of at most {LONGEST_LABEL} characters"
    yield from _twice(library)


def reading_ease(sentences: str, language: Language) -> float:
    """Return how easily sentences read, about 0 to 100 (Flesch 1948; Douma 1960 for Dutch)."""
    words = WORDS.findall(sentences)
    per_sentence = len(words) / max(len(re.findall(r"[.?!]", sentences)), 1)
    per_word = mean(max(len(VOWELS.findall(word)), 1) for word in words)
    if language == "nl":
        return 206.84 - 0.93 * per_sentence - 77.0 * per_word
    return 206.835 - 1.015 * per_sentence - 84.6 * per_word


def _items(library: Library) -> Iterator[str]:
    forms = Counter(item.form for item in library.items.values())
    if forms != FORMS:
        yield f"items: forms are {dict(forms)}, the blueprint says {FORMS}"
    for dimension in DIMENSIONS:
        items = library.items_of(dimension)
        name = f"items/{dimension}.yaml"
        if len(items) != PER_DIMENSION:
            yield f"{name}: {len(items)} items, the blueprint says {PER_DIMENSION}"
        turned = sum(item.reversed for item in items)
        if not REVERSED[0] <= turned <= REVERSED[1]:
            yield f"{name}: 2 or 3 items are reversed, not {turned}"
        for number, item in enumerate(items):
            at = _at(library, item.id)
            yield from (f"{at}: {problem}" for problem in _item(item))
            if item.facet == items[(number + 1) % len(items)].facet:
                yield f"{at}: shares its facet with the next one"
            window = [items[(number + step) % len(items)] for step in range(WINDOW)]
            if all(found.form == "bonding" for found in window):
                yield f"{at}: four items in a row without bridging or linking"
        yield from _hard(name, [item.text for item in items])


def _item(item: Item) -> Iterator[str]:
    if not item.sources:
        yield "names no source"
    for source in item.sources:
        if source not in SOURCES:
            yield f"names an unknown source, {source}"
    for language in LANGUAGES:
        text = item.text[language]
        if len(text) > LONGEST:
            yield f"{language} has {len(text)} characters, at most {LONGEST}"
        if not re.fullmatch(r"[A-Z][^.?!]*\.", text):
            yield f"{language} is not one statement with a full stop"
        if TWO_IN_ONE[language].search(text):
            yield f"{language} asks two things at once"
        if not TEAM[language].search(text):
            yield f"{language} does not speak of the team"
        if PLACEHOLDER.search(text):
            yield f"{language} has something to fill in"
        ease = reading_ease(text, language)
        if ease < HARDEST:
            yield f"{language} is hard to read ({ease:.0f}, at least {HARDEST:.0f})"


def _prompts(library: Library) -> Iterator[str]:
    prompts = library.reflective.values()
    for dimension in DIMENSIONS:
        name = f"reflective/{dimension}.yaml"
        weekly = [p for p in prompts if p.dimension == dimension and p.season == "any"]
        if len(weekly) < FEWEST_PROMPTS:
            yield f"{name}: {len(weekly)} prompts, at least {FEWEST_PROMPTS}"
        yield from _uneven(name, weekly)
        forms = Counter(prompt.form for prompt in weekly)
        for form in get_args(Form):
            if forms[form] < FEWEST_OF_A_FORM:
                yield f"{name}: {forms[form]} prompts on {form}, at least {FEWEST_OF_A_FORM}"
    for season, fewest in FEWEST_OF_A_SEASON.items():
        found = [prompt for prompt in prompts if prompt.season == season]
        if len(found) < fewest:
            yield f"reflective/seasons.yaml: {len(found)} prompts for {season}, at least {fewest}"
    for prompt in prompts:
        at = _at(library, prompt.id)
        yield from (f"{at}: {problem}" for problem in _question(prompt.text))
        if len({CHANGE in text for text in prompt.text.values()}) > 1:
            yield f"{at}: fills in {CHANGE} in one language only"
        for language in LANGUAGES:
            if PLACEHOLDER.search(prompt.text[language].replace(CHANGE, "")):
                yield f"{at}: {language} has something else than {CHANGE} to fill in"
            if NAMES[language].search(prompt.text[language]):
                yield f"{at}: {language} asks for a person"
    yield from _hard("reflective", [prompt.text for prompt in prompts])


def _questions(library: Library) -> Iterator[str]:
    questions = [*library.talk_questions.values(), *library.kickoff.values()]
    if len(library.talk_questions) < FEWEST_TALK_QUESTIONS:
        yield f"reflective/talk_questions.yaml: fewer than {FEWEST_TALK_QUESTIONS}"
    for number, question in enumerate(library.talk_questions.values()):
        if question.dimension != DIMENSIONS[number % len(DIMENSIONS)]:
            yield f"{_at(library, question.id)}: sharing, trust and shared goals do not take turns"
    if {question.dimension for question in library.kickoff.values()} != set(DIMENSIONS):
        yield "reflective/kickoff.yaml: one question for each dimension"
    for question in questions:
        yield from (f"{_at(library, question.id)}: {problem}" for problem in _question(question.text))
        if any(PLACEHOLDER.search(text) for text in question.text.values()):
            yield f"{_at(library, question.id)}: has something to fill in"
    yield from _hard("reflective/talk_questions.yaml", [question.text for question in questions])


def _question(text: Text) -> Iterator[str]:
    for language in LANGUAGES:
        if "?" not in text[language] or not text[language].endswith(("?", ".")):
            yield f"{language} is not a question"
        if len(text[language]) > LONGEST_QUESTION:
            yield f"{language} has {len(text[language])} characters, at most {LONGEST_QUESTION}"


def _uneven(name: str, prompts: Iterable[ReflectivePrompt]) -> Iterator[str]:
    tones = Counter(prompt.tone for prompt in prompts)
    if abs(tones["strength"] - tones["problem"]) > UNEVEN:
        yield f"{name}: {tones['strength']} strengths against {tones['problem']} problems"


def _hard(name: str, texts: Iterable[Text]) -> Iterator[str]:
    kept = list(texts)
    for language in LANGUAGES:
        ease = (
            mean(reading_ease(text[language].replace(CHANGE, ""), language) for text in kept) if kept else 0.0
        )
        if ease < HARDEST_MEAN:
            yield f"{name}: {language} is hard to read ({ease:.0f}, at least {HARDEST_MEAN:.0f})"


def _twice(library: Library) -> Iterator[str]:
    seen: dict[str, str] = {}
    for entries in (library.items, library.reflective, library.talk_questions, library.kickoff):
        for entry in entries.values():
            for text in entry.text.values():
                if text.casefold() in seen:
                    yield f"{_at(library, entry.id)}: says the same as {seen[text.casefold()]}"
                seen[text.casefold()] = entry.id


def _at(library: Library, entry_id: str) -> str:
    return f"{library.where[entry_id]}: {entry_id}"


def main() -> int:
    """Print every problem; 1 if there is one."""
    try:
        found = list(problems(load()))
    except PromptError as error:
        found = [str(error)]
    for problem in found:
        sys.stderr.write(f"prompts/{problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
