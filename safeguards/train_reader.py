"""Fits the reader of names: `python -m safeguards.train_reader` writes data/reader.json.gz.

It learns from the marked messages, from sentences with a place for a name, and from
ordinary reflections, which hold next to none. Every text is read as it stands and in small letters, and every
listed name once more as if it were on no list: elsewhere people have other names. Deterministic.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from safeguards.lists import Lists, lists
from safeguards.messages import (
    Marked,
    MarkedMessage,
    Part,
    marked_messages,
    name_places,
    safety_messages,
    thing_places,
)
from safeguards.normalise import normalise
from safeguards.reader import MODEL, OFFSET, Reader
from safeguards.words import cut

ROUNDS = 150
STEP = 0.3
DECAY = 1.5
RAREST = 2  # times that something was seen
SMALLEST = 0.04  # weights below say little and are left out
LEARNT: tuple[Marked, ...] = ("train", "dev", "blind", "second", "third", "wide")
KINDS = ("person", "institution", "place")
AS_WRITTEN, IN_SMALL = 1.0, 0.5  # how much an example counts
LISTED = frozenset(["first", "last"])
# A listed name might be on no list, or a word: what it is read as besides, and how much that counts, by case.
OTHERWISE = {
    True: (("unknown", 0.5),),
    False: (("unknown", 0.5), ("never", 0.5), ("given", 0.4), ("strict", 0.3), ("family", 0.1)),
}


@dataclass(frozen=True, slots=True)
class Example:
    """What is seen of a word, what it names ("" nothing) and how much it counts."""

    seen: list[str]
    names: str
    weight: float


def examples(message: MarkedMessage, known: Lists) -> Iterator[Example]:
    """Yield the words of a message, as written and in small letters."""
    text = normalise(message.text).text
    if len(text) != len(message.text):
        return
    for form, counts in ((text, AS_WRITTEN), (text.lower(), IN_SMALL)):
        reader = Reader(cut(form, known), known)
        for index, word in enumerate(reader.words):
            inside = next((kind for start, end, kind in message.spans if start <= word.start < end), "")
            if not reader.may_name(index) or (inside and inside not in KINDS):
                continue
            yield Example(reader.look(index), inside, counts)
            if inside and reader.kind(index) in LISTED:
                for kind, share in OTHERWISE[form is text]:
                    yield Example(reader.look(index, kind), inside, counts * share)


def learn(found: list[Example], wanted: npt.NDArray[np.float64]) -> dict[str, float]:
    """Fit a logistic regression by adaptive gradient steps (Duchi, Hazan and Singer 2011)."""
    seen = Counter(name for example in found for name in example.seen)
    number = {name: at for at, name in enumerate((n for n, count in seen.items() if count >= RAREST), 1)}
    width = max(len(example.seen) for example in found)
    rows = np.zeros((len(found), width), np.int32)  # 0: nothing seen
    for row, example in zip(rows, found, strict=True):
        ids = [number[name] for name in example.seen if name in number]
        row[: len(ids)] = ids
    counts = np.array([example.weight for example in found])
    weights, squares = np.zeros(len(number) + 1), np.full(len(number) + 1, 1e-8)
    offset, square = 0.0, 1e-8
    for _ in range(ROUNDS):
        miss = (1 / (1 + np.exp(-(offset + weights[rows].sum(axis=1)))) - wanted) * counts
        slope = np.bincount(rows.ravel(), np.repeat(miss, width), len(weights)) + DECAY * weights
        slope[0] = 0.0
        squares += slope * slope
        square += float(miss.sum()) ** 2
        weights -= STEP * slope / np.sqrt(squares)
        offset -= STEP * float(miss.sum()) / square**0.5
    told = {name: round(float(weights[at]), 2) for name, at in number.items() if abs(weights[at]) >= SMALLEST}
    return {OFFSET: round(offset, 3), **dict(sorted(told.items()))}


def fit(messages: Iterable[MarkedMessage]) -> dict[str, dict[str, float]]:
    """Return the weights for a name, and among names those for a thing."""
    known = lists()
    found = [example for message in messages for example in examples(message, known)]
    naming = [example for example in found if example.names]
    goes = learn(found, np.array([bool(example.names) for example in found], float))
    thing = learn(naming, np.array([example.names != "person" for example in naming], float))
    sys.stdout.write(f"{len(found)} words, {len(naming)} names, {len(goes)} and {len(thing)} weights\n")
    return {"goes": goes, "thing": thing}


def plain() -> list[MarkedMessage]:
    """Return messages with next to no names, and sentences with a place for one."""
    harmless = {"ordinary", "near", "figures"}
    parts: tuple[Part, ...] = ("train", "dev", "test", "fresh", "voices")
    spoken = [message for part in parts for message in safety_messages(part)]
    texts = sorted({message.text for message in spoken if message.section in harmless})
    return [*name_places(), *thing_places(), *(MarkedMessage(text, ()) for text in texts)]


def main() -> int:
    """Learn and write the model file."""
    marked = [message for part in LEARNT for message in marked_messages(part)]
    weights = fit([*marked, *plain()])
    target = Path(str(files("safeguards") / "data" / MODEL))
    target.write_bytes(gzip.compress(json.dumps(weights, ensure_ascii=False).encode(), mtime=0))
    sys.stdout.write(f"wrote {MODEL}: {target.stat().st_size / 1024:.0f} KiB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
