"""Which sentences say the opposite: made-up teachers have to read them, as people do."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml


def turned_items() -> Callable[[str], bool]:
    """Return a function that tells whether a message asks a reversed item."""
    sentences = tuple(_reversed_sentences(files("prompts") / "items"))
    return lambda text: any(sentence in text for sentence in sentences)


def _reversed_sentences(folder: Traversable) -> Iterator[str]:
    for file in folder.iterdir():
        if not file.name.endswith(".yaml"):
            continue
        for item in yaml.safe_load(file.read_text(encoding="utf-8")) or ():
            if item.get("reversed"):
                yield from item["text"].values()
