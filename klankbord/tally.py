"""Counts for whoever watches the machine: sums of everybody, never of a team, and only once sealed."""

from dataclasses import dataclass, field
from threading import Lock


@dataclass
class Tally:
    """What this process did since it started."""

    checkins: int = 0  # sealed into sums: rises at night, for all teams that close together
    _lock: Lock = field(default_factory=Lock, repr=False)

    def sealed(self, checkins: int) -> None:
        """Add the check-ins of all rounds that were sealed together."""
        with self._lock:
            self.checkins += checkins
