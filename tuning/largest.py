"""Finds how large the values in each channel become, so that whole numbers can hold them."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from meaning.e5_file import LAYERS, WIDTH, E5File, FloatArray
from meaning.e5_graph import EPSILON, HEADS, PRODUCTS, Added, matrix
from meaning.heavy import entered, query

LOOKED_AT = 100  # texts, evenly out of all

_erf = np.vectorize(math.erf, otypes=[np.float32])


def largest_of(file: E5File, texts: Sequence[str], added: Added) -> dict[tuple[int, str], FloatArray]:
    """Return the largest value of each channel of what goes into the products of each layer."""
    found: dict[tuple[int, str], FloatArray] = {}
    weights = {(n, name): matrix(file, n, name, added) for n in range(LAYERS) for name in PRODUCTS}
    for text in texts[:: max(1, len(texts) // LOOKED_AT)]:
        x = _normal(entered(query(text)), file, "emb.ln")
        for number in range(LAYERS):
            x = _layer(x, file, number, weights, found)
    return found


def _layer(
    x: FloatArray,
    file: E5File,
    number: int,
    weights: Mapping[tuple[int, str], FloatArray],
    found: dict[tuple[int, str], FloatArray],
) -> FloatArray:
    def product(entry: FloatArray, name: str) -> FloatArray:
        return entry @ weights[number, name].T + file.plain(f"l{number}.{name}.b")

    def seen(entry: FloatArray, name: str) -> FloatArray:
        most = np.abs(entry).max(axis=0)
        found[number, name] = np.maximum(found.get((number, name), 0), most)
        return entry

    entry = seen(x, "qkv")
    asked, keys, values = (product(entry, name).reshape(len(x), HEADS, -1).swapaxes(0, 1) for name in "qkv")
    likeness = asked @ keys.swapaxes(1, 2) / np.sqrt(WIDTH // HEADS)
    heed = np.exp(likeness - likeness.max(axis=-1, keepdims=True))
    heard = (heed / heed.sum(axis=-1, keepdims=True) @ values).swapaxes(0, 1).reshape(x.shape)
    x = _normal(x + product(seen(heard, "ao"), "ao"), file, f"l{number}.aln")
    wide = product(seen(x, "fi"), "fi")
    wide = seen((wide * (1 + _erf(wide / math.sqrt(2))) / 2).astype(np.float32), "fo")
    return _normal(x + product(wide, "fo"), file, f"l{number}.oln")


def _normal(x: FloatArray, file: E5File, name: str) -> FloatArray:
    apart = x - x.mean(axis=-1, keepdims=True)
    even = apart / np.sqrt((apart**2).mean(axis=-1, keepdims=True) + EPSILON)
    return np.asarray(even * file.plain(f"{name}.w") + file.plain(f"{name}.b"), np.float32)
