"""The trained layers of the crisis check: a quick one weighs every sentence, deep ones what may be grave.

The quick layer adds up what the spelling of a message says and how near its light vector lies to messages
that it learnt from; `train` fits it. The deep ones are most of e5, tuned by `tuning.danger`.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from meaning.heavy import Meaning
from meaning.tuned import DANGER_FILE, load_tuned
from safeguards.features import FloatVector, Numbers, Spelling

MODEL = "safety_model.npz"
SHARPNESS = 2.0  # how quickly a learnt message matters less with its distance
DEEP = 0.05  # how much the deep layers add; chosen on parts that nothing was learnt from
WORK = 0.04  # how much it takes away that a text is plainly about working together; chosen likewise
SURE = 8.0  # more than that neither is believed
DOUBT = WORK * SURE  # so far the alarm may still move
TINY = 1e-9
# Which label a section of messages deserves, by its place among `crisis.LABELS`; the others are harmless.
LABELLED = {"crisis_explicit": 0, "crisis_veiled": 0, "student_safety": 1, "harassment": 2}
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
class Layers:
    """The quick layer, how telling each bucket of the spelling is, and the thresholds chosen in training.

    Weights have one column per label of the crisis check: shape (…, 3).
    """

    rare_words: FloatVector
    rare_letters: FloatVector
    places: Places
    offsets: Matrix
    words: Matrix
    letters: Matrix
    light: Matrix
    harmless: float  # below this score of the quick layer the deep ones are not asked
    soft: float
    acute: float

    def quick_score(self, spelling: Spelling, light: FloatVector) -> FloatVector:
        """Return the scores of the three labels by the quick layer; their sum is the alarm."""
        return np.asarray(
            self.spelling_score(spelling) + self.places.near(light[None])[0] @ self.light, np.float32
        )

    def spelling_score(self, spelling: Spelling) -> FloatVector:
        """Return what the spelling alone says: a fraction of the time, and most of it."""
        score: FloatVector = self.offsets.astype(np.float32)
        for numbers, rarity, weights in (
            (spelling.words, self.rare_words, self.words),
            (spelling.letters, self.rare_letters, self.letters),
        ):
            score = score + shares(numbers, rarity) @ weights[numbers]
        return score


def deep_score(meaning: Meaning) -> FloatVector:
    """Return what the deep layers add to the scores of the three labels."""
    found = deep_chances(meaning)
    apart = float(np.clip(np.log(found[:3].sum() + TINY) - np.log(found[3] + TINY), -SURE, SURE))
    kind = _kind(found) - 1 / 3  # adds nothing to the alarm
    return np.asarray(DEEP * apart / 3 + kind, np.float32)


def work_score(meaning: Meaning) -> FloatVector:
    """Return what it adds to the scores that a text is about working together, or is not.

    Harassment happens at work: where a text sounds like that it says nothing.
    """
    inside, outside = meaning.chances["scope"]
    counts = 1 - float(_kind(deep_chances(meaning))[LABELLED["harassment"]])
    return np.full(3, -counts * WORK / 3 * np.clip(inside - outside, -SURE, SURE), np.float32)


def deep_chances(meaning: Meaning) -> FloatVector:
    """Return the chances of the three labels and of none: shape (4,)."""
    return np.asarray(np.bincount(_where(), np.exp(meaning.danger), 4), np.float32)


def _kind(found: FloatVector) -> FloatVector:
    """Return which label it is, should it be one: shape (3,), adds up to 1."""
    return np.asarray(found[:3] / (found[:3].sum() + TINY), np.float32)


@cache
def _where() -> NDArray[np.int64]:
    return np.array([LABELLED.get(section, 3) for section in load_tuned(DANGER_FILE).classes["danger"]])


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
    marks = held["marks"]
    return Layers(
        held["rare_words"],
        held["rare_letters"],
        Places(held["middle"], aside(marks, np.zeros(marks.shape[1], np.float32))),
        offsets=held["offsets"],
        words=held["words"],
        letters=held["letters"],
        light=held["light"],
        harmless=float(held["harmless"]),
        soft=float(held["soft"]),
        acute=float(held["acute"]),
    )
