"""How many threads the heavy embedding uses, for whoever loads it first."""

import os

THREADS = min(2, os.cpu_count() or 1)
# How long a thread waits for the other in a busy loop. The usual 300,000 make it ten times slower once the
# processor is shared; none at all is no quicker than one thread.
SPINS = 1000


def set_threads() -> None:
    """Say it to OpenMP, which reads it when the engine is imported; what is set already stays."""
    os.environ.setdefault("OMP_NUM_THREADS", str(THREADS))
    os.environ.setdefault("GOMP_SPINCOUNT", str(SPINS))
