"""Words about a trend, about response, and about where a figure lies on the answer scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.settings import SETTINGS
from measurement.tide import Point, Shown
from measurement.words import Response, Word, between_labels, response_band, response_fell, word

RISING = [Point(3, 60.0, 8.0), Point(7, 60.0, 8.0), Point(11, 66.0, 8.0), Point(15, 72.0, 8.0)]
FALLING = [Point(point.week, 130.0 - point.m, point.p) for point in RISING]


def said(points: list[Point], *, overall: bool = False, **more: bool | Response) -> Word:
    changed = bool(more.pop("roster_changed", False))
    response = more.get("response", Response.MOST)
    assert isinstance(response, Response)
    return word(
        points,
        settings=SETTINGS,
        overall=overall,
        roster_changed=changed,
        response=response,
    )


def test_a_clear_rise_and_a_clear_fall_are_called_so() -> None:
    assert said(RISING) is Word.UP
    assert said(FALLING) is Word.DOWN


def test_nothing_is_said_before_three_periods_and_eight_weeks() -> None:
    assert said([]) is Word.TOO_EARLY
    assert said(RISING[:1]) is Word.TOO_EARLY
    assert said(RISING[2:]) is Word.TOO_EARLY
    close = [Point(11 + i, point.m, point.p) for i, point in enumerate(RISING)]
    assert said(close) is Word.TOO_EARLY


def test_another_roster_starts_the_word_anew() -> None:
    assert said(RISING, roster_changed=True) is Word.TOO_EARLY


def test_with_less_than_half_only_the_overall_index_gets_a_word() -> None:
    assert said(RISING, response=Response.FEWER_THAN_HALF) is Word.TOO_EARLY
    assert said(RISING, overall=True, response=Response.FEWER_THAN_HALF) is Word.UP


def test_a_dimension_may_be_called_up_where_the_overall_index_may_not_yet() -> None:
    points = [Point(3, 65.0, 8.0), Point(7, 65.0, 8.0), Point(11, 67.0, 8.0), Point(15, 71.0, 8.0)]
    assert said(points) is Word.UP
    assert said(points, overall=True) is Word.TOO_EARLY


def test_a_level_line_is_steady() -> None:
    assert said([Point(week, 65.0, 8.0) for week in (3, 7, 11, 15)]) is Word.STEADY


def test_a_line_that_could_hide_ten_points_is_not_called_steady() -> None:
    near = [Point(week, 65.0, 8.0) for week in (3, 7, 11)]
    assert said([*near, Point(15, 65.5, 8.0)]) is Word.STEADY
    assert said([*near, Point(15, 68.0, 8.0)]) is Word.TOO_EARLY


def test_three_periods_within_seven_weeks_are_too_early() -> None:
    assert said([Point(3, 60.0, 1.0), Point(7, 70.0, 1.0), Point(10, 80.0, 1.0)]) is Word.TOO_EARLY
    assert said([Point(3, 60.0, 1.0), Point(7, 70.0, 1.0), Point(11, 80.0, 1.0)]) is Word.UP


@given(st.lists(st.tuples(st.integers(-9, 99), st.floats(0, 100), st.floats(0.1, 80)), max_size=8))
def test_any_history_gets_one_of_the_four_words(rows: list[tuple[int, float, float]]) -> None:
    assert isinstance(said([Point(*row) for row in rows]), Word)


@pytest.mark.parametrize(
    ("best", "members", "band"),
    [
        (4, 9, Response.FEWER_THAN_HALF),
        (5, 10, Response.HALF_TO_THREE_QUARTERS),
        (6, 8, Response.HALF_TO_THREE_QUARTERS),
        (7, 9, Response.MOST),
        (9, 8, Response.MOST),
        (0, 0, Response.FEWER_THAN_HALF),
    ],
)
def test_response_is_told_in_three_bands(best: int, members: int, band: Response) -> None:
    assert response_band(best, members) is band


def test_a_fall_of_exactly_twenty_points_counts() -> None:
    assert response_fell(0.80, 0.60)
    assert not response_fell(0.80, 0.61)


@pytest.mark.parametrize(
    ("value", "labels"), [(10, (1, 2)), (25, (2, 2)), (50, (3, 3)), (65, (3, 4)), (75, (4, 4)), (90, (4, 5))]
)
def test_a_figure_lies_on_an_answer_or_between_two(value: int, labels: tuple[int, int]) -> None:
    assert between_labels(Shown(value, None)) == labels
