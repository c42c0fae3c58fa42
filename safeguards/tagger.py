"""Tells of every stretch of a message whether it points to somebody, and how: by the whole message around it.

A small network that has learnt (`python -m tuning.tagger`) from marked messages: what is seen of a stretch
(`seen`) is added up, then two layers each look two stretches to the left and to the right, and once at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from safeguards.cues import CAPITAL_TITLES, CUES, TITLES
from safeguards.seen import Seen

FloatArray = NDArray[np.float32]
Found = tuple[int, int, str]

MODEL = "tagger.npz"
NOTHING = ""
TYPES = (
    NOTHING,
    "person",
    "role",
    "institution",
    "place",
    "date",
    "class_group",
    "student_number",
    "url_handle",
    "address",
)
WINDOW = 5  # stretches that a layer looks at
SHORTEST_END = 4  # letters: an unknown word means what a known one means that it ends with ("zorgjuf": juf)
MEANT = "v:"  # before a word whose meaning is known
# How sure the network must be (chance that a stretch points to somebody), of a name and of anything else, and
# beside one that is taken out. Names that are missed lie low, and little harmless lies as low.
SURE_OF_NAMES, SURE, BESIDE = 0.07, 0.3, 0.1
_SURE = np.array([SURE_OF_NAMES if kind == "person" else SURE for kind in TYPES], np.float32)
_AND = frozenset(["en", "and", "of", "or"])  # what it joins are two
_WITH_ARTICLE = frozenset(["role", "institution"])
_ARTICLES, _PREFIXES, _ONLY_PREFIXES = CUES["determiners"], CUES["prefixes"], CUES["only_prefixes"]
_BEFORE_A_FAMILY = frozenset(["de", "den", "der", "t", "ten", "ter", "vd"])  # "Annemarie van 't Hof"
_TITLES = TITLES | CAPITAL_TITLES | CUES["called"]


@dataclass(frozen=True, slots=True)
class Network:
    """What was learnt: a row for whatever may be seen, and the weights of the layers."""

    rows: dict[str, int]
    table: FloatArray
    start: FloatArray
    layers: tuple[tuple[FloatArray, FloatArray], ...]
    all_of_it: FloatArray
    out: tuple[FloatArray, FloatArray]

    def chances(self, seen: list[Seen]) -> FloatArray:
        """Return the chance of each type for each stretch: shape (n, types)."""
        rows: list[int] = []
        starts: list[int] = []
        for one in seen:
            starts.append(len(rows))
            rows.append(meaning_of(one.key))  # 0, nothing, where nobody knows
            rows += [row for name in one.about if (row := self.rows.get(name))]
        x = np.maximum(np.add.reduceat(self.table[rows], starts, axis=0) + self.start, 0)
        first, second = self.layers
        x = x + np.maximum(_beside(x) @ first[0] + first[1], 0)
        x = x + np.maximum(_beside(x) @ second[0] + second[1] + x.mean(axis=0) @ self.all_of_it, 0)
        x = x @ self.out[0] + self.out[1]
        chances = np.exp(x - x.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True), np.float32)


def find_tagged(seen: list[Seen]) -> Iterator[Found]:
    """Yield (start, end, type) of what points to somebody."""
    if not seen:
        return
    chances = network().chances(seen)
    kinds = chances[:, 1:].argmax(axis=1) + 1
    some = 1 - chances[:, 0]
    on = some > _SURE[kinds]
    if not on.any():
        return
    near = (some > BESIDE) & np.array([one.key not in _AND for one in seen])
    for _ in range(2):
        on[1:] |= on[:-1] & near[1:]
        on[:-1] |= on[1:] & near[:-1]
    last = -1
    for at in np.flatnonzero(on).tolist():
        if at <= last:
            continue
        kind, last = kinds[at], at
        while last + 1 < len(seen) and on[last + 1] and kinds[last + 1] == kind and _joined(seen[last + 1]):
            last += 1
        if TYPES[kind] == "person":
            last = _family(seen, last)
        if last == at and len(seen[at].text) == 1 and seen[at].text.isdigit():
            continue  # one figure by itself points to nobody
        yield seen[_first(seen, at, TYPES[kind])].start, seen[last].end, TYPES[kind]


def _first(seen: list[Seen], at: int, kind: str) -> int:
    """Return where a stretch starts with its article, or with the prefixes and the title of a name."""
    if kind in _WITH_ARTICLE:
        return at - 1 if at and _joined(seen[at]) and seen[at - 1].key in _ARTICLES else at
    if kind != "person":
        return at
    first = at
    while first and _joined(seen[first]) and seen[first - 1].key in _PREFIXES:
        first -= 1
    titled = bool(first) and _joined(seen[first]) and seen[first - 1].key in _TITLES
    plain = at - first == 1 and seen[first].key not in _ONLY_PREFIXES and seen[first].text.islower()
    if plain and not titled:  # "van Kees"; but "van der Meulen", "mevrouw van Kesteren"
        first = at
    while first and _joined(seen[first]) and seen[first - 1].key in _TITLES:
        first -= 1
    return first


def _family(seen: list[Seen], last: int) -> int:
    """Return where a name ends with the family name behind its prefixes."""
    at = last + 1
    while (
        at < len(seen)
        and _joined(seen[at])
        and (seen[at].key in _PREFIXES or seen[at].key in _BEFORE_A_FAMILY)
    ):
        at += 1
    family = last + 1 < at < len(seen) and seen[at - 1].key in _BEFORE_A_FAMILY and _joined(seen[at])
    return at if family and seen[last].text[0].isupper() and seen[at].text[0].isupper() else last


def _joined(one: Seen) -> bool:
    """Tell whether a stretch may belong to the one before."""
    return one.gap in {" ", "  ", "-", ". ", ".", "/", "'", " '"}


def _beside(x: FloatArray) -> FloatArray:
    """Return for each stretch the numbers of those around it, side by side."""
    count, width = x.shape
    wide = np.zeros((count + WINDOW - 1, width), np.float32)
    wide[WINDOW // 2 : WINDOW // 2 + count] = x
    step = wide.strides[0]
    return np.lib.stride_tricks.as_strided(wide, (count, WINDOW * width), (step, wide.strides[1]))


def end_of(key: str, rows: dict[str, int], before: str = "") -> int:
    """Return the row of a word, or of the longest word that it ends with; 0: of none."""
    for start in range(max(1, len(key) - SHORTEST_END + 1)):
        row = rows.get(before + key[start:])
        if row:
            return row
    return 0


@lru_cache(maxsize=8192)
def meaning_of(key: str) -> int:
    """Return the row of what a word means; 0: nobody knows."""
    return end_of(key, network().rows, MEANT)


@cache
def network() -> Network:
    """Load what was learnt."""
    from threadpoolctl import threadpool_limits

    # For the whole process and for good: products as small as ours wait for each other in a busy loop.
    threadpool_limits(1, user_api="blas")
    path = files("safeguards") / "data" / MODEL
    with path.open("rb") as stream, np.load(stream) as kept:
        return unpack({name: kept[name] for name in kept.files})


def unpack(kept: dict[str, NDArray[np.generic]]) -> Network:
    """Return the network that a file holds: rows of whole numbers with a scale each."""
    names = bytes(kept["names"].astype(np.uint8)).decode().split("\n")
    table = kept["table"].astype(np.float32) * kept["scale"].astype(np.float32)[:, None]

    def plain(name: str) -> FloatArray:
        return kept[name].astype(np.float32)

    return Network(
        rows={name: row for row, name in enumerate(names) if row},
        table=table,
        start=plain("start"),
        layers=tuple((plain(f"layer{n}"), plain(f"offset{n}")) for n in (1, 2)),
        all_of_it=plain("all_of_it"),
        out=(plain("out"), plain("out_offset")),
    )
