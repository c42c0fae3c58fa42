"""Which word a figure earns: up, down, steady, or nothing yet. The sentences live elsewhere."""

from collections.abc import Sequence
from enum import Enum

from measurement.change import Point, change
from measurement.settings import Settings
from measurement.tide import Shown

LEAST_PERIODS = 3  # published periods: two can lie apart by chance
LEAST_SPAN = 8  # open weeks since the reference
SURE = 0.90  # probability that earns a dimension "up" or "down"
SURE_OVERALL = 0.95  # the overall index leads the digest, so it has to be surer
STEADY_WITHIN = 10.0  # points: a change of this size would be worth talking about
FELL_BY = 0.20  # share of the members: from here on, who answers may explain a rise
LABEL_STEP = 25  # points between two neighbouring answers of the five
LABELS = 5


class Word(Enum):
    """What the line does."""

    TOO_EARLY = "too_early"
    UP = "up"
    DOWN = "down"
    STEADY = "steady"


class Response(Enum):
    """How many of the team answered in the best week of a period; all that is ever said about it."""

    FEWER_THAN_HALF = "fewer_than_half"
    HALF_TO_THREE_QUARTERS = "half_to_three_quarters"
    MOST = "most"


def word(
    points: Sequence[Point],
    *,
    settings: Settings,
    overall: bool,
    roster_changed: bool,
    response: Response = Response.MOST,
) -> Word:
    """Return the word for the newest of `points` (oldest first) against a term ago.

    `roster_changed` is counted since the reference. Below half response only the overall index gets a word.
    Where response fell (`response_fell`), whoever tells a rise says so in the same breath.
    """
    if len(points) < LEAST_PERIODS or roster_changed:
        return Word.TOO_EARLY
    if response is Response.FEWER_THAN_HALF and not overall:
        return Word.TOO_EARLY
    found = change(points, settings=settings)
    if found is None or found.span < LEAST_SPAN:
        return Word.TOO_EARLY
    sure = SURE_OVERALL if overall else SURE
    if found.p_up >= sure:
        return Word.UP
    if 1.0 - found.p_up >= sure:
        return Word.DOWN
    return Word.STEADY if abs(found.big_d) + found.s_d <= STEADY_WITHIN else Word.TOO_EARLY


def response_band(best_weekly: int, members: int) -> Response:
    """Return the response band of a period from its best week and the head count of the operator."""
    if 2 * best_weekly < members or members < 1:
        return Response.FEWER_THAN_HALF
    if 4 * best_weekly <= 3 * members:
        return Response.HALF_TO_THREE_QUARTERS
    return Response.MOST


def response_fell(before: float, now: float) -> bool:
    """Say whether response (shares of the members, 0 to 1) fell so far that a rise needs a caveat."""
    return before - now >= FELL_BY - 1e-9  # .80 - .60 is a fall of 20 percentage points


def between_labels(shown: Shown) -> tuple[int, int]:
    """Return the answers, 1 to 5, that a shown figure lies between; twice the same when it is on one.

    65 lies between answers 3 and 4, 75 is answer 4.
    """
    low, rest = divmod(shown.value, LABEL_STEP)
    low = min(low + 1, LABELS)
    return (low, low) if rest == 0 else (low, low + 1)
