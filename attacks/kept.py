"""What a published period leaves in the database, readable without keys: figures' sums, and sums by area.

Areas overlap, so their sums are equations in the sums of single items. The attacker solves them, as far as
they can be solved, and looks which copies of the team would have had such a sum.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from attacks import guessing, people
from attacks.cases import Case
from attacks.copies import Copies
from attacks.people import Floats
from klankbord import areas
from klankbord.areas import Norms
from klankbord.vocabulary import DIMENSIONS
from measurement import tide
from measurement.bottleneck import AreaSum
from measurement.disclosure import AREA_STEP, LEAST_GROUP
from measurement.settings import SETTINGS
from prompts.library import Library

EXACT = 1.0  # points²: what is left of a sum that is known
NEAR = 4.0  # points²: copies whose mean lies so far off still speak
Counts = npt.NDArray[np.int_]
Key = tuple[areas.Kind, str]


class Solved(NamedTuple):
    """Mean and variance of each item's mean answer, before and after reading (weeks x dimensions, points)."""

    mean: Floats
    cover: Floats
    after: Floats
    left: Floats


def area_sums(case: Case, library: Library) -> Mapping[Key, AreaSum]:
    """Return what the product keeps by area once ten teams were published."""
    seen = {d: tide.observe(*case.period.of(library, d), case.offsets, SETTINGS) for d in DIMENSIONS}
    return areas.sums_by_area(
        case.period,
        {d: one for d, one in seen.items() if one is not None},
        norms_of(case),
        library=library,
        smallest_group=LEAST_GROUP,
    )


def norms_of(case: Case) -> Norms:
    """Return what teams usually answer, as the installation of a case would have it."""
    usual = dict.fromkeys(DIMENSIONS, people.TEAM_MEAN)
    return Norms({item: people.TEAM_MEAN + one.b for item, one in case.offsets.items()}, usual)


def solve(
    copies: Copies, case: Case, library: Library, sums: Mapping[Key, AreaSum], *, step: float = AREA_STEP
) -> Solved:
    """Return mean and variance of each item's mean answer (weeks x dimensions), before and after reading.

    `sums` are those by area, whose means lie in steps of so many points.
    The attacker is given how many answered each item; that, too, can be worked out mostly.
    """
    answered = (case.answers[:-1] > people.CANNOT_SAY).sum(axis=0)
    drawn = guessing.means(copies).reshape(len(copies.sx), -1)
    mean, cover = drawn.mean(axis=0), np.cov(drawn.T) + 1e-6 * np.eye(drawn.shape[1])
    rows, told, noise = _equations(case, library, answered, sums, step)
    gain = cover @ rows.T @ np.linalg.inv(rows @ cover @ rows.T + np.diag(noise))
    after, left = mean + gain @ (told - rows @ mean), cover - gain @ rows @ cover
    found = (mean, np.diag(cover), after, np.maximum(np.diag(left), 0.0))
    return Solved(*(one.reshape(answered.shape) for one in found))


def weigh(copies: Copies, solved: Solved, week: int, dimension: int) -> Floats:
    """Return each copy's weight by how well its mean of one item fits what the rows tell of it."""
    mean, cover, after, left = (float(one[week, dimension]) for one in solved)
    drawn = guessing.means(copies)[:, week, dimension]
    found = -0.5 * (drawn - after) ** 2 / (left + NEAR) + 0.5 * (drawn - mean) ** 2 / (cover + NEAR)
    weights: Floats = np.exp(found - found.max())
    return weights


def _equations(
    case: Case, library: Library, answered: Counts, sums: Mapping[Key, AreaSum], step: float
) -> tuple[Floats, Floats, Floats]:
    """Return what each row weighs the items' means with, what it tells of them (points), and how exactly."""
    norms = norms_of(case).items
    rows, told, noise = [], [], []
    for (kind, name), area in sums.items():
        mine = inside(case, library, kind, name)
        if kind == "dimension" or not mine:
            continue
        row = np.zeros(answered.shape)
        for place in mine:
            row[place] = answered[place]
        usual = sum(answered[week, d] * norms[case.items[week][d]] for week, d in mine)
        rows.append(row.reshape(-1))
        told.append(area.deviation + usual)
        noise.append((step * area.n) ** 2 / 12.0 + EXACT)
    kept = {figure.dimension: figure for figure in case.team.figures}
    for d, dimension in enumerate(DIMENSIONS):
        row = np.zeros(answered.shape)
        row[:, d] = answered[:, d]
        folded = [(week, one[d]) for week, one in enumerate(case.items) if one[d] not in case.period.items]
        rows.append(row.reshape(-1))
        told.append(kept[dimension].sx + sum(answered[w, d] * case.folded[item].b for w, item in folded))
        noise.append(EXACT)
    return np.array(rows), np.array(told), np.array(noise)


def inside(case: Case, library: Library, kind: areas.Kind, name: str) -> list[tuple[int, int]]:
    """Return of which items (week and dimension) the sum of an area is made."""
    found = []
    for d, dimension in enumerate(DIMENSIONS):
        items, loose = case.period.of(library, dimension)
        whole = [week[d] for week in case.items]
        mine = [item for item in whole if areas.area_of(library.items[item], kind) == name]
        if loose.n == 0 and len(items) == len(whole) and 0 < len(mine) < len(whole):
            found += [(week, d) for week, item in enumerate(whole) if item in mine]
    return found
