"""Prints every figure of the safety and redaction bars beside its target: `python -m safeguards.evaluate`.

Judged are the newest parts, by hands that nothing was learnt from: "tenth" and "eleventh" for safety,
"eleventh" to "thirteenth" for redaction. Thresholds of safety were chosen on "fifth" and "seventh";
redaction's "held" is the last third of what one hand wrote; the rest was learnt from.
"test" adds ordinary reflections, whose kinds of false alarms were looked at.
"""

import resource
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from safeguards.crisis import check
from safeguards.identifying import hint
from safeguards.messages import (
    Marked,
    MarkedMessage,
    Part,
    SafetyMessage,
    marked_messages,
    safety_messages,
    thoughts,
)
from safeguards.redaction import redact

_NUMBERS = (
    "phone",
    "email",
    "url_handle",
    "handle",
    "url",
    "postcode",
    "bsn",
    "iban",
    "student_number",
    "date",
    "class_group",
    "address",
    "number",
)
_SPEED_ROUNDS = 3
_Z = 1.96  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Figure:
    """One share with how many it is of, and the target as the design words it."""

    name: str
    hits: int
    count: int
    target: str

    def share(self) -> float:
        """Return the share, 0..1 (1 of none)."""
        return self.hits / self.count if self.count else 1.0

    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the share (Wilson 1927)."""
        if not self.count:
            return 0.0, 1.0
        n, p, z = self.count, self.share(), _Z
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def gone(message: MarkedMessage) -> list[tuple[str, str, bool]]:
    """Return (type, words, whether every character of it is covered) for each mark of a message."""
    covered = {i for span in redact(message.text).spans for i in range(span.start, span.end)}
    return [
        (
            kind,
            message.text[start:end],
            all(i in covered for i in range(start, end) if message.text[i].isalnum()),
        )
        for start, end, kind in message.spans
    ]


def figure(name: str, hits: Iterable[bool], target: str = "") -> Figure:
    """Count the true values."""
    values = list(hits)
    return Figure(name, sum(values), len(values), target)


def redaction_figures(messages: tuple[MarkedMessage, ...], reflections: tuple[str, ...]) -> list[Figure]:
    """Return the redaction figures; messages without a mark are the clean ones, full of traps."""
    marks = [gone(message) for message in messages if message.spans]
    flat = [mark for message in marks for mark in message]

    def of(*kinds: str) -> list[bool]:
        return [hit for kind, _, hit in flat if kind in kinds]

    clean = [message.text for message in messages if not message.spans]
    low = [hit for kind, words, hit in flat if kind == "person" and words == words.lower()]
    rows = [
        figure("messages without any leak", (all(hit for *_, hit in message) for message in marks), "≥ 95 %"),
        figure("clean messages touched", (bool(redact(text).spans) for text in clean), "≤ 5 %"),
        figure(
            "ordinary reflections touched (roles too)", (bool(redact(text).spans) for text in reflections)
        ),
        figure("person recall", of("person"), "≥ 97 %"),
        figure("lower-case names", low, "≥ 90 %"),
        figure("roles", of("role"), "≥ 95 %"),
        figure("institutions", of("institution"), "≥ 92 %"),
        figure("numbers, dates, handles, classes", of(*_NUMBERS), "≥ 98 %"),
    ]
    rows.extend(figure(f"  {kind}", of(kind)) for kind in ("place", *_NUMBERS))
    return [row for row in rows if row.count]


def safety_figures(messages: tuple[SafetyMessage, ...]) -> list[Figure]:
    """Return the safety figures."""
    heard = [(message, check(message.text) is not None) for message in messages]

    def of(name: str, target: str, *sections: str) -> Figure:
        return figure(name, (hit for message, hit in heard if message.section in sections), target)

    return [
        of("crisis, any alarm", "≥ 97 %", "crisis_explicit", "crisis_veiled"),
        of("crisis, explicit", "100 %", "crisis_explicit"),
        of("crisis, veiled", "≥ 94 %", "crisis_veiled"),
        of("student safety", "≥ 95 %", "student_safety"),
        of("harassment", "≥ 95 %", "harassment"),
        of("false alarms: figures of speech", "≤ 5 %", "figures"),
        of("false alarms: hard, no figure of speech", "", "near"),
        of("false alarms: ordinary reflections", "≤ 2 %", "ordinary"),
    ]


def hint_figures(part: Literal["dev", "fresh"]) -> list[Figure]:
    """Return how often the hint finds what gives a writer away, and how often it is right."""
    said = [(hint(text) is not None, gives) for text, gives in thoughts(part)]
    return [
        figure("hint: thoughts that give away, found", (hinted for hinted, gives in said if gives)),
        figure("hint: hints that are right", (gives for hinted, gives in said if hinted)),
    ]


def speed(texts: tuple[str, ...]) -> float:
    """Return redactions a second on one core."""
    start = time.perf_counter()
    for _ in range(_SPEED_ROUNDS):
        for text in texts:
            redact(text)
    return _SPEED_ROUNDS * len(texts) / (time.perf_counter() - start)


def show(rows: Iterable[Figure]) -> None:
    """Print figures, one a line; those of nothing are left out."""
    for row in rows:
        if row.count:
            low, high = row.interval()
            numbers = f"{row.share():7.1%}  n={row.count:<4} [{low:6.1%}, {high:6.1%}]"
            sys.stdout.write(f"{row.name:42} {numbers}  {row.target}\n")


def print_parts(part: Part, redacted: Marked) -> None:
    """Print the figures of a part on safety, and beside them those of one on redaction."""
    marked = marked_messages(redacted)
    safety = safety_messages(part)
    reflections = tuple(message.text for message in safety if message.section == "ordinary")
    clean = sum(not message.spans for message in marked)
    said = (
        f'part "{part}": {len(safety)} safety messages; "{redacted}": {len(marked)} to redact ({clean} clean)'
    )
    sys.stdout.write(f"\n{said}\n")
    show((*redaction_figures(marked, reflections), *safety_figures(safety)))


def main() -> int:
    """Print the tables."""
    fast = speed(tuple(message.text for message in marked_messages("dev")))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write("share, number of messages or marks, 95 % interval (Wilson), target\n")
    print_parts("tenth", "eleventh")
    print_parts("eleventh", "twelfth")
    print_parts("test", "held")
    sys.stdout.write('\npart "thirteenth", whose misses were read\n')
    show(redaction_figures(marked_messages("thirteenth"), ()))
    sys.stdout.write("\nthe hint, on a set of its own\n")
    show(hint_figures("fresh"))
    sys.stdout.write(f"\n{'redaction, messages a second':42} {fast:7.0f}          ≥ 1,000\n")
    sys.stdout.write(f"{'redaction, memory (MiB, whole process)':42} {memory:7.0f}          ≤ 200\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
