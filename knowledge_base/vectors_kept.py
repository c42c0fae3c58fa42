"""Vectors remembered by the hash of what they stand for, so that nothing is embedded twice.

The vectors of our own cards ship with the package: a first start embeds nothing.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge_base.embedding import BUILT_IN, DIMENSIONS, FloatVector
from meaning.heavy import embed_passages

SHIPPED = Path(__file__).parent / "vectors" / "cards.npz"


def content_hash(text: str, *, model: str = BUILT_IN) -> str:
    """Name a text under an embedding model: 32 hexadecimal digits."""
    return hashlib.sha256(f"{model}\0{text}".encode()).hexdigest()[:32]


def load_vectors(path: Path) -> dict[str, FloatVector]:
    """Read kept vectors by content hash; a file that is missing or damaged holds none."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            names, rows = kept["names"], kept["vectors"]
    except (OSError, ValueError, KeyError, EOFError):
        return {}
    if rows.ndim != 2 or len(names) != len(rows):
        return {}
    return {str(name): row.astype(np.float32) for name, row in zip(names, rows, strict=True)}


def save_vectors(path: Path, vectors: dict[str, FloatVector]) -> None:
    """Write vectors in half precision, sorted, so that equal content gives an equal file."""
    names = sorted(vectors)
    rows = np.stack([vectors[name] for name in names]) if names else np.zeros((0, DIMENSIONS))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.npz")
    np.savez(fresh, names=np.array(names, dtype="U32"), vectors=rows.astype(np.float16))
    fresh.replace(path)


def vectors_of(texts: Sequence[str], *, own: Path | None = None) -> FloatVector:
    """Return the built-in vectors of texts, shape (n, 384): shipped or kept ones first, the rest made now.

    What had to be made is kept in the file `own`, if one is given.
    """
    kept = load_vectors(SHIPPED)
    mine = load_vectors(own) if own is not None else {}
    names = [content_hash(text) for text in texts]
    missing = {n: t for n, t in zip(names, texts, strict=True) if n not in kept and n not in mine}
    if missing:
        made = dict(zip(missing, embed_passages(list(missing.values())), strict=True))
        mine = {name: row for name, row in mine.items() if name in set(names)} | made
        if own is not None:
            save_vectors(own, mine)
    known = mine | kept
    return np.stack([known[name] for name in names]) if names else np.zeros((0, DIMENSIONS), np.float32)
