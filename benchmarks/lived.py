"""Measures teams of a made-up world with the product's own functions, and with naive means beside them."""

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from benchmarks.world import DIMENSIONS, WEEKS, World, live
from measurement import tide
from measurement.disclosure import Verdict, publishable
from measurement.settings import SETTINGS
from measurement.tide import ItemSum, Level, LooseSum, Observation, Offset, OffsetTotals, Point
from measurement.words import Word, word

Array = npt.NDArray[np.float64]

SCHOOL, SCHOOLS, SMALLEST_GROUP, PERIOD = 10, 40, 5, 4
TURN = 19  # week in which things begin to move: long enough for a term of history
QUARTER = range(TURN, TURN + 13)
TERM = 12  # weeks that a change is counted over
NAIVE_MOVE = 5.0  # points: what a reader of plain means takes for a change
NAMES = ("structural", "relational", "cognitive", "overall")
ONE = NAMES[:DIMENSIONS]
ALL = ("overall",)
MEANS = {"weekly": 1, "rolling": 4}  # weeks that a naive mean looks at


@dataclass(slots=True)
class Told:
    """What one team was told of one line in the quarter: words by week, and whether naive means moved."""

    name: str
    members: int
    words: dict[int, Word]
    naive: dict[str, tuple[bool, bool]]  # rose, fell


@dataclass(slots=True)
class Run:
    """What one kind of world gave: errors and coverage of ours and of naive means, and words."""

    errors: dict[str, list[float]] = field(default_factory=dict)
    covered: dict[str, list[bool]] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)

    def add(self, kind: str, *, shown: float, width: float, truth: float) -> None:
        """Note how far a figure lay from the truth, and whether its interval held it."""
        self.errors.setdefault(kind, []).append(shown - truth)
        self.covered.setdefault(kind, []).append(abs(shown - truth) <= width)

    def share(self, names: tuple[str, ...], *wanted: Word, members: range = range(99)) -> float:
        """Return the share of lines that got one of these words in the quarter."""
        lines = [line for line in self.told if line.name in names and line.members in members]
        return float(np.mean([bool(set(line.words.values()) & set(wanted)) for line in lines]))

    def share_at(self, names: tuple[str, ...], wanted: Word, weeks: range) -> float:
        """Return the share of words in these weeks that were this one."""
        said = [w for line in self.told if line.name in names for at, w in line.words.items() if at in weeks]
        return float(np.mean([one is wanted for one in said]))

    def naive(self, names: tuple[str, ...], mean: str, *, rose: bool = True, fell: bool = True) -> float:
        """Return the share of lines in which a naive mean moved so."""
        lines = [line.naive[mean] for line in self.told if line.name in names]
        return float(np.mean([(up and rose) or (down and fell) for up, down in lines]))


def measure(path: Array, *, seed: int, schools: int = SCHOOLS, size: int = SCHOOL) -> Run:
    """Let schools live along a path and measure every team of them with the product's own functions."""
    run = Run()
    for school in range(schools):
        _measure_school(live(path, teams=size, seed=seed * 1000 + school), run)
    return run


def _measure_school(world: World, run: Run) -> None:
    size = len(world.members)
    banks = [{f"{d}-{i}": 0.0 for i in range(12)} for d in range(DIMENSIONS)]
    totals = [OffsetTotals.empty(bank) for bank in banks]
    points: list[dict[str, list[Point]]] = [{name: [] for name in NAMES} for _ in range(size)]
    words: list[dict[str, dict[int, Word]]] = [{name: {} for name in NAMES} for _ in range(size)]
    begun = [0] * size
    weekly_means: list[list[float]] = [[] for _ in range(size)]
    for week in range(PERIOD - 1, WEEKS):
        offsets = {item: found for total in totals for item, found in total.solve(SETTINGS).items()}
        for team in range(size):
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
                _update(points[team][name], observation, week=week, overall=name in ALL)
            _score(run, world, team, week, points[team], float(np.mean(weekly_means[team])))
            if week in QUARTER:
                for name in NAMES:
                    words[team][name][week] = word(
                        points[team][name], settings=SETTINGS, overall=name in ALL, roster_changed=False
                    )
    for team in range(size):
        run.moved += list(world.truth[team, -1] - world.truth[team, 0])
        means = {kind: _means(world.answers[team], weeks) for kind, weeks in MEANS.items()}
        for at, name in enumerate(NAMES):
            lines = {kind: mean.mean(axis=1) if name in ALL else mean[:, at] for kind, mean in means.items()}
            naive = {kind: _naive(line) for kind, line in lines.items()}
            run.told.append(Told(name, int(world.members[team]), words[team][name], naive))


def _means(answers: Array, weeks: int) -> Array:
    """Return plain means over the last `weeks`, by week and dimension; NaN where nobody spoke."""
    found = np.full(answers.shape[1:], np.nan)
    for week in range(weeks - 1, WEEKS):
        cell = answers[:, week - weeks + 1 : week + 1]
        if not np.all(np.isnan(cell)):
            found[week] = np.nanmean(cell, axis=(0, 1))
    return found


def _naive(line: Array) -> tuple[bool, bool]:
    """Say whether a plain mean rose, and fell, by five points against a term before in some week."""
    moves = np.array([line[week] - line[week - TERM] for week in QUARTER])
    return bool(np.any(moves >= NAIVE_MOVE)), bool(np.any(moves <= -NAIVE_MOVE))


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
    run: Run, world: World, team: int, week: int, points: dict[str, list[Point]], weekly: float
) -> None:
    members = int(world.members[team])
    for d, name in enumerate(ONE):
        truth, newest = float(world.truth[team, week, d]), points[name][-1]
        width = tide.half_width(newest.p, mean_weekly=weekly, members=members, settings=SETTINGS)
        shown = tide.show(newest.m)
        run.add("shown", shown=shown.value, width=width, truth=truth)
        if (shown.end == "high" and truth > shown.value) or (shown.end == "low" and truth < shown.value):
            run.covered["shown"][-1] = True  # "90 or more" holds all that is more
        run.add("level", shown=newest.m, width=width, truth=truth)
        for kind, weeks in MEANS.items():
            x = world.answers[team, :, week - weeks + 1 : week + 1, d]
            x = x[~np.isnan(x)]
            if len(x) > 1:
                spread = 1.28 * float(x.std(ddof=1)) / math.sqrt(len(x))
                run.add(kind, shown=float(x.mean()), width=spread, truth=truth)
