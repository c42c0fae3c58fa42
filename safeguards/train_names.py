"""Fits how names stand: `python -m safeguards.train_names` writes data/name_stance.json.gz.

It learns from the marked messages that are not judged, from sentences with a place for a name, and from
ordinary reflections, which hold next to none. All is read in small letters: a capital teaches nothing here.
Deterministic.
"""

import gzip
import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np

from safeguards.lists import Lists, lists
from safeguards.messages import MarkedMessage, Part, marked_messages, name_places, safety_messages
from safeguards.stance import MODEL, OFFSET, SMALL_WORDS, describe
from safeguards.words import cut

ROUNDS = 8
STEP = 0.2
DECAY = 5e-4
RAREST = 2  # times that a feature was seen
SMALLEST = 0.02  # weights below say nothing and are left out
Example = tuple[list[str], bool]


def examples(message: MarkedMessage, known: Lists) -> list[Example]:
    """Return what is seen around each word and whether a name starts there; a name counts as one word."""
    words = cut(message.text.lower(), known)
    persons = [(start, end) for start, end, kind in message.spans if kind == "person"]
    others = [(start, end) for start, end, kind in message.spans if kind != "person"]
    found: list[Example] = []
    done: set[tuple[int, int]] = set()
    for index, word in enumerate(words):
        inside = next((span for span in persons if span[0] <= word.start < span[1]), None)
        if inside is not None:
            if inside not in done:
                done.add(inside)
                rest = [w for w in words[index + 1 :] if w.start >= inside[1]]
                found.append((describe([*words[: index + 1], *rest], index, known), True))
            continue
        elsewhere = any(start <= word.start < end for start, end in others)
        if not elsewhere and word.key not in SMALL_WORDS | known.first and len(word.key) > 1:
            found.append((describe(words, index, known), False))
    return found


def learn(found: list[Example]) -> dict[str, float]:
    """Fit a logistic regression by adaptive gradient steps (Duchi, Hazan and Singer 2011)."""
    seen = Counter(name for names, _ in found for name in set(names))
    number = {name: i for i, name in enumerate(name for name, count in seen.items() if count >= RAREST)}
    rows = [np.array([number[name] for name in names if name in number]) for names, _ in found]
    wanted = np.array([is_name for _, is_name in found], float)
    weight = (1 - wanted.mean()) / wanted.mean() / 4
    weights, squares = np.zeros(len(number)), np.full(len(number), 1e-6)
    offset, square = 0.0, 1e-6
    rng = np.random.default_rng(1)
    for _ in range(ROUNDS):
        for i in rng.permutation(len(rows)):
            row = rows[i]
            miss = 1 / (1 + np.exp(-(offset + weights[row].sum()))) - wanted[i]
            miss *= weight if wanted[i] else 1.0
            slope = miss + DECAY * weights[row]
            squares[row] += slope * slope
            weights[row] -= STEP * slope / np.sqrt(squares[row])
            square += miss * miss
            offset -= STEP * miss / np.sqrt(square)
    told = {name: round(float(weights[i]), 3) for name, i in number.items() if abs(weights[i]) >= SMALLEST}
    return {OFFSET: round(float(offset), 3), **dict(sorted(told.items()))}


def sentences() -> list[MarkedMessage]:
    """Return all that may be learnt from."""
    harmless = {"ordinary", "near", "figures"}
    parts: tuple[Part, ...] = ("train", "dev", "test", "fresh", "voices")
    spoken = [message for part in parts for message in safety_messages(part)]
    plain = sorted({message.text for message in spoken if message.section in harmless})
    return [
        *marked_messages("train"),
        *marked_messages("dev"),
        *name_places(),
        *name_places(),
        *(MarkedMessage(text, ()) for text in plain),
    ]


def main() -> int:
    """Learn and write the model file."""
    known = lists()
    found = [example for message in sentences() for example in examples(message, known)]
    weights = learn(found)
    target = Path(str(files("safeguards") / "data" / MODEL))
    target.write_bytes(gzip.compress(json.dumps(weights, ensure_ascii=False).encode(), mtime=0))
    names = sum(is_name for _, is_name in found)
    sys.stdout.write(f"wrote {MODEL}: {len(found)} words, {names} names, {len(weights)} weights\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
