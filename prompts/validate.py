"""Checks the wordings by rule and prints every problem with its file: `python -m prompts.validate`.

Reading ease by published formulas: Flesch 1948 for English, Douma 1960 for Dutch (both 0-100).
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator

from prompts.library import DIMENSIONS, LANGUAGES, Item, Language, Library, load

PER_DIMENSION = 12
FORMS = {"bonding": 25, "bridging": 6, "linking": 5}
REVERSED = (2, 3)  # per dimension: enough to notice straight lines, not so many that they confuse
LONGEST = 90  # characters of an item: two lines on a phone
HARDEST = 25.0  # of one sentence: with so few words, one long word weighs much
HARDEST_MEAN = 60.0  # of the items of a dimension: plain language, about B1
TWO_IN_ONE = {"nl": re.compile(r"\b(en/of|of/en)\b|/"), "en": re.compile(r"\band/or\b|/")}
VOWELS = re.compile(r"[aeiouyáéëèïöü]+", re.IGNORECASE)


def problems(library: Library) -> Iterator[str]:
    """Yield every problem, each with its file."""
    forms = Counter(item.form for item in library.items.values())
    if dict(forms) != FORMS:
        yield f"items: forms are {dict(forms)}, the blueprint says {FORMS}"
    for dimension in DIMENSIONS:
        items = library.items_of(dimension)
        name = f"items/{dimension}.yaml"
        if len(items) != PER_DIMENSION:
            yield f"{name}: {len(items)} items, the blueprint says {PER_DIMENSION}"
        if not REVERSED[0] <= sum(item.reversed for item in items) <= REVERSED[1]:
            yield f"{name}: 2 or 3 items are reversed, not {sum(item.reversed for item in items)}"
        for number, item in enumerate(items):
            yield from (f"{name}: {item.id}: {problem}" for problem in _item_problems(item))
            if item.facet == items[(number + 1) % len(items)].facet:
                yield f"{name}: {item.id}: shares its facet with the next one"
            window = [items[(number + step) % len(items)] for step in range(4)]
            if all(found.form == "bonding" for found in window):
                yield f"{name}: {item.id}: four items in a row without bridging or linking"
        for language in LANGUAGES:
            mean = sum(reading_ease(item.text[language], language) for item in items) / len(items)
            if mean < HARDEST_MEAN:
                yield f"{name}: {language} is hard to read ({mean:.0f}, at least {HARDEST_MEAN:.0f})"
    for prompt in library.reflective.values():
        if any(not text.rstrip().endswith(("?", ".")) for text in prompt.text.values()):
            yield f"reflective/prompts.yaml: {prompt.id}: is no whole sentence"


def reading_ease(sentence: str, language: Language) -> float:
    """Return how easily a sentence reads, about 0 to 100 (Flesch 1948; Douma 1960 for Dutch)."""
    words = re.findall(r"\w+", sentence)
    syllables = sum(max(len(VOWELS.findall(word)), 1) for word in words)
    per_word = syllables / len(words)
    if language == "nl":
        return 206.84 - 0.93 * len(words) - 77.0 * per_word
    return 206.835 - 1.015 * len(words) - 84.6 * per_word


def _item_problems(item: Item) -> Iterator[str]:
    if not item.sources:
        yield "names no source"
    for language in LANGUAGES:
        text = item.text[language]
        if len(text) > LONGEST:
            yield f"{language} has {len(text)} characters, at most {LONGEST}"
        if TWO_IN_ONE[language].search(text):
            yield f"{language} asks two things at once"
        ease = reading_ease(text, language)
        if ease < HARDEST:
            yield f"{language} is hard to read ({ease:.0f}, at least {HARDEST:.0f})"


def main() -> int:
    """Print every problem; 1 if there is one."""
    found = list(problems(load()))
    for problem in found:
        sys.stderr.write(problem + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
