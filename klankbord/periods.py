"""The open period of a team: sums of sealed rounds that are not published yet, as one value.

Answers become numbers here and nowhere else. Item sums below the smallest group lose their item at once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from klankbord.checkin import CANNOT_SAY, QUESTIONS
from klankbord.ties import Named
from klankbord.vocabulary import DIMENSIONS
from measurement.settings import Settings
from measurement.tide import ItemSum, LooseSum, Offset, fold
from prompts.library import Library


@dataclass(frozen=True, slots=True)
class Period:
    """Sums over the sealed rounds since the last publication."""

    rounds: int = 0
    last_open_week: int = 0
    full: tuple[int, ...] = ()  # check-ins with all three items, per round
    weekly: tuple[int, ...] = ()  # check-ins of any kind, per round
    items: Mapping[str, ItemSum] = field(default_factory=dict)
    loose: Mapping[str, LooseSum] = field(default_factory=dict)
    named: Named | None = None  # ties to other teams, if asked and answered by enough
    themes: tuple[str, ...] = ()  # topics that enough colleagues raised in one round
    after: Mapping[str, Sequence[int]] = field(default_factory=dict)  # questions on a talk: n, each choice

    @property
    def checkins(self) -> int:
        """Return all check-ins of the period."""
        return sum(self.weekly)

    def of(self, library: Library, dimension: str) -> tuple[list[ItemSum], LooseSum]:
        """Return the sums of one dimension: by item, and without items."""
        items = [total for item, total in self.items.items() if library.dimension_of(item) == dimension]
        return items, self.loose.get(dimension, LooseSum.zero())

    def counting(self, library: Library) -> int:
        """Return the answers of the dimension that has fewest: who cannot say does not count in it."""
        kept = [self.of(library, dimension) for dimension in DIMENSIONS]
        return min(sum(total.n for total in items) + loose.n for items, loose in kept)


def add_round(
    period: Period,
    answers: Sequence[bytes],
    *,
    items: Sequence[str],
    open_week: int,
    library: Library,
    smallest_group: int,
    offsets: Mapping[str, Offset],
    settings: Settings,
    named: Named | None = None,
    themes: Sequence[str] = (),
    after: Mapping[str, Sequence[int]] = MappingProxyType({}),
) -> Period:
    """Fold the answers of one sealed round (three choices each, 0 = can't say) into a period.

    `named` is what the round told about ties between teams, `after` about a talk; the newest stays. `themes`:
    the topics that enough colleagues raised in this round. What was answered to an item that an upgrade took
    off the shelf cannot be read any more: it counts as not said, and no check-in of the round as a full one.
    """
    period = without_gone(period, library=library, offsets=offsets, settings=settings)
    kept, loose = dict(period.items), dict(period.loose)
    known = all(item in library.items for item in items)
    for place, item in enumerate(items):
        if item not in library.items:
            continue
        points = [
            library.items[item].points(answer[place]) for answer in answers if answer[place] != CANNOT_SAY
        ]
        if not points:
            continue
        total = ItemSum(item, len(points), sum(points), sum(x * x for x in points))
        if total.n >= smallest_group:
            kept[item] = _plus(kept.get(item), total)
        else:
            dimension = library.items[item].dimension
            folded = fold(total, offsets[item], settings)
            loose[dimension] = loose.get(dimension, LooseSum.zero()) + folded
    kept = _pooled(kept, library)
    full = sum(CANNOT_SAY not in answer[:QUESTIONS] for answer in answers) if known else 0
    return replace(
        period,
        rounds=period.rounds + 1,
        last_open_week=max(open_week, period.last_open_week),
        full=(*period.full, full),
        weekly=(*period.weekly, len(answers)),
        items=kept,
        loose=loose,
        named=named or period.named,
        themes=tuple(sorted({*period.themes, *themes})),
        after={**period.after, **after},
    )


def without_gone(
    period: Period, *, library: Library, offsets: Mapping[str, Offset], settings: Settings
) -> Period:
    """Return the period with the sums of items that left the shelf folded into those that know no item."""
    gone = [total for item, total in period.items.items() if item not in library.items]
    if not gone:
        return period
    loose = dict(period.loose)
    for total in gone:
        dimension = library.dimension_of(total.item)
        offset = offsets.get(total.item, Offset(0.0, settings.s_b**2))
        loose[dimension] = loose.get(dimension, LooseSum.zero()) + fold(total, offset, settings)
    kept = {item: total for item, total in period.items.items() if item in library.items}
    return replace(period, items=kept, loose=loose)


def to_text(period: Period) -> str:
    """Write a period as text, to be sealed."""
    return json.dumps(
        {
            "rounds": period.rounds,
            "last_open_week": period.last_open_week,
            "full": period.full,
            "weekly": period.weekly,
            "items": {item: [total.n, total.sx, total.sxx] for item, total in period.items.items()},
            "loose": {
                dimension: [total.n, total.s_adj, total.sn2, total.ss, total.df]
                for dimension, total in period.loose.items()
            },
            "named": [period.named.answered, dict(period.named.by_team)] if period.named else None,
            "themes": period.themes,
            "after": {about: list(sums) for about, sums in period.after.items()},
        }
    )


def from_text(text: str | None) -> Period:
    """Read a period back; nothing is an empty one."""
    if text is None:
        return Period()
    raw = json.loads(text)
    return Period(
        rounds=raw["rounds"],
        last_open_week=raw["last_open_week"],
        full=tuple(raw["full"]),
        weekly=tuple(raw["weekly"]),
        items={item: ItemSum(item, *values) for item, values in raw["items"].items()},
        loose={
            dimension: LooseSum(*values)
            for dimension, values in raw["loose"].items()
            if dimension in DIMENSIONS
        },
        named=Named(*raw["named"]) if raw.get("named") else None,
        themes=tuple(raw.get("themes", ())),
        after=raw.get("after", {}),
    )


def _pooled(items: Mapping[str, ItemSum], library: Library) -> dict[str, ItemSum]:
    """Spread the squares of a dimension over its items: those of one item would name an unusual answer.

    What is published needs them by dimension only, and their total stays what it was.
    """
    found: dict[str, ItemSum] = {}
    for dimension in DIMENSIONS:
        mine = [one for one in items.values() if library.dimension_of(one.item) == dimension]
        df = sum(one.n - 1 for one in mine)
        each = sum(one.ss for one in mine) / df if df else 0.0
        found |= {one.item: replace(one, sxx=one.sx**2 / one.n + each * (one.n - 1)) for one in mine}
    return found


def _plus(old: ItemSum | None, new: ItemSum) -> ItemSum:
    return ItemSum(new.item, old.n + new.n, old.sx + new.sx, old.sxx + new.sxx) if old else new
