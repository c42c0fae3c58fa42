"""What the web address knows of the scheduler: the moment it last worked through."""

from collections.abc import Callable
from datetime import datetime

Ticked = Callable[[], datetime | None]
