"""How good the trend is in a made-up world, against naive means. Run: python -m benchmarks.measurement."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from benchmarks.world import DIMENSIONS, WEEKS, World, live
from measurement import many, tide
from measurement.agreement import Agreement, Spread, agreement
from measurement.disclosure import Verdict, publishable
from measurement.settings import SETTINGS
from measurement.tide import ItemSum, Level, LooseSum, Observation, Offset, OffsetTotals, Point
from measurement.words import Word, word

Array = npt.NDArray[np.float64]

SCHOOL, SCHOOLS, SMALLEST_GROUP, PERIOD = 10, 40, 5, 4
TURN = 19  # week in which things begin to move: long enough for a term of history
RISE, FALL = 11.25, -10.45  # latent points that move the truth by 10: near the top of the scale some is lost
NAMES = ("structural", "relational", "cognitive", "overall")
WORDS_FROM, WORDS_UNTIL = TURN, TURN + 13  # weeks: one quarter


@dataclass(slots=True)
class Run:
    """What one kind of world gave: errors, coverage, words."""

    error: list[float] = field(default_factory=list)
    weekly_error: list[float] = field(default_factory=list)
    rolling_error: list[float] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    words: dict[str, list[set[Word]]] = field(default_factory=lambda: {name: [] for name in NAMES})
    naive: list[bool] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)


def measure(path: Array, *, seed: int, schools: int = SCHOOLS) -> Run:
    """Let schools live along a path and measure every team of them with the product's own functions."""
    run = Run()
    for school in range(schools):
        world = live(path, teams=SCHOOL, seed=seed * 1000 + school)
        _measure_school(world, run)
    return run


def _measure_school(world: World, run: Run) -> None:
    bank = {f"{d}-{i}": 0.0 for d in range(DIMENSIONS) for i in range(12)}
    totals = [
        OffsetTotals.empty({k: v for k, v in bank.items() if k[0] == str(d)}) for d in range(DIMENSIONS)
    ]
    points: list[dict[str, list[Point]]] = [{name: [] for name in NAMES} for _ in range(SCHOOL)]
    said: list[dict[str, set[Word]]] = [{name: set() for name in NAMES} for _ in range(SCHOOL)]
    begun = [0] * SCHOOL
    weekly_means: list[list[float]] = [[] for _ in range(SCHOOL)]
    for week in range(PERIOD - 1, WEEKS):
        offsets = {item: found for total in totals for item, found in total.solve(SETTINGS).items()}
        for team in range(SCHOOL):
            span = range(begun[team], week + 1)
            checkins = np.sum(~np.isnan(world.answers[team, :, span.start : span.stop, 0]), axis=0)
            verdict = publishable(
                rounds=len(span),
                full_checkins_per_round=[int(n) for n in checkins],
                checkins=int(checkins.sum()),
                smallest_group=SMALLEST_GROUP,
            )
            if verdict is not Verdict.PUBLISH:
                continue
            begun[team] = week + 1
            weekly_means[team].append(float(checkins.mean()))
            seen: list[Observation] = []
            for d in range(DIMENSIONS):
                items, loose = _sums(world, team, span, d, offsets)
                observation = tide.observe(items, loose, offsets, SETTINGS)
                if observation is None:
                    raise RuntimeError("a publishable period holds answers")
                seen.append(observation)
                totals[d] = totals[d].add(items, SETTINGS)
            seen.append(tide.overall(seen, SETTINGS))
            for name, observation in zip(NAMES, seen, strict=True):
                _update(points[team][name], observation, week=week, overall=name == "overall")
            _score(run, world, team, span, points[team], float(np.mean(weekly_means[team])))
            if WORDS_FROM <= week < WORDS_UNTIL:
                for name in NAMES:
                    said[team][name].add(
                        word(
                            points[team][name],
                            settings=SETTINGS,
                            overall=name == "overall",
                            roster_changed=False,
                        )
                    )
    for team in range(SCHOOL):
        for name in NAMES:
            run.words[name].append(said[team][name])
        for d in range(DIMENSIONS):
            quarter = world.answers[team, :, WORDS_FROM:WORDS_UNTIL, d].T
            weekly = np.array([np.nanmean(week) for week in quarter if not np.all(np.isnan(week))])
            run.moved.append(float(world.truth[team, -1, d] - world.truth[team, 0, d]))
            run.naive.append(bool(np.any(np.abs(weekly - weekly[0]) >= 5.0)))


def _sums(
    world: World, team: int, span: range, d: int, offsets: dict[str, Offset]
) -> tuple[list[ItemSum], LooseSum]:
    items: list[ItemSum] = []
    loose = LooseSum.zero()
    for week in span:
        x = world.answers[team, :, week, d]
        x = x[~np.isnan(x)]
        total = ItemSum(f"{d}-{world.items[team, week]}", len(x), float(x.sum()), float((x**2).sum()))
        if total.n >= SMALLEST_GROUP:
            items.append(total)
        else:
            loose += tide.fold(total, offsets[total.item], SETTINGS)
    return items, loose


def _update(points: list[Point], observation: Observation, *, week: int, overall: bool) -> None:
    before = Level(points[-1].m, points[-1].p) if points else None
    gap = week - points[-1].week if points else 0
    level = tide.update(before, observation, open_weeks=gap, settings=SETTINGS, overall=overall)
    points.append(Point(week, level.m, level.p))


def _score(
    run: Run, world: World, team: int, span: range, points: dict[str, list[Point]], weekly: float
) -> None:
    week = span[-1]
    for d, name in enumerate(NAMES[:DIMENSIONS]):
        truth = float(world.truth[team, week, d])
        newest = points[name][-1]
        width = tide.half_width(
            newest.p, mean_weekly=weekly, members=int(world.members[team]), settings=SETTINGS
        )
        shown = tide.show(newest.m)
        low = 0 if shown.end == "low" else shown.value - width
        high = 100 if shown.end == "high" else shown.value + width
        run.error.append(newest.m - truth)
        run.covered.append(low <= truth <= high)
        last = world.answers[team, :, week, d]
        if not np.all(np.isnan(last)):
            run.weekly_error.append(float(np.nanmean(last)) - truth)
        run.rolling_error.append(float(np.nanmean(world.answers[team, :, week - 3 : week + 1, d])) - truth)


def shared_with_camps(apart: float, *, teams: int) -> float:
    """Return the share of teams called "shared" whose two halves lie `apart` points from each other."""
    rng = np.random.default_rng(7)
    camps = np.where(np.arange(8) < 4, -apart / 2, apart / 2)
    shared = 0
    for _ in range(teams):
        spreads = []
        for _ in range(12):
            x = np.clip(np.rint((62.5 + camps + rng.normal(0, 9, 8)) / 25), 0, 4) * 25.0
            spreads.append(Spread(n=8, sx=float(x.sum()), ss=float(((x - x.mean()) ** 2).sum()), df=7))
        shared += agreement(spreads, capped=False) is Agreement.SHARED
    return shared / teams


def speed() -> float:
    """Return the seconds for levels and changes of 10,000 teams x 40 weeks x 3 dimensions."""
    rng = np.random.default_rng(1)
    y, r = rng.normal(68, 10, (30_000, WEEKS)), rng.uniform(20, 80, (30_000, WEEKS))
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
    runs = (flat, step, ramp, fall)
    error = _rmse([e for run in runs for e in run.error])
    naive = _rmse([e for run in runs for e in run.weekly_error])
    rolling = _rmse([e for run in runs for e in run.rolling_error])
    cover = float(np.mean([c for run in runs for c in run.covered]))
    moved = {Word.UP, Word.DOWN}
    false_one = _share(flat, NAMES[:DIMENSIONS], moved)
    false_all = _share(flat, ("overall",), moved)
    power_one, power_all = _share(step, NAMES[:DIMENSIONS], {Word.UP}), _share(step, ("overall",), {Word.UP})
    camps = max(shared_with_camps(apart, teams=1500) for apart in (50.0, 62.5, 75.0))
    seconds = speed()
    rows: list[tuple[str, float, str, Callable[[float], bool]]] = [
        ("RMSE of the level (points)", error, "<= 4.3", lambda x: x <= 4.3),
        ("  as a share of the naive weekly mean's", error / naive, "<= .45", lambda x: x <= 0.45),
        ("  naive weekly mean (points)", naive, "", lambda x: x > 0),
        ("  rolling mean of four weeks (points)", rolling, "", lambda x: x > 0),
        ("80 % interval holds the truth", cover, ".80-.90", lambda x: 0.80 <= x <= 0.90),
        ("false up/down a quarter, a dimension", false_one, "<= .07", lambda x: x <= 0.07),
        ("false up/down a quarter, overall", false_all, "<= .02", lambda x: x <= 0.02),
        ("  weekly means 5 points apart", float(np.mean(flat.naive)), "", lambda x: x > 0),
        ("  true movement after the step (points)", float(np.mean(step.moved)), "", lambda x: x > 0),
        ("step of +10 seen within 13 weeks, a dimension", power_one, ">= .60", lambda x: x >= 0.60),
        ("step of +10 seen within 13 weeks, overall", power_all, ">= .75", lambda x: x >= 0.75),
        ("  ramp of +10 over 13 weeks, overall", _share(ramp, ("overall",), {Word.UP}), "", lambda x: x >= 0),
        (
            "  fall of 10 over 13 weeks, overall",
            _share(fall, ("overall",), {Word.DOWN}),
            "",
            lambda x: x >= 0,
        ),
        ("two camps, 2 or more answers apart, called shared", camps, "0", lambda x: x == 0),
        ("  one and a half answers apart", shared_with_camps(37.5, teams=1500), "", lambda x: x >= 0),
        ("  alike", shared_with_camps(0.0, teams=1500), "", lambda x: x > 0),
        ("10,000 teams x 40 weeks x 3 (seconds)", seconds, "<= 2.5", lambda x: x <= 2.5),
    ]
    print(f"{len(runs) * SCHOOL * SCHOOLS:,} teams in schools of {SCHOOL}, {WEEKS} weeks")
    for name, value, allowed, holds in rows:
        verdict = "" if not allowed else "ok" if holds(value) else "NOT MET"
        print(f"{name:50} {value:8.3f}  {allowed:8} {verdict}")
    return 0 if all(holds(value) for _, value, _, holds in rows) else 1


def _rmse(errors: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


def _share(run: Run, names: tuple[str, ...], wanted: set[Word]) -> float:
    return float(np.mean([bool(said & wanted) for name in names for said in run.words[name]]))


if __name__ == "__main__":
    sys.exit(main())
