"""What a reflection is about and how it feels, by its embedding; chooses cards and never enters a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from knowledge_base.embedding import FloatVector
from knowledge_base.layers import load_layers

Dimension = Literal["structural", "relational", "cognitive", "none"]
Valence = Literal["strength", "barrier", "mixed", "neutral"]

SECOND_FROM = 0.25  # probability from which a second dimension is worth naming


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a reflection is about, how it feels, and how sure that is (probabilities by class)."""

    dimension: Dimension
    second: Dimension
    valence: Valence
    dimensions: Mapping[str, float]
    valences: Mapping[str, float]


def understand(vector: FloatVector) -> Understanding:
    """Understand a reflection by its built-in embedding, shape (384,)."""
    trained = load_layers()
    features = trained.features(vector)
    dimensions = trained.layers["dimension"].named(features)
    valences = trained.layers["valence"].named(features)
    first, second = sorted(dimensions, key=dimensions.__getitem__, reverse=True)[:2]
    if dimensions[second] < SECOND_FROM or "none" in (first, second):
        second = "none"
    return Understanding(
        cast("Dimension", first),
        cast("Dimension", second),
        cast("Valence", max(valences, key=valences.__getitem__)),
        dimensions,
        valences,
    )
