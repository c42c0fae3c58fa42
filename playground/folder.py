"""The folder of a demo: wiped at each start, but only if a demo made it and none is using it."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playground.processes import Trouble

MARK = ".klankbord-demo"


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """Empty a folder and keep it for this demo alone; raise `Trouble` when it is not ours to empty."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise Trouble(f"{folder} holds something that is not a demo's: choose another --data-dir.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with mark.open("a", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(f"Another demo is using {folder}: choose another --data-dir.") from None
        for old in folder.iterdir():
            if old.is_dir() and not old.is_symlink():
                shutil.rmtree(old)
            elif old.name != MARK:
                old.unlink()
        yield folder.resolve()
