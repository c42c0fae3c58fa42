"""Whose turn it is. Each team stands at another place, or a whole school would seem to move at once."""

from collections import Counter
from collections.abc import Collection, Mapping

from prompts.library import DIMENSIONS, Library, Season

ROUND = 12  # items of a dimension, and so the places in the rotation of each
PLACES = ROUND**3  # the three rotations are turned against each other: no two places ask the same three items
PROMPT_STRIDE = 7  # prompts that teams lie apart
# Open weeks from one prompt of a season to its next: breaks lie two apart or more, so that with eleven light
# prompts none returns within twenty weeks; weeks at the start or end of a year stand side by side.
TURNS: Mapping[Season, int] = {"any": len(DIMENSIONS), "after_break": 2}


def items_for(library: Library, *, place: int, round_index: int) -> tuple[str, str, str]:
    """Return one item per dimension for a team's n-th round with items; each returns after all others."""
    chosen = []
    for dimension, start in zip(DIMENSIONS, starts(place), strict=True):
        items = library.items_of(dimension)
        chosen.append(items[(start + round_index) % len(items)].id)
    structural, relational, cognitive = chosen
    return structural, relational, cognitive


def starts(place: int) -> tuple[int, int, int]:
    """Return where a place begins in each dimension; the first twelve lie apart in all of them."""
    first, second, third = place % ROUND, place // ROUND % ROUND, place // ROUND**2 % ROUND
    return first, (5 * first + second) % ROUND, (7 * first + second + third) % ROUND


def place_for(*, in_school: Collection[int], elsewhere: Collection[int]) -> int:
    """Return the place of a new team: the items that its school asks least, then a place that is free.

    So a school asks each item of a dimension about equally often in a week, and does not seem to move.
    """
    asked = [Counter(starts(place)[at] for place in in_school) for at in range(len(DIMENSIONS))]
    taken = {place % PLACES for place in (*in_school, *elsewhere)}

    def crowd(place: int) -> tuple[int, bool]:
        counts = [asked[at][start] for at, start in enumerate(starts(place))]
        return sum(counts), place in taken

    return min(range(PLACES), key=crowd)


def reflective_for(library: Library, *, place: int, round_index: int, season: Season = "any") -> str:
    """Return the prompt of a team's n-th open week: sharing, trust and shared goals take turns.

    In a special season all of its prompts take turns, whatever their dimension.
    """
    dimension = DIMENSIONS[round_index % len(DIMENSIONS)]
    fitting = [
        prompt.id
        for prompt in library.reflective.values()
        if prompt.season == season and (season != "any" or prompt.dimension == dimension)
    ]
    turn = round_index // TURNS.get(season, 1)
    return fitting[(place * PROMPT_STRIDE + turn) % len(fitting)]


def talk_question_for(library: Library, *, place: int, week_index: int, dimension: str | None = None) -> str:
    """Return the question a team talks about in its n-th week, about one dimension where that is given."""
    questions = [
        question.id for question in library.talk_questions.values() if dimension in (None, question.dimension)
    ]
    return questions[(place + week_index) % len(questions)]
