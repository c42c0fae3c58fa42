"""Where a change may be stuck: sums by area, against what teams usually answer. Names nothing itself.

An item's norm is the bank's value after a pilot; without one, what published teams answered in its dimension
plus the item's offset. Before ten teams were published there is no norm, and no area is stored.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from klankbord.house import House
from klankbord.periods import Period
from klankbord.vocabulary import DIMENSIONS
from measurement.bottleneck import AreaSum, norms_exist
from measurement.disclosure import area_releasable, coarse_area
from measurement.tide import ItemSum, Observation, Offset
from prompts.library import Item, Library
from storage import sums
from storage.database import Transaction

Kind = Literal["dimension", "place", "axis", "form"]
KINDS: tuple[Kind, ...] = ("dimension", "place", "axis", "form")
NORMS = "norms"  # the row beside the offset totals that holds what published teams answered


@dataclass(frozen=True, slots=True)
class Norms:
    """What teams usually answer, in points: by item, and by dimension."""

    items: Mapping[str, float]
    dimensions: Mapping[str, float]


def norms_in_force(house: House, tx: Transaction, offsets: Mapping[str, Offset]) -> Norms | None:
    """Return the norms; nothing as long as there are none."""
    teams, levels = _read(house, tx)
    items = house.library.items.values()
    pilot = {item.id: item.norm for item in items if item.norm is not None}
    if len(pilot) == len(items):
        of = {d: [pilot[item.id] for item in items if item.dimension == d] for d in DIMENSIONS}
        return Norms(pilot, {dimension: sum(norms) / len(norms) for dimension, norms in of.items()})
    if not norms_exist(teams=teams, pilot=False):
        return None
    usual = {dimension: total / periods for dimension, (total, periods) in levels.items()}
    return Norms({item.id: usual[item.dimension] + offsets[item.id].b for item in items}, usual)


def add_to_norms(house: House, tx: Transaction, seen: Mapping[str, Observation], *, first: bool) -> None:
    """Add a published period to what teams answer; `first` when the team had none before."""
    teams, levels = _read(house, tx)
    for dimension in DIMENSIONS:
        total, periods = levels[dimension]
        levels[dimension] = (total + seen[dimension].y, periods + 1)
    sums.write_offsets(tx, house.keys, NORMS, json.dumps({"teams": teams + first, "levels": levels}))


def sums_by_area(
    period: Period, seen: Mapping[str, Observation], norms: Norms, *, library: Library, smallest_group: int
) -> Mapping[tuple[Kind, str], AreaSum]:
    """Return a period's sums by area; a dimension is taken from its published observation.

    Items count with n >= k, where another item of their dimension outside of the area had k answers, too, and
    where the whole dimension kept its items: all areas together, taken off its figure, would otherwise leave
    what fewer than k teachers answered. An area has three items or more and its mean is kept in steps: areas
    overlap, and from exact sums those of single items could be worked out.
    """
    found: dict[tuple[Kind, str], AreaSum] = {}
    for dimension, one in seen.items():
        if dimension in norms.dimensions:
            asked = len(period.of(library, dimension)[0])
            found["dimension", dimension] = AreaSum(
                one.n, one.n * (one.y - norms.dimensions[dimension]), max(asked, 1)
            )
    whole = [
        total
        for dimension in DIMENSIONS
        for items, loose in [period.of(library, dimension)]
        if loose.n == 0 and all(total.n >= smallest_group for total in items)
        for total in items
    ]
    for kind in KINDS[1:]:
        for name in sorted({area_of(library.items[total.item], kind) for total in whole} - {"none"}):
            area = _told_apart(whole, kind, name, norms, library, smallest_group)
            deviation = coarse_area(area.deviation, n=area.n, items=area.items)
            if deviation is not None:
                found[kind, name] = AreaSum(area.n, deviation, area.items)
    return found


def _told_apart(
    whole: Sequence[ItemSum], kind: Kind, name: str, norms: Norms, library: Library, smallest_group: int
) -> AreaSum:
    total = AreaSum(0, 0.0, 0)
    for dimension in DIMENSIONS:
        mine = [one for one in whole if library.items[one.item].dimension == dimension]
        area = [one for one in mine if area_of(library.items[one.item], kind) == name]
        rest = [one for one in mine if one not in area]
        if area_releasable(
            best_week_area=max((one.n for one in area), default=0),
            best_week_rest=max((one.n for one in rest), default=0),
            smallest_group=smallest_group,
        ):
            total = AreaSum(
                total.n + sum(one.n for one in area),
                total.deviation + sum(one.sx - one.n * norms.items[one.item] for one in area),
                total.items + len(area),
            )
    return total


def area_of(item: Item, kind: Kind) -> str:
    """Return the area of a kind that an item belongs to."""
    return {"dimension": item.dimension, "place": item.place, "axis": item.axis, "form": item.form}[kind]


def _read(house: House, tx: Transaction) -> tuple[int, dict[str, tuple[float, int]]]:
    stored = sums.read_offsets(tx, house.keys, NORMS)
    if stored is None:
        return 0, dict.fromkeys(DIMENSIONS, (0.0, 0))
    raw = json.loads(stored)
    return raw["teams"], {dimension: (total, count) for dimension, (total, count) in raw["levels"].items()}
