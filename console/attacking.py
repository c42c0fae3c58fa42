"""`klankbord attack`: starts the attack suite, which has options of its own. Touches no data."""

import os
import sys
from collections.abc import Sequence


def attack(given: Sequence[str]) -> int:
    """Become the attack suite; does not return."""
    os.execv(sys.executable, [sys.executable, "-m", "attacks", *given])  # noqa: S606 - our own module
