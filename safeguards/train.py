"""Fits both layers of the crisis check: `python -m safeguards.train` writes data/safety_model.npz.

Deterministic: the same messages and embeddings give the same file. It reads what is not judged. Thresholds
are chosen on messages of a hand that a layer never heard: every part is held out as a whole.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from meaning.light import embed_light_many
from safeguards import embedding
from safeguards.crisis import LABELS, LONGEST, WEIGHED
from safeguards.features import FloatVector, Numbers, spell
from safeguards.layers import MODEL, Matrix, Places, aside, shares
from safeguards.learning import alike, closeness, fit, gathered, rarity_of, thin
from safeguards.messages import Part, SafetyMessage, safety_messages
from safeguards.normalise import fold, normalise
from safeguards.passages import once, passages

BATCH = 64  # texts that are embedded together
PARTS: tuple[Part, ...] = ("train", "dev", "fresh", "voices", "voices_more", "situations")
PLAIN = ("dev", "fresh")  # parts that were written to judge by, before they were learnt from
MARKS = 1500
SPARED = 0.998  # of the dangers that the full layer hears, the quick one may not call more harmless
# Shares of harmless messages, by section and held out, that may raise an alarm: the soft one of what was not
# picked for standing near danger, every part counting alike; the acute one, which asks nothing first, of all.
MAY_DISTURB = {"ordinary": 0.02, "figures": 0.06}
MAY_ALARM = {"ordinary": 0.02, "figures": 0.02}
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
class Learnt:
    """What is learnt from: messages, each with its fold, and their texts, messages first, then sentences."""

    messages: tuple[SafetyMessage, ...]
    folds: Numbers
    texts: list[str]
    parts: list[list[int]]  # by message, where its sentences stand in the texts

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
    unique = {message.text: (part, message) for part in PARTS for message in safety_messages(part)}
    messages = tuple(message for _, message in unique.values())
    folds = np.array([PARTS.index(part) for part, _ in unique.values()])
    texts = [once(normalise(message.text[:LONGEST]).text) for message in messages]
    parts: list[list[int]] = []
    for text in texts[: len(messages)]:
        cut = passages(text)[:WEIGHED]
        parts.append(list(range(len(texts), len(texts) + len(cut))))
        texts.extend(cut)
    return Learnt(messages, folds, texts, parts)


def held_out(learnt: Learnt, likeness: Matrix) -> FloatVector:
    """Return the alarm of every text by a layer that never heard its part."""
    goals, trust = learnt.goals(), learnt.trust()
    alarm = np.zeros(len(learnt.texts), np.float32)
    for number in range(len(PARTS)):
        seen = np.flatnonzero(learnt.folds != number)
        here = [int(i) for i in np.flatnonzero(learnt.folds == number)]
        held = np.array([*here, *(part for i in here for part in learnt.parts[i])])
        spoken = fit(likeness[np.ix_(seen, seen)], goals[seen], trust[seen])
        alarm[held] = ((likeness[np.ix_(held, seen)] + 1) @ spoken).sum(axis=1)
    return alarm


def heard(learnt: Learnt, quick: FloatVector, full: FloatVector, harmless: float) -> FloatVector:
    """Return the alarm of every message as the check weighs it: whole, and by its most telling sentence."""
    asked = np.where(quick < harmless, quick, full)
    found = []
    for i, parts in enumerate(learnt.parts):
        telling = [max(parts, key=quick.__getitem__)] if parts else []
        found.append(max(asked[k] for k in (i, *telling)))
    return np.array(found, np.float32)


def choose_threshold(
    alarm: FloatVector, learnt: Learnt, parts: Iterable[int], may: Mapping[str, float]
) -> float:
    """Return the lowest alarm at which harmless sections stay within their shares on average over parts."""
    sections = np.array([message.section for message in learnt.messages])

    def quiet(at: float) -> bool:
        return all(
            np.mean([(alarm[(learnt.folds == part) & (sections == name)] >= at).mean() for part in parts])
            <= share
            for name, share in may.items()
        )

    return next(at / 200 for at in range(40, 400) if quiet(at / 200))


def choose(learnt: Learnt, quick: FloatVector, full: FloatVector) -> dict[str, float]:
    """Return the thresholds, and print what is heard at them and at others beside them."""
    sections = np.array([message.section for message in learnt.messages])
    plain = np.isin(learnt.folds, [PARTS.index(part) for part in PLAIN])
    alarm = heard(learnt, quick, full, -np.inf)
    soft = choose_threshold(alarm, learnt, [PARTS.index(part) for part in PLAIN], MAY_DISTURB)
    grave = [i for i, one in enumerate(learnt.messages) if one.label != "none" and full[i] >= soft]
    harmless = min(soft, float(np.quantile(quick[grave], 1 - SPARED)))
    alarm = heard(learnt, quick, full, harmless)
    acute = choose_threshold(alarm, learnt, range(len(PARTS)), MAY_ALARM)
    asking = float((quick[: len(sections)][sections == "ordinary"] >= harmless).mean())
    sys.stdout.write(f"ordinary messages that ask the full layer: {asking:.1%}\n")
    for named, chosen in (("everything", np.ones(len(plain), bool)), ("what was not picked", plain)):
        sys.stdout.write(f"held out, of {named}: share heard at each threshold\n")
        for at in sorted({soft, acute, *np.arange(0.32, 0.64, 0.04).round(2).tolist()}):
            rates = ((name, float((alarm[chosen & (sections == name)] >= at).mean())) for name in WISHED)
            sys.stdout.write(f"  {at:.3f}  " + "  ".join(f"{name} {rate:.1%}" for name, rate in rates) + "\n")
    return {"harmless": harmless, "soft": soft, "acute": acute}


def main() -> int:
    """Fit, choose thresholds on parts held out, write the model file."""
    learnt = gather()
    n = len(learnt.messages)
    spellings = [spell(fold(text)) for text in learnt.texts]
    light = embed_light_many(learnt.texts)
    chunks = [learnt.texts[i : i + BATCH] for i in range(0, len(learnt.texts), BATCH)]
    heavy = np.concatenate([embedding.embed_many(chunk) for chunk in chunks])
    kept: dict[str, Matrix] = {}
    likeness: Matrix = np.zeros((len(learnt.texts), len(learnt.texts)), np.float32)
    spelt: dict[str, tuple[list[Numbers], list[FloatVector]]] = {}
    for name in ("words", "letters"):
        numbers = [getattr(spelling, name) for spelling in spellings]
        kept[name] = rarity_of(numbers[:n])
        spelt[name] = numbers, [shares(part, kept[name]) for part in numbers]
        likeness += alike(*spelt[name])
    chosen = np.random.default_rng(7).permutation(n)[:MARKS]
    near: list[tuple[str, Matrix, Matrix]] = []  # of each space: nearness to its marks, and to every message
    alarms: list[FloatVector] = []
    for layer, space, vectors in (("quick", "light", light), ("full", "heavy", heavy)):
        middle = vectors[:n].mean(axis=0)
        places = Places(middle, aside(vectors[chosen], middle))
        kept[f"{space}_middle"], kept[f"{space}_marks"] = middle, places.marks
        close = closeness(places, vectors)
        likeness += close
        near.append((space, places.near(vectors[:n]), close[:n, :n]))
        alarms.append(held_out(learnt, likeness))
        spoken = fit(likeness[:n, :n], learnt.goals(), learnt.trust())
        kept[f"{layer}_offsets"] = spoken.sum(axis=0)
        for name, (numbers, weighed) in spelt.items():
            kept[f"{layer}_{name}"] = gathered(numbers[:n], weighed[:n], spoken)
        for name, marked, whole in near:
            kept[f"{layer}_{name}"] = thin(marked, whole @ spoken)
    thresholds = choose(learnt, *alarms)
    write(kept, thresholds)
    said = ", ".join(f"{name} {at:.3f}" for name, at in thresholds.items())
    sys.stdout.write(f"wrote {MODEL}: {n} messages, {said}\n")
    return 0


def write(kept: Mapping[str, Matrix], thresholds: Mapping[str, float]) -> None:
    """Write the layers where `layers.layers` reads them."""
    small: dict[str, Any] = {name: np.float32(at) for name, at in thresholds.items()}
    for name, values in kept.items():
        if name.endswith("_marks"):
            small[name] = np.rint(values * (127 / np.abs(values).max())).astype(np.int8)
        else:
            small[name] = values.astype(np.float16)
    with Path(str(files("safeguards") / "data" / MODEL)).open("wb") as stream:
        np.savez_compressed(stream, **small)


if __name__ == "__main__":
    raise SystemExit(main())
