"""Fits both layers of the crisis check: `python -m safeguards.train` writes data/safety_model.npz.

Deterministic: the same messages and embeddings give the same file. Thresholds are chosen on two parts by
hands that the layers never heard; they judge no more.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import numpy as np

from meaning.heavy import Meaning
from meaning.light import embed_light_many
from safeguards.crisis import LABELS, as_read, heard
from safeguards.features import FloatVector, Numbers, spell
from safeguards.layers import LABELLED, MODEL, Layers, Matrix, Places, aside, shares, unpack
from safeguards.learning import add_alike, add_closeness, fit, gathered, nearness, rarity_of, thin
from safeguards.messages import LearntPart, Part, SafetyMessage, safety_messages
from safeguards.normalise import fold

PARTS: tuple[LearntPart, ...] = get_args(LearntPart)
# What thresholds are chosen on; nothing is learnt from it.
CHOOSING: tuple[Part, ...] = ("fifth", "seventh")
MARKS = 1500
# Until thresholds are chosen the deep layers are asked about everything.
NOT_YET = {"harmless": np.array(-np.inf), "soft": np.array(-np.inf), "acute": np.array(np.inf)}
SPARED = 0.998  # of the dangers that the deep layers hear, the quick one may not call more harmless
# Shares of harmless messages, by section, that may raise an alarm: the soft one, and the acute one, which
# asks nothing first. To miss somebody is worse than to ask once more: with 2 % one danger in ninety more
# would be missed.
MAY_DISTURB = {"ordinary": 0.025, "figures": 0.05}
MAY_ALARM = {"ordinary": 0.005, "figures": 0.01}
# How much a section weighs in all: veiled words and what only looks grave are what the layers are for.
WISHED = {
    "ordinary": 1.0,
    "figures": 0.9,
    "near": 1.4,
    "crisis_explicit": 0.5,
    "crisis_veiled": 1.2,
    "student_safety": 0.9,
    "harassment": 1.1,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the layers make of a message: their alarm, and the quick layer's."""

    part: Part
    section: str
    alarm: float
    quick: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is learnt from: messages, and their texts as the check reads them."""

    messages: tuple[SafetyMessage, ...]
    texts: list[str]

    def goals(self) -> Matrix:
        """Return 1 for the label of a message: shape (n, 3)."""
        wanted = [[message.label == label for label in LABELS] for message in self.messages]
        return np.array(wanted, dtype=np.float32)

    def trust(self) -> FloatVector:
        """Return how much each message weighs: its section's share divided among all of the section."""
        counts = Counter(message.section for message in self.messages)
        share = np.array([WISHED[one.section] / counts[one.section] for one in self.messages])
        return np.asarray(share * len(share) / share.sum(), np.float32)


def gather() -> Learnt:
    """Return all messages that are not judged."""
    messages = {message.text: message for part in PARTS for message in safety_messages(part)}.values()
    return Learnt(tuple(messages), [as_read(message.text) for message in messages])


def judged(trained: Layers) -> list[Judged]:
    """Return what layers make of messages by hands that they never heard."""
    found = []
    for part in CHOOSING:
        for message in safety_messages(part):
            scores, quick = heard(trained, Meaning(as_read(message.text)))
            found.append(Judged(part, message.section, float(scores.sum()), quick))
    return found


def choose_threshold(found: Iterable[Judged], may: Mapping[str, float]) -> float:
    """Return the lowest alarm at which harmless sections stay within their shares; parts count alike."""
    alarms: dict[tuple[str, str], list[float]] = {}
    for one in found:
        alarms.setdefault((one.section, one.part), []).append(one.alarm)

    def disturbed(section: str, at: float) -> float:
        return float(np.mean([np.mean(np.array(alarms[section, part]) >= at) for part in CHOOSING]))

    return next(
        at / 200
        for at in range(400)
        if all(disturbed(name, at / 200) <= share for name, share in may.items())
    )


def choose(trained: Layers) -> dict[str, float]:
    """Return the thresholds, and print what is heard at them and at others beside them."""
    found = judged(trained)
    soft, acute = choose_threshold(found, MAY_DISTURB), choose_threshold(found, MAY_ALARM)
    grave = [one.quick for one in found if one.section in LABELLED and one.alarm >= soft]
    harmless = min(soft, float(np.quantile(grave, 1 - SPARED)))
    asking = np.mean([one.quick >= harmless for one in found if one.section == "ordinary"])
    sys.stdout.write(f"ordinary messages that ask the deep layers: {asking:.1%}\n")
    for at in sorted({soft, acute, *np.arange(0.32, 0.8, 0.04).round(2).tolist()}):
        rates = {name: np.mean([one.alarm >= at for one in found if one.section == name]) for name in WISHED}
        sys.stdout.write(
            f"  {at:.3f}  " + "  ".join(f"{name} {rate:.1%}" for name, rate in rates.items()) + "\n"
        )
    return {"harmless": harmless, "soft": soft, "acute": acute}


def main() -> int:
    """Fit, choose thresholds, write the model file."""
    learnt = gather()
    spellings = [spell(fold(text)) for text in learnt.texts]
    light = embed_light_many(learnt.texts)
    kept: dict[str, Matrix] = {}
    likeness: Matrix = np.zeros((len(light), len(light)), np.float32)
    spelt: dict[str, tuple[list[Numbers], list[FloatVector]]] = {}
    for name in ("words", "letters"):
        numbers = [getattr(spelling, name) for spelling in spellings]
        kept[f"rare_{name}"] = rarity_of(numbers)
        spelt[name] = numbers, [shares(part, kept[f"rare_{name}"]) for part in numbers]
        add_alike(likeness, *spelt[name])
    chosen = np.random.default_rng(7).permutation(len(light))[:MARKS]
    middle = light.mean(axis=0)
    places = Places(middle, aside(light[chosen], middle))
    add_closeness(likeness, places, light)
    spoken = fit(likeness, learnt.goals(), learnt.trust())
    del likeness  # some gigabytes, while thresholds are chosen
    said = np.concatenate([near @ spoken for _, near in nearness(places, light)])
    kept |= {"middle": middle, "marks": places.marks, "offsets": spoken.sum(axis=0)}
    kept["light"] = thin(places.near(light), said)
    for name, (numbers, weighed) in spelt.items():
        kept[name] = gathered(numbers, weighed, spoken)
    thresholds = choose(unpack({**kept, **NOT_YET}))
    write(kept, thresholds)
    chosen_at = ", ".join(f"{name} {at:.3f}" for name, at in thresholds.items())
    sys.stdout.write(f"wrote {MODEL}: {len(light)} messages, {chosen_at}\n")
    return 0


def write(kept: Mapping[str, Matrix], thresholds: Mapping[str, float]) -> None:
    """Write the layers where `layers.layers` reads them."""
    small: dict[str, Any] = {name: np.float32(at) for name, at in thresholds.items()}
    for name, values in kept.items():
        if name == "marks":
            small[name] = np.rint(values * (127 / np.abs(values).max())).astype(np.int8)
        else:
            small[name] = values.astype(np.float16)
    with Path(str(files("safeguards") / "data" / MODEL)).open("wb") as stream:
        np.savez_compressed(stream, **small)


if __name__ == "__main__":
    raise SystemExit(main())
