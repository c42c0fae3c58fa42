"""Measures how quick redaction is on the evaluation messages; one core, one process."""

import resource
import time
from collections.abc import Callable

from safeguards.messages import marked_messages, safety_messages
from safeguards.redaction import redact

ROUNDS = 3


def rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Return messages a second."""
    start = time.perf_counter()
    for _ in range(ROUNDS):
        for text in texts:
            work(text)
    return ROUNDS * len(texts) / (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    texts = [m.text for m in marked_messages("dev")] + [m.text for m in safety_messages("test")]
    redact(texts[0])
    print(f"redaction           {rate(redact, texts):8.0f} messages/s   target ≥ 1,000")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory              {memory:8.0f} MiB          target ≤ 200")


if __name__ == "__main__":
    main()
