"""How good the trend is in a made-up world, against naive means. Run: python -m benchmarks.measurement."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.lived import ALL, ONE, QUARTER, SCHOOL, SCHOOLS, TURN, Run, measure
from benchmarks.world import WEEKS
from measurement import many
from measurement.agreement import Agreement, Spread, agreement
from measurement.settings import SETTINGS
from measurement.words import Word

RISE, FALL = 11.25, -10.45  # latent points that move the truth by 10: near the top of the scale some is lost
SIZES = {"6 or 7": range(6, 8), "8 or 9": range(8, 10), "10 to 12": range(10, 13)}
ALONE = 250  # schools of one team
CAMPS = ((6, 3), (8, 4), (9, 4), (12, 6))  # teachers, and how many of them are in the smaller camp
MINORITIES = ((8, 2), (12, 3))
MIDDLES = (37.5, 50.0, 62.5, 75.0)  # points


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: ours, the weekly and the rolling mean's, and what is allowed, if anything."""

    name: str
    ours: float
    weekly: float | None = None
    rolling: float | None = None
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool:
        """Say whether ours is within what is allowed."""
        return (self.least is None or self.ours >= self.least) and (
            self.most is None or self.ours <= self.most
        )

    def __str__(self) -> str:
        """Write the line."""
        beside = [" " * 8 if value is None else f"{value:8.3f}" for value in (self.weekly, self.rolling)]
        allowed = "-".join(f"{end:g}" for end in (self.least, self.most) if end is not None)
        sign = "" if self.least is not None and self.most is not None else ">= " if self.least else "<= "
        verdict = "ok" if self.holds else "NOT MET"
        return f"{self.name:50}{self.ours:8.3f} {' '.join(beside)}" + (
            f"  {sign + allowed:8} {verdict}" if allowed else ""
        )


def shared_with_camps(
    apart: float, *, teams: int, members: int = 8, small: int = 4, middle: float = 62.5
) -> float:
    """Return the share of teams called "shared" whose two camps lie `apart` points from each other."""
    rng = np.random.default_rng(7)
    camps = np.where(
        np.arange(members) < small, -apart * (members - small) / members, apart * small / members
    )
    shared = 0
    for _ in range(teams):
        spreads = []
        for _ in range(12):
            x = np.clip(np.rint((middle + camps + rng.normal(0, 9, members)) / 25), 0, 4) * 25.0
            ss = float(((x - x.mean()) ** 2).sum())
            spreads.append(Spread(n=members, sx=float(x.sum()), ss=ss, df=members - 1))
        shared += agreement(spreads, capped=False) is Agreement.SHARED
    return shared / teams


def speed(teams: int) -> float:
    """Return the seconds for levels and changes of so many teams x 40 weeks x 3 dimensions."""
    rng = np.random.default_rng(1)
    y, r = rng.normal(68, 10, (3 * teams, WEEKS)), rng.uniform(20, 80, (3 * teams, WEEKS))
    began = time.perf_counter()
    m, p = many.levels(y, r, weeks=range(WEEKS), settings=SETTINGS)
    for last in range(1, WEEKS):
        many.changes(m[:, : last + 1], p[:, : last + 1], weeks=range(last + 1), settings=SETTINGS)
    return time.perf_counter() - began


def main() -> int:
    """Measure, print a table with what is allowed, and return 1 if a line is outside of it."""
    weeks = np.arange(WEEKS)
    flat = measure(np.zeros(WEEKS), seed=1)
    step = measure(np.where(weeks >= TURN, RISE, 0.0), seed=2)
    ramp = measure(RISE * np.clip((weeks - TURN) / 13, 0, 1), seed=3)
    fall = measure(FALL * np.clip((weeks - TURN) / 13, 0, 1), seed=4)
    alone_flat = measure(np.zeros(WEEKS), seed=5, schools=ALONE, size=1)
    alone_step = measure(np.where(weeks >= TURN, RISE, 0.0), seed=6, schools=ALONE, size=1)
    runs = (flat, step, ramp, fall)
    rows = [
        *_levels(runs),
        Row("false up/down a quarter, a dimension", *_moved(flat, ONE), most=0.07),
        Row("false up/down a quarter, overall", *_moved(flat, ALL), most=0.02),
        Row("  true movement after the step (points)", float(np.mean(step.moved))),
        Row("step of +10 seen within 13 weeks, a dimension", *_rose(step, ONE), least=0.60),
        *(
            Row(f"  teams of {name}", step.share(ONE, Word.UP, members=members))
            for name, members in SIZES.items()
        ),
        Row("step of +10 seen within 13 weeks, overall", *_rose(step, ALL), least=0.75),
        Row("  called steady 8 to 11 weeks after it, overall", _steady(step)),
        Row("  ramp of +10 over 13 weeks, overall", *_rose(ramp, ALL)),
        Row("  fall of 10 over 13 weeks, overall", fall.share(ALL, Word.DOWN)),
        Row("two camps, 2 or more answers apart, called shared", _camps(CAMPS), most=0.0),
        Row("  a camp of 2 in 8 or 3 in 12", _camps(MINORITIES)),
        Row("  one and a half answers apart", shared_with_camps(37.5, teams=1500)),
        Row("  alike", shared_with_camps(0.0, teams=1500)),
        *_levels((alone_flat, alone_step), of="one team alone in its school: ", must=False),
        Row("  false up/down a quarter, a dimension", *_moved(alone_flat, ONE)),
        Row("  false up/down a quarter, overall", *_moved(alone_flat, ALL)),
        Row("  step of +10 seen, a dimension", *_rose(alone_step, ONE)),
        Row("  step of +10 seen, overall", *_rose(alone_step, ALL)),
        Row("1 team x 40 weeks x 3 (seconds)", speed(1), most=2.5),
        Row("10,000 teams x 40 weeks x 3 (seconds)", speed(10_000), most=2.5),
    ]
    print(f"{len(runs) * SCHOOL * SCHOOLS:,} teams in schools of {SCHOOL}, {WEEKS} weeks; {2 * ALONE} alone")
    print(f"{'':50}{'ours':>8} {'weekly':>8} {'rolling':>8}  allowed")
    for row in rows:
        print(row)
    return 0 if all(row.holds for row in rows) else 1


def _levels(runs: Sequence[Run], *, of: str = "", must: bool = True) -> list[Row]:
    error = {kind: _rmse([e for run in runs for e in run.errors[kind]]) for kind in runs[0].errors}
    cover = {kind: float(np.mean([c for run in runs for c in run.covered[kind]])) for kind in runs[0].covered}
    first = Row(f"{of}RMSE (points)", error["shown"], error["weekly"], error["rolling"])
    held = Row("  80 % interval holds the truth", cover["shown"], cover["weekly"], cover["rolling"])
    if not must:
        return [first, held]
    ratio = error["shown"] / error["weekly"]
    return [
        Row("RMSE of shown figures (points)", first.ours, first.weekly, first.rolling, most=4.3),
        Row("  before rounding to 5", error["level"]),
        Row("  as a share of the naive weekly mean's", ratio, most=0.45),
        Row("80 % interval holds the truth", held.ours, held.weekly, held.rolling, least=0.80, most=0.90),
    ]


def _moved(run: Run, names: tuple[str, ...]) -> tuple[float, float, float]:
    ours = run.share(names, Word.UP, Word.DOWN)
    return ours, run.naive(names, "weekly"), run.naive(names, "rolling")


def _rose(run: Run, names: tuple[str, ...]) -> tuple[float, float, float]:
    ours = run.share(names, Word.UP)
    return ours, run.naive(names, "weekly", fell=False), run.naive(names, "rolling", fell=False)


def _steady(run: Run) -> float:
    return run.share_at(ALL, Word.STEADY, range(TURN + 8, QUARTER.stop - 1))


def _camps(sizes: Sequence[tuple[int, int]]) -> float:
    return max(
        shared_with_camps(apart, teams=300, members=members, small=small, middle=middle)
        for apart in (50.0, 62.5, 75.0)
        for members, small in sizes
        for middle in MIDDLES
    )


def _rmse(errors: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


if __name__ == "__main__":
    sys.exit(main())
