"""A team's picture as words and keys, for a page and the digest: what was said, what moved, what a term says.

No sentence. Both say the same of one picture, as they ask here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from klankbord.figures import TeamPicture
from klankbord.vocabulary import DIMENSIONS, OVERALL, Language
from measurement.agreement import Agreement
from measurement.tide import Shown, show
from measurement.words import Word, between_labels
from prompts.library import answer_labels

Spoken = Literal["up", "down", "steady", "early", "unclear", "none"]
PICTURES_FOR_A_TREND = 3  # fewer are too early; from here on silence means that nothing can be told
KINDS = ("place", "axis", "form")


@dataclass(frozen=True, slots=True)
class Said:
    """A dimension as it was said: between which two answers, and the coarse figure behind it."""

    dimension: str
    low: str
    high: str
    value: int
    end: str | None
    width: int | None

    @property
    def limit(self) -> int:
        """Where a capped figure's interval ends on the side that is not open."""
        width = self.width or 0
        return self.value + width if self.end == "low" else self.value - width

    @property
    def at_one(self) -> bool:
        """Whether it lies on one answer instead of between two."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Change:
    """What a line did in a term: `word` is up, down or steady, with `_same` where rounding hides the way."""

    about: str
    word: str
    before: Shown
    after: Shown

    @property
    def way(self) -> str:
        """The bare word."""
        return self.word.removesuffix("_same")


@dataclass(frozen=True, slots=True)
class Term:
    """A term in words: dimensions by how alike the answers are, and areas where the change may be stuck.

    `silent`: areas are known and none of any kind stands out; beside a name it would contradict that.
    """

    alike: tuple[tuple[str, tuple[str, ...]], ...]
    stuck: tuple[tuple[str, tuple[str, ...]], ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What a team brings to its school's figure: its head count, and what it shows by dimension."""

    members: int
    shown: Mapping[str, int]


def said(picture: TeamPicture, *, language: Language) -> tuple[Said, ...]:
    """Return what a team said, dimension by dimension."""
    return tuple(
        _said(dimension, picture.shown(dimension), picture.half_width(dimension), language)
        for dimension in picture.dimensions
    )


def share(picture: TeamPicture) -> Share:
    """Return what a team brings to the school's figure."""
    shown = {dimension: picture.shown(dimension).value for dimension in (*DIMENSIONS, OVERALL)}
    return Share(max(picture.newest.members, 1), shown)


def weighted(shares: Sequence[Share], *, language: Language) -> tuple[Said, ...]:
    """Return a school's figures: the mean of what its teams show, weighted by members (head counts).

    A function of shown figures alone: a team that shows none can not be worked out from it.
    """
    everybody = sum(one.members for one in shares)
    found = []
    for dimension in (*DIMENSIONS, OVERALL):
        mean = sum(one.members * one.shown[dimension] for one in shares) / everybody
        found.append(_said(dimension, show(mean), None, language))
    return tuple(found)


def spoken(picture: TeamPicture) -> Spoken:
    """Return the word for the overall line; `unclear` where there were enough pictures and no word."""
    words: dict[Word, Spoken] = {Word.UP: "up", Word.DOWN: "down", Word.STEADY: "steady"}
    early: Spoken = "early" if len(picture.releases) < PICTURES_FOR_A_TREND else "unclear"
    return words.get(picture.word, early)


def trend(picture: TeamPicture) -> tuple[Change, ...]:
    """Return what may be said about the line: the overall word, and the dimension that moved most surely."""
    about = [OVERALL] if picture.word is not Word.TOO_EARLY else []
    about += [picture.moved] if picture.moved else []
    return tuple(_change(picture, one) for one in about)


def term(picture: TeamPicture) -> Term:
    """Return what the last term says besides figures."""
    alike = [
        (word.value, tuple(d for d in picture.dimensions if picture.agreement(d) is word))
        for word in Agreement
    ]
    stuck = [(kind, picture.stuck(kind)) for kind in KINDS]
    known = any(area.kind in KINDS for area in picture.areas)
    return Term(
        tuple(one for one in alike if one[1]),
        tuple(one for one in stuck if one[1]),
        known and not any(areas for _, areas in stuck),
    )


def _said(dimension: str, shown: Shown, width: int | None, language: Language) -> Said:
    labels = answer_labels("frequency", language)
    low, high = between_labels(shown)
    return Said(dimension, labels[low - 1], labels[high - 1], shown.value, shown.end, width)


def _change(picture: TeamPicture, about: str) -> Change:
    before, after = picture.path(about)
    found = picture.word_of(about)
    key = {Word.UP: "up", Word.DOWN: "down", Word.STEADY: "steady"}[found]
    # Where rounding hides the way, two equal figures would contradict the word.
    seen = {Word.UP: after.value > before.value, Word.DOWN: after.value < before.value}
    return Change(about, key if seen.get(found, after != before) else f"{key}_same", before, after)
