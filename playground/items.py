"""Which sentences say the opposite: made-up teachers have to read them, as people do."""

from collections.abc import Callable, Iterator
from importlib.resources import files

import yaml


def turned_items() -> Callable[[str], bool]:
    """Return a function that tells whether a message asks a reversed item."""
    sentences = tuple(_reversed_sentences())
    return lambda text: any(sentence in text for sentence in sentences)


def _reversed_sentences() -> Iterator[str]:
    return iter(())
