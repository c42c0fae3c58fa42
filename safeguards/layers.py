"""The trained layers of the crisis check: the quick one weighs every sentence, the full one what is grave.

A layer adds up what the spelling of a message says and how near its vectors lie to messages that it learnt
from. `train` fits both and writes them into one file.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from meaning.heavy import Meaning
from meaning.tuned import load_tuned
from safeguards.features import FloatVector, Numbers, Spelling

MODEL = "safety_model.npz"
SHARPNESS = 2.0  # how quickly a learnt message matters less with its distance
TUNED = 0.05  # how much the tuned layers add; chosen on the first two blind parts, which judge no more
SURE = 8.0  # more than that the tuned layers are not believed
HARMLESS = ("figures", "near", "ordinary")  # sections of messages without danger
SPELT = 0.5**0.5  # how much words and letters weigh, each, beside a vector
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Places:
    """Where learnt messages lie in a space of vectors, around its middle."""

    middle: FloatVector
    marks: Matrix  # (n, dimensions), each of length one

    def near(self, vectors: Matrix) -> Matrix:
        """Return how near vectors (m, dimensions) lie to every mark: 1 at it, shape (m, n)."""
        turned = aside(vectors, self.middle) @ self.marks.T
        return np.asarray(np.exp(SHARPNESS * (turned - 1)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one layer, shape (…, 3): one column per label of the crisis check."""

    offsets: Matrix
    words: Matrix
    letters: Matrix
    light: Matrix
    heavy: Matrix | None  # None: it does not ask the heavy embedding


@dataclass(frozen=True, slots=True)
class Layers:
    """Both layers, how telling each bucket of the spelling is, and the thresholds chosen in training."""

    words: FloatVector
    letters: FloatVector
    light: Places
    heavy: Places
    quick: Layer
    full: Layer
    harmless: float  # below this score of the quick layer the full one is not asked
    soft: float
    acute: float

    def quick_score(self, spelling: Spelling, light: FloatVector) -> FloatVector:
        """Return the scores of the three labels that need the light vector alone; their sum is the alarm."""
        score = self._spelt(self.quick, spelling)
        return np.asarray(score + self.light.near(light[None])[0] @ self.quick.light, np.float32)

    def full_score(self, spelling: Spelling, light: FloatVector, meaning: Meaning) -> FloatVector:
        """Return the scores of the three labels by everything there is; their sum is the alarm."""
        score = self._spelt(self.full, spelling) + self.light.near(light[None])[0] @ self.full.light
        if self.full.heavy is not None:
            score = score + self.heavy.near(meaning.vector[None])[0] @ self.full.heavy
        return np.asarray(score + TUNED * danger(meaning.chances["danger"]) / len(score), np.float32)

    def _spelt(self, layer: Layer, spelling: Spelling) -> FloatVector:
        score: FloatVector = layer.offsets.astype(np.float32)
        for numbers, rarity, weights in (
            (spelling.words, self.words, layer.words),
            (spelling.letters, self.letters, layer.letters),
        ):
            score = score + shares(numbers, rarity) @ weights[numbers]
        return score


def danger(chances: FloatVector) -> float:
    """Return how much likelier danger is than none by the tuned layers, as a logarithm within SURE."""
    grave = _grave()
    apart = np.logaddexp.reduce(chances[grave]) - np.logaddexp.reduce(chances[~grave])
    return float(np.clip(apart, -SURE, SURE))


@cache
def _grave() -> NDArray[np.bool_]:
    return np.array([section not in HARMLESS for section in load_tuned().classes["danger"]])


def shares(numbers: Numbers, rarity: FloatVector) -> FloatVector:
    """Return how much every bucket of a message counts: their squares add up to that of SPELT."""
    telling = rarity[numbers]
    found: FloatVector = telling * np.float32(SPELT / max(1e-6, float(np.linalg.norm(telling))))
    return found


def aside(vectors: Matrix, middle: FloatVector) -> Matrix:
    """Return vectors as seen from a middle, each of length one."""
    seen = vectors - middle
    return np.asarray(seen / np.maximum(1e-9, np.linalg.norm(seen, axis=-1, keepdims=True)), np.float32)


@cache
def layers() -> Layers | None:
    """Return the shipped layers, or None where the package was built without them."""
    path = files("safeguards") / "data" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as stream, np.load(stream) as kept:
        held = {name: kept[name].astype(np.float32) for name in kept.files}
    return unpack(held)


def unpack(held: dict[str, Matrix]) -> Layers:
    """Return the layers that a file holds."""

    def layer(name: str) -> Layer:
        return Layer(
            held[f"{name}_offsets"],
            held[f"{name}_words"],
            held[f"{name}_letters"],
            held[f"{name}_light"],
            held.get(f"{name}_heavy"),
        )

    def places(name: str) -> Places:
        marks = held[f"{name}_marks"]
        return Places(held[f"{name}_middle"], aside(marks, np.zeros(marks.shape[1], np.float32)))

    return Layers(
        held["words"],
        held["letters"],
        places("light"),
        places("heavy"),
        layer("quick"),
        layer("full"),
        *(float(held[name]) for name in ("harmless", "soft", "acute")),
    )
