"""Whose turn it is. Each team stands at another place, or a whole school would seem to move at once."""

from collections.abc import Mapping

from prompts.library import DIMENSIONS, Library, Season

STRIDES = (1, 5, 7)  # items that teams lie apart, per dimension: no factor in common with twelve
PROMPT_STRIDE = 7  # prompts that teams lie apart
# Open weeks from one prompt of a season to its next: breaks lie two apart or more, so that with eleven light
# prompts none returns within twenty weeks; weeks at the start or end of a year stand side by side.
TURNS: Mapping[Season, int] = {"any": len(DIMENSIONS), "after_break": 2}


def items_for(library: Library, *, place: int, round_index: int) -> tuple[str, str, str]:
    """Return one item per dimension for a team's n-th round with items; each returns after all others."""
    chosen = []
    for dimension, stride in zip(DIMENSIONS, STRIDES, strict=True):
        items = library.items_of(dimension)
        chosen.append(items[(place * stride + round_index) % len(items)].id)
    structural, relational, cognitive = chosen
    return structural, relational, cognitive


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
