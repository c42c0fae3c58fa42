"""The table: what somebody tried, what is allowed, what was measured, and whether the promise holds."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Verdict = Literal["holds", "BROKEN", "not sure yet", "no bar"]


@dataclass(frozen=True, slots=True)
class Result:
    """One line. `unit` is points (percentage points), percent, correlation, found or none.

    `bar` is the most that is allowed (none: printed for knowledge only), `bound` the upper 95 % bound.
    """

    attack: str
    unit: Literal["points", "percent", "correlation", "found"]
    measured: float
    bound: float
    bar: float | None
    prior: float | None = None
    targets: int = 0
    note: str = ""
    by_bound: bool = True  # a bar that luck alone can reach is judged by what was measured

    @property
    def verdict(self) -> Verdict:
        """Say whether the bar holds: broken when what was measured is above it."""
        if self.bar is None:
            return "no bar"
        if self.measured > self.bar:
            return "BROKEN"
        return "holds" if self.bound <= self.bar or not self.by_bound else "not sure yet"


HEAD = ("attack", "allowed", "measured", "upper 95 % bound", "the prior alone", "verdict")


def cells(result: Result) -> tuple[str, ...]:
    """Return a line as texts."""
    prior = "–" if result.prior is None else _value(result, result.prior, sign=False)
    allowed = "–" if result.bar is None else f"≤ {_value(result, result.bar)}"
    return (
        f"{result.attack} ({result.targets:,})",
        allowed,
        _value(result, result.measured),
        _value(result, result.bound),
        prior,
        result.verdict,
    )


def as_text(results: Sequence[Result]) -> str:
    """Return the table as text, with the notes below it."""
    rows = [HEAD, *(cells(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    lines += [f"\n{result.attack}: {result.note}" for result in results if result.note]
    return "\n".join(lines) + "\n"


def as_json(results: Sequence[Result]) -> str:
    """Return the table as JSON."""
    return json.dumps(
        [{**asdict(result), "verdict": result.verdict} for result in results], ensure_ascii=False, indent=1
    )


def _value(result: Result, value: float, *, sign: bool = True) -> str:
    if result.unit == "points" and sign:
        return f"{value:+.1f} points"
    if result.unit in ("points", "percent"):
        return f"{value:.2f} %" if abs(value) < 1 else f"{value:.1f} %"
    if result.unit == "correlation":
        return f"{value:.2f}"
    return f"{value:.0f}"
