"""The trained part of the shelf: which concept, in scope or not, dimension and valence of a text.

It is made by `python -m knowledge_base.train`; here it is only read and used.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.embedding import FloatVector
from knowledge_base.features import hashed, weighed
from meaning.heavy import Meaning
from meaning.light import embed_light

FILE = Path(__file__).parent / "model" / "layers.npz"
NEARNESS = 2.0  # how much the nearness of known sentences weighs beside the words
LIGHT = 1.5  # how much more the light embedding's nearness weighs: a little better than 1 in cross-validation
WIDTH = 1.0  # how fast nearness fades with distance: two unrelated texts lie some 1.4 apart
SPREAD = 127 / 5  # steps of a small whole number for each standard deviation of an embedding

# How much the tuned layers count beside the kernels: chosen on the third part of the evaluation, for
# dimension and valence on the reflections of the fourth, too. More weight would serve valence better there,
# but plain barriers ("nobody dares to be honest here") would pass for strengths.
TUNED = {"scope": 1.0, "dimension": 3.0, "valence": 0.5}

HEADS = ("concept", "scope", "dimension", "valence")  # the order of the scores
TOPS = HEADS[1:]  # with a softmax on top; concepts are ranked by `search`


@dataclass(frozen=True, slots=True)
class Layer:
    """A softmax over classes: `weights` (inputs + 1, classes), the last row being the bias."""

    classes: tuple[str, ...]
    weights: FloatVector

    def logits(self, inputs: FloatVector) -> FloatVector:
        """Return a score for each class, for one row of inputs or for many."""
        return np.asarray(inputs @ self.weights[:-1] + self.weights[-1], np.float32)


@dataclass(frozen=True, slots=True)
class Known:
    """Where `n` known sentences lie by one embedding of `d` numbers, centred and scaled."""

    mean: FloatVector  # (d,), of the embeddings as they come: what they have in common says nothing
    scale: FloatVector  # (d,)
    points: FloatVector  # (n, d)
    squares: FloatVector  # (n,), their lengths squared

    def near_to(self, vector: FloatVector) -> FloatVector:
        """Tell how near each known sentence is to an embedding, shape (d,): (n,)."""
        ours = (vector - self.mean) / self.scale / np.sqrt(np.float32(len(vector)))
        return faded((ours**2).sum() + self.squares - 2 * self.points @ ours)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the trained layers make of one text, for `n` known sentences and `k` scores."""

    near: FloatVector  # (n,), how near each known sentence is by both embeddings
    scores: FloatVector  # (k,), on all classes of all heads in a row
    tuned: Mapping[str, FloatVector]  # by head, the logarithm of each class's chance by the tuned layers


@dataclass(frozen=True, slots=True)
class Layers:
    """Everything that was trained, for `n` known sentences and `k` scores: those of all heads in a row."""

    known: Known  # by the built-in embedding
    known_light: Known  # by the light one, which hears other things
    rarity: FloatVector  # (features,), weight of each hashed feature
    near: FloatVector  # (n, k), what nearness to each known sentence adds to each score
    words: FloatVector  # (features, k), what each hashed feature adds
    bias: FloatVector  # (k,)
    said: NDArray[np.str_]  # (n,), the concept of each known sentence, or nothing
    layers: Mapping[str, Layer]  # by head, on the scores of all heads
    fusion: Mapping[str, float]

    def see(self, meaning: Meaning) -> Seen:
        """Look at a text and what it means."""
        with ThreadPoolExecutor(1) as beside:  # one of its own each time: threads do not survive a fork
            light = beside.submit(lambda: self.known_light.near_to(embed_light(meaning.text)))
            near, tuned = self.known.near_to(meaning.vector), meaning.chances
        near = near + LIGHT * light.result()
        words = weighed(hashed([meaning.text]), self.rarity)[0]
        marked = np.flatnonzero(words)
        scores = NEARNESS * near @ self.near + words[marked] @ self.words[marked] + self.bias
        return Seen(near, np.asarray(scores, dtype=np.float32), tuned)

    def chances(self, head: str, seen: Seen) -> dict[str, float]:
        """Return the chance of each class of a head, by both kinds of layers."""
        layer = self.layers[head]
        mixed = layer.logits(seen.scores) + TUNED[head] * seen.tuned[head]
        return dict(zip(layer.classes, softmax(mixed).tolist(), strict=True))


def pack(standard: FloatVector) -> NDArray[np.int8]:
    """Round standard embeddings to small whole numbers."""
    grown = standard * np.sqrt(standard.shape[1]) * SPREAD
    return np.asarray(np.clip(np.rint(grown), -127, 127), dtype=np.int8)


def unpack(points: NDArray[np.int8]) -> FloatVector:
    """Turn small whole numbers back into standard embeddings."""
    return np.asarray(points.astype(np.float32) / SPREAD / np.sqrt(points.shape[1]), dtype=np.float32)


def nearness(ours: FloatVector, theirs: FloatVector) -> FloatVector:
    """Tell how near texts lie, 1 for the same and towards 0: shape (m, n) for (m, d) and (n, d)."""
    return faded((ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1)[None] - 2 * ours @ theirs.T)


def faded(apart: FloatVector) -> FloatVector:
    """Turn squared distances into nearness."""
    return np.asarray(np.exp(-WIDTH * np.maximum(apart, 0.0)), dtype=np.float32)


def softmax(logits: FloatVector | NDArray[np.float64]) -> FloatVector:
    """Turn logits into probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


@cache
def load_layers(path: Path = FILE) -> Layers:
    """Read the trained layers; raises FileNotFoundError where they were never trained."""
    with np.load(path, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    layers = {
        name: Layer(
            tuple(str(label) for label in arrays[f"{name}/classes"]),
            arrays[f"{name}/weights"].astype(np.float32),
        )
        for name in TOPS
    }
    names = (str(name) for name in arrays["fusion/names"])
    return Layers(
        known=_known(arrays, "known"),
        known_light=_known(arrays, "light"),
        rarity=arrays["rarity"].astype(np.float32),
        near=arrays["near"].astype(np.float32) * arrays["near/step"],
        words=arrays["words"].astype(np.float32) * arrays["words/step"],
        bias=arrays["bias"].astype(np.float32),
        said=arrays["said"],
        layers=layers,
        fusion=dict(zip(names, arrays["fusion/values"].tolist(), strict=True)),
    )


def save_layers(trained: Layers, path: Path = FILE) -> None:
    """Write trained layers, the large parts as small whole numbers."""
    near, near_step = _small(trained.near)
    words, words_step = _small(trained.words)
    arrays: dict[str, NDArray[np.generic]] = {
        "rarity": trained.rarity.astype(np.float16),
        "near": near,
        "near/step": near_step,
        "words": words,
        "words/step": words_step,
        "bias": trained.bias,
        "said": trained.said,
        "fusion/names": np.array(list(trained.fusion), dtype="U32"),
        "fusion/values": np.array(list(trained.fusion.values()), dtype=np.float64),
    }
    for name, known in (("known", trained.known), ("light", trained.known_light)):
        arrays |= {f"{name}/mean": known.mean, f"{name}/scale": known.scale}
        arrays[f"{name}/points"] = pack(known.points)
    for name, layer in trained.layers.items():
        arrays[f"{name}/classes"] = np.array(layer.classes, dtype="U32")
        arrays[f"{name}/weights"] = layer.weights
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def _known(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Known:
    points = unpack(np.asarray(arrays[f"{name}/points"], dtype=np.int8))
    mean, scale = (np.asarray(arrays[f"{name}/{part}"], dtype=np.float32) for part in ("mean", "scale"))
    return Known(mean, scale, points, (points**2).sum(axis=1))


def _small(values: FloatVector) -> tuple[NDArray[np.int8], FloatVector]:
    step = np.maximum(np.abs(values).max(axis=0), 1e-9) / 127
    return np.asarray(np.rint(values / step), dtype=np.int8), np.asarray(step, dtype=np.float32)
