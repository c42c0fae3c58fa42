"""From sums of answers to one observation per period and dimension. Knows no answers and no people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measurement.settings import Settings


@dataclass(frozen=True, slots=True)
class ItemSum:
    """Answers to one item in one period: x is 0-100 points, reverse-scored items already turned."""

    item: str
    n: int
    sx: float
    sxx: float

    @property
    def ss(self) -> float:
        """Return the sum of squares around the item's own mean, in points squared."""
        return max(self.sxx - self.sx**2 / self.n, 0.0) if self.n > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Offset:
    """How much easier (b > 0, points) an item is than its dimension, and the variance v of that knowledge."""

    b: float
    v: float


@dataclass(frozen=True, slots=True)
class LooseSum:
    """Sums that no longer know their items: N, Σ(x - b), Σn²(r0 + v), within-item SS and its df."""

    n: int
    s_adj: float
    sn2: float
    ss: float
    df: int

    def __add__(self, other: "LooseSum") -> "LooseSum":
        """Add two sums, part by part."""
        return LooseSum(
            self.n + other.n,
            self.s_adj + other.s_adj,
            self.sn2 + other.sn2,
            self.ss + other.ss,
            self.df + other.df,
        )

    @classmethod
    def zero(cls) -> "LooseSum":
        """Return the sum of nothing."""
        return cls(0, 0.0, 0.0, 0.0, 0)


@dataclass(frozen=True, slots=True)
class Observation:
    """One period of one dimension: offset-free mean y (points), its noise R (points²) and what is kept.

    `ss` and `df` are within items. `sx` is Σx; answers folded without their item enter it as Σ(x - b).
    """

    y: float
    r: float
    n: int
    ss: float
    df: int
    sx: float


def fold(item_sum: ItemSum, offset: Offset, settings: Settings) -> LooseSum:
    """Take the item out of an item's sum, with the offset in force today."""
    n = item_sum.n
    if n <= 0:
        return LooseSum.zero()
    return LooseSum(
        n=n,
        s_adj=item_sum.sx - n * offset.b,
        sn2=n * n * (settings.r0 + offset.v),
        ss=item_sum.ss,
        df=n - 1,
    )


def observe(
    items: Sequence[ItemSum], loose: LooseSum, offsets: Mapping[str, Offset], settings: Settings
) -> Observation | None:
    """Return the observation of a period, or None when nobody answered.

    y = Σ(s - n b)/N and R = r1/N + Σ(n/N)²(r0 + v) over items; raises `KeyError` for an item without offset.
    """
    total = sum((fold(found, offsets[found.item], settings) for found in items), loose)
    if total.n <= 0:
        return None
    return Observation(
        y=total.s_adj / total.n,
        r=settings.r1 / total.n + total.sn2 / total.n**2,
        n=total.n,
        ss=total.ss,
        df=total.df,
        sx=sum(found.sx for found in items if found.n > 0) + loose.s_adj,
    )


def overall(observations: Sequence[Observation], settings: Settings) -> Observation:
    """Combine the dimensions of one period into the overall index; raise `ValueError` without any."""
    count = len(observations)
    if not count:
        raise ValueError("an overall index needs at least one dimension")
    return Observation(
        y=sum(found.y for found in observations) / count,
        r=settings.overall_r_factor * sum(found.r for found in observations) / count,
        n=sum(found.n for found in observations),
        ss=sum(found.ss for found in observations),
        df=sum(found.df for found in observations),
        sx=sum(found.sx for found in observations),
    )
