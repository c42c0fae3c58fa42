"""What only one process of an installation does: knocking, and fetching updates where there is no webhook."""

import socket

from klankbord.house import House
from storage import leases

HOLDER_LENGTH = 128
KNOCKING = "schedule"


def fetching(bot: int) -> str:
    """Return the duty of fetching a bot's updates."""
    return f"fetch {bot}"


def take(house: House, duty: str, *, seconds: float) -> bool:
    """Take a duty, or keep it, for so many seconds; tell whether it is this process's now."""
    return leases.take(house.db, duty, _holder(house), seconds=seconds)


def give_back(house: House, duty: str) -> None:
    """Let another process have a duty at once."""
    leases.give_back(house.db, duty, _holder(house))


def _holder(house: House) -> str:
    """Return a name that a process keeps when it starts again, so that it need not wait for itself."""
    return f"{socket.gethostname()} {house.settings.listen}"[-HOLDER_LENGTH:]
