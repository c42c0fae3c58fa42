"""What a trend picture shows: published figures as shown, agreements, holidays; and all of it in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from measurement.picture_words import WORDS, Language, day, long_month, shown_words
from measurement.tide import Shown

BESIDE = 60  # characters of an agreement below a picture
NEWEST = 13  # figures: a year of four-week periods; more would be too narrow on a phone


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: when, what was shown, and the half-width of its 80 % interval in points."""

    when: date
    shown: Shown
    half_width: int

    @property
    def low(self) -> int:
        """Return the lower end of the band, 0 to 100."""
        return 0 if self.shown.end == "low" else max(self.shown.value - self.half_width, 0)

    @property
    def high(self) -> int:
        """Return the upper end of the band, 0 to 100."""
        return 100 if self.shown.end == "high" else min(self.shown.value + self.half_width, 100)


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of `structural`, `relational`, `cognitive` or `overall`, oldest first."""

    key: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An agreement of the team, drawn as a numbered line."""

    when: date
    label: str


def shortened(words: str) -> str:
    """Cut an agreement to what fits beside a picture."""
    return words if len(words) <= BESIDE else words[: BESIDE - 1].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed weeks, first and last day; drawn grey."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that a picture covers."""

    first: date
    last: date

    @classmethod
    def over(cls, series: Sequence[Series]) -> "Axis":
        """Return an axis that holds every figure, with room before the first."""
        days = [figure.when for found in series for figure in found.figures]
        return cls(min(days) - timedelta(days=14), max(max(days), min(days) + timedelta(days=28)))

    def share(self, when: date) -> float:
        """Return how far along the axis a day is, 0 to 1."""
        return min(max((when - self.first).days / (self.last - self.first).days, 0.0), 1.0)


def recent(series: Sequence[Series]) -> list[Series]:
    """Return what is drawn: the newest year of every series that has figures."""
    return [Series(found.key, found.figures[-NEWEST:]) for found in series if found.figures]


def trend_alt(
    series: Sequence[Series],
    *,
    language: Language,
    marks: Sequence[Mark] = (),
    closed: Sequence[Closed] = (),
) -> str:
    """Say what the picture shows, from the same figures."""
    words = WORDS[language]
    drawn = recent(series)
    if not drawn:
        return words["nothing"]
    said = [words["scale"]]
    for found in drawn:
        first, newest = found.figures[0], found.figures[-1]
        said.append(
            words["now" if len(found.figures) == 1 else "path"].format(
                name=words[found.key],
                first=shown_words(first.shown, language),
                since=long_month(first.when, language),
                value=shown_words(newest.shown, language),
                until=long_month(newest.when, language),
                low=newest.low,
                high=newest.high,
            )
        )
    axis = Axis.over(drawn)
    for number, mark in enumerate(marks, 1):
        if axis.first <= mark.when <= axis.last:
            said.append(words["done"].format(number=number, when=day(mark.when, language), label=mark.label))
    said += [
        words["holiday"].format(start=day(span.start, language), end=day(span.end, language))
        for span in closed
        if span.end >= axis.first and span.start <= axis.last
    ]
    return " ".join(said)
