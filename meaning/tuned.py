"""What was learnt beside the embedding as it comes: `tuning` makes it, here it is only read.

The upper half of the layers exists twice: as it comes, for finding texts, and tuned, for judging what a
person wrote about working together; the lower half is shared. For hearing danger most are tuned again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from meaning.e5_file import FloatArray

FILE = Path(__file__).parent / "data" / "e5_tuned.npz"
DANGER_FILE = FILE.with_name("e5_danger.npz")
FROM = 6  # the first layer that exists twice
SHARPNESS = 0.2  # by which a vector on even footing is multiplied before it is judged

Pairs = Mapping[tuple[int, str], tuple[FloatArray, FloatArray]]
Largest = Mapping[tuple[int, str], FloatArray]  # by layer and entry: the largest value of each channel


@dataclass(frozen=True, slots=True)
class Tuned:
    """Small matrices by layer and product, what the graph has to know, and the heads on top of it all."""

    learnt: Pairs  # (inputs, rank) and (rank, outputs): their product is added to a large matrix
    largest: Largest  # in the layers as they come
    largest_tuned: Largest  # in the tuned ones
    centre: FloatArray  # (384,)
    spread: FloatArray  # (384,)
    heads: Mapping[str, tuple[FloatArray, FloatArray]]  # weights (384, classes) and offsets
    classes: Mapping[str, tuple[str, ...]]

    def added(self) -> dict[tuple[int, str], FloatArray]:
        """Return what is added to each large matrix, shape (outputs, inputs)."""
        return {place: np.asarray((narrow @ wide).T) for place, (narrow, wide) in self.learnt.items()}

    def chances(self, vector: FloatArray) -> dict[str, FloatArray]:
        """Return the logarithm of the chance of each class, by question, for a tuned vector (384,)."""
        seen = np.asarray((vector - self.centre) / self.spread * SHARPNESS, np.float32)
        return {
            name: _log_softmax(np.asarray(seen @ weights + offset, np.float32))
            for name, (weights, offset) in self.heads.items()
        }


def save_tuned(tuned: Tuned, path: Path = FILE) -> None:
    """Write it in half precision."""
    kept: dict[str, NDArray[np.generic]] = {"centre": tuned.centre, "spread": tuned.spread}
    for (layer, name), (narrow, wide) in tuned.learnt.items():
        kept[f"learnt/{layer}/{name}/narrow"] = narrow.astype(np.float16)
        kept[f"learnt/{layer}/{name}/wide"] = wide.astype(np.float16)
    for title, largest in (("largest", tuned.largest), ("largest_tuned", tuned.largest_tuned)):
        kept |= {
            f"{title}/{layer}/{name}": most.astype(np.float16) for (layer, name), most in largest.items()
        }
    for name, (weights, offset) in tuned.heads.items():
        kept |= {f"heads/{name}/weights": weights.astype(np.float16), f"heads/{name}/offset": offset}
        kept[f"heads/{name}/classes"] = np.array(tuned.classes[name], dtype="U32")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **kept)  # type: ignore[arg-type]


@cache
def load_tuned(path: Path = FILE) -> Tuned:
    """Read it; raises FileNotFoundError where it was never made."""
    with np.load(path, allow_pickle=False) as kept:
        held = {tuple(name.split("/")): kept[name] for name in kept.files}
    plain = {place: values.astype(np.float32) for place, values in held.items() if place[-1] != "classes"}
    places = sorted({place[1:3] for place in held if place[0] == "learnt"})
    names = sorted({place[1] for place in held if place[0] == "heads"})

    def largest(title: str) -> dict[tuple[int, str], FloatArray]:
        return {(int(p[1]), p[2]): values for p, values in plain.items() if p[0] == title}

    return Tuned(
        learnt={
            (int(layer), name): (
                plain["learnt", layer, name, "narrow"],
                plain["learnt", layer, name, "wide"],
            )
            for layer, name in places
        },
        largest=largest("largest"),
        largest_tuned=largest("largest_tuned"),
        centre=plain[("centre",)],
        spread=plain[("spread",)],
        heads={name: (plain["heads", name, "weights"], plain["heads", name, "offset"]) for name in names},
        classes={name: tuple(map(str, held["heads", name, "classes"])) for name in names},
    )


def _log_softmax(scores: FloatArray) -> FloatArray:
    shifted = scores - scores.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()), np.float32)
