"""How hard each item is, learnt from published periods of all teams. Keeps totals, never a team's sums."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from measurement.settings import Settings
from measurement.sums import ItemSum, Offset

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OffsetTotals:
    """Running totals of one dimension: `a` (items x items) and `c` (items), with team x period absorbed.

    `bank` holds the bank's values b⁰ in points. `c` is kept for b⁰ = 0 and moved to the bank's values when
    solving, so that a bank that changes needs no old sums.
    """

    items: tuple[str, ...]
    bank: Mapping[str, float]
    a: Array
    c: Array

    @classmethod
    def empty(cls, bank: Mapping[str, float]) -> "OffsetTotals":
        """Return totals that know the bank's values and nothing else."""
        items = tuple(sorted(bank))
        return cls(items, dict(bank), np.zeros((len(items), len(items))), np.zeros(len(items)))

    @classmethod
    def from_text(cls, text: str | None, bank: Mapping[str, float]) -> "OffsetTotals":
        """Read totals back; items that joined the bank since then start at its value."""
        totals = cls.empty(bank)
        if text is None:
            return totals
        raw = json.loads(text)
        totals = totals._with_items(raw["items"])
        place = [totals.items.index(item) for item in raw["items"]]
        totals.a[np.ix_(place, place)] = np.asarray(raw["a"], dtype=np.float64).reshape(
            len(place), len(place)
        )
        totals.c[place] = raw["c"]
        return totals

    def to_text(self) -> str:
        """Write the totals as text."""
        return json.dumps({"items": self.items, "a": self.a.tolist(), "c": self.c.tolist()})

    def add(self, period: Sequence[ItemSum], settings: Settings) -> "OffsetTotals":
        """Return the totals with one published period of one team; give only items with n >= k."""
        seen = [found for found in period if found.n > 0]
        if len(seen) < 2:  # one item says nothing about how it differs from others
            return self
        totals = self._with_items([found.item for found in seen])
        place = [totals.items.index(found.item) for found in seen]
        n = np.array([found.n for found in seen], dtype=np.float64)
        mean = np.array([found.sx for found in seen]) / n
        weight = 1.0 / (settings.r0 + settings.r1 / n)
        a, c = totals.a.copy(), totals.c.copy()
        np.add.at(a, np.ix_(place, place), np.diag(weight) - np.outer(weight, weight) / weight.sum())
        np.add.at(c, place, weight * (mean - (weight @ mean) / weight.sum()))
        return OffsetTotals(totals.items, totals.bank, a, c)

    def solve(self, settings: Settings) -> dict[str, Offset]:
        """Return every item's offset b = b⁰ + A⁻¹c and its variance v = diag(A⁻¹)."""
        if not self.items:
            return {}
        b0 = np.array([self.bank.get(item, 0.0) for item in self.items])
        inverse = np.linalg.inv(self.a + np.eye(len(self.items)) / settings.s_b**2)
        b = b0 + inverse @ (self.c - self.a @ b0)
        return {item: Offset(float(b[i]), float(inverse[i, i])) for i, item in enumerate(self.items)}

    def _with_items(self, items: Sequence[str]) -> "OffsetTotals":
        wanted = tuple(sorted({*self.items, *items}))
        a, c = np.zeros((len(wanted), len(wanted))), np.zeros(len(wanted))
        place = [wanted.index(item) for item in self.items]
        a[np.ix_(place, place)] = self.a
        c[place] = self.c
        return OffsetTotals(wanted, self.bank, a, c)
