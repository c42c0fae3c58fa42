"""A secret that passes: it lies in the memory of this machine alone and is gone when the machine restarts.

What is sealed with it stays closed to somebody who took database, disk and secret keys along. Processes of
one machine share it; where they cannot, each has its own.
"""

import contextlib
import os
import stat
from functools import cache
from pathlib import Path

BYTES = 32
MEMORY = Path("/dev/shm")  # noqa: S108 - kept in memory by Linux; the file is checked before it is trusted
ONLY_OURS = 0o600


@cache
def secret() -> bytes:
    """Return the secret of this machine, or of this process where there is no shared memory."""
    return shared(MEMORY) or os.urandom(BYTES)


def shared(memory: Path) -> bytes | None:
    """Return the secret in a folder of memory, made if there is none; nothing if it is not to be trusted."""
    path = memory / f"klankbord-{os.geteuid()}"
    try:
        if not path.exists():
            _make(path)
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as opened:
            about = os.fstat(opened.fileno())
            ours = stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid()
            found = opened.read(BYTES + 1)
    except (OSError, AttributeError):
        return None
    return found if ours and stat.S_IMODE(about.st_mode) == ONLY_OURS and len(found) == BYTES else None


def _make(path: Path) -> None:
    spare = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS), "wb") as opened:
        opened.write(os.urandom(BYTES))
    try:
        with contextlib.suppress(FileExistsError):  # another process was first: its secret holds
            os.link(spare, path)
    finally:
        spare.unlink()
