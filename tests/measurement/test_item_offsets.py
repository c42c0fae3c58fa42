"""Item offsets: recovered from a made-up bank, and the same in totals as in one dense regression."""

import numpy as np
import pytest

from measurement.settings import SETTINGS
from measurement.sums import ItemSum
from measurement.tide import OffsetTotals

BANK = dict.fromkeys("abcd", 0.0)


def periods(seed: int, count: int) -> list[list[ItemSum]]:
    rng = np.random.default_rng(seed)
    hard = dict(zip("abcd", (12.0, -8.0, 3.0, -7.0), strict=True))
    found = []
    for _ in range(count):
        level = rng.normal(65, 12)
        chosen = rng.permutation(list("abcd"))[:3]
        found.append([summed(rng, str(item), level + hard[str(item)]) for item in chosen])
    return found


def summed(rng: np.random.Generator, item: str, mean: float) -> ItemSum:
    n = int(rng.integers(5, 12))
    x = rng.normal(mean, 20, n)
    return ItemSum(item, n, float(x.sum()), float((x**2).sum()))


def add_all(found: list[list[ItemSum]], bank: dict[str, float] = BANK) -> OffsetTotals:
    totals = OffsetTotals.empty(bank)
    for period in found:
        totals = totals.add(period, SETTINGS)
    return totals


def test_offsets_of_a_made_up_bank_are_found_again() -> None:
    solved = add_all(periods(1, 400)).solve(SETTINGS)
    assert [solved[item].b for item in "abcd"] == pytest.approx([12, -8, 3, -7], abs=2.5)


def test_totals_equal_a_regression_with_a_free_level_per_team_and_period() -> None:
    found, bank = periods(2, 6), {"a": 2.0, "b": -1.0, "c": 0.0, "d": 4.0}
    rows, y, w = [], [], []
    for g, period in enumerate(found):
        for item in period:
            row = np.zeros(4 + len(found))
            row["abcd".index(item.item)] = row[4 + g] = 1.0
            rows.append(row)
            y.append(item.sx / item.n - bank[item.item])
            w.append(1 / (SETTINGS.r0 + SETTINGS.r1 / item.n))
    x, weight = np.array(rows), np.diag(w)
    prior = np.diag([1 / SETTINGS.s_b**2] * 4 + [0.0] * len(found))
    inverse = np.linalg.inv(x.T @ weight @ x + prior)
    b = inverse @ x.T @ weight @ np.array(y)
    solved = add_all(found, bank).solve(SETTINGS)
    assert [solved[i].b - bank[i] for i in "abcd"] == pytest.approx(list(b[:4]))
    assert [solved[i].v for i in "abcd"] == pytest.approx(list(np.diag(inverse)[:4]))


def test_without_data_an_item_stands_at_the_banks_value() -> None:
    solved = OffsetTotals.from_text(None, {"a": 3.0, "b": -2.0}).solve(SETTINGS)
    assert (solved["a"].b, solved["b"].b) == (3.0, -2.0)
    assert solved["a"].v == pytest.approx(SETTINGS.s_b**2)
    assert OffsetTotals.empty({}).solve(SETTINGS) == {}


def test_a_team_that_is_high_on_everything_teaches_nothing() -> None:
    high = [ItemSum(item, 6, 600.0, 60000.0) for item in "abcd"]
    solved = OffsetTotals.empty(BANK).add(high, SETTINGS).solve(SETTINGS)
    assert [found.b for found in solved.values()] == pytest.approx([0.0] * 4)
    one = OffsetTotals.empty(BANK).add(high[:1], SETTINGS)
    assert not one.a.any()


def test_totals_survive_writing_reading_and_a_bank_that_grew() -> None:
    totals = add_all(periods(3, 20))
    again = OffsetTotals.from_text(totals.to_text(), {**BANK, "e": 1.5})
    before, after = totals.solve(SETTINGS), again.solve(SETTINGS)
    assert all(after[item].b == pytest.approx(before[item].b) for item in BANK)
    assert after["e"].b == 1.5


def test_an_item_that_left_the_bank_still_counts_for_its_neighbours() -> None:
    totals = add_all(periods(4, 20))
    smaller = OffsetTotals.from_text(totals.to_text(), dict.fromkeys("abc", 0.0))
    assert smaller.solve(SETTINGS)["a"].b == pytest.approx(totals.solve(SETTINGS)["a"].b)
