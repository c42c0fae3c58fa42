"""Effect of an action, agreement, and where a change is stuck."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.agreement import Agreement, Spread, agreement, agreement_index
from measurement.bottleneck import AreaSum, bottleneck, norms_exist, odds_of_lowest
from measurement.effect import EFFECT_SD, Effect, NotYet, Seen, effect, step_after
from measurement.settings import SETTINGS

WEEKS = (3, 7, 11, 15, 19, 23, 27)


def line(*levels: float) -> list[Seen]:
    return [Seen(week, y, 20.0) for week, y in zip(WEEKS, levels, strict=True)]


FLAT = line(*[65.0] * 7)
STEP = line(65, 65, 65, 80, 80, 80, 80)


def helped(periods: list[Seen], **more: list[list[Seen]]) -> Effect:
    found = effect(periods, started=13, settings=SETTINGS, others=more.get("others", []))
    assert isinstance(found, Effect)
    return found


def test_the_two_state_filter_equals_dense_conditioning() -> None:
    used = [seen for seen in STEP if seen.week <= 13 + 12]
    weeks = np.array([seen.week for seen in used], dtype=float)
    x = (weeks >= 13).astype(float)
    cov = SETTINGS.p0 + SETTINGS.q / 2 * (np.minimum.outer(weeks, weeks) - weeks[0])
    cov = cov + EFFECT_SD**2 * np.outer(x, x) + 20.0 * np.eye(len(used))
    gain = EFFECT_SD**2 * x @ np.linalg.inv(cov)
    e, var = step_after(STEP, started=13, settings=SETTINGS)
    assert e == pytest.approx(gain @ np.array([seen.y - SETTINGS.mu0 for seen in used]))
    assert var == pytest.approx(EFFECT_SD**2 - gain @ (EFFECT_SD**2 * x))


def test_a_step_after_the_start_is_named_with_a_careful_size() -> None:
    found = helped(STEP)
    assert found.rose
    assert found.at_least == 5 * math.floor((found.e - 1.28 * math.sqrt(found.var)) / 5)
    assert not found.compared


def test_a_flat_line_and_a_fall_have_no_clear_effect() -> None:
    assert not helped(FLAT).rose
    fallen = helped(line(65, 65, 65, 50, 50, 50, 50))
    assert not fallen.rose
    assert fallen.at_least is None


def test_what_the_whole_school_does_is_taken_off() -> None:
    together = helped(STEP, others=[STEP] * 3)
    assert together.compared
    assert together.e == pytest.approx(0.0, abs=1e-6)
    assert not together.rose
    alone = helped(STEP, others=[FLAT] * 3)
    assert alone.compared
    assert alone.rose


def test_two_other_teams_are_too_few_to_compare_with() -> None:
    assert not helped(STEP, others=[STEP, STEP]).compared
    assert not helped(STEP, others=[STEP, STEP, STEP[3:]]).compared


def test_too_early_says_when_and_too_little_before_says_never() -> None:
    assert effect(STEP[:5], started=13, settings=SETTINGS) == NotYet(due=21)
    assert effect(STEP, started=9, settings=SETTINGS) == NotYet(due=None)
    assert effect([], started=9, settings=SETTINGS) == NotYet(due=None)
    gap = [*STEP[:4], Seen(40, 80.0, 20.0)]
    assert effect(gap, started=13, settings=SETTINGS) == NotYet(due=None)


def test_the_overall_index_starts_surer_of_its_level() -> None:
    one, all_three = (step_after(STEP, started=3, settings=SETTINGS, overall=flag) for flag in (False, True))
    assert all_three[1] < one[1]


def spread(answers: list[int], cells: int = 6) -> list[Spread]:
    x = np.array(answers, dtype=float) * 25 - 25
    return [Spread(len(x), float(x.sum()), float(((x - x.mean()) ** 2).sum()), len(x) - 1)] * cells


def test_alike_teams_agree_and_camps_do_not() -> None:
    assert agreement(spread([4, 4, 4, 3, 4]), capped=False) is Agreement.SHARED
    assert agreement(spread([2, 2, 2, 4, 4, 4]), capped=False) is Agreement.MIXED
    assert agreement(spread([1, 1, 1, 5, 5, 5]), capped=False) is Agreement.DIVIDED


def test_the_index_follows_its_formula() -> None:
    found = agreement_index([Spread(20, 1000.0, 6250.0, 16)])
    variance = (6250 / 625 + 9.6) / 28
    assert found == pytest.approx(1 - 2 * variance / (2 * 2))


@pytest.mark.parametrize(("variance", "said"), [(1.0, Agreement.SHARED), (1.2, Agreement.MIXED)])
def test_the_borders_of_the_words_lie_where_they_were_chosen(variance: float, said: Agreement) -> None:
    ss = (variance * 0.8 * 112 - 9.6) * 625  # the mean is 3, so the index is 1 - 0.4 * variance
    found = [Spread(120, 6000.0, ss, 100)]
    assert agreement_index(found) == pytest.approx(1 - 0.4 * variance)
    assert agreement(found, capped=False) is said
    divided = [Spread(120, 6000.0, (1.65 * 0.8 * 112 - 9.6) * 625, 100)]
    assert agreement(divided, capped=False) is Agreement.DIVIDED


def test_a_mean_near_an_end_is_taken_as_half_a_step_from_it() -> None:
    assert agreement_index([Spread(20, 2000.0, 0.0, 16)]) == pytest.approx(1 - 2 * (9.6 / 28) / (0.5 * 3.5))


def test_nothing_is_said_about_few_answers_or_beside_a_capped_end() -> None:
    assert agreement([Spread(19, 1000.0, 0.0, 15)], capped=False) is None
    assert agreement([], capped=False) is None
    assert agreement(spread([5, 5, 5, 5, 5]), capped=True) is None
    assert agreement(spread([1, 1, 5, 5, 5]), capped=True) is None


@given(st.integers(2, 10), st.integers(0, 2), st.integers(0, 1))
def test_two_camps_are_never_shared(half: int, wide: int, shift: int) -> None:
    low, high = (1 + shift, 3 + shift + min(wide, 2 - shift))
    cells = max(1, math.ceil(20 / (2 * half)))
    assert agreement(spread([low] * half + [high] * half, cells), capped=False) is not Agreement.SHARED


def areas(**deviations: float) -> dict[str, AreaSum]:
    return {name: AreaSum(60, 60 * value, 4) for name, value in deviations.items()}


def named(found: dict[str, AreaSum]) -> tuple[str, ...]:
    return bottleneck(found, mean_weekly=8, members=10, settings=SETTINGS)


def test_an_area_is_named_only_when_it_is_clearly_the_lowest() -> None:
    assert named(areas(knowledge=0, diffusion=-20, relations=4)) == ("diffusion",)
    assert set(named(areas(knowledge=-14, diffusion=-14, relations=12))) == {"knowledge", "diffusion"}
    assert named(areas(knowledge=0, diffusion=0, relations=0)) == ()


def test_areas_without_answers_are_left_aside() -> None:
    assert named({}) == ()
    assert named(areas(knowledge=-30)) == ()
    assert named({"knowledge": AreaSum(0, 0.0, 0), **areas(diffusion=-30)}) == ()
    assert named(areas(knowledge=0, diffusion=0)) == ()


def test_odds_agree_with_drawing_at_random() -> None:
    found = areas(knowledge=-3, diffusion=1, relations=5)
    odds = odds_of_lowest(found, mean_weekly=8, members=10, settings=SETTINGS)
    noise = 400 * 0.65 / 60 + 0.35 * 400 * (1 / 8 - 1 / 10) + 6 / 4 + 9
    shrink = 64 / (64 + noise)
    rng = np.random.default_rng(5)
    draws = rng.normal(np.array([-3, 1, 5]) * shrink, math.sqrt(shrink * noise), (200_000, 3))
    lowest = np.bincount(draws.argmin(axis=1), minlength=3) / 200_000
    assert [odds[name] for name in ("knowledge", "diffusion", "relations")] == pytest.approx(
        lowest, abs=0.006
    )


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=4), st.floats(0, 12), st.integers(0, 12))
def test_odds_are_odds_for_any_sums(deviations: list[float], weekly: float, members: int) -> None:
    found = {str(i): AreaSum(20, 20 * value, 3) for i, value in enumerate(deviations)}
    odds = odds_of_lowest(found, mean_weekly=weekly, members=members, settings=SETTINGS)
    assert sum(odds.values()) == pytest.approx(1)
    assert min(odds.values()) >= 0


def test_norms_need_ten_teams_or_a_pilot() -> None:
    assert norms_exist(teams=10, pilot=False)
    assert norms_exist(teams=0, pilot=True)
    assert not norms_exist(teams=9, pilot=False)


def test_periods_of_an_area_add_up() -> None:
    assert AreaSum(10, -50.0, 2) + AreaSum(5, 20.0, 3) == AreaSum(15, -30.0, 3)
