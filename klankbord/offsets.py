"""Item offsets of the whole installation, from periods already published; stored as running totals."""

from collections.abc import Mapping

from klankbord.house import House
from klankbord.periods import Period
from klankbord.vocabulary import DIMENSIONS
from measurement.settings import SETTINGS
from measurement.tide import Offset, OffsetTotals
from storage import sums
from storage.database import Transaction


def offsets_in_force(house: House, tx: Transaction) -> Mapping[str, Offset]:
    """Return every item's offset b (points) and its variance v (points squared)."""
    found: dict[str, Offset] = {}
    for dimension in DIMENSIONS:
        found |= _totals(house, tx, dimension).solve(SETTINGS)
    return found


def add_period(house: House, tx: Transaction, period: Period, *, smallest_group: int) -> None:
    """Add a published period to the totals; only items with n >= k ever enter."""
    for dimension in DIMENSIONS:
        items, _ = period.of(house.library, dimension)
        enough = [total for total in items if total.n >= smallest_group]
        totals = _totals(house, tx, dimension).add(enough, SETTINGS)
        sums.write_offsets(tx, house.keys, dimension, totals.to_text())


def _totals(house: House, tx: Transaction, dimension: str) -> OffsetTotals:
    bank = {item.id: item.bank_offset for item in house.library.items.values() if item.dimension == dimension}
    return OffsetTotals.from_text(sums.read_offsets(tx, house.keys, dimension), bank)
