"""How fast the knowledge shelf is: opening with and without the vectors that ship, one query, and memory."""

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

QUERIES = (
    "We zien elkaar nooit, ieder heeft een ander rooster.",
    "Nobody here dares to say that a lesson went wrong.",
    "Iedereen bedoelt iets anders met formatief toetsen.",
    "After the project lead left it all fell apart.",
)
TIMES = 25  # rounds over the queries: enough for a steady median


def main() -> None:
    """Print one figure a line."""
    start = time.perf_counter()
    from knowledge_base import vectors_kept
    from knowledge_base.search import open_knowledge

    imported = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        with open_knowledge(data_dir=Path(home)):
            first = time.perf_counter()
        with open_knowledge(data_dir=Path(home)) as knowledge:
            again = time.perf_counter()
            spent = []
            for text in QUERIES * TIMES:
                begun = time.perf_counter()
                knowledge.search(text)
                spent.append(1000 * (time.perf_counter() - begun))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    vectors_kept.SHIPPED = Path("none")  # as if nothing came with the package
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as home, open_knowledge(data_dir=Path(home)):
        scratch = time.perf_counter() - begun
    sys.stdout.write(
        f"import                  {imported - start:8.2f} s\n"
        f"first opening           {first - imported:8.2f} s\n"
        f"same, vectors not here  {scratch:8.2f} s\n"
        f"opening again           {again - first:8.2f} s\n"
        f"one query, p50          {statistics.median(spent):8.1f} ms\n"
        f"one query, p95          {statistics.quantiles(spent, n=20)[-1]:8.1f} ms\n"
        f"memory, whole process   {memory:8.0f} MiB\n"
    )


if __name__ == "__main__":
    main()
