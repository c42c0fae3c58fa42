"""The filter: the worked example, dense Gaussian conditioning, and data that nobody should meet."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement import many
from measurement.settings import SETTINGS
from measurement.tide import (
    ItemSum,
    Level,
    LooseSum,
    Observation,
    Offset,
    Point,
    Shown,
    change,
    figure_variance,
    fold,
    half_width,
    observe,
    overall,
    show,
    update,
)
from measurement.words import Word, word

GOLDEN = [  # week, y, R, gain, m, sd, shown, d, sd(d), P(up), word
    (3, 65.619, 22.20, 0.764, 66.180, 5.01, 65, None, None, None, Word.TOO_EARLY),
    (7, 65.409, 21.33, 0.505, 65.791, 4.34, 65, -0.086, 2.07, None, Word.TOO_EARLY),
    (11, 65.955, 21.42, 0.421, 65.860, 4.14, 65, -0.054, 2.77, 0.492, Word.STEADY),
    (15, 73.273, 21.22, 0.394, 68.783, 4.06, 70, 1.841, 3.19, 0.718, Word.TOO_EARLY),
    (19, 75.364, 21.45, 0.380, 71.286, 4.03, 70, 3.410, 3.10, 0.865, Word.TOO_EARLY),
    (23, 75.522, 20.48, 0.388, 72.928, 4.00, 75, 3.693, 3.05, 0.887, Word.TOO_EARLY),
]


def seen(y: float, r: float) -> Observation:
    return Observation(y=y, r=r, n=20, ss=0.0, df=0, sx=20 * y)


def published(rows: list[tuple[int, float, float]]) -> list[Point]:
    points: list[Point] = []
    for week, y, r in rows:
        before = Level(points[-1].m, points[-1].p) if points else None
        gap = week - points[-1].week if points else 0
        level = update(before, seen(y, r), open_weeks=gap, settings=SETTINGS)
        points.append(Point(week, level.m, level.p))
    return points


def dense(rows: list[tuple[int, float, float]], at: float) -> tuple[float, float]:
    """Condition level(now) - level(at) on all observations at once: mean and variance."""
    weeks = np.array([w for w, _, _ in rows], dtype=float)
    times = np.append(weeks, at)
    cov = SETTINGS.p0 + SETTINGS.q * (np.minimum.outer(times, times) - weeks[0])
    noisy = cov[:-1, :-1] + np.diag([r for _, _, r in rows])
    resid = np.array([y for _, y, _ in rows]) - SETTINGS.mu0
    gain = cov[:, :-1] @ np.linalg.inv(noisy)
    mean, post = SETTINGS.mu0 + gain @ resid, cov - gain @ cov[:-1, :]
    n = len(rows) - 1
    return float(mean[n] - mean[-1]), float(post[n, n] + post[-1, -1] - 2 * post[n, -1])


@pytest.mark.parametrize("upto", range(1, 7))
def test_the_worked_example_comes_out_to_the_last_digit(upto: int) -> None:
    rows = [(week, y, r) for week, y, r, *_ in GOLDEN[:upto]]
    points = published(rows)
    r, gain, m, sd, shown, d, sd_d, p_up, said = GOLDEN[upto - 1][2:]
    newest = points[-1]
    assert newest.m == pytest.approx(m, abs=1.5e-3)
    assert newest.p / r == pytest.approx(gain, abs=6e-4)
    variance = figure_variance(newest.p, mean_weekly=7, members=10, settings=SETTINGS)
    assert math.sqrt(variance) == pytest.approx(sd, abs=6e-3)
    assert show(newest.m) == Shown(shown, None)
    found = change(points, settings=SETTINGS)
    if d is None:
        assert found is None
    else:
        assert found is not None
        assert found.d == pytest.approx(d, abs=1.5e-3)
        assert math.sqrt(found.var) == pytest.approx(sd_d, abs=6e-3)
        if p_up is not None:
            assert found.p_up == pytest.approx(p_up, abs=1e-3)
    assert word(points, settings=SETTINGS, overall=False, roster_changed=False) is said


rows_of_periods = st.lists(
    st.tuples(st.integers(1, 9), st.floats(0, 100), st.floats(8, 200)), min_size=2, max_size=9
).map(lambda found: [(sum(g for g, _, _ in found[: i + 1]), y, r) for i, (_, y, r) in enumerate(found)])


@given(rows_of_periods, st.integers(1, 30))
def test_change_equals_dense_gaussian_conditioning(rows: list[tuple[int, float, float]], back: int) -> None:
    points = published(rows)
    found = change(points, settings=SETTINGS, reference_weeks=back)
    assert found is not None
    at = max(rows[-1][0] - back, rows[0][0])
    d, var = dense(rows, at)
    assert found.span == rows[-1][0] - at
    assert found.d == pytest.approx(d, abs=1e-6)
    assert found.var == pytest.approx(var, abs=1e-6)
    assert found.reference.week <= at


@given(rows_of_periods)
def test_many_teams_at_once_give_the_same_numbers_as_one(rows: list[tuple[int, float, float]]) -> None:
    weeks = [week for week, _, _ in rows]
    y, r = np.array([[y for _, y, _ in rows]]), np.array([[r for _, _, r in rows]])
    m, p = many.levels(y, r, weeks=weeks, settings=SETTINGS)
    d, var = many.changes(m, p, weeks=weeks, settings=SETTINGS)
    points = published(rows)
    found = change(points, settings=SETTINGS)
    assert found is not None
    np.testing.assert_allclose(m[0], [point.m for point in points])
    np.testing.assert_allclose(p[0], [point.p for point in points])
    assert (d[0], var[0]) == pytest.approx((found.d, found.var))


@given(rows_of_periods)
def test_a_level_lies_between_what_was_known_and_what_was_seen(rows: list[tuple[int, float, float]]) -> None:
    level = None
    for _, y, r in rows:
        before = level or Level(SETTINGS.mu0, SETTINGS.p0)
        level = update(level, seen(y, r), open_weeks=4, settings=SETTINGS)
        assert min(before.m, y) - 1e-9 <= level.m <= max(before.m, y) + 1e-9
        assert 0 < level.p < r


def test_the_change_freed_of_shrinkage_is_larger_and_surely_wider() -> None:
    found = change(published([(week, y, r) for week, y, r, *_ in GOLDEN]), settings=SETTINGS)
    assert found is not None
    reliability = 1 - found.var / (SETTINGS.q * found.span)
    assert found.big_d == pytest.approx(found.d / reliability)
    assert found.s_d == pytest.approx(math.sqrt(found.var / reliability))


def test_the_reference_is_the_figure_that_people_saw_then() -> None:
    points = published([(week, y, r) for week, y, r, *_ in GOLDEN])
    found = change(points, settings=SETTINGS)
    assert found is not None
    assert found.reference == points[2]


def test_the_overall_index_starts_at_the_same_level_but_surer() -> None:
    one = update(None, seen(80.0, 36.0), open_weeks=0, settings=SETTINGS)
    index = update(None, seen(80.0, 36.0), open_weeks=0, settings=SETTINGS, overall=True)
    assert one == Level(pytest.approx(76.0), pytest.approx(24.0))
    assert index == Level(pytest.approx(74.0), pytest.approx(18.0))
    m, p = many.levels(np.array([[80.0]]), np.array([[36.0]]), weeks=[3], settings=SETTINGS, overall=True)
    assert (m[0, 0], p[0, 0]) == pytest.approx((74.0, 18.0))


def test_closed_weeks_do_not_make_a_level_less_sure() -> None:
    level = Level(70.0, 9.0)
    holiday = update(level, seen(70.0, 20.0), open_weeks=0, settings=SETTINGS)
    term = update(level, seen(70.0, 20.0), open_weeks=12, settings=SETTINGS)
    assert holiday.p < term.p


def test_sixty_weeks_of_holiday_and_a_clock_set_back_count_as_no_time() -> None:
    level = Level(70.0, 9.0)
    still = update(level, seen(80.0, 20.0), open_weeks=0, settings=SETTINGS)
    assert update(level, seen(80.0, 20.0), open_weeks=-60, settings=SETTINGS) == still
    points = [Point(30, 60.0, 9.0), Point(20, 65.0, 9.0), Point(20, 70.0, 9.0)]
    assert change(points, settings=SETTINGS) is None
    assert word(points, settings=SETTINGS, overall=False, roster_changed=False) is Word.TOO_EARLY


def test_nobody_answered_is_no_observation() -> None:
    assert observe([], LooseSum.zero(), {}, SETTINGS) is None
    nothing = ItemSum("a", 0, 0.0, 0.0)
    assert observe([nothing], LooseSum.zero(), {"a": Offset(0.0, 64.0)}, SETTINGS) is None
    assert fold(nothing, Offset(5.0, 1.0), SETTINGS) == LooseSum.zero()


def test_one_item_that_everybody_answers_alike_is_an_ordinary_observation() -> None:
    found = observe([ItemSum("a", 6, 450.0, 33750.0)], LooseSum.zero(), {"a": Offset(5.0, 10.0)}, SETTINGS)
    assert found == Observation(y=70.0, r=400 / 6 + 16, n=6, ss=0.0, df=5, sx=450.0)


def test_folding_an_item_keeps_level_and_noise() -> None:
    offsets = {"a": Offset(4.0, 20.0), "b": Offset(-6.0, 30.0)}
    a, b = ItemSum("a", 8, 560.0, 42000.0), ItemSum("b", 3, 150.0, 8750.0)
    kept = observe([a, b], LooseSum.zero(), offsets, SETTINGS)
    folded = observe([a], fold(b, offsets["b"], SETTINGS), offsets, SETTINGS)
    assert kept is not None
    assert folded is not None
    assert (folded.y, folded.r, folded.n) == pytest.approx((kept.y, kept.r, kept.n))
    assert (folded.ss, folded.df) == pytest.approx((kept.ss, kept.df))


def test_the_overall_index_is_surer_than_one_dimension_but_not_three_times() -> None:
    found = overall([seen(60, 20), seen(70, 22), seen(80, 24)], SETTINGS)
    assert found.y == pytest.approx(70)
    assert found.r == pytest.approx(0.48 * 22)
    with pytest.raises(ValueError, match="at least one dimension"):
        overall([], SETTINGS)


@pytest.mark.parametrize(
    ("m", "value", "end"),
    [
        (-4, 10, "low"),
        (12.4, 10, "low"),
        (12.5, 15, None),
        (67.5, 70, None),
        (87.4, 85, None),
        (104, 90, "high"),
    ],
)
def test_figures_are_rounded_to_five_and_capped(m: float, value: int, end: str | None) -> None:
    shown = show(m)
    assert (shown.value, shown.end) == (value, end)


@given(st.floats(0, 100), st.floats(0, 12), st.integers(-3, 30))
def test_an_interval_is_never_narrower_than_five(p: float, weekly: float, members: int) -> None:
    assert half_width(p, mean_weekly=weekly, members=members, settings=SETTINGS) >= 5


def test_a_head_count_of_zero_is_not_believed() -> None:
    honest = half_width(9.0, mean_weekly=6, members=10, settings=SETTINGS)
    assert half_width(9.0, mean_weekly=6, members=0, settings=SETTINGS) > honest
