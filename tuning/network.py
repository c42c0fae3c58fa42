"""The layers of e5 in JAX: as they come, and with a small learnt matrix beside each large one.

LoRA (Hu et al. 2021): the large matrices stay; what is added to each is the product of two narrow ones.
"""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from meaning.e5_file import WIDTH, E5File, FloatArray
from meaning.e5_graph import EPSILON, HEADS, PRODUCTS, matrix

SPARED = 0.9  # share of values that are kept while learning; the others are left out by chance
FAR = 1e9  # taken from what stands behind the end of a text

Parts = Mapping[str, Any]  # arrays of one layer by name


def layer_parts(file: E5File, number: int) -> Parts:
    """Return the weights of a layer: each product (inputs, outputs), its mirror image, and its offset."""
    parts: dict[str, Any] = {}
    for name in PRODUCTS:
        weights = matrix(file, number, name, {})
        parts[name] = jnp.asarray(np.ascontiguousarray(weights.T))
        parts[f"{name}.mirror"] = jnp.asarray(weights)
        parts[f"{name}.b"] = jnp.asarray(file.plain(f"l{number}.{name}.b"))
    for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
        parts[name] = jnp.asarray(file.plain(f"l{number}.{name}"))
    return parts


def normal(x: Any, scale: Any, offset: Any) -> Any:
    """Bring each vector to mean 0 and spread 1, then scale and move it."""
    apart = x - x.mean(-1, keepdims=True)
    return apart * jax.lax.rsqrt((apart**2).mean(-1, keepdims=True) + EPSILON) * scale + offset


def _product(x: Any, weights: Any, mirror: Any) -> Any:
    del mirror
    return x @ weights


# Without it the mirror image would be made anew at every step, which takes longer than all the rest.
_fixed = jax.custom_vjp(_product)
_fixed.defvjp(lambda x, w, mirror: (x @ w, mirror), lambda mirror, slope: (slope @ mirror, None, None))


def product(x: Any, parts: Parts, name: str, learnt: Parts | None) -> Any:
    """Multiply by a matrix that stays, and by what is learnt beside it."""
    flat = x.reshape(-1, x.shape[-1])
    found = _fixed(flat, parts[name], parts[f"{name}.mirror"]) + parts[f"{name}.b"]
    if learnt is not None:
        narrow, wide = learnt[name]
        found = found + (flat @ narrow) @ wide
    return found.reshape(*x.shape[:-1], -1)


def layer(x: Any, there: Any, parts: Parts, learnt: Parts | None = None, chance: Any = None) -> Any:
    """Take texts (n, length, 384), of which `there` (n, length) tells what exists, through one layer."""
    n, length, _ = x.shape
    asked, keys, values = (
        product(x, parts, name, learnt).reshape(n, length, HEADS, -1).transpose(0, 2, 1, 3) for name in "qkv"
    )
    likeness = asked @ keys.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS)
    heed = jax.nn.softmax(likeness + (there[:, None, None, :] - 1) * FAR, -1)
    heard = (heed @ values).transpose(0, 2, 1, 3).reshape(n, length, WIDTH)
    first, second = (None, None) if chance is None else jax.random.split(chance)
    heard = _thinned(product(heard, parts, "ao", learnt), first)
    x = normal(x + heard, parts["aln.w"], parts["aln.b"])
    wide = jax.nn.gelu(product(x, parts, "fi", learnt), approximate=learnt is not None)
    narrow = _thinned(product(wide, parts, "fo", learnt), second)
    return normal(x + narrow, parts["oln.w"], parts["oln.b"])


def _thinned(x: Any, chance: Any) -> Any:
    return x if chance is None else x * jax.random.bernoulli(chance, SPARED, x.shape) / SPARED


def pooled(x: Any, there: Any) -> Any:
    """Return one vector for each text, length one: shape (n, 384)."""
    mean = (x * there[..., None]).sum(1) / there.sum(1, keepdims=True)
    return mean / jnp.linalg.norm(mean, axis=-1, keepdims=True)


def padded(states: list[FloatArray], size: int) -> tuple[FloatArray, FloatArray]:
    """Lay texts of different lengths beside each other: (size, length, 384), and what exists of it."""
    length = -(-max(len(one) for one in states) // 8) * 8
    x = np.zeros((size, length, WIDTH), np.float32)
    there = np.zeros((size, length), np.float32)
    there[len(states) :, 0] = 1
    for row, one in enumerate(states):
        x[row, : len(one)], there[row, : len(one)] = one, 1
    return x, there
