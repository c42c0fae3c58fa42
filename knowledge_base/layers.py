"""The small trained layers on the embedding: which concept, in scope or not, dimension, second, valence.

They are made by `python -m knowledge_base.train`; here they are only read and used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.embedding import FloatVector

FILE = Path(__file__).parent / "model" / "layers.npz"


@dataclass(frozen=True, slots=True)
class Layer:
    """A softmax over classes: `weights` (features + 1, classes), the last row being the bias."""

    classes: tuple[str, ...]
    weights: FloatVector

    def probabilities(self, features: FloatVector) -> FloatVector:
        """Return the probability of each class: shape (classes,) for (features,), or (n, classes)."""
        logits = features @ self.weights[:-1] + self.weights[-1]
        return softmax(logits)

    def named(self, features: FloatVector) -> dict[str, float]:
        """Return the probability of each class by name, for one vector of features."""
        return dict(zip(self.classes, self.probabilities(features).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Layers:
    """Everything that was trained; `mean` and `scale` bring an embedding to even footing, shape (384,)."""

    mean: FloatVector
    scale: FloatVector
    layers: Mapping[str, Layer]
    fusion: Mapping[str, float]

    def features(self, vectors: FloatVector) -> FloatVector:
        """Centre and scale embeddings: what they have in common says nothing."""
        return np.asarray((vectors - self.mean) / self.scale, dtype=np.float32)


def softmax(logits: FloatVector | NDArray[np.float64]) -> FloatVector:
    """Turn logits into probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


@cache
def load_layers(path: Path = FILE) -> Layers:
    """Read the trained layers; raises FileNotFoundError where they were never trained."""
    with np.load(path, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    names = sorted({name.split("/")[1] for name in arrays if name.startswith("layer/")})
    layers = {
        name: Layer(
            tuple(str(label) for label in arrays[f"layer/{name}/classes"]),
            arrays[f"layer/{name}/weights"].astype(np.float32),
        )
        for name in names
    }
    fusion = dict(
        zip((str(n) for n in arrays["fusion/names"]), arrays["fusion/values"].tolist(), strict=True)
    )
    return Layers(arrays["mean"].astype(np.float32), arrays["scale"].astype(np.float32), layers, fusion)


def save_layers(trained: Layers, path: Path = FILE) -> None:
    """Write trained layers in half precision."""
    arrays: dict[str, NDArray[np.generic]] = {
        "mean": trained.mean.astype(np.float16),
        "scale": trained.scale.astype(np.float16),
        "fusion/names": np.array(list(trained.fusion), dtype="U32"),
        "fusion/values": np.array(list(trained.fusion.values()), dtype=np.float64),
    }
    for name, layer in trained.layers.items():
        arrays[f"layer/{name}/classes"] = np.array(layer.classes, dtype="U32")
        arrays[f"layer/{name}/weights"] = layer.weights.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
