"""The built-in embedding (works offline) and LangChain's own factories for others.

Crisis, dimension and valence always use the built-in one; another model serves retrieval only.
"""

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from meaning.heavy import HEAVY, embed, embed_passages

FloatVector = NDArray[np.float32]
BUILT_IN = HEAVY
DIMENSIONS = 384


class BuiltIn(Embeddings):
    """Multilingual e5-small as LangChain expects it; deterministic."""

    def embed_query(self, text: str) -> list[float]:
        """Embed what somebody says: 384 numbers, length one."""
        return [float(x) for x in embed(text)]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed what can be found."""
        return [[float(x) for x in row] for row in embed_passages(texts)]


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
