"""What teams tell about other teams, as bands per ordered pair. Never people, never counts."""

from collections.abc import Mapping

from measurement.disclosure import one_shot
from measurement.network import Tie


def ties(
    giver: str, *, named: Mapping[str, int], answered: int, others: tuple[str, ...], smallest_group: int
) -> list[Tie]:
    """Return how many of a team named each of the `others`, as bands; nothing below the smallest group.

    `named` counts teachers of `giver` who named a team, `answered` all who answered the question. A team that
    nobody named gets "few", the same as one that two named.
    """
    found = []
    for taker in others:
        told = one_shot(named.get(taker, 0), n=answered, smallest_group=smallest_group)
        if told is not None and taker != giver:
            found.append(Tie(giver, taker, told))
    return found
