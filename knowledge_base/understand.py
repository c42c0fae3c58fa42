"""What a reflection is about and how it feels, by words and embedding; it never enters a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from knowledge_base.layers import Seen, load_layers
from meaning.heavy import Meaning

Dimension = Literal["structural", "relational", "cognitive", "none"]
Valence = Literal["strength", "barrier", "mixed", "neutral"]

SECOND_FROM = 0.25  # probability from which a second dimension is worth naming

# How much worse it is to take a strength for a barrier, or the reverse, than any other mistake. Chosen on the
# third and the fourth part of the evaluation, where it leaves 3 and 7 % of such mistakes.
FLIP = 5.0


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a reflection is about, how it feels, and how sure that is (probabilities by class)."""

    dimension: Dimension
    second: Dimension
    valence: Valence
    dimensions: Mapping[str, float]
    valences: Mapping[str, float]


def understand(meaning: Meaning) -> Understanding:
    """Understand a reflection by its words and its meaning."""
    return understood(load_layers().see(meaning))


def understood(seen: Seen) -> Understanding:
    """Understand a reflection by what the trained layers made of it."""
    trained = load_layers()
    dimensions = trained.chances("dimension", seen)
    valences = trained.chances("valence", seen)
    first, second = sorted(dimensions, key=dimensions.__getitem__, reverse=True)[:2]
    if dimensions[second] < SECOND_FROM or "none" in (first, second):
        second = "none"
    return Understanding(
        cast("Dimension", first), cast("Dimension", second), _safest(valences), dimensions, valences
    )


def _safest(valences: Mapping[str, float]) -> Valence:
    # The valence with the least to regret: mixed or neutral where strength and barrier are both likely.
    other = {"strength": "barrier", "barrier": "strength"}
    regret = {
        name: (1 - chance) + (FLIP - 1) * valences.get(other.get(name, ""), 0.0)
        for name, chance in valences.items()
    }
    return cast("Valence", min(regret, key=regret.__getitem__))
