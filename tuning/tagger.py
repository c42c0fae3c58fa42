"""Teach the tagger: `python -m tuning.tagger` writes safeguards/data/tagger.npz.

It learns from the marked messages, each also told with other names and figures (`altered`), and from ordinary
reflections. What words mean comes from the built-in embedding. Needs JAX (`uv pip install --group tune`) and
some twelve minutes on one core; the same seed gives the same network.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any, get_args

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from safeguards.messages import LearntMarked, Marked, MarkedMessage, marked_messages, traps
from safeguards.tagger import MODEL, TYPES, WINDOW
from tuning.altered import SWAPPED, altered, altering
from tuning.examples import Example, example, plain_messages
from tuning.word_vectors import Vectors, word_vectors

FloatArray = NDArray[np.float32]

LEARNT: tuple[LearntMarked, ...] = get_args(LearntMarked)
SIMPLE: tuple[Marked, ...] = ("train", "dev")  # many are one sentence with another name in it
COPIES = 3  # how often each message is told again
SIMPLE_ONES = 2000
COUNTS = {"natural": 1.0, "simple": 0.3, "places": 0.4, "plain": 0.4}
HIDDEN = {False: 0.2, True: 0.5}  # how often a listed name looks like one on no list, told again or not
WIDTH = 96
ROUNDS, TOGETHER, RATE, WARMING = 10, 48, 3e-3, 200
SMALLEST = 1e-5  # keeps the rows small
# How often it does not see while learning: anything, which word it is, what it means, all rules, a value.
UNSEEN, NAMELESS, MEANINGLESS, UNRULED, SPARED = 0.1, 0.5, 0.1, 0.3, 0.25
IDENTITY, RULE = ("w:", "q:", "4:"), ("r:", "R:")
SELDOM, SELDOM_WORDS = 8, 12  # what is seen less often is not learnt
LENGTHS = (8, 16, 24, 40, 64, 128, 256)
MOST_SEEN = 40


def gather(parts: Sequence[Marked], chance: Random) -> list[tuple[Example, float]]:
    """Return everything to learn from with how much it counts."""
    natural = [*(message for part in parts for message in marked_messages(part)), *traps()]
    simple = [message for part in SIMPLE for message in marked_messages(part)]
    by = altering([*natural, *simple])
    found: list[tuple[Example | None, float]] = []

    def teach(message: MarkedMessage, counts: str, *, again: bool = True) -> None:
        told = altered(message, by, chance) if again else message
        hidden = HIDDEN[again]
        found.append((example(told, chance, hidden=hidden, plain=counts == "plain"), COUNTS[counts]))

    for message in natural:
        for copy in range(COPIES + 1):
            teach(message, "natural", again=copy > 0)
    for message in chance.sample(simple, SIMPLE_ONES):
        teach(message, "simple")
    for message in plain_messages():
        if message.spans:
            teach(message, "places")
        else:
            teach(message, "plain", again=chance.random() < SWAPPED)
    return [(one, counts) for one, counts in found if one is not None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages of about one length: rows of what is seen, of meanings, where there is something, types."""

    rows: NDArray[np.int32]
    meanings: NDArray[np.int32]
    there: FloatArray
    types: NDArray[np.int32]
    counts: FloatArray


def numbered(found: Iterable[Example]) -> dict[str, int]:
    """Return a row for all that is seen often enough; row 0 is nothing."""
    seen = Counter(name for one in found for names in one.seen for name in set(names))
    often = [n for n, count in seen.items() if count >= (SELDOM_WORDS if n.startswith(IDENTITY) else SELDOM)]
    return {name: row for row, name in enumerate(sorted(often), 1)}


def packed(found: list[tuple[Example, float]], rows: dict[str, int], vectors: Vectors) -> dict[int, Batch]:
    """Return all messages by length, as numbers."""
    by_length: dict[int, list[tuple[Example, float]]] = {}
    for one, counts in found:
        length = next((length for length in LENGTHS if length >= len(one.seen)), None)
        if length:
            by_length.setdefault(length, []).append((one, counts))
    packs = {}
    for length, some in sorted(by_length.items()):
        shape = (len(some), length)
        pack = Batch(
            np.zeros((*shape, MOST_SEEN), np.int32),
            np.zeros(shape, np.int32),
            np.zeros(shape, np.float32),
            np.full(shape, -1, np.int32),
            np.array([counts for _, counts in some], np.float32),
        )
        for at, (one, _) in enumerate(some):
            size = len(one.seen)
            for place, names in enumerate(one.seen):
                ids = [rows[name] for name in names if name in rows][:MOST_SEEN]
                pack.rows[at, place, : len(ids)] = ids
                pack.meanings[at, place] = vectors.row(one.keys[place])
            pack.there[at, :size] = 1
            pack.types[at, :size] = one.types
        packs[length] = pack
    return packs


def batches(packs: dict[int, Batch], chance: np.random.Generator) -> Iterator[Batch]:
    """Give every message once, those of one length together."""
    cut = []
    for length, pack in packs.items():
        order = chance.permutation(len(pack.counts))
        missing = -len(order) % TOGETHER
        order = np.concatenate([order, chance.choice(order, missing)]) if missing else order
        cut += [(length, order[begin : begin + TOGETHER]) for begin in range(0, len(order), TOGETHER)]
    for number in chance.permutation(len(cut)):
        length, some = cut[number]
        pack = packs[length]
        yield Batch(*(getattr(pack, name)[some] for name in Batch.__slots__))


def start(rows: int, size: int, chance: np.random.Generator) -> dict[str, Any]:
    """Return the weights as they begin."""

    def some(*shape: int, spread: float) -> Any:
        return jnp.asarray(chance.normal(0, spread, shape).astype(np.float32))

    wide = WINDOW * WIDTH
    return {
        "table": some(rows + 1, WIDTH, spread=0.08).at[0].set(0),
        "meaning": some(size, WIDTH, spread=0.7 * size**-0.5),
        "start": jnp.zeros(WIDTH),
        "layer1": some(wide, WIDTH, spread=wide**-0.5),
        "offset1": jnp.zeros(WIDTH),
        "layer2": some(wide, WIDTH, spread=wide**-0.5),
        "offset2": jnp.zeros(WIDTH),
        "all_of_it": some(WIDTH, WIDTH, spread=WIDTH**-0.5),
        "out": some(WIDTH, len(TYPES), spread=WIDTH**-0.5),
        "out_offset": jnp.zeros(len(TYPES)),
    }


def beside(x: Any) -> Any:
    """Return for each stretch those around it, side by side."""
    reach = WINDOW // 2
    wide = jnp.pad(x, ((0, 0), (reach, reach), (0, 0)))
    return jnp.concatenate([wide[:, at : at + x.shape[1]] for at in range(WINDOW)], axis=-1)


def loss(
    learnt: Any, rows: Any, meanings: Any, there: Any, types: Any, counts: Any, key: Any, of: Any
) -> Any:
    """Return how far the network is from what was marked, with some of what is seen left out by chance."""
    keys = jax.random.split(key, 6)
    keep = jax.random.bernoulli
    group = of[rows]
    seen = keep(keys[0], 1 - UNSEEN, rows.shape)
    seen &= (group != 1) | keep(keys[1], 1 - NAMELESS, rows.shape[:2])[..., None]
    seen &= (group != 2) | keep(keys[2], 1 - UNRULED, rows.shape[:1])[:, None, None]
    x = learnt["table"][jnp.where(seen, rows, 0)].sum(2)
    x = x + meanings @ learnt["meaning"] * keep(keys[3], 1 - MEANINGLESS, rows.shape[:2])[..., None]
    mask = there[..., None]
    x = jax.nn.relu(x + learnt["start"]) * mask
    x = x * keep(keys[4], 1 - SPARED, x.shape) / (1 - SPARED)
    x = x + jax.nn.relu(beside(x) @ learnt["layer1"] + learnt["offset1"]) * mask
    whole = (x.sum(1) / jnp.maximum(mask.sum(1), 1)) @ learnt["all_of_it"]
    x = x * keep(keys[5], 1 - SPARED, x.shape) / (1 - SPARED)
    x = x + jax.nn.relu(beside(x) @ learnt["layer2"] + learnt["offset2"] + whole[:, None]) * mask
    chances = jax.nn.log_softmax(x @ learnt["out"] + learnt["out_offset"])
    right = jnp.take_along_axis(chances, jnp.maximum(types, 0)[..., None], 2)[..., 0]
    miss = -(right * (types >= 0) * counts[:, None]).sum() / rows.shape[0]
    return miss + SMALLEST * (learnt["table"] ** 2).sum()


@partial(jax.jit, donate_argnums=(0, 1, 2, 3))
def step(learnt: Any, first: Any, second: Any, mean: Any, number: Any, rate: Any, *given: Any) -> Any:
    """Learn from some messages: one step of Adam (Kingma & Ba 2015); what is kept is a mean."""
    slope = jax.grad(loss)(learnt, *given)
    every = jax.tree_util.tree_map
    first = every(lambda old, new: 0.9 * old + 0.1 * new, first, slope)
    second = every(lambda old, new: 0.99 * old + 0.01 * new**2, second, slope)

    def moved(value: Any, way: Any, square: Any) -> Any:
        return value - rate * (way / (1 - 0.9**number)) / (jnp.sqrt(square / (1 - 0.99**number)) + 1e-7)

    learnt = every(moved, learnt, first, second)
    learnt["table"] = learnt["table"].at[0].set(0)
    share = jnp.minimum(0.998, (1 + number) / (10 + number))
    return learnt, first, second, every(lambda old, new: share * old + (1 - share) * new, mean, learnt)


def learn(parts: Sequence[Marked], seed: int = 0) -> dict[str, Any]:
    """Return what the model file holds after learning from these parts."""
    found = gather(parts, Random(seed))
    rows, vectors = numbered(one for one, _ in found), word_vectors()
    packs, chance = packed(found, rows, vectors), np.random.default_rng(seed)
    of = np.zeros(len(rows) + 1, np.int32)
    for name, row in rows.items():
        of[row] = 1 if name.startswith(IDENTITY) else 2 if name.startswith(RULE) else 0
    learnt = start(len(rows), vectors.table.shape[1], chance)
    first, second = (jax.tree_util.tree_map(jnp.zeros_like, learnt) for _ in range(2))
    mean = jax.tree_util.tree_map(jnp.array, learnt)
    steps = ROUNDS * sum(-(-len(pack.counts) // TOGETHER) for pack in packs.values())
    key, number = jax.random.PRNGKey(seed), 0
    for turn in range(ROUNDS):
        for some in batches(packs, chance):
            number += 1
            rate = RATE * min(1, number / WARMING) * max(0.02, 1 - number / steps)
            given = (some.rows, vectors.table[some.meanings], some.there, some.types, some.counts)
            learnt, first, second, mean = step(
                learnt, first, second, mean, float(number), rate, *given, jax.random.fold_in(key, number), of
            )
        sys.stdout.write(f"{turn + 1} of {ROUNDS} rounds\n")
        sys.stdout.flush()
    return vectors.with_rows(rows, {name: np.asarray(value) for name, value in mean.items()})


def main() -> int:
    """Learn, and write what was learnt."""
    target = Path(str(files("safeguards") / "data" / MODEL))
    np.savez_compressed(target, **learn(LEARNT))
    sys.stdout.write(f"wrote {MODEL}: {target.stat().st_size / 1024:.0f} KiB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
