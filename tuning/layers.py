"""Tunes layers of e5 on labelled texts: small matrices beside the large ones, and heads on top of it all.

Adam (Kingma & Ba 2015), warmed up and slowing down; every text is learnt from once a round.
"""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from meaning.e5_file import LAYERS, WIDTH, FloatArray, open_e5
from meaning.e5_graph import PRODUCTS
from meaning.heavy import entered, query
from meaning.tuned import SHARPNESS, Tuned
from tuning.largest import largest_of
from tuning.material import Material, Numbers
from tuning.network import layer, layer_parts, normal, padded, pooled

RANK = 16
KEPT = 32  # of what two tunings add together
TOGETHER = 64  # texts that are learnt from at once
HEAD_RATE = 3e-3
DECAY = 0.01
WARMING = 100  # steps until the full rate
UNEVEN = 3.0  # pieces by which texts learnt from at once may differ in length, roughly


def tune(
    given: Material,
    counts: Mapping[str, float],
    *,
    begin: int,
    rounds: int,
    rate: float,
    earlier: Tuned | None = None,
) -> Tuned:
    """Tune the layers from `begin` on, anew or further; `counts` says how much each question weighs."""
    chance = np.random.default_rng(0)
    file = open_e5()
    states, vectors = lower(list(given.texts), begin, whole=earlier is None)
    centre, spread = (
        (earlier.centre, earlier.spread) if earlier else (vectors.mean(axis=0), vectors.std(axis=0))
    )
    upper = [layer_parts(file, number) for number in range(begin, LAYERS)]
    steps = rounds * -(-len(states) // TOGETHER)
    learnt = further(earlier, begin) if earlier else start(given, begin, chance)
    first, second = (jax.tree_util.tree_map(jnp.zeros_like, learnt) for _ in range(2))
    move = jax.jit(partial(step, steps=steps, most=rate, counts=counts, centre=centre, spread=spread))
    key, began = jax.random.PRNGKey(0), time.monotonic()
    for number, rows in enumerate(batches([len(one) for one in states], rounds, chance), 1):
        x, there = padded([states[row] for row in rows], TOGETHER)
        told = {
            name: (_filled(given.labels[name], rows), _filled(given.weights[name], rows)) for name in counts
        }
        learnt, first, second = move(
            learnt, first, second, float(number), x, there, told, jax.random.fold_in(key, number), upper
        )
        if number % 50 == 0:
            sys.stdout.write(f"{number} of {steps} steps, {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
    pairs = {
        (begin + place, name): (np.asarray(narrow), np.asarray(wide))
        for place, parts in enumerate(learnt["layers"])
        for name, (narrow, wide) in parts.items()
    }
    found = Tuned(
        learnt=pairs,
        largest=largest_of(file, given.texts, {}) if begin else {},
        largest_tuned={},
        centre=centre,
        spread=spread,
        heads={name: (np.asarray(w), np.asarray(b)) for name, (w, b) in learnt["heads"].items()},
        classes=given.classes,
    )
    return replace(found, largest_tuned=largest_of(file, given.texts, found.added()))


def lower(texts: list[str], begin: int, *, whole: bool) -> tuple[list[FloatArray], FloatArray]:
    """Return what the layers below `begin` make of texts, each (length, 384), and vectors as they come.

    The vectors stay empty where the `whole` is not asked for.
    """
    file = open_e5()
    parts = [layer_parts(file, number) for number in range(LAYERS)]
    ends = (file.plain("emb.ln.w"), file.plain("emb.ln.b"))

    def halves(x: Any, there: Any, parts: Any) -> tuple[Any, Any]:
        x = normal(x, *ends)
        for one in parts[:begin]:
            x = layer(x, there, one)
        low = x
        for one in parts[begin:] if whole else ():
            x = layer(x, there, one)
        return low, pooled(x, there)

    both = jax.jit(halves)
    entries = [entered(query(text)) for text in texts]
    states: list[FloatArray] = [np.zeros((0, WIDTH), np.float32)] * len(texts)
    vectors = np.zeros((len(texts), WIDTH), np.float32)
    order = sorted(range(len(texts)), key=lambda row: len(entries[row]))
    for first in range(0, len(order), TOGETHER):
        rows = order[first : first + TOGETHER]
        found, vector = both(*padded([entries[row] for row in rows], TOGETHER), parts)
        for place, row in enumerate(rows):
            states[row] = np.asarray(found[place, : len(entries[row])]).astype(np.float16)
            vectors[row] = np.asarray(vector[place]) if whole else 0
    return states, vectors


def start(given: Material, begin: int, chance: np.random.Generator) -> Any:
    """Return what is learnt, as it begins: nothing is added, nothing is said."""

    def pair(name: str) -> tuple[Any, Any]:
        inputs, outputs = {"fi": (WIDTH, 4 * WIDTH), "fo": (4 * WIDTH, WIDTH)}.get(name, (WIDTH, WIDTH))
        narrow = chance.normal(0, inputs**-0.5, (inputs, RANK)).astype(np.float32)
        return jnp.asarray(narrow), jnp.zeros((RANK, outputs), jnp.float32)

    layers = [{name: pair(name) for name in PRODUCTS} for _ in range(begin, LAYERS)]
    sizes = {name: len(found) for name, found in given.classes.items()}
    return {"layers": layers, "heads": {n: (jnp.zeros((WIDTH, c)), jnp.zeros(c)) for n, c in sizes.items()}}


def between(first: Tuned, second: Tuned, texts: Sequence[str]) -> Tuned:
    """Return what lies halfway between two tunings of the same layers: it carries further than either.

    "Model soups" (Wortsman et al. 2022). What is added to a large matrix is the mean of both, as well as
    `KEPT` numbers tell it.
    """
    learnt: dict[tuple[int, str], tuple[FloatArray, FloatArray]] = {}
    for place, (narrow, wide) in first.learnt.items():
        other = second.learnt[place]
        learnt[place] = narrowed(_middle(narrow @ wide, other[0] @ other[1]))
    heads = {
        name: (_middle(weights, second.heads[name][0]), _middle(offset, second.heads[name][1]))
        for name, (weights, offset) in first.heads.items()
    }
    found = replace(second, learnt=learnt, heads=heads)
    return replace(found, largest_tuned=largest_of(open_e5(), texts, found.added()))


def narrowed(added: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return two narrow matrices whose product is nearest to a large one (Eckart & Young 1936)."""
    left, sizes, right = np.linalg.svd(added, full_matrices=False)
    return left[:, :KEPT] * sizes[:KEPT], right[:KEPT]


def _middle(one: FloatArray, other: FloatArray) -> FloatArray:
    return np.asarray((one + other) / 2, np.float32)


def further(earlier: Tuned, begin: int) -> Any:
    """Return what was learnt earlier, to go on from."""
    layers = [
        {name: tuple(jnp.asarray(part) for part in earlier.learnt[number, name]) for name in PRODUCTS}
        for number in range(begin, LAYERS)
    ]
    heads = {name: tuple(jnp.asarray(part) for part in both) for name, both in earlier.heads.items()}
    return {"layers": layers, "heads": heads}


def batches(lengths: list[int], rounds: int, chance: np.random.Generator) -> Iterator[list[int]]:
    """Give rows of texts of about the same length, each text once a round."""
    for _ in range(rounds):
        near = np.array(lengths) + chance.uniform(-UNEVEN, UNEVEN, len(lengths))
        order = np.argsort(near, kind="stable").tolist()
        cut = [order[begin : begin + TOGETHER] for begin in range(0, len(order), TOGETHER)]
        yield from (cut[place] for place in chance.permutation(len(cut)))


def loss(
    learnt: Any,
    x: Any,
    there: Any,
    told: Any,
    key: Any,
    upper: Any,
    counts: Mapping[str, float],
    centre: Any,
    spread: Any,
) -> Any:
    """Return how far all answers are from what was labelled."""
    for place, parts in enumerate(upper):
        x = layer(x, there, parts, learnt["layers"][place], jax.random.fold_in(key, place))
    seen = (pooled(x, there) - centre) / spread * SHARPNESS
    total = 0.0
    for name, (labels, weights) in told.items():
        matrix, offset = learnt["heads"][name]
        chances = jax.nn.log_softmax(seen @ matrix + offset)
        right = jnp.take_along_axis(chances, jnp.maximum(labels, 0)[:, None], 1)[:, 0]
        total = total - counts[name] * (right * weights).mean()
    return total


def step(
    learnt: Any,
    first: Any,
    second: Any,
    number: Any,
    x: Any,
    there: Any,
    told: Any,
    key: Any,
    upper: Any,
    *,
    steps: int,
    most: float,
    counts: Mapping[str, float],
    centre: FloatArray,
    spread: FloatArray,
) -> tuple[Any, Any, Any]:
    """Learn from some texts: one step of Adam, warmed up and slowing down."""
    slope = jax.grad(loss)(learnt, x, there, told, key, upper, counts, centre, spread)
    every = jax.tree_util.tree_map
    steep = jnp.sqrt(sum((part**2).sum() for part in jax.tree_util.tree_leaves(slope)))
    slope = every(lambda part: part * jnp.minimum(1, 1 / steep), slope)
    first = every(lambda old, new: 0.9 * old + 0.1 * new, first, slope)
    second = every(lambda old, new: 0.98 * old + 0.02 * new**2, second, slope)
    slowing = 0.5 * (1 + jnp.cos(jnp.pi * (number - WARMING) / (steps - WARMING)))
    rate = jnp.where(number < WARMING, number / WARMING, slowing)

    def moved(own: float) -> Any:
        def one(value: Any, mean: Any, square: Any) -> Any:
            way = mean / (1 - 0.9**number) / (jnp.sqrt(square / (1 - 0.98**number)) + 1e-8)
            return value - own * rate * (way + DECAY * value)

        return one

    rates = {"layers": most, "heads": HEAD_RATE}
    new = {name: every(moved(own), learnt[name], first[name], second[name]) for name, own in rates.items()}
    return new, first, second


def _filled(values: Numbers | FloatArray, rows: list[int]) -> Any:
    return np.concatenate([values[rows], np.zeros(TOGETHER - len(rows), values.dtype)])
