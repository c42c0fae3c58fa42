"""Everything that rules find in a text: what says by its form what it is; `tagger` judges the rest."""

from safeguards.class_codes import find_codes
from safeguards.class_names import find_named_classes
from safeguards.dates import find_dates
from safeguards.initials import find_initials
from safeguards.kinds_of_schools import find_kinds
from safeguards.lists import Lists
from safeguards.named_schools import find_named
from safeguards.names import find_names
from safeguards.numbers import find_numbers
from safeguards.places import find_addresses, find_places
from safeguards.private_codes import find_private_codes
from safeguards.roles import find_roles
from safeguards.schools import find_institutions
from safeguards.spelt import find_spelt
from safeguards.word_names import find_word_names
from safeguards.words import Word

Hit = tuple[int, int, str, str]  # where it stands, its type, and which rule says so


def find_by_rules(text: str, words: list[Word], known: Lists) -> list[Hit]:
    """Return what the rules find in a searchable text."""
    found = (
        ("numbers", find_numbers(text)),
        ("spelt", find_spelt(text)),
        ("private", find_private_codes(text)),
        ("address", find_addresses(text)),
        ("schools", find_institutions(text)),
        ("kinds", find_kinds(text)),
        ("named", find_named(text, words, known)),
        ("roles", find_roles(text, words)),
        ("dates", find_dates(text)),
        ("codes", find_codes(text)),
        ("classes", find_named_classes(text)),
        ("places", find_places(words, known)),
        ("initials", find_initials(text, known)),
    )
    return [(start, end, kind, f"{name}:{kind}") for name, hits in found for start, end, kind in hits]


def find_names_that_are_words(text: str, words: list[Word], known: Lists) -> list[tuple[int, int, str]]:
    """Return names that are words, by frames that only a name fits.

    The tagger is not told: the frames were written after what it learns from, so it would trust them.
    """
    return [*find_names(words, known), *find_word_names(text, known)]
