"""Base cells and bands: what may be published at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.disclosure import (
    Band,
    Verdict,
    area_releasable,
    band,
    must_pause,
    one_shot,
    publishable,
    school_releasable,
)
from measurement.ties import ties


def verdict(full: list[int], checkins: int, k: int = 5) -> Verdict:
    return publishable(rounds=len(full), full_checkins_per_round=full, checkins=checkins, smallest_group=k)


def test_four_rounds_with_enough_people_in_one_of_them_may_be_published() -> None:
    assert verdict([2, 5, 1, 2], 10) is Verdict.PUBLISH


@pytest.mark.parametrize(
    ("full", "checkins", "k", "why"),
    [
        ([], 0, 5, Verdict.TOO_FEW_ROUNDS),
        ([9, 9, 9], 27, 5, Verdict.TOO_FEW_ROUNDS),
        ([4, 4, 4, 4], 16, 5, Verdict.TOO_FEW_ANSWERS),
        ([5, 5, 5, 5], 20, 6, Verdict.TOO_FEW_ANSWERS),
        ([4, 4, 4, 4], 16, 3, Verdict.TOO_FEW_ANSWERS),
        ([5, 2, 1, 1], 9, 5, Verdict.TOO_HEAVY),
        ([5, 0, 0, 0], 0, 5, Verdict.TOO_HEAVY),
    ],
)
def test_a_period_that_is_not_safe_says_why(full: list[int], checkins: int, k: int, why: Verdict) -> None:
    assert verdict(full, checkins, k) is why


@given(st.lists(st.integers(0, 12), max_size=14), st.integers(5, 9))
def test_whatever_is_published_keeps_all_three_rules(full: list[int], k: int) -> None:
    if verdict(full, sum(full), k) is Verdict.PUBLISH:
        assert len(full) >= 4
        assert max(full) >= k
        assert len(full) <= 0.4 * sum(full)


def test_asking_pauses_after_twelve_rounds_without_publication() -> None:
    assert must_pause(Verdict.TOO_FEW_ANSWERS, rounds=12)
    assert not must_pause(Verdict.TOO_FEW_ANSWERS, rounds=11)
    assert not must_pause(Verdict.PUBLISH, rounds=12)


@pytest.mark.parametrize(
    ("x", "n", "expected"),
    [
        (0, 8, Band.FEW),
        (2, 8, Band.FEW),
        (3, 8, Band.SOME),
        (4, 8, Band.SOME),
        (5, 8, Band.MANY),
        (3, 5, Band.MANY),
    ],
)
def test_counts_are_told_in_three_bands(x: int, n: int, expected: Band) -> None:
    assert band(x, n=n) is expected


def test_a_one_shot_question_below_the_smallest_group_is_deleted() -> None:
    assert one_shot(4, n=4, smallest_group=5) is None
    assert one_shot(4, n=4, smallest_group=1) is None
    assert one_shot(4, n=5, smallest_group=5) is Band.MANY


def test_ties_of_a_team_are_bands_to_every_other_team() -> None:
    found = ties("Oak", named={"Elm": 4}, answered=6, others=("Elm", "Ash"), smallest_group=5)
    assert [(tie.giver, tie.taker, tie.band) for tie in found] == [
        ("Oak", "Elm", Band.MANY),
        ("Oak", "Ash", Band.FEW),
    ]
    assert ties("Oak", named={"Elm": 4}, answered=4, others=("Elm",), smallest_group=5) == []


def test_an_area_and_its_complement_both_need_the_smallest_group() -> None:
    assert area_releasable(best_week_area=5, best_week_rest=5, smallest_group=5)
    assert not area_releasable(best_week_area=5, best_week_rest=4, smallest_group=5)


def test_a_school_of_one_team_has_no_words_of_its_own() -> None:
    assert school_releasable(2)
    assert not school_releasable(1)
